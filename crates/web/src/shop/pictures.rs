//! Pictures as files: under the name of what is in them, and therefore kept by browsers for ever.

use std::collections::HashMap;

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use journal::question::{PictureFile, ProductPictures};
use journal::{Picture, PictureSize};
use maud::{Markup, html};

use super::{Customer, storefront};
use crate::desk::language;
use crate::page::PageError;
use crate::visitor::Visitor;

/// Where a picture's file is.
pub(crate) fn href(site: &str, hash: &str, size: PictureSize) -> String {
    format!("/shop/{site}/pictures/{hash}-{}", size.code())
}

/// A picture of the shop; another shop's is not there.
pub(super) async fn show(visitor: Visitor, Path((name, file)): Path<(String, String)>) -> Result<Response, PageError> {
    let site = storefront(&visitor, &name).await?;
    let (hash, size) = file.split_once('-').ok_or_else(PageError::not_found)?;
    let size = PictureSize::parse(size).ok_or_else(PageError::not_found)?;
    let question = PictureFile { site: site.id, hash: hash.to_owned(), size };
    let content = visitor.app.journal.ask(question).await?.ok_or_else(PageError::not_found)?;
    let media_type = match size {
        PictureSize::Large | PictureSize::Small => "image/jpeg",
        PictureSize::Logo => "image/png",
    };
    let headers = [(header::CONTENT_TYPE, media_type), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")];
    Ok((headers, content).into_response())
}

/// The pictures of a storefront's products.
pub(super) struct Pictures(HashMap<String, Picture>);

impl Pictures {
    pub(super) async fn of(customer: &Customer) -> Result<Self, PageError> {
        Ok(Pictures(customer.app().journal.ask(ProductPictures(customer.site.id)).await?))
    }

    /// The picture of a product; in a shop that shows any, a place for those that have none.
    pub(super) fn of_product(&self, customer: &Customer, sku: &str, size: PictureSize) -> Markup {
        let (width, height) = match size {
            PictureSize::Small => (480, 360),
            PictureSize::Large | PictureSize::Logo => (1_200, 900),
        };
        let loading = (size == PictureSize::Small).then_some("lazy");
        html! {
            @match self.0.get(sku) {
                Some(picture) => {
                    img.picture src=(href(&customer.site.name, &picture.hash, size)) width=(width) height=(height)
                        alt=(picture.alt.get(language(customer.lang()))) loading=[loading] decoding="async";
                },
                None if self.0.is_empty() => {},
                None => { span.picture.picture-missing {} },
            }
        }
    }
}
