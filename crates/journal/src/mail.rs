//! What the journal keeps of a mail to a customer.

use jiff::Timestamp;
use orders::Language;

/// What a mail tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MailKind {
    /// The order has arrived.
    Placed,
    /// It has reached a state.
    Progress,
    /// The customer's withdrawal has arrived.
    Withdrawn,
}

impl MailKind {
    /// All.
    pub const ALL: [MailKind; 3] = [MailKind::Placed, MailKind::Progress, MailKind::Withdrawn];

    /// The stable code, which is also the effect's kind.
    pub const fn code(self) -> &'static str {
        match self {
            MailKind::Placed => "mail.placed",
            MailKind::Progress => "mail.progress",
            MailKind::Withdrawn => "mail.withdrawn",
        }
    }

    /// The kind of a code.
    pub fn parse(code: &str) -> Option<Self> {
        MailKind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Seconds that it waits, in which the shop can stop it. What answers the customer's own act is
    /// owed to them at once.
    pub const fn waits_seconds(self) -> i64 {
        match self {
            MailKind::Progress => 30,
            MailKind::Placed | MailKind::Withdrawn => 0,
        }
    }
}

/// Where a mail stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MailState {
    /// It will be sent when it is due, or was tried and will be again.
    Waiting,
    /// A mail server has taken it.
    Sent,
    /// Somebody stopped it in time.
    Stopped,
    /// There is no mail server: it is written, and stays here.
    Kept,
    /// It is not tried any more.
    Failed,
}

impl MailState {
    /// All.
    pub const ALL: [MailState; 5] =
        [MailState::Waiting, MailState::Sent, MailState::Stopped, MailState::Kept, MailState::Failed];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            MailState::Waiting => "waiting",
            MailState::Sent => "sent",
            MailState::Stopped => "stopped",
            MailState::Kept => "kept",
            MailState::Failed => "failed",
        }
    }

    /// The state of a code.
    pub fn parse(code: &str) -> Option<Self> {
        MailState::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// A mail as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// Its id, which is its effect's.
    pub id: i64,
    /// The order.
    pub number: i64,
    /// The order's event that it tells of.
    pub version: i64,
    /// What it tells.
    pub kind: MailKind,
    /// The customer's language.
    pub language: Language,
    /// Where it goes.
    pub recipient: String,
    /// What is in it, once it is written.
    pub letter: Option<Letter>,
    /// Where it stands.
    pub state: MailState,
    /// When it is sent, or tried again.
    pub due_at: Timestamp,
    /// When a mail server took it.
    pub sent_at: Option<Timestamp>,
    /// Why it was not sent the last time.
    pub last_error: Option<String>,
}

impl Mail {
    /// Whether it can still be stopped.
    pub fn can_be_stopped(&self, now: Timestamp) -> bool {
        self.state == MailState::Waiting
            && self.kind.waits_seconds() > 0
            && (now < self.due_at || self.last_error.is_some())
    }

    /// Whether what it tells of can still be taken back: it has not reached anybody.
    pub fn can_be_taken_back(&self, now: Timestamp) -> bool {
        match self.state {
            MailState::Waiting => self.can_be_stopped(now),
            MailState::Stopped | MailState::Kept | MailState::Failed => true,
            MailState::Sent => false,
        }
    }

    /// Whether somebody may have it tried again: what waits after a failure, and what was given up or
    /// never had a mail server.
    pub fn can_be_retried(&self) -> bool {
        match self.state {
            MailState::Waiting => self.last_error.is_some(),
            MailState::Kept | MailState::Failed => true,
            MailState::Sent | MailState::Stopped => false,
        }
    }
}

/// What is in a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// One line.
    pub subject: String,
    /// Plain text.
    pub body: String,
}
