//! « Propriétés de facturation »: who sells, and which number comes next.

use axum::response::{IntoResponse, Redirect, Response};
use invoices::{Seller, Series, SeriesKind};
use journal::Command;
use journal::question::{Billing, BillingSettings, SeriesState};
use maud::{Markup, html};
use orders::Invalid;

use crate::form::Form;
use crate::format;
use crate::html::{
    Field, NavItem, Tone, button_primary, definitions, desk_page, notice, page_header, request_id, textarea,
};
use crate::i18n::{t, ta};
use crate::page::PageError;
use crate::rights::Right;
use crate::trouble::{self, Trouble};
use crate::visitor::Desk;

pub(crate) async fn show(desk: Desk) -> Result<Response, PageError> {
    desk.may(Right::SeeSettings)?;
    let billing = desk.app().journal.ask(BillingSettings(desk.site.id)).await?;
    Ok(page(&desk, &billing, &billing.seller, None))
}

pub(crate) async fn save(desk: Desk, form: Form) -> Result<Response, PageError> {
    desk.may(Right::ChangeSettings)?;
    let typed = read(&form);
    let seller = match typed.clone().check() {
        Ok(seller) => seller,
        Err(faults) => {
            let faults = faults.into_iter().map(|fault| Invalid { field: fault.field.to_owned(), code: fault.code });
            let trouble = Trouble::invalid(desk.lang(), faults.collect());
            let billing = desk.app().journal.ask(BillingSettings(desk.site.id)).await?;
            return Ok(page(&desk, &billing, &typed, Some(&trouble)));
        }
    };
    desk.app().journal.carry_out(desk.request(&form, Command::SaveSeller(Box::new(seller)))).await?;
    Ok(Redirect::to("/desk/settings/billing?done=settings-saved").into_response())
}

fn read(form: &Form) -> Seller {
    Seller {
        name: form.text("name"),
        legal_form: form.text("legal_form"),
        line1: form.text("line1"),
        line2: form.text("line2"),
        postal_code: form.text("postal_code"),
        city: form.text("city"),
        country: form.text("country").to_uppercase(),
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

fn page(desk: &Desk, billing: &Billing, seller: &Seller, trouble: Option<&Trouble>) -> Response {
    let lang = desk.lang();
    let title = t(lang, "settings-billing");
    let missing: Vec<String> = billing
        .seller
        .missing()
        .iter()
        .map(|field| t(lang, &format!("seller-field-{}", field.replace('_', "-"))))
        .collect();
    let body = html! {
        (page_header(&title, None))
        (trouble::summary(trouble))
        (series(desk, &billing.series))
        @if !missing.is_empty() {
            (notice(lang, Tone::Attention, &ta(lang, "billing-missing", &[("fields", missing.join(", ").into())]), None))
        }
        (form(desk, seller, trouble))
    };
    let mut shell = desk.shell(NavItem::Settings);
    shell.has_errors = trouble.is_some();
    (trouble::status(trouble), desk_page(&shell, &title, &body)).into_response()
}

/// The next number, as it would be given now.
fn series(desk: &Desk, state: &SeriesState) -> Markup {
    let lang = desk.lang();
    let series = Series { kind: SeriesKind::Invoice, last: state.last, last_date: state.last_date };
    let (next, _) = series.next(desk.local(desk.visitor.now).date());
    let mut rows = vec![(t(lang, "settings-billing-next-number"), next.to_string())];
    if state.taken_over > 0 {
        let since = format::date_grid(lang, desk.local(state.taken_over_at).date());
        let args = [("number", state.taken_over.to_string().into()), ("since", since.into())];
        rows.push((t(lang, "billing-series"), ta(lang, "billing-taken-over", &args)));
    }
    definitions(&rows)
}

fn form(desk: &Desk, seller: &Seller, trouble: Option<&Trouble>) -> Markup {
    let lang = desk.lang();
    let fields = seller.texts().map(|(name, value)| {
        let label = t(lang, &format!("seller-field-{}", name.replace('_', "-")));
        let wrong = trouble::at(trouble, name);
        let field = Field::new(lang, name, &label).value(value).error(wrong.as_deref());
        match name {
            "name" => html! { (field) },
            "payment_terms" | "penalties" | "footer" => textarea(&field.optional(), 2),
            "siren" | "postal_code" | "country" => html! { (field.optional().size("short")) },
            _ => html! { (field.optional()) },
        }
    });
    html! {
        form.form method="post" action="/desk/settings/billing" {
            (request_id(&crate::token::new()))
            p.hint { (t(lang, "billing-frozen")) }
            @for field in fields { (field) }
            @if desk.has(Right::ChangeSettings) { div.buttons { (button_primary(&t(lang, "save"))) } }
        }
    }
}
