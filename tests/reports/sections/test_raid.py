import re
from typing import TYPE_CHECKING

from pmo_desktop.reports.sections.raid import SECTION
from pmo_desktop.services.formats import show_change, show_date

if TYPE_CHECKING:
    from pmo_desktop.storage.workspace import Workspace
    from tests.reports.sections.conftest import Change, Draw, Drawn


def drawn(page: "Drawn | None") -> "Drawn":
    assert page is not None
    return page


def test_nothing_stands_on_anything_else(draw: "Draw", sample: "Workspace", change: "Change") -> None:
    assert drawn(draw(SECTION, sample, change=change)).misplaced() == []


def test_a_register_without_risks_leaves_it_out(draw: "Draw", register: "Workspace") -> None:
    assert draw(SECTION, register) is None


def test_the_ten_highest_stand_with_owner_scores_and_how_they_moved(draw: "Draw", sample: "Workspace") -> None:
    page = drawn(draw(SECTION, sample))
    assert page.says(f"The 10 highest of {len(page.answer.risks)} open risks")
    for row in page.answer.risks[:10]:
        assert page.says(row.mark)
        assert page.says(row.title)
        assert page.says(row.owner)
        moved = "new" if row.is_new else f"▲ {show_change(row.step)}" if row.step else "0"
        assert page.says(f"{row.inherent}{row.current}{moved}{row.target}") or page.says(f"{row.current} {moved}")


def test_every_scored_risk_is_in_the_heat_map_or_counted_there(draw: "Draw", sample: "Workspace") -> None:
    page = drawn(draw(SECTION, sample))
    first = page.pages[0]
    cells = first[first.index("All open risks today") : first.index("The 10 highest")]
    shown, more = set(re.findall(r"R-\d\d\d", cells)), sum(map(int, re.findall(r"\+(\d+)", cells)))
    every = {row.mark for row in page.answer.risks if row.current is not None}
    assert shown < every
    assert len(shown) + more == len(every)


def test_severe_issues_stand_with_owner_and_due_date(draw: "Draw", sample: "Workspace") -> None:
    page = drawn(draw(SECTION, sample))
    assert page.answer.issue_title in page.pages[1]
    for row in page.answer.severe_issues:
        assert page.says(row.title)
        assert page.says(row.owner)
        assert page.says(show_date(row.due_on))


def test_what_is_escalated_is_counted_by_level_and_what_has_no_room_as_well(draw: "Draw", sample: "Workspace") -> None:
    page = drawn(draw(SECTION, sample))
    assert page.says("To the board 3 issues, 5 risks")
    assert page.says("To the programme 1 issue, 11 risks")
    assert re.search(r"and \d+ more", page.pages[1])


def test_a_first_period_has_no_column_of_moves(draw: "Draw", sample: "Workspace") -> None:
    page = drawn(draw(SECTION, sample, "June 2026"))
    assert "Moved" not in page.pages[0]
    assert "marks what is new" not in page.pages[0]
