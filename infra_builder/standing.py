"""What still works when something is gone, by what needs what and what takes over.

A node stops when something it needs has stopped and nothing takes over: a `falls_back_to` of either of the two that
still stands, or a fallback control that covers the missing part or the one that needs it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from infra_builder.graphs import Ways, reached


@dataclass(frozen=True)
class Support:
    """What each node needs, what it falls back to, and the nodes that a fallback control catches."""

    needs: Mapping[str, Collection[str]]
    falls_back: Mapping[str, Collection[str]]
    caught: Collection[str]

    @cached_property
    def _users(self) -> Mapping[str, list[str]]:
        """For each node, those that stop with it unless something takes over."""
        users: dict[str, list[str]] = {node: [] for node in self.needs}
        for node, needs in self.needs.items():
            if node not in self.caught:
                for need in needs:
                    if need not in self.caught:
                        users[need].append(node)
        return users

    @cached_property
    def _counting_on(self) -> Mapping[str, list[str]]:
        """For each node, those that fall back to it."""
        counting: dict[str, list[str]] = {}
        for node, others in self.falls_back.items():
            for other in others:
                counting.setdefault(other, []).append(node)
        return counting

    def fallen(self, gone: Iterable[str]) -> set[str]:
        """What is gone, and everything that stops with it."""
        down = set(gone)
        waiting = list(down)
        while waiting:
            node = waiting.pop()
            touched = list(self._users[node])
            for other in self._counting_on.get(node, ()):
                touched += self._users[other] if other in down else [other]
            for other in touched:
                if other not in down and self._stops(other, down):
                    down.add(other)
                    waiting.append(other)
        return down

    def _stops(self, node: str, down: set[str]) -> bool:
        if node in self.caught or not down.issuperset(self.falls_back.get(node, ())):
            return False
        return any(
            need in down and need not in self.caught and down.issuperset(self.falls_back.get(need, ()))
            for need in self.needs[node]
        )

    def keystones(self, relying: Collection[str]) -> frozenset[str]:
        """The nodes of which each alone, when it is gone, stops one of those relying.

        Most are told by one walk: those from which every step surely stops the next. Only where something falls back
        to something else is the fall of a node played through.
        """
        sure = reached(relying, self._stops_with(lambda node: node not in self.falls_back))
        possible = reached(relying, self._stops_with(lambda _node: True))
        played = {node for node in possible - sure if not self.fallen((node,)).isdisjoint(relying)}
        return frozenset(sure | played)

    def _stops_with(self, plain: Callable[[str], bool]) -> Ways:
        """For each node, what it needs and stops with, where both are plain."""
        return {
            node: [need for need in needs if need not in self.caught and plain(need)]
            if node not in self.caught and plain(node)
            else ()
            for node, needs in self.needs.items()
        }
