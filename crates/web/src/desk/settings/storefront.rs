//! « Vitrine »: how the storefront presents itself: welcome, colour, languages, and the pages the law asks for.

use axum::response::{IntoResponse, Redirect, Response};
use invoices::Seller;
use journal::question::{BillingSettings, Shop, ShopSettings};
use journal::{Command, LegalTexts, Storefront};
use maud::{Markup, html};
use orders::{Invalid, Language, Text, plain_text};

use super::{logo, refused, settings_form, settings_page, version};
use crate::conflict::Words;
use crate::desk::lang_of;
use crate::form::Form;
use crate::html::{Field, button, checkbox, fieldset, page_header, textarea};
use crate::i18n::{Lang, t, ta};
use crate::page::PageError;
use crate::rights::Right;
use crate::shop::accent::Accent;
use crate::shop::legal::{PAGES, starting_text};
use crate::trouble::{self, Trouble};
use crate::visitor::Desk;

/// Characters of a welcome, and of a legal page.
const MOST_OF_WELCOME: usize = 1_000;
const MOST_OF_A_PAGE: usize = 20_000;

/// What the buttons below the empty boxes send: the box that shall have the text that stands there.
const START: &str = "start";

pub(crate) async fn show(desk: Desk) -> Result<Response, PageError> {
    desk.may(Right::SeeSettings)?;
    let (shop, form) = opened(&desk).await?;
    let logo = logo::section(&desk, shop.logo.as_deref(), None);
    page(&desk, &form, &logo, None).await
}

/// The page again after a logo that cannot be shown.
pub(super) async fn page_of_logo(desk: &Desk, trouble: &Trouble) -> Result<Response, PageError> {
    let (shop, form) = opened(desk).await?;
    let logo = logo::section(desk, shop.logo.as_deref(), Some(trouble));
    page(desk, &form, &logo, Some(trouble)).await
}

/// The shop as it is, and its form.
async fn opened(desk: &Desk) -> Result<(Shop, Form), PageError> {
    let version = version(desk).await?;
    let shop = desk.app().journal.ask(ShopSettings(desk.site.id)).await?;
    let storefront = &shop.storefront;
    let mut form = Form::of_pairs([
        ("welcome_fr", storefront.welcome.fr.clone()),
        ("welcome_en", storefront.welcome.en.clone()),
        ("accent", storefront.accent.clone()),
    ]);
    for language in Language::ALL {
        form.push(&language_box(language), &storefront.languages.contains(&language).to_string());
    }
    for (page, _) in PAGES {
        let text = storefront.legal.of(page).cloned().unwrap_or_default();
        form.push(&format!("{page}_fr"), &text.fr);
        form.push(&format!("{page}_en"), &text.en);
    }
    Ok((shop, form.opened_at(&version)))
}

fn language_box(language: Language) -> String {
    format!("language-{}", language.code())
}

async fn page(desk: &Desk, form: &Form, logo: &Markup, trouble: Option<&Trouble>) -> Result<Response, PageError> {
    let seller = desk.app().journal.ask(BillingSettings(desk.site.id)).await?.seller;
    let lang = desk.lang();
    let title = t(lang, "settings-storefront");
    let href = format!("/shop/{}/", desk.site.name);
    let fields = html! {
        // Enter in a field saves: browsers press a form's first button.
        @if desk.has(Right::ChangeSettings) {
            button.visually-hidden type="submit" tabindex="-1" aria-hidden="true" { (t(lang, "save")) }
        }
        (fieldset(&t(lang, "settings-look"), &look(lang, form, trouble)))
        (fieldset(&t(lang, "settings-legal"), &legal(desk, form, &seller, trouble)))
    };
    let body = html! {
        (page_header(&title, Some(&html! { a href=(href) { (t(lang, "settings-storefront-see")) } })))
        (trouble::summary(trouble))
        (settings_form(desk, "/desk/settings/storefront", Some(form), &fields))
        (logo)
    };
    Ok(settings_page(desk, &title, &body, trouble))
}

fn look(lang: Lang, form: &Form, trouble: Option<&Trouble>) -> Markup {
    let names = ["welcome_fr", "welcome_en", "accent", "languages"];
    let labels = names.map(|name| label(lang, name));
    let wrong = names.map(|name| trouble::at(trouble, name));
    let (hint, used) = (t(lang, "settings-accent-hint"), Accent::of(form.get("accent")).map(Accent::on_light));
    let field = |place: usize| {
        Field::new(lang, names[place], &labels[place])
            .value(form.get(names[place]))
            .error(wrong[place].as_deref())
            .optional()
    };
    let wrong_id = wrong[3].as_ref().map(|_| "field-languages-error");
    html! {
        (textarea(&field(0), 3))
        (textarea(&field(1), 3))
        (field(2).hint(&hint).size("short").autocomplete("off"))
        @if let Some(used) = &used {
            p.swatch {
                svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" { rect width="16" height="16" rx="4" fill=(used) {} }
                " " (ta(lang, "settings-accent-used", &[("colour", used.into())]))
            }
        }
        fieldset.group #field-languages tabindex="-1" aria-describedby=[wrong_id] {
            legend { (labels[3]) }
            @if let Some(wrong) = &wrong[3] { p.field-error #field-languages-error { (wrong) } }
            @for language in Language::ALL {
                @let name = language_box(language);
                (checkbox(lang_of(language).own_name(), &name, form.ticked(&name), None))
            }
        }
    }
}

fn legal(desk: &Desk, form: &Form, seller: &Seller, trouble: Option<&Trouble>) -> Markup {
    let lang = desk.lang();
    html! {
        p.hint { (t(lang, "settings-legal-hint")) }
        @for (page, _) in PAGES {
            @for language in Lang::ALL { (legal_text(desk, form, (page, language), seller, trouble)) }
        }
    }
}

/// One page's text in one language; where it has none, what customers read there instead.
fn legal_text(
    desk: &Desk,
    form: &Form,
    (page, of): (&str, Lang),
    seller: &Seller,
    trouble: Option<&Trouble>,
) -> Markup {
    let lang = desk.lang();
    let [name, other] = [of, of.other()].map(|of| format!("{page}_{}", of.code()));
    let (label, wrong) = (label(lang, &name), trouble::at(trouble, &name));
    let said = if form.get(&other).is_empty() { "settings-legal-default" } else { "settings-legal-other" };
    let hint = t(lang, said);
    let field = Field::new(lang, &name, &label).value(form.get(&name)).error(wrong.as_deref()).optional();
    html! {
        div {
            @if form.get(&name).is_empty() {
                (textarea(&field.hint(&hint), 6))
                details.starting {
                    summary { (t(lang, "settings-legal-start")) }
                    div lang=(of.code()) { @for text in starting_text(of, page, seller) { p { (text) } } }
                    @if desk.has(Right::ChangeSettings) {
                        (button("plain", Some((START, &name)), &t(lang, "settings-legal-take")))
                    }
                }
            } @else if form.get(START) == name {
                (textarea(&field.hint(&t(lang, "settings-legal-taken")).autofocus(), 6))
            } @else {
                (textarea(&field, 6))
            }
        }
    }
}

/// The form with the text in it that customers read where a box is empty, if that is what the button asked for:
/// to be changed, and not saved yet.
async fn started(desk: &Desk, form: &Form) -> Result<Option<Form>, PageError> {
    let Some((page, code)) = form.get(START).rsplit_once('_') else { return Ok(None) };
    let Some(of) = Lang::from_code(code) else { return Ok(None) };
    let seller = desk.app().journal.ask(BillingSettings(desk.site.id)).await?.seller;
    let mut form = form.clone();
    let name = form.text(START);
    form.set(&name, &starting_text(of, page, &seller).join("\n\n"));
    Ok(Some(form))
}

/// What stands above a field: a legal page's is named by the page and the language.
fn label(lang: Lang, field: &str) -> String {
    let of_page =
        PAGES.iter().find_map(|(page, _)| field.strip_prefix(page)?.strip_prefix('_').map(|code| (page, code)));
    if let Some(language) = Language::ALL.into_iter().find(|language| language_box(*language) == field) {
        return lang_of(language).own_name().to_owned();
    }
    let Some((page, code)) = of_page else { return t(lang, &format!("settings-{}", field.replace('_', "-"))) };
    let words =
        [("page", t(lang, &format!("legal-{page}")).into()), ("language", t(lang, &format!("lang-{code}")).into())];
    ta(lang, "settings-legal-text", &words)
}

pub(crate) async fn save(desk: Desk, mut form: Form) -> Result<Response, PageError> {
    desk.may(Right::ChangeSettings)?;
    let logo = desk.app().journal.ask(ShopSettings(desk.site.id)).await?.logo;
    let logo = logo::section(&desk, logo.as_deref(), None);
    if let Some(form) = started(&desk, &form).await? {
        return page(&desk, &form, &logo, None).await;
    }
    let storefront = match read(&form) {
        Ok(storefront) => storefront,
        Err(faults) => {
            let trouble = Trouble::invalid(desk.lang(), faults, |field| label(desk.lang(), field));
            return page(&desk, &form, &logo, Some(&trouble)).await;
        }
    };
    let command = Command::SaveStorefront(Box::new(storefront));
    match desk.app().journal.carry_out(desk.request(&form, command.clone())).await {
        Ok(_) => Ok(Redirect::to("/desk/settings/storefront?done=settings-saved").into_response()),
        Err(stop) => {
            let words = Words { label: &|field| label(desk.lang(), field), said: &|_, value| value.to_owned() };
            let (_, now) = opened(&desk).await?;
            let trouble = refused(&desk, &mut form, stop, &command, now, words).await?;
            page(&desk, &form, &logo, Some(&trouble)).await
        }
    }
}

fn read(form: &Form) -> Result<Storefront, Vec<Invalid>> {
    let mut faults = Vec::new();
    let mut text = |name: &str, most: usize| {
        let [fr, en] = ["fr", "en"].map(|code| format!("{name}_{code}"));
        for field in [&fr, &en] {
            if !plain_text(form.get(field), most) {
                faults.push(Invalid { field: field.clone(), code: "too_long" });
            }
        }
        Text::new(form.get(&fr), form.get(&en))
    };
    let welcome = text("welcome", MOST_OF_WELCOME);
    let legal = LegalTexts {
        notice: text("notice", MOST_OF_A_PAGE),
        terms: text("terms", MOST_OF_A_PAGE),
        privacy: text("privacy", MOST_OF_A_PAGE),
        accessibility: text("accessibility", MOST_OF_A_PAGE),
    };
    let accent = form.get("accent").to_lowercase();
    if !accent.is_empty() && Accent::of(&accent).is_none() {
        faults.push(Invalid { field: "accent".to_owned(), code: "not_a_colour" });
    }
    let languages: Vec<Language> =
        Language::ALL.into_iter().filter(|language| form.ticked(&language_box(*language))).collect();
    if languages.is_empty() {
        faults.push(Invalid { field: "languages".to_owned(), code: "choice" });
    }
    if faults.is_empty() { Ok(Storefront { welcome, accent, languages, legal }) } else { Err(faults) }
}
