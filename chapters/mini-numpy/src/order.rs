//! The orders in which a sum of products can be rounded.
//!
//! Every order below computes x₀w₀ + x₁w₁ + … of the same numbers. They differ
//! only in where the roundings fall, and so in the last digits.

use std::fmt;
use std::str::FromStr;

// ANCHOR: order
/// The order in which a sum of products rounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Left to right, each product rounded, then each sum:
    /// `((x₀w₀ + x₁w₁) + x₂w₂) + …`.
    Sequential,
    /// Left to right, each product after the first fused into the running sum
    /// and rounded once with it: `fma(x₂, w₂, fma(x₁, w₁, x₀w₀))`. The way of
    /// a processor with FMA.
    Fused,
    /// As [`Fused`](Self::Fused), from the last product to the first.
    FusedBackward,
    /// Even products in one lane, odd ones in another, the lanes added last:
    /// `(x₀w₀ + x₂w₂) + (x₁w₁ + x₃w₃)`. The way of a 128-bit vector unit.
    TwoLanes,
    /// Every fourth product in a lane of its own, the lanes added as
    /// neighbours: `(p₀ + p₁) + (p₂ + p₃)`. The way of a 256-bit vector unit.
    FourLanes,
}
// ANCHOR_END: order

impl Order {
    /// Every order, in the sequence in which they are listed to a reader.
    pub const ALL: [Self; 5] = [
        Self::Sequential,
        Self::Fused,
        Self::FusedBackward,
        Self::TwoLanes,
        Self::FourLanes,
    ];

    /// The name by which a command line chooses the order.
    #[must_use]
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
    /// Σ xᵢwᵢ over `pairs` (xᵢ, wᵢ), rounded in this order; 0.0 for no pairs.
    pub(crate) fn sum_of_products<I>(self, pairs: I) -> f64
    where
        I: DoubleEndedIterator<Item = (f64, f64)>,
    {
        match self {
            Self::Sequential => sequential(pairs),
            Self::Fused => fused(pairs),
            Self::FusedBackward => fused(pairs.rev()),
            Self::TwoLanes => {
                let [even, odd] = lanes(pairs);
                even + odd // (6.3)
            }
            Self::FourLanes => {
                let [p0, p1, p2, p3] = lanes(pairs);
                (p0 + p1) + (p2 + p3) // (6.4)
            }
        }
    }
}

fn sequential(pairs: impl Iterator<Item = (f64, f64)>) -> f64 {
    pairs
        .map(|(x, w)| x * w)
        .reduce(|total, product| total + product) // (6.1)
        .unwrap_or(0.0)
}

fn fused(mut pairs: impl Iterator<Item = (f64, f64)>) -> f64 {
    // `mul_add` rounds once on every target: where the processor has no such
    // instruction, the compiler calls a function that does the same.
    pairs.next().map_or(0.0, |(x0, w0)| {
        pairs.fold(x0 * w0, |total, (x, w)| x.mul_add(w, total)) // (6.2)
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
        Self::ALL
            .into_iter()
            .find(|order| order.name() == name)
            .ok_or_else(|| UnknownOrder(name.to_owned()))
    }
}

/// A name that is no [`Order`]'s.
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

    /// The second forward pass of the notebooks' neuron: the weights after one
    /// step, the inputs, and the bias, which every order adds last.
    const PAIRS: [(f64, f64); 3] =
        [(-3.0 - 0.012, 1.0), (-1.0 + 0.024, -2.0), (2.0 - 0.036, 3.0)];

    /// The loss that three notebooks print at iteration 2, by the order of the
    /// dot product: 33.872400000000006 (document 002, fused) and
    /// 33.872399999999985 (document 004, two lanes).
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

    /// Beyond 2⁵³ a double cannot hold every whole number, so what is left of
    /// 2⁵³ + 1 + 1 − 2⁵³ and of 2⁵³ + 1 + 3 − 2⁵³ tells where each sum was
    /// rounded.
    #[test]
    fn each_order_adds_where_it_says() {
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
    fn fused_rounds_a_product_and_its_sum_once() {
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
