use maud::{Markup, html};
use web::format;
use web::html::{
    Field, Flash, Shell, Tab, Tone, button_primary, checkbox, choices, definitions, desk_page, notice, page_header,
    previous_next, request_id, select, table_region, tabs, textarea,
};
use web::i18n::{Lang, t, ta};

use crate::grid::{progress_badge, status_badge};

const ORDER: &str = "/desk/orders/7087800";

pub fn payment(shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = t(lang, "order-tab-payment");
    let amounts = [
        (t(lang, "payment-expected"), format::amount(lang, 28_335, "EUR", 2)),
        (t(lang, "payment-received"), format::amount(lang, 0, "EUR", 2)),
        (t(lang, "payment-difference"), format::amount(lang, -28_335, "EUR", 2)),
    ];
    let error = t(lang, "invalid-required");
    let form = html! {
        form.form method="post" action={ (ORDER) "/payment" } {
            (request_id("r-3"))
            (Field::new(lang, "amount", &t(lang, "payment-amount-received")).value("283,35").inputmode("decimal").size("short"))
            (Field::new(lang, "cheque", &t(lang, "payment-cheque-number")).inputmode("numeric").size("medium").error(Some(&error)))
            (textarea(&Field::new(lang, "reason", &t(lang, "payment-reason")).optional(), 3))
            div.buttons { (button_primary(&title)) a href=(ORDER) { (t(lang, "cancel")) } }
        }
    };
    let facts = html! { (definitions(&amounts)) };
    page(shell, &title, &html! { div.split { (form) (facts) } })
}

pub fn progress(shell: &Shell) -> Markup {
    let mut shell = shell.clone();
    let lang = shell.lang;
    let text = t(lang, "progress-saved");
    shell.flash = Some(Flash { tone: Tone::Success, text, act: None });
    let states = choices([("1", "Commande en préparation"), ("2", "Expédié Mondial")]);
    let title = t(lang, "order-tab-progress");
    let body = html! {
        div.split {
            section aria-labelledby="history" {
                h2 #history { (t(lang, "progress-history")) }
                (table_region(&t(lang, "progress-history"), &history(lang)))
            }
            form.form method="post" action={ (ORDER) "/progress" } {
                (request_id("r-4"))
                (notice(lang, Tone::Attention, &t(lang, "payment-awaiting-note"), None))
                (select(lang, &t(lang, "progress-state"), "state", &states, "1"))
                (textarea(&Field::new(lang, "note", &t(lang, "progress-note")).optional(), 3))
                (checkbox(&t(lang, "progress-tell-customer"), "tell-customer", true, None))
                (checkbox(&t(lang, "progress-generate-invoice"), "invoice", false, Some(&t(lang, "progress-generate-invoice-hint"))))
                div.buttons { (button_primary(&t(lang, "progress-save"))) }
            }
        }
    };
    page(&shell, &title, &body)
}

pub fn invoice(shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = ta(lang, "invoice-title", &[("number", "2013-03-000000008".into())]);
    let euros = |cents| format::amount(lang, cents, "EUR", 2);
    let lines = [("Registre relié, 200 pages", "4", 12_500), ("Encre bleue, 50 cl", "8", 3_274)];
    let body = html! {
        article.sheet {
            div.sheet-head {
                address { "Papeterie du Port\n12, quai des Chartrons\n33000 Bordeaux" }
                div { h1 { (title) } p { (t(lang, "invoice-issued-on")) " " (format::date_grid(lang, jiff::civil::date(2013, 3, 1))) } }
            }
            (lines_table(lang, &lines))
            table.totals {
                tbody {
                    tr { th scope="row" { (t(lang, "total-net")) } td.numeric { (euros(63_493)) } }
                    tr { th scope="row" { (t(lang, "total-vat")) " " (format::percent(lang, 2_000)) } td.numeric { (euros(12_699)) } }
                }
                tfoot { tr { th scope="row" { (t(lang, "total-gross")) } td.numeric { (euros(76_192)) } } }
            }
            p.mentions { (t(lang, "progress-generate-invoice-hint")) }
        }
    };
    desk_page(shell, &title, &body)
}

fn lines_table(lang: Lang, lines: &[(&str, &str, i64)]) -> Markup {
    html! {
        table {
            caption.visually-hidden { (t(lang, "order-lines")) }
            thead {
                tr {
                    th scope="col" { (t(lang, "line-product")) }
                    th.numeric scope="col" { (t(lang, "line-quantity")) }
                    th.numeric scope="col" { (t(lang, "line-unit-price")) }
                }
            }
            tbody {
                @for (product, quantity, cents) in lines {
                    tr { td { (product) } td.numeric { (quantity) } td.numeric { (format::amount(lang, *cents, "EUR", 2)) } }
                }
            }
        }
    }
}

fn history(lang: Lang) -> Markup {
    let rows =
        [("1\u{a0}mars 2013", "09:12", "Commande en préparation", true), ("28\u{a0}février 2013", "17:45", "", false)];
    html! {
        table {
            caption.visually-hidden { (t(lang, "progress-history")) }
            thead {
                tr { @for key in ["progress-when", "order-progress", "progress-who", "progress-told"] { th scope="col" { (t(lang, key)) } } }
            }
            tbody {
                @for (date, time, state, told) in rows {
                    tr {
                        td.nowrap { (date) " " (time) }
                        td { (progress_badge(lang, state)) }
                        td { "Camille Robin" }
                        td { (t(lang, if told { "yes" } else { "no" })) }
                    }
                }
            }
        }
    }
}

fn page(shell: &Shell, title: &str, body: &Markup) -> Markup {
    let lang = shell.lang;
    let facts = [
        (t(lang, "order-customer"), html! { "Société Kérouédan & Fils" }),
        (t(lang, "order-total"), html! { (format::amount(lang, 28_335, "EUR", 2)) }),
        (t(lang, "order-payment-status"), status_badge(lang, "awaiting")),
        (t(lang, "order-progress"), progress_badge(lang, "Commande en préparation")),
    ];
    let order = ta(lang, "order-title", &[("number", "7087800".into())]);
    let pages = [("", "order-tab-summary"), ("/payment", "order-tab-payment"), ("/progress", "order-tab-progress")];
    let pages = pages.map(|(end, key)| {
        let href = format!("{ORDER}{end}");
        Tab { current: href == shell.path, href, text: t(lang, key), count: None }
    });
    let (previous, next) = (t(lang, "order-previous"), t(lang, "order-next"));
    let neighbours =
        previous_next(&order, Some(("/desk/orders/7090564", &previous)), Some(("/desk/orders/7087664", &next)));
    let body = html! {
        (page_header(&format!("{order} – {title}"), Some(&neighbours)))
        dl.facts { @for (key, value) in &facts { div { dt { (key) } dd { (value) } } } }
        (tabs(&t(lang, "order-tabs"), &pages))
        (body)
    };
    desk_page(shell, &format!("{order}, {title}"), &body)
}
