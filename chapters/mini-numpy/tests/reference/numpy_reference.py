"""What NumPy itself computes and prints: the tables random.txt, sum.txt,
print.txt and integers.txt.

    pip install numpy && python3 numpy_reference.py
"""

import struct
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent


def bits(x):
    return f"{struct.unpack('>Q', struct.pack('>d', x))[0]:016x}"


def write_random():
    """Seed, kind, and draws as bits: the first three and the last."""
    lines = []
    for seed in (0, 1, 42, 2**32 - 1):
        np.random.seed(seed)
        draws = np.random.rand(1000)
        lines.append(f"{seed} rand {' '.join(map(bits, draws[[0, 1, 2, -1]]))}")
        np.random.seed(seed)
        draws = np.random.randn(1001)
        lines.append(f"{seed} randn {' '.join(map(bits, draws[[0, 1, 2, -1]]))}")
        # A pair's second normal is kept while uniforms are drawn.
        np.random.seed(seed)
        draws = [np.random.randn(), np.random.rand(), np.random.randn()]
        lines.append(f"{seed} mixed {' '.join(map(bits, draws))}")
    (HERE / "random.txt").write_text("\n".join(lines) + "\n")


def write_sums():
    """Rows, columns, and sums as bits: of all, the mean, and of each column;
    then the same of the transposed matrix."""
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


def write_prints():
    """Arrays, and what str() and repr() make of them."""
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
        np.random.randn(2, 600).tolist(), np.zeros((0, 3)).tolist(),
        np.zeros((3, 0)).tolist(),
        list(np.random.randn(2000) * 1e-6), [],
    ]
    sections = []
    for a in map(lambda entries: np.array(entries, dtype=float), arrays):
        shape = " ".join(map(str, a.shape))
        sections.append(f"{shape}\n{' '.join(map(bits, a.ravel()))}\n"
                        f"{a!s}\n===\n{a!r}\n")
    (HERE / "print.txt").write_text("######\n".join(sections))

    lines = []
    for n in (0, 1, 4, 12, 40, 1000, 1001):
        # The largest stands in the middle, where it may not be shown.
        integers = np.arange(n) * 7 - 5
        integers[n // 2:n // 2 + 1] = 123456
        lines.append(f"{n}\n{integers!s}\n")
    (HERE / "integers.txt").write_text("######\n".join(lines))


write_random()
write_sums()
write_prints()
