use jiff::tz::TimeZone;
use money::{Currency, VatRate};
use orders::Language;

use crate::{Fault, SiteId};

/// One shop of the installation.
#[derive(Clone, Debug)]
pub struct Site {
    /// Its id; first in every key.
    pub id: SiteId,
    /// « Nom du site »: what people sign in with, and the storefront's address.
    pub name: String,
    /// What customers read.
    pub title: String,
    /// Its one currency.
    pub currency: Currency,
    /// Its days begin and end here.
    pub zone: TimeZone,
    /// The name of the zone.
    pub zone_name: String,
    /// Its first language.
    pub language: Language,
    /// The rate of what names none, such as a delivery price.
    pub vat_rate: VatRate,
    /// The host name of its storefront, lower case, where it has one of its own.
    pub host: Option<String>,
}

/// What a person may be in a site. Rights are asked in one place, by the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Everything, settings and people included.
    Owner,
    /// Follows orders.
    Clerk,
    /// Sees and exports, never changes.
    Accountant,
    /// Sees what was handed over, and nothing else.
    Logistician,
}

impl Role {
    /// All, in the order in which they are offered.
    pub const ALL: [Role; 4] = [Role::Owner, Role::Clerk, Role::Accountant, Role::Logistician];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Role::Owner => "owner",
            Role::Clerk => "clerk",
            Role::Accountant => "accountant",
            Role::Logistician => "logistician",
        }
    }

    /// The role of a code.
    pub fn parse(code: &str) -> Option<Self> {
        Role::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// What an API token may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the codes say it")]
pub enum Scope {
    OrdersRead,
    OrdersWrite,
    HandoffsRead,
    HandoffsWrite,
    InvoicesRead,
    InvoicesWrite,
    EventsRead,
    SettingsRead,
    SettingsWrite,
}

impl Scope {
    /// All, in the order in which they are listed.
    pub const ALL: [Scope; 9] = [
        Scope::OrdersRead,
        Scope::OrdersWrite,
        Scope::HandoffsRead,
        Scope::HandoffsWrite,
        Scope::InvoicesRead,
        Scope::InvoicesWrite,
        Scope::EventsRead,
        Scope::SettingsRead,
        Scope::SettingsWrite,
    ];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Scope::OrdersRead => "orders:read",
            Scope::OrdersWrite => "orders:write",
            Scope::HandoffsRead => "handoffs:read",
            Scope::HandoffsWrite => "handoffs:write",
            Scope::InvoicesRead => "invoices:read",
            Scope::InvoicesWrite => "invoices:write",
            Scope::EventsRead => "events:read",
            Scope::SettingsRead => "settings:read",
            Scope::SettingsWrite => "settings:write",
        }
    }

    /// The scope of a code.
    pub fn parse(code: &str) -> Option<Self> {
        Scope::ALL.into_iter().find(|scope| scope.code() == code)
    }

    /// Scopes as they are kept: codes with commas between.
    pub fn parse_list(codes: &str) -> Option<Vec<Self>> {
        codes.split(',').map(|code| Scope::parse(code.trim())).collect()
    }
}

pub(crate) const SITE_COLUMNS: &str = "site_id, name, title, currency, zone, language, vat_rate, host";

impl Site {
    /// Reads the columns of [`SITE_COLUMNS`].
    pub(crate) fn read(row: &crate::tx::Row) -> Result<Self, Fault> {
        let zone_name = row.string(4)?;
        Ok(Site {
            id: SiteId(row.int(0)?),
            name: row.string(1)?,
            title: row.string(2)?,
            currency: Currency::parse(row.text(3)?).map_err(Fault::new)?,
            zone: TimeZone::get(&zone_name).map_err(Fault::new)?,
            zone_name,
            language: Language::parse(row.text(5)?).ok_or_else(|| Fault::new("the site's language is unknown"))?,
            vat_rate: rate(row.int(6)?)?,
            host: row.maybe_text(7)?.map(str::to_owned),
        })
    }
}

/// A rate as it is kept: basis points.
pub(crate) fn rate(basis_points: i64) -> Result<VatRate, Fault> {
    u32::try_from(basis_points).ok().and_then(VatRate::new).ok_or_else(|| Fault::new("a VAT rate is out of range"))
}
