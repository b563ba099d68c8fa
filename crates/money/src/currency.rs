//! The currency of an amount: an ISO 4217 code that exists.

use std::fmt;

use serde::de::{Error as _, Unexpected};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A currency that prices can be in: three upper-case letters of ISO 4217, with a minor unit.
///
/// In JSON it is the code as a string. Ordered by code.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency([u8; 3]);

/// The text is not the upper-case ISO 4217 code of a currency that has a minor unit.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, thiserror::Error)]
#[error("not the ISO 4217 code of a currency")]
pub struct UnknownCurrency;

impl Currency {
    /// The euro.
    pub const EUR: Currency = Currency(*b"EUR");

    /// Reads a code such as `EUR`, in upper case only and without spaces.
    ///
    /// # Errors
    /// [`UnknownCurrency`] for anything else. That includes the codes without a minor unit, such as
    /// gold (`XAU`), the test code (`XTS`) and "no currency" (`XXX`): an amount in them could be
    /// neither typed nor printed.
    pub fn parse(code: &str) -> Result<Currency, UnknownCurrency> {
        let letters: [u8; 3] = code.as_bytes().try_into().map_err(|_| UnknownCurrency)?;
        if minor_unit_exponent(code).is_none() {
            return Err(UnknownCurrency);
        }
        Ok(Currency(letters))
    }

    /// The three letters, such as `EUR`.
    pub fn code(&self) -> &str {
        // Only ASCII letters ever get in, so the default is never seen.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// How many decimals the minor unit stands for: 2 for EUR (cents), 0 for JPY, 3 for TND.
    pub fn exponent(&self) -> u32 {
        // Codes without an exponent are refused by `parse`, so the default is never seen.
        minor_unit_exponent(self.code()).unwrap_or_default()
    }
}

fn minor_unit_exponent(code: &str) -> Option<u32> {
    iso_currency::Currency::from_code(code)?.exponent().map(u32::from)
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Currency, D::Error> {
        let code = String::deserialize(deserializer)?;
        Currency::parse(&code)
            .map_err(|_| D::Error::invalid_value(Unexpected::Str(&code), &"an ISO 4217 currency code"))
    }
}

#[cfg(test)]
mod tests {
    use serde::de::IntoDeserializer;
    use serde::de::value::{Error, StrDeserializer};

    use super::*;

    fn currency(code: &str) -> Currency {
        Currency::parse(code).unwrap()
    }

    #[test]
    fn a_currency_knows_how_many_decimals_it_has() {
        for (code, exponent) in
            [("EUR", 2), ("USD", 2), ("GBP", 2), ("CHF", 2), ("JPY", 0), ("XPF", 0), ("TND", 3), ("CLF", 4)]
        {
            assert_eq!(currency(code).exponent(), exponent, "{code}");
            assert_eq!(currency(code).code(), code);
        }
    }

    #[test]
    fn the_euro_is_the_euro() {
        assert_eq!(Currency::EUR, currency("EUR"));
    }

    #[test]
    fn only_upper_case_codes_that_exist_and_have_a_minor_unit_are_currencies() {
        for code in ["", "eur", "Eur", " EUR", "EUR ", "EU", "EURO", "EU€", "€", "978", "ZZZ", "XAU", "XTS", "XXX"]
        {
            assert_eq!(Currency::parse(code), Err(UnknownCurrency), "{code}");
        }
    }

    #[test]
    fn it_prints_as_its_code() {
        assert_eq!(format!("{} {:?}", Currency::EUR, Currency::EUR), "EUR EUR");
        assert_eq!(format!("[{:>5}]", Currency::EUR), "[  EUR]");
    }

    #[test]
    fn currencies_are_ordered_by_code() {
        assert!(currency("CHF") < Currency::EUR && Currency::EUR < currency("USD"));
    }

    #[test]
    fn it_is_written_and_read_as_the_code() {
        struct Written(Currency);
        impl fmt::Display for Written {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.serialize(f)
            }
        }
        assert_eq!(Written(currency("TND")).to_string(), "TND");

        let read = |code: &str| {
            let code: StrDeserializer<'_, Error> = code.into_deserializer();
            Currency::deserialize(code)
        };
        assert_eq!(read("EUR"), Ok(Currency::EUR));
        assert_eq!(
            read("eur").unwrap_err().to_string(),
            "invalid value: string \"eur\", expected an ISO 4217 currency code"
        );
    }
}
