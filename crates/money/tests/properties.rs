//! What holds for every amount, not only for the examples beside the code.

use money::{AmountError, MAX_AMOUNT, Rounded, VatRate, allocate, net_of, parse_amount, parse_decimal, vat_table};
use proptest::collection::vec;
use proptest::prelude::*;

/// Amounts of any size, most of them as small as those of a shop: that is where rounding bites.
fn amount() -> impl Strategy<Value = i64> {
    prop_oneof![
        3 => -50_i64..=50,
        5 => -100_000_i64..=100_000,
        1 => -MAX_AMOUNT..=MAX_AMOUNT,
        1 => prop_oneof![Just(MAX_AMOUNT), Just(-MAX_AMOUNT)],
    ]
}

fn rate() -> impl Strategy<Value = VatRate> {
    let basis_points = prop_oneof![
        4 => prop_oneof![Just(0_u32), Just(210), Just(550), Just(850), Just(1_000), Just(2_000)],
        1 => 0_u32..=10_000,
    ];
    basis_points.prop_filter_map("at most 100 %", VatRate::new)
}

fn lines() -> impl Strategy<Value = Vec<(i64, VatRate)>> {
    let mixed = vec((amount(), rate()), 0..40);
    // Many small lines of one rate have the most odd cents to absorb.
    let small = (vec(-50_i64..=50, 0..200), rate())
        .prop_map(|(grosses, rate)| grosses.into_iter().map(|gross| (gross, rate)).collect());
    prop_oneof![mixed, small]
}

/// Nothing is rounded here: numerator over denominator, compared exactly.
fn is_within_one(whole: i128, numerator: i128, denominator: i128) -> bool {
    (whole * denominator - numerator).abs() <= denominator
}

fn round_half_away(numerator: i128, denominator: i128) -> i128 {
    numerator.signum() * ((2 * numerator.abs() + denominator) / (2 * denominator))
}

/// The digits of an amount with the marks of a language.
fn written(cents: i64, exponent: u32, thousands: &str, decimal: &str) -> String {
    let exponent = exponent as usize;
    let digits = format!("{:0>width$}", cents.unsigned_abs(), width = exponent + 1);
    let (whole, fraction) = digits.split_at(digits.len() - exponent);
    let mut text = String::from(if cents < 0 { "-" } else { "" });
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push_str(thousands);
        }
        text.push(digit);
    }
    if exponent > 0 {
        text.push_str(decimal);
        text.push_str(fraction);
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_parts_of_a_vat_table_make_the_whole(lines in lines()) {
        let table = vat_table(&lines);
        let gross: i64 = lines.iter().map(|line| line.0).sum();
        prop_assert_eq!(table.gross_cents, gross);
        prop_assert_eq!(table.net_cents + table.vat_cents, table.gross_cents);
        prop_assert_eq!(table.net_cents, table.rows.iter().map(|row| row.net_cents).sum::<i64>());
        prop_assert_eq!(table.vat_cents, table.rows.iter().map(|row| row.vat_cents).sum::<i64>());
        prop_assert_eq!(gross, table.rows.iter().map(|row| row.gross_cents).sum::<i64>());
        prop_assert_eq!(table.net_cents, table.line_nets.iter().sum::<i64>());
        for row in &table.rows {
            prop_assert_eq!(row.net_cents + row.vat_cents, row.gross_cents);
            prop_assert_eq!(row.net_cents, net_of(row.gross_cents, row.rate));
        }
        prop_assert!(table.rows.windows(2).all(|pair| pair[0].rate > pair[1].rate));
    }

    #[test]
    fn the_lines_of_a_rate_make_its_row(lines in lines()) {
        let table = vat_table(&lines);
        prop_assert_eq!(table.line_nets.len(), lines.len());
        for row in &table.rows {
            let of_rate =
                || lines.iter().zip(&table.line_nets).filter(|(line, _)| line.1 == row.rate);
            prop_assert!(of_rate().count() > 0);
            prop_assert_eq!(of_rate().map(|(line, _)| line.0).sum::<i64>(), row.gross_cents);
            prop_assert_eq!(of_rate().map(|(_, net)| *net).sum::<i64>(), row.net_cents);
        }
    }

    #[test]
    fn a_line_is_at_most_a_cent_off_its_own_rounding_and_keeps_its_sign(lines in lines()) {
        let table = vat_table(&lines);
        for (&(gross, rate), &net) in lines.iter().zip(&table.line_nets) {
            prop_assert!((net - net_of(gross, rate)).abs() <= 1);
            prop_assert!((gross.min(0)..=gross.max(0)).contains(&net), "{} of {}", net, gross);
        }
    }

    #[test]
    fn the_odd_cents_are_in_the_largest_lines(
        grosses in vec(1_000_i64..100_000, 1..60),
        rate in rate(),
    ) {
        let lines: Vec<_> = grosses.iter().map(|&gross| (gross, rate)).collect();
        let table = vat_table(&lines);
        let (moved, unmoved): (Vec<usize>, Vec<usize>) = (0..lines.len())
            .partition(|&index| table.line_nets[index] != net_of(grosses[index], rate));
        let smallest_moved = moved.iter().map(|&index| grosses[index]).min();
        let largest_unmoved = unmoved.iter().map(|&index| grosses[index]).max();
        if let (Some(smallest_moved), Some(largest_unmoved)) = (smallest_moved, largest_unmoved) {
            prop_assert!(smallest_moved >= largest_unmoved);
        }
    }

    #[test]
    fn the_vat_of_a_row_is_its_rate_of_its_net_within_a_cent(lines in lines()) {
        for row in vat_table(&lines).rows {
            let basis_points = i128::from(row.rate.basis_points());
            let from_net = round_half_away(i128::from(row.net_cents) * basis_points, 10_000);
            prop_assert!((i128::from(row.vat_cents) - from_net).abs() <= 1, "{:?}", row);
        }
    }

    #[test]
    fn negation_mirrors_the_vat_table(lines in lines()) {
        let negated: Vec<_> = lines.iter().map(|&(gross, rate)| (-gross, rate)).collect();
        let mut table = vat_table(&lines);
        for row in &mut table.rows {
            row.net_cents = -row.net_cents;
            row.vat_cents = -row.vat_cents;
            row.gross_cents = -row.gross_cents;
        }
        table.line_nets.iter_mut().for_each(|net| *net = -*net);
        table.net_cents = -table.net_cents;
        table.vat_cents = -table.vat_cents;
        table.gross_cents = -table.gross_cents;
        prop_assert_eq!(vat_table(&negated), table);
    }

    #[test]
    fn no_amount_panics_a_vat_table(lines in vec((any::<i64>(), rate()), 0..10)) {
        prop_assert_eq!(vat_table(&lines).line_nets.len(), lines.len());
    }

    #[test]
    fn the_net_is_the_nearest_cent(gross in amount(), rate in rate()) {
        let divisor = 10_000 + i128::from(rate.basis_points());
        let exact = i128::from(gross) * 10_000;
        let error = i128::from(net_of(gross, rate)) * divisor - exact;
        prop_assert!(2 * error.abs() <= divisor);
    }

    #[test]
    fn shares_make_the_whole_and_are_within_a_cent_of_exact(
        total in any::<i64>(),
        weights in vec(prop_oneof![Just(0_i64), 0_i64..=100, 0..=i64::MAX], 1..30),
    ) {
        let parts = allocate(total, &weights);
        prop_assert_eq!(parts.len(), weights.len());
        let whole: i128 = parts.iter().map(|&part| i128::from(part)).sum();
        prop_assert_eq!(whole, i128::from(total));

        let all: i128 = weights.iter().map(|&weight| i128::from(weight)).sum();
        for (&part, &weight) in parts.iter().zip(&weights) {
            let (weight, all) = match all {
                0 => (1, weights.len() as i128),
                _ => (i128::from(weight), all),
            };
            prop_assert!(is_within_one(i128::from(part), i128::from(total) * weight, all));
            prop_assert!(weight > 0 || part == 0);
        }
    }

    #[test]
    fn negation_mirrors_the_shares(total in amount(), weights in vec(0_i64..=1_000, 0..30)) {
        let mirrored: Vec<i64> = allocate(total, &weights).iter().map(|part| -part).collect();
        prop_assert_eq!(allocate(-total, &weights), mirrored);
    }

    #[test]
    fn a_greater_weight_never_gets_less(
        total in 0_i64..=MAX_AMOUNT,
        weights in vec(0_i64..=50, 2..10),
    ) {
        let parts = allocate(total, &weights);
        for (index, &part) in parts.iter().enumerate() {
            for (other, &other_part) in parts.iter().enumerate() {
                prop_assert!(weights[index] <= weights[other] || part >= other_part);
            }
        }
    }

    #[test]
    fn an_amount_is_read_back_as_it_was_written(
        cents in amount(),
        exponent in prop_oneof![Just(0_u32), Just(2), Just(3), Just(4)],
        marks in prop_oneof![
            Just((" ", ",")),
            Just(("\u{202F}", ",")),
            Just(("\u{A0}", ",")),
            Just(("\u{2009}", ".")),
            Just((".", ",")),
            Just((",", ".")),
            Just(("", ",")),
            Just(("", ".")),
        ],
        dressing in prop_oneof![
            Just(("", "")),
            Just(("€", "")),
            Just(("", "\u{A0}€")),
            Just((" £ ", " ")),
        ],
    ) {
        let number = written(cents, exponent, marks.0, marks.1);
        let text = format!("{}{number}{}", dressing.0, dressing.1);
        prop_assert_eq!(parse_amount(&text, exponent), Ok(cents), "{:?}", text);
        prop_assert_eq!(parse_amount(&text.replace('-', "\u{2212}"), exponent), Ok(cents));
    }

    #[test]
    fn a_decimal_is_read_back_as_it_was_written(
        cents in amount(),
        exponent in 0_u32..=6,
        zeros in 0_usize..40,
    ) {
        let mut text = written(cents, exponent, "", ".");
        prop_assert_eq!(parse_decimal(&text, exponent), Ok(Rounded { cents, exact: true }));
        if exponent > 0 {
            text.push_str(&"0".repeat(zeros));
            prop_assert_eq!(parse_decimal(&text, exponent), Ok(Rounded { cents, exact: true }));
        }
    }

    #[test]
    fn a_decimal_is_rounded_to_the_nearest_and_mirrors(units in -MAX_AMOUNT..=MAX_AMOUNT) {
        // Written with seven decimals and read with two: five are rounded away.
        let text = written(units, 7, "", ".");
        let rounded = parse_decimal(&text, 2);
        let cents = round_half_away(i128::from(units), 100_000);
        prop_assert_eq!(rounded.map(|rounded| i128::from(rounded.cents)), Ok(cents));
        prop_assert_eq!(rounded.map(|rounded| rounded.exact), Ok(units % 100_000 == 0));

        let mirrored = parse_decimal(&written(-units, 7, "", "."), 2);
        prop_assert_eq!(
            mirrored.map(|mirrored| -mirrored.cents),
            rounded.map(|rounded| rounded.cents)
        );
    }

    #[test]
    fn three_digits_after_a_single_mark_are_never_guessed(
        whole in 1_u32..=999,
        fraction in 0_u32..=999,
        mark in prop_oneof![Just('.'), Just(',')],
    ) {
        let text = format!("{whole}{mark}{fraction:03}");
        prop_assert_eq!(parse_amount(&text, 2), Err(AmountError::Ambiguous));
    }

    #[test]
    fn no_text_panics_a_parser(text in any::<String>(), exponent in any::<u32>()) {
        let _ = (parse_amount(&text, exponent), parse_decimal(&text, exponent));
    }

    #[test]
    fn no_text_that_looks_like_an_amount_panics_a_parser_or_leaves_the_bounds(
        text in vec(prop_oneof![
            4 => prop::char::range('0', '9'),
            3 => prop::sample::select(vec!['.', ',', ' ', '\u{202F}', '\u{200B}']),
            1 => prop::sample::select(vec!['-', '+', '\u{2212}', '€', '$', 'e', 'é']),
        ], 0..24),
        exponent in 0_u32..=5,
    ) {
        let text: String = text.into_iter().collect();
        let bounds = -MAX_AMOUNT..=MAX_AMOUNT;
        let typed = parse_amount(&text, exponent);
        let filed = parse_decimal(&text, exponent);
        if let Ok(cents) = typed {
            prop_assert!(bounds.contains(&cents));
        }
        if let Ok(rounded) = filed {
            prop_assert!(bounds.contains(&rounded.cents));
        }
        // What both read, they read alike.
        if let (Ok(cents), Ok(rounded)) = (typed, filed) && exponent > 0 {
            prop_assert_eq!(Rounded { cents, exact: true }, rounded);
        }
    }
}
