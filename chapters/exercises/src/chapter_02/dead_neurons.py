"""The exercise `dead_neurons` in NumPy: its starter and its solution."""


def dead_neurons():
    return [False, False, False]


def solution():
    """All of them, at the first step, which is longer than the largest z."""
    return [True, True, True]
