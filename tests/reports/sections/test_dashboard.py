from typing import TYPE_CHECKING

from pmo_desktop.domain.choices import Dimension
from pmo_desktop.reports.sections.dashboard import SECTION

if TYPE_CHECKING:
    from pmo_desktop.storage.workspace import Workspace
    from tests.reports.sections.conftest import Change, Draw, Drawn


def drawn(page: "Drawn | None") -> "Drawn":
    assert page is not None
    return page


def test_nothing_stands_on_anything_else(draw: "Draw", sample: "Workspace", change: "Change") -> None:
    assert drawn(draw(SECTION, sample, change=change)).misplaced() == []


def test_the_worst_of_a_real_register_stand_with_organisation_and_category_and_the_rest_are_counted(
    draw: "Draw", register: "Workspace"
) -> None:
    page = drawn(draw(SECTION, register))
    entries = [entry for group in page.answer.groups for entry in group.entries]
    assert len(entries) == 184
    missing = [each.name for each in entries[:50] if not page.says(f"{each.name}{each.organisation}{each.category}")]
    assert missing == []
    assert not page.says(f"{entries[50].name}{entries[50].organisation}{entries[50].category}")
    assert len(page.pages) <= 3
    assert all(page.says(f"{len(group.entries)} projects") for group in page.answer.groups)
    assert page.says("of them in the annex")
    assert page.misplaced() == []


def test_without_dimension_ratings_their_columns_give_way_to_other_facts(draw: "Draw", register: "Workspace") -> None:
    text = drawn(draw(SECTION, register)).text
    assert not any(dimension.label in text for dimension in Dimension if dimension is not Dimension.BENEFITS)
    assert "Organisation Category Overall Finish" in text


def test_with_dimension_ratings_every_dimension_has_its_column(draw: "Draw", sample: "Workspace") -> None:
    text = drawn(draw(SECTION, sample)).text
    assert "Schedule Cost Scope Quality Risk Benefits Resources Outlook" in text


def test_groups_tell_word_count_and_money(draw: "Draw", sample: "Workspace", register: "Workspace") -> None:
    assert drawn(draw(SECTION, sample)).says("Off track 4 projects")
    assert drawn(draw(SECTION, register)).says("Amber/Red 44 projects · £187bn · 34% of whole-life cost")


def test_the_bars_tell_counts_now_and_before(draw: "Draw", register: "Workspace") -> None:
    page = drawn(draw(SECTION, register))
    for counts in ("2021 A/R 44", "A 84 amber", "R 7 G 12 not rated 8", "2018/19 A/R 38", "R 4 A/G 18 G 4 not rated 3"):
        assert page.says(counts)


def test_not_rated_projects_are_listed_with_their_reason(draw: "Draw", register: "Workspace") -> None:
    page = drawn(draw(SECTION, register))
    assert len(page.answer.not_rated) == 8
    for entry in page.answer.not_rated:
        assert page.says(f"{entry.name}{entry.overall_reason}")


def test_the_header_stands_on_every_page_and_the_matrix_stays_short(
    draw: "Draw", sample: "Workspace", many: "Change"
) -> None:
    page = drawn(draw(SECTION, sample, change=many))
    assert len(page.pages) <= 4
    assert all("Next milestone" in text for text in page.pages[:2])
    names = [entry.name for group in page.answer.groups for entry in group.entries]
    assert len(names) == 500
    assert [name for name in names[:50] if not page.says(name)] == []
    assert page.misplaced() == []


def test_a_row_leads_to_the_project_s_own_page(draw: "Draw", sample: "Workspace") -> None:
    page = drawn(draw(SECTION, sample))
    links = sum(len(each.get("/Annots", [])) for each in page.reader.pages)
    assert links >= sum(len(group.entries) for group in page.answer.groups)


def test_in_the_first_period_nothing_is_compared(draw: "Draw", sample: "Workspace", alone: "Change") -> None:
    text = drawn(draw(SECTION, sample, change=alone)).text
    assert "higher is better" not in text
    assert "worse" not in text


def test_without_projects_the_section_is_left_out(draw: "Draw", sample: "Workspace", nothing: "Change") -> None:
    assert draw(SECTION, sample, change=nothing) is None
