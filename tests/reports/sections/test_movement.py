from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from pmo_desktop.domain.choices import ProjectStatus, Rating
from pmo_desktop.reports.sections.movement import SECTION
from pmo_desktop.services.insights.entries import Standing

if TYPE_CHECKING:
    from pmo_desktop.storage.workspace import Workspace
    from tests.reports.sections.conftest import Change, Draw, Drawn


def drawn(page: "Drawn | None") -> "Drawn":
    assert page is not None
    return page


def test_nothing_stands_on_anything_else(draw: "Draw", sample: "Workspace", change: "Change") -> None:
    page = draw(SECTION, sample, change=change)
    assert page is None or page.misplaced() == []


def test_counts_stand_first_with_the_projects_behind_them(draw: "Draw", sample: "Workspace") -> None:
    page = drawn(draw(SECTION, sample))
    moved = page.answer.moved
    assert page.says(f"{len(moved.worse)} Worse ▼")
    assert page.says(f"{len(moved.better)} Better ▲")
    for entry in (*moved.worse, *moved.better, *moved.new):
        assert page.says(entry.name)


def test_long_lists_are_cut_with_their_number(draw: "Draw", register: "Workspace") -> None:
    page = drawn(draw(SECTION, register))
    counts = (("Worse ▼", 13), ("Better ▲", 25), ("New", 114), ("Gone", 63))
    for word, count in counts:
        assert page.says(f"{count} {word}")
        assert page.says(f"and {count - 6} more, in the annex")
    assert page.misplaced() == []


def test_every_red_stands_with_cause_path_owner_and_date(draw: "Draw", sample: "Workspace") -> None:
    page = drawn(draw(SECTION, sample))
    assert len(page.answer.paths) >= 4
    for path in page.answer.paths:
        for words in (path.entry.name, path.cause[:60], path.step, path.owner):
            assert page.says(words)
    assert page.says("Slipped 70 d")
    assert page.says("Held")
    assert page.says("New path")


def test_a_path_that_came_earlier_or_has_no_date_says_so(draw: "Draw", sample: "Workspace") -> None:
    def dated(stood: Standing) -> Standing:
        reds = [entry for entry in stood.entries if entry.rating is Rating.RED]
        first = replace(reds[0], path_due_on=date(2026, 12, 1))
        second = replace(reds[1], path_due_on=None, path_to_green="", overall_reason="", summary="")
        return replace(stood, entries=(first, second))

    page = drawn(draw(SECTION, sample, change=dated))
    assert page.says("d earlier")
    assert page.says("None reported")
    assert page.says("No date")


def test_where_nobody_reports_a_path_its_columns_give_way_to_the_cause(draw: "Draw", register: "Workspace") -> None:
    page = drawn(draw(SECTION, register))
    assert "Path held?" not in page.text
    assert page.text.count("None reported") == len(page.answer.paths)
    assert page.says("The Senior Responsible Owner has adjusted the delivery confidence to Red overall.")


def test_what_moved_in_dates_and_money_tells_before_and_now(draw: "Draw", register: "Workspace") -> None:
    page = drawn(draw(SECTION, register))
    assert page.says("Finish moved since 2018/19")
    assert page.says("Clyde Infrastructure 29 Mar 2024 30 Mar 2032 +2,923")
    assert page.says("Probation Programme 1,200 17,726 +16,526")
    assert page.says("Earlier:")


def test_closed_projects_are_told_as_complete(draw: "Draw", sample: "Workspace") -> None:
    def closed(stood: Standing) -> Standing:
        first, *rest = stood.entries
        return replace(stood, entries=(*rest, replace(first, status=ProjectStatus.CLOSED)))

    page = drawn(draw(SECTION, sample, change=closed))
    assert page.says("1 Closed complete since")


def test_more_ways_back_than_a_board_reads_are_cut(draw: "Draw", sample: "Workspace") -> None:
    def all_red(stood: Standing) -> Standing:
        red = next(entry for entry in stood.entries if entry.rating is Rating.RED)
        return replace(stood, entries=tuple(replace(red, key=number, name=f"Red {number}") for number in range(40)))

    page = drawn(draw(SECTION, sample, change=all_red))
    assert page.says("and 10 more, in the annex")


@pytest.mark.parametrize("slips", [True, False])
def test_only_what_moved_has_a_table(draw: "Draw", sample: "Workspace", slips: bool) -> None:  # noqa: FBT001
    def still(stood: Standing) -> Standing:
        entries = [
            replace(
                entry, slip_since_days=entry.slip_since_days if slips else 0, whole_life_before=entry.whole_life_cost
            )
            for entry in stood.entries
        ]
        return replace(stood, entries=tuple(entries))

    page = drawn(draw(SECTION, sample, change=still))
    assert page.says("Finish moved since") == slips
    assert not page.says("Whole-life cost moved since")


def test_in_the_first_period_only_the_ways_back_are_told(draw: "Draw", sample: "Workspace", alone: "Change") -> None:
    page = drawn(draw(SECTION, sample, change=alone))
    assert page.says("Off track, or getting worse")
    assert not page.says("Worse ▼")
    assert not page.says("moved since")


def test_without_projects_the_section_is_left_out(draw: "Draw", sample: "Workspace", nothing: "Change") -> None:
    assert draw(SECTION, sample, change=nothing) is None
