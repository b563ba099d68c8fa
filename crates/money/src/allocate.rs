//! Splitting an amount in proportion, to the cent.

use std::cmp::Reverse;

use crate::amount::saturate;

/// Splits `total` cents in proportion to `weights`; the parts add up to `total` exactly.
///
/// Answers one part per weight, in order. Each is its exact share rounded down or up: the cents left
/// after rounding down go one each to the largest remainders, the first of equals first. A weight
/// of zero gets nothing, and a negative one counts as zero; when all weights are zero the split is
/// equal; without weights there is nobody to give to and the answer is empty. The split of a
/// negative total is the mirror of the positive one, so that a refund undoes what was shared out.
pub fn allocate(total: i64, weights: &[i64]) -> Vec<i64> {
    let weights = effective_weights(weights);
    let sum_of_weights: i128 = weights.iter().sum();
    if sum_of_weights == 0 {
        return Vec::new();
    }

    let magnitude = i128::from(total.unsigned_abs());
    // Both factors are below 2^64, so the product stays within an i128.
    let mut parts: Vec<i128> = weights.iter().map(|weight| magnitude * weight / sum_of_weights).collect();

    let mut by_remainder: Vec<usize> = (0..weights.len()).collect();
    // The sort is stable: of equal remainders the first stays first.
    by_remainder.sort_by_key(|&index| Reverse(magnitude * weights[index] % sum_of_weights));
    let mut left = magnitude - parts.iter().sum::<i128>();
    for index in by_remainder {
        if left == 0 {
            break;
        }
        parts[index] += 1;
        left -= 1;
    }

    let sign = i128::from(total.signum());
    parts.into_iter().map(|part| saturate(sign * part)).collect()
}

/// The weights to split by: never negative, and never all zero unless there are none.
fn effective_weights(weights: &[i64]) -> Vec<i128> {
    if weights.iter().all(|&weight| weight <= 0) {
        return vec![1; weights.len()];
    }
    weights.iter().map(|&weight| i128::from(weight.max(0))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_is_split_in_proportion_without_losing_a_cent() {
        let cases: [(i64, &[i64], &[i64]); 12] = [
            (100, &[1, 1], &[50, 50]),
            (100, &[3, 1], &[75, 25]),
            // Of equal remainders, the first gets the cent.
            (100, &[1, 1, 1], &[34, 33, 33]),
            (200, &[1, 1, 1], &[67, 67, 66]),
            // The largest remainder gets it, not the largest weight: 66.67, 33.33 and 5.56, 3.33, 1.11.
            (100, &[1, 2], &[33, 67]),
            (10, &[5, 3, 1], &[6, 3, 1]),
            // Fewer cents than there are to share among.
            (1, &[1, 1, 1], &[1, 0, 0]),
            (1, &[1, 2, 1], &[0, 1, 0]),
            // A weight of zero gets nothing, however many cents are left.
            (100, &[0, 1, 0, 1, 1], &[0, 34, 0, 33, 33]),
            (0, &[1, 2], &[0, 0]),
            (7, &[9], &[7]),
            (100, &[-5, 1, 1], &[0, 50, 50]),
        ];
        for (total, weights, parts) in cases {
            assert_eq!(allocate(total, weights), parts, "{total} by {weights:?}");
        }
    }

    #[test]
    fn weights_that_are_all_zero_make_an_equal_split() {
        assert_eq!(allocate(5, &[0, 0]), [3, 2]);
        assert_eq!(allocate(5, &[0, -1]), [3, 2]);
    }

    #[test]
    fn without_weights_there_are_no_parts() {
        assert_eq!(allocate(5, &[]), []);
    }

    #[test]
    fn a_negative_total_is_split_as_the_mirror_of_the_positive_one() {
        assert_eq!(allocate(-100, &[1, 1, 1]), [-34, -33, -33]);
    }

    #[test]
    fn the_greatest_numbers_do_not_overflow() {
        assert_eq!(allocate(i64::MAX, &[i64::MAX; 2]), [i64::MAX / 2 + 1, i64::MAX / 2]);
        assert_eq!(allocate(i64::MIN, &[i64::MAX]), [i64::MIN]);
        assert_eq!(allocate(i64::MIN, &[1, 1]), [i64::MIN / 2, i64::MIN / 2]);
    }
}
