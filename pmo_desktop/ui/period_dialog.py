"""Reporting periods from the rail: opening the next one, freezing the newest one, opening it again."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QMessageBox
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import PeriodState
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.fields import asked, fields_of
from pmo_desktop.domain.period import ReportingPeriod
from pmo_desktop.services import periods
from pmo_desktop.services.formats import show_count, show_whole_month
from pmo_desktop.services.freezing import freeze_period
from pmo_desktop.services.insights.chase import chase
from pmo_desktop.text import N_, say
from pmo_desktop.ui.ask_dialog import AskDialog
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import button, column, label, row
from pmo_desktop.ui.widgets.form import Form

if TYPE_CHECKING:
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.main_window import MainWindow

_ASKED = ("name", "starts_on", "ends_on", "cut_off_on", "due_on")
_WHY = (asked("reason", N_("Reason"), kind="long text", required=True), asked("by", N_("By"), width=18))


def _reopened(document: "Document", name: str, given: Mapping[str, object]) -> bool:
    """Open a frozen period again; says whether it was."""
    reason, by = str(given["reason"]), str(given["by"] or "")

    def command(session: Session) -> bool:
        periods.reopen(session, periods.period_named(session, name), reason, by=by)
        return True

    return bool(document.do(say("Reopen {period}", period=name), command))


def ask_period(window: "MainWindow") -> None:
    """Ask for the name and the dates of the next period, and open it."""
    if window.document is not None:
        PeriodDialog(window.document, window).open()


class PeriodDialog(QDialog):
    """Proposes the month after the newest period; every running project is then expected to report."""

    def __init__(self, document: "Document", parent: "MainWindow") -> None:
        super().__init__(parent)
        self.setObjectName("period dialog")
        self.setWindowTitle(self.tr("Open a period"))
        self._document = document
        fields = [field for field in fields_of(ReportingPeriod) if field.name in _ASKED]
        self.form = Form(fields, columns=1)
        with document.reading() as session:
            self.form.show_values(proposal(session))
        words = self.tr("Every running project is expected to report in it. The period before stays as it is.")
        cancel = button(self.tr("Cancel"), self.reject)
        go = button(self.tr("Open the period"), self._agree, look="primary", name="period agree")
        go.setDefault(True)
        told, foot = label(words, "quiet", wraps=True), row(None, cancel, go)
        self.setLayout(column(told, self.form, foot, gap=16, margins=(24, 24, 24, 24)))
        self.setFixedWidth(px(420))

    def _agree(self) -> None:
        try:
            values = self.form.values()
        except PmoError:
            return
        name, starts_on, ends_on, cut_off_on, due_on = (values[each] for each in _ASKED)
        if not (isinstance(starts_on, date) and isinstance(ends_on, date) and isinstance(cut_off_on, date)):
            return

        def command(session: Session) -> bool:
            period = periods.open_period(session, str(name), starts_on, ends_on, cut_off_on)
            period.due_on = due_on if isinstance(due_on, date) else None
            return True

        with self._document.telling(self.form.tell):
            is_done = self._document.do(say("Open {period}", period=name), command)
        self.adjustSize()
        if is_done:
            self._document.choose_period(None)
            self.accept()


def proposal(session: Session) -> dict[str, object]:
    """The month after the newest period, or this month: its name, its days, and its last day as the cut-off.

    It is named as the newest one is.
    """
    newest = periods.current_period(session)
    first = (newest.ends_on + timedelta(days=1)) if newest else date.today().replace(day=1)  # noqa: DTZ011  a local day
    first = first.replace(day=1)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    is_in_words = newest is not None and newest.name == show_whole_month(newest.starts_on)
    name = show_whole_month(first) if is_in_words else f"{first:%Y-%m}"
    return {"name": name, "starts_on": first, "ends_on": last, "cut_off_on": last}


def turn_period(window: "MainWindow") -> None:
    """Freeze the period looked at after asking, or let it change again if it is frozen."""
    document = window.document
    if document is None:
        return
    with document.reading() as session:
        period = document.period(session)
        if period is None:
            return
        name, is_frozen = period.name, period.state is PeriodState.FROZEN
        owed = len(chase(session, period, period.cut_off_on).owed)
    translate = QCoreApplication.translate
    if is_frozen:
        words = translate("Frame", "Its reports can change again and its packs are drafts again. The reason is kept.")
        title = say("Reopen {period}", period=name)
        AskDialog(document, title, words, _WHY, lambda given: _reopened(document, name, given), window).open()
        return
    question = translate(
        "Frame",
        "Freeze {period}? Its reports become read-only, and the workspace is kept as it stands. Undo takes it back.",
    )
    asked = QMessageBox(QMessageBox.Icon.Question, "PMO Desktop", question.format(period=name), parent=window)
    if owed:
        still = show_count(
            owed,
            N_("{count} report is still to come; it stays missing or as it is."),
            N_("{count} reports are still to come; they stay missing or as they are."),
        )
        asked.setInformativeText(still)
    asked.setTextFormat(Qt.TextFormat.PlainText)
    freeze = asked.addButton(translate("Frame", "Freeze"), QMessageBox.ButtonRole.AcceptRole)
    asked.addButton(QMessageBox.StandardButton.Cancel)
    asked.setObjectName("freeze question")
    freeze.clicked.connect(lambda _checked=False: document.follow(lambda: freeze_period(document.workspace, name)))
    asked.open()
