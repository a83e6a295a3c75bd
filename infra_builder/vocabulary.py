"""The closed sets of words that plans and rules are written in. Labels and meanings are knowledge (words.yaml)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

Objective = Literal["access", "scalability", "governance", "repeatability", "optionality"]
Skill = Literal["prompting", "data", "app_dev", "devops", "mlops", "gpu_ops", "security", "hpc"]
Pressure = Literal[
    "speed", "data_residency", "sensitive_data", "latency", "legacy_systems", "burst_compute",
    "cost_control", "specialised_hardware", "transition", "low_connectivity", "skills_gap",
]  # fmt: skip
WorkloadKind = Literal[
    "productivity_tool", "rag_assistant", "nocode_workflow", "forecasting", "classification_extraction",
    "fine_tuning", "batch_inference", "computer_vision", "customer_product", "realtime_decision",
    "large_scale_training", "simulation_ai", "embedding_generation", "safety_evaluation",
]  # fmt: skip
Stage = Literal["experiment", "pilot", "production"]
Timing = Literal["interactive", "realtime", "batch", "occasional"]
Usage = Literal["low", "uncertain", "spiky", "steady_high"]
Sensitivity = Literal["public", "internal", "confidential", "personal", "regulated"]
Environment = Literal["public_cloud", "private_cloud", "on_premises", "edge", "hpc", "saas", "workstation"]
Category = Literal["data", "hosting", "compute", "governance"]
FlowKind = Literal[
    "reads", "writes", "calls", "trains_on", "deploys_to", "logs_to", "replicates_to",
    "uses", "runs_on", "falls_back_to",
]  # fmt: skip
VerdictFlag = Literal["overbuilt", "fragile", "accidental_hybrid"]
Flag = Literal["overbuilt", "fragile", "accidental_hybrid", "question", "note"]
Severity = Literal["high", "medium", "low"]
Effort = Literal["low", "medium", "high"]
Function = Literal["management", "it", "data", "product", "security"]
"""Who in a company something falls to. In a small one, several may be the same person."""
UNASSIGNED: Function = "management"
"""Who hands on what nobody was named for."""

SUPPORT_FLOWS: frozenset[str] = frozenset({"uses", "runs_on", "falls_back_to"})
VERDICT_FLAGS: tuple[str, ...] = get_args(VerdictFlag)

VOCABULARIES: dict[str, tuple[str, ...]] = {
    "objective": get_args(Objective),
    "skill": get_args(Skill),
    "pressure": get_args(Pressure),
    "workload_kind": get_args(WorkloadKind),
    "stage": get_args(Stage),
    "timing": get_args(Timing),
    "usage": get_args(Usage),
    "sensitivity": get_args(Sensitivity),
    "environment": get_args(Environment),
    "category": get_args(Category),
    "flow": get_args(FlowKind),
    "flag": get_args(Flag),
    "severity": get_args(Severity),
    "effort": get_args(Effort),
    "function": get_args(Function),
}

ORDERED: frozenset[str] = frozenset({"stage", "sensitivity", "effort"})
"""Vocabularies whose order means less to more, so that `at_least` and `at_most` make sense."""


def rank(vocabulary: str, word: str) -> int:
    """The place of a word in its ordered vocabulary, from 0."""
    return VOCABULARIES[vocabulary].index(word)


def highest(vocabulary: str, words: Iterable[str | None]) -> str | None:
    """The furthest of some words of an ordered vocabulary; None where none is known."""
    known = [rank(vocabulary, word) for word in words if word is not None]
    return VOCABULARIES[vocabulary][max(known)] if known else None
