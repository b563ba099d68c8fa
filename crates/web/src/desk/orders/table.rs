//! The grid's table: headings, filters, rows.

use journal::question::{GridRow, GridSort, SortKey};
use maud::{Markup, html};
use orders::{Language, PaymentMethod, PaymentStatus};

use super::Sheet;
use crate::desk::words::{
    amount, customer_name, method_word, payment_badge, progress_badge, source_word, state_word, status_word,
};
use crate::html::{
    Icon, Sort, choices, date_cell, empty_cell, filter_amounts, filter_dates, filter_select, filter_text,
    follow_up_flag, icon_link, select_box, select_page_box, sort_heading, table_region, time_cell,
};
use crate::i18n::{Lang, t, ta};
use crate::rights::Right;

/// The id of the filters' form, which lies outside the table.
const FORM: &str = "filters";

impl Sheet<'_> {
    pub(super) fn table(&self) -> Markup {
        let lang = self.desk.lang();
        let table = html! {
            table.grid data-grid {
                caption { (self.caption()) }
                thead { (self.headings()) (self.filters()) }
                tbody { @for row in &self.page.rows { (self.row(row)) } }
            }
        };
        table_region(&t(lang, "orders-region"), &table)
    }

    fn caption(&self) -> Markup {
        let lang = self.desk.lang();
        let (page, pages) = self.page_of();
        let page = ta(lang, "grid-caption-page", &[("page", page.into()), ("pages", pages.into())]);
        let sort = self.query.sort;
        let column = t(lang, &format!("column-{}", column_of(sort.key)));
        let direction = t(lang, if sort.descending { "sorted-down" } else { "sorted-up" });
        let sorted = ta(lang, "grid-caption-sort", &[("column", column.into()), ("direction", direction.into())]);
        html! {
            span.caption-count {
                (t(lang, "orders-title")) " " (ta(lang, "grid-count", &[("count", self.page.total.into())]))
            }
            span.caption-rest { " – " (page) ", " (sorted) }
        }
    }

    fn headings(&self) -> Markup {
        let lang = self.desk.lang();
        let heading = |class: &str, key: &str, sort: SortKey| self.heading(class, &t(lang, key), sort);
        html! {
            tr {
                @if self.desk.has(Right::HandOver) {
                    th.select-cell scope="col" { (select_page_box(&t(lang, "page-select"), self.query.all)) }
                } @else {
                    td.select-cell {}
                }
                (heading(self.low(&["source"]), "column-source", SortKey::Source))
                (heading("numeric", "column-number", SortKey::Number))
                (heading(self.low(&["from", "to"]), "column-date", SortKey::Date))
                th.low scope="col" { (t(lang, "column-time")) }
                (heading("numeric", "column-amount", SortKey::Amount))
                (heading(self.low(&["invoice"]), "column-invoice", SortKey::Invoice))
                (heading(self.low(&["language"]), "column-language", SortKey::Language))
                (heading("customer", "column-customer", SortKey::Customer))
                (heading(self.low(&["payment_method"]), "column-payment", SortKey::PaymentMethod))
                (heading("state", "column-payment-status", SortKey::PaymentStatus))
                (heading("state", "column-progress", SortKey::Progress))
                (heading(self.low(&["follow_up"]), "column-follow-up", SortKey::FollowUp))
                th.row-actions scope="col" { span.visually-hidden { (t(lang, "column-actions")) } }
            }
        }
    }

    /// How a column is shown that gives way on a narrow screen, except where its filter has to be corrected.
    fn low(&self, filters: &[&str]) -> &'static str {
        if filters.iter().any(|name| self.query.fault(name).is_some()) { "" } else { "low" }
    }

    /// Numbers and dates begin with the largest, words with the first; a second click turns it round.
    fn heading(&self, class: &str, text: &str, key: SortKey) -> Markup {
        let current = self.query.sort;
        let shown = match (current.key == key, current.descending) {
            (false, _) => Sort::None,
            (true, false) => Sort::Ascending,
            (true, true) => Sort::Descending,
        };
        let large_first =
            matches!(key, SortKey::Date | SortKey::Number | SortKey::Amount | SortKey::Invoice | SortKey::FollowUp);
        let descending = if current.key == key { !current.descending } else { large_first };
        sort_heading(class, text, &self.query.sorted(GridSort { key, descending }), shown)
    }

    fn filters(&self) -> Markup {
        let (lang, query) = (self.desk.lang(), &self.query);
        let fault = |name: &str| query.fault(name).map(|key| t(lang, key));
        let faults = ["from", "to", "amount_min", "amount_max"].map(fault);
        let text =
            |name: &str, key: &str| filter_text(FORM, &t(lang, key), name, query.typed(name), fault(name).as_deref());
        html! {
            tr.filters {
                td.select-cell {}
                td class=(self.low(&["source"])) { (text("source", "filter-source")) }
                td { (text("number", "filter-number")) }
                td class=(self.low(&["from", "to"])) {
                    (filter_dates(lang, FORM, ("from", query.typed("from")), ("to", query.typed("to")),
                        [faults[0].as_deref(), faults[1].as_deref()]))
                }
                td.low {}
                td {
                    (filter_amounts(lang, FORM, ("amount_min", query.typed("amount_min")),
                        ("amount_max", query.typed("amount_max")), [faults[2].as_deref(), faults[3].as_deref()]))
                }
                td class=(self.low(&["invoice"])) { (text("invoice", "filter-invoice")) }
                td class=(self.low(&["language"])) { (self.choice("language", "filter-language", languages(lang))) }
                td { (text("customer", "filter-customer")) }
                td class=(self.low(&["payment_method"])) { (self.choice("payment_method", "filter-payment", methods(lang))) }
                td { (self.choice("payment_status", "filter-payment-status", statuses(lang))) }
                td { (self.choice("progress", "filter-progress", self.states())) }
                td class=(self.low(&["follow_up"])) { (self.choice("follow_up", "filter-follow-up", yes_no(lang))) }
                td.row-actions {
                    div.filter-buttons {
                    button.button.button-plain type="submit" form=(FORM) title=(t(lang, "filter-apply-hint")) {
                        (t(lang, "apply"))
                    }
                    a.button.button-plain href=(query.cleared()) title=(t(lang, "filter-clear-hint")) { (t(lang, "clear")) }
                    }
                }
            }
        }
    }

    fn choice(&self, name: &str, key: &str, pairs: Vec<(String, String)>) -> Markup {
        let lang = self.desk.lang();
        let all = std::iter::once((String::new(), t(lang, "all")));
        let fault = self.query.fault(name).map(|key| t(lang, key));
        filter_select(FORM, &t(lang, key), name, &choices(all.chain(pairs)), self.query.typed(name), fault.as_deref())
    }

    fn states(&self) -> Vec<(String, String)> {
        let lang = self.desk.lang();
        let undefined = ("none".to_owned(), t(lang, "progress-undefined"));
        let states = self.states.iter().map(|state| (state.code.clone(), state_word(lang, state)));
        std::iter::once(undefined).chain(states).collect()
    }

    fn row(&self, row: &GridRow) -> Markup {
        let lang = self.desk.lang();
        let number = row.number.to_string();
        let at = self.desk.local(row.placed_at);
        let view = self.query.view();
        let view = if view.is_empty() { view } else { format!("?{}", super::view::pair(&view)) };
        let named = [("number", (&number).into())];
        let seen = format!("{number}:{}", row.version);
        html! {
            tr data-order=(number) data-version=(row.version) {
                td.select-cell {
                    @if self.desk.has(Right::HandOver) {
                        (select_box("selection", "order", &seen, &ta(lang, "row-select", &named), self.query.all))
                    }
                }
                td class=(self.low(&["source"])) { (source_word(lang, &row.source)) }
                th.order-number.numeric scope="row" {
                    a id={ "order-" (number) } href={ "/desk/orders/" (number) (view) } { (number) }
                }
                td class={ "nowrap " (self.low(&["from", "to"])) } { (date_cell(lang, &at)) }
                td.low { (time_cell(lang, &at)) }
                td.numeric { (amount(lang, row.total_cents, self.desk.site.currency)) }
                td class={ "code " (self.low(&["invoice"])) } {
                    @match &row.invoice {
                        Some(invoice) => (invoice),
                        None => (empty_cell(&t(lang, "invoice-none"))),
                    }
                }
                td class=(self.low(&["language"])) { abbr title=(t(lang, &format!("lang-{}", row.language))) { (row.language.to_uppercase()) } }
                td.customer { (customer_name(lang, &row.customer)) }
                td class={ "method " (self.low(&["payment_method"])) } { (method_word(lang, row.payment_method)) }
                td.state { (payment_badge(lang, row.payment_status)) }
                td.state { (progress_badge(lang, row.progress.as_deref(), &self.states)) }
                td class={ "flag " (self.low(&["follow_up"])) } { (self.flag(row, &number)) }
                td.row-actions {
                    (icon_link(lang, Icon::Sheet, &format!("/desk/orders/{number}{view}"), "row-properties"))
                    (icon_link(lang, Icon::History, &format!("/desk/orders/{number}/progress{view}"), "row-progress"))
                }
            }
        }
    }

    fn flag(&self, row: &GridRow, number: &str) -> Markup {
        let lang = self.desk.lang();
        if self.desk.has(Right::FollowOrders) {
            return follow_up_flag(lang, "flags", &format!("/desk/orders/{number}/follow-up"), number, row.follow_up);
        }
        if row.follow_up {
            html! { (t(lang, "column-follow-up")) }
        } else {
            empty_cell(&t(lang, "follow-up-none"))
        }
    }
}

/// The heading's key of a sort.
const fn column_of(key: SortKey) -> &'static str {
    match key {
        SortKey::Date => "date",
        SortKey::Number => "number",
        SortKey::Amount => "amount",
        SortKey::Invoice => "invoice",
        SortKey::Customer => "customer",
        SortKey::Language => "language",
        SortKey::Source => "source",
        SortKey::PaymentMethod => "payment",
        SortKey::PaymentStatus => "payment-status",
        SortKey::Progress => "progress",
        SortKey::FollowUp => "follow-up",
    }
}

fn languages(lang: Lang) -> Vec<(String, String)> {
    Language::ALL.map(|language| (language.code().to_owned(), t(lang, &format!("lang-{}", language.code())))).to_vec()
}

fn methods(lang: Lang) -> Vec<(String, String)> {
    PaymentMethod::ALL.map(|method| (method.code().to_owned(), method_word(lang, method))).to_vec()
}

fn statuses(lang: Lang) -> Vec<(String, String)> {
    PaymentStatus::ALL.map(|status| (status.code().to_owned(), status_word(lang, status))).to_vec()
}

fn yes_no(lang: Lang) -> Vec<(String, String)> {
    vec![("true".to_owned(), t(lang, "yes")), ("false".to_owned(), t(lang, "no"))]
}
