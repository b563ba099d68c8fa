use maud::{DOCTYPE, Markup, html};

use super::buttons::button_link;
use super::forms::hidden;
use super::icons::{Icon, icon};
use super::messages::{Flash, flash};
use super::navigation::{Tab, sub_nav};
use crate::assets;
use crate::i18n::{Lang, t, ta};

/// What surrounds a page: whose it is, where it is, and how it is shown. Start from [`Shell::new`] and set what differs.
#[derive(Clone, Debug)]
pub struct Shell {
    /// The language of the page.
    pub lang: Lang,
    /// Path and query of this page: where the language and theme switches come back to.
    pub path: String,
    /// Who looks at it.
    pub signed_in: Option<SignedIn>,
    /// The entry of the menu that this page is under.
    pub nav: Option<NavItem>,
    /// The theme chosen over the system's.
    pub theme: Option<Theme>,
    /// Whether single keys act, where the page has any.
    pub shortcuts: bool,
    /// What just happened.
    pub flash: Option<Flash>,
    /// Whether the page itself places the status region, where its answers belong.
    pub status_inside: bool,
    /// Whether a form on the page is refused: the title says so first.
    pub has_errors: bool,
    /// The shop, on the storefront's pages.
    pub shop: Option<Shop>,
}

impl Shell {
    /// A page nobody is signed in to, without menu entry, theme or message.
    pub fn new(lang: Lang, path: impl Into<String>) -> Self {
        let path = path.into();
        Self {
            lang,
            path,
            signed_in: None,
            nav: None,
            theme: None,
            shortcuts: true,
            flash: None,
            status_inside: false,
            has_errors: false,
            shop: None,
        }
    }
}

/// The person at the desk.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Their name.
    pub name: String,
    /// The site they are signed in to.
    pub site_name: String,
    /// Their role, in words.
    pub role_label: String,
    /// Whether their place is the logistician's workspace, and not the desk.
    pub logistician: bool,
}

/// The shop a storefront page belongs to.
#[derive(Clone, Debug)]
pub struct Shop {
    /// The address before the language, without a slash at the end: `/shop/demo`.
    pub root: String,
    /// Its name.
    pub name: String,
    /// How many articles are in the basket.
    pub basket_count: u32,
    /// Whether prices excluding tax are shown beside those that include it, as businesses need.
    pub net_prices: bool,
    /// Where the style of its own colour is, if it has one.
    pub accent: Option<String>,
    /// Where its logo is, if it has one.
    pub logo: Option<String>,
    /// The languages it can be read in.
    pub languages: Vec<Lang>,
}

/// A theme chosen over the system's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Theme {
    /// Dark text on white.
    Light,
    /// Light text on near-black.
    Dark,
}

impl Theme {
    /// The word in the cookie, in the form and in `data-theme`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme with exactly this word. `auto`, or anything else, follows the system.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "light" => Some(Self::Light),
            "dark" => Some(Self::Dark),
            _ => None,
        }
    }
}

/// An entry of a menu.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NavItem {
    /// Desk: orders.
    Orders,
    /// Desk: products.
    Products,
    /// Desk: hand-offs.
    Handoffs,
    /// Desk: invoices.
    Invoices,
    /// Desk: statistics.
    Statistics,
    /// Desk: settings.
    Settings,
    /// Storefront: what is for sale.
    ShopProducts,
    /// Storefront: the basket.
    Basket,
    /// Logistician: batches.
    Batches,
}

/// A page of the back office. `body` brings the heading, usually by [`page_header`].
pub fn desk_page(shell: &Shell, title: &str, body: &Markup) -> Markup {
    let lang = shell.lang;
    let entries = [
        (NavItem::Orders, "/desk/orders", t(lang, "nav-orders")),
        (NavItem::Products, "/desk/products", t(lang, "nav-products")),
        (NavItem::Handoffs, "/desk/handoffs", t(lang, "nav-logistics")),
        (NavItem::Invoices, "/desk/invoices", t(lang, "nav-invoices")),
        (NavItem::Statistics, "/desk/statistics", t(lang, "nav-statistics")),
        (NavItem::Settings, "/desk/settings", t(lang, "nav-settings")),
    ];
    let header = html! {
        header.page-top {
            div.bar { (brand("/desk/", &t(lang, "product-name"))) (main_nav(shell, &entries)) (search(shell)) (person(shell)) }
            @if shell.nav == Some(NavItem::Orders) { (sub_nav(&t(lang, "nav-secondary"), &orders_pages(shell))) }
        }
    };
    document(shell, "desk", title, &header, body)
}

/// A page of the logistician's workspace.
pub fn logistics_page(shell: &Shell, title: &str, body: &Markup) -> Markup {
    let lang = shell.lang;
    let entries = [(NavItem::Batches, "/logistics/", t(lang, "logistics-handoffs"))];
    let header = html! {
        header.page-top {
            div.bar { (brand("/logistics/", &t(lang, "logistics-title"))) (main_nav(shell, &entries)) (person(shell)) }
        }
    };
    document(shell, "desk", title, &header, body)
}

/// A page for whoever is signed in, wherever their place is.
pub fn staff_page(shell: &Shell, title: &str, body: &Markup) -> Markup {
    let page = if at_logistics(shell) { logistics_page } else { desk_page };
    page(shell, title, body)
}

fn at_logistics(shell: &Shell) -> bool {
    shell.signed_in.as_ref().is_some_and(|person| person.logistician)
}

/// A page of a storefront. Without `shell.shop` it has no menu.
pub fn shop_page(shell: &Shell, title: &str, body: &Markup) -> Markup {
    let lang = shell.lang;
    let header = html! {
        header.page-top {
            div.bar {
                @if let Some(shop) = &shell.shop {
                    @let home = format!("{}/{}/", shop.root, lang.code());
                    @let basket = format!("{home}basket");
                    @let basket_text = ta(lang, "shop-basket-count", &[("count", shop.basket_count.into())]);
                    (shop_brand(&home, shop))
                    (main_nav(shell, &[
                        (NavItem::ShopProducts, home.as_str(), t(lang, "shop-products")),
                        (NavItem::Basket, basket.as_str(), basket_text),
                    ]))
                }
            }
        }
    };
    document(shell, "shop", title, &header, body)
}

/// A page outside desk and storefront: sign-in, errors, the list of shops.
pub fn plain_page(shell: &Shell, title: &str, body: &Markup) -> Markup {
    let header = html! {
        header.page-top { div.bar { (brand("/", &t(shell.lang, "product-name"))) } }
    };
    document(shell, "plain", title, &header, body)
}

/// The page's heading, with what stands on its right: a button, a count.
pub fn page_header(title: &str, aside: Option<&Markup>) -> Markup {
    html! {
        div.page-header {
            h1 { (title) }
            @if let Some(aside) = aside { div.page-header-aside { (aside) } }
        }
    }
}

fn document(shell: &Shell, kind: &str, title: &str, header: &Markup, body: &Markup) -> Markup {
    let lang = shell.lang;
    html! {
        (DOCTYPE)
        html lang=(lang.code()) data-theme=[shell.theme.map(Theme::code)] {
            (head(shell, title))
            body class=(kind) data-shortcuts=[(!shell.shortcuts).then_some("off")] data-pending=(t(lang, "pending")) {
                a.skip-link href="#content" { (t(lang, "skip-to-content")) }
                (header)
                main #content tabindex="-1" {
                    @if !shell.status_inside { (flash(lang, shell.flash.as_ref())) }
                    (body)
                }
                (footer(shell))
            }
        }
    }
}

fn head(shell: &Shell, title: &str) -> Markup {
    let lang = shell.lang;
    let product = t(lang, "product-name");
    let place = match (&shell.shop, &shell.signed_in) {
        (Some(shop), _) => &shop.name,
        (None, Some(person)) => &person.site_name,
        (None, None) => &product,
    };
    let full = format!("{title} – {place}");
    let full = if shell.has_errors { ta(lang, "title-error", &[("title", full.into())]) } else { full };
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            title { (full) }
            @for font in assets::font_urls() {
                link rel="preload" href=(font) as="font" type="font/woff2" crossorigin;
            }
            link rel="stylesheet" href=(assets::css_url());
            @if let Some(accent) = shell.shop.as_ref().and_then(|shop| shop.accent.as_ref()) { link rel="stylesheet" href=(accent); }
            link rel="icon" type="image/svg+xml" href=(assets::favicon_url());
            @if let Some(shop) = &shell.shop {
                @for other in &shop.languages {
                    link rel="alternate" hreflang=(other.code()) href=(path_in(shop, &shell.path, *other));
                }
            }
            script type="module" src=(assets::js_url()) {}
        }
    }
}

fn brand(href: &str, name: &str) -> Markup {
    html! { a.brand href=(href) { (icon(Icon::Ledger)) span { (name) } } }
}

/// The shop's logo, or its name.
fn shop_brand(href: &str, shop: &Shop) -> Markup {
    match &shop.logo {
        Some(logo) => html! { a.brand href=(href) { img.logo src=(logo) alt=(shop.name) height="32"; } },
        None => brand(href, &shop.name),
    }
}

fn main_nav(shell: &Shell, entries: &[(NavItem, &str, String)]) -> Markup {
    html! {
        nav.main-nav aria-label=(t(shell.lang, "nav-main")) {
            ul {
                @for (item, href, text) in entries {
                    li { a href=(href) aria-current=[current(shell, *item, href)] { (text) } }
                }
            }
        }
    }
}

/// The entry's own page is `page`; a page under it is merely within (`true`).
fn current(shell: &Shell, item: NavItem, href: &str) -> Option<&'static str> {
    (shell.nav == Some(item)).then(|| if path_only(shell) == href { "page" } else { "true" })
}

fn orders_pages(shell: &Shell) -> [Tab; 2] {
    [("/desk/orders", "nav-orders-tracking"), ("/desk/mails", "mails-title")].map(|(href, key)| Tab {
        href: href.to_owned(),
        text: t(shell.lang, key),
        count: None,
        current: path_only(shell) == href,
    })
}

/// What finds an order from any page of the desk.
fn search(shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! {
        @if shell.signed_in.is_some() {
            form.search role="search" method="get" action="/desk/orders/search" {
                label.visually-hidden for="field-search" { (t(lang, "search-label")) }
                input.search-field #field-search type="search" name="q" autocomplete="off" placeholder=(t(lang, "search-hint")) maxlength="255";
                (super::buttons::button_plain(&t(lang, "search-submit")))
            }
        }
    }
}

fn person(shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! {
        @if let Some(person) = &shell.signed_in {
            div.person {
                span.site-name { (person.site_name) }
                a.person-name href="/desk/profile" {
                    (ta(lang, "signed-in-as", &[("name", (&person.name).into()), ("role", (&person.role_label).into())]))
                }
                form method="post" action="/sign-out" { (button_link(&t(lang, "sign-out"))) }
            }
        }
    }
}

fn footer(shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! {
        footer.page-foot {
            ul.foot-links {
                // The help is for those who work here; a customer is helped by the pages below.
                @if shell.shop.is_none() { li { a href="/help" { (t(lang, "help")) } } }
                @if shell.signed_in.is_some() && !at_logistics(shell) { li { a href="/desk/keyboard" { (t(lang, "keys-title")) } } }
                @if let Some(shop) = &shell.shop {
                    li { a href={ (shop.root) "/" (lang.code()) "/withdrawal" } { (t(lang, "shop-withdrawal")) } }
                    @for (page, _) in crate::shop::legal::PAGES {
                        li { a href={ (shop.root) "/" (lang.code()) "/legal/" (page) } { (t(lang, &format!("legal-{page}"))) } }
                    }
                }
            }
            @match &shell.shop {
                Some(shop) => { @if shop.languages.len() > 1 { (shop_language_switch(shell, shop)) } (prices_switch(shell, shop)) },
                None => (language_switch(shell)),
            }
            (theme_switch(shell))
        }
    }
}

/// In the storefront the language is in the address: the switch is a link to the same page.
fn shop_language_switch(shell: &Shell, shop: &Shop) -> Markup {
    let other = shell.lang.other();
    html! {
        a.language-link href=(path_in(shop, &shell.path, other)) hreflang=(other.code()) lang=(other.code()) { (other.own_name()) }
    }
}

fn prices_switch(shell: &Shell, shop: &Shop) -> Markup {
    let lang = shell.lang;
    let choices =
        [("gross", t(lang, "prices-gross"), !shop.net_prices), ("net", t(lang, "prices-net"), shop.net_prices)];
    switch(shell, "prices", &t(lang, "prices-switch"), &choices)
}

fn language_switch(shell: &Shell) -> Markup {
    let choices = Lang::ALL.map(|lang| (lang.code(), lang.own_name().to_owned(), lang == shell.lang));
    switch(shell, "lang", &t(shell.lang, "language-switch"), &choices)
}

fn theme_switch(shell: &Shell) -> Markup {
    let lang = shell.lang;
    let choices = [
        ("auto", t(lang, "theme-auto"), shell.theme.is_none()),
        (Theme::Light.code(), t(lang, "theme-light"), shell.theme == Some(Theme::Light)),
        (Theme::Dark.code(), t(lang, "theme-dark"), shell.theme == Some(Theme::Dark)),
    ];
    switch(shell, "theme", &t(lang, "theme-switch"), &choices)
}

/// A preference that is sent on a click and comes back to this page.
fn switch(shell: &Shell, name: &str, label: &str, choices: &[(&str, String, bool)]) -> Markup {
    html! {
        form method="post" action="/preferences" {
            (hidden("back", &shell.path))
            div.switch role="group" aria-label=(label) {
                @for (value, text, chosen) in choices {
                    @let of = (name == "lang").then_some(*value);
                    button type="submit" name=(name) value=(value) aria-pressed=(chosen) lang=[of] { (text) }
                }
            }
        }
    }
}

/// The storefront page at `path`, in another language.
fn path_in(shop: &Shop, path: &str, lang: Lang) -> String {
    let rest = path.strip_prefix(shop.root.as_str()).and_then(|rest| rest.strip_prefix('/')).unwrap_or_default();
    let rest = match rest.split_once('/') {
        Some((code, rest)) if Lang::from_code(code).is_some() => rest,
        _ => "",
    };
    format!("{}/{}/{rest}", shop.root, lang.code())
}

fn path_only(shell: &Shell) -> &str {
    shell.path.split(['?', '#']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_switch_of_a_shop_keeps_the_page() {
        let shop = Shop {
            root: "/shop/demo".to_owned(),
            name: String::new(),
            basket_count: 0,
            net_prices: false,
            accent: None,
            logo: None,
            languages: Vec::new(),
        };
        let table = [
            ("/shop/demo/fr/products/12?a=b", "/shop/demo/en/products/12?a=b"),
            ("/shop/demo/fr/", "/shop/demo/en/"),
            ("/shop/demo/", "/shop/demo/en/"),
            ("/elsewhere", "/shop/demo/en/"),
        ];
        for (path, expected) in table {
            assert_eq!(path_in(&shop, path, Lang::En), expected);
        }
    }

    #[test]
    fn the_title_says_first_that_something_is_wrong() {
        let mut shell = Shell::new(Lang::Fr, "/sign-in");
        shell.has_errors = true;
        let page = plain_page(&shell, "Connexion", &html! {}).into_string();
        assert!(page.contains("<title>Erreur\u{a0}: Connexion – Comptoir</title>"), "{page}");
    }

    #[test]
    fn no_page_carries_inline_script_or_style() {
        let shell = Shell::new(Lang::Fr, "/desk/orders");
        let page = desk_page(&shell, "x", &html! {}).into_string();
        assert!(!page.contains("style=") && !page.contains("<style") && !page.contains("onclick"));
        assert_eq!(page.matches("<script").count(), 1);
    }
}
