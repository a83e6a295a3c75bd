"""A small catalogue and plans to draw."""

from __future__ import annotations

from exports.picture.looks import Looker, Marks
from exports.picture.scene import Scene, scene
from infra_builder.catalogue import BlockKind, Catalogue
from infra_builder.plan import Block, Flow, Option, Plan, Workload, Zone, flow_id
from infra_builder.statements import Source

COMPOUND = "Donaudampfschifffahrtsgesellschaftskapitänsmützenverwaltungsdatenbank"

KINDS = {
    "document_store": ("Document store", "data"),
    "vector_index": ("Vector index", "data"),
    "app_service": ("App service", "hosting"),
    "managed_model_api": ("Managed model API", "hosting"),
    "notebook_environment": ("Notebook environment", "hosting"),
    "small_vm": ("Small virtual machine", "compute"),
    "logging_audit": ("Logs and audit trail", "governance"),
    "backups": ("Backups", "governance"),
    "identity_access": ("Identity and access", "governance"),
}


def catalogue() -> Catalogue:
    source = (Source(doc="design", section="test"),)
    return Catalogue(
        blocks={
            kind: BlockKind.model_validate(
                {
                    "name": name,
                    "category": category,
                    "purpose": "test",
                    "environments": ("public_cloud",),
                    "effort": "low",
                    "source": source,
                }
            )
            for kind, (name, category) in KINDS.items()
        }
    )


def flow(source: str, target: str, kind: str, **more: object) -> Flow:
    return Flow.model_validate(
        {"id": flow_id(source, target, kind), "source": source, "target": target, "kind": kind, **more}
    )


def support_plan(**first_block: object) -> tuple[Plan, Option]:
    """An assistant over three environments, nothing placed by hand."""
    zones = (
        Zone(id="cloud", environment="public_cloud", name="EU region", owner="IT", reasons=("speed",)),
        Zone(id="office", environment="on_premises", name="Server room", owner="IT"),
        Zone(id="bench", environment="workstation", name="Test bench"),
    )
    blocks = (
        Block(id="app", kind="app_service", zone="cloud", owner="Product").but(**first_block),
        Block(id="model", kind="managed_model_api", zone="cloud", name="Language model", owner="Product"),
        Block(id="index", kind="vector_index", zone="cloud", name="Manual index"),
        Block(id="vm", kind="small_vm", zone="cloud", owner="IT"),
        Block(id="log", kind="logging_audit", zone="cloud", owner="IT", covers=("cloud",)),
        Block(id="docs", kind="document_store", zone="office", name="Service manuals", owner="Quality team"),
        Block(id="copy", kind="backups", zone="office", owner="IT"),
        Block(id="notes", kind="notebook_environment", zone="bench", owner="Product"),
        Block(id="login", kind="identity_access", owner="IT"),
    )
    flows = (
        flow("assistant", "app", "uses"),
        flow("app", "model", "calls", data="confidential"),
        flow("index", "app", "reads", data="confidential"),
        flow("docs", "index", "reads", data="confidential", masked=True, gb_per_month=2.0),
        flow("app", "vm", "runs_on"),
        flow("app", "log", "logs_to", data="internal"),
        flow("docs", "copy", "replicates_to", data="confidential"),
        flow("notes", "model", "calls"),
    )
    option = Option(id="a", name="Managed first", zones=zones, blocks=blocks, flows=flows)
    workload = Workload(id="assistant", name="Support assistant", kind="rag_assistant", stage="pilot")
    return Plan(title="Support assistant", workloads=(workload,), options=(option,)), option


def drawn(marks: Marks | None = None, **first_block: object) -> Scene:
    plan, option = support_plan(**first_block)
    return scene(plan, option, catalogue(), marks or Marks())


def looker() -> Looker:
    return Looker(catalogue())
