//! The pages the law asks a shop for, made from the seller's identity. They help a shop to begin;
//! they are no legal advice.

use axum::extract::Path;
use invoices::Seller;
use journal::question::BillingSettings;
use maud::{Markup, html};

use super::Customer;
use super::linked::linked;
use crate::country;
use crate::desk::language;
use crate::html::{page_header, shop_page};
use crate::i18n::{Lang, t, ta};
use crate::page::PageError;

/// The pages, by the last part of their address, with how many paragraphs each has.
pub(crate) const PAGES: [(&str, usize); 4] = [("notice", 1), ("terms", 6), ("privacy", 4), ("accessibility", 4)];

/// One of the pages.
pub(super) async fn show(
    customer: Customer,
    Path((_, _, page)): Path<(String, String, String)>,
) -> Result<Markup, PageError> {
    let (page, _) = PAGES.into_iter().find(|(known, _)| *known == page).ok_or_else(PageError::not_found)?;
    let seller = customer.app().journal.ask(BillingSettings(customer.site.id)).await?.seller;
    let lang = customer.lang();
    let title = t(lang, &format!("legal-{page}"));
    let body = html! {
        (page_header(&title, None))
        div.prose {
            @if page == "notice" { (identity(&customer, &seller)) }
            @match own_words(&customer, page) {
                Some((text, other)) => { div lang=[other] { (paragraphs_of(&text)) } },
                None => { @for text in starting_text(lang, page, &seller) { p { (linked(&text)) } } },
            }
        }
    };
    Ok(shop_page(&customer.shell(None), &title, &body))
}

/// The shop's own words on a page, and their language where it is not the page's: a text that binds the shop is
/// shown as it was written rather than replaced by another.
fn own_words(customer: &Customer, page: &str) -> Option<(String, Option<&'static str>)> {
    let text = customer.storefront.legal.of(page)?;
    let lang = customer.lang();
    let (own, other) = (text.get(language(lang)), text.get(language(lang.other())));
    match (own, other) {
        ("", "") => None,
        ("", other) => Some((other.to_owned(), Some(lang.other().code()))),
        (own, _) => Some((own.to_owned(), None)),
    }
}

/// A text as it was typed: an empty line parts paragraphs, others stay lines.
pub(super) fn paragraphs_of(text: &str) -> Markup {
    let text = text.replace("\r\n", "\n");
    html! {
        @for paragraph in text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
            p { @for (place, line) in paragraph.lines().enumerate() { @if place > 0 { br; } (linked(line)) } }
        }
    }
}

/// What a page says where the shop has no words of its own, by paragraph: the texts `legal-PAGE-1`, `-2` …
pub(crate) fn starting_text(lang: Lang, page: &str, seller: &Seller) -> Vec<String> {
    let count = PAGES.into_iter().find(|(known, _)| *known == page).map_or(0, |(_, count)| count);
    let args = [("seller", seller.name.as_str().into()), ("contact", contact(lang, seller).into())];
    (1..=count).map(|place| ta(lang, &format!("legal-{page}-{place}"), &args)).collect()
}

/// Where the seller is reached: e-mail, else telephone, else by post.
pub(super) fn contact(lang: Lang, seller: &Seller) -> String {
    match (seller.email.as_str(), seller.phone.as_str()) {
        ("", "") => t(lang, "legal-by-post"),
        ("", phone) => phone.to_owned(),
        (email, _) => email.to_owned(),
    }
}

/// Who sells, as far as the shop has said it.
fn identity(customer: &Customer, seller: &Seller) -> Markup {
    let lang = customer.lang();
    let value = |key: &str, value: &str| {
        let args = [("value", value.to_owned().into())];
        (!value.is_empty()).then(|| ta(lang, key, &args))
    };
    let marks = [
        value("seller-siren", &seller.siren),
        value("seller-rcs", &seller.rcs),
        value("seller-vat", &seller.vat_id),
        value("seller-capital", &seller.capital),
        value("seller-phone", &seller.phone),
        value("seller-email", &seller.email),
    ];
    html! {
        (address(customer.lang(), seller))
        ul.list { @for mark in marks.into_iter().flatten() { li { (linked(&mark)) } } }
    }
}

/// Name and postal address, a line each.
pub(super) fn address(lang: Lang, seller: &Seller) -> Markup {
    let town = format!("{} {}", seller.postal_code, seller.city);
    html! {
        address {
            strong { (seller.name) } @if !seller.legal_form.is_empty() { " " (seller.legal_form) }
            @for line in [seller.line1.as_str(), &seller.line2, town.trim(), &country::name(lang, &seller.country)] {
                @if !line.is_empty() { br; (line) }
            }
        }
    }
}
