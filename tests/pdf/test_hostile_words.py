"""Whatever people type is printed as they typed it: nothing of it is taken for markup, opened or cut off.

Every text of a plan is replaced by a hostile one, found by its type, so that a field that is new is fed as well.
`HOSTILE_STRINGS` says how many strings are tried; a handful of plans takes them all.
"""

from __future__ import annotations

import os
import random
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pypdfium2
import pytest
from annotated_types import MaxLen
from printed_plans import KINDS, Printed, finding, judged, plan, report

from exports.pdf.text import clean
from infra_builder.plan import (
    Block,
    Decision,
    Milestone,
    Option,
    Plan,
    Price,
    Slip,
    Value,
    Vote,
    Workload,
    Zone,
)

COUNT = int(os.environ.get("HOSTILE_STRINGS", "80"))
BLOCKS = 12
PIECES = (
    "<b>", "</b>", "<para>", "<i", "<img src='file:///etc/passwd'/>", '<img src="http://x.example/a.png">', "<br/>",
    "&",     "&amp;", "&#0;", "&nbsp;", "<a href='javascript:alert(1)'>x</a>", "javascript:alert(1)", "file:///etc/passwd",
    "http://plain.example/", "<font size=900>", "]]>", "<!--", "-->", "<![CDATA[", "%s", "%(x)s", "\\", "\\n", "\x00",
    "\x07", "\x1b[31m", "\u202e", "\u2066", "\u200f", "\u200b", "\ufeff", "\t", "'", '"', "``", "{0}", "{option}", "Ω",
    "Жук", "ß", "é", "e\u0301", "€", "→", "()", ")\\(", "/JS", "<<", ">>", "endobj", "stream", "= 1+1", "@cmd", "|",
)  # fmt: skip
CHUNK, BEGINNING = 25, 400
RUNS = re.compile(r"(.)\1{250,}")
LONGEST = {"settings": 200, "says": 10_000, "why": 10_000}
SIDE, HEAD, FOOT = 36.5, 33.0, 23.0
"""Where letters may reach at most, in points from the edges of a page."""
WHOLE = (
    "title", "option.name", "zone.name", "zone.provider", "zone.region", "zone.owner", "workload.name", "block.name",
    "block.owner", "block.note", "decision.owner", "decision.reason", "says", "why",
)  # fmt: skip
"""Texts that are certainly printed. Whatever is printed is whole but for `SHORTENED`, which stand inside sentences."""
SHORTENED = ("organisation", "footer", "option.name")


def strings() -> Iterator[str]:
    """Hostile strings without end, always the same."""
    luck = random.Random(20_26)
    number = 0
    while True:
        parts = luck.choices(PIECES, k=luck.randint(1, 6))
        if number % 20 == 19:
            parts.append(luck.choice("wW<&x") * luck.choice((300, 3900, 10_000)))
        # What a person finds again is a number that stands nowhere else.
        yield f"q{number}z{''.join(parts)}".replace("{", "(").replace("}", ")")
        number += 1


def template() -> Plan:
    """A plan in which every text there is has a place."""
    zone = Zone(id="z", environment="public_cloud", name="x", provider="x", region="x", owner="x")
    blocks = tuple(
        Block(id=f"b{n}", kind=KINDS[n % len(KINDS)], name="x", owner="x", note="x", zone="z", settings={"terms": "x"})
        for n in range(BLOCKS)
    )
    option = Option(id="a", name="x", zones=(zone,), blocks=blocks)
    work = Workload(id="work", kind="rag_assistant", name="x")
    gone = Decision(finding="gone", about="x", status="done", owner="x", reason="x")
    taken = Decision(finding="rule_1", status="accepted", owner="x", reason="x", review_by="2026-01-01", about="x")
    asked = Decision(question="gone", status="not_applicable", reason="x", owner="x", about="x")
    vote = Vote(option="a", date="2026-01-01", slips=(Slip(answer="not_yet", reason="x", name="x"),))
    return plan(
        option, title="x", organisation="x", footer="x", workloads=(work,), decisions=(taken, gone, asked),
        prices={"person_hour": Price(low=1, high=2, source="x")}, votes=(vote,),
        milestones=(Milestone(name="x", made="x", workloads=(work,), options=(option,)),),
    )  # fmt: skip


def texts_of(kind: type[Value]) -> list[str]:
    """The fields of a value that hold free text."""
    return [
        name for name, field in kind.model_fields.items()
        if field.annotation is str and any(isinstance(rule, MaxLen) for rule in field.metadata)
        and all(getattr(rule, "pattern", None) is None for rule in field.metadata)
    ]  # fmt: skip


def fed(value: Any, words: Iterator[str], given: dict[str, str]) -> Any:
    """A value with every text in it replaced. `given` takes each text with the name of its field."""
    if isinstance(value, tuple):
        return tuple(fed(each, words, given) for each in value)
    if isinstance(value, Mapping):
        return {key: fed(each, words, given) if isinstance(each, Value) else answer(words, given)
                for key, each in value.items()}  # fmt: skip
    if not isinstance(value, Value):
        return value
    kind = type(value)
    if isinstance(value, Milestone):
        return value.but(**{name: taken(name, kind, words, given) for name in texts_of(kind)})
    changes = {name: taken(name, kind, words, given) for name in texts_of(kind) if getattr(value, name) == "x"}
    others = {name: fed(getattr(value, name), words, given) for name in kind.model_fields if name not in changes}
    return kind.model_validate({**others, **changes})


def taken(name: str, kind: type[Value], words: Iterator[str], given: dict[str, str]) -> str:
    """The next text, for a field of a value."""
    word = next(words)[:4000]
    given[word] = name if kind is Plan else f"{kind.__name__.lower()}.{name}"
    return word


def answer(words: Iterator[str], given: dict[str, str]) -> str:
    """The next text, for an answer about a block."""
    word = next(words)[: LONGEST["settings"]]
    given[word] = "settings"
    return word


@cache
def plans() -> tuple[tuple[Plan, tuple[str, str], Mapping[str, str]], ...]:
    """As many plans as take all strings, each with what a finding says, and with its texts by their fields."""
    words, made, count = strings(), [], 0
    while count < COUNT:
        given: dict[str, str] = {}
        odd = fed(template(), words, given)
        said = next(words)[: LONGEST["says"]], next(words)[: LONGEST["why"]]
        given |= dict(zip(said, ("says", "why"), strict=True))
        made.append((odd, said, given))
        count += len(given)
    return tuple(made)


@cache
def printed(number: int) -> Printed:
    """Everything about one of the plans on paper."""
    odd, said, _ = plans()[number]
    found = finding(1, subject="b0", says=said[0], why=said[1])
    return Printed(odd, report(judged([found], name=odd.options[0].name)))


def bare(text: str) -> str:
    """A text as it is printed, without white space: lines and pages break anywhere."""
    return re.sub(r"\s", "", text)


def test_every_text_of_a_plan_is_fed() -> None:
    _, _, given = plans()[0]
    kinds: tuple[type[Value], ...] = (Workload, Zone, Block, Option, Decision, Slip, Price, Milestone)
    wanted = {f"{kind.__name__.lower()}.{name}" for kind in kinds for name in texts_of(kind)} | set(texts_of(Plan))
    assert wanted - set(given.values()) == {"decision.finding", "decision.question"}


@pytest.mark.parametrize("number", range(len(plans())))
def test_hostile_words_come_back_as_they_were_typed(number: int) -> None:
    text = bare(without_edges(printed(number)))
    for word, field in plans()[number][2].items():
        name = clean(word)[: word.index("z") + 1]
        assert field not in WHOLE or name in text, field
        if name in text and field not in SHORTENED:
            # What stands in other columns comes in between the lines of a long word, so it is looked for in pieces.
            wanted = bare(clean(word))
            for start in range(0, min(len(wanted), BEGINNING), CHUNK):
                assert stands(wanted[start : start + CHUNK], text), (field, word[:80])
            for run in RUNS.finditer(wanted):
                assert text.count(run[1]) >= len(run[0]), (field, word[:80])


def stands(chunk: str, text: str) -> bool:
    """Whether a piece of a word stands in a text, in two where the page ends in it."""
    if chunk in text:
        return True
    return any(chunk[:place] in text and chunk[place:] in text for place in range(1, len(chunk)))


def without_edges(made: Printed) -> str:
    """The words of all pages but for those at head and foot."""
    parts = []
    with pypdfium2.PdfDocument(made.bytes) as document:
        for page in document:
            wide, high = page.get_size()
            parts.append(page.get_textpage().get_text_bounded(0, 47, wide, high - 57))
    return "".join(parts)


@pytest.mark.parametrize("number", range(len(plans())))
def test_nothing_of_hostile_words_is_opened_or_clipped(number: int) -> None:
    made = printed(number)
    for page in made.reader.pages:
        for note in page.get("/Annots", []):
            action = note.get_object().get("/A")
            assert action is None or str(action["/URI"]).startswith(("https://", "mailto:"))
    root = made.reader.trailer["/Root"]
    assert "/OpenAction" not in root
    assert "/AA" not in root
    assert "/Names" not in root or "/JavaScript" not in root["/Names"]
    assert not any("/XObject" in page["/Resources"] for page in made.reader.pages)
    with pypdfium2.PdfDocument(made.bytes) as document:
        for page in document:
            wide, high = page.get_size()
            text = page.get_textpage()
            for place in range(text.count_rects()):
                left, foot, right, top = text.get_rect(place)
                assert left >= SIDE, text.get_text_bounded(left, foot, right, top)[:60]
                assert right <= wide - SIDE, text.get_text_bounded(left, foot, right, top)[:60]
                assert foot >= FOOT - 3
                assert top <= high - HEAD + 3
