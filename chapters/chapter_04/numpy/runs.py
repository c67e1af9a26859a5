"""The programs of this chapter, in NumPy.

`python runs.py input-gradients` prints the results of the run of that name.
"""

import copy
import sys

import chain as model
import cost as costs
import forward_mode
import layers as chained
import numpy as np
from chain import Chain
from dense_layer import DenseLayer
from difference import H, numeric_gradient, tolerance
from input_gradient import by_product, by_sum
from layers import Dense, Relu, Sigmoid

LEARNING_RATE = 0.0001
ITERATIONS = 200


def run(record):
    """Compares the gradients of one layer and of two, trains the two,
    and reports it all."""
    x, chain = start()
    compare_one_layer(record)
    compare_two_layers(chain, x, record)

    def observe(iteration, chain, forward, backward):
        record("loss", iteration, forward.loss)

    train(ITERATIONS, chain, x, observe)
    record("final_w1", chain.first.w)
    record("final_b1", chain.first.b)
    record("final_w2", chain.second.w)
    record("final_b2", chain.second.b)
    record("final_z2", model.forward(chain, x).z2)
    x, chain = start()
    second, _ = model.backward(chain, x, model.forward(chain, x))
    record("da1", second.dx)


# ANCHOR: three_ways
def three_ways(w, b, x, dz):
    """The gradient with respect to the inputs (inputs,) of chapter
    2's layer: as a sum, as a product, and as a dense layer passes it
    back."""
    w = w.T.copy()  # (inputs, neurons)
    dense = DenseLayer(w=w, b=b[np.newaxis])
    gradients = dense.backward(x[np.newaxis], dz[np.newaxis])
    return by_sum(dz, w), by_product(dz, w), gradients.dx[0]
# ANCHOR_END: three_ways


def weights():
    """The weights of chapter 2's layer (3, 4), with a row per neuron."""
    return np.array([
        [0.1, 0.2, 0.3, 0.4],
        [0.5, 0.6, 0.7, 0.8],
        [0.9, 1.0, 1.1, 1.2],
    ])


# ANCHOR: train
def start():
    """The inputs, and the two layers before training. The first layer
    has the weights of chapter 2. In each, one neuron starts with its
    ReLU shut."""
    x = np.array([[1.0, 2.0, 3.0, 4.0]])  # (1, 4)
    first = DenseLayer(
        w=weights().T.copy(),  # (4, 3)
        b=np.array([[0.1, -9.0, 0.3]]),  # (1, 3)
    )
    second = DenseLayer(
        # (3, 3)
        w=np.array([
            [0.5, -0.2, -0.4],  # from neuron 1 of the first layer
            [-0.3, 0.4, 0.1],  # from neuron 2
            [0.2, 0.3, -0.3],  # from neuron 3
        ]),
        b=np.array([[0.1, 0.2, 0.3]]),  # (1, 3)
    )
    return x, Chain(first, second)


def train(iterations, chain, x, observe):
    """Trains the two layers. After each step, `observe` is shown what
    it came from."""
    for iteration in range(iterations):
        forward = model.forward(chain, x)
        backward = model.backward(chain, x, forward)
        model.descend(chain, backward, LEARNING_RATE)
        observe(iteration, chain, forward, backward)
# ANCHOR_END: train


def compare_one_layer(record):
    """Reports the gradient with respect to the inputs of chapter 2's
    layer, in all three ways, beside the numeric one."""
    x = np.array([1.0, 2.0, 3.0, 4.0])  # (4,)
    w, b = weights(), np.array([0.1, 0.2, 0.3])  # (3, 4) and (3,)

    def sum_of_outputs(x):
        return np.sum(np.maximum(0.0, np.dot(w, x) + b))

    def loss(x):
        y = sum_of_outputs(x)
        return y * y

    y = sum_of_outputs(x)
    dz = np.where(0.0 < np.dot(w, x) + b, 2.0 * y, 0.0)  # (3,)
    summed, product, passed_back = three_ways(w, b, x, dz)
    record("dloss_dz", dz)
    record("dx_by_sum", summed)
    record("dx_by_product", product)
    record("dx_of_dense_layer", passed_back)
    record("dx_quotient", numeric_gradient(x, H, loss))
    # A term of y is rounded as a product, in 3 sums, with its bias, in 2 sums.
    # The step moves y by at most h times a column of w, and no column adds up
    # to 3.
    record("layer_tolerance", tolerance(7.0, y + 3.0 * H))


def compare_two_layers(chain, x, record):
    """Reports what the two layers compute before training, and every
    gradient beside the numeric one."""
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

    def quotients(layer, name):
        """The numeric gradient with respect to one array."""
        def loss(array):
            changed = copy.deepcopy(chain)
            setattr(getattr(changed, layer), name, array)
            return model.forward(changed, x).loss

        return numeric_gradient(getattr(getattr(chain, layer), name), H, loss)

    record("dw1", first.dw)
    record("dw1_quotient", quotients("first", "w"))
    record("db1", first.db)
    record("db1_quotient", quotients("first", "b"))
    record("dw2", second.dw)
    record("dw2_quotient", quotients("second", "w"))
    record("db2", second.db)
    record("db2_quotient", quotients("second", "b"))
    record("dx", first.dx)
    dx = numeric_gradient(x, H, lambda x: model.forward(chain, x).loss)
    record("dx_chain_quotient", dx)
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


# ANCHOR: list
def start_of_layers():
    """Two samples, and the weights and biases of three dense layers."""
    np.random.seed(1)
    x = np.random.randn(2, 3)  # (samples, inputs)
    w1 = np.random.randn(3, 4)
    w2 = np.random.randn(4, 3)
    w3 = np.random.randn(3, 2)
    b1, b2, b3 = (np.zeros((1, neurons)) for neurons in (4, 3, 2))
    return x, [w1, b1, w2, b2, w3, b3]


def five_layers(parameters):
    """Five layers: three dense ones, with a ReLU and a sigmoid between
    them."""
    w1, b1, w2, b2, w3, b3 = parameters
    return [Dense(w1, b1), Relu(), Dense(w2, b2), Sigmoid(), Dense(w3, b3)]


def pass_of_layers(layers, x):
    """The loss y², where y is the sum of the last outputs, and every
    gradient."""
    values = chained.forward(layers, x)
    y = np.sum(values[-1])
    da = np.full(values[-1].shape, 2.0 * y)  # loss = y²
    return y * y, chained.backward(layers, values, da)
# ANCHOR_END: list


def run_layers(record):
    """Compares the gradients of the five layers, and trains them."""
    step = 1.0 / 1024.0
    x, parameters = start_of_layers()
    _, gradients = pass_of_layers(five_layers(parameters), x)
    distances = []

    def compare(name, gradient, array, loss):
        short = numeric_gradient(array, step, loss)
        long = numeric_gradient(array, 2.0 * step, loss)
        distances.append(np.max(np.abs(short - long)))
        record(name, gradient)
        record(f"{name}_quotient", short)

    names = ["dw1", "db1", "dw2", "db2", "dw3", "db3"]
    of_parameters = [g for _, layer in gradients for g in layer]
    for k, (name, gradient) in enumerate(zip(names, of_parameters)):
        def loss(array):
            moved = [*parameters[:k], array, *parameters[k + 1:]]
            return pass_of_layers(five_layers(moved), x)[0]

        compare(name, gradient, parameters[k], loss)
    layers = five_layers(parameters)
    dx, _ = gradients[0]
    compare("dx", dx, x, lambda x: pass_of_layers(layers, x)[0])
    record("tolerance", max(distances))

    for iteration in range(100):
        loss, gradients = pass_of_layers(layers, x)
        chained.descend(layers, gradients, 0.005)
        record("loss", iteration, loss)


def run_cost(record):
    """Counts what a gradient costs, in the two layers and in a network
    of the sizes of the spiral."""
    x, chain = start()
    forward = model.forward(chain, x)
    second, first = model.backward(chain, x, forward)
    arrays = [first.dw, first.db, second.dw, second.db]
    parameters = [chain.first.w, chain.first.b, chain.second.w, chain.second.b]
    record("chain_gradient", np.concatenate([a.ravel() for a in arrays]))
    by_forward_mode = forward_mode.gradient(parameters, x, forward)
    record("chain_by_forward_mode", by_forward_mode)
    quotients = []
    for k, array in enumerate(parameters):
        def loss(array):
            w1, b1, w2, b2 = [*parameters[:k], array, *parameters[k + 1:]]
            moved = Chain(DenseLayer(w1, b1), DenseLayer(w2, b2))
            return model.forward(moved, x).loss

        quotients.append(numeric_gradient(array, H, loss).ravel())
    record("chain_quotient", np.concatenate(quotients))
    record("chain_tolerance", chain_tolerance(chain, x))
    w1, b1, w2, b2 = parameters
    layers = [Dense(w1, b1), Relu(), Dense(w2, b2), Relu()]
    values = chained.forward(layers, x)
    report_cost(record, "chain_", costs.count(layers, values))
    record("chain_jacobian", costs.jacobians(values))

    cost, values = cost_of_sizes(64)
    report_cost(record, "", cost)
    record("jacobian", costs.jacobians(values))
    record("passed_back", [a.size for a in values[1:]])
    for hidden in (2 ** doublings for doublings in range(10)):
        cost, _ = cost_of_sizes(hidden)
        record("swept_parameters", hidden, cost.parameters)
        record("swept_forward", hidden, cost.forward)
        total = costs.of_backpropagation(cost)
        record("swept_backpropagation", hidden, total)
        record("swept_forward_mode", hidden, costs.of_forward_mode(cost))
        record("swept_differences", hidden, costs.of_differences(cost))


def cost_of_sizes(hidden, samples=300, inputs=2, outputs=3):
    """A pass through dense layers of these sizes, all of zeros, which
    cost what all others do."""
    def dense(inputs, neurons):
        return Dense(np.zeros((inputs, neurons)), np.zeros((1, neurons)))

    layers = [dense(inputs, hidden), Relu(), dense(hidden, outputs)]
    values = chained.forward(layers, np.zeros((samples, inputs)))
    return costs.count(layers, values), values


def report_cost(record, prefix, cost):
    """Reports what the passes cost, and each of the three ways."""
    record(f"{prefix}parameters", cost.parameters)
    record(f"{prefix}forward", cost.forward)
    record(f"{prefix}backward", cost.backward)
    record(f"{prefix}forward_mode", cost.forward_mode)
    total = costs.of_backpropagation(cost)
    record(f"{prefix}backpropagation_total", total)
    record(f"{prefix}forward_mode_total", costs.of_forward_mode(cost))
    record(f"{prefix}forward_passes", 2 * cost.parameters)
    record(f"{prefix}differences_total", costs.of_differences(cost))
    record(f"{prefix}stored", cost.stored)


RUNS = {"input-gradients": run, "layers": run_layers, "cost": run_cost}

if __name__ == "__main__":
    RUNS[sys.argv[1]](print)
