//! Which order of summation printed a number, checked with the orders of the
//! book.

use mini_numpy::Order;

use crate::prelude::*;

/// Implement. A program adds up four products and prints the sum in full.
/// Which of these three orders can it have used: from left to right, two lanes
/// as in (9.3), or four as in (9.4)? Return whether each is possible, in this
/// order. No order is fused, and the products are rounded already.
pub fn which_order(products: [f64; 4], printed: f64) -> [bool; 3] {
    [false; 3]
}

/// Equal to the last bit: a tolerance would let all of them pass.
fn solution([q0, q1, q2, q3]: [f64; 4], printed: f64) -> [bool; 3] {
    [
        ((q0 + q1) + q2) + q3 == printed,
        (q0 + q2) + (q1 + q3) == printed,
        (q0 + q1) + (q2 + q3) == printed,
    ]
}

const ORDERS: [Order; 3] =
    [Order::Sequential, Order::TwoLanes, Order::FourLanes];

pub(crate) const QUESTION: &dyn Judge = &Question {
    functions: [answers::which_order, which_order, solution],
    cases: |random| {
        let mut drawn = |which: usize, differ: &dyn Fn([f64; 3]) -> bool| loop {
            let p: Vector = random.randn(4);
            let products = [p[0], p[1], p[2], p[3]];
            let sums = sums(products);
            if differ(sums) {
                return (products, sums[which]);
            }
        };
        let all = |[a, b, c]: [f64; 3]| a != b && b != c && a != c;
        let lanes_agree = |[a, b, c]: [f64; 3]| a != b && b == c;
        let ends_agree = |[a, b, c]: [f64; 3]| a == c && a != b;
        let mut cases: Vec<_> =
            (0..3).map(|which| drawn(which, &all)).collect();
        cases.extend([drawn(1, &lanes_agree), drawn(0, &ends_agree)]);
        // Next to a sum, but none.
        let (products, _) = drawn(0, &|[a, b, c]| a == b && b == c);
        cases.push((products, sums(products)[0].next_up()));
        cases
    },
    trial: |answer, _, (products, printed)| {
        let expected = sums(products).map(|sum| f64::from(sum == printed));
        let given = named![products, printed];
        let names = "left to right, two lanes, four lanes";
        let answer = || answer(products, printed).map(f64::from);
        Trial::new(given, names, &expected, answer).exactly()
    },
    mistakes: mistakes! {
        /// You allow for a tolerance, or round before you compare. That hides
        /// what you are looking for: these sums differ in their last bits.
        |products, printed| {
            sums(products).map(|sum| (sum - printed).abs() < 1e-12)
        };
        /// You name the first order that fits. Another may give the same sum.
        |products, printed| {
            let fits = solution(products, printed);
            let first = fits.iter().position(|fits| *fits);
            [0, 1, 2].map(|order| first == Some(order))
        };
        /// You swapped the lanes. With two, the even products meet in one and
        /// the odd ones in the other; with four, neighbours are added.
        |products, printed| {
            let [left, two, four] = solution(products, printed);
            [left, four, two]
        };
    },
};

/// The sum in each order. A product with 1 is exact.
fn sums(products: [f64; 4]) -> [f64; 3] {
    let (p, ones) = (Vector::from(products.to_vec()), Vector::ones(4));
    ORDERS.map(|order| Numpy::with_order(order).dot(&p, &ones))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::tests::assert_told_apart;

    type Answer = fn([f64; 4], f64) -> [bool; 3];

    const RIGHT: &[(&str, Answer)] = &[
        ("the difference is 0", |[q0, q1, q2, q3], printed| {
            let (even, odd) = (q2 + q0, q3 + q1);
            [q3 + (q2 + (q1 + q0)), odd + even, (q3 + q2) + (q1 + q0)]
                .map(|sum| sum - printed == 0.0)
        }),
        ("the bits", |products, printed| {
            let bits = printed.to_bits();
            sums(products).map(|sum| sum.to_bits() == bits)
        }),
        ("as text", |products, printed| {
            sums(products).map(|sum| sum.to_string() == printed.to_string())
        }),
    ];

    const WRONG: &[(&str, Answer)] = &[
        ("all", |_, _| [true; 3]),
        ("left to right", |_, _| [true, false, false]),
        ("from right to left", |[q0, q1, q2, q3], printed| {
            let [_, two, four] = solution([q0, q1, q2, q3], printed);
            [((q3 + q2) + q1) + q0 == printed, two, four]
        }),
        ("other lanes", |[q0, q1, q2, q3], printed| {
            let [left, _, four] = solution([q0, q1, q2, q3], printed);
            [left, (q0 + q3) + (q1 + q2) == printed, four]
        }),
        ("16 digits", |products, printed| {
            let text = |x: f64| format!("{x:.13}");
            sums(products).map(|sum| text(sum) == text(printed))
        }),
        ("to within an ulp", |products, printed| {
            let near = |sum: f64| sum.to_bits().abs_diff(printed.to_bits()) < 2;
            sums(products).map(near)
        }),
        ("in 32 bits", |products, printed| {
            #[allow(clippy::cast_possible_truncation, reason = "the mistake")]
            sums(products).map(|sum| sum as f32 == printed as f32)
        }),
        ("what cannot be", |products, printed| {
            solution(products, printed).map(|fits| !fits)
        }),
    ];

    #[test]
    fn right_and_wrong_answers_are_told_apart() {
        assert_told_apart(QUESTION, RIGHT, WRONG);
    }
}
