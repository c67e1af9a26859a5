"""Gradient descent and its variants, in NumPy.

Its names and lines follow `../src/optimizers.rs`.
"""

from dataclasses import dataclass

import numpy as np


# ANCHOR: optimizer
@dataclass(frozen=True)
class Descent:
    """Plain gradient descent."""


@dataclass(frozen=True)
class Momentum:
    """Momentum: each step adds a fraction of the previous step."""

    momentum: float


@dataclass(frozen=True)
class AdaGrad:
    """AdaGrad: the steps of a parameter shrink as its squared
    gradients accumulate."""


@dataclass(frozen=True)
class RmsProp:
    """RMSProp: like AdaGrad, but with a decaying average."""

    rho: float


@dataclass(frozen=True)
class Adam:
    """Adam: momentum and RMSProp, both corrected for their bias
    towards 0."""

    beta1: float
    beta2: float


# Prevents division by 0 while all gradients have been 0.
EPSILON = 1e-7


@dataclass
class OptimizerState:
    """The optimizer state of one array of parameters."""

    velocity: np.ndarray  # for Adam, the mean gradient
    cache: np.ndarray  # of squared gradients
    beta1_power: float = 1.0  # β₁ᵗ after t steps
    beta2_power: float = 1.0  # β₂ᵗ

    @classmethod
    def of(cls, w):
        """The state before the first step of w."""
        return cls(np.zeros(w.shape), np.zeros(w.shape))
# ANCHOR_END: optimizer


# ANCHOR: steps
def step(optimizer, w, dw, state, learning_rate):
    """Updates the weights, or biases, w with their gradient dw."""
    match optimizer:
        # ANCHOR: descent
        case Descent():
            w -= learning_rate * dw  # (6.6)
        # ANCHOR_END: descent
        case Momentum(momentum):
            state.velocity *= momentum
            state.velocity -= learning_rate * dw  # (6.8)
            w += state.velocity  # (6.9)
        case AdaGrad():
            state.cache += dw * dw  # (6.10)
            w -= learning_rate * dw / denominator(state.cache)  # (6.11)
        case RmsProp(rho):
            state.cache *= rho
            state.cache += (1.0 - rho) * dw * dw  # (6.12)
            w -= learning_rate * dw / denominator(state.cache)  # (6.11)
        case Adam(beta1, beta2):
            state.velocity *= beta1
            state.velocity += (1.0 - beta1) * dw  # (6.13)
            state.cache *= beta2
            state.cache += (1.0 - beta2) * dw * dw  # (6.14)
            state.beta1_power *= beta1
            state.beta2_power *= beta2
            mean = state.velocity / (1.0 - state.beta1_power)  # (6.15)
            square = state.cache / (1.0 - state.beta2_power)  # (6.16)
            w -= learning_rate * mean / denominator(square)  # (6.17)


def denominator(cache):
    """The denominator of an update: √cache + ε."""
    return np.sqrt(cache) + EPSILON


def decayed(learning_rate, decay, epoch):
    """The learning rate in an epoch, counted from 0."""
    return learning_rate / (1.0 + decay * epoch)  # (6.7)
# ANCHOR_END: steps


# ANCHOR: hyperparameters
@dataclass(frozen=True)
class Hyperparameters:
    """An optimizer with its learning rate."""

    optimizer: object
    learning_rate: float  # in the first epoch
    decay: float  # of the learning rate


# The hyperparameters of every optimizer, by its name.
HYPERPARAMETERS = {
    "descent": Hyperparameters(Descent(), 1.0, 0.0),
    "decay": Hyperparameters(Descent(), 1.0, 1e-3),
    "momentum": Hyperparameters(Momentum(0.9), 1.0, 1e-3),
    "adagrad": Hyperparameters(AdaGrad(), 1.0, 1e-4),
    "rmsprop": Hyperparameters(RmsProp(0.999), 0.02, 1e-5),
    "adam": Hyperparameters(Adam(0.9, 0.999), 0.05, 5e-7),
}
# ANCHOR_END: hyperparameters
