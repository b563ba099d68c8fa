//! Mails and what is owed say the same, and a withdrawal has its statement.

use super::{Audit, PAGE};
use crate::Fault;
use crate::mail::MailState;
use crate::tx::{Tx, params};

impl<T: Tx> Audit<'_, T> {
    /// Every mail has its effect, which is owed exactly while the mail waits or was given up.
    pub(super) async fn mails(&mut self) -> Result<(), Fault> {
        let mut last = 0;
        loop {
            let sql = "SELECT id, kind, number, state, sent_at, subject FROM mails WHERE site_id = $1 AND id > $2
                 ORDER BY id LIMIT $3";
            let rows = self.tx.query(sql, params![self.site.id.0, last, PAGE]).await?;
            if rows.is_empty() {
                return self.statements().await;
            }
            self.count("mails", rows.len());
            for row in &rows {
                last = row.int(0)?;
                self.mail(last, row).await?;
            }
        }
    }

    async fn mail(&mut self, id: i64, row: &crate::tx::Row) -> Result<(), Fault> {
        let (kind, number, state) = (row.text(1)?, row.int(2)?, row.text(3)?);
        let sql = "SELECT kind, done_at FROM outbox WHERE site_id = $1 AND id = $2";
        let effect = self.tx.first(sql, params![self.site.id.0, id]).await?;
        let Some(effect) = effect.filter(|effect| effect.text(0).is_ok_and(|known| known == kind)) else {
            self.fault(format_args!("mail {id}: nothing is owed of that kind"));
            return Ok(());
        };
        let done = effect.maybe_int(1)?.is_some();
        let holds = match MailState::parse(state) {
            Some(MailState::Waiting | MailState::Failed) => !done,
            Some(MailState::Sent | MailState::Kept) => done,
            // One that was stopped before it was written is done once it is.
            Some(MailState::Stopped) => done || row.maybe_text(5)?.is_none(),
            None => false,
        };
        if !holds {
            self.fault(format_args!(
                "mail {id}: it is {state}, and its effect is {}",
                if done { "paid" } else { "owed" }
            ));
        }
        if (state == MailState::Sent.code()) != row.maybe_int(4)?.is_some() {
            self.fault(format_args!("mail {id}: it is {state}, and that does not agree with when it was sent"));
        }
        let sql = "SELECT 1 FROM orders WHERE site_id = $1 AND number = $2";
        if self.tx.first(sql, params![self.site.id.0, number]).await?.is_none() {
            self.fault(format_args!("mail {id}: there is no order {number}"));
        }
        Ok(())
    }

    /// A statement belongs to an order whose history knows of it.
    async fn statements(&mut self) -> Result<(), Fault> {
        let sql = "SELECT number FROM withdrawals WHERE site_id = $1 AND NOT EXISTS (SELECT 1 FROM events
             WHERE events.site_id = withdrawals.site_id AND events.subject = 'order'
             AND events.number = withdrawals.number AND events.kind = 'order.withdrawn') ORDER BY number";
        for row in self.tx.query(sql, params![self.site.id.0]).await? {
            let number = row.int(0)?;
            self.fault(format_args!(
                "order {number}: a statement of withdrawal is kept that its history does not know"
            ));
        }
        Ok(())
    }

    /// A withdrawal that was not erased has its statement.
    pub(super) async fn statement(&mut self, at: &str, order: &orders::Order) -> Result<(), Fault> {
        let wanted = order.withdrawal.is_some() && !order.deleted && !order.contact_erased;
        let sql = "SELECT 1 FROM withdrawals WHERE site_id = $1 AND number = $2";
        if wanted && self.tx.first(sql, params![self.site.id.0, order.number]).await?.is_none() {
            self.fault(format_args!("{at}: the customer withdrew, and the statement is missing"));
        }
        Ok(())
    }
}
