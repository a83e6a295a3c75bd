"""What of the sources the knowledge base carries, and the schema its files are written by."""

from __future__ import annotations

import json

import pytest

from infra_builder.catalogue import Catalogue
from infra_builder.coverage import coverage, elements
from infra_builder.facts import FACTS
from infra_builder.guarded_yaml import parse
from infra_builder.knowledge import Knowledge, load
from infra_builder.places import KNOWLEDGE
from infra_builder.rules.language import Compiler
from infra_builder.schema import schema
from ui.cli import main


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


@pytest.mark.parametrize(
    ("item", "meant"), [("D004a-c", ["D004a", "D004b", "D004c"]), ("D004b", ["D004b"]), ("D004", [])]
)
def test_an_item_stands_for_its_elements(item: str, meant: list[str]) -> None:
    assert list(elements(item)) == meant


def test_every_element_of_the_sources_is_carried_by_some_entry(knowledge: Knowledge) -> None:
    aids = coverage(knowledge, KNOWLEDGE / "inventory.yaml")
    assert (len(aids), sum(len(aid.elements) for aid in aids)) == (325, 1542)
    assert [element for aid in aids for element in aid.missing] == []


NOT_JUDGED = {
    "D043": "a summary of five traps, each of which has rules under its own number",
    "D177": "how somebody uses a login node cannot be seen in a drawing; the lists about HPC say it",
}


def test_every_anti_pattern_is_judged_by_a_rule(knowledge: Knowledge) -> None:
    aids = coverage(knowledge, KNOWLEDGE / "inventory.yaml")
    unjudged = [a.id for a in aids if a.kind == "ANTI" and not any(by.startswith("rule ") for by in a.cited_by)]
    assert set(unjudged) == set(NOT_JUDGED)


def test_nothing_cites_a_number_that_the_inventory_does_not_have(knowledge: Knowledge) -> None:
    known = {aid.id for aid in coverage(knowledge, KNOWLEDGE / "inventory.yaml")}
    sources = [source for rule in knowledge.rules for source in rule.text.source]
    groups = (
        knowledge.catalogue.blocks,
        knowledge.catalogue.environments,
        knowledge.catalogue.workloads,
        knowledge.catalogue.skills,
        knowledge.catalogue.data_classes,
    )
    sources += [source for group in groups for entry in group.values() for source in entry.source]
    assert {item[:4] for source in sources for item in source.items} <= known
    cited = {element for source in sources for item in source.items for element in elements(item)}
    assert cited <= {element for aid in coverage(knowledge, KNOWLEDGE / "inventory.yaml") for element in aid.elements}


def test_the_schema_knows_every_group_and_every_fact() -> None:
    made = schema()
    json.dumps(made)
    rule, catalogue, translation = made["anyOf"]
    assert set(translation["properties"]) == {"texts"}
    assert set(catalogue["properties"]) == set(Catalogue.model_fields)
    assert {"rule", "flag", "severity", "for", "when", "cases"} <= set(rule["properties"])
    assert set(FACTS) <= set(made["$defs"]["condition"]["properties"])


def test_every_reference_of_the_schema_leads_somewhere() -> None:
    made = schema()
    text = json.dumps(made)
    used = {part.split('"')[0] for part in text.split('"$ref": "#/$defs/')[1:]}
    assert used <= set(made["$defs"])


def test_the_example_of_every_fact_is_a_condition_that_compiles(
    knowledge: Knowledge, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["knowledge", "fields"]) == 0
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    examples = [line for line in lines if line.split(":")[0] in FACTS and "path that goes on" not in line]
    assert len(examples) >= len(FACTS) - 10
    for example in examples:
        parsed = parse(example, "example")
        compiler = Compiler(parsed, knowledge.catalogue)
        compiler.condition(parsed.value, (), example.split(".")[0])
        assert [str(problem) for problem in compiler.problems] == []
