"""How it is said that a fact would have to be otherwise: which values would turn a leaf, and the sentence for that."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from infra_builder.amounts import number
from infra_builder.catalogue import Catalogue, FactWords, Otherwise
from infra_builder.design import Design
from infra_builder.rules import wording
from infra_builder.rules.conditions import Leaf
from infra_builder.vocabulary import VOCABULARIES

UNSAID = "–"
"""What the knowledge has where something is not worth a sentence."""
_FEW = 4
"""So many words are listed; of more, it is said which it must not be."""


def others(leaf: Leaf, value: Any) -> tuple[Any, ...]:
    """The values that would turn a leaf, where these can be listed."""
    type_, now = leaf.path.fact.type, leaf.check(value)
    match type_.form:
        case "truth":
            return (not value,)
        case "word" if type_.of != "block_kind":
            every = VOCABULARIES.get(type_.of) or tuple(type_.of.split("|"))
            return tuple(word for word in every if leaf.check(word) is not now)
    return ()


def said_otherwise(design: Design, leaf: Leaf, owner: str, value: Any, to: tuple[Any, ...]) -> str:
    """The sentence for a leaf that would have to answer otherwise; UNSAID where it is not worth one.

    `value`: what the fact of `owner` is now; `to`: the values that would do, where these can be listed.
    """
    fact, words = leaf.path.fact, design.catalogue.facts.get(leaf.path.fact.name)
    if leaf.operator == "known" or (fact.type.form in ("truth", "word") and not to):
        return UNSAID
    if fact.name.startswith(wording.SETTING):
        return wording.answer(design, owner, fact.name, to) if to else UNSAID
    if words is None:
        return UNSAID
    template, said = _template(design.catalogue, words, leaf, value, to)
    return (
        template
        if template == UNSAID
        else wording.filled(template, {"name": wording.name(design, owner), "value": said})
    )


def _template(catalogue: Catalogue, words: FactWords, leaf: Leaf, value: Any, to: tuple[Any, ...]) -> tuple[str, str]:
    """The sentence with its gaps, and what stands in the gap for the value."""
    clears, type_ = words.clears or Otherwise(), leaf.path.fact.type

    def listed(several: Iterable[str]) -> str:
        return wording.listed(wording.word_label(catalogue, type_.of, word) for word in several)

    match type_.form:
        case "truth" if words.clears is None:
            return (words.says if to[0] else words.says_not), ""
        case "truth":
            return (clears.is_ if to[0] else clears.not_), ""
        case "word" if len(to) == 1:
            return clears.is_, listed(to)
        case "word" if len(to) <= _FEW:
            return clears.one_of, listed(to)
        case "word":
            return clears.not_, listed([value])
        case "words":
            return _of_words(clears, leaf, value, listed)
        case "number":
            return _of_number(clears, leaf, value)
        case "one":
            return (clears.none if value else clears.some), ""
    return UNSAID, ""


def _of_words(
    clears: Otherwise, leaf: Leaf, value: tuple[str, ...], listed: Callable[[Iterable[str]], str]
) -> tuple[str, str]:
    """For a fact that gives several words: which would have to be among them, or must not be."""
    present = [word for word in value if word in leaf.wanted]
    missing = [word for word in leaf.wanted if word not in value]
    holds = leaf.check(value)
    match leaf.operator:
        case "empty":
            return (clears.none if value else clears.some), ""
        case "within" if holds:
            others = [word for word in VOCABULARIES.get(leaf.path.fact.type.of, ()) if word not in leaf.wanted]
            if 0 < len(others) <= _FEW:
                return (clears.is_ if len(others) == 1 else clears.one_of), listed(others)
            return clears.not_, listed(value)
        case "within":
            return clears.not_, listed(word for word in value if word not in leaf.wanted)
        case "has_none" | "has_any" if not present:
            return (clears.is_ if len(missing) == 1 else clears.one_of), listed(missing)
        case "has" | "has_all" if missing:
            return clears.is_, listed(missing)
    return clears.not_, listed(present)


def _of_number(clears: Otherwise, leaf: Leaf, value: float) -> tuple[str, str]:
    """For a number: the bound on whose other side it would have to be."""
    bound = leaf.wanted[0]
    match leaf.operator, leaf.check(value):
        case ("at_least", True) | ("below", False):
            return clears.below, number(bound)
        case ("below", True) | ("at_least", False):
            return clears.at_least, number(bound)
        case ("at_most", True) | ("above", False):
            return clears.above, number(bound)
    return UNSAID, ""
