"""A vote on its way into the plan of a group: written at once, or kept with the workshop until that can be done."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from infra_builder.catalogue import Catalogue
from infra_builder.edits import RecordVote, Refused
from infra_builder.guarded_yaml import read_text
from infra_builder.plan import Plan, Vote
from infra_builder.planfile import from_text, to_content
from infra_builder.problems import Problem, Unusable
from infra_builder.room.workshop import Waiting, Workshop
from infra_builder.saving import digest_of, write_whole


def record_vote(path: Path, vote: Vote, catalogue: Catalogue) -> Plan:
    """Write a vote into a plan file as it is now, and give that plan. One that is in it already is not written twice.

    Whoever has the plan open keeps the vote, since plans that come together keep the records of both. Raises Unusable,
    the file as it was, where it cannot be read or written, or changes meanwhile; Refused where the option is gone.
    """
    mark = digest_of(path)
    plan = from_text(read_text(path), str(path), catalogue)
    after = RecordVote(vote=vote).apply(plan)
    if after.votes[-1] in plan.votes:
        return plan
    content = to_content(after, str(path))
    if digest_of(path) != mark:
        raise Unusable([Problem(str(path), "this file is being changed just now")])
    try:
        write_whole(path, content)
    except OSError as error:
        raise Unusable([Problem(str(path), f"the file cannot be written: {error.strerror or error}")]) from None
    return after


def keep_waiting(workshop: Workshop, group_id: str, vote: Vote) -> Workshop:
    """The workshop with a vote that could not be written into the plan of its group so far."""
    return workshop.but(waiting=(*workshop.waiting, Waiting(group=group_id, vote=vote)))


def recorded(folder: Path, workshop: Workshop, catalogue: Catalogue) -> tuple[Workshop, tuple[Problem, ...]]:
    """Try to write the votes that wait: the workshop with those that still do, and why. One never stops the others."""
    still: list[Waiting] = []
    problems: list[Problem] = []
    for waiting in workshop.waiting:
        if told := tuple(_tried(folder, workshop, waiting, catalogue)):
            still.append(waiting)
            problems += told
    return (workshop.but(waiting=tuple(still)) if len(still) < len(workshop.waiting) else workshop), tuple(problems)


def _tried(folder: Path, workshop: Workshop, waiting: Waiting, catalogue: Catalogue) -> Iterator[Problem]:
    """Write a vote that waits; gives why it cannot be."""
    plan = next((group.plan for group in workshop.groups if group.id == waiting.group), "")
    if not plan:
        yield Problem(str(folder), f"there is no group {waiting.group} any more")
        return
    try:
        record_vote(folder / plan, waiting.vote, catalogue)
    except Unusable as unusable:
        yield from unusable.problems
    except Refused as refused:
        yield Problem(str(folder / plan), str(refused))
