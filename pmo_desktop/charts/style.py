"""Every colour, status and text size of the product, once, for widgets, charts and PDF alike.

Source: the house palette. Its status colours stay apart for protan and deutan vision, and every text and its ground
reach a contrast of 5:1. Imports neither Qt nor matplotlib, because widgets read it while the window starts.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from pmo_desktop.text import N_, say

if TYPE_CHECKING:
    from pmo_desktop.domain.choices import Rating

Points = tuple[tuple[float, float], ...]


class TextSize(NamedTuple):
    """Size and line height, in pixels on screen and in points on paper; `bold` means semibold (600)."""

    size: float
    leading: float
    bold: bool = False


SCREEN = {
    "figure": TextSize(24, 32, bold=True),
    "title": TextSize(20, 28, bold=True),
    "section": TextSize(16, 24, bold=True),
    "body": TextSize(14, 20),
    "label": TextSize(12, 16, bold=True),
}
PAPER = {
    "figure": TextSize(24, 28, bold=True),
    "title": TextSize(18, 22, bold=True),
    "section": TextSize(13, 16, bold=True),
    "subhead": TextSize(10.5, 13, bold=True),
    "body": TextSize(9.5, 13),
    "table": TextSize(8.5, 11),
    "note": TextSize(7.5, 10),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One filled polygon of a status sign, in a box one unit high around (0, 0), y upwards, with the letter on it."""

    shape: str
    fill: str
    ink: str
    edge: str
    letter_word: str
    letter_at: tuple[float, float] = (0.0, 0.0)
    letter_size: float = 0.5

    @property
    def points(self) -> Points:
        """The corners of the polygon."""
        return shape_points(self.shape)

    @property
    def letter(self) -> str:
        """The letter in the user's language."""
        return say(self.letter_word)


@dataclass(frozen=True, slots=True)
class Status:
    """How a state is shown: parts with shape and letter, a word, and a tint for what stands beside it."""

    key: str
    word_template: str
    parts: tuple[Part, ...]
    fill: str
    ink: str
    edge: str
    tint: str

    @property
    def word(self) -> str:
        """The word for it in the user's language, such as "Off track"."""
        return say(self.word_template)

    @property
    def letters(self) -> str:
        """The letter or letters on the shape, such as "A/R", in the user's language."""
        return "/".join(part.letter for part in self.parts)

    @property
    def width(self) -> float:
        """Width of the sign when it is one unit high."""
        across = [x for part in self.parts for x, _ in part.points]
        return max(across) - min(across)


@dataclass(frozen=True, slots=True)
class Palette:
    """All colours of one theme, as #RRGGBB. `actual`, `previous` and `series` are for charts."""

    name: str
    bg: str
    surface: str
    header: str
    text: str
    text_2: str
    text_3: str
    accent: str
    on_accent: str
    edge: str
    divider: str
    selection: str
    actual: str
    previous: str
    series: tuple[str, str, str, str, str]
    statuses: dict[str, Status] = field(repr=False, compare=False)


def _polygon(corners: int, radius: float, turn: float, *, squash: float = 1.0) -> Points:
    steps = (turn + 2 * math.pi * i / corners for i in range(corners))
    return tuple((radius * math.cos(a) * squash, radius * math.sin(a)) for a in steps)


_CIRCLE = _polygon(48, 0.48, math.pi / 2)
_OCTAGON = _polygon(8, 0.52, math.pi / 8)
_SHAPES: dict[str, Points] = {
    "circle": _CIRCLE,
    "ring": _polygon(48, 0.45, math.pi / 2),
    "octagon": _OCTAGON,
    "triangle": ((-0.58, -0.46), (0.58, -0.46), (0.0, 0.54)),
    "square": ((-0.45, -0.45), (0.45, -0.45), (0.45, 0.45), (-0.45, 0.45)),
    # The two shades between: the triangle's left half, leaning on the right half of a circle or of an octagon.
    "half triangle": ((-0.72, -0.48), (-0.06, -0.48), (-0.06, 0.48)),
    "half circle": tuple((x * 1.08, y) for x, y in _polygon(48, 0.48, -math.pi / 2)[:25]),
    "half octagon": ((0.0, -0.48), (0.2, -0.48), (0.5, -0.2), (0.5, 0.2), (0.2, 0.48), (0.0, 0.48)),
}


def shape_points(kind: str) -> Points:
    """Return the corners of a status shape, at most about one unit high around (0, 0), y upwards.

    `kind` is one of circle, ring, octagon, triangle, square, half triangle, half circle, half octagon. A circle is a
    polygon of 48 corners, so that Qt, ReportLab and matplotlib draw every shape in the same way.
    """
    return _SHAPES[kind]


SHAPES = tuple(_SHAPES)

_LETTER_AT = {"triangle": (0.0, -0.13), "half triangle": (-0.25, -0.2), "half circle": (0.21, 0.0)}
_LETTER_AT["half octagon"] = (0.2, 0.0)


def _part(shape: str, letter: str, fill: str, ink: str, edge: str) -> Part:
    size = 0.45 if shape.startswith(("half", "triangle")) else 0.54
    return Part(shape, fill, ink, edge, letter, _LETTER_AT.get(shape, (0.0, 0.0)), size)


def _statuses(surface: str, fills: dict[str, tuple[str, str, str, str]]) -> dict[str, Status]:
    """Build the seven statuses from (fill, ink, edge, tint) of green, amber, red, complete and none."""

    def part(colour: str, shape: str, letter: str) -> Part:
        return _part(shape, letter, *fills[colour][:3])

    def status(key: str, word: str, colour: str, *parts: Part) -> Status:
        return Status(key, word, parts, *fills[colour])

    ink = fills["none"][1]
    half = part("amber", "half triangle", N_("A"))
    return {
        "G": status("G", N_("On track"), "green", part("green", "circle", N_("G"))),
        "A/G": status("A/G", N_("Mostly on track"), "amber", half, part("green", "half circle", N_("G"))),
        "A": status("A", N_("At risk"), "amber", part("amber", "triangle", N_("A"))),
        "A/R": status("A/R", N_("In doubt"), "amber", half, part("red", "half octagon", N_("R"))),
        "R": status("R", N_("Off track"), "red", part("red", "octagon", N_("R"))),
        "complete": status("complete", N_("Complete"), "complete", part("complete", "square", N_("C"))),
        "none": status("none", N_("Not rated"), "none", _part("ring", "–", surface, ink, ink)),
    }


LIGHT = Palette(
    name="light",
    bg="#F5F6F8",
    surface="#FFFFFF",
    header="#F0F2F5",
    text="#1B2430",
    text_2="#4A5567",
    text_3="#5F6B7C",
    accent="#1F4E8C",
    on_accent="#FFFFFF",
    edge="#7C8796",
    divider="#D5DAE1",
    selection="#DCE7F5",
    actual="#3A4656",
    previous="#AEB6C0",
    series=("#1F4E8C", "#C9772B", "#5A97D2", "#5B2A4F", "#8A8F98"),
    statuses=_statuses(
        "#FFFFFF",
        {
            "green": ("#167C69", "#FFFFFF", "#167C69", "#DDF0EA"),
            "amber": ("#F2B233", "#1B2430", "#8A5A00", "#FDF1D6"),
            "red": ("#8E1B2E", "#FFFFFF", "#8E1B2E", "#F7DEE1"),
            "complete": ("#2F5F9E", "#FFFFFF", "#2F5F9E", "#DFE9F6"),
            "none": ("#FFFFFF", "#646F7E", "#646F7E", "#E9ECF0"),
        },
    ),
)
DARK = Palette(
    name="dark",
    bg="#14181E",
    surface="#1B2129",
    header="#202731",
    text="#E6EAF0",
    text_2="#B4BDCA",
    text_3="#98A3B3",
    accent="#7FB0EE",
    on_accent="#10141A",
    edge="#78869A",
    divider="#38424F",
    selection="#263E5E",
    actual="#C9D2DD",
    previous="#667386",
    series=("#B8D4F5", "#4180C8", "#E07E29", "#E4D5C8", "#816F5F"),
    statuses=_statuses(
        "#1B2129",
        {
            "green": ("#5CD0B3", "#10141A", "#5CD0B3", "#1F3A3A"),
            "amber": ("#FBCF56", "#10141A", "#FBCF56", "#403C2C"),
            "red": ("#E05A72", "#10141A", "#E05A72", "#422C38"),
            "complete": ("#8DB8F0", "#10141A", "#8DB8F0", "#2B394B"),
            "none": ("#1B2129", "#A3ADBB", "#A3ADBB", "#303740"),
        },
    ),
)
PALETTES = (LIGHT, DARK)


def status(rating: "Rating | None", palette: Palette = LIGHT, *, complete: bool = False) -> Status:
    """Return how a rating is shown: `None` is not rated, and `complete` wins over any rating."""
    if complete:
        return palette.statuses["complete"]
    return palette.statuses["none" if rating is None else rating.value]


def plain_number(value: float) -> str:
    """Write a number with commas, a true minus, and decimals only where it has some."""
    shown = f"{value:,.2f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown.replace("-", "−")


def plain_month(day: date) -> str:
    """Write a month and its year, such as "Dec 20"."""
    return f"{day:%b %y}"


@dataclass(frozen=True, slots=True)
class ChartStyle:
    """What a chart's drawing function is given: the colours, and its text sizes in points.

    `text` is for names and decisive labels, `small` for ticks and notes, `line` the width of a main line. `number`
    and `month` write figures and dates on axes in the reader's manner.
    """

    palette: Palette = LIGHT
    text: float = 8.5
    small: float = 7.5
    line: float = 1.6
    number: Callable[[float], str] = plain_number
    month: Callable[[date], str] = plain_month


ON_PAPER = ChartStyle()


def on_screen(palette: Palette) -> ChartStyle:
    """Return the style of a chart in the window; `dataclasses.replace` gives it the reader's numbers and months."""
    return ChartStyle(palette, text=10.0, small=9.0, line=1.8)
