from typing import TYPE_CHECKING

from pmo_desktop.reports.sections.benefits import SECTION
from pmo_desktop.services.formats import show_number

if TYPE_CHECKING:
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
