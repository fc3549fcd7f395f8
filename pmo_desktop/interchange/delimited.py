"""Text files of separated values: their encoding and delimiter found out, their rows read."""

import codecs
import csv
import io
import re
from collections import Counter
from itertools import islice

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.interchange.sheet import Sheet
from pmo_desktop.text import say

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 300  # records
_START = 1_000_000  # characters
_MOST_CELLS = 10_000_000  # also when all rows are as long as the longest
_MOST_COLUMNS = 16_384  # as in a spreadsheet
_LONGEST_CELL = 1_000_000  # characters
_LONGEST_LINE = 100_000  # characters
_MANY = 0.3  # share of control characters or of NULs at every second place
_SEP_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def decode(content: bytes) -> tuple[str, str, int] | None:
    """The text of `content`, its encoding, and how many bytes had no meaning in it; `None` if it is no text."""
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            text = content.decode(encoding, "replace")
            return text, encoding, text.count("\ufffd")
    if wide := _utf_16_without_mark(content):
        return content.decode(wide), wide, 0
    if b"\0" in content or _control_share(content) > _MANY / 10:
        return None
    try:
        return content.decode("utf-8"), "utf-8", 0
    except UnicodeDecodeError:
        text = content.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    if sum(character > "\x7f" for character in text) > 5 * bad:  # UTF-8 but for a few bytes
        return text, "utf-8", bad
    text = content.decode("cp1252", "replace")
    return text, "cp1252", text.count("\ufffd")


def _utf_16_without_mark(content: bytes) -> str | None:
    sample = content[:4096]
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if (
            len(content) % 2 == 0
            and sample[start::2].count(0) > _MANY * len(sample) / 2
            and not sample[1 - start :: 2].count(0)
        ):
            try:
                content.decode(encoding)
            except UnicodeDecodeError:
                return None
            return encoding
    return None


def _control_share(content: bytes) -> float:
    sample = content[:65_536]
    return sum(sample.count(code) for code in range(32) if code not in b"\t\n\x0b\x0c\r\x1b") / max(len(sample), 1)


def find_delimiter(text: str) -> str:
    """The delimiter under which most rows of `text` have the same number of cells, and more than one."""
    if match := _SEP_LINE.match(text):
        return match[1]
    return max(_DELIMITERS, key=lambda delimiter: _consistency(text, delimiter))


def _consistency(text: str, delimiter: str) -> tuple[float, int]:
    start = text[:_START]
    try:
        records = list(islice(csv.reader(io.StringIO(start, newline=""), delimiter=delimiter), _SAMPLE))
    except csv.Error:
        return 0, 0
    widths = Counter(len(record) for record in records if any(record))
    several = {width: count for width, count in widths.items() if width > 1}
    if not several:
        return 0, 0
    width, count = max(several.items(), key=lambda pair: (pair[1], pair[0]))
    return round(count / widths.total(), 1), width


def read_delimited(content: bytes, name: str) -> Sheet:
    """The one sheet that a text file holds.

    Raises:
        PmoError: It is not text, a quotation mark swallows more than a cell can hold, or there are too many cells.
    """
    if (decoded := decode(content)) is None:
        raise PmoError(
            say("“{name}” is neither text nor a spreadsheet: choose a file in .csv or .xlsx format.", name=name)
        )
    text, encoding, bad = decoded
    delimiter = find_delimiter(text)
    if text.count(delimiter) > _MOST_CELLS:
        raise _too_large(name)
    notes = (
        [say("Bytes without a meaning in {encoding}, shown as “\ufffd”: {count}.", count=bad, encoding=encoding)]
        if bad
        else []
    )
    rows, unclosed = _parse(_SEP_LINE.sub("\n", text, count=1) if _SEP_LINE.match(text) else text, delimiter, name)
    if unclosed:
        notes.append(say("A quotation mark is not closed: some rows may have run into one another."))
    while rows and not any(rows[-1]):
        rows.pop()
    rows = _unwrapped(rows, delimiter)
    width = max(map(len, rows), default=0)
    if width > _MOST_COLUMNS or width * len(rows) > _MOST_CELLS:
        raise _too_large(name)
    return Sheet("", tuple(rows), encoding=encoding, delimiter=delimiter, notes=tuple(notes))


def _unwrapped(rows: list[tuple[object, ...]], delimiter: str) -> list[tuple[object, ...]]:
    """The rows; where most of them are one quoted cell with delimiters in it, what stands in these cells."""
    wrapped = [len(cells) == 1 and delimiter in (text := str(cells[0])) and _is_line(text) for cells in rows]
    if not any(wrapped) or sum(wrapped) * 2 < sum(map(any, rows)) or all(len(cells) < 2 for cells in rows):  # noqa: PLR2004
        return rows
    return [
        tuple(next(csv.reader([str(cells[0])], delimiter=delimiter), ())) if is_wrapped else cells
        for cells, is_wrapped in zip(rows, wrapped, strict=True)
    ]


def _is_line(text: str) -> bool:
    return len(text) <= _LONGEST_LINE and "\n" not in text and "\r" not in text


def _too_large(name: str) -> PmoError:
    return PmoError(
        say("“{name}” holds more columns or cells than a spreadsheet bears: import it in parts.", name=name)
    )


def _parse(text: str, delimiter: str, name: str) -> tuple[list[tuple[object, ...]], bool]:
    """The rows of `text`, and whether a quotation mark in it is not closed."""
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        return _records(text, delimiter, strict=True), False
    except csv.Error:
        return _parse_leniently(text, delimiter, name), text.count('"') % 2 == 1
    finally:
        csv.field_size_limit(before)


def _parse_leniently(text: str, delimiter: str, name: str) -> list[tuple[object, ...]]:
    try:
        return _records(text, delimiter, strict=False)
    except csv.Error as error:
        sentence = "“{name}” cannot be read as a table: {error}. Mend the quotation marks in it."
        raise PmoError(say(sentence, name=name, error=str(error))) from error


def _records(text: str, delimiter: str, *, strict: bool) -> list[tuple[object, ...]]:
    records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    return [tuple(map(_bared, record) if any(map(str.isspace, record)) else record) for record in records]


def _bared(cell: str) -> str:
    """A cell, empty if it holds spaces alone."""
    return "" if cell.isspace() else cell
