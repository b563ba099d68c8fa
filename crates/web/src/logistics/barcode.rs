//! An order's number as a scanner reads it.

use barcoders::sym::code128::Code128;
use maud::{Markup, html};

use crate::i18n::{Lang, ta};

/// Chooses the characters that hold digits one by one: a number may have any count of them.
const CHARACTERS: char = 'Ɓ';

/// Modules of white on either side, without which nothing is read.
const QUIET: usize = 10;

/// The style sheet sets width and height in millimetres; this only divides them.
const HEIGHT: usize = 10;

/// Code 128 of the number, in black on white whatever the page's colours are, and the number to type where a scanner
/// cannot read it.
pub(super) fn barcode(lang: Lang, number: i64) -> Markup {
    // Digits are always among the characters.
    let modules = Code128::new(format!("{CHARACTERS}{number}")).map(|code| code.encode()).unwrap_or_default();
    let width = modules.len() + 2 * QUIET;
    let label = ta(lang, "barcode-of", &[("number", number.to_string().into())]);
    html! {
        div.barcode {
            svg role="img" aria-label=(label) viewBox={ "0 0 " (width) " " (HEIGHT) } preserveAspectRatio="none"
                shape-rendering="crispEdges" {
                rect width=(width) height=(HEIGHT) fill="#fff" {}
                @for (from, long) in bars(&modules) {
                    rect x=(QUIET + from) width=(long) height=(HEIGHT) fill="#000" {}
                }
            }
            p { (number) }
        }
    }
}

/// Where each bar begins, and how many modules it is wide.
fn bars(modules: &[u8]) -> Vec<(usize, usize)> {
    let mut bars: Vec<(usize, usize)> = Vec::new();
    for (at, _) in modules.iter().enumerate().filter(|(_, module)| **module == 1) {
        match bars.last_mut() {
            Some((from, long)) if *from + *long == at => *long += 1,
            _ => bars.push((at, 1)),
        }
    }
    bars
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a Code 128 of digits back, by the widths that its standard gives to start, stop and digits.
    fn read(modules: &[u8]) -> String {
        let mut runs = Vec::new();
        for module in modules {
            match runs.last_mut() {
                Some((kind, long)) if kind == module => *long += 1,
                _ => runs.push((*module, 1)),
            }
        }
        let widths: Vec<String> = runs.iter().map(|(_, long): &(u8, i32)| long.to_string()).collect();
        let signs: Vec<String> = widths.chunks(6).map(<[String]>::concat).collect();
        let digits =
            ["123122", "123221", "223211", "221132", "221231", "213212", "223112", "312131", "311222", "321122"];
        assert_eq!(signs[0], "211214", "start B");
        assert_eq!(signs[signs.len() - 2..].concat(), "2331112", "stop");
        let checked = &signs[1..signs.len() - 3];
        checked.iter().map(|sign| digits.iter().position(|known| known == sign).unwrap().to_string()).collect()
    }

    #[test]
    fn u36_a_scanner_reads_the_orders_number() {
        for number in [7_090_565, 1, 1_234_567_890] {
            let modules = Code128::new(format!("{CHARACTERS}{number}")).unwrap().encode();
            assert_eq!(read(&modules), number.to_string());
        }
    }

    #[test]
    fn bars_are_where_modules_are_black() {
        assert_eq!(bars(&[1, 1, 0, 1, 0, 0, 1, 1, 1]), [(0, 2), (3, 1), (6, 3)]);
    }
}
