//! Tensors of the three kinds of numbers that a run reports.

use mini_numpy::{Element as _, array_repr, array_str, entries};
use ndarray::{Array0, ArrayBase, ArrayD, Data, Dimension, arr0};

/// An array of numbers, of any shape. A scalar is a tensor without axes.
#[derive(Clone, Debug, PartialEq)]
pub enum Tensor {
    /// Floats of 64 bits.
    F64(ArrayD<f64>),
    /// Floats of 32 bits.
    F32(ArrayD<f32>),
    /// Whole numbers.
    I64(ArrayD<i64>),
}

/// Evaluates an expression on the array in a tensor, whatever its elements.
macro_rules! on_array {
    ($tensor:expr, $array:ident => $value:expr) => {
        match $tensor {
            Tensor::F64($array) => $value,
            Tensor::F32($array) => $value,
            Tensor::I64($array) => $value,
        }
    };
}

impl Tensor {
    /// NumPy's name of the element type: `float64`, `float32` or `int64`.
    pub fn dtype(&self) -> &'static str {
        on_array!(self, array => dtype(array))
    }

    /// The length of each axis; empty for a scalar.
    pub fn shape(&self) -> &[usize] {
        on_array!(self, array => array.shape())
    }

    /// The numbers as floats of 64 bits. Whole numbers beyond 2⁵³ are rounded.
    pub fn to_f64(&self) -> ArrayD<f64> {
        on_array!(self, array => array.mapv(Element::to_f64))
    }

    /// The number, where there is one alone, as a float of 64 bits.
    pub fn scalar(&self) -> Option<f64> {
        self.to_f64().into_dimensionality().ok().map(Array0::into_scalar)
    }

    /// What Python's `print` shows.
    pub fn str(&self) -> String {
        on_array!(self, array => array_str(array))
    }

    /// What Python's `repr` shows: of an array, `array([1., 2.])`; of a number
    /// alone, its digits, in 32 bits within `np.float32(…)`.
    pub fn repr(&self) -> String {
        match (self, self.shape()) {
            (Self::F32(_), []) => format!("np.float32({})", self.str()),
            (_, []) => self.str(),
            _ => on_array!(self, array => array_repr(array)),
        }
    }

    /// The numbers row after row, each with as many digits as it takes to read
    /// the same number back, as Python prints it alone.
    pub fn numbers(&self) -> Vec<String> {
        on_array!(self, array => array.iter().map(|x| x.repr()).collect())
    }

    /// The numbers as NumPy prints them within the array, row after row: with
    /// at most 8 digits after the point.
    pub fn entries(&self) -> Vec<String> {
        match self.shape() {
            [] => self.numbers(),
            _ => on_array!(self, array => entries(array)),
        }
    }

    /// The bits of each number in hex, row after row.
    pub fn bits(&self) -> Vec<String> {
        on_array!(self, array => array.iter().map(|x| hex(*x)).collect())
    }
}

fn dtype<T: mini_numpy::Element>(_: &ArrayD<T>) -> &'static str {
    T::DTYPE
}

fn hex(x: impl Element) -> String {
    let bytes = x.bytes().rev().map(|byte| format!("{byte:02x}"));
    bytes.collect::<Vec<_>>().concat()
}

/// A kind of number that a tensor can hold: `f64`, `f32` or `i64`.
pub trait Element: mini_numpy::Element + 'static {
    /// The tensor that holds the array.
    fn tensor(array: ArrayD<Self>) -> Tensor;

    /// The number as a float of 64 bits.
    fn to_f64(self) -> f64;

    /// The bits of the number, in as many bytes as it has, the lowest first.
    fn bytes(self) -> impl DoubleEndedIterator<Item = u8>;
}

macro_rules! element {
    ($number:ident, $tensor:ident, $to_f64:expr) => {
        impl Element for $number {
            fn tensor(array: ArrayD<Self>) -> Tensor {
                Tensor::$tensor(array)
            }

            fn to_f64(self) -> f64 {
                $to_f64(self)
            }

            fn bytes(self) -> impl DoubleEndedIterator<Item = u8> {
                self.to_le_bytes().into_iter()
            }
        }
    };
}
element!(f64, F64, f64::from);
element!(f32, F32, f64::from);
element!(i64, I64, rounded);

#[expect(clippy::cast_precision_loss, reason = "beyond 2⁵³ it rounds")]
fn rounded(x: i64) -> f64 {
    x as f64
}

/// What can be reported as a tensor: an array, or a number alone.
pub trait ToTensor {
    /// The tensor of the same numbers.
    fn to_tensor(self) -> Tensor;
}

impl<T: Element, S: Data<Elem = T>, D: Dimension> ToTensor
    for &ArrayBase<S, D>
{
    fn to_tensor(self) -> Tensor {
        T::tensor(self.to_owned().into_dyn())
    }
}

impl<T: Element> ToTensor for T {
    fn to_tensor(self) -> Tensor {
        T::tensor(arr0(self).into_dyn())
    }
}
