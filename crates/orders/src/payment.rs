use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// How the customer said they would pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentMethod {
    /// Carte bancaire.
    Card,
    /// Chèque: validated by a clerk with the cheque's number.
    Cheque,
    /// Virement.
    Transfer,
    /// Paiement à la livraison: an order that may leave before it is paid.
    CashOnDelivery,
    /// `PayPal`.
    Paypal,
    /// Anything else a channel reports.
    Other,
}

impl PaymentMethod {
    /// All, in the order in which they are offered.
    pub const ALL: [PaymentMethod; 6] = [
        PaymentMethod::Card,
        PaymentMethod::Cheque,
        PaymentMethod::Transfer,
        PaymentMethod::CashOnDelivery,
        PaymentMethod::Paypal,
        PaymentMethod::Other,
    ];

    /// The stable code of the API and the database.
    pub const fn code(self) -> &'static str {
        match self {
            PaymentMethod::Card => "card",
            PaymentMethod::Cheque => "cheque",
            PaymentMethod::Transfer => "transfer",
            PaymentMethod::CashOnDelivery => "cash_on_delivery",
            PaymentMethod::Paypal => "paypal",
            PaymentMethod::Other => "other",
        }
    }

    /// The method of a code.
    pub fn parse(code: &str) -> Option<Self> {
        PaymentMethod::ALL.into_iter().find(|method| method.code() == code)
    }

    /// Whether a provider's message confirms it, so that a clerk who does it by hand must say why.
    pub const fn confirmed_by_provider(self) -> bool {
        match self {
            PaymentMethod::Card | PaymentMethod::Paypal => true,
            PaymentMethod::Cheque | PaymentMethod::Transfer | PaymentMethod::CashOnDelivery | PaymentMethod::Other => {
                false
            }
        }
    }
}

/// « État »: the six things a shop says about an order's payment. Derived, never stored by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentStatus {
    /// En attente du paiement.
    Awaiting,
    /// Paiement en cours de traitement.
    Processing,
    /// Paiement confirmé.
    Confirmed,
    /// Paiement refusé.
    Refused,
    /// Erreur technique.
    Error,
    /// Annulé.
    Cancelled,
}

impl PaymentStatus {
    /// All six, in the order in which they are offered.
    pub const ALL: [PaymentStatus; 6] = [
        PaymentStatus::Awaiting,
        PaymentStatus::Processing,
        PaymentStatus::Confirmed,
        PaymentStatus::Refused,
        PaymentStatus::Error,
        PaymentStatus::Cancelled,
    ];

    /// The stable code of the API and the database.
    pub const fn code(self) -> &'static str {
        match self {
            PaymentStatus::Awaiting => "awaiting",
            PaymentStatus::Processing => "processing",
            PaymentStatus::Confirmed => "confirmed",
            PaymentStatus::Refused => "refused",
            PaymentStatus::Error => "error",
            PaymentStatus::Cancelled => "cancelled",
        }
    }

    /// The status of a code.
    pub fn parse(code: &str) -> Option<Self> {
        PaymentStatus::ALL.into_iter().find(|status| status.code() == code)
    }
}

/// What is known of one movement of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentOutcome {
    /// The provider has it and has not decided.
    Processing,
    /// Something broke before a decision.
    Error,
    /// The provider or the bank said no.
    Refused,
    /// The money is there.
    Confirmed,
}

impl PaymentOutcome {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            PaymentOutcome::Processing => "processing",
            PaymentOutcome::Error => "error",
            PaymentOutcome::Refused => "refused",
            PaymentOutcome::Confirmed => "confirmed",
        }
    }
}

/// One movement of money towards an order, and what is known of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// 1, 2, 3 … within the order.
    pub id: i64,
    /// How it was paid.
    pub method: PaymentMethod,
    /// Minor units of the order's currency.
    pub amount_cents: i64,
    /// What is known of it.
    pub outcome: PaymentOutcome,
    /// The cheque's number, for a cheque.
    pub cheque_number: Option<String>,
    /// The provider's or the bank's reference.
    pub reference: Option<String>,
    /// What the clerk noted.
    pub note: Option<String>,
    /// When it was recorded or last changed.
    pub at: Timestamp,
}

/// The status that payments amount to, for an order that is not cancelled: confirmed once what was
/// received covers what is due, else what the latest attempt says, else awaiting.
pub fn payment_status(total_cents: i64, payments: &[Payment]) -> PaymentStatus {
    if received_cents(payments) >= total_cents {
        return PaymentStatus::Confirmed;
    }
    match payments.last().map(|payment| payment.outcome) {
        Some(PaymentOutcome::Processing) => PaymentStatus::Processing,
        Some(PaymentOutcome::Refused) => PaymentStatus::Refused,
        Some(PaymentOutcome::Error) => PaymentStatus::Error,
        // A part has been received: the rest is awaited.
        Some(PaymentOutcome::Confirmed) | None => PaymentStatus::Awaiting,
    }
}

/// The sum of the confirmed payments.
pub(crate) fn received_cents(payments: &[Payment]) -> i64 {
    payments
        .iter()
        .filter(|payment| payment.outcome == PaymentOutcome::Confirmed)
        .fold(0, |sum: i64, payment| sum.saturating_add(payment.amount_cents))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn payment(outcome: PaymentOutcome, amount_cents: i64) -> Payment {
        Payment {
            id: 1,
            method: PaymentMethod::Card,
            amount_cents,
            outcome,
            cheque_number: None,
            reference: None,
            note: None,
            at: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn an_order_nobody_has_paid_awaits_its_payment() {
        assert_eq!(payment_status(100, &[]), PaymentStatus::Awaiting);
    }

    #[test]
    fn a_part_paid_order_awaits_the_rest() {
        assert_eq!(payment_status(100, &[payment(PaymentOutcome::Confirmed, 99)]), PaymentStatus::Awaiting);
    }

    #[test]
    fn the_latest_attempt_speaks_until_the_money_is_there() {
        let refused = payment(PaymentOutcome::Refused, 100);
        let processing = payment(PaymentOutcome::Processing, 100);
        let confirmed = payment(PaymentOutcome::Confirmed, 100);
        assert_eq!(payment_status(100, &[processing.clone(), refused.clone()]), PaymentStatus::Refused);
        assert_eq!(payment_status(100, &[refused.clone(), processing]), PaymentStatus::Processing);
        assert_eq!(payment_status(100, &[confirmed, refused]), PaymentStatus::Confirmed);
    }

    #[test]
    fn nothing_due_is_nothing_awaited() {
        assert_eq!(payment_status(0, &[]), PaymentStatus::Confirmed);
    }

    #[test]
    fn every_code_reads_back() {
        for status in PaymentStatus::ALL {
            assert_eq!(PaymentStatus::parse(status.code()), Some(status));
        }
        for method in PaymentMethod::ALL {
            assert_eq!(PaymentMethod::parse(method.code()), Some(method));
        }
    }
}
