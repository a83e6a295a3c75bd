"""Two designs set against each other, judged and worked out: what screen, paper and scripts tell of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from exports.compare_entries import Entry, entries
from exports.compare_words import Teller
from infra_builder.advice.contrasts import Contrast, contrasts, growth
from infra_builder.advice.cost import CostAdvice, cost_advice
from infra_builder.advice.stages import stages
from infra_builder.comparing import FindingDifferences, compared, compared_findings
from infra_builder.evaluate import judge
from infra_builder.knowledge import Knowledge
from infra_builder.matching import Side
from infra_builder.report import OptionReport


@dataclass(frozen=True)
class Comparison:
    """Two designs, the earlier first; `paths` say which files they are from.

    What takes longer than a judgement is worked out when it is first asked for.
    """

    paths: tuple[str, str]
    sides: tuple[Side, Side]
    reports: tuple[OptionReport, OptionReport]
    teller: Teller
    findings: FindingDifferences
    knowledge: Knowledge

    @property
    def different(self) -> bool:
        """Whether the designs differ."""
        return self.teller.differences.any

    @property
    def one_plan(self) -> bool:
        """Whether both are options of the same plan."""
        return self.sides[0].plan is self.sides[1].plan

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every difference as a line."""
        return entries(self.teller, self.findings)

    @cached_property
    def contrasts(self) -> tuple[Contrast, ...]:
        """What differs aspect by aspect, with what each design needs before its next stage."""
        ways = [stages(side.plan, side.option, self.knowledge) for side in self.sides]
        return (*contrasts(self.sides, self.knowledge), growth(ways, self.knowledge))

    @cached_property
    def costs(self) -> tuple[CostAdvice, CostAdvice]:
        """What each design costs."""
        first, second = (cost_advice(side.plan, side.option, self.knowledge) for side in self.sides)
        return first, second


def comparison(
    paths: tuple[str, str], before: Side, after: Side, knowledge: Knowledge, *, with_stages: bool = False
) -> Comparison:
    """Two designs judged and compared; `with_stages`: judged at each stage as well."""
    differences = compared(before, after)
    first, second = (judge(side.plan, side.option, knowledge, stages=with_stages) for side in (before, after))
    teller = Teller(differences, knowledge.catalogue)
    found = compared_findings(differences, first, second)
    return Comparison(paths, (before, after), (first, second), teller, found, knowledge)
