"""Files of our own: the line that says which sort and version they are, and values as YAML in one stable order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import yaml

from infra_builder.guarded_yaml import Parsed
from infra_builder.plain_yaml import resolve
from infra_builder.plan import Value
from infra_builder.problems import Problem, Unusable, shorten

MANY_LINES = 10_000
"""So many lines are remembered once they were made: what milestones hold is mostly what the plan holds, every time."""


class Newer(Unusable):
    """A file that was written by a newer version of this program."""


@dataclass(frozen=True, slots=True)
class Format:
    """A sort of file: the field that it begins with, the version that is written now, what such a file is called."""

    field: str
    version: int
    called: str

    @property
    def line(self) -> str:
        """The first line of such a file."""
        return f"{self.field}: {self.version}"

    def body(self, parsed: Parsed) -> dict[str, object]:
        """A file's fields without its version, once that version is known to be ours. Raises Unusable, or Newer."""
        if parsed.value is None:
            message = f"the file is empty; a {self.called} begins with '{self.line}'"
            raise Unusable([Problem(parsed.file, message, 1)])
        if not isinstance(parsed.value, dict):
            message = f"this is not a {self.called}; a {self.called} begins with '{self.line}'"
            raise Unusable([parsed.problem((), message)])
        body = dict(parsed.value)
        if self.field not in body:
            message = f"this is not a {self.called}; the line '{self.line}' is missing"
            raise Unusable([parsed.problem((), message)])
        self._check(body.pop(self.field), parsed)
        return body

    def _check(self, version: object, parsed: Parsed) -> None:
        where = (self.field,)
        if not isinstance(version, int) or isinstance(version, bool) or version < 1:
            message = f"expected the format version, a whole number from 1 to {self.version}, not {shorten(version)}"
            raise Unusable([parsed.problem(where, message)])
        if version > self.version:
            message = (
                f"this {self.called} was written by a newer Infra Builder (format {version}, this one reads up to "
                f"{self.version}); install the newer version to open it"
            )
            raise Newer([parsed.problem(where, message)])


def _never(_value: Value, _name: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Layout:
    """How values stand in a file.

    `opened` are fields over several lines, everything else stands on one; `spread` are lists whose entries have a line
    a field. `shown` tells fields that are written even where they say nothing, `implied` those that follow from others.
    """

    opened: tuple[str, ...] = ()
    spread: tuple[str, ...] = ()
    shown: Callable[[Value, str], bool] = _never
    implied: Callable[[Value, str], bool] = _never

    def text(self, value: Value) -> str:
        """The fields of a value as lines of YAML, in the order of the type; those that say nothing left out."""
        lines = [line for name, given in self._fields(value).items() for line in self._entry(name, given, "")]
        return "".join(f"{line}\n" for line in lines)

    def _entry(self, name: str, value: object, indent: str) -> list[str]:
        """A field as lines: opened up where its name says so, else on one line."""
        if name not in self.opened or not value:
            return [f"{indent}{name}: {_inline(value)}"]
        lines = [f"{indent}{name}:"]
        if isinstance(value, dict):
            for inner, given in value.items():
                lines += self._entry(inner, given, indent + "  ")
        elif isinstance(value, list):
            for item in value:
                lines += self._item(name, item, indent)
        return lines

    def _item(self, name: str, item: object, indent: str) -> list[str]:
        if name not in self.spread or not isinstance(item, dict):
            return [f"{indent}  - {_inline(item)}"]
        fields = [line for inner, given in item.items() for line in self._entry(inner, given, indent + "    ")]
        fields[0] = f"{indent}  - {fields[0].lstrip()}"
        return fields

    def _fields(self, value: Value) -> dict[str, object]:
        """A value's fields by file name, in order; empty ones only where the format always shows them."""
        shown: dict[str, object] = {}
        for name, field in type(value).model_fields.items():
            given = getattr(value, name)
            if self.implied(value, name):
                continue
            if given == field.get_default(call_default_factory=True) and not self.shown(value, name):
                continue
            shown[field.alias or name] = self._plain(given)
        return shown

    def _plain(self, given: object) -> object:
        match given:
            case Value():
                return self._fields(given)
            case tuple():
                return [self._plain(item) for item in given]
            case Mapping():
                return {name: self._plain(item) for name, item in given.items()}
            case float() if given.is_integer() and abs(given) < 1e15:
                return int(given)
        return given


class _Content:
    """A value that is the same as another one where it reads the same."""

    def __init__(self, value: object) -> None:
        self.value, self._words = value, repr(value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Content) and self._words == other._words

    def __hash__(self) -> int:
        return hash(self._words)


def _inline(value: object) -> str:
    """A value on one line, as in `{id: api, kind: managed_model_api}`."""
    return _line_of(_Content(value))


@lru_cache(MANY_LINES)
def _line_of(content: _Content) -> str:
    text: str = yaml.dump(
        [content.value],
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=float("inf"),
        default_flow_style=True,
    )
    return text.rstrip("\n").removeprefix("[").removesuffix("]")


class _Dumper(yaml.SafeDumper):
    """Writes so that our reader, whose scalars follow YAML 1.2, reads the same value back."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


def _text(dumper: _Dumper, value: str) -> yaml.ScalarNode:
    style = None if isinstance(resolve(value), str) else "'"
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style if value.isprintable() else '"')


_Dumper.add_representer(str, _text)
