"""What a gradient costs, counted from the shapes of a pass, in NumPy.

Its names and lines follow `../src/cost.rs`.
"""

from dataclasses import dataclass


@dataclass
class Cost:
    """What one pass of a list of dense layers and ReLUs costs."""

    parameters: int = 0  # how many numbers the layers learn
    forward: int = 0  # the multiplications of a forward pass
    backward: int = 0  # of a backward pass
    forward_mode: int = 0  # of a pass of forward mode
    stored: int = 0  # the numbers that the backward pass needs


# ANCHOR: count
def product(left, right):
    """The multiplications of a matrix product: each of its entries is
    a sum of as many products as the left matrix has columns."""
    assert left[1] == right[0], "the shapes do not fit"
    return left[0] * right[1] * left[1]


def count(layers, values):
    """Counts what the passes of a list cost, from what its forward
    pass computed: x and the outputs of every layer."""
    cost = Cost()
    for l, layer in enumerate(layers):
        x, a = values[l].shape, values[l + 1].shape
        cost.stored += values[l].size
        if layer.parameters():
            w, b = layer.parameters()
            cost.parameters += w.size + b.size
            cost.forward += product(x, w.shape)  # x·w
            cost.backward += product(x[::-1], a)  # xᵀ·dz
            cost.backward += product(a, w.shape[::-1])  # dz·wᵀ
            cost.forward_mode += product(x, w.shape)  # x·∂w/∂θ
            if l > 0:
                cost.forward_mode += product(x, w.shape)  # ∂x/∂θ·w
        else:
            cost.backward += values[l].size  # da ⊙ slope
            cost.forward_mode += values[l].size  # ∂z/∂θ ⊙ slope
    return cost
# ANCHOR_END: count


def of_backpropagation(cost):
    """The whole gradient by backpropagation: a forward and a backward
    pass."""
    return cost.forward + cost.backward


def of_forward_mode(cost):
    """By forward mode: a forward pass, and one more for each
    parameter."""
    return cost.forward + cost.parameters * cost.forward_mode


def of_differences(cost):
    """By central differences: two forward passes for each parameter."""
    return 2 * cost.parameters * cost.forward


def jacobians(values):
    """For each layer, how many entries the matrix of the derivatives
    of all its outputs with respect to all its inputs has."""
    return [x.size * a.size for x, a in zip(values, values[1:])]
