"""How problems are said: one line, the nearest name, nothing that could steer a terminal."""

from __future__ import annotations

import pytest

from infra_builder.problems import COMPARED, Problem, Unusable, nearest, shorten, unknown


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (Problem("f", "no"), "f: no"),
        (Problem("f", "no", 3), "f:3: no"),
        (Problem("f", "no", 3, 7), "f:3:7: no"),
        (Problem("f", "no", 3, 7, "a.b"), "f:3:7: a.b: no"),
        (Problem("f", "no", field="a.b"), "f: a.b: no"),
    ],
)
def test_a_problem_is_one_line_with_as_much_of_its_place_as_is_known(problem: Problem, line: str) -> None:
    assert str(problem) == line


@pytest.mark.parametrize("sign", ["\n", "\r", "\x1b[2J", "\x00", "\u2028", "\x85", "\udcff", "\u202e"])
def test_no_name_breaks_the_line_or_steers_the_terminal(sign: str) -> None:
    assert str(Problem(f"a{sign}b", f"c{sign}d", 1, 1, f"e{sign}f")).isprintable()
    assert shorten(f"a{sign}b").isprintable()


def test_a_long_value_is_cut_and_says_so() -> None:
    assert shorten("x" * 61) == "'" + "x" * 59 + "…'"
    assert shorten("x" * 60) == "'" + "x" * 60 + "'"
    assert shorten("a\n\n  b") == "'a b'"


def test_the_nearest_name_is_a_likely_slip_or_none() -> None:
    assert nearest("laptp", ["laptop", "small_vm"]) == "laptop"
    assert nearest("zebra", ["laptop", "small_vm"]) is None
    assert nearest("laptop", []) is None


def test_among_very_many_names_none_is_looked_for() -> None:
    assert nearest("name5x", [f"name{number}" for number in range(COMPARED)]) is not None
    assert nearest("name5x", [f"name{number}" for number in range(COMPARED + 1)]) is None


def test_where_nothing_is_near_a_few_names_are_listed_and_many_are_not() -> None:
    assert unknown("thing", "zebra", ["b", "a"]) == "unknown thing 'zebra'; known: a, b"
    assert unknown("thing", "zebra", [f"k{number}" for number in range(20)]) == "unknown thing 'zebra'"
    assert unknown("thing", "laptp", ["laptop"]) == "unknown thing 'laptp'; did you mean 'laptop'?"


def test_an_unusable_input_holds_every_problem() -> None:
    unusable = Unusable([Problem("f", "one", 1), Problem("f", "two", 2)])
    assert len(unusable.problems) == 2
    assert str(unusable) == "f:1: one\nf:2: two"
