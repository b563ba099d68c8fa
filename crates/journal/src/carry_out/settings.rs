use catalog::Product;
use invoices::Seller;
use orders::{Invalid, ProgressState};

use super::Desk;
use crate::codec::{Changed, SiteEvent, StateRemoved};
use crate::tx::{Tx, params};
use crate::{Fault, Outcome, Stop};

impl<T: Tx> Desk<'_, T> {
    /// Writes an event of the site itself.
    pub(super) async fn record_setting(&mut self, event: &SiteEvent) -> Result<(), Fault> {
        let version = self.next_version("site", 0).await?;
        self.record("site", 0, version, event).await?;
        Ok(())
    }
}

/// « Propriétés de facturation »: reaches the invoices issued from now on.
pub(super) async fn save_seller<T: Tx>(desk: &mut Desk<'_, T>, seller: &Seller) -> Result<Outcome, Stop> {
    if desk.book.seller == *seller {
        return Ok(Outcome::Done);
    }
    let before = std::mem::replace(&mut desk.book.seller, seller.clone());
    let kept = serde_json::to_string(seller).map_err(Fault::from)?;
    let sql = "UPDATE sites SET seller = $1 WHERE site_id = $2";
    desk.tx.execute(sql, params![&kept, desk.book.site.id.0]).await?;
    desk.record_setting(&SiteEvent::SellerSaved(Box::new(Changed { before, after: seller.clone() }))).await?;
    Ok(Outcome::Done)
}

/// Adds a state of progress. A code that is taken is another state's: it is not changed unseen.
pub(super) async fn add_state<T: Tx>(desk: &mut Desk<'_, T>, state: &ProgressState) -> Result<Outcome, Stop> {
    if desk.book.states.iter().any(|known| known.code == state.code) {
        return Err(Stop::Invalid(vec![Invalid { field: "code".to_owned(), code: "code_taken" }]));
    }
    save_state(desk, state).await
}

/// Adds a state of progress, or changes everything of it but its code.
pub(super) async fn save_state<T: Tx>(desk: &mut Desk<'_, T>, state: &ProgressState) -> Result<Outcome, Stop> {
    let known = desk.book.states.iter().position(|known| known.code == state.code);
    write_state(desk, state).await?;
    match known {
        Some(position) => desk.book.states[position] = state.clone(),
        None => desk.book.states.push(state.clone()),
    }
    desk.record_setting(&SiteEvent::StateSaved(state.clone())).await?;
    Ok(Outcome::Done)
}

/// A new state goes behind all others: a count would put it beside one, after a removal.
pub(super) async fn write_state<T: Tx>(desk: &mut Desk<'_, T>, state: &ProgressState) -> Result<(), Fault> {
    let sql = "SELECT COALESCE(MAX(position), -1) + 1 FROM progress_states WHERE site_id = $1";
    let position = desk.tx.first(sql, params![desk.book.site.id.0]).await?.map_or(Ok(0), |row| row.int(0))?;
    let sql = "INSERT INTO progress_states (site_id, code, position, kind, colour, label_fr, label_en, message_fr,
         message_en, published, sends_mail, issues_invoice, followed_by, carrier, retired)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
         ON CONFLICT (site_id, code) DO UPDATE SET kind = excluded.kind, colour = excluded.colour,
         label_fr = excluded.label_fr, label_en = excluded.label_en, message_fr = excluded.message_fr,
         message_en = excluded.message_en, published = excluded.published, sends_mail = excluded.sends_mail,
         issues_invoice = excluded.issues_invoice, followed_by = excluded.followed_by, carrier = excluded.carrier,
         retired = excluded.retired";
    let followed_by = state.followed_by.join(" ");
    let values = params![
        desk.book.site.id.0,
        &state.code,
        position,
        state.kind.code(),
        state.colour.code(),
        &state.label.fr,
        &state.label.en,
        &state.message.fr,
        &state.message.en,
        state.published,
        state.sends_mail,
        state.issues_invoice,
        &followed_by,
        &state.carrier,
        state.retired,
    ];
    desk.tx.execute(sql, values).await?;
    Ok(())
}

/// Removes a state. One that an order is in stays, so that no order shows a bare code; it can be retired.
pub(super) async fn remove_state<T: Tx>(desk: &mut Desk<'_, T>, code: &str) -> Result<Outcome, Stop> {
    let site = desk.book.site.id.0;
    let known = desk.book.states.iter().position(|state| state.code == code);
    let position = known.ok_or(Stop::Missing("progress_state"))?;
    let sql = "SELECT 1 FROM orders WHERE site_id = $1 AND progress = $2 LIMIT 1";
    if desk.tx.first(sql, params![site, code]).await?.is_some() {
        return Err(Stop::Taken("state_in_use"));
    }
    desk.tx.execute("DELETE FROM progress_states WHERE site_id = $1 AND code = $2", params![site, code]).await?;
    desk.book.states.remove(position);
    desk.record_setting(&SiteEvent::StateRemoved(StateRemoved { code: code.to_owned() })).await?;
    Ok(Outcome::Done)
}

/// Adds a product, or changes everything of it but its reference. The stock given is the stock now.
pub(super) async fn save_product<T: Tx>(desk: &mut Desk<'_, T>, product: &Product) -> Result<Outcome, Stop> {
    let site = desk.book.site.id.0;
    let sql = "SELECT COALESCE(MAX(position), 0) + 1 FROM products WHERE site_id = $1";
    let position = desk.tx.first(sql, params![site]).await?.map_or(Ok(1), |row| row.int(0))?;
    let sql = "INSERT INTO products (site_id, sku, title_fr, title_en, description_fr, description_en,
         unit_price_cents, vat_rate, stock, published, position)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         ON CONFLICT (site_id, sku) DO UPDATE SET title_fr = excluded.title_fr, title_en = excluded.title_en,
         description_fr = excluded.description_fr, description_en = excluded.description_en,
         unit_price_cents = excluded.unit_price_cents, vat_rate = excluded.vat_rate, stock = excluded.stock,
         published = excluded.published";
    let values = params![
        site,
        &product.sku,
        &product.title_fr,
        &product.title_en,
        &product.description_fr,
        &product.description_en,
        product.unit_price_cents,
        i64::from(product.vat_rate.basis_points()),
        product.stock,
        product.published,
        position,
    ];
    desk.tx.execute(sql, values).await?;
    desk.book.follows_stock |= product.stock.is_some();
    desk.record_setting(&SiteEvent::ProductSaved(product.clone())).await?;
    Ok(Outcome::Done)
}

/// Adds a product. A reference that is taken names another product: it is not changed unseen.
pub(super) async fn add_product<T: Tx>(desk: &mut Desk<'_, T>, product: &Product) -> Result<Outcome, Stop> {
    if stock_of(desk, &product.sku).await?.is_some() {
        return Err(Stop::Taken("product_sku"));
    }
    save_product(desk, product).await
}

/// Changes a product; its stock by the difference to what the form showed.
pub(super) async fn edit_product<T: Tx>(
    desk: &mut Desk<'_, T>,
    product: &Product,
    stock_opened: Option<i64>,
) -> Result<Outcome, Stop> {
    let now = stock_of(desk, &product.sku).await?.ok_or(Stop::Missing("product"))?;
    let stock = catalog::correct(now, stock_opened, product.stock);
    save_product(desk, &Product { stock, ..product.clone() }).await
}

/// The stock of a product that there is; the inner `None` where it is not followed.
async fn stock_of<T: Tx>(desk: &mut Desk<'_, T>, sku: &str) -> Result<Option<Option<i64>>, Fault> {
    let sql = "SELECT stock FROM products WHERE site_id = $1 AND sku = $2";
    let row = desk.tx.first(sql, params![desk.book.site.id.0, sku]).await?;
    row.map(|row| row.maybe_int(0)).transpose()
}
