"""Markdown and CSV: the counts and order of the report, and texts of users that stay texts."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from builders import knowledge
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from exports.as_csv import costs_csv, findings_csv
from exports.as_markdown import to_markdown
from exports.inert import cell, markdown, one_line
from infra_builder.advice.advise import advise
from infra_builder.advice.cost import cost_advice
from infra_builder.evaluate import evaluate
from infra_builder.places import SCENARIOS
from infra_builder.plan import Decision, Plan
from infra_builder.planfile import read
from infra_builder.report import Report

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "![](http://example.org/x.png)",
    "<javascript:alert(1)>",
    "# no heading",
    "C #",
    "- no item",
    "1. no item",
    "2) no item",
    "> no quote",
    "| no | table |",
    "`no code` *no* _no_ ~~no~~ **no**",
    "&lt;b&gt; &amp; &#x41;",
    "--- ",
    "=== ",
    "\\[x\\](y)",
    "[x]: http://example.org",
    "https://example.org/a_b www.example.org me@example.org",
    "$x^2$ {{x}} [^1]",
    "=HYPERLINK(0)",
    "```",
    "<!-- no comment -->",
    "w" * 10_000,
)
UNSEEN = "a\u202eb\u2066c\u200bd\x00e\x1bf\ud800g"


def parsed(text: str) -> list[Token]:
    viewer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return [inner for token in viewer.parse(text) for inner in (token, *(token.children or ()))]


def shown(text: str) -> str:
    """What a viewer shows of Markdown."""
    return " ".join("".join(token.content for token in parsed(text) if token.type == "text").split())


@cache
def judged(name: str) -> tuple[Plan, Report]:
    plan = read(SCENARIOS / f"{name}.infraplan", knowledge().catalogue)
    return plan, evaluate(plan, knowledge())


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_shown_as_it_is_and_nothing_is_made_of_it(text: str) -> None:
    for frame in ("{}", "- **Name:** {}", "## {}", "| a |\n| --- |\n| {} |"):
        made = frame.format(markdown(text))
        sorts = {token.type for token in parsed(made)}
        assert not sorts & {
            "html_inline",
            "html_block",
            "link_open",
            "image",
            "code_inline",
            "fence",
            "blockquote_open",
        }
        assert " ".join(text.split()) in shown(made)


@pytest.mark.parametrize(
    ("frame", "seen"),
    [
        ("## {}", "{}"),
        ("{}", "{}"),
        ("- **Name:** {}", "Name: {}"),
        ("4. **{}** end", "{} end"),
        ("| a |\n| --- |\n| {} |", "a{}"),
    ],
)
@given(text=st.text(st.sampled_from("#*_-+=.)( a1`|\\[]<>!~&:;$^{}\"'/@\n") | st.characters(), max_size=30))
@settings(max_examples=150, deadline=None)
def test_any_text_comes_back_from_wherever_it_stands(frame: str, seen: str, text: str) -> None:
    if said := one_line(text):
        assert shown(frame.format(markdown(text))) == seen.format(said)


def test_viewers_that_link_addresses_find_none() -> None:
    made = markdown("https://example.org www.example.org me@example.org")
    assert made == "https\\://example.org www\\.example.org me\\@example.org"


def test_what_is_not_seen_is_taken_out() -> None:
    assert one_line(UNSEEN) == "abcdefg"
    assert one_line("two\nlines\tof\u2028text ") == "two lines of text"


@pytest.mark.parametrize("start", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "\n@x", " =1", "\u200b=1", "＝1"])
def test_a_cell_that_would_be_a_formula_gets_an_apostrophe(start: str) -> None:
    assert cell(start).startswith("'")
    assert cell(f"a{start}").startswith("a")


@pytest.mark.parametrize("path", sorted(SCENARIOS.glob("*.infraplan")), ids=lambda path: path.stem)
def test_markdown_has_the_findings_and_questions_of_the_report_in_its_order(path: Path) -> None:
    plan, report = judged(path.stem)
    text = to_markdown(plan, report, knowledge())
    titles = [re.sub(r"\\(.)", r"\1", line) for line in text.splitlines() if line.startswith("#### ")]
    found = [title for title in titles if re.match(r"#### \d+\. ", title)]
    expected = [
        f"#### {number}. {finding.says}"
        for option in report.options
        for number, finding in enumerate(option.findings, 1)
    ]
    assert found == expected
    asked = [line for line in text.splitlines() if re.match(r"\d+\. \*\*", line)]
    assert len(asked) == sum(len(option.questions) for option in report.options)


def test_questions_count_on_from_the_findings_those_that_decide_first() -> None:
    plan, report = judged("first-prototype")
    option = report.options[0]
    question: Any = _question("workload.users", ())
    decisive: Any = _question("workload.stage", ("fragile",))
    asked = Report((_with(option, questions=(question, decisive)),), "x")
    lines = [line for line in to_markdown(plan, asked, knowledge()).splitlines() if re.match(r"\d+\. \*\*", line)]
    count = len(option.findings)
    assert [line.split("**")[0:2] for line in lines] == [
        [f"{count + 1}. ", "How about workload.stage?"], [f"{count + 2}. ", "How about workload.users?"],
    ]  # fmt: skip


def _question(field: str, may_raise: tuple[Any, ...]) -> Any:
    from infra_builder.report import OpenQuestion

    return OpenQuestion(field, "", "", f"How about {field}?", "It matters.", may_raise, ())


def _with(option: Any, **changes: Any) -> Any:
    from dataclasses import replace

    return replace(option, **changes)


def test_the_advice_is_told_where_it_was_worked_out() -> None:
    plan, report = judged("first-prototype")
    option = plan.options[0]
    advice = advise(plan, option, knowledge())
    text = shown(to_markdown(plan, report, knowledge(), advice={option.id: advice}))
    said = [step.says for step in advice.repair.steps]
    said += [point.says for point in advice.tipping.points]
    said += [fate.says for played in advice.drills if played.touches for fate in played.fates]
    said += [step.task.says for leg in advice.roadmap for step in leg.steps]
    assert len(said) > 20
    assert [each for each in said if each not in text] == []
    assert "What we change" not in to_markdown(plan, report, knowledge())


def hostile(plan: Plan) -> Plan:
    """A plan whose every name, owner and note is hostile."""
    texts = iter(HOSTILE * 100)
    option = plan.options[0]
    zones = tuple(zone.but(name=next(texts)[:3000], owner=next(texts)[:3000]) for zone in option.zones)
    blocks = tuple(block.but(name=next(texts)[:3000], note=next(texts)[:3000]) for block in option.blocks)
    decision = Decision(finding="nothing", owner=HOSTILE[0], reason=HOSTILE[1])
    return plan.but(
        title=HOSTILE[0], organisation=HOSTILE[1], decisions=(decision,),
        options=(option.but(name=HOSTILE[4], zones=zones, blocks=blocks),),
    )  # fmt: skip


def test_a_plan_of_hostile_texts_makes_no_links_pictures_or_html() -> None:
    plan = hostile(judged("first-prototype")[0])
    text = to_markdown(plan, evaluate(plan, knowledge()), knowledge())
    assert not {token.type for token in parsed(text)} & {"html_inline", "html_block", "link_open", "image"}
    assert HOSTILE[0] in shown(text)


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_table_begins_with_the_mark_of_utf_8_and_its_lines_end_as_the_standard_says() -> None:
    plan, report = judged("first-prototype")
    data = findings_csv(plan, report, knowledge())
    assert data.startswith(b"\xef\xbb\xbfOption,")
    assert data.endswith(b"\r\n")


def test_every_finding_is_a_row_with_its_number_and_its_decision() -> None:
    plan, report = judged("first-prototype")
    finding = report.options[0].findings[1]
    decision = Decision(finding=finding.key, status="accepted", owner="Ann", reason="=cheap", review_by="2027-01-31")
    read_back = rows(findings_csv(plan.but(decisions=(decision,)), report, knowledge()))
    assert [(row["Option"], row["No."], row["Finding"], row["Rule"]) for row in read_back] == [
        (option.name, str(number), each.says, each.rule)
        for option in report.options
        for number, each in enumerate(option.findings, 1)
    ]
    decided = read_back[1]
    assert (decided["Status"], decided["Owner"], decided["Reason"]) == ("Accepted as it is", "Ann", "'=cheap")
    assert read_back[0]["Status"] == "Open"
    assert decided["Because"].splitlines() == [reason.says for reason in finding.because]


def test_the_costs_of_a_table_add_up_to_those_of_the_advice() -> None:
    plan, report = judged("first-prototype")
    read_back = rows(costs_csv(plan, report, knowledge()))
    for option in plan.options:
        advice = cost_advice(plan, option, knowledge())
        for use, cost in (("now", advice.now), ("ten times", advice.ten_times)):
            mine = [row for row in read_back if row["Option"] == option.name and row["Use"] == use]
            monthly = [row for row in mine if row["When"] == "a month"]
            assert sum(float(row["To, €"]) for row in monthly) == pytest.approx(cost.monthly.high, abs=1)
            assert sum(float(row["From, €"]) for row in monthly) == pytest.approx(cost.monthly.low, abs=1)


def test_what_a_cost_hangs_on_is_a_row_without_an_amount() -> None:
    plan, report = judged("first-prototype")
    blocks = tuple(block.but(settings={}) for block in plan.options[0].blocks)
    unknown = plan.but(options=(plan.options[0].but(blocks=blocks), *plan.options[1:]))
    read_back = rows(costs_csv(unknown, report, knowledge()))
    open_rows = [row for row in read_back if row["Made of"].startswith("Not known yet: ")]
    assert open_rows
    assert {row["From, €"] + row["To, €"] for row in open_rows} == {""}


def test_no_cell_of_a_hostile_plan_is_a_formula() -> None:
    plan = hostile(judged("first-prototype")[0])
    report = evaluate(plan, knowledge())
    for data in (findings_csv(plan, report, knowledge()), costs_csv(plan, report, knowledge())):
        cells = list(_cells(data))
        assert cells
        assert [text for text in cells if text[:1] in tuple("=+-@\t\r")] == []


def _cells(data: bytes) -> Iterator[str]:
    for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
        yield from row
