"""Adding, naming, moving and removing options."""

from __future__ import annotations

import pytest
from builders import block, flow, ids, plan, reread, workload, zone

from infra_builder.edits import AddOption, MoveOption, Refused, RemoveOption, RenameOption, new_option_id
from infra_builder.plan import Option, Plan


def three() -> Plan:
    one = plan(workloads=(workload(),), zones=(zone("edge"),), blocks=(block("laptop", zone="edge"),))
    return one.but(options=(*one.options, Option(id="b", name="Second"), Option(id="c")))


def test_a_new_option_stands_behind_the_others() -> None:
    assert ids(AddOption(option=Option(id="d")).apply(three()).options) == ("a", "b", "c", "d")


def test_a_copy_stands_where_it_is_put_and_holds_the_same_design() -> None:
    start = three()
    copy = start.option("a").but(id="d")
    after = AddOption(option=copy, to=1).apply(start)
    assert ids(after.options) == ("a", "d", "b", "c")
    assert after.option("d").blocks == start.option("a").blocks
    assert reread(after) == after


def test_an_option_whose_id_is_taken_is_refused() -> None:
    with pytest.raises(Refused, match="taken"):
        AddOption(option=Option(id="b")).apply(three())


def test_an_option_that_links_what_is_not_there_is_refused() -> None:
    with pytest.raises(Refused, match="There is no laptop to link"):
        AddOption(option=Option(id="d", flows=(flow("work", "uses", "laptop"),))).apply(three())


def test_an_option_whose_block_is_called_like_a_workload_is_refused() -> None:
    with pytest.raises(Refused, match="taken"):
        AddOption(option=Option(id="d", blocks=(block("laptop", "work"),))).apply(three())


def test_renaming_keeps_the_id_and_the_place() -> None:
    after = RenameOption(option="b", name="Own platform").apply(three())
    assert [(option.id, option.name) for option in after.options] == [("a", ""), ("b", "Own platform"), ("c", "")]


def test_moving_puts_an_option_at_a_place_counted_without_it() -> None:
    assert ids(MoveOption(option="a", to=2).apply(three()).options) == ("b", "c", "a")
    assert ids(MoveOption(option="c", to=0).apply(three()).options) == ("c", "a", "b")


@pytest.mark.parametrize("to", [-1, 3])
def test_moving_beyond_the_others_is_refused(to: int) -> None:
    with pytest.raises(Refused, match="no such place"):
        MoveOption(option="a", to=to).apply(three())


def test_an_option_can_go_but_the_last_one_stays() -> None:
    left = RemoveOption(option="c").apply(RemoveOption(option="a").apply(three()))
    assert ids(left.options) == ("b",)
    with pytest.raises(Refused, match="keeps at least one option"):
        RemoveOption(option="b").apply(left)


def test_an_option_that_is_not_there_is_refused() -> None:
    for edit in (RemoveOption(option="x"), RenameOption(option="x", name="y"), MoveOption(option="x", to=0)):
        with pytest.raises(Refused, match="no option x"):
            edit.apply(three())


def test_a_new_id_is_the_first_free_letter() -> None:
    assert new_option_id(three()) == "d"
    assert new_option_id(RemoveOption(option="b").apply(three())) == "b"


def test_beyond_the_letters_ids_go_on() -> None:
    many = Plan(options=tuple(Option(id=letter) for letter in "abcdefghijklmnopqrstuvwxyz"))
    assert new_option_id(many) == "option"
