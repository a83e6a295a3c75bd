"""The pages after the first: picture, table, findings, questions, situation, sources."""

from __future__ import annotations

import re
from functools import partial

from printed_plans import SHORT, Printed, catalogue, finding, flagged, judged, option, plan, question, report

from infra_builder.report import Because

Short = partial(Printed, choice=SHORT)
PICTURE = 2
"""The page, from 0, with the picture: behind the decision and the contents."""


def page_of(printed: Printed, text: str) -> int:
    """The first page, from 1, on which a text stands, but for the contents."""
    return next(n for n, page in enumerate(printed.pages, 1) if text in page and not page.startswith("Contents"))


def test_counts_are_the_same_on_every_page() -> None:
    found = [finding(1), finding(2), finding(3, "overbuilt", subject="b3"), finding(4, "overbuilt", subject="b0")]
    printed = Short(plan(), report(judged(found)))
    assert "Fragile 2 findings" in printed.pages[0]
    assert "Overbuilt 2 findings" in printed.pages[0]
    assert "Pilot Now" not in printed.pages[0]
    assert "4 findings" in printed.pages[0]
    heads = [title for title in printed.outline() if re.match(r"\d+ ", title)]
    assert len(heads) == 4
    assert printed.text.count("severity high") == 4


def test_the_outline_leads_to_every_section_and_finding() -> None:
    found = [finding(1), finding(2, "overbuilt", says="GPUs wait day and night")]
    outline = Printed(plan(), report(judged(found, [question(1)], [finding(9, "note")]))).outline()
    assert outline == [
        "Decision", "Contents", "The picture", "What the design is made of", "Situation and workloads", "Findings",
        "1 Weak spot 1 stays unattended", "2 GPUs wait day and night", "What is right", "Who does what",
        "Governance baseline", "To go through by hand", "Open questions", "Decision record and signatures", "Appendix",
    ]  # fmt: skip


def test_pages_are_numbered_and_name_their_section() -> None:
    printed = Printed(plan(), flagged())
    count = len(printed.pages)
    for number, page in enumerate(printed.pages, 1):
        assert f"page {number} of {count}" in page
        assert "Support assistant · 21 May 2025 · knowledge base 0123456789ab" in page
    assert f"The picture · page 3 of {count}" in printed.pages[PICTURE]


def test_page_numbers_in_sentences_are_right() -> None:
    printed = Short(plan(), report(judged([finding(n) for n in range(1, 9)], [question(1, "overbuilt")])))
    table = page_of(printed, "Parts by number".upper())
    assert f"the table of all parts on page {table}" in printed.pages[0]
    questions = page_of(printed, "THESE MAY CHANGE THE VERDICT")
    assert f"it stands on page {questions}" in printed.pages[0]


def test_numbers_lead_to_what_they_count() -> None:
    printed = Printed(plan(), report(judged([finding(n) for n in range(1, 8)], [question(1, "overbuilt")])))
    wanted = {page_of(printed, f"Look after weak spot {number} before") for number in range(1, 8)}
    assert wanted & leads(printed, 0)
    assert leads(printed, PICTURE) == {page_of(printed, "PARTS BY NUMBER")}
    assert wanted <= leads(printed, PICTURE + 1)


def leads(printed: Printed, page: int) -> set[int]:
    """The pages, from 1, to which the links of a page (from 0) lead inside the document."""
    numbers = {each.indirect_reference.idnum: n for n, each in enumerate(printed.reader.pages, 1)}
    notes = (note.get_object() for note in printed.reader.pages[page].get("/Annots", []))
    return {numbers[note["/Dest"][0].idnum] for note in notes if "/Dest" in note}


def test_blocks_are_numbered_alike_in_picture_and_table() -> None:
    printed = Printed(plan(), flagged())
    table = printed.pages[page_of(printed, "PARTS BY NUMBER") - 1]
    picture = printed.words(PICTURE)
    for number, name in re.findall(r"(\d) (Part \d)", table):
        label = next(word for word in picture if word.text == name)
        near = [word for word in picture if word.text == number and abs(word.x - label.x) < 60]
        assert any(0 < word.y - label.y < 25 for word in near), name


def test_badges_carry_the_numbers_of_the_findings() -> None:
    printed = Printed(plan(), report(judged([finding(1), finding(2)])))
    assert any(word.text == "1, 2" for word in printed.words(PICTURE))


def test_a_finding_about_the_whole_is_named_beside_the_picture() -> None:
    printed = Printed(plan(), report(judged([finding(1, subject="a")])))
    assert "About the whole design: finding 1, page" in printed.pages[PICTURE]


def test_a_finding_explains_itself() -> None:
    text = Short(plan(), flagged(1)).text
    for said in (
        "Why it matters If weak spot 1 gives way, people wait. Nobody would notice for days.",
        "Because Part 2 has no owner Part 2 is in use",
        "Do first Look after weak spot 1 before anything else.",
        "What helps Name somebody for weak spot 1 – about half a day Buy a service – about 3 days",
        "Why this severity People depend on it.",
        "Clears if Somebody looks after it Ignore it if",
        "Ignore it if It is about to be switched off.",
        "Source Course module 7: S3.1; Article on hybrid patterns: 6",
    ):
        assert said in text


def test_a_finding_stays_on_one_page_where_it_fits() -> None:
    printed = Short(plan(), flagged(11))
    for number in range(1, 12):
        page = printed.pages[page_of(printed, f"Look after weak spot {number} before") - 1]
        assert f"If weak spot {number} gives way, people wait. Nobody" in page


def test_a_finding_longer_than_a_page_goes_on_on_the_next() -> None:
    reasons = tuple(Because(f"Reason {n} is told at length. " * 3, "x", "b1") for n in range(60))
    printed = Short(plan(), report(judged([finding(1, because=reasons)])))
    assert all(f"Reason {n} is" in printed.text for n in range(60))


def test_questions_that_may_change_the_verdict_come_first_and_go_on_counting() -> None:
    asked = [question(1), question(2, "overbuilt")]
    printed = Short(plan(), report(judged([finding(1)], asked)))
    page = printed.pages[page_of(printed, "THESE MAY CHANGE THE VERDICT") - 1]
    assert "2 How often is thing 2 used?" in page
    assert "May add: overbuilt." in page
    assert page.index("thing 2") < page.index("GOOD TO KNOW AS WELL") < page.index("3 How often is thing 1 used?")


def test_what_was_not_answered_is_said() -> None:
    printed = Printed(plan(), flagged())
    page = printed.text
    assert "Budget not known yet" in page
    assert "People to run it 2" in page
    assert "Users 25" in page


def test_sources_name_the_documents_and_the_cited_sections() -> None:
    printed = Printed(plan(), flagged())
    page = printed.pages[page_of(printed, "WHERE THE STATEMENTS COME FROM") - 1]
    assert "Course module 7, AI infrastructure for small and medium-sized enterprises Cited in this plan: S3.1." in page
    assert "Article on AI infrastructure and cloud architecture Not cited in this plan." in page
    assert "0123456789ab" in page


def test_a_row_higher_than_a_page_goes_on_on_the_next() -> None:
    long = option()
    blocks = (long.blocks[0].but(name="Long name " * 390), *long.blocks[1:])
    assert "Part 2" in Short(plan(long.but(blocks=blocks)), flagged()).text


def test_only_the_lists_of_use_at_this_stage_are_printed() -> None:
    printed = Printed(plan(), flagged())
    page = printed.pages[page_of(printed, "To go through by hand") - 1]
    lists = catalogue().lists
    assert lists["builder_checklist"].name.upper() in page
    assert all(lists["hpc_readiness"].name.upper() not in text for text in printed.pages)
