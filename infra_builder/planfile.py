"""Plan files: text to plan with every error, and plan to text in one stable order.

`read` and `from_text` never return half a plan; `to_text` and `from_text` are inverse.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from pathlib import Path

from infra_builder.catalogue import Catalogue
from infra_builder.consistency import inconsistencies
from infra_builder.formats import Format, Layout
from infra_builder.guarded_yaml import Limits, parse, read_text
from infra_builder.plan import Flow, Option, Plan, Value, flow_id
from infra_builder.problems import Problem, Unusable
from infra_builder.validation import SHOWN, validated

FORMAT = 1
"""The format version this program writes. Older ones are migrated, newer ones refused."""

SUFFIX = ".infraplan"
_PLAN = Format("infra_builder", FORMAT, "plan")


def read(path: Path, catalogue: Catalogue) -> Plan:
    """The plan in a file. Raises `Unusable` with all problems, each with line and field."""
    return from_text(read_text(path), str(path), catalogue)


def from_text(text: str, file: str, catalogue: Catalogue) -> Plan:
    """The plan in a text; `file` is what messages call it."""
    parsed = parse(text, file)
    body = _PLAN.body(parsed)
    found = islice(inconsistencies(body, catalogue), 2 * SHOWN)
    problems = [parsed.problem(where, message) for where, message in found]
    return validated(Plan, replace(parsed, value=body), problems)


def to_text(plan: Plan) -> str:
    """The plan as YAML, keys in the order of the format, fields that say nothing left out."""
    return f"{_PLAN.line}\n{fields_text(plan)}"


def fields_text(value: Value) -> str:
    """The fields of a plan, or of a part of one, as lines of YAML."""
    return _LAYOUT.text(value)


READ = Limits()
FEW = 500_000
"""Bytes in which there cannot be too many parts for the reader."""


def to_content(plan: Plan, file: str, limits: Limits = READ) -> bytes:
    """The content of a file that `read` takes. Raises Unusable where the plan is too large to be read again."""
    text = to_text(plan)
    content = text.encode()
    if len(content) > limits.size:
        sizes = f"{len(content) / 1e6:.1f} MB; at most {limits.size / 1e6:.0f} MB can be opened again"
        advice = "; it gets smaller where milestones are removed" if plan.milestones else ""
        raise Unusable([Problem(file, f"the plan is too large: {sizes}{advice}")])
    if len(content) > FEW:
        parse(text, file, limits)
    return content


_OPENED = (
    "situation", "workloads", "options", "zones", "blocks", "flows",
    "prices", "decisions", "votes", "slips", "milestones",
)  # fmt: skip
"""Fields that are written over several lines; everything else stands on one."""
_SPREAD = ("workloads", "options", "votes", "milestones")
"""Lists whose entries have a line a field."""
_SHOWN = ("title", "organisation", "situation", "workloads", "options", "decisions")
"""Fields of a plan that are written even where they say nothing."""


def _shown(value: Value, name: str) -> bool:
    return (isinstance(value, Plan) and name in _SHOWN) or (isinstance(value, Option) and name == "name")


def _implied(value: Value, name: str) -> bool:
    """Whether it is the id of a flow that follows from ends and kind."""
    return name == "id" and isinstance(value, Flow) and value.id == flow_id(value.source, value.target, value.kind)


_LAYOUT = Layout(_OPENED, _SPREAD, _shown, _implied)
