"""Sentences of the knowledge base, and where they come from."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from infra_builder.plan import Value

Sentence = Annotated[str, Field(min_length=1, max_length=2000)]
Item = Annotated[str, Field(pattern=r"^D\d{3}([a-z](-[a-z])?)?$")]
"""A numbered decision aid of the inventory, one of its lettered elements, or a run of them: D004, D004a, D004a-d."""


class Source(Value):
    """Where a statement comes from: document, section, numbered items of the inventory of decision aids."""

    doc: Literal["000", "001", "002", "design"]
    section: Sentence
    items: tuple[Item, ...] = ()
