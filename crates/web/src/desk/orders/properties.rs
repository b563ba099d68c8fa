//! « Propriétés de la commande »: what was ordered, by whom, and everything that has happened.

use axum::extract::Path;
use axum::response::Response;
use journal::question::SoldShort;
use maud::{Markup, html};
use money::VatRate;
use orders::{Address, Line, Step, permit};

use super::frame::{Frame, Page};
use super::history;
use crate::country;
use crate::desk::products::below_zero;
use crate::desk::words::{amount, handoff_badge, has_reference, method_word, source_word};
use crate::format;
use crate::html::{Records, button, column, definitions, link_button, moment, numeric_column};
use crate::i18n::{Lang, t, ta};
use crate::page::PageError;
use crate::rights::Right;
use crate::sentence;
use crate::visitor::Desk;

pub(crate) async fn show(desk: Desk, Path(number): Path<String>) -> Result<Response, PageError> {
    let frame = Frame::load(desk, &number).await?;
    let short = frame.desk.app().journal.ask(SoldShort(frame.desk.site.id)).await?;
    let title = t(frame.desk.lang(), "order-tab-summary");
    let body = frame.properties(&short);
    Ok(frame.page(Page::Properties, &title, &body, None))
}

impl Frame {
    fn properties(&self, short: &[String]) -> Markup {
        let lang = self.desk.lang();
        html! {
            div.columns {
                section.section aria-labelledby="facts" {
                    h2 #facts { (t(lang, "order-facts")) }
                    (self.facts())
                }
                section.section aria-labelledby="delivery" {
                    h2 #delivery { (t(lang, "order-delivery-address")) }
                    (self.address(&self.file.contact.delivery))
                }
                section.section aria-labelledby="billing" {
                    h2 #billing { (t(lang, "order-billing-address")) }
                    (self.address(&self.file.contact.billing))
                }
            }
            section.section aria-labelledby="lines" { h2 #lines { (t(lang, "order-lines")) } (self.lines(short)) }
            @if !self.file.order.shipments.is_empty() {
                section.section aria-labelledby="shipments" { h2 #shipments { (t(lang, "order-shipments")) } (self.shipments()) }
            }
            @if self.desk.has(Right::FollowOrders) {
                section.section.no-print aria-labelledby="acts" { h2 #acts { (t(lang, "order-acts")) } (self.acts()) }
            }
            section.section aria-labelledby="history" {
                h2 #history { (t(lang, "order-history")) }
                (history::list(self))
            }
        }
    }

    fn address(&self, address: &Address) -> Markup {
        if self.file.order.contact_erased {
            return html! { p.muted { (t(self.desk.lang(), "customer-erased")) } };
        }
        address_lines(self.desk.lang(), address)
    }

    fn facts(&self) -> Markup {
        let lang = self.desk.lang();
        let (order, customer) = (&self.file.order, &self.file.contact.customer);
        let mut rows = vec![
            (
                t(lang, "column-source"),
                html! {
                    (source_word(lang, &order.source))
                    @if has_reference(&order.source) { " · " (order.source_order_id) }
                },
            ),
            (t(lang, "column-date"), moment(lang, &self.desk.local(order.placed_at))),
            (t(lang, "column-language"), html! { (t(lang, &format!("lang-{}", order.language.code()))) }),
            (t(lang, "order-payment-method"), html! { (method_word(lang, order.payment_method)) }),
        ];
        let given = [
            ("order-email", &customer.email),
            ("order-phone", &customer.phone),
            ("order-company", &customer.company),
            ("order-vat-id", &customer.vat_id),
            ("order-siren", &customer.siren),
            ("order-delivery-method", &order.delivery.method),
            ("order-pickup-point", &order.delivery.pickup_point),
        ];
        let given = given.into_iter().filter(|(_, value)| !value.is_empty());
        rows.extend(given.map(|(key, value)| (t(lang, key), html! { (value) })));
        for number in &order.invoices {
            rows.push((t(lang, "column-invoice"), html! { a href={ "/desk/invoices/" (number) } { (number) } }));
        }
        if let Some(handoff) = &order.handoff {
            let batch = handoff.batch.to_string();
            let named = ta(lang, "handoff-title", &[("number", (&batch).into())]);
            let badge = handoff_badge(lang, handoff.state.code());
            rows.push((
                t(lang, "nav-logistics"),
                html! { a href={ "/desk/handoffs/" (batch) } { (named) } " " (badge) },
            ));
        }
        definitions(&rows)
    }

    /// The lines; products of which more was sold than there was are marked.
    fn lines(&self, short: &[String]) -> Markup {
        let lang = self.desk.lang();
        let order = &self.file.order;
        let money = |cents| amount(lang, cents, order.currency);
        let columns = [
            column(t(lang, "line-product")),
            numeric_column(t(lang, "line-quantity")),
            numeric_column(t(lang, "line-unit-price")),
            numeric_column(t(lang, "line-vat")),
            numeric_column(t(lang, "line-total")),
        ];
        let row = |what: Markup, quantity, unit_price_cents, rate: VatRate, total_cents| {
            [
                what,
                html! { (format::count(lang, quantity)) },
                html! { (money(unit_price_cents)) },
                html! { (format::percent(lang, i64::from(rate.basis_points()))) },
                html! { (money(total_cents)) },
            ]
        };
        let what = |line: &Line| {
            html! {
                (line.title)
                @if !line.sku.is_empty() { " " span.reference { (line.sku) } }
                @if short.contains(&line.sku) { " " (below_zero(lang)) }
            }
        };
        let lines = order
            .lines
            .iter()
            .map(|line| row(what(line), line.quantity, line.unit_price_cents, line.vat_rate, line.total_cents()));
        let costs = Some(&order.delivery).filter(|delivery| delivery.price_cents != 0);
        let delivery = costs.map(|delivery| {
            row(html! { (t(lang, "order-delivery")) }, 1, delivery.price_cents, delivery.vat_rate, delivery.price_cents)
        });
        let none = || html! {};
        let total = [html! { (t(lang, "total-gross")) }, none(), none(), none(), html! { (money(order.total_cents)) }];
        Records::new(&t(lang, "order-lines"), columns, lines.chain(delivery)).total(total).in_region()
    }

    fn shipments(&self) -> Markup {
        let lang = self.desk.lang();
        html! {
            ul.list {
                @for shipment in &self.file.order.shipments {
                    li {
                        (moment(lang, &self.desk.local(shipment.at))) " · " (shipment.carrier)
                        @for parcel in &shipment.parcels { " · " (crate::parcel::tracking(lang, parcel)) }
                    }
                }
            }
        }
    }

    /// Every act that is not a tab: offered exactly when it is accepted, else with the reason.
    fn acts(&self) -> Markup {
        let lang = self.desk.lang();
        let order = &self.file.order;
        let href = self.href();
        let flag = if order.follow_up { "follow-up-clear" } else { "follow-up-set" };
        let held = permit(Step::RequestCancellation, order).is_ok();
        let cancel = if held { Step::RequestCancellation } else { Step::Cancel };
        let mut acts = vec![(cancel, "cancellation", if held { "order-request-cancellation" } else { "order-cancel" })];
        if self.desk.has(Right::DeleteOrders) {
            acts.push((Step::Delete, "deletion", "order-delete"));
        }
        if self.desk.has(Right::EraseContacts) {
            acts.push((Step::EraseContact, "erasure", "order-erase"));
        }
        html! {
            div.acts {
                form method="post" action={ (href) "/follow-up" } {
                    (button("plain", Some(("follow-up", if order.follow_up { "false" } else { "true" })), &t(lang, flag)))
                }
                @for (step, path, key) in acts {
                    @match permit(step, order) {
                        Ok(()) => (link_button("plain", &format!("{href}/{path}"), &t(lang, key))),
                        Err(refusal) => p.not-now {
                            strong { (t(lang, key)) } " – " (sentence::problem(lang, refusal.code(), &refusal.facts()))
                        },
                    }
                }
            }
        }
    }
}

fn address_lines(lang: Lang, address: &Address) -> Markup {
    let Address { name, line1, line2, postal_code, city, country } = address;
    let (town, country) = (format!("{postal_code} {city}"), country::name(lang, country));
    let lines = [name.as_str(), line1, line2, town.trim(), &country];
    html! {
        address {
            @for line in lines.into_iter().filter(|line| !line.is_empty()) { (line) br; }
        }
    }
}
