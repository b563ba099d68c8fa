//! « Nouvelle commande »: an order taken by telephone or at the counter, entered at the desk by the rules of
//! the storefront.

mod form;
mod read;
mod recap;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use catalog::Product;
use journal::question::{ProductBySku, Products, ShopSettings};
use journal::{Command, Fault, Outcome, Stop};
use orders::{Offer, Refusal};

use crate::form::Form;
use crate::html::{NavItem, desk_page};
use crate::offer::title;
use crate::page::PageError;
use crate::rights::Right;
use crate::shop::search::Search;
use crate::trouble::{self, Trouble};
use crate::visitor::Desk;

/// The most lines that the form takes; a longer order comes through the API.
const MOST_LINES: usize = 50;

/// What the buttons for products alike send: the line and the reference.
const PICK: &str = "pick";

/// The lines of an empty form.
const LINES_AT_FIRST: usize = 3;

/// What a line's words name.
#[derive(Default)]
struct Named {
    /// The one product that they name.
    product: Option<Product>,
    /// The products that they may mean, where those are several.
    alike: Vec<Product>,
}

/// An order as far as it has been typed.
struct Entry {
    desk: Desk,
    form: Form,
    /// What can be chosen among.
    offer: Offer,
    /// What is for sale, in the shop's order.
    products: Vec<Product>,
    /// Each line of the form.
    lines: Vec<Named>,
}

/// The empty form.
pub(crate) async fn show(desk: Desk) -> Result<Response, PageError> {
    desk.may(Right::PlaceOrders)?;
    Ok(Entry::read(desk, Form::default()).await?.form_page(None))
}

/// One more line, a look at the whole, or back from there: nothing is kept yet.
pub(crate) async fn advance(desk: Desk, form: Form) -> Result<Response, PageError> {
    desk.may(Right::PlaceOrders)?;
    let entry = Entry::read(desk, form).await?;
    if entry.form.ticked("add") || entry.form.ticked("back") || picked(&entry.form).is_some() {
        return Ok(entry.form_page(None));
    }
    match entry.placement("recap").and_then(|placement| entry.in_stock().map(|()| placement)) {
        Ok(placement) => Ok(entry.recap_page(&placement, None)),
        Err(trouble) => Ok(entry.form_page(Some(&trouble))),
    }
}

/// Places the order that was looked at: twice the same form is the same order.
pub(crate) async fn place(desk: Desk, form: Form) -> Result<Response, PageError> {
    desk.may(Right::PlaceOrders)?;
    let Some(reference) = form.request_id() else { return Err(PageError::unprocessable("invalid")) };
    let entry = Entry::read(desk, form).await?;
    let placement = match entry.placement(&reference) {
        Ok(placement) => placement,
        Err(trouble) => return Ok(entry.form_page(Some(&trouble))),
    };
    if entry.form.get("total") != placement.total_cents.to_string() {
        return Ok(entry.recap_page(&placement, Some("new-order-total-changed")));
    }
    let request = entry.desk.request(&entry.form, Command::Place(Box::new(placement)));
    match entry.desk.app().journal.carry_out(request).await {
        Ok(done) => {
            let Outcome::Placed { file, .. } = done.outcome else { return Err(PageError::not_found()) };
            Ok(Redirect::to(&format!("/desk/orders/{}?done=order-placed", file.order.number)).into_response())
        }
        Err(Stop::Refused(Refusal::OutOfStock { sku, left, .. })) => {
            let trouble = entry.short(&sku, left, StatusCode::CONFLICT);
            Ok(entry.form_page(Some(&trouble)))
        }
        Err(stop) => {
            let trouble = Trouble::of(entry.desk.lang(), stop, |field| entry.label(field))?;
            Ok(entry.form_page(Some(&trouble)))
        }
    }
}

impl Entry {
    async fn read(desk: Desk, mut form: Form) -> Result<Self, Fault> {
        if let Some((place, sku)) = picked(&form) {
            form.set(&sku_field(place), &sku);
        }
        let offer = desk.app().journal.ask(ShopSettings(desk.site.id)).await?.offer;
        let products = desk.app().journal.ask(Products { site: desk.site.id, all: false }).await?;
        let shown = form.get("lines").parse().unwrap_or(LINES_AT_FIRST);
        let count = (shown + usize::from(form.ticked("add"))).clamp(1, MOST_LINES);
        let mut lines = Vec::with_capacity(count);
        for place in 0..count {
            let field = sku_field(place);
            let named = named(&desk, &products, form.get(&field)).await?;
            // From here on it is that product, whatever else is called so by the time the order is saved.
            if let Some(product) = &named.product {
                form.set(&field, &product.sku);
            }
            lines.push(named);
        }
        Ok(Entry { desk, form, offer, products, lines })
    }

    /// The page around `body`, in this area's frame.
    fn page(&self, heading: &str, body: &maud::Markup, trouble: Option<&Trouble>) -> Response {
        let mut shell = self.desk.shell(NavItem::Orders);
        shell.has_errors = trouble.is_some();
        (trouble::status(trouble), desk_page(&shell, heading, body)).into_response()
    }
}

/// The product that was typed: its reference or its whole name, however either is written, or words that only it has.
async fn named(desk: &Desk, products: &[Product], typed: &str) -> Result<Named, Fault> {
    let one = |product: &Product| Named { product: Some(product.clone()), alike: Vec::new() };
    if typed.is_empty() {
        return Ok(Named::default());
    }
    let wanted = orders::fold(typed);
    let whole = |product: &Product| orders::fold(&title(desk.lang(), product)) == wanted;
    let known = products.iter().find(|product| orders::fold(&product.sku) == wanted);
    if let Some(product) = known.or_else(|| products.iter().find(|product| whole(product))) {
        return Ok(one(product));
    }
    // A large catalogue is not read as a whole.
    let question = ProductBySku { site: desk.site.id, sku: typed.to_owned() };
    if let Some(product) = desk.app().journal.ask(question).await?.filter(|product| product.published) {
        return Ok(one(&product));
    }
    let search = Search::of(typed);
    let alike = products.iter().filter(|product| !search.is_empty() && search.names(product));
    let alike: Vec<Product> = alike.cloned().collect();
    Ok(if let [product] = &alike[..] { one(product) } else { Named { product: None, alike } })
}

/// The line and the product of the button that was pressed among those for products alike.
fn picked(form: &Form) -> Option<(usize, String)> {
    let (place, sku) = form.get(PICK).split_once(' ')?;
    Some((place.parse().ok().filter(|place| *place < MOST_LINES)?, sku.to_owned()))
}

/// The name of a line's field for the product.
fn sku_field(place: usize) -> String {
    format!("line-{place}-sku")
}

/// The name of a line's field for the units.
fn units_field(place: usize) -> String {
    format!("line-{place}-quantity")
}
