use jiff::Timestamp;

use super::Desk;
use crate::question::Effect;
use crate::tx::{Tx, params};
use crate::{Failure, MailState, Outcome, Stop, crash, millis};

/// Takes effects that are due, so that no other worker pays them before `until`.
pub(super) async fn lease<T: Tx>(desk: &mut Desk<'_, T>, until: Timestamp, most: i64) -> Result<Outcome, Stop> {
    let (site, now) = (desk.book.site.id, millis(desk.at));
    let sql = "SELECT id, kind, data, attempts FROM outbox
         WHERE site_id = $1 AND done_at IS NULL AND due_at <= $2 AND leased_until <= $2 ORDER BY due_at, id LIMIT $3";
    let rows = desk.tx.query(sql, params![site.0, now, most]).await?;
    let mut effects = Vec::with_capacity(rows.len());
    for row in &rows {
        let id = row.int(0)?;
        let sql = "UPDATE outbox SET leased_until = $1, attempts = attempts + 1 WHERE site_id = $2 AND id = $3";
        desk.tx.execute(sql, params![millis(until), site.0, id]).await?;
        effects.push(Effect { site, id, kind: row.string(1)?, data: row.string(2)?, attempts: row.int(3)? + 1 });
    }
    crash::point();
    Ok(Outcome::Effects(effects))
}

/// Writes down what came of an effect: paid, or to be tried again at a time. The mail it stands for, if
/// it does, moves with it.
pub(super) async fn settle<T: Tx>(desk: &mut Desk<'_, T>, id: i64, failure: Option<&Failure>) -> Result<Outcome, Stop> {
    let (site, now) = (desk.book.site.id.0, millis(desk.at));
    match failure {
        None => {
            let sql = "UPDATE outbox SET done_at = $1, leased_until = 0, last_error = NULL
                 WHERE site_id = $2 AND id = $3 AND done_at IS NULL";
            desk.tx.execute(sql, params![now, site, id]).await?;
            crash::point();
            let sql = "UPDATE mails SET state = 'sent', sent_at = $1, last_error = NULL
                 WHERE site_id = $2 AND id = $3 AND state IN ('waiting', 'failed')";
            desk.tx.execute(sql, params![now, site, id]).await?;
        }
        Some(Failure { reason, again_at }) => {
            let due_at = again_at.map_or(i64::MAX, millis);
            let sql = "UPDATE outbox SET due_at = $1, leased_until = 0, last_error = $2
                 WHERE site_id = $3 AND id = $4 AND done_at IS NULL";
            desk.tx.execute(sql, params![due_at, reason, site, id]).await?;
            crash::point();
            let state = if again_at.is_some() { MailState::Waiting } else { MailState::Failed };
            let shown = again_at.map_or(now, millis);
            let sql = "UPDATE mails SET state = $1, due_at = $2, last_error = $3
                 WHERE site_id = $4 AND id = $5 AND state IN ('waiting', 'failed')";
            desk.tx.execute(sql, params![state.code(), shown, reason, site, id]).await?;
        }
    }
    crash::point();
    Ok(Outcome::Done)
}
