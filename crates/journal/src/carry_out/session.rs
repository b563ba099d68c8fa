use super::Desk;
use crate::tx::{Tx, params};
use crate::{NewSession, Outcome, Stop, millis};

/// Keeps a browser signed in; sessions that have ended make room.
pub(super) async fn start<T: Tx>(desk: &mut Desk<'_, T>, session: &NewSession) -> Result<Outcome, Stop> {
    let site = desk.book.site.id.0;
    let (now, expires_at) = (millis(desk.at), millis(session.expires_at));
    desk.tx.execute("DELETE FROM sessions WHERE site_id = $1 AND expires_at < $2", params![site, now]).await?;
    let sql = "INSERT INTO sessions (token_hash, site_id, person_id, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5)";
    let token = session.token_hash.as_slice();
    desk.tx.execute(sql, params![token, site, session.person, now, expires_at]).await?;
    Ok(Outcome::Done)
}

/// Ends a browser's session.
pub(super) async fn end<T: Tx>(desk: &mut Desk<'_, T>, token_hash: &[u8; 32]) -> Result<Outcome, Stop> {
    let sql = "DELETE FROM sessions WHERE site_id = $1 AND token_hash = $2";
    desk.tx.execute(sql, params![desk.book.site.id.0, token_hash.as_slice()]).await?;
    Ok(Outcome::Done)
}
