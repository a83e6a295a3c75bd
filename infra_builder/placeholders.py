"""Names in braces in the texts of the knowledge base: checked when it is read, so that filling them in cannot fail."""

from __future__ import annotations

import string
from collections.abc import Callable, Iterator, Set

from infra_builder.problems import unknown


def misfits(text: str, known: Set[str]) -> Iterator[str]:
    """What is wrong with the names in braces of a text, each as a sentence."""
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError as error:
        yield f"braces do not match: {error}"
        return
    for stranger in sorted({name for _, name, _, _ in parts if name is not None} - known):
        yield unknown("placeholder", f"{{{stranger}}}", [f"{{{each}}}" for each in known])
    for _, name, form, conversion in parts:
        if name in known and (form or conversion):
            yield f"only a name may stand between braces: {{{name}}}"


def names(text: str) -> frozenset[str]:
    """The names that stand in braces in a text; none where the braces do not match and so mean nothing."""
    try:
        return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)
    except ValueError:
        return frozenset()


def only(*known: str) -> Callable[[str], str]:
    """A validator of texts in which only these names may stand in braces."""

    def checked(text: str) -> str:
        for misfit in misfits(text, frozenset(known)):
            raise ValueError(misfit)
        return text

    return checked
