"""File names for groups: such as every system, stick and share takes, and people still recognise."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from infra_builder.planfile import SUFFIX
from infra_builder.room.workshop import Group
from infra_builder.room.workshopfile import same_name

LONGEST = 40
"""So many letters of a group's name are in its file name, so that folders deep down still take it."""
_SPELT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "å": "aa", "ł": "l", "đ": "d"}
)
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)\Z")
"""Names that mean devices on Windows, whatever follows a dot."""


def named_groups(names: Sequence[str], taken: Iterable[Group] = ()) -> tuple[Group, ...]:
    """Groups with these names, each with an id and a file of its own that none of those `taken` has.

    One without a name is called by its number.
    """
    ids = {group.id for group in taken}
    files = {same_name(group.plan) for group in taken}
    made = []
    for number, given in enumerate(names, start=1 + len(ids)):
        name = " ".join(given.split()) or f"Group {number}"
        id_ = _free(f"group_{number}", "_", ids)
        file = _free(_stem(name) or f"group-{number}", "-", {known.removesuffix(SUFFIX) for known in files})
        ids.add(id_)
        files.add(file + SUFFIX)
        made.append(Group(id=id_, name=name, plan=file + SUFFIX))
    return tuple(made)


def _stem(name: str) -> str:
    """A name in small Latin letters, digits and hyphens; empty where nothing of it can be said so."""
    spelt = unicodedata.normalize("NFC", name).casefold().translate(_SPELT)
    plain = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-")
    return f"group-{stem}" if _RESERVED.match(stem) else stem


def _free(wanted: str, joint: str, taken: Iterable[str]) -> str:
    used, name, number = set(taken), wanted, 1
    while name in used:
        number += 1
        name = f"{wanted}{joint}{number}"
    return name
