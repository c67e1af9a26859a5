//! NumPy's legacy random numbers.

use ndarray::{Array, Array1, Dimension, ShapeBuilder};
use rand::distr::Distribution;
use rand::{Rng, RngExt};
use rand_mt::Mt;

/// `np.random.RandomState`: the generator behind `np.random.seed`.
///
/// The random bits come from MT19937, the 32-bit Mersenne Twister. Uniform
/// numbers have 53 random bits; normal numbers are generated in pairs by
/// Marsaglia's polar method.
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
    generator: Mt,
    /// The second number of the latest normal pair, if not yet drawn.
    spare_normal: Option<f64>,
}

impl RandomState {
    /// `np.random.seed(seed)`. NumPy accepts seeds from 0 to 2³² − 1.
    pub fn seed(seed: u32) -> Self {
        Self { generator: Mt::new(seed), spare_normal: None }
    }

    /// `np.random.rand(*shape)`: uniform on [0, 1), drawn in row-major order.
    pub fn rand<D: Dimension>(
        &mut self, shape: impl ShapeBuilder<Dim = D>,
    ) -> Array<f64, D> {
        Array::from_shape_simple_fn(shape, || self.generator.sample(Uniform53))
    }

    /// `np.random.randn(*shape)`: normal with mean 0 and variance 1, drawn in
    /// row-major order.
    pub fn randn<D: Dimension>(
        &mut self, shape: impl ShapeBuilder<Dim = D>,
    ) -> Array<f64, D> {
        Array::from_shape_simple_fn(shape, || self.normal())
    }

    /// `np.random.permutation(n)`: the numbers below n, shuffled. From the last
    /// place down, each is swapped with one that is drawn from those up to it.
    ///
    /// ```
    /// use mini_numpy::RandomState;
    ///
    /// // np.random.seed(42); np.random.permutation(10)
    /// let order = RandomState::seed(42).permutation(10);
    /// assert_eq!(order.to_vec(), [8, 1, 5, 0, 7, 2, 9, 4, 3, 6]);
    /// ```
    ///
    /// # Panics
    ///
    /// When n is more than 2³².
    pub fn permutation(&mut self, n: usize) -> Array1<usize> {
        let mut order: Array1<_> = (0..n).collect();
        for last in (1..n).rev() {
            order.swap(last, self.up_to(last));
        }
        order
    }

    /// A whole number from 0 to `max`, all equally likely: as many bits as
    /// `max` has, drawn again while they are a larger number.
    fn up_to(&mut self, max: usize) -> usize {
        let max = u32::try_from(max).expect("at most 2³² numbers");
        let mask = u32::MAX.unbounded_shr(max.leading_zeros());
        loop {
            let number = self.generator.next_u32() & mask;
            if number <= max {
                return number as usize;
            }
        }
    }

    /// The next normal number: the spare one, or the first of a new pair.
    fn normal(&mut self) -> f64 {
        self.spare_normal.take().unwrap_or_else(|| {
            let [first, second] = self.generator.sample(PolarPair);
            self.spare_normal = Some(second);
            first
        })
    }
}

/// Uniform on the multiples of 2⁻⁵³ in [0, 1).
///
/// Of two 32-bit words, `a` is the first without its lowest 5 bits and `b` the
/// second without its lowest 6; the number is (2²⁶·a + b) / 2⁵³. This is
/// `genrand_res53` of Matsumoto and Nishimura's `mt19937ar.c`. (rand's own
/// `StandardUniform` combines the words differently.)
struct Uniform53;

impl Distribution<f64> for Uniform53 {
    fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        let a = f64::from(rng.next_u32() >> 5);
        let b = f64::from(rng.next_u32() >> 6);
        (a * 67_108_864.0 + b) / 9_007_199_254_740_992.0
    }
}

/// Two independent normal numbers with mean 0 and variance 1.
///
/// Marsaglia's polar method: draw points (x₁, x₂) in the square [−1, 1)² until
/// one falls inside the unit disc, 0 < r² = x₁² + x₂² < 1. With
/// f = √(−2 ln r² / r²), both f·x₁ and f·x₂ are normal. NumPy returns f·x₂
/// first.
struct PolarPair;

impl Distribution<[f64; 2]> for PolarPair {
    fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> [f64; 2] {
        loop {
            let x1 = 2.0 * rng.sample(Uniform53) - 1.0;
            let x2 = 2.0 * rng.sample(Uniform53) - 1.0;
            let r2 = x1 * x1 + x2 * x2;
            if 0.0 < r2 && r2 < 1.0 {
                let f = (-2.0 * pxfm::f_log(r2) / r2).sqrt();
                return [f * x2, f * x1];
            }
        }
    }
}
