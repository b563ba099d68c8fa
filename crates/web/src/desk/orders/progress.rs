//! Step 2, « Gestion des historiques des états d'avancement »: the order reaches a state, and its
//! invoice is issued in the same step if asked.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use invoices::Invoice;
use journal::{Command, Stop};
use maud::{Markup, html};
use orders::{ProgressChange, ProgressEntry, ProgressState, Refusal, Step, permit, permit_next};

use super::conflict::{Fact, Typed};
use super::frame::{Frame, Page, STEP_FORM};
use crate::desk::words::{progress_badge, state_word};
use crate::form::Form;
use crate::html::{
    Field, Records, Tone, button_primary, checkbox, choices, column, empty_cell, moment, notice, select_field, textarea,
};
use crate::i18n::{t, ta};
use crate::page::PageError;
use crate::rights::Right;
use crate::sentence;
use crate::trouble::{self, Trouble};
use crate::visitor::Desk;

pub(crate) async fn show(desk: Desk, Path(number): Path<String>) -> Result<Response, PageError> {
    let frame = Frame::load(desk, &number).await?;
    let planned = frame.invoice_to_come().await?;
    Ok(frame.progress_page(&Form::default(), planned.as_ref(), None))
}

pub(crate) async fn record(desk: Desk, Path(number): Path<String>, mut form: Form) -> Result<Response, PageError> {
    desk.may(Right::FollowOrders)?;
    let frame = Frame::load(desk, &number).await?;
    if form.has_given_way("state") {
        // The mail that was asked for was one of the state that is not saved.
        form.set_all("notify", &[]);
    }
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
            let ticked = |name: &str| if form.ticked(name) { t(frame.desk.lang(), "yes") } else { String::new() };
            let typed = [
                Typed::field(Fact::Progress, "state"),
                Typed::words("progress-note", form.text("comment")),
                Typed::words("progress-publish", ticked("published")),
                Typed::words("progress-tell-customer", ticked("notify")),
                Typed::words("progress-generate-invoice", ticked("issue_invoice")),
            ];
            let stop = frame.in_words(stop);
            let typed_state = form.text("state");
            let (frame, trouble) = frame.refused(&mut form, stop, Step::RecordProgress, &typed).await?;
            if form.get("state") != typed_state {
                form.set_all("notify", &[]);
            }
            let planned = frame.invoice_to_come().await?;
            Ok(frame.progress_page(&form, planned.as_ref(), Some(&trouble)))
        }
    }
}

impl Frame {
    /// A refusal that names states by their labels, as people know them.
    fn in_words(&self, stop: Stop) -> Stop {
        if let Stop::Refused(refusal) = stop { Stop::Refused(self.with_labels(refusal)) } else { stop }
    }

    fn with_labels(&self, refusal: Refusal) -> Refusal {
        let label = |code: &String| self.state_label(Some(code));
        if let Refusal::ProgressNotNext { from, to, next } = &refusal {
            let next = next.iter().map(label).collect();
            return Refusal::ProgressNotNext { from: label(from), to: label(to), next };
        }
        if let Refusal::ProgressRetired { state } = &refusal {
            return Refusal::ProgressRetired { state: label(state) };
        }
        refusal
    }

    /// The page, with the invoice as it would be issued now, if one can be.
    pub(super) fn progress_page(&self, form: &Form, planned: Option<&Invoice>, trouble: Option<&Trouble>) -> Response {
        let lang = self.desk.lang();
        let body = html! {
            @if self.desk.has(Right::FollowOrders) {
                section.section.step aria-labelledby="step" {
                    h2 #step { (t(lang, "progress-new")) }
                    @match permit(Step::RecordProgress, &self.file.order) {
                        Ok(()) => (self.progress_form(form, planned, trouble)),
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

    /// Whether the order may be brought into `state` now.
    fn permit_state(&self, state: &ProgressState) -> Result<(), Refusal> {
        permit_next(self.file.order.progress_state(), state, &self.states)
    }

    /// Whether reaching a state tells the customer; who only adds a note to the one it is in tells nobody again.
    fn tells(&self, state: &ProgressState) -> bool {
        state.sends_mail && self.file.order.progress_state() != Some(state.code.as_str())
    }

    fn progress_form(&self, form: &Form, planned: Option<&Invoice>, trouble: Option<&Trouble>) -> Markup {
        let lang = self.desk.lang();
        let order = &self.file.order;
        let current = order.progress_state();
        let undefined = current.is_none().then(|| (String::new(), t(lang, "progress-undefined")));
        let permitted: Vec<_> = self.states.iter().filter(|state| self.permit_state(state).is_ok()).collect();
        let offered = permitted.iter().map(|state| (state.code.clone(), state_word(lang, state)));
        let offered = choices(undefined.into_iter().chain(offered));
        let again = trouble.is_some() && !form.get("request-id").is_empty();
        let chosen = if again { form.get("state") } else { current.unwrap_or_default() };
        // The boxes begin as the state that is shown first asks for.
        let shown = permitted.iter().find(|state| state.code == chosen).or(permitted.first());
        let ticked = |name: &str, mark: &dyn Fn(&ProgressState) -> bool| {
            if again { form.ticked(name) } else { shown.is_some_and(|state| mark(state)) }
        };
        let no_address = self.file.contact.customer.email.is_empty().then(|| t(lang, "mail-no-address"));
        let labels = [t(lang, "progress-state"), t(lang, "progress-note")];
        let wrong = ["state", "comment"].map(|field| trouble::at(trouble, field));
        html! {
            form.form #(STEP_FORM) method="post" action={ (self.href()) "/progress" } {
                (self.form_marks())
                (select_field(&Field::new(lang, "state", &labels[0]).value(chosen).error(wrong[0].as_deref()), &offered))
                (self.effects(&permitted))
                (self.not_offered())
                (textarea(&Field::new(lang, "comment", &labels[1]).value(form.get("comment")).error(wrong[1].as_deref())
                    .optional(), 2))
                (checkbox(&t(lang, "progress-publish"), "published", ticked("published", &|state| state.published), Some(&t(lang, "progress-publish-hint"))))
                (checkbox(&t(lang, "progress-tell-customer"), "notify", ticked("notify", &|state| self.tells(state)), no_address.as_deref()))
                (self.invoice_box(planned, ticked("issue_invoice", &|state| state.issues_invoice)))
                div.buttons { (button_primary(&t(lang, "progress-save"))) }
            }
        }
    }

    /// What comes of each state that can be chosen, unless the boxes below say otherwise.
    fn effects(&self, permitted: &[&ProgressState]) -> Markup {
        let lang = self.desk.lang();
        let of = |state: &ProgressState| {
            let invoices = state.issues_invoice && permit(Step::IssueInvoice, &self.file.order).is_ok();
            let told = [
                (state.published, "effect-published"),
                (self.tells(state) && !self.file.contact.customer.email.is_empty(), "effect-mail"),
                (invoices, "effect-invoice"),
            ];
            let told: Vec<String> = told.into_iter().filter(|(is, _)| *is).map(|(_, key)| t(lang, key)).collect();
            if told.is_empty() { t(lang, "effect-none") } else { told.join(", ") }
        };
        html! {
            div.effects role="group" aria-labelledby="effects" data-effects {
                p.hint #effects { (t(lang, "effects-title")) }
                ul {
                    @for state in permitted {
                        li data-state=(state.code) data-published=(state.published) data-notify=(self.tells(state))
                            data-issue_invoice=(state.issues_invoice) {
                            strong { (state_word(lang, state)) } " – " (of(state))
                        }
                    }
                }
            }
        }
    }

    /// The reason in a few words, where the whole sentence would be said for every state.
    fn why_not(&self, refusal: &Refusal) -> String {
        let lang = self.desk.lang();
        if let Refusal::ProgressNotNext { from, .. } = refusal {
            return ta(lang, "not-offered-not-next", &[("from", self.state_label(Some(from)).into())]);
        }
        if let Refusal::ProgressRetired { .. } = refusal {
            return t(lang, "not-offered-retired");
        }
        sentence::problem(lang, refusal.code(), &refusal.facts())
    }

    /// The states that cannot follow, each with the reason.
    fn not_offered(&self) -> Markup {
        let lang = self.desk.lang();
        let refused: Vec<_> =
            self.states.iter().filter_map(|state| Some((state, self.permit_state(state).err()?))).collect();
        html! {
            @if !refused.is_empty() {
                div.effects role="group" aria-labelledby="not-offered" {
                    p.hint #not-offered { (t(lang, "not-offered-title")) }
                    ul {
                        @for (state, refusal) in refused {
                            li { strong { (state_word(lang, state)) } " – " (self.why_not(&refusal)) }
                        }
                    }
                }
            }
        }
    }

    fn entries(&self) -> Markup {
        let lang = self.desk.lang();
        if self.file.order.progress.is_empty() {
            return html! { p { (t(lang, "progress-none")) } };
        }
        let keys =
            ["progress-when", "progress-state", "progress-who", "progress-note", "progress-told", "column-invoice"];
        let rows = self.file.order.progress.iter().rev().map(|entry| self.entry(entry));
        Records::new(&t(lang, "progress-history"), keys.map(|key| column(t(lang, key))), rows).in_region()
    }

    fn entry(&self, entry: &ProgressEntry) -> [Markup; 6] {
        let lang = self.desk.lang();
        let known = self.history.iter().find(|(row, _)| row.version == entry.version);
        let name = known.and_then(|(_, name)| name.as_deref());
        let last = self.file.order.progress.last().is_some_and(|last| last.version == entry.version);
        let told = match (entry.notify, entry.published) {
            (true, _) => "progress-told-mail",
            (false, true) => "progress-told-page",
            (false, false) => "progress-told-not",
        };
        [
            moment(lang, &self.desk.local(entry.at)),
            html! {
                (progress_badge(lang, Some(&entry.state), &self.states))
                @if entry.undone { " " span.muted { (t(lang, "progress-undone")) } }
                @else if last { @if let Some(undo) = self.undo_progress() { " " (undo) } }
            },
            html! { (self.author(&entry.actor, name)) },
            if entry.comment.is_empty() {
                empty_cell(&t(lang, "none-value"))
            } else {
                html! { (entry.comment) }
            },
            html! { (t(lang, told)) },
            match &entry.invoice {
                Some(number) => {
                    let name = ta(lang, "invoice-title", &[("number", number.into())]);
                    html! { a href={ "/desk/invoices/" (number) } aria-label=(name) { (number) } }
                }
                None => empty_cell(&t(lang, "invoice-none")),
            },
        ]
    }
}
