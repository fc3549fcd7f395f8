from dataclasses import replace
from typing import TYPE_CHECKING

from pmo_desktop.reports.sections.dashboard import SECTION
from pmo_desktop.reports.sections.matrix import chosen, gap, width_of
from pmo_desktop.services.insights.dashboard import Dashboard
from pmo_desktop.services.insights.entries import Entry, Standing

if TYPE_CHECKING:
    from pmo_desktop.storage.workspace import Workspace
    from tests.reports.sections.conftest import Draw

_PAGE = 757.0


def answer(draw: "Draw", workspace: "Workspace", **changes: object) -> Dashboard:
    def changed(stood: Standing) -> Standing:
        return replace(stood, entries=tuple(replace(entry, **changes) for entry in stood.entries))  # type: ignore[arg-type]

    page = draw(SECTION, workspace, change=changed)
    assert page is not None
    found: Dashboard = page.answer
    return found


def keys(found: Dashboard, width: float = _PAGE) -> list[str]:
    return [each.key for each in chosen(found, width)]


def entries(found: Dashboard) -> list[Entry]:
    return [entry for group in found.groups for entry in group.entries]


def test_ratings_outlook_slip_and_cost_come_first(draw: "Draw", sample: "Workspace") -> None:
    assert keys(answer(draw, sample)) == [
        "name", "stage", "sponsor", "overall", "schedule", "cost", "scope", "quality", "risk", "benefits", "resources",
        "look", "milestone", "milestone date", "slip", "cost percent",
    ]  # fmt: skip


def test_what_nobody_has_takes_no_room(draw: "Draw", sample: "Workspace") -> None:
    without = keys(answer(draw, sample, sponsor="", next_milestone="", next_milestone_on=None, forward_look=None))
    assert not {"sponsor", "milestone", "milestone date", "look"} & set(without)
    assert {"money", "finish"} <= set(without)


def test_the_columns_fit_the_page_and_leave_room_for_names(
    draw: "Draw", sample: "Workspace", register: "Workspace"
) -> None:
    for workspace in (sample, register):
        found = answer(draw, workspace)
        columns = chosen(found, _PAGE)
        used = sum(width_of(each, entries(found)) + gap(found) for each in columns if each.key != "name")
        assert _PAGE - used >= 110


def test_a_narrow_page_keeps_the_most_telling_columns(draw: "Draw", sample: "Workspace") -> None:
    assert keys(answer(draw, sample), 260) == ["name", "overall", "schedule", "cost", "slip"]


def test_a_register_without_dimensions_tells_organisation_category_dates_and_money(
    draw: "Draw", register: "Workspace"
) -> None:
    assert keys(answer(draw, register)) == [
        "name", "organisation", "category", "overall", "finish", "moved", "money", "money change", "in year",
    ]  # fmt: skip
