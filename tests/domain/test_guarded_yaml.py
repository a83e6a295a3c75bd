"""YAML from strangers: what is let in, what is turned away, and where it is said to stand."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from infra_builder.guarded_yaml import Limits, dotted, parse, read_text
from infra_builder.problems import Problem, Unusable


def refusal(text: str, limits: Limits | None = None) -> Problem:
    with pytest.raises(Unusable) as caught:
        parse(text, "file", limits or Limits())
    [problem] = caught.value.problems
    return problem


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("off", "off"),
        ("NO", "NO"),
        ("true", True),
        ("False", False),
        ("tRue", "tRue"),
        ("null", None),
        ("~", None),
        ("", None),
        ("010", 10),
        ("-7", -7),
        ("+3", 3),
        ("1e3", 1000.0),
        ("1.5", 1.5),
        (".5", 0.5),
        ("-2.", -2.0),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("0o17", "0o17"),
        ("12:30:45", "12:30:45"),
        ("2024-01-31", "2024-01-31"),
        ("2024-01-31T10:00:00Z", "2024-01-31T10:00:00Z"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("=", "="),
        ("<<", "<<"),
        ("1.2.3", "1.2.3"),
        ("١٢", "١٢"),
        ("'5'", "5"),
        ('"true"', "true"),
        ("! 5", "5"),
        ("!!str 5", "5"),
    ],
)
def test_a_scalar_means_what_yaml_1_2_says(written: str, meant: object) -> None:
    value = parse(f"[{written}]" if written else "[null]", "file").value
    assert value == (meant,)
    assert type(value[0]) is type(meant)


def test_a_whole_number_of_any_length_is_read_at_once() -> None:
    assert parse("9" * 100_000, "file").value == float("inf")


def test_sequences_become_tuples_and_mappings_dicts() -> None:
    assert parse("a: [1, [2, {b: 3}]]", "file").value == {"a": (1, (2, {"b": 3}))}


def test_a_name_stays_text_even_where_it_looks_like_something_else() -> None:
    assert parse("{1: a, true: b, null: c, '': d}", "file").value == {"1": "a", "true": "b", "null": "c", "": "d"}


def test_an_empty_text_is_nothing() -> None:
    assert parse("", "file").value is None
    assert parse("# only a remark\n", "file").value is None


def test_marks_point_at_the_line_and_column_of_each_value() -> None:
    parsed = parse("a: 1\nb:\n  - x\n  - {c: ö, d: 2}\n", "file")
    assert parsed.marks[("a",)] == (1, 4)
    assert parsed.marks[("b",)] == (3, 3)
    assert parsed.marks[("b", 0)] == (3, 5)
    assert parsed.marks[("b", 1, "d")] == (4, 15)
    assert parsed.keys[("b", 1, "d")] == (4, 12)


def test_letters_beyond_ascii_count_as_one_column() -> None:
    assert parse("{'äöü€😀': x, b: y}", "file").keys[("b",)] == (1, 14)


def test_a_problem_without_a_place_of_its_own_stands_at_the_nearest_part_around_it() -> None:
    parsed = parse("a:\n  b: {c: 1}\n", "file")
    assert str(parsed.problem(("a", "b", "missing", 3), "gone")) == "file:2:6: a.b.missing[3]: gone"


def test_a_path_is_written_as_people_write_it() -> None:
    assert dotted(("options", 0, "blocks", 2, "kind")) == "options[0].blocks[2].kind"
    assert dotted((0, "a")) == "[0].a"
    assert dotted(()) == ""


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "plan"
    path.write_bytes(b"\xef\xbb\xbfa: 1\n")
    parsed = parse(read_text(path), "file")
    assert parsed.value == {"a": 1}
    assert parsed.keys[("a",)] == (1, 1)


def test_windows_line_ends_count_as_one_line() -> None:
    assert parse("a: 1\r\nb: 2\r\n", "file").marks[("b",)] == (2, 4)


class TestDuplicateKeys:
    def test_every_one_is_reported_with_both_lines(self) -> None:
        parsed = parse("a: 1\nb: 2\na: 3\nb: 4\na: 5\n", "file")
        assert [str(problem) for problem in parsed.problems] == [
            "file:3:1: a: 'a' is written twice here, first on line 1",
            "file:4:1: b: 'b' is written twice here, first on line 2",
            "file:5:1: a: 'a' is written twice here, first on line 1",
        ]

    def test_the_reading_goes_on(self) -> None:
        assert parse("a: 1\na: {b: 2}\nc: 3\n", "file").value == {"a": {"b": 2}, "c": 3}

    def test_the_same_name_in_two_places_is_none(self) -> None:
        assert not parse("{a: {b: 1}, c: {b: 1}}", "file").problems

    def test_they_are_reported_beside_what_ends_the_reading(self) -> None:
        with pytest.raises(Unusable) as caught:
            parse("a: 1\na: 2\nb: *c\n", "file")
        assert [problem.line for problem in caught.value.problems] == [2, 3]

    def test_differently_quoted_names_are_the_same_name(self) -> None:
        assert len(parse("a: 1\n'a': 2\n\"\\x61\": 3\n", "file").problems) == 2


class TestWhatIsTurnedAway:
    def test_aliases(self) -> None:
        assert "aliases" in refusal("a: *b").message

    def test_an_alias_bomb_at_its_first_anchor(self) -> None:
        bomb = "a: &a [x, x]\n" + "".join(
            f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
        )
        problem = refusal(bomb)
        assert (problem.line, problem.column) == (1, 4)
        assert "anchors" in problem.message

    @pytest.mark.parametrize("text", ["a: &x 1", "&x a: 1", "a: &x [1]", "a: &x {b: 1}"])
    def test_anchors_wherever_they_stand(self, text: str) -> None:
        assert "anchors" in refusal(text).message

    @pytest.mark.parametrize(
        "text",
        [
            "a: !!python/object/apply:os.system ['true']",
            "a: !secret x",
            "a: !!int '5'",
            "!!set {a}",
            "a: !!binary aaaa",
        ],
    )
    def test_tags(self, text: str) -> None:
        assert "tags" in refusal(text).message

    def test_a_second_document(self) -> None:
        problem = refusal("--- {a: 1}\n---\nb: 2\n")
        assert (problem.line, problem.column) == (2, 1)
        assert "more than one document" in problem.message

    def test_names_that_are_no_text(self) -> None:
        assert refusal("? [a, b]\n: 1\n").message == "a name (before the colon) must be plain text"

    def test_text_beyond_the_size(self) -> None:
        assert "too large" in refusal("x" * 11, Limits(size=10)).message
        assert parse("x" * 10, "file", Limits(size=10)).value == "x" * 10

    def test_nesting_beyond_the_depth(self) -> None:
        assert parse("[[[]]]", "file", Limits(depth=3)).value == (((),),)
        problem = refusal("[[[\n []]]]", Limits(depth=3))
        assert (problem.line, problem.column) == (2, 2)
        assert problem.message == "the text is nested deeper than 3 levels"

    @pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000])
    def test_a_hundred_thousand_brackets_quickly(self, text: str) -> None:
        start = time.perf_counter()
        problem = refusal(text)
        assert "nested deeper" in problem.message or "plain text" in problem.message
        assert problem.line == 1
        assert time.perf_counter() - start < 2

    def test_more_parts_than_the_limit(self) -> None:
        assert refusal("[1, 2, 3, 4]", Limits(events=5)).message == "the text holds more than 5 parts"

    @pytest.mark.parametrize("letter", ["\x00", "\x07", "\x1b", "\x7f", "\x80", "\ud800", "\ufffe"])
    def test_characters_that_are_no_text_with_their_place(self, letter: str) -> None:
        problem = refusal(f"# äöü\na: b{letter}c\n")
        assert problem.message == f"the character U+{ord(letter):04X} is not allowed here"
        assert (problem.line, problem.column) == (2, 5)

    @pytest.mark.parametrize(
        ("text", "line"),
        [
            ("a: [", 1),
            ("a: b: c", 1),
            ("a: 1\n\tb: 2", 2),
            ("a: 'x\n\n", 1),
            ("a:\n  - [1, 2\n  - 3\n", 2),
            ("a:\r  - [1, 2\r  - 3\r", 2),
            ("a: [1,\n\n# of this\n  2]\nb: c: d\n", 5),
            ("a: {b: 1,\n\n# of this\n  c: d: e}\n", 4),
            ("a:\n  - 'x\n  - y: 'z'\n", 2),
            ("a: {\n  b: c,\n  d: e: f\n}\n", 3),
            ("a: 1\n  b: 2\n", 2),
            ("%YAML 9.9\n---\na", 1),
        ],
    )
    def test_what_is_no_yaml_with_its_line(self, text: str, line: int) -> None:
        problem = refusal(text)
        assert problem.message.startswith("this is not valid YAML: ")
        assert problem.line == line


class TestReadingFiles:
    def test_a_missing_file(self, tmp_path: Path) -> None:
        self.refused(tmp_path / "none", "there is no such file")

    def test_a_folder(self, tmp_path: Path) -> None:
        self.refused(tmp_path, "this is a folder, not a file")

    def test_a_name_longer_than_the_file_system_allows(self, tmp_path: Path) -> None:
        self.refused(tmp_path / ("x" * 300), "the file cannot be read: File name too long")

    def test_a_file_that_is_no_utf_8_with_its_line(self, tmp_path: Path) -> None:
        path = tmp_path / "latin"
        path.write_bytes(b"a: 1\nb: caf\xe9\n")
        assert self.refused(path, "the file is not UTF-8 text").line == 2

    def test_a_file_of_a_hundred_megabytes_without_reading_it_whole(self, tmp_path: Path) -> None:
        path = tmp_path / "huge"
        with path.open("wb") as stream:
            stream.truncate(100_000_000)
        problem = self.refused(path, "the file is too large: 100.0 MB; at most 5 MB are read")
        assert problem.line == 1

    def test_a_device_that_never_ends(self) -> None:
        device = Path("/dev/zero")
        if not device.exists():
            pytest.skip("no /dev/zero here")
        self.refused(device, "this is not an ordinary file")

    def refused(self, path: Path, message: str) -> Problem:
        with pytest.raises(Unusable) as caught:
            read_text(path)
        [problem] = caught.value.problems
        assert (problem.file, problem.message) == (str(path), message)
        return problem
