//! What settings and stocks come to by the events, in the order in which they happened.

use std::collections::BTreeMap;

use catalog::Product;
use invoices::Seller;
use orders::{Event, Offer, ProgressState};
use serde::de::DeserializeOwned;

use super::history::{Any, Kept};
use super::{Audit, Table};
use crate::book::read_states;
use crate::carry_out::load_order_as_of;
use crate::codec::{PersonAdded, SiteAdded, SiteEvent, TokenAdded};
use crate::tx::{Param, Row, Tx, params};
use crate::{Fault, Picture, SiteProfile, Storefront, millis};

/// The site as its events make it. Its size is that of the settings, not of the history.
#[derive(Default)]
pub(super) struct Ledger {
    added: Option<SiteAdded>,
    /// The storefront's host name.
    host: Option<String>,
    seller: Option<Seller>,
    offer: Offer,
    storefront: Storefront,
    /// What the owner made of the site, once they did.
    profile: Option<SiteProfile>,
    states: Vec<ProgressState>,
    /// Each with its stock as it stands now, in the order in which they were first saved.
    products: Vec<Product>,
    pictures: BTreeMap<String, Picture>,
    logo: Option<String>,
    people: BTreeMap<i64, PersonAdded>,
    /// Each with whether it was withdrawn.
    tokens: Vec<(TokenAdded, bool)>,
    returns: i64,
}

impl Ledger {
    fn settings(&mut self, event: SiteEvent) {
        match event {
            SiteEvent::Added(added) => {
                self.host.clone_from(&added.host);
                self.added = Some(added);
            }
            SiteEvent::SellerSaved(saved) => self.seller = Some(saved.after),
            SiteEvent::OfferChanged(changed) => self.offer = changed.after,
            SiteEvent::StorefrontSaved(saved) => self.storefront = saved.after,
            SiteEvent::Saved(saved) => self.profile = Some(saved.after),
            SiteEvent::StateSaved(state) => match self.states.iter_mut().find(|known| known.code == state.code) {
                Some(known) => *known = state,
                None => self.states.push(state),
            },
            SiteEvent::StateRemoved(removed) => self.states.retain(|state| state.code != removed.code),
            SiteEvent::ProductSaved(product) => match self.products.iter_mut().find(|known| known.sku == product.sku) {
                Some(known) => *known = product,
                None => self.products.push(product),
            },
            SiteEvent::PictureSet(set) => match set.picture {
                Some(picture) => {
                    self.pictures.insert(set.sku, picture);
                }
                None => {
                    self.pictures.remove(&set.sku);
                }
            },
            SiteEvent::LogoSet(set) => self.logo = set.logo,
            SiteEvent::HostSet(set) => self.host = set.host,
            SiteEvent::PersonAdded(person) => {
                self.people.insert(person.person, person);
            }
            SiteEvent::PersonRoleSet(set) => {
                if let Some(person) = self.people.get_mut(&set.person) {
                    person.role = set.role;
                }
            }
            SiteEvent::PersonRemoved(removed) => {
                self.people.remove(&removed.person);
            }
            // What these changed is in the directory, of which the history says nothing.
            SiteEvent::ProfileSaved(_) | SiteEvent::PasswordSet(_) => {}
            SiteEvent::TokenAdded(token) => self.tokens.push((token, false)),
            SiteEvent::TokenWithdrawn(gone) => {
                let token = self.tokens.iter_mut().find(|(token, _)| token.token == gone.token);
                if let Some((_, withdrawn)) = token {
                    *withdrawn = true;
                }
            }
        }
    }

    /// Moves the stock of a product that is followed at this moment.
    fn stock(&mut self, sku: &str, units: i64) {
        let product = self.products.iter_mut().find(|product| product.sku == sku);
        if let Some(stock) = product.and_then(|product| product.stock.as_mut()) {
            *stock = stock.saturating_add(units);
        }
    }
}

impl<T: Tx> Audit<'_, T> {
    /// Takes one event into account.
    pub(super) async fn enter(&mut self, ledger: &mut Ledger, kept: Kept) -> Result<(), Fault> {
        match kept.event {
            Any::Site(event) => ledger.settings(event),
            Any::Handoff(logistics::Event::ReturnRecorded(recorded)) => {
                ledger.returns += 1;
                self.return_row(kept.number, &recorded.record).await?;
            }
            Any::Handoff(
                logistics::Event::BatchMade(_)
                | logistics::Event::BatchAcknowledged(_)
                | logistics::Event::BatchContactErased(_)
                | logistics::Event::OrderScanned(_),
            ) => {}
            Any::Order(event) => self.stock(ledger, &event, kept.number, kept.version).await?,
        }
        Ok(())
    }

    async fn stock(&mut self, ledger: &mut Ledger, event: &Event, number: i64, version: i64) -> Result<(), Fault> {
        match event {
            Event::Placed(placed) => {
                placed.stock_taken.iter().for_each(|taken| ledger.stock(&taken.sku, -taken.quantity));
            }
            Event::Cancelled(_) | Event::Deleted(_) => {
                let order = load_order_as_of(self.tx, self.site.id, number, version).await;
                // One that cannot be read is named by the check of the orders.
                let Ok(Some(order)) = order else { return Ok(()) };
                let gives_back = matches!(event, Event::Cancelled(_)) || order.cancellation.is_none();
                if gives_back {
                    order.stock_to_give_back().iter().for_each(|back| ledger.stock(&back.sku, back.quantity));
                }
            }
            Event::PaymentValidated(_)
            | Event::PaymentReported(_)
            | Event::ProgressRecorded(_)
            | Event::ProgressUndone(_)
            | Event::Invoiced(_)
            | Event::FollowUpSet(_)
            | Event::HandedOff(_)
            | Event::HandoffAcknowledged(_)
            | Event::HandoffRefused(_)
            | Event::CancellationRequested(_)
            | Event::CancellationAnswered(_)
            | Event::Shipped(_)
            | Event::ContactErased(_)
            | Event::Withdrawn(_) => {}
        }
        Ok(())
    }

    async fn return_row(&mut self, number: i64, record: &logistics::Return) -> Result<(), Fault> {
        let sql = "SELECT at, total_cents, lines FROM returns
             WHERE site_id = $1 AND source = $2 AND source_number = $3";
        let row = self.tx.first(sql, params![self.site.id.0, &record.source, &record.source_number]).await?;
        let Some(row) = row else {
            self.fault(format_args!("return {number}: the row is missing"));
            return Ok(());
        };
        let lines = i64::try_from(record.lines.len()).unwrap_or(i64::MAX);
        let expected = [millis(record.at), record.total_cents, lines].map(Param::Int);
        self.compare(&format!("return {number}"), "at, total_cents, lines", &row, 0, &expected);
        Ok(())
    }

    /// Compares the rows of the settings with what the events make them.
    pub(super) async fn settings(&mut self, ledger: &Ledger) -> Result<(), Fault> {
        self.site_row(ledger).await?;
        match read_states(self.tx, self.site.id).await {
            Ok(states) if states == ledger.states => {}
            Ok(states) => self.differing_states(&states, &ledger.states),
            Err(fault) => self.fault(format_args!("the progress states cannot be read: {fault}")),
        }
        self.count("progress states", ledger.states.len());
        self.products(ledger).await?;
        self.pictures(&ledger.pictures, ledger.logo.as_deref()).await?;
        self.people(ledger).await?;
        let rows = self.number("SELECT COUNT(*) FROM returns WHERE site_id = $1").await?;
        if rows != ledger.returns {
            self.fault(format_args!("there are {rows} returns, and the history has {}", ledger.returns));
        }
        self.count("returns", usize::try_from(ledger.returns).unwrap_or(0));
        Ok(())
    }

    async fn site_row(&mut self, ledger: &Ledger) -> Result<(), Fault> {
        let id = self.site.id.0;
        let Some(added) = &ledger.added else {
            self.fault("its history does not begin with its being added");
            return Ok(());
        };
        let row =
            self.tx.first("SELECT name, currency, zone, host, logo FROM sites WHERE site_id = $1", params![id]).await?;
        let expected = [
            Param::from(&added.name),
            Param::from(&added.currency),
            Param::from(ledger.profile.as_ref().map_or(&added.zone, |profile| &profile.zone)),
            Param::from(ledger.host.as_deref()),
            Param::from(ledger.logo.as_deref()),
        ];
        if let Some(row) = row {
            self.compare("the site's row", "name, currency, zone, host, logo", &row, 0, &expected);
        }
        let sql = "SELECT taken_over FROM series WHERE site_id = $1 AND kind = 'invoice'";
        let taken_over = self.number(sql).await?;
        if taken_over != added.taken_over {
            self.fault(format_args!(
                "the invoices' series was taken over at {}, and the row says {taken_over}",
                added.taken_over
            ));
        }
        if let Some(profile) = &ledger.profile {
            let sql = "SELECT title, language, vat_rate FROM sites WHERE site_id = $1";
            let rate = Param::Int(i64::from(profile.vat_rate));
            let expected = [Param::from(&profile.title), Param::from(profile.language.code()), rate];
            if let Some(row) = self.tx.first(sql, params![id]).await? {
                self.compare("the site's row", "title, language, vat_rate", &row, 0, &expected);
            }
        }
        self.setting("seller", "the billing identity", ledger.seller.as_ref()).await?;
        self.setting("offer", "the offer", Some(&ledger.offer)).await?;
        self.setting("storefront", "the storefront", Some(&ledger.storefront)).await
    }

    /// Compares a setting that is kept as a document with the one that was last saved.
    async fn setting<D>(&mut self, column: &str, what: &str, saved: Option<&D>) -> Result<(), Fault>
    where
        D: DeserializeOwned + PartialEq,
    {
        let sql = format!("SELECT {column} FROM sites WHERE site_id = $1");
        let Some(row) = self.tx.first(&sql, params![self.site.id.0]).await? else { return Ok(()) };
        match serde_json::from_str::<D>(row.text(0)?) {
            Ok(kept) if saved.is_some_and(|saved| kept != *saved) => {
                self.fault(format_args!("{what} is not the one that was last saved"));
            }
            Ok(_) => {}
            Err(fault) => self.fault(format_args!("{what} cannot be read: {fault}")),
        }
        Ok(())
    }

    fn differing_states(&mut self, kept: &[ProgressState], expected: &[ProgressState]) {
        for state in expected {
            match kept.iter().find(|kept| kept.code == state.code) {
                Some(kept) if kept == state => {}
                Some(_) => self.fault(format_args!("progress state {}: it is not as it was last saved", state.code)),
                None => self.fault(format_args!("progress state {}: the row is missing", state.code)),
            }
        }
        for state in kept {
            if !expected.iter().any(|known| known.code == state.code) {
                self.fault(format_args!("progress state {}: no event made this row", state.code));
            }
        }
        let codes = |states: &[ProgressState]| states.iter().map(|state| state.code.clone()).collect::<Vec<_>>();
        let (kept, expected) = (codes(kept), codes(expected));
        if kept.len() == expected.len() && kept != expected {
            self.fault(format_args!("the progress states stand as {}, not {}", kept.join(", "), expected.join(", ")));
        }
    }

    async fn products(&mut self, ledger: &Ledger) -> Result<(), Fault> {
        let sql = "SELECT position, sku, title_fr, title_en, description_fr, description_en, unit_price_cents,
             vat_rate, stock, published FROM products WHERE site_id = $1";
        let rows = self.tx.query(sql, params![self.site.id.0]).await?;
        let expected: Vec<_> = (1_i64..).zip(&ledger.products).map(|(at, product)| product_row(at, product)).collect();
        let table = Table {
            at: "the catalogue",
            columns: "position, sku, title_fr, title_en, description_fr, description_en, unit_price_cents, \
                      vat_rate, stock, published",
            keys: 2,
            first: 0,
        };
        self.compare_all(&table, &rows.iter().collect::<Vec<_>>(), &expected);
        self.count("products", rows.len());
        Ok(())
    }

    async fn people(&mut self, ledger: &Ledger) -> Result<(), Fault> {
        let sql = "SELECT person_id, role FROM memberships WHERE site_id = $1";
        let rows = self.tx.query(sql, params![self.site.id.0]).await?;
        let people: Vec<_> =
            ledger.people.values().map(|person| vec![Param::Int(person.person), Param::Text(&person.role)]).collect();
        let table = Table { at: "the members", columns: "person_id, role", keys: 1, first: 0 };
        self.compare_all(&table, &rows.iter().collect::<Vec<_>>(), &people);

        let sql = "SELECT token_id, label, scopes, CASE WHEN withdrawn_at IS NULL THEN 0 ELSE 1 END FROM api_tokens
             WHERE site_id = $1";
        let rows = self.tx.query(sql, params![self.site.id.0]).await?;
        let tokens: Vec<_> = ledger
            .tokens
            .iter()
            .map(|(token, withdrawn)| {
                let (label, scopes) = (Param::from(&token.label), Param::from(&token.scopes));
                vec![Param::Int(token.token), label, scopes, Param::from(*withdrawn)]
            })
            .collect();
        let table = Table { at: "the tokens", columns: "token_id, label, scopes, withdrawn", keys: 1, first: 0 };
        self.compare_all(&table, &rows.iter().collect::<Vec<&Row>>(), &tokens);
        Ok(())
    }
}

fn product_row(position: i64, product: &Product) -> Vec<Param<'_>> {
    vec![
        Param::Int(position),
        Param::from(&product.sku),
        Param::from(&product.title_fr),
        Param::from(&product.title_en),
        Param::from(&product.description_fr),
        Param::from(&product.description_en),
        Param::Int(product.unit_price_cents),
        Param::Int(i64::from(product.vat_rate.basis_points())),
        Param::from(product.stock),
        Param::from(product.published),
    ]
}
