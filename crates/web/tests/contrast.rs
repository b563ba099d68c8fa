//! Every colour pair of the pages, light and dark, against the contrast it was chosen for: by WCAG's formula, from the
//! style sheet's own values.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test")]

use std::collections::BTreeMap;

const TOKENS: &str = include_str!("../assets/css/tokens.css");

/// What lies behind text and controls: the page, its bars, the row under the pointer, the ticked row.
const GROUNDS: [&str; 4] = ["bg", "surface", "hover", "selected"];

/// The families of states, with the contrast of their text on their own ground.
const FAMILIES: [(&str, f64, f64); 7] = [
    ("neutral", 7.8, 8.7),
    ("info", 7.8, 8.4),
    ("attention", 7.7, 9.3),
    ("success", 8.1, 9.2),
    ("danger", 7.8, 8.8),
    ("closed", 8.4, 9.0),
    ("flag", 8.1, 9.1),
];

/// Ink, ground, and the least contrast: light, dark.
const PAIRS: [(&str, &str, f64, f64); 7] = [
    ("text", "bg", 15.8, 15.0),
    ("muted", "bg", 6.4, 8.1),
    ("muted", "selected", 5.4, 5.4),
    ("accent", "bg", 6.8, 8.6),
    ("on-accent", "accent", 6.8, 8.6),
    ("on-accent", "accent-strong", 6.8, 8.6),
    ("accent-strong", "bg", 6.8, 8.6),
];

#[test]
fn u46_every_pair_of_tokens_has_the_contrast_it_was_chosen_for() {
    let colours = Colours::read();
    for (ink, ground, light, dark) in PAIRS {
        colours.hold(ink, ground, light, dark);
    }
    for (family, light, dark) in FAMILIES {
        colours.hold(&format!("{family}-text"), &format!("{family}-bg"), light, dark);
    }
}

#[test]
fn u46_text_and_links_can_be_read_on_every_ground() {
    let colours = Colours::read();
    for ground in GROUNDS {
        colours.hold("text", ground, 7.0, 7.0);
        colours.hold("danger-text", ground, 7.0, 7.0);
        for ink in ["muted", "accent", "accent-strong"] {
            colours.hold(ink, ground, 4.5, 4.5);
        }
    }
}

#[test]
fn u46_borders_and_edges_stand_out_from_every_ground() {
    let colours = Colours::read();
    for ground in GROUNDS {
        colours.hold("control", ground, 3.1, 3.4);
    }
    for (family, ..) in FAMILIES {
        let (edge, own) = (format!("{family}-edge"), format!("{family}-bg"));
        for ground in ["bg", own.as_str(), "selected"] {
            colours.hold(&edge, ground, 3.6, 3.6);
        }
    }
}

#[test]
fn every_colour_is_written_once_for_light_and_for_dark() {
    let colours = Colours::read().0;
    let written = TOKENS.lines().filter(|line| line.contains('#')).count();
    assert_eq!(colours.len(), written, "each line with a colour is a token with two");
    assert!(colours.len() > 30, "the tokens are found");
}

/// Token → its colour in light and in dark.
struct Colours(BTreeMap<&'static str, [[f64; 3]; 2]>);

impl Colours {
    fn read() -> Self {
        let mut colours = BTreeMap::new();
        for line in TOKENS.lines() {
            let Some((name, pair)) = line.trim().strip_prefix("--").and_then(|line| line.split_once(": light-dark("))
            else {
                continue;
            };
            let (light, dark) = pair.strip_suffix(");").and_then(|pair| pair.split_once(", ")).unwrap();
            assert!(colours.insert(name, [channels(light), channels(dark)]).is_none(), "{name} is written twice");
        }
        Colours(colours)
    }

    /// Figures are held as they are written, to one decimal.
    fn hold(&self, ink: &str, ground: &str, light: f64, dark: f64) {
        for (scheme, least) in [light, dark].into_iter().enumerate() {
            let contrast = contrast(self.0[ink][scheme], self.0[ground][scheme]);
            let name = ["light", "dark"][scheme];
            assert!(
                (contrast * 10.0).round() >= (least * 10.0).round(),
                "{ink} on {ground}, {name}: {contrast:.2} < {least}"
            );
        }
    }
}

/// `#1a56b8` as linear red, green and blue.
fn channels(colour: &str) -> [f64; 3] {
    let hex = colour.strip_prefix('#').filter(|hex| hex.len() == 6).unwrap();
    [0, 2, 4].map(|at| {
        let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    })
}

fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let luminance = |[red, green, blue]: [f64; 3]| 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
    let (one, other) = (luminance(one), luminance(other));
    one.max(other) / one.min(other)
}
