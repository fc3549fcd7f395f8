"""Which registers share a page, what they are filtered by, and how they are sorted at first."""

from dataclasses import dataclass

from pmo_desktop.domain.choices import ItemState
from pmo_desktop.services.registers import Filter, Register, register_named
from pmo_desktop.text import N_
from pmo_desktop.ui.widgets.table.source import Sort

_OPEN = (Filter("state", "one of", (ItemState.OPEN,)),)
_SOONEST: Sort = (("due_on", True),)


@dataclass(frozen=True, slots=True)
class Log:
    """One register on a page. `new` is the title of the button that adds a row; `empty` why there may be none yet.

    `columns` are those shown at first, if not the register's own.
    """

    table: str
    new: str
    empty: str
    offered: tuple[str, ...] = ()
    sort: Sort = ()
    filters: tuple[Filter, ...] = ()
    columns: tuple[str, ...] = ()

    @property
    def register(self) -> Register:
        """The register it shows."""
        return register_named(self.table)


@dataclass(frozen=True, slots=True)
class LogSpec:
    """One page: its title, and its registers, each in a tab of its own."""

    title: str
    logs: tuple[Log, ...]


_RISKS = Log(
    "risk",
    N_("New risk"),
    N_("A risk is something that may happen: its cause, the event and the effect."),
    ("state", "level", "owner", "project_key"),
    (("current_score", False),),
    _OPEN,
    (
        "title", "project_key", "current_score", "target_score", "owner", "due_on", "response", "level", "proximity",
        "probability", "impact", "reference", "state",
    ),
)  # fmt: skip
_ISSUES = Log(
    "issue",
    N_("New issue"),
    N_("An issue is something that is going wrong now."),
    ("state", "severity", "level", "owner", "project_key"),
    (("severity", False), *_SOONEST),
    _OPEN,
)
_ACTIONS = Log(
    "action",
    N_("New action"),
    N_("An action has one owner and one day."),
    ("state", "owner", "authority", "project_key"),
    _SOONEST,
    _OPEN,
)
_DECISIONS = Log(
    "decision",
    N_("New decision"),
    N_("Ask the board one question at a time, with its options, and say what waiting costs."),
    ("kind", "outcome", "level", "owner", "project_key"),
    (("decide_by_on", True),),
    (),
    (
        "title", "decide_by_on", "project_key", "owner", "level", "cost_of_delay", "kind", "outcome", "decided_on",
        "reference",
    ),
)  # fmt: skip
_OPTIONS = Log(
    "decision_option",
    N_("New option"),
    N_("Every decision deserves at least two options, and doing nothing is one."),
    ("decision_key", "is_recommended"),
    (("decision_key", True),),
)
_MILESTONES = Log(
    "milestone",
    N_("New milestone"),
    N_("Milestones are the dates a project is watched by."),
    ("kind", "is_key", "project_key"),
    (("forecast_on", True),),
)
_MONEY = Log(
    "money_line",
    N_("New amount"),
    N_("Amounts by month draw the cost profile: baseline, actual and forecast."),
    ("kind", "category", "project_key"),
    (("project_key", True), ("month_on", True)),
)
_BENEFITS = Log(
    "benefit",
    N_("New benefit"),
    N_("A benefit has a unit, a baseline, a target and an owner."),
    ("kind", "owner", "project_key"),
    _SOONEST,
)
_PROGRAMMES = Log("programme", N_("New programme"), N_("A programme leads projects together."), ("portfolio_key",))
_PORTFOLIOS = Log("portfolio", N_("New portfolio"), N_("A portfolio shares one budget."), ("owner",))
_OBJECTIVES = Log(
    "strategic_objective", N_("New objective"), N_("Objectives are what projects are chosen by."), ("owner",)
)
LOGS: dict[str, LogSpec] = {
    "decisions": LogSpec(N_("Decisions"), (_DECISIONS, _OPTIONS)),
    "raid": LogSpec(N_("RAID"), (_RISKS, _ISSUES, _ACTIONS)),
    "plans": LogSpec(N_("Plans"), (_MILESTONES, _MONEY)),
    "benefits": LogSpec(N_("Benefits"), (_BENEFITS,)),
    "structure": LogSpec(N_("Structure"), (_PROGRAMMES, _PORTFOLIOS, _OBJECTIVES)),
}


def page_of(table: str) -> str:
    """The key of the page that shows the register of `table`; that of the projects if no other does."""
    found = (key for key, spec in LOGS.items() if any(log.table == table for log in spec.logs))
    return next(found, "register")
