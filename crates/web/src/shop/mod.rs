//! The storefront: from catalogue to confirmation, and the customer's own page of an order.

pub(crate) mod accent;
mod basket;
mod buyer;
mod checkout;
mod choices;
pub(crate) mod legal;
mod linked;
mod order;
pub(crate) mod pictures;
mod products;
pub(crate) mod search;
mod stock;
mod withdrawal;

use std::sync::Arc;

use axum::Router;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::response::Redirect;
use axum::routing::{get, post};
use axum_extra::extract::CookieJar;
use journal::question::{ShopSettings, SiteByHost, SiteByName};
use journal::{PictureSize, Site, Storefront};
use orders::Offer;

use basket::Basket;
pub(crate) use checkout::label;

use crate::app::App;
use crate::desk::{amount, lang_of};
use crate::html::{NavItem, Shell, Shop};
use crate::i18n::{Lang, ta};
use crate::page::PageError;
use crate::visitor::{PRICES_COOKIE, Visitor};

/// Everything under `/shop`.
pub(crate) fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/accents/{colour}", get(accent::show))
        .route("/shop/{site}", get(choose_language))
        .route("/shop/{site}/", get(choose_language))
        .route("/shop/{site}/pictures/{file}", get(pictures::show))
        .route("/shop/{site}/{lang}/", get(products::list))
        .route("/shop/{site}/{lang}/products/{sku}", get(products::show))
        .route("/shop/{site}/{lang}/basket", get(basket::show).post(basket::change))
        .route("/shop/{site}/{lang}/checkout", get(checkout::show).post(checkout::advance))
        .route("/shop/{site}/{lang}/orders", post(checkout::place))
        .route("/shop/{site}/{lang}/orders/{number}/{key}", get(order::show))
        .route("/shop/{site}/{lang}/withdrawal", get(withdrawal::show).post(withdrawal::withdraw))
        .route("/shop/{site}/{lang}/withdrawal/{number}/{key}", get(withdrawal::acknowledge))
        .route("/shop/{site}/{lang}/orders/{number}/{key}/invoices/{invoice}", get(order::invoice))
        .route("/shop/{site}/{lang}/legal/{page}", get(legal::show))
}

/// The storefront in the visitor's language.
async fn choose_language(visitor: Visitor, Path(name): Path<String>) -> Result<Redirect, PageError> {
    let site = storefront(&visitor, &name).await?;
    let spoken = spoken(&visitor.app.journal.ask(ShopSettings(site.id)).await?.storefront);
    let first = lang_of(site.language);
    let lang = [visitor.lang, first].into_iter().find(|lang| spoken.contains(lang)).unwrap_or(spoken[0]);
    Ok(Redirect::to(&format!("/shop/{}/{}/", site.name, lang.code())))
}

/// The languages a storefront can be read in.
fn spoken(storefront: &Storefront) -> Vec<Lang> {
    let spoken: Vec<Lang> = storefront.languages.iter().map(|language| lang_of(*language)).collect();
    if spoken.is_empty() { Lang::ALL.to_vec() } else { spoken }
}

/// The site of a name. Under a host name that one site has to itself there is no other.
async fn storefront(visitor: &Visitor, name: &str) -> Result<Site, PageError> {
    let journal = &visitor.app.journal;
    let site = journal.ask(SiteByName(name.to_owned())).await?.ok_or_else(PageError::not_found)?;
    match journal.ask(SiteByHost(visitor.host.clone())).await? {
        Some(owner) if owner.id != site.id => Err(PageError::not_found()),
        Some(_) | None => Ok(site),
    }
}

/// Somebody in a storefront: the site and the language stand in the address.
pub(crate) struct Customer {
    pub visitor: Visitor,
    pub site: Site,
    /// What can be chosen among.
    pub offer: Offer,
    /// How the shop presents itself.
    pub storefront: Storefront,
    /// The name of its logo's file, if it has one.
    pub logo: Option<String>,
    pub basket: Basket,
    /// The order that was placed last in this very browser.
    pub ordered: Option<i64>,
    /// Whether prices excluding tax are shown beside those that include it, as businesses need.
    pub net_prices: bool,
}

impl FromRequestParts<Arc<App>> for Customer {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, PageError> {
        Customer::of(Visitor::read(parts, app), &CookieJar::from_headers(&parts.headers)).await
    }
}

impl Customer {
    /// Whoever looks at a page of a storefront; an error where there is no such storefront.
    async fn of(mut visitor: Visitor, jar: &CookieJar) -> Result<Self, PageError> {
        let mut segments = visitor.path.split(['/', '?']).skip(2);
        let (name, lang) = (segments.next().unwrap_or_default(), segments.next().unwrap_or_default());
        let lang = Lang::from_code(lang).ok_or_else(PageError::not_found)?;
        let site = storefront(&visitor, name).await?;
        let journal::question::Shop { offer, storefront: look, logo } =
            visitor.app.journal.ask(ShopSettings(site.id)).await?;
        let spoken = spoken(&look);
        if !spoken.contains(&lang) {
            return Err(PageError::elsewhere(in_language(&visitor.path, spoken[0])));
        }
        visitor.lang = lang;
        let net_prices = jar.get(PRICES_COOKIE).is_some_and(|cookie| cookie.value() == "net");
        let (basket, ordered) = (Basket::read(jar), buyer::read(&visitor.app, site.id, jar));
        Ok(Customer { visitor, site, offer, storefront: look, logo, basket, ordered, net_prices })
    }

    pub(crate) fn lang(&self) -> Lang {
        self.visitor.lang
    }

    pub(crate) fn app(&self) -> &App {
        &self.visitor.app
    }

    /// An address in this storefront and language.
    pub(crate) fn href(&self, rest: &str) -> String {
        format!("/shop/{}/{}/{rest}", self.site.name, self.lang().code())
    }

    pub(crate) fn money(&self, cents: i64) -> String {
        amount(self.lang(), cents, self.site.currency)
    }

    /// An amount excluding tax, said as such.
    pub(crate) fn net(&self, cents: i64) -> String {
        ta(self.lang(), "price-net", &[("amount", self.money(cents).into())])
    }

    pub(crate) fn shell(&self, nav: Option<NavItem>) -> Shell {
        let shop = Shop {
            root: format!("/shop/{}", self.site.name),
            name: self.site.title.clone(),
            basket_count: self.basket.units(),
            net_prices: self.net_prices,
            accent: accent::href(&self.storefront.accent),
            languages: spoken(&self.storefront),
            logo: self.logo.as_deref().map(|hash| pictures::href(&self.site.name, hash, PictureSize::Logo)),
        };
        Shell { shop: Some(shop), nav, ..self.visitor.shell() }
    }
}

/// The frame of a page that says why there is no page, where it would have been a storefront's.
pub(crate) async fn frame_of_error(visitor: &Visitor, jar: &CookieJar) -> Option<Shell> {
    let customer = Customer::of(visitor.clone(), jar).await.ok()?;
    Some(customer.shell(None))
}

/// A storefront's address in another language.
fn in_language(path: &str, lang: Lang) -> String {
    let mut parts: Vec<&str> = path.splitn(5, '/').collect();
    if let Some(part) = parts.get_mut(3) {
        *part = lang.code();
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_in_a_language_that_is_not_spoken_leads_to_the_same_page_in_one_that_is() {
        assert_eq!(in_language("/shop/demo/en/products/TASSE?a=b", Lang::Fr), "/shop/demo/fr/products/TASSE?a=b");
        assert_eq!(in_language("/shop/demo/en/", Lang::Fr), "/shop/demo/fr/");
    }
}
