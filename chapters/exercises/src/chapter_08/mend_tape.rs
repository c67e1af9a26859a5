//! Back along a tape of numbers, checked forwards: by how much the last node
//! moves if one is moved.

use crate::prelude::*;

/// Find the bug. A tape holds nodes, each a number. The first `inputs` of them
/// are given; every further node is computed from two nodes before it, whose
/// numbers stand in a row of `parents` (operations, 2), and its derivatives
/// with respect to the two stand in the same row of `slopes` (operations, 2).
/// Return the derivatives of the last node with respect to every node, itself
/// included. The function in the file of answers follows the tape back from the
/// last node to its parents, theirs, and so on. Its gradients add up, and it is
/// right on many tapes, but not on all.
pub fn mend_tape(
    inputs: usize, parents: &Array2<usize>, slopes: &Array2<f64>,
) -> Array1<f64> {
    let last = inputs + parents.nrows() - 1;
    let mut gradients = Array1::zeros(last + 1);
    gradients[last] = 1.0;
    let mut waiting = vec![last];
    while let Some(node) = waiting.pop() {
        if node < inputs {
            continue;
        }
        for side in [0, 1] {
            let at = [node - inputs, side];
            gradients[parents[at]] += gradients[node] * slopes[at];
            waiting.push(parents[at]);
        }
    }
    gradients
}

/// Each node is visited once, after all that use it: the tape from its end.
fn solution(
    inputs: usize, parents: &Array2<usize>, slopes: &Array2<f64>,
) -> Array1<f64> {
    let last = inputs + parents.nrows() - 1;
    let mut gradients = Array1::zeros(last + 1);
    gradients[last] = 1.0;
    for node in (inputs..=last).rev() {
        for side in [0, 1] {
            let at = [node - inputs, side];
            gradients[parents[at]] += gradients[node] * slopes[at];
        }
    }
    gradients
}

pub(crate) const QUESTION: &dyn Judge = &Question {
    functions: [answers::mend_tape, mend_tape, solution],
    cases: |_| {
        vec![
            // (x·y) + x, then its square; a chain; and a wider one.
            (2, array![[0, 1], [2, 0], [3, 3]]),
            (1, array![[0, 0], [1, 0], [2, 1]]),
            (3, array![[0, 1], [1, 2], [3, 4], [5, 3], [6, 0], [7, 6]]),
        ]
    },
    trial: |answer, random, (inputs, parents)| {
        let slopes: Matrix = random.randn(parents.dim());
        let nodes = inputs + parents.nrows();
        let moves_last = |moved: usize| {
            let mut change = Vector::zeros(nodes);
            change[moved] = 1.0;
            for row in 0..parents.nrows() {
                if moved < inputs + row {
                    let [a, b] = [0, 1].map(|side| {
                        slopes[[row, side]] * change[parents[[row, side]]]
                    });
                    change[inputs + row] = a + b;
                }
            }
            change[nodes - 1]
        };
        let expected: Vector = (0..nodes).map(moves_last).collect();
        let given = named![inputs, parents, slopes];
        let answer = || answer(inputs, &parents, &slopes);
        Trial::new(given, "gradients", &expected, answer)
    },
    mistakes: mistakes! {
        /// You go along the tape from its beginning. The gradient of a node is
        /// known only when all that use it have been visited: begin at the end.
        |inputs, parents, slopes| {
            let operations = parents.nrows();
            let mut gradients = Array1::zeros(inputs + operations);
            gradients[inputs + operations - 1] = 1.0;
            for row in 0..operations {
                for side in [0, 1] {
                    gradients[parents[[row, side]]] +=
                        gradients[inputs + row] * slopes[[row, side]];
                }
            }
            gradients
        };
        /// You keep the first gradient that arrives at a node. All of them are
        /// added up.
        |inputs, parents, slopes| kept(inputs, parents, slopes, true);
        /// You keep the last gradient that arrives at a node. All of them are
        /// added up: that was no bug.
        |inputs, parents, slopes| kept(inputs, parents, slopes, false);
        /// You visit each node once, but some too early. A node may pass its
        /// gradient on only when all nodes that use it have been visited.
        |inputs, parents, slopes| early(inputs, parents, slopes);
        /// You add up the slopes. A slope is multiplied by the gradient of the
        /// node that was computed.
        |inputs, parents, slopes| {
            let mut gradients = Array1::zeros(inputs + parents.nrows());
            gradients[inputs + parents.nrows() - 1] = 1.0;
            for (at, parent) in parents.indexed_iter() {
                gradients[*parent] += slopes[at];
            }
            gradients
        };
        /// You multiply the gradients that arrive at a node. They are added up.
        |inputs, parents, slopes| {
            let operations = parents.nrows();
            let mut gradients = Array1::ones(inputs + operations);
            for row in (0..operations).rev() {
                for side in [0, 1] {
                    let gradient: f64 = gradients[inputs + row];
                    gradients[parents[[row, side]]] *=
                        gradient * slopes[[row, side]];
                }
            }
            gradients
        };
    },
};

/// One gradient of those that arrive at each node: the first, or the last.
fn kept(
    inputs: usize, parents: &Array2<usize>, slopes: &Matrix, first: bool,
) -> Vector {
    let operations = parents.nrows();
    let mut gradients = Vector::zeros(inputs + operations);
    gradients[inputs + operations - 1] = 1.0;
    for row in (0..operations).rev() {
        for side in [0, 1] {
            let parent = parents[[row, side]];
            if !first || gradients[parent] == 0.0 {
                gradients[parent] =
                    gradients[inputs + row] * slopes[[row, side]];
            }
        }
    }
    gradients
}

/// Every node is visited once, when the first gradient has arrived.
fn early(inputs: usize, parents: &Array2<usize>, slopes: &Matrix) -> Vector {
    let last = inputs + parents.nrows() - 1;
    let mut gradients = Vector::zeros(last + 1);
    gradients[last] = 1.0;
    let mut waiting = vec![last];
    let mut visited = vec![false; last + 1];
    while let Some(node) = waiting.pop() {
        if node < inputs || visited[node] {
            continue;
        }
        visited[node] = true;
        for side in [0, 1] {
            let at = [node - inputs, side];
            gradients[parents[at]] += gradients[node] * slopes[at];
            waiting.push(parents[at]);
        }
    }
    gradients
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::tests::{assert_told_apart, backwards};

    type Answer = fn(usize, &Array2<usize>, &Matrix) -> Vector;

    const RIGHT: &[(&str, Answer)] = &[
        ("what every user sends, node by node", |inputs, parents, slopes| {
            let nodes = inputs + parents.nrows();
            let mut gradients = Vector::zeros(nodes);
            gradients[nodes - 1] = 1.0;
            for node in (0..nodes - 1).rev() {
                let uses = parents.indexed_iter().filter(|(_, p)| **p == node);
                let sent = uses.map(|((row, side), _)| {
                    slopes[[row, side]] * gradients[inputs + row]
                });
                gradients[node] = sent.sum();
            }
            gradients
        }),
        ("all paths, one by one", |inputs, parents, slopes| {
            fn along(
                node: usize, gradient: f64, inputs: usize,
                parents: &Array2<usize>, slopes: &Matrix, sum: &mut Vector,
            ) {
                sum[node] += gradient;
                if inputs <= node {
                    for side in [0, 1] {
                        let at = [node - inputs, side];
                        let gradient = gradient * slopes[at];
                        let node = parents[at];
                        along(node, gradient, inputs, parents, slopes, sum);
                    }
                }
            }
            let nodes = inputs + parents.nrows();
            let mut sum = Vector::zeros(nodes);
            along(nodes - 1, 1.0, inputs, parents, slopes, &mut sum);
            sum
        }),
        ("stored backwards", |inputs, parents, slopes| {
            backwards(&solution(inputs, parents, slopes))
        }),
    ];

    const WRONG: &[(&str, Answer)] = &[
        ("the inputs alone", |inputs, parents, slopes| {
            let all = solution(inputs, parents, slopes);
            all.iter().copied().take(inputs).collect()
        }),
        ("the last node has no gradient", |inputs, parents, slopes| {
            let mut all = solution(inputs, parents, slopes);
            all[inputs + parents.nrows() - 1] = 0.0;
            all
        }),
        ("the first side alone", |inputs, parents, slopes| {
            let mut slopes = slopes.clone();
            slopes.column_mut(1).fill(0.0);
            solution(inputs, parents, &slopes)
        }),
        ("the sides swapped", |inputs, parents, slopes| {
            let mut slopes = slopes.clone();
            slopes.invert_axis(Axis(1));
            solution(inputs, parents, &slopes)
        }),
        ("a node of itself counts once", |inputs, parents, slopes| {
            let mut slopes = slopes.clone();
            for (row, parents) in parents.outer_iter().enumerate() {
                if parents[0] == parents[1] {
                    slopes[[row, 1]] = 0.0;
                }
            }
            solution(inputs, parents, &slopes)
        }),
        ("a mean over the uses", |inputs, parents, slopes| {
            let mut all = solution(inputs, parents, slopes);
            for (node, gradient) in all.indexed_iter_mut() {
                let uses = parents.iter().filter(|p| **p == node).count();
                *gradient /= uses.max(1) as f64;
            }
            all
        }),
    ];

    #[test]
    fn right_and_wrong_answers_are_told_apart() {
        assert_told_apart(QUESTION, RIGHT, WRONG);
    }
}
