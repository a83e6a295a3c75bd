"""The canvas beside a bare `QGraphicsScene` of the same plan: building, dragging, zoomed out, undoing, memory."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from exports.picture.theme import theme
from infra_builder.edits import Move
from infra_builder.knowledge import Knowledge, load
from infra_builder.plan import Plan
from tests.benchmarks.bare import Bare
from tests.benchmarks.plans import large_plan
from tests.benchmarks.table import Row, best
from ui.canvas.canvas import Canvas
from ui.document import PlanDocument
from ui.painting import load_fonts
from ui.selection import Selection

VIEW = (1600, 900)
SIZES = (100, 1000, 5000)
MIDDLE = (1400.0, 420.0)
STEPS = 20
MOVED = 100
MEGABYTE = 1e6


def measure() -> Iterator[Row]:
    """Rows for plans of a hundred, a thousand and five thousand blocks, each with half as many links again."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    load_fonts()
    knowledge = load()
    for size in SIZES:
        yield from _of(large_plan(knowledge, size), size, knowledge)
    for size in SIZES[1:]:
        yield Row(f"memory of {size} blocks", _memory("own", size), _memory("bare", size), "MB", 2)
    del application


def _of(plan: Plan, size: int, knowledge: Knowledge) -> Iterator[Row]:
    document = PlanDocument(knowledge, plan)

    def built() -> Canvas:
        canvas = Canvas(document, Selection(), theme("light"))
        canvas.resize(*VIEW)
        return canvas

    yield Row(f"build {size} blocks", best(built), best(lambda: Bare(plan, VIEW)), goal=3 if size == 1000 else None)
    canvas, bare = built(), Bare(plan, VIEW)
    for view in (canvas, bare.view):
        view.show()
    canvas.zoom_to(1)
    for view in (canvas, bare.view):
        view.centerOn(*MIDDLE)
    QApplication.processEvents()

    def own_drag() -> None:
        for n in range(STEPS):
            canvas.board.shift(frozenset({"b0"}), 4 * n, 4 * n)
            canvas.viewport().repaint()

    def bare_drag() -> None:
        for n in range(STEPS):
            bare.move("b0", 4 if n % 2 else -4, 4)
            bare.view.viewport().repaint()

    own_drag()
    bare_drag()
    yield Row(f"a step of a drag among {size} blocks", best(own_drag) / STEPS, best(bare_drag) / STEPS, goal=1.5)
    canvas.board.unshift()
    canvas.fit()
    bare.view.fitInView(bare.scene.itemsBoundingRect(), Qt.AspectRatioMode.KeepAspectRatio)
    QApplication.processEvents()
    fitted = best(canvas.viewport().repaint), best(bare.view.viewport().repaint)
    yield Row(f"repaint of {size} blocks, zoomed to fit", *fitted, goal=1)
    yield _undo(canvas, bare, document, size)
    canvas.close()
    bare.view.close()


def _undo(canvas: Canvas, bare: Bare, document: PlanDocument, size: int) -> Row:
    """Taking back that a hundred blocks were moved, repaint included; judging is not waited for."""
    blocks = document.option.blocks[:MOVED]
    spots = {block.id: (block.at[0] + 8, block.at[1]) for block in blocks if block.at}
    document.judge.hold(True)

    def own() -> None:
        document.undo()
        canvas.viewport().repaint()

    def plain() -> None:
        for block in blocks:
            bare.move(block.id, -8, 0)
        bare.view.viewport().repaint()

    times = []
    for _ in range(3):
        document.do(Move(option="a", at=spots), "move")
        canvas.viewport().repaint()
        times.append(best(own, 1))
    document.judge.settle(document.plan)
    document.judge.hold(False)
    return Row(f"undo of moving {len(blocks)} of {size} blocks", min(times), best(plain), goal=3)


def _memory(which: str, size: int) -> float:
    """Megabytes that a canvas, or a bare scene, adds to a process of its own."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_weigh, args=(there, which, size))
    process.start()
    weight: float = here.recv()
    process.join()
    return weight


def _weigh(pipe: object, which: str, size: int) -> None:
    application = QApplication([])
    load_fonts()
    knowledge = load()
    plan = large_plan(knowledge, size)
    document = PlanDocument(knowledge, plan)
    before = _resident()
    view = Canvas(document, Selection(), theme("light")) if which == "own" else Bare(plan, VIEW).view
    view.resize(*VIEW)
    view.show()
    application.processEvents()
    pipe.send((_resident() - before) / MEGABYTE)  # type: ignore[attr-defined]


def _resident() -> float:
    """Bytes that this process holds in memory; Linux only."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
