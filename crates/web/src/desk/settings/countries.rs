//! « Pays desservis »: where orders can go.

use axum::response::{IntoResponse, Redirect, Response};
use journal::Command;
use journal::question::ShopSettings;
use maud::{Markup, html};
use orders::OfferChange;

use super::{refused, settings_form, settings_page, version};
use crate::conflict::Words;
use crate::country;
use crate::form::Form;
use crate::html::{Field, choices, folded, page_header, select_field};
use crate::i18n::{Lang, t, ta};
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
    let served = desk.app().journal.ask(ShopSettings(desk.site.id)).await?.offer.countries;
    let mut form = Form::of_pairs([("first", served.first().cloned().unwrap_or_default())]);
    // In an order that does not depend on which one is first.
    for code in country::CODES.iter().filter(|code| served.iter().any(|served| served == *code)) {
        form.push("countries", code);
    }
    Ok(form.opened_at(&version))
}

fn page(desk: &Desk, form: &Form, trouble: Option<&Trouble>) -> Response {
    let lang = desk.lang();
    let title = t(lang, "settings-countries");
    let countries = country::by_name(lang);
    let wrong = trouble::at(trouble, "countries");
    let (label, hint) = (t(lang, "settings-first-country"), t(lang, "settings-first-country-hint"));
    let first = Field::new(lang, "first", &label).value(form.get("first"));
    let fields = html! {
        (select_field(&first.hint(&hint).size("medium"), &choices(countries.clone())))
        (boxes(desk, &countries, form, wrong.as_deref()))
    };
    let body = html! {
        (page_header(&title, None))
        (trouble::summary(trouble))
        (settings_form(desk, "/desk/settings/countries", Some(form), &fields))
    };
    settings_page(desk, &title, &body, trouble)
}

/// The countries served come first; all others are folded away, for few shops need them.
fn boxes(desk: &Desk, countries: &[(&'static str, String)], form: &Form, wrong: Option<&str>) -> Markup {
    let lang = desk.lang();
    let wrong_id = wrong.map(|_| "field-countries-error");
    let (ticked, others): (Vec<_>, Vec<_>) =
        countries.iter().partition(|(code, _)| form.all("countries").any(|ticked| ticked == *code));
    let boxes = |countries: &[&(&str, String)], ticked: bool| {
        html! {
            div.columns {
                @for (code, name) in countries {
                    div.check {
                        input id={ "country-" (code) } type="checkbox" name="countries" value=(code) checked[ticked];
                        label for={ "country-" (code) } { (name) }
                    }
                }
            }
        }
    };
    html! {
        fieldset.group #field-countries tabindex="-1" aria-describedby=[wrong_id] {
            legend { (t(lang, "settings-countries")) }
            @if let Some(wrong) = wrong { p.field-error #field-countries-error { (wrong) } }
            (boxes(&ticked, true))
            (folded(&ta(lang, "settings-countries-others", &[("count", others.len().into())]), ticked.is_empty(), &boxes(&others, false)))
        }
    }
}

pub(crate) async fn save(desk: Desk, mut form: Form) -> Result<Response, PageError> {
    desk.may(Right::ChangeSettings)?;
    let served = read(&form);
    let command = Command::ChangeOffer(Box::new(OfferChange::ShipTo(served)));
    match desk.app().journal.carry_out(desk.request(&form, command.clone())).await {
        Ok(_) => Ok(Redirect::to("/desk/settings/deliveries?done=settings-saved").into_response()),
        Err(stop) => {
            let lang = desk.lang();
            let named =
                |codes: &str| codes.split(", ").map(|code| country::name(lang, code)).collect::<Vec<_>>().join(", ");
            let words = Words { label: &|field| label(lang, field), said: &|_, codes| named(codes) };
            let now = opened(&desk).await?;
            let trouble = refused(&desk, &mut form, stop, &command, now, words).await?;
            Ok(page(&desk, &form, Some(&trouble)))
        }
    }
}

/// What stands above a field.
fn label(lang: Lang, field: &str) -> String {
    t(lang, if field == "first" { "settings-first-country" } else { "settings-countries" })
}

/// The ticked countries by their codes; the one that is proposed first leads them, if it is ticked.
fn read(form: &Form) -> Vec<String> {
    let ticked = |code: &&str| form.all("countries").any(|ticked| ticked == *code);
    let mut served: Vec<String> = country::CODES.into_iter().filter(ticked).map(str::to_owned).collect();
    served.sort_by_key(|code| code != form.get("first"));
    served
}
