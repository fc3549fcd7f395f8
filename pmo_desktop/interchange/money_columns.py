"""What the amounts of a table are in: one currency for all of them, and a scale for each column."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from pmo_desktop.domain.importing import ColumnMatch
from pmo_desktop.interchange.amounts import MoneyColumn, Unit, groups_by_point, read_unit, settle_decimal, split_amount
from pmo_desktop.interchange.cells import text_of
from pmo_desktop.interchange.headers import read_header
from pmo_desktop.interchange.layout import Layout
from pmo_desktop.interchange.matching import sample
from pmo_desktop.interchange.units import scales_by_evidence
from pmo_desktop.interchange.vocabulary import kind_of
from pmo_desktop.interchange.words import short
from pmo_desktop.text import N_, say

_SCALE_WORDS = {
    "one": N_("whole units"),
    "thousand": N_("thousands"),
    "million": N_("millions"),
    "billion": N_("billions"),
}

_ALL_IN = re.compile(
    r"\b(?:figures|amounts|values|costs|numbers|money|montants|beträge|alle|angaben|importes|importi)\b.{0,20}?\b(?:in|en)\s+(.{1,24}?)[\s.)]*$",
    re.IGNORECASE,
)
_LONGEST_UNIT = 24  # characters
_ALIKE = 500  # times: amounts typed in full are a thousand times those in thousands

Settled = tuple[tuple[ColumnMatch, ...], dict[int, MoneyColumn], str | None, list[str]]


def settle_money(
    layout: Layout, matches: Sequence[ColumnMatch], home: str | None, target: str = "project", told: str = ""
) -> Settled:
    """The matches with a unit for every money column, how to read each of these columns, the currency shown, and notes.

    `home` is the currency of amounts that show none; `told` the one that the user says they are in, whatever they show.
    """
    money = [match for match in matches if match.field and kind_of(match.field, target) == "money"]
    shown = _currency(layout, money)
    currency = told if told and money else shown
    evidence = scales_by_evidence(layout, [match.index for match in money if match.unit is None])
    known = {match.index: match.unit for match in money if match.unit} | {
        i: scale for i, (scale, _) in evidence.items()
    }
    above = _unit_above(layout)
    if above and above.scale:
        known = {match.index: above.scale for match in money if match.index not in known} | known
    signed = {match.index for match in money if _is_signed(layout, match.index)}
    open_ones = [match.index for match in money if match.index not in known]
    full = signed.intersection(open_ones) if not signed & known.keys() else set[int]()
    sibling = _sibling_scale(layout, known, [index for index in open_ones if index not in full])
    notes: list[str] = []
    units: dict[int, str] = {}
    for match in money:
        scale, count = evidence.get(
            match.index, (match.unit or (above and above.scale) or ("one" if match.index in full else sibling), 0)
        )
        units[match.index] = scale
        if note := _note(match, scale, count):
            notes.append(note)
    columns = {index: MoneyColumn(scale, currency or home or "", shown=shown or "") for index, scale in units.items()}
    notes += _settle_marks(layout, columns)
    settled = tuple(replace(match, unit=units.get(match.index, match.unit)) for match in matches)
    return settled, columns, currency, notes


def _settle_marks(layout: Layout, columns: dict[int, MoneyColumn]) -> list[str]:
    """Set the decimal mark of every column: by its own texts, else by the other columns', else by what is likely."""
    texts = {index: layout.cells(index) for index in columns}
    shown = {index: settle_decimal(cells) for index, cells in texts.items()}
    agreed = {mark for mark in shown.values() if mark is not None}
    notes: list[str] = []
    for index, mark in shown.items():
        decimal = mark if mark is not None else agreed.copy().pop() if len(agreed) == 1 else "."
        if not agreed and columns[index].scale == "one" and groups_by_point(texts[index]):
            decimal = ","
            sentence = "“{header}”: a point before three digits is taken to separate thousands."
            notes.append(say(sentence, header=short(layout.headers[index])))
        columns[index] = replace(columns[index], decimal=decimal)
    return notes


def _sibling_scale(layout: Layout, known: Mapping[int, str], others: Sequence[int]) -> str:
    """The scale of money columns that nothing speaks for: that of the rest, if it is one and their sizes are alike."""
    scales = set(known.values())
    if len(scales) != 1:
        return "one"
    typical = max((_typical(layout, index) for index in known), default=Decimal(0))
    alike = all(_typical(layout, index) < _ALIKE * max(typical, Decimal(1)) for index in others)
    return scales.pop() if alike else "one"


def _is_signed(layout: Layout, column: int) -> bool:
    """Whether most amounts of a column show a currency of their own, unlike bare ones in thousands."""
    cells = sample(layout, column)
    splits = [split for cell in cells if isinstance(cell, str) and (split := split_amount(cell))]
    return sum(split[1].currency is not None for split in splits) * 2 > len(cells)


def _typical(layout: Layout, column: int) -> Decimal:
    """The middle one of the amounts in a column, as they stand."""
    splits = (split_amount(text_of(cell)) for cell in sample(layout, column))
    numbers = sorted(abs(split[0]) for split in splits if split and not split[1].scale)
    return numbers[len(numbers) // 2] if numbers else Decimal(0)


def _note(match: ColumnMatch, scale: str, count: int) -> str:
    header = short(match.header)
    word = say(_SCALE_WORDS[scale])
    if count:
        sentence = "“{header}” is in {scale}: the text beside it says so in {count} rows."
        return say(sentence, header=header, scale=word, count=count)
    if match.unit is None and scale != "one":
        return say("“{header}” is taken to be in {scale} like the other amounts.", header=header, scale=word)
    if scale == "one":
        return ""
    if match.how in {"chosen", "learnt"}:
        return say("“{header}” is in {scale}.", header=header, scale=word)
    return say("“{header}” is in {scale}, says its header.", header=header, scale=word)


def _currency(layout: Layout, money: Sequence[ColumnMatch]) -> str | None:
    """The currency that most headers and amounts show."""
    shown: Counter[str] = Counter()
    for match in money:
        if code := read_header(match.header).unit.currency:
            shown[code] += 1_000
        for cell in sample(layout, match.index):
            if isinstance(cell, str) and (split := split_amount(cell)) and split[1].currency:
                shown[split[1].currency] += 1
    above = _unit_above(layout)
    if above and above.currency:
        shown[above.currency] += 1
    return shown.most_common(1)[0][0] if shown else None


def _unit_above(layout: Layout) -> Unit | None:
    """The unit that a text above the headers gives for all amounts: "£k", "All figures in € thousands"."""
    for text in layout.above:
        spoken = _ALL_IN.search(text)
        for part in (text.strip(" ()[]"), spoken[1] if spoken else ""):
            if part and len(part) <= _LONGEST_UNIT and (unit := read_unit(part)):
                return unit
    return _unit_in_title(layout)


def _unit_in_title(layout: Layout) -> Unit | None:
    """The one unit that titles above the headers name among other words: "Spend profile £k 2025/26"."""
    lines = [[text for cell in cells if (text := text_of(cell))] for cells in layout.rows[: layout.header]]
    titles = [cells[0] for cells in lines if len(cells) == 1 and cells[0] in layout.above]
    parts = (part.strip("()[],;:") for text in titles for part in text.split())
    units = {unit for part in parts if part and (unit := read_unit(part)) and unit.scale and unit.currency}
    return units.pop() if len(units) == 1 else None
