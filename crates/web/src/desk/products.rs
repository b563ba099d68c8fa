//! What the shop sells.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use catalog::{InvalidProduct, Product};
use journal::Command;
use journal::question::{ProductBySku, Products};
use maud::{Markup, html};
use money::{MAX_AMOUNT, VatRate, parse_amount};
use orders::{Invalid, plain_text};

use super::pictures;
use super::settings::{refused, settings_form, version};
use super::words::amount;
use crate::conflict::Words;
use crate::form::Form;
use crate::format;
use crate::html::{
    Family, Field, NavItem, Records, Tone, back_link, badge, checkbox, choices, column, desk_page, empty_cell,
    empty_state, folded, hidden, notice, numeric_column, page_header, select_field, textarea,
};
use crate::i18n::{Lang, t, ta};
use crate::offer::title;
use crate::page::PageError;
use crate::rights::Right;
use crate::trouble::{self, Trouble};
use crate::visitor::Desk;

/// The French rates, highest first.
const RATES: [u32; 5] = [2_000, 1_000, 550, 210, 0];

/// The products, and a form for a new one.
pub(crate) async fn list(desk: Desk) -> Result<Response, PageError> {
    desk.may(Right::SeeOrders)?;
    page(&desk, &Form::default(), None).await
}

async fn page(desk: &Desk, form: &Form, trouble: Option<&Trouble>) -> Result<Response, PageError> {
    let products = desk.app().journal.ask(Products { site: desk.site.id, all: true }).await?;
    let lang = desk.lang();
    let title = t(lang, "nav-products");
    let short = products.iter().filter(|product| product.stock.is_some_and(|units| units < 0)).count();
    let body = html! {
        (page_header(&title, Some(&html! { (ta(lang, "products-count", &[("count", products.len().into())])) })))
        (trouble::summary(trouble))
        @if !desk.has(Right::ChangeSettings) { (notice(lang, Tone::Info, &t(lang, "settings-read-only"), None)) }
        @if short > 0 { (notice(lang, Tone::Attention, &ta(lang, "products-below-zero", &[("count", short.into())]), None)) }
        @if desk.has(Right::ChangeSettings) {
            (folded(&t(lang, "product-new"), !form.pairs().is_empty(), &product_form(desk, form, None, trouble)))
        }
        @if products.is_empty() { (empty_state(&t(lang, "products-empty-title"), &t(lang, "products-empty"), None)) }
        @else { (table(desk, &products)) }
    };
    let mut shell = desk.shell(NavItem::Products);
    shell.has_errors = trouble.is_some();
    Ok((trouble::status(trouble), desk_page(&shell, &title, &body)).into_response())
}

fn table(desk: &Desk, products: &[Product]) -> Markup {
    let lang = desk.lang();
    let columns = [
        column(t(lang, "line-product")),
        column(t(lang, "product-sku")),
        numeric_column(t(lang, "line-unit-price")),
        numeric_column(t(lang, "line-vat")),
        numeric_column(t(lang, "product-stock")),
        column(t(lang, "product-published")),
    ];
    let rows = products.iter().map(|product| {
        [
            html! { a href=(address(&product.sku)) { (title(lang, product)) } },
            html! { (product.sku) },
            html! { (amount(lang, product.unit_price_cents, desk.site.currency)) },
            html! { (format::percent(lang, i64::from(product.vat_rate.basis_points()))) },
            stock(lang, product),
            html! { (t(lang, if product.published { "yes" } else { "no" })) },
        ]
    });
    Records::new(&t(lang, "nav-products"), columns, rows).in_region()
}

fn stock(lang: Lang, product: &Product) -> Markup {
    match product.stock {
        Some(units) if units < 0 => html! { (below_zero(lang)) " " (format::count(lang, units)) },
        Some(units) => html! { (format::count(lang, units)) },
        None => empty_cell(&t(lang, "product-stock-not-followed")),
    }
}

/// More was sold elsewhere than there was.
pub(crate) fn below_zero(lang: Lang) -> Markup {
    badge(Family::Attention, Family::Attention.glyph(), &t(lang, "product-below-zero"))
}

/// One product's form.
pub(crate) async fn edit(desk: Desk, Path(sku): Path<String>) -> Result<Response, PageError> {
    desk.may(Right::SeeOrders)?;
    let version = version(&desk).await?;
    let product = find(&desk, sku).await?;
    let form = filled(&desk, &product, &version);
    edit_page(&desk, &product, &form, None, None).await
}

pub(super) async fn find(desk: &Desk, sku: String) -> Result<Product, PageError> {
    let found = desk.app().journal.ask(ProductBySku { site: desk.site.id, sku }).await?;
    found.ok_or_else(PageError::not_found)
}

pub(super) fn filled(desk: &Desk, product: &Product, version: &str) -> Form {
    let exponent = desk.site.currency.exponent();
    let stock = product.stock.map(|units| units.to_string()).unwrap_or_default();
    let mut form = Form::of_pairs([
        ("sku", product.sku.clone()),
        ("title_fr", product.title_fr.clone()),
        ("title_en", product.title_en.clone()),
        ("description_fr", product.description_fr.clone()),
        ("description_en", product.description_en.clone()),
        ("unit_price", format::plain_amount(desk.lang(), product.unit_price_cents, exponent)),
        ("vat_rate", product.vat_rate.basis_points().to_string()),
        ("published", product.published.to_string()),
    ])
    .opened_at(version);
    // The stock moves by what is corrected, and is nobody's to keep.
    form.push("stock", &stock);
    form.push("stock_opened", &stock);
    form
}

/// A product's form, and its picture. Either may have been refused.
pub(super) async fn edit_page(
    desk: &Desk,
    product: &Product,
    form: &Form,
    trouble: Option<&Trouble>,
    picture_refused: Option<(&Form, &Trouble)>,
) -> Result<Response, PageError> {
    let picture = pictures::shown(desk, &product.sku).await?;
    let of_form = trouble;
    let trouble = trouble.or(picture_refused.map(|(_, trouble)| trouble));
    let lang = desk.lang();
    let short = product.stock.is_some_and(|units| units < 0);
    let name = title(lang, product);
    let body = html! {
        (back_link("/desk/products", &t(lang, "nav-products")))
        (page_header(&name, None))
        p.muted { (t(lang, "product-sku")) " " (product.sku) }
        (trouble::summary(trouble))
        @if !desk.has(Right::ChangeSettings) { (notice(lang, Tone::Info, &t(lang, "settings-read-only"), None)) }
        @if short { (notice(lang, Tone::Attention, &t(lang, "product-below-zero-text"), None)) }
        (product_form(desk, form, Some(product), of_form))
        (pictures::section(desk, &product.sku, picture.as_ref(), picture_refused))
    };
    let mut shell = desk.shell(NavItem::Products);
    shell.has_errors = trouble.is_some();
    Ok((trouble::status(trouble), desk_page(&shell, &name, &body)).into_response())
}

/// What the stock field says below its label: what the form was opened with, and what is there now.
fn stock_hint(lang: Lang, form: &Form, known: Option<&Product>) -> String {
    let opened: Option<i64> = form.get("stock_opened").parse().ok();
    match (opened, known.and_then(|product| product.stock)) {
        (Some(opened), Some(now)) if now != opened => {
            ta(lang, "product-stock-changed", &[("opened", opened.into()), ("now", now.into())])
        }
        (Some(_), Some(_)) => t(lang, "product-stock-hint"),
        _ => t(lang, "product-stock-empty-hint"),
    }
}

/// The form of a new product, or of one that is `known` and keeps its reference.
fn product_form(desk: &Desk, form: &Form, known: Option<&Product>, trouble: Option<&Trouble>) -> Markup {
    let lang = desk.lang();
    let keys = ["sku", "title_fr", "title_en", "description_fr", "description_en", "unit_price", "vat_rate", "stock"];
    let labels = keys.map(|key| label(lang, key));
    let wrong = keys.map(|key| trouble::at(trouble, key));
    let field = |place: usize| {
        Field::new(lang, keys[place], &labels[place]).value(form.get(keys[place])).error(wrong[place].as_deref())
    };
    let rates = RATES.map(|rate| (rate.to_string(), format::percent(lang, i64::from(rate))));
    let hint = stock_hint(lang, form, known);
    let action = known.map_or_else(|| "/desk/products".to_owned(), |product| address(&product.sku));
    let fields = html! {
        @if let Some(product) = known {
            (hidden("sku", &product.sku)) (hidden("stock_opened", form.get("stock_opened")))
        } @else {
            (field(0).size("medium"))
        }
        (field(1))
        (field(2))
        (textarea(&field(3).optional(), 2))
        (textarea(&field(4).optional(), 2))
        (field(5).inputmode("decimal").size("short"))
        (select_field(&field(6).size("short"), &choices(rates)))
        (field(7).hint(&hint).inputmode("numeric").size("short").optional())
        (checkbox(&t(lang, "product-published"), "published", form.ticked("published") || form.pairs().is_empty(), None))
    };
    settings_form(desk, &action, known.map(|_| form), &fields)
}

/// What stands above a field.
fn label(lang: Lang, field: &str) -> String {
    t(lang, &format!("product-{}", field.replace('_', "-")))
}

/// What a value means.
fn said(desk: &Desk, field: &str, value: &str) -> String {
    let rate = (field == "vat_rate").then(|| value.parse().ok()).flatten();
    rate.map_or_else(|| value.to_owned(), |points| format::percent(desk.lang(), points))
}

pub(super) fn address(sku: &str) -> String {
    format!("/desk/products/{}", crate::address::segment(sku))
}

/// Adds a product.
pub(crate) async fn save(desk: Desk, form: Form) -> Result<Response, PageError> {
    desk.may(Right::ChangeSettings)?;
    let product = match read(&form, desk.site.currency.exponent()) {
        Ok(product) => product,
        Err(faults) => {
            return page(&desk, &form, Some(&Trouble::invalid(desk.lang(), faults, |field| label(desk.lang(), field))))
                .await;
        }
    };
    let request = desk.request(&form, Command::AddProduct(Box::new(product)));
    match desk.app().journal.carry_out(request).await {
        Ok(_) => Ok(Redirect::to("/desk/products?done=settings-saved").into_response()),
        Err(stop) => {
            page(&desk, &form, Some(&Trouble::of(desk.lang(), stop, |field| label(desk.lang(), field))?)).await
        }
    }
}

/// Changes a product. Its stock moves by what was corrected, so that what was sold meanwhile stays sold.
pub(crate) async fn change(desk: Desk, Path(sku): Path<String>, mut form: Form) -> Result<Response, PageError> {
    desk.may(Right::ChangeSettings)?;
    let known = find(&desk, sku).await?;
    let product = match read(&form, desk.site.currency.exponent()) {
        Ok(product) => Box::new(Product { sku: known.sku.clone(), ..product }),
        Err(faults) => {
            let trouble = Trouble::invalid(desk.lang(), faults, |field| label(desk.lang(), field));
            return edit_page(&desk, &known, &form, Some(&trouble), None).await;
        }
    };
    let stock_opened = form.get("stock_opened").parse().ok();
    let command = Command::EditProduct { product, stock_opened };
    match desk.app().journal.carry_out(desk.request(&form, command.clone())).await {
        Ok(_) => Ok(Redirect::to("/desk/products?done=settings-saved").into_response()),
        Err(stop) => {
            let version = version(&desk).await?;
            let known = find(&desk, known.sku).await?;
            let now = filled(&desk, &known, &version);
            form.tidy_amount(desk.lang(), "unit_price", desk.site.currency.exponent());
            let words =
                Words { label: &|field| label(desk.lang(), field), said: &|field, value| said(&desk, field, value) };
            let trouble = refused(&desk, &mut form, stop, &command, now, words).await?;
            edit_page(&desk, &known, &form, Some(&trouble), None).await
        }
    }
}

/// The product that the form describes, or everything that does not hold.
fn read(form: &Form, exponent: u32) -> Result<Product, Vec<Invalid>> {
    let mut faults = Vec::new();
    let mut add = |field: &str, code| faults.push(Invalid { field: field.to_owned(), code });
    for (field, most, code) in
        [("sku", 100, "not_a_name"), ("title_fr", 500, "too_long"), ("title_en", 500, "too_long")]
    {
        if form.get(field).is_empty() {
            add(field, "required");
        } else if !plain_text(form.get(field), most) {
            add(field, code);
        }
    }
    let price = parse_amount(form.get("unit_price"), exponent).ok().filter(|cents| (0..=MAX_AMOUNT).contains(cents));
    if price.is_none() {
        add("unit_price", if form.get("unit_price").is_empty() { "required" } else { "not_an_amount" });
    }
    let rate = form.get("vat_rate").parse().ok().and_then(VatRate::new);
    if rate.is_none() {
        add("vat_rate", "unknown_code");
    }
    let stock = Some(form.get("stock")).filter(|text| !text.is_empty()).map(str::parse).transpose();
    if stock.is_err() {
        add("stock", "not_a_number");
    }
    let (Some(unit_price_cents), Some(vat_rate), Ok(stock), true) = (price, rate, stock, faults.is_empty()) else {
        return Err(faults);
    };
    let product = Product {
        sku: form.text("sku"),
        title_fr: form.text("title_fr"),
        title_en: form.text("title_en"),
        description_fr: form.text("description_fr"),
        description_en: form.text("description_en"),
        unit_price_cents,
        vat_rate,
        stock,
        published: form.ticked("published"),
    };
    // What the fields were asked above it asks of the whole.
    let wrong = |field: &str, code| vec![Invalid { field: field.to_owned(), code }];
    product.check().map_err(|fault| match fault {
        InvalidProduct::Sku => wrong("sku", "not_a_name"),
        InvalidProduct::Title => wrong("title_fr", "too_long"),
        InvalidProduct::UnitPrice => wrong("unit_price", "not_an_amount"),
    })
}
