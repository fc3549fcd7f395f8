"""The roadmap of all projects, or of one portfolio: those that finish first on top."""

from collections.abc import Sequence
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
    slips = [each.slip_days for each in dated if each.slip_days is not None]
    return PortfolioRoadmap(
        roadmap(session, stands, dated[:_MOST], has_baseline=bool(slips)) if dated else Roadmap(),
        _title(len(dated), slips),
        len(running) - len(dated),
        portfolio_key,
    )


def _title(dated: int, slips: Sequence[int]) -> str:
    """How many finish late, of those whose baseline and forecast are both known."""
    if not dated:
        return say("No running project has dates")
    if not slips:
        return say("{projects} with dates, none with both a baseline and a forecast", projects=projects(dated))
    late, known = sum(each > 0 for each in slips), projects(len(slips))
    if not late:
        return say("None of {projects} finishes behind its baseline", projects=known)
    return say("{late} of {projects} finish behind their baseline", late=show_number(late), projects=known)
