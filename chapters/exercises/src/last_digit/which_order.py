"""The exercise `which_order` in NumPy: its starter and its solution."""


def which_order(products, printed):
    return [False, False, False]


def solution(products, printed):
    """Equal to the last bit: a tolerance would let all of them pass."""
    q0, q1, q2, q3 = products
    return [
        ((q0 + q1) + q2) + q3 == printed,
        (q0 + q2) + (q1 + q3) == printed,
        (q0 + q1) + (q2 + q3) == printed,
    ]
