//! Request ids: the same request again gets the answer it had.

use jiff::Timestamp;
use orders::Refusal;
use serde::{Deserialize, Serialize};

use super::{Desk, load_order, load_order_as_of};
use crate::keys::hash_key;
use crate::tx::{Tx, params};
use crate::{BatchResult, Fault, OrderFile, Outcome, Request, Stop, crash, millis};

/// An answer as it is kept: small, because an order's answer is its state at a version, which its
/// history can make again.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    Placed {
        number: i64,
        version: i64,
        repeated: bool,
    },
    Order {
        number: i64,
        version: i64,
    },
    Deleted {
        number: i64,
    },
    Batch(BatchResult),
    Scanned {
        order: i64,
    },
    Return {
        repeated: bool,
    },
    Person {
        id: i64,
        #[serde(default)]
        known: bool,
    },
    Token {
        id: i64,
    },
    Done,
}

/// The answer that this request had before, if it is a repetition.
pub(super) async fn answered<T: Tx>(desk: &mut Desk<'_, T>, request: &Request) -> Result<Option<Outcome>, Stop> {
    let Some(id) = &request.id else { return Ok(None) };
    let site = desk.book.site.id;
    let hash = hash_key(&id.credential, &id.key);
    for target in desk.book.requests.find(desk.tx, site, hash).await? {
        let sql = "SELECT credential, key, fingerprint, answer FROM requests WHERE site_id = $1 AND id = $2";
        let Some(row) = desk.tx.first(sql, params![site.0, target]).await? else { continue };
        if row.text(0)? != id.credential || row.text(1)? != id.key {
            continue;
        }
        if row.blob(2)? != id.fingerprint {
            return Err(Stop::KeyReused);
        }
        let answer = serde_json::from_str(row.text(3)?).map_err(Fault::from)?;
        return Ok(Some(revive(desk, answer).await?));
    }
    Ok(None)
}

async fn revive<T: Tx>(desk: &mut Desk<'_, T>, answer: Answer) -> Result<Outcome, Stop> {
    Ok(match answer {
        Answer::Placed { number, version, repeated } => {
            Outcome::Placed { file: Box::new(as_of(desk, number, version).await?), repeated }
        }
        Answer::Order { number, version } => Outcome::Order(Box::new(as_of(desk, number, version).await?)),
        Answer::Deleted { number } => Outcome::Deleted { number },
        Answer::Batch(result) => Outcome::Batch(result),
        Answer::Scanned { order } => Outcome::Scanned { order },
        Answer::Return { repeated } => Outcome::Return { repeated },
        Answer::Person { id, known } => Outcome::Person { id, known },
        Answer::Token { id } => Outcome::Token { id },
        Answer::Done => Outcome::Done,
    })
}

/// The order as it was answered. Its contact is today's: personal data has no history.
async fn as_of<T: Tx>(desk: &mut Desk<'_, T>, number: i64, version: i64) -> Result<OrderFile, Stop> {
    let site = desk.book.site.id;
    let order = load_order_as_of(desk.tx, site, number, version).await?.ok_or(Stop::Missing("order"))?;
    let now = load_order(desk.tx, site, number).await?.ok_or(Refusal::OrderDeleted)?;
    Ok(OrderFile { order, contact: now.contact })
}

/// Keeps the answer under the request's id, in the same commit as what it answers.
pub(super) async fn remember<T: Tx>(desk: &mut Desk<'_, T>, request: &Request, outcome: &Outcome) -> Result<(), Stop> {
    let Some(id) = &request.id else { return Ok(()) };
    let answer = match outcome {
        Outcome::Placed { file, repeated } => {
            Answer::Placed { number: file.order.number, version: file.order.version, repeated: *repeated }
        }
        Outcome::Order(file) => Answer::Order { number: file.order.number, version: file.order.version },
        Outcome::Deleted { number } => Answer::Deleted { number: *number },
        Outcome::Batch(result) => Answer::Batch(result.clone()),
        Outcome::Scanned { order } => Answer::Scanned { order: *order },
        Outcome::Return { repeated } => Answer::Return { repeated: *repeated },
        Outcome::Person { id, known } => Answer::Person { id: *id, known: *known },
        Outcome::Token { id } => Answer::Token { id: *id },
        // A site is made once, by its name; a lease is the worker's own and has no id.
        Outcome::Site(_) | Outcome::Effects(_) | Outcome::Done => Answer::Done,
    };
    let answer = serde_json::to_string(&answer).map_err(Fault::from)?;
    desk.book.counters.request += 1;
    let (site, row) = (desk.book.site.id, desk.book.counters.request);
    let sql = "INSERT INTO requests (site_id, id, credential, key, fingerprint, answer, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let fingerprint = id.fingerprint.as_slice();
    let values = params![site.0, row, &id.credential, &id.key, fingerprint, &answer, millis(desk.at)];
    desk.tx.execute(sql, values).await?;
    desk.book.requests.add(desk.tx, site, hash_key(&id.credential, &id.key), row).await?;
    crash::point();
    Ok(())
}

/// Drops what is older than a caller may still repeat.
pub(super) async fn forget<T: Tx>(desk: &mut Desk<'_, T>, before: Timestamp) -> Result<Outcome, Stop> {
    let site = desk.book.site.id;
    let sql = "SELECT MIN(id) FROM requests WHERE site_id = $1 AND at >= $2";
    let row = desk.tx.first(sql, params![site.0, millis(before)]).await?;
    let kept = row.map_or(Ok(None), |row| row.maybe_int(0))?.unwrap_or(desk.book.counters.request + 1);
    let sql = "DELETE FROM requests WHERE site_id = $1 AND id < $2";
    desk.tx.execute(sql, params![site.0, kept]).await?;
    desk.book.requests.forget_below(desk.tx, site, kept).await?;
    Ok(Outcome::Done)
}
