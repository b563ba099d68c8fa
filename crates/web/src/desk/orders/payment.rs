//! Step 1, « Valider la commande »: the clerk confirms that the money is there.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use journal::Command;
use maud::{Markup, html};
use money::parse_amount;
use orders::{Invalid, PaymentMethod, Step, ValidatePayment, permit};

use super::conflict::{Fact, Typed};
use super::frame::{Frame, Page, STEP_FORM};
use crate::desk::words::{amount, method_word};
use crate::form::Form;
use crate::html::{Field, Tone, button_primary, definitions, moment, notice, textarea};
use crate::i18n::{t, ta};
use crate::page::PageError;
use crate::rights::Right;
use crate::sentence;
use crate::trouble::{self, Trouble};
use crate::visitor::Desk;

pub(crate) async fn show(desk: Desk, Path(number): Path<String>) -> Result<Response, PageError> {
    let frame = Frame::load(desk, &number).await?;
    Ok(frame.payment_page(&Form::default(), None))
}

pub(crate) async fn validate(desk: Desk, Path(number): Path<String>, mut form: Form) -> Result<Response, PageError> {
    desk.may(Right::FollowOrders)?;
    let frame = Frame::load(desk, &number).await?;
    let lang = frame.desk.lang();
    let validation = match read(&form, frame.file.order.currency.exponent()) {
        Ok(validation) => validation,
        Err(fault) => {
            let trouble = Trouble::invalid(lang, vec![fault], |field| frame.label(field));
            return Ok(frame.payment_page(&form, Some(&trouble)));
        }
    };
    let command = orders::Command::ValidatePayment(validation);
    let command = Command::Order { number: frame.file.order.number, command };
    match frame.desk.app().journal.carry_out(frame.desk.request(&form, command)).await {
        Ok(_) => Ok(Redirect::to(&format!("{}/payment?done=payment-validated", frame.href())).into_response()),
        Err(stop) => {
            let typed = [
                Typed::field(Fact::Due, "amount"),
                Typed::words("payment-cheque-number", form.text("cheque_number")),
                Typed::words("payment-reference", form.text("reference")),
                Typed::words("payment-note", form.text("note")),
            ];
            let (frame, trouble) = frame.refused(&mut form, stop, Step::ValidatePayment, &typed).await?;
            Ok(frame.payment_page(&form, Some(&trouble)))
        }
    }
}

fn read(form: &Form, exponent: u32) -> Result<ValidatePayment, Invalid> {
    let amount_cents = match form.get("amount") {
        "" => None,
        text => Some(parse_amount(text, exponent).map_err(|error| {
            let code = match error {
                money::AmountError::Ambiguous => "amount_ambiguous",
                money::AmountError::Empty
                | money::AmountError::NotANumber
                | money::AmountError::TooPrecise
                | money::AmountError::TooLarge => "not_an_amount",
            };
            Invalid { field: "amount".to_owned(), code }
        })?),
    };
    Ok(ValidatePayment {
        method: None,
        amount_cents,
        cheque_number: form.text("cheque_number"),
        reference: form.text("reference"),
        note: form.text("note"),
    })
}

impl Frame {
    fn payment_page(&self, form: &Form, trouble: Option<&Trouble>) -> Response {
        let lang = self.desk.lang();
        let order = &self.file.order;
        let money = |cents| amount(lang, cents, order.currency);
        let rows = [
            (t(lang, "payment-expected"), money(order.total_cents)),
            (t(lang, "payment-received"), money(order.received_cents())),
            (t(lang, "payment-difference"), money(order.received_cents() - order.total_cents)),
            (t(lang, "order-payment-method"), method_word(lang, order.payment_method)),
        ];
        let body = html! {
            section.section.step aria-labelledby="step" {
                h2 #step { (t(lang, "payment-money")) }
                div.sums { (definitions(&rows)) }
                @match permit(Step::ValidatePayment, order) {
                    // The message above has just said so.
                    Err(_) if self.desk.visitor.has_done("payment-validated") => {},
                    Err(refusal) => (notice(lang, Tone::Info, &sentence::problem(lang, refusal.code(), &refusal.facts()), None)),
                    Ok(()) if !self.desk.has(Right::FollowOrders) => {},
                    Ok(()) => (self.payment_form(form, trouble)),
                }
            }
            @if !order.payments.is_empty() { (self.payments()) }
        };
        self.page(Page::Payment, &t(lang, "order-tab-payment"), &body, trouble)
    }

    fn payment_form(&self, form: &Form, trouble: Option<&Trouble>) -> Markup {
        let lang = self.desk.lang();
        let order = &self.file.order;
        let due = crate::format::plain_amount(lang, order.due_cents(), order.currency.exponent());
        let typed = form.get("amount");
        let amount = if typed.is_empty() { due.as_str() } else { typed };
        let by_hand = order.payment_method.confirmed_by_provider();
        let labels = ["payment-cheque-number", "payment-amount-received", "payment-reference"].map(|key| t(lang, key));
        let note = t(lang, if by_hand { "payment-reason" } else { "payment-note" });
        let wrong = ["cheque_number", "amount", "reference", "note"].map(|field| trouble::at(trouble, field));
        let hint = t(lang, if by_hand { "payment-card-hint" } else { "payment-note-hint" });
        let note_field = Field::new(lang, "note", &note).value(form.get("note")).error(wrong[3].as_deref()).hint(&hint);
        let note_field = if by_hand { note_field } else { note_field.conditional() };
        html! {
            form.form #(STEP_FORM) method="post" action={ (self.href()) "/payment" } {
                (self.form_marks())
                @if order.payment_method == PaymentMethod::Cheque {
                    (Field::new(lang, "cheque_number", &labels[0]).value(form.get("cheque_number"))
                        .error(wrong[0].as_deref()).inputmode("numeric").size("medium"))
                }
                (Field::new(lang, "amount", &labels[1]).value(amount).error(wrong[1].as_deref())
                    .inputmode("decimal").size("short"))
                (Field::new(lang, "reference", &labels[2]).value(form.get("reference")).error(wrong[2].as_deref())
                    .optional())
                (textarea(&note_field, 2))
                div.buttons { (button_primary(&t(lang, "payment-validate"))) }
            }
        }
    }

    fn payments(&self) -> Markup {
        let lang = self.desk.lang();
        let order = &self.file.order;
        html! {
            section.section aria-labelledby="payments" {
                h2 #payments { (t(lang, "order-payments")) }
                ul.list {
                    @for payment in &order.payments {
                        li {
                            (moment(lang, &self.desk.local(payment.at))) " · "
                            (method_word(lang, payment.method)) " · "
                            (amount(lang, payment.amount_cents, order.currency)) " · "
                            (t(lang, &format!("payment-status-{}", payment.outcome.code())))
                            @if let Some(number) = &payment.cheque_number {
                                " · " (ta(lang, "history-cheque", &[("number", number.into())]))
                            }
                            @if let Some(reference) = &payment.reference { " · " (reference) }
                            @if let Some(note) = &payment.note { " · " (note) }
                        }
                    }
                }
            }
        }
    }
}
