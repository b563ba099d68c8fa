use jiff::Timestamp;

use crate::site::SITE_COLUMNS;
use crate::tx::{Question, Row, Tx, params};
use crate::{Fault, Role, Scope, Site, SiteId, millis};

/// The site of a name.
#[derive(Clone, Debug)]
pub struct SiteByName(pub String);

impl Question for SiteByName {
    type Answer = Option<Site>;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Option<Site>, Fault> {
        let sql = format!("SELECT {SITE_COLUMNS} FROM sites WHERE name = $1");
        tx.first(&sql, params![&self.0]).await?.as_ref().map(Site::read).transpose()
    }
}

/// The site of an id.
#[derive(Clone, Copy, Debug)]
pub struct SiteById(pub SiteId);

impl Question for SiteById {
    type Answer = Option<Site>;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Option<Site>, Fault> {
        let sql = format!("SELECT {SITE_COLUMNS} FROM sites WHERE site_id = $1");
        tx.first(&sql, params![self.0.0]).await?.as_ref().map(Site::read).transpose()
    }
}

/// The site whose storefront has a host name, given in lower case.
#[derive(Clone, Debug)]
pub struct SiteByHost(pub String);

impl Question for SiteByHost {
    type Answer = Option<Site>;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Option<Site>, Fault> {
        let sql = format!("SELECT {SITE_COLUMNS} FROM sites WHERE host = $1");
        tx.first(&sql, params![&self.0]).await?.as_ref().map(Site::read).transpose()
    }
}

/// The sites that have a storefront, by name.
#[derive(Clone, Copy, Debug)]
pub struct PublicSites;

impl Question for PublicSites {
    type Answer = Vec<Site>;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Vec<Site>, Fault> {
        let sql = format!("SELECT {SITE_COLUMNS} FROM sites ORDER BY name LIMIT 1000");
        tx.query(&sql, params![]).await?.iter().map(Site::read).collect()
    }
}

/// Who could be signing in to `site` with `email`.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// « Nom du site ».
    pub site: String,
    /// « E-mail », lower case.
    pub email: String,
}

/// Somebody whose password is still to be checked.
#[derive(Clone, Debug)]
pub struct SignInCandidate {
    /// Who.
    pub person: i64,
    /// Where.
    pub site: SiteId,
    /// The password's PHC string.
    pub password_hash: String,
}

impl Question for SignIn {
    type Answer = Option<SignInCandidate>;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Option<SignInCandidate>, Fault> {
        let sql = "SELECT people.person_id, sites.site_id, people.password_hash FROM sites
             JOIN memberships ON memberships.site_id = sites.site_id
             JOIN people ON people.person_id = memberships.person_id
             WHERE sites.name = $1 AND people.email = $2";
        let Some(row) = tx.first(sql, params![&self.site, &self.email]).await? else { return Ok(None) };
        Ok(Some(SignInCandidate { person: row.int(0)?, site: SiteId(row.int(1)?), password_hash: row.string(2)? }))
    }
}

/// Who a cookie's token stands for, now.
#[derive(Clone, Debug)]
pub struct SessionByToken {
    /// SHA-256 of the token.
    pub token_hash: [u8; 32],
    /// Sessions that have ended stand for nobody.
    pub now: Timestamp,
}

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub struct Signed {
    /// Where.
    pub site: Site,
    /// Who.
    pub person: Member,
}

/// Somebody who belongs to a site.
#[derive(Clone, Debug)]
pub struct Member {
    /// Their id.
    pub id: i64,
    /// How the desk names them.
    pub name: String,
    /// Their e-mail.
    pub email: String,
    /// Their own choice of language, where they made one.
    pub language: Option<String>,
    /// What they are here.
    pub role: Role,
    /// Whether lists follow the shop by themselves in front of them.
    pub live_updates: bool,
}

/// The people of a site, by name.
#[derive(Clone, Copy, Debug)]
pub struct Members(pub SiteId);

impl Question for Members {
    type Answer = Vec<Member>;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Vec<Member>, Fault> {
        let sql = "SELECT memberships.site_id, people.person_id, people.name, people.email, people.language,
             memberships.role, people.live_updates FROM memberships JOIN people ON people.person_id = memberships.person_id
             WHERE memberships.site_id = $1 ORDER BY people.name, people.person_id LIMIT 1000";
        tx.query(sql, params![self.0.0]).await?.iter().map(read_member).collect()
    }
}

/// Reads what follows the site's id.
fn read_member(row: &Row) -> Result<Member, Fault> {
    Ok(Member {
        id: row.int(1)?,
        name: row.string(2)?,
        email: row.string(3)?,
        language: row.maybe_text(4)?.map(str::to_owned),
        role: Role::parse(row.text(5)?).ok_or_else(|| Fault::new("a role is unknown"))?,
        live_updates: row.int(6)? != 0,
    })
}

impl Question for SessionByToken {
    type Answer = Option<Signed>;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Option<Signed>, Fault> {
        let sql = "SELECT sessions.site_id, people.person_id, people.name, people.email, people.language,
             memberships.role, people.live_updates FROM sessions
             JOIN people ON people.person_id = sessions.person_id
             JOIN memberships ON memberships.site_id = sessions.site_id AND memberships.person_id = people.person_id
             WHERE sessions.token_hash = $1 AND sessions.expires_at > $2";
        let found = tx.first(sql, params![self.token_hash.as_slice(), millis(self.now)]).await?;
        let Some(row) = found else { return Ok(None) };
        let person = read_member(&row)?;
        let sql = format!("SELECT {SITE_COLUMNS} FROM sites WHERE site_id = $1");
        let site = tx.first(&sql, params![row.int(0)?]).await?;
        let site = site.as_ref().map(Site::read).transpose()?;
        Ok(site.map(|site| Signed { site, person }))
    }
}

/// The tokens that open a site's API, oldest first.
#[derive(Clone, Copy, Debug)]
pub struct Tokens(pub SiteId);

/// A token as far as it can be shown.
#[derive(Clone, Debug)]
pub struct TokenRow {
    /// Its id.
    pub token: i64,
    /// What it is for.
    pub label: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// Since when.
    pub created_at: Timestamp,
}

impl Question for Tokens {
    type Answer = Vec<TokenRow>;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Vec<TokenRow>, Fault> {
        let sql = "SELECT token_id, label, scopes, created_at FROM api_tokens
             WHERE site_id = $1 AND withdrawn_at IS NULL ORDER BY token_id LIMIT 1000";
        tx.query(sql, params![self.0.0]).await?.iter().map(read_token).collect()
    }
}

fn read_token(row: &Row) -> Result<TokenRow, Fault> {
    Ok(TokenRow {
        token: row.int(0)?,
        label: row.string(1)?,
        scopes: Scope::parse_list(row.text(2)?).ok_or_else(|| Fault::new("a scope is unknown"))?,
        created_at: row.time(3)?,
    })
}

/// What a token of the API stands for.
#[derive(Clone, Debug)]
pub struct TokenByHash(pub [u8; 32]);

/// A program that holds a token.
#[derive(Clone, Debug)]
pub struct TokenHolder {
    /// The one site it belongs to.
    pub site: Site,
    /// The token's id.
    pub token: i64,
    /// What it may do.
    pub scopes: Vec<Scope>,
}

impl Question for TokenByHash {
    type Answer = Option<TokenHolder>;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Option<TokenHolder>, Fault> {
        let sql = "SELECT site_id, token_id, scopes FROM api_tokens WHERE token_hash = $1 AND withdrawn_at IS NULL";
        let Some(row) = tx.first(sql, params![self.0.as_slice()]).await? else { return Ok(None) };
        let scopes = Scope::parse_list(row.text(2)?).ok_or_else(|| Fault::new("a scope is unknown"))?;
        let sql = format!("SELECT {SITE_COLUMNS} FROM sites WHERE site_id = $1");
        let site = tx.first(&sql, params![row.int(0)?]).await?;
        let site = site.as_ref().map(Site::read).transpose()?;
        let token = row.int(1)?;
        Ok(site.map(|site| TokenHolder { site, token, scopes }))
    }
}
