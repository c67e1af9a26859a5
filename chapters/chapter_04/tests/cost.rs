//! Every multiplication that is counted is one that a plain loop performs.

use std::cell::Cell;

use chapter_04::cost::{count, jacobians};
use chapter_04::dense_layer::DenseLayer;
use chapter_04::layers::{Layers, Relu};
use mini_numpy::{Numpy, Order, RandomState};
use ndarray::Array2;

/// Multiplies, and counts how often.
#[derive(Default)]
struct Counter(Cell<usize>);

impl Counter {
    fn times(&self, a: f64, b: f64) -> f64 {
        self.0.set(self.0.get() + 1);
        a * b
    }

    fn dot(&self, a: &Array2<f64>, b: &Array2<f64>) -> Array2<f64> {
        Array2::from_shape_fn((a.nrows(), b.ncols()), |(row, column)| {
            (0..a.ncols())
                .map(|k| self.times(a[[row, k]], b[[k, column]]))
                .sum()
        })
    }

    fn entrywise(&self, a: &Array2<f64>, b: &Array2<f64>) -> Array2<f64> {
        Array2::from_shape_fn(a.dim(), |at| self.times(a[at], b[at]))
    }
}

fn turned(a: &Array2<f64>) -> Array2<f64> {
    a.t().to_owned()
}

#[test]
fn the_counts_are_those_of_plain_loops() {
    let np = Numpy::with_order(Order::Sequential);
    let mut random = RandomState::seed(7);
    for (s, n, k, m) in [(1, 1, 1, 1), (2, 3, 4, 5), (5, 2, 7, 3)] {
        let mut draw = |rows, columns| random.randn((rows, columns));
        let (x, w1, w2) = (draw(s, n), draw(n, k), draw(k, m));
        let (z2_ones, w1_ones) = (Array2::ones((s, m)), Array2::ones((n, k)));
        let w2_ones = Array2::ones((k, m));
        let [b1, b2] = [k, m].map(|neurons| Array2::zeros((1, neurons)));

        let forward = Counter::default();
        let z1 = forward.dot(&x, &w1);
        let slope = z1.mapv(|z| if 0.0 < z { 1.0 } else { 0.0 });
        let a1 = np.maximum(0.0, &z1);
        let _ = forward.dot(&a1, &w2);

        let backward = Counter::default();
        let _ = backward.dot(&turned(&a1), &z2_ones); // dw₂
        let da1 = backward.dot(&z2_ones, &turned(&w2));
        let dz1 = backward.entrywise(&da1, &slope);
        let _ = backward.dot(&turned(&x), &dz1); // dw₁
        let _ = backward.dot(&dz1, &turned(&w1)); // dx

        let forward_mode = Counter::default();
        let dz1 = forward_mode.dot(&x, &w1_ones);
        let da1 = forward_mode.entrywise(&dz1, &slope);
        let _ = forward_mode.dot(&da1, &w2);
        let _ = forward_mode.dot(&a1, &w2_ones);

        let mut layers = Layers(vec![
            Box::new(DenseLayer { w: w1, b: b1 }),
            Box::new(Relu),
            Box::new(DenseLayer { w: w2, b: b2 }),
        ]);
        let values = layers.forward(np, &x);
        let cost = count(&mut layers, &values);
        assert_eq!(cost.forward, forward.0.get());
        assert_eq!(cost.backward, backward.0.get());
        assert_eq!(cost.forward_mode, forward_mode.0.get());
        assert_eq!(cost.parameters, n * k + k + k * m + m);
        assert_eq!(cost.stored, s * (n + k + k));
        let expected = [s * n * s * k, s * k * s * k, s * k * s * m];
        assert_eq!(jacobians(&values), expected);
    }
}
