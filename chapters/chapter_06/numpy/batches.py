"""Training in mini-batches, a step for every few samples, in NumPy.

Its names and lines follow `../src/batches.rs`.
"""

import copy

import network as model
import numpy as np
from fingerprint import fingerprint
from report import score

# Every how many epochs there is a report.
EVERY = 10


# ANCHOR: train
def train_in_batches(trainer, data, epochs, batch, random, observe):
    """Trains a network in mini-batches. In every epoch the samples are
    shuffled and dealt out in batches, and each batch makes a step."""
    for epoch in range(epochs):
        order = random.permutation(len(data.x))  # (samples,)
        batches = data.in_batches(order, batch)
        observe(epoch, trainer, batches)
        for samples in batches:
            trainer.step(samples, epoch)
# ANCHOR_END: train


def run(trainer, data, validation, batch, seed, epochs, record):
    """Trains the network in mini-batches, and beside it the same
    network with all samples in every step."""
    full = copy.deepcopy(trainer)

    def observe(epoch, trainer, batches):
        if epoch % EVERY == 0:
            accuracy, loss = score(trainer.network, data)
            _, full_loss = score(full.network, data)
            cosines, error = compare(trainer.network, data, batches)
            record("accuracy", epoch, accuracy)
            record("cosines", epoch, cosines)
            record("mean_gradient_error", epoch, error)
            record("full_batch_loss", epoch, full_loss)
            record("loss", epoch, loss)
        full.step(data, epoch)

    random = np.random.RandomState(seed + 2)
    train_in_batches(trainer, data, epochs, batch, random, observe)
    record("fingerprint", fingerprint(*model.arrays(trainer.network)))
    record("final_full_batch_loss", score(full.network, data)[1])
    accuracy, loss = score(trainer.network, data)
    record("final_accuracy", accuracy)
    record("final_loss", loss)
    accuracy, loss = score(trainer.network, validation)
    record("final_validation_accuracy", accuracy)
    record("final_validation_loss", loss)


def compare(network, data, batches):
    """The cosine of the angle between the gradient of each batch and
    that of all samples (batches,), and how far the mean of the former
    is from the latter."""
    full = gradient(network, data)
    cosines, mean = [], np.zeros(len(full))
    for batch in batches:
        part = gradient(network, batch)
        lengths = np.sqrt(np.sum(part * part) * np.sum(full * full))
        cosines.append(np.sum(part * full) / lengths)
        mean += part * (len(batch.x) / len(data.x))
    return np.array(cosines), np.max(np.abs(mean - full))


def gradient(network, data):
    """The gradient of the loss on samples with respect to every
    parameter."""
    forward = model.forward(network, data.x, data.labels)
    backward = model.backward(network, data.x, data.labels, forward)
    return np.concatenate(model.gradients(backward), axis=None)
