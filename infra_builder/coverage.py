"""Which numbered decision aids of the sources the knowledge base carries, and by what.

An element is carried where an entry of a list names it; an aid is also used where a rule, a guided choice, a kind of
block or a scenario cites it. A list that nobody is led to does not count: every list is shown in the app.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from infra_builder.advising import GROUPS
from infra_builder.guarded_yaml import parse, read_text
from infra_builder.knowledge import Knowledge
from infra_builder.statements import Source

LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Aid:
    """A decision aid: its elements, those carried with the entries that do, and what else cites it."""

    id: str
    kind: str
    elements: tuple[str, ...]
    carried: Mapping[str, tuple[str, ...]]
    cited_by: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The elements that nothing carries."""
        return tuple(element for element in self.elements if element not in self.carried)


def coverage(knowledge: Knowledge, inventory: Path) -> tuple[Aid, ...]:
    """Every aid of an inventory file with what carries it. Raises `Unusable` where the file cannot be read."""
    parsed = parse(read_text(inventory), str(inventory))
    numbered = parsed.value["inventory"] if isinstance(parsed.value, dict) else {}
    carried: dict[str, list[str]] = {}
    for element, by in _carriers(knowledge):
        carried.setdefault(element, []).append(by)
    cited: dict[str, list[str]] = {}
    for aid, by in _citations(knowledge):
        cited.setdefault(aid, []).append(by)
    return tuple(_aid(id_, fields, carried, cited) for id_, fields in numbered.items())


def _aid(id_: str, fields: Mapping[str, str], carried: Mapping[str, list[str]], cited: Mapping[str, list[str]]) -> Aid:
    elements = tuple(f"{id_}{letter}" for letter in LETTERS[: LETTERS.index(fields["last"]) + 1])
    by = {element: tuple(carried[element]) for element in elements if element in carried}
    return Aid(id_, fields["kind"], elements, by, tuple(dict.fromkeys(cited.get(id_, ()))))


def elements(item: str) -> Iterator[str]:
    """The single elements that an item stands for: `D004a-c` for D004a, D004b and D004c; nothing for a whole aid."""
    aid, letters = item[:4], item[4:]
    if letters:
        first, last = letters[0], letters[-1]
        yield from (f"{aid}{letter}" for letter in LETTERS[LETTERS.index(first) : LETTERS.index(last) + 1])


def _carriers(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Each element with an entry that carries it."""
    for id_, entry in knowledge.catalogue.lists.items():
        for line in entry.entries.values():
            for item in line.items:
                yield from ((element, f"list {id_}") for element in elements(item))
    for by, sources in _sources(knowledge):
        for source in sources:
            for item in source.items:
                yield from ((element, by) for element in elements(item))


def _citations(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Each aid with what cites it, lists aside."""
    for by, sources in _sources(knowledge):
        for source in sources:
            yield from ((item[:4], by) for item in source.items)


def _sources(knowledge: Knowledge) -> Iterator[tuple[str, tuple[Source, ...]]]:
    catalogue = knowledge.catalogue
    yield from ((f"rule {rule.id}", rule.text.source) for rule in knowledge.rules)
    for id_, guide in catalogue.guides.items():
        yield f"guide {id_}", guide.source
        yield from ((f"guide {id_}", way.source) for way in guide.ways.values())
    yield from ((f"block {id_}", kind.source) for id_, kind in catalogue.blocks.items())
    yield from ((f"environment {id_}", entry.source) for id_, entry in catalogue.environments.items())
    yield from ((f"workload {id_}", sort.source) for id_, sort in catalogue.workloads.items())
    yield from ((f"skill {id_}", skill.source) for id_, skill in catalogue.skills.items())
    yield from ((f"class of data {id_}", entry.source) for id_, entry in catalogue.data_classes.items())
    yield from ((f"figure {id_}", figure.source) for id_, figure in catalogue.figures.items())
    yield from ((f"agenda {id_}", agenda.source) for id_, agenda in catalogue.agendas.items())
    for group in GROUPS:
        for id_, entry in getattr(catalogue, group).items():
            yield f"{group} {id_}", getattr(entry, "source", ())
