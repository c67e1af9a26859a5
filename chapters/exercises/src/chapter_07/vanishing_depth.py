"""The exercise `vanishing_depth` in NumPy: its starter and its solution."""


def vanishing_depth(w, fraction):
    return 0


def solution(w, fraction):
    """Each layer multiplies dz by its weight and by the slope, which is 1/4."""
    layers = 0
    remaining = 1.0
    while fraction <= remaining:
        remaining *= abs(w) / 4.0
        layers += 1
    return layers
