"""Compares the NumPy programs with the pinned runs.

`python .ci/compare_numpy.py` requires NumPy and runs every
`chapters/chapter_NN/numpy/runs.py`. Each run must report the events of its
pinned record: the same names, iterations and shapes in the same order, and
numbers that differ by at most as many ulps as the table below allows. Events
that necessarily differ are left out, by name and with the reason.
"""

import json
import runpy
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np

ROOT = Path(__file__).resolve().parent.parent


class Bound(NamedTuple):
    """How much a run may differ from its pinned record.

    An ulp is the distance between adjacent floats at the magnitude of an
    event, which is that of its largest entry: an entry that is a sum has the
    rounding errors of its terms. If terms cancel, the small result has the
    rounding errors of the large terms; `terms` lists these events with the
    magnitude of their terms. The floats have as many bits as the event, 64 or
    32.
    """

    ulps: int
    reason: str
    terms: dict = {}
    # Whether the loss is a square. Then its root is compared, because the root
    # is the sum of the terms.
    squared: bool = True
    # If rounding errors grow, the number of epochs to compare; the results
    # after training are then left out.
    epochs: int | None = None
    # By how many ulps the values before training may then differ.
    start: int = 1

    def allowed(self, event):
        """The number of ulps by which an event may differ. Where differences
        grow, the initial values differ by at most `start`, as a rule by one:
        NumPy draws normal numbers with the logarithm of the C library, which is
        not always rounded correctly."""
        is_start = self.epochs is not None and not event.iteration
        return self.start if is_start else self.ulps


# The ulps are four times the largest seen with eleven ways of rounding: the
# kernels of OpenBLAS for six families of processors, and each of the five orders
# of `mini-numpy` for every kind of product; from chapter 6 on, also with NumPy's
# exp and log for three families. A run must agree exactly only if no order
# changes it.
OF_THE_PROCESSOR = "the processor's BLAS rounds a product in its own order"
GROWN = "BLAS as above, and the differences grow from epoch to epoch"
BOUNDS = {
    "forward-pass": Bound(
        4,
        "NumPy's exp and log are not correctly rounded",
        squared=False,
    ),
    "chain-rule": Bound(4, OF_THE_PROCESSOR, {"loss": 12.0}),
    # A change is the difference of two losses. At right angles to the gradient
    # the terms of the prediction cancel.
    "nudges": Bound(4, OF_THE_PROCESSOR, {"predicted": 0.6, "change": 36.0}),
    "notes-13-december": Bound(4, OF_THE_PROCESSOR, {"loss": 12.0}),
    "notes-13-january": Bound(0, "after rounding to 32 bits, all orders agree"),
    "layer": Bound(0, "after rounding to 32 bits, all orders agree"),
    # A quotient divides the difference of two losses by 2h = 1/32.
    "two-samples": Bound(
        8,
        OF_THE_PROCESSOR,
        {
            "loss": 21.6,
            "dw_quotient": 478.81 * 32.0,
            "db_quotient": 478.81 * 32.0,
        },
    ),
    "matrix-notation": Bound(8, OF_THE_PROCESSOR, {"loss": 21.6}),
    # After its silent iterations only the third neuron is active.
    "part-10": Bound(4, OF_THE_PROCESSOR, {"loss": 2.2, "dloss_dz": 2.0 * 2.2}),
    # The logarithm of an output near 1 has the rounding error of that 1.
    "two-layer": Bound(
        8,
        "BLAS as above, and NumPy's exp and log are not correctly rounded",
        {"loss": 1.0},
        squared=False,
    ),
    "forward": Bound(
        4, "NumPy's exp is not correctly rounded, though no result differs"
    ),
    # A difference quotient divides a difference of losses by 2h = 1/4096.
    "two-outputs": Bound(
        8,
        "BLAS as above, and a quotient has the errors of two losses",
        {"da1_quotient": 4.0 * 4096.0, "dw2_quotient": 4.0 * 4096.0},
        squared=False,
    ),
    "unsaturated": Bound(
        8,
        "BLAS as above, and NumPy's exp and log are not correctly rounded",
        {"loss": 1.0},
        squared=False,
    ),
    "symmetric": Bound(
        32,
        "BLAS as above, and NumPy's exp and log are not correctly rounded",
        {"loss": 1.0, "farthest": 1.0},
        squared=False,
    ),
    # Rounding errors grow while the two hidden neurons part.
    "nudged": Bound(
        212,
        "BLAS as above, and NumPy's exp and log are not correctly rounded",
        {"loss": 1.0},
        squared=False,
    ),
    # A difference quotient divides a difference of losses by 2h = 1/32.
    "input-gradients": Bound(
        12,
        "BLAS as above, and a quotient has the errors of two losses",
        {
            "loss": 21.6,
            "dx_quotient": 466.56 * 32.0,
            "dw1_quotient": 47.3344 * 32.0,
            "db1_quotient": 47.3344 * 32.0,
            "dw2_quotient": 47.3344 * 32.0,
            "db2_quotient": 47.3344 * 32.0,
            "dx_chain_quotient": 47.3344 * 32.0,
        },
    ),
    # Training amplifies every difference, with some optimizers sooner than with
    # others; Adam divides by the root of squares that are tiny at first. With
    # momentum, differences at epoch 200 are a hundred times those at 100.
    "spiral": Bound(236, GROWN, squared=False, epochs=101),
    "spiral-decay": Bound(288, GROWN, squared=False, epochs=101),
    "spiral-momentum": Bound(10_640, GROWN, squared=False, epochs=101),
    "spiral-adagrad": Bound(53_200, GROWN, squared=False, epochs=101),
    "spiral-rmsprop": Bound(14_040, GROWN, squared=False, epochs=101),
    "spiral-adam": Bound(3_632_000, GROWN, squared=False, epochs=101),
    "vertical": Bound(224, GROWN, squared=False, epochs=101),
    "tape-neuron": Bound(0, "whole numbers, which are not rounded"),
    # As those of input-gradients, for a loss of 21.28².
    "tape-fork": Bound(
        12,
        "BLAS as above, and a quotient has the errors of two losses",
        {
            "dw1_quotient": 452.8384 * 32.0,
            "db1_quotient": 452.8384 * 32.0,
            "dw2_quotient": 452.8384 * 32.0,
            "db2_quotient": 452.8384 * 32.0,
        },
    ),
    # The same trainings as spiral and spiral-adam.
    "tape-spiral": Bound(236, GROWN, squared=False, epochs=101),
    "tape-spiral-adam": Bound(3_632_000, GROWN, squared=False, epochs=101),
    # Only the losses are compared here, which differ little.
    "two-orders": Bound(8, GROWN, squared=False, epochs=301),
}

# Chapter 7 by the name of the run: the ulps of a pass through twenty layers, and
# those of thirty epochs of a training, after which some are chaotic. Weights
# that are too large multiply a difference in every layer. Where nothing is
# learned, the norm is a small difference of large terms. The ulps are four times
# the largest seen with six kernels of OpenBLAS and three families of exp.
OF_DEPTH = "BLAS as above, and every layer adds to the differences"
BOUNDS |= {
    name: Bound(ulps, OF_DEPTH, squared=False)
    for name, ulps in {
        "sigmoid-small": 12,
        "sigmoid-xavier": 8,
        "sigmoid-he": 8,
        "sigmoid-large": 16,
        "tanh-small": 16,
        "tanh-xavier": 12,
        "tanh-he": 20,
        "tanh-large": 1_248_000,
        "relu-small": 16,
        "relu-xavier": 8,
        "relu-he": 8,
        "relu-large": 24,
    }.items()
} | {
    name: Bound(ulps, GROWN, squared=False, epochs=epochs, start=8)
    for name, ulps, epochs in [
        ("sigmoid-2", 8, 31),
        ("sigmoid-5", 140, 31),
        ("sigmoid-10", 387_200, 31),
        ("sigmoid-20", 247_200, 31),
        ("relu-2", 8, 31),
        ("relu-5", 28, 31),
        ("relu-10", 176, 31),
        ("relu-20", 820, 31),
        ("relu-20-small", 4200, 31),
        ("tanh-20", 259_200, 31),
        ("exploding", 112, 4),
        ("clipped", 80, 31),
    ]
}


OF_ROUNDING = "it measures rounding errors of the program itself"
OF_EXP = "NumPy's exp is not correctly rounded"
LEFT_OUT = {
    "step": OF_ROUNDING,
    "worst_difference": OF_ROUNDING,
    "worst_jacobian_difference": OF_ROUNDING,
    "distance": OF_ROUNDING,
    "nnfs_distance": OF_ROUNDING,
    "neuron_distance": OF_ROUNDING,
    "exp_entries": OF_EXP,
    "p_differing": OF_EXP,
    "p_worst_ulps": OF_EXP,
    "exp_differing": OF_EXP,
    "exp_worst_ulps": OF_EXP,
    "p_fingerprint": OF_EXP,
}


class Difference(Exception):
    """The first event that differs from the pinned one."""


class Event(NamedTuple):
    """A fingerprint or numbers that a run reports."""

    name: str
    iteration: int | None
    value: str | np.ndarray

    def __str__(self):
        at = "" if self.iteration is None else f" @ {self.iteration}"
        return self.name + at


def pinned_record(name):
    """The pinned record of a run, read after insta's header."""
    path = ROOT / "snapshots" / f"{name}.json.snap"
    _, _, record = path.read_text(encoding="utf-8").split("---\n", 2)
    return json.loads(record)


def pinned_events(name):
    """The events in the pinned record of a run."""
    return [Event(event["name"], event.get("iteration"), pinned_value(event))
            for event in pinned_record(name)["events"]]


def pinned_value(event):
    """The numbers of an event, or its fingerprint."""
    if "dtype" not in event:
        return event["value"]
    # Whole numbers are compared as floats.
    dtype = np.float32 if event["dtype"] == "float32" else np.float64
    return np.array(event["value"], dtype).reshape(event.get("shape", []))


def computed_events(play, epochs):
    """Runs a program and returns the events that it reports."""
    events = []

    def record(name, *rest):
        *iteration, value = rest
        if not isinstance(value, str):
            value = np.array(value)
            if value.dtype != np.float32:
                value = value.astype(float)
        events.append(Event(name, *(iteration or [None]), value))

    if epochs is None:
        play(record)
    else:
        play(record, epochs=epochs)
    return events


def compared(events, epochs):
    """The events in which two programs should agree."""
    def is_compared(event):
        if event.name in LEFT_OUT:
            return False
        if epochs is None:
            return True
        if event.name.startswith("final_") or event.name == "fingerprint":
            return False
        return event.iteration is None or event.iteration < epochs

    return list(filter(is_compared, events))


def distances(event, pinned, bound):
    """By how many ulps each entry of an event differs from the pinned one."""
    value, expected = event.value, pinned.value
    if event.name == "loss" and bound.squared:
        value, expected = np.sqrt(value), np.sqrt(expected)
    size = max(np.max(np.abs(expected)), bound.terms.get(event.name, 0.0))
    ulp = np.spacing(expected.dtype.type(size))
    # In 64 bits, the difference of two 32-bit floats is exact.
    return np.abs(value.astype(float) - expected) / ulp


def check_kind(event, pinned):
    """Raises a difference if names, iterations, shapes, types or fingerprints
    differ."""
    if (event.name, event.iteration) != (pinned.name, pinned.iteration):
        raise Difference(f"{event} is reported where {pinned} is pinned")
    kinds = [x.value if isinstance(x.value, str) else (
                 f"of shape {x.value.shape} and type {x.value.dtype}")
             for x in (event, pinned)]
    if kinds[0] != kinds[1]:
        raise Difference(f"{event} is {kinds[0]}, pinned is {kinds[1]}")


def compare(name, play):
    """The number of values in a run, and the largest difference in ulps."""
    bound = BOUNDS[name]
    pinned = compared(pinned_events(name), bound.epochs)
    computed = compared(computed_events(play, bound.epochs), bound.epochs)
    values, worst = 0, 0.0
    for event, expected in zip(computed, pinned):
        check_kind(event, expected)
        if isinstance(event.value, str):
            values += 1
            continue
        ulps = distances(event, expected, bound)
        for entry in np.ndindex(event.value.shape):
            # The comparison is false for NaN.
            if not ulps[entry] <= bound.allowed(event):
                raise Difference(
                    f"{event} {list(entry) or ''} is {event.value[entry]!s}, "
                    f"pinned is {expected.value[entry]!s}: {ulps[entry]:.1f} "
                    f"ulps apart, the limit is {bound.allowed(event)}"
                )
        values += event.value.size
        worst = max(worst, np.max(ulps))
    if len(computed) != len(pinned):
        raise Difference(f"{len(computed)} events, pinned are {len(pinned)}")
    return values, worst


def chapters():
    """The programs of all chapters, by the names of their runs."""
    runs = {}
    # Leave no compiled files beside the programs.
    sys.dont_write_bytecode = True
    for program in sorted(ROOT.glob("chapters/chapter_*/numpy/runs.py")):
        path, modules = sys.path.copy(), set(sys.modules)
        sys.path.insert(0, str(program.parent))
        runs |= runpy.run_path(str(program))["RUNS"]
        sys.path[:] = path
        # The next chapter may have modules with the same names.
        for module in set(sys.modules) - modules:
            file = getattr(sys.modules[module], "__file__", None)
            if file and (ROOT / "chapters") in Path(file).parents:
                del sys.modules[module]
    return runs


def main():
    runs = chapters()
    records = {path.name.split(".")[0]
               for path in ROOT.glob("snapshots/*.json.snap")}
    faults = [f"{name}: no pinned record"
              for name in sorted(runs.keys() - records)]
    # What comes from no document need not exist in NumPy.
    faults += [f"{name}: no NumPy program"
               for name in sorted(records - runs.keys())
               if pinned_record(name)["document"]]
    for name in sorted(records & runs.keys()):
        try:
            values, worst = compare(name, runs[name])
        except Difference as difference:
            faults.append(f"{name}: {difference}")
            continue
        print(f"{name}: {values} values within {BOUNDS[name].ulps} ulps "
              f"(worst {worst:.3g})")
    for fault in faults:
        print(fault)
    print(f"NumPy {np.__version__}, {len(runs)} runs, {len(faults)} faults")
    return 1 if faults or not runs else 0


if __name__ == "__main__":
    sys.exit(main())
