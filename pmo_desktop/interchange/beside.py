"""Tables that stand side by side in one sheet, with a blank column between: each is read for itself."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pmo_desktop.interchange.cells import text_of
from pmo_desktop.interchange.choosing import Choice, choose
from pmo_desktop.interchange.layout import Layout, find_layouts, told_apart
from pmo_desktop.interchange.sheet import Sheet
from pmo_desktop.interchange.vocabulary import target_named
from pmo_desktop.interchange.words import column_letters, fold, short
from pmo_desktop.text import say

Rows = tuple[tuple[object, ...], ...]
Block = tuple[int, int]  # the first and the last of some columns

_MOSTLY = 0.8
_TITLES = 3  # lines that may stand right above the headers
_ASIDE_SHOWN = 6  # texts of what stands beside a table


@dataclass(frozen=True, slots=True)
class _Part:
    """Some columns of a sheet: the sheet without all others, and the first table in it if it is a register."""

    block: Block
    sheet: Sheet
    layout: Layout | None
    choice: Choice | None

    def filled(self, top: int) -> list[int]:
        """The rows below `top` in which any of the columns holds something."""
        rows = self.sheet.rows
        return [
            place for place in range(top + 1, len(rows)) if rows[place] is not rows[place - 1] and _count(rows[place])
        ]


def parts_of(sheet: Sheet, targets: Sequence[str]) -> list[Sheet]:
    """The sheet as it is, or one for each table beside another; what is no table beside one is left out and told."""
    layouts = find_layouts(sheet, targets)
    if not layouts or layouts[0].orientation == "columns":
        return [sheet]
    layout, blocks = layouts[0], _blocks(layouts[0])
    if len(blocks) < 2:  # noqa: PLR2004
        return _parts_of_each(sheet, layouts, targets) if len(layouts) > 1 else [sheet]
    parts = [_part(sheet, layout.rows, blocks[0], targets)]
    aside: list[str] = []
    for block in blocks[1:]:
        part = _part(sheet, layout.rows, block, targets)
        left = parts[-1]
        if _are_apart(left, part):
            parts.append(part)
        elif _is_aside(left, part, layout.header):
            aside += [text for cells in part.sheet.rows for cell in cells if (text := text_of(cell))]
        else:
            parts[-1] = _part(sheet, layout.rows, (left.block[0], block[1]), targets)
    if len(parts) == 1 and not aside:
        return [sheet]
    found = [_labelled(part, len(parts)) if len(parts) > 1 else part.sheet for part in parts]
    return [_told_aside(found[0], aside), *found[1:]] if aside else found


def _parts_of_each(sheet: Sheet, layouts: Sequence[Layout], targets: Sequence[str]) -> list[Sheet]:
    """The parts of tables that stand one under another; the sheet as it is if none of them has any."""
    rows = layouts[0].rows
    starts = [0, *(_with_title(rows, layout.header) for layout in layouts[1:])]
    found: list[Sheet] = []
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        own = tuple(cells if start <= place < end and _count(cells) else () for place, cells in enumerate(rows))
        merges = tuple(merge for merge in sheet.merges if start <= merge[0][0] and merge[1][0] < end)
        part = replace(sheet, rows=own, merges=merges)
        found += parts_of(part, targets) if len(find_layouts(part, targets)) == 1 else [part]
    return found if any(part.part for part in found) else [sheet]


def _with_title(rows: Rows, header: int) -> int:
    """The row at which a table begins: at the texts right above its headers, up to a blank row or a fuller one."""
    start = header
    while start and 0 < _count(rows[start - 1]) <= max(2, _count(rows[header]) // 2) and header - start < _TITLES:
        start -= 1
    return start


def _blocks(layout: Layout) -> list[Block]:
    """The runs of columns that hold anything from the headers on down."""
    headers, rows = layout.rows[layout.header], told_apart(layout.rows[layout.header :])
    columns = range(len(headers))
    used = [
        headers[column] not in ("", None) or any(row[column] not in ("", None) for row in rows) for column in columns
    ]
    starts = [column for column in columns if used[column] and not (column and used[column - 1])]
    ends = [column for column in columns if used[column] and not (column + 1 < len(used) and used[column + 1])]
    return list(zip(starts, ends, strict=True))


def _part(sheet: Sheet, rows: Rows, block: Block, targets: Sequence[str]) -> _Part:
    first, last = block
    before = ("",) * first
    kept: list[tuple[object, ...]] = []
    for place, cells in enumerate(rows):
        is_blank = (place and cells is rows[place - 1]) or not _count(cells[first : last + 1])
        kept.append(() if is_blank else (*before, *cells[first : last + 1]))
    merges = tuple(merge for merge in sheet.merges if first <= merge[0][1] and merge[1][1] <= last)
    own = replace(sheet, rows=tuple(kept), merges=merges)
    layout = next(iter(find_layouts(own, targets)), None)
    chosen = choose(layout, _title_of(layout), targets) if layout is not None and layout.body else ""
    return _Part(block, own, layout, None if isinstance(chosen, str) else chosen)


def _title_of(layout: Layout) -> str:
    return layout.above[-1] if layout.above else ""


def _are_apart(left: _Part, right: _Part) -> bool:
    """Whether both are registers, and anything shows that a row of one has nothing to do with that of the other."""
    if left.layout is None or right.layout is None or left.choice is None or right.choice is None:
        return False
    if _names_agree(left, right):
        return False
    first, second, kind = left.layout, right.layout, right.choice.target
    return (
        first.header != second.header
        or bool(first.above and second.above and _titles_stand_alike(first, second))
        or _rows_differ(left.filled(first.header), right.filled(second.header))
        or (kind != "action" and _kinds_differ(first, second, {left.choice.target, kind}))  # actions may answer risks
    )


def _kinds_differ(first: Layout, second: Layout, targets: set[str]) -> bool:
    """Whether both have a header of the same words, or are two different logs."""
    headers = {fold(text) for text in first.headers if text}
    repeats = any(fold(text) in headers for text in second.headers if text)
    return repeats or (len(targets) > 1 and "project" not in targets)


def _titles_stand_alike(first: Layout, second: Layout) -> bool:
    """Whether one text stands above the headers of each, in the same row."""
    lines = zip(first.rows[: first.header], second.rows[: second.header], strict=False)
    counts = [(_count(one), _count(other)) for one, other in lines]
    return (1, 1) in counts


def _count(cells: Sequence[object]) -> int:
    return len(cells) - cells.count("") - cells.count(None)


def _rows_differ(left: list[int], right: list[int]) -> bool:
    """Whether the right one has rows of its own, or ends earlier without a gap."""
    return bool(set(right) - set(left)) or (len(right) < len(left) and right == left[: len(right)])


def _names_agree(left: _Part, right: _Part) -> bool:
    """Whether the rows of both are about the same things, as where the figures of two periods are compared."""
    names = [_names(part) for part in (left, right)]
    both = names[0].keys() & names[1].keys()
    return bool(both) and sum(names[0][row] == names[1][row] for row in both) >= _MOSTLY * len(names[1])


def _names(part: _Part) -> dict[int, str]:
    if part.layout is None or part.choice is None:
        return {}
    title = target_named(part.choice.target).title
    column = next((match.index for match in part.choice.matches if match.field == title), None)
    if column is None:
        return {}
    return {row: text for row in part.layout.body if (text := fold(text_of(part.layout.rows[row][column])))}


def _is_aside(left: _Part, right: _Part, top: int) -> bool:
    """Whether the right one is a key to colours or a list of words to choose from, beside a register."""
    if left.layout is None or left.choice is None:
        return False
    rows = right.filled(top)
    own = left.filled(top)
    headers = [text for cell in right.sheet.rows[top] if (text := fold(text_of(cell)))]
    if not headers:
        return len(rows) < _MOSTLY * len(own)
    if right.choice is not None or not _rows_differ(own, rows):
        return False
    known = {fold(text) for text in left.layout.headers if text}
    return bool(known.intersection(headers)) or bool(set(rows) - set(own))


def _labelled(part: _Part, count: int) -> Sheet:
    first, last = (column_letters(column) for column in part.block)
    note = say("Tables stand side by side in the sheet: {count}; this one is in {first} to {last}.",
               count=count, first=first, last=last)  # fmt: skip
    return replace(part.sheet, part=f"{first}:{last}", notes=(*part.sheet.notes, note))


def _told_aside(sheet: Sheet, texts: Sequence[str]) -> Sheet:
    shown = "; ".join(short(text) for text in texts[:_ASIDE_SHOWN]) + (" …" if len(texts) > _ASIDE_SHOWN else "")
    return replace(sheet, notes=(*sheet.notes, say("Beside the table stands, and is not read: {text}", text=shown)))
