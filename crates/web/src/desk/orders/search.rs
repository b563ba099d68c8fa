//! « Rechercher »: whatever people know an order by leads to it.

use axum::response::Redirect;
use journal::question::{Filter, Grid, GridSort, OrderNamed, Search};
use money::parse_amount;
use orders::fold;

use crate::form::Form;
use crate::page::PageError;
use crate::rights::Right;
use crate::visitor::Desk;

/// A number of an order or invoice opens the order, and so does anything that only one order answers to. Else the grid
/// shows what was found, if only that nothing was.
pub(crate) async fn find(desk: Desk) -> Result<Redirect, PageError> {
    desk.may(Right::SeeOrders)?;
    let form = Form::of_query(&desk.visitor.path);
    let text = form.get("q");
    if text.is_empty() {
        return Ok(Redirect::to("/desk/orders"));
    }
    let site = desk.site.id;
    let named = OrderNamed { site, number: order_number(text), invoice: text.to_owned() };
    if let Some(number) = desk.app().journal.ask(named).await? {
        return Ok(Redirect::to(&format!("/desk/orders/{number}")));
    }
    if orders::plain_text(text, 255) {
        let amount = parse_amount(text, desk.site.currency.exponent()).ok().filter(|cents| *cents > 0);
        let filter = Filter { search: Some(Search { text: text.to_owned(), amount }), ..Filter::default() };
        let grid = Grid { site, filter, sort: GridSort::default(), position: None, last: false, limit: 1 };
        let found = desk.app().journal.ask(grid).await?;
        if let (1, Some(order)) = (found.total, found.rows.first()) {
            return Ok(Redirect::to(&format!("/desk/orders/{}", order.number)));
        }
    }
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("search", text).finish();
    Ok(Redirect::to(&format!("/desk/orders?{query}")))
}

/// `7090564`, `N° 7090564`, `7 090 564`.
fn order_number(text: &str) -> Option<i64> {
    let text = fold(text);
    let number = text.trim_start_matches(|sign: char| !sign.is_ascii_digit()).replace(' ', "");
    let sign = text.len() - text.trim_start_matches(|sign: char| !sign.is_ascii_digit()).len();
    (sign <= "no. ".len()).then(|| number.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::order_number;

    #[test]
    fn u08_an_order_number_is_known_however_it_is_written() {
        let table = [
            ("7090564", Some(7_090_564)),
            ("N°\u{a0}7090564", Some(7_090_564)),
            ("n° 7 090 564", Some(7_090_564)),
            ("No. 7090564", Some(7_090_564)),
            ("#12", Some(12)),
            ("2013-03-000000008", None),
            ("620,29", None),
            ("Martin 12", None),
            ("", None),
        ];
        for (text, number) in table {
            assert_eq!(order_number(text), number, "{text}");
        }
    }
}
