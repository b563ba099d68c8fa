use std::collections::{HashMap, VecDeque};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::SiteId;

/// Jobs that may wait, over all sites and for one site. Beyond, callers are told to come back.
const MOST_WAITING: usize = 16_384;
const MOST_WAITING_OF_A_SITE: usize = 8_192;

/// What waits for the writer: a queue per site, which take turns, so that a busy shop does not
/// starve a quiet one.
pub(crate) struct Queue<J> {
    state: Mutex<State<J>>,
    arrived: Condvar,
}

struct State<J> {
    waiting: HashMap<SiteId, VecDeque<J>>,
    turns: VecDeque<SiteId>,
    count: usize,
    closed: bool,
}

impl<J> Queue<J> {
    pub(crate) fn new() -> Self {
        let state = State { waiting: HashMap::new(), turns: VecDeque::new(), count: 0, closed: false };
        Queue { state: Mutex::new(state), arrived: Condvar::new() }
    }

    /// Adds a job; gives it back when too much waits or the queue is closed.
    pub(crate) fn push(&self, site: SiteId, job: J) -> Result<(), J> {
        let mut state = self.lock();
        let waiting = state.waiting.get(&site).map_or(0, VecDeque::len);
        if state.closed || state.count >= MOST_WAITING || waiting >= MOST_WAITING_OF_A_SITE {
            return Err(job);
        }
        if waiting == 0 {
            state.turns.push_back(site);
        }
        state.waiting.entry(site).or_default().push_back(job);
        state.count += 1;
        let first = state.count == 1;
        drop(state);
        if first {
            self.arrived.notify_one();
        }
        Ok(())
    }

    /// Waits for a job, then takes up to `most`, one from each site in turn. `None` once the queue is
    /// closed and empty.
    pub(crate) fn take(&self, most: usize) -> Option<Vec<J>> {
        let mut state = self.lock();
        while state.count == 0 {
            if state.closed {
                return None;
            }
            state = self.arrived.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        let mut taken = Vec::with_capacity(most.min(state.count));
        while taken.len() < most
            && let Some(site) = state.turns.pop_front()
        {
            let Some(jobs) = state.waiting.get_mut(&site) else { continue };
            taken.extend(jobs.pop_front());
            if jobs.is_empty() {
                state.waiting.remove(&site);
            } else {
                state.turns.push_back(site);
            }
        }
        state.count -= taken.len();
        Some(taken)
    }

    /// No more jobs; those that wait are still taken.
    pub(crate) fn close(&self) {
        self.lock().closed = true;
        self.arrived.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State<J>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quiet_shop_is_served_beside_a_busy_one() {
        let queue = Queue::new();
        for job in 0..100 {
            queue.push(SiteId(1), (1, job)).unwrap();
        }
        queue.push(SiteId(2), (2, 0)).unwrap();
        assert_eq!(queue.take(4).unwrap(), [(1, 0), (2, 0), (1, 1), (1, 2)]);
    }

    #[test]
    fn what_waits_is_bounded_and_said() {
        let queue = Queue::new();
        for job in 0..MOST_WAITING_OF_A_SITE {
            queue.push(SiteId(1), job).unwrap();
        }
        assert_eq!(queue.push(SiteId(1), 0), Err(0));
        assert_eq!(queue.push(SiteId(2), 0), Ok(()));
    }

    #[test]
    fn a_closed_queue_is_emptied_first() {
        let queue = Queue::new();
        queue.push(SiteId(1), 7).unwrap();
        queue.close();
        assert_eq!(queue.push(SiteId(1), 8), Err(8));
        assert_eq!(queue.take(10), Some(vec![7]));
        assert_eq!(queue.take(10), None);
    }
}
