"""Measures NumPy on the products that products.rs measures.

    pip install numpy && python3 products.py
"""

import time

import numpy as np

BATCHES = 50
PRODUCTS_IN_A_BATCH = 100


def microseconds(a, b):
    """The mean time of one product in the fastest batch."""
    fastest = float("inf")
    for _ in range(BATCHES):
        start = time.perf_counter()
        for _ in range(PRODUCTS_IN_A_BATCH):
            np.dot(a, b)
        fastest = min(fastest, time.perf_counter() - start)
    return fastest * 1e6 / PRODUCTS_IN_A_BATCH


np.random.seed(0)
x = np.random.randn(300, 2)
w1 = np.random.randn(2, 64)
a1 = np.random.randn(300, 64)
w2 = np.random.randn(64, 3)
dz2 = np.random.randn(300, 3)
dz1 = np.random.randn(300, 64)

total = 0
for name, a, b in [("x·w1", x, w1), ("a1·w2", a1, w2), ("a1ᵀ·dz2", a1.T, dz2),
                   ("dz2·w2ᵀ", dz2, w2.T), ("xᵀ·dz1", x.T, dz1)]:
    taken = microseconds(a, b)
    total += taken
    print(f"{name:<9}{taken:6.1f} µs")
print(f"together {total:6.1f} µs")
