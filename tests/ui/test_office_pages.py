"""The pages of services, governance, stakeholders and offices: how they begin, what they show, where they lead."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import OfficeAuthority, OfficeScope
from pmo_desktop.domain.governance import GovernanceBody, Meeting
from pmo_desktop.domain.office import Office
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.service import Service, ServiceState
from pmo_desktop.domain.stakeholder import Stakeholder
from pmo_desktop.services import registers
from pmo_desktop.services.registry import register_named
from pmo_desktop.ui.ask_dialog import AskDialog
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.governance.page import GovernancePage, PathFront
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.logs.page import LogPage
from pmo_desktop.ui.new_record import NewRecord
from pmo_desktop.ui.offices.page import ComparisonFront, OfficesPage
from pmo_desktop.ui.register.page import RegisterPage
from pmo_desktop.ui.saving import write
from pmo_desktop.ui.services.page import CatalogueFront, ServicesPage
from pmo_desktop.ui.stakeholders.page import MapFront, StakeholdersPage
from pmo_desktop.ui.widgets.listing import Listing

Make = Callable[[Document, Jobs], LogPage]
Show = Callable[[Make], LogPage]


@pytest.fixture
def show(document: Document, jobs: Jobs, qtbot: QtBot) -> Iterator[Show]:
    made: list[LogPage] = []

    def shown(kind: Make) -> LogPage:
        page = kind(document, jobs)
        made.append(page)
        qtbot.addWidget(page)
        page.resize(1180, 760)
        page.show()
        return page

    yield shown
    for page in made:
        page.hide()


def press(parent: QWidget, name: str) -> None:
    QApplication.processEvents()
    next(each for each in parent.findChildren(QAbstractButton, name) if each.isVisible()).click()


def count(document: Document, entity: type[Base]) -> int:
    with document.reading() as session:
        return session.scalar(select(func.count()).select_from(entity)) or 0


def words(parent: QWidget, name: str) -> list[str]:
    return [each.text() for each in parent.findChildren(QLabel, name) if not each.isHidden()]


@pytest.mark.parametrize(
    ("page", "entity", "expected", "title"),
    [
        (ServicesPage, Service, 8, "Begin the service catalogue"),
        (GovernancePage, GovernanceBody, 4, "Begin with typical bodies"),
        (StakeholdersPage, Stakeholder, 7, "Begin with typical stakeholders"),
    ],
)
def test_an_empty_page_says_what_it_is_for_and_its_one_action_can_be_taken_back(
    show: Show, document: Document, page: Make, entity: type[Base], expected: int, title: str
) -> None:
    shown = show(page)
    QApplication.processEvents()
    offered = [each for each in shown.findChildren(QAbstractButton, "empty action") if each.isVisible()]
    assert len(offered) == 1
    assert shown.new.isHidden()
    press(shown, "empty action")
    assert count(document, entity) == expected
    assert document.undo_title() == title
    document.undo()
    assert count(document, entity) == 0
    assert [each for each in shown.findChildren(QAbstractButton, "empty action") if each.isVisible()] == offered


def test_the_catalogue_is_listed_by_group_and_leads_to_a_service_that_is_made_live(
    show: Show, document: Document
) -> None:
    page = show(ServicesPage)
    press(page, "empty action")
    front = page.fronts[0]
    assert isinstance(front, CatalogueFront)
    rows = front.listing.rows.rows
    assert [row.cells[1] for row in rows] == sorted(
        (row.cells[1] for row in rows), key=["General", "Supportive", "Controlling", "Directive"].index
    )
    assert {row.cells[-1] for row in rows} == {"Planned"}
    front.listing.opened.emit(rows[0].key)
    press(page, "finish")
    with document.reading() as session:
        kept = session.get_one(Service, rows[0].key)
        assert kept.state is ServiceState.LIVE
        assert kept.live_on is not None
    assert document.undo_title() == f"Make it live: {rows[0].cells[0]}"
    page.show_record("CatalogueFront")
    assert front.listing.rows.rows[0].cells[-1] == "Live"
    assert page.tabs.count() == 3


def test_the_picture_of_escalation_opens_a_body_and_meetings_become_a_calendar(
    show: Show, document: Document, qtbot: QtBot, tmp_path: Path
) -> None:
    page = show(GovernancePage)
    assert isinstance(page, GovernancePage)
    press(page, "empty action")
    front = page.fronts[0]
    assert isinstance(front, PathFront)
    qtbot.waitUntil(lambda: bool(front.chart.marks()), timeout=30_000)
    assert [told.split(",")[0] for _, told in front.chart.marks()] == [
        "Executive board", "Portfolio committee", "Programme board", "Project board",
    ]  # fmt: skip
    told: list[str] = []
    document.refused.connect(told.append)
    write(page, tmp_path / "none.ics", page.calendar)
    assert told == ["No meeting is planned yet. Add one to a body first."]
    key = int(front.chart.marks()[0][0])
    values = {"body_key": key, "held_on": date(2026, 12, 10), "starts_at": "14:00"}
    document.do("Add", lambda session: registers.add(session, register_named("meeting"), values))
    page.news.connect(told.append)
    write(page, tmp_path / "meetings.ics", page.calendar)
    assert told[-1] == f"Written: {tmp_path / 'meetings.ics'}"
    (event,) = Calendar.from_ical((tmp_path / "meetings.ics").read_bytes()).walk("VEVENT")
    assert str(event["summary"]) == "Executive board"
    assert front.listing.rows.rows[0].cells[-1] == "10 Dec 2026"
    front.chart.record_chosen.emit(str(key))
    assert "Executive board" in words(page, "pane title")
    press(page, "plan meetings")
    dialog = next(each for each in page.findChildren(AskDialog) if each.isVisible())
    for name, value in (("first_on", date(2026, 11, 12)), ("until_on", date(2027, 2, 28))):
        dialog.form.editor(name).show_value(value)
    press(dialog, "ask take")
    assert document.undo_title() == "Plan the meetings of “Executive board”"
    with document.reading() as session:
        planned = [(each.held_on, each.papers_due_on) for each in session.scalars(select(Meeting))]
    assert sorted(planned, key=lambda each: each[0]) == [
        (date(2026, 11, 12), date(2026, 11, 5)), (date(2026, 12, 10), None),
        (date(2027, 1, 14), date(2027, 1, 7)), (date(2027, 2, 11), date(2027, 2, 4)),
    ]  # fmt: skip


def test_the_field_of_stakeholders_lists_gaps_and_opens_who_is_chosen(show: Show, qtbot: QtBot) -> None:
    page = show(StakeholdersPage)
    press(page, "empty action")
    front = page.fronts[0]
    assert isinstance(front, MapFront)
    qtbot.waitUntil(lambda: bool(front.chart.marks()), timeout=30_000)
    assert len(front.chart.marks()) == 7
    gaps = front.findChild(Listing, "support gap")
    assert isinstance(gaps, Listing)
    assert gaps.rows.rows[-1].cells == ("Project managers", "Doubtful", "In favour", "2")
    gaps.opened.emit(gaps.rows.rows[-1].key)
    assert "Project managers" in words(page, "pane title")


def test_offices_are_added_and_compared_and_a_temporary_one_needs_its_end(show: Show, document: Document) -> None:
    page = show(OfficesPage)
    with document.reading() as session:
        first = session.scalars(select(Office.key)).one()
    page.show_record(("office", first))
    told: list[str] = []
    document.refused.connect(told.append)
    form = page._view().pane.form
    form.edited.emit("scope", OfficeScope.SINGLE)
    assert told[-1].startswith("An office for a single project or programme is temporary.")
    assert form.editor("scope").value() == OfficeScope.CORPORATE
    form.edited.emit("managers_report_here", "yes")
    assert any("guards the method" in each for each in words(page, "pane hint"))
    page.show_record("ComparisonFront")
    front = page.fronts[0]
    assert isinstance(front, ComparisonFront)
    assert any("4 projects in its scope" in each for each in words(front, "own answer"))
    assert words(front, "neutrality note")[0].startswith("Corporate PMO. Project managers report to this office")


def test_the_register_of_an_office_is_bounded_by_its_scope(
    show: Show, document: Document, jobs: Jobs, qtbot: QtBot
) -> None:
    def fill(session: Session) -> int:
        project = session.scalars(select(Project).order_by(Project.reference)).all()[1]
        project.organisation = "Works"
        values = {"name": "Works PMO", "scope": "sectorial", "department": "Works"}
        return registers.add(session, register_named("office"), values)

    key = document.do("Fill", fill)
    page = show(OfficesPage)
    page.show_record(("office", key))
    asked: list[object] = []
    page.go.connect(lambda _page, wanted: asked.append(wanted))
    press(page, "its projects")
    register = RegisterPage(document, jobs)
    qtbot.addWidget(register)
    register.show()
    assert register.table.model.rowCount() == 4
    register.show_record(asked[0])
    assert [register.table.model.cell(row, 0).text for row in range(register.table.model.rowCount())] == [
        "Mobile Payments"
    ]
    register.hide()


def test_the_form_of_an_action_says_what_the_office_may_do_with_it(show: Show, document: Document) -> None:
    def advise(session: Session) -> None:
        session.scalars(select(Office)).one().authority = OfficeAuthority.ADVISORY

    document.do("Advise", advise)
    page = show(lambda document, jobs: LogPage(document, jobs, "raid"))
    page.show_record("action")
    page.add_record()
    dialog = next(each for each in page.findChildren(NewRecord) if each.isVisible())
    assert words(dialog, "new hint") == [
        "The Corporate PMO is advisory: it advises corrective actions, and their owners decide."
    ]
    assert dialog.form.editor("authority").value() == "advise"
    editor = dialog.form.editor("title")
    editor.setFocus()
    QTest.keyClicks(editor, "Re-plan")
    press(dialog, "new add")
    assert words(page, "pane hint")[-1].startswith("The Corporate PMO is advisory")
