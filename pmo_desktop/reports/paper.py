"""The house style: A4 landscape pages with one frame, and regions of a page that fill from the top.

A section is a function that asks for a page and fills the region it gets, with the functions of `blocks`, `tables`,
`signs` and `vector`, which all take a region first:

    def draw(paper: Paper, answer: Summary) -> None:
        body = paper.page(say("Summary"), title=answer.title, reason=answer.reason, key="summary")
        left, right = body.columns(9, 3)
        tiles(left, answer.tiles)
        heading(left, say("Where we are"))
        text(left, answer.where, lines=3)

Lengths are points (1/72 inch); a region's `x` counts from the left and its `y` down from the top of the page. Every
block moves the region's `y` below itself. The same calls give the same bytes.
"""

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any, cast

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pmo_desktop.charts.style import LIGHT, ON_PAPER, PAPER, ChartStyle
from pmo_desktop.reports.finish import Mark, finished
from pmo_desktop.reports.lettering import draw_text, font, ink, text_width
from pmo_desktop.reports.region import BODY_BOTTOM, BODY_TOP, GUTTER, HEIGHT, MARGIN, MM, WIDTH, Region
from pmo_desktop.reports.told import Told, ToldBox, ToldPage
from pmo_desktop.reports.typesetting import Piece, Run, Sign, Words, draw_lines, fit_text, lay, strong
from pmo_desktop.services.recipes import Written
from pmo_desktop.text import say

RULE = 0.4
_OWN_LINES = 4
_LOGO = 15.0  # points high, at most 80 wide
_AROUND = (-842, -596, 842, 596)


@dataclass(frozen=True, slots=True)
class Imprint:
    """What every page says of itself, as shown text; `accent` is a brand's colour as #RRGGBB, or empty for ours."""

    title: str
    office: str
    portfolio: str
    period: str
    classification: str
    data_date: str
    audit_head: str
    author: str = ""
    language: str = "en"
    draft: bool = False
    accent: str = ""
    logo: bytes | None = None


@dataclass(frozen=True, slots=True)
class Carried:
    """A text that was cut on its page: whose it is, the whole of it, and the page's number and key."""

    name: str
    text: str
    page: int
    key: str


class Paper:
    """The pages of one document, written in order; `finish()` returns the PDF.

    `style` says how charts write numbers and months; its colours are always those of the paper. `written` holds the
    user's own titles and words, by section. Texts that were cut gather in `carried`, for an annex, and our own titles
    in `titles`, by section, with the page each stands on in `starts`.
    """

    def __init__(
        self, imprint: Imprint, style: ChartStyle = ON_PAPER, written: Mapping[str, Written] | None = None
    ) -> None:
        self.imprint = imprint
        self.written: Mapping[str, Written] = written or {}
        self.titles: dict[str, str] = {}
        self.starts: dict[str, int] = {}
        self._choices: Mapping[str, Any] = {}
        self._begun = ""
        self.palette = replace(LIGHT, accent=imprint.accent or LIGHT.accent)
        self.style = replace(style, palette=self.palette)
        self.page_count = 0
        self.carried: list[Carried] = []
        self.told: list[ToldPage] = []
        self._silent = 0
        self._marks: list[list[Mark]] = []
        self._groups: list[tuple[str, int]] = []
        self._grouped = 0
        self._is_marking = False
        self._key = ""
        self._pages: dict[str, int] = {}
        self._links: dict[str, object] = {}
        self._forms: set[str] = set()
        self._references: list[tuple[str, float, float, tuple[str, ...]]] = []
        self._sections = 0
        self._section = ""
        self._again: Callable[[], Region] | None = None
        self._picture: ImageReader | None = None
        self._into = BytesIO()
        self.canvas = self._new_canvas()
        self._inside = cast("Any", self.canvas)  # ReportLab resolves links only behind its public face

    def _new_canvas(self) -> Canvas:
        canvas = Canvas(
            self._into,
            pagesize=(WIDTH, HEIGHT),
            invariant=1,
            pageCompression=1,
            lang=self.imprint.language,
            initialFontName=cast("Any", font("regular")),  # a name, whatever the stubs say
        )
        canvas.setTitle(self.imprint.title)
        canvas.setAuthor(self.imprint.author or self.imprint.office)
        canvas.setSubject(f"{self.imprint.portfolio} · {self.imprint.period}")
        canvas.setCreator("PMO Desktop")
        canvas.setViewerPreference("DisplayDocTitle", "true")
        return canvas

    def begin(self, section: str, choices: Mapping[str, Any]) -> None:
        """Tell of which section the pages to come are, by its key, and what was chosen for it."""
        self._begun, self._choices = section, choices

    def choice(self, name: str) -> Any:  # noqa: ANN401  the value of an option
        """What was chosen for an option of the section at hand."""
        return self._choices[name]

    def tell(self, block: Told) -> None:
        """Note what is drawn on this page, unless it is a part of something that was told as a whole."""
        if self.told and not self._silent:
            self.told[-1].blocks.append(block)

    @contextmanager
    def telling(self, block: Told) -> Generator[None]:
        """Tell a block as a whole: what is drawn within is not told again."""
        self.tell(block)
        with self.within():
            yield

    @contextmanager
    def part(self, kind: str, alt: str = "") -> Generator[None]:
        """Mark what is drawn as one part of the page, such as P, H1 or Figure, for those who have it read aloud.

        What lies within another mark belongs to that one. `alt` says in words what a picture shows.
        """
        if self._is_marking or not self._marks:
            yield
            return
        own = self._marks[-1]
        self._inside.addLiteral(f"/{kind} <</MCID {len(own)}>> BDC")
        own.append(Mark(kind, tuple(self._groups), alt))
        self._is_marking = True
        yield
        self._is_marking = False
        self._inside.addLiteral("EMC")

    @contextmanager
    def group(self, kind: str) -> Generator[None]:
        """Hold the marks made within together, such as the cells of a row."""
        self._grouped += 1
        self._groups.append((kind, self._grouped))
        yield
        self._groups.pop()

    @contextmanager
    def _artifact(self) -> Generator[None]:
        """Mark what repeats on every page as nothing to read."""
        self._inside.addLiteral("/Artifact BMC")
        self._is_marking = True
        yield
        self._is_marking = False
        self._inside.addLiteral("EMC")

    @contextmanager
    def within(self) -> Generator[None]:
        """Tell nothing of what is drawn: it is a part of what was told last."""
        self._silent += 1
        yield
        self._silent -= 1

    @contextmanager
    def aloud(self) -> Generator[None]:
        """Tell what is drawn although it is a part of something larger, such as a table that goes on."""
        kept, self._silent = self._silent, 0
        yield
        self._silent = kept

    def carry(self, name: str, text: str) -> None:
        """Keep a text that was cut on this page."""
        self.carried.append(Carried(name, text, self.page_count, self._key))

    @staticmethod
    def up(y: float) -> float:
        """Turn a distance from the top of the page into a PDF coordinate."""
        return HEIGHT - y

    @staticmethod
    def down(y: float) -> float:
        """Turn a PDF coordinate into a distance from the top of the page."""
        return HEIGHT - y

    def page(
        self,
        section: str,
        *,
        title: str,
        reason: str = "",
        key: str = "",
        entry: str = "",
        note: str = "",
        legend: Words = (),
    ) -> Region:
        """Start a page and return its body, 267 mm wide and about 157 mm high.

        Args:
            section: the section's name; a new one gets the next number and a bookmark.
            title: the message, one line of about 90 characters; what is longer is cut with "…".
            reason: one line under it.
            key: a name that links and page numbers elsewhere refer to.
            entry: the text of a second-level bookmark, for the pages of a section that are looked for by name.
            note: what stands behind the section's name at the top, such as "Ref 06".
            legend: words and signs at the right of the reason.
        """
        new = section != self._section
        if new:
            self._section, self._sections = section, self._sections + 1
        own = self._own(key, title)
        title = own.title or title
        label = f"{self._sections}  {section}".upper() + (f"  ·  {note}".upper() if note else "")
        self._start_page(label, title, reason, legend)
        self._bookmark(section if new else "", entry, key)
        self._key = key
        self._again = lambda: self._start_page(label, say("{title} (continued)", title=title), "", legend)
        body = self._body()
        if own.words:
            self._words(body, own.words, title)
        return body

    def _own(self, key: str, title: str) -> Written:
        """What the user wrote for the page: the first one of a section, or that of a project."""
        name = key if key.startswith("project-") else self._begun
        if not name or name in self.titles:
            return Written()
        self.titles[name] = title
        self.starts[name] = self.page_count + 1
        return self.written.get(name, Written())

    def _words(self, body: Region, words: str, title: str) -> None:
        """Write the user's words on top of a page, beside a bar in the accent."""
        laid = lay(words, body.width - 10, PAPER["body"], lines=_OWN_LINES)
        self.canvas.setFillColor(ink(self.palette.accent))
        self.canvas.rect(body.x, self.up(body.y + laid.height), 2, laid.height, stroke=0, fill=1)
        draw_lines(self, laid, body.x + 10, body.y)
        if laid.cut:
            self.carry(title, words)
        body.y += laid.height + 9

    def continue_page(self) -> Region:
        """Start another page of the same section and title, marked "continued", and return its body."""
        if self._again is None:
            message = "A page is continued only after it was started."
            raise RuntimeError(message)
        self._again()
        return self._body()

    def _body(self) -> Region:
        return Region(self, MARGIN, BODY_TOP, WIDTH - 2 * MARGIN, BODY_BOTTOM)

    def _start_page(self, label: str, title: str, reason: str, legend: Words) -> Region:
        if self.page_count:
            self.canvas.showPage()
        self.page_count += 1
        self._marks.append([])
        self.told.append(ToldPage(self._begun, label, title, reason, self._said()))
        if self.imprint.draft:
            with self._artifact():
                self.form("draft", _draft, WIDTH / 2, HEIGHT / 2)
        with self.within():
            self._head(label, title, reason, legend)
            with self._artifact():
                self._foot()
        return self._body()

    def _head(self, label: str, title: str, reason: str, legend: Words) -> None:
        top, right, accent = MARGIN, WIDTH - MARGIN, self.palette.accent
        with self._artifact():
            self.write(MARGIN, top + 6.5, label, "note", "semibold", accent)
        draft: list[Piece] = [strong(say("DRAFT"), LIGHT.text), "  ·  "] if self.imprint.draft else []
        where = lay(
            [*draft, f"{self.imprint.portfolio}  ·  {self.imprint.period}"],
            (right - MARGIN) / 2,
            PAPER["note"],
            colour=LIGHT.text_2,
            lines=1,
        )
        aside = self._logo(right, top)
        with self._artifact():
            draw_lines(self, where, right - aside - where.width, top - 1)
        shown = fit_text(title, right - MARGIN, PAPER["title"].size, "semibold")
        with self.part("H1"):
            self.write(MARGIN, top + 27, shown, "title", "semibold", LIGHT.text)
        signs = lay(legend, 320, PAPER["note"], colour=LIGHT.text_2, lines=1)
        draw_lines(self, signs, right - signs.width, top + 33)
        room = right - MARGIN - (signs.width + GUTTER if signs.width else 0)
        with self.part("P"):
            self.write(MARGIN, top + 42, fit_text(reason, room, PAPER["body"].size), "body", "regular", LIGHT.text_2)
        self.line(MARGIN, top + 18 * MM, right, 0.75, accent)

    def _logo(self, right: float, top: float) -> float:
        """Draw the brand's logo at the right of the head, and return the room it takes."""
        if self.imprint.logo is None:
            return 0.0
        picture = self._picture = self._picture or ImageReader(BytesIO(self.imprint.logo))
        wide, high = picture.getSize()
        scale = min(_LOGO / high, 80 / wide)
        self.canvas.drawImage(picture, right - wide * scale, self.up(top + 11), wide * scale, high * scale, mask="auto")
        return float(wide * scale + 8)

    def _foot(self) -> None:
        base, right, said = HEIGHT - MARGIN + 14, WIDTH - MARGIN, self.imprint
        self.line(MARGIN, HEIGHT - MARGIN + 4, right)
        head = say("Audit head {head}", head=" ".join(said.audit_head[i : i + 4] for i in (0, 4, 8)))
        aside = right - 68 - text_width(head, 7.5)
        line = fit_text(self._said(), aside - MARGIN - 12, 7.5)
        self.write(MARGIN, base, line, "note", "regular", LIGHT.text_2)
        if said.audit_head:
            self.write(aside, base, head, "note", "regular", LIGHT.text_2)
        self.canvas.doForm(f"number-{self.page_count}")

    def _said(self) -> str:
        """What every page says of itself at its foot."""
        said = self.imprint
        parts = [said.office, said.period, said.classification, say("Data date {date}", date=said.data_date)]
        return "  ·  ".join(part for part in parts if part)

    def _bookmark(self, section: str, entry: str, key: str) -> None:
        name = key or f"page-{self.page_count}"
        self._pages[name] = self.page_count
        self.canvas.bookmarkPage(name, fit="Fit")
        if section:
            start = f"section-{self._sections}"  # one key names one bookmark
            self.canvas.bookmarkPage(start, fit="Fit")
            self.canvas.addOutlineEntry(f"{self._sections}  {section}", start, level=0, closed=True)
        if entry:
            self.canvas.addOutlineEntry(entry, name, level=1)

    def mark(self, entry: str, key: str) -> None:
        """Make the page at hand one that a second-level bookmark, links and page numbers elsewhere refer to."""
        self._bookmark("", entry, key)

    def write(self, x: float, base: float, text: str, size: str, face: str, colour: str) -> None:
        """Draw one line of `text` on a baseline `base` points below the top; `size` is a name of the paper's sizes."""
        draw_text(self.canvas, x, self.up(base), text, PAPER[size].size, face, colour)

    def line(self, x: float, y: float, to: float, thickness: float = RULE, colour: str = LIGHT.divider) -> None:
        """Draw a level rule from `x` to `to`, `y` points below the top."""
        self.tell(ToldBox(x, y - thickness / 2, to - x, thickness, colour))
        self.canvas.setLineWidth(thickness)
        self.canvas.setStrokeColor(ink(colour))
        self.canvas.line(x, self.up(y), to, self.up(y))

    def box(self, region: Region, *, fill: str = "", edge: str = "", radius: float = 3) -> None:
        """Draw the rectangle of a region, from its `y` to its bottom."""
        self.canvas.setLineWidth(0.75)
        if fill:
            self.canvas.setFillColor(ink(fill))
        if edge:
            self.canvas.setStrokeColor(ink(edge))
        low, high = self.up(region.bottom), region.room
        self.tell(ToldBox(region.x, region.y, region.width, high, fill, edge))
        self.canvas.roundRect(region.x, low, region.width, high, radius, stroke=bool(edge), fill=bool(fill))

    def form(self, name: str, draw: Callable[["Paper"], None], x: float, y: float, scale: float = 1) -> None:
        """Show a drawing around (x, y), in PDF coordinates; it is stored once however often it is shown."""
        if name not in self._forms:
            self._forms.add(name)
            self.canvas.beginForm(name, *_AROUND)
            draw(self)
            self.canvas.endForm()
        self.canvas.saveState()
        self.canvas.transform(scale, 0, 0, scale, x, y)
        self.canvas.doForm(name)
        self.canvas.restoreState()

    def link(self, key: str, left: float, low: float, right: float, high: float) -> None:
        """Make a rectangle in PDF coordinates lead to the page called `key`; without such a page it leads nowhere."""
        self._links.setdefault(key, self._inside._doc.thisPageRef())  # noqa: SLF001
        self.canvas.linkAbsolute("", key, (left, low, right, high), thickness=0)

    def pages(self, *keys: str) -> Sign:
        """Return words like "pages 3, 4", linked, for pages that may come later; it shows only those that exist."""
        width = text_width(say("pages {numbers}", numbers=", ".join(["00"] * len(keys))), 8.5)

        def draw(paper: Paper, x: float, middle: float) -> None:
            name = f"pages-{len(self._references)}"
            self._references.append((name, x, middle, keys))
            paper.canvas.doForm(name)
            paper.link(keys[0], x, middle - 6, x + width, middle + 6)

        return Sign(width, draw)

    def finish(self) -> bytes:
        """Write the last page and what was left open (page numbers), and return the PDF; to be called once."""
        if not self.page_count:
            self._start_page("", self.imprint.title, "", ())
        for number in range(1, self.page_count + 1):
            said = say("Page {number} of {total}", number=number, total=self.page_count)
            x = WIDTH - MARGIN - text_width(said, 7.5, "semibold")
            self._late(f"number-{number}", x, MARGIN - 14, strong(said), 7.5)
        for name, x, middle, keys in self._references:
            self._late(name, x, middle - 2.8, Run(self._numbers(keys), colour=self.palette.accent), 8.5)
        for key, page in self._links.items():
            if key not in self._pages:
                nowhere = self._inside._bookmarkReference(key)  # noqa: SLF001  an open end would spoil the whole file
                nowhere.setPage(page)
                nowhere.fit()
        self.canvas.showOutline()
        self.canvas.save()
        return finished(self._into.getvalue(), self._marks, self.imprint)

    def _numbers(self, keys: Sequence[str]) -> str:
        found = sorted({self._pages[key] for key in keys if key in self._pages})
        if not found:
            return ""
        numbers = ", ".join(map(str, found))
        return say("pages {numbers}", numbers=numbers) if found[1:] else say("page {number}", number=numbers)

    def _late(self, name: str, x: float, y: float, run: Run, size: float) -> None:
        self.canvas.beginForm(name)
        face = "semibold" if run.bold else "regular"
        draw_text(self.canvas, x, y, run.text, size, face, run.colour or LIGHT.text)
        self.canvas.endForm()


def _draft(paper: Paper) -> None:
    word = say("DRAFT")
    paper.canvas.rotate(32)
    draw_text(paper.canvas, -text_width(word, 150, "semibold") / 2, -50, word, 150, "semibold", "#F4F6F8")
