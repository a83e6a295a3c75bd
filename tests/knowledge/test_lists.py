"""The lists that people go through by hand: well-formed, short where they are printed, and no named set is missing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from infra_builder.knowledge import load
from infra_builder.lists import KnowledgeList
from infra_builder.places import KNOWLEDGE

FILES = sorted(
    path
    for folder in ("checklists", "advice")
    for path in (KNOWLEDGE / folder).glob("*.yaml")
    if "\nlists:" in path.read_text("utf-8")
)
CATALOGUE = load().catalogue
LISTS: dict[str, KnowledgeList] = dict(CATALOGUE.lists)

ELEMENT = re.compile(r"D(\d{3})([a-z])(?:-([a-z]))?")
PRINTED_LISTS = 6
PRINTED_LINES = 14
SAYS = 130
"""A line that is read out: so many letters at the most."""


def elements(items: tuple[str, ...]) -> Iterator[str]:
    """The lettered elements that items name, runs written out."""
    for item in items:
        found = ELEMENT.fullmatch(item)
        assert found, f"{item} names no element"
        first, last = found[2], found[3] or found[2]
        assert first < last or not found[3], f"{item} runs backwards"
        yield from (f"D{found[1]}{chr(letter)}" for letter in range(ord(first), ord(last) + 1))


def carried(list_: KnowledgeList) -> list[str]:
    return [element for entry in list_.entries.values() for element in elements(entry.items)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_read_and_its_ids_are_its_own(path: Path) -> None:
    here = set(yaml.safe_load(path.read_text("utf-8"))["lists"])
    assert here <= set(LISTS)
    for other in FILES:
        if other != path:
            assert not here & set(yaml.safe_load(other.read_text("utf-8"))["lists"]), other.name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_can_be_read_by_people(path: Path) -> None:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        assert len(line) <= 120, f"{path.name}:{number}"
        assert "\t" not in line, f"{path.name}:{number}"
        assert line == line.rstrip(), f"{path.name}:{number}"


@pytest.mark.parametrize("name", LISTS)
def test_every_entry_names_what_it_carries_and_none_twice(name: str) -> None:
    for key, entry in LISTS[name].entries.items():
        assert entry.items, f"{name}.{key} carries nothing"
    twice = [element for element, times in Counter(carried(LISTS[name])).items() if times > 1]
    assert not twice


@pytest.mark.parametrize("name", LISTS)
def test_the_sources_are_those_of_the_entries(name: str) -> None:
    cited = [item for source in LISTS[name].source for item in source.items]
    assert sorted(cited) == sorted({element[:4] for element in carried(LISTS[name])})


@pytest.mark.parametrize("name", LISTS)
def test_the_words_are_short_and_calm(name: str) -> None:
    list_ = LISTS[name]
    for key, entry in list_.entries.items():
        assert re.fullmatch(r"[a-z][a-z0-9_]*", key), key
        assert len(entry.says) <= SAYS, entry.says
        assert not entry.says.endswith("."), entry.says
        assert entry.note == "–" or entry.note.endswith((".", "?")), entry.note
    assert not list_.line.endswith("."), list_.line
    texts = [list_.name, list_.line, *(text for entry in list_.entries.values() for text in (entry.says, entry.note))]
    for text in texts:
        assert not re.search(r"!|\bsimply\b|\bobviously\b|—", text), text


@pytest.mark.parametrize("name", LISTS)
def test_the_same_is_not_asked_twice(name: str) -> None:
    said = [entry.says.casefold() for entry in LISTS[name].entries.values()]
    assert len(said) == len(set(said))


def test_no_two_lists_have_the_same_name() -> None:
    names = Counter(list_.name for list_ in LISTS.values())
    assert not [name for name, times in names.items() if times > 1]


@pytest.mark.parametrize("name", LISTS)
def test_the_kinds_that_a_list_needs_exist(name: str) -> None:
    assert set(LISTS[name].needs_any) <= set(CATALOGUE.blocks)


def test_few_and_short_lists_go_on_paper() -> None:
    printed = {name: list_ for name, list_ in LISTS.items() if list_.paper}
    assert 0 < len(printed) <= PRINTED_LISTS
    for name, list_ in printed.items():
        assert len(list_.entries) <= PRINTED_LINES, name


@pytest.mark.parametrize("stage", ["experiment", "pilot", "production"])
def test_each_stage_has_its_list_on_paper(stage: str) -> None:
    of_stage = [name for name, list_ in LISTS.items() if list_.paper and stage in list_.stages and not list_.needs_any]
    assert of_stage


NAMED_SETS = {
    "the five jobs": {"five_jobs": 5},
    "interactive tasks": {"workshop_tasks": 6},
    "good enough, early and mature": {"good_enough_early": 9, "good_enough_mature": 9},
    "stage needs": {"experiment_needs": 7, "pilot_needs": 7, "production_needs": 10},
    "data patterns": {"data_patterns": 4},
    "strengths and limits of a pattern": {
        "warehouse_fits": 9, "lake_fits": 7, "lake_discipline": 7, "lakehouse_fits": 10, "mesh_fits": 4,
    },
    "data mistakes": {"data_mistakes": 5},
    "builder mistakes": {"builder_mistakes": 6},
    "hybrid anti-patterns": {"hybrid_anti_patterns": 5},
    "data maturity path": {"data_path": 5},
    "hosting path": {"hosting_path": 5},
    "stance for small firms": {"sme_stance": 5},
    "infrastructure roadmap": {"infrastructure_roadmap": 6},
    "ninety days": {"ninety_days_map": 4, "ninety_days_build": 7, "ninety_days_test": 6},
    "managed watch-outs": {"managed_watch_outs": 9},
    "self-hosting minimum": {"self_hosting_minimum": 9},
    "choose managed, self, hybrid": {"choose_managed": 6, "choose_self_hosting": 6, "choose_hybrid": 5},
    "hybrid reasons": {"hybrid_reasons": 7},
    "valid constraints": {"hybrid_constraints": 6},
    "coordination burdens": {"coordination_burdens": 9},
    "questions before hybrid": {"before_hybrid": 10},
    "compute ladder": {"compute_ladder": 4},
    "HPC access modes": {"hpc_access_modes": 3},
    "HPC ready conditions": {"hpc_ready_conditions": 9},
    "HPC wrong choice": {"hpc_wrong_choice": 8},
    "HPC readiness checklist": {"hpc_readiness": 10},
    "builder checklist": {"builder_checklist": 12},
    "takeaways": {"takeaways": 12},
    "good-plan test": {"good_plan": 8},
    "governance baselines": {
        "data_baseline": 8, "governance_baseline": 8, "endpoint_security": 8, "hybrid_access": 7, "security_minimum": 5,
    },
    "monitoring signals": {"hosted_signals": 13, "builder_signals": 13},
    "capacity, success and feedback": {"capacity_signals": 5, "success_metrics": 5, "feedback_signals": 4},
    "cost drivers": {"cost_drivers": 10},
    "cost review": {"cost_review": 9},
    "hybrid cost view": {"hybrid_cost_view": 10},
    "cost questions": {"cost_questions": 9},
    "build, buy, rent, share": {"build_buy_rent_share": 4, "choice_criteria": 7},
    "consume or build": {"consume_or_build": 2},
    "scenarios": {
        "scenario_productivity": 6, "scenario_documents": 8, "scenario_nocode": 6, "scenario_heavy": 7,
        "scenario_customers": 8,
    },
    "patterns A, B, C": {"pattern_a": 7, "pattern_b": 5, "pattern_c": 6},
    "placement table": {"placement_table": 6},
    "FinOps practices": {"finops": 5},
    "architecture decisions": {"architecture_decisions": 4},
    "three planes": {"three_planes": 3},
    "capacity buckets": {"capacity_buckets": 3},
    "data tiers": {"data_tiers": 3},
    "promotion gates": {"promotion_gates": 5},
}  # fmt: skip


@pytest.mark.parametrize("counts", NAMED_SETS.values(), ids=NAMED_SETS)
def test_a_named_set_is_there_as_a_whole(counts: dict[str, int]) -> None:
    assert {name: len(LISTS[name].entries) for name in counts if name in LISTS} == counts


WHOLE_AIDS = {
    "D007": 5, "D008": 6, "D009": 8, "D198": 5, "D199": 6, "D200": 6,
    "D010": 2, "D038": 1, "D097": 1, "D128": 3, "D177": 1, "D291": 1, "D293": 1,
    "D302": 4, "D303": 4, "D304": 4, "D305": 4, "D306": 4, "D307": 4,
}  # fmt: skip
"""Sets that are merged with others or spread over lists, by the number of their elements: the needs of the stages in
two versions, the further mistakes, the rows of the placement table with their four columns."""


@pytest.mark.parametrize(("aid", "count"), WHOLE_AIDS.items(), ids=WHOLE_AIDS)
def test_a_merged_set_is_carried_as_a_whole(aid: str, count: int) -> None:
    letters = {element for list_ in LISTS.values() for element in carried(list_) if element.startswith(aid)}
    assert len(letters) == count
