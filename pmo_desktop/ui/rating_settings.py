"""How ratings are made: scale, thresholds and weights of the workspace, and the thresholds a project has of its own."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget
from sqlalchemy import select

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import Dimension
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.fields import Field, fields_of
from pmo_desktop.domain.settings import Settings, ThresholdOverride
from pmo_desktop.services import registers, thresholds
from pmo_desktop.services.settings import settings_of
from pmo_desktop.text import say
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import button, column, label, row, rule, scrolled, tabs
from pmo_desktop.ui.widgets.editors import ListEditor
from pmo_desktop.ui.widgets.form import Form

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.main_window import MainWindow

_COMMON = (
    "scale",
    "overall_rule",
    "amber_percent",
    "red_percent",
    "key_milestone_days",
    "risk_amber",
    "risk_red",
    "stale_days",
)
_OWN = tuple(
    f"{dimension}_{side}"
    for dimension in (Dimension.SCHEDULE, Dimension.COST, Dimension.SCOPE, Dimension.BENEFITS, Dimension.RESOURCES)
    for side in ("amber", "red")
)
_WEIGHTS = tuple(f"{dimension}_weight" for dimension in Dimension)
_OF_PROJECT = ("amber_percent", "red_percent", "key_milestone_days", "risk_amber", "risk_red", *_OWN, "by", "reason")


def ask_rating_settings(window: "MainWindow") -> None:
    """Show how ratings are made, to be changed."""
    if window.document is not None:
        RatingSettings(window.document, window).open()


def _named(entity: type[Base], names: tuple[str, ...]) -> list[Field]:
    found = {field.name: field for field in fields_of(entity)}
    return [found[name] for name in names]


class RatingSettings(QDialog):
    """Three parts: what holds for all, weights, and one project's own thresholds with their reason."""

    def __init__(self, document: "Document", parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("rating settings")
        self.setWindowTitle(self.tr("How ratings are made"))
        self._document = document
        self.common = Form(_named(Settings, (*_COMMON, *_OWN)), columns=2)
        self.weights = Form(_named(Settings, _WEIGHTS), columns=2)
        self.own = Form(_named(ThresholdOverride, _OF_PROJECT), columns=2)
        with document.reading() as session:
            settings = settings_of(session)
            values = {field.name: getattr(settings, field.name) for field in fields_of(Settings)}
            projects = registers.references(session, "project")
        self.common.show_values(values)
        self.weights.show_values(values)
        self.project = ListEditor(projects, required=True)
        self.project.setAccessibleName(self.tr("Project"))
        self.project.show_value(projects[0][0] if projects else None)
        self.project.committed.connect(self._show_own)
        self.tabs = tabs(
            self.tr("All projects"), self.tr("Weights"), self.tr("One project"), name="rating settings tabs"
        )
        self.tabs.setProperty("look", "bare")
        self.tabs.currentChanged.connect(self._show_tab)
        self._build()
        self._show_own()

    def _build(self) -> None:
        told = (
            self.tr(
                "Green is below the first threshold, red above the second. A dimension without its own takes the "
                "common one. Frozen periods keep the rules they were frozen with."
            ),
            self.tr("Only used where the overall rating is by weights. A dimension of weight 0 is left out."),
            self.tr("What is left empty is that of the workspace. A project's own thresholds need a reason."),
        )  # fmt: skip
        chosen = column(label(self.tr("Project"), "label"), self.project, gap=4)
        self.drop = button(self.tr("Drop the project's own"), self._drop, look="link", name="drop own")
        self._parts: list[QWidget] = []
        for words, form, extra in zip(told, (self.common, self.weights, self.own), (None, None, chosen), strict=True):
            inner = QWidget()
            lines = column(label(words, "quiet", wraps=True), gap=12, margins=(20, 12, 20, 16))
            if extra is not None:
                lines.addLayout(extra)
            lines.addWidget(form)
            if extra is not None:
                lines.addLayout(row(self.drop, None))
            inner.setLayout(lines)
            self._parts.append(scrolled(inner))
        cancel = button(self.tr("Cancel"), self.reject, name="settings cancel")
        self.take = button(self.tr("Keep"), self.keep, look="primary", name="settings keep")
        self.take.setDefault(True)
        self.problem = label("", "problem", wraps=True)
        foot = row(self.problem, cancel, self.take, gap=8, margins=(20, 12, 20, 16))
        foot.setStretch(0, 1)
        head = row(self.tabs, margins=(20, 12, 20, 0))
        self.setLayout(column(head, rule(), *self._parts, rule(), foot, gap=0))
        self.resize(px(640), px(680))
        self._show_tab(0)

    def _show_tab(self, number: int) -> None:
        for at, part in enumerate(self._parts):
            part.setVisible(at == number)
        self.problem.clear()

    def _show_own(self) -> None:
        key = self.project.value()
        with self._document.reading() as session:
            found = session.scalars(select(ThresholdOverride).where(ThresholdOverride.project_key == key)).first()
            values = {name: getattr(found, name) for name in _OF_PROJECT} if found else {}
        self.own.show_values(values)
        self.drop.setVisible(bool(values))

    def keep(self) -> None:
        """Keep the part that is shown; all ratings of open periods are worked out anew."""
        self.problem.clear()
        key, number = self.project.value(), self.tabs.currentIndex()
        form = (self.common, self.weights, self.own)[number]
        try:
            read = form.values()
        except PmoError:
            return
        today = datetime.now().astimezone().date()

        def command(session: "Session") -> bool:
            if number < 2:  # noqa: PLR2004  the first two parts are the workspace's
                thresholds.change(session, read)
            elif isinstance(key, int):
                thresholds.set_own(session, key, read, on=today)
            return True

        title = say("Change how ratings are made") if number < 2 else say("Change a project's own thresholds")  # noqa: PLR2004
        with self._document.telling(lambda error: self.problem.setText(str(error))):
            is_done = self._document.do(title, command)
        if is_done:
            self.accept()

    def _drop(self) -> None:
        key = self.project.value()
        if isinstance(key, int):
            self._document.do(say("Drop a project's own thresholds"), lambda session: thresholds.drop_own(session, key))
            self._show_own()
