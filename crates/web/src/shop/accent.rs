//! A shop's own colour for links and buttons, made legible on every ground of the pages, by day and by night.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// Red, green, blue.
type Colour = [u8; 3];

const WHITE: Colour = [0xff; 3];
const NEAR_BLACK: Colour = [0x12, 0x16, 0x1c];

/// The grounds on which contrast is least: `--selected` of `tokens.css`, light and dark.
const LIGHT_GROUND: Colour = [0xe3, 0xec, 0xfb];
const DARK_GROUND: Colour = [0x1d, 0x33, 0x55];

/// WCAG 2.2, 1.4.3: text against its ground.
const LEGIBLE: f64 = 4.5;

/// A colour and its stronger shade, for light pages and for dark ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Accent {
    light: [Colour; 2],
    dark: [Colour; 2],
}

impl Accent {
    /// The accent that a shop's colour comes to: darkened until it can be read on light pages, lightened until it
    /// can be read on dark ones.
    pub(crate) fn of(colour: &str) -> Option<Self> {
        let own = parse(colour)?;
        let light = until_legible(own, NEAR_BLACK, LIGHT_GROUND);
        let dark = until_legible(own, WHITE, DARK_GROUND);
        Some(Accent { light: [light, mixed(light, NEAR_BLACK, 20)], dark: [dark, mixed(dark, WHITE, 25)] })
    }

    /// The colour of links on light pages, `#rrggbb`.
    pub(crate) fn on_light(self) -> String {
        hex(self.light[0])
    }

    /// The tokens that differ from the program's own. Outside every layer, they go before those within.
    fn style(self) -> String {
        let Accent { light, dark } = self;
        format!(
            ":root {{\n  --accent: light-dark({}, {});\n  --accent-strong: light-dark({}, {});\n}}\n",
            hex(light[0]),
            hex(dark[0]),
            hex(light[1]),
            hex(dark[1])
        )
    }
}

/// Where the style of a shop's colour is; nothing where it has none of its own.
pub(super) fn href(colour: &str) -> Option<String> {
    Accent::of(colour)?;
    Some(format!("/accents/{}", &colour[1..]))
}

/// The style of a colour. It follows from its address alone, and never changes.
pub(super) async fn show(Path(colour): Path<String>) -> Response {
    let Some(accent) = Accent::of(&format!("#{colour}")) else { return StatusCode::NOT_FOUND.into_response() };
    let headers = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    (headers, accent.style()).into_response()
}

/// `#rrggbb`, lower case.
fn parse(colour: &str) -> Option<Colour> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    if !digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
        return None;
    }
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

fn hex([red, green, blue]: Colour) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn until_legible(colour: Colour, towards: Colour, ground: Colour) -> Colour {
    let steps = (0..=100).map(|percent| mixed(colour, towards, percent));
    steps.into_iter().find(|mixed| contrast(*mixed, ground) >= LEGIBLE).unwrap_or(towards)
}

/// `colour` with so many percent of `other` in it.
fn mixed(colour: Colour, other: Colour, percent: u32) -> Colour {
    let mix = |own: u8, other: u8| {
        let sum = u32::from(own) * (100 - percent) + u32::from(other) * percent;
        u8::try_from((sum + 50) / 100).unwrap_or(u8::MAX)
    };
    std::array::from_fn(|part| mix(colour[part], other[part]))
}

/// WCAG's contrast ratio, 1 to 21.
fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(colour: Colour) -> f64 {
    let linear = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn u46_any_colour_of_a_shop_can_be_read_by_day_and_by_night() {
        for step in 0..=0xfff_u32 {
            let part = |shift: u32| u8::try_from(((step >> shift) & 0xf) * 17).unwrap();
            let own = hex([part(8), part(4), part(0)]);
            let Accent { light, dark } = Accent::of(&own).unwrap();
            for colour in light {
                assert!(contrast(colour, LIGHT_GROUND) >= LEGIBLE && contrast(colour, WHITE) >= LEGIBLE, "{own}");
            }
            for colour in dark {
                assert!(contrast(colour, DARK_GROUND) >= LEGIBLE && contrast(colour, NEAR_BLACK) >= LEGIBLE, "{own}");
            }
        }
    }

    #[test]
    fn a_colour_that_can_be_read_stays_as_it_is() {
        assert_eq!(Accent::of("#7a2e0b").unwrap().on_light(), "#7a2e0b");
    }

    #[test]
    fn what_is_no_colour_has_no_style() {
        for text in ["", "#fff", "blue", "#12345g", "#1234567", "}body{", "#é1234"] {
            assert_eq!(Accent::of(text), None, "{text}");
        }
    }
}
