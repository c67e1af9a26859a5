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
    #[expect(clippy::cast_precision_loss, reason = "beyond 2⁵³ it rounds")]
    pub fn to_f64(&self) -> ArrayD<f64> {
        match self {
            Self::F64(array) => array.clone(),
            Self::F32(array) => array.mapv(f64::from),
            Self::I64(array) => array.mapv(|x| x as f64),
        }
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
        on_array!(self, array => entries(array))
    }

    /// The bits of each number in hex, row after row.
    pub fn bits(&self) -> Vec<String> {
        let hex = |bytes: &[u8]| {
            let digits = bytes.iter().map(|byte| format!("{byte:02x}"));
            digits.collect::<Vec<_>>().concat()
        };
        on_array!(self, array => {
            array.iter().map(|x| hex(&x.to_be_bytes())).collect()
        })
    }

    /// Hashes the bits of all numbers by 64-bit FNV-1a, the hash of Fowler,
    /// Noll and Vo, over the bytes of each number, the lowest first.
    /// Fingerprints are pinned, so the hash must never change; it guards
    /// against accidents, not attacks.
    pub fn fingerprint(&self) -> u64 {
        let bytes: Vec<u8> = on_array!(self, array => {
            array.iter().flat_map(|x| x.to_le_bytes()).collect()
        });
        bytes.into_iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        })
    }
}

fn dtype<T: Element>(_: &ArrayD<T>) -> &'static str {
    T::DTYPE
}

/// A kind of number that a tensor can hold.
pub trait Element: mini_numpy::Element + 'static {
    /// The tensor that holds an array.
    const TENSOR: fn(ArrayD<Self>) -> Tensor;
}

impl Element for f64 {
    const TENSOR: fn(ArrayD<Self>) -> Tensor = Tensor::F64;
}

impl Element for f32 {
    const TENSOR: fn(ArrayD<Self>) -> Tensor = Tensor::F32;
}

impl Element for i64 {
    const TENSOR: fn(ArrayD<Self>) -> Tensor = Tensor::I64;
}

impl<S: Data<Elem: Element>, D: Dimension> From<&ArrayBase<S, D>> for Tensor {
    fn from(array: &ArrayBase<S, D>) -> Self {
        S::Elem::TENSOR(array.to_owned().into_dyn())
    }
}

impl<T: Element> From<T> for Tensor {
    fn from(x: T) -> Self {
        T::TENSOR(arr0(x).into_dyn())
    }
}

#[cfg(test)]
mod tests {
    use ndarray::Array1;

    use super::*;

    fn fingerprint<T: Element, const N: usize>(numbers: [T; N]) -> u64 {
        Tensor::from(&Array1::from_iter(numbers)).fingerprint()
    }

    /// From the test vectors of FNV's authors: the strings "", "foob" and
    /// "chongo was here!", the last two read as numbers.
    #[test]
    fn the_fingerprint_is_fnv_1a() {
        assert_eq!(fingerprint([0.0; 0]), 0xcbf2_9ce4_8422_2325);
        let single = f32::from_le_bytes(*b"foob");
        assert_eq!(fingerprint([single]), 0xdd12_0e79_0c25_12af);
        let two = [b"chongo w", b"as here!"].map(|b| f64::from_le_bytes(*b));
        assert_eq!(fingerprint(two), 0x858e_2fa3_2a55_e61d);
    }

    #[test]
    fn the_sign_of_a_zero_and_the_order_change_the_fingerprint() {
        assert_ne!(fingerprint([0.0]), fingerprint([-0.0]));
        assert_ne!(fingerprint([0.0, 1.0]), fingerprint([1.0, 0.0]));
    }
}
