"""Ways to go down a gradient, in NumPy.

The names and lines of `../src/optimizers.rs`.
"""

from dataclasses import dataclass

import numpy as np


# ANCHOR: optimizer
@dataclass(frozen=True)
class Descent:
    """Plain gradient descent."""


@dataclass(frozen=True)
class Momentum:
    """Descent with momentum: a step keeps a share of the one before."""

    momentum: float


@dataclass(frozen=True)
class AdaGrad:
    """AdaGrad: the steps of a parameter shrink with all its
    gradients so far."""


@dataclass(frozen=True)
class RmsProp:
    """RMSProp: as AdaGrad, and older gradients are forgotten."""

    rho: float


@dataclass(frozen=True)
class Adam:
    """Adam: momentum and RMSProp, both corrected for starting
    from 0."""

    beta1: float
    beta2: float


# Keeps a division by 0 out of where there is no gradient yet.
EPSILON = 1e-7


@dataclass
class Memory:
    """What an optimizer remembers of one array of parameters."""

    velocity: np.ndarray  # for Adam, the mean gradient
    cache: np.ndarray  # of the squared gradients
    beta1_power: float = 1.0  # β₁ᵗ after t steps
    beta2_power: float = 1.0  # β₂ᵗ

    @classmethod
    def of(cls, w):
        """The memory before the first step of w."""
        return cls(np.zeros(w.shape), np.zeros(w.shape))
# ANCHOR_END: optimizer


# ANCHOR: steps
def step(optimizer, w, dw, memory, learning_rate):
    """A step of the weights w against their gradient dw; biases
    take the same one."""
    match optimizer:
        case Descent():
            w -= learning_rate * dw  # (5.6)
        case Momentum(momentum):
            memory.velocity *= momentum
            memory.velocity -= learning_rate * dw  # (5.8)
            w += memory.velocity  # (5.9)
        case AdaGrad():
            memory.cache += dw * dw  # (5.10)
            w -= learning_rate * dw / spread(memory.cache)  # (5.11)
        case RmsProp(rho):
            memory.cache *= rho
            memory.cache += (1.0 - rho) * dw * dw  # (5.12)
            w -= learning_rate * dw / spread(memory.cache)  # (5.11)
        case Adam(beta1, beta2):
            memory.velocity *= beta1
            memory.velocity += (1.0 - beta1) * dw  # (5.13)
            memory.cache *= beta2
            memory.cache += (1.0 - beta2) * dw * dw  # (5.14)
            memory.beta1_power *= beta1
            memory.beta2_power *= beta2
            mean = memory.velocity / (1.0 - memory.beta1_power)  # (5.15)
            square = memory.cache / (1.0 - memory.beta2_power)  # (5.16)
            w -= learning_rate * mean / spread(square)  # (5.17)


def spread(cache):
    """How far a parameter's gradients are spread: √cache + ε."""
    return np.sqrt(cache) + EPSILON


def decayed(learning_rate, decay, epoch):
    """The learning rate of an epoch, counted from 0."""
    return learning_rate / (1.0 + decay * epoch)  # (5.7)
# ANCHOR_END: steps


# ANCHOR: recipes
@dataclass(frozen=True)
class Recipe:
    """An optimizer, with its rates."""

    optimizer: object
    learning_rate: float  # of the first epoch
    decay: float  # how fast the learning rate decays


# Every optimizer of the chapter, by its name.
RECIPES = {
    "descent": Recipe(Descent(), 1.0, 0.0),
    "decay": Recipe(Descent(), 1.0, 1e-3),
    "momentum": Recipe(Momentum(0.9), 1.0, 1e-3),
    "adagrad": Recipe(AdaGrad(), 1.0, 1e-4),
    "rmsprop": Recipe(RmsProp(0.999), 0.02, 1e-5),
    "adam": Recipe(Adam(0.9, 0.999), 0.05, 5e-7),
}
# ANCHOR_END: recipes
