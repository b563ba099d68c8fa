//! The one sentence that each code has in each language.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use orders::NextStep;

use crate::i18n::{Arg, Lang, ta};

/// Names and values that a sentence may speak of.
pub(crate) type Facts = Vec<(&'static str, String)>;

/// What is said of a refused or failed call.
pub(crate) fn problem(lang: Lang, code: &str, facts: &Facts) -> String {
    let args: Vec<(&str, Arg)> = facts.iter().map(|(name, value)| (*name, Arg::from(value.as_str()))).collect();
    ta(lang, &key("problem", code), &args)
}

/// What is said at a field that does not hold.
pub(crate) fn invalid(lang: Lang, code: &str) -> String {
    ta(lang, &key("invalid", code), &[])
}

/// What can be done instead, as the API names it; nothing where nothing can.
pub(crate) fn next_step_code(step: NextStep) -> Option<&'static str> {
    match step {
        NextStep::IssueCreditNote => Some("issue_credit_note"),
        NextStep::ValidatePayment => Some("validate_payment"),
        NextStep::RequestCancellation => Some("request_cancellation"),
        NextStep::RefreshOrder => Some("refresh_order"),
        NextStep::AskLogistician => Some("ask_logistician"),
        NextStep::HandOff => Some("hand_off"),
        NextStep::ChangeBasket => Some("change_basket"),
        NextStep::ShipOrCancel => Some("ship_or_cancel"),
        NextStep::WriteToShop => Some("write_to_shop"),
        NextStep::ChooseProgress => Some("choose_progress"),
        NextStep::RecordProgress => Some("record_progress"),
        NextStep::None => None,
    }
}

/// A short random name for a fault, shown to the user and written to the log.
pub(crate) fn reference() -> String {
    URL_SAFE_NO_PAD.encode(crate::clock::chance::<6>())
}

fn key(family: &str, code: &str) -> String {
    format!("{family}-{}", code.replace('_', "-"))
}
