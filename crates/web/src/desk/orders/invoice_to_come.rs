//! « Générer une facture »: what would be issued, said before the click, because nothing takes it back.

use invoices::{Invoice, Series, SeriesKind, issue};
use journal::question::BillingSettings;
use maud::{Markup, html};
use orders::{PaymentStatus, Step, permit};

use super::frame::Frame;
use crate::desk::words::amount;
use crate::format::date_grid;
use crate::html::{Tone, checkbox, definitions, notice};
use crate::i18n::t;
use crate::page::PageError;
use crate::sentence;

impl Frame {
    /// The invoice as it would be issued now; nothing where none can be. Another order may take its number meanwhile.
    pub(super) async fn invoice_to_come(&self) -> Result<Option<Invoice>, PageError> {
        let billing = self.desk.app().journal.ask(BillingSettings(self.desk.site.id)).await?;
        let series =
            Series { kind: SeriesKind::Invoice, last: billing.series.last, last_date: billing.series.last_date };
        let order = &self.file.order;
        let placed = self.desk.local(order.placed_at).date();
        let issued = issue(order, &self.file.contact, &billing.seller, series, placed, self.desk.today());
        Ok(issued.ok().map(|(_, invoice)| invoice))
    }

    /// The box, offered exactly when an invoice can be issued; with the facts of the invoice it would issue.
    pub(super) fn invoice_box(&self, planned: Option<&Invoice>, ticked: bool) -> Markup {
        let lang = self.desk.lang();
        let order = &self.file.order;
        if let Err(refusal) = permit(Step::IssueInvoice, order) {
            return html! { p.not-now { (sentence::problem(lang, refusal.code(), &refusal.facts())) } };
        }
        let hint = t(lang, "progress-generate-invoice-hint");
        html! {
            div.invoice-box {
                (checkbox(&t(lang, "progress-generate-invoice"), "issue_invoice", ticked, Some(&hint)))
                @if let Some(invoice) = planned { (self.facts_of(invoice)) }
            }
            @if order.payment_status() != PaymentStatus::Confirmed {
                (notice(lang, Tone::Attention, &t(lang, "payment-awaiting-note"), None))
            }
        }
    }

    fn facts_of(&self, invoice: &Invoice) -> Markup {
        let lang = self.desk.lang();
        let money = |cents| amount(lang, cents, invoice.currency);
        let buyer = [&invoice.buyer.customer.name, &invoice.buyer.customer.company, &invoice.buyer.billing.city];
        let buyer: Vec<&str> = buyer.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        let rows = [
            (
                t(lang, "invoice-to-come-number"),
                html! {
                    span.code { (invoice.number) } " " span.muted { (t(lang, "invoice-to-come-next-free")) }
                },
            ),
            (t(lang, "invoice-to-come-date"), html! { (date_grid(lang, invoice.date)) }),
            (t(lang, "total-net"), html! { (money(invoice.vat.net_cents)) }),
            (t(lang, "total-gross"), html! { (money(invoice.vat.gross_cents)) }),
            (t(lang, "invoice-to-come-recipient"), html! { (buyer.join(", ")) }),
        ];
        html! {
            section.invoice-to-come aria-labelledby="invoice-to-come" {
                h3 #invoice-to-come { (t(lang, "invoice-to-come")) }
                (definitions(&rows))
            }
        }
    }
}
