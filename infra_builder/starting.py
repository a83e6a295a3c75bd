"""What a plan begins with: nothing but a workload, or one of the cases that ship with the program."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from infra_builder.guarded_yaml import parse, read_text
from infra_builder.places import SCENARIOS
from infra_builder.plan import Option, Plan, Workload


@dataclass(frozen=True)
class Scenario:
    """A plan to start from."""

    path: Path
    title: str
    line: str

    @property
    def id(self) -> str:
        """What it is called in files."""
        return self.path.stem


def begun() -> Plan:
    """A new plan: a workload of which nothing is known yet, since everything starts from it, and an option."""
    return Plan(workloads=(Workload(id="workload"),), options=(Option(id="a", name="Option A"),))


def scenarios() -> tuple[Scenario, ...]:
    """The plans that ship with the program, in the order of their index. Raises Unusable."""
    index = SCENARIOS / "index.yaml"
    value = parse(read_text(index), str(index)).value
    entries = value["scenarios"] if isinstance(value, dict) else ()
    return tuple(Scenario(SCENARIOS / entry["file"], entry["title"], entry["line"]) for entry in entries)
