//! The order as it would be placed, to read back to the customer.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use money::vat_table;
use orders::{Address, Placement};

use super::Entry;
use crate::country;
use crate::desk::{amount, method_word, vat_by_rate};
use crate::format;
use crate::html::{Tone, button, button_primary, definitions, hidden, notice, page_header, request_id, table_region};
use crate::i18n::{Lang, t};
use crate::offer::delivery_cost;

impl Entry {
    /// The recapitulation; `changed` is the key of why it is shown once more.
    pub(super) fn recap_page(&self, placement: &Placement, changed: Option<&str>) -> Response {
        let lang = self.desk.lang();
        let heading = t(lang, "new-order-recap");
        let body = html! {
            (page_header(&heading, None))
            @if let Some(changed) = changed {
                div role="alert" tabindex="-1" autofocus { (notice(lang, Tone::Attention, &t(lang, changed), None)) }
            }
            p.lead { (t(lang, "new-order-recap-hint")) }
            (definitions(&self.facts(placement)))
            (self.lines_of(placement))
            (self.taxes(placement))
            div.acts {
                form method="post" action="/desk/orders" {
                    (request_id(&crate::token::new()))
                    (hidden("total", &placement.total_cents.to_string()))
                    (self.carried())
                    (button_primary(&t(lang, "new-order-place")))
                }
                form method="post" action="/desk/orders/new" {
                    (self.carried())
                    (button("link", Some(("back", "true")), &t(lang, "new-order-change")))
                }
            }
        };
        let status = if changed.is_some() { StatusCode::CONFLICT } else { StatusCode::OK };
        (status, self.page(&heading, &body, None)).into_response()
    }

    /// Everything typed, carried along unseen.
    fn carried(&self) -> Markup {
        html! {
            (hidden("lines", &self.lines.len().to_string()))
            @for field in self.fields() {
                @if !self.form.get(&field).is_empty() { (hidden(&field, self.form.get(&field))) }
            }
        }
    }

    fn facts(&self, placement: &Placement) -> Vec<(String, String)> {
        let lang = self.desk.lang();
        let (customer, contact) = (&placement.contact.customer, &placement.contact);
        let rows = [
            ("order-customer", customer.name.clone()),
            ("order-company", customer.company.clone()),
            ("order-phone", customer.phone.clone()),
            ("order-email", customer.email.clone()),
            ("column-language", t(lang, &format!("lang-{}", placement.language.code()))),
            ("order-billing-address", in_one_line(lang, &contact.billing)),
            ("order-delivery-address", in_one_line(lang, &contact.delivery)),
            ("order-delivery-method", placement.delivery.method.clone()),
            ("order-pickup-point", placement.delivery.pickup_point.clone()),
            ("order-payment-method", method_word(lang, placement.payment_method)),
        ];
        rows.into_iter().filter(|(_, text)| !text.is_empty()).map(|(key, text)| (t(lang, key), text)).collect()
    }

    fn lines_of(&self, placement: &Placement) -> Markup {
        let lang = self.desk.lang();
        let money = |cents| amount(lang, cents, placement.currency);
        let heading = t(lang, "checkout-recap-goods");
        let table = html! {
            table.recap {
                caption.visually-hidden { (heading) }
                thead { tr {
                    th scope="col" { (t(lang, "line-product")) }
                    th.numeric scope="col" { (t(lang, "line-quantity")) }
                    th.numeric.wide-only scope="col" { (t(lang, "line-unit-price")) }
                    th.numeric scope="col" { (t(lang, "line-total")) }
                } }
                tbody {
                    @for line in &placement.lines {
                        tr {
                            th scope="row" { (line.title) " " span.reference { (line.sku) } }
                            td.numeric { (format::count(lang, line.quantity)) }
                            td.numeric.wide-only { (money(line.unit_price_cents)) }
                            td.numeric { (money(line.total_cents())) }
                        }
                    }
                    tr {
                        th scope="row" { (t(lang, "order-delivery")) }
                        td.numeric {}
                        td.numeric.wide-only {}
                        td.numeric { (delivery_cost(lang, placement.delivery.price_cents, money)) }
                    }
                }
                tfoot { tr {
                    th scope="row" { (t(lang, "total-gross")) }
                    td.numeric {}
                    td.numeric.wide-only {}
                    td.numeric { strong { (money(placement.total_cents)) } }
                } }
            }
        };
        html! { h2 { (heading) } (table_region(&heading, &table)) }
    }

    fn taxes(&self, placement: &Placement) -> Markup {
        let lang = self.desk.lang();
        let lines = placement.lines.iter().map(|line| (line.total_cents(), line.vat_rate));
        let delivery = (placement.delivery.price_cents, placement.delivery.vat_rate);
        let delivery = Some(delivery).filter(|(cents, _)| *cents != 0);
        let taxes = vat_table(&lines.chain(delivery).collect::<Vec<_>>());
        let table = vat_by_rate(lang, &taxes, placement.currency);
        html! { div.entry-taxes { (table_region(&t(lang, "invoice-vat-table"), &table)) } }
    }
}

fn in_one_line(lang: Lang, address: &Address) -> String {
    let town = format!("{} {}", address.postal_code, address.city);
    let country = country::name(lang, &address.country);
    let parts = [&address.name, &address.line1, &address.line2, &town, &country];
    parts.into_iter().filter(|part| !part.trim().is_empty()).map(String::as_str).collect::<Vec<_>>().join(", ")
}
