"""Finding by a few letters: words in any order, beginnings of words, or letters that follow each other."""

from __future__ import annotations

import re
import unicodedata

_WHOLE, _BEGINS, _WITHIN, _LETTERS = 8.0, 6.0, 4.0, 1.0


def plain_letters(text: str) -> str:
    """Small letters without accents, so that `eu` finds `EU` and `uber` finds `über`."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def score(wanted: str, text: str) -> float:
    """How well a text fits what is typed: 0 where it does not, more for whole words, beginnings and short texts."""
    there = plain_letters(text)
    words = re.findall(r"\w+", there)
    fits = [_fit(part, there, words) for part in plain_letters(wanted).split()]
    if not fits:
        return 1.0
    if not all(fits):
        return 0.0
    weight = 0.1 if _LETTERS in fits else 1.0
    return weight * (sum(fits) + 1 / (1 + len(there)))


def _fit(part: str, there: str, words: list[str]) -> float:
    if part in words:
        return _WHOLE
    if any(word.startswith(part) for word in words):
        return _BEGINS
    if part in there:
        return _WITHIN
    return _LETTERS if len(part) > 1 and _follow(part, words) else 0.0


def _follow(part: str, words: list[str]) -> bool:
    """Whether the letters follow each other, the first one at the beginning of a word: `gpucl` for GPU cluster."""
    for index, word in enumerate(words):
        if word[0] != part[0]:
            continue
        letters = iter(" ".join(words[index:])[: 4 * len(part) + 8])
        if all(letter in letters for letter in part):
            return True
    return False
