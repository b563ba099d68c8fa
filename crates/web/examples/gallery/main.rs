//! Pages with invented content, to look at the parts of `web::html`: `cargo run -p web --example gallery -- 4000`.
//! `?lang=en` and `?theme=dark` choose language and theme.

mod grid;
mod order;
mod shop;

use std::collections::HashMap;
use std::error::Error;

use axum::Router;
use axum::extract::{OriginalUri, Query};
use axum::http::Uri;
use axum::response::Html;
use axum::routing::get;
use maud::{Markup, html};
use web::assets;
use web::html::{
    Field, FieldKind, NavItem, Shell, Shop, SignedIn, Theme, button_primary, error_summary, link_button, plain_page,
    request_id,
};
use web::i18n::{Lang, t, ta};

const PAGES: [(&str, fn(&Shell) -> Markup); 10] = [
    ("/", index),
    ("/sign-in", sign_in),
    ("/desk/orders", grid::orders),
    ("/desk/orders/empty", grid::no_match),
    ("/desk/orders/7087800/payment", order::payment),
    ("/desk/orders/7087800/progress", order::progress),
    ("/desk/invoices/2013-03-000000008", order::invoice),
    ("/shop/demo/fr/", shop::products),
    ("/shop/demo/fr/checkout", shop::checkout),
    ("/missing", missing),
];

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let port: u16 = std::env::args().nth(1).as_deref().unwrap_or("4000").parse()?;
    let mut router: Router = assets::router();
    for (path, page) in PAGES {
        let handler = move |uri: OriginalUri, query: Query<HashMap<String, String>>| async move {
            Html(page(&shell(&uri, &query)).into_string())
        };
        router = router.route(path, get(handler));
    }
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    println!("http://127.0.0.1:{port}/");
    Ok(axum::serve(listener, router).await?)
}

fn shell(uri: &Uri, query: &HashMap<String, String>) -> Shell {
    let word = |name: &str| query.get(name).map(String::as_str).unwrap_or_default();
    let lang = Lang::from_code(word("lang")).unwrap_or(Lang::Fr);
    let mut shell = Shell::new(lang, uri.path());
    shell.theme = Theme::from_code(word("theme"));
    if uri.path().starts_with("/desk/") {
        shell.nav = Some(if uri.path().contains("invoices") { NavItem::Invoices } else { NavItem::Orders });
        shell.signed_in = Some(SignedIn {
            name: "Camille Robin".to_owned(),
            site_name: "Papeterie du Port".to_owned(),
            role_label: t(lang, "role-clerk"),
        });
    }
    if uri.path().starts_with("/shop/") {
        shell.nav = Some(NavItem::ShopProducts);
        let root = "/shop/demo".to_owned();
        shell.shop = Some(Shop { root, name: "Papeterie du Port".to_owned(), basket_count: 2 });
    }
    shell
}

fn index(shell: &Shell) -> Markup {
    let list = html! {
        h1 { "Gallery" }
        ul { @for (path, _) in PAGES { li { a href=(path) { (path) } } } }
    };
    plain_page(shell, "Gallery", &list)
}

fn sign_in(shell: &Shell) -> Markup {
    let lang = shell.lang;
    let failed = t(lang, "invalid-required");
    let body = html! {
        h1 { (t(lang, "sign-in-title")) }
        p.lead { (t(lang, "sign-in-intro")) }
        (error_summary(lang, &[("email", &failed)]))
        form.form method="post" action="/sign-in" {
            (request_id("r-1"))
            (Field::new(lang, "site", &t(lang, "sign-in-site")).value("demo").autocomplete("organization"))
            (Field::new(lang, "email", &t(lang, "sign-in-email")).kind(FieldKind::Email).autocomplete("username").error(Some(&failed)))
            (Field::new(lang, "password", &t(lang, "sign-in-password")).kind(FieldKind::Password).autocomplete("current-password"))
            div.buttons { (button_primary(&t(lang, "sign-in-submit"))) }
        }
    };
    let mut shell = shell.clone();
    shell.has_errors = true;
    plain_page(&shell, &t(lang, "sign-in-title"), &body)
}

fn missing(shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = t(lang, "error-404-title");
    let body = html! {
        h1 { (title) }
        p { (t(lang, "error-404")) }
        p.reference { (ta(lang, "error-reference", &[("reference", "R7K2-4QXM".into())])) }
        div.buttons { (link_button("primary", "/desk/orders", &t(lang, "error-back-to-orders"))) }
    };
    plain_page(shell, &title, &body)
}
