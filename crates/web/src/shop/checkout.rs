//! From basket to order: one form, one recapitulation, one button that says what it means.

use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use catalog::Shortage;
use journal::{Actor, Command, Outcome, Request, Stop};
use maud::{Markup, html};
use orders::{Address, Door, Invalid, Placement, RawAddress, RawCustomer, RawDelivery, RawPlacement, Refusal};

use super::Customer;
use super::basket::{self, Row, emptied, goods_cents, rows};
use super::choices::{choices_of_form, so_far};
use super::{buyer, stock};
use crate::country;
use crate::desk::method_word;
use crate::form::Form;
use crate::html::{
    Field, FieldKind, NavItem, Tone, button, button_primary, definitions, fieldset, hidden, link_button, notice,
    page_header, request_id, select_field, shop_page, steps, table_region,
};
use crate::i18n::{Lang, t};
use crate::offer::{
    chosen_delivery, countries, delivery_cost, delivery_word, line, net_cents, point_field, point_fields, serves,
    takes, title,
};
use crate::page::PageError;
use crate::sentence;
use crate::trouble::{self, Trouble};

/// The fields of the first step, carried along unseen on the next.
const CONTACT_FIELDS: [&str; 9] =
    ["name", "email", "phone", "company", "line1", "line2", "postal_code", "city", "country"];

/// Says that the choices of the second step were in sight when a form was sent.
const ASKED: &str = "asked";

/// The fields of the second step.
fn choice_fields(customer: &Customer) -> Vec<String> {
    let own = ["delivery", "payment"].map(str::to_owned);
    own.into_iter().chain(point_fields(&customer.offer)).collect()
}

/// What was typed on another step, carried along unseen.
fn carried(form: &Form, names: &[impl AsRef<str>]) -> Markup {
    let typed =
        names.iter().map(|name| (name.as_ref(), form.get(name.as_ref()))).filter(|(_, value)| !value.is_empty());
    html! { @for (name, value) in typed { (hidden(name, value)) } }
}

/// The same, of both steps.
fn everything(customer: &Customer, form: &Form) -> Markup {
    html! { (carried(form, &CONTACT_FIELDS)) (carried(form, &choice_fields(customer))) }
}

/// A step is the answer to the one before, and holds what was typed: the visitor's own browser keeps it, so that
/// « back » leads to it again.
const KEPT: [(HeaderName, &str); 1] = [(CACHE_CONTROL, "private, no-cache")];

/// The form.
pub(super) async fn show(customer: Customer) -> Result<Response, PageError> {
    let rows = rows(&customer).await?;
    if rows.is_empty() {
        return Ok(Redirect::to(&customer.href("basket")).into_response());
    }
    if stock::shortage(customer.lang(), &rows).is_some() {
        return basket::short(&customer, &rows).await;
    }
    Ok(form_page(&customer, &Form::default(), None))
}

/// The first step: who, and where to.
fn form_page(customer: &Customer, form: &Form, trouble: Option<&Trouble>) -> Response {
    let lang = customer.lang();
    let body = html! {
        form.form method="post" action=(customer.href("checkout")) {
            (carried(form, &choice_fields(customer)))
            (contact_fields(customer, form, trouble))
            div.buttons { (button_primary(&t(lang, "continue"))) }
        }
    };
    step_page(customer, 0, &t(lang, "checkout-title"), &body, trouble)
}

/// The second step: how it travels, and how it is paid.
fn choices_page(customer: &Customer, form: &Form, rows: &[Row], trouble: Option<&Trouble>) -> Response {
    let lang = customer.lang();
    let body = html! {
        form.form method="post" action=(customer.href("checkout")) {
            (carried(form, &CONTACT_FIELDS))
            (hidden(ASKED, "true"))
            (choices_of_form(customer, form, goods_cents(rows), trouble))
            (so_far(customer, form, goods_cents(rows)))
            div.buttons {
                (button_primary(&t(lang, "continue")))
                (button("link", Some(("step", "contact")), &t(lang, "checkout-back-to-contact")))
            }
        }
    };
    step_page(customer, 1, &t(lang, "checkout-step-delivery"), &body, trouble)
}

fn step_page(customer: &Customer, step: usize, title: &str, body: &Markup, trouble: Option<&Trouble>) -> Response {
    let content = html! {
        (page_header(title, None))
        (progress(customer, step))
        (trouble::summary(trouble))
        (body)
    };
    let mut shell = customer.shell(Some(NavItem::Basket));
    shell.has_errors = trouble.is_some();
    (trouble::status(trouble), KEPT, shop_page(&shell, title, &content)).into_response()
}

fn progress(customer: &Customer, current: usize) -> Markup {
    let lang = customer.lang();
    let names = ["checkout-step-contact", "checkout-step-delivery", "checkout-step-recap"].map(|key| t(lang, key));
    steps(&t(lang, "checkout-steps"), &[(&names[0], None), (&names[1], None), (&names[2], None)], current)
}

fn contact_fields(customer: &Customer, form: &Form, trouble: Option<&Trouble>) -> Markup {
    let lang = customer.lang();
    let fields = [
        ("name", "name", FieldKind::Text, true),
        ("email", "email", FieldKind::Email, true),
        ("phone", "tel", FieldKind::Tel, false),
        ("company", "organization", FieldKind::Text, false),
        ("line1", "address-line1", FieldKind::Text, true),
        ("line2", "address-line2", FieldKind::Text, false),
        ("postal_code", "postal-code", FieldKind::Text, true),
        ("city", "address-level2", FieldKind::Text, true),
    ];
    let hints = ["checkout-email-hint", "checkout-phone-hint"].map(|key| t(lang, key));
    let field = |(name, token, kind, required): (&str, &str, FieldKind, bool)| {
        let (label, wrong) = (label(lang, name), trouble::at(trouble, name));
        let field = Field::new(lang, name, &label).value(form.get(name)).kind(kind).autocomplete(token);
        let field = match name {
            "email" => field.hint(&hints[0]),
            "phone" => field.hint(&hints[1]),
            "postal_code" => field.size("short"),
            _ => field,
        };
        let field = field.error(wrong.as_deref());
        if required {
            html! { (field) }
        } else {
            html! { (field.optional()) }
        }
    };
    let (of_country, wrong) = (label(lang, "country"), trouble::at(trouble, "country"));
    let first = customer.offer.countries.first().map(String::as_str).unwrap_or_default();
    let country = if form.get("country").is_empty() { first } else { form.get("country") };
    let country =
        Field::new(lang, "country", &of_country).value(country).error(wrong.as_deref()).autocomplete("country");
    let body = html! {
        @for entry in fields { (field(entry)) }
        (select_field(&country.size("medium"), &countries(lang, &customer.offer)))
    };
    fieldset(&t(lang, "checkout-step-contact"), &body)
}

/// What stands above a field, here and where the desk enters an order.
pub(crate) fn label(lang: Lang, field: &str) -> String {
    let key = match field {
        "line1" => "checkout-address",
        "line2" => "checkout-address-more",
        "postal_code" => "checkout-postcode",
        "delivery" => "checkout-delivery-method",
        "payment" => "checkout-payment-method",
        field if field.starts_with("pickup_point") => "checkout-pickup-point",
        field => return t(lang, &format!("checkout-{field}")),
    };
    t(lang, key)
}

/// Goes on: to the choices, then to the recapitulation; back to whatever does not hold.
pub(super) async fn advance(customer: Customer, form: Form) -> Result<Response, PageError> {
    let rows = rows(&customer).await?;
    if rows.is_empty() {
        return Ok(Redirect::to(&customer.href("basket")).into_response());
    }
    match form.get("step") {
        "contact" => return Ok(form_page(&customer, &form, None)),
        "delivery" => return Ok(choices_page(&customer, &form, &rows, None)),
        _ => {}
    }
    if let Some(said) = stock::shortage(customer.lang(), &rows) {
        let trouble = stock::trouble(&customer, said);
        return Ok(if form.get(ASKED).is_empty() {
            form_page(&customer, &form, Some(&trouble))
        } else {
            choices_page(&customer, &form, &rows, Some(&trouble))
        });
    }
    match read(&customer, &form, &rows, "recap") {
        Ok(placement) => Ok(recap_page(&customer, &form, &rows, &placement, None, StatusCode::OK)),
        Err(faults) => Ok(correct(&customer, &form, &rows, faults)),
    }
}

/// The step at which the first thing is that does not hold. A choice that was not asked for yet is no mistake.
fn correct(customer: &Customer, form: &Form, rows: &[Row], faults: Vec<Invalid>) -> Response {
    let lang = customer.lang();
    let invalid = |faults| Trouble::invalid(lang, faults, |field| label(lang, field));
    let (contact, choices): (Vec<_>, Vec<_>) =
        faults.into_iter().partition(|fault| CONTACT_FIELDS.contains(&fault.field.as_str()));
    if !contact.is_empty() {
        return form_page(customer, form, Some(&invalid(contact)));
    }
    let asked = [ASKED, "delivery", "payment"].into_iter().any(|name| !form.get(name).is_empty());
    choices_page(customer, form, rows, asked.then(|| invalid(choices)).as_ref())
}

/// The recapitulation: goods, price, delivery, withdrawal, and then the button.
fn recap_page(
    customer: &Customer,
    form: &Form,
    rows: &[Row],
    placement: &Placement,
    refused: Option<&str>,
    status: StatusCode,
) -> Response {
    let lang = customer.lang();
    let title = t(lang, "checkout-step-recap");
    let who = &placement.contact.customer;
    let mut facts = vec![
        (t(lang, "order-customer"), who.name.clone()),
        (t(lang, "order-email"), who.email.clone()),
        (t(lang, "checkout-phone"), who.phone.clone()),
        (t(lang, "checkout-company"), who.company.clone()),
        (t(lang, "order-delivery-address"), in_a_line(lang, &placement.contact.delivery)),
        (t(lang, "order-delivery-method"), placement.delivery.method.clone()),
        (t(lang, "order-pickup-point"), placement.delivery.pickup_point.clone()),
        (t(lang, "order-payment-method"), method_word(lang, placement.payment_method)),
    ];
    facts.retain(|(_, text)| !text.is_empty());
    let body = html! {
        (page_header(&title, None))
        (progress(customer, 2))
        @if let Some(refused) = refused {
            div role="alert" tabindex="-1" autofocus { (notice(lang, Tone::Danger, refused, Some(&link_button("plain", &customer.href("basket"), &t(lang, "shop-basket"))))) }
        }
        (definitions(&facts))
        (ways_back(customer, form))
        (goods(customer, rows, placement))
        h2 { (t(lang, "checkout-withdrawal-title")) }
        (super::withdrawal::told(customer))
        p { a href=(customer.href("legal/terms")) { (t(lang, "legal-terms")) } }
        form method="post" action=(customer.href("orders")) {
            (request_id(if form.get("request-id").is_empty() { crate::token::new() } else { form.text("request-id") }.as_str()))
            (everything(customer, form))
            div.buttons { (button_primary(&t(lang, "checkout-place"))) }
        }
    };
    let mut shell = customer.shell(Some(NavItem::Basket));
    shell.has_errors = refused.is_some();
    (status, KEPT, shop_page(&shell, &title, &body)).into_response()
}

/// Where it goes, in a line.
pub(super) fn in_a_line(lang: Lang, address: &Address) -> String {
    let town = format!("{} {}", address.postal_code, address.city);
    let country = country::name(lang, &address.country);
    let lines = [&address.line1, &address.line2, town.trim(), &country];
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Back to what was typed or chosen, with all of it kept.
fn ways_back(customer: &Customer, form: &Form) -> Markup {
    let lang = customer.lang();
    html! {
        form method="post" action=(customer.href("checkout")) {
            (everything(customer, form))
            div.buttons {
                (button("link", Some(("step", "contact")), &t(lang, "checkout-change-contact")))
                (button("link", Some(("step", "delivery")), &t(lang, "checkout-change-delivery")))
            }
        }
    }
}

fn goods(customer: &Customer, rows: &[Row], placement: &Placement) -> Markup {
    let lang = customer.lang();
    let table = html! {
        table {
            caption { (t(lang, "checkout-recap-goods")) }
            thead { tr {
                th scope="col" { (t(lang, "line-product")) }
                th.numeric scope="col" { (t(lang, "line-quantity")) }
                th.numeric scope="col" { (t(lang, "line-total")) }
            } }
            tbody {
                @for row in rows {
                    tr {
                        th scope="row" { (title(lang, &row.product)) }
                        td.numeric { (row.units) }
                        td.numeric { (customer.money(row.total_cents())) }
                    }
                }
                tr {
                    th scope="row" { (t(lang, "basket-delivery")) }
                    td.numeric {}
                    td.numeric { (delivery_cost(lang, placement.delivery.price_cents, |cents| customer.money(cents))) }
                }
            }
            tfoot { tr {
                th scope="row" colspan="2" { (t(lang, "basket-total")) }
                td.numeric {
                    strong { (customer.money(placement.total_cents)) }
                    @if customer.net_prices || !placement.contact.customer.company.is_empty() {
                        br; span.muted { (customer.net(net_cents(placement))) }
                    }
                }
            } }
        }
    };
    debug_assert_eq!(goods_cents(rows) + placement.delivery.price_cents, placement.total_cents);
    table_region(&t(lang, "checkout-recap-goods"), &table)
}

/// The order that the form asks for, at the catalogue's prices of this moment.
fn read(customer: &Customer, form: &Form, rows: &[Row], reference: &str) -> Result<Placement, Vec<Invalid>> {
    let mut faults = Vec::new();
    let mut add = |field: &str, code| faults.push(Invalid { field: field.to_owned(), code });
    for field in ["email", "line1", "postal_code", "city"] {
        if form.get(field).is_empty() {
            add(field, "required");
        }
    }
    if let Err(Invalid { field, code }) = chosen_delivery(&customer.offer, form) {
        add(&field, code);
    }
    if !serves(&customer.offer, form.get("country")) {
        add("country", "choice");
    }
    if !takes(&customer.offer, form.get("payment")) {
        add("payment", "choice");
    }
    let door = Door {
        currency: customer.site.currency,
        language: customer.site.language,
        delivery_vat_rate: customer.site.vat_rate,
        now: customer.visitor.now,
        max_lines: orders::MAX_LINES,
        shortage: Shortage::Refuse,
    };
    let parsed = Placement::parse(unchecked(customer, form, rows, reference), &door);
    for fault in parsed.as_ref().err().into_iter().flatten() {
        let field = field_of(&fault.field, form);
        if !faults.iter().any(|known| known.field == field) {
            faults.push(Invalid { field, code: fault.code });
        }
    }
    // A summary reads like the form.
    let place = |fault: &Invalid| CONTACT_FIELDS.iter().position(|name| *name == fault.field);
    faults.sort_by_key(|fault| place(fault).unwrap_or(CONTACT_FIELDS.len()));
    if faults.is_empty() { parsed } else { Err(faults) }
}

/// The form's field of a field of the order: the form has no groups, and both addresses are the same fields.
fn field_of(path: &str, form: &Form) -> String {
    match path.rsplit('.').next().unwrap_or_default() {
        "pickup_point" => point_field(form.get("delivery")),
        "payment_method" => "payment".to_owned(),
        field => field.to_owned(),
    }
}

/// What was typed and what is in the basket, as an order that nobody has checked.
fn unchecked(customer: &Customer, form: &Form, rows: &[Row], reference: &str) -> RawPlacement {
    let lang = customer.lang();
    let delivery = chosen_delivery(&customer.offer, form).ok();
    let address = RawAddress {
        name: form.text("name"),
        line1: form.text("line1"),
        line2: form.text("line2"),
        postal_code: form.text("postal_code"),
        city: form.text("city"),
        country: form.text("country"),
    };
    RawPlacement {
        source: "storefront".to_owned(),
        source_order_id: reference.to_owned(),
        language: Some(lang.code().to_owned()),
        customer: RawCustomer {
            name: form.text("name"),
            email: form.text("email"),
            phone: form.text("phone"),
            company: form.text("company"),
            ..RawCustomer::default()
        },
        billing: address.clone(),
        delivery_address: address,
        delivery: RawDelivery {
            method: delivery.as_ref().map(|(method, _)| delivery_word(lang, method)).unwrap_or_default(),
            price_cents: delivery.as_ref().map_or(0, |(method, _)| method.price_for(goods_cents(rows))),
            pickup_point: delivery.map(|(_, point)| point).unwrap_or_default(),
            vat_rate: None,
        },
        payment_method: form.text("payment"),
        lines: rows.iter().map(|row| line(lang, &row.product, row.units)).collect(),
        ..RawPlacement::default()
    }
}

/// Places the order: twice the same form is the same order.
pub(super) async fn place(customer: Customer, jar: CookieJar, form: Form) -> Result<Response, PageError> {
    let Some(reference) = form.request_id() else { return Err(PageError::unprocessable("invalid")) };
    let rows = rows(&customer).await?;
    if rows.is_empty() {
        // The basket was emptied by the order that this form has placed already, or by hand.
        return Ok(Redirect::to(&customer.href("basket")).into_response());
    }
    let placement = match read(&customer, &form, &rows, &reference) {
        Ok(placement) => placement,
        Err(faults) => return Ok(correct(&customer, &form, &rows, faults)),
    };
    let request = Request {
        site: customer.site.id,
        actor: Actor::Customer,
        at: customer.visitor.now,
        id: None,
        expected_version: None,
        command: Command::Place(Box::new(placement.clone())),
    };
    match customer.app().journal.carry_out(request).await {
        Ok(done) => {
            let Outcome::Placed { file, .. } = done.outcome else { return Err(PageError::not_found()) };
            let page = super::order::href(&customer, file.order.number);
            let jar = emptied(jar).add(buyer::cookie(&customer, file.order.number));
            Ok((jar, Redirect::to(&format!("{page}?thanks=1"))).into_response())
        }
        Err(Stop::Refused(refusal)) => {
            let text = if let Refusal::OutOfStock { sku, left, .. } = &refusal {
                stock::refused(customer.lang(), &rows, sku, *left)
            } else {
                sentence::problem(customer.lang(), refusal.code(), &refusal.facts())
            };
            Ok(recap_page(&customer, &form, &rows, &placement, Some(&text), StatusCode::CONFLICT))
        }
        Err(stop) => Err(stop.into()),
    }
}
