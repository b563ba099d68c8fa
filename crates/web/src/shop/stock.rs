//! What is wanted and not there: said in the basket at its line, and by every step of the checkout, in the same words.

use axum::http::StatusCode;
use catalog::{Product, Shortage, take};
use maud::{Markup, html};

use super::Customer;
use super::basket::Row;
use crate::html::{Family, badge, link_button};
use crate::i18n::{Lang, t, ta};
use crate::offer::title;
use crate::trouble::Trouble;

/// How many are left of a row's product, where the row asks for more.
pub(super) fn left_of(row: &Row) -> Option<i64> {
    take(row.product.stock, row.units, Shortage::Refuse).err().map(|out| out.left)
}

/// « Plus que 3 exemplaires », or that there is none any more.
pub(super) fn left_word(lang: Lang, left: i64) -> String {
    if left > 0 { ta(lang, "shop-few-left", &[("count", left.into())]) } else { t(lang, "shop-out-of-stock") }
}

/// The same at the row, where less is left than it asks for.
pub(super) fn mark(lang: Lang, row: &Row) -> Markup {
    html! {
        @if let Some(left) = left_of(row) {
            br; (badge(Family::Attention, Family::Attention.glyph(), &left_word(lang, left)))
        }
    }
}

/// What is short, product by product, and where to change it; nothing where all is there.
pub(super) fn shortage(lang: Lang, rows: &[Row]) -> Option<String> {
    let said: Vec<String> = rows.iter().filter_map(|row| Some(short(lang, &row.product, left_of(row)?))).collect();
    (!said.is_empty()).then(|| format!("{} {}", said.join(" "), t(lang, "basket-short-change")))
}

/// The same of one product that the writer has just found short.
pub(super) fn refused(lang: Lang, rows: &[Row], sku: &str, left: i64) -> String {
    let known = rows.iter().find(|row| row.product.sku == sku);
    let said = known.map_or_else(|| left_word(lang, left), |row| short(lang, &row.product, left));
    format!("{said} {}", t(lang, "basket-short-change"))
}

fn short(lang: Lang, product: &Product, left: i64) -> String {
    ta(lang, "basket-short", &[("title", title(lang, product).into()), ("left", left_word(lang, left).into())])
}

/// Why a step of the checkout goes no further, with the way to the basket.
pub(super) fn trouble(customer: &Customer, said: String) -> Trouble {
    let lang = customer.lang();
    let basket = link_button("plain", &customer.href("basket"), &t(lang, "shop-basket"));
    Trouble::said(lang, StatusCode::CONFLICT, said).explained(html! { p { (basket) } })
}
