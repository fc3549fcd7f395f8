from datetime import date
from typing import TYPE_CHECKING

from pmo_desktop.reports.sections.benefits import SECTION
from pmo_desktop.services import periods, registers, workspaces
from pmo_desktop.services.formats import show_number
from pmo_desktop.services.registry import PROJECTS, register_named

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.orm import Session

    from pmo_desktop.storage.workspace import Workspace
    from tests.reports.sections.conftest import Change, Draw, Drawn


def drawn(page: "Drawn | None") -> "Drawn":
    assert page is not None
    return page


def test_nothing_stands_on_anything_else(draw: "Draw", sample: "Workspace", change: "Change") -> None:
    assert drawn(draw(SECTION, sample, change=change)).misplaced() == []


def test_a_register_without_benefits_leaves_it_out(draw: "Draw", register: "Workspace") -> None:
    assert draw(SECTION, register) is None


def test_title_and_reason_stand_on_the_page(draw: "Draw", sample: "Workspace") -> None:
    page = drawn(draw(SECTION, sample))
    assert page.says(page.answer.title)
    assert page.says(page.answer.reason)


def test_every_benefit_stands_with_target_and_forecast(draw: "Draw", sample: "Workspace") -> None:
    page = drawn(draw(SECTION, sample))
    rows = [row for group in page.answer.groups for row in group]
    assert len(rows) == 21
    for row in rows:
        assert page.says(row.title[:24])
        assert page.says(show_number(row.target))
        assert page.says(show_number(row.forecast))


def test_groups_are_named_and_counted(draw: "Draw", sample: "Workspace") -> None:
    page = drawn(draw(SECTION, sample))
    assert page.says(f"Waiting for a late milestone {len(page.answer.at_risk)} benefits")
    assert page.says("Dis-benefits 1 benefit")


def test_sums_stand_for_units_that_several_benefits_share(draw: "Draw", sample: "Workspace") -> None:
    page = drawn(draw(SECTION, sample))
    (unit,) = page.answer.units
    assert page.says(f"Together in {unit.unit} {unit.count} benefits")
    assert page.says(f"{show_number(unit.sums.forecast)} of {show_number(unit.sums.target)}")


def test_a_forecast_that_moved_is_marked_and_the_mark_explained(draw: "Draw", sample: "Workspace") -> None:
    page = drawn(draw(SECTION, sample))
    assert page.answer.has_changes
    assert page.says("a higher or lower forecast than in October 2026")
    assert page.says("▼ 144")
    assert not drawn(draw(SECTION, sample, "June 2026")).says("higher or lower forecast")


def test_many_benefits_are_counted_at_the_end_and_need_no_columns_for_milestones(
    draw: "Draw", tmp_path: "Path"
) -> None:
    workspace = workspaces.create(tmp_path / "many.pmo")

    def fill(session: "Session") -> None:
        day = date(2026, 1, 31)
        periods.open_period(session, "January 2026", date(2026, 1, 1), day, day)
        key = registers.add(session, PROJECTS, {"name": "Quay"})
        for number in range(60):
            values = {"project_key": key, "title": f"Benefit {number}", "target": 10, "forecast": None if number else 9}
            registers.add(session, register_named("benefit"), values)

    workspace.do("Fill", fill)
    page = drawn(draw(SECTION, workspace))
    workspace.close()
    assert len(page.pages) == 2
    assert page.misplaced() == []
    assert page.says("and 15 more")
    assert page.says("No target or no forecast 59 benefits")
    assert "Waits for" not in page.text
