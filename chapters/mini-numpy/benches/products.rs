//! Measures `np.dot` of two matrices on the five products of one epoch of
//! chapter 6: the forward and backward pass of 300 samples through layers of 64
//! and 3 neurons with 2 inputs.
//!
//! ```sh
//! cargo bench -p mini-numpy --bench products
//! python3 chapters/mini-numpy/benches/products.py # the same with NumPy
//! ```

use std::hint::black_box;
use std::time::Instant;

use mini_numpy::{Numpy, Order, RandomState};
use ndarray::{Array2, ArrayView2};

const NP: Numpy = Numpy::with_order(Order::Sequential);
/// Each product is timed in so many batches, of which the fastest counts: the
/// others were interrupted.
const BATCHES: u32 = 50;
const PRODUCTS_IN_A_BATCH: u32 = 100;

fn main() {
    let mut random = RandomState::seed(0);
    let mut matrix = |m, n| random.randn((m, n));
    let x: Array2<f64> = matrix(300, 2);
    let w1 = matrix(2, 64);
    let a1 = matrix(300, 64);
    let w2 = matrix(64, 3);
    let dz2 = matrix(300, 3);
    let dz1 = matrix(300, 64);
    let total: f64 = [
        ("x·w1", x.view(), w1.view()),
        ("a1·w2", a1.view(), w2.view()),
        ("a1ᵀ·dz2", a1.t(), dz2.view()),
        ("dz2·w2ᵀ", dz2.view(), w2.t()),
        ("xᵀ·dz1", x.t(), dz1.view()),
    ]
    .into_iter()
    .map(|(name, a, b)| {
        let time = microseconds(&a, &b);
        println!("{name:<9}{time:6.1} µs");
        time
    })
    .sum();
    println!("together {total:6.1} µs");
}

/// The mean time of one product in the fastest batch.
fn microseconds(a: &ArrayView2<'_, f64>, b: &ArrayView2<'_, f64>) -> f64 {
    let batch = || {
        let start = Instant::now();
        for _ in 0..PRODUCTS_IN_A_BATCH {
            black_box(NP.dot(black_box(a), black_box(b)));
        }
        start.elapsed()
    };
    let fastest = (0..BATCHES).map(|_| batch()).min().expect("batches");
    fastest.as_secs_f64() * 1e6 / f64::from(PRODUCTS_IN_A_BATCH)
}
