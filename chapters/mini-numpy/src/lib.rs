//! What NumPy and Python computed and printed, bit for bit.
//!
//! A notebook prints `33.872400000000006` or `33.872399999999985` for the same
//! mathematics, because a sum of products can be rounded in several orders.
//! This crate holds those orders and everything else that a printed digit
//! depends on, and nothing in it asks the processor or the platform:
//!
//! * [`Numpy`], the NumPy that ran a notebook: `dot`, `exp`, `log`, `maximum`
//!   and `sum`, each rounding in a stated order, with one constant for each
//!   machine that is documented;
//! * [`RandomState`], NumPy's legacy generator, `np.random.seed` and all;
//! * [`repr()`], a number as Python prints it, and [`array_str`] and
//!   [`array_repr`], an array as NumPy prints it.
//!
//! ```
//! use mini_numpy::{Numpy, repr};
//! use ndarray::array;
//!
//! let weights = array![-2.988, -1.024, 2.036]; // (3,)
//! let inputs = array![1.0, -2.0, 3.0]; // (3,)
//!
//! let fused = Numpy::DOCUMENT_002.dot(&weights, &inputs);
//! let lanes = Numpy::DOCUMENT_004.dot(&weights, &inputs);
//! assert_eq!(repr(fused), "5.168");
//! assert_eq!(repr(lanes), "5.168000000000001");
//! ```

mod dot;
mod element;
mod elementwise;
mod exp;
mod float;
mod format;
mod log;
mod machines;
mod numpy;
mod order;
mod print;
mod product;
mod random;
mod repr;
mod sum;

pub use dot::Dot;
pub use element::Element;
pub use elementwise::Elementwise;
pub use float::Float;
pub use numpy::Numpy;
pub use order::{Order, UnknownOrder};
pub use print::{array_repr, array_str, entries, integers_str};
pub use random::RandomState;
pub use repr::repr;
