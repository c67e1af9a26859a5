//! The orders in which a sum of products can be rounded.
//!
//! They all compute x₀w₀ + x₁w₁ + … of the same numbers, and differ only in
//! which intermediate results they round, and therefore in the last digits.

use std::fmt;
use std::str::FromStr;

// ANCHOR: order
/// The order in which a sum of products is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// From left to right, with every product and every sum rounded:
    /// `((x₀w₀ + x₁w₁) + x₂w₂) + …`.
    Sequential,
    /// From left to right, with each product after the first added to the
    /// running sum in a single rounding: `fma(x₂, w₂, fma(x₁, w₁, x₀w₀))`.
    /// Typical of processors with fused multiply-add (FMA).
    Fused,
    /// Like [`Fused`](Self::Fused), but from the last product to the first.
    FusedBackward,
    /// Even-numbered products in one lane and odd-numbered ones in another; the
    /// lanes are added last: `(x₀w₀ + x₂w₂) + (x₁w₁ + x₃w₃)`. Typical of
    /// 128-bit vector units.
    TwoLanes,
    /// Every fourth product in the same lane; the sums p of the four lanes are
    /// then added in pairs: `(p₀ + p₁) + (p₂ + p₃)`. Typical of 256-bit vector
    /// units.
    FourLanes,
}
// ANCHOR_END: order

impl Order {
    /// All orders, as listed to the user.
    pub const ALL: [Self; 5] = [
        Self::Sequential,
        Self::Fused,
        Self::FusedBackward,
        Self::TwoLanes,
        Self::FourLanes,
    ];

    /// The name that selects the order on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sequential => "sequential",
            Self::Fused => "fused",
            Self::FusedBackward => "fused-backward",
            Self::TwoLanes => "two-lanes",
            Self::FourLanes => "four-lanes",
        }
    }
}

// ANCHOR: sums
impl Order {
    /// Σ xᵢwᵢ of the pairs (xᵢ, wᵢ), rounded in this order; 0.0 if there are
    /// no pairs.
    pub(crate) fn sum_of_products(
        self, pairs: impl DoubleEndedIterator<Item = (f64, f64)>,
    ) -> f64 {
        match self {
            Self::Sequential => sequential(pairs),
            Self::Fused => fused(pairs),
            Self::FusedBackward => fused(pairs.rev()),
            Self::TwoLanes => {
                let [even, odd] = lanes(pairs);
                even + odd // (9.3)
            }
            Self::FourLanes => {
                let [q0, q1, q2, q3] = lanes(pairs);
                (q0 + q1) + (q2 + q3) // (9.4)
            }
        }
    }
}

fn sequential(pairs: impl Iterator<Item = (f64, f64)>) -> f64 {
    pairs
        .map(|(x, w)| x * w)
        .reduce(|total, product| total + product) // (9.1)
        .unwrap_or(0.0)
}

fn fused(mut pairs: impl Iterator<Item = (f64, f64)>) -> f64 {
    // `mul_add` rounds once on every target: if the processor has no such
    // instruction, a library function computes the same result.
    pairs.next().map_or(0.0, |(x0, w0)| {
        pairs.fold(x0 * w0, |total, (x, w)| x.mul_add(w, total)) // (9.2)
    })
}

fn lanes<const N: usize>(pairs: impl Iterator<Item = (f64, f64)>) -> [f64; N] {
    let mut lanes = [0.0; N];
    for (i, (x, w)) in pairs.enumerate() {
        lanes[i % N] += x * w;
    }
    lanes
}
// ANCHOR_END: sums

impl fmt::Display for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Order {
    type Err = UnknownOrder;

    fn from_str(name: &str) -> Result<Self, UnknownOrder> {
        let order = Self::ALL.into_iter().find(|order| order.name() == name);
        order.ok_or_else(|| UnknownOrder(name.to_owned()))
    }
}

/// The error of parsing a name that no [`Order`] has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownOrder(String);

impl fmt::Display for UnknownOrder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = Order::ALL.map(Order::name).join(", ");
        write!(f, "there is no order '{}'; choose one of {names}", self.0)
    }
}

impl std::error::Error for UnknownOrder {}

#[cfg(test)]
mod tests {
    use super::*;

    /// The weights and inputs of the second forward pass of the notebooks'
    /// neuron, after one step of gradient descent.
    const PAIRS: [(f64, f64); 3] =
        [(-3.0 - 0.012, 1.0), (-1.0 + 0.024, -2.0), (2.0 - 0.036, 3.0)];

    /// The loss at iteration 2, as document 002 (fused) and document 004 (two
    /// lanes) print it.
    #[test]
    fn orders_differ_in_the_last_digits() {
        let bias = 1.0 - 0.012;
        let loss = |order: Order| {
            let z = order.sum_of_products(PAIRS.into_iter()) + bias;
            z * z
        };
        assert_eq!(loss(Order::Fused), 33.872_400_000_000_006);
        assert_eq!(loss(Order::TwoLanes), 33.872_399_999_999_985);
    }

    /// From 2⁵³ on, not every integer is a double, so that the results of
    /// 2⁵³ + 1 + 1 − 2⁵³ and of 2⁵³ + 1 + 3 − 2⁵³ show which sums were rounded.
    #[test]
    fn each_order_rounds_the_sums_that_it_documents() {
        let big = 9_007_199_254_740_992.0;
        for (order, with_ones, with_three) in [
            (Order::Sequential, 0.0, 4.0),
            (Order::Fused, 0.0, 4.0),
            (Order::FusedBackward, 2.0, 4.0),
            (Order::TwoLanes, 1.0, 5.0),
            (Order::FourLanes, 1.0, 3.0),
        ] {
            let sum = |x: [f64; 4]| {
                order.sum_of_products(x.into_iter().map(|x| (x, 1.0)))
            };
            assert_eq!(sum([big, 1.0, 1.0, -big]), with_ones, "{order}");
            assert_eq!(sum([big, 1.0, 3.0, -big]), with_three, "{order}");
        }
    }

    #[test]
    fn fused_rounds_a_product_and_a_sum_only_once() {
        let x = 1.0 + f64::EPSILON; // x² needs 105 bits
        let pairs = [(-1.0, 1.0), (x, x)];
        let sum = |order: Order| order.sum_of_products(pairs.into_iter());
        let eps = f64::EPSILON;
        assert_eq!(sum(Order::Sequential), 2.0 * eps);
        assert_eq!(sum(Order::Fused), 2.0 * eps + eps * eps);
    }

    #[test]
    fn no_pairs_sum_to_zero() {
        for order in Order::ALL {
            let sum = order.sum_of_products(std::iter::empty());
            assert_eq!(sum.to_bits(), 0.0_f64.to_bits());
        }
    }

    #[test]
    fn every_name_parses_to_its_order() {
        for order in Order::ALL {
            assert_eq!(order.name().parse(), Ok(order));
        }
        let unknown = "eight-lanes".parse::<Order>().unwrap_err().to_string();
        assert_eq!(
            unknown,
            "there is no order 'eight-lanes'; choose one of sequential, \
             fused, fused-backward, two-lanes, four-lanes"
        );
    }
}
