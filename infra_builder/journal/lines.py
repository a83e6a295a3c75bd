"""Lines of a journal: plain data to a line with its checksum and back, and edits to plain data and back."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from typing import Any

from infra_builder.edits import Edit
from infra_builder.plan import Plan, Value

_EDIT = "$edit"
"""The key under which an edit's data have the name of its class; no setting can be called so."""


class Torn(Exception):  # noqa: N818 - named for what happened to the line
    """A line that was not written to its end, or was changed since."""


def to_line(data: Mapping[str, object]) -> bytes:
    """One line, its end included: checksum, blank, JSON. Names of files may hold what is no letter."""
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(errors="surrogatepass")
    return b"%08x %s\n" % (zlib.crc32(body), body)


def from_line(line: bytes) -> dict[str, Any]:
    """The data of a line without its end. Raises Torn. Lists are tuples, as everywhere in plans."""
    checksum, _, body = line.partition(b" ")
    if checksum != b"%08x" % zlib.crc32(body):
        raise Torn
    try:
        data = _frozen(json.loads(body))
    except (ValueError, RecursionError):
        raise Torn from None
    if not isinstance(data, dict):
        raise Torn
    return data


def plan_data(plan: Plan) -> dict[str, Any]:
    """A plan as plain data; what says nothing is left out."""
    return plan.model_dump(exclude_defaults=True)


def plan_of(data: object) -> Plan:
    """The plan that data stand for. Raises pydantic's ValidationError."""
    return Plan.model_validate(data)


def edit_data(edit: Edit) -> dict[str, Any]:
    """An edit as plain data, with the name of its class."""
    fields = {name: _plain(getattr(edit, name)) for name in type(edit).model_fields}
    return {_EDIT: type(edit).__name__, **fields}


def edit_of(data: Mapping[str, Any]) -> Edit:
    """The edit that data stand for. Raises KeyError for an unknown sort, pydantic's ValidationError for the rest."""
    return _edit(data, _sorts(Edit))


def _sorts(of: Any) -> dict[str, type[Edit]]:
    """The class of edits and all below it, by name."""
    found = {of.__name__: of}
    for below in of.__subclasses__():
        found |= _sorts(below)
    return found


def _edit(data: Mapping[str, Any], sorts: Mapping[str, type[Edit]]) -> Edit:
    def restored(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(map(restored, value))
        return _edit(value, sorts) if isinstance(value, dict) and _EDIT in value else value

    fields = {name: restored(value) for name, value in data.items() if name != _EDIT}
    return sorts[data[_EDIT]].model_validate(fields)


def _plain(value: Any) -> Any:
    match value:
        case Edit():
            return edit_data(value)
        case Value():
            return value.model_dump(exclude_defaults=True)
        case Mapping():
            return {name: _plain(item) for name, item in value.items()}
        case tuple() | list():
            return [_plain(item) for item in value]
    return value


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(map(_frozen, value))
    if isinstance(value, dict):
        return {name: _frozen(item) for name, item in value.items()}
    return value
