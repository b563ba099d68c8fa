//! « Statistiques »: what was ordered in a period. Every figure is that of the grid for the same filter, and leads there.

mod chart;
mod period;

use jiff::civil::Date;
use journal::day_range;
use journal::question::{Figures, Filter, OrderedSpan, States, Statistics, Totals};
use maud::{Markup, html};
use orders::{PaymentMethod, PaymentStatus, ProgressState};

use self::chart::{Bar, Words};
use self::period::{Grain, Period, days_query};
use super::words::{amount, method_word, payment_badge, progress_badge, state_word, status_word};
use crate::form::Form;
use crate::format;
use crate::html::{
    NavItem, Records, Tab, button_plain, column, desk_page, empty_state, link_button, numeric_column, page_header,
    previous_next, tabs,
};
use crate::i18n::{t, ta};
use crate::page::PageError;
use crate::rights::Right;
use crate::visitor::Desk;

/// The page of a period.
struct Page {
    desk: Desk,
    period: Period,
    /// What was typed as days and cannot be read.
    asked: Form,
    is_fault: bool,
    /// The days of the first and the last order of all.
    ordered: Option<(Date, Date)>,
    /// Day, month or year of a bar, and the days of each.
    grain: Grain,
    parts: Vec<(Date, Date)>,
    totals: Totals,
}

/// A row of a table: where its figures lead, and what they are.
struct Part {
    label: Markup,
    name: String,
    /// What is added to the period's filter.
    query: String,
    figures: Figures,
}

pub(crate) async fn show(desk: Desk) -> Result<Markup, PageError> {
    desk.may(Right::SeeStatistics)?;
    let (site, today) = (desk.site.id, desk.today());
    let ordered = desk.app().journal.ask(OrderedSpan(site)).await?;
    let ordered = ordered.map(|(first, last)| (desk.local(first).date(), desk.local(last).date()));
    let latest = ordered.map_or(today, |(_, last)| last);
    let asked = Form::of_query(&desk.visitor.path);
    let read = Period::read(&asked, today);
    let is_fault = read.is_none() && !asked.pairs().is_empty();
    // The last month in which anything was ordered says more than an empty one.
    let period = read.unwrap_or(Period::Month(latest.first_of_month()));
    let (first, last) = period.days();
    let zone = &desk.site.zone;
    let filter = Filter {
        from: first.map(|day| day_range(day, day, zone)).transpose()?.map(|(from, _)| from),
        until: last.map(|day| day_range(day, day, zone)).transpose()?.map(|(_, until)| until),
        ..Filter::default()
    };
    let (oldest, newest) = ordered.unwrap_or((today, today));
    let (grain, parts) = Grain::parts(first.unwrap_or(oldest), last.unwrap_or(newest));
    let mut spans = Vec::with_capacity(parts.len() + 1);
    for (begin, _) in &parts {
        spans.push(day_range(*begin, *begin, zone)?.0);
    }
    if let Some((_, end)) = parts.last() {
        spans.push(day_range(*end, *end, zone)?.1);
    }
    let totals = desk.app().journal.ask(Statistics { site, filter, spans }).await?;
    let states = desk.app().journal.ask(States(site)).await?;
    let page = Page { desk, period, asked, is_fault, ordered, grain, parts, totals };
    let title = page.title(&t(page.desk.lang(), "statistics-title"));
    let mut shell = page.desk.shell(NavItem::Statistics);
    shell.has_errors = page.is_fault;
    Ok(desk_page(&shell, &title, &page.body(&title, &states)))
}

impl Page {
    /// What is shown, of when, where it is midnight then, and that tax is in it.
    fn title(&self, what: &str) -> String {
        let lang = self.desk.lang();
        let args = [
            ("what", what.into()),
            ("period", self.period.name(lang).into()),
            ("zone", (&self.desk.site.zone_name).into()),
        ];
        ta(lang, "statistics-heading", &args)
    }

    fn body(&self, title: &str, states: &[ProgressState]) -> Markup {
        let lang = self.desk.lang();
        let totals = &self.totals;
        html! {
            (page_header(title, None))
            (self.choice())
            @if totals.all.orders == 0 { (self.nothing()) } @else {
                dl.facts {
                    div { dt { (t(lang, "nav-orders")) } dd { (self.linked("", &format::count(lang, totals.all.orders))) } }
                    div { dt { (t(lang, "total-gross")) } dd { (self.linked("", &self.amount(totals.all.total_cents))) } }
                }
                p.muted { (t(lang, "statistics-what")) " " (self.cancelled()) }
                (self.over_time())
                (self.section("method", "statistics-by-method", "column-payment", &self.by_method()))
                (self.section("progress", "statistics-by-progress", "column-progress", &self.by_progress(states)))
                (self.section("status", "statistics-by-status", "column-payment-status", &self.by_status()))
            }
        }
    }

    /// The grid counts cancelled orders, and so does this page: it says how many.
    fn cancelled(&self) -> Markup {
        let lang = self.desk.lang();
        let found = self.totals.by_status.iter().find(|(status, _)| *status == PaymentStatus::Cancelled);
        let Some((status, figures)) = found else { return html! {} };
        let query = format!("payment_status={}", status.code());
        let args = [("count", figures.orders.into()), ("amount", self.amount(figures.total_cents).into())];
        html! { (ta(lang, "statistics-cancelled", &args)) " " (self.linked(&query, &t(lang, "statistics-cancelled-see"))) }
    }

    fn by_method(&self) -> Vec<Part> {
        let part = |(method, figures): &(PaymentMethod, Figures)| {
            let name = method_word(self.desk.lang(), *method);
            let query = format!("payment_method={}", method.code());
            Part { label: html! { (name) }, name, query, figures: *figures }
        };
        self.totals.by_method.iter().map(part).collect()
    }

    fn by_status(&self) -> Vec<Part> {
        let lang = self.desk.lang();
        let part = |(status, figures): &(PaymentStatus, Figures)| Part {
            label: payment_badge(lang, *status),
            name: status_word(lang, *status),
            query: format!("payment_status={}", status.code()),
            figures: *figures,
        };
        self.totals.by_status.iter().map(part).collect()
    }

    fn by_progress(&self, states: &[ProgressState]) -> Vec<Part> {
        let lang = self.desk.lang();
        let name = |code: &str| {
            let state = states.iter().find(|state| state.code == code);
            state.map_or_else(|| code.to_owned(), |state| state_word(lang, state))
        };
        let part = |(code, figures): &(Option<String>, Figures)| Part {
            label: progress_badge(lang, code.as_deref(), states),
            name: code.as_deref().map_or_else(|| t(lang, "progress-undefined"), name),
            query: format!("progress={}", code.as_deref().unwrap_or("none")),
            figures: *figures,
        };
        self.totals.by_progress.iter().map(part).collect()
    }

    fn amount(&self, cents: i64) -> String {
        amount(self.desk.lang(), cents, self.desk.site.currency)
    }

    /// A figure that leads to its orders in the grid.
    fn linked(&self, more: &str, figure: &str) -> Markup {
        let (first, last) = self.period.days();
        html! { a href=(grid_address(&days_query(first, last), more)) { (figure) } }
    }

    fn choice(&self) -> Markup {
        let lang = self.desk.lang();
        let latest = self.ordered.map_or(self.desk.today(), |(_, last)| last);
        let anchor = self.period.days().1.unwrap_or(latest).min(latest);
        let names = ["statistics-month", "statistics-quarter", "statistics-year", "statistics-all"];
        let units: Vec<Tab> = Period::around(anchor)
            .into_iter()
            .zip(names)
            .map(|(period, key)| Tab {
                href: period.address(),
                text: t(lang, key),
                count: None,
                current: std::mem::discriminant(&period) == std::mem::discriminant(&self.period),
            })
            .collect();
        let beside = [-1, 1].map(|step| self.period.neighbour(step));
        let link = |other: &Period| self.can_have_orders(*other).then(|| other.address());
        html! {
            (tabs(&t(lang, "statistics-period"), &units))
            div.period-choice {
                @if let [Some(before), Some(after)] = &beside {
                    (previous_next(&t(lang, "statistics-beside"), (link(before).as_deref(), &before.name(lang)),
                        (link(after).as_deref(), &after.name(lang))))
                }
                (self.days_form())
            }
        }
    }

    /// Nothing leads to what lies wholly in the future; a channel may have dated an order there.
    fn can_have_orders(&self, period: Period) -> bool {
        let today = self.desk.today();
        let latest = self.ordered.map_or(today, |(_, last)| last.max(today));
        period.days().0.is_none_or(|first| first <= latest)
    }

    /// Days to choose: as they were typed where they cannot be read, otherwise in figures.
    fn days_form(&self) -> Markup {
        let lang = self.desk.lang();
        let fault = self.is_fault.then(|| t(lang, "statistics-bad-period"));
        let shown = if let (Period::Days(from, to), false) = (self.period, self.is_fault) {
            [from, to].map(|day| day.map(format::date_short).unwrap_or_default())
        } else {
            ["from", "to"].map(|name| self.asked.text(name))
        };
        let wrong = fault.as_ref().map(|_| "field-from-error");
        let names = [("from", "filter-date-from"), ("to", "filter-date-to")];
        html! {
            form.period-form method="get" action="/desk/statistics" {
                @if let Some(fault) = &fault {
                    p.field-error #field-from-error { span.visually-hidden { (t(lang, "error-prefix")) " " } (fault) }
                }
                @for ((name, label), value) in names.into_iter().zip(&shown) {
                    div.period-day {
                        label for={ "field-" (name) } { (t(lang, label)) }
                        input.input id={ "field-" (name) } type="text" name=(name) value=(value) autocomplete="off"
                            aria-invalid=[wrong.map(|_| "true")] aria-describedby=[wrong];
                    }
                }
                (button_plain(&t(lang, "statistics-show")))
            }
        }
    }

    fn nothing(&self) -> Markup {
        let lang = self.desk.lang();
        let Some((_, latest)) = self.ordered else {
            return empty_state(&t(lang, "statistics-none"), &t(lang, "statistics-none-yet"), None);
        };
        let month = Period::Month(latest.first_of_month());
        let act = link_button("plain", &month.address(), &month.name(lang));
        empty_state(&t(lang, "statistics-none"), &t(lang, "statistics-none-here"), Some(&act))
    }

    fn over_time(&self) -> Markup {
        let lang = self.desk.lang();
        let (key, column) = match self.grain {
            Grain::Day => ("statistics-by-day", "column-date"),
            Grain::Month => ("statistics-by-month", "statistics-month"),
            Grain::Year => ("statistics-by-year", "statistics-year"),
        };
        let parts = self.parts.iter().zip(&self.totals.by_span);
        let one_year =
            self.parts.first().map(|(first, _)| first.year()) == self.parts.last().map(|(_, last)| last.year());
        let bars: Vec<Bar> = parts
            .clone()
            .map(|((first, _), figures)| Bar {
                name: self.grain.brief_name(lang, *first, one_year),
                value: figures.total_cents,
            })
            .collect();
        let rows: Vec<Part> = parts
            .filter(|(_, figures)| figures.orders > 0)
            .map(|((first, last), figures)| {
                let name = self.grain.name(lang, *first);
                Part { label: html! { (name) }, name, query: days_query(Some(*first), Some(*last)), figures: *figures }
            })
            .collect();
        let title = self.title(&t(lang, key));
        let description = self.description(&rows);
        let words = Words { id: "time", title: &title, description: &description };
        let drawing = chart::columns(&words, &bars, |cents| self.round_amount(cents));
        let link = |part: &Part, figure: &str| html! { a href=(grid_address("", &part.query)) { (figure) } };
        self.pair("time", key, &drawing, &self.table(key, column, &rows, link))
    }

    fn section(&self, id: &str, key: &str, column: &str, parts: &[Part]) -> Markup {
        let lang = self.desk.lang();
        let bar = |part: &Part| Bar { name: part.name.clone(), value: part.figures.total_cents };
        let bars: Vec<Bar> = parts.iter().map(bar).collect();
        let (title, description) = (self.title(&t(lang, key)), self.description(parts));
        let drawing = chart::rows(&Words { id, title: &title, description: &description }, &bars);
        // What the bars measure, on the level of the table's headings: so each bar stands beside its row.
        let drawing = html! { div { p.chart-head aria-hidden="true" { (t(lang, "total-gross")) } (drawing) } };
        let link = |part: &Part, figure: &str| self.linked(&part.query, figure);
        self.pair(id, key, &drawing, &self.table(key, column, parts, link))
    }

    /// A chart and its table, side by side.
    fn pair(&self, id: &str, key: &str, drawing: &Markup, table: &Markup) -> Markup {
        html! {
            section.section aria-labelledby={ "by-" (id) } {
                h2 id={ "by-" (id) } { (t(self.desk.lang(), key)) }
                div.chart-pair { (drawing) (table) }
            }
        }
    }

    /// An amount at a line of the scale, without decimals that are all zero.
    fn round_amount(&self, cents: i64) -> String {
        let currency = self.desk.site.currency;
        let unit = 10_i64.checked_pow(currency.exponent()).unwrap_or(1);
        let whole = cents % unit == 0;
        if whole { format::amount(self.desk.lang(), cents / unit, currency.code(), 0) } else { self.amount(cents) }
    }

    /// What a chart shows, in a sentence.
    fn description(&self, parts: &[Part]) -> String {
        let lang = self.desk.lang();
        let highest = parts.iter().max_by_key(|part| part.figures.total_cents);
        highest.map_or_else(String::new, |part| {
            let total = self.amount(part.figures.total_cents);
            ta(lang, "statistics-highest", &[("name", (&part.name).into()), ("amount", total.into())])
        })
    }

    fn table(&self, key: &str, column_key: &str, parts: &[Part], link: impl Fn(&Part, &str) -> Markup) -> Markup {
        let lang = self.desk.lang();
        let all = self.totals.all;
        let columns = [
            column(t(lang, column_key)),
            numeric_column(t(lang, "nav-orders")),
            numeric_column(t(lang, "total-gross")),
        ];
        let rows = parts.iter().map(|part| {
            let orders = link(part, &format::count(lang, part.figures.orders));
            [part.label.clone(), orders, link(part, &self.amount(part.figures.total_cents))]
        });
        let orders = self.linked("", &format::count(lang, all.orders));
        let total = [html! { (t(lang, "invoice-total")) }, orders, self.linked("", &self.amount(all.total_cents))];
        Records::new(&self.title(&t(lang, key)), columns, rows).total(total).in_region()
    }
}

/// The grid with filters of this page.
fn grid_address(days: &str, more: &str) -> String {
    let query: Vec<&str> = [days, more].into_iter().filter(|part| !part.is_empty()).collect();
    if query.is_empty() { "/desk/orders".to_owned() } else { format!("/desk/orders?{}", query.join("&")) }
}
