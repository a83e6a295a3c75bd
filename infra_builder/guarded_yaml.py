"""YAML from people we do not know, read without trusting it.

The events of the parser are counted and checked before any value is built: size, depth, no aliases, no tags, no
duplicate keys. (libyaml's own composer recurses in C and can bring the process down on deep nesting; its event
stream cannot.) Scalars follow YAML 1.2, so `no` is a word and `010` is ten. Sequences become tuples, so that the
result is a value. Each value keeps the line and column it came from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

import yaml

from infra_builder.plain_yaml import LOADER, ODD, plain_value, resolve
from infra_builder.problems import Problem, Unusable, clipped, shorten

Step = str | int
Where = tuple[Step, ...]
Mark = tuple[int, int]
Span = tuple[Mark, Mark]

_NO_TEXT = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML does not allow to stand in a text, except written as an escape."""
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an input may hold: bytes of UTF-8, levels of nesting, parser events."""

    size: int = 5_000_000
    depth: int = 40
    events: int = 400_000


@dataclass(frozen=True, slots=True)
class Parsed:
    """A value (dicts, tuples, scalars) and where each part of it stands: `marks` for values, `keys` for names.

    `problems` are those that did not end the reading (duplicate keys): whoever validates the value reports them too.
    """

    file: str
    value: object
    marks: Mapping[Where, Mark]
    keys: Mapping[Where, Mark]
    problems: tuple[Problem, ...] = ()

    def problem(self, where: Where, message: str, *, at_key: bool = False) -> Problem:
        """A problem at a path, on the line of the nearest part that exists."""
        mark = self.keys.get(where) if at_key else None
        steps = where
        while mark is None and steps:
            mark, steps = self.marks.get(steps), steps[:-1]
        line, column = mark or self.marks.get((), (1, 1))
        return Problem(self.file, message, line, column, dotted(where))


@dataclass(frozen=True)
class _Places:
    """Where the parts of a sound text stand, found out when somebody asks: only what is wrong has to be pointed at."""

    text: str
    file: str
    limits: Limits

    @cached_property
    def found(self) -> Parsed:
        return _placed(self.text, self.file, self.limits)


class _Marks(Mapping[Where, Mark]):
    """The marks of values or of keys, as a mapping that is filled when first looked into."""

    def __init__(self, places: _Places, of: Literal["marks", "keys"]) -> None:
        self._places, self._of = places, of

    def _found(self) -> Mapping[Where, Mark]:
        marks: Mapping[Where, Mark] = getattr(self._places.found, self._of)
        return marks

    def __getitem__(self, where: Where) -> Mark:
        return self._found()[where]

    def __iter__(self) -> Iterator[Where]:
        return iter(self._found())

    def __len__(self) -> int:
        return len(self._found())


def dotted(where: Where) -> str:
    """A path as people write it: `options[0].blocks[2].kind`."""
    text = ""
    for step in where:
        name = f"[{step}]" if isinstance(step, int) else clipped(step)
        text += f".{name}" if text and isinstance(step, str) else name
    return text


def read_text(path: Path, limits: Limits = Limits()) -> str:
    """The text of a file, or `Unusable` where it is missing, no file, too large or not UTF-8."""
    name = str(path)
    try:
        if path.is_dir():
            raise Unusable([Problem(name, "this is a folder, not a file")])
        if not path.exists():
            raise Unusable([Problem(name, "there is no such file")])
        if not path.is_file():
            raise Unusable([Problem(name, "this is not an ordinary file")])
        with path.open("rb") as stream:
            raw = stream.read(limits.size + 1)
        if len(raw) > limits.size:
            size, limit = path.stat().st_size / 1e6, limits.size / 1e6
            raise Unusable([Problem(name, f"the file is too large: {size:.1f} MB; at most {limit:.0f} MB are read", 1)])
    except OSError as error:
        raise Unusable([Problem(name, f"the file cannot be read: {error.strerror or error}")]) from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Unusable([Problem(name, "the file is not UTF-8 text", line)]) from None


def parse(text: str, file: str, limits: Limits = Limits()) -> Parsed:
    """The value a YAML text stands for, with its marks; `Unusable` with the line of whatever is not allowed.

    Duplicate keys are kept in `Parsed.problems`; anything else ends the reading where it stands.
    """
    if len(text) > limits.size:
        raise Unusable([Problem(file, f"the text is too large; at most {limits.size / 1e6:.0f} MB are read", 1)])
    if stray := _NO_TEXT.search(text):
        line, column = text.count("\n", 0, stray.start()) + 1, stray.start() - text.rfind("\n", 0, stray.start())
        raise Unusable([Problem(file, f"the character U+{ord(stray[0]):04X} is not allowed here", line, column)])
    value = plain_value(text, limits.depth, limits.events)
    if value is not ODD:
        places = _Places(text, file, limits)
        return Parsed(file, value, _Marks(places, "marks"), _Marks(places, "keys"))
    return _placed(text, file, limits)


def _placed(text: str, file: str, limits: Limits) -> Parsed:
    """The same with the place of each part, and with every problem."""
    builder = _Builder(file, limits)
    try:
        for event in yaml.parse(text, Loader=LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        message, place = _slip(error, text, builder)
        raise Unusable([Problem(file, f"this is not valid YAML: {message}", *place)]) from None
    except yaml.YAMLError as error:
        raise Unusable([Problem(file, f"this is not valid YAML: {shorten(error, 100)}", 1)]) from None
    return builder.result()


def _slip(error: yaml.MarkedYAMLError, text: str, builder: _Builder) -> tuple[str, Mark]:
    """What is likely wrong, and where: what is left open is told where it begins, not where that was noticed."""
    mark, context = error.problem_mark or error.context_mark, error.context or ""
    message, stopped = str(error.problem or context), (mark.line + 1, mark.column + 1) if mark else (1, 1)
    begun = (error.context_mark.line + 1, error.context_mark.column + 1) if error.context_mark else stopped
    noticed = f"is not closed (noticed on line {stopped[0]})"
    if builder.quoted and builder.quoted[1][0] == stopped[0]:
        return f"the quote that begins here {noticed}", builder.quoted[0]
    if "quoted scalar" in context and stopped[0] > begun[0] and "unexpected" in message:
        return f"the quote that begins here {noticed}", begun
    if "simple key" in context:
        return message, begun
    if "flow" in context:
        lines = _BREAK.split(text.rstrip())
        for opened in (builder.marks[where] for _, where in builder.stack if where in builder.bracketed):
            indent = _indent(lines[opened[0] - 1], " -")
            after = [line for line in lines[opened[0] : stopped[0]] if line.strip() and line.lstrip()[0] != "#"]
            # What stands no further in than the line of the bracket is no longer meant to be inside.
            if stopped[0] > len(lines) or any(_indent(line, " ") <= indent for line in after):
                return f"the bracket that begins here {noticed}", opened
    return message, stopped


def _indent(line: str, blanks: str) -> int:
    return len(line) - len(line.lstrip(blanks))


class _Builder:
    """Builds one value out of parser events, without recursion."""

    def __init__(self, file: str, limits: Limits) -> None:
        self.file, self.limits = file, limits
        self.events = 0
        self.documents = 0
        self.marks: dict[Where, Mark] = {}
        self.keys: dict[Where, Mark] = {}
        self.problems: list[Problem] = []
        self.stack: list[tuple[dict[str, object] | list[object], Where]] = []
        self.pending: list[str | None] = []
        self.root: object = None
        self.bracketed: set[Where] = set()
        """Lists and groups of fields that are written with brackets."""
        self.quoted: Span | None = None
        """Begin and end of the last text, where it is in quotes and goes over several lines."""

    def result(self) -> Parsed:
        return Parsed(self.file, self.root, self.marks, self.keys, tuple(self.problems))

    def stop(self, event: yaml.Event, message: str) -> Unusable:
        line, column = _place(event)
        return Unusable([*self.problems, Problem(self.file, message, line, column)])

    def take(self, event: yaml.Event) -> None:
        self.events += 1
        if self.events > self.limits.events:
            raise self.stop(event, f"the text holds more than {self.limits.events} parts")
        match event:
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    raise self.stop(event, "the file holds more than one document ('---')")
            case yaml.AliasEvent():
                raise self.stop(event, "aliases ('*name') are not allowed; write the value out")
            case yaml.ScalarEvent():
                self.scalar(event)
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                self.open(event)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self.close()

    def scalar(self, event: yaml.ScalarEvent) -> None:
        if event.value:
            span = (_place(event), _place(event, end=True))
            self.quoted = span if event.style in ("'", '"') and span[0][0] < span[1][0] else None
        if event.anchor:
            raise self.stop(event, "anchors ('&name') are not allowed")
        if event.tag and event.tag not in ("!", "tag:yaml.org,2002:str"):
            raise self.stop(event, f"tags ({shorten(event.tag)}) are not allowed")
        if self.stack and isinstance(self.stack[-1][0], dict) and self.pending[-1] is None:
            self.key(event)
            return
        plain = event.style is None or event.style == ""
        value = resolve(event.value) if plain and not event.tag and event.implicit[0] else event.value
        self.put(value, event)

    def key(self, event: yaml.ScalarEvent) -> None:
        container, where = self.stack[-1]
        name: str = event.value
        if name in container:
            first = self.keys.get((*where, name), (0, 0))[0]
            line, column = _place(event)
            message = f"{shorten(name)} is written twice here, first on line {first}"
            self.problems.append(Problem(self.file, message, line, column, dotted((*where, name))))
        self.pending[-1] = name
        self.keys.setdefault((*where, name), _place(event))

    def open(self, event: yaml.SequenceStartEvent | yaml.MappingStartEvent) -> None:
        if event.anchor:
            raise self.stop(event, "anchors ('&name') are not allowed")
        if event.tag and event.tag != "!":
            raise self.stop(event, f"tags ({shorten(event.tag)}) are not allowed")
        if len(self.stack) >= self.limits.depth:
            raise self.stop(event, f"the text is nested deeper than {self.limits.depth} levels")
        if self.stack and isinstance(self.stack[-1][0], dict) and self.pending[-1] is None:
            raise self.stop(event, "a name (before the colon) must be plain text")
        where = self.where()
        self.marks[where] = _place(event)
        if event.flow_style:
            self.bracketed.add(where)
        self.stack.append(({} if isinstance(event, yaml.MappingStartEvent) else [], where))
        self.pending.append(None)

    def close(self) -> None:
        container, _ = self.stack.pop()
        self.pending.pop()
        self.store(container if isinstance(container, dict) else tuple(container))

    def put(self, value: object, event: yaml.Event) -> None:
        self.marks[self.where()] = _place(event)
        self.store(value)

    def where(self) -> Where:
        if not self.stack:
            return ()
        container, where = self.stack[-1]
        step: Step = len(container) if isinstance(container, list) else self.pending[-1] or ""
        return (*where, step)

    def store(self, value: object) -> None:
        if not self.stack:
            self.root = value
            return
        container = self.stack[-1][0]
        if isinstance(container, list):
            container.append(value)
        else:
            container[self.pending[-1] or ""] = value
            self.pending[-1] = None


def _place(event: yaml.Event, *, end: bool = False) -> Mark:
    mark = event.end_mark if end else event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
