"""The exercise `gradient_signs` in NumPy: its starter and its solution."""


def gradient_signs():
    return [0, 0, 0]


def solution():
    """∂loss/∂w = ∂loss/∂z · x, and ∂loss/∂z is negative."""
    return [-1, 1, -1]  # the signs of −x
