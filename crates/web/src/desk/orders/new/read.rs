//! What was typed, as an order that the door lets in, or everything that does not hold.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use catalog::{Shortage, take};
use orders::{Door, Invalid, Language, Placement, RawAddress, RawCustomer, RawDelivery, RawLine, RawPlacement};

use super::{Entry, Named, sku_field, units_field};
use crate::desk::language;
use crate::html::Wrong;
use crate::i18n::{Lang, t, ta};
use crate::offer::{chosen_delivery, delivery_word, line, point_field, point_fields, serves, takes, title};
use crate::shop::label as shop_label;
use crate::trouble::Trouble;

/// The fields of an address, those of another delivery address with `delivery_` before them.
pub(super) const ADDRESS: [&str; 6] = ["name", "line1", "line2", "postal_code", "city", "country"];

impl Entry {
    /// The order, at the catalogue's prices of this moment.
    pub(super) fn placement(&self, reference: &str) -> Result<Placement, Trouble> {
        let (lines, mut faults) = self.typed_lines();
        for field in self.required() {
            if self.form.get(&field).is_empty() {
                faults.push(Invalid { field, code: "required" });
            }
        }
        faults.extend(chosen_delivery(&self.offer, &self.form).err());
        if !takes(&self.offer, self.form.get("payment")) {
            faults.push(Invalid { field: "payment".to_owned(), code: "choice" });
        }
        for field in self.countries().filter(|field| !serves(&self.offer, self.form.get(field))) {
            faults.push(Invalid { field: field.to_owned(), code: "choice" });
        }
        let places: Vec<usize> = lines.iter().map(|(place, _)| *place).collect();
        let raw = self.unchecked(reference, lines.into_iter().map(|(_, line)| line).collect());
        let parsed = Placement::parse(raw, &self.door());
        for Invalid { field, code } in parsed.as_ref().err().into_iter().flatten() {
            let field = self.field_of(field, &places);
            if !faults.iter().any(|known| known.field == field) {
                faults.push(Invalid { field, code });
            }
        }
        let invalid = |mut faults: Vec<Invalid>| {
            faults.sort_by_key(|fault| self.order_of(&fault.field));
            Trouble::invalid(self.desk.lang(), faults, |field| self.label(field))
        };
        match parsed {
            Ok(placement) if faults.is_empty() => Ok(placement),
            Ok(_) | Err(_) => Err(invalid(faults)),
        }
    }

    /// Whether there is enough of everything now. The writer asks again when the order is placed.
    pub(super) fn in_stock(&self) -> Result<(), Trouble> {
        let mut wanted: BTreeMap<&str, i64> = BTreeMap::new();
        for (place, line) in self.lines.iter().enumerate() {
            let Some(product) = &line.product else { continue };
            let units = wanted.entry(&product.sku).or_default();
            *units = units.saturating_add(self.form.get(&units_field(place)).parse().unwrap_or(0));
            if let Err(out) = take(product.stock, *units, Shortage::Refuse) {
                return Err(self.short(&product.sku, out.left, StatusCode::UNPROCESSABLE_ENTITY));
            }
        }
        Ok(())
    }

    /// Less is left of a product than its lines ask for.
    pub(super) fn short(&self, sku: &str, left: i64, status: StatusCode) -> Trouble {
        let is_of = |line: &Named| line.product.as_ref().is_some_and(|product| product.sku == sku);
        let place = self.lines.iter().rposition(is_of).unwrap_or_default();
        let field = units_field(place);
        let label = self.label(&field);
        let product = self.lines.get(place).and_then(|line| line.product.as_ref());
        let name = product.map_or_else(|| sku.to_owned(), |product| title(self.desk.lang(), product));
        let text = ta(self.desk.lang(), "new-order-short", &[("title", name.into()), ("left", left.into())]);
        Trouble::wrong(self.desk.lang(), status, vec![Wrong { field, label, text }])
    }

    /// Whether the goods go to another address than the invoice: something of it was typed.
    pub(super) fn delivers_elsewhere(&self) -> bool {
        let typed = ADDRESS.iter().filter(|field| **field != "country");
        typed.into_iter().any(|field| !self.form.get(&format!("delivery_{field}")).is_empty())
    }

    /// The language the customer is written to in.
    pub(super) fn order_language(&self) -> Language {
        Language::parse(self.form.get("language")).unwrap_or(self.desk.site.language)
    }

    /// What stands above a field, or names it where nothing stands there.
    pub(super) fn label(&self, field: &str) -> String {
        let lang = self.desk.lang();
        if let Some((place, key)) = line_field(field) {
            return ta(lang, &format!("new-order-line-{key}"), &[("line", (place + 1).into())]);
        }
        match field.strip_prefix("delivery_") {
            Some(field) => {
                ta(lang, "new-order-delivery-field", &[("field", shop_label(lang, field).to_lowercase().into())])
            }
            None if field == "language" => t(lang, "column-language"),
            None => shop_label(lang, field),
        }
    }

    /// The countries that matter: where the invoice goes, and where the goods go if that is elsewhere.
    fn countries(&self) -> impl Iterator<Item = &'static str> {
        ["country"].into_iter().chain(self.delivers_elsewhere().then_some("delivery_country"))
    }

    /// What the goods cost, for deliveries that cost nothing from some value on.
    pub(super) fn goods_cents(&self) -> i64 {
        let cents = self.lines.iter().enumerate().filter_map(|(place, line)| {
            let units: i64 = self.form.get(&units_field(place)).parse().ok()?;
            line.product.as_ref().map(|product| product.unit_price_cents.saturating_mul(units))
        });
        cents.fold(0, i64::saturating_add)
    }

    fn required(&self) -> Vec<String> {
        let address = ["line1", "postal_code", "city"];
        let elsewhere = address.iter().filter(|_| self.delivers_elsewhere()).map(|field| format!("delivery_{field}"));
        ["name"].iter().chain(&address).map(|field| (*field).to_owned()).chain(elsewhere).collect()
    }

    /// The lines that say something, each with its place in the form; one that is empty counts for nothing.
    fn typed_lines(&self) -> (Vec<(usize, RawLine)>, Vec<Invalid>) {
        let (mut lines, mut faults) = (Vec::new(), Vec::new());
        let lang = interface(self.order_language());
        for (place, Named { product, alike }) in self.lines.iter().enumerate() {
            let (sku, units) = (self.form.get(&sku_field(place)), self.form.get(&units_field(place)));
            let quantity = units.parse::<i64>();
            match (product, &quantity) {
                (Some(product), Ok(units)) => lines.push((place, line(lang, product, *units))),
                (Some(_), Err(_)) => {
                    let code = if units.is_empty() { "required" } else { "not_a_number" };
                    faults.push(Invalid { field: units_field(place), code });
                }
                (None, _) if sku.is_empty() && units.is_empty() => {}
                (None, _) => {
                    let code = match (sku, alike.len()) {
                        ("", _) => "required",
                        (_, 0) => "unknown_product",
                        _ => "several_products",
                    };
                    faults.push(Invalid { field: sku_field(place), code });
                }
            }
        }
        (lines, faults)
    }

    fn door(&self) -> Door {
        Door {
            currency: self.desk.site.currency,
            language: self.desk.site.language,
            delivery_vat_rate: self.desk.site.vat_rate,
            now: self.desk.visitor.now,
            max_lines: super::MOST_LINES,
            shortage: Shortage::Refuse,
        }
    }

    fn unchecked(&self, reference: &str, lines: Vec<RawLine>) -> RawPlacement {
        let form = &self.form;
        let billing = self.address("");
        let elsewhere = self.address("delivery_");
        let name = if elsewhere.name.is_empty() { &billing.name } else { &elsewhere.name };
        let elsewhere = RawAddress { name: name.clone(), ..elsewhere };
        let lang = interface(self.order_language());
        let delivery = chosen_delivery(&self.offer, form).ok();
        RawPlacement {
            source: "desk".to_owned(),
            source_order_id: reference.to_owned(),
            language: Some(form.text("language")).filter(|code| !code.is_empty()),
            customer: RawCustomer {
                name: form.text("name"),
                email: form.text("email"),
                phone: form.text("phone"),
                company: form.text("company"),
                ..RawCustomer::default()
            },
            delivery_address: if self.delivers_elsewhere() { elsewhere } else { billing.clone() },
            billing,
            delivery: RawDelivery {
                method: delivery.as_ref().map(|(method, _)| delivery_word(lang, method)).unwrap_or_default(),
                price_cents: delivery.as_ref().map_or(0, |(method, _)| method.price_for(self.goods_cents())),
                pickup_point: delivery.map(|(_, point)| point).unwrap_or_default(),
                vat_rate: None,
            },
            payment_method: form.text("payment"),
            lines,
            ..RawPlacement::default()
        }
    }

    fn address(&self, before: &str) -> RawAddress {
        let text = |field: &str| self.form.text(&format!("{before}{field}"));
        let [name, line1, line2, postal_code, city, country] = ADDRESS.map(text);
        RawAddress { name, line1, line2, postal_code, city, country }
    }

    /// The form's field of a field of the order; `places` are those of the order's lines.
    fn field_of(&self, path: &str, places: &[usize]) -> String {
        let (group, field) = path.rsplit_once('.').unwrap_or(("", path));
        if let Some(index) = group.strip_prefix("lines.") {
            let place = index.parse().ok().and_then(|index: usize| places.get(index)).copied().unwrap_or_default();
            return if field == "quantity" { units_field(place) } else { sku_field(place) };
        }
        match (group, field) {
            ("delivery_address", field) if self.delivers_elsewhere() => format!("delivery_{field}"),
            ("", "lines") => sku_field(0),
            ("", "payment_method") => "payment".to_owned(),
            ("delivery", "pickup_point") => point_field(self.form.get("delivery")),
            ("delivery", _) => "delivery".to_owned(),
            (_, field) => field.to_owned(),
        }
    }

    /// Where a field stands in the form, for a summary that reads like it.
    fn order_of(&self, field: &str) -> usize {
        let fields = self.fields();
        fields.iter().position(|known| known == field).unwrap_or(fields.len())
    }

    /// Every field of the form, from its top to its end.
    pub(super) fn fields(&self) -> Vec<String> {
        let own = ["name", "email", "phone", "company", "language", "line1", "line2", "postal_code", "city", "country"];
        let own = own.into_iter().map(str::to_owned);
        let elsewhere = ADDRESS.into_iter().map(|field| format!("delivery_{field}"));
        let lines = (0..self.lines.len()).flat_map(|place| [sku_field(place), units_field(place)]);
        let delivery = ["delivery".to_owned()].into_iter().chain(point_fields(&self.offer));
        own.chain(elsewhere).chain(lines).chain(delivery).chain(["payment".to_owned()]).collect()
    }
}

/// The place and the kind of a line's field.
fn line_field(field: &str) -> Option<(usize, &str)> {
    let (place, key) = field.strip_prefix("line-")?.split_once('-')?;
    Some((place.parse().ok()?, key))
}

/// The interface's name of an order's language.
fn interface(wanted: Language) -> Lang {
    Lang::ALL.into_iter().find(|lang| language(*lang) == wanted).unwrap_or(Lang::Fr)
}
