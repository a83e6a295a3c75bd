"""The file of a workshop: text to workshop with every error, and workshop to text in one stable order.

The format follows from the fields of `Workshop`; names of guided choices and cases are not looked up, because the room
goes on where a pack that has them is missing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from infra_builder.formats import Format, Layout
from infra_builder.guarded_yaml import Limits, Parsed, Where, parse, read_text
from infra_builder.problems import Problem, Unusable, shorten
from infra_builder.room.workshop import Workshop
from infra_builder.saving import write_whole
from infra_builder.validation import validated

FORMAT = 1
"""The format version this program writes; newer ones are refused."""
_WORKSHOP = Format("infra_builder_workshop", FORMAT, "workshop")
_LIMITS = Limits(size=1_000_000, depth=10, events=50_000)
_SHOWN = ("title", "date", "groups", "agenda")
_LAYOUT = Layout(
    opened=("groups", "agenda", "waiting"),
    spread=("agenda",),
    shown=lambda value, name: isinstance(value, Workshop) and name in _SHOWN,
)


def read(path: Path) -> Workshop:
    """The workshop in a file. Raises `Unusable` with all problems, each with line and field; `Newer` where it is."""
    return from_text(read_text(path, _LIMITS), str(path))


def from_text(text: str, file: str) -> Workshop:
    """The workshop in a text; `file` is what messages call it."""
    parsed = parse(text, file, _LIMITS)
    body = _WORKSHOP.body(parsed)
    return validated(Workshop, replace(parsed, value=body), _misfits(body, parsed))


def to_text(workshop: Workshop) -> str:
    """The workshop as YAML, keys in the order of the format, fields that say nothing left out."""
    return f"{_WORKSHOP.line}\n{_LAYOUT.text(workshop)}"


def to_content(workshop: Workshop, file: str) -> bytes:
    """The content of a file that `read` takes. Raises Unusable where it would not take it."""
    text = to_text(workshop)
    from_text(text, file)
    return text.encode()


def write(path: Path, workshop: Workshop) -> None:
    """Write a workshop all or nothing. Raises `Unusable`, the file as it was, where that cannot be done."""
    content = to_content(workshop, str(path))
    try:
        write_whole(path, content)
    except OSError as error:
        message = f"the workshop cannot be written: {error.strerror or error}"
        raise Unusable([Problem(str(path), message)]) from None


def same_name(name: str) -> str:
    """What is equal for two names that some system takes for one: capitals and ways to write an accent aside."""
    return unicodedata.normalize("NFC", name).casefold()


def _misfits(body: Mapping[str, Any], parsed: Parsed) -> Iterator[Problem]:
    """What types alone cannot say: groups of one id or one file, a part that runs and is not there."""
    yield from _twice(body, parsed, "id", str)
    yield from _twice(body, parsed, "plan", same_name)
    agenda, running = body.get("agenda", ()), body.get("running")
    if isinstance(running, int) and isinstance(agenda, tuple) and running >= len(agenda):
        message = f"there is no such part; the agenda has {len(agenda)}, counted from 0"
        yield parsed.problem(("running",), message)


def _twice(body: Mapping[str, Any], parsed: Parsed, name: str, known_as: Callable[[str], str]) -> Iterator[Problem]:
    seen: set[str] = set()
    groups = body.get("groups")
    for index, group in enumerate(groups if isinstance(groups, tuple) else ()):
        given = group.get(name) if isinstance(group, dict) else None
        if not isinstance(given, str):
            continue
        if known_as(given) in seen:
            where: Where = ("groups", index, name)
            yield parsed.problem(where, f"two groups have the {name} {shorten(given)}")
        seen.add(known_as(given))
