"""Risks and issues: the worst ones, how they moved, what is escalated, and which responses are overdue."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import ItemState, Level, Rating, Severity
from pmo_desktop.domain.issue import Issue
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.risk import Risk
from pmo_desktop.domain.rules.bands import by_score
from pmo_desktop.domain.rules.earned_value import difference
from pmo_desktop.domain.rules.exposure import heat_map, score
from pmo_desktop.domain.settings import Settings
from pmo_desktop.services.formats import show_number
from pmo_desktop.services.insights.before import Values, changed_since
from pmo_desktop.services.insights.entries import Standing
from pmo_desktop.services.insights.message import that_fits
from pmo_desktop.services.insights.shapes import HeatCell, RiskHeatMap
from pmo_desktop.services.settings import settings_of
from pmo_desktop.text import say

_WORST_ISSUES = (Severity.CRITICAL, Severity.HIGH)


@dataclass(frozen=True, slots=True)
class RiskRow:
    """One open risk; scores 1 to 25. `step` is how its score moved since the period before, none if not known.

    `mark` names it in lists and in the heat map: its reference, or its place among all.
    """

    key: int
    mark: str
    title: str
    project: str
    project_key: int | None
    owner: str
    response: str
    response_text: str
    proximity: str
    level: Level
    rating: Rating | None
    inherent: int | None
    current: int | None
    target: int | None
    step: int | None
    is_new: bool
    due_on: date | None
    is_overdue: bool

    @property
    def is_bare(self) -> bool:
        """Whether it lacks an owner or any response."""
        return not self.owner or not (self.response or self.response_text)


@dataclass(frozen=True, slots=True)
class IssueRow:
    """One open issue."""

    key: int
    reference: str
    title: str
    description: str
    project: str
    project_key: int | None
    severity: Severity
    owner: str
    level: Level
    due_on: date | None
    is_overdue: bool
    is_new: bool


@dataclass(frozen=True, slots=True)
class Raid:
    """Open risks, worst first, and open issues, the most severe first.

    `closed` are the risks closed since the period before; `knows_moves` tells whether it is known how risks moved.
    """

    title: str
    reason: str
    issue_title: str
    since: str
    knows_moves: bool
    risks: tuple[RiskRow, ...]
    map: RiskHeatMap
    issues: tuple[IssueRow, ...]
    closed: int

    @property
    def overdue(self) -> tuple[RiskRow, ...]:
        """Risks whose response is overdue, the longest first."""
        late = [row for row in self.risks if row.is_overdue]
        return tuple(sorted(late, key=lambda row: row.due_on or date.max))

    @property
    def severe_issues(self) -> tuple[IssueRow, ...]:
        """Critical and high issues."""
        return tuple(row for row in self.issues if row.severity in _WORST_ISSUES)

    def escalated(self, level: Level) -> tuple[tuple[RiskRow, ...], tuple[IssueRow, ...]]:
        """The risks and the issues that stand at a level."""
        return (
            tuple(row for row in self.risks if row.level is level),
            tuple(row for row in self.issues if row.level is level),
        )


def raid(session: Session, standing: Standing) -> Raid | None:
    """The open risks and issues of every project, and those of none; nothing if there are neither."""
    settings = settings_of(session)
    names = dict(session.execute(select(Project.key, Project.name)).all())
    before = changed_since(session, standing, Risk)
    risks = _risks(session, standing, settings, names, before)
    issues = _issues(session, standing, names)
    if not risks and not issues:
        return None
    closed = _closed_since(session, before)
    since = standing.previous.name if standing.previous else ""
    return Raid(
        title=_title(risks, since),
        reason=" ".join(_reasons(risks, closed, since)),
        issue_title=_issue_title(issues),
        since=since,
        knows_moves=before is not None,
        risks=risks,
        map=_map(risks, session, settings),
        issues=issues,
        closed=closed,
    )


def _risks(
    session: Session,
    standing: Standing,
    settings: Settings,
    names: Mapping[int, str],
    before: Mapping[int, Values | None] | None,
) -> tuple[RiskRow, ...]:
    found = sorted(session.scalars(select(Risk).where(Risk.state == ItemState.OPEN)), key=_worst_first)
    cut_off_on = standing.period.cut_off_on
    rows = list[RiskRow]()
    for place, risk in enumerate(found, 1):
        current = risk.current_score()
        then = _score_before(risk, before)
        rows.append(
            RiskRow(
                key=risk.key,
                mark=risk.reference or f"#{place}",
                title=risk.title,
                project=names.get(risk.project_key or 0, ""),
                project_key=risk.project_key,
                owner=risk.owner,
                response=risk.response.label if risk.response else "",
                response_text=risk.response_text,
                proximity=risk.proximity.label if risk.proximity else "",
                level=risk.level,
                rating=None if current is None else by_score(current, settings.risk_amber, settings.risk_red),
                inherent=risk.inherent_score(),
                current=current,
                target=risk.target_score(),
                step=difference(current, then) if before is not None else None,
                is_new=_is_new(risk.key, before),
                due_on=risk.due_on,
                is_overdue=risk.due_on is not None and risk.due_on < cut_off_on,
            )
        )
    return tuple(rows)


def _worst_first(risk: Risk) -> tuple[int, int, int, str, str]:
    current = risk.current_score()
    return (-(current or 0), -(risk.impact or 0), -(risk.inherent_score() or 0), risk.reference, risk.title)


def _score_before(risk: Risk, before: Mapping[int, Values | None] | None) -> int | None:
    if before is None or risk.key not in before:
        return risk.current_score()
    values = before[risk.key]
    return None if values is None else _score_of(values)


def _score_of(values: Values) -> int | None:
    probability, impact = values.get("probability"), values.get("impact")
    return score(probability, impact) if isinstance(probability, int) and isinstance(impact, int) else None


def _is_new(key: int, before: Mapping[int, Values | None] | None) -> bool:
    """Whether it was raised, or opened again, since the period before."""
    if before is None or key not in before:
        return False
    values = before[key]
    return values is None or values["state"] != ItemState.OPEN.value


def _closed_since(session: Session, before: Mapping[int, Values | None] | None) -> int:
    was_open = [key for key, values in (before or {}).items() if values and values["state"] == ItemState.OPEN.value]
    still = set(session.scalars(select(Risk.key).where(Risk.state == ItemState.OPEN)))
    return sum(key not in still for key in was_open)


def _map(risks: Iterable[RiskRow], session: Session, settings: Settings) -> RiskHeatMap:
    steps = {
        key: (probability, impact)
        for key, probability, impact in session.execute(select(Risk.key, Risk.probability, Risk.impact))
    }
    cells = heat_map(((row.mark, *steps[row.key]) for row in risks), settings.risk_amber, settings.risk_red)
    drawn = (HeatCell(cell.probability, cell.impact, cell.names) for cell in cells)
    return RiskHeatMap(tuple(drawn), settings.risk_amber, settings.risk_red)


def _issues(session: Session, standing: Standing, names: Mapping[int, str]) -> tuple[IssueRow, ...]:
    before = changed_since(session, standing, Issue)
    order = list(Severity)
    found = sorted(
        session.scalars(select(Issue).where(Issue.state == ItemState.OPEN)),
        key=lambda issue: (-order.index(issue.severity), issue.due_on or date.max, issue.reference, issue.title),
    )
    cut_off_on = standing.period.cut_off_on
    return tuple(
        IssueRow(
            key=issue.key,
            reference=issue.reference,
            title=issue.title,
            description=issue.description,
            project=names.get(issue.project_key or 0, ""),
            project_key=issue.project_key,
            severity=issue.severity,
            owner=issue.owner,
            level=issue.level,
            due_on=issue.due_on,
            is_overdue=issue.due_on is not None and issue.due_on < cut_off_on,
            is_new=_is_new(issue.key, before),
        )
        for issue in found
    )


# Words ---------------------------------------------------------------------------------------------------------------


def _title(risks: Sequence[RiskRow], since: str) -> str:
    if not risks:
        return say("No risk is open")
    red = sum(row.rating is Rating.RED for row in risks)
    amber = sum(row.rating is Rating.AMBER for row in risks)
    if red:
        main = _of(red, len(risks), say("red"))
    elif amber:
        main = say("No open risk is red; {told}", told=_of(amber, len(risks), say("amber")))
    else:
        return say("No open risk is red or amber")
    worse = sum((row.step or 0) > 0 for row in risks)
    if not worse or not since:
        return main
    return that_fits(say("{main}; {count} got worse since {period}", main=main, count=worse, period=since), main)


def _of(count: int, every: int, word: str) -> str:
    told = say("{count} of {all} open risks is {word}") if count == 1 else say("{count} of {all} open risks are {word}")
    return told.format(count=show_number(count), all=show_number(every), word=word)


def _reasons(risks: Sequence[RiskRow], closed: int, since: str) -> Iterable[str]:
    bare = sum(row.is_bare for row in risks if row.rating is Rating.RED)
    if bare:
        has = say("1 red risk has") if bare == 1 else say("{count} red risks have", count=show_number(bare))
        yield say("{has} no owner or no response.", has=has)
    late = sum(row.is_overdue for row in risks)
    if late:
        yield say("1 response is overdue.") if late == 1 else say("{count} responses are overdue.", count=late)
    board = sum(row.level is Level.BOARD for row in risks)
    if board:
        told = say("1 stands") if board == 1 else say("{count} stand", count=show_number(board))
        yield say("{told} before the board.", told=told)
    new, eased = sum(row.is_new for row in risks), sum((row.step or 0) < 0 for row in risks)
    moved = [
        say("{count} new", count=show_number(new)) if new else "",
        say("{count} eased", count=show_number(eased)) if eased else "",
        say("{count} closed", count=show_number(closed)) if closed else "",
    ]
    if since and any(moved):
        yield say("Since {period}: {list}.", period=since, list=", ".join(filter(None, moved)))


def _issue_title(issues: Sequence[IssueRow]) -> str:
    if not issues:
        return say("No issue is open")
    counts = [(sum(row.severity is severity for row in issues), severity.label.lower()) for severity in _WORST_ISSUES]
    told = [f"{show_number(count)} {word}" for count, word in counts if count]
    severe = sum(count for count, _ in counts)
    if not severe:
        return say("No open issue is critical or high")
    named = say(" and ").join(told)
    main = say("{what} issue is open", what=named) if severe == 1 else say("{what} issues are open", what=named)
    late = sum(row.is_overdue for row in issues if row.severity in _WORST_ISSUES)
    if not late:
        return main
    past = say("1 is past its due date") if late == 1 else say("{count} are past their due date", count=late)
    return f"{main}; {past}"
