"""The sheet: its size and margins, head and foot, and what a run learns about pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO, Final, Literal

from PIL import Image
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Table

from exports.pdf import fonts
from exports.pdf.logo import draw_logo
from exports.pdf.paint import Pen
from exports.pdf.styles import BODY, FINE, HEADING, SECTION, SMALL, colour
from exports.pdf.text import clean
from exports.picture.icons import icon
from exports.picture.measure import shortened, width
from infra_builder.evaluate import GoOn, Stopped

Paper = Literal["A4", "Letter"]
PAPERS: Final[Mapping[str, tuple[float, float]]] = {"A4": A4, "Letter": LETTER}
UPRIGHT, TURNED = "upright", "turned"
PRODUCER: Final = "Infra Builder"
MARK_SIZE: Final = 15.0
ASIDE: Final = 12.0
LOGO_RISE: Final = 5.0
"""The middle of a logo stands so far above the line of the organisation."""
FOOTER_LIFT, FOOTER_LINE = 4.5, 10.0
TURNED_SIDE: Final = 40.0
TURNED_BOTTOM: Final = 49.0


@dataclass(frozen=True)
class Sheet:
    """A page in points: how large it is and where its parts stand."""

    width: float
    height: float
    side: float = 48.0
    top: float = 59.0
    bottom: float = 52.0
    head: float = 43.0
    foot: float = 29.0
    foot_rule: float = 42.0

    @property
    def room(self) -> tuple[float, float]:
        """Width and height of what stands between the margins."""
        return self.width - 2 * self.side, self.height - self.top - self.bottom

    @property
    def upper(self) -> float:
        """The y of the upper edge of the room."""
        return self.height - self.top

    def turned(self) -> Sheet:
        """The same sheet lying on its side, with a little more room for the picture."""
        return replace(self, width=self.height, height=self.width, side=TURNED_SIDE, bottom=TURNED_BOTTOM)


def sheet(paper: Paper) -> Sheet:
    """The upright sheet of a paper size."""
    return Sheet(*PAPERS[paper])


@dataclass
class Ledger:
    """On which page each thing came to stand in one run. A run reads those of the run `before` it."""

    before: Ledger | None = None
    go_on: GoOn | None = None
    """Says whether anybody still waits for these pages."""
    pages: dict[str, int] = field(default_factory=dict)
    sections: dict[int, str] = field(default_factory=dict)
    heads: list[tuple[str, str]] = field(default_factory=list)
    """Title and key of every section, in order."""
    fits: dict[str, Any] = field(default_factory=dict)
    """How much the first page of each option shows, by its id."""
    running: str = ""

    def place(self, key: str, page: int) -> None:
        """Note where something stands."""
        self.pages[key] = page

    def page(self, key: str) -> str:
        """The page of something, as the run before found it."""
        return str(self.before.pages.get(key, "–")) if self.before else "00"

    @property
    def contents(self) -> tuple[tuple[str, str], ...]:
        """Title and key of every section, as the run before found them."""
        return tuple(self.before.heads) if self.before else ()

    def knows(self, key: str) -> bool:
        """Whether something stands anywhere, as the run before found it."""
        return self.before is not None and key in self.before.pages

    @property
    def total(self) -> int:
        """How many pages there are."""
        return self.before.pages.get("", 0) if self.before else 0

    def begin(self, page: int) -> None:
        """A page begins; it belongs to the running section unless another begins at its top. Raises Stopped."""
        if self.go_on is not None and not self.go_on():
            raise Stopped
        self.sections[page] = self.running
        self.pages[""] = page

    def section(self, title: str, page: int, at_top: bool) -> None:
        """A section begins."""
        self.running = title
        if at_top or not self.sections.get(page):
            self.sections[page] = title


@dataclass(frozen=True)
class Edges:
    """What stands at the edges of every page: `footer`, where there is one, below the foot; the logo on the first."""

    organisation: str
    kind: str
    foot: str
    page_of: str
    footer: str = ""
    logo: Image.Image | None = None


class TrialFrame(Frame):
    """A frame of the first run, which only finds out where everything comes to stand: it draws what notes its place."""

    def add(self, flowable: Flowable, canv: Canvas, trySplit: int = 0) -> Any:  # noqa: N803
        """See Frame."""
        if not notes_its_place(flowable):
            flowable.drawOn = _draws_nothing  # type: ignore[method-assign]
        return super().add(flowable, canv, trySplit)


def notes_its_place(flowable: object) -> bool:
    """Whether links may lead to something, or to what is in it."""
    if isinstance(flowable, Table):
        return any(notes_its_place(cell) for row in vars(flowable)["_cellvalues"] for cell in row)
    if isinstance(flowable, list | tuple):
        return any(map(notes_its_place, flowable))
    return hasattr(flowable, "key")


def _draws_nothing(*_given: Any, **_settings: Any) -> None:
    """Stands in for drawing."""


class Document(BaseDocTemplate):
    """Upright and turned pages with head and foot."""

    def __init__(self, target: BinaryIO, upright: Sheet, edges: Edges, ledger: Ledger, **settings: Any) -> None:
        super().__init__(
            target, pagesize=(upright.width, upright.height), invariant=1, pageCompression=1, producer=PRODUCER,
            creator=PRODUCER, initialFontName=fonts.REGULAR, initialFontSize=BODY, **settings,
        )  # fmt: skip
        self.edges, self.ledger = edges, ledger
        self.addPageTemplates([self._template(UPRIGHT, upright), self._template(TURNED, upright.turned())])

    def begin_with(self, template: str) -> None:
        """Let the first page be upright or turned."""
        self._firstPageTemplateIndex = [each.id for each in self.pageTemplates].index(template)

    def _template(self, name: str, page: Sheet) -> PageTemplate:
        wide, high = page.room
        sort = Frame if self.ledger.before else TrialFrame
        frame = sort(page.side, page.bottom, wide, high, 0, 0, 0, 0, id=name)

        def begins(canvas: Canvas, _document: BaseDocTemplate) -> None:
            self.ledger.begin(canvas.getPageNumber())

        def ends(canvas: Canvas, _document: BaseDocTemplate) -> None:
            if self.ledger.before:
                draw_edges(canvas, page, self.edges, self.ledger)

        return PageTemplate(name, [frame], onPage=begins, onPageEnd=ends, pagesize=(page.width, page.height))


def draw_edges(canvas: Canvas, page: Sheet, edges: Edges, ledger: Ledger) -> None:
    """Head and foot of the page that ends. The halves of a line are shortened before they could touch."""
    wide, _ = page.room
    right = page.width - page.side
    number = canvas.getPageNumber()
    canvas.saveState()
    base = page.height - page.head
    Pen(canvas, 1.0, page.side, base + MARK_SIZE - 3.5).draw(icon("app_mark", 0, 0, MARK_SIZE, "ink"))
    taken = 0.0
    if edges.logo and number == 1:
        taken = draw_logo(canvas, edges.logo, right, base + LOGO_RISE) + ASIDE
    name_room = wide - MARK_SIZE - width(edges.kind, SMALL) - 30 - taken
    _say(canvas, page.side + MARK_SIZE + 5, base, edges.organisation, BODY, 600, name_room)
    _say(canvas, right - taken, base, edges.kind, SMALL, 400, wide / 3, "ink_2", end=True)
    _foot(canvas, page, edges, edges.page_of.format(section=ledger.sections[number], page=number, pages=ledger.total))
    canvas.restoreState()


def _foot(canvas: Canvas, page: Sheet, edges: Edges, where: str) -> None:
    """The foot in one line, or in two where the plan has a footer of its own."""
    wide, _ = page.room
    right, lift = page.width - page.side, FOOTER_LIFT if edges.footer else 0.0
    canvas.setStrokeColor(colour("edge"))
    canvas.setLineWidth(FINE)
    canvas.line(page.side, page.foot_rule + lift, right, page.foot_rule + lift)
    base = page.foot + lift
    _say(canvas, page.side, base, edges.foot, SMALL, 400, wide - width(where, SMALL) - 20, "ink_2")
    _say(canvas, right, base, where, SMALL, 400, wide / 2, "ink_2", end=True)
    if edges.footer:
        _say(canvas, page.side, base - FOOTER_LINE, edges.footer, SMALL, 400, wide, "ink_2")


def _say(
    canvas: Canvas, x: float, y: float, text: str, size: float, weight: int, room: float, role: str = "ink",
    *, end: bool = False,
) -> None:  # fmt: skip
    canvas.setFont(fonts.BY_WEIGHT[weight], size)
    canvas.setFillColor(colour(role))
    words = shortened(clean(text), size, weight, room)
    if end:
        canvas.drawRightString(x, y, words)
    else:
        canvas.drawString(x, y, words)


class SectionHead(Flowable):
    """The title of a section: bookmarked, in the outline and the contents, and what the foot of the page says.

    `name` is the title where it stands alone, such as in the outline; `kept` holds it with the whole of what follows.
    """

    def __init__(
        self, title: str, key: str, ledger: Ledger, upper: float, *, name: str = "", shown: bool = True,
        kept: bool = True,
    ) -> None:  # fmt: skip
        super().__init__()
        self.title, self.key, self.ledger, self.upper, self.shown = title, key, ledger, upper, shown
        self.name = name or title
        self.keepWithNext = int(kept)
        self.aside = ""
        self.spaceBefore = HEADING * 2 if shown else 0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803
        """Width and height."""
        self.width, self.height = aW, 29.0 if self.shown else 0.0
        return self.width, self.height

    def draw(self) -> None:
        """Print the title and note where it stands."""
        canvas: Canvas = self.canv
        page = canvas.getPageNumber()
        _, y = canvas.absolutePosition(0, self.height)
        self.ledger.section(self.name, page, at_top=y > self.upper - 2)
        self.ledger.heads.append((self.name, self.key))
        mark(canvas, self.key, self.name, 0, self.height)
        if self.shown:
            _say(canvas, 0, 11, self.title, SECTION, 700, self.width)
            if self.aside:
                left = width(clean(self.title), SECTION, 700) + ASIDE
                _say(canvas, left, 11, self.aside, BODY, 400, self.width - left, "ink_2")

    def takes(self, aside: str, wide: float) -> bool:
        """Let quiet words stand beside the title, if they fit there."""
        fits = width(clean(self.title), SECTION, 700) + ASIDE + width(clean(aside), BODY) <= wide
        if fits:
            self.aside = aside
        return fits


def mark(canvas: Canvas, key: str, title: str, level: int | None, above: float) -> None:
    """Make this place one that links and, with a level, the outline lead to."""
    _, y = canvas.absolutePosition(0, above + 6)
    canvas.bookmarkPage(key, fit="XYZ", top=y)
    if level is not None:
        canvas.addOutlineEntry(clean(title), key, level, closed=level > 0)
