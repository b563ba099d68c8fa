//! Step 2, « Gestion des historiques des états d'avancement »: the order reaches a state, and its
//! invoice is issued in the same step if asked.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use journal::Command;
use maud::{Markup, html};
use orders::{PaymentStatus, ProgressChange, ProgressEntry, ProgressState, Step, permit};

use super::conflict::Fact;
use super::frame::{Frame, Page};
use crate::desk::words::{progress_badge, state_word};
use crate::form::Form;
use crate::html::{
    Field, Tone, button_primary, checkbox, choices, empty_cell, moment, notice, select_field, table_region, textarea,
};
use crate::i18n::{t, ta};
use crate::page::PageError;
use crate::rights::Right;
use crate::sentence;
use crate::trouble::{self, Trouble};
use crate::visitor::Desk;

pub(crate) async fn show(desk: Desk, Path(number): Path<String>) -> Result<Response, PageError> {
    let frame = Frame::load(desk, &number).await?;
    Ok(frame.progress_page(&Form::default(), None))
}

pub(crate) async fn record(desk: Desk, Path(number): Path<String>, form: Form) -> Result<Response, PageError> {
    desk.may(Right::FollowOrders)?;
    let frame = Frame::load(desk, &number).await?;
    let change = ProgressChange {
        state: form.text("state"),
        comment: form.text("comment"),
        published: Some(form.ticked("published")),
        notify: Some(form.ticked("notify")),
        issue_invoice: form.ticked("issue_invoice"),
    };
    let command = orders::Command::RecordProgress(change);
    let command = Command::Order { number: frame.file.order.number, command };
    match frame.desk.app().journal.carry_out(frame.desk.request(&form, command)).await {
        Ok(_) => Ok(Redirect::to(&format!("{}/progress?done=progress-saved", frame.href())).into_response()),
        Err(stop) => {
            let state = form.text("state");
            let typed = [
                (Fact::Progress, frame.state_label((!state.is_empty()).then_some(state.as_str()))),
                (Fact::Words("progress-note"), form.text("comment")),
            ];
            let (frame, trouble) = frame.refused(&form, stop, &typed).await?;
            Ok(frame.progress_page(&form, Some(&trouble)))
        }
    }
}

impl Frame {
    fn progress_page(&self, form: &Form, trouble: Option<&Trouble>) -> Response {
        let lang = self.desk.lang();
        let body = html! {
            @if self.desk.has(Right::FollowOrders) {
                section.section.step aria-labelledby="step" {
                    h2 #step { (t(lang, "progress-new")) }
                    @match permit(Step::RecordProgress, &self.file.order) {
                        Ok(()) => (self.progress_form(form, trouble)),
                        Err(refusal) => (notice(lang, Tone::Info, &sentence::problem(lang, refusal.code(), &refusal.facts()), None)),
                    }
                }
            }
            section.section aria-labelledby="entries" {
                h2 #entries { (t(lang, "progress-history")) }
                (self.entries())
            }
        };
        self.page(Page::Progress, &t(lang, "order-tab-progress"), &body, trouble)
    }

    fn progress_form(&self, form: &Form, trouble: Option<&Trouble>) -> Markup {
        let lang = self.desk.lang();
        let order = &self.file.order;
        let current = order.progress_state().unwrap_or_default();
        let undefined = order.progress.is_empty().then(|| (String::new(), t(lang, "progress-undefined")));
        let states = self.states.iter().map(|state| (state.code.clone(), state_word(lang, state)));
        let offered = choices(undefined.into_iter().chain(states));
        let again = trouble.is_some();
        let chosen = if again { form.get("state") } else { current };
        // The boxes begin as the state that is shown first asks for.
        let shown = self.states.iter().find(|state| state.code == chosen).or(self.states.first());
        let ticked = |name: &str, mark: fn(&ProgressState) -> bool| {
            if again { form.ticked(name) } else { shown.is_some_and(mark) }
        };
        let no_address = self.file.contact.customer.email.is_empty().then(|| t(lang, "mail-no-address"));
        let labels = [t(lang, "progress-state"), t(lang, "progress-note")];
        let wrong = ["state", "comment"].map(|field| trouble::at(trouble, field));
        html! {
            form.form method="post" action={ (self.href()) "/progress" } {
                (self.form_marks())
                (select_field(&Field::new(lang, "state", &labels[0]).value(chosen).error(wrong[0].as_deref()), &offered))
                (textarea(&Field::new(lang, "comment", &labels[1]).value(form.get("comment")).error(wrong[1].as_deref())
                    .optional(), 2))
                (checkbox(&t(lang, "progress-publish"), "published", ticked("published", |state| state.published), None))
                (checkbox(&t(lang, "progress-tell-customer"), "notify", ticked("notify", |state| state.sends_mail), no_address.as_deref()))
                (self.invoice_box(ticked("issue_invoice", |state| state.issues_invoice)))
                div.buttons { (button_primary(&t(lang, "progress-save"))) }
            }
        }
    }

    /// « Générer une facture »: offered exactly when an invoice can be issued.
    fn invoice_box(&self, ticked: bool) -> Markup {
        let lang = self.desk.lang();
        let order = &self.file.order;
        if let Err(refusal) = permit(Step::IssueInvoice, order) {
            return html! { p.not-now { (sentence::problem(lang, refusal.code(), &refusal.facts())) } };
        }
        let hint = t(lang, "progress-generate-invoice-hint");
        html! {
            (checkbox(&t(lang, "progress-generate-invoice"), "issue_invoice", ticked, Some(&hint)))
            @if order.payment_status() != PaymentStatus::Confirmed {
                (notice(lang, Tone::Attention, &t(lang, "payment-awaiting-note"), None))
            }
        }
    }

    fn entries(&self) -> Markup {
        let lang = self.desk.lang();
        if self.file.order.progress.is_empty() {
            return html! { p { (t(lang, "progress-none")) } };
        }
        let table = html! {
            table {
                caption.visually-hidden { (t(lang, "progress-history")) }
                thead { tr {
                    th scope="col" { (t(lang, "progress-when")) }
                    th scope="col" { (t(lang, "progress-state")) }
                    th scope="col" { (t(lang, "progress-who")) }
                    th scope="col" { (t(lang, "progress-note")) }
                    th scope="col" { (t(lang, "progress-told")) }
                    th scope="col" { (t(lang, "column-invoice")) }
                } }
                tbody { @for entry in self.file.order.progress.iter().rev() { (self.entry(entry)) } }
            }
        };
        table_region(&t(lang, "progress-history"), &table)
    }

    fn entry(&self, entry: &ProgressEntry) -> Markup {
        let lang = self.desk.lang();
        let known = self.history.iter().find(|(row, _)| row.actor == entry.actor && row.at == entry.at);
        let name = known.and_then(|(_, name)| name.as_deref());
        let told = match (entry.notify, entry.published) {
            (true, _) => "progress-told-mail",
            (false, true) => "progress-told-page",
            (false, false) => "progress-told-not",
        };
        html! {
            tr {
                th scope="row" { (moment(lang, &self.desk.local(entry.at))) }
                td { (progress_badge(lang, Some(&entry.state), &self.states)) }
                td { (self.author(&entry.actor, name)) }
                td { @if entry.comment.is_empty() { (empty_cell(&t(lang, "none-value"))) } @else { (entry.comment) } }
                td { (t(lang, told)) }
                td {
                    @match &entry.invoice {
                        Some(number) => a href={ "/desk/invoices/" (number) } aria-label=(ta(lang, "invoice-title", &[("number", number.into())])) { (number) },
                        None => (empty_cell(&t(lang, "invoice-none"))),
                    }
                }
            }
        }
    }
}
