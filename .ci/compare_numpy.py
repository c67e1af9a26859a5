"""Compares the NumPy programs with the pinned runs.

`python .ci/compare_numpy.py`, with a Python that has NumPy, plays every
`chapters/chapter_NN/numpy/runs.py`. Each run must report the events of its
pinned record: the same names, iterations and shapes in the same order, and
the same numbers within the ulps that the table below allows.
"""

import json
import runpy
import struct
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np

ROOT = Path(__file__).resolve().parent.parent


class Bound(NamedTuple):
    """How far a run may lie from its pinned record.

    An ulp is the distance between neighbouring doubles at the size of an
    event, which is that of its largest entry: what is added up to an entry
    rounds at the size of what is added. Where terms cancel, the little that
    is left of them still bears their roundings; `terms` names these events,
    and the size of the terms.
    """

    ulps: int
    reason: str
    terms: dict = {}
    # Whether the loss is a square. It is then compared by its root, because
    # it is the root that the terms add up to.
    squared: bool = True


# The ulps are four times the worst seen over eleven ways of rounding: the
# kernels that OpenBLAS has for six families of processors, and each of the
# five orders of `mini-numpy` for every kind of product. Only a run that no
# order moves has to be met exactly.
OF_THE_PROCESSOR = "the processor's BLAS rounds a product in its own order"
BOUNDS = {
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
}


# What the book's own programs tell of their own rounding.
OF_RUST = {"step", "worst_difference"}


class Difference(Exception):
    """The first event that is not as it is pinned."""


def pinned_events(name):
    """The events of a run's pinned record, without insta's header."""
    path = ROOT / "snapshots" / f"{name}.json.snap"
    _, _, record = path.read_text(encoding="utf-8").split("---\n", 2)
    events = json.loads(record)["events"]
    return [event for event in events if event["name"] not in OF_RUST]


def pinned_value(event):
    """An event's numbers, from their bits where it has them."""
    if "bits" not in event:
        return np.array(event["value"], dtype=float)
    words = np.ravel(event["bits"])
    numbers = [struct.unpack(">d", bytes.fromhex(word))[0] for word in words]
    return np.reshape(numbers, event.get("shape", []))


def computed_events(play):
    """What a run reports: names, iterations and copies of the values."""
    events = []

    def record(name, *rest):
        *iteration, value = rest
        events.append((name, *iteration, np.array(value, dtype=float)))

    play(record)
    return events


def distances(name, value, pinned, bound):
    """How many ulps lie between each two entries of an event."""
    if name == "loss" and bound.squared:
        value, pinned = np.sqrt(value), np.sqrt(pinned)
    size = max(np.max(np.abs(pinned)), bound.terms.get(name, 0.0))
    return np.abs(value - pinned) / np.spacing(size)


def compare(name, play):
    """How many values a run has, and by how many ulps the worst is off."""
    bound = BOUNDS[name]
    pinned = pinned_events(name)
    computed = computed_events(play)
    values, worst = 0, 0.0
    for event, (*label, value) in zip(pinned, computed):
        expected = pinned_value(event)
        place = [event[key] for key in ("name", "iteration") if key in event]
        where, pinned_place = (" @ ".join(map(str, x)) for x in (label, place))
        if label != place:
            raise Difference(f"{where} comes where {pinned_place} is pinned")
        if value.shape != expected.shape:
            raise Difference(
                f"{where} has shape {value.shape}, pinned is {expected.shape}"
            )
        ulps = distances(label[0], value, expected, bound)
        for entry in np.ndindex(value.shape):
            # A NaN is within no bound.
            if not ulps[entry] <= bound.ulps:
                raise Difference(
                    f"{where} {list(entry) or ''} is {value[entry]!s}, pinned "
                    f"is {expected[entry]!s}: {ulps[entry]:.1f} ulps apart, "
                    f"where {bound.ulps} are allowed"
                )
        values += value.size
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
        sys.path.insert(0, str(program.parent))
        runs |= runpy.run_path(str(program))["RUNS"]
        sys.path.pop(0)
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
