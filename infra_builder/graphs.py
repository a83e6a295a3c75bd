"""Walks over plain adjacency: what can be reached, what hangs together, what runs in circles.

Each takes time in proportion to nodes and links. The walks that a judgement takes again and again run over plain dicts;
what needs an algorithm worth the name is left to networkx.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

Ways = Mapping[str, Iterable[str]]
"""For each node, those that can be reached from it in one step."""


def reached(starts: Iterable[str], ways: Ways) -> set[str]:
    """The starts, and everything that steps lead to from them."""
    found = set(starts)
    waiting = list(found)
    while waiting:
        for there in ways[waiting.pop()]:
            if there not in found:
                found.add(there)
                waiting.append(there)
    return found


def pieces(either: Ways) -> Iterator[set[str]]:
    """The parts that nothing joins with each other; `either` has each link in both directions."""
    seen: set[str] = set()
    for node in either:
        if node not in seen:
            piece = reached((node,), either)
            seen |= piece
            yield piece


def circles(ways: Ways) -> list[list[str]]:
    """The nodes in groups that lead to each other, mostly of one; a group comes before those that lead to it."""
    import networkx as nx  # costs more than a judgement, so the first page of the window comes before it

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(ways)
    graph.add_edges_from((here, there) for here, onward in ways.items() for there in onward)
    return [list(group) for group in nx.strongly_connected_components(graph)]
