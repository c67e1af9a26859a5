//! Clipping: a gradient that is too long is shortened.

use chapter_04::dense_layer::DenseGradients;
use mini_numpy::Numpy;

// ANCHOR: clipping
/// The norm of the gradients of all layers, taken together as one vector.
pub fn norm(np: Numpy, gradients: &[DenseGradients]) -> f64 {
    let arrays = gradients.iter().flat_map(|one| [&one.dw, &one.db]);
    let squares = arrays.map(|d| np.sum(&(d * d)));
    np.sqrt(squares.sum::<f64>()) // (7.8)
}

/// Shortens gradients to the norm `clip` if theirs is larger. Their direction
/// stays.
pub fn clip_norm(np: Numpy, gradients: &mut [DenseGradients], clip: f64) {
    let norm = norm(np, gradients);
    if clip < norm {
        for one in gradients {
            one.dw *= clip / norm; // (7.9)
            one.db *= clip / norm; // (7.9)
        }
    }
}
// ANCHOR_END: clipping
