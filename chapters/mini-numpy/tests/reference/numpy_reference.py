"""Writes down what NumPy computes and prints: the tables random.txt, sum.txt,
reductions.txt, elementwise.txt, linspace.txt, print.txt, print_32.txt and
integers.txt.

    pip install numpy && python3 numpy_reference.py
"""

import struct
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent


def bits(x):
    """The bits of a float32, an int64 or a float64, in hex."""
    if isinstance(x, np.float32):
        return struct.pack(">f", x).hex()
    if isinstance(x, np.int64):
        return struct.pack(">q", x).hex()
    return struct.pack(">d", x).hex()


def write_random():
    """Seed, kind and draws, of which the first three and the last, as bits."""
    lines = []
    for seed in (0, 1, 42, 2**32 - 1):
        np.random.seed(seed)
        draws = np.random.rand(1000)
        lines.append(f"{seed} rand {' '.join(map(bits, draws[[0, 1, 2, -1]]))}")
        np.random.seed(seed)
        draws = np.random.randn(1001)
        lines.append(f"{seed} randn {' '.join(map(bits, draws[[0, 1, 2, -1]]))}")
        # The second normal number of a pair is kept while uniforms are drawn.
        np.random.seed(seed)
        draws = [np.random.randn(), np.random.rand(), np.random.randn()]
        lines.append(f"{seed} mixed {' '.join(map(bits, draws))}")
    (HERE / "random.txt").write_text("\n".join(lines) + "\n")


def write_sums():
    """Numbers of rows and columns, then as bits the sum of all entries, their
    mean and the sum of each column, and the same for the transposed matrix."""
    lines = []
    for m, n in [(1, 1), (2, 2), (1, 7), (1, 8), (1, 9), (3, 5), (1, 127),
                 (1, 128), (1, 129), (1, 136), (1, 300), (1, 1000), (1, 2063),
                 (40, 3), (300, 1), (300, 2), (7, 1), (129, 129)]:
        np.random.seed(m * 10_000 + n)
        x = np.random.rand(m, n) - 0.5
        columns = np.sum(x, axis=0, keepdims=True)[0]
        transposed = np.sum(x.T, axis=0, keepdims=True)[0]
        sums = [np.sum(x), np.mean(x), *columns,
                np.sum(x.T), np.mean(x.T), *transposed]
        lines.append(f"{m} {n} " + " ".join(map(bits, sums)))
    (HERE / "sum.txt").write_text("\n".join(lines) + "\n")


def write_reductions():
    """Kind, type, numbers of rows and columns, then as bits the sum of all
    entries, their mean, the sum of each column and of each row and the largest
    entry of each row, and last the index of the largest entry of each row."""
    lines = []
    for kind in ("alike", "mixed", "whole"):
        for m, n in [(1, 1), (2, 2), (1, 7), (1, 8), (1, 9), (3, 5), (5, 1),
                     (1, 129), (7, 64), (3, 300), (300, 1), (300, 2), (300, 3)]:
            np.random.seed(m * 10_000 + n)
            x = np.random.rand(m, n) - 0.5
            if kind == "mixed":
                # Entries of very different magnitudes.
                size = np.random.rand(m, n)
                x[size < 0.5] *= 1e-6
                x[size < 0.25] *= 1e12
            if kind == "whole":
                # Integers are often equal, and argmax has to take the first.
                x = np.floor(x * 4)
            for dtype in ("float64", "float32"):
                x = x.astype(dtype)
                computed = [np.sum(x), np.mean(x), *np.sum(x, axis=0),
                            *np.sum(x, axis=1), *np.max(x, axis=1)]
                columns = np.argmax(x, axis=1)
                lines.append(f"{kind} {dtype} {m} {n} "
                             + " ".join(map(bits, computed)) + " "
                             + " ".join(map(str, columns)))
    (HERE / "reductions.txt").write_text("\n".join(lines) + "\n")


def write_elementwise():
    """Type, then as bits x, np.maximum(0, x), np.clip(x, 1e-7, 1 - 1e-7) and,
    if x is not negative, np.sqrt(x)."""
    np.random.seed(8)
    numbers = [np.nan, np.inf, -np.inf, 0.0, 1.0, -1.0, 1e-7, 1 - 1e-7, 1e-8,
               0.9999999, 1e-310, 1e-45, 1e38, *np.random.rand(40),
               *np.random.randn(40), *10 ** np.random.uniform(-40, 38, 40)]
    lines = []
    for dtype in ("float64", "float32"):
        for x in np.array(numbers).astype(dtype):
            computed = [x, np.maximum(0, x), np.clip(x, 1e-7, 1 - 1e-7)]
            if not x < 0:
                computed.append(np.sqrt(x))
            lines.append(f"{dtype} {' '.join(map(bits, computed))}")
    (HERE / "elementwise.txt").write_text("\n".join(lines) + "\n")


def write_linspaces():
    """start, stop, how many numbers, and the numbers as bits."""
    lines = []
    for start, stop, n in [(0, 1, 0), (0, 1, 1), (0, 1, 2), (0, 1, 100), (0, 4, 100),
                           (4, 8, 100), (8, 12, 100), (-1, 1, 7), (-1.5, 1.5, 201),
                           (1, 0, 10), (2, 2, 5), (0.1, 0.7, 13), (-1e-3, 1e6, 50)]:
        numbers = np.linspace(start, stop, n)
        lines.append(" ".join([bits(start), bits(stop), str(n), *map(bits, numbers)]))
    (HERE / "linspace.txt").write_text("\n".join(lines) + "\n")


def write_sections(name, arrays, dtype):
    """A section for each array: its shape, its entries as bits and as str()
    prints them, then str() and repr() of the array."""
    sections = []
    for entries in arrays:
        with np.errstate(over="ignore"):
            a = np.array(entries, dtype=dtype)
        shape = " ".join(map(str, a.shape))
        sections.append(f"{shape}\n{' '.join(map(bits, a.ravel()))}\n"
                        f"{' '.join(map(str, a.ravel()))}\n"
                        f"{a!s}\n===\n{a!r}\n")
    (HERE / name).write_text("######\n".join(sections))


def write_prints():
    """Arrays as str() and repr() print them."""
    np.random.seed(7)
    nan, inf = np.nan, np.inf
    arrays = [
        [36.0], [0.1, 0.2, 0.3], [1.0, 10.0, 100.0], [-1.0, 2.5],
        [0.0, -0.0], [0.0, 0.0, 4.580238190001e-05], [1e-4, 1.0],
        [1e-5, 1.0], [1e8, 1.0], [99999999.0, 100000.0], [1.0, 1000.0],
        [1.0, 1000.1], [123456.789, 200.0], [1e16, 1.0], [1e100, 1e-100],
        [1e-310, 5e-324], [nan, 1.0], [inf, 1.0], [-inf, 1.5, nan],
        [nan, nan], [inf], [-inf, -1e-9], [nan, 1e10, -1e-10],
        [1 / 3, 2 / 3, 1e-3], [0.123456785, 0.5], [0.000122070312500],
        [2.5, 0.999999999], [-0.00698895, 0.1], [1.5e-9, 2.5e-9],
        [0.1234567812345, 12345.1234567],
        [9.999999999e-5], [0.99999999999], [1.23456785e9],
        [[1.0, 2.0], [3.0, 4.0]], [[0.1], [-0.2]], [[0.1, -0.2]], [[1.0]],
        [[[1.0, 2.0], [3.0, 4.0]], [[5.0, 6.0], [7.0, 8.5]]],
        list(range(20)), list(np.random.rand(10)),
        list(np.random.rand(9) * 1e-7), np.random.rand(12, 10).tolist(),
        np.random.rand(2, 2, 9).tolist(), list(np.random.randn(1000)),
        list(np.random.randn(1001)), np.random.randn(8, 200).tolist(),
        np.random.randn(300, 4).tolist(), np.random.randn(11, 10, 10).tolist(),
        np.random.randn(2, 600).tolist(), np.zeros((0, 3)),
        np.zeros((3, 0)),
        list(np.random.randn(2000) * 1e-6), [], [5e-324, 1.23456789e-310],
        [1e23, 1.23456789e-5], [91702079850244.625, 1e14],
        1.0, -0.1, 1e-5, nan,
    ]
    write_sections("print.txt", arrays, np.float64)
    write_sections("print_32.txt", [
        *arrays,
        # Numbers whose shortest digits differ between 32 and 64 bits, and those
        # near the bounds at which the notation changes.
        [0.1, 0.2, 0.3], [16777216.0, 0.5], [1e6, 999999.94, 1234567.0],
        [0.000100000005, 1.0], [1e-5, 1.2345678e-5], [1e-5, 1.23e-5],
        [-1974454.25, 5e5], [9e-6, 1e10, 2**30, 2**31, 1e-45, 5e-45], [3.4028235e38, 1.0], [1e-45],
        [1.1754944e-38, 1.0], [1e8, 1.0], [99999992.0, 1.0], [0.0001, 1.0],
        [9.9999e-5, 0.1], [1.0, 1000.0], [0.001, 1.0], [0.001, 1.0001],
        (np.random.randn(2, 3) * 0.01).tolist(), np.random.rand(5, 3).tolist(),
        (np.random.randn(300, 3) * 0.01).tolist(), np.random.randn(300, 3).tolist(),
    ], np.float32)

    # In these vectors the widest entry is in the middle, which a summary leaves
    # out.
    vectors = [np.arange(n) * 7 - 5 for n in (0, 1, 4, 12, 40, 1000, 1001)]
    for vector in vectors:
        vector[len(vector) // 2:len(vector) // 2 + 1] = 123456
    write_sections("integers.txt", [
        *vectors, 5, -7, [-1, 10, 0], [[1, 2], [3, 4]], [[-100], [7]], [[[3]]],
        [2**63 - 1, -2**63], np.arange(-12, 12).reshape(2, 3, 4),
        np.arange(60).reshape(2, 30), np.arange(1200).reshape(300, 4),
        np.arange(1200).reshape(3, 400), np.arange(1331).reshape(11, 11, 11),
        np.zeros((0, 3)), np.zeros((3, 0)),
    ], np.int64)


write_random()
write_sums()
write_reductions()
write_elementwise()
write_linspaces()
write_prints()
