//! Charts as the server draws them: bars and hairlines, no script, no style of their own. Widths are percentages, so that a chart
//! is as wide as its place and its words keep their size.

use maud::{Markup, html};

/// Pixels: a column chart's bars, its foot, and the room above for the highest line's words.
const COLUMNS_HEIGHT: i64 = 180;
const FOOT: i64 = 24;
const HEAD: i64 = 20;

/// Pixels of a row of a bar chart.
const ROW: i64 = 40;

/// Words at the foot; a telephone has place for the first and the last.
const MOST_FOOT_WORDS: usize = 4;

/// What a chart says to those who do not see it.
pub(super) struct Words<'a> {
    /// Unique on the page.
    pub id: &'a str,
    pub title: &'a str,
    pub description: &'a str,
}

/// Something that is measured: what it is called, and how much it is.
pub(super) struct Bar {
    pub name: String,
    pub value: i64,
}

/// Columns over time. `scale` writes a value beside its line.
pub(super) fn columns(words: &Words, bars: &[Bar], scale: impl Fn(i64) -> String) -> Markup {
    let most = round_up(bars.iter().map(|bar| bar.value).max().unwrap_or(0));
    let bottom = HEAD + COLUMNS_HEIGHT;
    let slots = bars.len().max(1);
    // Few are narrower, or they would be walls, and each has its word beneath.
    let few = slots <= MOST_FOOT_WORDS;
    let (margin, width) = if few { (3, 4) } else { (1, 8) };
    html! {
        (frame(words, bottom + FOOT, &html! {
            // The one value above which nothing stands, so that no bar hides it.
            text.chart-label x="0" y=(HEAD - 5) { (scale(most)) }
            @for y in [HEAD, HEAD + COLUMNS_HEIGHT / 2] { line.chart-line x1="0" x2="100%" y1=(y) y2=(y) {} }
            @for (place, bar) in bars.iter().enumerate().filter(|(_, bar)| bar.value > 0) {
                // The smallest is still seen.
                @let height = (share(bar.value, most, COLUMNS_HEIGHT)).max(1);
                rect.chart-bar x=(percent(place * 10 + margin, slots * 10)) width=(percent(width, slots * 10)) y=(bottom - height) height=(height) {}
            }
            line.chart-line.chart-ground x1="0" x2="100%" y1=(bottom) y2=(bottom) {}
            @for place in foot_words(bars.len()) {
                @let (x, anchor) = match place {
                    0 if !few => ("0%".to_owned(), "start"),
                    place if place + 1 == bars.len() && !few => ("100%".to_owned(), "end"),
                    place => (percent(place * 2 + 1, slots * 2), "middle"),
                };
                text.chart-label.chart-between[anchor == "middle" && !few] x=(x) y=(bottom + 17) text-anchor=(anchor) { (bars[place].name) }
            }
        }))
    }
}

/// Bars side by side of what has no order, each under its name.
pub(super) fn rows(words: &Words, bars: &[Bar]) -> Markup {
    let most = bars.iter().map(|bar| bar.value).max().unwrap_or(0).max(1);
    let rows = i64::try_from(bars.len()).unwrap_or(0);
    html! {
        (frame(words, rows * ROW, &html! {
            @for (place, bar) in (0_i64..).zip(bars) {
                @let top = place * ROW;
                text.chart-label x="0" y=(top + 15) { (bar.name) }
                line.chart-line x1="0" x2="100%" y1=(top + 34) y2=(top + 34) {}
                @if bar.value > 0 {
                    rect.chart-bar x="0" y=(top + 22) height="12" width=(percent_of(bar.value, most)) {}
                }
            }
        }))
    }
}

fn frame(words: &Words, height: i64, drawing: &Markup) -> Markup {
    let Words { id, title, description } = words;
    html! {
        svg.chart role="img" width="100%" height=(height) aria-labelledby={ (id) "-name " (id) "-words" } {
            title id={ (id) "-name" } { (title) }
            desc id={ (id) "-words" } { (description) }
            (drawing)
        }
    }
}

/// What the scale can end at, with zeros. They lie close enough that no quarter of the height stays empty.
const ROUND: [i64; 10] = [10, 12, 15, 20, 25, 30, 40, 50, 60, 80];

/// The next round value, at least 10.
fn round_up(value: i64) -> i64 {
    let mut unit: i64 = 1;
    loop {
        for step in ROUND {
            let Some(round) = unit.checked_mul(step) else { return value };
            if round >= value {
                return round;
            }
        }
        let Some(next) = unit.checked_mul(10) else { return value };
        unit = next;
    }
}

fn share(value: i64, most: i64, of: i64) -> i64 {
    i64::try_from(i128::from(value) * i128::from(of) / i128::from(most.max(1))).unwrap_or(of)
}

fn percent_of(value: i64, most: i64) -> String {
    let hundredths = share(value, most, 10_000).max(50);
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

fn percent(part: usize, whole: usize) -> String {
    let hundredths = part * 10_000 / whole.max(1);
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

/// Which bars have a word at their foot: the first, the last, and some between at equal distances.
fn foot_words(bars: usize) -> Vec<usize> {
    let words = bars.min(MOST_FOOT_WORDS);
    if words < 2 {
        return (0..words).collect();
    }
    (0..words).map(|word| word * (bars - 1) / (words - 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_end_at_round_values() {
        let table = [(0, 10), (9, 10), (11, 12), (51, 60), (62_029, 80_000), (100_001, 120_000), (i64::MAX, i64::MAX)];
        for (value, round) in table {
            assert_eq!(round_up(value), round, "{value}");
        }
        assert!((10..10_000).all(|value| round_up(value) * 3 <= value * 4), "no bar leaves a large gap above it");
    }

    #[test]
    fn feet_have_at_most_four_words_with_both_ends() {
        let table = [(0, vec![]), (1, vec![0]), (2, vec![0, 1]), (4, vec![0, 1, 2, 3]), (31, vec![0, 10, 20, 30])];
        for (bars, words) in table {
            assert_eq!(foot_words(bars), words);
        }
    }

    #[test]
    fn u39_a_chart_has_a_name_and_no_style_of_its_own() {
        let words = Words { id: "c", title: "Par jour", description: "Le plus haut" };
        let bars = [("a", 0), ("b", 50), ("<c>", i64::MAX)].map(|(name, value)| Bar { name: name.into(), value });
        for chart in [columns(&words, &bars, |value| value.to_string()), rows(&words, &bars)] {
            let chart = chart.into_string();
            assert!(
                chart.contains("role=\"img\"") && chart.contains("<title id=\"c-name\">Par jour</title>"),
                "{chart}"
            );
            assert!(!chart.contains("style") && !chart.contains("<c>"), "{chart}");
            assert_eq!(chart.matches("<rect").count(), 2, "nothing is no bar: {chart}");
        }
    }
}
