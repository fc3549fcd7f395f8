"""Text on paper: broken into lines, cut with a sign when it does not fit, and drawn.

Text is text: nothing here reads markup, so a name with `&`, `<` or `$` needs no escaping.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from pmo_desktop.charts.style import LIGHT, PAPER, TextSize
from pmo_desktop.reports.lettering import draw_text, text_width
from pmo_desktop.reports.told import ToldRun, ToldText

if TYPE_CHECKING:
    from pmo_desktop.reports.paper import Paper

CUT = "…"
_KEPT = 0.4  # the least part of a cut text that a cut at a sentence may leave
_FULL = 0.7  # the least part of a cut line that a cut after a word may leave
_HEADING = 10.0  # points above which a text is a heading
_BY_A_SIGN = 0.45  # the space beside a sign, in sizes of the text


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one manner. `size` in points (0: that of the text around), `colour` as #RRGGBB, `link` a page's key."""

    text: str
    bold: bool | None = None
    colour: str = ""
    size: float = 0
    link: str = ""


@dataclass(frozen=True, slots=True)
class Sign:
    """A small drawing that stands in a line like a word: `draw(paper, x, middle)` in PDF coordinates, in points.

    `alt` says in letters what it shows, `status` is the key of the status it stands for.
    """

    width: float
    draw: "Callable[[Paper, float, float], None]"
    alt: str = ""
    status: str = ""


Piece = str | Run | Sign
Words = Piece | Sequence[Piece]


def strong(text: str, colour: str = "") -> Run:
    """Return `text` in semibold."""
    return Run(text, bold=True, colour=colour)


def quiet(text: str) -> Run:
    """Return `text` in regular and in the second text colour."""
    return Run(text, bold=False, colour=LIGHT.text_2)


class Atom(NamedTuple):
    """Text in one manner, or a sign, without a place to break."""

    text: str
    face: str
    size: float
    colour: str
    link: str
    sign: Sign | None
    width: float


@dataclass(frozen=True, slots=True)
class Word:
    """What never breaks, the width of the space before it, and that space as text."""

    atoms: tuple[Atom, ...]
    space: float
    width: float
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its words, and its width in points."""

    words: tuple[Word, ...]
    width: float


@dataclass(frozen=True, slots=True)
class Laid:
    """A text in lines. `cut` tells that some of it is missing, which the last line shows with "…"."""

    lines: tuple[Line, ...]
    size: TextSize
    cut: bool

    @property
    def height(self) -> float:
        """Height in points."""
        return len(self.lines) * self.size.leading

    @property
    def width(self) -> float:
        """Width of the widest line, in points."""
        return max((line.width for line in self.lines), default=0.0)

    @property
    def text(self) -> str:
        """Its lines as plain text, with letters for signs, each ended by a line feed but the last."""
        return "\n".join(_plain(line) for line in self.lines)

    def line(self, number: int) -> "Laid":
        """One of its lines alone, from 0."""
        return Laid((self.lines[number],), self.size, cut=False)


def _plain(line: Line) -> str:
    told = ""
    for word in line.words:
        for atom in word.atoms:
            told += f" {atom.sign.alt} " if atom.sign else (word.gap if atom is word.atoms[0] else "") + atom.text
    return " ".join(told.split())


def lay(words: Words, width: float, size: TextSize = PAPER["body"], *, colour: str = "", lines: int = 0) -> Laid:
    """Break `words` into lines of at most `width` points.

    A line break in the text starts a new line. With `lines`, what needs more is cut at the end of a sentence, or else
    after a word, and "…" marks the cut.
    """
    paragraphs = list(_paragraphs(_pieces(words), size, colour or LIGHT.text))
    whole = [line for paragraph in paragraphs for line in _broken(_split(paragraph, width), width)]
    if not lines or len(whole) <= lines:
        return Laid(tuple(whole), size, cut=False)
    return Laid(_cut(whole, width, size, lines), size, cut=True)


def fit_text(text: str, width: float, size: float, face: str = "regular") -> str:
    """Return `text`, or as many of its words as fit `width` points in one line, then "…"."""
    laid = lay(Run(text.replace("\n", " "), bold=face == "semibold"), width, TextSize(size, size), lines=1)
    words = laid.lines[0].words if laid.lines else ()
    return "".join((word.gap if word.space else "") + "".join(atom.text for atom in word.atoms) for word in words)


def draw_lines(paper: "Paper", laid: Laid, x: float, y: float, width: float = 0, align: str = "left") -> None:
    """Draw laid lines downwards from `y` points below the top of the page; `align` is left, right or centre."""
    if not any(line.words for line in laid.lines):
        return
    _tell(paper, laid, x, y, width, align)
    with paper.part("H2" if laid.size.size > _HEADING else "P"):
        for line in laid.lines:
            spare = width - line.width
            start = x + {"left": 0.0, "right": spare, "centre": spare / 2}[align]
            _draw_line(paper, line, start, paper.up(y + laid.size.leading / 2), laid.size.size)
            y += laid.size.leading


def _tell(paper: "Paper", laid: Laid, x: float, y: float, width: float, align: str) -> None:
    """Tell a text as one box, or line by line and around its signs where there are any."""
    leading = laid.size.leading
    if not any(atom.sign for line in laid.lines for word in line.words for atom in word.atoms):
        lines = tuple(tuple(_runs(line.words)) for line in laid.lines)
        paper.tell(ToldText(x, y, width or laid.width, laid.height, lines, align))
        return
    for number, line in enumerate(laid.lines):
        start = x + {"left": 0.0, "right": width - line.width, "centre": (width - line.width) / 2}[align]
        held: list[Word] = []
        across = begun = start
        for word in (*line.words, None):
            if word is None or word.atoms[0].sign:
                if held:
                    runs = tuple(_runs(held))
                    paper.tell(ToldText(begun, y + number * leading, across - begun, leading, (runs,)))
                held = []
            else:
                begun = begun if held else across + word.space
                held.append(word)
            across += word.space + word.width if word is not None else 0.0


def _runs(words: Sequence[Word]) -> Iterator[ToldRun]:
    """The words of a line, those of one manner together."""
    held = ToldRun("", bold=False, colour="", size=0)
    for place, word in enumerate(words):
        for number, atom in enumerate(word.atoms):
            gap = word.gap if place and not number else ""
            manner = (atom.face == "semibold", atom.colour, atom.size)
            if held.text and manner == (held.bold, held.colour, held.size):
                held = replace(held, text=held.text + gap + atom.text)
                continue
            if held.text:
                yield held
            held = ToldRun(gap + atom.text, *manner)
    if held.text:
        yield held


def alt_text(words: Words) -> str:
    """Return `words` as plain text, with letters for signs."""
    parts = [
        piece if isinstance(piece, str) else piece.text if isinstance(piece, Run) else f" {piece.alt} "
        for piece in _pieces(words)
    ]
    return " ".join("".join(parts).split())


def is_bold(words: Words) -> bool:
    """Whether every part that is text is in semibold."""
    texts = [piece for piece in _pieces(words) if not isinstance(piece, Sign)]
    return bool(texts) and all(isinstance(piece, Run) and piece.bold for piece in texts)


def status_in(words: Words) -> str:
    """The key of the last status that `words` show; empty for none."""
    shown = [piece.status for piece in _pieces(words) if isinstance(piece, Sign) and piece.status]
    return shown[-1] if shown else ""


def _draw_line(paper: "Paper", line: Line, x: float, middle: float, size: float) -> None:
    """Draw words from `x`, joining neighbours of one manner into one string, their capitals centred on `middle`."""
    base = middle - size * 0.33
    start, held, last = x, "", None
    for word in line.words:
        for index, atom in enumerate(word.atoms):
            space = 0.0 if index else word.space
            if atom.sign is None and last is not None and atom[1:5] == last[1:5]:
                held += (word.gap if space else "") + atom.text
                x += space + atom.width
                continue
            _flush(paper, start, base, held, last, x)
            x += space
            start, held, last = x, atom.text, atom
            if atom.sign:
                atom.sign.draw(paper, x, middle)
                held, last = "", None
            x += atom.width
    _flush(paper, start, base, held, last, x)


def _flush(paper: "Paper", start: float, base: float, held: str, atom: Atom | None, end: float) -> None:
    if atom is None:
        return
    draw_text(paper.canvas, start, base, held, atom.size, atom.face, atom.colour)
    if atom.link:
        paper.link(atom.link, start, base - 2, end, base + atom.size)


def _pieces(words: Words) -> Sequence[Piece]:
    return [words] if isinstance(words, str | Run | Sign) else words


def _paragraphs(pieces: Sequence[Piece], size: TextSize, colour: str) -> Iterator[list[Word]]:
    """Yield the words of each paragraph; pieces that touch without a space become one word, but for signs."""
    paragraph: list[Word] = []
    gap = " "
    for piece in pieces:
        for part in _parts(piece, size, colour):
            if part == "\n":
                yield paragraph
                paragraph, gap = [], " "
            elif isinstance(part, str):
                gap += part
            elif paragraph and not gap and not part.sign and not paragraph[-1].atoms[-1].sign:
                last = paragraph.pop()
                paragraph.append(replace(last, atoms=(*last.atoms, part), width=last.width + part.width))
            else:
                paragraph.append(_word(part, paragraph, gap, size))
            if isinstance(part, Atom):
                gap = ""
    yield paragraph


def _word(atom: Atom, before: list[Word], gap: str, size: TextSize) -> Word:
    if not before:
        return Word((atom,), 0.0, atom.width)
    if atom.sign or before[-1].atoms[-1].sign:
        return Word((atom,), size.size * _BY_A_SIGN, atom.width)
    return Word((atom,), text_width(gap, atom.size, atom.face), atom.width, gap)


def _parts(piece: Piece, size: TextSize, colour: str) -> Iterator[Atom | str]:
    """Yield atoms, the spaces between them, and a line feed where a new line starts."""
    if isinstance(piece, Sign):
        yield Atom("", "", 0, "", "", piece, piece.width)
        return
    run = Run(piece) if isinstance(piece, str) else piece
    face = "semibold" if (size.bold if run.bold is None else run.bold) else "regular"
    high = run.size or size.size
    for part in re.split(r"(\n|[ \t]+)", run.text):
        if part.strip(" \t\n") == "":
            yield part.replace("\t", " ")
        else:
            yield Atom(part, face, high, run.colour or colour, run.link, None, text_width(part, high, face))


def _split(words: list[Word], width: float) -> Iterator[Word]:
    """Yield the words; one wider than the line is broken between letters, as is writing without spaces."""
    for word in words:
        if word.width <= width or any(atom.sign for atom in word.atoms):
            yield word
            continue
        space = word.space
        for atom in word.atoms:
            for part in _chunks(atom, width):
                yield Word((part,), space, part.width, word.gap if space else "")
                space = 0.0


def _chunks(atom: Atom, width: float) -> Iterator[Atom]:
    held, across = "", 0.0
    for sign in atom.text:
        step = text_width(sign, atom.size, atom.face)
        if held and across + step > width:
            yield atom._replace(text=held, width=across)
            held, across = "", 0.0
        held, across = held + sign, across + step
    yield atom._replace(text=held, width=across)


def _broken(words: Iterator[Word] | Sequence[Word], width: float) -> Iterator[Line]:
    held: list[Word] = []
    across = 0.0
    for word in words:
        if held and across + word.space + word.width > width + 0.01:
            yield Line(tuple(held), across)
            held, across = [], 0.0
        across += word.width + (word.space if held else 0.0)
        held.append(word if held else replace(word, space=0.0))
    yield Line(tuple(held), across)


def _cut(whole: list[Line], width: float, size: TextSize, lines: int) -> tuple[Line, ...]:
    """Shorten to `lines` lines with the sign of the cut at the end."""
    kept = list(whole[:lines])
    face = "semibold" if size.bold else "regular"
    sign = Atom(CUT, face, size.size, LIGHT.text_2, "", None, text_width(CUT, size.size, face))
    ends = [(i, j) for i, line in enumerate(kept) for j, word in enumerate(line.words) if _ends_sentence(word)]
    total = sum(len(line.words) for line in kept)
    room = width - sign.width - text_width(" ", sign.size, sign.face)
    for row, at in reversed(ends) if lines > 1 else ():
        words = kept[row].words[: at + 1]
        if sum(len(line.words) for line in kept[:row]) + at + 1 < _KEPT * total:
            break
        if sum(word.space + word.width for word in words) <= room:
            return (*kept[:row], _marked(list(words), sign, width))
    rest = [replace(word, space=word.space or _space_before(word)) for word in whole[lines].words[:1]]
    return (*kept[:-1], _marked([*kept[-1].words, *rest], sign, width))


def _space_before(word: Word) -> float:
    return text_width(word.gap, word.atoms[0].size, word.atoms[0].face) if word.gap else 0.0


def _ends_sentence(word: Word) -> bool:
    return word.atoms[-1].text.endswith((".", "!", "?"))


def _marked(words: list[Word], sign: Atom, width: float) -> Line:
    """Return what fits together with the sign of the cut: whole words if they fill most of the line, or letters."""
    space = text_width(" ", sign.size, sign.face)
    across, gone = sum(word.space + word.width for word in words), None
    while words and across + space + sign.width > width:
        gone = words.pop()
        across -= gone.space + gone.width
    if gone and across < _FULL * width and gone.atoms[0].sign is None:
        first = next(_chunks(gone.atoms[0], max(width - across - gone.space - sign.width, 1)))
        words.append(replace(gone, atoms=(first,), width=first.width))
        across, space = across + gone.space + first.width, 0.0
    mark = Word((sign,), space if words else 0.0, sign.width, " " if space and words else "")
    return Line((*words, mark), across + mark.space + sign.width)
