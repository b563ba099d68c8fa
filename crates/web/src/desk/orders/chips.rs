//! The filters that are set, in words: as chips that take one away, on paper, and where nothing matches.

use maud::{Markup, html};
use orders::{PaymentMethod, PaymentStatus};

use super::Sheet;
use crate::desk::words::{method_word, state_word, status_word};
use crate::html::moment;
use crate::i18n::{t, ta};

impl Sheet<'_> {
    /// A filter and its value: « Paiement : Chèque ».
    fn in_words(&self, name: &str) -> String {
        let lang = self.desk.lang();
        let column = t(lang, &format!("filtered-{}", name.replace('_', "-")));
        ta(lang, "filtered", &[("column", column.into()), ("value", self.value_in_words(name).into())])
    }

    fn value_in_words(&self, name: &str) -> String {
        let (lang, typed) = (self.desk.lang(), self.query.typed(name));
        let said = match name {
            "language" => Some(t(lang, &format!("lang-{typed}"))),
            "payment_method" => PaymentMethod::parse(typed).map(|method| method_word(lang, method)),
            "payment_status" => PaymentStatus::parse(typed).map(|status| status_word(lang, status)),
            "progress" if typed == "none" => Some(t(lang, "progress-undefined")),
            "progress" => self.states.iter().find(|state| state.code == typed).map(|state| state_word(lang, state)),
            "follow_up" => Some(t(lang, if typed == "true" { "yes" } else { "no" })),
            _ => None,
        };
        said.unwrap_or_else(|| typed.to_owned())
    }

    /// Every filter that holds.
    pub(super) fn filters_in_words(&self) -> Vec<String> {
        self.query.active().map(|name| self.in_words(name)).collect()
    }

    /// A link for each filter, which takes it away.
    pub(super) fn chips(&self) -> Markup {
        let lang = self.desk.lang();
        let names: Vec<&str> = self.query.active().collect();
        html! {
            @if !names.is_empty() {
                div role="group" aria-label=(t(lang, "filters-active")) {
                    ul.chips {
                        @for name in names {
                            @let filter = self.in_words(name);
                            @let remove = ta(lang, "filter-remove", &[("filter", (&filter).into())]);
                            li {
                                a href=(self.query.without(name)) title=(remove) {
                                    span aria-hidden="true" { (filter) span.chip-cross { "✕" } }
                                    span.visually-hidden { (remove) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// What a printed list says above its table: which orders, and when.
    pub(super) fn print_head(&self) -> Markup {
        let lang = self.desk.lang();
        let filters = self.filters_in_words();
        html! {
            div.print-only.print-head {
                p { (self.desk.site.title) " – " (moment(lang, &self.desk.local(self.desk.visitor.now))) }
                @if filters.is_empty() { p { (t(lang, "print-no-filter")) } }
                @else { p { (ta(lang, "print-filters", &[("filters", filters.join(" · ").into())])) } }
            }
        }
    }
}
