use maud::{Markup, Render, html};

use crate::i18n::{Lang, t};

/// What a field takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum FieldKind {
    /// One line of text.
    #[default]
    Text,
    /// An e-mail address.
    Email,
    /// A password, which is never sent back into the page.
    Password,
    /// A telephone number.
    Tel,
    /// A search.
    Search,
}

impl FieldKind {
    const fn html_type(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Email => "email",
            Self::Password => "password",
            Self::Tel => "tel",
            Self::Search => "search",
        }
    }
}

/// A labelled field of one line, or of several with [`textarea`]. Build it, then write `(field)` in the page.
#[derive(Clone, Debug)]
pub struct Field<'a> {
    lang: Lang,
    name: &'a str,
    id: Option<&'a str>,
    label: &'a str,
    value: &'a str,
    kind: FieldKind,
    error: Option<&'a str>,
    hint: Option<&'a str>,
    autocomplete: Option<&'a str>,
    inputmode: Option<&'a str>,
    required: bool,
    optional: bool,
    remark: Option<&'a str>,
    autofocus: bool,
    max_length: Option<usize>,
    size: Option<&'a str>,
}

impl<'a> Field<'a> {
    /// A required text field without a value.
    pub const fn new(lang: Lang, name: &'a str, label: &'a str) -> Self {
        Self {
            lang,
            name,
            id: None,
            label,
            value: "",
            kind: FieldKind::Text,
            error: None,
            hint: None,
            autocomplete: None,
            inputmode: None,
            required: true,
            optional: false,
            remark: None,
            autofocus: false,
            max_length: None,
            size: None,
        }
    }

    /// What is in it: after a refusal, what was typed.
    #[must_use]
    pub const fn value(mut self, value: &'a str) -> Self {
        self.value = value;
        self
    }

    /// Sets it apart from fields of the same name on the page: what its element's id is made of, and what
    /// a summary of errors calls it.
    #[must_use]
    pub const fn id(mut self, id: &'a str) -> Self {
        self.id = Some(id);
        self
    }

    /// What it takes.
    #[must_use]
    pub const fn kind(mut self, kind: FieldKind) -> Self {
        self.kind = kind;
        self
    }

    /// What is wrong with the value, in words and with the remedy.
    #[must_use]
    pub const fn error(mut self, error: Option<&'a str>) -> Self {
        self.error = error;
        self
    }

    /// A sentence of help.
    #[must_use]
    pub const fn hint(mut self, hint: &'a str) -> Self {
        self.hint = Some(hint);
        self
    }

    /// The token that lets browsers fill it in, such as `email` or `postal-code`.
    #[must_use]
    pub const fn autocomplete(mut self, token: &'a str) -> Self {
        self.autocomplete = Some(token);
        self
    }

    /// The keyboard a telephone shows, such as `decimal` or `numeric`.
    #[must_use]
    pub const fn inputmode(mut self, mode: &'a str) -> Self {
        self.inputmode = Some(mode);
        self
    }

    /// It may stay empty, and says so.
    #[must_use]
    pub const fn optional(mut self) -> Self {
        self.optional = true;
        self.required = false;
        self
    }

    /// It may stay empty, with some answers to another question or where its hint says so. The server asks for it: a
    /// browser that must not see it empty would block the form also where it is not in sight.
    #[must_use]
    pub const fn conditional(mut self) -> Self {
        self.required = false;
        self
    }

    /// It may stay empty here, and says instead who asks for it: `(exigé sur les factures)`.
    #[must_use]
    pub const fn remark(mut self, remark: &'a str) -> Self {
        self.required = false;
        self.remark = Some(remark);
        self
    }

    /// It has the focus when the page opens.
    #[must_use]
    pub const fn autofocus(mut self) -> Self {
        self.autofocus = true;
        self
    }

    /// The longest text it takes, in UTF-16 units.
    #[must_use]
    pub const fn max_length(mut self, units: usize) -> Self {
        self.max_length = Some(units);
        self
    }

    /// A width that hints at the length: `short` (a postcode, an amount) or `medium`; otherwise the form's full width.
    #[must_use]
    pub const fn size(mut self, size: &'a str) -> Self {
        self.size = Some(size);
        self
    }
}

impl Field<'_> {
    fn element(&self) -> String {
        field_id(self.id.unwrap_or(self.name))
    }
}

impl Render for Field<'_> {
    fn render(&self) -> Markup {
        let value = (self.kind != FieldKind::Password).then_some(self.value);
        wrapped(
            self,
            &html! {
                input #(self.element()) class={ "input " (self.size.unwrap_or_default()) } type=(self.kind.html_type())
                    name=(self.name) value=[value] required[self.required] autofocus[self.autofocus]
                    autocomplete=[self.autocomplete] inputmode=[self.inputmode] maxlength=[self.max_length]
                    aria-invalid=[self.error.map(|_| "true")] aria-describedby=[described_by(self)];
            },
        )
    }
}

/// An answer that can be chosen: what is sent, and what is read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub text: String,
}

/// Choices from pairs of value and text.
pub fn choices<V: Into<String>, T: Into<String>>(pairs: impl IntoIterator<Item = (V, T)>) -> Vec<Choice> {
    pairs.into_iter().map(|(value, text)| Choice { value: value.into(), text: text.into() }).collect()
}

/// The id of the field that sends `name`: what an error summary links to.
pub(super) fn field_id(name: &str) -> String {
    format!("field-{name}")
}

/// A field of several lines.
pub fn textarea(field: &Field, rows: u32) -> Markup {
    wrapped(
        field,
        &html! {
            textarea.input #(field.element()) name=(field.name) rows=(rows) required[field.required] autofocus[field.autofocus]
                autocomplete=[field.autocomplete] maxlength=[field.max_length] aria-invalid=[field.error.map(|_| "true")]
                aria-describedby=[described_by(field)] { (field.value) }
        },
    )
}

/// A drop-down with the field's label, value, hint and error.
pub fn select_field(field: &Field, choices: &[Choice]) -> Markup {
    // Where something is chosen from the start there is nothing to require, and HTML says so.
    let must_choose = field.required && choices.first().is_some_and(|choice| choice.value.is_empty());
    wrapped(
        field,
        &html! {
            select #(field.element()) class={ "input " (field.size.unwrap_or_default()) } name=(field.name)
                required[must_choose] autocomplete=[field.autocomplete] aria-invalid=[field.error.map(|_| "true")]
                aria-describedby=[described_by(field)] { (options(choices, field.value)) }
        },
    )
}

/// A required drop-down with only a label and a value.
pub fn select(lang: Lang, label: &str, name: &str, choices: &[Choice], value: &str) -> Markup {
    select_field(&Field::new(lang, name, label).value(value), choices)
}

/// A box to tick, which sends `true`.
pub fn checkbox(label: &str, name: &str, checked: bool, hint: Option<&str>) -> Markup {
    let hint_id = hint.map(|_| format!("{}-hint", field_id(name)));
    html! {
        div.check {
            input #(field_id(name)) type="checkbox" name=(name) value="true" checked[checked] aria-describedby=[hint_id.as_deref()];
            label for=(field_id(name)) { (label) }
            @if let (Some(hint), Some(id)) = (hint, &hint_id) { p.hint #(id) { (hint) } }
        }
    }
}

/// A file to choose, of the given types. The label brings the button; what the browser shows beside it names the file.
pub fn file_field(field: &Field, types: &str) -> Markup {
    let id = field.element();
    html! {
        div.field.file.has-error[field.error.is_some()] {
            label for=(id) {
                span.file-name { (label_text(field)) }
                span.button.button-plain { (t(field.lang, "file-choose")) }
            }
            (notes(field))
            input #(id) type="file" name=(field.name) accept=(types) required[field.required]
                aria-invalid=[field.error.map(|_| "true")] aria-describedby=[described_by(field)];
        }
    }
}

/// One of several, all in sight. Each choice may carry a remark on its right, such as a price.
pub fn radio_group(
    legend: &str,
    name: &str,
    choices: &[(Choice, Option<String>)],
    value: &str,
    error: Option<&str>,
) -> Markup {
    radio_group_with(legend, name, choices, value, error, |_| None)
}

/// The same, where some choices ask for more: `more` is what stands under the choice of a value.
pub fn radio_group_with(
    legend: &str,
    name: &str,
    choices: &[(Choice, Option<String>)],
    value: &str,
    error: Option<&str>,
    more: impl Fn(&str) -> Option<Markup>,
) -> Markup {
    let error_id = error.map(|_| format!("{}-error", field_id(name)));
    html! {
        fieldset.radios.has-error[error.is_some()] #(field_id(name)) tabindex="-1" aria-describedby=[error_id.as_deref()] {
            legend { (legend) }
            @if let (Some(error), Some(id)) = (error, &error_id) { p.field-error #(id) { (error) } }
            @for (place, (choice, remark)) in choices.iter().enumerate() {
                @let id = format!("{}-{place}", field_id(name));
                div.check.radio {
                    input #(id) type="radio" name=(name) value=(choice.value) checked[choice.value == value] required;
                    label for=(id) {
                        span { (choice.text) }
                        @if let Some(remark) = remark { span.remark { (remark) } }
                    }
                    @if let Some(more) = more(&choice.value) { div.radio-more { (more) } }
                }
            }
        }
    }
}

/// A form that stays folded away under its name until it is wanted, or has been refused.
pub fn folded(name: &str, open: bool, form: &Markup) -> Markup {
    html! { details.folded open[open] { summary.button.button-plain { (name) } (form) } }
}

/// Fields that belong together.
pub fn fieldset(legend: &str, body: &Markup) -> Markup {
    html! { fieldset.group { legend { (legend) } (body) } }
}

/// A value that goes along unseen.
pub fn hidden(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}

/// The request id every posting form carries, so that a double click or a reload does nothing twice.
pub fn request_id(id: &str) -> Markup {
    hidden("request-id", id)
}

/// The options of a drop-down.
pub(super) fn options(choices: &[Choice], value: &str) -> Markup {
    html! {
        @for choice in choices { option value=(choice.value) selected[choice.value == value] { (choice.text) } }
    }
}

fn wrapped(field: &Field, control: &Markup) -> Markup {
    html! {
        div.field.has-error[field.error.is_some()] {
            label for=(field.element()) { (label_text(field)) }
            (notes(field))
            (control)
        }
    }
}

fn label_text(field: &Field) -> Markup {
    let remark = field.remark.map(str::to_owned).or_else(|| field.optional.then(|| t(field.lang, "optional")));
    html! { (field.label) @if let Some(remark) = remark { " " span.optional { (remark) } } }
}

/// The help and what is wrong, which describe the control.
fn notes(field: &Field) -> Markup {
    let id = field.element();
    html! {
        @if let Some(hint) = field.hint { p.hint id={ (id) "-hint" } { (hint) } }
        @if let Some(error) = field.error {
            p.field-error id={ (id) "-error" } { span.visually-hidden { (t(field.lang, "error-prefix")) " " } (error) }
        }
    }
}

fn described_by(field: &Field) -> Option<String> {
    let id = field.element();
    match (field.hint.is_some(), field.error.is_some()) {
        (true, true) => Some(format!("{id}-error {id}-hint")),
        (false, true) => Some(format!("{id}-error")),
        (true, false) => Some(format!("{id}-hint")),
        (false, false) => None,
    }
}
