"""Facts about a design, one module a sort of subject. Importing this package fills the registry."""

from infra_builder.facts import block, flow, money, option, reliance, situation, workload, zone
from infra_builder.facts.registry import FACTS, Fact, Type

__all__ = ["FACTS", "Fact", "Type", "block", "flow", "money", "option", "reliance", "situation", "workload", "zone"]
