"""The tabs of a project's page: in which order, and which registers, answer and picture stand in those of records."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pmo_desktop.services.insights import project_tabs
from pmo_desktop.services.insights.project_documents import project_documents
from pmo_desktop.services.insights.project_gates import project_gates
from pmo_desktop.text import N_
from pmo_desktop.ui.logs.specs import LOGS, Log
from pmo_desktop.ui.project.records import Ask, RecordsTab
from pmo_desktop.ui.project.schedule import ScheduleTab

if TYPE_CHECKING:
    from pmo_desktop.ui.document import Document

TABS = (
    ("overview", N_("Overview")),
    ("schedule", N_("Schedule")),
    ("money", N_("Money")),
    ("raid", N_("RAID")),
    ("benefits", N_("Benefits")),
    ("resources", N_("Resources")),
    ("gates", N_("Gates")),
    ("reports", N_("Reports")),
    ("documents", N_("Documents")),
    ("history", N_("History")),
)
_MILESTONES = ("name", "baseline_on", "forecast_on", "actual_on", "slip_days", "kind", "is_key")


@dataclass(frozen=True, slots=True)
class Held:
    """What a tab of records holds: the tables of its registers, what they add up to, and the chart of that."""

    tables: tuple[str, ...]
    ask: Ask | None = None
    chart: str = ""


RECORDS = {
    "schedule": Held(("milestone", "baseline", "recovery")),
    "money": Held(("money_line", "change_request"), project_tabs.project_money, "s_curve"),
    "raid": Held(
        ("risk", "assumption", "issue", "dependency", "action", "decision", "change_request"),
        project_tabs.project_raid,
        "risk_heat_map",
    ),
    "benefits": Held(("benefit", "benefit_measure"), project_tabs.project_benefits, "benefit_bars"),
    "resources": Held(("demand", "allocation"), project_tabs.project_resources, "capacity_heat_map"),
    "gates": Held(("gate", "gate_criterion"), project_gates, "gate_path"),
    "documents": Held(("document", "lesson"), project_documents, "document_cover"),
}


def log_of(table: str) -> Log:
    """The log of a table, as its own page shows it."""
    return next(log for spec in LOGS.values() for log in spec.logs if log.table == table)


class RecordTabs(dict[str, RecordsTab]):
    """The tabs of records by their keys, each made when first asked for; `made` is told of it."""

    def __init__(self, document: "Document", made: Callable[[RecordsTab], object]) -> None:
        super().__init__()
        self._document = document
        self._made = made

    def __missing__(self, key: str) -> RecordsTab:
        held = RECORDS[key]
        logs = tuple(map(log_of, held.tables))
        if key == "schedule":
            tab: RecordsTab = ScheduleTab(self._document, (replace(logs[0], columns=_MILESTONES), *logs[1:]))
        else:
            tab = RecordsTab(self._document, logs, held.ask, held.chart)
        self[key] = tab
        self._made(tab)
        return tab
