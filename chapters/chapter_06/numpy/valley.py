"""A neuron of two weights whose loss is a narrow valley, and the tracks of the
optimizers down that valley, in NumPy.

Its names and lines follow `../src/valley.rs`.
"""

import numpy as np
from dense_layer import DenseLayer
from optimizers import (
    AdaGrad, Adam, Descent, Momentum, OptimizerState, RmsProp, step,
)

# ANCHOR: valley
# How many steps each optimizer takes.
STEPS = 20


def samples():
    """The inputs of two samples. The second is five times as large as
    the first."""
    return np.array([[1.0, 5.0], [1.0, -5.0]])  # (samples, inputs)


def start():
    """The neuron before its first step. There is no ReLU, and the bias
    stays 0."""
    w = np.array([[4.0], [1.6]])  # (inputs, neurons)
    return DenseLayer(w, np.array([[0.0]]))  # (1, neurons)


def loss(neuron):
    """The loss, the mean of z² because every target is 0, and its
    gradient."""
    x = samples()
    z = neuron.forward(x)  # (samples, neurons)
    dz = 2.0 * z / 2.0  # of a mean of two squares
    dw = neuron.backward(x, dz).dw  # (inputs, neurons)
    return np.mean(z * z), dw
# ANCHOR_END: valley


TRACKS = {
    "descent": (Descent(), 0.036),
    "momentum": (Momentum(0.7), 0.036),
    "adagrad": (AdaGrad(), 1.0),
    "rmsprop": (RmsProp(0.9), 0.2),
    "adam": (Adam(0.9, 0.999), 0.3),
}


def run(record):
    """Reports the weights and the loss before every step and after the
    last, and what the gradient is multiplied by after each step where
    that changes."""
    record("first_dw", loss(start())[1][:, 0])
    record("learning_rates", [rate for _, rate in TRACKS.values()])
    final_losses = []
    for name, (optimizer, rate) in TRACKS.items():
        neuron = start()
        state = OptimizerState.of(neuron.w)
        weights, losses, rates = [], [], []
        for _ in range(STEPS):
            value, dw = loss(neuron)
            weights.append(neuron.w[:, 0].copy())
            losses.append(value)
            step(optimizer, neuron.w, dw, state, rate)
            if name in ("adagrad", "rmsprop"):
                rates.append(rate / np.sqrt(state.cache[:, 0]))
        weights.append(neuron.w[:, 0].copy())
        losses.append(loss(neuron)[0])
        final_losses.append(losses[-1])
        record(name + "_w", np.array(weights))
        record(name + "_loss", np.array(losses))
        if rates:
            record(name + "_rates", np.array(rates))
    record("final_losses", np.array(final_losses))
