//! The basket lives in the customer's browser: references and quantities, nothing else. Prices are
//! read from the catalogue whenever they are shown or ordered.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use catalog::Product;
use journal::PictureSize;
use journal::question::Products;
use maud::{Markup, html};
use orders::Invalid;

use super::Customer;
use super::pictures::Pictures;
use super::stock;
use crate::form::Form;
use crate::html::{
    NavItem, Wrong, button, button_plain, definitions, empty_state, hidden, link_button, page_header, shop_page,
    table_region,
};
use crate::i18n::{Lang, t, ta};
use crate::offer::title;
use crate::page::PageError;
use crate::trouble::{self, Trouble};

const COOKIE: &str = "basket";

/// Different products in a basket, and units of each.
const MAX_PRODUCTS: usize = 100;
const MAX_UNITS: i64 = 999;

/// References and quantities, in the order in which they were added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Basket(Vec<(String, i64)>);

impl Basket {
    /// What the cookie holds; one that cannot be read is an empty basket.
    pub(super) fn read(jar: &CookieJar) -> Self {
        let text = jar.get(COOKIE).map(|cookie| cookie.value().to_owned()).unwrap_or_default();
        let bytes = URL_SAFE_NO_PAD.decode(text).unwrap_or_default();
        let rows: Vec<(String, i64)> = serde_json::from_slice(&bytes).unwrap_or_default();
        let mut basket = Basket::default();
        for (sku, units) in rows {
            basket.set(&sku, units);
        }
        basket
    }

    fn cookie(&self) -> Cookie<'static> {
        let bytes = serde_json::to_vec(&self.0).unwrap_or_default();
        Cookie::build((COOKIE, URL_SAFE_NO_PAD.encode(bytes)))
            .path("/shop/")
            .http_only(true)
            .same_site(SameSite::Lax)
            .permanent()
            .build()
    }

    fn set(&mut self, sku: &str, units: i64) {
        let units = units.clamp(0, MAX_UNITS);
        if let Some(row) = self.0.iter_mut().find(|(known, _)| known == sku) {
            row.1 = units;
        } else if self.0.len() < MAX_PRODUCTS && sku.len() <= 400 {
            self.0.push((sku.to_owned(), units));
        }
        self.0.retain(|(_, units)| *units > 0);
    }

    fn units_of(&self, sku: &str) -> i64 {
        self.0.iter().find(|(known, _)| known == sku).map_or(0, |(_, units)| *units)
    }

    /// Units in it, for the menu.
    pub(super) fn units(&self) -> u32 {
        self.0.iter().map(|(_, units)| u32::try_from(*units).unwrap_or(0)).sum()
    }
}

/// A product in the basket.
pub(super) struct Row {
    pub product: Product,
    pub units: i64,
}

impl Row {
    pub(super) fn total_cents(&self) -> i64 {
        self.product.unit_price_cents.saturating_mul(self.units)
    }
}

/// What is in the basket and still for sale.
pub(super) async fn rows(customer: &Customer) -> Result<Vec<Row>, PageError> {
    let products = customer.app().journal.ask(Products { site: customer.site.id, all: false }).await?;
    let row = |(sku, units): &(String, i64)| {
        let product = products.iter().find(|product| product.sku == *sku)?.clone();
        Some(Row { product, units: *units })
    };
    Ok(customer.basket.0.iter().filter_map(row).collect())
}

/// The sum of the rows, tax included.
pub(super) fn goods_cents(rows: &[Row]) -> i64 {
    rows.iter().fold(0, |sum: i64, row| sum.saturating_add(row.total_cents()))
}

/// The same without the tax: what the invoice will say of these rows.
fn net_cents(rows: &[Row]) -> i64 {
    let lines: Vec<_> = rows.iter().map(|row| (row.total_cents(), row.product.vat_rate)).collect();
    money::vat_table(&lines).net_cents
}

/// The basket with its sum; what each delivery costs is said from here on.
pub(super) async fn show(customer: Customer) -> Result<Response, PageError> {
    page(&customer, &Form::default(), None).await
}

async fn page(customer: &Customer, form: &Form, trouble: Option<&Trouble>) -> Result<Response, PageError> {
    let rows = rows(customer).await?;
    let lang = customer.lang();
    let title = t(lang, "shop-basket");
    let body = html! {
        (page_header(&title, None))
        (trouble::summary(trouble))
        @if rows.is_empty() {
            (empty_state(&t(lang, "basket-empty"), &t(lang, "basket-empty-text"),
                Some(&link_button("plain", &customer.href(""), &t(lang, "shop-search-all")))))
        } @else {
            (table(customer, &rows, &Pictures::of(customer).await?, form, trouble))
            section.section aria-labelledby="delivery" {
                h2 #delivery { (t(lang, "basket-delivery")) }
                (definitions(&super::choices::delivery_prices(customer, goods_cents(&rows))))
            }
            div.buttons { (link_button("primary", &customer.href("checkout"), &t(lang, "basket-checkout"))) }
        }
    };
    let mut shell = customer.shell(Some(NavItem::Basket));
    shell.has_errors = trouble.is_some();
    Ok((trouble::status(trouble), shop_page(&shell, &title, &body)).into_response())
}

/// On a telephone the unit price gives its room to what the basket comes to.
fn table(customer: &Customer, rows: &[Row], pictures: &Pictures, form: &Form, trouble: Option<&Trouble>) -> Markup {
    let lang = customer.lang();
    let table = html! {
        table {
            caption.visually-hidden { (t(lang, "shop-basket")) }
            thead { tr {
                th scope="col" { (t(lang, "line-product")) }
                th.numeric.wide-only scope="col" { (t(lang, "line-unit-price")) }
                th scope="col" { (t(lang, "basket-quantity")) }
                th.numeric scope="col" { (t(lang, "line-total")) }
            } }
            tbody {
                @for row in rows {
                    tr {
                        th scope="row" {
                            div.basket-product {
                                (pictures.of_product(customer, &row.product.sku, PictureSize::Small))
                                span {
                                    (title(lang, &row.product))
                                    @if trouble::at(trouble, &units_field(&row.product.sku)).is_none() { (stock::mark(lang, row)) }
                                }
                            }
                        }
                        td.numeric.wide-only { (customer.money(row.product.unit_price_cents)) }
                        td { (quantity(customer, row, form, trouble)) }
                        td.numeric { (customer.money(row.total_cents())) }
                    }
                }
            }
            tfoot { tr {
                th scope="row" { (t(lang, "basket-total")) }
                td.wide-only {}
                td {}
                td.numeric {
                    strong { (customer.money(goods_cents(rows))) }
                    @if customer.net_prices { br; span.muted { (customer.net(net_cents(rows))) } }
                }
            } }
        }
    };
    table_region(&t(lang, "shop-basket"), &table)
}

fn quantity(customer: &Customer, row: &Row, form: &Form, trouble: Option<&Trouble>) -> Markup {
    let lang = customer.lang();
    let (field, sku) = (units_field(&row.product.sku), &row.product.sku);
    let wrong = trouble::at(trouble, &field);
    let error_id = wrong.as_ref().map(|_| format!("field-{field}-error"));
    let typed = wrong.is_some() && form.get("sku") == sku;
    let units = if typed { form.text("units") } else { row.units.to_string() };
    html! {
        form method="post" action=(customer.href("basket")) {
            (hidden("sku", sku))
            @if let (Some(wrong), Some(id)) = (&wrong, &error_id) { p.field-error #(id) { (wrong) } }
            div.inline {
                input.input #{ "field-" (field) } type="number" name="units" min="0" max=(MAX_UNITS) value=(units)
                    aria-label=(units_label(lang, &title(lang, &row.product)))
                    aria-invalid=[wrong.as_ref().map(|_| "true")] aria-describedby=[error_id.as_deref()];
                " " (button_plain(&t(lang, "basket-update")))
                " " (button("link", Some(("remove", "true")), &t(lang, "remove")))
            }
        }
    }
}

/// What sets a product's field apart from the others; a reference may hold what an id may not.
fn units_field(sku: &str) -> String {
    format!("units-{}", URL_SAFE_NO_PAD.encode(sku))
}

fn units_label(lang: Lang, title: &str) -> String {
    ta(lang, "basket-quantity-of", &[("title", title.into())])
}

/// Adds, changes or removes a product. Which products there are is asked when the basket is shown.
pub(super) async fn change(customer: Customer, jar: CookieJar, form: Form) -> Result<Response, PageError> {
    let sku = form.get("sku");
    let units = form.get("units").parse().ok().filter(|units| (0..=MAX_UNITS).contains(units));
    let Some(units) = units.or_else(|| form.ticked("remove").then_some(0)) else {
        return unreadable(&customer, &form).await;
    };
    let mut basket = customer.basket.clone();
    let units = match (form.ticked("remove"), form.ticked("add")) {
        (true, _) => 0,
        (false, true) => basket.units_of(sku) + units,
        (false, false) => units,
    };
    basket.set(sku, units);
    Ok((jar.add(basket.cookie()), Redirect::to(&customer.href("basket"))).into_response())
}

/// A quantity that is none: the basket stays as it is.
async fn unreadable(customer: &Customer, form: &Form) -> Result<Response, PageError> {
    let (lang, sku) = (customer.lang(), form.get("sku"));
    let rows = rows(customer).await?;
    let Some(row) = rows.iter().find(|row| row.product.sku == sku) else {
        return Ok(Redirect::to(&customer.href("basket")).into_response());
    };
    let (field, name) = (units_field(sku), title(lang, &row.product));
    let faults = vec![Invalid { field, code: "not_a_quantity" }];
    page(customer, form, Some(&Trouble::invalid(lang, faults, |_| units_label(lang, &name)))).await
}

/// The basket where the checkout was asked for and less is left of something than is in it.
pub(super) async fn short(customer: &Customer, rows: &[Row]) -> Result<Response, PageError> {
    let lang = customer.lang();
    let wrong = |row: &Row| {
        let (field, label) = (units_field(&row.product.sku), title(lang, &row.product));
        Some(Wrong { field, label, text: stock::left_word(lang, stock::left_of(row)?) })
    };
    let wrong: Vec<Wrong> = rows.iter().filter_map(wrong).collect();
    page(customer, &Form::default(), Some(&Trouble::wrong(lang, StatusCode::CONFLICT, wrong))).await
}

/// The jar without a basket: what was ordered is no longer in it.
pub(super) fn emptied(jar: CookieJar) -> CookieJar {
    jar.add(Basket::default().cookie())
}
