from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.benefit import Benefit
from pmo_desktop.domain.choices import ReportState
from pmo_desktop.domain.document import Document as Paper
from pmo_desktop.domain.gate import GateCriterion
from pmo_desktop.domain.milestone import Milestone
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.risk import Risk
from pmo_desktop.services import periods, registers
from pmo_desktop.services.registry import register_named
from pmo_desktop.ui.ask_dialog import AskDialog
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.logs.pane import RecordPane
from pmo_desktop.ui.new_record import NewRecord
from pmo_desktop.ui.project.page import ProjectPage
from pmo_desktop.ui.project.schedule import ScheduleTab
from pmo_desktop.ui.project.tabs import TABS
from pmo_desktop.ui.register.override import OverrideDialog
from pmo_desktop.ui.register.why import WhyDialog

Open = Callable[[str], ProjectPage]
FIRST, SECOND = "P-001", "P-002"


def fill(session: Session) -> None:
    first, second = (key_in(session, reference) for reference in (FIRST, SECOND))
    add = registers.add
    add(session, register_named("risk"), {"title": "Supplier fails", "project_key": first, "reference": "R-1",
                                          "probability": 4, "impact": 5})  # fmt: skip
    add(session, register_named("risk"), {"title": "Elsewhere", "project_key": second})
    live = add(session, register_named("milestone"), {"name": "Go-live", "project_key": first,
               "baseline_on": date(2026, 11, 1), "forecast_on": date(2027, 2, 1)})  # fmt: skip
    add(session, register_named("milestone"), {"name": "Not ours", "project_key": second})
    add(session, register_named("benefit"), {"title": "Fewer calls", "project_key": first, "milestone_key": live,
                                             "target": 10.0, "forecast": 8.0})  # fmt: skip
    add(session, register_named("dependency"), {"title": "Login", "project_key": second, "other_key": first})
    for project, name in ((first, "Gate 1"), (second, "Gate of another")):
        gate = add(session, register_named("gate"), {"name": name, "project_key": project})
        add(session, register_named("gate_criterion"), {"title": f"Case for {name}", "gate_key": gate})


def ask_for_a_plan(session: Session) -> None:
    """A lifecycle whose only phase asks for a plan, for the first project."""
    lifecycle = registers.add(session, register_named("lifecycle"), {"name": "Standard"})
    phase = registers.add(session, register_named("phase"), {"name": "Deliver", "lifecycle_key": lifecycle})
    registers.add(session, register_named("method_item"), {"phase_key": phase, "title": "Plan"})
    session.get_one(Project, key_in(session, FIRST)).lifecycle_key = lifecycle


def key_in(session: Session, reference: str) -> int:
    return session.scalars(select(Project.key).where(Project.reference == reference)).one()


def key_of(document: Document, reference: str) -> int:
    with document.reading() as session:
        return key_in(session, reference)


def count(document: Document, entity: type[Base]) -> int:
    with document.reading() as session:
        return session.scalar(select(func.count()).select_from(entity)) or 0


@pytest.fixture
def opened(document: Document, jobs: Jobs, qtbot: QtBot) -> Iterator[Open]:
    document.do("Fill", fill)
    made: list[ProjectPage] = []

    def show(reference: str) -> ProjectPage:
        page = ProjectPage(document, jobs)
        made.append(page)
        qtbot.addWidget(page)
        page.resize(1180, 760)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.show_record(key_of(document, reference))
        return page

    yield show
    for page in made:
        page.hide()


@pytest.fixture
def page(opened: Open) -> ProjectPage:
    return opened(FIRST)


def press(parent: QWidget, name: str) -> None:
    found = [each for each in parent.findChildren(QAbstractButton, name) if each.isVisible()]
    QTest.mouseClick(found[-1], Qt.MouseButton.LeftButton)


def named(page: ProjectPage) -> str:
    found = page.findChild(QLabel, "page title")
    assert isinstance(found, QLabel)
    return found.text()


def rows(page: ProjectPage, tab: str) -> list[str]:
    model = page.records[tab].view().table.model
    return [model.cell(row, 0).text for row in range(model.rowCount())]


def test_the_head_tells_where_a_project_stands(page: ProjectPage) -> None:
    assert named(page) == "Customer Portal Renewal"
    assert page.header.rating.isVisible()
    assert page.header.place.text() == "2 of 4"  # by name, behind Branch Network Refit
    assert page.tabs.tabText([key for key, _ in TABS].index("raid")) == "RAID 2"


def test_the_reason_of_the_rating_and_the_view_of_the_pmo_are_asked_for_at_the_head(page: ProjectPage) -> None:
    press(page.header, "why rated")
    why = page.findChild(WhyDialog)
    assert isinstance(why, WhyDialog)
    assert why.isVisible()
    why.close()
    press(page.header, "override")
    dialog = page.findChild(OverrideDialog)
    assert isinstance(dialog, OverrideDialog)
    assert dialog.isVisible()
    dialog.close()


@pytest.mark.parametrize("tab", [key for key, _ in TABS])
def test_every_tab_shows_something_even_of_a_bare_project(opened: Open, tab: str) -> None:
    page = opened("P-004")
    page.show_tab(tab)
    shown = page.stack.currentWidget()
    assert shown is not None
    texts = [each.text() for each in shown.findChildren(QLabel) if each.isVisible() and each.text()]
    assert texts
    assert named(page) == "R&D “Laboratory” <b>1</b>"


def test_a_project_without_any_record_is_told_what_belongs_there_and_not_of_filters(opened: Open) -> None:
    page = opened("P-004")
    page.show_tab("raid")
    texts = [each.text() for each in page.records["raid"].findChildren(QLabel) if each.isVisible()]
    assert not any("filter" in text for text in texts)
    assert any("A risk is something that may happen" in text for text in texts)
    page.show_tab("schedule")
    schedule = page.records["schedule"]
    assert isinstance(schedule, ScheduleTab)
    assert schedule.timeline is not None
    assert not schedule.timeline.isVisible()


@pytest.mark.parametrize(
    ("tab", "told"),
    [("gates", "Gate 1: no date yet"), ("history", "RAID, "), ("documents", "Plan: due in this phase")],
)
def test_gates_documents_and_history_are_told_by_their_pictures(
    opened: Open, document: Document, qtbot: QtBot, tab: str, told: str
) -> None:
    document.do("Ask for a plan", ask_for_a_plan)
    page = opened("P-001")
    page.show_tab(tab)
    side = page.edits if tab == "history" else page.records[tab].side
    assert side is not None
    assert side.picture is not None
    view = side.picture.view
    qtbot.waitUntil(lambda: told in view.accessibleDescription())


def test_a_click_on_the_strip_leads_to_the_row_of_its_report(page: ProjectPage) -> None:
    page.show_tab("reports")
    (row,) = page.reports.table.rows()
    page.reports.table.setCurrentIndex(page.reports.table.model().index(-1, 0))
    page.reports.picture.record_chosen.emit(str(row.key))
    assert page.reports.table.currentIndex().row() == 0


def test_a_finding_behind_a_rating_leads_to_the_assessments(page: ProjectPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.go) as told:
        page.ask_why()
        why = page.findChild(WhyDialog)
        assert isinstance(why, WhyDialog)
        why.asked.emit("finding", 7)
        why.close()
    assert told.args == ["assessments", ("finding", 7)]


def test_a_tab_shows_the_records_of_its_project_alone(page: ProjectPage) -> None:
    page.show_tab("raid")
    assert rows(page, "raid") == ["Supplier fails"]
    assert all(column.name != "project_key" for column in page.records["raid"].view().source.columns)
    page.step(1)
    assert named(page) == "Mobile Payments"
    assert rows(page, "raid") == ["Elsewhere"]


def test_what_belongs_through_something_else_follows_too(page: ProjectPage) -> None:
    page.show_tab("gates")
    page.records["gates"].choice.setCurrentIndex(1)
    assert rows(page, "gates") == ["Case for Gate 1"]


def test_a_dependency_shows_on_both_of_its_projects(opened: Open) -> None:
    for reference in (FIRST, SECOND):
        page = opened(reference)
        page.show_tab("raid")
        page.records["raid"].choice.setCurrentIndex(3)
        assert rows(page, "raid") == ["Login"]


def test_a_new_row_belongs_to_the_project_and_can_be_undone_and_redone(page: ProjectPage, document: Document) -> None:
    page.show_tab("raid")
    page.records["raid"].add_record()
    dialog = page.findChild(NewRecord)
    assert isinstance(dialog, NewRecord)
    assert dialog.form.findChild(QWidget, "field project_key") is None
    dialog.form.editor("title").show_value("Flood")
    press(dialog, "new add")
    assert sorted(rows(page, "raid")) == ["Flood", "Supplier fails"]
    document.undo()
    assert rows(page, "raid") == ["Supplier fails"]
    document.redo()
    with document.reading() as session:
        flood = session.scalars(select(Risk).where(Risk.title == "Flood")).one()
        assert flood.project_key == page.key


def test_what_a_row_can_point_to_is_of_the_project(page: ProjectPage) -> None:
    page.show_tab("benefits")
    source = page.records["benefits"].view().source
    (waits,) = (column for column in source.columns if column.name == "milestone_key")
    assert [words for _, words in source.options(waits)] == ["Go-live"]


def test_rows_pasted_past_the_end_belong_to_the_project(page: ProjectPage, document: Document) -> None:
    page.show_tab("documents")
    source = page.records["documents"].view().source
    assert source.write("Paste", [], [{"title": "Case"}, {"title": "Plan"}])
    assert rows(page, "documents") == ["Case", "Plan"]
    with document.reading() as session:
        assert {each.project_key for each in session.scalars(select(Paper))} == {page.key}


def test_a_date_edited_in_the_cell_moves_the_diamond_and_the_words(page: ProjectPage, document: Document) -> None:
    page.show_tab("schedule")
    tab = page.records["schedule"]
    assert isinstance(tab, ScheduleTab)
    timeline = tab.timeline
    assert timeline is not None
    assert tab.headline.text() == "1 milestone, 1 late"
    before = timeline.place_of(date(2026, 11, 27))
    model = tab.view().table.model
    place = model.index(0, [each.name for each in model.columns].index("forecast_on"))
    assert model.setData(place, "2027-06-01")
    assert timeline.place_of(date(2026, 11, 27)) < before
    assert "Forecast: 1 Jun 2027" in timeline.told_at(tab.view().table.view.horizontalHeader().height() + 4)
    document.undo()
    assert timeline.place_of(date(2026, 11, 27)) == before


def test_a_note_leads_to_its_record_in_another_tab(page: ProjectPage, qtbot: QtBot) -> None:
    page.show_tab("schedule")
    name = f"note benefit {benefit_key(page)}"
    qtbot.waitUntil(lambda: any(each.isVisible() for each in page.findChildren(QAbstractButton, name)))
    press(page, name)
    assert TABS[page.tabs.currentIndex()][0] == "benefits"
    pane = page.records["benefits"].view().pane
    assert pane.isVisible()
    assert pane.title.text() == "Fewer calls"
    side = page.records["benefits"].side
    assert side is not None
    assert not side.isVisible()
    pane.closed.emit()
    assert side.isVisible()


def benefit_key(page: ProjectPage) -> int:
    with page.document.reading() as session:
        return session.scalars(select(Benefit.key)).one()


def test_a_mark_of_the_picture_opens_its_record(page: ProjectPage, qtbot: QtBot) -> None:
    page.show_tab("raid")
    side = page.records["raid"].side
    assert side is not None
    assert side.picture is not None
    if not side.picture.view.marks():
        with qtbot.waitSignal(side.picture.view.drawn):
            pass
    (mark,) = side.picture.view.marks()
    assert mark[1] == "R-1"
    side.picture.view.record_chosen.emit(mark[0])
    assert page.records["raid"].view().pane.title.text() == "Supplier fails"


def test_removing_a_row_and_the_project_itself_can_be_undone(page: ProjectPage, document: Document) -> None:
    page.show_tab("schedule")
    page.records["schedule"].view().remove_records()
    assert count(document, Milestone) == 1
    document.undo()
    assert count(document, Milestone) == 2
    page.remove_project()
    assert page.head is None
    assert any(each.text() == "This project is gone" for each in page.findChildren(QLabel) if each.isVisible())
    assert count(document, GateCriterion) == 1
    document.undo()
    assert named(page) == "Customer Portal Renewal"


def test_keys_go_through_the_list_and_the_tabs(page: ProjectPage, document: Document) -> None:
    among = tuple(key_of(document, reference) for reference in ("P-004", FIRST))
    page.show_record((among[1], among))
    assert page.header.place.text() == "2 of 2"
    assert not page.header.after.isEnabled()
    QTest.keyClick(page, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert named(page).startswith("R&D")
    QTest.keyClick(page, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert TABS[page.tabs.currentIndex()][0] == "schedule"


def test_a_record_elsewhere_leads_to_its_page(page: ProjectPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.go) as told:
        press(page, "way register")
    assert told.args == ["register", page.key]


def test_the_report_of_the_newest_period_is_written_here(page: ProjectPage, document: Document) -> None:
    page.show_tab("reports")
    assert [row.cells[0].top for row in page.reports.table.rows()] == ["November 2026"]
    press(page.reports.form, "submit report")
    with document.reading() as session:
        period = periods.current_period(session)
        assert period is not None
        report = periods.report_of(session, key_in(session, FIRST), period.key)
        assert report is not None
        assert report.state is ReportState.SUBMITTED
    assert page.reports.table.rows()[0].cells[2].top == "Submitted"


def test_a_recovery_is_begun_here_and_shows_at_the_head(page: ProjectPage, document: Document) -> None:
    press(page.overview, "begin recovery")
    dialog = page.findChild(AskDialog)
    assert isinstance(dialog, AskDialog)
    dialog.form.show_values(
        {"trigger": "Two releases failed", "owner": "A. Mason", "exit_criteria": "One release passes"}
    )
    press(dialog, "ask take")
    assert page.head is not None
    assert "In recovery" in [mark.words for mark in page.head.marks]
    press(page.overview, "open recovery")
    assert page.records["schedule"].view().log.table == "recovery"
    document.undo()
    assert page.head.recovery is None


def test_details_are_every_field_of_the_project(page: ProjectPage, document: Document) -> None:
    page.show_details()
    pane = next(each for each in page.findChildren(RecordPane) if each.isVisible())
    assert isinstance(pane, RecordPane)
    pane.form.edited.emit("sponsor", "N. Ew")
    assert page.head is not None
    assert page.head.seen.sponsor == "N. Ew"
    document.undo()
    assert page.head.seen.sponsor == ""


def test_the_one_pager_is_written_where_the_user_wants_it(page: ProjectPage, tmp_path: Path, qtbot: QtBot) -> None:
    out = tmp_path / "page.pdf"
    page.ask_path = lambda proposed: str(out) if proposed.endswith(".pdf") else ""
    with qtbot.waitSignal(page.news, timeout=20_000):
        press(page, "one-pager")
    from pypdf import PdfReader

    reader = PdfReader(out)
    assert len(reader.pages) == 1
    assert "Customer Portal Renewal" in reader.pages[0].extract_text()


def test_the_history_tells_of_the_project_and_of_its_records(page: ProjectPage, document: Document) -> None:
    with document.reading() as session:
        risk = session.scalars(select(Risk.key).where(Risk.title == "Supplier fails")).one()
    document.do("Own", lambda session: registers.edit(session, register_named("risk"), risk, "owner", "A. Mason"))
    page.show_tab("history")
    entry = page.history.list.current()
    assert entry is not None
    assert entry.words.startswith("Risk “Supplier fails”: Owner")
    page.history.take_back()
    with document.reading() as session:
        assert session.get_one(Risk, risk).owner == ""


def visible(page: ProjectPage) -> list[QLabel]:
    return [each for each in page.findChildren(QLabel) if each.isVisible()]


def test_the_first_project_by_name_is_shown_where_none_was_asked_for(
    document: Document, jobs: Jobs, qtbot: QtBot
) -> None:
    page = ProjectPage(document, jobs)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: named(page) == "Branch Network Refit")
    page.hide()


def remove(document: Document, key: int) -> None:
    document.do("Remove", lambda session: registers.remove(session, register_named("project"), [key]))


def test_a_page_without_any_project_says_so(document: Document, jobs: Jobs, qtbot: QtBot) -> None:
    for reference in (FIRST, SECOND, "P-003", "P-004"):
        key = key_of(document, reference)
        remove(document, key)
    page = ProjectPage(document, jobs)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: any(each.text() == "This project is gone" for each in visible(page)))
    page.hide()
