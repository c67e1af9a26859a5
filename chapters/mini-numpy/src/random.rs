//! NumPy's legacy random numbers.

use ndarray::{Array, Dimension, ShapeBuilder};
use rand::Rng;
use rand_mt::Mt;

/// `np.random.RandomState`: the generator behind `np.random.seed`.
///
/// A 32-bit Mersenne Twister seeded by Knuth's recurrence. A uniform number
/// takes two of its words, 53 bits in all; a normal one comes from the polar
/// form of the Box–Muller transform, which yields them in pairs.
///
/// ```
/// use mini_numpy::RandomState;
///
/// // np.random.seed(42); np.random.rand(2)
/// let mut random = RandomState::seed(42);
/// let x = random.rand(2);
/// assert_eq!(x.to_vec(), [0.3745401188473625, 0.9507143064099162]);
/// ```
#[derive(Clone, Debug)]
pub struct RandomState {
    words: Mt,
    /// The second of a pair of normal numbers, until it is asked for.
    second_normal: Option<f64>,
}

impl RandomState {
    /// `np.random.seed(seed)`. NumPy takes seeds from 0 to 2³² − 1.
    #[must_use]
    pub fn seed(seed: u32) -> Self {
        Self { words: Mt::new(seed), second_normal: None }
    }

    /// `np.random.rand(*shape)`: uniform on [0, 1), drawn row after row.
    #[must_use]
    pub fn rand<D, Sh>(&mut self, shape: Sh) -> Array<f64, D>
    where
        D: Dimension,
        Sh: ShapeBuilder<Dim = D>,
    {
        Array::from_shape_simple_fn(shape, || uniform(&mut self.words))
    }

    /// `np.random.randn(*shape)`: normal with mean 0 and variance 1, drawn
    /// row after row.
    #[must_use]
    pub fn randn<D, Sh>(&mut self, shape: Sh) -> Array<f64, D>
    where
        D: Dimension,
        Sh: ShapeBuilder<Dim = D>,
    {
        Array::from_shape_simple_fn(shape, || self.normal())
    }

    /// The next normal number. A point (x₁, x₂) of the unit disc, drawn with
    /// squared radius r², yields two: x₂·f now and x₁·f at the next call, with
    /// f = √(−2 ln r² / r²).
    fn normal(&mut self) -> f64 {
        if let Some(second) = self.second_normal.take() {
            return second;
        }
        loop {
            let x1 = 2.0 * uniform(&mut self.words) - 1.0;
            let x2 = 2.0 * uniform(&mut self.words) - 1.0;
            let r2 = x1 * x1 + x2 * x2;
            if 0.0 < r2 && r2 < 1.0 {
                let f = (-2.0 * pxfm::f_log(r2) / r2).sqrt();
                self.second_normal = Some(f * x1);
                return f * x2;
            }
        }
    }
}

/// NumPy's uniform number: 27 bits of one word and 26 of the next, as a
/// fraction of 2⁵³. (rand's own `random::<f64>()` combines them otherwise.)
fn uniform(words: &mut impl Rng) -> f64 {
    let high = f64::from(words.next_u32() >> 5);
    let low = f64::from(words.next_u32() >> 6);
    (high * 67_108_864.0 + low) / 9_007_199_254_740_992.0
}
