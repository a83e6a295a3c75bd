"""The fixed texts of the cards, in English unless a caller brings its own. Everything else is the catalogue's."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """Each text whole; {braces} are filled in."""

    language: str = "en"
    title: str = "Cards to cut out"
    how: str = "Print at 100 %, both sides, turned over the long edge."
    front: str = "Sheet {sheet} of {sheets}, front · knowledge {digest}"
    back: str = "Sheet {sheet} of {sheets}, back · knowledge {digest}"
    no_digest: str = "not stated"

    block: str = "block"
    environment: str = "Environment"
    workload: str = "Workload"
    of_your_own: str = "of your own"
    our_name: str = "Our name for it"
    owner: str = "Owner"
    stands_in: str = "Stands in"
    why_here: str = "Why it is there"
    users: str = "Who uses it"
    stage: str = "Stage"
    effort: str = "Effort to run it: {effort}"

    ask: str = "Ask first"
    right: str = "Right for"
    wrong: str = "Not for"
    begin: str = "Begin with"
    watch: str = "Watch out"


ENGLISH = Words()
