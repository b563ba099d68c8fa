use serde::{Deserialize, Serialize};

/// Who an order is for and where it goes: the personal data of an order, kept apart from its events
/// so that it can be erased. The default is what is left then.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Who ordered.
    pub customer: Customer,
    /// Where the invoice goes.
    pub billing: Address,
    /// Where the goods go.
    pub delivery: Address,
}

/// Who ordered. Empty strings mean "not given".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    /// As the grid and the invoice show it, 1 to 255 characters.
    pub name: String,
    /// Where messages go.
    #[serde(default)]
    pub email: String,
    /// For the carrier.
    #[serde(default)]
    pub phone: String,
    /// A business customer's name.
    #[serde(default)]
    pub company: String,
    /// A business customer's VAT identifier.
    #[serde(default)]
    pub vat_id: String,
    /// A French business customer's nine-digit register number.
    #[serde(default)]
    pub siren: String,
}

/// A postal address. Empty strings mean "not given".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// Who receives it there.
    pub name: String,
    /// Street and number.
    #[serde(default)]
    pub line1: String,
    /// Building, floor, hamlet.
    #[serde(default)]
    pub line2: String,
    /// As the country writes it.
    #[serde(default)]
    pub postal_code: String,
    /// Town.
    #[serde(default)]
    pub city: String,
    /// ISO 3166 code, upper case.
    #[serde(default)]
    pub country: String,
}
