//! The parts pages are made of.
//!
//! Parts know markup and accessibility, never the trade: every text is handed in, or is one of the few they own, through
//! [`crate::i18n::t`]. All of them work without JavaScript, and none writes a script or a style into the page, which the content
//! security policy would refuse.

mod badges;
mod buttons;
mod forms;
mod icons;
mod messages;
mod navigation;
mod records;
mod shell;
mod tables;
mod values;

pub use badges::{Family, badge, follow_up_flag};
pub use buttons::{
    button, button_danger, button_link, button_plain, button_primary, icon_link, link_button, print_button,
};
pub use forms::{
    Choice, Field, FieldKind, checkbox, choices, fieldset, file_field, folded, hidden, radio_group, radio_group_with,
    request_id, select, select_field, textarea,
};
pub use icons::{Icon, icon};
pub use messages::{Flash, Tone, Wrong, empty_state, error_summary, flash, notice};
pub use navigation::{Crumb, Tab, back_link, pager, previous_next, skip_target_heading, steps, sub_nav, tabs};
pub use records::{Column, Records, column, numeric_column};
pub use shell::{
    NavItem, Shell, Shop, SignedIn, Theme, desk_page, logistics_page, page_header, plain_page, shop_page, staff_page,
};
pub use tables::{
    Sort, empty_cell, filter_amounts, filter_dates, filter_select, filter_text, live_words, select_box,
    select_page_box, selection_count, sort_heading, table_region,
};
pub use values::{date_cell, definitions, email, moment, phrase, time_cell, time_of_day};
