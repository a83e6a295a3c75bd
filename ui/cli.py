"""The one command. Imports no Qt until a window opens or a picture is painted."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from infra_builder import __version__
from infra_builder.problems import Problem, Unusable, unknown
from infra_builder.saving import write_whole
from ui.exporting import ENDINGS, Material, Wish, advised, broken_logo, cards, exported, known_sections, unprintable

if TYPE_CHECKING:  # A start of the window is not to wait for what only commands need.
    from exports.pdf.frame import Paper
    from infra_builder.knowledge import Knowledge
    from infra_builder.plan import Plan
    from ui.room_text import Papers

    Tell = Callable[[str, Plan, Knowledge], tuple[str, bool]]
    """What to print of the plan in a file, and whether something was found against it."""

BALANCED, FLAGGED, UNUSABLE = 0, 1, 2
COMMANDS = ("check", "advise", "compare", "export", "cards", "workshop", "knowledge")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit status: 0 balanced, equal or done, 1 flagged or different, 2 unusable input."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        status = _commands(given) if given and given[0] in COMMANDS else _open(given)
        sys.stdout.flush()
        return status
    except Unusable as unusable:
        for problem in unusable.problems:
            print(problem, file=sys.stderr)
        return UNUSABLE
    except BrokenPipeError:
        _give_up_output()
        return UNUSABLE
    except OSError as error:
        _give_up_output()
        print(f"infra-builder: the output cannot be written: {error.strerror or error}", file=sys.stderr)
        return UNUSABLE


def _give_up_output() -> None:
    """Send what is still to be printed nowhere, so that Python does not complain about it at the end."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _open(given: list[str]) -> int:
    """Open the window, or print the check where there is no display."""
    parser = argparse.ArgumentParser(
        prog="infra-builder",
        description="Find the smallest infrastructure that carries the next safe step of an AI workload.",
        epilog=f"Commands: {', '.join(COMMANDS)}. Each has its own --help.",
    )
    parser.add_argument("plan", nargs="?", type=Path, help="the plan to open (.infraplan), or the folder of a workshop")
    parser.add_argument("--knowledge", action="append", type=Path, default=[], metavar="DIR", help=_PACK)
    parser.add_argument("--version", action="version", version=f"Infra Builder {__version__}")
    options = parser.parse_args(given)
    from ui.display import missing_display

    if reason := missing_display():
        print(f"No window opens here: {reason}.", file=sys.stderr)
        if options.plan is None:
            return UNUSABLE
        from ui.workshop.paths import workshop_at

        if folder := workshop_at(options.plan):
            packs = [part for pack in options.knowledge for part in ("--knowledge", str(pack))]
            return _commands(["workshop", str(folder), *packs])
        return _check([options.plan], options.knowledge, "", as_json=False)
    from ui.app import run

    return run(options.plan, tuple(options.knowledge))


_PACK = "a folder of knowledge to lay over the one that ships with the program; may be given several times"
_LANGUAGE = "the language of the knowledge, where it or a pack has a translation; English where it has none"


def _commands(given: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="infra-builder")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="judge plans and print what was found")
    advise = commands.add_parser("advise", help="say what to change in plans, when they tip over, what they cost")
    compare = commands.add_parser("compare", help="say what differs between plans, or between the options of one")
    for command in (check, advise, compare):
        command.add_argument("plans", nargs="+", type=Path, metavar="PLAN")
        command.add_argument("--format", choices=("text", "json"), default="text")
    compare.add_argument("-o", "--output", type=Path, metavar="FILE", help=".pdf: the comparison on paper")
    compare.add_argument("--paper", choices=("A4", "Letter"), default="A4")
    export = commands.add_parser("export", help="turn a plan into a file; its ending chooses the kind")
    export.add_argument("plan", type=Path, metavar="PLAN")
    export.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help=", ".join(ENDINGS))
    export.add_argument("--option", default="", help="the only option to tell of; pictures show the first by default")
    export.add_argument("--paper", choices=("A4", "Letter"), default="A4")
    sections = export.add_mutually_exclusive_group()
    sections.add_argument("--preset", choices=("board", "full"), default="full", help="the sections of a .pdf")
    sections.add_argument("--sections", default="", metavar="decision,costs,…", help="other sections, in that order")
    export.add_argument("--size", choices=("screen", "print", "slide"), default="screen", help="the pixels of a .png")
    export.add_argument("--outlines", action="store_true", help="letters of an .svg as outlines, which need no font")
    export.add_argument("--table", choices=("findings", "costs"), default="findings", help="the table of a .csv")
    cards_ = commands.add_parser("cards", help="every kind of block, environment and workload as cards to cut out")
    cards_.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help=".pdf")
    cards_.add_argument("--paper", choices=("A4", "Letter"), default="A4")
    workshop = commands.add_parser("workshop", help="say how the groups of a workshop stand")
    workshop.add_argument("folder", type=Path, metavar="FOLDER", help="the folder of the workshop")
    workshop.add_argument("--format", choices=("text", "json"), default="text")
    workshop.add_argument("--print-pack", action="store_true", help="make the papers to lay on the tables before")
    workshop.add_argument("--hand-out", action="store_true", help="make each group's plan and the report on all")
    workshop.add_argument("--paper", choices=("A4", "Letter"), default="A4")
    for command in (check, advise, compare, export, cards_, workshop):
        command.add_argument("--language", default="", metavar="de", help=_LANGUAGE)
        command.add_argument("--knowledge", action="append", type=Path, default=[], metavar="DIR", help=_PACK)
    knowledge = commands.add_parser("knowledge", help="work on a knowledge base")
    knowledge.add_argument("work", choices=("check", "test", "fields", "coverage", "schema"))
    knowledge.add_argument(
        "folder", nargs="?", type=Path, metavar="DIR", help="a pack; the shipped one if none is given"
    )
    knowledge.add_argument("--report", action="store_true", help="with schema: that of the JSON report")
    knowledge.add_argument("--comparison", action="store_true", help="with schema: that of the JSON comparison")
    options = parser.parse_args(given)
    match options.command:
        case "check":
            return _check(options.plans, options.knowledge, options.language, as_json=options.format == "json")
        case "advise":
            return _advise(options.plans, options.knowledge, options.language, as_json=options.format == "json")
        case "compare":
            return _compare(options)
        case "workshop":
            every: Sequence[tuple[Papers, bool]] = (("print", options.print_pack), ("handout", options.hand_out))
            kinds = [kind for kind, wanted in every if wanted]
            as_json = options.format == "json"
            given_with = options.knowledge, options.language
            return _workshop(options.folder, *given_with, as_json=as_json, kinds=kinds, paper=options.paper)
        case "export":
            return _export(options)
        case "cards":
            return _cards(options)
    from ui.authoring import comparison_schema, report_schema, work_on

    if options.report or options.comparison:
        if options.work != "schema":
            parser.error("--report and --comparison go with knowledge schema")
        return report_schema() if options.report else comparison_schema()
    return work_on(options.work, options.folder)


def _check(paths: Sequence[Path], packs: Sequence[Path], language: str, *, as_json: bool) -> int:
    from exports.as_json import to_json
    from infra_builder.evaluate import evaluate
    from ui.terminal import report_text

    def tell(path: str, plan: Plan, knowledge: Knowledge) -> tuple[str, bool]:
        report = evaluate(plan, knowledge)
        text = to_json(path, plan, report) if as_json else report_text(path, plan, report, knowledge.catalogue)
        return text, any(option.flags for option in report.options)

    return _each(paths, packs, language, tell)


def _advise(paths: Sequence[Path], packs: Sequence[Path], language: str, *, as_json: bool) -> int:
    from exports.advice_json import advice_to_json
    from infra_builder.advice.advise import advise
    from ui.advice_text import advice_text

    def tell(path: str, plan: Plan, knowledge: Knowledge) -> tuple[str, bool]:
        advices = tuple(advise(plan, option, knowledge) for option in plan.options)
        text = advice_to_json(path, advices) if as_json else advice_text(path, plan, advices, knowledge.catalogue)
        return text, any(advice.report.flags for advice in advices)

    return _each(paths, packs, language, tell)


def _compare(options: argparse.Namespace) -> int:
    from infra_builder.packs import with_packs
    from ui.compare_text import on_paper, told

    paths, output = tuple(options.plans), options.output
    if output is not None and output.suffix.lower() != ".pdf":
        message = "a comparison is printed as .pdf, so the name must end in .pdf"
        raise Unusable([Problem(str(output), message)])
    knowledge = with_packs(tuple(options.knowledge), options.language)
    if output is None:
        text, different = told(paths, knowledge, as_json=options.format == "json")
        print(text)
    else:
        data, letters, different = on_paper(paths, knowledge, options.paper)
        _write(output, data, letters)
    return FLAGGED if different else BALANCED


def _workshop(
    folder: Path,
    packs: Sequence[Path],
    language: str,
    *,
    as_json: bool,
    kinds: Sequence[Papers] = (),
    paper: Paper = "A4",
) -> int:
    from infra_builder.packs import with_packs
    from ui.room_text import on_paper, told

    knowledge = with_packs(tuple(packs), language)
    text, room = told(folder, knowledge, as_json=as_json)
    print(text)
    for kind in kinds:
        made = on_paper(folder, room, knowledge, kind, paper)
        print(*made.made, sep="\n", file=sys.stderr)
        if made.problems:
            raise Unusable(made.problems)
    if not all(look.current for look in room.looks):
        return UNUSABLE
    return FLAGGED if any(look.flags for look in room.looks) else BALANCED


def _each(paths: Sequence[Path], packs: Sequence[Path], language: str, tell: Tell) -> int:
    """Print what is told of each plan, and give the exit status."""
    from infra_builder.packs import with_packs
    from infra_builder.planfile import read

    knowledge = with_packs(tuple(packs), language)
    status = BALANCED
    for path in paths:
        try:
            plan = read(path, knowledge.catalogue)
        except Unusable as unusable:
            for problem in unusable.problems:
                print(problem, file=sys.stderr)
            status = UNUSABLE
            continue
        text, flagged = tell(str(path), plan, knowledge)
        print(text)
        if flagged:
            status = max(status, FLAGGED)
    return status


def _export(options: argparse.Namespace) -> int:
    ending = options.output.suffix.lower()
    if ending not in ENDINGS:
        message = f"nothing is known of the ending '{ending}'; known: {', '.join(ENDINGS)}"
        raise Unusable([Problem(str(options.output), message)])
    sections = _sections(options.sections)
    from infra_builder.evaluate import evaluate
    from infra_builder.packs import with_packs
    from infra_builder.planfile import read

    knowledge = with_packs(tuple(options.knowledge), options.language)
    plan = read(options.plan, knowledge.catalogue)
    report = evaluate(plan, knowledge)
    if not plan.options:
        raise Unusable([Problem(str(options.plan), "there is no option to export")])
    if options.option and options.option not in {option.id for option in plan.options}:
        message = unknown("option", options.option, [option.id for option in plan.options])
        raise Unusable([Problem(str(options.plan), message)])
    wish = Wish(options.option, options.paper, options.preset, options.size, options.outlines, options.table, sections)
    judged = advised(options.output, Material(str(options.plan), plan, report, knowledge), wish)
    data = exported(options.output, judged, wish)
    _write(options.output, data, unprintable(options.output, plan, report))
    if broken_logo(options.output, plan):
        print(f"{options.plan}: logo: no PNG or JPEG picture can be read from it, so it is left out", file=sys.stderr)
    return BALANCED


def _sections(given: str) -> tuple[str, ...]:
    """The sections that were asked for, each once; none where nothing was. Raises Unusable."""
    if not given:
        return ()
    known = known_sections()
    asked = tuple(dict.fromkeys(name.strip() for name in given.split(",") if name.strip()))
    problems = [Problem("--sections", unknown("section", name, known)) for name in asked if name not in known]
    if not asked:
        problems = [Problem("--sections", f"no section is named; known: {', '.join(known)}")]
    if problems:
        raise Unusable(problems)
    return asked


def _cards(options: argparse.Namespace) -> int:
    if options.output.suffix.lower() != ".pdf":
        raise Unusable([Problem(str(options.output), "cards are printed from a .pdf, so the name must end in .pdf")])
    from infra_builder.packs import with_packs

    _write(options.output, *cards(with_packs(tuple(options.knowledge), options.language), options.paper))
    return BALANCED


def _write(path: Path, data: bytes, letters: str) -> None:
    """Write a file all or nothing, and name the letters that are missing in it."""
    try:
        write_whole(path, data)
    except OSError as error:
        raise Unusable([Problem(str(path), f"the file cannot be written: {error.strerror or error}")]) from None
    if letters:
        print(f"{path}: these letters are missing in the fonts and print as □: {letters}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
