"""The exercise `visit_order` in NumPy: its starter and its solution."""


def visit_order(nodes, edges):
    return list(range(nodes))


def solution(nodes, edges):
    """Counts for each node the uses that have not been visited yet."""
    uses = [0] * nodes
    for _, parent in edges:
        uses[parent] += 1
    order = []
    while len(order) < nodes:
        ready = [n for n in range(nodes) if uses[n] == 0 and n not in order]
        order.append(ready[0])
        for node, parent in edges:
            if node == ready[0]:
                uses[parent] -= 1
    return order
