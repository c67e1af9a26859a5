//! How large an array is, and by what a layer multiplies a gradient.

use mini_numpy::Numpy;
use ndarray::Array2;

// ANCHOR: sizes
/// The size of an array: the root of the mean of the squares of its entries.
pub fn rms(np: Numpy, x: &Array2<f64>) -> f64 {
    np.sqrt(np.mean(&(x * x))) // (7.2)
}

/// What dz is multiplied by, in size, on its way back through the weights w
/// (inputs, neurons) of one layer and the slopes (samples, inputs) before it.
pub fn factor(np: Numpy, w: &Array2<f64>, slope: &Array2<f64>) -> f64 {
    let neurons = count(w.ncols());
    np.sqrt(neurons) * rms(np, w) * rms(np, slope) // (7.3)
}
// ANCHOR_END: sizes

/// How many there are, as a float.
pub(crate) fn count(n: usize) -> f64 {
    u32::try_from(n).expect("so many fit into no memory").into()
}
