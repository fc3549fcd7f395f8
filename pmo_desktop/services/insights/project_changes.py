"""When and where a project was edited: its history counted by area and by day, week or month, and by who wrote."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from pmo_desktop.services.formats import show_date, show_month_name, show_number, show_short_date
from pmo_desktop.services.insights.assessment_shapes import HeatRow, HeatTable
from pmo_desktop.services.insights.record import RecordChange
from pmo_desktop.services.insights.tab_said import Note, TabSaid
from pmo_desktop.text import N_, say

_MOST = 8  # columns, as many as the picture has room for
_WEEK = 7
_AREAS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (N_("Project"), ("project",)),
    (N_("Reports"), ("status_report",)),
    (N_("Schedule"), ("milestone", "baseline", "recovery")),
    (N_("Money"), ("money_line",)),
    (
        N_("RAID"),
        ("risk", "assumption", "issue", "dependency", "action", "decision", "change_request", "escalation"),
    ),
    (N_("Benefits"), ("benefit", "benefit_measure")),
    (N_("Resources"), ("demand", "allocation")),
    (N_("Gates"), ("gate", "gate_criterion")),
    (N_("Documents"), ("document", "lesson")),
)
_AREA_OF = {table: area for area, tables in _AREAS for table in tables}


def project_changes(changes: Sequence[RecordChange]) -> TabSaid:
    """What the history of a project says, the newest days, weeks or months of it."""
    days = [each.at.astimezone().date() for each in changes]
    columns = _columns(days)
    return TabSaid(
        headline="",
        chart="heat_table",
        answer=_table(changes, days, columns),
        title=_title(changes),
        caption=_caption(columns) if columns else "",
        notes=tuple(_writers(changes)),
    )


def _columns(days: Sequence[date]) -> list[tuple[date, date]]:
    """First and last day of each column, oldest first: days, weeks or months, whichever holds the whole history."""
    if not days:
        return []
    first, last = min(days), max(days)
    if (last - first).days < _MOST:
        step = [last - timedelta(days=number) for number in range((last - first).days + 1)]
        return [(day, day) for day in reversed(step)]
    monday = last - timedelta(days=last.weekday())
    if (monday - first).days < _WEEK * (_MOST - 1):
        begins = [monday - timedelta(days=_WEEK * number) for number in range(_MOST)]
        return [(day, day + timedelta(days=6)) for day in reversed(begins) if day + timedelta(days=6) >= first]
    return _months(last)


def _months(last: date) -> list[tuple[date, date]]:
    found: list[tuple[date, date]] = []
    end = last
    for _ in range(_MOST):
        begin = end.replace(day=1)
        found.append((begin, end))
        end = begin - timedelta(days=1)
    return found[::-1]


def _table(changes: Sequence[RecordChange], days: Sequence[date], columns: Sequence[tuple[date, date]]) -> HeatTable:
    counts = Counter(
        (_AREA_OF.get(each.table, _AREAS[0][0]), place)
        for each, day in zip(changes, days, strict=True)
        for place, (first, last) in enumerate(columns)
        if first <= day <= last
    )
    rows: list[HeatRow] = []
    for area, _ in _AREAS:
        own = [counts[area, place] for place in range(len(columns))]
        if sum(own):
            shown = tuple(show_number(count) if count else "" for count in own)
            rows.append(HeatRow(say(area), tuple(map(float, own)), shown))
    top = float(max(counts.values(), default=1))
    named = show_month_name if _span(columns) > _WEEK else show_short_date
    return HeatTable(
        tuple(named(first) for first, _ in columns), tuple(rows), top, empty=say("Nothing was edited yet.")
    )


def _span(columns: Sequence[tuple[date, date]]) -> int:
    """The most days a column is longer than one."""
    return max(((last - first).days for first, last in columns), default=0)


def _caption(columns: Sequence[tuple[date, date]]) -> str:
    span = _span(columns)
    if span == 0:
        return say("Edits a day, by area")
    if span < _WEEK:
        return say("Edits a week from that day, by area")
    return say("Edits a month, by area")


def _title(changes: Sequence[RecordChange]) -> str:
    if not changes:
        return say("Nothing was edited yet")
    area, count = Counter(_AREA_OF.get(each.table, _AREAS[0][0]) for each in changes).most_common(1)[0]
    newest = show_date(max(each.at for each in changes).astimezone().date())
    return say("Most of it in {area}: {count} of {all}, last {day}", area=say(area), count=show_number(count),
               all=show_number(len(changes)), day=newest)  # fmt: skip


def _writers(changes: Sequence[RecordChange]) -> Iterable[Note]:
    """Who wrote how much, where the file knows."""
    counts = Counter(each.by for each in changes if each.by)
    for who, count in counts.most_common(5):
        yield Note(say("{who}: {count} edits", who=who, count=show_number(count)) if count > 1
                   else say("{who}: 1 edit", who=who))  # fmt: skip
