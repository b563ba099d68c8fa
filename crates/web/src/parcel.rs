//! How a parcel is shown: its number, as a link where the carrier has a page for it.

use maud::{Markup, html};
use orders::Parcel;

use crate::i18n::{Lang, t};

pub(crate) fn tracking(lang: Lang, parcel: &Parcel) -> Markup {
    html! {
        @match &parcel.tracking_url {
            _ if parcel.tracking_number.is_empty() => (t(lang, "parcel-untracked")),
            Some(url) => a href=(url) rel="noopener noreferrer" { (parcel.tracking_number) },
            None => (parcel.tracking_number),
        }
    }
}
