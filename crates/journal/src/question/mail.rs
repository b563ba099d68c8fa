use orders::Language;

use crate::mail::{Letter, Mail, MailKind, MailState};
use crate::tx::{Question, Row, Tx, params};
use crate::{Fault, SiteId, time_of};

const COLUMNS: &str =
    "id, number, version, kind, language, recipient, subject, body, state, due_at, sent_at, last_error";

fn read(row: &Row) -> Result<Mail, Fault> {
    let unknown = |what: &str| Fault::new(format_args!("a mail's {what} is unknown"));
    let letter = match (row.maybe_text(6)?, row.maybe_text(7)?) {
        (Some(subject), Some(body)) => Some(Letter { subject: subject.to_owned(), body: body.to_owned() }),
        (Some(_), None) | (None, Some(_) | None) => None,
    };
    Ok(Mail {
        id: row.int(0)?,
        number: row.int(1)?,
        version: row.int(2)?,
        kind: MailKind::parse(row.text(3)?).ok_or_else(|| unknown("kind"))?,
        language: Language::parse(row.text(4)?).ok_or_else(|| unknown("language"))?,
        recipient: row.string(5)?,
        letter,
        state: MailState::parse(row.text(8)?).ok_or_else(|| unknown("state"))?,
        due_at: row.time(9)?,
        sent_at: row.maybe_int(10)?.map(time_of).transpose()?,
        last_error: row.maybe_text(11)?.map(str::to_owned),
    })
}

/// One mail.
#[derive(Clone, Copy, Debug)]
pub struct MailById {
    /// The site.
    pub site: SiteId,
    /// Its id.
    pub id: i64,
}

impl Question for MailById {
    type Answer = Option<Mail>;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Option<Mail>, Fault> {
        let sql = format!("SELECT {COLUMNS} FROM mails WHERE site_id = $1 AND id = $2");
        tx.first(&sql, params![self.site.0, self.id]).await?.as_ref().map(read).transpose()
    }
}

/// The site's mails, newest first.
#[derive(Clone, Copy, Debug)]
pub struct Mails {
    /// The site.
    pub site: SiteId,
    /// Those below this id; the newest where not said.
    pub below: Option<i64>,
    /// At most this many.
    pub limit: i64,
}

impl Question for Mails {
    type Answer = Vec<Mail>;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Vec<Mail>, Fault> {
        let sql = format!("SELECT {COLUMNS} FROM mails WHERE site_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3");
        let below = self.below.unwrap_or(i64::MAX);
        tx.query(&sql, params![self.site.0, below, self.limit]).await?.iter().map(read).collect()
    }
}

/// The mails of one order, oldest first.
#[derive(Clone, Copy, Debug)]
pub struct MailsOfOrder {
    /// The site.
    pub site: SiteId,
    /// The order.
    pub number: i64,
}

impl Question for MailsOfOrder {
    type Answer = Vec<Mail>;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Vec<Mail>, Fault> {
        let sql = format!("SELECT {COLUMNS} FROM mails WHERE site_id = $1 AND number = $2 ORDER BY id");
        tx.query(&sql, params![self.site.0, self.number]).await?.iter().map(read).collect()
    }
}

/// What the customer declared who withdrew from an order; `None` where nobody did, or it was erased.
#[derive(Clone, Copy, Debug)]
pub struct StatementOfOrder {
    /// The site.
    pub site: SiteId,
    /// The order.
    pub number: i64,
}

impl Question for StatementOfOrder {
    /// The name and the e-mail, as they were written.
    type Answer = Option<(String, String)>;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Self::Answer, Fault> {
        let sql = "SELECT name, email FROM withdrawals WHERE site_id = $1 AND number = $2";
        let row = tx.first(sql, params![self.site.0, self.number]).await?;
        row.map(|row| Ok((row.string(0)?, row.string(1)?))).transpose()
    }
}
