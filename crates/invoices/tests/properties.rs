//! What holds for every invoice and every series.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests: their names document them, their panics are their answers"
)]

use invoices::{DocumentNumber, Invoice, Seller, Series, SeriesKind, issue};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use money::{Currency, VatRate};
use orders::{
    Address, Contact, Customer, Delivery, Event, Invoiced, Language, Line, Order, PaymentMethod, Placed, Recorded,
    Refusal,
};
use proptest::prelude::*;

fn rates() -> impl Strategy<Value = VatRate> {
    prop::sample::select(vec![0, 210, 550, 1_000, 2_000]).prop_map(|rate| VatRate::new(rate).unwrap())
}

prop_compose! {
    fn lines()(lines in prop::collection::vec((1..1_000_i64, 0..1_000_000_i64, rates()), 1..30)) -> Vec<Line> {
        let line = |(quantity, unit_price_cents, vat_rate)| Line {
            sku: "TASSE".into(), title: "Tasse".into(), quantity, unit_price_cents, vat_rate,
        };
        lines.into_iter().map(line).collect()
    }
}

prop_compose! {
    fn any_order()(lines in lines(), price_cents in 0..2_000_i64, vat_rate in rates()) -> Order {
        let delivery = Delivery { method: "Colissimo".into(), pickup_point: String::new(), price_cents, vat_rate };
        let total_cents = lines.iter().map(Line::total_cents).sum::<i64>() + price_cents;
        let placed = Placed {
            source: "test".into(),
            source_order_id: "A-1".into(),
            language: Language::Fr,
            placed_at: Timestamp::UNIX_EPOCH,
            currency: Currency::EUR,
            payment_method: PaymentMethod::Cheque,
            delivery,
            lines,
            total_cents,
            stock_taken: Vec::new(),
        };
        Order::begin(1, &placed, Timestamp::UNIX_EPOCH)
    }
}

fn contact() -> Contact {
    let customer = Customer { name: "Élise Exemple".into(), ..Customer::default() };
    Contact { customer, billing: Address::default(), delivery: Address::default() }
}

fn days() -> impl Strategy<Value = Date> {
    (2013..2030_i16, 1..=12_i8, 1..=28_i8).prop_map(|(year, month, day)| date(year, month, day))
}

fn issued(order: &Order, series: Series, today: Date) -> Result<(DocumentNumber, Invoice), Refusal> {
    issue(order, &contact(), &Seller::default(), series, today, today)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_invoice_is_over_what_was_ordered_and_its_parts_make_it(order in any_order()) {
        let (_, invoice) = issued(&order, Series::new(SeriesKind::Invoice, 0), date(2026, 11, 24)).unwrap();
        prop_assert_eq!(invoice.vat.gross_cents, order.total_cents);
        prop_assert_eq!(invoice.lines.iter().map(|line| line.gross_cents).sum::<i64>(), invoice.vat.gross_cents);
        prop_assert_eq!(invoice.vat.net_cents + invoice.vat.vat_cents, invoice.vat.gross_cents);
        prop_assert_eq!(invoice.lines.iter().map(|line| line.net_cents).sum::<i64>(), invoice.vat.net_cents);
        for row in &invoice.vat.rows {
            prop_assert_eq!(row.net_cents + row.vat_cents, row.gross_cents);
            let of_rate = invoice.lines.iter().filter(|line| line.vat_rate == row.rate);
            let (net, gross) = of_rate.fold((0, 0), |sum, line| (sum.0 + line.net_cents, sum.1 + line.gross_cents));
            prop_assert_eq!((net, gross), (row.net_cents, row.gross_cents));
        }
    }

    #[test]
    fn an_invoice_is_written_and_read_without_losing_anything(order in any_order()) {
        let (_, invoice) = issued(&order, Series::new(SeriesKind::Invoice, 0), date(2026, 11, 24)).unwrap();
        let text = serde_json::to_string(&invoice).unwrap();
        prop_assert_eq!(serde_json::from_str::<Invoice>(&text).unwrap(), invoice);
    }

    #[test]
    fn numbers_never_skip_or_repeat_and_days_never_go_back_whatever_the_clock_says(
        taken_over in 0..1_000_i64, todays in prop::collection::vec(days(), 1..60)
    ) {
        let mut series = Series::new(SeriesKind::Invoice, taken_over);
        let mut days: Vec<Date> = Vec::new();
        for (today, sequence) in todays.into_iter().zip(taken_over + 1..) {
            let (number, day) = series.next(today);
            prop_assert_eq!(number.sequence, sequence);
            prop_assert_eq!((number.year, number.month), (day.year(), day.month()));
            prop_assert_eq!(day, days.iter().copied().fold(today, Date::max));
            series = Series { last: number.sequence, last_date: Some(day), ..series };
            days.push(day);
        }
        prop_assert!(days.is_sorted());
    }

    #[test]
    fn an_order_is_invoiced_once(order in any_order()) {
        let series = Series::new(SeriesKind::Invoice, 0);
        let (number, _) = issued(&order, series, date(2026, 11, 24)).unwrap();
        let event = Event::Invoiced(Invoiced { number: number.to_string() });
        let mut invoiced = order;
        invoiced.evolve(Recorded { event: &event, at: Timestamp::UNIX_EPOCH, actor: "person:1" });
        let again = issued(&invoiced, series, date(2026, 11, 25));
        prop_assert!(matches!(again, Err(Refusal::AlreadyInvoiced { .. })), "invoiced again");
    }

    #[test]
    fn a_number_reads_back(credit_note in any::<bool>(), year in 1..=9_999_i16, month in 1..=12_i8, sequence in 1..=999_999_999_i64) {
        let kind = if credit_note { SeriesKind::CreditNote } else { SeriesKind::Invoice };
        let number = DocumentNumber { kind, year, month, sequence };
        prop_assert_eq!(number.to_string().parse(), Ok(number));
    }

    #[test]
    fn whatever_reads_as_a_number_is_written_the_same(text in "(AV-)?[0-9+-]{0,20}|\\PC*") {
        if let Ok(number) = text.parse::<DocumentNumber>() {
            prop_assert_eq!(number.to_string(), text);
        }
    }
}
