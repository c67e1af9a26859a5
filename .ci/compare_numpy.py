"""Compares the NumPy programs with the pinned runs.

`python .ci/compare_numpy.py`, with a Python that has NumPy, plays every
`chapters/chapter_NN/numpy/runs.py`. Each run must report the events of its
pinned record: the same names, iterations and shapes in the same order, and
the same numbers within the ulps that the table below allows. What cannot be
the same is left out, by name, with the reason.
"""

import json
import runpy
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np

ROOT = Path(__file__).resolve().parent.parent


class Bound(NamedTuple):
    """How far a run may lie from its pinned record.

    An ulp is the distance between neighbouring floats at the size of an
    event, which is that of its largest entry: what is added up to an entry
    rounds at the size of what is added. Where terms cancel, the little that
    is left of them still bears their roundings; `terms` names these events,
    and the size of the terms. The floats are those of the event, of 64 bits
    or of 32.
    """

    ulps: int
    reason: str
    terms: dict = {}
    # Whether the loss is a square. It is then compared by its root, because
    # it is the root that the terms add up to.
    squared: bool = True
    # How many epochs are compared, where rounding differences grow; what comes
    # after training is then left out.
    epochs: int | None = None

    def allowed(self, event):
        """How many ulps an event may be off. Where differences grow, there
        are next to none before the first step: a weight in the last place, as
        the C library, which NumPy draws normal numbers with, rounds a
        logarithm."""
        is_start = self.epochs is not None and not event.iteration
        return 1 if is_start else self.ulps


# The ulps are four times the worst seen over eleven ways of rounding: the
# kernels that OpenBLAS has for six families of processors, and each of the
# five orders of `mini-numpy` for every kind of product; from chapter 5 on, also
# over NumPy's exp and log for three families. Only a run that no order moves
# has to be met exactly.
OF_THE_PROCESSOR = "the processor's BLAS rounds a product in its own order"
GROWN = "BLAS as above, and a hundred epochs let the differences grow"
BOUNDS = {
    "forward-pass": Bound(
        4,
        "NumPy's exp and log are not correctly rounded",
        squared=False,
    ),
    "chain-rule": Bound(4, OF_THE_PROCESSOR, {"loss": 12.0}),
    "notes-13-december": Bound(4, OF_THE_PROCESSOR, {"loss": 12.0}),
    "notes-13-january": Bound(0, "32 bits of a product hide its order"),
    "layer": Bound(0, "32 bits of a product hide its order"),
    "matrix-notation": Bound(8, OF_THE_PROCESSOR, {"loss": 21.6}),
    # After its silent iterations only the third neuron is active.
    "part-10": Bound(4, OF_THE_PROCESSOR, {"loss": 2.2, "dloss_dz": 2.0 * 2.2}),
    # The logarithm of an output near 1 bears the rounding of that 1.
    "two-layer": Bound(
        8,
        "BLAS as above, and NumPy's exp and log are not correctly rounded",
        {"loss": 1.0},
        squared=False,
    ),
    "forward": Bound(
        4, "NumPy's exp is not correctly rounded; none differs so far"
    ),
    # A difference quotient divides what two losses differ by by 2h = 1/32.
    "input-gradients": Bound(
        12,
        "BLAS as above, and a loss rounds twice on its way to a quotient",
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
    # The spiral amplifies every difference, in the one optimizer sooner than in
    # the other; Adam divides by the root of what are tiny squares at first. By
    # epoch 200 what momentum lets grow is a hundred times as large as at 100.
    "spiral": Bound(236, GROWN, squared=False, epochs=101),
    "spiral-decay": Bound(288, GROWN, squared=False, epochs=101),
    "spiral-momentum": Bound(10_640, GROWN, squared=False, epochs=101),
    "spiral-adagrad": Bound(53_200, GROWN, squared=False, epochs=101),
    "spiral-rmsprop": Bound(14_040, GROWN, squared=False, epochs=101),
    "spiral-adam": Bound(3_632_000, GROWN, squared=False, epochs=101),
    "vertical": Bound(224, GROWN, squared=False, epochs=101),
    # Only the losses are compared here, in which little of it shows.
    "two-orders": Bound(8, GROWN, squared=False, epochs=301),
}


OF_ROUNDING = "it tells of a program's own rounding"
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
    """The first event that is not as it is pinned."""


class Event(NamedTuple):
    """What a run reports: a fingerprint, or numbers."""

    name: str
    iteration: int | None
    value: str | np.ndarray

    def __str__(self):
        at = "" if self.iteration is None else f" @ {self.iteration}"
        return self.name + at


def pinned_events(name):
    """The events of a run's pinned record, without insta's header."""
    path = ROOT / "snapshots" / f"{name}.json.snap"
    _, _, record = path.read_text(encoding="utf-8").split("---\n", 2)
    return [Event(event["name"], event.get("iteration"), pinned_value(event))
            for event in json.loads(record)["events"]]


def pinned_value(event):
    """An event's numbers, from their bits where it has them."""
    if "bits" not in event:
        value = event["value"]
        return value if isinstance(value, str) else np.array(value, float)
    words = np.ravel(event["bits"]).tolist()
    dtype = FLOATS[len(words[0])]
    numbers = np.frombuffer(bytes.fromhex("".join(words)), f">{dtype}")
    return numbers.astype(dtype).reshape(event.get("shape", []))


# The floats by their number of hex digits.
FLOATS = {8: "f4", 16: "f8"}


def computed_events(play, epochs):
    """What a run reports: names, iterations and copies of the values."""
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
    """The events that two programs should agree in."""
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
    """How many ulps lie between each two entries of an event."""
    value, expected = event.value, pinned.value
    if event.name == "loss" and bound.squared:
        value, expected = np.sqrt(value), np.sqrt(expected)
    size = max(np.max(np.abs(expected)), bound.terms.get(event.name, 0.0))
    ulp = np.spacing(expected.dtype.type(size))
    # In 64 bits the difference of two 32-bit floats is not rounded.
    return np.abs(value.astype(float) - expected) / ulp


def check_kind(event, pinned):
    """Raises the difference of events that have no numbers to compare."""
    if (event.name, event.iteration) != (pinned.name, pinned.iteration):
        raise Difference(f"{event} comes where {pinned} is pinned")
    kinds = [x.value if isinstance(x.value, str) else (
                 f"of shape {x.value.shape} and type {x.value.dtype}")
             for x in (event, pinned)]
    if kinds[0] != kinds[1]:
        raise Difference(f"{event} is {kinds[0]}, pinned is {kinds[1]}")


def compare(name, play):
    """How many values a run has, and by how many ulps the worst is off."""
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
            # A NaN is within no bound.
            if not ulps[entry] <= bound.allowed(event):
                raise Difference(
                    f"{event} {list(entry) or ''} is {event.value[entry]!s}, "
                    f"pinned is {expected.value[entry]!s}: {ulps[entry]:.1f} "
                    f"ulps apart, where {bound.allowed(event)} are allowed"
                )
        values += event.value.size
        worst = max(worst, np.max(ulps))
    if len(computed) != len(pinned):
        raise Difference(f"{len(computed)} events, pinned are {len(pinned)}")
    return values, worst


def chapters():
    """The runs of every chapter, by name."""
    runs = {}
    # What is checked is left as it was found.
    sys.dont_write_bytecode = True
    for program in sorted(ROOT.glob("chapters/chapter_*/numpy/runs.py")):
        path, modules = sys.path.copy(), set(sys.modules)
        sys.path.insert(0, str(program.parent))
        runs |= runpy.run_path(str(program))["RUNS"]
        sys.path[:] = path
        # The next chapter may have modules of the same names.
        for module in set(sys.modules) - modules:
            file = getattr(sys.modules[module], "__file__", None)
            if file and (ROOT / "chapters") in Path(file).parents:
                del sys.modules[module]
    return runs


def main():
    runs = chapters()
    records = {path.name.split(".")[0]
               for path in ROOT.glob("snapshots/*.json.snap")}
    faults = [f"{name}: no NumPy program, or no pinned record"
              for name in sorted(records ^ runs.keys())]
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
