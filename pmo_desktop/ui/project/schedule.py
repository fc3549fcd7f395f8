"""The schedule of a project: its milestones with a line of time beside them, its baselines, and how dates moved."""

from typing import TYPE_CHECKING

from typing_extensions import override

from pmo_desktop.services.insights.project_schedule import milestone_days, project_schedule
from pmo_desktop.ui.project.records import RecordsTab
from pmo_desktop.ui.project.timeline import Timeline

if TYPE_CHECKING:
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.logs.log import LogView
    from pmo_desktop.ui.logs.specs import Log


class ScheduleTab(RecordsTab):
    """Milestones are edited in the cell; the line of time follows."""

    def __init__(self, document: "Document", logs: "tuple[Log, ...]") -> None:
        self.timeline: Timeline | None = None
        super().__init__(document, logs, project_schedule, "milestone_trend")

    @override
    def made(self, view: "LogView") -> None:
        if view.log.table == "milestone":
            self.timeline = Timeline(view.table)
            view.table.put_beside(self.timeline)
            self._show_days()

    @override
    def renew_said(self) -> None:
        super().renew_said()
        self._show_days()

    def _show_days(self) -> None:
        if self.timeline is not None and self._key:
            with self.document.reading() as session:
                days, today = milestone_days(session, self._key)
            self.timeline.show_days(days, today)
            self.timeline.setVisible(bool(days))
