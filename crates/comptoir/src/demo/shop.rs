//! The demo's shop: its identity, its people and what it sells. All of it is invented.

use anyhow::Context;
use catalog::Product;
use invoices::Seller;
use jiff::civil::{DateTime, date};
use journal::{NewPerson, NewSite, NewToken, Role, Scope, Storefront};
use money::{Currency, VatRate};
use orders::{Language, Offer, OfferChange, Text};

pub(crate) const SITE: &str = "demo";
pub(super) const ZONE: &str = "Europe/Paris";
/// Every scope, known to everybody: see the command's --listen.
pub(crate) const TOKEN: &str = "demo-token-for-this-machine-only";
/// When the shop came over from its old system, whose last invoice was number 4. It also tells the
/// demo's own site from one that somebody named so.
pub(super) const OPENED: DateTime = date(2013, 1, 2).at(9, 0, 0, 0);
/// The rate of that year.
pub(super) const VAT_BASIS_POINTS: u32 = 1_960;

pub(super) fn site() -> NewSite {
    NewSite {
        name: SITE.into(),
        title: "Maison Corbelle".into(),
        currency: Currency::EUR,
        zone: ZONE.into(),
        language: Language::Fr,
        last_invoice: 4,
        last_order: 0,
        host: None,
    }
}

pub(super) fn seller() -> Seller {
    Seller {
        name: "Maison Corbelle".into(),
        legal_form: "SARL".into(),
        line1: "12 quai des Inventions".into(),
        line2: String::new(),
        postal_code: "35400".into(),
        city: "Saint-Malo".into(),
        country: "FR".into(),
        siren: "123456782".into(),
        vat_id: "FR11123456782".into(),
        rcs: "Saint-Malo".into(),
        capital: "10 000 €".into(),
        email: "bonjour@maison-corbelle.example".into(),
        phone: "02 61 91 00 00".into(),
        payment_terms: "Paiement à la commande. Pas d’escompte pour paiement anticipé.".into(),
        penalties: "En cas de retard de paiement : pénalités au taux de 10 % l’an et indemnité forfaitaire de 40 € \
                    pour frais de recouvrement (clients professionnels)."
            .into(),
        footer: "Boutique de démonstration : tout ce qui s’y trouve est inventé.".into(),
    }
}

pub(super) fn storefront() -> Storefront {
    let welcome = Text::new(
        "Des tables, des chaises et de la vaisselle, faits pour durer. Boutique de démonstration : rien n’y est vendu.",
        "Tables, chairs and tableware, made to last. A demonstration shop: nothing is sold here.",
    );
    Storefront { welcome, ..Storefront::default() }
}

/// The account number that French banks print as their example.
pub(super) fn payments() -> OfferChange {
    let (iban, bic) = ("FR7630006000011234567890189".into(), "AGRIFRPP".into());
    OfferChange::Take { payments: Offer::PAYABLE.to_vec(), iban, bic }
}

pub(super) fn person(role: Role) -> NewPerson {
    let name = match role {
        Role::Owner => "Maud Corbelle",
        Role::Clerk => "Théo Lanvin",
        Role::Accountant => "Sonia Barrel",
        Role::Logistician => "Ilan Quéré",
    };
    let (email, password_hash) = (email(role).into(), password_hash(role).into());
    NewPerson { email, name: name.into(), password_hash, role }
}

pub(super) fn token() -> NewToken {
    NewToken { label: "Démonstration".into(), token_hash: web::token::hash(TOKEN), scopes: Scope::ALL.to_vec() }
}

pub(crate) const fn email(role: Role) -> &'static str {
    match role {
        Role::Owner => "owner@demo.example",
        Role::Clerk => "clerk@demo.example",
        Role::Accountant => "accountant@demo.example",
        Role::Logistician => "logistician@demo.example",
    }
}

pub(crate) const fn password(role: Role) -> &'static str {
    match role {
        Role::Owner => "demo-owner-2013",
        Role::Clerk => "demo-clerk-2013",
        Role::Accountant => "demo-accountant-2013",
        Role::Logistician => "demo-logistician-2013",
    }
}

/// Hashed beforehand: four hashes would be a good part of the demo's start.
const fn password_hash(role: Role) -> &'static str {
    match role {
        Role::Owner => {
            "$argon2id$v=19$m=19456,t=2,p=1$cAmzxHLLPz2pClIC/p4dbg$+RNhM3Oc/QamgucuaYzda53WcmQjtHg15Qs1OvaF5/Y"
        }
        Role::Clerk => {
            "$argon2id$v=19$m=19456,t=2,p=1$sahODRtapZ0yLHR98Qy8zA$pudTNiez0cnWnWw+WI90Am0KBXLVX3wvaLXQBrq9DOI"
        }
        Role::Accountant => {
            "$argon2id$v=19$m=19456,t=2,p=1$UaFDSX0Pn30uCle1zKt8oQ$jobcqNoJdqz8lWYwd0vTWz9PfFDw3YBT463vdSrVHLY"
        }
        Role::Logistician => {
            "$argon2id$v=19$m=19456,t=2,p=1$YNvIG6ULs/1/fz5Ta1YaRA$wxkR7j+w2yec0hVdGq45nQktL8FO2BMPaG9wOHUqvkQ"
        }
    }
}

/// Reference, French and English name, French and English description, price in cents, stock when
/// the shop opened.
type Listed = (&'static str, [&'static str; 2], [&'static str; 2], i64, Option<i64>);

const PRODUCTS: [Listed; 8] = [
    (
        "TABLE-CHENE",
        ["Table en chêne", "Oak table"],
        ["Six couverts, chêne massif huilé. Livrée montée.", "Seats six, solid oiled oak. Delivered assembled."],
        52_049,
        Some(24),
    ),
    (
        "CHAISE-HETRE",
        ["Chaise en hêtre", "Beech chair"],
        ["Assise paillée à la main.", "Seat woven by hand from rush."],
        9_295,
        Some(80),
    ),
    (
        "LAMPE-OPALE",
        ["Lampe Opale", "Opal lamp"],
        ["Verre soufflé, pied en laiton, ampoule fournie.", "Blown glass, brass foot, bulb included."],
        8_990,
        Some(40),
    ),
    (
        "PLAID-LAINE",
        ["Plaid en laine", "Wool throw"],
        ["130 × 180 cm, laine de Bretagne.", "130 × 180 cm, Breton wool."],
        7_199,
        Some(35),
    ),
    (
        "ETAGERE-3",
        ["Étagère murale, trois niveaux", "Wall shelf, three tiers"],
        ["Frêne et acier noir, fixations fournies.", "Ash and black steel, fixings included."],
        14_900,
        Some(3),
    ),
    (
        "COUSSIN-LIN",
        ["Coussin en lin lavé", "Washed linen cushion"],
        ["45 × 45 cm, déhoussable.", "45 × 45 cm, removable cover."],
        3_450,
        Some(60),
    ),
    (
        "BOUGIE-MIEL",
        ["Bougie à la cire d’abeille", "Beeswax candle"],
        ["Quarante heures de lumière et une odeur de miel.", "Forty hours of light and a scent of honey."],
        2_149,
        None,
    ),
    (
        "TASSE-GRES",
        ["Tasse en grès", "Stoneware mug"],
        ["Émail bleu nuit, 30 cl. De retour bientôt.", "Midnight-blue glaze, 30 cl. Back soon."],
        1_490,
        Some(0),
    ),
];

/// The price of a product of the shop.
pub(super) fn price_cents(sku: &str) -> anyhow::Result<(&'static str, i64)> {
    let found = PRODUCTS.iter().find(|product| product.0 == sku);
    let (_, [title, _], _, cents, _) = found.with_context(|| format!("the demo sells no {sku}"))?;
    Ok((title, *cents))
}

pub(super) fn products() -> anyhow::Result<Vec<Product>> {
    let product =
        |(sku, [title_fr, title_en], [description_fr, description_en], unit_price_cents, stock): Listed| Product {
            sku: sku.into(),
            title_fr: title_fr.into(),
            title_en: title_en.into(),
            description_fr: description_fr.into(),
            description_en: description_en.into(),
            unit_price_cents,
            vat_rate: VatRate::FRENCH_STANDARD,
            stock,
            published: true,
        };
    let checked = PRODUCTS.map(product).map(Product::check);
    checked.into_iter().collect::<Result<_, _>>().context("a product of the demo does not hold")
}

#[cfg(test)]
mod tests {
    use argon2::{Argon2, PasswordHash, PasswordVerifier};

    use super::*;

    #[test]
    fn each_password_is_the_one_that_was_hashed() {
        for role in Role::ALL {
            let hash = PasswordHash::new(password_hash(role)).unwrap();
            assert!(Argon2::default().verify_password(password(role).as_bytes(), &hash).is_ok(), "{role:?}");
        }
    }

    #[test]
    fn the_billing_identity_is_complete() {
        let seller = seller().check().unwrap();
        assert!(seller.missing().is_empty());
        let siren: u64 = seller.siren.parse().unwrap();
        assert_eq!(seller.vat_id, format!("FR{:02}{siren}", (12 + 3 * (siren % 97)) % 97));
    }
}
