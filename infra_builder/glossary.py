"""The words of the field, explained for people who do not speak it, and where they stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated

from pydantic import Field

from infra_builder.guarded_yaml import Parsed
from infra_builder.plan import Value
from infra_builder.problems import Problem, shorten
from infra_builder.statements import Sentence, Source


class Term(Value):
    """A word of the field: how it is written, how it is written as well, and what it means in plain words.

    Writings in capitals (RAG, HPC) are found as they are, all others in small and capital letters.
    """

    term: Sentence
    also: tuple[Sentence, ...] = ()
    says: Sentence
    source: Annotated[tuple[Source, ...], Field(min_length=1)]

    @property
    def writings(self) -> tuple[str, ...]:
        """Every way in which the word is written."""
        return (self.term, *self.also)


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text, from `start` to before `end`, that is a writing of a term."""

    start: int
    end: int
    id: str


class Glossary:
    """Terms by id, with the means to find them in texts."""

    def __init__(self, terms: Mapping[str, Term]) -> None:
        self.terms = terms
        self._ids = {writing.casefold(): id_ for id_, term in terms.items() for writing in term.writings}
        writings = sorted((w for term in terms.values() for w in term.writings), key=len, reverse=True)
        either = "|".join(_found_as(writing) for writing in writings)
        self._pattern = re.compile(rf"(?<![\w-])(?:{either})(?![\w-])", re.IGNORECASE) if writings else None
        self.marks = lru_cache(maxsize=2_000)(self._marks)

    def _marks(self, text: str) -> tuple[Mark, ...]:
        """The first place of each term in a text; of two that overlap, the longer writing."""
        if self._pattern is None:
            return ()
        first: dict[str, Mark] = {}
        for match in self._pattern.finditer(text):
            id_ = self._ids[match.group().casefold()]
            first.setdefault(id_, Mark(match.start(), match.end(), id_))
        return tuple(first.values())


def _found_as(writing: str) -> str:
    return f"(?-i:{re.escape(writing)})" if writing.isupper() else re.escape(writing)


def written_twice(terms: Mapping[str, Term], origins: Mapping[tuple[str, str], Parsed]) -> Iterator[Problem]:
    """Writings that two terms claim: nobody could tell which one is meant."""
    claimed: dict[str, str] = {}
    for id_, term in terms.items():
        for writing in term.writings:
            first = claimed.setdefault(writing.casefold(), id_)
            if first != id_:
                where = ("glossary", id_)
                message = f"{shorten(writing)} is a writing of {first} too; a word can have one explanation only"
                yield origins["glossary", id_].problem(where, message, at_key=True)


def occurring(terms: Mapping[str, Term], texts: Iterator[str]) -> frozenset[str]:
    """The terms that occur in texts, or in what is said about another term."""
    glossary = Glossary(terms)
    found = {mark.id for text in texts for mark in glossary.marks(text)}
    for id_, term in terms.items():
        found |= {mark.id for mark in glossary.marks(term.says)} - {id_}
    return frozenset(found)
