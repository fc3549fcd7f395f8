"""What competes for money and people: every project that is not over, with its score, risk, cost and demand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.capacity import Demand
from pmo_desktop.domain.choices import EntryKind, ItemState, ProjectStatus, Rating
from pmo_desktop.domain.figures import Figures
from pmo_desktop.domain.period import StatusReport
from pmo_desktop.domain.prioritisation import Criterion, CriterionScore
from pmo_desktop.domain.project import Programme, Project
from pmo_desktop.domain.risk import Risk
from pmo_desktop.domain.rules.prioritisation import cost_to_fund, weighted_score
from pmo_desktop.services import periods

_OVER = tuple(status for status in ProjectStatus if status.is_over)


@dataclass(frozen=True, slots=True)
class Competitor:
    """One project among those that are compared.

    Attributes:
        key: Its key.
        reference: Its reference.
        name: Its name.
        status: Whether it is proposed, approved, running.
        portfolio_key: Its portfolio.
        rating: The rating that counts in the newest period.
        points: Its points by key of criterion.
        score: Its weighted score, none unless every criterion with a weight has points.
        risk: The highest score (1 to 25) among its open risks, none if none is scored.
        cost: Minor units it takes.
        by_month: FTE it wants in each month from the data date on.
        by_role: The same by role and month.
    """

    key: int
    reference: str
    name: str
    status: ProjectStatus
    portfolio_key: int | None
    rating: Rating | None
    points: Mapping[int, float]
    score: float | None
    risk: int | None
    cost: int | None
    by_month: Mapping[date, float]
    by_role: Mapping[tuple[int, date], float]

    @property
    def fte(self) -> float:
        """FTE it wants in its busiest month, 0 where it wants nobody."""
        return max(self.by_month.values(), default=0.0)

    @property
    def label(self) -> str:
        """Reference and name."""
        return f"{self.reference} {self.name}".strip()


def competitors(session: Session, portfolio_key: int | None = None) -> tuple[Competitor, ...]:
    """Every project that is not over, or those of one portfolio, by reference and name; operations are left out."""
    period = periods.current_period(session)
    weights = {str(key): weight for key, weight in session.execute(select(Criterion.key, Criterion.weight))}
    points, risks = _points(session), _risks(session)
    wanted = _wanted(session, period.cut_off_on.replace(day=1) if period else None)
    own = (StatusReport.project_key == Project.key) & (StatusReport.period_key == (period.key if period else 0))
    query = (
        select(
            Project.key, Project.reference, Project.name, Project.status, Project.portfolio_key, Figures.rating,
            Project.eac, Project.bac, Project.whole_life_cost,
        )
        .outerjoin(StatusReport, own)
        .outerjoin(Figures, Figures.report_key == StatusReport.key)
        .where(Project.kind == EntryKind.PROJECT, Project.status.not_in(_OVER))
        .order_by(Project.reference, Project.name, Project.key)
    )  # fmt: skip
    if portfolio_key is not None:
        query = query.where(in_portfolio(portfolio_key))
    return tuple(
        Competitor(
            key, reference, name, status, portfolio, rating, points.get(key, {}),
            weighted_score({str(each): value for each, value in points.get(key, {}).items()}, weights),
            risks.get(key), cost_to_fund(eac, bac, whole_life), _by_month(wanted.get(key, {})),
            wanted.get(key, {}),
        )
        for key, reference, name, status, portfolio, rating, eac, bac, whole_life in session.execute(query)
    )  # fmt: skip


def in_portfolio(key: int) -> ColumnElement[bool]:
    """Whether a project is in a portfolio, by itself or through its programme."""
    programmes = select(Programme.key).where(Programme.portfolio_key == key)
    by_programme = Project.portfolio_key.is_(None) & Project.programme_key.in_(programmes)
    return or_(Project.portfolio_key == key, by_programme)


def _points(session: Session) -> dict[int, dict[int, float]]:
    found: dict[int, dict[int, float]] = {}
    query = select(CriterionScore.project_key, CriterionScore.criterion_key, CriterionScore.points)
    for project, criterion, points in session.execute(query):
        if points is not None:
            found.setdefault(project, {})[criterion] = points
    return found


def _risks(session: Session) -> dict[int | None, int]:
    """The highest score of each project's open risks; the inherent one where nobody gave a current one."""
    counted: ColumnElement[int] = func.coalesce(
        Risk.probability * Risk.impact, Risk.inherent_probability * Risk.inherent_impact
    )
    query = select(Risk.project_key, func.max(counted)).where(Risk.state == ItemState.OPEN, counted.is_not(None))
    return dict(session.execute(query.group_by(Risk.project_key)).all())


def _wanted(session: Session, from_on: date | None) -> dict[int, dict[tuple[int, date], float]]:
    """FTE each project wants by role and month, from a month on."""
    query = select(Demand.project_key, Demand.role_key, Demand.month_on, Demand.fte)
    if from_on:
        query = query.where(Demand.month_on >= from_on)
    found: dict[int, dict[tuple[int, date], float]] = {}
    for project, role, month, fte in session.execute(query):
        found.setdefault(project, {})[role, month] = fte
    return found


def _by_month(wanted: Mapping[tuple[int, date], float]) -> dict[date, float]:
    found: dict[date, float] = {}
    for (_, month), fte in wanted.items():
        found[month] = found.get(month, 0.0) + fte
    return found
