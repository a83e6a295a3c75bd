"""Whether a plan holds together and uses names that the knowledge base has: what types alone cannot say.

Works on the plain fields (dicts and tuples, as read from a file), so that a file with a wrong type in one place still
has all its other problems found in the same reading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from infra_builder.catalogue import Catalogue
from infra_builder.guarded_yaml import Where
from infra_builder.problems import shorten, unknown

Fields = Mapping[str, Any]


def inconsistencies(plan: object, catalogue: Catalogue) -> Iterator[tuple[Where, str]]:
    """Each place in a plan's fields that does not hold together, with the reason. What has a wrong type is skipped."""
    if not isinstance(plan, Mapping):
        return
    workloads = Counter[str]()
    yield from _repeated(plan, "workloads", (), workloads)
    yield from _repeated(plan, "options", (), Counter())
    for index, option in _entries(plan, "options"):
        yield from _in_option(option, ("options", index), workloads, catalogue)
    given = plan.get("prices")
    known = catalogue.prices
    for name in given if isinstance(given, Mapping) else ():
        if isinstance(name, str) and name not in known:
            yield ("prices", name), unknown("price", name, known)
    for index, milestone in _entries(plan, "milestones"):
        for where, message in inconsistencies(milestone, catalogue):
            yield ("milestones", index, *where), message


def _entries(fields: Fields, name: str) -> Iterator[tuple[int, Fields]]:
    """The entries of a list that are groups of fields, with their places."""
    given = fields.get(name)
    for index, entry in enumerate(given if isinstance(given, tuple) else ()):
        if isinstance(entry, Mapping):
            yield index, entry


def _texts(given: object) -> Iterator[tuple[int, str]]:
    for index, entry in enumerate(given if isinstance(given, tuple) else ()):
        if isinstance(entry, str):
            yield index, entry


def _repeated(fields: Fields, name: str, where: Where, seen: Counter[str]) -> Iterator[tuple[Where, str]]:
    for index, entry in _entries(fields, name):
        id_ = entry.get("id")
        if not isinstance(id_, str):
            continue
        seen[id_] += 1
        if seen[id_] > 1:
            yield (*where, name, index, "id"), f"the id {shorten(id_)} is used more than once"


def _in_option(
    option: Fields, where: Where, workloads: Mapping[str, int], catalogue: Catalogue
) -> Iterator[tuple[Where, str]]:
    seen = Counter(workloads)
    for name in ("zones", "blocks"):
        yield from _repeated(option, name, where, seen)
    yield from _repeated(option, "flows", where, seen)
    zones = {str(zone.get("id")) for _, zone in _entries(option, "zones")}
    blocks = {str(block.get("id")) for _, block in _entries(option, "blocks")}
    for index, block in _entries(option, "blocks"):
        here = (*where, "blocks", index)
        zone = block.get("zone")
        if isinstance(zone, str) and zone not in zones:
            yield (*here, "zone"), unknown("zone", zone, zones)
        for number, covered in _texts(block.get("covers")):
            if covered not in zones | blocks:
                yield (*here, "covers", number), unknown("block or zone", covered, zones | blocks)
        yield from misfits_of_kind(block, here, catalogue)
    ends = blocks | set(workloads)
    for index, flow in _entries(option, "flows"):
        here = (*where, "flows", index)
        for name in ("from", "to"):
            end = flow.get(name)
            if isinstance(end, str) and end not in ends:
                yield (*here, name), unknown("block or workload", end, ends)
        if isinstance(flow.get("to"), str) and flow.get("from") == flow.get("to"):
            yield (*here, "to"), "a flow needs two different ends"


def misfits_of_kind(block: Fields, where: Where, catalogue: Catalogue) -> Iterator[tuple[Where, str]]:
    """What is wrong with a block by its kind: the kind itself, its settings and their answers."""
    name = block.get("kind")
    if not isinstance(name, str):
        return
    kind = catalogue.blocks.get(name)
    if kind is None:
        yield (*where, "kind"), unknown("kind", name, catalogue.blocks)
        return
    settings = block.get("settings")
    for setting, answer in settings.items() if isinstance(settings, Mapping) else ():
        here = (*where, "settings", setting)
        if setting not in kind.settings:
            yield here, unknown(f"setting of {name}", setting, kind.settings)
        elif misfit := kind.settings[setting].misfit(answer):
            yield here, f"{misfit}, not {shorten(answer)}"
