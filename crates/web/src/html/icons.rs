use maud::{Markup, html};

/// A drawing of 16 by 16. Always beside a text, or on a link that has an accessible name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Icon {
    /// A sheet with lines: an order's properties.
    Sheet,
    /// A clock with an arrow: a history.
    History,
    /// A flag: follow-up.
    Flag,
    /// A circular arrow: refresh.
    Refresh,
    /// The product's mark: a ledger.
    Ledger,
}

/// The drawing, in the colour of the text around it and hidden from assistive technology.
pub fn icon(icon: Icon) -> Markup {
    let path = match icon {
        Icon::Sheet => "M4 1.75h5.5L12.5 5v9.25h-8.5zM6 7.25h4.5M6 9.5h4.5M6 11.75h3",
        Icon::History => "M2.75 8a5.25 5.25 0 1 0 1.6-3.75M2.5 2.5v3h3M8 5v3.25l2.25 1.5",
        Icon::Flag => "M4 14.25V2M4 2.5h7.5l-2 2.75 2 2.75H4",
        Icon::Refresh => "M13.25 8a5.25 5.25 0 1 1-1.6-3.75M13.5 2.5v3h-3",
        Icon::Ledger => "M2.5 2.5h11v11h-11zM6 2.5v11M8 5.75h3.5M8 8h3.5M8 10.25h3.5",
    };
    html! {
        svg.icon viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false" { path d=(path) {} }
    }
}
