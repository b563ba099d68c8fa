use maud::{Markup, html};
use web::format;
use web::html::{
    Choice, Field, FieldKind, Icon, Shell, button_plain, button_primary, definitions, fieldset, icon, page_header,
    radio_group, request_id, select, shop_page, steps,
};
use web::i18n::{t, ta};

pub fn products(shell: &Shell) -> Markup {
    let lang = shell.lang;
    let goods = [
        ("Registre relié, 200 pages", 12_500, 12),
        ("Encre bleue, 50 cl", 3_274, 2),
        ("Plume d’acier, la boîte de douze", 890, 0),
        ("Papier vergé, la rame", 2_490, 40),
        ("Sous-main en feutre", 4_500, 7),
    ];
    let title = t(lang, "shop-products");
    let body = html! {
        (page_header(&title, None))
        ul.products {
            @for (name, cents, left) in goods {
                li.product {
                    div.picture-missing { (icon(Icon::Ledger)) }
                    h2 { a href="/shop/demo/fr/products/1" { (name) } }
                    p.muted {
                        @match left {
                            0 => (t(lang, "shop-out-of-stock")),
                            1..=3 => (ta(lang, "shop-few-left", &[("count", left.into())])),
                            _ => (t(lang, "shop-in-stock")),
                        }
                    }
                    div {
                        p.price { (format::amount(lang, cents, "EUR", 2)) " " span.muted { (t(lang, "shop-price-note")) } }
                        @if left > 0 {
                            form method="post" action="/shop/demo/fr/basket" {
                                (request_id("r-5"))
                                (button_plain(&t(lang, "shop-add-to-basket")))
                            }
                        }
                    }
                }
            }
        }
    };
    shop_page(shell, &title, &body)
}

pub fn checkout(shell: &Shell) -> Markup {
    let lang = shell.lang;
    let field = |name: &'static str, label: &str, token: &'static str| {
        html! { (Field::new(lang, name, label).autocomplete(token)) }
    };
    let step_names =
        [t(lang, "checkout-step-contact"), t(lang, "checkout-step-delivery"), t(lang, "checkout-step-recap")];
    let step_links = [(step_names[0].as_str(), None), (step_names[1].as_str(), None), (step_names[2].as_str(), None)];
    let ways =
        [("colissimo", "Colissimo", 690), ("mondial", "Mondial Relay", 450), ("pickup", "Retrait en boutique", 0)].map(
            |(value, text, cents)| {
                (Choice { value: value.to_owned(), text: text.to_owned() }, Some(format::amount(lang, cents, "EUR", 2)))
            },
        );
    let countries = [Choice { value: "FR".to_owned(), text: "France".to_owned() }];
    let address = html! {
        (field("name", &t(lang, "checkout-name"), "name"))
        (Field::new(lang, "company", &t(lang, "checkout-company")).autocomplete("organization").optional())
        (field("address", &t(lang, "checkout-address"), "address-line1"))
        div.columns {
            (field("postcode", &t(lang, "checkout-postcode"), "postal-code"))
            (field("city", &t(lang, "checkout-city"), "address-level2"))
        }
        (select(lang, &t(lang, "checkout-country"), "country", &countries, "FR"))
    };
    let total = [
        (t(lang, "checkout-recap-goods"), format::amount(lang, 15_774, "EUR", 2)),
        (t(lang, "basket-delivery"), format::amount(lang, 690, "EUR", 2)),
        (t(lang, "basket-total"), format::amount(lang, 16_464, "EUR", 2)),
    ];
    let title = t(lang, "checkout-title");
    let (email, email_hint) = (t(lang, "checkout-email"), t(lang, "checkout-email-hint"));
    let (phone, phone_hint) = (t(lang, "checkout-phone"), t(lang, "checkout-phone-hint"));
    let body = html! {
        (page_header(&title, None))
        (steps(&t(lang, "checkout-steps"), &step_links, 0))
        form.form method="post" action="/shop/demo/fr/checkout" {
            (request_id("r-6"))
            p.muted { (t(lang, "required-hint")) }
            (Field::new(lang, "email", &email).kind(FieldKind::Email).autocomplete("email").hint(&email_hint))
            (fieldset(&t(lang, "order-delivery-address"), &address))
            (Field::new(lang, "phone", &phone).kind(FieldKind::Tel).autocomplete("tel").hint(&phone_hint).optional())
            (radio_group(&t(lang, "checkout-delivery-method"), "delivery", &ways, "colissimo", None))
            (definitions(&total))
            p { (t(lang, "checkout-withdrawal")) }
            div.buttons { (button_primary(&t(lang, "checkout-place"))) }
        }
    };
    shop_page(shell, &title, &body)
}
