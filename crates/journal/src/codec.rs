//! How events are kept: a kind and a JSON document. Stored for ever, so a kind is never renamed and
//! a field never removed; golden files hold one document of each.

use invoices::Seller;
use orders::{Offer, ProgressState};
use serde::{Deserialize, Serialize};

use crate::{Fault, Picture, SiteProfile, Storefront};

/// Something that can be written into the history and read back.
pub trait Stored: Sized {
    /// Every kind there is, or was.
    const KINDS: &'static [&'static str];
    /// The stable name of what happened, such as `order.placed`.
    fn kind(&self) -> &'static str;
    /// The document.
    fn write(&self) -> Result<String, Fault>;
    /// The event of a kind and a document.
    fn read(kind: &str, data: &str) -> Result<Self, Fault>;
}

macro_rules! stored {
    ($event:ty { $($variant:ident = $kind:literal),* $(,)? }) => {
        impl Stored for $event {
            const KINDS: &'static [&'static str] = &[$($kind),*];
            fn kind(&self) -> &'static str {
                match self { $(Self::$variant(_) => $kind),* }
            }
            fn write(&self) -> Result<String, Fault> {
                Ok(match self { $(Self::$variant(inner) => serde_json::to_string(inner)?),* })
            }
            fn read(kind: &str, data: &str) -> Result<Self, Fault> {
                match kind {
                    $($kind => Ok(Self::$variant(serde_json::from_str(data)?)),)*
                    other => Err(Fault::new(format_args!("event kind {other} is not known here"))),
                }
            }
        }
    };
}

stored!(orders::Event {
    Placed = "order.placed",
    PaymentValidated = "order.payment_validated",
    PaymentReported = "order.payment_reported",
    ProgressRecorded = "order.progress_recorded",
    ProgressUndone = "order.progress_undone",
    Invoiced = "order.invoiced",
    FollowUpSet = "order.follow_up_set",
    HandedOff = "order.handed_off",
    HandoffAcknowledged = "order.handoff_acknowledged",
    HandoffRefused = "order.handoff_refused",
    CancellationRequested = "order.cancellation_requested",
    CancellationAnswered = "order.cancellation_answered",
    Shipped = "order.shipped",
    Cancelled = "order.cancelled",
    Deleted = "order.deleted",
    ContactErased = "order.contact_erased",
    Withdrawn = "order.withdrawn",
});

stored!(logistics::Event {
    BatchMade = "handoff.made",
    BatchAcknowledged = "handoff.acknowledged",
    BatchContactErased = "handoff.contact_erased",
    OrderScanned = "handoff.order_scanned",
    ReturnRecorded = "return.recorded",
});

/// What has happened to a site's settings and people.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the kinds say it")]
pub enum SiteEvent {
    Added(SiteAdded),
    SellerSaved(Box<Changed<Seller>>),
    OfferChanged(Box<Changed<Offer>>),
    StorefrontSaved(Box<Changed<Storefront>>),
    Saved(Box<Changed<SiteProfile>>),
    StateSaved(ProgressState),
    StateRemoved(StateRemoved),
    ProductSaved(catalog::Product),
    PictureSet(PictureSet),
    LogoSet(LogoSet),
    HostSet(HostSet),
    PersonAdded(PersonAdded),
    PersonRoleSet(PersonRoleSet),
    PersonRemoved(PersonNamed),
    ProfileSaved(PersonNamed),
    PasswordSet(PersonNamed),
    TokenAdded(TokenAdded),
    TokenWithdrawn(TokenWithdrawn),
}

stored!(SiteEvent {
    Added = "site.added",
    SellerSaved = "site.seller_saved",
    OfferChanged = "site.offer_changed",
    StorefrontSaved = "site.storefront_saved",
    Saved = "site.saved",
    StateSaved = "site.state_saved",
    StateRemoved = "site.state_removed",
    ProductSaved = "site.product_saved",
    PictureSet = "site.picture_set",
    LogoSet = "site.logo_set",
    HostSet = "site.host_set",
    PersonAdded = "site.person_added",
    PersonRoleSet = "site.person_role_set",
    PersonRemoved = "site.person_removed",
    ProfileSaved = "site.profile_saved",
    PasswordSet = "site.password_set",
    TokenAdded = "site.token_added",
    TokenWithdrawn = "site.token_withdrawn",
});

/// A site began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteAdded {
    /// Its name.
    pub name: String,
    /// Its currency.
    pub currency: String,
    /// Its time zone.
    pub zone: String,
    /// The last invoice number of the system its series was taken over from; 0 where there is none.
    pub taken_over: i64,
    /// The host name of its storefront, where it began with one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
}

/// A product shows another picture, or none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureSet {
    /// The product.
    pub sku: String,
    /// From now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Picture>,
}

/// The storefront shows another logo, or none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogoSet {
    /// The name of its file, from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
}

/// The storefront got a host name of its own, or gave it up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HostSet {
    /// From now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
}

/// A setting as it was and as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed<T> {
    /// As it was.
    pub before: T,
    /// As it is.
    pub after: T,
}

/// A progress state was removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StateRemoved {
    /// Its code.
    pub code: String,
}

/// Somebody joined the site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonAdded {
    /// By id: names are erasable and live in a row.
    pub person: i64,
    /// The role's code.
    pub role: String,
}

/// A member became something else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRoleSet {
    /// By id.
    pub person: i64,
    /// The code of the role from now on.
    pub role: String,
}

/// Something happened to somebody, and their id is all there is to say of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonNamed {
    /// By id.
    pub person: i64,
}

/// A token for the API was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenAdded {
    /// Its id.
    pub token: i64,
    /// What it is for.
    pub label: String,
    /// What it may do.
    pub scopes: String,
}

/// A token opens nothing any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenWithdrawn {
    /// Its id.
    pub token: i64,
}
