//! « Statistiques »: what was ordered in the last twelve months, by state of payment and by month.

use jiff::ToSpan;
use jiff::civil::Date;
use journal::question::{MonthTotal, Statistics, StatusTotal};
use maud::{Markup, html};

use super::words::{amount, payment_badge};
use crate::format;
use crate::html::{NavItem, desk_page, page_header, table_region};
use crate::i18n::{t, ta};
use crate::page::PageError;
use crate::rights::Right;
use crate::visitor::Desk;

/// Months of the page.
const MONTHS: i64 = 12;

pub(crate) async fn show(desk: Desk) -> Result<Markup, PageError> {
    desk.may(Right::SeeStatistics)?;
    let this_month = desk.local(desk.visitor.now).date().first_of_month();
    let begins: Vec<Date> =
        (0..=MONTHS).filter_map(|back| this_month.checked_add((1 - MONTHS + back).months()).ok()).collect();
    let instants = begins.iter().filter_map(|day| day.to_zoned_datetime(desk.site.zone.clone()).ok());
    let months = instants.map(|at| at.timestamp()).collect();
    let (statuses, months) = desk.app().journal.ask(Statistics { site: desk.site.id, months }).await?;
    let lang = desk.lang();
    let title = t(lang, "statistics-title");
    let period = begins.first().map(|first| format::date_grid(lang, *first)).unwrap_or_default();
    let args = [("from", period.into()), ("zone", (&desk.site.zone_name).into())];
    let body = html! {
        (page_header(&title, None))
        p.lead { (ta(lang, "statistics-scope", &args)) }
        section.section aria-labelledby="by-status" {
            h2 #by-status { (t(lang, "statistics-by-status")) }
            (by_status(&desk, &statuses))
        }
        section.section aria-labelledby="by-month" {
            h2 #by-month { (t(lang, "statistics-by-month")) }
            (by_month(&desk, &months))
        }
    };
    Ok(desk_page(&desk.shell(NavItem::Statistics), &title, &body))
}

fn by_status(desk: &Desk, totals: &[StatusTotal]) -> Markup {
    let lang = desk.lang();
    let table = html! {
        table {
            caption.visually-hidden { (t(lang, "statistics-by-status")) }
            thead { tr {
                th scope="col" { (t(lang, "column-payment-status")) }
                th.numeric scope="col" { (t(lang, "nav-orders")) }
                th.numeric scope="col" { (t(lang, "total-gross")) }
            } }
            tbody {
                @for total in totals {
                    tr {
                        th scope="row" {
                            a href={ "/desk/orders?payment_status=" (total.status.code()) } { (payment_badge(lang, total.status)) }
                        }
                        td.numeric { (format::count(lang, total.orders)) }
                        td.numeric { (amount(lang, total.total_cents, desk.site.currency)) }
                    }
                }
            }
            tfoot { tr {
                th scope="row" { (t(lang, "invoice-total")) }
                td.numeric { (format::count(lang, totals.iter().map(|total| total.orders).sum())) }
                td.numeric { (amount(lang, totals.iter().map(|total| total.total_cents).sum(), desk.site.currency)) }
            } }
        }
    };
    table_region(&t(lang, "statistics-by-status"), &table)
}

fn by_month(desk: &Desk, totals: &[MonthTotal]) -> Markup {
    let lang = desk.lang();
    let table = html! {
        table {
            caption.visually-hidden { (t(lang, "statistics-by-month")) }
            thead { tr {
                th scope="col" { (t(lang, "statistics-month")) }
                th.numeric scope="col" { (t(lang, "nav-orders")) }
                th.numeric scope="col" { (t(lang, "total-gross")) }
            } }
            tbody {
                @for total in totals.iter().rev() {
                    @let first = desk.local(total.from).date();
                    @let address = format!("/desk/orders?from={}&to={}", first, first.last_of_month());
                    tr {
                        th scope="row" { a href=(address) { (format::month(lang, first)) } }
                        td.numeric { (format::count(lang, total.orders)) }
                        td.numeric { (amount(lang, total.total_cents, desk.site.currency)) }
                    }
                }
            }
        }
    };
    table_region(&t(lang, "statistics-by-month"), &table)
}
