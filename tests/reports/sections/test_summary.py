from dataclasses import replace
from typing import TYPE_CHECKING

from pmo_desktop.domain.choices import Rating
from pmo_desktop.reports.sections.summary import SECTION
from pmo_desktop.services.insights.entries import Standing

if TYPE_CHECKING:
    from pmo_desktop.storage.workspace import Workspace
    from tests.reports.sections.conftest import Change, Draw, Drawn


def drawn(page: "Drawn | None") -> "Drawn":
    assert page is not None
    return page


def test_it_is_one_page_and_nothing_stands_on_anything_else(
    draw: "Draw", sample: "Workspace", change: "Change"
) -> None:
    page = drawn(draw(SECTION, sample, change=change))
    assert len(page.pages) == 1
    assert page.misplaced() == []


def test_the_real_register_fits_its_page_too(draw: "Draw", register: "Workspace") -> None:
    page = drawn(draw(SECTION, register))
    assert len(page.pages) == 1
    assert page.misplaced() == []


def test_four_figures_stand_with_context_and_change(draw: "Draw", sample: "Workspace") -> None:
    page = drawn(draw(SECTION, sample))
    assert len(page.answer.kpis) == 4
    for kpi in page.answer.kpis:
        assert page.says(f"{kpi.label}{kpi.figure}{kpi.unit}{kpi.context}")
        assert page.says(f"{kpi.change}{kpi.since}")


def test_every_message_stands_under_its_question(draw: "Draw", sample: "Workspace") -> None:
    page = drawn(draw(SECTION, sample))
    places = [page.text.find(words) for words in ("Where we are", "Where we are going", "What we need")]
    assert -1 not in places
    for message in page.answer.messages:
        assert page.says(message.title)
        assert all(page.says(sentence) for sentence in message.body[:1])


def test_sentences_are_shown_whole_or_not_at_all(draw: "Draw", sample: "Workspace", register: "Workspace") -> None:
    for workspace in (sample, register):
        page = drawn(draw(SECTION, workspace))
        for message in page.answer.messages:
            shown = [page.says(sentence) for sentence in message.body]
            assert shown == sorted(shown, reverse=True)


def test_decisions_are_tagged_with_their_number(draw: "Draw", sample: "Workspace") -> None:
    assert drawn(draw(SECTION, sample)).text.count("3 decisions") >= 2


def test_the_worst_are_named_with_their_money_and_the_next_milestones_with_their_day(
    draw: "Draw", sample: "Workspace"
) -> None:
    page = drawn(draw(SECTION, sample))
    assert len(page.answer.worst) == 4
    for entry in page.answer.worst:
        assert page.says(entry.name)
    assert page.says("11 Dec 2026")
    assert page.says("Hydrogen ferry pilot")


def test_more_names_than_fit_are_counted(draw: "Draw", sample: "Workspace") -> None:
    def all_red(stood: Standing) -> Standing:
        red = next(entry for entry in stood.entries if entry.rating is Rating.RED)
        return replace(stood, entries=tuple(replace(red, key=number, name=f"Red {number}") for number in range(60)))

    assert drawn(draw(SECTION, sample, change=all_red)).says("and 50 more, on the dashboard")


def test_without_costs_the_bar_counts_projects(draw: "Draw", sample: "Workspace") -> None:
    def free(stood: Standing) -> Standing:
        entries = [replace(entry, whole_life_cost=None, whole_life_before=None) for entry in stood.entries]
        return replace(stood, entries=tuple(entries), gone=())

    page = drawn(draw(SECTION, sample, change=free))
    assert page.says("Projects by rating")
    assert not page.says("Whole-life cost by rating")


def test_without_projects_the_section_is_left_out(draw: "Draw", sample: "Workspace", nothing: "Change") -> None:
    assert draw(SECTION, sample, change=nothing) is None
