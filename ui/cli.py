"""The one command. Imports no Qt until a window opens or a picture is painted."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from infra_builder import __version__
from infra_builder.problems import Problem, Unusable, unknown
from infra_builder.saving import write_whole
from ui.exporting import ENDINGS, exported, unprintable

BALANCED, FLAGGED, UNUSABLE = 0, 1, 2
COMMANDS = ("check", "export", "knowledge")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit status: 0 balanced or done, 1 flagged, 2 unusable input."""
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
    parser.add_argument("plan", nargs="?", type=Path, help="the plan to open (.infraplan)")
    parser.add_argument("--knowledge", action="append", type=Path, default=[], metavar="DIR", help=_PACK)
    parser.add_argument("--version", action="version", version=f"Infra Builder {__version__}")
    options = parser.parse_args(given)
    from ui.display import missing_display

    if reason := missing_display():
        print(f"No window opens here: {reason}.", file=sys.stderr)
        if options.plan is None:
            return UNUSABLE
        return _check([options.plan], options.knowledge, as_json=False)
    from ui.app import run

    return run(options.plan, tuple(options.knowledge))


_PACK = "a folder of knowledge to lay over the one that ships with the program; may be given several times"


def _commands(given: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="infra-builder")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="judge plans and print what was found")
    check.add_argument("plans", nargs="+", type=Path, metavar="PLAN")
    check.add_argument("--format", choices=("text", "json"), default="text")
    export = commands.add_parser("export", help="turn a plan into a file; its ending chooses the kind")
    export.add_argument("plan", type=Path, metavar="PLAN")
    export.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help=", ".join(ENDINGS))
    export.add_argument("--option", default="", help="the option to draw (.svg, .png); the first if none is named")
    export.add_argument("--paper", choices=("A4", "Letter"), default="A4")
    for command in (check, export):
        command.add_argument("--knowledge", action="append", type=Path, default=[], metavar="DIR", help=_PACK)
    knowledge = commands.add_parser("knowledge", help="work on a knowledge base")
    knowledge.add_argument("work", choices=("check", "test", "fields", "coverage", "schema"))
    knowledge.add_argument(
        "folder", nargs="?", type=Path, metavar="DIR", help="a pack; the shipped one if none is given"
    )
    options = parser.parse_args(given)
    match options.command:
        case "check":
            return _check(options.plans, options.knowledge, as_json=options.format == "json")
        case "export":
            return _export(options)
    from ui.authoring import work_on

    return work_on(options.work, options.folder)


def _check(paths: Sequence[Path], packs: Sequence[Path], *, as_json: bool) -> int:
    from exports.as_json import to_json
    from infra_builder.evaluate import evaluate
    from infra_builder.packs import with_packs
    from infra_builder.planfile import read
    from ui.terminal import report_text

    knowledge = with_packs(tuple(packs))
    status = BALANCED
    for path in paths:
        try:
            plan = read(path, knowledge.catalogue)
        except Unusable as unusable:
            for problem in unusable.problems:
                print(problem, file=sys.stderr)
            status = UNUSABLE
            continue
        report = evaluate(plan, knowledge)
        print(to_json(str(path), report) if as_json else report_text(str(path), plan, report, knowledge.catalogue))
        if any(option.flags for option in report.options):
            status = max(status, FLAGGED)
    return status


def _export(options: argparse.Namespace) -> int:
    ending = options.output.suffix.lower()
    if ending not in ENDINGS:
        message = f"nothing is known of the ending '{ending}'; known: {', '.join(ENDINGS)}"
        raise Unusable([Problem(str(options.output), message)])
    from infra_builder.evaluate import evaluate
    from infra_builder.packs import with_packs
    from infra_builder.planfile import read

    knowledge = with_packs(tuple(options.knowledge))
    plan = read(options.plan, knowledge.catalogue)
    report = evaluate(plan, knowledge)
    if not plan.options:
        raise Unusable([Problem(str(options.plan), "there is no option to export")])
    chosen = options.option or plan.options[0].id
    if chosen not in {option.id for option in plan.options}:
        message = unknown("option", chosen, [option.id for option in plan.options])
        raise Unusable([Problem(str(options.plan), message)])
    data = exported(options.output, plan, report, knowledge, chosen, options.paper)
    try:
        write_whole(options.output, data)
    except OSError as error:
        raise Unusable(
            [Problem(str(options.output), f"the file cannot be written: {error.strerror or error}")]
        ) from None
    if letters := unprintable(options.output, plan, report):
        print(f"{options.output}: these letters are missing in the fonts and print as □: {letters}", file=sys.stderr)
    return BALANCED


if __name__ == "__main__":
    sys.exit(main())
