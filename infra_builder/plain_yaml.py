"""YAML texts without anything odd in them, read fast: of the hundreds that ship with the program, every one.

Whatever is odd or wrong is left to `guarded_yaml`, which knows where things stand and says what is to be mended.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?[0-9]{1,18}\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?\Z")
_CONSTANTS = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip


ODD = object()
"""Stands for the value of a text that is not as plain as most are, or that is wrong."""
_NO_KEY = object()


def plain_value(text: str, depth: int, events: int) -> object:
    """The value of a text in which nothing is odd: no anchor, tag, slip, repeated key, and within the limits; else ODD.

    Nearly every text is so; it keeps no places and explains nothing.
    """
    loader = LOADER(text)
    stack: list[tuple[Any, Any]] = []
    inside: Any = []
    root, key = inside, _NO_KEY
    try:
        for _ in range(events):
            event = loader.get_event()
            kind = type(event)
            if kind is yaml.ScalarEvent:
                if event.anchor or event.tag:
                    return ODD
                if key is _NO_KEY and type(inside) is dict:
                    key = event.value
                    if key in inside:
                        return ODD
                    continue
                value = event.value if event.style or not event.implicit[0] else resolve(event.value)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                if event.anchor or event.tag or len(stack) >= depth or (key is _NO_KEY and type(inside) is dict):
                    return ODD
                stack.append((inside, key))
                inside, key = {} if kind is yaml.MappingStartEvent else [], _NO_KEY
                continue
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                value = inside if kind is yaml.MappingEndEvent else tuple(inside)
                inside, key = stack.pop()
            elif event is None:
                return root[0] if len(root) == 1 else ODD if root else None
            elif kind is yaml.AliasEvent:
                return ODD
            else:
                continue
            if key is _NO_KEY:
                inside.append(value)
            else:
                inside[key] = value
                key = _NO_KEY
    except yaml.YAMLError:
        return ODD
    finally:
        loader.dispose()
    return ODD


def resolve(text: str) -> object:
    """A plain scalar by the core schema of YAML 1.2; what is not a number, truth or nothing is text."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] not in "+-.0123456789":
        return text
    if _INT.match(text):
        return int(text)
    if _FLOAT.match(text):
        return float(text)
    return text
