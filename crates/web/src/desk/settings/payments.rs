//! « Moyens de paiement »: what customers can pay with, and the account that transfers go to.

use axum::response::{IntoResponse, Redirect, Response};
use journal::Command;
use journal::question::ShopSettings;
use maud::html;
use orders::{Offer, OfferChange, PaymentMethod};

use super::{refused, settings_form, settings_page, version};
use crate::conflict::Words;
use crate::desk::method_word;
use crate::form::Form;
use crate::format;
use crate::html::{Field, checkbox, page_header};
use crate::i18n::{Lang, t};
use crate::page::PageError;
use crate::rights::Right;
use crate::trouble::{self, Trouble};
use crate::visitor::Desk;

pub(crate) async fn show(desk: Desk) -> Result<Response, PageError> {
    desk.may(Right::SeeSettings)?;
    Ok(page(&desk, &opened(&desk).await?, None))
}

async fn opened(desk: &Desk) -> Result<Form, PageError> {
    let version = version(desk).await?;
    let Offer { payments, iban, bic, .. } = desk.app().journal.ask(ShopSettings(desk.site.id)).await?.offer;
    let mut form = Form::of_pairs([("iban", format::iban(&iban)), ("bic", bic)]);
    for method in Offer::PAYABLE {
        form.push(&name_of(method), &payments.contains(&method).to_string());
    }
    Ok(form.opened_at(&version))
}

/// The name of a means' box.
fn name_of(method: PaymentMethod) -> String {
    format!("payment-{}", method.code())
}

fn page(desk: &Desk, form: &Form, trouble: Option<&Trouble>) -> Response {
    let lang = desk.lang();
    let title = t(lang, "settings-payments");
    let wrong = ["payments", "iban", "bic"].map(|name| trouble::at(trouble, name));
    let wrong_id = wrong[0].as_ref().map(|_| "field-payments-error");
    let labels = ["iban", "bic"].map(|name| label(lang, name));
    let hint = t(lang, "settings-iban-hint");
    let fields = html! {
        fieldset.group #field-payments tabindex="-1" aria-describedby=[wrong_id] {
            legend { (label(lang, "payments")) }
            @if let Some(wrong) = &wrong[0] { p.field-error #field-payments-error { (wrong) } }
            @for method in Offer::PAYABLE {
                (checkbox(&method_word(lang, method), &name_of(method), form.ticked(&name_of(method)), None))
            }
        }
        (Field::new(lang, "iban", &labels[0]).value(form.get("iban")).error(wrong[1].as_deref()).hint(&hint)
            .autocomplete("off").optional())
        (Field::new(lang, "bic", &labels[1]).value(form.get("bic")).error(wrong[2].as_deref()).size("medium")
            .autocomplete("off").optional())
        p.hint { (t(lang, "settings-payments-hint")) }
    };
    let body = html! {
        (page_header(&title, None))
        (trouble::summary(trouble))
        (settings_form(desk, "/desk/settings/payments", Some(form), &fields))
    };
    settings_page(desk, &title, &body, trouble)
}

/// What stands above a field.
fn label(lang: Lang, field: &str) -> String {
    let method = Offer::PAYABLE.into_iter().find(|method| name_of(*method) == field);
    match (field, method) {
        (_, Some(method)) => method_word(lang, method),
        ("payments", None) => t(lang, "settings-payments-offered"),
        (field, None) => t(lang, &format!("settings-{field}")),
    }
}

pub(crate) async fn save(desk: Desk, mut form: Form) -> Result<Response, PageError> {
    desk.may(Right::ChangeSettings)?;
    let bare = |name: &str| form.get(name).replace(char::is_whitespace, "").to_uppercase();
    let payments = Offer::PAYABLE.into_iter().filter(|method| form.ticked(&name_of(*method))).collect();
    let change = OfferChange::Take { payments, iban: bare("iban"), bic: bare("bic") };
    let command = Command::ChangeOffer(Box::new(change));
    match desk.app().journal.carry_out(desk.request(&form, command.clone())).await {
        Ok(_) => Ok(Redirect::to("/desk/settings/payments?done=settings-saved").into_response()),
        Err(stop) => {
            let words = Words { label: &|field| label(desk.lang(), field), said: &|_, value| value.to_owned() };
            let now = opened(&desk).await?;
            let trouble = refused(&desk, &mut form, stop, &command, now, words).await?;
            Ok(page(&desk, &form, Some(&trouble)))
        }
    }
}
