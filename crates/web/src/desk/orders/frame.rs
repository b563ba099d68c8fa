//! What the pages of one order share: its head and its tabs.

use axum::response::{IntoResponse, Response};
use journal::question::{Beside, EventRow, History, MailsOfOrder, Neighbours, OrderByNumber, States};
use journal::{Mail, OrderFile, Stop};
use maud::{Markup, html};
use orders::{PaymentStatus, ProgressState, Step, permit};

use super::conflict::{self, Typed};
use super::{undo, view};
use crate::desk::mails;
use crate::desk::words::{amount, author, customer_name, payment_badge, progress_badge};
use crate::form::Form;
use crate::format::moment_text;
use crate::html::{
    Family, NavItem, Tab, Tone, badge, desk_page, hidden, link_button, moment, notice, previous_next, request_id, tabs,
};
use crate::i18n::{t, ta};
use crate::page::PageError;
use crate::rights::Right;
use crate::sentence;
use crate::trouble::{self, Trouble};
use crate::visitor::Desk;

/// The id of a step's form, which the choices of a conflict belong to.
pub(super) const STEP_FORM: &str = "step-form";

/// One order with everything its pages show.
pub(super) struct Frame {
    pub desk: Desk,
    pub file: OrderFile,
    pub states: Vec<ProgressState>,
    /// Oldest first, each with its author's name, or its label where a token did it.
    pub history: Vec<(EventRow, Option<String>)>,
    /// What was written to the customer, oldest first.
    pub mails: Vec<Mail>,
    /// The orders beside it, in the view that it was opened from.
    pub beside: Beside,
}

/// Which of the order's pages.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    Properties,
    Payment,
    Progress,
    /// A page that asks before something is done.
    Question,
}

impl Page {
    /// The rest of its address, after the order's own.
    const fn path(self) -> &'static str {
        match self {
            Page::Payment => "/payment",
            Page::Progress => "/progress",
            Page::Properties | Page::Question => "",
        }
    }
}

impl Frame {
    /// Reads the order of an address.
    pub(super) async fn load(desk: Desk, number: &str) -> Result<Self, PageError> {
        desk.may(Right::SeeOrders)?;
        let number = number.parse().map_err(|_| PageError::not_found())?;
        let site = desk.site.id;
        let journal = &desk.app().journal;
        let file = journal.ask(OrderByNumber { site, number }).await?.ok_or_else(PageError::not_found)?;
        let states = journal.ask(States(site)).await?;
        let history = journal.ask(History { site, subject: "order", number }).await?;
        let mails = journal.ask(MailsOfOrder { site, number }).await?;
        let query = view::of(&desk);
        let beside = journal.ask(Neighbours { site, filter: query.filter, sort: query.sort, number }).await?;
        Ok(Frame { desk, file, states, history, mails, beside })
    }

    /// The order again after `stop`, and why the form was not carried out. `typed` is what it says; what somebody else
    /// has changed meanwhile is put into it.
    pub(super) async fn refused(
        self,
        form: &mut Form,
        stop: Stop,
        step: Step,
        typed: &[Typed],
    ) -> Result<(Self, Trouble), PageError> {
        let stale = matches!(stop, Stop::Stale { .. });
        let mut trouble = Trouble::of(self.desk.lang(), stop, |field| self.label(field))?;
        let number = self.file.order.number.to_string();
        let frame = Frame::load(self.desk, &number).await?;
        if let (true, Ok(version)) = (stale, form.get("version").parse()) {
            trouble = trouble.explained(conflict::since(&frame, form, version, step, typed));
        }
        Ok((frame, trouble))
    }

    /// What stands above a field of these pages.
    pub(super) fn label(&self, field: &str) -> String {
        let lang = self.desk.lang();
        let by_hand = self.file.order.payment_method.confirmed_by_provider();
        let key = match field {
            "amount" => "payment-amount-received",
            "cheque_number" => "payment-cheque-number",
            "reference" => "payment-reference",
            "note" if by_hand => "payment-reason",
            "note" => "payment-note",
            "state" => "progress-state",
            "comment" => "progress-note",
            "issue_invoice" => "progress-generate-invoice",
            "word" => return ta(lang, "erasure-type-word", &[("word", t(lang, "erasure-word").into())]),
            _ => "cancellation-reason",
        };
        t(lang, key)
    }

    /// The order's address.
    pub(super) fn href(&self) -> String {
        format!("/desk/orders/{}", self.file.order.number)
    }

    /// What every form on these pages carries: its id, and the version it was filled in for.
    pub(super) fn form_marks(&self) -> Markup {
        html! {
            (request_id(&crate::token::new()))
            (hidden("version", &self.file.order.version.to_string()))
        }
    }

    /// Who did something, in words.
    pub(super) fn author(&self, actor: &str, name: Option<&str>) -> String {
        author(self.desk.lang(), actor, name)
    }

    /// Who did it, as the event itself says where nobody of the shop did.
    pub(super) fn author_of(&self, event: &EventRow, name: Option<&str>) -> String {
        if event.kind == "order.payment_reported" && name.is_none() {
            return t(self.desk.lang(), "actor-provider");
        }
        self.author(&event.actor, name)
    }

    /// The invoice that was issued with the last state.
    fn invoice_of_last_step(&self) -> Option<&str> {
        self.file.order.progress.last()?.invoice.as_deref()
    }

    /// The mail that tells of the order's event `version`.
    pub(super) fn mail_of(&self, version: i64) -> Option<&Mail> {
        self.mails.iter().find(|mail| mail.version == version)
    }

    /// The page around `body`.
    pub(super) fn page(&self, page: Page, title: &str, body: &Markup, trouble: Option<&Trouble>) -> Response {
        let content = html! {
            (self.way(page))
            (self.heading(page, title, trouble.is_none()))
            (self.head())
            (self.tabs(page))
            (trouble::summary(trouble))
            (body)
        };
        let mut shell = self.desk.shell(NavItem::Orders);
        shell.has_errors = trouble.is_some();
        if let Some(flash) = &mut shell.flash {
            if let ("progress-saved", Some(invoice)) = (flash.code, self.invoice_of_last_step()) {
                flash.text = ta(self.desk.lang(), "done-progress-invoiced", &[("number", invoice.into())]);
            }
            let order = &self.file.order;
            if flash.code == "payment-validated" && order.due_cents() > 0 {
                let due = amount(self.desk.lang(), order.due_cents(), order.currency);
                flash.text = ta(self.desk.lang(), "done-payment-part", &[("due", due.into())]);
            }
            mails::add_what_leaves(&self.desk, &self.mails, flash);
            undo::add_to_flash(self, flash);
        }
        let number = self.file.order.number.to_string();
        let full = format!("{title} – {}", ta(self.desk.lang(), "order-title", &[("number", number.into())]));
        (trouble::status(trouble), desk_page(&shell, &full, &content)).into_response()
    }

    /// A page that asks before `step` is taken, or says why it cannot be taken now. `ask` is what it asks.
    pub(super) fn question(
        &self,
        step: Step,
        title: &str,
        trouble: Option<&Trouble>,
        ask: impl FnOnce() -> Markup,
    ) -> Response {
        let lang = self.desk.lang();
        let body = match permit(step, &self.file.order) {
            Ok(()) => html! {
                section.section.step aria-labelledby="step" {
                    h2 #step { (t(lang, "question-consequences")) }
                    (ask())
                }
            },
            Err(refusal) => html! {
                @if trouble.is_none() {
                    (notice(lang, Tone::Info, &sentence::problem(lang, refusal.code(), &refusal.facts()), None))
                }
                div.buttons { (self.back_button()) }
            },
        };
        self.page(Page::Question, title, &body, trouble)
    }

    /// Before an order is given up: what was paid for it.
    pub(super) fn money_to_give_back(&self) -> Markup {
        let (lang, order) = (self.desk.lang(), &self.file.order);
        let received = amount(lang, order.received_cents(), order.currency);
        html! {
            @if order.received_cents() > 0 {
                (notice(lang, Tone::Attention, &ta(lang, "order-to-give-back", &[("amount", received.into())]), None))
            }
        }
    }

    /// Leaves such a page with nothing done.
    pub(super) fn back_button(&self) -> Markup {
        link_button("plain", &self.href(), &t(self.desk.lang(), "back"))
    }

    /// Back to the view one came from, and on to the orders beside this one, on the same page.
    fn way(&self, page: Page) -> Markup {
        let lang = self.desk.lang();
        let path = &self.desk.visitor.path;
        let there = |number: Option<i64>| {
            number.map(|number| format!("/desk/orders/{number}{}{}", page.path(), view::kept(path)))
        };
        let (previous, next) = (there(self.beside.previous), there(self.beside.next));
        let texts = ["order-previous", "order-next"].map(|key| t(lang, key));
        html! {
            div.way {
                p.back-link {
                    a href=(view::back(path, self.file.order.number)) { span aria-hidden="true" { "← " } (t(lang, "order-back")) }
                }
                (previous_next(
                    &t(lang, "order-beside"),
                    (previous.as_deref(), &texts[0]),
                    (next.as_deref(), &texts[1]),
                ))
            }
        }
    }

    /// The order, and which of its pages this is. A page that asks before something is done is read from here.
    fn heading(&self, page: Page, title: &str, calm: bool) -> Markup {
        let lang = self.desk.lang();
        let order = &self.file.order;
        let named = ta(lang, "order-title", &[("number", order.number.to_string().into())]);
        let asks = page == Page::Question && calm;
        html! {
            div.page-header {
                h1 tabindex=[asks.then_some("-1")] autofocus[asks] {
                    (named)
                    @if page != Page::Properties { span.page-of { span.wide-only { " – " } (title) } }
                }
                @if order.follow_up {
                    div.page-header-aside { (badge(Family::Flag, Family::Flag.glyph(), &t(lang, "column-follow-up"))) }
                }
            }
        }
    }

    fn head(&self) -> Markup {
        let lang = self.desk.lang();
        let order = &self.file.order;
        let total = amount(lang, order.total_cents, order.currency);
        let rows = [
            (t(lang, "order-customer"), html! { (customer_name(lang, &self.file.contact.customer.name)) }),
            (t(lang, "order-total"), html! { (total) }),
            (t(lang, "order-payment-status"), payment_badge(lang, order.payment_status())),
            (t(lang, "order-progress"), progress_badge(lang, order.progress_state(), &self.states)),
        ];
        let invoices = order.invoices.iter().map(|number| {
            let invoice = html! { a href={ "/desk/invoices/" (number) } { (number) } };
            (t(lang, "column-invoice"), invoice)
        });
        let rows: Vec<_> = rows.into_iter().chain(invoices).collect();
        let received = amount(lang, order.received_cents(), order.currency);
        html! {
            @if let Some(withdrawal) = &order.withdrawal {
                (notice(lang, Tone::Attention, &ta(lang, "order-withdrawn", &[("moment", moment_text(lang, &self.desk.local(withdrawal.at)).into())]), None))
            }
            @if order.payment_status() == PaymentStatus::Cancelled && order.received_cents() > 0 {
                (notice(lang, Tone::Attention, &ta(lang, "order-cancelled-received", &[("amount", received.into())]), None))
            }
            dl.facts { @for (key, value) in &rows { div { dt { (key) } dd { (value) } } } }
            @if let Some((event, name)) = self.history.last() {
                p.muted {
                    (t(lang, "order-changed-by")) " " (self.author_of(event, name.as_deref())) " " (t(lang, "order-changed-on")) " "
                    (moment(lang, &self.desk.local(event.at)))
                }
            }
        }
    }

    fn tabs(&self, current: Page) -> Markup {
        let lang = self.desk.lang();
        let tab = |page: Page, key: &str| Tab {
            href: format!("{}{}{}", self.href(), page.path(), view::kept(&self.desk.visitor.path)),
            text: t(lang, key),
            count: None,
            current: page == current,
        };
        tabs(
            &t(lang, "order-tabs"),
            &[
                tab(Page::Properties, "order-tab-summary"),
                tab(Page::Payment, "order-tab-payment"),
                tab(Page::Progress, "order-tab-progress"),
            ],
        )
    }
}
