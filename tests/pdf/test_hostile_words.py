"""Whatever people type is printed as they typed it: nothing of it is taken for markup, opened or cut off.

`HOSTILE_STRINGS` says how many strings are tried; a handful of plans takes them all.
"""

from __future__ import annotations

import os
import random
import re
from collections.abc import Iterator

import pytest
from printed_plans import KINDS, Printed, finding, judged, plan, report

from exports.pdf.text import clean
from infra_builder.plan import Block, Decision, Option, Workload, Zone

COUNT = int(os.environ.get("HOSTILE_STRINGS", "80"))
A_PLAN = 40
"""So many strings go into one plan."""
PIECES = (
    "<b>", "</b>", "<para>", "<i", "<img src='file:///etc/passwd'/>", '<img src="http://x.example/a.png">', "<br/>",
    "&",     "&amp;", "&#0;", "&nbsp;", "<a href='javascript:alert(1)'>x</a>", "javascript:alert(1)", "file:///etc/passwd",
    "http://plain.example/", "<font size=900>", "]]>", "<!--", "-->", "<![CDATA[", "%s", "%(x)s", "\\", "\\n", "\x00",
    "\x07", "\x1b[31m", "\u202e", "\u2066", "\u200f", "\u200b", "\ufeff", "\t", "'", '"', "``", "{0}", "{option}", "Ω",
    "Жук", "ß", "é", "e\u0301", "€", "→", "()", ")\\(", "/JS", "<<", ">>", "endobj", "stream", "= 1+1", "@cmd", "|",
)  # fmt: skip
CHUNK = 25


def strings(count: int) -> Iterator[str]:
    """Hostile strings, always the same."""
    luck = random.Random(20_26)
    for number in range(count):
        parts = luck.choices(PIECES, k=luck.randint(1, 6))
        if number % 20 == 19:
            parts.append(luck.choice("wW<&x") * luck.choice((300, 3900)))
        # What a person finds again is a number that stands nowhere else.
        yield f"q{number}z{''.join(parts)}"[:4000].replace("{", "(").replace("}", ")")


def groups() -> list[list[str]]:
    """The strings, plan by plan."""
    every = list(strings(COUNT))
    return [every[start : start + A_PLAN] for start in range(0, len(every), A_PLAN)]


@pytest.mark.parametrize("words", groups(), ids=lambda words: words[0].partition("z")[0])
def test_hostile_words_come_back_as_they_were_typed(words: list[str]) -> None:
    given = iter(words * 2)
    blocks = tuple(
        Block(id=f"b{n}", kind=KINDS[n % len(KINDS)], name=word, owner=next(given)[:200], zone="z")
        for n, word in enumerate(words)
    )
    zone = Zone(id="z", environment="public_cloud", name=words[0], provider=words[1][:300], owner=words[2][:300])
    work = Workload(id="work", kind="rag_assistant", name=words[3])
    decided = Decision(finding="rule_1", status="accepted", owner=words[4], reason=words[5], review_by="2026-01-01")
    odd = plan(
        Option(id="a", name=words[6], zones=(zone,), blocks=blocks), title=words[7], organisation=words[8],
        workloads=(work,), decisions=(decided,),
    )  # fmt: skip
    found = finding(1, subject="b0", says=words[9], why=words[10])
    printed = Printed(odd, report(judged([found], name=words[6])))
    # What stands at the edges of pages comes in between where a word goes on on the next.
    text = re.sub(r"\s", "", printed.text)
    for word in words:
        wanted = re.sub(r"\s", "", clean(word))
        for start in range(0, min(len(wanted), 400), CHUNK):
            assert wanted[start : start + CHUNK] in text, word[:80]
    for page in printed.reader.pages:
        for note in page.get("/Annots", []):
            action = note.get_object().get("/A")
            assert action is None or str(action["/URI"]).startswith(("https://", "mailto:"))
    root = printed.reader.trailer["/Root"]
    assert "/OpenAction" not in root
    assert "/AA" not in root
    assert "/Names" not in root or "/JavaScript" not in root["/Names"]
    assert not any("/XObject" in page["/Resources"] for page in printed.reader.pages)
