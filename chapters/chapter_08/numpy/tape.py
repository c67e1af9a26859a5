"""A tape: automatic differentiation in reverse mode, in NumPy. All
values are matrices; a single number is a matrix of one row and one
column.

Its names and lines follow `../src/tape.rs`.
"""

import operator

import numpy as np


# ANCHOR: tape
class Tape:
    """The nodes of a forward pass, in the order in which they were
    computed."""

    def __init__(self):
        """An empty tape."""
        self.nodes = []

    def leaf(self, value):
        """A node that is not computed from others: an input or a
        parameter."""
        return self.push("leaf", value, [], lambda _: [])

    def push(self, operation, value, inputs, rule):
        """Appends a node: its value, its inputs, and the rule that
        leads back."""
        assert all(x.tape is self for x in inputs), "on another tape"
        node = Var(self, operation, value, inputs, rule)
        self.nodes.append(node)
        return node
# ANCHOR_END: tape


# ANCHOR: backward
class Var:
    """A node of a tape. One calculates with it as with its value."""

    def __init__(self, tape, operation, value, inputs, rule):
        """What is kept of one operation. The rule turns the gradient
        of the node into the gradients of its inputs."""
        self.tape = tape
        self.operation = operation
        self.value = value
        self.inputs = inputs  # the nodes that it was computed from
        self.rule = rule

    def backward(self, take_up=operator.add):
        """Backward: from this node, the loss, to all that it was
        computed from. The gradients, by node."""
        assert self.value.shape == (1, 1), "the loss is one number"
        gradients = {self: np.ones((1, 1))}  # (8.1)
        for node in reversed(self.tape.nodes):
            if node not in gradients:
                continue  # no way to the loss
            parts = node.rule(gradients[node])
            for x, part in zip(node.inputs, parts):
                assert part.shape == x.value.shape, node.operation
                if x in gradients:
                    part = take_up(gradients[x], part)  # (8.2)
                gradients[x] = part
        return gradients
# ANCHOR_END: backward

    # ANCHOR: dot
    def dot(self, w):
        """z = x·w, a product of matrices."""
        inputs, x, w = [self, w], self.value, w.value

        def rule(dz):
            dx = np.dot(dz, w.T)  # (8.3)
            dw = np.dot(x.T, dz)  # (8.4)
            return [dx, dw]

        return self.tape.push("dot", np.dot(x, w), inputs, rule)
    # ANCHOR_END: dot

    # ANCHOR: arithmetic
    def __add__(self, b):
        """z = x + b. A matrix of one row is added to every row of the
        other."""
        inputs, x, b = [self, b], self.value, b.value
        is_row = [x.shape[0] == 1, b.shape[0] == 1]

        def rule(dz):
            of_row = np.sum(dz, axis=0, keepdims=True)  # (8.6)
            return [of_row if row else dz for row in is_row]  # (8.5)

        return self.tape.push("+", x + b, inputs, rule)

    def __sub__(self, t):
        """z = x − t."""
        z = self.value - t.value

        def rule(dz):
            return [dz, -dz]  # (8.7)

        return self.tape.push("-", z, [self, t], rule)

    def __mul__(self, w):
        """z = x ⊙ w, entrywise."""
        inputs, x, w = [self, w], self.value, w.value

        def rule(dz):
            return [dz * w, dz * x]  # (8.8)

        return self.tape.push("*", x * w, inputs, rule)
    # ANCHOR_END: arithmetic

    # ANCHOR: functions
    def relu(self):
        """a = max(0, z), entrywise."""
        z = self.value

        def rule(da):
            da_dz = np.where(0.0 < z, 1.0, 0.0)
            return [da * da_dz]  # (8.9)

        return self.tape.push("relu", np.maximum(0.0, z), [self], rule)

    def sigmoid(self):
        """a = σ(z), entrywise."""
        a = 1.0 / (1.0 + np.exp(-self.value))

        def rule(da):
            da_dz = a * (1.0 - a)
            return [da * da_dz]  # (8.10)

        return self.tape.push("sigmoid", a, [self], rule)

    def square(self):
        """z = x², entrywise."""
        x = self.value

        def rule(dz):
            dz_dx = 2.0 * x
            return [dz * dz_dx]  # (8.11)

        return self.tape.push("square", x * x, [self], rule)

    def sum(self):
        """y = x₁ + x₂ + …, over all entries."""
        x, shape = self.value, self.value.shape

        def rule(dy):
            return [np.full(shape, dy[0, 0])]  # (8.12)

        return self.tape.push("sum", np.array([[np.sum(x)]]), [self], rule)
    # ANCHOR_END: functions

    def held(self):
        """The arrays that the rule holds."""
        cells = self.rule.__closure__ or ()
        return [cell.cell_contents for cell in cells]
