import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pmo_desktop.domain.choices import Level, Severity
from pmo_desktop.reports.sections.raid import SECTION
from pmo_desktop.services import periods, registers, workspaces
from pmo_desktop.services.formats import show_change, show_date
from pmo_desktop.services.registry import PROJECTS, register_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

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


LONG = "The contractor who builds the long bridge over the river does not deliver what was agreed in the spring"


@pytest.fixture
def crowded(tmp_path: Path) -> "Iterator[Workspace]":
    """Forty risks with long names and overdue responses, half of them bare, one not scored; thirty critical issues."""
    workspace = workspaces.create(tmp_path / "crowded.pmo")

    def fill(session: "Session") -> None:
        day = date(2026, 1, 31)
        periods.open_period(session, "January 2026", date(2026, 1, 1), day, day)
        key = registers.add(session, PROJECTS, {"name": f"Bridge. {LONG}"})
        for number in range(40):
            whose = (
                {"owner": "Alexandra von Hohenstein", "response_text": "Talk every week. " * 20} if number % 2 else {}
            )
            values = {"project_key": key, "title": LONG, "due_on": date(2026, 1, 1 + number % 28), **whose}
            scores = {"probability": 5, "impact": 5 if number else None}
            registers.add(session, register_named("risk"), {**values, **scores})
        for _ in range(30):
            values = {"title": LONG, "description": LONG, "severity": Severity.CRITICAL, "level": Level.BOARD}
            registers.add(session, register_named("issue"), {"project_key": key, **values})

    workspace.do("Fill", fill)
    yield workspace
    workspace.close()


def test_crowded_risks_and_issues_keep_to_their_pages_and_what_has_no_room_is_counted(
    draw: "Draw", crowded: "Workspace"
) -> None:
    page = drawn(draw(SECTION, crowded))
    assert len(page.pages) == 2
    assert page.misplaced() == []
    assert page.says("The 10 highest of 40 open risks")
    assert page.says("1 risk is not scored yet.")
    assert "Responses overdue" in page.pages[0]
    assert re.search(r"and \d+ more", page.pages[0])
    assert len(re.findall(r"and \d+ more", page.pages[1])) == 2


def test_a_bare_risk_says_that_owner_and_response_are_missing(draw: "Draw", crowded: "Workspace") -> None:
    page = drawn(draw(SECTION, crowded))
    assert page.says("No owner")
    assert page.says("No response")
    assert page.says("19 red risks have no owner or no response.")


def test_issues_alone_have_their_page(draw: "Draw", tmp_path: Path) -> None:
    workspace = workspaces.create(tmp_path / "issues.pmo")

    def fill(session: "Session") -> None:
        day = date(2026, 1, 31)
        periods.open_period(session, "January 2026", date(2026, 1, 1), day, day)
        values = {"title": "Fog", "severity": Severity.HIGH, "due_on": date(2026, 1, 5)}
        registers.add(session, register_named("issue"), values)

    workspace.do("Fill", fill)
    page = drawn(draw(SECTION, workspace))
    workspace.close()
    assert len(page.pages) == 1
    assert page.says("1 high issue is open; 1 is past its due date")
    assert page.says("5 Jan 2026")
