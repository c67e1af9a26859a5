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


def loss(neuron, x):
    """The loss, the mean of z² because every target is 0, and its
    gradient."""
    z = neuron.forward(x)  # (samples, neurons)
    dz = 2.0 * z / 2.0  # of a mean of two squares
    dw = neuron.backward(x, dz).dw  # (inputs, neurons)
    return np.mean(z * z), dw


# The fraction of a step that momentum keeps.
MOMENTUM = 0.7

# The optimizers, each with its learning rate.
OPTIMIZERS = {
    "descent": (Descent(), 0.036),
    "momentum": (Momentum(MOMENTUM), 0.036),
    "adagrad": (AdaGrad(), 1.0),
    "rmsprop": (RmsProp(0.9), 0.2),
    "adam": (Adam(0.9, 0.999), 0.3),
}
# ANCHOR_END: valley


def descended(optimizer, rate, neuron, x):
    """Lets an optimizer descend from a neuron's weights. Returns the
    weights and the losses before every step and after the last, and
    the learning rates of both weights after every step."""
    state = OptimizerState.of(neuron.w)
    weights, losses, rates = [], [], []
    for _ in range(STEPS):
        value, dw = loss(neuron, x)
        weights.append(neuron.w[:, 0].copy())
        losses.append(value)
        step(optimizer, neuron.w, dw, state, rate)
        with np.errstate(divide="ignore"):
            rates.append(rate / np.sqrt(state.cache[:, 0]))
    weights.append(neuron.w[:, 0].copy())
    losses.append(loss(neuron, x)[0])
    return np.array(weights), np.array(losses), np.array(rates)


def run(record):
    """Reports each optimizer's weights and losses, the learning rate of
    each weight after every step where that changes, and the losses at
    the end: in the valley as it is, and in the same valley, turned by
    half a right angle."""
    x, neuron = samples(), start()
    record("first_dw", loss(neuron, x)[1][:, 0])
    record("learning_rates", [rate for _, rate in OPTIMIZERS.values()])
    record("momentum", MOMENTUM)
    final_losses = []
    for name, (optimizer, rate) in OPTIMIZERS.items():
        weights, losses, rates = descended(optimizer, rate, start(), x)
        final_losses.append(losses[-1])
        record(name + "_w", weights)
        record(name + "_loss", losses)
        if name in ("adagrad", "rmsprop"):
            record(name + "_rates", rates)
    record("final_losses", np.array(final_losses))

    c = np.sqrt(0.5)  # the sine and the cosine of half a right angle
    turn = np.array([[c, -c], [c, c]])
    x = np.dot(x, turn.T)  # (samples, inputs)
    w = np.dot(turn, neuron.w)  # (inputs, neurons)
    losses = []
    for optimizer, rate in OPTIMIZERS.values():
        turned = DenseLayer(w.copy(), neuron.b)
        losses.append(descended(optimizer, rate, turned, x)[1][-1])
    record("turned_losses", np.array(losses))
