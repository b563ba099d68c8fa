use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use journal::question::{TokenByHash, TokenHolder};
use journal::{Fault, Journal};
use tokio::sync::{Semaphore, watch};

use crate::clock::Clock;
use crate::desk::Streams;
use crate::secrets::Secrets;
use crate::sign_in::Attempts;

/// Passwords checked at the same time: each takes a core and 19 MiB for a while.
const PASSWORDS_AT_ONCE: usize = 2;

/// Pictures prepared at the same time: each takes a core and up to a few hundred MiB for a while.
const PICTURES_AT_ONCE: usize = 1;

/// Seconds for which a token is believed without asking again.
const TOKEN_SECONDS: i64 = 2;

/// Tokens remembered; beyond, all are asked again.
const TOKENS_REMEMBERED: usize = 10_000;

/// What the program hands to its pages.
#[expect(clippy::struct_excessive_bools, reason = "what an installation is set to: each is asked alone")]
pub struct Setup {
    /// The shop's memory.
    pub journal: Journal,
    /// What signs customers' links.
    pub secrets: Secrets,
    /// The time.
    pub clock: Clock,
    /// Whether there is a mail server: without one, mails are written and stay.
    pub sends_mail: bool,
    /// Whether the demo's sign-ins are shown on the sign-in page.
    pub demo: bool,
    /// Whether cookies travel over https only; false on loopback.
    pub secure_cookies: bool,
    /// Whether `X-Forwarded-For` names the visitor.
    pub trusted_proxy: bool,
}

/// What every handler has.
#[expect(clippy::struct_excessive_bools, reason = "what an installation is set to: each is asked alone")]
pub(crate) struct App {
    pub journal: Journal,
    pub secrets: Secrets,
    pub clock: Clock,
    pub sends_mail: bool,
    pub demo: bool,
    pub secure_cookies: bool,
    pub trusted_proxy: bool,
    pub passwords: Semaphore,
    pub pictures: Semaphore,
    pub attempts: Attempts,
    /// Grids that are kept up to date.
    pub streams: Arc<Streams>,
    /// True once the program is asked to end: what never ends by itself ends then.
    pub ending: watch::Receiver<bool>,
    pub withdrawal_attempts: Attempts,
    tokens: Mutex<Tokens>,
}

/// The tokens that are believed for a moment.
#[derive(Default)]
struct Tokens {
    believed: HashMap<[u8; 32], Believed>,
    /// How often a token was withdrawn: an answer asked before the last time is not kept.
    withdrawals: u64,
}

/// A token's holder, and when that was asked.
type Believed = (Timestamp, Arc<TokenHolder>);

impl App {
    pub(crate) fn new(setup: Setup, ending: watch::Receiver<bool>) -> Arc<Self> {
        Arc::new(App {
            journal: setup.journal,
            secrets: setup.secrets,
            clock: setup.clock,
            sends_mail: setup.sends_mail,
            demo: setup.demo,
            secure_cookies: setup.secure_cookies,
            trusted_proxy: setup.trusted_proxy,
            passwords: Semaphore::new(PASSWORDS_AT_ONCE),
            pictures: Semaphore::new(PICTURES_AT_ONCE),
            attempts: Attempts::default(),
            streams: Arc::default(),
            ending,
            withdrawal_attempts: Attempts::default(),
            tokens: Mutex::default(),
        })
    }

    /// A PHC string of a new password, in its turn.
    pub(crate) async fn hash_password(&self, password: String) -> Result<String, Fault> {
        let _turn = self.passwords.acquire().await.map_err(Fault::new)?;
        tokio::task::spawn_blocking(move || crate::password::hash(&password)).await.map_err(Fault::new)
    }

    /// Who holds a token. Busy integrations ask thousands of times a second: an answer is kept for a
    /// moment.
    pub(crate) async fn token_holder(&self, hash: [u8; 32]) -> Result<Option<Arc<TokenHolder>>, Fault> {
        let now = self.clock.now();
        let (known, withdrawals) = {
            let tokens = self.tokens.lock().unwrap_or_else(PoisonError::into_inner);
            (tokens.believed.get(&hash).cloned(), tokens.withdrawals)
        };
        if let Some((at, holder)) = known
            && now.as_second() - at.as_second() < TOKEN_SECONDS
        {
            return Ok(Some(holder));
        }
        let holder = self.journal.ask(TokenByHash(hash)).await?.map(Arc::new);
        let mut tokens = self.tokens.lock().unwrap_or_else(PoisonError::into_inner);
        if tokens.believed.len() >= TOKENS_REMEMBERED {
            tokens.believed.clear();
        }
        match &holder {
            Some(holder) if tokens.withdrawals == withdrawals => {
                tokens.believed.insert(hash, (now, Arc::clone(holder)));
            }
            Some(_) => {}
            None => {
                tokens.believed.remove(&hash);
            }
        }
        Ok(holder)
    }

    /// Believes no token any more without asking: one was withdrawn.
    pub(crate) fn doubt_tokens(&self) {
        let mut tokens = self.tokens.lock().unwrap_or_else(PoisonError::into_inner);
        tokens.believed.clear();
        tokens.withdrawals += 1;
    }
}
