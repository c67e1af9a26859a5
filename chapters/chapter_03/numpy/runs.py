"""The two programs of document 003 and four more, in NumPy.

`python runs.py two-layer` prints the results of the run of that name.
"""

import sys

import numpy as np
import relu_sigmoid
import saturation
import symmetry
import two_layer as model
import two_outputs
from relu_sigmoid import ReluSigmoid

LEARNING_RATE = 0.1
EPOCHS = 1000


# ANCHOR: train
def samples():
    """The two samples: their inputs, and their targets."""
    x = np.array([[1.0, 2.0], [2.0, 3.0]])  # (2, 2)
    target = np.array([[1.0], [0.0]])  # (2, 1)
    return x, target


def train(epochs, learning_rate, network, x, target, observe):
    """Trains the network. After each step, `observe` is shown what it
    came from."""
    for epoch in range(epochs):
        forward = model.forward(network, x, target)
        backward = model.backward(network, x, target, forward)
        model.descend(network, backward, learning_rate)
        observe(epoch, network, forward, backward)
# ANCHOR_END: train


def run(record):
    """Takes the first step by hand, trains, and reports what both
    compute."""
    x, target = samples()
    np.random.seed(42)
    network = model.random()
    record("x", x)
    record("target", target)
    report_parameters(record, "", network)

    forward = model.forward(network, x, target)
    backward = model.backward(network, x, target, forward)
    report_first_step(record, forward, backward)
    model.descend(network, backward, LEARNING_RATE)
    report_parameters(record, "updated_", network)

    def observe(epoch, network, forward, backward):
        record("loss", epoch, forward.loss)

    train(EPOCHS, LEARNING_RATE, network, x, target, observe)
    report_parameters(record, "final_", network)
    trained = model.forward(network, x, target)
    record("final_output", trained.a2)
    # Of the first step again, which the notebook does not print.
    record("da1", backward.da1)
    record("slopes", model.sigmoid_derivative(forward.a1))
    record("final_z1", trained.z1)
    record("final_slopes", model.sigmoid_derivative(trained.a1))


def report_parameters(record, prefix, network):
    """Reports every parameter, with the prefix before its name."""
    for name, value in vars(network).items():
        record(prefix + name, value)


def report_first_step(record, forward, backward):
    """Reports every number that the first step computes."""
    record("z1", forward.z1)
    record("a1", forward.a1)
    record("z2", forward.z2)
    record("a2", forward.a2)
    record("first_loss", forward.loss)
    for name in ["dz2", "dw2", "db2", "dz1", "dw1", "db1"]:
        record(name, getattr(backward, name))


# ANCHOR: forward
def run_forward(record):
    """One forward pass of a network whose weights are given."""
    network = ReluSigmoid(
        w1=np.array([[0.1, 0.2], [0.3, 0.4]]),  # (2, 2)
        b1=np.array([0.1, 0.2]),  # (2,)
        w2=np.array([0.5, 0.6]),  # (2,)
        b2=0.3,
    )
    x = np.array([[1.0, 2.0], [3.0, 4.0]])  # (2, 2)
    record("output", relu_sigmoid.forward(network, x))
# ANCHOR_END: forward


def run_two_outputs(record):
    """The gradients with respect to a₁ and w₂, each in three ways."""
    x, target, network = two_outputs.start()
    record("x", x)
    record("target", target)
    report_parameters(record, "", network)
    forward = model.forward(network, x, target)
    backward = model.backward(network, x, target, forward)
    z1, a1, z2, a2, loss = forward
    record("z1", z1)
    record("a1", a1)
    record("z2", z2)
    record("a2", a2)
    record("loss", loss)

    dz2, w2 = backward.dz2, network.w2
    record("dz2", dz2)
    record("paths", w2 * dz2[0])  # (hidden, outputs)
    record("da1_by_paths", two_outputs.by_paths(dz2, w2))
    record("da1", backward.da1)

    def loss_of(a1, w2):
        """The sum over all outputs, not the mean."""
        z2 = np.dot(a1, w2) + network.b2
        outputs = 4.0
        return outputs * model.cross_entropy(model.sigmoid(z2), target)

    quotient = two_outputs.numeric_gradient(
        a1, two_outputs.H, lambda a1: loss_of(a1, w2))
    record("da1_quotient", quotient)

    record("outer_1", np.outer(a1[0], dz2[0]))
    record("outer_2", np.outer(a1[1], dz2[1]))
    record("dw2_by_samples", two_outputs.by_samples(a1, dz2))
    record("dw2", backward.dw2)
    quotient = two_outputs.numeric_gradient(
        w2, two_outputs.H, lambda w2: loss_of(a1, w2))
    record("dw2_quotient", quotient)
    record("tolerance", two_outputs.tolerance())


def run_unsaturated(record):
    """Reports the first step, and trains."""
    x, target = samples()
    np.random.seed(42)
    network = saturation.centered(model.random(), x)
    record("b1", network.b1)
    forward = model.forward(network, x, target)
    backward = model.backward(network, x, target, forward)
    record("z1", forward.z1)
    record("a1", forward.a1)
    record("slopes", model.sigmoid_derivative(forward.a1))
    record("da1", backward.da1)
    record("dz1", backward.dz1)

    def observe(epoch, network, forward, backward):
        record("loss", epoch, forward.loss)

    train(EPOCHS, LEARNING_RATE, network, x, target, observe)
    record("final_output", model.forward(network, x, target).a2)


def run_symmetric(record):
    """Both hidden neurons have the same parameters."""
    train_twins(record, symmetry.start())


def run_nudged(record):
    """One weight of the second neuron is another."""
    network = symmetry.start()
    network.w1[1, 1] = 0.6  # from the second input to B
    train_twins(record, network)


def train_twins(record, network):
    """Trains the network, and reports how far apart the two neurons
    ever were."""
    x, target = symmetry.exclusive_or()
    report_parameters(record, "", network)
    distances = []

    def observe(epoch, network, forward, backward):
        record("loss", epoch, forward.loss)
        distances.append(symmetry.between_neurons(network))

    train(EPOCHS, 0.5, network, x, target, observe)
    record("farthest", np.max(distances))
    report_parameters(record, "final_", network)
    record("final_output", model.forward(network, x, target).a2)


RUNS = {
    "two-layer": run,
    "forward": run_forward,
    "two-outputs": run_two_outputs,
    "unsaturated": run_unsaturated,
    "symmetric": run_symmetric,
    "nudged": run_nudged,
}

if __name__ == "__main__":
    RUNS[sys.argv[1]](print)
