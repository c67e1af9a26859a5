//! Compares the optimizers with their formulas for a single parameter.

use chapter_06::optimizers::{
    EPSILON, HYPERPARAMETERS, Hyperparameters, Optimizer, OptimizerState,
    decayed,
};
use mini_numpy::{Numpy, Order, RandomState};
use ndarray::{Array2, array};

const NP: Numpy = Numpy::with_order(Order::Sequential);

/// The gradients of a parameter at successive steps.
const GRADIENTS: [f64; 8] = [0.3, -0.2, 0.7, 0.0, 1e-3, -1.1, 0.05, 1e-9];

const START: f64 = 0.8;
const LEARNING_RATE: f64 = 0.02;

/// The parameter after each step of the optimizer.
fn path(optimizer: Optimizer) -> Vec<f64> {
    let mut p = array![[START]];
    let mut state = OptimizerState::new(&p);
    let step = |dp| {
        let dp = array![[dp]];
        optimizer.step(NP, &mut p, &dp, &mut state, LEARNING_RATE);
        p[[0, 0]]
    };
    GRADIENTS.into_iter().map(step).collect()
}

/// The parameter after each step of a formula that computes its next value from
/// the previous one and the gradient.
fn by_formula(mut step: impl FnMut(f64, f64) -> f64) -> Vec<f64> {
    let steps = GRADIENTS.into_iter().scan(START, |p, dp| {
        *p = step(*p, dp);
        Some(*p)
    });
    steps.collect()
}

fn assert_same_bits(one: &[f64], other: &[f64]) {
    let bits = |x: &[f64]| x.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
    assert_eq!(bits(one), bits(other), "{one:?} and {other:?}");
}

#[test]
fn gradient_descent_steps_against_the_gradient() {
    let formula = by_formula(|p, dp| p - LEARNING_RATE * dp);
    assert_same_bits(&path(Optimizer::Descent), &formula);
}

#[test]
fn momentum_keeps_a_fraction_of_the_previous_step() {
    let mut v = 0.0;
    let formula = by_formula(|p, dp| {
        v = 0.9 * v - LEARNING_RATE * dp;
        p + v
    });
    assert_same_bits(&path(Optimizer::Momentum { momentum: 0.9 }), &formula);
}

#[test]
fn adagrad_divides_by_the_root_of_the_sum_of_squares() {
    let mut cache = 0.0;
    let formula = by_formula(|p, dp| {
        cache += dp * dp;
        p - LEARNING_RATE * dp / (f64::sqrt(cache) + 1e-7)
    });
    assert_same_bits(&path(Optimizer::AdaGrad), &formula);
}

#[test]
fn rmsprop_divides_by_the_root_of_the_mean_square() {
    let rho = 0.999;
    let mut cache = 0.0;
    let formula = by_formula(|p, dp| {
        cache = rho * cache + (1.0 - rho) * dp * dp;
        p - LEARNING_RATE * dp / (f64::sqrt(cache) + 1e-7)
    });
    assert_same_bits(&path(Optimizer::RmsProp { rho }), &formula);
}

#[test]
fn adam_corrects_the_bias_of_both_means() {
    let (beta1, beta2) = (0.9, 0.999);
    let (mut m, mut v) = (0.0, 0.0);
    let (mut power1, mut power2) = (1.0, 1.0);
    let formula = by_formula(|p, dp| {
        m = beta1 * m + (1.0 - beta1) * dp;
        v = beta2 * v + (1.0 - beta2) * dp * dp;
        (power1, power2) = (power1 * beta1, power2 * beta2);
        let (mean, square) = (m / (1.0 - power1), v / (1.0 - power2));
        p - LEARNING_RATE * mean / (f64::sqrt(square) + 1e-7)
    });
    assert_same_bits(&path(Optimizer::Adam { beta1, beta2 }), &formula);
}

#[test]
fn the_entries_of_an_array_do_not_affect_each_others_steps() {
    let mut random = RandomState::seed(41);
    let start: Array2<f64> = random.randn((2, 3));
    let gradients: [Array2<f64>; 3] = [(); 3].map(|()| random.randn((2, 3)));
    for Hyperparameters { optimizer, learning_rate, .. } in HYPERPARAMETERS {
        let mut whole = start.clone();
        let mut state = OptimizerState::new(&whole);
        for dp in &gradients {
            optimizer.step(NP, &mut whole, dp, &mut state, learning_rate);
        }
        for (at, &start) in start.indexed_iter() {
            let mut p = array![[start]];
            let mut state = OptimizerState::new(&p);
            for dp in &gradients {
                let dp = array![[dp[at]]];
                optimizer.step(NP, &mut p, &dp, &mut state, learning_rate);
            }
            assert_same_bits(&[whole[at]], &[p[[0, 0]]]);
        }
    }
}

/// Nor is anything divided by 0.
#[test]
fn gradients_of_0_from_the_start_move_nothing() {
    for Hyperparameters { optimizer, .. } in HYPERPARAMETERS {
        let mut p = array![[START]];
        let mut state = OptimizerState::new(&p);
        for _ in 0..3 {
            let dp = array![[0.0]];
            optimizer.step(NP, &mut p, &dp, &mut state, LEARNING_RATE);
        }
        assert_eq!(p, array![[START]]);
    }
}

#[test]
fn after_a_gradient_of_0_only_optimizers_with_a_velocity_move() {
    for Hyperparameters { optimizer, .. } in HYPERPARAMETERS {
        let mut p = array![[START]];
        let mut state = OptimizerState::new(&p);
        let mut step = |dp| {
            let dp = array![[dp]];
            optimizer.step(NP, &mut p, &dp, &mut state, LEARNING_RATE);
            p[[0, 0]]
        };
        let moves = step(0.5) != step(0.0);
        let has_velocity = matches!(
            optimizer,
            Optimizer::Momentum { .. } | Optimizer::Adam { .. }
        );
        assert_eq!(moves, has_velocity, "{optimizer:?}");
    }
}

/// |dp|/(√dp² + ε) = 1/(1 + ε/|dp|) differs from 1 by less than ε/|dp|. At most
/// 10 roundings come on top.
#[test]
fn the_first_steps_of_adagrad_and_adam_are_as_long_as_the_learning_rate() {
    let adam = Optimizer::Adam { beta1: 0.9, beta2: 0.999 };
    for optimizer in [Optimizer::AdaGrad, adam] {
        for dp in [-40.0_f64, -1.0, 0.5, 0.01] {
            let mut p = array![[0.0]];
            let mut state = OptimizerState::new(&p);
            let gradient = array![[dp]];
            optimizer.step(NP, &mut p, &gradient, &mut state, LEARNING_RATE);
            let step = -LEARNING_RATE * dp.signum();
            let allowed = EPSILON / dp.abs() + 10.0 * f64::EPSILON;
            let error = (p[[0, 0]] - step).abs();
            assert!(error <= LEARNING_RATE * allowed, "{optimizer:?}, {dp}");
        }
    }
}

#[test]
fn the_learning_rate_is_halved_after_one_over_the_decay() {
    assert_eq!(decayed(0.7, 0.0, 12_345.0), 0.7);
    assert_eq!(decayed(0.7, 1e-3, 0.0), 0.7);
    assert_eq!(decayed(1.0, 1.0 / 1024.0, 1024.0), 0.5);
    assert_eq!(decayed(1.0, 1.0 / 1024.0, 3072.0), 0.25);
}

#[test]
fn hyperparameters_are_found_by_name() {
    for hyperparameters in HYPERPARAMETERS {
        assert_eq!(
            Hyperparameters::named(hyperparameters.name),
            Some(hyperparameters)
        );
    }
    assert_eq!(Hyperparameters::named("Adam"), None);
}

/// ndarray alone would broadcast a gradient of one entry.
#[test]
#[should_panic(expected = "of other weights")]
fn a_gradient_of_other_weights_is_refused() {
    let mut w = Array2::ones((2, 3));
    let mut state = OptimizerState::new(&w);
    let adam = Hyperparameters::named("adam").expect("a name").optimizer;
    adam.step(NP, &mut w, &array![[1.0]], &mut state, LEARNING_RATE);
}
