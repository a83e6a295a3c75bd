"""Words of the field: where they stand in a text, and what makes a glossary unusable."""

from __future__ import annotations

from pathlib import Path

from infra_builder.glossary import Glossary, Term, occurring
from infra_builder.knowledge import Knowledge, load
from infra_builder.problems import Unusable
from infra_builder.rules.review import review
from infra_builder.statements import Source
from tests.builders import knowledge, write_pack

SOURCE = (Source(doc="design", section="2"),)


def glossary(**writings: tuple[str, ...]) -> Glossary:
    """Terms by id with their writings."""
    return Glossary({id_: term(*written) for id_, written in writings.items()})


def term(*written: str, says: str = "Something explained.") -> Term:
    """A term with these writings."""
    return Term(term=written[0], also=written[1:], says=says, source=SOURCE)


def found(of: Glossary, text: str) -> list[tuple[str, str]]:
    """The words found in a text, with the terms they belong to."""
    return [(text[mark.start : mark.end], mark.id) for mark in of.marks(text)]


def test_a_word_is_found_however_it_begins() -> None:
    assert found(glossary(quota=("Quota",)), "A quota here.") == [("quota", "quota")]


def test_a_word_within_another_is_no_word() -> None:
    assert found(glossary(edge=("Edge",)), "Knowledge, edged, edge-like") == []


def test_capitals_are_found_as_capitals_only() -> None:
    assert found(glossary(rag=("RAG",)), "A rag is no RAG.") == [("RAG", "rag")]


def test_the_longer_of_two_words_wins() -> None:
    words = glossary(index=("Index",), vector_index=("Vector index",))
    assert found(words, "The vector index.") == [("vector index", "vector_index")]


def test_a_word_is_marked_once_in_a_text() -> None:
    assert found(glossary(quota=("Quota", "quotas")), "Quotas and a quota") == [("Quotas", "quota")]


def test_a_word_that_only_its_own_explanation_has_occurs_nowhere() -> None:
    terms = {"a": term("Alpha", says="Alpha is the first."), "b": term("Beta", says="It comes after alpha.")}
    assert occurring(terms, iter(())) == {"a"}


def test_a_word_with_two_explanations_is_refused_on_its_line(tmp_path: Path) -> None:
    entry = "{term: %s, says: Something., source: [{doc: design, section: '2'}]}"
    text = f"glossary:\n  one: {entry % 'Thingy'}\n  other: {entry % 'thingy'}\n"
    folder = write_pack(tmp_path, catalogue__words=text)
    try:
        load(folder)
    except Unusable as unusable:
        (problem,) = unusable.problems
        assert problem.line == 3
        assert "a writing of one too" in str(problem)
    else:
        raise AssertionError("the pack was accepted")


def test_authors_are_told_of_a_word_that_nobody_meets(tmp_path: Path) -> None:
    text = "glossary:\n  odd: {term: Zyzzyva, says: A beetle., source: [{doc: design, section: '2'}]}\n"
    laid_over = load(write_pack(tmp_path, catalogue__words=text))
    bare = Knowledge(laid_over.catalogue, ())
    told = [str(problem) for problem in review(bare, Path("knowledge/inventory.yaml")) if "glossary" in str(problem)]
    assert any("the word odd of the glossary occurs in no text" in line for line in told)


def test_the_glossary_that_ships_explains_at_least_eighty_words() -> None:
    assert len(knowledge().catalogue.glossary) >= 80
