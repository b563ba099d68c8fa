//! « Raccourcis clavier »: what the keys do, and the switch that turns them off.

use maud::{Markup, html};

use crate::html::{NavItem, button_plain, desk_page, hidden, page_header};
use crate::i18n::{Lang, t};
use crate::page::PageError;
use crate::rights::Right;
use crate::visitor::Desk;

/// The keys by place, each with the name of its sentence.
const PLACES: [(&str, &[(&str, &str)]); 3] = [
    (
        "keys-everywhere",
        &[
            ("?", "keys-help"),
            ("/", "keys-search"),
            ("g c", "keys-orders"),
            ("g l", "keys-logistics"),
            ("g s", "keys-statistics"),
            ("g r", "keys-settings"),
        ],
    ),
    (
        "keys-grid",
        &[
            ("j", "keys-next-row"),
            ("k", "keys-previous-row"),
            ("x", "keys-tick"),
            ("Shift + X", "keys-range"),
            ("a", "keys-page"),
            ("Esc", "keys-untick"),
            ("f", "keys-filter"),
            ("r", "keys-show-new"),
        ],
    ),
    ("keys-order", &[("[", "keys-previous"), ("]", "keys-next"), ("1 2 3", "keys-tabs")]),
];

/// The list of keys.
pub(crate) async fn show(desk: Desk) -> Result<Markup, PageError> {
    desk.may(Right::SeeOrders)?;
    let lang = desk.lang();
    let title = t(lang, "keys-title");
    let on = desk.visitor.shortcuts;
    let body = html! {
        (page_header(&title, None))
        p.lead { (t(lang, if on { "keys-are-on" } else { "keys-are-off" })) }
        div #keys.columns.keys data-close=(t(lang, "close")) {
            @for (place, keys) in PLACES {
                section.section aria-labelledby=(place) {
                    h2 id=(place) { (t(lang, place)) }
                    dl {
                        @for (keys, does) in keys { div { dt { (pressed(lang, keys)) } dd { (t(lang, does)) } } }
                    }
                }
            }
        }
        form method="post" action="/preferences" {
            (hidden("back", "/desk/keyboard"))
            (hidden("shortcuts", if on { "off" } else { "on" }))
            (button_plain(&t(lang, if on { "keys-turn-off" } else { "keys-turn-on" })))
        }
    };
    let mut shell = desk.shell(NavItem::Orders);
    shell.nav = None;
    Ok(desk_page(&shell, &title, &body))
}

/// `Shift + X` as two keys held together, `g c` as one after the other.
fn pressed(lang: Lang, keys: &str) -> Markup {
    let name = |key: &str| match key {
        "Shift" => t(lang, "key-shift"),
        "Esc" => t(lang, "key-escape"),
        key => key.to_owned(),
    };
    html! {
        @for key in keys.split(' ') { @if key == "+" { "+ " } @else { kbd { (name(key)) } " " } }
    }
}
