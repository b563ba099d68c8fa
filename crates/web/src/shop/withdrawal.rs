//! « Renoncer au contrat ici »: the customer's right of withdrawal, for whoever can name the order and
//! its e-mail. Nobody learns here whether an order exists.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use invoices::Seller;
use journal::question::{BillingSettings, OrderByNumber, StatementOfOrder};
use journal::{Actor, Command, Outcome, Request, Stop};
use maud::{Markup, html};
use orders::{Order, Refusal, WithdrawalStatement, permit_withdrawal};
use subtle::ConstantTimeEq;

use super::Customer;
use crate::desk::language;
use crate::form::Form;
use crate::format::{date_grid, moment_text};
use crate::html::{Field, FieldKind, Tone, button_primary, definitions, link_button, notice, page_header, shop_page};
use crate::i18n::{Lang, t, ta};
use crate::mail::statement;
use crate::page::PageError;
use crate::sentence;
use crate::trouble::{self, Trouble};

/// That the right exists and where it is used: said before the purchase, above the button that orders.
pub(super) fn told(customer: &Customer) -> Markup {
    let lang = customer.lang();
    html! { p { (t(lang, "checkout-withdrawal")) " " (t(lang, "withdrawal-place")) } }
}

/// On the customer's page of an order: the way to withdraw while there is one, or that they have.
pub(super) fn of_order(customer: &Customer, order: &Order) -> Markup {
    let lang = customer.lang();
    let local = |at: jiff::Timestamp| at.to_zoned_datetime(customer.site.zone.clone());
    if let Some(withdrawal) = &order.withdrawal {
        let moment = moment_text(lang, &local(withdrawal.at));
        return notice(lang, Tone::Info, &ta(lang, "withdrawal-of-order", &[("moment", moment.into())]), None);
    }
    match permit_withdrawal(order, &local(customer.visitor.now)) {
        Ok(()) => {
            let href = customer.href(&format!("withdrawal?order={}", order.number));
            html! { div.section { (link_button("plain", &href, &t(lang, "shop-withdrawal"))) } }
        }
        Err(_) => html! {},
    }
}

/// The form; a link from an order's page has filled in its number. In the browser that placed it, who ordered is filled
/// in too, and nowhere else: a number can be guessed, and a link handed on.
pub(super) async fn show(customer: Customer) -> Result<Response, PageError> {
    let mut form = Form::of_query(&customer.visitor.path);
    if let Some(number) = customer.ordered.filter(|number| form.get("order") == number.to_string()) {
        let question = OrderByNumber { site: customer.site.id, number };
        let file = customer.app().journal.ask(question).await?.filter(|file| !file.order.contact_erased);
        if let Some(who) = file.map(|file| file.contact.customer) {
            form.set("name", &who.name);
            form.set("email", &who.email);
        }
    }
    let seller = seller(&customer).await?;
    Ok(form_page(&customer, &seller, &form, StatusCode::OK, None, None))
}

/// The statement, made by the button. What it says is answered on a page of its own.
pub(super) async fn withdraw(customer: Customer, form: Form) -> Result<Response, PageError> {
    let lang = customer.lang();
    let attempts = &customer.app().withdrawal_attempts;
    if !attempts.allow(&customer.site.name, form.get("order"), customer.visitor.address) {
        return Err(PageError::too_many());
    }
    let seller = seller(&customer).await?;
    let again = |status, trouble: Option<&Trouble>, said: Option<&str>| {
        Ok(form_page(&customer, &seller, &form, status, trouble, said))
    };
    let parsed = WithdrawalStatement::parse(form.get("name"), form.get("order"), form.get("email"), language(lang));
    let statement = match parsed {
        Ok(statement) => statement,
        Err(faults) => {
            return again(
                StatusCode::UNPROCESSABLE_ENTITY,
                Some(&Trouble::invalid(lang, faults, |field| label(lang, field))),
                None,
            );
        }
    };
    let request = Request {
        site: customer.site.id,
        actor: Actor::Customer,
        at: customer.visitor.now,
        id: None,
        expected_version: None,
        command: Command::Withdraw(Box::new(statement)),
    };
    match customer.app().journal.carry_out(request).await {
        Ok(done) => {
            let Outcome::Order(file) = done.outcome else { return Err(PageError::not_found()) };
            let number = file.order.number;
            let key = customer.app().secrets.withdrawal_link(customer.site.id, number);
            Ok(Redirect::to(&customer.href(&format!("withdrawal/{number}/{key}"))).into_response())
        }
        Err(Stop::Missing(_)) => again(StatusCode::UNPROCESSABLE_ENTITY, None, Some(&t(lang, "withdrawal-unmatched"))),
        Err(Stop::Refused(refusal)) => again(StatusCode::CONFLICT, None, Some(&refused(&customer, &refusal))),
        Err(stop) => Err(stop.into()),
    }
}

fn refused(customer: &Customer, refusal: &Refusal) -> String {
    let lang = customer.lang();
    let Refusal::WithdrawalPeriodOver { ended } = refusal else {
        return sentence::problem(lang, refusal.code(), &refusal.facts());
    };
    ta(lang, "problem-withdrawal-period-over", &[("ended", date_grid(lang, *ended).into())])
}

fn form_page(
    customer: &Customer,
    seller: &Seller,
    form: &Form,
    status: StatusCode,
    trouble: Option<&Trouble>,
    said: Option<&str>,
) -> Response {
    let lang = customer.lang();
    let title = t(lang, "withdrawal-title");
    let hints = ["withdrawal-order-hint", "withdrawal-email-hint"].map(|key| t(lang, key));
    let fields = ["name", "order", "email"];
    let labels = fields.map(|field| label(lang, field));
    let wrong = fields.map(|field| trouble::at(trouble, field));
    let body = html! {
        (page_header(&title, None))
        (trouble::summary(trouble))
        @if let Some(said) = said { div role="alert" tabindex="-1" autofocus { (notice(lang, Tone::Danger, said, None)) } }
        p.lead { (t(lang, "withdrawal-intro")) }
        form.form method="post" action=(customer.href("withdrawal")) {
            (Field::new(lang, "name", &labels[0]).value(form.get("name")).autocomplete("name").error(wrong[0].as_deref()))
            (Field::new(lang, "order", &labels[1]).value(form.get("order")).inputmode("numeric").autocomplete("off")
                .size("medium").hint(&hints[0]).error(wrong[1].as_deref()))
            (Field::new(lang, "email", &labels[2]).value(form.get("email")).kind(FieldKind::Email).autocomplete("email")
                .hint(&hints[1]).error(wrong[2].as_deref()))
            p { (t(lang, "withdrawal-declares")) }
            div.buttons { (button_primary(&t(lang, "withdrawal-confirm"))) }
        }
        (whom_to_write_to(customer, seller))
    };
    let mut shell = customer.shell(None);
    shell.has_errors = status != StatusCode::OK;
    (status, shop_page(&shell, &title, &body)).into_response()
}

/// What stands above a field.
fn label(lang: Lang, field: &str) -> String {
    t(lang, &format!("withdrawal-{field}"))
}

/// A withdrawal needs no form: the shop's address is always there.
fn whom_to_write_to(customer: &Customer, seller: &Seller) -> Markup {
    let town = format!("{} {}", seller.postal_code, seller.city);
    let lines = [&seller.name, &seller.line1, &seller.line2, town.trim(), &seller.phone];
    html! {
        section.section aria-labelledby="shop" {
            h2 #shop { (t(customer.lang(), "withdrawal-shop")) }
            address {
                @for line in lines.into_iter().filter(|line| !line.is_empty()) { (line) br; }
                @if !seller.email.is_empty() { a href={ "mailto:" (seller.email) } { (seller.email) } }
            }
        }
    }
}

async fn seller(customer: &Customer) -> Result<Seller, PageError> {
    Ok(customer.app().journal.ask(BillingSettings(customer.site.id)).await?.seller)
}

/// The acknowledgement: what was declared, and when it arrived. Its link is known to who declared it.
pub(super) async fn acknowledge(
    customer: Customer,
    Path((_, _, number, given)): Path<(String, String, String, String)>,
) -> Result<Markup, PageError> {
    let number: i64 = number.parse().map_err(|_| PageError::not_found())?;
    let (site, lang) = (customer.site.id, customer.lang());
    let key = customer.app().secrets.withdrawal_link(site, number);
    if !bool::from(key.as_bytes().ct_eq(given.as_bytes())) {
        return Err(PageError::not_found());
    }
    let journal = &customer.app().journal;
    let file = journal.ask(OrderByNumber { site, number }).await?.ok_or_else(PageError::not_found)?;
    let Some(withdrawal) = &file.order.withdrawal else { return Err(PageError::not_found()) };
    let declared = journal.ask(StatementOfOrder { site, number }).await?;
    let moment = moment_text(lang, &withdrawal.at.to_zoned_datetime(customer.site.zone.clone()));
    let title = t(lang, "withdrawal-received-title");
    let said = match &declared {
        Some((_, email)) => ta(lang, "withdrawal-received", &[("moment", moment.into()), ("email", email.into())]),
        None => ta(lang, "withdrawal-received-erased", &[("moment", moment.into())]),
    };
    let body = html! {
        (page_header(&title, None))
        (notice(lang, Tone::Success, &said, None))
        section.section aria-labelledby="declared" {
            h2 #declared { (t(lang, "withdrawal-content")) }
            p { (statement(lang, &customer.site, &file.order)) }
            @if let Some((name, email)) = declared {
                (definitions(&[(t(lang, "withdrawal-name"), name), (t(lang, "withdrawal-email"), email)]))
            }
        }
        p { (t(lang, "withdrawal-next")) }
    };
    Ok(shop_page(&customer.shell(None), &title, &body))
}
