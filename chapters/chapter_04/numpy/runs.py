"""The program of this chapter, in NumPy.

`python runs.py input-gradients` prints its results.
"""

import copy
import sys
from pathlib import Path

# The dense layer is imported from the folder of chapter 0.
CHAPTERS = Path(__file__).resolve().parents[2]
sys.path.append(str(CHAPTERS / "chapter_00" / "numpy"))

import chain as model
import numpy as np
from chain import Chain
from dense_layer import DenseLayer
from difference import H, quotients, tolerance
from input_gradient import by_product, by_sum

LEARNING_RATE = 0.0001
ITERATIONS = 200


def play(record):
    """Reports the gradients of one layer and then of two."""
    one_layer(record)
    two_layers(record)


# ANCHOR: one_layer
def one_layer(record):
    """Computes the input gradient of chapter 2's layer in every way."""
    x = np.array([1.0, 2.0, 3.0, 4.0])  # (4,)
    w = weights()  # (3, 4)
    b = np.array([0.1, 0.2, 0.3])  # (3,)

    z = np.dot(w, x) + b  # (3,)
    y = np.sum(np.maximum(0.0, z))
    dz = np.where(0.0 < z, 2.0 * y, 0.0)  # (3,)

    dense = DenseLayer(
        w=w.T.copy(),  # (4, 3)
        b=b[np.newaxis],  # (1, 3)
    )
    gradients = dense.backward(x[np.newaxis], dz[np.newaxis])

    record("dloss_dz", dz)
    record("dx_by_sum", by_sum(dz, w))
    record("dx_by_product", by_product(dz, w))
    record("dx_of_dense_layer", gradients.dx[0])

    def loss(x):
        y = np.sum(np.maximum(0.0, np.dot(w, x) + b))
        return y * y

    record("dx_quotient", quotients(x, loss))
    # A term of y is rounded as a product, in 3 sums, in adding the bias and in
    # 2 sums. The step changes y by at most h times the sum of a column of w,
    # and all these sums are below 3.
    record("layer_tolerance", tolerance(7.0, y + 3.0 * H))
# ANCHOR_END: one_layer


def weights():
    """The weights of chapter 2's layer (3, 4), with a row per neuron."""
    return np.array([
        [0.1, 0.2, 0.3, 0.4],  # neuron 1
        [0.5, 0.6, 0.7, 0.8],  # neuron 2
        [0.9, 1.0, 1.1, 1.2],  # neuron 3
    ])


# ANCHOR: two_layers
def chain():
    """Two layers in a chain. In each, one neuron is inactive at the
    start."""
    return Chain(
        first=DenseLayer(
            w=weights().T.copy(),  # (4, 3)
            b=np.array([[0.1, -9.0, 0.3]]),  # (1, 3)
        ),
        second=DenseLayer(
            # (3, 3)
            w=np.array([
                [0.5, -0.2, -0.4],  # from neuron 1 of the first layer
                [-0.3, 0.4, 0.1],  # from neuron 2
                [0.2, 0.3, -0.3],  # from neuron 3
            ]),
            b=np.array([[0.1, 0.2, 0.3]]),  # (1, 3)
        ),
    )


def two_layers(record):
    """Compares the gradients of the two layers and trains them."""
    x = np.array([[1.0, 2.0, 3.0, 4.0]])  # (1, 4)
    trained = chain()
    compare_gradients(trained, x, record)
    for iteration in range(ITERATIONS):
        forward = model.forward(trained, x)
        backward = model.backward(trained, x, forward)
        record("loss", iteration, forward.loss)

        model.descend(trained, backward, LEARNING_RATE)
    record("final_w1", trained.first.w)
    record("final_b1", trained.first.b)
    record("final_w2", trained.second.w)
    record("final_b2", trained.second.b)
# ANCHOR_END: two_layers


def compare_gradients(chain, x, record):
    """Reports every gradient of the two layers with its difference
    quotient."""
    forward = model.forward(chain, x)
    second, first = model.backward(chain, x, forward)
    record("x", x)
    record("w1", chain.first.w)
    record("b1", chain.first.b)
    record("w2", chain.second.w)
    record("b2", chain.second.b)
    record("z1", forward.z1)
    record("a1", forward.a1)
    record("z2", forward.z2)
    record("a2", forward.a2)
    record("y", forward.y)

    # The loss of the same chain with one of its arrays changed.
    def loss_with(layer, name):
        def loss(array):
            changed = copy.deepcopy(chain)
            setattr(getattr(changed, layer), name, array)
            return model.forward(changed, x).loss

        return loss

    w1 = loss_with("first", "w")
    b1 = loss_with("first", "b")
    w2 = loss_with("second", "w")
    b2 = loss_with("second", "b")
    record("dw1", first.dw)
    record("dw1_quotient", quotients(chain.first.w, w1))
    record("db1", first.db)
    record("db1_quotient", quotients(chain.first.b, b1))
    record("dw2", second.dw)
    record("dw2_quotient", quotients(chain.second.w, w2))
    record("db2", second.db)
    record("db2_quotient", quotients(chain.second.b, b2))
    record("dx", first.dx)

    def by_x(x):
        return model.forward(chain, x).loss

    record("dx_chain_quotient", quotients(x, by_x))
    record("chain_tolerance", chain_tolerance(chain, x))


def chain_tolerance(chain, x):
    """The tolerance for the two layers, from the same sums of absolute
    values, each increased by the step."""
    def absolute(layer):
        return DenseLayer(w=np.abs(layer.w) + H, b=np.abs(layer.b) + H)

    bound = Chain(first=absolute(chain.first), second=absolute(chain.second))
    # A term of y is rounded as a product, in 3 sums and in adding the bias;
    # again as a product, in 2 sums and in adding the bias; and in 2 sums.
    return tolerance(11.0, model.forward(bound, np.abs(x) + H).y)


RUNS = {"input-gradients": play}

if __name__ == "__main__":
    RUNS[sys.argv[1]](print)
