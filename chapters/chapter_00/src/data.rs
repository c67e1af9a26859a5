//! The data sets that the notes import: `spiral_data` and `vertical_data` of
//! the package nnfs, drawn from NumPy's random numbers.
//!
//! Both are stored in 32 bits. The spiral is computed in 64 bits from normal
//! numbers of 32, because `nnfs.init()` makes `np.random.randn` return these.

use mini_numpy::{Float, Numpy, Order, RandomState};
use ndarray::{Array1, Array2, Axis, concatenate, stack};

/// No product is taken here, so that its order does not matter.
const NP: Numpy = Numpy::with_order(Order::Sequential);

/// Points of the plane, and the class of each, one class after the other.
#[derive(Clone, Debug, PartialEq)]
pub struct Data {
    /// The points.
    pub x: Array2<f32>, // (classes·samples, 2)
    /// The number of each point's class.
    pub y: Array1<usize>, // (classes·samples,)
}

// ANCHOR: spiral
/// `spiral_data(samples, classes)`: an arm of a spiral for each class, from
/// the origin outward, its points astray by a normal number.
#[must_use]
pub fn spiral_data(
    random: &mut RandomState,
    samples: usize,
    classes: usize,
) -> Data {
    let arm = |k: f64| {
        let r = NP.linspace(0.0, 1.0, samples); // (samples,)
        let astray = normal(random, samples) * 0.2; // (samples,)
        let t = NP.linspace(4.0 * k, 4.0 * (k + 1.0), samples)
            + astray.mapv(f64::from); // (samples,)
        let angle = t * 2.5;
        [&r * NP.sin(&angle), &r * NP.cos(&angle)].map(|x| x.mapv(f32::nearest))
    };
    classes_of(arm, samples, classes)
}
// ANCHOR_END: spiral

// ANCHOR: vertical
/// `vertical_data(samples, classes)`: a cloud for each class, side by side.
#[must_use]
pub fn vertical_data(
    random: &mut RandomState,
    samples: usize,
    classes: usize,
) -> Data {
    let cloud = |k: f64| {
        let across = normal(random, samples) * 0.1 + f32::nearest(k / 3.0);
        let up = normal(random, samples) * 0.1 + 0.5;
        [across, up]
    };
    classes_of(cloud, samples, classes)
}
// ANCHOR_END: vertical

/// `np.random.randn(n)` under nnfs.
fn normal(random: &mut RandomState, n: usize) -> Array1<f32> {
    random.randn(n).mapv(f32::nearest)
}

/// The points of each class, from their two coordinates (samples,), below each
/// other.
fn classes_of(
    mut coordinates: impl FnMut(f64) -> [Array1<f32>; 2],
    samples: usize,
    classes: usize,
) -> Data {
    let mut x = Array2::zeros((0, 2));
    let mut class = 0.0;
    for _ in 0..classes {
        let [right, up] = coordinates(class);
        let points = stack![Axis(1), right, up]; // (samples, 2)
        x = concatenate![Axis(0), x, points];
        class += 1.0;
    }
    let y = (0..classes * samples).map(|i| i / samples).collect();
    Data { x, y }
}
