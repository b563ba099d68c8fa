//! The storefront's logo, on the page of its look.

use axum::response::{IntoResponse, Redirect, Response};
use journal::{Command, PictureSize};
use maud::{Markup, html};
use orders::Invalid;

use super::storefront;
use crate::desk::removal;
use crate::form::Form;
use crate::html::{Field, button_primary, file_field, request_id};
use crate::i18n::t;
use crate::page::PageError;
use crate::rights::Right;
use crate::shop::pictures::href;
use crate::trouble::{self, Trouble};
use crate::upload::{Upload, prepared};
use crate::visitor::Desk;

/// The logo, and the form that changes it.
pub(super) fn section(desk: &Desk, logo: Option<&str>, trouble: Option<&Trouble>) -> Markup {
    let lang = desk.lang();
    let (label, hint) = (t(lang, "logo-file"), t(lang, "logo-file-hint"));
    let wrong = trouble::at(trouble, "file");
    if logo.is_none() && !desk.has(Right::ChangeSettings) {
        return html! {};
    }
    html! {
        section.section.ruled aria-labelledby="logo" {
            h2 #logo { (t(lang, "logo-title")) }
            @if let Some(hash) = logo {
                p { img.logo src=(href(&desk.site.name, hash, PictureSize::Logo)) alt=(desk.site.title); }
            }
            @if desk.has(Right::ChangeSettings) {
                form.form method="post" action="/desk/settings/storefront/logo" enctype="multipart/form-data" {
                    (request_id(&crate::token::new()))
                    (file_field(&Field::new(lang, "file", &label).error(wrong.as_deref()).hint(&hint), "image/jpeg,image/png,image/webp"))
                    div.buttons { (button_primary(&t(lang, "logo-save"))) }
                }
            }
        }
        @if logo.is_some() && desk.has(Right::ChangeSettings) {
            (removal::section(lang, "logo", "/desk/settings/storefront/logo/removal"))
        }
    }
}

/// Shows another logo.
pub(crate) async fn save(desk: Desk, upload: Result<Upload, PageError>) -> Result<Response, PageError> {
    desk.may(Right::ChangeSettings)?;
    let upload = upload?;
    let form = upload.marked();
    let logo = if upload.file.is_empty() {
        Err("picture_required")
    } else {
        prepared(desk.app(), upload.file, pictures::prepare_logo).await
    };
    match logo {
        Ok(logo) => set(&desk, &form, Some(logo)).await,
        Err(code) => {
            let faults = vec![Invalid { field: "file".to_owned(), code }];
            storefront::page_of_logo(&desk, &Trouble::invalid(desk.lang(), faults, |_| t(desk.lang(), "logo-file")))
                .await
        }
    }
}

/// Shows the name alone.
pub(crate) async fn remove(desk: Desk, form: Form) -> Result<Response, PageError> {
    desk.may(Right::ChangeSettings)?;
    set(&desk, &form, None).await
}

async fn set(desk: &Desk, form: &Form, logo: Option<Vec<u8>>) -> Result<Response, PageError> {
    desk.app().journal.carry_out(desk.request(form, Command::SetLogo { logo })).await?;
    Ok(Redirect::to("/desk/settings/storefront?done=settings-saved").into_response())
}
