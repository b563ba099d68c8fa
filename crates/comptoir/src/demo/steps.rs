//! The example as commands, in the order of time.

use jiff::{SignedDuration, Timestamp};
use journal::{Command, Site};
use money::VatRate;
use orders::{
    Door, PaymentMethod, PaymentReport, Placement, ProgressChange, RawAddress, RawCustomer, RawDelivery, RawLine,
    RawPlacement, ValidatePayment,
};

use super::By;
use super::orders::{Step, TOLD, Told};
use super::shop::{VAT_BASIS_POINTS, price_cents};
use crate::site_time::instant;

/// Each step with its time and who took it.
pub(super) fn in_order(site: &Site) -> anyhow::Result<Vec<(Timestamp, By, Command)>> {
    let mut steps = Vec::new();
    for order in TOLD {
        let placed_at = instant(order.placed, &site.zone)?;
        let placement = Box::new(placement(&order, placed_at, site)?);
        steps.push((placed_at, By::Customer, Command::TakeOver { number: order.number, placement: placement.clone() }));
        for (minutes, step) in order.steps {
            let at = placed_at.checked_add(SignedDuration::from_mins(*minutes))?;
            let (by, command) = command(*step, placement.total_cents);
            steps.push((at, by, Command::Order { number: order.number, command }));
        }
    }
    steps.sort_by_key(|(at, ..)| *at);
    Ok(steps)
}

fn placement(order: &Told, placed_at: Timestamp, site: &Site) -> anyhow::Result<Placement> {
    let person = order.customer;
    let address = RawAddress {
        name: person.name.into(),
        line1: person.line1.into(),
        line2: String::new(),
        postal_code: person.postal_code.into(),
        city: person.city.into(),
        country: person.country.into(),
    };
    let line = |(sku, quantity): &(&str, i64)| -> anyhow::Result<RawLine> {
        let (title, unit_price_cents) = price_cents(sku)?;
        let vat_rate = i64::from(VAT_BASIS_POINTS);
        Ok(RawLine { sku: (*sku).into(), title: title.into(), quantity: *quantity, unit_price_cents, vat_rate })
    };
    let (method, price_cents) = order.delivery;
    let raw = RawPlacement {
        source: "storefront".into(),
        source_order_id: order.number.to_string(),
        language: Some(person.language.into()),
        customer: RawCustomer { name: person.name.into(), email: person.email.into(), ..RawCustomer::default() },
        billing: address.clone(),
        delivery_address: address,
        delivery: RawDelivery {
            method: method.into(),
            pickup_point: String::new(),
            price_cents,
            vat_rate: Some(i64::from(VAT_BASIS_POINTS)),
        },
        payment_method: order.payment_method.into(),
        lines: order.lines.iter().map(line).collect::<Result<_, _>>()?,
        currency: None,
        placed_at: Some(placed_at),
    };
    let door = Door {
        currency: site.currency,
        language: site.language,
        delivery_vat_rate: VatRate::ZERO,
        now: placed_at,
        max_lines: orders::MAX_LINES,
        shortage: catalog::Shortage::Allow,
    };
    Placement::parse(raw, &door).map_err(|faults| anyhow::anyhow!(crate::stop::fields(&faults)))
}

fn command(step: Step, total_cents: i64) -> (By, orders::Command) {
    match step {
        Step::Cheque(number) => {
            let validation = ValidatePayment { cheque_number: number.into(), ..ValidatePayment::default() };
            (By::Clerk, orders::Command::ValidatePayment(validation))
        }
        Step::Transfer(reference) => {
            let validation = ValidatePayment { reference: reference.into(), ..ValidatePayment::default() };
            (By::Clerk, orders::Command::ValidatePayment(validation))
        }
        Step::Card(outcome, reference) => {
            let method = PaymentMethod::Card;
            let report = PaymentReport { method, amount_cents: total_cents, outcome, reference: reference.into() };
            (By::System, orders::Command::ReportPayment(report))
        }
        Step::Progress(state) => (By::Clerk, progress(state, false)),
        Step::ProgressAndInvoice(state) => (By::Clerk, progress(state, true)),
        Step::Cancel(reason) => (By::Clerk, orders::Command::Cancel { reason: reason.into() }),
    }
}

fn progress(state: &str, issue_invoice: bool) -> orders::Command {
    orders::Command::RecordProgress(ProgressChange {
        state: state.into(),
        comment: String::new(),
        published: None,
        notify: None,
        issue_invoice,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The worked example: order, its total, and the invoices in the order of their numbers.
    #[test]
    fn the_orders_add_up_to_the_amounts_of_the_worked_example() {
        let site = Site {
            id: journal::SiteId(1),
            name: String::new(),
            title: String::new(),
            currency: money::Currency::EUR,
            zone: jiff::tz::TimeZone::get("Europe/Paris").unwrap(),
            zone_name: String::new(),
            language: orders::Language::Fr,
            vat_rate: VatRate::FRENCH_STANDARD,
            host: None,
        };
        let steps = in_order(&site).unwrap();
        let mut totals = Vec::new();
        let mut invoiced = Vec::new();
        for (_, _, command) in &steps {
            if let Command::TakeOver { number, placement } = command {
                totals.push((*number, placement.total_cents));
            }
            if let Command::Order { number, command: orders::Command::RecordProgress(change) } = command
                && change.issue_invoice
            {
                invoiced.push(*number);
            }
        }
        let same = [6_756_639, 6_781_849, 6_800_631, 6_803_391, 6_817_650, 6_817_889, 6_817_898];
        let expected = same.map(|number| (number, 62_029));
        assert_eq!(totals[..7], expected);
        assert_eq!(totals[7..], [(7_087_664, 60_518), (7_087_800, 28_335), (7_090_564, 76_192)]);
        assert_eq!(invoiced, [6_803_391, 7_087_664, 7_087_800, 7_090_564]);
        assert!(matches!(steps.last(), Some((_, _, Command::Order { number: 7_090_564, .. }))));
    }
}
