//! The numeric gradient: a derivative without any calculus.

use std::borrow::Borrow;

use ndarray::{Array, Dimension};

// ANCHOR: central_difference
/// The central difference (loss(+h) − loss(−h)) / 2h: the slope of a loss that
/// is known at a step h up and a step h down.
pub fn central_difference(h: f64, loss_at: impl Fn(f64) -> f64) -> f64 {
    (loss_at(h) - loss_at(-h)) / (2.0 * h) // (4.7)
}
// ANCHOR_END: central_difference

// ANCHOR: numeric_gradient
/// The derivative of the loss with respect to every entry of x, by central
/// differences: one entry at a time is moved by h up and down, and all others
/// stay.
pub fn numeric_gradient<D: Dimension>(
    x: &Array<f64, D>, h: f64, loss: impl Fn(&Array<f64, D>) -> f64,
) -> Array<f64, D> {
    let entries: Vec<_> = x.iter().copied().collect();
    let shaped = |entries| {
        Array::from_shape_vec(x.raw_dim(), entries).expect("as many as x has")
    };
    let slope = |n: usize| {
        central_difference(h, |step| {
            let mut moved = entries.clone();
            moved[n] += step;
            loss(&shaped(moved))
        })
    };
    shaped((0..entries.len()).map(slope).collect())
}
// ANCHOR_END: numeric_gradient

/// The largest distance between two entries at the same place. NaN if one of
/// the distances is. Panics unless there are as many entries of both.
pub fn max_distance<A: Borrow<f64>, B: Borrow<f64>>(
    a: impl IntoIterator<Item = A>, b: impl IntoIterator<Item = B>,
) -> f64 {
    let (a, b) = (Vec::from_iter(a), Vec::from_iter(b));
    assert_eq!(a.len(), b.len(), "as many entries");
    let distances = a.iter().zip(&b).map(|(x, y)| x.borrow() - y.borrow());
    distances.map(f64::abs).fold(0.0, |max, distance| {
        if max < distance || distance.is_nan() { distance } else { max }
    })
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    /// The central difference of a parabola is its derivative, whatever h is.
    #[test]
    fn the_gradient_of_a_parabola_is_exact() {
        let x = array![[1.0, 2.0], [-3.0, 0.5]];
        let gradient =
            numeric_gradient(&x, 0.5, |x| x.iter().map(|x| x * x).sum());
        assert_eq!(gradient, array![[2.0, 4.0], [-6.0, 1.0]]);
    }

    #[test]
    fn the_largest_distance_is_found() {
        assert_eq!(max_distance([1.0, 2.0, 3.0], [1.5, 2.0, 1.0]), 2.0);
        assert_eq!(max_distance([0.0; 0], [0.0; 0]), 0.0);
        assert!(max_distance([f64::NAN, 1.0], [0.0, 0.0]).is_nan());
    }

    #[test]
    #[should_panic(expected = "as many entries")]
    fn a_missing_entry_panics() {
        let _ = max_distance([1.0], [1.0, 2.0]);
    }
}
