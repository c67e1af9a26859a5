//! A tape: automatic differentiation in reverse mode. All values are matrices;
//! a single number is a matrix of one row and one column.

mod inspect;
mod losses;

use std::cell::RefCell;
use std::ops::{Add, Index, Mul, Sub};
use std::{ptr, rc::Rc};

use mini_numpy::Numpy;
use ndarray::{Array2, array};

// ANCHOR: tape
/// The nodes of a forward pass, in the order in which they were computed.
pub struct Tape {
    np: Numpy,
    nodes: RefCell<Vec<Node>>,
}

/// What is kept of one operation.
struct Node {
    operation: &'static str,
    value: Rc<Array2<f64>>,
    inputs: Vec<usize>, // the nodes that it was computed from
    rule: Rule,
}

/// Turns the gradient of a node into the gradients of its inputs.
type Rule = Box<dyn Fn(&Array2<f64>) -> Vec<Array2<f64>>>;

/// A node of a tape. One calculates with it as with its value.
#[derive(Clone, Copy)]
pub struct Var<'t> {
    tape: &'t Tape,
    node: usize,
}

impl Tape {
    /// An empty tape, with the arithmetic of `np`.
    pub fn new(np: Numpy) -> Self {
        Self { np, nodes: RefCell::default() }
    }

    /// A node that is not computed from others: an input or a parameter.
    pub fn leaf(&self, value: Array2<f64>) -> Var<'_> {
        self.push("leaf", value, [], |_| [])
    }

    /// Appends a node: its value, its inputs, and the rule that leads back.
    fn push<'t, const N: usize>(
        &'t self, operation: &'static str, value: impl Into<Rc<Array2<f64>>>,
        inputs: [Var<'t>; N],
        rule: impl Fn(&Array2<f64>) -> [Array2<f64>; N] + 'static,
    ) -> Var<'t> {
        let ours = inputs.iter().all(|x| ptr::eq(x.tape, self));
        assert!(ours, "an input of {operation} is on another tape");
        let inputs = inputs.map(|x| x.node).into();
        let rule: Rule = Box::new(move |dz| rule(dz).into());
        let node = Node { operation, value: value.into(), inputs, rule };
        self.nodes.borrow_mut().push(node);
        Var { tape: self, node: self.nodes.borrow().len() - 1 }
    }
}
// ANCHOR_END: tape

// ANCHOR: backward
impl Var<'_> {
    /// The value, shared with the tape.
    pub fn value(self) -> Rc<Array2<f64>> {
        Rc::clone(&self.tape.nodes.borrow()[self.node].value)
    }

    /// Backward: from this node, the loss, to all that it was computed from.
    pub fn backward(self) -> Gradients {
        self.backward_by(|sum, part| *sum += &part)
    }

    /// The same, with another way to take up a part of a gradient.
    pub fn backward_by(
        self, take_up: impl Fn(&mut Array2<f64>, Array2<f64>),
    ) -> Gradients {
        assert_eq!(self.value().dim(), (1, 1), "the loss is one number");
        let nodes = self.tape.nodes.borrow();
        let mut gradients = vec![None; nodes.len()];
        gradients[self.node] = Some(array![[1.0]]); // (8.1)
        for (i, node) in nodes.iter().enumerate().rev() {
            // All inputs of node i come before it.
            let (before, rest) = gradients.split_at_mut(i);
            let Some(dz) = &rest[0] else { continue }; // no way to the loss
            for (&input, part) in node.inputs.iter().zip((node.rule)(dz)) {
                let shape = nodes[input].value.dim();
                assert_eq!(part.dim(), shape, "{} repeats", node.operation);
                match &mut before[input] {
                    Some(sum) => take_up(sum, part), // (8.2)
                    none => *none = Some(part),
                }
            }
        }
        Gradients(gradients)
    }
}

/// The gradient of the loss with respect to each node.
pub struct Gradients(Vec<Option<Array2<f64>>>);

/// `gradients[w]` is ∂loss/∂w. Panics if the loss does not depend on w.
impl Index<Var<'_>> for Gradients {
    type Output = Array2<f64>;

    fn index(&self, w: Var<'_>) -> &Array2<f64> {
        self.0[w.node].as_ref().expect("the loss does not depend on it")
    }
}
// ANCHOR_END: backward

// ANCHOR: dot
impl Var<'_> {
    /// z = x·w, a product of matrices.
    pub fn dot(self, w: Self) -> Self {
        let (tape, np, inputs) = (self.tape, self.tape.np, [self, w]);
        let [x, w] = inputs.map(Self::value);
        tape.push("dot", np.dot(&x, &w), inputs, move |dz| {
            let dx = np.dot(dz, &w.t()); // (8.3)
            let dw = np.dot(&x.t(), dz); // (8.4)
            [dx, dw]
        })
    }
}
// ANCHOR_END: dot

// ANCHOR: arithmetic
impl Add for Var<'_> {
    type Output = Self;

    /// z = x + b. A matrix of one row is added to every row of the other.
    fn add(self, b: Self) -> Self {
        let (tape, np, inputs) = (self.tape, self.tape.np, [self, b]);
        let [x, b] = inputs.map(Self::value);
        let is_row = [x.nrows() == 1, b.nrows() == 1];
        tape.push("+", &*x + &*b, inputs, move |dz| {
            let of_row = || np.sum_rows(dz); // (8.6)
            is_row.map(|row| if row { of_row() } else { dz.clone() }) // (8.5)
        })
    }
}

impl Sub for Var<'_> {
    type Output = Self;

    /// z = x − t.
    fn sub(self, t: Self) -> Self {
        let z = &*self.value() - &*t.value();
        self.tape.push("-", z, [self, t], |dz| [dz.clone(), -dz]) // (8.7)
    }
}

impl Mul for Var<'_> {
    type Output = Self;

    /// z = x ⊙ w, entrywise.
    fn mul(self, w: Self) -> Self {
        let (tape, inputs) = (self.tape, [self, w]);
        let [x, w] = inputs.map(Self::value);
        tape.push("*", &*x * &*w, inputs, move |dz| {
            [dz * &*w, dz * &*x] // (8.8)
        })
    }
}
// ANCHOR_END: arithmetic

// ANCHOR: functions
impl Var<'_> {
    /// a = max(0, z), entrywise.
    pub fn relu(self) -> Self {
        let (np, z) = (self.tape.np, self.value());
        self.tape.push("relu", np.maximum(0.0, &*z), [self], move |da| {
            let da_dz = z.mapv(|z| if 0.0 < z { 1.0 } else { 0.0 });
            [da * da_dz] // (8.9)
        })
    }

    /// a = σ(z), entrywise.
    pub fn sigmoid(self) -> Self {
        let (np, z) = (self.tape.np, self.value());
        let a = Rc::new(1.0 / (1.0 + np.exp(-&*z)));
        self.tape.push("sigmoid", Rc::clone(&a), [self], move |da| {
            let da_dz = &*a * (1.0 - &*a);
            [da * da_dz] // (8.10)
        })
    }

    /// z = x², entrywise.
    pub fn square(self) -> Self {
        let x = self.value();
        self.tape.push("square", &*x * &*x, [self], move |dz| {
            let dz_dx = 2.0 * &*x;
            [dz * dz_dx] // (8.11)
        })
    }

    /// y = x₁ + x₂ + …, over all entries.
    pub fn sum(self) -> Self {
        let (np, x, shape) = (self.tape.np, self.value(), self.value().dim());
        self.tape.push("sum", array![[np.sum(&x)]], [self], move |dy| {
            [Array2::from_elem(shape, dy[[0, 0]])] // (8.12)
        })
    }
}
// ANCHOR_END: functions
