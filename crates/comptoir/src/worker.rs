//! The worker: leases what is owed, hands it to partners outside any transaction, and writes down
//! what came of it. Any number of workers may run: a lease keeps an effect to one of them, and ends
//! by itself where a worker has died.

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use journal::question::{DueEffects, Effect, PublicSites};
use journal::{Actor, Command, Failure, Fault, Journal, MailKind, Outcome, Request, SiteId, Stop};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use web::clock::Clock;

use crate::mail::{Mailer, Payment};

/// Effects paid at the same time.
const MOST_AT_ONCE: i64 = 16;
/// A partner that has not answered by then counts as having failed; the lease outlives it.
const PARTNER_SECONDS: u64 = 30;
const LEASE_SECONDS: i64 = 60;
/// Waits between tries double from the first of these to the last.
const FIRST_RETRY_SECONDS: i64 = 60;
const LAST_RETRY_SECONDS: i64 = 6 * 3600;
/// About three days of trying; after that an effect stays owed, and somebody has to look.
const MOST_ATTEMPTS: i64 = 20;
/// Commits come in thousands a second, effects do not: it suffices to look this often.
const PAUSE: Duration = Duration::from_millis(100);
/// What falls due later is found by the timer.
const TIMER: Duration = Duration::from_secs(10);
/// How long a caller may repeat a request and get the same answer.
const REQUESTS_KEPT_HOURS: i64 = 24;
const FORGET_EVERY: SignedDuration = SignedDuration::from_mins(15);

/// Works until `stop` says so.
pub async fn work(journal: Journal, clock: Clock, mailer: Mailer, mut stop: watch::Receiver<bool>) {
    let mut revs = journal.revs();
    let worker = Worker::new(journal, clock, mailer);
    let mut forget_at = worker.clock.now();
    loop {
        if let Err(fault) = worker.round().await {
            tracing::error!(%fault, "the worker could not see what is owed");
        }
        if let Err(fault) = worker.forget_old_requests(&mut forget_at).await {
            tracing::error!(%fault, "old requests could not be forgotten");
        }
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            () = sleep(PAUSE) => {}
        }
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            _ = revs.changed() => {}
            () = sleep(TIMER) => {}
        }
    }
}

/// Leases, pays and settles.
pub struct Worker {
    journal: Journal,
    clock: Clock,
    mailer: Arc<Mailer>,
}

impl Worker {
    /// A worker with the partner it pays.
    pub fn new(journal: Journal, clock: Clock, mailer: Mailer) -> Self {
        Worker { journal, clock, mailer: Arc::new(mailer) }
    }

    /// Pays once what is due, every site's turn.
    pub async fn round(&self) -> Result<(), Fault> {
        for site in self.journal.ask(DueEffects { now: self.clock.now() }).await? {
            self.pay_what_is_due(site).await;
        }
        Ok(())
    }

    /// One lease of one site; what remains is found in the next round, after the other sites' turn.
    async fn pay_what_is_due(&self, site: SiteId) {
        let until = after(self.clock.now(), LEASE_SECONDS);
        let lease = self.carry_out(site, Command::LeaseEffects { until, most: MOST_AT_ONCE }).await;
        let effects = match lease {
            Ok(Outcome::Effects(effects)) => effects,
            Ok(_) => return,
            Err(stop) => return tracing::error!(?stop, site = site.0, "effects could not be leased"),
        };
        let mut payments = JoinSet::new();
        for effect in effects {
            let mailer = Arc::clone(&self.mailer);
            payments.spawn(async move {
                let late = || Payment::Failed { reason: "no answer in time".to_owned(), for_good: false };
                let paid = timeout(Duration::from_secs(PARTNER_SECONDS), pay(&mailer, &effect)).await;
                (effect, paid.unwrap_or_else(|_| late()))
            });
        }
        while let Some(paid) = payments.join_next().await {
            match paid {
                Ok((effect, paid)) => self.settle(&effect, paid).await,
                // The lease ends by itself, and the effect is tried again.
                Err(error) => tracing::error!(%error, site = site.0, "paying an effect broke off"),
            }
        }
    }

    async fn settle(&self, effect: &Effect, paid: Payment) {
        let failure = match paid {
            Payment::Postponed => return,
            Payment::Paid => None,
            Payment::Failed { reason, for_good } => {
                let again_at = if for_good { None } else { next_try(self.clock.now(), effect.attempts) };
                tracing::warn!(
                    site = effect.site.0,
                    effect = effect.id,
                    kind = effect.kind,
                    reason,
                    "an effect is owed"
                );
                Some(Failure { reason, again_at })
            }
        };
        let settle = Command::SettleEffect { id: effect.id, failure };
        if let Err(stop) = self.carry_out(effect.site, settle).await {
            tracing::error!(?stop, site = effect.site.0, effect = effect.id, "an effect could not be settled");
        }
    }

    async fn forget_old_requests(&self, forget_at: &mut Timestamp) -> Result<(), Fault> {
        let now = self.clock.now();
        if now < *forget_at {
            return Ok(());
        }
        *forget_at = now.saturating_add(FORGET_EVERY).unwrap_or(now);
        let before = after(now, -REQUESTS_KEPT_HOURS * 3600);
        for site in self.journal.ask(PublicSites).await? {
            if let Err(stop) = self.carry_out(site.id, Command::ForgetRequests { before }).await {
                tracing::error!(?stop, site = site.id.0, "old requests could not be forgotten");
            }
        }
        Ok(())
    }

    async fn carry_out(&self, site: SiteId, command: Command) -> Result<Outcome, Stop> {
        let at = self.clock.now();
        let request = Request { site, actor: Actor::System, at, id: None, expected_version: None, command };
        self.journal.carry_out(request).await.map(|done| done.outcome)
    }
}

/// Who pays an effect of which kind.
async fn pay(mailer: &Mailer, effect: &Effect) -> Payment {
    if MailKind::parse(&effect.kind).is_some() {
        return mailer.pay(effect).await;
    }
    Payment::Failed { reason: format!("this program knows nobody who pays {}", effect.kind), for_good: false }
}

/// When an effect that has failed `attempts` times is tried again; `None` when no more.
fn next_try(now: Timestamp, attempts: i64) -> Option<Timestamp> {
    let doubled = FIRST_RETRY_SECONDS << attempts.saturating_sub(1).clamp(0, 16);
    (attempts < MOST_ATTEMPTS).then(|| after(now, doubled.min(LAST_RETRY_SECONDS)))
}

fn after(at: Timestamp, seconds: i64) -> Timestamp {
    at.saturating_add(SignedDuration::from_secs(seconds)).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_become_rarer_and_end() {
        let now: Timestamp = "2026-11-24T09:00:00Z".parse().unwrap();
        let waits: Vec<i64> = (1..=12).map(|n| next_try(now, n).unwrap().as_second() - now.as_second()).collect();
        assert_eq!(waits[..4], [60, 120, 240, 480]);
        assert!(waits[9..].iter().all(|wait| *wait == LAST_RETRY_SECONDS));
        assert_eq!(next_try(now, MOST_ATTEMPTS), None);
    }
}
