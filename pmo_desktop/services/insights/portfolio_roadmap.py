"""The roadmap of all projects, or of one portfolio: those that finish first on top."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.project import Project
from pmo_desktop.services import periods
from pmo_desktop.services.formats import show_number
from pmo_desktop.services.insights.competitors import in_portfolio
from pmo_desktop.services.insights.entries import standing
from pmo_desktop.services.insights.schedule import roadmap
from pmo_desktop.services.insights.shapes import Roadmap
from pmo_desktop.services.wording import projects
from pmo_desktop.text import say

_MOST = 60


@dataclass(frozen=True, slots=True)
class PortfolioRoadmap:
    """The chart of those that finish first, its message, whose it is, and how many projects have no dates."""

    chart: Roadmap
    title: str
    undated: int
    portfolio: int | None = None


def portfolio_roadmap(session: Session, portfolio_key: int | None = None) -> PortfolioRoadmap:
    """Every running project with dates, against its baseline."""
    period = periods.current_period(session)
    if period is None:
        return PortfolioRoadmap(Roadmap(), say("There is no reporting period yet"), 0, portfolio_key)
    own = set(session.scalars(select(Project.key).where(in_portfolio(portfolio_key)))) if portfolio_key else None
    stands = standing(session, period)
    running = [each for each in stands.entries if not each.is_over and (own is None or each.key in own)]
    dated = sorted(
        (each for each in running if each.finish_on), key=lambda each: (each.finish_on or date.max, each.name)
    )
    has_baseline = any(each.slip_days is not None for each in dated)
    late = sum((each.slip_days or 0) > 0 for each in dated)
    title = say("No running project has dates")
    if dated and not late:
        title = say("None of {projects} finishes behind its baseline", projects=projects(len(dated)))
    elif dated:
        title = say(
            "{late} of {projects} finish behind their baseline", late=show_number(late), projects=projects(len(dated))
        )
    return PortfolioRoadmap(
        roadmap(session, stands, dated[:_MOST], has_baseline=has_baseline) if dated else Roadmap(),
        title,
        len(running) - len(dated),
        portfolio_key,
    )
