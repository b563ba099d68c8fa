use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use crate::SiteId;

/// Tells who listens how far each site's history has come. Nothing queues up: a listener that was
/// away finds the newest revision, and asks the database what led there.
pub(crate) struct Revs {
    any: watch::Sender<(SiteId, i64)>,
    sites: Mutex<HashMap<SiteId, watch::Sender<i64>>>,
}

impl Revs {
    pub(crate) fn new() -> Self {
        Revs { any: watch::Sender::new((SiteId::DIRECTORY, 0)), sites: Mutex::default() }
    }

    /// A site has reached `rev`.
    pub(crate) fn tell(&self, site: SiteId, rev: i64) {
        self.any.send_replace((site, rev));
        let mut sites = self.lock();
        let Some(listened) = sites.get(&site) else { return };
        if listened.receiver_count() == 0 {
            sites.remove(&site);
        } else {
            listened.send_replace(rev);
        }
    }

    /// Whichever site moves.
    pub(crate) fn of_any(&self) -> watch::Receiver<(SiteId, i64)> {
        self.any.subscribe()
    }

    /// One site. The value is 0 until it moves for the first time.
    pub(crate) fn of(&self, site: SiteId) -> watch::Receiver<i64> {
        self.lock().entry(site).or_insert_with(|| watch::Sender::new(0)).subscribe()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<SiteId, watch::Sender<i64>>> {
        self.sites.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_busy_site_does_not_hide_a_quiet_one() {
        let revs = Revs::new();
        let mut quiet = revs.of(SiteId(1));
        revs.tell(SiteId(1), 7);
        for rev in 0..1_000 {
            revs.tell(SiteId(2), rev);
        }
        assert!(quiet.has_changed().unwrap());
        assert_eq!(*quiet.borrow_and_update(), 7);
        assert!(!quiet.has_changed().unwrap());
    }

    #[test]
    fn a_site_that_nobody_listens_to_takes_no_room() {
        let revs = Revs::new();
        drop(revs.of(SiteId(1)));
        revs.tell(SiteId(1), 1);
        assert!(revs.lock().is_empty());
    }
}
