"""The views a register opens with: each a tab with its own columns, order and filters."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import Rating, ReportState
from pmo_desktop.domain.project import Portfolio, Programme
from pmo_desktop.domain.saved_view import Face
from pmo_desktop.services import registers
from pmo_desktop.services.insights.counts import count
from pmo_desktop.services.registers import Filter
from pmo_desktop.services.registry import PROJECTS
from pmo_desktop.text import N_
from pmo_desktop.ui.widgets.table.source import Sort


@dataclass(frozen=True, slots=True)
class View:
    """One way to look at the projects; `title` is marked for translation."""

    key: str
    title: str
    columns: tuple[str, ...]
    sort: Sort = ()
    filters: tuple[Filter, ...] = ()
    groups: tuple[str, ...] = ()
    face: Face = Face.TABLE


_NAME = ("name", "figures.rating")
TREE = ("portfolio_key", "programme_key")
"""The tree from portfolio to programme to project."""
_WORST_FIRST: Sort = (("figures.rating", False),)
_ALL = (
    *_NAME, "stage", "bac", "eac", "figures.cost_percent", "forecast_finish_on", "figures.slip_days",
    "whole_life_cost", "report.forward_look", "organisation", "sponsor", "status", "reference",
)  # fmt: skip
REGISTER_VIEWS = (
    View(
        "all",
        N_("All entries"),
        _ALL,
        groups=TREE,
    ),
    View(
        "worst",
        N_("Red and amber"),
        (
            *_NAME, "report.forward_look", "report.path_to_green", "report.path_owner", "report.path_due_on",
            "forecast_finish_on", "figures.slip_days", "figures.cost_percent", "whole_life_cost", "organisation",
            "sponsor", "report.summary",
        ),
        _WORST_FIRST,
        (Filter("figures.rating", "one of", (Rating.RED, Rating.AMBER_RED, Rating.AMBER)),),
    ),
    View(
        "money",
        N_("Money"),
        (
            *_NAME, "whole_life_cost", "in_year_budget", "in_year_forecast", "bac", "eac", "figures.cost_variance",
            "figures.cost_percent", "ac", "ev", "figures.cpi", "contingency",
        ),
        (("whole_life_cost", False),),
    ),
    View("board", N_("Board"), _ALL, face=Face.BOARD),
    View("roadmap", N_("Roadmap"), _ALL, (("forecast_finish_on", True),), (), TREE, Face.ROADMAP),
)  # fmt: skip
_REPORT_COLUMNS = (
    "name", "report.state", "report.submitted_on", "figures.rating", "report.overall", "report.forward_look",
    "report.summary", "report.path_to_green", "project_manager", "organisation",
)  # fmt: skip


def _in_state(key: str, title: str, *states: ReportState) -> View:
    return View(key, title, _REPORT_COLUMNS, (), (Filter("report.state", "one of", states),))


REPORT_VIEWS = (
    _in_state("reports", N_("All reports"), *ReportState),
    _in_state("reports missing", N_("Missing"), ReportState.MISSING),
    _in_state("reports draft", N_("Draft"), ReportState.DRAFT),
    _in_state("reports in", N_("Submitted"), ReportState.SUBMITTED),
    _in_state("reports carried", N_("Carried forward"), ReportState.CARRIED_FORWARD),
)


def filled_columns(session: Session, columns: tuple[str, ...]) -> tuple[str, ...]:
    """Those of `columns` that say something of any project; all of them before there is one."""
    holding = {*_NAME, *registers.filled(session, PROJECTS, columns)}
    return tuple(name for name in columns if name in holding) if len(holding) > len(_NAME) else columns


def has_tree(session: Session) -> bool:
    """Whether there is a portfolio or a programme, so that projects can stand in a tree."""
    return count(session, Portfolio) + count(session, Programme) > 0
