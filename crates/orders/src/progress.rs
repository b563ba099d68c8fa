use serde::{Deserialize, Serialize};

use crate::{Refusal, Text, fold};

/// What a shop's own state means to a machine. Integrations map on it and on the code; labels are
/// for people and may be renamed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are the documentation: they are the field's standard kinds")]
pub enum ProgressKind {
    Received,
    ToPrepare,
    Preparing,
    OnHold,
    HandedOff,
    PartiallyShipped,
    Shipped,
    Delivered,
    Dispute,
    Returned,
    Cancelled,
    Other,
}

impl ProgressKind {
    /// All, in the order of an order's way.
    pub const ALL: [ProgressKind; 12] = [
        ProgressKind::Received,
        ProgressKind::ToPrepare,
        ProgressKind::Preparing,
        ProgressKind::OnHold,
        ProgressKind::HandedOff,
        ProgressKind::PartiallyShipped,
        ProgressKind::Shipped,
        ProgressKind::Delivered,
        ProgressKind::Dispute,
        ProgressKind::Returned,
        ProgressKind::Cancelled,
        ProgressKind::Other,
    ];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            ProgressKind::Received => "received",
            ProgressKind::ToPrepare => "to_prepare",
            ProgressKind::Preparing => "preparing",
            ProgressKind::OnHold => "on_hold",
            ProgressKind::HandedOff => "handed_off",
            ProgressKind::PartiallyShipped => "partially_shipped",
            ProgressKind::Shipped => "shipped",
            ProgressKind::Delivered => "delivered",
            ProgressKind::Dispute => "dispute",
            ProgressKind::Returned => "returned",
            ProgressKind::Cancelled => "cancelled",
            ProgressKind::Other => "other",
        }
    }

    /// The kind of a code.
    pub fn parse(code: &str) -> Option<Self> {
        ProgressKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// The colour family a state is shown in; always beside a word, never alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are the design's families")]
pub enum StateColour {
    Neutral,
    Info,
    Attention,
    Success,
    Danger,
    Closed,
}

impl StateColour {
    /// All, in the order in which they are offered.
    pub const ALL: [StateColour; 6] = [
        StateColour::Neutral,
        StateColour::Info,
        StateColour::Attention,
        StateColour::Success,
        StateColour::Danger,
        StateColour::Closed,
    ];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            StateColour::Neutral => "neutral",
            StateColour::Info => "info",
            StateColour::Attention => "attention",
            StateColour::Success => "success",
            StateColour::Danger => "danger",
            StateColour::Closed => "closed",
        }
    }

    /// The colour of a code.
    pub fn parse(code: &str) -> Option<Self> {
        StateColour::ALL.into_iter().find(|colour| colour.code() == code)
    }
}

/// A state of progress as a shop defines it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "the shop's boxes: each is asked alone")]
pub struct ProgressState {
    /// Stable mnemonic, `a-z 0-9 _ -`, 1 to 50 characters; never changes once made.
    pub code: String,
    /// What it means to a machine.
    pub kind: ProgressKind,
    /// How it is shown.
    pub colour: StateColour,
    /// Its name, in both languages.
    pub label: Text,
    /// What the customer is told when it is published; may be empty.
    pub message: Text,
    /// Whether the customer sees it on their order's page.
    pub published: bool,
    /// Whether reaching it writes to the customer unless the clerk says otherwise.
    pub sends_mail: bool,
    /// Whether « Générer une facture » is ticked in advance.
    pub issues_invoice: bool,
    /// The codes of the states that can follow it; empty: all can. Codes that no state has any more do not count.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub followed_by: Vec<String>,
    /// The carrier whose parcels lead to it, where its kind is reached by shipping; empty: any carrier's.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub carrier: String,
    /// Whether it is no longer offered. Orders that are in it stay in it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub retired: bool,
}

/// Whether an order in the state `from` may be brought into `to`, as the site's `states` have it. From « (Non défini) »
/// every state can be reached, and an order may always be said to be still where it is: with a note, or an invoice.
pub fn permit_next(from: Option<&str>, to: &ProgressState, states: &[ProgressState]) -> Result<(), Refusal> {
    if from == Some(to.code.as_str()) {
        return Ok(());
    }
    if to.retired {
        return Err(Refusal::ProgressRetired { state: to.code.clone() });
    }
    let Some(from) = from.and_then(|code| states.iter().find(|state| state.code == code)) else { return Ok(()) };
    let is_known = |code: &&String| states.iter().any(|state| state.code == **code);
    let next: Vec<String> = from.followed_by.iter().filter(is_known).cloned().collect();
    if next.is_empty() || next.contains(&to.code) {
        return Ok(());
    }
    Err(Refusal::ProgressNotNext { from: from.code.clone(), to: to.code.clone(), next })
}

/// The state of `kind` that parcels of `carrier` lead to: the first that names the carrier, else the first that names
/// none, else the first. People type a carrier's name, so that case, accents and spaces make no difference.
pub fn state_of_parcels<'a>(
    kind: ProgressKind,
    carrier: &str,
    states: &'a [ProgressState],
) -> Option<&'a ProgressState> {
    let carrier = fold(carrier);
    let of_kind = || states.iter().filter(|state| state.kind == kind && !state.retired);
    let named = of_kind().find(|state| !state.carrier.is_empty() && fold(&state.carrier) == carrier);
    named.or_else(|| of_kind().find(|state| state.carrier.is_empty())).or_else(|| of_kind().next())
}

/// The carrier that a way to deliver is by its name: one that a state names, as in « Point relais Mondial Relay ».
pub fn carrier_of_delivery<'a>(method: &str, states: &'a [ProgressState]) -> Option<&'a str> {
    let method = fold(method);
    let names = states.iter().filter(|state| !state.retired).map(|state| state.carrier.as_str());
    names.filter(|carrier| !carrier.is_empty()).find(|carrier| method.contains(&fold(carrier)))
}

impl ProgressState {
    /// Whether `code` can name a state.
    pub fn valid_code(code: &str) -> bool {
        (1..=50).contains(&code.len())
            && code
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-'))
    }
}

/// A code for what people call `label`, for whom none was typed: « Réassort » is `reassort`, and `reassort_2` where that is
/// taken. It holds as a code whatever the label is.
pub fn code_of_label(label: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let mut code = String::new();
    for sign in fold(label).chars().take(LONGEST_OF_LABEL) {
        if sign.is_ascii_alphanumeric() {
            code.push(sign);
        } else if !code.is_empty() && !code.ends_with('_') {
            code.push('_');
        }
    }
    code.truncate(code.trim_end_matches('_').len());
    if code.is_empty() {
        // Of a label in another script nothing is left.
        code.push_str("code");
    }
    // Filters say « (Non défini) » by this word.
    let is_free = |code: &str| code != "none" && !is_taken(code);
    if is_free(&code) {
        return code;
    }
    (2..=u32::MAX).map(|number| format!("{code}_{number}")).find(|code| is_free(code)).unwrap_or(code)
}

/// Signs of a label that its code is made of: with a number behind, it is still no longer than a code may be.
const LONGEST_OF_LABEL: usize = 39;

/// The states a new site begins with.
pub fn default_states() -> Vec<ProgressState> {
    let state = |code: &str, kind, colour, label, message, sends_mail| ProgressState {
        code: code.into(),
        kind,
        colour,
        label,
        message,
        published: true,
        sends_mail,
        issues_invoice: false,
        followed_by: Vec::new(),
        carrier: String::new(),
        retired: false,
    };
    let of_carrier = |carrier: &str, state| ProgressState { carrier: carrier.into(), ..state };
    vec![
        state(
            "preparing",
            ProgressKind::Preparing,
            StateColour::Info,
            Text::new("Commande en préparation", "Order in preparation"),
            Text::new("Nous préparons votre commande.", "We are preparing your order."),
            false,
        ),
        state(
            "shipped",
            ProgressKind::Shipped,
            StateColour::Info,
            Text::new("Expédié", "Shipped"),
            Text::new("Votre commande est en route.", "Your order is on its way."),
            true,
        ),
        of_carrier(
            "Mondial Relay",
            state(
                "shipped_mondial",
                ProgressKind::Shipped,
                StateColour::Info,
                Text::new("Expédié Mondial", "Shipped by Mondial Relay"),
                Text::new(
                    "Votre commande est partie vers votre point relais.",
                    "Your order is on its way to your pick-up point.",
                ),
                true,
            ),
        ),
        state(
            "delivered",
            ProgressKind::Delivered,
            StateColour::Success,
            Text::new("Livré", "Delivered"),
            Text::new("Votre commande est livrée.", "Your order has been delivered."),
            false,
        ),
        state(
            "returned",
            ProgressKind::Returned,
            StateColour::Closed,
            Text::new("Retour", "Returned"),
            Text::new("Nous avons reçu votre retour.", "We have received your return."),
            false,
        ),
    ]
}
