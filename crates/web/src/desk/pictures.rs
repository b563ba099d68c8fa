//! A product's picture, on the product's page.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use journal::question::ProductPictures;
use journal::{Command, Picture, PictureChange, PictureSize};
use maud::{Markup, html};
use orders::{Invalid, Text, plain_text};

use super::products::{address, edit_page, filled, find};
use super::settings::version;
use super::{language, removal};
use crate::form::Form;
use crate::html::{Field, button_primary, file_field, request_id};
use crate::i18n::{Lang, t};
use crate::page::PageError;
use crate::rights::Right;
use crate::shop::pictures::href;
use crate::trouble::{self, Trouble};
use crate::upload::{Upload, prepared};
use crate::visitor::Desk;

/// Characters of a description.
const MOST_OF_A_DESCRIPTION: usize = 300;

/// The picture a product shows.
pub(super) async fn shown(desk: &Desk, sku: &str) -> Result<Option<Picture>, PageError> {
    Ok(desk.app().journal.ask(ProductPictures(desk.site.id)).await?.remove(sku))
}

/// The picture, and the form that changes it. After a refusal, with what was typed.
pub(super) fn section(desk: &Desk, sku: &str, picture: Option<&Picture>, refused: Option<(&Form, &Trouble)>) -> Markup {
    let lang = desk.lang();
    let names = ["file", "alt_fr", "alt_en"];
    let labels = names.map(|name| label(lang, name));
    let hints = ["picture-file-hint", "picture-alt-hint"].map(|key| t(lang, key));
    let wrong = names.map(|name| trouble::at(refused.map(|(_, trouble)| trouble), name));
    let kept = picture.map(|picture| picture.alt.clone()).unwrap_or_default();
    let [fr, en] = match refused {
        Some((form, _)) => [form.text("alt_fr"), form.text("alt_en")],
        None => [kept.fr, kept.en],
    };
    let at = address(sku);
    if picture.is_none() && !desk.has(Right::ChangeSettings) {
        return html! {};
    }
    html! {
        section.section.ruled aria-labelledby="picture" {
            h2 #picture { (t(lang, "picture-title")) }
            @if let Some(picture) = picture {
                p.picture-shown { img src=(href(&desk.site.name, &picture.hash, PictureSize::Small)) alt=(picture.alt.get(language(lang))) width="240" height="180"; }
            }
            @if desk.has(Right::ChangeSettings) {
                form.form method="post" action={ (at) "/picture" } enctype="multipart/form-data" {
                    (request_id(&crate::token::new()))
                    (file_field(&Field::new(lang, "file", &labels[0]).error(wrong[0].as_deref()).hint(&hints[0]).optional(), "image/jpeg,image/png,image/webp"))
                    (Field::new(lang, "alt_fr", &labels[1]).value(&fr).error(wrong[1].as_deref()).hint(&hints[1]).optional())
                    (Field::new(lang, "alt_en", &labels[2]).value(&en).error(wrong[2].as_deref()).optional())
                    div.buttons { (button_primary(&t(lang, "picture-save"))) }
                }
            }
        }
        @if picture.is_some() && desk.has(Right::ChangeSettings) {
            (removal::section(lang, "picture", &format!("{at}/picture/removal")))
        }
    }
}

/// What stands above a field.
fn label(lang: Lang, field: &str) -> String {
    t(lang, &format!("picture-{}", field.replace('_', "-")))
}

/// Shows another picture, or describes the one there is.
pub(crate) async fn save(
    desk: Desk,
    Path(sku): Path<String>,
    upload: Result<Upload, PageError>,
) -> Result<Response, PageError> {
    desk.may(Right::ChangeSettings)?;
    let version = version(&desk).await?;
    let product = find(&desk, sku.clone()).await?;
    let upload = upload?;
    let form = upload.marked();
    let trouble = match read(&desk, &sku, upload).await? {
        Ok(change) => {
            let command = Command::SetPicture { sku: sku.clone(), change: Box::new(change) };
            match desk.app().journal.carry_out(desk.request(&form, command)).await {
                Ok(_) => return Ok(done(&sku)),
                Err(stop) => Trouble::of(desk.lang(), stop, |field| label(desk.lang(), field))?,
            }
        }
        Err(faults) => Trouble::invalid(desk.lang(), faults, |field| label(desk.lang(), field)),
    };
    edit_page(&desk, &product, &filled(&desk, &product, &version), None, Some((&form, &trouble))).await
}

fn done(sku: &str) -> Response {
    Redirect::to(&format!("{}?done=settings-saved", address(sku))).into_response()
}

async fn read(desk: &Desk, sku: &str, upload: Upload) -> Result<Result<PictureChange, Vec<Invalid>>, PageError> {
    let form = &upload.form;
    let wrong = |field: &str, code| Invalid { field: field.to_owned(), code };
    let long = |field: &&str| !plain_text(form.get(field), MOST_OF_A_DESCRIPTION);
    let faults: Vec<_> =
        ["alt_fr", "alt_en"].iter().copied().filter(long).map(|field| wrong(field, "too_long")).collect();
    if !faults.is_empty() {
        return Ok(Err(faults));
    }
    let alt = Text::new(form.get("alt_fr"), form.get("alt_en"));
    if upload.file.is_empty() {
        let known = shown(desk, sku).await?.is_some();
        return Ok(if known { Ok(PictureChange::Describe(alt)) } else { Err(vec![wrong("file", "picture_required")]) });
    }
    Ok(match prepared(desk.app(), upload.file, pictures::prepare).await {
        Ok(pictures::Prepared { large, small }) => Ok(PictureChange::Show { large, small, alt }),
        Err(code) => Err(vec![wrong("file", code)]),
    })
}

/// Shows no picture any more.
pub(crate) async fn remove(desk: Desk, Path(sku): Path<String>, form: Form) -> Result<Response, PageError> {
    desk.may(Right::ChangeSettings)?;
    let product = find(&desk, sku).await?;
    let command = Command::SetPicture { sku: product.sku.clone(), change: Box::new(PictureChange::Remove) };
    desk.app().journal.carry_out(desk.request(&form, command)).await?;
    Ok(done(&product.sku))
}
