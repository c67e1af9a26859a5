"""Computes every reference value of this chapter with NumPy and nnfs.

    pip install numpy==2.4.6 nnfs==0.5.1 mpmath==1.4.1
    python3 nnfs_reference.py

It writes, in its own folder,

- data.txt: the data sets: kind, samples, classes and seed, the fingerprint of
  all points, the first and the last point, and the number of points of each
  class;
- forward.txt: one forward pass through the classes of the notes;
- exp.txt: how much NumPy's 32-bit exp and log, and the results computed from
  them, differ from correct rounding: the number of entries that differ, and the
  largest difference in ulps;

and, from the same forward pass,

- ../../reference/numpy_exp.txt: every exponential, for the run to compare;
- ../../transcripts/forward-pass.txt: the values that `--verify` checks.

NumPy has several implementations of exp, log, sin and cos, and chooses one for
the processor. This script runs itself once with each implementation for x86-64,
so it needs a processor that supports all of them, one with AVX-512. All results
before exp must be the same with every implementation.

    python3 nnfs_reference.py --check

compares, on any processor and without mpmath, all that must be the same on
every processor.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
CHAPTER = HERE.parent.parent

# NumPy's names for its implementations, and the processor features that have to
# be disabled so that it chooses each. X86_V4 is AVX-512, X86_V3 is AVX2 with
# FMA; X86_V2 has neither, and exp and log are those of the C library.
PATHS = {
    "X86_V4": "",
    "X86_V3": "X86_V4",
    "X86_V2": "X86_V4 X86_V3",
}

# Kind, samples, classes, seed. The run draws (100, 3) with seed 0; chapter 6
# uses seed 1 for validation.
DATA_SETS = [
    (kind, *shape)
    for kind in ("spiral", "vertical")
    for shape in [(100, 3, 0), (100, 3, 1), (1, 1, 0), (1, 3, 7), (2, 5, 1),
                  (1000, 3, 42), (33, 4, 2**32 - 1)]
]


def main():
    match sys.argv[1:]:
        case []:
            return write_tables()
        case ["--check"]:
            return check()
        case [path]:
            json.dump(on_path(path), sys.stdout)
            return 0


def check():
    """Compares the results of this processor with the tables."""
    computed = play()
    lines = {
        HERE / "data.txt": computed["data"],
        HERE / "forward.txt": forward_lines(computed)[:-1],
        CHAPTER / "transcripts" / "forward-pass.txt": computed["printed"],
    }
    faults = 0
    for path, computed in lines.items():
        for line in set(computed) - set(path.read_text().splitlines()):
            print(f"{path.name} does not contain the computed line: {line}")
            faults += 1
    count = sum(map(len, lines.values()))
    print(f"nnfs: {count - faults} of {count} lines of reference values")
    return 1 if faults else 0


def write_tables():
    """Writes every table."""
    passes = {}
    for path, disabled in PATHS.items():
        environment = dict(os.environ, NPY_DISABLE_CPU_FEATURES=disabled)
        child = [sys.executable, __file__, path]
        printed = subprocess.run(child, env=environment, check=True,
                                 stdout=subprocess.PIPE).stdout
        passes[path] = json.loads(printed)
    first = passes["X86_V4"]
    for path, other in passes.items():
        for name in ("data", "w1", "w2", "arguments", "printed"):
            assert other[name] == first[name], f"{path}: {name} differs"

    write(HERE / "data.txt", first["data"])
    write(HERE / "forward.txt", forward_lines(first))
    columns = list(first["counts"])
    write(HERE / "exp.txt", [" ".join(["path", *columns])] + [
        " ".join([path, *(str(other["counts"][name]) for name in columns)])
        for path, other in passes.items()
    ])
    exponentials = zip(first["arguments"],
                       *(other["exponentials"] for other in passes.values()))
    write(CHAPTER / "reference" / "numpy_exp.txt", [
        "# The arguments of the run forward-pass, and what NumPy's exp makes",
        "# of each, by the processor: tests/reference/nnfs_reference.py",
        " ".join(["x", *PATHS]),
        *map(" ".join, exponentials),
    ])
    write(CHAPTER / "transcripts" / "forward-pass.txt", [
        "# What NumPy 2.4.6 and nnfs 0.5.1 print, written by",
        "# tests/reference/nnfs_reference.py",
        *first["printed"],
    ])
    return 0


def write(path, lines):
    path.write_text("\n".join(lines) + "\n")


def forward_lines(values):
    """The lines of forward.txt; the last one depends on exp."""
    names = ("w1", "w2", "z2_fingerprint", "first_p")
    return [f"{name} {' '.join(values[name])}" for name in names]


def on_path(path):
    """All values that NumPy computes with one implementation, and how much they
    differ from correct rounding."""
    from numpy.lib.introspect import opt_func_info

    chosen = {
        function: kinds["ff"]["current"]
        for function, kinds in opt_func_info(func_name="^(exp|log)$").items()
    }
    if any(path not in current for current in chosen.values()):
        sys.exit(f"NumPy chooses {chosen}; run this on a processor with {path}")
    return play(count)


def play(count=lambda **_: {}):
    """All values that NumPy computes, and the counts of differences."""
    import nnfs
    import numpy as np
    from nnfs.datasets import spiral_data, vertical_data

    assert (np.__version__, nnfs.__version__) == ("2.4.6", "0.5.1")
    nnfs.init()

    data_sets = {"spiral": spiral_data, "vertical": vertical_data}
    data = []
    for kind, samples, classes, seed in DATA_SETS:
        np.random.seed(seed)
        x, y = data_sets[kind](samples, classes)
        # The labels are sorted, so the class sizes determine them.
        assert np.array_equal(y, np.sort(y))
        sizes = np.bincount(y, minlength=classes)
        data.append(" ".join([
            kind, str(samples), str(classes), str(seed), fingerprint(x),
            *words(x[0]), *words(x[-1]), *map(str, sizes),
        ]))

    np.random.seed(0)
    x, y = spiral_data(100, 3)
    first, second = LayerDense(np, 2, 3), LayerDense(np, 3, 3)
    first.forward(x)
    second.forward(np.maximum(0, first.output))
    z2 = second.output
    arguments = z2 - np.max(z2, axis=1, keepdims=True)
    exponentials = np.exp(arguments)
    p = exponentials / np.sum(exponentials, axis=1, keepdims=True)
    logarithms, loss = cross_entropy(np, p, y)
    accuracy = np.mean(np.argmax(p, axis=1) == y)

    return {
        "data": data,
        "w1": words(first.weights),
        "w2": words(second.weights),
        "z2_fingerprint": [fingerprint(z2)],
        "arguments": words(arguments),
        "exponentials": words(exponentials),
        "first_p": words(p[:5]),
        "counts": count(
            y=y, arguments=arguments, exponentials=exponentials, p=p,
            logarithms=logarithms, loss=loss,
        ),
        "printed": [
            f"w1: {' '.join(str(first.weights).translate(BRACKETS).split())}",
            f"loss: {loss!s}",
            f"accuracy: {accuracy!s}",
        ],
    }


def count(*, y, arguments, exponentials, p, logarithms, loss):
    """How many entries differ, and by how many ulps, from the results with
    correctly rounded exponentials and logarithms."""
    import numpy as np

    true_exponentials = nearest("exp", arguments)
    true_p = true_exponentials / np.sum(
        true_exponentials, axis=1, keepdims=True)
    own_log = nearest("log", clipped(np, p)[range(len(y)), y])
    true_log = nearest("log", clipped(np, true_p)[range(len(y)), y])
    counts = {"entries": exponentials.size}
    for name, computed, true in [
        ("exp", exponentials, true_exponentials),
        ("p", p, true_p),
        # NumPy's logarithms of its own probabilities.
        ("log", logarithms, own_log),
        ("loss", loss, np.mean(-true_log)),
    ]:
        apart = ulps(computed, true)
        counts[f"{name}_differing"] = int(np.count_nonzero(apart))
        counts[f"{name}_ulps"] = int(np.max(apart))
    return counts


BRACKETS = str.maketrans("[]", "  ")


class LayerDense:
    """`Layer_Dense` of the notes."""

    def __init__(self, np, inputs, neurons):
        self.np = np
        self.weights = 0.01 * np.random.randn(inputs, neurons)
        self.biases = np.zeros((1, neurons))

    def forward(self, inputs):
        self.output = self.np.dot(inputs, self.weights) + self.biases


def clipped(np, p):
    return np.clip(p, 1e-7, 1 - 1e-7)


def cross_entropy(np, p, y):
    """The logarithms in `Loss_CategoricalCrossEntropy` of the notes, and its
    mean."""
    logarithms = np.log(clipped(np, p)[range(len(y)), y])
    return logarithms, np.mean(-logarithms)


def nearest(function, x):
    """A function of each entry, rounded correctly to 32 bits. A precision of
    200 bits suffices: no result is that close to the midpoint of two floats."""
    import mpmath
    import numpy as np

    mpmath.mp.prec = 200
    function = getattr(mpmath, function)

    def of(x):
        value = function(mpmath.mpf(float(x)))
        # The unit in the last place: 2⁻²³ times the next lower power of two.
        unit = mpmath.mpf(2) ** (mpmath.mag(value) - 24)
        return float(mpmath.nint(value / unit) * unit) if value else 0.0

    return np.array([of(x) for x in x.ravel()], np.float32).reshape(x.shape)


def ulps(a, b):
    """The difference of each pair of entries, in 32-bit ulps."""
    import numpy as np

    a, b = (np.asarray(x, np.float32).view(np.int32) for x in (a, b))
    assert np.all((a < 0) == (b < 0)), "signs differ"
    return np.abs(a.astype(np.int64) - b)


def words(x):
    """The bits of each entry, in hex."""
    import numpy as np

    assert x.dtype == np.float32
    return [f"{word:08x}" for word in np.ravel(x).view(np.uint32).tolist()]


def fingerprint(x):
    """The FNV-1a hash of the bits of an array, in row-major order, with the
    bytes of each number in little-endian order."""
    import numpy as np

    assert x.dtype == np.float32
    state = 0xCBF29CE484222325
    for byte in x.astype("<f4").tobytes():
        state = (state ^ byte) * 0x100000001B3 % 2**64
    return f"{state:016x}"


if __name__ == "__main__":
    sys.exit(main())
