"""Plan files: text to plan with every error, and plan to text in one stable order.

`read` and `from_text` never return half a plan; `to_text` and `from_text` are inverse.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path

import yaml

from infra_builder.catalogue import Catalogue
from infra_builder.consistency import inconsistencies
from infra_builder.guarded_yaml import Limits, Parsed, parse, read_text
from infra_builder.plain_yaml import resolve
from infra_builder.plan import Flow, Option, Plan, Value, flow_id
from infra_builder.problems import Problem, Unusable, shorten
from infra_builder.validation import SHOWN, validated

FORMAT = 1
"""The format version this program writes. Older ones are migrated, newer ones refused."""

SUFFIX = ".infraplan"


def read(path: Path, catalogue: Catalogue) -> Plan:
    """The plan in a file. Raises `Unusable` with all problems, each with line and field."""
    return from_text(read_text(path), str(path), catalogue)


def from_text(text: str, file: str, catalogue: Catalogue) -> Plan:
    """The plan in a text; `file` is what messages call it."""
    parsed = parse(text, file)
    body = _body(parsed)
    found = islice(inconsistencies(body, catalogue), 2 * SHOWN)
    problems = [parsed.problem(where, message) for where, message in found]
    return validated(Plan, replace(parsed, value=body), problems)


def _body(parsed: Parsed) -> dict[str, object]:
    """The file's fields without its format version, once that version is known to be ours."""
    if parsed.value is None:
        raise Unusable([Problem(parsed.file, "the file is empty; a plan begins with 'infra_builder: 1'", 1)])
    if not isinstance(parsed.value, dict):
        raise Unusable([parsed.problem((), "this is not a plan; a plan begins with 'infra_builder: 1'")])
    body = dict(parsed.value)
    where = ("infra_builder",)
    if "infra_builder" not in body:
        raise Unusable([parsed.problem((), "this is not a plan; the line 'infra_builder: 1' is missing")])
    version = body.pop("infra_builder")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        message = f"expected the format version, a whole number from 1 to {FORMAT}, not {shorten(version)}"
        raise Unusable([parsed.problem(where, message)])
    if version > FORMAT:
        message = (
            f"this plan was written by a newer Infra Builder (format {version}, this one reads up to {FORMAT}); "
            "install the newer version to open it"
        )
        raise Unusable([parsed.problem(where, message)])
    return body


def to_text(plan: Plan) -> str:
    """The plan as YAML, keys in the order of the format, fields that say nothing left out."""
    return f"infra_builder: {FORMAT}\n{fields_text(plan)}"


def fields_text(value: Value) -> str:
    """The fields of a plan, or of a part of one, as lines of YAML."""
    lines = [line for name, given in _fields(value).items() for line in _entry(name, given, "")]
    return "".join(f"{line}\n" for line in lines)


READ = Limits()
FEW = 500_000
"""Bytes in which there cannot be too many parts for the reader."""


def to_content(plan: Plan, file: str, limits: Limits = READ) -> bytes:
    """The content of a file that `read` takes. Raises Unusable where the plan is too large to be read again."""
    text = to_text(plan)
    content = text.encode()
    if len(content) > limits.size:
        sizes = f"{len(content) / 1e6:.1f} MB; at most {limits.size / 1e6:.0f} MB can be opened again"
        raise Unusable([Problem(file, f"the plan is too large: {sizes}")])
    if len(content) > FEW:
        parse(text, file, limits)
    return content


_OPENED = (
    "situation", "workloads", "options", "zones", "blocks", "flows",
    "prices", "decisions", "votes", "slips", "milestones",
)  # fmt: skip
"""Fields that are written over several lines; everything else stands on one."""
_SPREAD = ("workloads", "options", "votes", "milestones")
"""Lists whose entries have a line a field."""
_SHOWN = ("title", "organisation", "situation", "workloads", "options", "decisions")
"""Fields of a plan that are written even where they say nothing."""


def _entry(name: str, value: object, indent: str) -> list[str]:
    """A field as lines: opened up where its name says so, else on one line."""
    if name not in _OPENED or not value:
        return [f"{indent}{name}: {_inline(value)}"]
    lines = [f"{indent}{name}:"]
    if isinstance(value, dict):
        for inner, given in value.items():
            lines += _entry(inner, given, indent + "  ")
    elif isinstance(value, list):
        for item in value:
            if name in _SPREAD:
                fields = [line for inner, given in item.items() for line in _entry(inner, given, indent + "    ")]
                fields[0] = f"{indent}  - {fields[0].lstrip()}"
                lines += fields
            else:
                lines.append(f"{indent}  - {_inline(item)}")
    return lines


def _inline(value: object) -> str:
    """A value on one line, as in `{id: api, kind: managed_model_api}`."""
    text: str = yaml.dump(
        [value], Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=float("inf"), default_flow_style=True
    )
    return text.rstrip("\n").removeprefix("[").removesuffix("]")


def _fields(value: Value) -> dict[str, object]:
    """A value's fields by file name, in order; empty ones only where the format always shows them."""
    shown: dict[str, object] = {}
    for name, field in type(value).model_fields.items():
        given = getattr(value, name)
        if name == "id" and isinstance(value, Flow) and given == flow_id(value.source, value.target, value.kind):
            continue
        if given == field.get_default(call_default_factory=True) and not _always(value, name):
            continue
        shown[field.alias or name] = _plain(given)
    return shown


def _always(value: Value, name: str) -> bool:
    return (isinstance(value, Plan) and name in _SHOWN) or (isinstance(value, Option) and name == "name")


def _plain(given: object) -> object:
    match given:
        case Value():
            return _fields(given)
        case tuple():
            return [_plain(item) for item in given]
        case Mapping():
            return {name: _plain(item) for name, item in given.items()}
        case float() if given.is_integer() and abs(given) < 1e15:
            return int(given)
    return given


class _Dumper(yaml.SafeDumper):
    """Writes so that our reader, whose scalars follow YAML 1.2, reads the same value back."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


def _text(dumper: _Dumper, value: str) -> yaml.ScalarNode:
    style = None if isinstance(resolve(value), str) else "'"
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style if value.isprintable() else '"')


_Dumper.add_representer(str, _text)
