//! Mails to customers: owed with the event that causes them, written once, sent when they are due.

use jiff::SignedDuration;
use orders::{Language, Order, Refusal};

use super::Desk;
use crate::mail::{Letter, Mail, MailKind, MailState};
use crate::question::{MailById, MailsOfOrder};
use crate::tx::{Question, Tx, params};
use crate::{Fault, OrderFile, Outcome, Stop, crash, millis};

impl<T: Tx> Desk<'_, T> {
    /// Owes a mail that tells of the order's last event. Where there is no address there is no mail.
    pub(super) async fn owe_mail(&mut self, file: &OrderFile, kind: MailKind, data: &str) -> Result<(), Fault> {
        let (order, recipient) = (&file.order, file.contact.customer.email.as_str());
        if recipient.is_empty() {
            return Ok(());
        }
        self.owe(kind.code(), data).await?;
        let language = order.withdrawal.as_ref().filter(|_| kind == MailKind::Withdrawn);
        let language = language.map_or(order.language, |withdrawal| withdrawal.language);
        self.insert_mail(file, kind, language).await
    }

    async fn insert_mail(&mut self, file: &OrderFile, kind: MailKind, language: Language) -> Result<(), Fault> {
        let waits = SignedDuration::from_secs(kind.waits_seconds());
        let due_at = self.at.saturating_add(waits).unwrap_or(self.at);
        let sql = "INSERT INTO mails (site_id, id, number, version, kind, language, recipient, state, due_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
        let values = params![
            self.book.site.id.0,
            self.book.counters.effect,
            file.order.number,
            file.order.version,
            kind.code(),
            language.code(),
            &file.contact.customer.email,
            MailState::Waiting.code(),
            millis(due_at),
        ];
        self.tx.execute(sql, values).await?;
        crash::point();
        Ok(())
    }

    /// Keeps what a customer declared who withdrew; it may say their name as they write it.
    pub(super) async fn keep_statement(&mut self, number: i64, name: &str, email: &str) -> Result<(), Fault> {
        let sql = "INSERT INTO withdrawals (site_id, number, name, email) VALUES ($1, $2, $3, $4)
             ON CONFLICT (site_id, number) DO UPDATE SET name = excluded.name, email = excluded.email";
        self.tx.execute(sql, params![self.book.site.id.0, number, name, email]).await?;
        crash::point();
        Ok(())
    }

    /// Forgets what was written to an order's customer, and what they declared. What was not sent yet
    /// is sent no more; its effect finds no mail and is paid.
    pub(super) async fn erase_mails(&mut self, number: i64) -> Result<(), Fault> {
        for sql in [
            "DELETE FROM mails WHERE site_id = $1 AND number = $2",
            "DELETE FROM withdrawals WHERE site_id = $1 AND number = $2",
        ] {
            self.tx.execute(sql, params![self.book.site.id.0, number]).await?;
            crash::point();
        }
        Ok(())
    }

    /// Refuses where the customer has been told of the order's last state, or the mail is on its way.
    pub(super) async fn nobody_was_told(&mut self, order: &Order) -> Result<(), Stop> {
        let Some(mail) = self.mail_of_progress(order).await? else { return Ok(()) };
        let leaving = mail.letter.is_some() && self.is_leased(mail.id).await?;
        if leaving || !mail.can_be_taken_back(self.at) { Err(Refusal::ProgressTold.into()) } else { Ok(()) }
    }

    /// Stops the mail that tells of the order's last state, so that nobody has it tried again either.
    pub(super) async fn take_mail_back(&mut self, order: &Order) -> Result<(), Fault> {
        let Some(mail) = self.mail_of_progress(order).await? else { return Ok(()) };
        // One that is not written yet is written all the same: the desk shows what was stopped.
        if mail.letter.is_some() {
            self.pay(mail.id).await?;
        }
        self.move_mail(mail.id, MailState::Stopped).await
    }

    async fn mail_of_progress(&mut self, order: &Order) -> Result<Option<Mail>, Fault> {
        let Some(entry) = order.progress.last() else { return Ok(None) };
        let question = MailsOfOrder { site: self.book.site.id, number: order.number };
        let mails = question.ask(&mut *self.tx).await?;
        Ok(mails.into_iter().find(|mail| mail.kind == MailKind::Progress && mail.version == entry.version))
    }

    async fn mail(&mut self, id: i64) -> Result<Mail, Stop> {
        let question = MailById { site: self.book.site.id, id };
        question.ask(&mut *self.tx).await?.ok_or(Stop::Missing("mail"))
    }

    async fn is_leased(&mut self, id: i64) -> Result<bool, Fault> {
        let sql = "SELECT 1 FROM outbox WHERE site_id = $1 AND id = $2 AND leased_until > $3";
        let now = millis(self.at);
        Ok(self.tx.first(sql, params![self.book.site.id.0, id, now]).await?.is_some())
    }

    async fn pay(&mut self, id: i64) -> Result<(), Fault> {
        let sql = "UPDATE outbox SET done_at = $1, leased_until = 0
             WHERE site_id = $2 AND id = $3 AND done_at IS NULL";
        self.tx.execute(sql, params![millis(self.at), self.book.site.id.0, id]).await?;
        crash::point();
        Ok(())
    }

    async fn move_mail(&mut self, id: i64, state: MailState) -> Result<(), Fault> {
        let sql = "UPDATE mails SET state = $1 WHERE site_id = $2 AND id = $3";
        self.tx.execute(sql, params![state.code(), self.book.site.id.0, id]).await?;
        crash::point();
        Ok(())
    }
}

/// Keeps what the worker has written. From now on the mail waits until it is due; where there is no
/// mail server it is done.
pub(super) async fn write<T: Tx>(
    desk: &mut Desk<'_, T>,
    id: i64,
    letter: &Letter,
    sends: bool,
) -> Result<Outcome, Stop> {
    let mail = desk.mail(id).await?;
    if mail.letter.is_none() {
        let sql = "UPDATE mails SET subject = $1, body = $2 WHERE site_id = $3 AND id = $4";
        let site = desk.book.site.id.0;
        desk.tx.execute(sql, params![&letter.subject, &letter.body, site, id]).await?;
        crash::point();
    }
    match mail.state {
        MailState::Waiting if sends => {
            let sql = "UPDATE outbox SET due_at = $1, leased_until = 0, attempts = 0 WHERE site_id = $2 AND id = $3";
            desk.tx.execute(sql, params![millis(mail.due_at), desk.book.site.id.0, id]).await?;
            crash::point();
        }
        MailState::Waiting => {
            desk.pay(id).await?;
            desk.move_mail(id, MailState::Kept).await?;
        }
        MailState::Stopped => desk.pay(id).await?,
        MailState::Sent | MailState::Kept | MailState::Failed => {}
    }
    Ok(Outcome::Done)
}

/// Stops a mail, unless it is on its way already.
pub(super) async fn stop<T: Tx>(desk: &mut Desk<'_, T>, id: i64) -> Result<Outcome, Stop> {
    let mail = desk.mail(id).await?;
    if mail.state == MailState::Stopped {
        return Ok(Outcome::Done);
    }
    // A lease on a mail that is not written yet is the worker's pen, not its envelope.
    let leaving = mail.letter.is_some() && desk.is_leased(id).await?;
    if leaving || !mail.can_be_stopped(desk.at) {
        return Err(Stop::Taken("mail_gone"));
    }
    // One that is not written yet is written all the same: the desk shows what was stopped.
    if mail.letter.is_some() {
        desk.pay(id).await?;
    }
    desk.move_mail(id, MailState::Stopped).await?;
    Ok(Outcome::Done)
}

/// Has a mail tried again now.
pub(super) async fn retry<T: Tx>(desk: &mut Desk<'_, T>, id: i64) -> Result<Outcome, Stop> {
    let mail = desk.mail(id).await?;
    if !mail.can_be_retried() {
        return Err(Stop::Taken("mail_not_to_retry"));
    }
    if desk.is_leased(id).await? {
        return Ok(Outcome::Done);
    }
    let (site, now) = (desk.book.site.id.0, millis(desk.at));
    let sql = "UPDATE outbox SET done_at = NULL, due_at = $1, leased_until = 0, attempts = 0
         WHERE site_id = $2 AND id = $3";
    desk.tx.execute(sql, params![now, site, id]).await?;
    let sql = "UPDATE mails SET due_at = $1, last_error = NULL WHERE site_id = $2 AND id = $3";
    desk.tx.execute(sql, params![now, site, id]).await?;
    desk.move_mail(id, MailState::Waiting).await?;
    Ok(Outcome::Done)
}
