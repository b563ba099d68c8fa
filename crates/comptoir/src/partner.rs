//! Who pays what the journal owes to the world outside.

use std::future::Future;
use std::pin::Pin;

use journal::question::Effect;

/// What came of an effect: paid, or one sentence of why not.
pub(crate) type Paid<'a> = Pin<Box<dyn Future<Output = Result<(), String>> + Send + 'a>>;

/// Somebody outside. An effect may be handed over twice: its site and id are the key that makes the
/// second time harmless.
pub(crate) trait Partner: Send + Sync {
    fn pay<'a>(&'a self, effect: &'a Effect) -> Paid<'a>;
}

/// No mail server: what would be written to the customer is kept, and the desk shows it.
struct KeptInTheDesk;

impl Partner for KeptInTheDesk {
    fn pay<'a>(&'a self, effect: &'a Effect) -> Paid<'a> {
        Box::pin(async move {
            tracing::info!(site = effect.site.0, effect = effect.id, kind = effect.kind, "kept in the desk");
            Ok(())
        })
    }
}

/// The partners there are, by the kind of effect they pay.
pub(crate) struct Partners {
    mail: Box<dyn Partner>,
}

impl Partners {
    pub(crate) fn new() -> Self {
        Partners { mail: Box::new(KeptInTheDesk) }
    }

    pub(crate) async fn pay(&self, effect: &Effect) -> Result<(), String> {
        match effect.kind.as_str() {
            "mail.progress" => self.mail.pay(effect).await,
            kind => Err(format!("this program knows nobody who pays {kind}")),
        }
    }
}
