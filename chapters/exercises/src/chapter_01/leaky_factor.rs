//! How a leaky neuron's loss shrinks, checked against difference quotients.

use crate::prelude::*;

/// Derive. By which factor does one iteration of gradient descent multiply the
/// loss of a leaky neuron whose target is 0, if z stays below 0? (Above 0 it is
/// the factor of the chapter.) `x` is (inputs,), and `lr` the learning rate.
pub fn leaky_factor(np: Numpy, x: &Array1<f64>, slope: f64, lr: f64) -> f64 {
    1.0
}

/// (1 − 2·lr·slope²·(|x|² + 1))², where the 1 comes from the bias.
fn solution(np: Numpy, x: &Array1<f64>, slope: f64, lr: f64) -> f64 {
    let curvature = 2.0 * slope * slope * (np.dot(x, x) + 1.0);
    let z_factor = 1.0 - lr * curvature;
    z_factor * z_factor // the loss is (slope·z)²
}

pub(crate) const QUESTION: &dyn Judge = &Question {
    functions: [answers::leaky_factor, leaky_factor, solution],
    cases: |random| {
        let of_chapter = (array![1.0, -2.0, 3.0], 0.5, 0.01);
        let mut drawn = |slope| (random.randn(4), slope, 0.05);
        vec![of_chapter, drawn(0.25), drawn(0.5), drawn(0.75)]
    },
    trial: |answer, _, (x, slope, lr)| {
        let loss = |w: &Vector, b: f64| {
            let a = super::leaky_relu::leaky(NP.dot(w, &x) + b, slope);
            a * a
        };
        // With the weights −x, z lies well below 0: z = −|x|² − 1.
        let (w, b) = (-&x, -1.0);
        let w_after = &w - lr * quotients(&w, |w| loss(w, b));
        let b_after = b - lr * quotient(b, |b| loss(&w, b));
        let expected = loss(&w_after, b_after) / loss(&w, b);
        let answer = || answer(NP, &x, slope, lr);
        Trial::new(named![x, slope, lr], "the factor", &expected, answer)
    },
    mistakes: mistakes! {
        /// This is the factor of z. The loss is proportional to its square.
        |np, x, s, lr| 1.0 - 2.0 * lr * s * s * (np.dot(x, x) + 1.0);
        /// This is the factor above 0, where the slope is 1. Put the output
        /// slope·z into the loss, and go back from there.
        |np, x, _, lr| solution(np, x, 1.0, lr);
        /// The slope enters twice: forward in the output, and back as ∂a/∂z.
        |np, x, slope, lr| solution(np, x, slope, lr / slope);
        /// The bias learns, too. It moves z like a weight whose input is 1.
        |np, x, slope, lr| {
            let z_factor = 1.0 - 2.0 * lr * slope * slope * np.dot(x, x);
            z_factor * z_factor
        };
        /// The derivative of a square has a factor 2, which you left out.
        |np, x, slope, lr| solution(np, x, slope, lr / 2.0);
    },
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::tests::assert_told_apart;

    type Answer = fn(Numpy, &Vector, f64, f64) -> f64;

    const RIGHT: &[(&str, Answer)] = &[
        ("the square multiplied out", |np, x, slope, lr| {
            let c = lr * slope * slope * (np.dot(x, x) + 1.0);
            1.0 - 4.0 * c + 4.0 * c * c
        }),
        ("the square of the opposite", |np, x, slope, lr| {
            let squares = x.iter().rev().map(|x| x * x).sum::<f64>() + 1.0;
            let opposite = squares * 2.0 * (slope * lr) * slope - 1.0;
            opposite * opposite
        }),
        ("the bias as one more weight", |np, x, slope, lr| {
            let squares = x.iter().fold(1.0, |sum, x| sum + x * x);
            let (a, b) = (1.0, 2.0 * lr * slope * slope * squares);
            (a - b) * (a - b)
        }),
        ("an iteration, with weights of 0", |np, x, slope, lr| {
            let dloss_dz = -2.0 * slope * slope; // b = −1
            let (w, b) = (-lr * dloss_dz * x, -1.0 - lr * dloss_dz);
            let (before, after) = (-slope, slope * (np.dot(&w, x) + b));
            (after * after) / (before * before)
        }),
    ];

    const WRONG: &[(&str, Answer)] = &[
        ("the inputs of the chapter", |np, _, slope, lr| {
            solution(np, &array![1.0, -2.0, 3.0], slope, lr)
        }),
        ("three inputs only", |np, x, slope, lr| {
            let x = x.iter().copied().take(3).collect();
            solution(np, &x, slope, lr)
        }),
        ("a slope of 0.5, typed", |np, x, _, lr| solution(np, x, 0.5, lr)),
        ("a learning rate of 0.01, typed", |np, x, slope, _| {
            solution(np, x, slope, 0.01)
        }),
        ("a learning rate of 0.05, typed", |np, x, slope, _| {
            solution(np, x, slope, 0.05)
        }),
        ("the length, not its square", |np, x, slope, lr| {
            let length = np.sqrt(np.dot(x, x));
            solution(np, &array![np.sqrt(length)], slope, lr)
        }),
        ("the square of the sum", |np, x, slope, lr| {
            solution(np, &array![np.sum(x)], slope, lr)
        }),
        ("the sum of the sizes", |np, x, slope, lr| {
            solution(np, &array![np.sqrt(np.sum(&x.abs()))], slope, lr)
        }),
        ("the slope left out of the bias", |np, x, slope, lr| {
            let weights = slope * slope * np.dot(x, x);
            let z_factor = 1.0 - 2.0 * lr * (weights + 1.0);
            z_factor * z_factor
        }),
        ("the slope once more", |np, x, slope, lr| {
            solution(np, x, slope, lr * slope)
        }),
        ("without the square of the learning rate", |np, x, slope, lr| {
            1.0 - 4.0 * lr * slope * slope * (np.dot(x, x) + 1.0)
        }),
        ("an exponential", |np, x, slope, lr| {
            np.exp(-4.0 * lr * slope * slope * (np.dot(x, x) + 1.0))
        }),
        ("uphill", |np, x, slope, lr| solution(np, x, slope, -lr)),
        ("two iterations", |np, x, slope, lr| {
            let once = solution(np, x, slope, lr);
            once * once
        }),
        ("its reciprocal", |np, x, slope, lr| {
            solution(np, x, slope, lr).recip()
        }),
        ("what is lost", |np, x, s, lr| 1.0 - solution(np, x, s, lr)),
        ("a mean over the inputs", |np, x, slope, lr| {
            let mean = np.dot(x, x) / x.len() as f64;
            solution(np, &array![np.sqrt(mean)], slope, lr)
        }),
        ("half a square", |np, x, slope, lr| {
            let z_factor = 1.0 - lr * slope * slope * (np.dot(x, x) + 1.0);
            z_factor * z_factor / 2.0
        }),
    ];

    #[test]
    fn right_and_wrong_answers_are_told_apart() {
        assert_told_apart(QUESTION, RIGHT, WRONG);
    }
}
