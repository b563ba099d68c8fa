//! The grid kept up to date: a stream of server-sent events that says how far the site's history has come. The page
//! then asks for itself again; what changed is never in the stream.

use std::collections::HashMap;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::http::HeaderMap;
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use futures_core::Stream;
use journal::SiteId;
use journal::question::{SessionByToken, SiteRev};
use maud::{Markup, html};
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, sleep, sleep_until};

use super::Sheet;
use crate::form::Form;
use crate::format;
use crate::html::{live_words, time_of_day};
use crate::i18n::t;
use crate::page::PageError;
use crate::rights::{Right, role_has};
use crate::visitor::Desk;

/// Streams at the same time, of all sites and of one. Beyond, the page says so and tries again.
const MOST_STREAMS: usize = 1_024;
const MOST_STREAMS_OF_A_SITE: usize = 128;

/// Messages that may wait for a reader. One who leaves more unread is dropped, comes back, and says which revision they
/// know.
const MOST_UNREAD: usize = 8;

/// A sign of life, at which the session and other processes' writes are looked at too. Pages take ten silent seconds
/// for a loss.
const BEAT: Duration = Duration::from_secs(4);

/// Commits may come in thousands a second; a page need not hear of each.
const PAUSE: Duration = Duration::from_millis(400);

/// Who follows, counted so that nobody takes all the places.
#[derive(Default)]
pub(crate) struct Streams(Mutex<HashMap<SiteId, usize>>);

/// A place among the streams, given back when dropped.
struct Place {
    streams: Arc<Streams>,
    site: SiteId,
}

impl Streams {
    fn take(self: &Arc<Self>, site: SiteId) -> Option<Place> {
        let mut taken = self.lock();
        let of_site = taken.get(&site).copied().unwrap_or(0);
        if of_site >= MOST_STREAMS_OF_A_SITE || taken.values().sum::<usize>() >= MOST_STREAMS {
            return None;
        }
        taken.insert(site, of_site + 1);
        Some(Place { streams: Arc::clone(self), site })
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<SiteId, usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.streams.lock();
        match taken.get(&self.site) {
            Some(count) if *count > 1 => *taken.entry(self.site).or_default() -= 1,
            Some(_) | None => drop(taken.remove(&self.site)),
        }
    }
}

/// Opens a stream. `Last-Event-ID`, or `after` in the address, is the revision the page shows.
pub(crate) async fn follow(desk: Desk, headers: HeaderMap) -> Result<Response, PageError> {
    desk.may(Right::SeeOrders)?;
    let place = desk.app().streams.take(desk.site.id).ok_or_else(PageError::busy)?;
    let said = headers.get("last-event-id").and_then(|value| value.to_str().ok()).map(str::to_owned);
    let known = said.unwrap_or_else(|| Form::of_query(&desk.visitor.path).text("after")).parse().unwrap_or(0);
    let (queue, unread) = mpsc::channel(MOST_UNREAD);
    let ending = desk.app().ending.clone();
    tokio::spawn(Follower { desk, known, queue, _place: place }.follow(ending));
    // A proxy that collects an answer before it passes it on would hold the stream back.
    Ok(([("x-accel-buffering", "no")], Sse::new(Events(unread))).into_response())
}

struct Follower {
    desk: Desk,
    /// The revision that the page has heard of.
    known: i64,
    queue: mpsc::Sender<Event>,
    _place: Place,
}

impl Follower {
    /// Until the reader is gone, the session over, or the program asked to end.
    async fn follow(mut self, mut ending: watch::Receiver<bool>) {
        let mut revs = self.desk.app().journal.revs_of(self.desk.site.id);
        loop {
            // Marked as seen before the database is asked, so that no commit falls between.
            revs.borrow_and_update();
            if self.tell().await.is_none() {
                return;
            }
            let beat = Instant::now() + BEAT;
            tokio::select! {
                _ = ending.wait_for(|ending| *ending) => return,
                () = self.queue.closed() => return,
                () = sleep(PAUSE) => {}
            }
            tokio::select! {
                _ = ending.wait_for(|ending| *ending) => return,
                () = self.queue.closed() => return,
                _ = revs.changed() => {}
                () = sleep_until(beat) => {}
            }
        }
    }

    /// Says where the site is, or that nobody is signed in any more. `None` ends the stream.
    async fn tell(&mut self) -> Option<()> {
        let (app, site) = (Arc::clone(&self.desk.visitor.app), self.desk.site.id);
        let now = app.clock.now();
        let signed = app.journal.ask(SessionByToken { token_hash: self.desk.session, now }).await;
        let rev = app.journal.ask(SiteRev(site)).await;
        let (Ok(signed), Ok(rev)) = (signed, rev) else { return None };
        let still =
            signed.is_some_and(|signed| signed.site.id == site && role_has(signed.person.role, Right::SeeOrders));
        if !still {
            let _ = self.queue.try_send(Event::default().event("ended").data(""));
            return None;
        }
        let clock = format::clock(&self.desk.local(now));
        let event = if rev > self.known {
            self.known = rev;
            Event::default().event("rev").id(rev.to_string()).data(clock)
        } else {
            Event::default().event("beat").data(clock)
        };
        self.queue.try_send(event).ok()
    }
}

/// What waits for the reader.
struct Events(mpsc::Receiver<Event>);

impl Stream for Events {
    type Item = Result<Event, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(context).map(|event| event.map(Ok))
    }
}

impl Sheet<'_> {
    /// When the list was read, and what the script needs to keep it so.
    pub(super) fn live_line(&self) -> Markup {
        let lang = self.desk.lang();
        let read_at = self.desk.local(self.desk.visitor.now);
        html! {
            div.live data-live="/desk/orders/live" data-rev=(self.page.rev)
                data-suspended[!self.desk.person.live_updates] {
                p.live-time { (t(lang, "live-updated")) " " (time_of_day(&read_at)) }
                (live_words(lang))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn u22_a_busy_site_leaves_places_to_the_others() {
        let streams = Arc::new(Streams::default());
        let places: Vec<_> = std::iter::from_fn(|| streams.take(SiteId(1))).collect();
        assert_eq!(places.len(), MOST_STREAMS_OF_A_SITE);
        assert!(streams.take(SiteId(2)).is_some());
        drop(places);
        assert!(streams.lock().is_empty(), "places are given back");
    }

    #[test]
    fn u22_all_streams_together_are_bounded() {
        let streams = Arc::new(Streams::default());
        let mut places = Vec::new();
        for site in 1..=64 {
            places.extend(std::iter::from_fn(|| streams.take(SiteId(site))));
        }
        assert_eq!(places.len(), MOST_STREAMS);
    }
}
