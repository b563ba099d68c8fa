//! « Site »: what an owner says of the site itself, and what of it is fixed.

use axum::response::{IntoResponse, Redirect, Response};
use journal::question::{BillingSettings, PublicSites, SiteById};
use journal::{Command, SiteProfile};
use maud::{Markup, html};
use money::{VatRate, parse_amount};
use orders::{Invalid, Language, plain_text};

use super::{refused, refused_alone, settings_form, settings_page, version};
use crate::conflict::Words;
use crate::desk::lang_of;
use crate::form::Form;
use crate::format;
use crate::host;
use crate::html::{Field, button_plain, choices, definitions, hidden, page_header, request_id, select_field};
use crate::i18n::{Lang, t, ta};
use crate::page::PageError;
use crate::rights::Right;
use crate::trouble::{self, Trouble};
use crate::visitor::Desk;

pub(crate) async fn show(desk: Desk) -> Result<Response, PageError> {
    desk.may(Right::SeeSettings)?;
    page(&desk, &opened(&desk).await?, None).await
}

async fn opened(desk: &Desk) -> Result<Form, PageError> {
    let version = version(desk).await?;
    // Read anew: what the session brought may be older than the version.
    let site = desk.app().journal.ask(SiteById(desk.site.id)).await?.ok_or_else(PageError::not_found)?;
    let form = Form::of_pairs([
        ("title", site.title.clone()),
        ("language", site.language.code().to_owned()),
        ("zone", site.zone_name.clone()),
        ("vat_rate", rate_text(desk.lang(), site.vat_rate)),
    ]);
    Ok(form.opened_at(&version))
}

/// As it is typed: `20` or `5,5`.
fn rate_text(lang: Lang, rate: VatRate) -> String {
    format::percent(lang, i64::from(rate.basis_points())).trim_end_matches(['%', format::NBSP]).to_owned()
}

async fn page(desk: &Desk, form: &Form, trouble: Option<&Trouble>) -> Result<Response, PageError> {
    let series = desk.app().journal.ask(BillingSettings(desk.site.id)).await?.series;
    let lang = desk.lang();
    let title = t(lang, "settings-site");
    let owns_host = desk.has(Right::ChangeSettings) && is_alone(desk).await?;
    let fixed_since = series.first.map(|(_, date)| format::date_grid(lang, date));
    let mut fixed = vec![
        (t(lang, "sign-in-site"), desk.site.name.clone()),
        (t(lang, "settings-currency"), desk.site.currency.to_string()),
    ];
    if !owns_host {
        let host = desk.site.host.clone().unwrap_or_else(|| t(lang, "settings-host-none"));
        fixed.push((t(lang, "settings-host"), host));
    }
    let body = html! {
        (page_header(&title, None))
        (trouble::summary(trouble))
        (site_form(desk, form, fixed_since, trouble))
        @if owns_host { (host_form(desk, form, trouble)) }
        section.section aria-labelledby="fixed" {
            h2 #fixed { (t(lang, "settings-fixed")) }
            (definitions(&fixed))
            p.hint {
                (t(lang, "settings-fixed-hint"))
                @if !owns_host { " " (t(lang, "settings-host-server")) }
            }
        }
    };
    Ok(settings_page(desk, &title, &body, trouble))
}

/// Whether the installation is this shop's own. Where several share it, a host name is the operator's to give: one shop could
/// otherwise take the name of another.
async fn is_alone(desk: &Desk) -> Result<bool, PageError> {
    Ok(desk.app().journal.ask(PublicSites).await?.len() == 1)
}

fn host_form(desk: &Desk, form: &Form, trouble: Option<&Trouble>) -> Markup {
    let lang = desk.lang();
    let (label, hint) = (t(lang, "settings-host"), t(lang, "settings-host-hint"));
    let wrong = trouble::at(trouble, "host");
    let typed = form.pairs().iter().any(|(name, _)| name == "host");
    let value = if typed { form.get("host") } else { desk.site.host.as_deref().unwrap_or_default() };
    html! {
        form.form method="post" action="/desk/settings/site/host" {
            (request_id(&crate::token::new()))
            (hidden("version", form.get("version")))
            (Field::new(lang, "host", &label).value(value).error(wrong.as_deref()).hint(&hint).inputmode("url")
                .autocomplete("off").optional())
            div.buttons { (button_plain(&t(lang, "settings-host-save"))) }
        }
    }
}

/// Gives the storefront a host name of its own, or takes it away.
pub(crate) async fn set_host(desk: Desk, mut form: Form) -> Result<Response, PageError> {
    desk.may(Right::ChangeSettings)?;
    if !is_alone(&desk).await? {
        return Err(PageError::forbidden());
    }
    let typed = form.text("host");
    let host = host::parse(&typed);
    let wrong = !typed.is_empty() && host.is_none();
    let trouble = if wrong {
        let fault = Invalid { field: "host".to_owned(), code: "not_a_host" };
        Trouble::invalid(desk.lang(), vec![fault], |field| label(desk.lang(), field))
    } else {
        let command = Command::SetHost { host };
        match desk.app().journal.carry_out(desk.request(&form, command.clone())).await {
            Ok(_) => return Ok(Redirect::to("/desk/settings/site?done=settings-saved").into_response()),
            Err(stop) => refused_alone(&desk, &mut form, stop, &command, |field| label(desk.lang(), field)).await?,
        }
    };
    let mut shown = opened(&desk).await?;
    shown.set("host", &typed);
    page(&desk, &shown, Some(&trouble)).await
}

fn site_form(desk: &Desk, form: &Form, fixed_since: Option<String>, trouble: Option<&Trouble>) -> Markup {
    let lang = desk.lang();
    let names = ["title", "language", "zone", "vat_rate"];
    let labels = names.map(|name| label(lang, name));
    let hints = ["settings-shop-name-hint", "settings-language-hint", "settings-zone-hint", "settings-vat-rate-hint"];
    let mut hints = hints.map(|key| t(lang, key));
    if let Some(since) = fixed_since {
        hints[2] = ta(lang, "settings-zone-fixed", &[("since", since.into())]);
    }
    let wrong = names.map(|name| trouble::at(trouble, name));
    let field = |place: usize| {
        let field = Field::new(lang, names[place], &labels[place]).hint(&hints[place]);
        field.value(form.get(names[place])).error(wrong[place].as_deref())
    };
    let languages = Language::ALL.map(|language| (language.code(), lang_of(language).own_name()));
    let fields = html! {
        (field(0).autocomplete("off"))
        (select_field(&field(1).size("medium"), &choices(languages)))
        (field(2).size("medium").autocomplete("off"))
        (field(3).inputmode("decimal").size("short"))
    };
    settings_form(desk, "/desk/settings/site", Some(form), &fields)
}

/// What stands above a field.
fn label(lang: Lang, field: &str) -> String {
    match field {
        "title" => t(lang, "settings-shop-name"),
        field => t(lang, &format!("settings-{}", field.replace('_', "-"))),
    }
}

/// What a value means.
fn said(field: &str, value: &str) -> String {
    let language = Language::parse(value).filter(|_| field == "language");
    language.map_or_else(|| value.to_owned(), |language| lang_of(language).own_name().to_owned())
}

pub(crate) async fn save(desk: Desk, mut form: Form) -> Result<Response, PageError> {
    desk.may(Right::ChangeSettings)?;
    let lang = desk.lang();
    let profile = match read(&form) {
        Ok(profile) => profile,
        Err(faults) => {
            let trouble = Trouble::invalid(lang, faults, |field| label(lang, field));
            return page(&desk, &form, Some(&trouble)).await;
        }
    };
    let command = Command::SaveSite(Box::new(profile));
    match desk.app().journal.carry_out(desk.request(&form, command.clone())).await {
        Ok(_) => Ok(Redirect::to("/desk/settings/site?done=settings-saved").into_response()),
        Err(stop) => {
            let words = Words { label: &|field| label(lang, field), said: &said };
            let points = parse_amount(form.get("vat_rate").trim_end_matches('%').trim(), 2).ok();
            if let Some(rate) = points.and_then(|points| u32::try_from(points).ok()).and_then(VatRate::new) {
                form.set("vat_rate", &rate_text(lang, rate));
            }
            let now = opened(&desk).await?;
            let trouble = refused(&desk, &mut form, stop, &command, now, words).await?;
            page(&desk, &form, Some(&trouble)).await
        }
    }
}

fn read(form: &Form) -> Result<SiteProfile, Vec<Invalid>> {
    let mut faults = Vec::new();
    let mut add = |field: &str, code| faults.push(Invalid { field: field.to_owned(), code });
    match form.get("title") {
        "" => add("title", "required"),
        title if !plain_text(title, 100) => add("title", "too_long"),
        _ => {}
    }
    let language = Language::parse(form.get("language"));
    if language.is_none() {
        add("language", "choice");
    }
    // A percentage has two decimals, as an amount of cents has.
    let typed = form.get("vat_rate").trim_end_matches(['%', ' ', '\u{a0}', '\u{202f}']);
    let rate = parse_amount(typed, 2).ok().and_then(|points| u32::try_from(points).ok()).and_then(VatRate::new);
    if rate.is_none() {
        add("vat_rate", "not_a_rate");
    }
    let (Some(language), Some(rate), true) = (language, rate, faults.is_empty()) else { return Err(faults) };
    Ok(SiteProfile { title: form.text("title"), language, zone: form.text("zone"), vat_rate: rate.basis_points() })
}
