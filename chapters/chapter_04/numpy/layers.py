"""Layers of any kind in a list of any length, in NumPy.

Its names and lines follow `../src/layers.rs`.
"""

import numpy as np
from chain import slope
from dense_layer import DenseLayer


# ANCHOR: layer
class Layer:
    """A layer: from its inputs x to its outputs a, and from ∂loss/∂a
    to ∂loss/∂x."""

    def forward(self, x):
        """Forward: from x (samples, inputs) to a (samples, outputs)."""
        raise NotImplementedError

    def backward(self, x, a, da):
        """Backward: from da, of the shape of a, to dx, of the shape of
        x, and to the gradients of the parameters."""
        raise NotImplementedError

    def parameters(self):
        """The arrays that the layer learns; a ReLU, for one, has
        none."""
        return []
# ANCHOR_END: layer


# ANCHOR: kinds
class Dense(DenseLayer, Layer):
    """A dense layer, to be chained."""

    def backward(self, x, a, da):
        dw, db, dx = super().backward(x, da)
        return dx, [dw, db]

    def parameters(self):
        return [self.w, self.b]


class Relu(Layer):
    """The ReLU, a layer without parameters."""

    def forward(self, x):
        return np.maximum(0.0, x)  # a = max(0, x)

    def backward(self, x, a, da):
        return da * slope(x), []


class Sigmoid(Layer):
    """The sigmoid. Its slope follows from its outputs."""

    def forward(self, x):
        return 1.0 / (1.0 + np.exp(-x))  # a = σ(x)

    def backward(self, x, a, da):
        return da * (a * (1.0 - a)), []
# ANCHOR_END: kinds


# ANCHOR: layers
def forward(layers, x):
    """Forward: x (samples, inputs), and then what each layer makes of
    what is last in the list. All of it is kept for the way back."""
    values = [x]
    for layer in layers:
        values.append(layer.forward(values[-1]))
    return values


def backward(layers, values, da):
    """Backward: from da, the gradient of the last outputs, to the
    gradients of every layer, in the order of the list."""
    gradients = []
    for l, layer in reversed(list(enumerate(layers))):
        dx, parameters = layer.backward(values[l], values[l + 1], da)
        da = dx  # its inputs are the outputs of the layer before
        gradients.append((dx, parameters))
    gradients.reverse()
    return gradients


def descend(layers, gradients, learning_rate):
    """Gradient descent: a step of every parameter against its
    gradient."""
    for layer, (_, parameters) in zip(layers, gradients):
        for w, dw in zip(layer.parameters(), parameters):
            w -= dw * learning_rate
# ANCHOR_END: layers
