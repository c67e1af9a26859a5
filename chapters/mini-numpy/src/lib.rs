//! NumPy's arithmetic, random numbers and printing, bit for bit.
//!
//! For the same mathematics, one notebook prints `33.872400000000006` and
//! another `33.872399999999985`, because a sum of products can be rounded in
//! several orders. This crate implements these orders and everything else that
//! a printed digit depends on. Its results are the same on every processor and
//! every platform.
//!
//! * [`Numpy`] is the NumPy that ran a notebook: `dot`, `exp`, `log`,
//!   `maximum`, `sum` and more, each with a defined rounding. There is a
//!   constant for every machine that the documents tell of.
//! * [`RandomState`] generates the legacy random numbers of `np.random.seed`.
//! * [`repr()`] prints a number as Python does; [`array_str`] and
//!   [`array_repr`] print an array as NumPy does.
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
mod tanh;

pub use dot::Dot;
pub use float::{Elementwise, Float};
pub use format::Element;
pub use numpy::Numpy;
pub use order::{Order, UnknownOrder};
pub use print::{array_repr, array_str, entries};
pub use random::RandomState;
pub use repr::repr;

// Where the checkout lies, from `.cargo/config.toml`. cargo builds anew, with
// all that rests on it, what was compiled with another value.
const _: Option<&str> = option_env!("BACKPROP_CHECKOUT");
