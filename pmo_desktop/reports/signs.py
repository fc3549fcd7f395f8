"""Small vector drawings that stand in a line of text or in a cell: statuses, trends, gates, tags, bars."""

from collections.abc import Sequence

from pmo_desktop.charts.style import LIGHT, PAPER, Part, Points, Status, status
from pmo_desktop.domain.choices import ForwardLook
from pmo_desktop.reports.lettering import draw_text, ink, text_width
from pmo_desktop.reports.paper import Paper
from pmo_desktop.reports.told import ToldBox, ToldRun, ToldShape, ToldText
from pmo_desktop.reports.typesetting import Piece, Run, Sign, quiet, strong

NOT_RATED = status(None)
_UNIT = 10  # a status is stored 10 points high and shown at any size
_TICK = (3.6, 2.2, 4.7)  # width, height, and distance from the start of one tick to the next
_LEVELS = {"G": 4.2, "A/G": 2.1, "A": 0.0, "A/R": -2.1, "R": -4.2}
_ARROWS = {ForwardLook.IMPROVING: "↗", ForwardLook.STEADY: "→", ForwardLook.WORSENING: "↘"}


def status_sign(shown: Status, size: float = 8.6) -> Sign:
    """Return a status as its shape with its letter, `size` points high (dashboard 8.6, overall 10.5, header 28)."""
    wide = shown.width * size
    middle = sum(x for part in shown.parts for x in (min(part.points)[0], max(part.points)[0])) / len(shown.parts) / 2

    def draw(paper: Paper, x: float, level: float) -> None:
        at = x + wide / 2 - middle * size
        part = shown.parts[0]
        paper.tell(ToldShape(part.shape, x, paper.down(level), size, part.fill, part.edge, shown.letters, part.ink))
        paper.form(
            "status-" + shown.key.replace("/", "-"), lambda page: _draw_status(page, shown), at, level, size / _UNIT
        )

    return Sign(wide, draw, shown.letters, shown.key)


def status_words(shown: Status, size: float = 8.6) -> list[Piece]:
    """Return shape and word, "Off track" in semibold."""
    return [status_sign(shown, size), strong(shown.word)]


def legend(*shown: Status) -> list[Piece]:
    """Return shapes and words for the reason line of a page."""
    return [piece for one in shown for piece in (space(8), status_sign(one, 8), Run(one.word))]


def space(width: float) -> Sign:
    """Return `width` points of nothing, to part what stands beside it."""
    return Sign(width, lambda _paper, _x, _middle: None)


def ticks(statuses: Sequence[Status | None]) -> Sign:
    """Return one tick for each earlier period, oldest first, higher is better; `None`, no report, leaves a gap."""
    wide, high, step = _TICK

    def draw(paper: Paper, x: float, middle: float) -> None:
        for place, shown in enumerate(statuses):
            if shown is not None:
                level = _LEVELS.get(shown.key, 0.0)
                _box(paper, x + place * step, middle + level - high / 2, wide, high, shown)

    letters = [shown.letters if shown else "·" for shown in statuses]
    alt = "".join(letters) if any(statuses) else ""
    return Sign(len(statuses) * step - (step - wide) if statuses else 0.0, draw, alt)


def moved(worse: int, words: str = "") -> list[Piece]:
    """Return ▼ and `words` for worse than last time (positive), ▲ for better (negative), or nothing."""
    if not worse:
        return [words] if words else []
    return [Run("▼" if worse > 0 else "▲"), strong(f" {words}" if words else "")]


def change(step: float, words: str) -> list[Piece]:
    """Return ▲ or ▼ by the sign of `step`, then `words`, which already tell the change with its sign."""
    return [Run("▲ " if step > 0 else "▼ "), strong(words)] if step else [words]


def look(forward: ForwardLook | None) -> list[Piece]:
    """Return an arrow and a word for where a project is heading; worsening is strong."""
    if forward is None:
        return [Run("—", colour=LIGHT.text_3)]
    word = f" {forward.label.lower()}"
    return [
        Run(_ARROWS[forward], bold=True, size=11),
        strong(word) if forward is ForwardLook.WORSENING else quiet(word),
    ]


def diamond(letter: str = "", *, size: float = 9.0) -> Sign:
    """Return a milestone: a filled diamond with its number for a gate, an open one without."""
    half = size / 2
    corners = ((0.0, -half), (half, 0.0), (0.0, half), (-half, 0.0))

    def draw(paper: Paper, x: float, middle: float) -> None:
        fill = LIGHT.text if letter else LIGHT.surface
        paper.tell(ToldShape("diamond", x, paper.down(middle), size, fill, LIGHT.text, letter, LIGHT.surface))
        paper.canvas.saveState()
        paper.canvas.translate(x + half, middle)
        _polygon(paper, corners, LIGHT.text if letter else LIGHT.surface, LIGHT.text, 0.9)
        _centre(paper, letter, 0, 0, size * 0.5, LIGHT.surface)
        paper.canvas.restoreState()

    return Sign(size, draw, f"◆{letter}" if letter else "◇")


def tag(words: str, *, outlined: bool = False) -> Sign:
    """Return a rounded tag: filled with the accent, or outlined in the text colour."""
    size = PAPER["note"].size
    wide = text_width(words, size, "semibold") + 20

    def draw(paper: Paper, x: float, middle: float) -> None:
        fill, ink = ("", LIGHT.text) if outlined else (paper.palette.accent, paper.palette.on_accent)
        _rounded(paper, x, middle - 7, wide, 14, fill=fill, edge=ink if outlined else "")
        _centre(paper, words, x + wide / 2, middle, size, ink)
        run = ToldRun(words, bold=True, colour=ink, size=size)
        paper.tell(ToldText(x, paper.down(middle) - 5, wide, 10, ((run,),), "centre"))

    return Sign(wide, draw, words)


def tick_box(words: str) -> list[Piece]:
    """Return an empty box to tick on paper, and beside it what it stands for; the two are never parted."""
    size = 7.0

    def draw(paper: Paper, x: float, middle: float) -> None:
        _rounded(paper, x, middle - 3.5, 7, 7, edge=LIGHT.text_2, radius=1.5)
        draw_text(paper.canvas, x + 10, middle - size * 0.33, words, size, "regular", LIGHT.text_2)
        run = ToldRun(words, bold=False, colour=LIGHT.text_2, size=size)
        paper.tell(ToldText(x + 10, paper.down(middle) - 5, text_width(words, size) + 2, 10, ((run,),)))

    return [Sign(text_width(words, size) + 12, draw)]


def bar(value: float | None, low: float, high: float, width: float, row: float) -> Sign:
    """Return a bar from a zero line that a column of cells shares.

    Args:
        value: what the bar shows, or `None` for the zero line alone.
        low: the smallest value of the column, zero or below.
        high: the largest, zero or above.
        width: of the column, in points.
        row: the height of the row, which the zero line crosses.
    """
    scale = width / ((high - low) or 1)

    def draw(paper: Paper, x: float, middle: float) -> None:
        zero = x - low * scale
        long = (value or 0) * scale
        paper.tell(ToldBox(min(zero, zero + long), paper.down(middle) - 3.8, abs(long), 7.6, LIGHT.actual))
        paper.canvas.setFillColor(ink(LIGHT.actual))
        paper.canvas.rect(min(zero, zero + long), middle - 3.8, abs(long), 7.6, stroke=0, fill=1)
        paper.canvas.setStrokeColor(ink(LIGHT.text_2))
        paper.canvas.setLineWidth(0.6)
        paper.canvas.line(zero, middle - row / 2, zero, middle + row / 2)

    return Sign(width, draw)


def boxes(width: float, *counts: tuple[int, str]) -> Sign:
    """Return a row of small boxes across `width`: (how many, manner), the manner full, hatched or open."""
    total = sum(count for count, _ in counts)
    step = width / max(total, 1)

    def draw(paper: Paper, x: float, middle: float) -> None:
        place = x
        for count, manner in counts:
            for _ in range(count):
                key_box(paper, place, middle - 6, max(step - 1.4, 0.5), 12, manner)
                place += step

    return Sign(width, draw)


def key(manner: str, width: float = 16) -> Sign:
    """Return the key of a chart's manner: full (actual), open (plan), hatched (forecast), or faint (previous)."""
    return Sign(width, lambda paper, x, middle: key_box(paper, x, middle - 3, width, 6, manner))


def key_box(paper: Paper, x: float, y: float, width: float, height: float, manner: str) -> None:
    """Draw a box at (x, y), in PDF coordinates, in a manner: full, open, hatched or faint."""
    canvas = paper.canvas
    if manner == "faint":
        y, height = y + height / 2 - 1, 2.0
    fill = {"full": LIGHT.actual, "hatched": LIGHT.previous, "faint": LIGHT.previous}.get(manner, LIGHT.surface)
    paper.tell(ToldBox(x, paper.down(y + height), width, height, fill, LIGHT.text if manner != "faint" else ""))
    canvas.setLineWidth(0.7)
    canvas.setStrokeColor(ink(LIGHT.text))
    canvas.setFillColor(ink({"full": LIGHT.actual, "faint": LIGHT.previous}.get(manner, LIGHT.surface)))
    canvas.rect(x, y, width, height, stroke=manner in {"open", "hatched"}, fill=1)
    if manner == "hatched":
        canvas.saveState()
        frame = canvas.beginPath()
        frame.rect(x, y, width, height)
        canvas.clipPath(frame, stroke=0, fill=0)
        canvas.setLineWidth(0.6)
        start = x - height
        while start < x + width:
            canvas.line(start, y, start + height, y + height)
            start += 2.6
        canvas.restoreState()


def _draw_status(paper: Paper, shown: Status) -> None:
    for part in shown.parts:
        corners = tuple((x * _UNIT, y * _UNIT) for x, y in part.points)
        _polygon(paper, corners, part.fill, part.edge, 1.1 if shown is NOT_RATED else 0.7)
        _letter(paper, part)


def _letter(paper: Paper, part: Part) -> None:
    x, y = part.letter_at
    _centre(paper, part.letter, x * _UNIT, y * _UNIT, part.letter_size * _UNIT, part.ink)


def _polygon(paper: Paper, corners: Points, fill: str, edge: str, thickness: float) -> None:
    outline = paper.canvas.beginPath()
    outline.moveTo(*corners[0])
    for corner in corners[1:]:
        outline.lineTo(*corner)
    outline.close()
    paper.canvas.setFillColor(ink(fill))
    paper.canvas.setStrokeColor(ink(edge))
    paper.canvas.setLineWidth(thickness)
    paper.canvas.setLineJoin(1)
    paper.canvas.drawPath(outline, stroke=1, fill=1)


def _centre(paper: Paper, text: str, x: float, y: float, size: float, colour: str) -> None:
    wide = text_width(text, size, "semibold")
    draw_text(paper.canvas, x - wide / 2, y - size * 0.33, text, size, "semibold", colour)


def _box(paper: Paper, x: float, y: float, width: float, height: float, shown: Status) -> None:
    paper.tell(ToldBox(x, paper.down(y + height), width, height, shown.fill, shown.edge))
    paper.canvas.setFillColor(ink(shown.fill))
    paper.canvas.setStrokeColor(ink(shown.edge))
    paper.canvas.setLineWidth(0.5)
    paper.canvas.rect(x, y, width, height, stroke=shown.edge != shown.fill, fill=1)


def _rounded(
    paper: Paper, x: float, y: float, width: float, height: float, *, fill: str = "", edge: str = "", radius: float = 3
) -> None:
    paper.tell(ToldBox(x, paper.down(y + height), width, height, fill, edge))
    paper.canvas.setLineWidth(0.9)
    if fill:
        paper.canvas.setFillColor(ink(fill))
    if edge:
        paper.canvas.setStrokeColor(ink(edge))
    paper.canvas.roundRect(x, y, width, height, radius, stroke=bool(edge), fill=bool(fill))
