"""What changed between any two periods, or since any moment of the journal: each line leads to its record."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from pmo_desktop.domain.action import Action
from pmo_desktop.domain.assumption import Assumption
from pmo_desktop.domain.base import Base
from pmo_desktop.domain.baseline import Baseline
from pmo_desktop.domain.benefit import Benefit
from pmo_desktop.domain.change_request import ChangeRequest
from pmo_desktop.domain.choices import Choice, ItemState, Level, Rating, ReportState
from pmo_desktop.domain.decision import Decision
from pmo_desktop.domain.dependency import Dependency
from pmo_desktop.domain.document import Document
from pmo_desktop.domain.facts import finish_of
from pmo_desktop.domain.fields import Field, fields_of
from pmo_desktop.domain.figures import Figures
from pmo_desktop.domain.gate import Gate
from pmo_desktop.domain.issue import Issue
from pmo_desktop.domain.lesson import Lesson
from pmo_desktop.domain.milestone import Milestone
from pmo_desktop.domain.period import RatingOverride, ReportingPeriod, StatusReport
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.recovery import Recovery
from pmo_desktop.domain.risk import Risk
from pmo_desktop.domain.rules import rag
from pmo_desktop.domain.rules.movement import Direction, Move, State, compare
from pmo_desktop.domain.settings import Settings
from pmo_desktop.services import periods
from pmo_desktop.services.formats import NO_VALUE, show_change, show_date, show_number
from pmo_desktop.services.insights.before import Images, between, frozen_at, images_between
from pmo_desktop.services.registry import BY_TABLE, register_named, title_of
from pmo_desktop.services.settings import settings_of
from pmo_desktop.services.standing import Rules, explain, rules_by_period
from pmo_desktop.services.wording import money
from pmo_desktop.text import N_, say

TEXTS = (
    "summary",
    "achieved",
    "next_steps",
    "path_to_green",
    "overall_reason",
    "schedule_note",
    "cost_note",
    "budget_note",
)
RECORDS: tuple[type[Base], ...] = (
    Project, Milestone, Risk, Assumption, Issue, Dependency, Decision, ChangeRequest, Action, Gate, Benefit, Recovery,
    Baseline, Lesson, Document,
)  # fmt: skip
_FEW = 1_000  # keys in one IN (…)
MOST = 200  # new or removed records of one register that are told one by one
_DATES = {"baseline_on", "forecast_on", "actual_on"}
_OF_REPORTS = {
    "forecast_finish_on",
    "ac",
    "pv",
    "ev",
    "actual_finish_on",
    "eac",
    "whole_life_cost",
    "baseline_finish_on",
}  # told of projects already


class Kind(Choice):
    """What happened, in the order it is told."""

    DOWN = "down", N_("Worse")
    UP = "up", N_("Better")
    OTHERWISE = "otherwise", N_("Rated otherwise")
    NEW = "new", N_("New")
    CLOSED = "closed", N_("Closed or gone")
    SLIPPED = "slipped", N_("Later")
    EARLIER = "earlier", N_("Earlier")
    MONEY = "money", N_("Money moved")
    ESCALATED = "escalated", N_("Escalated")
    DECIDED = "decided", N_("Decided")
    TEXT = "text", N_("Text changed")
    CHANGED = "changed", N_("Changed otherwise")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that changed of one record. `what` is the word for the record; `texts` are before and after."""

    kind: Kind
    table: str
    key: int
    title: str
    project: str
    what: str
    note: str
    ratings: tuple[Rating | None, Rating | None] | None = None
    texts: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """What changed from one moment to another, in words, by kind."""

    before: str
    after: str
    lines: tuple[Line, ...]
    scale_changed: bool = False

    def of(self, kind: Kind) -> tuple[Line, ...]:
        """The lines of one kind."""
        return tuple(line for line in self.lines if line.kind is kind)


@dataclass(frozen=True, slots=True)
class _Seen:
    """One project as a report of it stood."""

    state: State
    texts: Mapping[str, str]
    is_missing: bool = False


def changed_between(session: Session, before: ReportingPeriod, after: ReportingPeriod) -> Changed:
    """What changed from one period to another: reports by themselves, records as they stood when each was frozen.

    Records are not told where the earlier period was never frozen; nobody knows how they stood.
    """
    rules = rules_by_period(session, (before, after))
    scale_changed = rules[before.key].scale is not rules[after.key].scale
    lines = list(
        _of_projects(session, _reports(session, before), _reports(session, after), scale_changed=scale_changed)
    )
    begun = frozen_at(session, before.key)
    if begun is not None:
        lines += _of_records(session, begun, frozen_at(session, after.key))
    return Changed(before.name, after.name, _in_order(lines), scale_changed)


def changed_since(session: Session, moment: int, name: str) -> Changed:
    """What changed since the change of number `moment` was made; `name` says which moment that was."""
    then, now = _reports_since(session, moment)
    settings = between(session, Settings, moment).values()
    scale_changed = any(was and became and was["scale"] is not became["scale"] for was, became in settings)
    lines = [*_of_projects(session, then, now, scale_changed=scale_changed), *_of_records(session, moment, None)]
    return Changed(name, say("now"), _in_order(lines), scale_changed)


def _in_order(lines: Iterable[Line]) -> tuple[Line, ...]:
    order = list(Kind)
    return tuple(sorted(lines, key=lambda line: order.index(line.kind)))


# Projects, by their reports -----------------------------------------------------------------------------------------


def _reports(session: Session, period: ReportingPeriod) -> dict[int, _Seen]:
    query = (
        select(StatusReport, Figures.rating)
        .join(Figures, Figures.report_key == StatusReport.key)
        .where(StatusReport.period_key == period.key)
    )
    return {report.project_key: _seen(report, rating) for report, rating in session.execute(query)}


def _seen(report: StatusReport, rating: Rating | None) -> _Seen:
    amount = report.whole_life_cost if report.eac is None else report.eac
    texts = {name: getattr(report, name) or "" for name in TEXTS}
    return _Seen(State(rating, finish_of(report), amount), texts, report.state is ReportState.MISSING)


def _reports_since(session: Session, moment: int) -> tuple[dict[int, _Seen], dict[int, _Seen]]:
    """The newest report of each project that changed since, as it stood then and as it stands now."""
    every = periods.periods(session)
    rules = rules_by_period(session, every)
    order = {period.key: number for number, period in enumerate(every)}
    reports = images_between(session, StatusReport, moment)
    before = {key: images.values_before() for key, images in reports.items()}
    views = between(session, RatingOverride, moment)
    seen = {row["report_key"] for pair in views.values() for row in pair if row}
    touched = _projects_of(session, {*reports, *seen}) | {row["project_key"] for row in before.values() if row}
    now: dict[int, tuple[StatusReport, Rating | None]] = {}
    then: dict[int, dict[str, Any]] = {}
    query = select(StatusReport, Figures.rating).outerjoin(Figures, Figures.report_key == StatusReport.key)
    for report, rating in session.execute(query.where(_among(StatusReport.project_key, touched))):
        best = now.get(report.project_key)
        if best is None or order[report.period_key] > order[best[0].period_key]:
            now[report.project_key] = (report, rating)
        _take_newest(then, before[report.key] if report.key in before else _values(report), order)
    for key, images in reports.items():
        if images.after is None:
            _take_newest(then, before[key], order)
    now = {key: each for key, each in now.items() if key in touched}
    then = {key: row for key, row in then.items() if key in touched}
    old_views = _views_then(session, views, [row["key"] for row in then.values()])
    return (
        {key: _seen_then(row, old_views.get(row["key"]), rules) for key, row in then.items()},
        {key: _seen(report, rating) for key, (report, rating) in now.items()},
    )


def _projects_of(session: Session, reports: Collection[int]) -> set[int]:
    query = select(StatusReport.key, StatusReport.project_key).where(_among(StatusReport.key, reports))
    return {project for key, project in session.execute(query) if key in reports}


def _among(column: InstrumentedAttribute[int], keys: Collection[int]) -> ColumnElement[bool]:
    """Whether a column is one of `keys`; of very many, all are asked for, and the others are left out by who asks."""
    return column.in_(keys) if len(keys) <= _FEW else true()


def _values(report: StatusReport) -> dict[str, Any]:
    return {column.name: getattr(report, column.name) for column in StatusReport.__table__.columns}


def _take_newest(then: dict[int, dict[str, Any]], row: dict[str, Any] | None, order: Mapping[int, int]) -> None:
    if row is None or row["period_key"] not in order:
        return
    best = then.get(row["project_key"])
    if best is None or order[row["period_key"]] > order[best["period_key"]]:
        then[row["project_key"]] = row


def _views_then(
    session: Session, changed: Mapping[int, tuple[dict[str, Any] | None, Any]], reports: Sequence[int]
) -> dict[int, Rating | None]:
    """The PMO's view of the whole by report, as it stood then."""
    query = select(RatingOverride).where(_among(RatingOverride.report_key, reports), RatingOverride.dimension.is_(None))
    found = {each.report_key: each.rating for each in session.scalars(query) if each.key not in changed}
    olds = (was for was, _ in changed.values() if was is not None and was["dimension"] is None)
    return {**found, **{was["report_key"]: was["rating"] for was in olds}}


def _seen_then(row: dict[str, Any], view: Rating | None, rules: Mapping[int, Rules]) -> _Seen:
    report = StatusReport(**row)
    of_period = rules[report.period_key]
    ratings = {name: each.rating for name, each in explain(report, of_period.of(report.project_key)).items()}
    calculated = rag.overall(ratings, of_period.weights, of_period.scale).rating
    shown = rag.effective(calculated, report.overall, view, is_withheld=bool(report.overall_reason)).rating
    return _seen(report, shown)


def _of_projects(
    session: Session, before: Mapping[int, _Seen], after: Mapping[int, _Seen], *, scale_changed: bool
) -> Iterator[Line]:
    names = dict(session.execute(select(Project.key, Project.name)).all())
    currency = settings_of(session).currency
    moved = compare(
        {key: seen.state for key, seen in before.items()},
        {key: seen.state for key, seen in after.items()},
        scale_changed=scale_changed,
    )
    for key in moved.new[:MOST]:
        yield _project(Kind.NEW, key, names, say("reports for the first time"), (None, after[key].state.rating))
    if len(moved.new) > MOST:
        title = say("{count} more", count=show_number(len(moved.new) - MOST))
        yield Line(Kind.NEW, "project", 0, title, "", say("Project"), say("reports for the first time"))
    for key in moved.closed:
        if key in names:
            yield _project(Kind.CLOSED, key, names, say("reports no more"), (before[key].state.rating, None))
    for move in moved.moves:
        if move.key in names:
            yield from _moved(move, names, currency)
            if not after[move.key].is_missing:  # who has not reported yet has said nothing else
                yield from _reworded(move.key, names, before[move.key].texts, after[move.key].texts)


_RATED = {
    Direction.UP: Kind.UP,
    Direction.DOWN: Kind.DOWN,
    Direction.NEWLY_RATED: Kind.OTHERWISE,
    Direction.NO_LONGER_RATED: Kind.OTHERWISE,
    Direction.OTHER_SCALE: Kind.OTHERWISE,
}


def _moved(move: Move[int], names: Mapping[int, str], currency: str) -> Iterator[Line]:
    if move.direction in _RATED:
        ratings = (move.before.rating, move.after.rating)
        note = " → ".join(_rating(each) for each in ratings)
        if move.direction is Direction.OTHER_SCALE:
            note = say("{note}, on another scale", note=note)
        yield _project(_RATED[move.direction], move.key, names, note, ratings)
    if move.slip_days:
        note = _dates(move.before.finish_on, move.after.finish_on, move.slip_days)
        kind = Kind.SLIPPED if move.slip_days > 0 else Kind.EARLIER
        yield _project(kind, move.key, names, say("Finish {note}", note=note))
    if move.money:
        change, now = money(move.money, currency, signed=True), money(move.after.money, currency)
        yield _project(Kind.MONEY, move.key, names, say("Cost {change}, now {cost}", change=change, cost=now))


def _rating(rating: Rating | None) -> str:
    return rating.label if rating else say("Not rated")


def _dates(before: date | None, after: date | None, days: int) -> str:
    return say("{days} d: {before} → {after}", days=show_change(days), before=show_date(before), after=show_date(after))


def _reworded(
    key: int, names: Mapping[int, str], before: Mapping[str, str], after: Mapping[str, str]
) -> Iterator[Line]:
    labels = {field.name: field.label for field in fields_of(StatusReport)}
    for name in TEXTS:
        if before[name] != after[name]:
            yield _project(Kind.TEXT, key, names, labels[name], texts=(before[name], after[name]))


def _project(
    kind: Kind,
    key: int,
    names: Mapping[int, str],
    note: str,
    ratings: tuple[Rating | None, Rating | None] | None = None,
    texts: tuple[str, str] | None = None,
) -> Line:
    return Line(kind, "project", key, names[key], names[key], say("Project"), note, ratings, texts)


# Records, by the journal --------------------------------------------------------------------------------------------


def _of_records(session: Session, after: int, until: int | None) -> list[Line]:
    names = dict(session.execute(select(Project.key, Project.name)).all())
    currency = settings_of(session).currency
    lines: list[Line] = []
    for entity in RECORDS:
        told = _Told(session, entity, names, currency)
        counts = Counter[Kind]()
        for key, images in images_between(session, entity, after, until).items():
            kind = _came_or_went(images)
            if kind is not None and entity is not Project:
                counts[kind] += 1
                if counts[kind] > MOST:
                    continue
            lines += told.lines(key, *images.values())
        lines += [told.more(kind, count - MOST) for kind, count in counts.items() if count > MOST]
    return lines


def _came_or_went(images: Images) -> Kind | None:
    if images.before is None:
        return Kind.NEW
    return Kind.CLOSED if images.after is None else None


class _Told:
    """Lines on the records of one class."""

    def __init__(self, session: Session, entity: type[Base], names: Mapping[int, str], currency: str) -> None:
        self._session = session
        self._entity = entity
        self._names = names
        self._currency = currency
        self._what = say(register_named(entity.__tablename__).one).capitalize()
        self._title = title_of(entity).key if hasattr(entity, "name") or hasattr(entity, "title") else ""
        skipped = _OF_REPORTS if entity is Project else set[str]()
        self._fields = [each for each in fields_of(entity) if not each.computed and each.name not in skipped]

    def lines(self, key: int, was: dict[str, Any] | None, became: dict[str, Any] | None) -> Iterator[Line]:
        """What became of one record."""
        if was is None and became is not None:
            if self._entity is not Project:
                yield self._line(Kind.NEW, key, became, "")
        elif became is None and was is not None:
            yield self._line(Kind.CLOSED, key, was, say("removed"))
        elif was is not None and became is not None:
            yield from self._changed(key, was, became)

    def more(self, kind: Kind, count: int) -> Line:
        """That many more of a kind, told in one line; its key leads to the register alone."""
        title = say("{count} more", count=show_number(count))
        return Line(kind, self._entity.__tablename__, 0, title, "", self._what, "")

    def _changed(self, key: int, was: dict[str, Any], became: dict[str, Any]) -> Iterator[Line]:
        others: list[str] = []
        if self._entity is Milestone:
            yield from self._dated(key, was, became)
        for field in self._fields:
            before, after = was.get(field.name), became.get(field.name)
            if before == after or (self._entity is Milestone and field.name in _DATES) or not field.editable:
                continue
            found = self._one(key, became, field, before, after)
            if found is None:
                others.append(f"{field.label}: {self._show(field, before)} → {self._show(field, after)}")
            else:
                yield found
        if others:
            yield self._line(Kind.CHANGED, key, became, "; ".join(others))

    def _dated(self, key: int, was: dict[str, Any], became: dict[str, Any]) -> Iterator[Line]:
        before, after = (row["actual_on"] or row["forecast_on"] or row["baseline_on"] for row in (was, became))
        if before and after and before != after:
            days = (after - before).days
            kind = Kind.SLIPPED if days > 0 else Kind.EARLIER
            yield self._line(kind, key, became, _dates(before, after, days))
        if became["actual_on"] and not was["actual_on"]:
            yield self._line(Kind.CLOSED, key, became, say("reached on {day}", day=show_date(became["actual_on"])))

    def _one(self, key: int, row: dict[str, Any], field: Field, before: Any, after: Any) -> Line | None:  # noqa: ANN401
        """A change that is of a kind of its own."""
        told = f"{field.label}: {self._show(field, before)} → {self._show(field, after)}"
        if field.name == "state" and after is ItemState.CLOSED:
            return self._line(Kind.CLOSED, key, row, say("closed"))
        if isinstance(before, Level) and isinstance(after, Level):
            return self._line(Kind.ESCALATED, key, row, f"{before.label} → {after.label}")
        if field.name in {"outcome", "verdict"} and isinstance(after, Choice):
            return self._line(Kind.DECIDED, key, row, after.label)
        if field.kind == "long text":
            return self._line(Kind.TEXT, key, row, field.label, (before or "", after or ""))
        return self._line(Kind.MONEY, key, row, told) if field.kind == "money" else None

    def _show(self, field: Field, value: Any) -> str:  # noqa: ANN401  any kind of field
        if value is None or value == "":
            return NO_VALUE
        if field.target is not None:
            return self._named(field.target, value)
        return money(value, self._currency) if field.kind == "money" else _plain(value)

    def _named(self, table: str, key: int) -> str:
        title = title_of(BY_TABLE[table])
        return self._session.scalar(select(title).where(BY_TABLE[table].key == key)) or NO_VALUE

    def _line(self, kind: Kind, key: int, row: dict[str, Any], note: str, texts: tuple[str, str] | None = None) -> Line:
        owner = key if self._entity is Project else row.get("project_key")
        project = self._names.get(owner or 0, "")
        title = str(row[self._title]) if self._title else project
        return Line(kind, self._entity.__tablename__, key, title, project, self._what, note, None, texts)


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return say("Yes") if value else say("No")
    if isinstance(value, date):
        return show_date(value)
    if isinstance(value, int | float):
        return show_number(value)
    return value.label if isinstance(value, Choice) else str(value)
