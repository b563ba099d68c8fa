//! « Livraison »: how orders can travel, what that costs, and where to.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use journal::question::ShopSettings;
use journal::{Command, Stop};
use maud::{Markup, html};
use money::parse_amount;
use orders::{DeliveryMethod, Invalid, Offer, OfferChange, Text, code_of_label};

use super::{page_under, refused, settings_form, settings_page, version};
use crate::conflict::Words;
use crate::country;
use crate::desk::{amount, language, removal};
use crate::form::Form;
use crate::format;
use crate::html::{
    Field, Records, checkbox, column, empty_cell, folded, hidden, link_button, numeric_column, page_header,
};
use crate::i18n::{Lang, t};
use crate::offer::delivery_cost;
use crate::page::PageError;
use crate::rights::Right;
use crate::trouble::{self, Trouble};
use crate::visitor::Desk;

/// The ways to deliver, and a form for one more.
pub(crate) async fn list(desk: Desk) -> Result<Response, PageError> {
    desk.may(Right::SeeSettings)?;
    page(&desk, &Form::default(), None).await
}

async fn page(desk: &Desk, form: &Form, trouble: Option<&Trouble>) -> Result<Response, PageError> {
    let offer = desk.app().journal.ask(ShopSettings(desk.site.id)).await?.offer;
    let lang = desk.lang();
    let title = t(lang, "settings-deliveries");
    let served: Vec<String> = offer.countries.iter().map(|code| country::name(lang, code)).collect();
    let body = html! {
        (page_header(&title, None))
        (trouble::summary(trouble))
        @if desk.has(Right::ChangeSettings) {
            (folded(&t(lang, "delivery-new"), !form.pairs().is_empty(), &method_form(desk, form, false, trouble)))
        }
        (table(desk, &offer))
        section.section aria-labelledby="countries" {
            h2 #countries { (t(lang, "settings-countries")) }
            p { (served.join(", ")) }
            @if desk.has(Right::ChangeSettings) {
                p { (link_button("plain", "/desk/settings/countries", &t(lang, "settings-countries-change"))) }
            }
        }
    };
    Ok(settings_page(desk, &title, &body, trouble))
}

fn table(desk: &Desk, offer: &Offer) -> Markup {
    let lang = desk.lang();
    let money = |cents| amount(lang, cents, desk.site.currency);
    let columns = [
        column(t(lang, "delivery-label")),
        numeric_column(t(lang, "delivery-price")),
        numeric_column(t(lang, "delivery-free-from")),
        column(t(lang, "delivery-note")),
    ];
    let none = || empty_cell(&t(lang, "none-value"));
    let rows = offer.deliveries.iter().map(|method| {
        let note = method.note.get(language(lang));
        let label = method.label.get(language(lang));
        [
            html! { a href={ "/desk/settings/deliveries/" (method.code) } { (label) } },
            html! { (delivery_cost(lang, method.price_cents, money)) },
            method.free_from_cents.map_or_else(none, |cents| html! { (money(cents)) }),
            html! {
                @if note.is_empty() && !method.asks_pickup_point() { (none()) }
                (note)
                @if method.asks_pickup_point() { @if !note.is_empty() { " · " } (t(lang, "delivery-asks-point")) }
            },
        ]
    });
    Records::new(&t(lang, "settings-deliveries"), columns, rows).in_region()
}

/// One way's form.
pub(crate) async fn edit(desk: Desk, Path(code): Path<String>) -> Result<Response, PageError> {
    desk.may(Right::SeeSettings)?;
    let (method, form) = opened(&desk, &code).await?;
    Ok(edit_page(&desk, &method, &form, None))
}

/// A way as it is, and its form.
async fn opened(desk: &Desk, code: &str) -> Result<(DeliveryMethod, Form), PageError> {
    let version = version(desk).await?;
    let offer = desk.app().journal.ask(ShopSettings(desk.site.id)).await?.offer;
    let method = offer.delivery(code).cloned().ok_or_else(PageError::not_found)?;
    let exponent = desk.site.currency.exponent();
    let plain = |cents| format::plain_amount(desk.lang(), cents, exponent);
    let form = Form::of_pairs([
        ("code", method.code.clone()),
        ("label_fr", method.label.fr.clone()),
        ("label_en", method.label.en.clone()),
        ("note_fr", method.note.fr.clone()),
        ("note_en", method.note.en.clone()),
        ("price", plain(method.price_cents)),
        ("free_from", method.free_from_cents.map(plain).unwrap_or_default()),
        ("pickup_point", method.asks_pickup_point().to_string()),
    ]);
    Ok((method, form.opened_at(&version)))
}

fn edit_page(desk: &Desk, method: &DeliveryMethod, form: &Form, trouble: Option<&Trouble>) -> Response {
    let lang = desk.lang();
    let title = method.label.get(language(lang)).to_owned();
    let body = html! {
        (page_header(&title, None))
        (trouble::summary(trouble))
        (method_form(desk, form, true, trouble))
        @if desk.has(Right::ChangeSettings) {
            (removal::section(lang, "delivery", &format!("/desk/settings/deliveries/{}/removal", method.code)))
        }
    };
    page_under(desk, ("/desk/settings/deliveries", "settings-deliveries"), &title, &body, trouble)
}

fn method_form(desk: &Desk, form: &Form, known: bool, trouble: Option<&Trouble>) -> Markup {
    let lang = desk.lang();
    let names = ["code", "label_fr", "label_en", "note_fr", "note_en", "price", "free_from"];
    let labels = names.map(|name| label(lang, name));
    let wrong = names.map(|name| trouble::at(trouble, name));
    let field = |place: usize| {
        Field::new(lang, names[place], &labels[place]).value(form.get(names[place])).error(wrong[place].as_deref())
    };
    let hints = ["delivery-code-hint", "delivery-note-hint", "delivery-free-from-hint", "delivery-pickup-point-hint"]
        .map(|key| t(lang, key));
    let fields = html! {
        @if known { (hidden("code", form.get("code"))) (hidden("known", "true")) }
        (field(1))
        (field(2))
        (field(5).inputmode("decimal").size("short"))
        (field(6).hint(&hints[2]).inputmode("decimal").size("short").optional())
        (field(3).hint(&hints[1]).optional())
        (field(4).optional())
        (checkbox(&label(lang, "pickup_point"), "pickup_point", form.ticked("pickup_point"), Some(&hints[3])))
        @if !known { (field(0).hint(&hints[0]).optional().size("medium")) }
    };
    settings_form(desk, "/desk/settings/deliveries", known.then_some(form), &fields)
}

/// What stands above a field.
fn label(lang: Lang, field: &str) -> String {
    t(lang, &format!("delivery-{}", field.replace('_', "-")))
}

async fn is_there(desk: &Desk, code: &str) -> Result<bool, PageError> {
    Ok(desk.app().journal.ask(ShopSettings(desk.site.id)).await?.offer.delivery(code).is_some())
}

/// Adds a way to deliver, or changes one.
pub(crate) async fn save(desk: Desk, mut form: Form) -> Result<Response, PageError> {
    desk.may(Right::ChangeSettings)?;
    let lang = desk.lang();
    let offer = desk.app().journal.ask(ShopSettings(desk.site.id)).await?.offer;
    let trouble = match read(&form, code(&form, &offer), desk.site.currency.exponent()) {
        Err(faults) => Trouble::invalid(lang, faults, |field| label(lang, field)),
        Ok(method) => {
            let change = if form.ticked("known") { OfferChange::Deliver } else { OfferChange::AddDelivery };
            let command = Command::ChangeOffer(Box::new(change(method)));
            let words = Words { label: &|field| label(lang, field), said: &|_, value| value.to_owned() };
            match desk.app().journal.carry_out(desk.request(&form, command.clone())).await {
                Ok(_) => return Ok(Redirect::to("/desk/settings/deliveries?done=settings-saved").into_response()),
                Err(stop) if form.ticked("known") && is_there(&desk, form.get("code")).await? => {
                    let (_, now) = opened(&desk, form.get("code")).await?;
                    for field in ["price", "free_from"] {
                        form.tidy_amount(lang, field, desk.site.currency.exponent());
                    }
                    refused(&desk, &mut form, stop, &command, now, words).await?
                }
                // Somebody has removed it: what was typed can be added anew.
                Err(Stop::Stale { .. } | Stop::Missing(_)) => {
                    Trouble::said(lang, StatusCode::CONFLICT, t(lang, "settings-removed"))
                }
                Err(stop) => Trouble::of(lang, stop, words.label)?,
            }
        }
    };
    if form.ticked("known") && is_there(&desk, form.get("code")).await? {
        let (method, _) = opened(&desk, form.get("code")).await?;
        return Ok(edit_page(&desk, &method, &form, Some(&trouble)));
    }
    page(&desk, &form, Some(&trouble)).await
}

/// The code that was typed, or for a new way one that its label makes.
fn code(form: &Form, offer: &Offer) -> String {
    let typed = form.text("code");
    if !typed.is_empty() || form.ticked("known") {
        return typed;
    }
    code_of_label(form.get("label_fr"), |code| offer.delivery(code).is_some())
}

/// What was typed; how far it holds is the offer's to say.
fn read(form: &Form, code: String, exponent: u32) -> Result<DeliveryMethod, Vec<Invalid>> {
    let mut faults = Vec::new();
    let mut cents = |field: &str| {
        parse_amount(form.get(field), exponent).unwrap_or_else(|_| {
            faults.push(Invalid { field: field.to_owned(), code: "not_an_amount" });
            0
        })
    };
    let price_cents = cents("price");
    let free_from_cents = (!form.get("free_from").is_empty()).then(|| cents("free_from"));
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(DeliveryMethod {
        code,
        label: Text::new(form.get("label_fr"), form.get("label_en")),
        note: Text::new(form.get("note_fr"), form.get("note_en")),
        price_cents,
        free_from_cents,
        pickup_point: Some(form.ticked("pickup_point")),
    })
}

/// Offers a way no longer.
pub(crate) async fn remove(desk: Desk, Path(code): Path<String>, form: Form) -> Result<Response, PageError> {
    desk.may(Right::ChangeSettings)?;
    let command = Command::ChangeOffer(Box::new(OfferChange::StopDelivering(code)));
    match desk.app().journal.carry_out(desk.request(&form, command)).await {
        Ok(_) => Ok(Redirect::to("/desk/settings/deliveries?done=settings-saved").into_response()),
        Err(stop) => {
            page(&desk, &Form::default(), Some(&Trouble::of(desk.lang(), stop, |field| label(desk.lang(), field))?))
                .await
        }
    }
}
