from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.capacity import Role
from pmo_desktop.domain.office import ObjectiveLink, StrategicObjective
from pmo_desktop.domain.prioritisation import Criterion, CriterionScore
from pmo_desktop.domain.project import Portfolio, Project
from pmo_desktop.services import registers
from pmo_desktop.services.registry import register_named
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.new_record import NewRecord
from pmo_desktop.ui.portfolio.coverage import CoverageView
from pmo_desktop.ui.portfolio.grid import Grid
from pmo_desktop.ui.portfolio.page import VIEWS, PortfolioPage
from pmo_desktop.ui.portfolio.pictures import DependenciesView, PictureView
from pmo_desktop.ui.portfolio.priorities import PrioritiesView


def fill(session: Session) -> None:
    add = registers.add
    first, second, *_ = session.scalars(select(Project.key).order_by(Project.reference))
    portfolio = add(session, register_named("portfolio"), {"name": "Digital", "budget": 3_000_000_00})
    fit = add(session, register_named("criterion"), {"title": "Fit", "weight": 2.0})
    for key, points in ((first, 3.0), (second, 4.0)):
        project = session.get_one(Project, key)
        project.portfolio_key = portfolio
        add(session, register_named("criterion_score"), {"project_key": key, "criterion_key": fit, "points": points})
        add(session, register_named("risk"), {"title": "Storm", "project_key": key, "probability": 2, "impact": 3})
    growth = add(session, register_named("strategic_objective"), {"title": "Growth", "weight": 2})
    session.add(ObjectiveLink(project_key=first, objective_key=growth))
    role = add(session, register_named("role"), {"name": "Analyst"})
    add(session, register_named("demand"), {"project_key": first, "role_key": role, "month_on": date(2027, 1, 1),
                                            "fte": 2.0})  # fmt: skip
    add(session, register_named("dependency"), {"title": "Login", "project_key": first, "other_key": second,
        "needed_by_on": date(2027, 1, 1), "promised_on": date(2027, 1, 9)})  # fmt: skip


@pytest.fixture
def page(document: Document, jobs: Jobs, qtbot: QtBot) -> Iterator[PortfolioPage]:
    document.do("Fill", fill)
    yield from shown(document, jobs, qtbot)


def shown(document: Document, jobs: Jobs, qtbot: QtBot) -> Iterator[PortfolioPage]:
    made = PortfolioPage(document, jobs)
    qtbot.addWidget(made)
    made.resize(1232, 800)
    with qtbot.waitSignal(made.told):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.hide()


def go_to(page: PortfolioPage, qtbot: QtBot, key: str) -> None:
    with qtbot.waitSignal(page.told):
        page.show_record(key)


def priorities(page: PortfolioPage, qtbot: QtBot) -> PrioritiesView:
    go_to(page, qtbot, "priorities")
    view = page.view()
    assert isinstance(view, PrioritiesView)
    return view


def coverage(page: PortfolioPage, qtbot: QtBot) -> CoverageView:
    go_to(page, qtbot, "coverage")
    view = page.view()
    assert isinstance(view, CoverageView)
    return view


def texts(grid: Grid, title: str) -> list[str]:
    place = [each.title for each in grid.grid.columns].index(title)
    return [row.cells[place].text for row in grid.grid.rows]


def put_cursor(grid: Grid, row: int, title: str) -> None:
    grid.setFocus()
    place = [each.title for each in grid.grid.columns].index(title)
    grid.setCurrentIndex(grid.grid.index(row, place))


def count(document: Document, entity: type[ObjectiveLink]) -> int:
    with document.reading() as session:
        return session.scalar(select(func.count()).select_from(entity)) or 0


def test_every_view_answers_and_says_something(page: PortfolioPage, qtbot: QtBot) -> None:
    for key, _, _ in VIEWS[1:]:
        go_to(page, qtbot, key)
        view = page.view()
        if isinstance(view, PictureView):
            assert view.picture.title.text().strip()


@pytest.mark.parametrize("key", [key for key, _, _ in VIEWS[1:]])
def test_every_view_of_an_empty_workspace_is_calm(document: Document, jobs: Jobs, qtbot: QtBot, key: str) -> None:
    with document.reading() as session:
        every = list(session.scalars(select(Project.key)))
    document.do("Remove", lambda session: registers.remove(session, register_named("project"), every))
    for made in shown(document, jobs, qtbot):
        go_to(made, qtbot, key)


def test_a_bubble_opens_its_project(page: PortfolioPage, qtbot: QtBot) -> None:
    view = page.view()
    assert isinstance(view, PictureView)
    if not view.picture.view.marks():
        with qtbot.waitSignal(view.picture.view.drawn):
            pass
    key, words = view.picture.view.marks()[0]
    assert words.startswith("P-00")
    with qtbot.waitSignal(page.go) as told:
        view.picture.view.record_chosen.emit(key)
    assert told.args == ["project", int(key)]


def test_points_typed_in_the_grid_change_score_and_rank_and_can_be_undone(
    page: PortfolioPage, document: Document, qtbot: QtBot
) -> None:
    grid = priorities(page, qtbot).grid
    assert texts(grid, "Project")[:3] == ["Weight", "P-002 Mobile Payments", "P-001 Customer Portal Renewal"]
    assert texts(grid, "Score")[1:3] == ["4.00", "3.00"]
    place = [each.title for each in grid.grid.columns].index("Fit")
    with qtbot.waitSignal(page.told):
        grid.grid.setData(grid.grid.index(2, place), "5")
    assert texts(grid, "Project")[1] == "P-001 Customer Portal Renewal"
    with qtbot.waitSignal(page.told):
        document.undo()
    assert texts(grid, "Project")[1] == "P-002 Mobile Payments"
    with qtbot.waitSignal(page.told):
        document.redo()
    assert texts(grid, "Score")[1] == "5.00"


def test_delete_takes_points_away_and_what_is_no_number_is_refused(
    page: PortfolioPage, document: Document, qtbot: QtBot
) -> None:
    grid = priorities(page, qtbot).grid
    put_cursor(grid, 1, "Fit")
    with qtbot.waitSignal(page.told):
        QTest.keyClick(grid, Qt.Key.Key_Delete)
    with document.reading() as session:
        assert None in list(session.scalars(select(CriterionScore.points)))
    for text in ("many", "6"):
        with qtbot.waitSignal(document.refused):
            grid.grid.setData(grid.currentIndex(), text)


def test_weights_are_typed_in_the_first_row(page: PortfolioPage, document: Document, qtbot: QtBot) -> None:
    grid = priorities(page, qtbot).grid
    place = [each.title for each in grid.grid.columns].index("Fit")
    with qtbot.waitSignal(page.told):
        grid.grid.setData(grid.grid.index(0, place), "7")
    with document.reading() as session:
        assert session.scalars(select(Criterion.weight)).one() == 7.0


def test_the_cut_line_stands_under_the_last_that_fits(page: PortfolioPage, document: Document, qtbot: QtBot) -> None:
    view = priorities(page, qtbot)
    with document.reading() as session:
        portfolio = session.scalars(select(Portfolio.key)).one()
    with qtbot.waitSignal(page.told):
        page.show_record(portfolio)
    assert [row.has_line for row in view.grid.grid.rows] == [False, True, False]
    assert view.form.isVisible()
    assert "leaves out P-001" in view.note.text()
    with qtbot.waitSignal(page.told):
        view.form.edited.emit("budget", 9_000_000_00)
    assert not any(row.has_line for row in view.grid.grid.rows)
    with qtbot.waitSignal(page.told):
        document.undo()
    assert [row.has_line for row in view.grid.grid.rows] == [False, True, False]


def test_each_role_is_held_to_its_capacity_on_request(page: PortfolioPage, document: Document, qtbot: QtBot) -> None:
    with document.reading() as session:
        role = session.scalars(select(Role.key)).one()
    values = {"role_key": role, "month_on": date(2027, 1, 1), "fte": 1.0}
    document.do("One analyst", lambda session: registers.add(session, register_named("role_capacity"), values))
    document.do("No limit", lambda session: registers.add(session, register_named("portfolio"), {"name": "Free"}))
    view = priorities(page, qtbot)
    assert set(texts(view.grid, "Best set")[1:]) == {"—"}
    with qtbot.waitSignal(page.told):
        QTest.mouseClick(view.roles, Qt.MouseButton.LeftButton, pos=QPoint(8, view.roles.height() // 2))
    rows = dict(zip(texts(view.grid, "Project"), texts(view.grid, "Best set"), strict=True))
    assert rows["P-001 Customer Portal Renewal"] == "left out"
    (reason,) = view.reasons.rows()
    assert reason.cells[0].bottom == "1.0 FTE too many: Analyst, Jan 2027"


def test_an_editor_stays_open_while_the_best_set_arrives(page: PortfolioPage, document: Document, qtbot: QtBot) -> None:
    view = priorities(page, qtbot)
    with document.reading() as session:
        portfolio = session.scalars(select(Portfolio.key)).one()
    with qtbot.waitSignal(page.told):
        page.show_record(portfolio)
    put_cursor(view.grid, 1, "Fit")
    with qtbot.waitSignal(page.told):
        page.refresh()
        QTest.keyClick(view.grid, Qt.Key.Key_F2)
        assert view.grid.state() is view.grid.State.EditingState
    assert view.grid.state() is view.grid.State.EditingState


def many(session: Session) -> None:
    """Projects enough for a search that takes its time."""
    fit, portfolio = session.scalars(select(Criterion.key)).one(), session.scalars(select(Portfolio.key)).one()
    for number in range(200):
        project = Project(
            name=f"Project {number}", portfolio_key=portfolio, eac=20_000_00 + 100 * (17_123 * number % 7_001)
        )
        session.add(project)
        session.flush()
        session.add(CriterionScore(project_key=project.key, criterion_key=fit, points=1 + 7 * number % 401 / 100))


def test_a_search_that_is_cancelled_says_so_and_the_line_stays(
    page: PortfolioPage, document: Document, qtbot: QtBot
) -> None:
    view = priorities(page, qtbot)
    document.do("Many", many)
    qtbot.waitUntil(lambda: "is being sought among 202 projects" in view.calm.text())
    with qtbot.waitSignal(document.refused) as told:
        assert page.asking is not None
        page.asking.cancel()
    assert told.args is not None
    assert "cancelled" in told.args[0]
    assert "was ended" in view.calm.text()
    assert any(row.has_line for row in view.grid.grid.rows)


def test_a_search_ends_with_the_page_and_begins_anew_when_it_is_shown(
    page: PortfolioPage, document: Document, qtbot: QtBot
) -> None:
    view = priorities(page, qtbot)
    document.do("Many", many)
    qtbot.waitUntil(lambda: "is being sought" in view.calm.text())
    page.hide()
    assert page.asking is None
    with qtbot.waitSignal(page.told, timeout=60_000):
        page.show()
    assert "The best set brings" in view.calm.text()


def test_enter_opens_the_project_of_a_row(page: PortfolioPage, qtbot: QtBot) -> None:
    grid = priorities(page, qtbot).grid
    put_cursor(grid, 1, "Project")
    with qtbot.waitSignal(page.go) as told:
        QTest.keyClick(grid, Qt.Key.Key_Return)
    assert told.args == ["project", grid.grid.rows[1].key]


def test_a_criterion_is_added_here(page: PortfolioPage, qtbot: QtBot) -> None:
    view = priorities(page, qtbot)
    view.add_criterion()
    dialog = view.findChild(NewRecord)
    assert isinstance(dialog, NewRecord)
    dialog.form.show_values({"title": "Speed", "weight": 1.0})
    with qtbot.waitSignal(page.told):
        dialog.findChildren(QAbstractButton, "new add")[0].click()
    assert "Speed" in [each.title for each in view.grid.grid.columns]


def test_space_and_a_click_tick_an_objective_and_undo_unticks_it(
    page: PortfolioPage, document: Document, qtbot: QtBot
) -> None:
    grid = coverage(page, qtbot).grid
    assert texts(grid, "Growth")[:2] == ["2", "1"]
    row = texts(grid, "Project").index("P-002 Mobile Payments")
    put_cursor(grid, row, "Growth")
    with qtbot.waitSignal(page.told):
        QTest.keyClick(grid, Qt.Key.Key_Space)
    assert count(document, ObjectiveLink) == 2
    assert texts(grid, "Growth")[1] == "2"
    with qtbot.waitSignal(page.told):
        document.undo()
    assert count(document, ObjectiveLink) == 1
    row = texts(grid, "Project").index("P-001 Customer Portal Renewal")
    where = grid.visualRect(grid.grid.index(row, 2)).center()
    with qtbot.waitSignal(page.told):
        QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert count(document, ObjectiveLink) == 0
    assert texts(grid, "Growth")[1] == "nobody"


def test_gaps_lead_to_orphans_and_idle_objectives(page: PortfolioPage, document: Document, qtbot: QtBot) -> None:
    document.do("Add", lambda session: registers.add(session, register_named("strategic_objective"), {"title": "Idle"}))
    view = coverage(page, qtbot)
    rows = view.findings.table.rows()
    assert rows[0].cells[0].top == "Idle"
    assert len(rows) == 4
    with qtbot.waitSignal(page.go) as told:
        view.findings.table.chosen.emit(rows[0].key)
    with document.reading() as session:
        key = session.scalars(select(StrategicObjective.key).where(StrategicObjective.title == "Idle")).one()
    assert told.args is not None
    assert told.args[1] == ("strategic_objective", key)


def test_an_objective_is_weighed_in_the_grid(page: PortfolioPage, document: Document, qtbot: QtBot) -> None:
    grid = coverage(page, qtbot).grid
    with qtbot.waitSignal(page.told):
        grid.grid.setData(grid.grid.index(0, 2), "5")
    with document.reading() as session:
        assert session.scalars(select(StrategicObjective.weight)).one() == 5


def test_a_late_dependency_is_listed_first_and_opens(page: PortfolioPage, qtbot: QtBot) -> None:
    go_to(page, qtbot, "dependencies")
    view = page.view()
    assert isinstance(view, DependenciesView)
    (row,) = view.list.table.rows()
    assert row.cells[0].top == "Login"
    assert "+8 d" in row.cells[0].bottom
    with qtbot.waitSignal(page.go) as told:
        view.list.table.chosen.emit(row.key)
    assert told.args is not None
    assert told.args[0] == "raid"


def test_keys_go_through_the_views(page: PortfolioPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.told):
        QTest.keyClick(page, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert VIEWS[page.tabs.currentIndex()][0] == "priorities"
