use maud::{Markup, html};

use super::forms::{Choice, field_id, options};
use crate::i18n::{Arg, Lang, t, ta};

/// How a column is sorted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sort {
    /// By something else.
    None,
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

/// A table's own scrolling box, so that the page never scrolls sideways. It takes the focus, for the arrow keys. A group and not a
/// region: it is no landmark beside the section it is in.
pub fn table_region(label: &str, table: &Markup) -> Markup {
    html! { div.table-region role="group" aria-label=(label) tabindex="0" { (table) } }
}

/// The heading of a column that can be sorted: a link to the list in its other order. `class` is the column's (`numeric`, `low` for
/// those dropped on narrow screens, or empty).
pub fn sort_heading(class: &str, text: &str, href: &str, sort: Sort) -> Markup {
    let (aria, arrow) = match sort {
        Sort::None => (None, ""),
        Sort::Ascending => (Some("ascending"), "↑"),
        Sort::Descending => (Some("descending"), "↓"),
    };
    html! {
        th scope="col" class=(class) aria-sort=[aria] {
            a.sort href=(href) {
                (text)
                @if !arrow.is_empty() { span.sort-arrow aria-hidden="true" { (arrow) } }
            }
        }
    }
}

/// The content of a cell without a value: a dash for the eye, words for assistive technology.
pub fn empty_cell(words: &str) -> Markup {
    html! { span.none aria-hidden="true" { "—" } span.visually-hidden { (words) } }
}

/// The box of a row. It belongs to the form `form` and sends `name=value`. A `fixed` one is ticked and sends nothing: more than the
/// page is selected.
pub fn select_box(form: &str, name: &str, value: &str, label: &str, fixed: bool) -> Markup {
    html! {
        label.select-target {
            input.select-box type="checkbox" form=(form) name=(name) value=(value) checked[fixed]
                disabled[fixed];
            span.visually-hidden { (label) }
        }
    }
}

/// The box in the heading, which ticks every box of the page. It sends nothing; a `fixed` one is ticked for good.
pub fn select_page_box(label: &str, fixed: bool) -> Markup {
    html! {
        label.select-target {
            input.select-box type="checkbox" data-select-page checked[fixed] disabled[fixed];
            span.visually-hidden { (label) }
        }
    }
}

/// How many rows are ticked. The script writes it from the sentences given here; without it there is nothing to say.
pub fn selection_count(lang: Lang) -> Markup {
    let one = ta(lang, "selection-page", &[("count", 1.into())]);
    let other = ta(lang, "selection-page", &[("count", Arg::from("{}"))]);
    html! {
        span.selection-count #selection-count aria-live="polite" data-selection-count data-none=(t(lang, "selection-none-yet")) data-one=(one)
            data-other=(other) {}
    }
}

/// What the script that keeps a list up to date says and offers: its buttons, unseen until it runs, and its sentences.
pub fn live_words(lang: Lang) -> Markup {
    let text = |key: &str| t(lang, key);
    let counted = |key: &str, count: Arg| ta(lang, key, &[("count", count)]);
    let forms = |key: &str| [counted(key, 1.into()), counted(key, Arg::from("{}"))];
    let [one, other] = forms("live-pending");
    let [shown_one, shown_other] = forms("live-shown");
    html! {
        button.button.button-link type="button" hidden data-live-switch data-on=(text("live-suspend")) data-off=(text("live-resume")) {
            (text("live-suspend"))
        }
        button.button.button-plain.live-pending type="button" hidden data-live-pending data-one=(one) data-other=(other) {}
        button.button.button-plain.live-lost type="button" hidden data-live-lost { (text("live-lost")) }
        a.live-ended href="/sign-in" hidden data-live-ended { (text("live-ended")) }
        span hidden data-said-off=(text("live-off")) data-said-cleared=(text("selection-cleared"))
            data-said-filtered=(text("grid-shown")) {}
        span hidden data-live-shown data-one=(shown_one) data-other=(shown_other) {}
    }
}

/// A text filter in a grid's filter row. `form` is the id of the filters' form, which lies outside the table.
pub fn filter_text(form: &str, label: &str, name: &str, value: &str, error: Option<&str>) -> Markup {
    html! {
        label.visually-hidden for=(field_id(name)) { (label) }
        (filter_input(form, name, value, None, error))
    }
}

/// The two amount filters, « De » above « à ».
pub fn filter_amounts(
    lang: Lang,
    form: &str,
    from: (&str, &str),
    to: (&str, &str),
    errors: [Option<&str>; 2],
) -> Markup {
    let labels = [t(lang, "filter-amount-from"), t(lang, "filter-amount-to")];
    filter_range(form, &t(lang, "column-amount"), &labels, [from, to], Some("decimal"), errors)
}

/// The two date filters, the first day above the last.
pub fn filter_dates(lang: Lang, form: &str, from: (&str, &str), to: (&str, &str), errors: [Option<&str>; 2]) -> Markup {
    let labels = [t(lang, "filter-date-from"), t(lang, "filter-date-to")];
    filter_range(form, &t(lang, "column-date"), &labels, [from, to], None, errors)
}

/// A choice in a grid's filter row, which applies by itself where JavaScript runs.
pub fn filter_select(
    form: &str,
    label: &str,
    name: &str,
    choices: &[Choice],
    value: &str,
    error: Option<&str>,
) -> Markup {
    let error_id = error.map(|_| format!("{}-error", field_id(name)));
    html! {
        label.visually-hidden for=(field_id(name)) { (label) }
        select.filter #(field_id(name)) name=(name) form=(form) data-apply aria-invalid=[error.map(|_| "true")]
            aria-describedby=[error_id.as_deref()] { (options(choices, value)) }
        @if let (Some(error), Some(id)) = (error, &error_id) { span.filter-error #(id) { (error) } }
    }
}

fn filter_range(
    form: &str,
    group: &str,
    labels: &[String; 2],
    fields: [(&str, &str); 2],
    mode: Option<&str>,
    errors: [Option<&str>; 2],
) -> Markup {
    html! {
        div.filter-range role="group" aria-label=(group) {
            @for ((label, (name, value)), error) in labels.iter().zip(fields).zip(errors) {
                label for=(field_id(name)) { (label) }
                (filter_input(form, name, value, mode, error))
            }
        }
    }
}

fn filter_input(form: &str, name: &str, value: &str, mode: Option<&str>, error: Option<&str>) -> Markup {
    let error_id = error.map(|_| format!("{}-error", field_id(name)));
    html! {
        input.filter #(field_id(name)) type="text" name=(name) value=(value) form=(form) inputmode=[mode] autocomplete="off"
            aria-invalid=[error.map(|_| "true")] aria-describedby=[error_id.as_deref()];
        @if let (Some(error), Some(id)) = (error, &error_id) { span.filter-error #(id) { (error) } }
    }
}
