"""From a judged plan to the bytes of a file: the one place where an ending chooses an exporter."""

from __future__ import annotations

import datetime
import io
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from infra_builder.problems import Problem, Unusable

if TYPE_CHECKING:
    from exports.picture.scene import Scene
    from infra_builder.knowledge import Knowledge
    from infra_builder.plan import Plan
    from infra_builder.report import Report

Paper = Literal["A4", "Letter"]
ENDINGS = (".pdf", ".svg", ".png", ".json")


def unprintable(path: Path, plan: Plan, report: Report) -> str:
    """The letters that our fonts lack, where that matters: on paper, where each prints as an empty square."""
    if path.suffix.lower() != ".pdf":
        return ""
    from exports.pdf import missing_glyphs

    return " ".join(missing_glyphs(plan, report))


def exported(
    path: Path, plan: Plan, report: Report, knowledge: Knowledge, option_id: str, paper: Paper = "A4"
) -> bytes:
    """The content of a file with this path. Pictures show one option, everything else all of them.

    Raises ValueError for an ending that is not in ENDINGS, KeyError for an option that the plan does not have.
    """
    match path.suffix.lower():
        case ".json":
            from exports.as_json import to_json

            # A file name need not be text; what is none is written as an escape.
            return (to_json(path.name, report) + "\n").encode(errors="backslashreplace")
        case ".pdf":
            from exports.pdf import write_pdf

            stream = io.BytesIO()
            write_pdf(stream, plan, report, knowledge.catalogue, paper=paper, printed=datetime.date.today())
            return stream.getvalue()
        case ".svg" | ".png" as ending:
            from exports.marked import marked_scene
            from exports.picture.theme import theme

            scene = marked_scene(plan, plan.option(option_id), report.option(option_id), knowledge.catalogue)
            if ending == ".svg":
                from exports.picture.svg import to_svg

                return to_svg(scene, theme("light")).encode()
            return _png(path, scene)
    raise ValueError(path.suffix)


def _png(path: Path, scene: Scene) -> bytes:
    """The picture as PNG. Raises Unusable where a library that Qt paints with is missing."""
    try:
        from ui.painting import to_png
    except ImportError as error:
        library = str(error).partition(":")[0]
        message = f"a system library that pictures need is missing ({library}; see README)"
        raise Unusable([Problem(str(path), message)]) from None
    return to_png(scene, "light")
