//! Random networks, the same ones in every run.

use std::fmt::Debug;

use chapter_05::labels::Labels;
use mini_numpy::{Numpy, Order};
use ndarray::{Array1, Array2};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{
    Config, RngAlgorithm, TestCaseError, TestRng, TestRunner,
};

/// The number of networks in a test.
const CASES: u32 = 64;

/// The seed of the random networks.
const SEED: [u8; 32] = *b"every derivative is shown twice.";

/// Checks `fact` on random networks.
pub(crate) fn for_random<C: Debug>(
    cases: impl Strategy<Value = C>,
    fact: impl Fn(C) -> Result<(), TestCaseError>,
) {
    let config = Config {
        cases: CASES,
        // The seed reproduces a failing case, so no file has to record it.
        failure_persistence: None,
        ..Config::default()
    };
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &SEED);
    let mut runner = TestRunner::new_with_rng(config, rng);
    if let Err(failure) = runner.run(&cases, fact) {
        panic!("{failure}");
    }
}

/// Every order used for all products, and the orders of document 003, each with
/// and without `nnfs.init()`.
pub(crate) fn every_numpy() -> impl Iterator<Item = Numpy> {
    Order::ALL
        .map(Numpy::with_order)
        .into_iter()
        .chain([Numpy::DOCUMENT_003])
        .flat_map(|np| [np, np.under_nnfs()])
}

/// A NumPy with a random order for each kind of product.
pub(crate) fn numpy() -> impl Strategy<Value = Numpy> {
    let order = || select(&Order::ALL[..]);
    (order(), order(), order(), order()).prop_map(
        |(vector_vector, matrix_vector, transposed, matrix_matrix)| Numpy {
            vector_vector,
            matrix_vector,
            transposed_matrix_vector: transposed,
            matrix_matrix,
            nnfs: false,
        },
    )
}

/// The same, with or without `nnfs.init()`.
pub(crate) fn numpy_or_nnfs() -> impl Strategy<Value = Numpy> {
    (numpy(), any::<bool>()).prop_map(|(np, nnfs)| Numpy { nnfs, ..np })
}

/// Any double from −2 to 2. Products and sums of such numbers are rounded.
pub(crate) fn real() -> BoxedStrategy<f64> {
    (-2.0..2.0).boxed()
}

/// A multiple of 1/8 from −2 to 2. It has so few bits that every product and
/// sum in a small ReLU network is exact.
pub(crate) fn eighth() -> BoxedStrategy<f64> {
    (-16..=16).prop_map(|eighths| f64::from(eighths) / 8.0).boxed()
}

/// A multiple of `unit`, a power of two, from −max to max.
pub(crate) fn multiple(unit: f64, max: f64) -> BoxedStrategy<f64> {
    let on_grid = move |x: f64| (x / unit).round() * unit;
    (-max..=max).prop_map(on_grid).boxed()
}

/// A vector of `n` numbers.
pub(crate) fn vector(
    n: usize, number: &BoxedStrategy<f64>,
) -> BoxedStrategy<Array1<f64>> {
    vec(number.clone(), n).prop_map(Array1::from_vec).boxed()
}

/// A matrix with `m` rows and `n` columns.
pub(crate) fn matrix(
    (m, n): (usize, usize), number: &BoxedStrategy<f64>,
) -> BoxedStrategy<Array2<f64>> {
    vec(number.clone(), m * n)
        .prop_map(move |entries| {
            Array2::from_shape_vec((m, n), entries).expect("m·n entries")
        })
        .boxed()
}

/// A random class for each sample.
pub(crate) fn labels(
    (samples, classes): (usize, usize),
) -> impl Strategy<Value = Labels> {
    vec(0..classes, samples).prop_map(move |y| {
        let y = Array1::from_vec(y);
        Labels::sparse(&y, (samples, classes)).expect("classes that exist")
    })
}
