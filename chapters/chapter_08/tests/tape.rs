//! What a tape does, and what it refuses.

use chapter_08::tape::{Tape, Var};
use harness::{max_distance, numeric_gradient};
use mini_numpy::{Numpy, Order, RandomState};
use ndarray::{Array2, array};

const NP: Numpy = Numpy::with_order(Order::Sequential);

/// The gradient of a loss with respect to its only leaf, from the tape, is the
/// numeric one. The step leaves an error of about h², and rounding one of about
/// 2⁻⁵³/h; with h = 2⁻¹⁷ both are below 2⁻³³, times the third derivative and
/// the loss, which are below 2¹⁰ here.
fn agrees(x: &Array2<f64>, loss: fn(Var<'_>) -> Var<'_>) {
    let tape = Tape::new(NP);
    let leaf = tape.leaf(x.clone());
    let gradient = loss(leaf).backward()[leaf].clone();
    let numeric = numeric_gradient(x, 1.0 / 131_072.0, |x| {
        let tape = Tape::new(NP);
        loss(tape.leaf(x.clone())).value()[[0, 0]]
    });
    let worst = max_distance(&gradient, &numeric);
    assert!(worst < 1.0 / 8_388_608.0, "{worst}: {gradient}, {numeric}");
}

/// No entry is near a kink.
fn some() -> Array2<f64> {
    array![[0.5, -1.0, 2.0], [1.5, 0.25, -0.75], [-0.5, 1.0, 0.125]]
}

#[test]
fn every_rule_is_the_derivative_of_its_operation() {
    agrees(&some(), |x| x.sum());
    agrees(&some(), |x| x.square().sum());
    agrees(&some(), |x| x.relu().square().sum());
    agrees(&some(), |x| x.sigmoid().square().sum());
    agrees(&some(), |x| (x * x.sigmoid()).sum());
    agrees(&some(), |x| (x - x.square()).square().sum());
    agrees(&some(), |x| x.dot(x).square().sum());
    agrees(&some(), |x| (x.square() + x).square().sum());
}

#[test]
fn a_row_that_is_added_gets_the_sum_over_the_rows() {
    agrees(&array![[0.5, -1.0, 2.0]], |b| {
        let x = b.tape().leaf(some());
        ((x + b).square() * (b + x)).sum()
    });
}

/// The same weights twice: each use adds its part.
#[test]
fn a_shared_weight_gets_the_gradients_of_all_its_uses() {
    agrees(&some(), |w| {
        let x = w.tape().leaf(array![[1.0, 2.0, -0.5], [0.25, -1.0, 1.0]]);
        x.dot(w).sigmoid().dot(w).sigmoid().dot(w).square().sum()
    });
}

/// The parts of w's gradient are those of two weights that happen to be equal.
#[test]
fn a_shared_weight_has_the_sum_of_the_gradients_of_two() {
    let mut random = RandomState::seed(5);
    let [x, w]: [Array2<f64>; 2] = [0, 1].map(|_| random.randn((3, 3)));
    let tape = Tape::new(NP);
    let [x, w, one, two] = [x, w.clone(), w.clone(), w].map(|x| tape.leaf(x));
    let shared = x.dot(w).relu().dot(w).sum().square().backward();
    let apart = x.dot(one).relu().dot(two).sum().square().backward();
    // Backward comes through the second use first.
    assert_eq!(shared[w], &apart[two] + &apart[one]);
}

/// What the loss does not depend on has no gradient, even if it was computed
/// after the loss.
#[test]
fn a_node_without_a_way_to_the_loss_is_left_out() {
    let tape = Tape::new(NP);
    let x = tape.leaf(array![[3.0]]);
    let (aside, loss) = (x.sigmoid(), x.square());
    let later = loss.square();
    let gradients = loss.backward();
    assert_eq!(gradients[x], array![[6.0]]);
    for node in [aside, later] {
        let gradient = std::panic::AssertUnwindSafe(|| gradients[node].clone());
        assert!(std::panic::catch_unwind(gradient).is_err());
    }
}

/// Nothing is kept in the tape: no gradient has to be set to zero.
#[test]
fn backward_can_be_repeated() {
    let tape = Tape::new(NP);
    let x = tape.leaf(some());
    let loss = (x.square() + x).sum();
    assert_eq!(loss.backward()[x], loss.backward()[x]);
}

#[test]
fn inputs_stand_before_what_is_computed_from_them() {
    let tape = Tape::new(NP);
    let (x, b) = (tape.leaf(some()), tape.leaf(array![[1.0, 2.0, 3.0]]));
    let _ = (x.dot(x) + b).relu().sum();
    for (i, node) in tape.vars().enumerate() {
        assert!(node.inputs().iter().all(|input| *input < i));
    }
    assert_eq!(
        tape.vars().map(Var::operation).collect::<Vec<_>>(),
        ["leaf", "leaf", "dot", "+", "relu", "sum"]
    );
}

#[test]
#[should_panic(expected = "the loss is one number")]
fn a_loss_of_several_numbers_is_refused() {
    Tape::new(NP).leaf(some()).backward();
}

#[test]
#[should_panic(expected = "an input of + is on another tape")]
fn nodes_of_two_tapes_do_not_mix() {
    let (one, two) = (Tape::new(NP), Tape::new(NP));
    let _ = one.leaf(some()) + two.leaf(some());
}

/// ndarray would repeat the column, and its gradient would have other columns.
#[test]
#[should_panic(expected = "+ repeats")]
fn a_column_is_not_added_to_every_column() {
    let tape = Tape::new(NP);
    let column = tape.leaf(array![[1.0], [2.0], [3.0]]);
    (tape.leaf(some()) + column).sum().backward();
}
