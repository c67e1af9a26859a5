"""The exercise `count_both_ways` in NumPy: its starter and its solution."""


def count_both_ways(sizes):
    return 0, 0


def solution(sizes):
    """A product of matrices takes rows times columns times what they share."""
    n0, n1, n2, n3 = sizes
    backward = n3 * n2 * n1 + n3 * n1 * n0  # (J₃·J₂)·J₁
    forward = n2 * n1 * n0 + n3 * n2 * n0  # J₃·(J₂·J₁)
    return backward, forward
