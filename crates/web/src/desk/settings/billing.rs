//! « Propriétés de facturation »: who sells, and which number comes next.

use ::invoices::{Buyer, Invoice, InvoiceLine, LineKind, Seller, Series, SeriesKind};
use axum::response::{IntoResponse, Redirect, Response};
use journal::Command;
use journal::question::{Billing, BillingSettings, SeriesState, SettingsChanges};
use maud::{Markup, html};
use orders::{Address, Customer, Invalid, PaymentMethod};

use super::{CHANGES_SHOWN, changes, page_under, refused, settings_form, settings_page, version};
use crate::conflict::Words;
use crate::country;
use crate::desk::{invoices, language};
use crate::form::Form;
use crate::format;
use crate::html::{Field, Tone, choices, definitions, link_button, notice, page_header, select_field, textarea};
use crate::i18n::{Lang, t, ta};
use crate::page::PageError;
use crate::rights::Right;
use crate::trouble::{self, Trouble};
use crate::visitor::Desk;

/// What saving it is called in the journal.
const KIND: &str = "site.seller_saved";

pub(crate) async fn show(desk: Desk) -> Result<Response, PageError> {
    desk.may(Right::SeeSettings)?;
    let (billing, form) = opened(&desk).await?;
    page(&desk, &billing, &form, None).await
}

/// The settings as they are, and their form.
async fn opened(desk: &Desk) -> Result<(Billing, Form), PageError> {
    let version = version(desk).await?;
    let billing = desk.app().journal.ask(BillingSettings(desk.site.id)).await?;
    let form = Form::of_pairs(billing.seller.texts().map(|(name, value)| (name, value.to_owned())));
    Ok((billing, form.opened_at(&version)))
}

pub(crate) async fn save(desk: Desk, mut form: Form) -> Result<Response, PageError> {
    desk.may(Right::ChangeSettings)?;
    let lang = desk.lang();
    let label = |field: &str| label(lang, field);
    let trouble = match read(&form).check() {
        Ok(seller) => {
            let command = Command::SaveSeller(Box::new(seller));
            match desk.app().journal.carry_out(desk.request(&form, command.clone())).await {
                Ok(_) => return Ok(Redirect::to("/desk/settings/billing?done=settings-saved").into_response()),
                Err(stop) => {
                    let said = |field: &str, value: &str| {
                        if field == "country" { country::name(lang, value) } else { value.to_owned() }
                    };
                    let (_, now) = opened(&desk).await?;
                    let words = Words { label: &label, said: &said };
                    refused(&desk, &mut form, stop, &command, now, words).await?
                }
            }
        }
        Err(faults) => {
            let faults = faults.into_iter().map(|fault| Invalid { field: fault.field.to_owned(), code: fault.code });
            Trouble::invalid(desk.lang(), faults.collect(), label)
        }
    };
    let billing = desk.app().journal.ask(BillingSettings(desk.site.id)).await?;
    page(&desk, &billing, &form, Some(&trouble)).await
}

/// A code in small letters is one all the same; anything else stays as it was typed.
fn country(typed: &str) -> String {
    if typed.len() == 2 { typed.to_uppercase() } else { typed.to_owned() }
}

fn read(form: &Form) -> Seller {
    Seller {
        name: form.text("name"),
        legal_form: form.text("legal_form"),
        line1: form.text("line1"),
        line2: form.text("line2"),
        postal_code: form.text("postal_code"),
        city: form.text("city"),
        country: country(form.get("country")),
        siren: form.get("siren").replace(char::is_whitespace, ""),
        vat_id: form.text("vat_id"),
        rcs: form.text("rcs"),
        capital: form.text("capital"),
        email: form.text("email"),
        phone: form.text("phone"),
        payment_terms: form.text("payment_terms"),
        penalties: form.text("penalties"),
        footer: form.text("footer"),
    }
}

async fn page(desk: &Desk, billing: &Billing, form: &Form, trouble: Option<&Trouble>) -> Result<Response, PageError> {
    let question = SettingsChanges { site: desk.site.id, kind: Some(KIND), before: None, limit: CHANGES_SHOWN };
    let changes = desk.app().journal.ask(question).await?;
    let entries = changes::entries(desk, &changes).await?;
    let lang = desk.lang();
    let title = t(lang, "settings-billing");
    let missing: Vec<String> = billing.seller.missing().iter().map(|field| label(lang, field)).collect();
    let body = html! {
        (page_header(&title, None))
        (trouble::summary(trouble))
        (series(desk, &billing.series))
        @if !missing.is_empty() {
            (notice(lang, Tone::Attention, &ta(lang, "billing-missing", &[("fields", missing.join(", ").into())]), None))
        }
        (seller_form(desk, &billing.seller, form, trouble))
        @if !changes.is_empty() {
            section.section aria-labelledby="changes" {
                h2 #changes { (t(lang, "billing-changes")) }
                (entries)
            }
        }
    };
    Ok(settings_page(desk, &title, &body, trouble))
}

/// The next number, as it would be given now.
fn series(desk: &Desk, state: &SeriesState) -> Markup {
    let lang = desk.lang();
    let series = Series { kind: SeriesKind::Invoice, last: state.last, last_date: state.last_date };
    let (next, _) = series.next(desk.local(desk.visitor.now).date());
    let mut rows = vec![(t(lang, "settings-billing-next-number"), next.to_string())];
    rows.push((t(lang, "billing-format"), t(lang, "billing-format-text")));
    if state.taken_over > 0 {
        let since = format::date_grid(lang, desk.local(state.taken_over_at).date());
        let args = [("number", state.taken_over.to_string().into()), ("since", since.into())];
        rows.push((t(lang, "billing-series"), ta(lang, "billing-taken-over", &args)));
    }
    html! {
        (definitions(&rows))
        @if let Some((number, date)) = &state.first {
            @let args = [("number", number.into()), ("date", format::date_grid(lang, *date).into())];
            p.hint { (ta(lang, "billing-locked", &args)) }
        }
        p { (link_button("plain", "/desk/settings/billing/specimen", &t(lang, "billing-specimen"))) }
    }
}

/// What a browser may know of the shop.
fn token(field: &str) -> Option<&'static str> {
    match field {
        "name" => Some("organization"),
        "line1" => Some("address-line1"),
        "line2" => Some("address-line2"),
        "postal_code" => Some("postal-code"),
        "city" => Some("address-level2"),
        "country" => Some("country"),
        "email" => Some("email"),
        "phone" => Some("tel"),
        _ => None,
    }
}

/// What stands above a field.
fn label(lang: Lang, field: &str) -> String {
    t(lang, &format!("seller-field-{}", field.replace('_', "-")))
}

fn seller_form(desk: &Desk, seller: &Seller, form: &Form, trouble: Option<&Trouble>) -> Markup {
    let lang = desk.lang();
    let none = [(String::new(), t(lang, "none-value"))];
    let named = country::by_name(lang).into_iter().map(|(code, name)| (code.to_owned(), name));
    let countries = choices(none.into_iter().chain(named));
    let fields = seller.texts().map(|(name, _)| {
        let label = label(lang, name);
        let wrong = trouble::at(trouble, name);
        let field = Field::new(lang, name, &label).value(form.get(name)).error(wrong.as_deref());
        let field = match token(name) {
            Some(token) => field.autocomplete(token),
            None => field,
        };
        let remark = remark(lang, name);
        let field = match &remark {
            Some(remark) if name != "name" => field.remark(remark),
            Some(_) => field,
            None => field.optional(),
        };
        match name {
            "payment_terms" | "penalties" | "footer" => textarea(&field, 4),
            "country" => select_field(&field.size("medium"), &countries),
            "siren" | "postal_code" => html! { (field.size("short")) },
            _ => html! { (field) },
        }
    });
    let fields = html! {
        p.hint { (t(lang, "billing-frozen")) }
        @for field in fields { (field) }
    };
    settings_form(desk, "/desk/settings/billing", Some(form), &fields)
}

/// Who asks for a field: the law of everybody, of companies, or between businesses. The form takes it empty all the same.
fn remark(lang: Lang, field: &str) -> Option<String> {
    let key = match field {
        "name" | "line1" | "postal_code" | "city" | "siren" => "seller-asked",
        "vat_id" => "seller-asked-vat",
        "legal_form" | "rcs" | "capital" => "seller-asked-companies",
        "payment_terms" | "penalties" => "seller-asked-businesses",
        _ => return None,
    };
    Some(t(lang, key))
}

/// An invoice that is none: what the next one will look like, without a number of the series.
pub(crate) async fn specimen(desk: Desk) -> Result<Response, PageError> {
    desk.may(Right::SeeSettings)?;
    let seller = desk.app().journal.ask(BillingSettings(desk.site.id)).await?.seller;
    let lang = desk.lang();
    let title = t(lang, "billing-specimen");
    let invoice = sample(&desk, seller);
    let body = html! {
        (notice(lang, Tone::Attention, &t(lang, "billing-specimen-text"), None))
        (invoices::document(&invoice))
    };
    Ok(page_under(&desk, ("/desk/settings/billing", "settings-billing"), &title, &body, None))
}

fn sample(desk: &Desk, seller: Seller) -> Invoice {
    let lang = desk.lang();
    let rate = desk.site.vat_rate;
    let prices = [(LineKind::Goods, "specimen-goods", 2, 2_490), (LineKind::Delivery, "specimen-delivery", 1, 590)];
    let line = |(kind, title, quantity, unit_price_cents): (LineKind, &str, i64, i64)| InvoiceLine {
        kind,
        sku: String::new(),
        title: t(lang, title),
        quantity,
        unit_price_cents,
        vat_rate: rate,
        gross_cents: quantity * unit_price_cents,
        net_cents: 0,
    };
    let mut lines = prices.map(line).to_vec();
    let vat = money::vat_table(&lines.iter().map(|line| (line.gross_cents, line.vat_rate)).collect::<Vec<_>>());
    for (line, net_cents) in lines.iter_mut().zip(&vat.line_nets) {
        line.net_cents = *net_cents;
    }
    let address = Address { name: t(lang, "specimen-customer"), country: seller.country.clone(), ..Address::default() };
    let customer = Customer { name: address.name.clone(), ..Customer::default() };
    Invoice {
        number: t(lang, "specimen-number"),
        date: desk.today(),
        order: 1,
        order_date: desk.today(),
        language: language(lang),
        currency: desk.site.currency,
        seller,
        buyer: Buyer { customer, billing: address.clone(), delivery: address },
        lines,
        vat,
        payment_method: PaymentMethod::Transfer,
        received_cents: 0,
    }
}
