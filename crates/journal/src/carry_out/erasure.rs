//! Forgetting who an order was for: everywhere but in its invoices, which the law keeps.

use logistics::{BatchContactErased, Manifest};
use orders::Contact;

use super::Desk;
use crate::tx::{Tx, params};
use crate::{Fault, crash};

impl<T: Tx> Desk<'_, T> {
    /// Empties the order's contact.
    pub(super) async fn erase_contact(&mut self, number: i64) -> Result<(), Fault> {
        let nobody = serde_json::to_string(&Contact::default())?;
        let sql = "UPDATE orders SET customer = '', contact = $1 WHERE site_id = $2 AND number = $3";
        self.tx.execute(sql, params![&nobody, self.book.site.id.0, number]).await?;
        crash::point();
        Ok(())
    }

    /// Empties what the files of the order's batches say of its contact. Their history says that it
    /// was done, with what they are since: a file that differs without that is a fault.
    pub(super) async fn erase_from_batches(&mut self, number: i64) -> Result<(), Fault> {
        let site = self.book.site.id.0;
        let sql = "SELECT batch FROM handoff_orders WHERE site_id = $1 AND number = $2 ORDER BY batch";
        for row in self.tx.query(sql, params![site, number]).await? {
            let batch = row.int(0)?;
            let sql = "SELECT content FROM handoff_batches WHERE site_id = $1 AND number = $2";
            let Some(kept) = self.tx.first(sql, params![site, batch]).await? else { continue };
            let Some(manifest) = Manifest::without_contact(kept.blob(0)?, number) else { continue };
            let version = self.next_version("handoff", batch).await?;
            let erased = BatchContactErased { order: number, sha256: manifest.sha256.clone() };
            self.record("handoff", batch, version, &logistics::Event::BatchContactErased(erased)).await?;
            let sql = "UPDATE handoff_batches SET content = $1, sha256 = $2 WHERE site_id = $3 AND number = $4";
            self.tx.execute(sql, params![manifest.bytes.as_slice(), &manifest.sha256, site, batch]).await?;
            crash::point();
        }
        Ok(())
    }
}
