"""The exercise `which_order` in NumPy: its starter and its solution."""


def which_order(products, printed):
    return [False, False, False]


def solution(products, printed):
    """Equal to the last bit: a tolerance would let all of them pass."""
    p0, p1, p2, p3 = products
    return [
        ((p0 + p1) + p2) + p3 == printed,
        (p0 + p2) + (p1 + p3) == printed,
        (p0 + p1) + (p2 + p3) == printed,
    ]
