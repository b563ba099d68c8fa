//! What is for sale.

use axum::extract::Path;
use catalog::Product;
use journal::PictureSize;
use journal::question::{ProductBySku, Products};
use maud::{Markup, html};

use super::Customer;
use super::pictures::Pictures;
use super::search::{MAX_SEARCH, Search};
use crate::address::segment;
use crate::desk::language;
use crate::form::Form;
use crate::html::{NavItem, button_plain, button_primary, empty_state, hidden, link_button, page_header, shop_page};
use crate::i18n::{Lang, t, ta};
use crate::offer::title;
use crate::page::PageError;

/// Units left from which the customer is told how few they are.
const FEW: i64 = 5;

fn description(lang: Lang, product: &Product) -> &str {
    match lang {
        Lang::Fr => &product.description_fr,
        Lang::En => &product.description_en,
    }
}

/// What is for sale, or what of it was searched for.
pub(super) async fn list(customer: Customer) -> Result<Markup, PageError> {
    let products = customer.app().journal.ask(Products { site: customer.site.id, all: false }).await?;
    let lang = customer.lang();
    let heading = customer.site.title.clone();
    let typed = Form::of_query(&customer.visitor.path).text("q");
    let search = Search::of(&typed);
    let found: Vec<&Product> = products.iter().filter(|product| search.finds(product)).collect();
    let body = html! {
        (page_header(&heading, None))
        @if search.is_empty() { (welcome(&customer)) }
        @if products.is_empty() {
            (empty_state(&t(lang, "shop-products"), &t(lang, "shop-no-products"), None))
        } @else {
            (search_form(&customer, &typed))
            @if !search.is_empty() { (search_result(&customer, &typed, found.len())) }
            (shelf(&customer, &found, &Pictures::of(&customer).await?))
        }
    };
    Ok(shop_page(&customer.shell(Some(NavItem::ShopProducts)), &t(lang, "shop-products"), &body))
}

/// What the shop says to whoever comes in.
fn welcome(customer: &Customer) -> Markup {
    let words = customer.storefront.welcome.get(language(customer.lang()));
    html! { @if !words.is_empty() { div.prose.welcome { (super::legal::paragraphs_of(words)) } } }
}

fn search_form(customer: &Customer, typed: &str) -> Markup {
    let lang = customer.lang();
    html! {
        form.shop-search method="get" action=(customer.href("")) role="search" {
            label for="field-q" { (t(lang, "shop-search")) }
            div.shop-search-row {
                input.input #field-q type="search" name="q" value=(typed) maxlength=(MAX_SEARCH) autocomplete="off" enterkeyhint="search";
                (button_plain(&t(lang, "shop-search-button")))
            }
        }
    }
}

/// How many were found; where none was, what to do next.
fn search_result(customer: &Customer, typed: &str, found: usize) -> Markup {
    let lang = customer.lang();
    let words: String = typed.chars().take(MAX_SEARCH).collect();
    let all = link_button("plain", &customer.href(""), &t(lang, "shop-search-all"));
    html! {
        @if found == 0 {
            (empty_state(&t(lang, "shop-search-none-title"), &ta(lang, "shop-search-none", &[("words", words.into())]), Some(&all)))
        } @else {
            p role="status" {
                (ta(lang, "shop-search-count", &[("count", found.into()), ("words", words.into())])) " · "
                a href=(customer.href("")) { (t(lang, "shop-search-all")) }
            }
        }
    }
}

fn shelf(customer: &Customer, products: &[&Product], pictures: &Pictures) -> Markup {
    let lang = customer.lang();
    html! {
        @if !products.is_empty() {
            ul.products {
                @for product in products {
                    li.product {
                        (pictures.of_product(customer, &product.sku, PictureSize::Small))
                        h2 { a href=(customer.href(&format!("products/{}", segment(&product.sku)))) { (title(lang, product)) } }
                        p { (description(lang, product)) }
                        (offer(customer, product))
                    }
                }
            }
        }
    }
}

pub(super) async fn show(
    customer: Customer,
    Path((_, _, sku)): Path<(String, String, String)>,
) -> Result<Markup, PageError> {
    let found = customer.app().journal.ask(ProductBySku { site: customer.site.id, sku }).await?;
    let product = found.filter(|product| product.published).ok_or_else(PageError::not_found)?;
    let lang = customer.lang();
    let name = title(lang, &product);
    let body = html! {
        div.product-page {
            (Pictures::of(&customer).await?.of_product(&customer, &product.sku, PictureSize::Large))
            div {
                (page_header(&name, None))
                p { (description(lang, &product)) }
                (offer(&customer, &product))
            }
        }
    };
    Ok(shop_page(&customer.shell(Some(NavItem::ShopProducts)), &name, &body))
}

/// Price, stock, and the button.
fn offer(customer: &Customer, product: &Product) -> Markup {
    let lang = customer.lang();
    let stock = match product.stock {
        Some(left) if left <= 0 => t(lang, "shop-out-of-stock"),
        Some(left) if left <= FEW => ta(lang, "shop-few-left", &[("count", left.into())]),
        Some(_) | None => t(lang, "shop-in-stock"),
    };
    html! {
        p.muted { (stock) }
        p.price { (customer.money(product.unit_price_cents)) " " span.muted { (t(lang, "shop-price-note")) } }
        @if customer.net_prices {
            p.muted { (customer.net(money::net_of(product.unit_price_cents, product.vat_rate))) }
        }
        @if product.stock.is_none_or(|left| left > 0) {
            form method="post" action=(customer.href("basket")) {
                (hidden("sku", &product.sku)) (hidden("add", "true")) (hidden("units", "1"))
                (button_primary(&t(lang, "shop-add-to-basket")))
            }
        }
    }
}
