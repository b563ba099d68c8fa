//! The ten orders of the worked example, oldest first, with what is invented around them.

use jiff::civil::{DateTime, date};
use orders::PaymentOutcome;

/// The invoice that the example's last step issues: where it is, the example is complete.
pub(super) const LAST_INVOICE: &str = "2013-03-000000008";

/// An order of the example.
pub(super) struct Told {
    pub number: i64,
    pub placed: DateTime,
    pub customer: Person,
    pub payment_method: &'static str,
    /// The carrier's name and price in cents.
    pub delivery: (&'static str, i64),
    /// References and quantities.
    pub lines: &'static [(&'static str, i64)],
    /// What happened to it, and how many minutes after it was placed.
    pub steps: &'static [(i64, Step)],
}

/// An invented customer: name, address, postal code, town, country, e-mail.
#[derive(Clone, Copy)]
pub(super) struct Person {
    pub name: &'static str,
    pub line1: &'static str,
    pub postal_code: &'static str,
    pub city: &'static str,
    pub country: &'static str,
    pub language: &'static str,
    pub email: &'static str,
}

#[derive(Clone, Copy)]
pub(super) enum Step {
    /// A clerk has the cheque of this number.
    Cheque(&'static str),
    /// A clerk sees the transfer of this reference.
    Transfer(&'static str),
    /// The card's provider says.
    Card(PaymentOutcome, &'static str),
    /// A state of progress.
    Progress(&'static str),
    /// A state of progress, « Générer une facture » ticked.
    ProgressAndInvoice(&'static str),
    Cancel(&'static str),
}

use PaymentOutcome::{Confirmed, Error, Processing, Refused};
use Step::{Cancel, Card, Cheque, Progress, ProgressAndInvoice, Transfer};

const HOME: (&str, i64) = ("Colissimo à domicile", 990);
const PICK_UP: (&str, i64) = ("Mondial Relay", 450);
const TABLE_AND_LAMP: &[(&str, i64)] = &[("TABLE-CHENE", 1), ("LAMPE-OPALE", 1)];

const fn person(name: &'static str, [line1, postal_code, city]: [&'static str; 3], email: &'static str) -> Person {
    Person { name, line1, postal_code, city, country: "FR", language: "fr", email }
}

pub(super) const TOLD: [Told; 10] = [
    Told {
        number: 6_756_639,
        placed: date(2013, 1, 4).at(14, 5, 0, 0),
        customer: person("Agathe Merlin", ["3 rue des Tilleuls", "44000", "Nantes"], "agathe.merlin@example.org"),
        payment_method: "transfer",
        delivery: HOME,
        lines: TABLE_AND_LAMP,
        steps: &[(5_750, Cancel("Le client a changé d’avis avant de payer."))],
    },
    Told {
        number: 6_781_849,
        placed: date(2013, 1, 8).at(19, 2, 0, 0),
        customer: person("Bastien Roche", ["27 avenue du Port", "29200", "Brest"], "bastien.roche@example.org"),
        payment_method: "card",
        delivery: HOME,
        lines: TABLE_AND_LAMP,
        steps: &[(2, Card(Error, "CB-130108-1902")), (870, Progress("preparing"))],
    },
    Told {
        number: 6_800_631,
        placed: date(2013, 1, 11).at(16, 26, 0, 0),
        customer: person("Clémence Dufour", ["8 place du Marché", "35000", "Rennes"], "clemence.dufour@example.org"),
        payment_method: "cheque",
        delivery: HOME,
        lines: TABLE_AND_LAMP,
        steps: &[(44, Progress("preparing"))],
    },
    Told {
        number: 6_803_391,
        placed: date(2013, 1, 12).at(8, 35, 0, 0),
        customer: person("Damien Vasseur", ["51 rue de la Gare", "14000", "Caen"], "damien.vasseur@example.org"),
        payment_method: "cheque",
        delivery: HOME,
        lines: TABLE_AND_LAMP,
        steps: &[(4_410, Cheque("0048213")), (4_415, ProgressAndInvoice("preparing"))],
    },
    Told {
        number: 6_817_650,
        placed: date(2013, 1, 14).at(15, 54, 0, 0),
        customer: person("Estelle Guérin", ["2 impasse du Four", "50100", "Cherbourg"], "estelle.guerin@example.org"),
        payment_method: "card",
        delivery: HOME,
        lines: TABLE_AND_LAMP,
        steps: &[(1, Card(Refused, "CB-130114-1554")), (66, Progress("preparing"))],
    },
    Told {
        number: 6_817_889,
        placed: date(2013, 1, 14).at(16, 27, 0, 0),
        customer: person("Fabrice Noël", ["19 rue Haute", "22000", "Saint-Brieuc"], "fabrice.noel@example.org"),
        payment_method: "card",
        delivery: HOME,
        lines: TABLE_AND_LAMP,
        steps: &[(1, Card(Processing, "CB-130114-1627")), (35, Progress("preparing"))],
    },
    Told {
        number: 6_817_898,
        placed: date(2013, 1, 14).at(16, 28, 0, 0),
        customer: person("Gaëlle Tanguy", ["6 quai Nord", "56000", "Vannes"], "gaelle.tanguy@example.org"),
        payment_method: "card",
        delivery: ("Mondial Relay", 990),
        lines: TABLE_AND_LAMP,
        steps: &[
            (1, Card(Confirmed, "CB-130114-1628")),
            (36, Progress("preparing")),
            (1_055, Progress("shipped_mondial")),
        ],
    },
    Told {
        number: 7_087_664,
        placed: date(2013, 2, 28).at(17, 24, 0, 0),
        customer: Person {
            name: "Harriet Penwell",
            line1: "14 Harbour Lane",
            postal_code: "PL1 2AB",
            city: "Plymouth",
            country: "GB",
            language: "en",
            email: "harriet.penwell@example.org",
        },
        payment_method: "transfer",
        delivery: PICK_UP,
        lines: &[("CHAISE-HETRE", 6), ("BOUGIE-MIEL", 2)],
        steps: &[(12, Transfer("VIR 2013-02-28 PENWELL")), (15, ProgressAndInvoice("preparing"))],
    },
    Told {
        number: 7_087_800,
        placed: date(2013, 2, 28).at(17, 45, 0, 0),
        customer: person(
            "Ismaël Carpentier",
            ["33 rue des Lices", "72000", "Le Mans"],
            "ismael.carpentier@example.org",
        ),
        payment_method: "card",
        delivery: PICK_UP,
        lines: &[("CHAISE-HETRE", 3)],
        steps: &[(1, Card(Confirmed, "CB-130228-1745")), (9, ProgressAndInvoice("preparing"))],
    },
    Told {
        number: 7_090_564,
        placed: date(2013, 3, 1).at(9, 49, 0, 0),
        customer: person("Joséphine Aubert", ["5 rue du Puits", "49000", "Angers"], "josephine.aubert@example.org"),
        payment_method: "cheque",
        delivery: PICK_UP,
        lines: &[("TABLE-CHENE", 1), ("CHAISE-HETRE", 1), ("PLAID-LAINE", 2)],
        steps: &[(310, Cheque("0012345")), (312, ProgressAndInvoice("preparing"))],
    },
];
