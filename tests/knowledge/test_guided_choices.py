"""The guided choices: whole, fair to each of their ways, and of sound judgement."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import chain, combinations, islice, product

import pytest
import yaml

from infra_builder.guides import Chosen, Guide, known, recommended, standings
from infra_builder.knowledge import Knowledge, load
from infra_builder.places import KNOWLEDGE as FOLDER
from infra_builder.plan import Plan, Situation, Workload
from infra_builder.vocabulary import VOCABULARIES

KNOWLEDGE = load()
GUIDES = KNOWLEDGE.catalogue.guides
WANTED = {
    "ai_as_a_service", "build_buy_rent_share", "builder", "capacity_class", "central_or_federated", "data_foundation",
    "deployment_stance", "hosting_path", "hpc", "model_placement", "objective", "one_or_several_clouds",
    "online_or_batch",
}  # fmt: skip
LAST_ITEM = 325
"""The inventory of decision aids in the sources ends with D325."""
MOST = 40_000
"""So many ways of answering a guide are tried; where there are more, as many are drawn by lot."""
PROTECTED = ("personal", "regulated")
FIELD_WORDS = {"situation.pressures": "pressure", "situation.skills": "skill", "workload.kind": "workload_kind"}

each_guide = pytest.mark.parametrize("name", sorted(GUIDES))

JUDGEMENTS = [
    (
        "uncertain use, few skills and confidential data under fitting terms begin with a rented model",
        "hosting_path",
        {"data": "confidential", "terms": "allowed", "use": "uncertain", "people": "nobody"},
        "managed_api",
    ),
    (
        "regulated data, a team and steady volume carry a model of one's own",
        "hosting_path",
        {"data": "regulated", "terms": "must_stay", "use": "steady_high", "people": "team"},
        "self_hosted",
    ),
    (
        "regulated data without people first need what is missing",
        "hosting_path",
        {"data": "regulated", "use": "steady_high", "people": "nobody"},
        "prepare",
    ),
    (
        "regulated data that can be masked may use a rented model after all",
        "hosting_path",
        {"data": "regulated", "terms": "masked", "use": "uncertain", "people": "nobody"},
        "managed_api",
    ),
    (
        "confidential data alone ask for a look at the terms first",
        "hosting_path",
        {"data": "confidential"},
        "prepare",
    ),
    (
        "a machine that cannot wait has its model beside it",
        "hosting_path",
        {"data": "internal", "use": "steady_high", "people": "team", "place": "machine"},
        "edge",
    ),
    (
        "parts that differ, and a team, justify a mix",
        "hosting_path",
        {"data": "personal", "people": "team", "model": "independence", "place": "differs"},
        "hybrid",
    ),
    (
        "a forecast of one's own without operators runs on a rented platform",
        "hosting_path",
        {"data": "internal", "use": "spiky", "people": "one_person", "model": "trained"},
        "managed_platform",
    ),
    (
        "a few manuals need a collection in order",
        "data_foundation",
        {"material": "documents", "purpose": "answers", "size": "small", "people": "nobody"},
        "documents",
    ),
    (
        "contradicting reports are cured by clean tables",
        "data_foundation",
        {"material": "tables", "trouble": "reports_differ", "departments": "several"},
        "tables",
    ),
    (
        "camera images are kept in one ordered zone",
        "data_foundation",
        {"material": "raw", "purpose": "exploring", "size": "large", "people": "one_person"},
        "lake_zone",
    ),
    (
        "mixed needs without a team or much data stay with tables",
        "data_foundation",
        {"material": "mixed", "purpose": "both", "size": "small", "people": "nobody"},
        "tables",
    ),
    (
        "large mixed data, copied back and forth, with a team, earn a lakehouse",
        "data_foundation",
        {"material": "mixed", "purpose": "both", "trouble": "copies", "size": "large", "people": "team"},
        "lakehouse",
    ),
    (
        "where nobody is responsible, owners come before tools",
        "data_foundation",
        {"material": "tables", "trouble": "no_owner", "departments": "several"},
        "ownership",
    ),
    (
        "a quick start with harmless data is a matter for the cloud",
        "deployment_stance",
        {"pressures": ["speed", "skills_gap"], "data": "internal", "use": "uncertain", "operators": "nobody"},
        "cloud_first",
    ),
    (
        "regulated data without operators keep the originals controlled in the cloud",
        "deployment_stance",
        {"pressures": ["speed", "sensitive_data"], "data": "regulated", "operators": "nobody"},
        "cloud_controlled",
    ),
    (
        "old systems, steady load and a team speak for own ground",
        "deployment_stance",
        {"pressures": ["legacy_systems", "data_residency"], "data": "regulated", "use": "steady_high",
         "operators": "team"},
        "own_ground",
    ),
    (
        "named needs with named owners make a deliberate hybrid",
        "deployment_stance",
        {"pressures": ["burst_compute", "legacy_systems"], "data": "confidential", "operators": "team",
         "difference": "named_need", "owners": "named"},
        "hybrid",
    ),
    (
        "the wish to stay flexible does not make a hybrid",
        "deployment_stance",
        {"pressures": ["speed"], "data": "internal", "difference": "flexibility", "owners": "named"},
        "cloud_first",
    ),
    (
        "office help needs no supercomputer, whatever was hoped",
        "hpc",
        {"activity": "productivity_tool", "outgrown": ["sovereignty"], "experience": "willing"},
        "small",
    ),
    (
        "tuning for some hundred hours is rented",
        "hpc",
        {"activity": "fine_tuning", "hours": "hundreds", "readiness": "sample", "experience": "willing"},
        "cloud_gpu",
    ),
    (
        "a large wish without prepared work is prepared first",
        "hpc",
        {"activity": "large_scale_training", "hours": "more", "readiness": "idea", "experience": "willing"},
        "prepare",
    ),
    (
        "a small sample and the will to learn open the entry access",
        "hpc",
        {"activity": "simulation_ai", "outgrown": ["experiments"], "readiness": "sample", "experience": "willing"},
        "playground",
    ),
    (
        "a tested job of thousands of hours takes the fast lane",
        "hpc",
        {"activity": "fine_tuning", "hours": "thousands", "readiness": "complete", "experience": "experienced"},
        "fast_lane",
    ),
    (
        "more than the fast lane holds is a large application",
        "hpc",
        {"activity": "large_scale_training", "hours": "more", "readiness": "complete", "experience": "experienced"},
        "large_scale",
    ),
    (
        "GPUs and a lakehouse for a trial are too much",
        "builder",
        {"stage": "experiment", "data": "platform", "hosting": "several", "governance": "full", "compute": "committed"},
        "lighten",
    ),
    (
        "a light set-up is right for a trial",
        "builder",
        {"stage": "experiment", "data": "small", "hosting": "managed", "governance": "basic", "people": "nobody"},
        "trial",
    ),
    (
        "the same light set-up is fragile in production",
        "builder",
        {"stage": "production", "data": "small", "hosting": "managed", "governance": "basic", "people": "nobody"},
        "strengthen",
    ),
    (
        "a pilot with roles, cost and one owner is balanced",
        "builder",
        {"stage": "pilot", "data": "small", "hosting": "managed", "governance": "tracked", "people": "one_person"},
        "pilot",
    ),
    (
        "a pilot that nobody owns is fragile",
        "builder",
        {"stage": "pilot", "data": "small", "hosting": "managed", "governance": "basic", "people": "nobody"},
        "strengthen",
    ),
    (
        "a watched service with a team is balanced in production",
        "builder",
        {"stage": "production", "data": "store", "hosting": "managed", "governance": "full", "people": "team"},
        "service",
    ),
    (
        "a common need without people is bought",
        "build_buy_rent_share",
        {"weight": "common", "fit": "standard", "use": "steady_high", "people": "nobody"},
        "buy",
    ),
    (
        "an uncertain need is rented",
        "build_buy_rent_share",
        {"fit": "adapted", "data": "internal", "use": "uncertain", "people": "some"},
        "rent",
    ),
    (
        "prepared heavy computing with an end is shared",
        "build_buy_rent_share",
        {"data": "public", "use": "spiky", "computing": "prepared", "people": "team"},
        "share",
    ),
    (
        "what sets a firm apart, fits no product and has a team is built",
        "build_buy_rent_share",
        {"weight": "core", "fit": "unique", "data": "confidential", "use": "steady_high", "people": "team"},
        "build",
    ),
    (
        "translating harmless texts is a ready service",
        "ai_as_a_service",
        {"task": "standard", "data": "public", "people": "programmers", "examples": "few"},
        "prebuilt_api",
    ),
    (
        "regulated work typical of a trade, with nobody who programs, is bought from a specialist",
        "ai_as_a_service",
        {"task": "trade", "data": "regulated", "people": "nobody", "masking": "needed"},
        "industry_solution",
    ),
    (
        "monthly figures that nobody waits for are computed overnight",
        "online_or_batch",
        {"waiting": "batch", "fresh": "daily", "late": "nothing"},
        "batch",
    ),
    (
        "people wait, but everything could lie ready: prepare it",
        "online_or_batch",
        {"waiting": "interactive", "foresee": "all", "fresh": "slowly", "late": "nothing"},
        "batch",
    ),
    (
        "a conversation is answered on request",
        "online_or_batch",
        {"waiting": "interactive", "foresee": "nothing", "late": "annoying"},
        "online",
    ),
    (
        "a trial needs one cloud, however strong the wish for freedom",
        "one_or_several_clouds",
        {"stage": "experiment", "reasons": ["freedom"], "people": "nobody"},
        "one_cloud",
    ),
    (
        "in production freedom means being able to leave",
        "one_or_several_clouds",
        {"stage": "production", "reasons": ["freedom"], "stake": "months", "people": "few"},
        "ready_to_leave",
    ),
    (
        "an outage that would hurt asks for a second region, not for a second provider",
        "one_or_several_clouds",
        {"stage": "production", "reasons": ["outage", "nearness"], "stake": "shrug", "people": "team"},
        "two_regions",
    ),
    (
        "a law, a team and little to copy justify several clouds",
        "one_or_several_clouds",
        {"stage": "production", "reasons": ["geography", "special_service"], "people": "team", "data": "little"},
        "several_clouds",
    ),
    (
        "a small firm has one common set-up",
        "central_or_federated",
        {"units": "one", "skills": "outside", "rules": "no_view"},
        "central",
    ),
    (
        "many departments that wait build on a common base",
        "central_or_federated",
        {"units": "many", "waiting": "often", "alike": "partly", "skills": "everywhere"},
        "common_base",
    ),
    (
        "tuning on personal data stays on own ground",
        "model_placement",
        {"work": "fine_tuning", "data": "personal", "masking": "needed"},
        "own_ground",
    ),
    (
        "tuning on masked data is rented or shared",
        "model_placement",
        {"work": "fine_tuning", "data": "regulated", "masking": "removable"},
        "cluster",
    ),
    (
        "a decision in real time over a good line stays in a nearby region",
        "model_placement",
        {"work": "realtime_decision", "data": "internal", "distance": "holds"},
        "steady_place",
    ),
    (
        "a decision in real time that distance breaks is made on the spot",
        "model_placement",
        {"work": "realtime_decision", "data": "internal", "distance": "breaks", "interruption": "must_not"},
        "edge",
    ),
    (
        "safety is tested behind closed doors",
        "model_placement",
        {"work": "safety_evaluation", "data": "confidential"},
        "isolated",
    ),
    (
        "items that nobody waits for go where it is cheapest",
        "model_placement",
        {"work": "batch_inference", "data": "internal", "interruption": "may"},
        "cheapest",
    ),
    (
        "a trial that may be interrupted uses what is left over",
        "capacity_class",
        {"use": "uncertain", "timing": "batch", "stop": "goes_on", "deadline": "any_time"},
        "opportunistic",
    ),
    (
        "people who wait, at a load nobody knows, reserve nothing",
        "capacity_class",
        {"use": "uncertain", "timing": "interactive", "stop": "people_notice", "measured": "not_measured"},
        "burst",
    ),
    (
        "a measured, busy service is worth a reservation",
        "capacity_class",
        {"use": "steady_high", "timing": "interactive", "deadline": "always_on", "measured": "above"},
        "fixed",
    ),
    (
        "in an experiment access comes before the fear of lock-in",
        "objective",
        {"stage": "experiment", "trouble": ["waiting"], "tie": "trouble"},
        "access",
    ),
    (
        "personal data in production put governance first",
        "objective",
        {"aim": "scalability", "stage": "production", "data": "personal", "growth": "fine"},
        "governance",
    ),
    (
        "results that nobody can repeat come first in a pilot",
        "objective",
        {"stage": "pilot", "trouble": ["once_only"], "data": "internal"},
        "repeatability",
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return KNOWLEDGE


def combined(guide: Guide) -> Iterator[Chosen]:
    """Ways of answering a guide, an answer or none to each question: all of them, or many drawn by lot."""
    offers = []
    for question in guide.questions.values():
        words = tuple(question.answers)
        most = 2 if question.several else 1
        offers.append([(), *chain.from_iterable(combinations(words, count) for count in range(1, most + 1))])
    names = tuple(guide.questions)
    size = 1
    for offer in offers:
        size *= len(offer)
    if size <= MOST:
        yield from (dict(zip(names, words, strict=True)) for words in product(*offers))
        return
    lot = random.Random(7)
    for _ in range(MOST):
        yield {name: lot.choice(offer) for name, offer in zip(names, offers, strict=True)}


def texts(guide: Guide) -> Iterator[str]:
    """Everything a guide says."""
    yield from (guide.name, guide.line)
    for question in guide.questions.values():
        yield from (question.ask, question.why)
        for answer in question.answers.values():
            yield from (answer.label, answer.because)
    for way in guide.ways.values():
        yield from (way.name, way.says, way.first_step, way.changes_mind, *way.watch_outs)


def test_the_guides_that_are_wanted_are_there() -> None:
    assert set(GUIDES) >= WANTED


@pytest.mark.parametrize("path", sorted((FOLDER / "guides").glob("*.yaml")), ids=lambda path: path.stem)
def test_a_file_holds_the_one_guide_of_its_name(path) -> None:
    text = path.read_text(encoding="utf-8")
    assert list(yaml.safe_load(text)["guides"]) == [path.stem]
    assert max(map(len, text.splitlines())) <= 120


@each_guide
def test_it_asks_a_few_questions_and_knows_a_few_ways(name: str) -> None:
    guide = GUIDES[name]
    assert 3 <= len(guide.questions) <= 6
    assert 2 <= len(guide.ways) <= 6


@each_guide
def test_an_answer_that_counts_says_why(name: str) -> None:
    answers = chain.from_iterable(question.answers.items() for question in GUIDES[name].questions.values())
    silent = [word for word, answer in answers if (answer.speaks_for or answer.rules_out) and answer.because == "–"]
    assert silent == []


@each_guide
def test_an_answer_that_is_offered_counts(name: str) -> None:
    """Nothing is asked that changes nothing, except where the answer says that it does not matter."""
    for word, question in GUIDES[name].questions.items():
        assert sum(bool(answer.speaks_for or answer.rules_out) for answer in question.answers.values()) >= 2, word


@each_guide
def test_what_rules_a_way_out_also_gives_the_reason(name: str) -> None:
    guide = GUIDES[name]
    for question, asked in guide.questions.items():
        for word, answer in asked.answers.items():
            for standing in standings(guide, {question: (word,)}):
                assert not standing.ruled_out or answer.because in standing.speaks_against


@each_guide
def test_answers_taken_over_from_the_plan_are_words_of_its_fields(name: str) -> None:
    for question in GUIDES[name].questions.values():
        if question.known_from:
            sort, field = question.known_from.split(".")
            assert field in {"situation": Situation, "workload": Workload}[sort].model_fields
            vocabulary = FIELD_WORDS.get(question.known_from, field)
            assert set(question.answers) <= set(VOCABULARIES[vocabulary]), question.ask


@each_guide
def test_without_answers_it_recommends_nothing(name: str) -> None:
    guide = GUIDES[name]
    assert recommended(guide, {}) is None
    assert recommended(guide, dict.fromkeys(guide.questions, ())) is None


@each_guide
def test_each_of_its_ways_can_be_recommended(name: str) -> None:
    guide, reached = GUIDES[name], set()
    for chosen in combined(guide):
        best = recommended(guide, chosen)
        if best is not None:
            reached.add(best.way)
        if len(reached) == len(guide.ways):
            break
    assert set(guide.ways) - reached == set()


@each_guide
def test_a_recommendation_has_a_reason(name: str) -> None:
    guide = GUIDES[name]
    for chosen in islice(combined(guide), 10_000):
        best = recommended(guide, chosen)
        assert best is None or best.speaks_for


@each_guide
def test_the_blocks_it_suggests_exist(name: str, knowledge: Knowledge) -> None:
    for way in GUIDES[name].ways.values():
        assert set(way.blocks) <= set(knowledge.catalogue.blocks)
        assert len(set(way.blocks)) == len(way.blocks)


@each_guide
def test_its_ways_are_told_whole(name: str) -> None:
    for word, way in GUIDES[name].ways.items():
        assert way.watch_outs, word
        assert way.changes_mind != "–", word
        for text in (way.says, way.first_step, way.changes_mind, *way.watch_outs):
            assert text.endswith((".", "?")), text


@each_guide
def test_its_sources_name_numbered_items(name: str) -> None:
    guide = GUIDES[name]
    for source in (*guide.source, *chain.from_iterable(way.source for way in guide.ways.values())):
        assert source.items or source.doc == "design"
        for item in source.items:
            number, run = int(item[1:4]), item[4:]
            assert 1 <= number <= LAST_ITEM
            assert len(run) < 3 or run[0] < run[2], item


@each_guide
def test_its_words_are_calm(name: str) -> None:
    for text in texts(GUIDES[name]):
        assert not re.search(r"!|\b(simply|just do|obviously|of course|fail(ed)? to)\b", text), text
        assert not text.endswith(" "), text


@each_guide
def test_a_question_is_short_and_its_answers_fit_a_button(name: str) -> None:
    for question in GUIDES[name].questions.values():
        assert question.ask.endswith("?")
        assert len(question.ask) <= 70, question.ask
        labels = [answer.label for answer in question.answers.values()]
        assert max(map(len, labels)) <= 36, labels
        assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(("fact", "name", "answers", "way"), JUDGEMENTS, ids=[fact for fact, *_ in JUDGEMENTS])
def test_judgement(fact: str, name: str, answers: dict[str, str | list[str]], way: str) -> None:
    chosen = {question: (words,) if isinstance(words, str) else tuple(words) for question, words in answers.items()}
    best = recommended(GUIDES[name], chosen)
    assert best is not None
    assert best.way == way, standings(GUIDES[name], chosen)


def test_every_guide_has_a_worked_judgement() -> None:
    assert {name for _, name, *_ in JUDGEMENTS} == set(GUIDES)


@pytest.mark.parametrize(
    ("name", "question", "unmasked", "outside"),
    [
        ("hosting_path", "terms", ("allowed", "must_stay"), {"managed_api", "managed_platform"}),
        ("ai_as_a_service", "masking", ("needed",), {"prebuilt_api", "model_api", "ml_platform"}),
        ("model_placement", "masking", ("needed",), {"cheapest", "steady_place", "cluster"}),
        ("deployment_stance", "", (), {"cloud_first"}),
    ],
)
def test_protected_data_are_never_sent_out_unmasked(
    name: str, question: str, unmasked: tuple[str, ...], outside: set[str]
) -> None:
    guide = GUIDES[name]
    field = next(word for word, asked in guide.questions.items() if asked.known_from == "workload.sensitivity")
    for chosen in combined(guide):
        masked = question and chosen[question] and chosen[question][0] not in unmasked
        if chosen[field] and chosen[field][0] in PROTECTED and not masked:
            best = recommended(guide, chosen)
            assert best is None or best.way not in outside, chosen


def test_no_hybrid_without_owners_or_where_one_place_would_do() -> None:
    guide = GUIDES["deployment_stance"]
    for chosen in combined(guide):
        if chosen["owners"] == ("open",) or chosen["difference"] == ("one_place",):
            best = recommended(guide, chosen)
            assert best is None or best.way != "hybrid", chosen


def test_nobody_is_sent_to_large_computing_with_an_idea_only() -> None:
    guide = GUIDES["hpc"]
    for chosen in combined(guide):
        if chosen["readiness"] == ("idea",):
            best = recommended(guide, chosen)
            assert best is None or best.way not in {"fast_lane", "large_scale"}, chosen


def test_a_plan_answers_what_it_knows() -> None:
    workload = Workload(id="work", sensitivity="regulated", usage="uncertain")
    plan = Plan(title="", organisation="", situation=Situation(pressures=("speed", "latency")), workloads=(workload,))
    assert known(GUIDES["hosting_path"], plan) == {"data": ("regulated",), "use": ("uncertain",)}
    assert known(GUIDES["deployment_stance"], plan)["pressures"] == ("speed", "latency")
