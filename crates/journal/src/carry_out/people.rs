//! Who belongs to a site. Events name people by id alone; names and e-mails live in a row.

use super::Desk;
use crate::codec::{PersonAdded, PersonNamed, PersonRoleSet, SiteEvent};
use crate::tx::{Tx, params};
use crate::{Fault, NewPassword, NewPerson, Outcome, Profile, Role, Stop, millis};

/// Adds somebody to the site.
pub(super) async fn add<T: Tx>(desk: &mut Desk<'_, T>, new: &NewPerson) -> Result<Outcome, Stop> {
    let row = desk.tx.first("SELECT person_id FROM people WHERE email = $1", params![&new.email]).await?;
    let known = row.is_some();
    let id = match row {
        Some(row) => row.int(0)?,
        None => make(desk, new).await?,
    };
    if role_of(desk, id).await?.is_some() {
        return Err(Stop::Taken("person"));
    }
    let sql = "INSERT INTO memberships (site_id, person_id, role) VALUES ($1, $2, $3)";
    desk.tx.execute(sql, params![desk.book.site.id.0, id, new.role.code()]).await?;
    let event = SiteEvent::PersonAdded(PersonAdded { person: id, role: new.role.code().to_owned() });
    desk.record_setting(&event).await?;
    Ok(Outcome::Person { id, known })
}

async fn make<T: Tx>(desk: &mut Desk<'_, T>, new: &NewPerson) -> Result<i64, Fault> {
    let row = desk.tx.first("SELECT COALESCE(MAX(person_id), 0) + 1 FROM people", params![]).await?;
    let id = row.map_or(Ok(1), |row| row.int(0))?;
    let sql = "INSERT INTO people (person_id, email, name, password_hash, created_at) VALUES ($1, $2, $3, $4, $5)";
    let values = params![id, &new.email, &new.name, &new.password_hash, millis(desk.at)];
    desk.tx.execute(sql, values).await?;
    Ok(id)
}

/// Makes a member something else.
pub(super) async fn set_role<T: Tx>(desk: &mut Desk<'_, T>, person: i64, role: Role) -> Result<Outcome, Stop> {
    let before = role_of(desk, person).await?.ok_or(Stop::Missing("person"))?;
    if before == role {
        return Ok(Outcome::Done);
    }
    keeps_an_owner(desk, before).await?;
    let sql = "UPDATE memberships SET role = $1 WHERE site_id = $2 AND person_id = $3";
    desk.tx.execute(sql, params![role.code(), desk.book.site.id.0, person]).await?;
    desk.record_setting(&SiteEvent::PersonRoleSet(PersonRoleSet { person, role: role.code().to_owned() })).await?;
    Ok(Outcome::Done)
}

/// Takes somebody out of the site, and their browsers with them. Their row stays: the history names them.
pub(super) async fn remove<T: Tx>(desk: &mut Desk<'_, T>, person: i64) -> Result<Outcome, Stop> {
    let before = role_of(desk, person).await?.ok_or(Stop::Missing("person"))?;
    keeps_an_owner(desk, before).await?;
    let site = desk.book.site.id.0;
    let sql = "DELETE FROM memberships WHERE site_id = $1 AND person_id = $2";
    desk.tx.execute(sql, params![site, person]).await?;
    let sql = "DELETE FROM sessions WHERE site_id = $1 AND person_id = $2";
    desk.tx.execute(sql, params![site, person]).await?;
    desk.record_setting(&SiteEvent::PersonRemoved(PersonNamed { person })).await?;
    Ok(Outcome::Done)
}

/// Changes how somebody is named, and the language that the pages are in for them.
pub(super) async fn save_profile<T: Tx>(desk: &mut Desk<'_, T>, profile: &Profile) -> Result<Outcome, Stop> {
    role_of(desk, profile.person).await?.ok_or(Stop::Missing("person"))?;
    let sql = "UPDATE people SET name = $1, language = $2 WHERE person_id = $3";
    let language = profile.language.map(orders::Language::code);
    desk.tx.execute(sql, params![&profile.name, language, profile.person]).await?;
    desk.record_setting(&SiteEvent::ProfileSaved(PersonNamed { person: profile.person })).await?;
    Ok(Outcome::Done)
}

/// Keeps whether lists follow the shop by themselves in front of somebody.
pub(super) async fn set_live_updates<T: Tx>(desk: &mut Desk<'_, T>, person: i64, on: bool) -> Result<Outcome, Stop> {
    role_of(desk, person).await?.ok_or(Stop::Missing("person"))?;
    let sql = "UPDATE people SET live_updates = $1 WHERE person_id = $2";
    desk.tx.execute(sql, params![i64::from(on), person]).await?;
    Ok(Outcome::Done)
}

/// Gives somebody another password. Wherever else they are signed in, in whichever site, they no longer are.
pub(super) async fn set_password<T: Tx>(desk: &mut Desk<'_, T>, new: &NewPassword) -> Result<Outcome, Stop> {
    role_of(desk, new.person).await?.ok_or(Stop::Missing("person"))?;
    let sql = "UPDATE people SET password_hash = $1 WHERE person_id = $2";
    desk.tx.execute(sql, params![&new.password_hash, new.person]).await?;
    let sql = "DELETE FROM sessions WHERE person_id = $1 AND token_hash <> $2";
    desk.tx.execute(sql, params![new.person, new.kept_session.as_slice()]).await?;
    desk.record_setting(&SiteEvent::PasswordSet(PersonNamed { person: new.person })).await?;
    Ok(Outcome::Done)
}

async fn role_of<T: Tx>(desk: &mut Desk<'_, T>, person: i64) -> Result<Option<Role>, Fault> {
    let sql = "SELECT role FROM memberships WHERE site_id = $1 AND person_id = $2";
    let Some(row) = desk.tx.first(sql, params![desk.book.site.id.0, person]).await? else { return Ok(None) };
    Role::parse(row.text(0)?).map(Some).ok_or_else(|| Fault::new("a role is unknown"))
}

/// Without an owner nobody could let anybody in any more.
async fn keeps_an_owner<T: Tx>(desk: &mut Desk<'_, T>, leaving: Role) -> Result<(), Stop> {
    if leaving != Role::Owner {
        return Ok(());
    }
    let sql = "SELECT COUNT(*) FROM memberships WHERE site_id = $1 AND role = $2";
    let row = desk.tx.first(sql, params![desk.book.site.id.0, Role::Owner.code()]).await?;
    let owners = row.map_or(Ok(0), |row| row.int(0))?;
    if owners > 1 { Ok(()) } else { Err(Stop::Taken("last_owner")) }
}
