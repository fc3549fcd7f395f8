from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from pmo_desktop.domain.choices import Dimension, Rating, ReportState
from pmo_desktop.reports.sections.control import SECTION
from pmo_desktop.services.insights.entries import Override, Standing

if TYPE_CHECKING:
    from pmo_desktop.storage.workspace import Workspace
    from tests.reports.sections.conftest import Change, Draw, Drawn


def drawn(page: "Drawn | None") -> "Drawn":
    assert page is not None
    return page


def test_nothing_stands_on_anything_else(draw: "Draw", sample: "Workspace", change: "Change") -> None:
    assert drawn(draw(SECTION, sample, change=change)).misplaced() == []


def test_it_tells_the_period_its_cut_off_and_that_it_is_a_draft(draw: "Draw", sample: "Workspace") -> None:
    page = drawn(draw(SECTION, sample))
    for words in (
        "This pack",
        "DRAFT",
        "Organisation Marevia Transit Group",
        "Period November 2026",
        "Days 1 Nov 2026 to 30 Nov 2026",
        "Cut-off 27 Nov 2026",
        "Compared with October 2026",
        "Recipe Board pack",
        "Distribution All members",
    ):
        assert page.says(words)


def test_a_frozen_period_is_final(draw: "Draw", sample: "Workspace") -> None:
    page = drawn(draw(SECTION, sample, "October 2026"))
    assert page.says("FINAL")
    assert not page.says("DRAFT")


def test_reports_are_counted_and_those_that_are_not_in_are_named(draw: "Draw", sample: "Workspace") -> None:
    page = drawn(draw(SECTION, sample))
    answer = page.answer
    assert page.says(f"{len(answer.submitted)} of {answer.projects}")
    assert page.says(f"1 carried forward {answer.carried[0]}")
    assert page.says(f"1 missing {answer.missing[0]}")
    assert not page.says("in draft")


def test_184_reports_show_as_one_bar(draw: "Draw", register: "Workspace") -> None:
    page = drawn(draw(SECTION, register))
    assert page.says("184 submitted")
    assert page.misplaced() == []


def test_drafts_and_missing_ones_among_many_are_told(draw: "Draw", register: "Workspace") -> None:
    def some(stood: Standing) -> Standing:
        first, second, *rest = stood.entries
        drafts = (replace(first, state=ReportState.DRAFT), replace(second, state=ReportState.MISSING))
        return replace(stood, entries=(*drafts, *rest))

    page = drawn(draw(SECTION, register, change=some))
    assert page.says(f"182 submitted 1 in draft {page.answer.drafts[0]} 1 missing {page.answer.missing[0]}")


def test_changes_by_the_pmo_are_told_with_their_reason(draw: "Draw", sample: "Workspace") -> None:
    page = drawn(draw(SECTION, sample))
    (change,) = page.answer.overridden
    assert page.says(f"{change.project}: overall reported amber, shown red. {change.reason} {change.by}")


@pytest.mark.parametrize(("count", "more"), [(5, ""), (7, "and 2 more, in the annex")])
def test_a_change_without_a_reason_says_so_and_many_are_cut(
    draw: "Draw", sample: "Workspace", count: int, more: str
) -> None:
    def overridden(stood: Standing) -> Standing:
        bare = Override(Rating.AMBER, "", "", stood.period.cut_off_on)
        entries = [
            replace(
                entry,
                overall=replace(entry.overall, override=None),
                dimensions={
                    **entry.dimensions,
                    Dimension.COST: replace(entry.dimensions[Dimension.COST], reported=None, override=bare),
                },
            )
            for entry in stood.entries[:count]
        ]
        return replace(stood, entries=tuple(entries))

    page = drawn(draw(SECTION, sample, change=overridden))
    assert page.says(f"{page.answer.overridden[0].project}: cost reported not rated, shown amber. No reason given.")
    assert page.says("more, in the annex") == bool(more)
    assert page.says(more)


def test_what_is_left_out_is_listed(draw: "Draw", sample: "Workspace") -> None:
    assert drawn(draw(SECTION, sample, left_out=("Benefits", "Resources"))).says(
        "Benefits, Resources: nothing to report."
    )
    assert drawn(draw(SECTION, sample)).says("Nothing: every section of the recipe is in.")


def test_every_note_on_data_quality_stands_with_its_count_and_names(draw: "Draw", register: "Workspace") -> None:
    page = drawn(draw(SECTION, register))
    assert {note.title for note in page.answer.notes} >= {"Finish has passed", "No cost", "Not rated"}
    for note in page.answer.notes:
        assert page.says(f"{note.title}{note.meaning}{len(note.projects)}{note.projects[0]}")
    assert page.says(f"{page.answer.unread_cells} cells")


def test_an_empty_workspace_still_has_its_control_page(draw: "Draw", sample: "Workspace", nothing: "Change") -> None:
    page = drawn(draw(SECTION, sample, change=nothing))
    assert page.says("No project is expected to report in this period.")
    assert page.says("None: every rating stands as reported or calculated.")
    assert page.says("Nothing is missing, stale, contradictory or unexplained.")
