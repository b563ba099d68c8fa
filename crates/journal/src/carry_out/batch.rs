use logistics::{BatchAcknowledged, BatchMade, BatchRequest, Manifest, ManifestOrder};
use orders::{Command, Context, Event, HandOff, No, decide};

use super::{Desk, load_order};
use crate::tx::{Tx, params};
use crate::{BatchResult, OrderFile, Outcome, Stop, crash, millis};

/// Step 3: makes a batch of the orders that may leave, and says of each other one why not.
pub(super) async fn hand_off<T: Tx>(desk: &mut Desk<'_, T>, request: &BatchRequest) -> Result<Outcome, Stop> {
    // Checked again here: an order named twice would be handed over twice.
    let request = &request.clone().check().map_err(Stop::Invalid)?;
    let batch = desk.book.counters.batch + 1;
    let mut accepted: Vec<(OrderFile, Vec<Event>)> = Vec::new();
    let mut refused = Vec::new();
    for number in &request.orders {
        match try_order(desk, *number, batch, request).await? {
            Ok(file) => accepted.push(file),
            Err(code) => refused.push((*number, code)),
        }
    }
    if accepted.is_empty() {
        return Err(Stop::NothingToHandOff(refused));
    }
    desk.book.counters.batch = batch;
    let entries: Vec<_> =
        accepted.iter().map(|(file, _)| ManifestOrder { order: &file.order, contact: &file.contact }).collect();
    let manifest = Manifest::new(batch, &entries, &request.instructions, request.release_at);
    let numbers: Vec<i64> = accepted.iter().map(|(file, _)| file.order.number).collect();
    let made = logistics::Event::BatchMade(BatchMade {
        orders: numbers.clone(),
        instructions: request.instructions.clone(),
        release_at: request.release_at,
        sha256: manifest.sha256.clone(),
        refused: refused.clone(),
    });
    desk.record("handoff", batch, 1, &made).await?;
    desk.keep_batch(batch, request, numbers.len(), &manifest).await?;
    for (mut file, events) in accepted {
        desk.apply(&mut file, &events).await?;
    }
    Ok(Outcome::Batch(BatchResult { number: batch, orders: numbers, refused, sha256: manifest.sha256 }))
}

/// What handing one order over would do, or the code of why it cannot be.
async fn try_order<T: Tx>(
    desk: &mut Desk<'_, T>,
    number: i64,
    batch: i64,
    request: &BatchRequest,
) -> Result<Result<(OrderFile, Vec<Event>), String>, Stop> {
    let Some(file) = load_order(desk.tx, desk.book.site.id, number).await? else {
        return Ok(Err("order_not_found".to_owned()));
    };
    if request.seen.get(&number).is_some_and(|seen| *seen != file.order.version) {
        return Ok(Err("stale_version".to_owned()));
    }
    // The reason speaks of orders that are not paid; a paid one in the same batch needs none.
    let plain = orders::permit(orders::Step::HandOff, &file.order).is_ok();
    let reason = if plain { String::new() } else { request.reason.clone() };
    let command = Command::HandOff(HandOff { batch, reason });
    match decide(&file.order, command, Context { states: &desk.book.states }) {
        Ok(events) => Ok(Ok((file, events))),
        Err(No::Refused(refusal)) => Ok(Err(refusal.code().to_owned())),
        Err(No::Invalid(faults)) => Err(Stop::Invalid(faults)),
    }
}

impl<T: Tx> Desk<'_, T> {
    async fn keep_batch(
        &mut self,
        number: i64,
        request: &BatchRequest,
        orders: usize,
        manifest: &Manifest,
    ) -> Result<(), Stop> {
        let sql = "INSERT INTO handoff_batches (site_id, number, instructions, release_at, orders, sha256, content,
             made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        let values = params![
            self.book.site.id.0,
            number,
            &request.instructions,
            request.release_at.map(millis),
            i64::try_from(orders).unwrap_or(i64::MAX),
            &manifest.sha256,
            manifest.bytes.as_slice(),
            millis(self.at),
        ];
        self.tx.execute(sql, values).await?;
        crash::point();
        Ok(())
    }
}

/// The logistician has the batch, and with it each of its orders that still waits.
pub(super) async fn acknowledge<T: Tx>(desk: &mut Desk<'_, T>, number: i64) -> Result<Outcome, Stop> {
    let site = desk.book.site.id;
    let sql = "SELECT acknowledged_at FROM handoff_batches WHERE site_id = $1 AND number = $2";
    let row = desk.tx.first(sql, params![site.0, number]).await?.ok_or(Stop::Missing("handoff"))?;
    if row.maybe_int(0)?.is_none() {
        let version = desk.next_version("handoff", number).await?;
        desk.record("handoff", number, version, &logistics::Event::BatchAcknowledged(BatchAcknowledged {})).await?;
        let sql = "UPDATE handoff_batches SET acknowledged_at = $1 WHERE site_id = $2 AND number = $3";
        desk.tx.execute(sql, params![millis(desk.at), site.0, number]).await?;
    }
    let sql = "SELECT number FROM handoff_orders
         WHERE site_id = $1 AND batch = $2 AND state = 'submitted' ORDER BY number";
    for row in desk.tx.query(sql, params![site.0, number]).await? {
        let Some(mut file) = load_order(desk.tx, site, row.int(0)?).await? else { continue };
        let context = Context { states: &desk.book.states };
        let events = decide(&file.order, Command::AcknowledgeHandoff, context).map_err(Stop::from)?;
        desk.apply(&mut file, &events).await?;
    }
    Ok(Outcome::Done)
}
