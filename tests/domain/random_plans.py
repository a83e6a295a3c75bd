"""Strategies for plans that hold together, with words chosen to trip a reader of YAML."""

from __future__ import annotations

import random
from typing import Any

from builders import catalogue
from hypothesis import strategies as st

from infra_builder.plan import (
    Block,
    Decision,
    Flow,
    FlowNames,
    Milestone,
    Option,
    Plan,
    Price,
    Situation,
    Slip,
    Vote,
    Workload,
    Zone,
)
from infra_builder.vocabulary import VOCABULARIES

TRICKY = (
    "no", "yes", "true", "null", "~", "010", "1e3", "1e999", ".5", "-7", "0x1F", "0o17", "1_000", "12:30:45",
    "2024-01-31", ".inf", "-", "- a", "? a", "a: b", "a:", ":a", "# c", "a #c", "'", '"', "\\", "*a", "&a", "!a",
    "%a", "@a", "`a", "|", ">", "<<", "=", "---", "...", "[a]", "a, b", " x ", "\ta", "a\r", "\u2028", "\x85", "\xa0",
    "\ufeff", "\x00", "\x1b[31m", "😀", "مرحبا", "Ä ö", "a\u0308", "x" * 120, "a.b.c", "?", "id", "a>b:reads~2",
)  # fmt: skip

_letters = st.characters(exclude_categories=["Cs"])
texts = st.one_of(st.just(""), st.sampled_from([*TRICKY, "{a}", "line\nline", "\n"]), st.text(_letters, max_size=12))
names = st.one_of(
    st.sampled_from([tricky for tricky in TRICKY if tricky[0] not in " \t\x85\xa0\u2028"]),
    st.text(_letters, min_size=1, max_size=8).filter(lambda name: name[0].isalnum() and not set(name) & set("{}\n")),
    st.from_regex(r"[a-z]{1,3}", fullmatch=True),
)
amounts = st.one_of(st.floats(0, 1e15), st.integers(0, 10**15), st.sampled_from([0.1, 1e-7, 5e-324, 1e15, 0.0]))
coordinates = st.floats(-1e6, 1e6)
points = st.tuples(coordinates, coordinates)
counts = st.integers(0, 10**12)


def word(vocabulary: str) -> st.SearchStrategy[str]:
    return st.sampled_from(VOCABULARIES[vocabulary])


def words(vocabulary: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(word(vocabulary), max_size=3).map(tuple)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


situations = st.builds(
    Situation,
    objective=maybe(word("objective")),
    skills=maybe(words("skill")),
    people=maybe(counts),
    monthly_budget_eur=maybe(amounts),
    pressures=maybe(words("pressure")),
)
decisions = st.builds(
    Decision,
    finding=texts,
    question=texts,
    status=st.sampled_from(["open", "in_progress", "accepted", "done", "not_applicable"]),
    owner=texts,
    reason=texts,
    review_by=st.sampled_from(["", "2026-01-31"]),
)


def workload(id_: str) -> st.SearchStrategy[Workload]:
    return st.builds(
        Workload,
        id=st.just(id_),
        name=texts,
        kind=maybe(word("workload_kind")),
        stage=maybe(word("stage")),
        users=maybe(counts),
        timing=maybe(word("timing")),
        usage=maybe(word("usage")),
        sensitivity=maybe(word("sensitivity")),
        data_gb=maybe(amounts),
        at=maybe(points),
    )


def zone(id_: str) -> st.SearchStrategy[Zone]:
    return st.builds(
        Zone,
        id=st.just(id_),
        environment=word("environment"),
        name=texts,
        provider=texts,
        region=texts,
        owner=texts,
        reasons=words("pressure"),
        at=maybe(points),
        size=maybe(st.tuples(st.floats(1, 1e6), st.floats(1, 1e6))),
    )


@st.composite
def settings(draw: st.DrawFn, kind: str) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for name, setting in catalogue().blocks[kind].settings.items():
        match setting.type:
            case "yes_no":
                answer: Any = draw(maybe(st.booleans()))
            case "number":
                answer = draw(maybe(amounts))
            case _:
                answer = draw(maybe(st.sampled_from(sorted(setting.choices))))
        if answer is not None:
            answers[name] = answer
    return answers


@st.composite
def block(draw: st.DrawFn, id_: str, zones: list[str], others: list[str], kind: str = "") -> Block:
    kind = kind or draw(st.sampled_from(sorted(catalogue().blocks)))
    targets = [*zones, *others]
    return Block(
        id=id_,
        kind=kind,
        name=draw(texts),
        zone=draw(maybe(st.sampled_from(zones))) if zones else None,
        owner=draw(texts),
        settings=draw(settings(kind)),
        covers=tuple(draw(st.lists(st.sampled_from(targets), max_size=3, unique=True))) if targets else (),
        note=draw(texts),
        at=draw(maybe(points)),
    )


@st.composite
def option(draw: st.DrawFn, id_: str, workloads: list[str]) -> Option:
    ids = draw(st.lists(names.filter(lambda name: name not in workloads), max_size=8, unique=True))
    cut = draw(st.integers(0, len(ids)))
    zones, blocks = ids[:cut], ids[cut:]
    ends = [*blocks, *workloads]
    named = FlowNames((*ids, *workloads))
    flows = []
    for _ in range(draw(st.integers(0, 6)) if len(ends) > 1 else 0):
        source, target = draw(st.lists(st.sampled_from(ends), min_size=2, max_size=2, unique=True))
        kind = draw(word("flow"))
        flows.append(
            Flow.model_validate(
                {
                    "id": named.next(source, target, kind),
                    "source": source,
                    "target": target,
                    "kind": kind,
                    "data": draw(maybe(word("sensitivity"))),
                    "masked": draw(maybe(st.booleans())),
                    "gb_per_month": draw(maybe(amounts)),
                }
            )
        )
    return Option(
        id=id_,
        name=draw(texts),
        zones=tuple(draw(zone(zone_id)) for zone_id in zones),
        blocks=tuple(draw(block(block_id, zones, blocks)) for block_id in blocks),
        flows=tuple(flows),
    )


prices = st.tuples(amounts, amounts, texts).map(
    lambda given: Price(low=min(given[:2]), high=max(given[:2]), source=given[2])
)
slips = st.builds(Slip, answer=st.sampled_from(["agreed", "with_changes", "not_yet"]), reason=texts, name=texts)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    workloads = draw(st.lists(names, max_size=3, unique=True))
    options = draw(st.lists(names, max_size=2, unique=True))
    plan = Plan(
        title=draw(texts),
        organisation=draw(texts),
        footer=draw(texts),
        logo=draw(st.sampled_from(["", "iVBORw0KGgo="])),
        situation=draw(situations),
        workloads=tuple(draw(workload(id_)) for id_ in workloads),
        options=tuple(draw(option(id_, workloads)) for id_ in options),
        prices=draw(st.dictionaries(st.sampled_from(sorted(catalogue().prices)), prices, max_size=2)),
        decisions=tuple(draw(st.lists(decisions, max_size=2))),
        votes=tuple(draw(st.lists(st.builds(Vote, option=names, slips=st.tuples(slips)), max_size=2))),
    )
    if not draw(st.booleans()):
        return plan
    parts = {name: getattr(plan, name) for name in ("situation", "workloads", "options")}
    return plan.but(milestones=(Milestone(name=draw(texts), made="2026-11-22 10:30", **parts),))


def busy_plan(seed: int) -> Plan:
    """A plan with a lot going on, so that many rules have something to say."""
    dice = random.Random(seed)

    def some(vocabulary: str) -> str | None:
        return dice.choice(VOCABULARIES[vocabulary]) if dice.random() < 0.7 else None

    workloads = [
        Workload.model_validate(
            {
                "id": f"work{number}",
                "kind": some("workload_kind"),
                **{name: some(name) for name in ("stage", "timing", "usage", "sensitivity")},
                "users": dice.choice([None, 0, 1, 30, 1000]),
                "data_gb": dice.choice([None, 0, 0.5, 200, 1e5]),
            }
        )
        for number in range(dice.randint(1, 3))
    ]
    zones = [
        Zone.model_validate(
            {
                "id": f"zone{number}",
                "environment": dice.choice(VOCABULARIES["environment"]),
                "provider": dice.choice(["", "X", "Y"]),
                "owner": dice.choice(["", "IT"]),
                "reasons": tuple(dice.sample(VOCABULARIES["pressure"], dice.randint(0, 2))),
            }
        )
        for number in range(dice.randint(0, 4))
    ]
    names_ = [f"block{number}" for number in range(dice.randint(1, 14))]
    blocks = [_busy_block(dice, name, [zone.id for zone in zones], names_) for name in names_]
    ends = [*names_, *(workload.id for workload in workloads)]
    named, flows = FlowNames(), []
    for _ in range(dice.randint(0, 16)):
        source, target = dice.sample(ends, 2)
        kind = dice.choice(VOCABULARIES["flow"])
        fields = {"data": some("sensitivity"), "masked": dice.choice([None, True, False]), "gb_per_month": 5}
        flow = {"id": named.next(source, target, kind), "source": source, "target": target, "kind": kind, **fields}
        flows.append(Flow.model_validate(flow))
    situation = {
        "objective": some("objective"),
        "skills": tuple(dice.sample(VOCABULARIES["skill"], dice.randint(0, 8))) if dice.random() < 0.7 else None,
        "people": dice.choice([None, 0, 1, 9]),
        "monthly_budget_eur": dice.choice([None, 0, 10, 1e5]),
    }
    option = Option(id="a", zones=tuple(zones), blocks=tuple(blocks), flows=tuple(flows))
    return Plan(situation=Situation.model_validate(situation), workloads=tuple(workloads), options=(option,))


def _busy_block(dice: random.Random, name: str, zones: list[str], others: list[str]) -> Block:
    kind = dice.choice(sorted(catalogue().blocks))
    answers: dict[str, Any] = {}
    for setting_id, setting in catalogue().blocks[kind].settings.items():
        choices = {"yes_no": [True, False], "number": [0, 1, 80, 1e9]}.get(setting.type) or sorted(setting.choices)
        if dice.random() < 0.6:
            answers[setting_id] = dice.choice(choices)
    return Block(
        id=name,
        kind=kind,
        zone=dice.choice([None, *zones]),
        owner=dice.choice(["", "Product"]),
        settings=answers,
        covers=tuple(dice.sample([*zones, *others], 1)) if dice.random() < 0.4 else (),
    )
