import re
from typing import TYPE_CHECKING

from pmo_desktop.reports.sections.schedule import SECTION
from pmo_desktop.services.formats import show_change, show_date, show_month

if TYPE_CHECKING:
    from pmo_desktop.storage.workspace import Workspace
    from tests.reports.sections.conftest import Change, Draw, Drawn


def drawn(page: "Drawn | None") -> "Drawn":
    assert page is not None
    return page


def misplaced(page: "Drawn") -> list[str]:
    """Words on other words; what shares a line with signs that no font has is left out: their width is not known."""
    beside_unknown = ("\0", "Recovered time", "P-101", "P-401") if "\0" in page.text else ()
    return [word for word in page.misplaced() if not any(part in word for part in beside_unknown)]


def test_nothing_stands_on_anything_else(draw: "Draw", sample: "Workspace", change: "Change") -> None:
    assert misplaced(drawn(draw(SECTION, sample, change=change))) == []


def test_nothing_stands_on_anything_else_without_milestones_and_baselines(
    draw: "Draw", register: "Workspace", change: "Change"
) -> None:
    assert misplaced(drawn(draw(SECTION, register, change=change))) == []


def test_it_takes_one_page_however_many_projects_there_are(
    draw: "Draw", sample: "Workspace", register: "Workspace", many: "Change"
) -> None:
    assert [len(drawn(draw(SECTION, each, change=many)).pages) for each in (sample, register)] == [1, 1]


def test_no_project_leaves_it_out(draw: "Draw", register: "Workspace", nothing: "Change") -> None:
    assert draw(SECTION, register, change=nothing) is None


def test_title_and_reason_stand_on_the_page(draw: "Draw", sample: "Workspace") -> None:
    page = drawn(draw(SECTION, sample))
    assert page.says(page.answer.title)
    assert page.says(page.answer.reason)
    assert page.says("1 SCHEDULE")


def test_the_largest_slips_stand_with_baseline_forecast_and_both_differences(draw: "Draw", sample: "Workspace") -> None:
    page = drawn(draw(SECTION, sample))
    worst = page.answer.late[0]
    assert worst.slip_days == max(entry.slip_days for entry in page.answer.late)
    row = (worst.name, show_month(worst.baseline_finish_on), show_month(worst.finish_on), show_change(worst.slip_days))
    assert page.says("".join(row) + show_change(worst.slip_since_days))


def test_slips_without_room_are_counted(draw: "Draw", sample: "Workspace") -> None:
    page = drawn(draw(SECTION, sample))
    found = re.search(r"and (\d+) more", page.text)
    assert found
    told = [f"{show_month(each.baseline_finish_on)} {show_month(each.finish_on)}" for each in page.answer.late]
    assert sum(row in page.text for row in told) >= len(told) - int(found[1])


def test_every_row_of_the_roadmap_stands_with_its_slip(draw: "Draw", sample: "Workspace") -> None:
    page = drawn(draw(SECTION, sample))
    rows = page.answer.roadmap.rows
    assert len(rows) == 13
    assert page.says(f"Shown: the 13 dearest of {len([*rows]) + 15} projects with dates")
    for row in rows:
        assert page.says(row.label)
        assert page.says(row.shown)


def test_milestones_stand_with_the_projects_their_references_mean(draw: "Draw", sample: "Workspace") -> None:
    page = drawn(draw(SECTION, sample))
    moved = page.answer.milestones
    assert page.says(f"Key milestones: {moved.later} of {moved.known} slipped since {page.answer.since}")
    for line in moved.trend.lines:
        assert page.says(f"{line.shown}{line.change}") or page.says(line.shown)
    for reference, name in moved.named:
        assert page.says(f"{reference} {name}")


def test_in_a_first_period_nothing_is_measured_against_a_period_before(draw: "Draw", sample: "Workspace") -> None:
    page = drawn(draw(SECTION, sample, "June 2026"))
    assert "slipped since" not in page.text
    assert "Moved, d" not in page.text
    assert page.answer.has_baseline


def test_without_baselines_moves_stand_with_the_reasons_that_projects_give(draw: "Draw", register: "Workspace") -> None:
    page = drawn(draw(SECTION, register))
    assert re.fullmatch(
        r"29 of 6\d compared finishes moved later since 2018/19, by a median of 787 days", page.answer.title
    )
    assert page.says("No baseline is recorded.")
    assert page.says("Later than in 2018/19 29 projects")
    assert page.says("Earlier than in 2018/19 3 projects")
    worst = page.answer.late[0]
    told = f"{worst.name}{show_date(worst.finish_before_on)}{show_date(worst.finish_on)}"
    assert page.says(told + show_change(worst.slip_since_days))
    assert page.says("2032 is the end date agreed when the programme was rebalanced")


def test_keys_tell_only_manners_that_the_roadmap_uses(draw: "Draw", register: "Workspace", alone: "Change") -> None:
    whole, single = drawn(draw(SECTION, register)), drawn(draw(SECTION, register, change=alone))
    assert whole.says("to finish told in 2018/19 moved later since")
    assert "key milestone" not in whole.text
    assert single.says("elapsed to finish")
    assert "moved later since" not in single.text
