use serde::{Deserialize, Serialize};

use crate::placement::Faults;
use crate::{Invalid, PaymentMethod, Text};

/// The most ways to deliver that a shop may offer, and the most countries are all there are.
const MOST_DELIVERIES: usize = 20;

/// What a shop lets customers choose among when they order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Offer {
    /// How it can travel, in the order in which that is shown; at least one.
    pub deliveries: Vec<DeliveryMethod>,
    /// How it can be paid; at least one of [`Offer::PAYABLE`].
    pub payments: Vec<PaymentMethod>,
    /// Where to: ISO 3166 codes, at least one; the first is chosen already.
    pub countries: Vec<String>,
    /// The account for transfers, without spaces; empty where it is not given.
    pub iban: String,
    /// Its bank; may be empty.
    pub bic: String,
}

/// A way to deliver.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryMethod {
    /// Stable mnemonic, as a state's.
    pub code: String,
    /// Its name, in both languages.
    pub label: Text,
    /// What a customer should know of it, such as how long it takes; may be empty.
    pub note: Text,
    /// Tax included, minor units.
    pub price_cents: i64,
    /// The value of the goods, tax included, from which it costs nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub free_from_cents: Option<i64>,
    /// Whether the customer names a pick-up point; `None` where the shop has never said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pickup_point: Option<bool>,
}

/// The relay network that every shop begins with.
const RELAY: &str = "mondial_relay";

impl DeliveryMethod {
    /// Whether the customer names the point where the parcel waits. Shops whose offer is older than the question
    /// have not said; what they began with goes to a point all the same.
    pub fn asks_pickup_point(&self) -> bool {
        self.pickup_point.unwrap_or(self.code == RELAY)
    }

    /// What it costs for goods worth `goods_cents`, both with tax.
    pub fn price_for(&self, goods_cents: i64) -> i64 {
        if self.free_from_cents.is_some_and(|free_from| goods_cents >= free_from) { 0 } else { self.price_cents }
    }
}

/// One change of the offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfferChange {
    /// Adds a way to deliver, under a code of its own.
    AddDelivery(DeliveryMethod),
    /// Adds a way to deliver, or changes everything of it but its code.
    Deliver(DeliveryMethod),
    /// Offers one no longer; orders keep what they were placed with.
    StopDelivering(String),
    /// Ships to these countries.
    ShipTo(Vec<String>),
    /// Takes these means of payment, transfers to this account.
    Take {
        /// The means.
        payments: Vec<PaymentMethod>,
        /// The account.
        iban: String,
        /// Its bank.
        bic: String,
    },
}

impl Default for Offer {
    /// What a new shop begins with.
    fn default() -> Self {
        let delivery = |code: &str, fr, en, price_cents| DeliveryMethod {
            code: code.into(),
            label: Text::new(fr, en),
            note: Text::default(),
            price_cents,
            free_from_cents: None,
            pickup_point: None,
        };
        Offer {
            deliveries: vec![
                delivery("home", "Livraison à domicile", "Home delivery", 590),
                delivery(RELAY, "Point relais Mondial Relay", "Mondial Relay pick-up point", 450),
                delivery("pickup", "Retrait en boutique", "Collect from the shop", 0),
            ],
            payments: Offer::PAYABLE.to_vec(),
            countries: ["FR", "BE", "CH", "LU", "DE", "MC"].map(str::to_owned).to_vec(),
            iban: String::new(),
            bic: String::new(),
        }
    }
}

impl Offer {
    /// What can be paid with while no card provider is connected.
    pub const PAYABLE: [PaymentMethod; 3] =
        [PaymentMethod::Cheque, PaymentMethod::Transfer, PaymentMethod::CashOnDelivery];

    /// The way to deliver of a code.
    pub fn delivery(&self, code: &str) -> Option<&DeliveryMethod> {
        self.deliveries.iter().find(|method| method.code == code)
    }

    /// The offer after `change`, or every field of the change that does not hold.
    pub fn changed(&self, change: OfferChange) -> Result<Offer, Vec<Invalid>> {
        let mut faults = Faults::default();
        let mut offer = self.clone();
        match change {
            OfferChange::AddDelivery(method) if self.delivery(&method.code).is_some() => {
                faults.add("code", "code_taken");
            }
            OfferChange::AddDelivery(method) | OfferChange::Deliver(method) => {
                check_delivery(&mut faults, &method);
                let full = offer.deliveries.len() >= MOST_DELIVERIES;
                match offer.deliveries.iter_mut().find(|known| known.code == method.code) {
                    Some(known) => *known = method,
                    None if full => faults.add("code", "too_many"),
                    None => offer.deliveries.push(method),
                }
            }
            OfferChange::StopDelivering(code) => {
                offer.deliveries.retain(|method| method.code != code);
                if offer.deliveries.is_empty() {
                    faults.add("code", "last_delivery");
                }
            }
            OfferChange::ShipTo(countries) => {
                if countries.is_empty() {
                    faults.add("countries", "choice");
                }
                if countries.iter().any(|code| !country_code(code)) {
                    faults.add("countries", "not_a_country");
                }
                offer.countries = countries;
            }
            OfferChange::Take { payments, iban, bic } => {
                if payments.is_empty() || payments.iter().any(|method| !Offer::PAYABLE.contains(method)) {
                    faults.add("payments", "choice");
                }
                check_account(&mut faults, &iban, &bic);
                offer = Offer { payments, iban, bic, ..offer };
            }
        }
        faults.or(offer)
    }
}

fn check_delivery(faults: &mut Faults, method: &DeliveryMethod) {
    if !crate::ProgressState::valid_code(&method.code) {
        faults.add("code", "not_a_code");
    }
    // What an order keeps as its delivery's name has the same bound.
    faults.text("label_fr", &method.label.fr, 1, 100);
    faults.text("label_en", &method.label.en, 1, 100);
    faults.text("note_fr", &method.note.fr, 0, 300);
    faults.text("note_en", &method.note.en, 0, 300);
    faults.range("price", method.price_cents, 0, 100_000_000);
    faults.range("free_from", method.free_from_cents.unwrap_or(0), 0, 100_000_000_000);
}

fn check_account(faults: &mut Faults, iban: &str, bic: &str) {
    if !iban.is_empty() && !valid_iban(iban) {
        faults.add("iban", "not_an_iban");
    }
    let shaped =
        matches!(bic.len(), 8 | 11) && bic.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    if !bic.is_empty() && !shaped {
        faults.add("bic", "not_a_bic");
    }
}

/// Two capital letters: the shape of an ISO 3166 code.
pub(crate) fn country_code(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// ISO 13616: the first four characters moved to the end, letters as 10 to 35, leave 1 when divided by 97.
fn valid_iban(iban: &str) -> bool {
    let shaped =
        (15..=34).contains(&iban.len()) && iban.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    if !shaped || !country_code(&iban[..2]) {
        return false;
    }
    let digits = iban.bytes().cycle().skip(4).take(iban.len());
    let rest = digits.fold(0_u32, |rest, byte| match byte {
        b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
        letter => (rest * 100 + u32::from(letter - b'A') + 10) % 97,
    });
    rest == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_number_carries_its_own_check() {
        assert!(valid_iban("FR1420041010050500013M02606"));
        assert!(valid_iban("GB82WEST12345698765432"));
        assert!(!valid_iban("FR1420041010050500013M02607"));
        assert!(!valid_iban("1420041010050500013M02606FR"));
        assert!(!valid_iban("FR14"));
    }

    #[test]
    fn delivery_costs_nothing_from_the_value_that_the_shop_names() {
        let mut method = Offer::default().deliveries[0].clone();
        assert_eq!(method.price_for(100_000), 590);
        method.free_from_cents = Some(5_000);
        assert_eq!([4_999, 5_000].map(|goods| method.price_for(goods)), [590, 0]);
    }

    #[test]
    fn a_relay_asks_for_the_point_where_the_shop_has_not_said_otherwise() {
        let mut offer = Offer::default();
        assert_eq!(
            offer.deliveries.iter().map(DeliveryMethod::asks_pickup_point).collect::<Vec<_>>(),
            [false, true, false]
        );
        for method in &mut offer.deliveries {
            method.pickup_point = Some(method.code == "home");
        }
        assert!(offer.deliveries[0].asks_pickup_point() && !offer.deliveries[1].asks_pickup_point());
    }

    #[test]
    fn a_shop_keeps_at_least_one_delivery_one_payment_and_one_country() {
        let mut offer = Offer::default();
        for code in ["home", "pickup"] {
            offer = offer.changed(OfferChange::StopDelivering(code.into())).unwrap();
        }
        let refused = |change| offer.changed(change).unwrap_err()[0].code;
        assert_eq!(refused(OfferChange::StopDelivering("mondial_relay".into())), "last_delivery");
        assert_eq!(refused(OfferChange::ShipTo(Vec::new())), "choice");
        let none = OfferChange::Take { payments: Vec::new(), iban: String::new(), bic: String::new() };
        assert_eq!(refused(none), "choice");
    }

    #[test]
    fn cards_are_not_offered_before_a_provider_is_connected() {
        let cards = OfferChange::Take { payments: vec![PaymentMethod::Card], iban: String::new(), bic: String::new() };
        assert_eq!(Offer::default().changed(cards).unwrap_err()[0].field, "payments");
    }
}
