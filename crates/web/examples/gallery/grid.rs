use jiff::ZonedDateTime;
use maud::{Markup, html};
use web::format;
use web::html::{
    Crumb, Family, Icon, Shell, Sort, badge, choices, date_cell, desk_page, empty_cell, empty_state, filter_amounts,
    filter_dates, filter_select, filter_text, follow_up_flag, hidden, icon_link, link_button, page_header, pager,
    request_id, select_box, select_page_box, selection_count, sort_heading, table_region, time_cell,
};
use web::i18n::{Lang, t, ta};

const FILTERS: &str = "filtres";
const SELECTION: &str = "selection";

pub struct Row {
    number: &'static str,
    at: &'static str,
    cents: i64,
    invoice: Option<&'static str>,
    customer: &'static str,
    method: &'static str,
    status: &'static str,
    progress: &'static str,
    follow_up: bool,
}

#[rustfmt::skip]
const ROWS: [Row; 10] = [
    row("7090564", "2013-03-01T09:49", 76_192, Some("2013-03-000000008"), "Élise Durand", "cheque", "confirmed", "Commande en préparation", false),
    row("7087800", "2013-02-28T17:45", 28_335, Some("2013-02-000000007"), "Société Kérouédan & Fils", "card", "confirmed", "Commande en préparation", false),
    row("7087664", "2013-02-28T17:24", 60_518, Some("2013-02-000000006"), "Adaeze Okonkwo", "transfer", "confirmed", "Commande en préparation", false),
    row("6817898", "2013-01-14T16:28", 62_029, None, "Paul Martin", "card", "confirmed", "Expédié Mondial", false),
    row("6817889", "2013-01-14T16:27", 62_029, None, "Nguyễn Thị Hoa", "card", "processing", "Commande en préparation", false),
    row("6817650", "2013-01-14T15:54", 62_029, None, "Maximilien de Robespierre-Desmoulins", "card", "refused", "Commande en préparation", true),
    row("6803391", "2013-01-12T08:35", 62_029, Some("2013-01-000000005"), "Jeanne Lefèvre", "cheque", "confirmed", "Commande en préparation", false),
    row("6800631", "2013-01-11T16:26", 62_029, None, "Anselme Roux", "cheque", "awaiting", "Commande en préparation", true),
    row("6781849", "2013-01-08T19:02", 62_029, None, "Inès Caron", "card", "error", "Commande en préparation", false),
    row("6756639", "2013-01-04T14:05", 62_029, None, "Victor Blanchard", "transfer", "cancelled", "", false),
];

pub fn orders(shell: &Shell) -> Markup {
    let lang = shell.lang;
    page(
        shell,
        &html! {
            (table_region(&t(lang, "orders-region"), &table(lang, &ROWS)))
            (pager(lang, 1, 1, &Crumb::default(), &Crumb::default(), &Crumb::default(), &Crumb::default()))
            (action_bar(lang))
        },
    )
}

pub fn no_match(shell: &Shell) -> Markup {
    let lang = shell.lang;
    let reset = link_button("plain", "/desk/orders", &t(lang, "filter-clear-hint"));
    page(
        shell,
        &html! {
            (table_region(&t(lang, "orders-region"), &table(lang, &[])))
            (empty_state(&t(lang, "orders-no-match-title"), &t(lang, "orders-no-match"), Some(&reset)))
        },
    )
}

fn page(shell: &Shell, body: &Markup) -> Markup {
    let lang = shell.lang;
    let tools = [
        "toolbar-date",
        "toolbar-edit-view",
        "toolbar-refresh",
        "toolbar-progress-states",
        "toolbar-billing",
        "toolbar-statistics",
    ];
    desk_page(
        shell,
        &t(lang, "orders-title"),
        &html! {
            div.grid-page {
                (page_header(&t(lang, "orders-title"), None))
                nav.toolbar aria-label=(t(lang, "toolbar")) {
                    @for tool in tools { (link_button("plain", "/desk/orders", &t(lang, tool))) }
                }
                form #(FILTERS) method="get" action="/desk/orders" { (hidden("sort", "-date")) }
                form #(FILTERS){ "-effacer" } method="get" action="/desk/orders" { (hidden("sort", "-date")) }
                form #(SELECTION) method="post" action="/desk/orders/selection" { (request_id("r-2")) }
                (body)
            }
        },
    )
}

fn table(lang: Lang, rows: &[Row]) -> Markup {
    html! {
        table.grid data-grid {
            caption {
                span.caption-count { (t(lang, "orders-title")) " " (ta(lang, "grid-count", &[("count", rows.len().into())])) }
                span.muted { " – " (ta(lang, "grid-caption-page", &[("page", 1.into()), ("pages", 1.into())])) }
            }
            thead { (headings(lang)) (filters(lang)) }
            tbody { @for row in rows { (body_row(lang, row)) } }
        }
    }
}

fn headings(lang: Lang) -> Markup {
    let plain = |class: &str, key: &str| sort_heading(class, &t(lang, key), "?sort=x", Sort::None);
    html! {
        tr {
            th.select-cell scope="col" { (select_page_box(&t(lang, "page-select"))) }
            (plain("low", "column-source"))
            (plain("numeric", "column-number"))
            (sort_heading("low", &t(lang, "column-date"), "?sort=date", Sort::Descending))
            (plain("low", "column-time"))
            (plain("numeric", "column-amount"))
            (plain("low", "column-invoice"))
            (plain("low", "column-language"))
            (plain("customer", "column-customer"))
            (plain("low", "column-payment"))
            (plain("state", "column-payment-status"))
            (plain("state", "column-progress"))
            (plain("low", "column-follow-up"))
            th.row-actions scope="col" { span.visually-hidden { (t(lang, "column-actions")) } }
        }
    }
}

fn filters(lang: Lang) -> Markup {
    let all = || choices([("", t(lang, "all"))]);
    let text = |key: &str, name: &str| filter_text(FILTERS, &t(lang, key), name, "", None);
    let select = |key: &str, name: &str| filter_select(FILTERS, &t(lang, key), name, &all(), "");
    html! {
        tr.filters {
            td.select-cell {}
            td.low { (select("filter-source", "source")) }
            td { (text("filter-number", "number")) }
            td.low { (filter_dates(lang, FILTERS, ("date-from", ""), ("date-to", ""), [None, None])) }
            td.low {}
            td { (filter_amounts(lang, FILTERS, ("amount-from", ""), ("amount-to", ""), [None, None])) }
            td.low { (text("filter-invoice", "invoice")) }
            td.low { (select("filter-language", "language")) }
            td { (text("filter-customer", "customer")) }
            td.low { (select("filter-payment", "payment")) }
            td { (select("filter-payment-status", "payment-status")) }
            td { (select("filter-progress", "progress")) }
            td.low { (select("filter-follow-up", "follow-up")) }
            td.row-actions {
                div.filter-buttons {
                    button.button type="submit" form=(FILTERS) title=(t(lang, "filter-apply-hint")) { (t(lang, "apply")) }
                    button.button type="submit" form={ (FILTERS) "-effacer" } title=(t(lang, "filter-clear-hint")) { (t(lang, "clear")) }
                }
            }
        }
    }
}

fn body_row(lang: Lang, row: &Row) -> Markup {
    let at: Option<ZonedDateTime> = format!("{}+01:00[Europe/Paris]", row.at).parse().ok();
    let order = format!("/desk/orders/{}", row.number);
    html! {
        tr {
            td.select-cell {
                (select_box(SELECTION, "order", row.number, &ta(lang, "row-select", &[("number", row.number.into())])))
            }
            td.low { (t(lang, "source-storefront")) }
            th.order-number.numeric scope="row" { a href=(order) { (row.number) } }
            @if let Some(at) = &at { td.low.nowrap { (date_cell(lang, at)) } td.low { (time_cell(lang, at)) } }
            td.numeric { (format::amount(lang, row.cents, "EUR", 2)) }
            td.low.code { @match row.invoice { Some(number) => (number), None => (empty_cell(&t(lang, "invoice-none"))) } }
            td.low { abbr title=(t(lang, "lang-fr")) { "FR" } }
            td.customer { (row.customer) }
            td.low { (t(lang, &format!("payment-method-{}", row.method))) }
            td.state { (status_badge(lang, row.status)) }
            td.state { (progress_badge(lang, row.progress)) }
            td.low { (follow_up_flag(lang, SELECTION, &format!("{order}/follow-up"), row.number, row.follow_up)) }
            td.row-actions {
                (icon_link(Icon::Sheet, &format!("{order}/payment"), &t(lang, "row-properties")))
                (icon_link(Icon::History, &format!("{order}/progress"), &t(lang, "row-progress")))
            }
        }
    }
}

pub fn status_badge(lang: Lang, status: &str) -> Markup {
    let family = match status {
        "confirmed" => Family::Success,
        "processing" => Family::Info,
        "refused" | "error" => Family::Danger,
        "cancelled" => Family::Closed,
        _ => Family::Neutral,
    };
    badge(family, family.glyph(), &t(lang, &format!("payment-status-{status}")))
}

pub fn progress_badge(lang: Lang, progress: &str) -> Markup {
    match progress {
        "" => badge(Family::Neutral, Family::Neutral.glyph(), &t(lang, "progress-undefined")),
        "Expédié Mondial" => badge(Family::Info, "➜", progress),
        _ => badge(Family::Info, Family::Info.glyph(), progress),
    }
}

fn action_bar(lang: Lang) -> Markup {
    let actions = ["action-handoff", "action-progress", "action-follow-up", "action-export"];
    html! {
        div.action-bar role="group" aria-label=(t(lang, "selection-bar")) {
            label.visually-hidden for="action" { (t(lang, "selection-action")) }
            select #action name="action" form=(SELECTION) { @for action in actions { option value=(action) { (t(lang, action)) } } }
            button.button.button-primary type="submit" form=(SELECTION) { (t(lang, "execute")) }
            (selection_count(lang))
        }
    }
}

#[allow(clippy::too_many_arguments, reason = "a row of a table")]
const fn row(
    number: &'static str,
    at: &'static str,
    cents: i64,
    invoice: Option<&'static str>,
    customer: &'static str,
    method: &'static str,
    status: &'static str,
    progress: &'static str,
    follow_up: bool,
) -> Row {
    Row { number, at, cents, invoice, customer, method, status, progress, follow_up }
}
