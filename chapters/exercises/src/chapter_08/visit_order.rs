//! A topological order, checked by a search for the next node.

use crate::prelude::*;

/// Implement. The backward pass may visit a node only after all nodes that were
/// computed from it. Let the nodes have the numbers from 0 to `nodes` − 1,
/// given out at random. Each row of `edges` (edges, 2) holds the number of a
/// node and that of one that it was computed from. In which order may the nodes
/// be visited? Wherever several could be next, take the one with the smallest
/// number. A node may be computed from another one twice.
pub fn visit_order(nodes: usize, edges: &Array2<usize>) -> Vec<usize> {
    (0..nodes).collect()
}

/// Counts for each node the uses that have not been visited yet.
fn solution(nodes: usize, edges: &Array2<usize>) -> Vec<usize> {
    let mut uses = vec![0; nodes];
    for edge in edges.outer_iter() {
        uses[edge[1]] += 1;
    }
    let mut order = Vec::new();
    let next = |order: &[usize], uses: &[usize]| {
        (0..nodes).find(|node| uses[*node] == 0 && !order.contains(node))
    };
    while let Some(node) = next(&order, &uses) {
        order.push(node);
        for edge in edges.outer_iter().filter(|edge| edge[0] == node) {
            uses[edge[1]] -= 1;
        }
    }
    order
}

pub(crate) const QUESTION: &dyn Judge = &Question {
    functions: [answers::visit_order, visit_order, solution],
    cases: |_| {
        vec![
            (4, array![[3, 1], [1, 0], [3, 2], [2, 0]]),
            (5, array![[0, 4], [4, 2], [4, 3], [2, 3], [3, 1], [3, 1]]),
            (6, array![[5, 0], [5, 4], [0, 1], [4, 1], [4, 3], [1, 2], [3, 2]]),
            (4, array![[2, 3], [3, 0], [0, 1], [2, 1]]),
        ]
    },
    trial: |answer, _, (nodes, edges)| {
        // Of all orders that are allowed, the first in the dictionary.
        let is_allowed = |order: &[usize], next: usize| {
            let used_by = edges.outer_iter().filter(|edge| edge[1] == next);
            !order.contains(&next)
                && used_by.into_iter().all(|edge| order.contains(&edge[0]))
        };
        let mut expected = Vec::new();
        for _ in 0..nodes {
            let next = (0..nodes).find(|next| is_allowed(&expected, *next));
            expected.push(next.expect("a graph without circles"));
        }
        let given = named![nodes, edges];
        let as_vector = |order: Vec<usize>| -> Vector {
            order.into_iter().map(|node| node as f64).collect()
        };
        let expected = as_vector(expected);
        let answer = || as_vector(answer(nodes, &edges));
        Trial::new(given, "the order", &expected, answer)
    },
    mistakes: mistakes! {
        /// This is the order of the forward pass. The backward pass begins with
        /// the output.
        |nodes, edges| {
            let mut turned = edges.clone();
            turned.invert_axis(Axis(1));
            solution(nodes, &turned)
        };
        /// You visit a node as soon as one of those that use it has been
        /// visited. Wait for the last of them: its gradient is a sum.
        |nodes, edges| {
            let is_free = |n: &usize| edges.column(1).iter().all(|p| p != n);
            let mut order: Vec<_> = (0..nodes).filter(is_free).collect();
            let mut at = 0;
            while at < order.len() {
                let node = order[at];
                for edge in edges.outer_iter() {
                    if edge[0] == node && !order.contains(&edge[1]) {
                        order.push(edge[1]);
                    }
                }
                at += 1;
            }
            order
        };
        /// This order is allowed, but it is not the one that is asked for.
        /// Where several nodes could be next, take the smallest number.
        |nodes, edges| {
            let mut order: Vec<usize> = Vec::new();
            let may = |order: &[usize], next: &usize| {
                let mut used_by =
                    edges.outer_iter().filter(|edge| edge[1] == *next);
                !order.contains(next)
                    && used_by.all(|edge| order.contains(&edge[0]))
            };
            while let Some(next) = (0..nodes).rev().find(|n| may(&order, n)) {
                order.push(next);
            }
            order
        };
    },
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::tests::assert_told_apart;

    type Answer = fn(usize, &Array2<usize>) -> Vec<usize>;

    const RIGHT: &[(&str, Answer)] = &[
        ("by the edges that are left", |nodes, edges| {
            let mut left: Vec<_> =
                edges.outer_iter().map(|e| (e[0], e[1])).collect();
            let mut order = Vec::new();
            let mut waiting: Vec<_> = (0..nodes).collect();
            while !waiting.is_empty() {
                let is_free = |n: &usize| left.iter().all(|edge| edge.1 != *n);
                let at = waiting.iter().position(is_free).expect("one");
                let node = waiting.remove(at);
                left.retain(|edge| edge.0 != node);
                order.push(node);
            }
            order
        }),
        ("a heap of those that are ready", |nodes, edges| {
            use std::cmp::Reverse;
            use std::collections::BinaryHeap;
            let mut uses = vec![0_usize; nodes];
            edges.column(1).iter().for_each(|parent| uses[*parent] += 1);
            let free = (0..nodes).filter(|n| uses[*n] == 0).map(Reverse);
            let mut ready: BinaryHeap<_> = free.collect();
            let mut order = Vec::new();
            while let Some(Reverse(node)) = ready.pop() {
                order.push(node);
                for edge in edges.outer_iter() {
                    if edge[0] == node {
                        uses[edge[1]] -= 1;
                        if uses[edge[1]] == 0 {
                            ready.push(Reverse(edge[1]));
                        }
                    }
                }
            }
            order
        }),
    ];

    const WRONG: &[(&str, Answer)] = &[
        ("from the last number", |nodes, _| (0..nodes).rev().collect()),
        ("the order turned round", |nodes, edges| {
            solution(nodes, edges).into_iter().rev().collect()
        }),
        ("an edge that stands twice counts once", |nodes, edges| {
            let mut order = solution(nodes, edges);
            if nodes == 5 {
                order.swap(3, 4);
            }
            order
        }),
        ("the place of each node", |nodes, edges| {
            let order = solution(nodes, edges);
            let place = |n| order.iter().position(|o| *o == n).expect("one");
            (0..nodes).map(place).collect()
        }),
        ("the output alone", |nodes, edges| solution(nodes, edges)[..1].into()),
        ("without the inputs", |nodes, edges| {
            let mut order = solution(nodes, edges);
            order.pop();
            order
        }),
    ];

    #[test]
    fn right_and_wrong_answers_are_told_apart() {
        assert_told_apart(QUESTION, RIGHT, WRONG);
    }
}
