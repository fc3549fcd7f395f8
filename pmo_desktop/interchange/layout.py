"""Where the table stands in a sheet: its headers, which way it runs, and which rows are no data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from pmo_desktop.domain.importing import Orientation
from pmo_desktop.interchange.cells import text_of
from pmo_desktop.interchange.headers import Candidate, candidates, known_phrases, may_be_header
from pmo_desktop.interchange.month_headers import with_years
from pmo_desktop.interchange.months import read_months
from pmo_desktop.interchange.sheet import Merge, Sheet
from pmo_desktop.interchange.totals import holds_totals, sums_in
from pmo_desktop.interchange.unread import is_error
from pmo_desktop.interchange.vocabulary import target_named
from pmo_desktop.interchange.words import column_letters, fold, lookup, short
from pmo_desktop.text import say

Rows = Sequence[Sequence[object]]

_SEARCHED = 120  # rows in which the header is looked for
_SEARCHED_ACROSS = 5  # columns in which it is looked for where projects are columns
_LONGEST_HEADER = 400
_WIDE = 4  # columns from which a row of one cell is no project
_FOOTNOTE = 60  # characters of a lone cell that make it a note
_MOST_LINES = 3  # of headers
_HUGE = 2_000_000  # cells in which a few far out are looked for
_MOST = 0.99  # of the rows, which settle how wide a huge range is
_FAR_OUT = 256  # columns that always count
_GAP = 100  # blank rows under which a lone text is no project
_FEWEST_HEADERS = 3  # of a further table
_FIRST_ROWS = 5  # of the body, which show whether a column holds anything
_FEWEST_MONTHS = 4  # in a line of headers
_MOSTLY = 0.8
_TOLD = 100  # rows left out that are told one by one


@dataclass(frozen=True, slots=True)
class Layout:
    """A table found in a sheet.

    Attributes:
        orientation: "columns" where a project is a column; `rows` is then turned, so that it is a row here.
        header: The row of the last header line, from 0, in `rows`.
        headers: One text per column; several header lines joined by " / "; "" for none.
        rows: The cells, filled up to one width.
        body: The places in `rows` of the rows that hold data.
        columns: The places of the columns that hold anything.
        notes: Sentences on what was left out.
        above: The texts that stand above the headers, cell by cell.
        heads: The places of rows left out that hold the sums of rows below them.
        origins: For rows that were made of one cell of another row, the place of that cell.
    """

    orientation: Orientation
    header: int
    headers: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    body: tuple[int, ...]
    columns: tuple[int, ...]
    notes: tuple[str, ...]
    above: tuple[str, ...] = ()
    heads: frozenset[int] = frozenset()
    origins: Mapping[int, tuple[int, int]] = field(default_factory=dict[int, tuple[int, int]])
    _cells: dict[int, list[object]] = field(
        default_factory=dict[int, list[object]], init=False, repr=False, compare=False
    )

    def cells(self, column: int) -> Sequence[object]:
        """The cells of one column that hold data, in the order of `body`; asked for again and again, gathered once."""
        if column not in self._cells:
            self._cells[column] = [self.rows[place][column] for place in self.body]
        return self._cells[column]

    def place(self, row: int, column: int) -> tuple[int, str]:
        """The file's own row number and column letters of a cell."""
        row, column = self.origins.get(row, (row, column))
        return (column + 1, column_letters(row)) if self.orientation == "columns" else (row + 1, column_letters(column))


def find_layout(sheet: Sheet, targets: Sequence[str] = ("project",)) -> Layout | None:
    """The first table in `sheet`; `None` where no row and no column holds a header that is known."""
    found = find_layouts(sheet, targets)
    return found[0] if found else None


def find_layouts(sheet: Sheet, targets: Sequence[str]) -> list[Layout]:
    """The tables in `sheet` that may be one of `targets`: one, or several where other headers stand further down."""
    row, across = _best_row(sheet.rows, targets), _best_column(sheet.rows, targets)
    if across[0] > row[0] and across[0] > 2:  # noqa: PLR2004  two known words down the side are no header
        turned = tuple(zip_longest(*sheet.rows, fillvalue=""))
        merges = tuple(((c1, r1), (c2, r2)) for (r1, c1), (r2, c2) in sheet.merges)
        return [_lay_out(turned, "columns", across[1], _within(merges, turned))]
    if not row[0]:
        return []
    rows = _filled_up(sheet)
    merges = _within(sheet.merges, rows)
    above = rows[: max(_header_lines(rows, row[1], merges)[0] - 1, 0)]
    earlier = [top for top in _further_headers(above, -2, targets) if _names_rows(rows[top], targets)]
    tops = [*earlier, row[1], *_further_headers(rows, row[1], targets)]
    ends = [*tops[1:], len(rows)]
    starts = [0, *(top + 1 for top in tops[:-1])]
    parts = zip(tops, starts, ends, strict=True)
    found: list[Layout] = []
    for part in parts:
        if part not in sheet.known:
            top, start, end = part
            sheet.known[part] = _lay_out(rows, "rows", top, merges, (start, end))
        found.append(sheet.known[part])
    return [replace(each, headers=with_years(each.headers, (*reversed(each.above), sheet.name))) for each in found]


def _within(merges: Sequence[Merge], rows: Rows) -> tuple[Merge, ...]:
    """The merged ranges as far as they lie in the used range, which may be smaller."""
    height, width = len(rows), len(rows[0]) if rows else 0
    return tuple(
        ((r1, c1), (min(r2, height - 1), min(c2, width - 1)))
        for (r1, c1), (r2, c2) in merges
        if r1 < height and c1 < width
    )


def _filled_up(sheet: Sheet) -> tuple[tuple[object, ...], ...]:
    """The rows of a sheet, all of one width."""
    if "rows" not in sheet.known:
        width = _width(sheet.rows)
        blank = ("",) * width
        filled = ((*cells[:width], *blank[len(cells) :]) if cells else blank for cells in sheet.rows)
        sheet.known["rows"] = tuple(filled)
    rows: tuple[tuple[object, ...], ...] = sheet.known["rows"]
    return rows


def _width(rows: Rows) -> int:
    """How many columns count: all, unless a few lone cells stand so far out that they would make a huge range."""
    widths = sorted(len(cells) for cells in rows if cells)
    if widths[-1] * len(widths) <= _HUGE:
        return widths[-1]
    return max(widths[int(len(widths) * _MOST) - 1], min(widths[-1], _FAR_OUT))


def _further_headers(rows: Rows, top: int, targets: Sequence[str]) -> list[int]:
    """Rows below the header that are headers of another table: several short texts, most of them known, none twice."""
    header = {fold(text) for cell in rows[top] if (text := text_of(cell))} if top >= 0 else set[str]()
    found: list[int] = []
    for place in range(top + 2, len(rows)):
        if place and rows[place] is rows[place - 1]:  # a run of blank rows
            continue
        cells = [cell for cell in rows[place] if cell not in ("", None)]
        if len(cells) < _FEWEST_HEADERS or not isinstance(cells[0], str) or len(cells[0]) > _FOOTNOTE:
            continue
        if not all(isinstance(cell, str) and len(cell) <= _FOOTNOTE for cell in cells):
            continue
        texts = {fold(str(cell)) for cell in cells}
        if _has_twice(rows[place]) or texts <= header:
            continue
        if len(texts & known_phrases()) * 2 > len(texts) and _known(cells, targets) >= _FEWEST_HEADERS:
            found.append(place)
            header = texts
    return found


def _has_twice(cells: Sequence[object]) -> bool:
    """Whether a text comes twice with no blank cell in between, behind which another table may begin."""
    seen = set[str]()
    for cell in cells:
        text = fold(text_of(cell))
        if not text:
            seen = set()
        elif text in seen:
            return True
        seen.add(text)
    return False


def _names_rows(cells: Sequence[object], targets: Sequence[str]) -> bool:
    """Whether a line of headers has one for what each row is called, in a register of which it names most fields."""
    texts = [cell for cell in cells if isinstance(cell, str) and cell.strip()]
    known = {name: _known(texts, (name,)) for name in targets}
    likeliest = [name for name in targets if known[name] == max(known.values())]
    return any(
        (found := _first(text, name)) and found.field == target_named(name).title
        for name in likeliest
        for text in texts
    )


def _known(cells: Sequence[object], targets: Sequence[str]) -> int:
    """How many different fields of one of `targets` the texts in `cells` name."""
    texts = [
        cell
        for cell in cells
        if isinstance(cell, str)
        and 1 < len(cell.strip()) <= _LONGEST_HEADER
        and not is_error(cell)
        and may_be_header(cell)
    ]
    return max((len({found.field for text in texts if (found := _first(text, name))}) for name in targets), default=0)


def _first(header: str, target: str) -> Candidate | None:
    """The likeliest field of a header of which two words, or all of it, say what it stands for."""
    found = candidates(header, target)
    return found[0] if found and found[0].score >= 2 else None  # noqa: PLR2004  see headers.candidates


def _best_row(rows: Rows, targets: Sequence[str]) -> tuple[int, int]:
    known = [count + _months(cells) if (count := _known(cells, targets)) else 0 for cells in rows[:_SEARCHED]]
    best = max(known, default=0)
    return best, known.index(best) if known else 0


def _best_column(rows: Rows, targets: Sequence[str]) -> tuple[int, int]:
    columns = [[cells[index] for cells in rows[:_SEARCHED] if index < len(cells)] for index in range(_SEARCHED_ACROSS)]
    known = [_known(cells, targets) if _mostly_once(cells) and not _lists_words(cells) else 0 for cells in columns]
    best = max(known)
    return best, known.index(best)


def _months(cells: Sequence[object]) -> int:
    """How many months a line names, each later than the one before; 0 for fewer than a spread table has."""
    months = [found.starts_on for cell in cells if (found := read_months(cell))]
    return len(months) if len(months) >= _FEWEST_MONTHS and months == sorted(set(months)) else 0


def _mostly_once(cells: Sequence[object]) -> bool:
    """Whether hardly a text comes twice in a line, as in headers; kinds of lines, such as budget and actual, do."""
    texts = [fold(cell) for cell in cells if isinstance(cell, str) and cell]
    return len(set(texts)) >= _MOSTLY * len(texts)


def _lists_words(cells: Sequence[object]) -> bool:
    """Whether a line is a list of words to choose from, under their header: most of them are states."""
    texts = [text for cell in cells if isinstance(cell, str) and (text := fold(cell))]
    words = sum(text in lookup("ItemState") for text in texts)
    return words > 1 and words * 2 > len(texts)


def _lay_out(
    rows: tuple[tuple[object, ...], ...],
    orientation: Orientation,
    top: int,
    merges: tuple[Merge, ...],
    part: tuple[int, int | None] = (0, None),
) -> Layout:
    """The table whose likeliest header line is `top`; its part of the rows begins under the headers above it."""
    start, end = part
    first, last = _header_lines(rows[:end], top, merges)
    rows = _fill_down(rows, last, merges)
    headers = _join(rows, first, last, merges)
    data = told_apart(rows[last + 1 : end])
    filled = [len(cells) - cells.count("") - cells.count(None) for cells in zip(*data, strict=True)]
    filled = filled or [0] * len(headers)
    notes = [say("Above the headers stands: {text}", text=text) for text in _texts(_title(rows, start, first))]
    columns: list[int] = []
    for index, header in enumerate(headers):
        if not filled[index] and len(header) > _FOOTNOTE and not known_phrases() & {fold(header)}:
            notes.append(say("A note, not a column: {text}", text=header))
        elif filled[index] or header:
            columns.append(index)
    body, dropped, heads = _body(rows[:end], last, columns, orientation)
    above = tuple(
        text
        for cells in _title(rows, start, first)
        for cell in cells
        if isinstance(cell, str) and (text := cell.strip())
    )
    return Layout(orientation, last, headers, rows, body, tuple(columns), (*notes, *dropped), above, heads=heads)


def _title(rows: Rows, start: int, first: int) -> Rows:
    """What stands above the headers: everything, or under another table the lone texts right above them."""
    if not start:
        return rows[:first]
    place = first
    while place > start and len(_filled(rows[place - 1])) == 1:
        place -= 1
    return rows[place:first]


def _filled(cells: Sequence[object]) -> list[object]:
    return [cell for cell in cells if cell not in ("", None)]


def told_apart(rows: Rows) -> list[Sequence[object]]:
    """`rows` without runs of one and the same blank row, of which huge sheets have a million."""
    return [cells for number, cells in enumerate(rows) if not number or cells is not rows[number - 1]]


def _fill_down(
    rows: tuple[tuple[object, ...], ...], last: int, merges: tuple[Merge, ...]
) -> tuple[tuple[object, ...], ...]:
    """`rows` with every cell that is merged over several rows standing in those that hold something else."""
    filled = dict(enumerate(rows))
    for (r1, c1), (r2, _) in merges:
        if last < r1 < r2:
            for line in range(r1 + 1, min(r2, len(rows) - 1) + 1):
                if any(cell not in ("", None) for cell in filled[line]) and filled[line][c1] in ("", None):
                    filled[line] = (*filled[line][:c1], rows[r1][c1], *filled[line][c1 + 1 :])
    return tuple(filled.values())


def _texts(rows: Rows) -> list[str]:
    return [text for cells in rows if (text := " ".join(filter(None, map(text_of, cells))))]


def _header_lines(rows: Rows, top: int, merges: tuple[Merge, ...]) -> tuple[int, int]:
    """The first and last line of the header around the line that names most fields."""
    first = last = top
    last = max([last, *(min(r2, len(rows) - 1) for (r1, _), (r2, _) in merges if r1 <= top < r2 <= top + 3)])
    while last + 1 < len(rows) and last - top < 2 and _continues(rows[last], rows[last + 1], last, merges):  # noqa: PLR2004
        last += 1
    while (
        first
        and top - first < _MOST_LINES - 1
        and (
            _groups(rows[first - 1], first - 1, merges)
            or any(r1 < first <= r2 for (r1, _), (r2, _) in merges)
            or (not merges and first == top and _completes(rows, top))
        )
    ):
        first -= 1
    return first, last


def _spans(line: int, merges: tuple[Merge, ...]) -> list[tuple[int, int]]:
    """The ranges of columns merged across one line."""
    return [(c1, c2) for (r1, c1), (r2, c2) in merges if r1 <= line <= r2 and c2 > c1]


def _continues(above: Sequence[object], below: Sequence[object], line: int, merges: tuple[Merge, ...]) -> bool:
    """Whether `below` holds sub-headers: short texts, at least two, each under a header that spans several columns."""
    filled = [index for index, cell in enumerate(below) if cell not in ("", None)]
    short = all(isinstance(below[index], str) and len(text_of(below[index])) <= _FOOTNOTE for index in filled)
    return short and len(filled) > 1 and all(_spanned(index, above, line, merges) for index in filled)


def _spanned(index: int, above: Sequence[object], line: int, merges: tuple[Merge, ...]) -> bool:
    if any(c1 <= index <= c2 for c1, c2 in _spans(line, merges)):
        return True
    blank, beside = above[index] in ("", None), index + 1 < len(above) and above[index + 1] in ("", None)
    return not merges and (blank or beside) and any(cell not in ("", None) for cell in above[: index + 1])


def _groups(above: Sequence[object], line: int, merges: tuple[Merge, ...]) -> bool:
    """Whether `above` holds headers that each span several columns: at least two of them."""
    return sum(above[c1] not in ("", None) for c1, _ in _spans(line, merges)) > 1


def _completes(rows: Rows, top: int) -> bool:
    """Whether the line above `top` heads columns it leaves blank, or groups of the same headers, without merges."""
    above, below, data = rows[top - 1], rows[top], rows[top + 1 : top + 1 + _FIRST_ROWS]
    filled = [index for index, cell in enumerate(above) if cell not in ("", None)]
    if not all(isinstance(above[index], str) and len(text_of(above[index])) <= _FOOTNOTE for index in filled):
        return False
    lone = [index for index in filled if below[index] in ("", None)]
    if not lone and len(filled) > 1:  # groups: needed where the same headers stand under each
        texts = [fold(text) for cell in below if (text := text_of(cell))]
        return len(set(texts)) < len(texts)
    return (
        len(lone) < len(filled)
        and any(may_be_header(text_of(above[index])) for index in lone)
        and all(any(cells[index] not in ("", None) for cells in data) for index in lone)
    )


def _join(rows: Rows, first: int, last: int, merges: tuple[Merge, ...]) -> tuple[str, ...]:
    """One header per column; a text that spans columns stands over all of them, one that spans lines once."""
    lines: list[list[str]] = []
    for line in range(first, last + 1):
        texts = [text_of(cell) for cell in rows[line]]
        for c1, c2 in _spans(line, merges):
            texts[c1 : c2 + 1] = [texts[c1]] * (min(c2, len(texts) - 1) - c1 + 1)
        if not merges and line < last:
            for index in range(1, len(texts)):
                texts[index] = texts[index] or (texts[index - 1] if text_of(rows[last][index]) else "")
        lines.append(texts)
    return tuple(" / ".join(dict.fromkeys(filter(None, texts))) for texts in zip(*lines, strict=True))


def _body(
    rows: Rows, last: int, columns: list[int], orientation: Orientation
) -> tuple[tuple[int, ...], list[str], frozenset[int]]:
    """The rows that hold data, a sentence for each other row with something in it, and the sums of rows below."""
    header = [fold(text_of(cell)) for cell in rows[last]]
    body: list[int] = []
    notes: list[str] = []
    for place in range(last + 1, len(rows)):
        cells = rows[place]
        if cells is rows[place - 1]:  # a run of blank rows
            continue
        count = len(cells) - cells.count("") - cells.count(None)
        if not count:
            continue
        where = column_letters(place) if orientation == "columns" else place + 1
        if count == 1 and (len(columns) >= _WIDE or place - (body[-1] if body else last) > _GAP):
            notes.append(
                say(
                    "Row {row} holds one text only and is no project: {text}", row=where, text=" ".join(_texts([cells]))
                )
            )
        elif holds_totals(cells):
            notes.append(say("Row {row} holds totals and is no project.", row=where))
        elif cells[columns[0]] == rows[last][columns[0]] and _repeats(cells, header):
            notes.append(say("Row {row} repeats the headers.", row=where))
        else:
            body.append(place)
    sums = sums_in(rows, body)
    for place in sorted(sums):
        where = column_letters(place) if orientation == "columns" else place + 1
        name = next((text for cell in rows[place] if (text := text_of(cell))), "")
        notes.append(say("Row {row} holds the sums of others and was left out: {text}", row=where, text=short(name)))
    body = [place for place in body if place not in sums]
    if len(notes) > _TOLD:
        notes[_TOLD:] = [say("Further rows that are no projects: {count}.", count=len(notes) - _TOLD)]
    return tuple(body), notes, frozenset(place for place, is_below in sums.items() if is_below)


def _repeats(cells: Sequence[object], header: Sequence[str]) -> bool:
    """Whether a row is the headers again, or as many of them as are needed."""
    same = [fold(text_of(cell)) == text for cell, text in zip(cells, header, strict=True) if cell not in ("", None)]
    return all(same) and len(same) > 1
