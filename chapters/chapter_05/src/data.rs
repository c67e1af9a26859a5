//! The data sets that the notes import: `spiral_data` and `vertical_data` of
//! the package nnfs. Both have 32 bits, but the spiral is computed in 64 from
//! normal numbers of 32, which `np.random.randn` returns under `nnfs.init()`.

use mini_numpy::{Float, Numpy, Order, RandomState};
use ndarray::{Array1, Array2, Axis, concatenate, stack};

/// Without products, the order of summation does not matter.
const NP: Numpy = Numpy::with_order(Order::Sequential);

/// Points x in the plane, and the number of the class of each, one class after
/// the other.
#[expect(missing_docs, reason = "the line above names the fields")]
pub struct Data {
    pub x: Array2<f32>,        // (classes·samples, 2)
    pub labels: Array1<usize>, // (classes·samples,)
}

// ANCHOR: spiral
/// `spiral_data(samples, classes)`: an arm for each class, with Gaussian noise.
pub fn spiral_data(
    random: &mut RandomState, samples: usize, classes: usize,
) -> Data {
    let arm = |k: f64| {
        let noise = normal(random, samples) * 0.2; // (samples,)
        let arm = spiral_arm(k, &noise.mapv(f64::from));
        arm.map(|coordinates| coordinates.mapv(f32::nearest))
    };
    classes_of(arm, samples, classes)
}

/// The arm of class k, from the origin outward: both coordinates of its points
/// (samples,). The noise (samples,) moves each point along its circle.
pub fn spiral_arm(k: f64, noise: &Array1<f64>) -> [Array1<f64>; 2] {
    let samples = noise.len();
    let r = NP.linspace(0.0, 1.0, samples); // (samples,)
    let turn = NP.linspace(4.0 * k, 4.0 * (k + 1.0), samples); // (samples,)
    let angle = (turn + noise) * 2.5; // radians, (samples,)
    [&r * NP.sin(&angle), &r * NP.cos(&angle)]
}
// ANCHOR_END: spiral

// ANCHOR: vertical
/// `vertical_data(samples, classes)`: a cloud for each class, side by side.
pub fn vertical_data(
    random: &mut RandomState, samples: usize, classes: usize,
) -> Data {
    let cloud = |k: f64| {
        let right = normal(random, samples) * 0.1 + f32::nearest(k / 3.0);
        let up = normal(random, samples) * 0.1 + 0.5; // (samples,)
        [right, up]
    };
    classes_of(cloud, samples, classes)
}
// ANCHOR_END: vertical

/// `np.random.randn(n)` under nnfs.
fn normal(random: &mut RandomState, n: usize) -> Array1<f32> {
    random.randn(n).mapv(f32::nearest)
}

/// The points of all classes, from both coordinates (samples,) of each class.
fn classes_of(
    mut coordinates: impl FnMut(f64) -> [Array1<f32>; 2], samples: usize,
    classes: usize,
) -> Data {
    let mut x = Array2::zeros((0, 2));
    for k in (0_u32..).take(classes) {
        let [right, up] = coordinates(k.into());
        let points = stack![Axis(1), right, up]; // (samples, 2)
        x = concatenate![Axis(0), x, points];
    }
    let labels = (0..classes * samples).map(|i| i / samples).collect();
    Data { x, labels }
}
