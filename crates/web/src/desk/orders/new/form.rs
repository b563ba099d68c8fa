//! The form: who, where to, what, and how it is paid.

use axum::response::Response;
use catalog::Product;
use maud::{Markup, html};

use super::read::ADDRESS;
use super::{Entry, MOST_LINES, Named, PICK, picked, sku_field, units_field};
use crate::desk::{amount, method_word};
use crate::format;
use crate::html::{
    Choice, Field, FieldKind, back_link, button, button_primary, choices, fieldset, hidden, link_button, page_header,
    radio_group, radio_group_with, select_field, table_region,
};
use crate::i18n::{t, ta};
use crate::offer::{ask_point, countries, delivery_price, delivery_word, title};
use crate::trouble::{self, Trouble};

/// Products that the browser suggests; any other can be typed all the same.
const MOST_SUGGESTED: usize = 300;

/// Products alike that a line shows; whoever means another one types more of its name.
const MOST_ALIKE: usize = 8;

impl Entry {
    pub(super) fn form_page(&self, trouble: Option<&Trouble>) -> Response {
        let lang = self.desk.lang();
        let heading = t(lang, "new-order");
        let body = html! {
            (back_link("/desk/orders", &t(lang, "order-back")))
            (page_header(&heading, None))
            (trouble::summary(trouble))
            form.form.entry method="post" action="/desk/orders/new" {
                // Enter in a field checks the order: browsers press a form's first button.
                button.visually-hidden type="submit" tabindex="-1" aria-hidden="true" { (t(lang, "new-order-check")) }
                (hidden("lines", &self.lines.len().to_string()))
                div.entry-who {
                    (fieldset(&t(lang, "new-order-customer"), &self.customer(trouble)))
                    (fieldset(&t(lang, "order-billing-address"), &self.address_fields("", trouble)))
                    (self.elsewhere(trouble))
                }
                div.entry-what {
                    (self.goods(trouble))
                    (self.choices(trouble))
                    div.buttons {
                        (button_primary(&t(lang, "new-order-check")))
                        (link_button("plain", "/desk/orders", &t(lang, "cancel")))
                    }
                }
                (self.suggestions())
            }
        };
        self.page(&heading, &body, trouble)
    }

    fn field(&self, name: &str, kind: FieldKind, required: bool, trouble: Option<&Trouble>) -> Markup {
        let lang = self.desk.lang();
        let label = self.label(name.strip_prefix("delivery_").unwrap_or(name));
        let wrong = trouble::at(trouble, name);
        let field = Field::new(lang, name, &label).value(self.form.get(name)).kind(kind).error(wrong.as_deref());
        // The clerk types somebody else's address: what the browser knows of the clerk has no place here.
        let field = field.autocomplete("off");
        let field = if name.ends_with("postal_code") { field.size("short") } else { field };
        let hint = t(lang, "new-order-email-hint");
        let field = if name == "email" { field.hint(&hint) } else { field };
        if required {
            html! { (field) }
        } else {
            html! { (field.optional()) }
        }
    }

    fn customer(&self, trouble: Option<&Trouble>) -> Markup {
        let lang = self.desk.lang();
        let languages = orders::Language::ALL.map(|known| (known.code(), t(lang, &format!("lang-{}", known.code()))));
        let (label, wrong) = (self.label("language"), trouble::at(trouble, "language"));
        let field = Field::new(lang, "language", &label).value(self.order_language().code()).error(wrong.as_deref());
        html! {
            (self.field("name", FieldKind::Text, true, trouble))
            (self.field("phone", FieldKind::Tel, false, trouble))
            (self.field("email", FieldKind::Email, false, trouble))
            (self.field("company", FieldKind::Text, false, trouble))
            (select_field(&field.size("medium"), &choices(languages)))
        }
    }

    fn address_fields(&self, before: &str, trouble: Option<&Trouble>) -> Markup {
        let lang = self.desk.lang();
        let shown = ADDRESS.into_iter().filter(|field| *field != "country" && (*field != "name" || !before.is_empty()));
        let country = format!("{before}country");
        let (label, wrong) = (self.label("country"), trouble::at(trouble, &country));
        let chosen = match self.form.get(&country) {
            "" => self.offer.countries.first().map(String::as_str).unwrap_or_default(),
            code => code,
        };
        // What the other address needs is asked once something of it is typed: the browser cannot know that.
        let required = |field: &str| before.is_empty() && field != "line2";
        html! {
            @for field in shown {
                (self.field(&format!("{before}{field}"), FieldKind::Text, required(field), trouble))
            }
            (select_field(&Field::new(lang, &country, &label).value(chosen).error(wrong.as_deref()).size("medium").autocomplete("off"), &countries(lang, &self.offer)))
        }
    }

    fn elsewhere(&self, trouble: Option<&Trouble>) -> Markup {
        let lang = self.desk.lang();
        html! {
            details.elsewhere open[self.delivers_elsewhere()] {
                summary { (t(lang, "new-order-elsewhere")) }
                (fieldset(&t(lang, "order-delivery-address"), &html! {
                    p.hint { (t(lang, "new-order-elsewhere-hint")) }
                    (self.address_fields("delivery_", trouble))
                }))
            }
        }
    }

    fn goods(&self, trouble: Option<&Trouble>) -> Markup {
        let lang = self.desk.lang();
        let heading = t(lang, "checkout-recap-goods");
        let table = html! {
            table.entry-lines {
                caption.visually-hidden { (heading) }
                thead { tr {
                    th scope="col" { (t(lang, "new-order-product")) }
                    th.numeric scope="col" { (t(lang, "line-quantity")) }
                } }
                tbody {
                    @for (place, Named { product, alike }) in self.lines.iter().enumerate() {
                        tr {
                            td {
                                (self.line_field(&sku_field(place), false, trouble))
                                @if let Some(product) = product { p.hint { (self.about(product)) } }
                                (self.pick(place, alike))
                            }
                            td.numeric { (self.line_field(&units_field(place), true, trouble)) }
                        }
                    }
                }
            }
        };
        html! {
            fieldset.group {
                legend { (heading) }
                p.hint { (t(lang, "new-order-lines-hint")) }
                (table_region(&heading, &table))
                @if self.lines.len() < MOST_LINES {
                    div { (button("plain", Some(("add", "true")), &t(lang, "new-order-add-line"))) }
                } @else {
                    p.hint { (ta(lang, "new-order-most-lines", &[("count", MOST_LINES.into())])) }
                }
            }
        }
    }

    /// A button for each product that the words of a line may mean.
    fn pick(&self, place: usize, alike: &[Product]) -> Markup {
        let lang = self.desk.lang();
        html! {
            @if !alike.is_empty() {
                ul.entry-alike {
                    @for product in alike.iter().take(MOST_ALIKE) {
                        li {
                            button.button.button-link type="submit" name=(PICK) value={ (place) " " (product.sku) } formnovalidate { (self.about(product)) }
                        }
                    }
                }
                @if alike.len() > MOST_ALIKE {
                    p.hint { (ta(lang, "new-order-more-alike", &[("count", (alike.len() - MOST_ALIKE).into())])) }
                }
            }
        }
    }

    /// A field of a line; its column says what it is, and its own name says which line.
    fn line_field(&self, name: &str, units: bool, trouble: Option<&Trouble>) -> Markup {
        let (id, wrong) = (format!("field-{name}"), trouble::at(trouble, name));
        let error_id = wrong.as_ref().map(|_| format!("{id}-error"));
        let added = self.form.ticked("add") && self.lines.len().checked_sub(1).map(sku_field).as_deref() == Some(name);
        // Once the product is picked, how many of it is the next question.
        let next = picked(&self.form).is_some_and(|(place, _)| units_field(place) == name);
        html! {
            @if let (Some(wrong), Some(id)) = (&wrong, &error_id) { p.field-error #(id) { (wrong) } }
            input.input #(id) type="text" name=(name) value=(self.form.get(name)) aria-label=(self.label(name))
                autocomplete="off" autofocus[added || next] list=[(!units).then_some("products")]
                inputmode=[units.then_some("numeric")] size=[units.then_some("4")]
                aria-invalid=[wrong.as_ref().map(|_| "true")] aria-describedby=[error_id.as_deref()];
        }
    }

    /// What the clerk tells the customer of a product: its name, its price, and how many there are.
    fn about(&self, product: &Product) -> String {
        let lang = self.desk.lang();
        let price = amount(lang, product.unit_price_cents, self.desk.site.currency);
        let name = title(lang, product);
        match product.stock {
            Some(left) => {
                let left = format::count(lang, left);
                let args = [("title", name.into()), ("price", price.into()), ("left", left.into())];
                ta(lang, "new-order-about-stock", &args)
            }
            None => ta(lang, "new-order-about", &[("title", name.into()), ("price", price.into())]),
        }
    }

    fn choices(&self, trouble: Option<&Trouble>) -> Markup {
        let lang = self.desk.lang();
        let money = |cents| amount(lang, cents, self.desk.site.currency);
        let choice = |value: &str, text| Choice { value: value.to_owned(), text };
        let price = |method| delivery_price(lang, method, self.goods_cents(), money);
        let deliveries: Vec<_> = self
            .offer
            .deliveries
            .iter()
            .map(|method| (choice(&method.code, delivery_word(lang, method)), Some(price(method))))
            .collect();
        let payments: Vec<_> = self
            .offer
            .payments
            .iter()
            .map(|method| (choice(method.code(), method_word(lang, *method)), None))
            .collect();
        let first = |choices: &[(Choice, Option<String>)]| {
            choices.first().map(|(choice, _)| choice.value.clone()).unwrap_or_default()
        };
        let chosen = |name: &str, first: &str| match self.form.get(name) {
            "" => first.to_owned(),
            code => code.to_owned(),
        };
        let wrong = ["delivery", "payment"].map(|field| trouble::at(trouble, field));
        let delivery = chosen("delivery", &first(&deliveries));
        let point = |code: &str| ask_point(lang, &self.offer, code, &self.form, trouble);
        html! {
            (radio_group_with(&self.label("delivery"), "delivery", &deliveries, &delivery, wrong[0].as_deref(), point))
            (radio_group(&self.label("payment"), "payment", &payments, &chosen("payment", &first(&payments)), wrong[1].as_deref()))
        }
    }

    fn suggestions(&self) -> Markup {
        html! {
            datalist #products {
                @for product in self.products.iter().take(MOST_SUGGESTED) {
                    option value=(product.sku) { (self.about(product)) }
                }
            }
        }
    }
}
