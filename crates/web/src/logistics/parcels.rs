//! The form of an order's parcels: a row for each, and how much of each line leaves.

use jiff::Timestamp;
use journal::OrderFile;
use journal::question::{LastCarriers, States};
use logistics::{RawParcel, RawShipping, grams_of_kilograms, parse_shipping};
use maud::{Markup, html};
use orders::{Invalid, Order, ProgressState, Shipping, ShippingLine, carrier_of_delivery};

use crate::form::Form;
use crate::html::{Field, hidden, request_id};
use crate::i18n::{Lang, t, ta};
use crate::page::PageError;
use crate::trouble::{self, Trouble};
use crate::visitor::Desk;

/// Who may take the parcels of a batch.
pub(super) struct Carriers {
    states: Vec<ProgressState>,
    /// Of the batch's last parcels, by the way they were delivered: the next ones mostly go with the same.
    last: Vec<(String, String)>,
}

impl Carriers {
    pub(super) async fn of(desk: &Desk, batch: i64) -> Result<Self, PageError> {
        let (site, journal) = (desk.site.id, &desk.app().journal);
        let last = journal.ask(LastCarriers { site, batch }).await?;
        Ok(Carriers { states: journal.ask(States(site)).await?, last })
    }

    /// The carrier to fill in for an order; empty where none is likely. What took a parcel to a pick-up point says
    /// nothing of one that goes to a door.
    pub(super) fn likely(&self, order: &Order) -> &str {
        let method = order.delivery.method.as_str();
        let last = || self.last.iter().find(|(known, _)| known == method).map(|(_, carrier)| carrier.as_str());
        carrier_of_delivery(method, &self.states).or_else(last).unwrap_or_default()
    }
}

/// What was typed: a parcel a row, none of them empty.
struct Rows<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Rows<'a> {
    fn of(form: &'a Form) -> Self {
        let numbers =
            form.pairs().iter().filter_map(|(name, number)| Some((name.strip_prefix("tracking-")?, number.trim())));
        let rows = numbers.map(|(row, number)| (number, form.get(&format!("weight-{row}"))));
        Rows(rows.filter(|(number, weight)| !number.is_empty() || !weight.is_empty()).collect())
    }
}

/// The shipment that the form describes: rows of parcels, or as the batch's page sends it, a tracking number a line.
pub(super) fn read(form: &Form, at: Timestamp) -> Result<Shipping, Vec<Invalid>> {
    let mut faults = Vec::new();
    let mut parcels: Vec<RawParcel> = form
        .get("tracking_numbers")
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| RawParcel { tracking_number: line.trim().to_owned(), ..RawParcel::default() })
        .collect();
    for (place, (number, weight)) in Rows::of(form).0.into_iter().enumerate() {
        let weight_g = grams_of_kilograms(weight);
        if weight_g.is_none() && !weight.is_empty() {
            faults.push(Invalid { field: format!("weight-{place}"), code: "not_a_weight" });
        }
        parcels.push(RawParcel { tracking_number: number.to_owned(), weight_g, ..RawParcel::default() });
    }
    let lines = read_units(form, &mut faults);
    let raw = RawShipping { carrier: form.text("carrier"), parcels, lines };
    match parse_shipping(raw, at) {
        Ok(shipping) if faults.is_empty() => Ok(shipping),
        Ok(_) => Err(faults),
        Err(mut more) => {
            // Where a quantity cannot be read, that none leaves is no news.
            more.retain(|fault| fault.field != "lines" || faults.is_empty());
            Err(more.into_iter().map(at_its_field).chain(faults).collect())
        }
    }
}

/// The fault under the name that its field has in the form: `parcels.0.weight_g` is `weight-0` there.
fn at_its_field(fault: Invalid) -> Invalid {
    let field = match fault.field.split('.').collect::<Vec<_>>()[..] {
        ["parcels", row, "tracking_number"] => format!("tracking-{row}"),
        ["parcels", row, "weight_g"] => format!("weight-{row}"),
        _ => return fault,
    };
    Invalid { field, ..fault }
}

/// How much of each line leaves; nothing said is all that remains. What remains is the writer's to know: a form sent
/// twice must be read alike both times.
fn read_units(form: &Form, faults: &mut Vec<Invalid>) -> Option<Vec<ShippingLine>> {
    let said = form.pairs().iter().filter_map(|(name, value)| Some((name, name.strip_prefix("units-")?, value.trim())));
    let mut lines = None;
    for (name, line, value) in said {
        let lines = lines.get_or_insert_with(Vec::new);
        match (line.parse(), value.parse::<i64>()) {
            (Ok(line), Ok(quantity)) => lines.extend((quantity != 0).then_some(ShippingLine { line, quantity })),
            (Ok(_) | Err(_), Ok(_) | Err(_)) => {
                faults.push(Invalid { field: name.clone(), code: "not_a_number" });
            }
        }
    }
    lines
}

/// The form, filled in with what was typed or, where nothing was, with what is likely.
///
/// In a row the first button that Enter presses is « Ajouter un colis », which asks for the same page with another row:
/// a scanner fills one after the other. Once nothing new is typed the focus goes on to the button that records.
pub(super) fn form(
    lang: Lang,
    place: &str,
    file: &OrderFile,
    typed: &Form,
    carrier: &str,
    trouble: Option<&Trouble>,
) -> Markup {
    let rows = Rows::of(typed);
    let known = if typed.pairs().is_empty() { carrier } else { typed.get("carrier") };
    let label = t(lang, "parcel-carrier");
    let fault = trouble::at(trouble, "carrier");
    let had: Option<usize> = typed.get("had").parse().ok();
    // Nothing new was added: what follows is the end.
    let finished = typed.get("more") == "1" && !rows.0.is_empty() && had == Some(rows.0.len());
    let ready = trouble.is_none() && !finished && !known.is_empty();
    let nowhere = trouble.is_none() && known.is_empty();
    let mut carrier =
        Field::new(lang, "carrier", &label).value(known).error(fault.as_deref()).max_length(100).size("medium");
    let delivery = &file.order.delivery;
    let way = [delivery.method.as_str(), &delivery.pickup_point].map(str::to_owned);
    let way = way.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" – ");
    let hint = ta(lang, "parcel-carrier-hint", &[("delivery", (&way).into())]);
    if !way.is_empty() {
        carrier = carrier.hint(&hint);
    }
    html! {
        form.form.parcels #parcels method="post" action={ (place) "/shipments" } {
            (request_id(&crate::token::new()))
            (hidden("version", &file.order.version.to_string()))
            (hidden("had", &rows.0.len().to_string()))
            @if nowhere { (carrier.autofocus()) } @else { (carrier) }
            (parcel_rows(lang, place, &rows, ready, trouble))
            (units(lang, file, typed, trouble))
            div.buttons {
                button.button.button-primary type="submit" autofocus[finished] { (t(lang, "parcel-ship")) }
            }
        }
    }
}

/// The ids of what is said at a group of fields: what is wrong, and the hint.
fn described(group: &str, wrong: bool) -> String {
    if wrong { format!("{group}-error {group}-hint") } else { format!("{group}-hint") }
}

/// What stands above a field of the order's forms.
pub(super) fn label(lang: Lang, file: &OrderFile, field: &str) -> String {
    let (part, place) = field.split_once('-').unwrap_or((field, ""));
    let place: usize = place.parse().unwrap_or(0);
    let row = |key| ta(lang, key, &[("number", (place + 1).into())]);
    match part {
        "carrier" => t(lang, "parcel-carrier"),
        "tracking" => row("parcel-number-of"),
        "weight" => row("parcel-weight-of"),
        "units" => {
            let ordered = place.checked_sub(1).and_then(|line| file.order.lines.get(line));
            ordered.map_or_else(|| t(lang, "units-legend"), |line| line.title.clone())
        }
        "lines" => t(lang, "units-legend"),
        "reason" => t(lang, "handoff-refusal-reason"),
        _ => t(lang, "parcels-legend"),
    }
}

fn parcel_rows(lang: Lang, place: &str, rows: &Rows, ready: bool, trouble: Option<&Trouble>) -> Markup {
    let fault = trouble::at(trouble, "parcels");
    let count = rows.0.len();
    html! {
        fieldset.group #field-parcels tabindex="-1" aria-describedby=(described("parcels", fault.is_some())) {
            legend { (t(lang, "parcels-legend")) }
            p.hint #parcels-hint { (t(lang, "parcels-hint")) }
            @if let Some(fault) = &fault { p.field-error #parcels-error { (fault) } }
            @for (row, (number, weight)) in rows.0.iter().chain([&("", "")]).enumerate() {
                (parcel_row(lang, row, number, weight, ready && row == count, trouble))
            }
            div {
                button.button.button-plain type="submit" formmethod="get" formaction=(place) formnovalidate name="more" value="1" {
                    (t(lang, "parcel-add"))
                }
            }
        }
    }
}

fn parcel_row(lang: Lang, row: usize, number: &str, weight: &str, focused: bool, trouble: Option<&Trouble>) -> Markup {
    let label = |key| ta(lang, key, &[("number", (row + 1).into())]);
    let field = |part: &str, value: &str, label: String, focused: bool| {
        let name = format!("{part}-{row}");
        let id = format!("field-{name}");
        let fault = trouble::at(trouble, &name);
        let error_id = fault.as_ref().map(|_| format!("{id}-error"));
        html! {
            div.field.has-error[fault.is_some()] {
                label for=(id) { (label) }
                @if let (Some(fault), Some(id)) = (&fault, &error_id) { p.field-error id=(id) { (fault) } }
                input.input id=(id) type="text" name=(name) value=(value) autofocus[focused] autocomplete="off" spellcheck="false"
                    inputmode=[(part == "weight").then_some("decimal")]
                    aria-invalid=[fault.as_ref().map(|_| "true")] aria-describedby=[error_id.as_deref()];
            }
        }
    };
    html! {
        div.parcel-row {
            (field("tracking", number, label("parcel-number-of"), focused))
            (field("weight", weight, label("parcel-weight-of"), false))
        }
    }
}

fn units(lang: Lang, file: &OrderFile, typed: &Form, trouble: Option<&Trouble>) -> Markup {
    let lines = (1_usize..).zip(file.order.lines.iter().zip(file.order.remaining()));
    let fault = trouble::at(trouble, "lines");
    html! {
        fieldset.group #field-lines tabindex="-1" aria-describedby=(described("units", fault.is_some())) {
            legend { (t(lang, "units-legend")) }
            p.hint #units-hint { (t(lang, "units-hint")) }
            @if let Some(fault) = &fault { p.field-error #units-error { (fault) } }
            @for (line, (ordered, left)) in lines.filter(|(_, (_, left))| *left > 0) {
                @let name = format!("units-{line}");
                @let value = typed.all(&name).next().map_or_else(|| left.to_string(), str::to_owned);
                @let label = ta(lang, "units-of", &[("title", (&ordered.title).into()), ("left", left.into())]);
                @let fault = trouble::at(trouble, &name);
                (Field::new(lang, &name, &label).value(&value).error(fault.as_deref()).inputmode("numeric").size("short"))
            }
        }
    }
}
