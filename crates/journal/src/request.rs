use std::fmt;

use invoices::Seller;
use jiff::Timestamp;
use logistics::{BatchRequest, NotScanned, Return};
use orders::{Contact, Invalid, Language, OfferChange, Order, Placement, ProgressState, Refusal, WithdrawalStatement};

use crate::{Fault, Letter, PictureChange, Role, Scope, Site, SiteId, SiteProfile, Storefront};

/// One change that somebody asks for.
#[derive(Clone, Debug)]
pub struct Request {
    /// The site it belongs to. [`Command::AddSite`] makes its own and names [`SiteId::DIRECTORY`].
    pub site: SiteId,
    /// Who asks.
    pub actor: Actor,
    /// When.
    pub at: Timestamp,
    /// Makes a repetition harmless, where the caller gave one.
    pub id: Option<RequestId>,
    /// The version that the caller saw, where it must still be the current one.
    pub expected_version: Option<i64>,
    /// What is asked.
    pub command: Command,
}

/// A caller's own name for a request: the same again gets the same answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestId {
    /// Whose key it is: a token, a person, a visitor's form.
    pub credential: String,
    /// At most 255 characters.
    pub key: String,
    /// SHA-256 of what was asked: the same key for something else is a mistake, and is said.
    pub fingerprint: [u8; 32],
}

/// Who did something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Somebody who signed in.
    Person(i64),
    /// A program with a token.
    Token(i64),
    /// A customer in the storefront.
    Customer,
    /// A file.
    Import,
    /// The program itself or its operator.
    System,
}

impl fmt::Display for Actor {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Actor::Person(id) => write!(out, "person:{id}"),
            Actor::Token(id) => write!(out, "token:{id}"),
            Actor::Customer => out.write_str("customer"),
            Actor::Import => out.write_str("import"),
            Actor::System => out.write_str("system"),
        }
    }
}

/// Everything that changes a site.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "each variant's payload says what it is")]
pub enum Command {
    Place(Box<Placement>),
    /// An order taken over from another system under the number it has there, which must be greater
    /// than any number the site has given; the next order of the site goes on after it.
    TakeOver {
        number: i64,
        placement: Box<Placement>,
    },
    Order {
        number: i64,
        command: orders::Command,
    },
    /// A customer withdraws from the contract; whoever cannot name the order and its e-mail does not.
    Withdraw(Box<WithdrawalStatement>),
    HandOff(BatchRequest),
    AcknowledgeBatch {
        number: i64,
    },
    /// What a scanner read while a batch was packed checks the order of that number.
    ScanOrder {
        batch: i64,
        code: String,
    },
    RecordReturn(Box<Return>),
    SaveSeller(Box<Seller>),
    ChangeOffer(Box<OfferChange>),
    SaveStorefront(Box<Storefront>),
    SaveSite(Box<SiteProfile>),
    AddState(Box<ProgressState>),
    SaveState(Box<ProgressState>),
    RemoveState {
        code: String,
    },
    /// Sets everything of a product but its reference; the stock given is the stock now.
    SaveProduct(Box<catalog::Product>),
    /// A new product, under a reference that none has yet.
    AddProduct(Box<catalog::Product>),
    /// A product changed in a form that showed `stock_opened`: what was sold meanwhile stays sold.
    EditProduct {
        product: Box<catalog::Product>,
        stock_opened: Option<i64>,
    },
    /// What becomes of the picture of a product.
    SetPicture {
        sku: String,
        change: Box<PictureChange>,
    },
    /// The storefront's logo, as PNG.
    SetLogo {
        logo: Option<Vec<u8>>,
    },
    AddSite(Box<NewSite>),
    /// Gives the site's storefront a host name of its own, lower case, or takes it away.
    SetHost {
        host: Option<String>,
    },
    AddPerson(Box<NewPerson>),
    /// Makes a member something else; the last owner stays one.
    SetRole {
        person: i64,
        role: Role,
    },
    /// Takes somebody out of the site and ends their sessions there; the last owner stays.
    RemovePerson {
        person: i64,
    },
    SaveProfile(Box<Profile>),
    /// Whether lists follow the shop by themselves in front of somebody. A choice of theirs, and no event of the shop.
    SetLiveUpdates {
        person: i64,
        on: bool,
    },
    SetPassword(Box<NewPassword>),
    AddToken(Box<NewToken>),
    /// A token that opens nothing any more; its number stays taken.
    WithdrawToken {
        token: i64,
    },
    StartSession(NewSession),
    EndSession {
        token_hash: [u8; 32],
    },
    LeaseEffects {
        until: Timestamp,
        most: i64,
    },
    SettleEffect {
        id: i64,
        failure: Option<Failure>,
    },
    /// What the worker has written. Without a mail server it is not sent.
    WriteMail {
        id: i64,
        letter: Letter,
        sends: bool,
    },
    StopMail {
        id: i64,
    },
    RetryMail {
        id: i64,
    },
    ForgetRequests {
        before: Timestamp,
    },
}

/// An effect that was not paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// One sentence of why.
    pub reason: String,
    /// When it is tried again; never where somebody has to look.
    pub again_at: Option<Timestamp>,
}

/// A site to make.
#[derive(Clone, Debug)]
pub struct NewSite {
    /// `a-z 0-9 -`, 1 to 63 characters: it is part of addresses.
    pub name: String,
    /// What customers read.
    pub title: String,
    /// Its one currency.
    pub currency: money::Currency,
    /// An IANA zone.
    pub zone: String,
    /// Its first language.
    pub language: Language,
    /// The number of the last invoice that another system issued; 0 where there is none.
    pub last_invoice: i64,
    /// The number of the last order taken elsewhere; 0 where there is none.
    pub last_order: i64,
    /// The host name of its storefront, lower case, where it has one of its own.
    pub host: Option<String>,
}

/// A person to add to a site; one who is known already by e-mail keeps their name and password.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// Unique in the installation, lower case.
    pub email: String,
    /// How the desk names them.
    pub name: String,
    /// A PHC string.
    pub password_hash: String,
    /// What they are in this site.
    pub role: Role,
}

/// What somebody says of themselves.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Who.
    pub person: i64,
    /// How the desk names them.
    pub name: String,
    /// The language their pages are in, where they chose one.
    pub language: Option<Language>,
}

/// Another password for somebody.
#[derive(Clone, Debug)]
pub struct NewPassword {
    /// Who.
    pub person: i64,
    /// A PHC string.
    pub password_hash: String,
    /// SHA-256 of the token of the one session that goes on.
    pub kept_session: [u8; 32],
}

/// A token to make.
#[derive(Clone, Debug)]
pub struct NewToken {
    /// What it is for.
    pub label: String,
    /// SHA-256 of the token; the token itself is kept nowhere.
    pub token_hash: [u8; 32],
    /// What it may do.
    pub scopes: Vec<Scope>,
}

/// A signed-in browser.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// SHA-256 of the cookie's token.
    pub token_hash: [u8; 32],
    /// Who signed in.
    pub person: i64,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// A request that was carried out.
#[derive(Clone, Debug)]
pub struct Done {
    /// What came of it.
    pub outcome: Outcome,
    /// Whether this is the answer to an earlier request of the same id.
    pub replayed: bool,
    /// The site's revision that contains it.
    pub rev: i64,
}

/// What came of a request.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Outcome {
    /// The order as it is afterwards; `repeated` when the source had already placed it.
    Placed {
        file: Box<OrderFile>,
        repeated: bool,
    },
    Order(Box<OrderFile>),
    Deleted {
        number: i64,
    },
    Batch(BatchResult),
    /// An order of a batch is checked.
    Scanned {
        order: i64,
    },
    Return {
        repeated: bool,
    },
    Site(Box<Site>),
    /// `known` when they had a name and a password already, which they keep.
    Person {
        id: i64,
        known: bool,
    },
    Token {
        id: i64,
    },
    Effects(Vec<crate::question::Effect>),
    Done,
}

/// An order with the personal data that its events do not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderFile {
    /// What has happened.
    pub order: Order,
    /// For whom.
    pub contact: Contact,
}

/// What became of a hand-off.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct BatchResult {
    /// The batch's number.
    pub number: i64,
    /// The orders in it.
    pub orders: Vec<i64>,
    /// The orders that are not, each with the code of why.
    pub refused: Vec<(i64, String)>,
    /// SHA-256 of its file, in hexadecimal.
    pub sha256: String,
}

/// A request that was not carried out. Nothing was changed.
#[derive(Clone, Debug)]
pub enum Stop {
    /// There is no such thing in this site.
    Missing(&'static str),
    /// Fields that do not hold.
    Invalid(Vec<Invalid>),
    /// A step that cannot be taken now.
    Refused(Refusal),
    /// None of the orders could be handed over; each with the code of why.
    NothingToHandOff(Vec<(i64, String)>),
    /// What a scanner read checks nothing.
    NotScanned(NotScanned),
    /// A name that is taken.
    Taken(&'static str),
    /// Somebody changed it in between; the current version.
    Stale {
        /// The version it has now.
        current: i64,
    },
    /// The request's id was used for something else.
    KeyReused,
    /// Too much is waiting; ask again in a second.
    Busy,
    /// Something broke.
    Fault(Fault),
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Stop::Fault(fault)
    }
}

impl From<orders::No> for Stop {
    fn from(no: orders::No) -> Self {
        match no {
            orders::No::Invalid(faults) => Stop::Invalid(faults),
            orders::No::Refused(refusal) => Stop::Refused(refusal),
        }
    }
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Stop::Refused(refusal)
    }
}
