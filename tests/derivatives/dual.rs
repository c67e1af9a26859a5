//! Dual numbers: a value and its derivative with respect to one entry of a
//! variable.

use std::ops::{Add, Mul, Neg, Sub};

use chapter_05::labels::Labels;
use mini_numpy::{Dot, Elementwise, Numpy, Order};
use ndarray::{Array, Array1, Array2, Axis, Dimension};

/// A float or an array with its derivative with respect to one entry.
#[derive(Clone, Debug)]
pub(crate) struct Dual<X> {
    /// The value that the model computes, rounded in the model's order.
    pub(crate) value: X,
    /// The derivative of the exact value: rounding, including that of nnfs, is
    /// not differentiated.
    pub(crate) derivative: X,
    /// The same sum of products as the derivative, with the absolute values of
    /// its terms. If every term is rounded at most k times, the derivative has
    /// an error of at most about k·u·`magnitude`.
    pub(crate) magnitude: X,
}

/// The parts of a dual number: floats, or arrays of the same shape.
pub(crate) trait Numbers:
    Clone
    + Elementwise<Element = f64, Output = Self>
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Neg<Output = Self>
{
}

impl<X> Numbers for X where
    X: Clone
        + Elementwise<Element = f64, Output = X>
        + Add<Output = X>
        + Sub<Output = X>
        + Mul<Output = X>
        + Neg<Output = X>
{
}

/// The NumPy for derivatives, which no model computes in a particular order.
const PLAIN: Numpy = Numpy::with_order(Order::Sequential);

fn absolute<X: Numbers>(x: &X) -> X {
    x.clone().each(f64::abs)
}

impl<X: Numbers> Dual<X> {
    /// A constant: its derivative is 0.
    pub(crate) fn constant(value: X) -> Self {
        let zero = value.clone().each(|_| 0.0);
        Self { value, derivative: zero.clone(), magnitude: zero }
    }

    /// f(x), given its value and its slope f′(x): the chain rule.
    fn chain(self, value: X, slope: X) -> Self {
        Self {
            value,
            magnitude: absolute(&slope) * self.magnitude,
            derivative: slope * self.derivative,
        }
    }
}

impl<X: Numbers> Add for Dual<X> {
    type Output = Self;

    fn add(self, rhs: Self) -> Self {
        Self {
            value: self.value + rhs.value,
            derivative: self.derivative + rhs.derivative,
            magnitude: self.magnitude + rhs.magnitude,
        }
    }
}

impl<X: Numbers> Sub for Dual<X> {
    type Output = Self;

    fn sub(self, rhs: Self) -> Self {
        Self {
            value: self.value - rhs.value,
            derivative: self.derivative - rhs.derivative,
            magnitude: self.magnitude + rhs.magnitude,
        }
    }
}

/// (xy)′ = x′y + xy′
impl<X: Numbers> Mul for Dual<X> {
    type Output = Self;

    fn mul(self, rhs: Self) -> Self {
        Self {
            magnitude: self.magnitude * absolute(&rhs.value)
                + absolute(&self.value) * rhs.magnitude,
            derivative: self.derivative * rhs.value.clone()
                + self.value.clone() * rhs.derivative,
            value: self.value * rhs.value,
        }
    }
}

impl<X: Numbers> Neg for Dual<X> {
    type Output = Self;

    fn neg(self) -> Self {
        Self { value: -self.value, derivative: -self.derivative, ..self }
    }
}

/// `np.dot(x, w)`: the product rule, applied to every product.
pub(crate) fn dot<X, W, Z>(
    np: Numpy, x: &Dual<Array<f64, X>>, w: &Dual<Array<f64, W>>,
) -> Dual<Z>
where
    X: Dot<f64, W, Product = Z>,
    W: Dimension,
    Z: Numbers,
{
    Dual {
        value: np.dot(&x.value, &w.value),
        derivative: PLAIN.dot(&x.derivative, &w.value)
            + PLAIN.dot(&x.value, &w.derivative),
        magnitude: PLAIN.dot(&x.magnitude, &absolute(&w.value))
            + PLAIN.dot(&absolute(&x.value), &w.magnitude),
    }
}

/// `np.maximum(0.0, z)`: its slope is 1 for positive z, and 0 otherwise.
pub(crate) fn relu<X: Numbers>(np: Numpy, z: &Dual<X>) -> Dual<X> {
    let value = np.maximum(0.0, z.value.clone());
    let slope = z.value.clone().each(|z| f64::from(u8::from(0.0 < z)));
    z.clone().chain(value, slope)
}

/// `np.exp(x)`: its slope is eˣ.
pub(crate) fn exp<X: Numbers>(np: Numpy, x: Dual<X>) -> Dual<X> {
    let value = np.exp(x.value.clone());
    x.chain(value.clone(), value)
}

/// `np.log(x)`: its slope is 1/x.
pub(crate) fn log<X: Numbers>(np: Numpy, x: Dual<X>) -> Dual<X> {
    let value = np.log(x.value.clone());
    let slope = x.value.clone().each(f64::recip);
    x.chain(value, slope)
}

/// `np.tanh(x)`: its slope is 4/(eˣ + e⁻ˣ)².
pub(crate) fn tanh<X: Numbers>(np: Numpy, x: Dual<X>) -> Dual<X> {
    let value = np.tanh(x.value.clone());
    let slope = x.value.clone().each(|x| {
        let sum = PLAIN.exp(x) + PLAIN.exp(-x);
        4.0 / (sum * sum)
    });
    x.chain(value, slope)
}

/// `np.clip(x, min, max)`: its slope is 1 between the bounds, and 0 outside.
pub(crate) fn clip<X: Numbers>(
    np: Numpy, x: Dual<X>, min: f64, max: f64,
) -> Dual<X> {
    let value = np.clip(x.value.clone(), min, max);
    let inside = |x: f64| min < x && x < max;
    let slope = x.value.clone().each(|x| f64::from(u8::from(inside(x))));
    x.chain(value, slope)
}

/// 1/x: its slope is −(1/x)².
pub(crate) fn reciprocal<X: Numbers>(x: Dual<X>) -> Dual<X> {
    let value = x.value.clone().each(|x| 1.0 / x);
    let slope = -(value.clone() * value.clone());
    x.chain(value, slope)
}

/// `np.sum(x)`.
pub(crate) fn sum<D>(np: Numpy, x: &Dual<Array<f64, D>>) -> Dual<f64>
where
    D: Dimension,
{
    Dual {
        value: np.sum(&x.value),
        derivative: PLAIN.sum(&x.derivative),
        magnitude: PLAIN.sum(&x.magnitude),
    }
}

/// `np.mean(x)`.
pub(crate) fn mean<D>(np: Numpy, x: &Dual<Array<f64, D>>) -> Dual<f64>
where
    D: Dimension,
{
    Dual {
        value: np.mean(&x.value),
        derivative: PLAIN.mean(&x.derivative),
        magnitude: PLAIN.mean(&x.magnitude),
    }
}

/// `np.max(x, axis=1, keepdims=True)`: the derivative is that of the largest
/// entry of each row, of the first one if there are several.
pub(crate) fn max_columns(
    np: Numpy,
    x: &Dual<Array2<f64>>, // (samples, classes)
) -> Dual<Array2<f64>> {
    let largest = np.argmax_columns(&x.value); // (samples,)
    let of_largest = |x: &Array2<f64>| {
        let rows = x.outer_iter().zip(&largest).map(|(row, &at)| row[at]);
        rows.collect::<Array1<_>>().insert_axis(Axis(1)) // (samples, 1)
    };
    Dual {
        value: np.max_columns(&x.value),
        derivative: of_largest(&x.derivative),
        magnitude: of_largest(&x.magnitude),
    }
}

/// `np.sum(x, axis=1, keepdims=True)`.
pub(crate) fn sum_columns(
    np: Numpy,
    x: &Dual<Array2<f64>>, // (samples, classes)
) -> Dual<Array2<f64>> {
    Dual {
        value: np.sum_columns(&x.value), // (samples, 1)
        derivative: PLAIN.sum_columns(&x.derivative),
        magnitude: PLAIN.sum_columns(&x.magnitude),
    }
}

/// x − c, with the one column of c subtracted from every column of x.
pub(crate) fn minus_column(
    x: &Dual<Array2<f64>>, // (samples, classes)
    c: &Dual<Array2<f64>>, // (samples, 1)
) -> Dual<Array2<f64>> {
    Dual {
        value: &x.value - &c.value,
        derivative: &x.derivative - &c.derivative,
        magnitude: &x.magnitude + &c.magnitude,
    }
}

/// x / c, with every column of x divided by the one column of c:
/// (x/c)′ = (x′ − x/c·c′)/c
pub(crate) fn over_column(
    x: &Dual<Array2<f64>>, // (samples, classes)
    c: &Dual<Array2<f64>>, // (samples, 1)
) -> Dual<Array2<f64>> {
    let value = &x.value / &c.value;
    let derivative = (&x.derivative - &value * &c.derivative) / &c.value;
    let magnitude =
        (&x.magnitude + absolute(&value) * &c.magnitude) / absolute(&c.value);
    Dual { value, derivative, magnitude }
}

/// The entry of each row in the column of its sample's class.
pub(crate) fn pick(
    labels: &Labels,
    x: &Dual<Array2<f64>>, // (samples, classes)
) -> Dual<Array1<f64>> {
    Dual {
        value: labels.pick(&x.value), // (samples,)
        derivative: labels.pick(&x.derivative),
        magnitude: labels.pick(&x.magnitude),
    }
}
