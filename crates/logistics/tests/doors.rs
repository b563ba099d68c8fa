//! The doors of logistics: shipments and batches, at each bound and one beyond, and the batch's file.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests: their names document them, their panics are their answers"
)]

use jiff::Timestamp;
use logistics::{BatchRequest, MAX_BATCH_ORDERS, Manifest, ManifestOrder, RawParcel, RawShipping, parse_shipping};
use money::{Currency, VatRate};
use orders::{Address, Contact, Customer, Delivery, Language, Line, Order, PaymentMethod, Placed, ShippingLine};
use proptest::prelude::*;
use sha2::{Digest, Sha256};

fn now() -> Timestamp {
    "2026-11-24T09:00:00Z".parse().unwrap()
}

fn raw() -> RawShipping {
    RawShipping { carrier: "Colissimo".into(), parcels: vec![RawParcel::default()], lines: None }
}

fn faults(change: impl FnOnce(&mut RawShipping)) -> Vec<String> {
    let mut raw = raw();
    change(&mut raw);
    let faults = parse_shipping(raw, now()).err().unwrap_or_default();
    faults.into_iter().map(|fault| format!("{} {}", fault.field, fault.code)).collect()
}

#[test]
fn a_shipment_is_let_in_at_its_bounds() {
    let good: [fn(&mut RawShipping); 7] = [
        |_| {},
        |raw| raw.carrier = "é".repeat(100),
        |raw| raw.parcels = vec![RawParcel::default(); 100],
        |raw| raw.parcels[0].tracking_number = "6".repeat(100),
        |raw| raw.parcels[0].tracking_url = Some("http://suivi.exemple".into()),
        |raw| raw.parcels[0].weight_g = Some(10_000_000),
        |raw| raw.lines = Some(vec![ShippingLine { line: 1, quantity: 1 }]),
    ];
    for (case, change) in good.into_iter().enumerate() {
        assert_eq!(faults(change), Vec::<String>::new(), "case {case}");
    }
}

#[test]
fn a_shipment_beyond_its_bounds_is_told_where() {
    type Change = fn(&mut RawShipping);
    let bad: [(Change, &str); 10] = [
        (|raw| raw.carrier = " ".into(), "carrier required"),
        (|raw| raw.carrier = "é".repeat(101), "carrier too_long"),
        (|raw| raw.parcels.clear(), "parcels required"),
        (|raw| raw.parcels = vec![RawParcel::default(); 101], "parcels too_many"),
        (|raw| raw.parcels[0].tracking_number = "6".repeat(101), "parcels.0.tracking_number too_long"),
        (|raw| raw.parcels[0].tracking_number = "6\n7".into(), "parcels.0.tracking_number too_long"),
        (|raw| raw.parcels[0].tracking_url = Some("javascript:alert(1)".into()), "parcels.0.tracking_url not_a_url"),
        (|raw| raw.parcels[0].weight_g = Some(0), "parcels.0.weight_g out_of_range"),
        (|raw| raw.parcels[0].weight_g = Some(10_000_001), "parcels.0.weight_g out_of_range"),
        (|raw| raw.lines = Some(vec![]), "lines required"),
    ];
    for (change, words) in bad {
        assert_eq!(faults(change), [words]);
    }
}

#[test]
fn a_batch_takes_each_order_once_and_at_most_ten_thousand() {
    let batch = |orders: Vec<i64>| BatchRequest { orders, ..BatchRequest::default() }.check();
    assert_eq!(batch(vec![3, 1, 3, 2, 1]).unwrap().orders, [3, 1, 2]);
    assert_eq!(batch(vec![]).unwrap_err()[0].code, "required");
    let all: Vec<i64> = (1..=10_000).collect();
    assert_eq!(batch(all.clone()).unwrap().orders.len(), MAX_BATCH_ORDERS);
    assert_eq!(batch([all, vec![10_001]].concat()).unwrap_err()[0].code, "too_many");
    let long = BatchRequest { orders: vec![1], instructions: "é".repeat(2_001), ..BatchRequest::default() };
    assert_eq!(long.check().unwrap_err()[0].field, "instructions");
}

fn order(number: i64, titles: &[String]) -> Order {
    let line = |title: &String| Line {
        sku: "TASSE".into(),
        title: title.clone(),
        quantity: 2,
        unit_price_cents: 98_765,
        vat_rate: VatRate::FRENCH_STANDARD,
    };
    let delivery = Delivery {
        method: "Colissimo".into(),
        pickup_point: String::new(),
        price_cents: 0,
        vat_rate: VatRate::FRENCH_STANDARD,
    };
    let placed = Placed {
        source: "test".into(),
        source_order_id: number.to_string(),
        language: Language::Fr,
        placed_at: now(),
        currency: Currency::EUR,
        payment_method: PaymentMethod::Cheque,
        delivery,
        lines: titles.iter().map(line).collect(),
        total_cents: 0,
        stock_taken: Vec::new(),
    };
    Order::begin(number, &placed, now())
}

fn contact(name: &str) -> Contact {
    let customer = Customer { name: "Élise Exemple".into(), ..Customer::default() };
    let address = Address { name: name.into(), city: "Paris".into(), ..Address::default() };
    Contact { customer, billing: address.clone(), delivery: address }
}

fn manifest(order: &Order, contact: &Contact, instructions: &str, release_at: Option<Timestamp>) -> String {
    let manifest = Manifest::new(7, &[ManifestOrder { order, contact }], instructions, release_at);
    let digest = Sha256::digest(&manifest.bytes);
    let said = (0..32).map(|byte| u8::from_str_radix(&manifest.sha256[2 * byte..2 * byte + 2], 16).unwrap());
    assert_eq!(said.collect::<Vec<_>>(), digest.to_vec());
    String::from_utf8(manifest.bytes).unwrap()
}

#[test]
fn the_file_of_a_batch_says_what_to_pack_and_no_price() {
    let file = manifest(&order(12, &["Tasse, « bleue »".into()]), &contact(""), "Fragile", Some(now()));
    let rows: Vec<_> = file.split_terminator("\r\n").collect();
    assert_eq!(
        rows[1],
        "7,12,2026-11-24T09:00:00Z,Élise Exemple,,,,,Paris,,,,Colissimo,,1,TASSE,\"Tasse, « bleue »\",2,\
         [release 2026-11-24T09:00:00Z] Fragile"
    );
    assert_eq!(rows.len(), 2);
    assert!(!file.contains("98765") && !file.contains("price"));
}

#[test]
fn the_file_of_a_batch_says_what_to_collect_on_delivery() {
    let due = |payment_method, total_cents| Order { payment_method, total_cents, ..order(12, &["Tasse".into()]) };
    let note = |order: &Order, instructions: &str, release_at| {
        let file = manifest(order, &contact(""), instructions, release_at);
        csv::Reader::from_reader(file.as_bytes()).records().next().unwrap().unwrap()[18].to_owned()
    };
    let on_delivery = due(PaymentMethod::CashOnDelivery, 4_500);
    assert_eq!(note(&on_delivery, "Fragile", None), "[collect 45.00 EUR] Fragile");
    assert_eq!(note(&on_delivery, "", Some(now())), "[release 2026-11-24T09:00:00Z] [collect 45.00 EUR]");
    let yen = Order { currency: Currency::parse("JPY").unwrap(), ..on_delivery };
    assert_eq!(note(&yen, "", None), "[collect 4500 JPY]");
    assert_eq!(note(&due(PaymentMethod::Cheque, 4_500), "", None), "", "paid otherwise");
    assert_eq!(note(&due(PaymentMethod::CashOnDelivery, 0), "", None), "", "nothing is due");
}

prop_compose! {
    fn any_parcel()(tracking_number in any::<String>(), tracking_url in any::<Option<String>>(),
        weight_g in any::<Option<i64>>()) -> RawParcel {
        RawParcel { tracking_number, tracking_url, weight_g }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reading_a_shipment_never_panics_and_only_lets_pages_be_linked(
        carrier in any::<String>(),
        parcels in prop::collection::vec(any_parcel(), 0..4),
        lines in any::<Option<Vec<(usize, i64)>>>(),
    ) {
        let line = |(line, quantity)| ShippingLine { line, quantity };
        let lines = lines.map(|lines| lines.into_iter().map(line).collect());
        if let Ok(shipping) = parse_shipping(RawShipping { carrier, parcels, lines }, now()) {
            prop_assert!(!shipping.carrier.is_empty() && !shipping.parcels.is_empty());
            let urls = shipping.parcels.iter().filter_map(|parcel| parcel.tracking_url.as_deref());
            prop_assert!(urls.into_iter().all(|url| url.starts_with("https://") || url.starts_with("http://")));
        }
    }

    #[test]
    fn the_same_batch_makes_the_same_bytes_and_they_read_back(
        titles in prop::collection::vec("\\PC{1,40}", 1..5),
        name in "\\PC{1,40}",
        instructions in "[^\\x00]{0,40}",
    ) {
        let (order, contact) = (order(12, &titles), contact(&name));
        let file = manifest(&order, &contact, &instructions, None);
        prop_assert_eq!(&file, &manifest(&order, &contact, &instructions, None));
        let mut reader = csv::Reader::from_reader(file.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
        prop_assert_eq!(rows.len(), titles.len());
        for (row, title) in rows.iter().zip(&titles) {
            prop_assert_eq!((&row[3], &row[16], &row[18]), (name.as_str(), title.as_str(), instructions.as_str()));
        }
    }

    #[test]
    fn erasing_one_contact_leaves_the_others_and_everything_to_pack(
        titles in prop::collection::vec("\\PC{1,40}", 1..5),
        name in "[^\\x00]{1,40}",
        instructions in "[^\\x00]{0,40}",
    ) {
        let (first, second) = (order(12, &titles), order(13, &titles));
        let contact = contact(&name);
        let entries = [&first, &second].map(|order| ManifestOrder { order, contact: &contact });
        let whole = Manifest::new(7, &entries, &instructions, None);
        let erased = Manifest::without_contact(&whole.bytes, 12).unwrap();
        let nobody = Contact::default();
        let expected = [
            ManifestOrder { order: &first, contact: &nobody },
            ManifestOrder { order: &second, contact: &contact },
        ];
        prop_assert_eq!(&erased.bytes, &Manifest::new(7, &expected, &instructions, None).bytes);
        prop_assert!(Manifest::without_contact(&whole.bytes, 14).is_none());
    }

    #[test]
    fn what_is_no_file_of_a_batch_holds_nobody(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(Manifest::without_contact(&bytes, 12).is_none());
    }
}
