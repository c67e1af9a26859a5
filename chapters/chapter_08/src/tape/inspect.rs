//! What a tape holds.

use std::rc::Rc;

use super::{Node, Tape, Var};

impl Tape {
    /// The number of nodes.
    pub fn len(&self) -> usize {
        self.nodes.borrow().len()
    }

    /// Whether there is no node yet.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of numbers in the values of all nodes.
    pub fn numbers(&self) -> usize {
        self.nodes.borrow().iter().map(|node| node.value.len()).sum()
    }

    /// The number of numbers in those values that a rule holds, too: what the
    /// backward pass needs of the forward pass.
    pub fn numbers_needed(&self) -> usize {
        let nodes = self.nodes.borrow();
        let is_held = |node: &&Node| 1 < Rc::strong_count(&node.value);
        nodes.iter().filter(is_held).map(|node| node.value.len()).sum()
    }

    /// The nodes, in order.
    pub fn vars(&self) -> impl Iterator<Item = Var<'_>> {
        (0..self.len()).map(|node| Var { tape: self, node })
    }
}

impl<'t> Var<'t> {
    /// The tape that it is on.
    pub fn tape(self) -> &'t Tape {
        self.tape
    }

    /// The operation that computed it, or `leaf`.
    pub fn operation(self) -> &'static str {
        self.tape.nodes.borrow()[self.node].operation
    }

    /// The numbers of the nodes that it was computed from, counted from 0.
    pub fn inputs(self) -> Vec<usize> {
        self.tape.nodes.borrow()[self.node].inputs.clone()
    }
}
