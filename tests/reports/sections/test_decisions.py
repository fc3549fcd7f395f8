from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from pmo_desktop.domain.choices import DecisionOutcome
from pmo_desktop.reports.paper import Imprint, Paper
from pmo_desktop.reports.sections import decisions as page_of
from pmo_desktop.reports.sections.decisions import SECTION
from pmo_desktop.services.insights.decisions import Ask, Decisions, Option, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from pmo_desktop.storage.workspace import Workspace
    from tests.reports.sections.conftest import Draw, Drawn


def drawn(page: "Drawn | None") -> "Drawn":
    assert page is not None
    return page


@pytest.fixture
def answer(draw: "Draw", sample: "Workspace") -> Decisions:
    found: Decisions = drawn(draw(SECTION, sample)).answer
    return found


@pytest.fixture
def texts_of(imprint: Imprint, texts: "Callable[[Paper], list[str]]") -> "Callable[[Decisions], str]":
    def said(answer: Decisions) -> str:
        paper = Paper(imprint)
        paper.begin("decisions", {"boxes": True, "lists": True})
        page_of.draw(paper, answer)
        return " ".join(" ".join(texts(paper)).split())

    return said


def test_nothing_stands_on_anything_else(draw: "Draw", sample: "Workspace") -> None:
    assert drawn(draw(SECTION, sample)).misplaced() == []


def test_an_ask_stands_with_why_now_date_and_cost_of_delay(draw: "Draw", sample: "Workspace") -> None:
    page = drawn(draw(SECTION, sample))
    assert len(page.answer.to_decide) == 3
    for ask in page.answer.to_decide:
        for words in (ask.reference, ask.title, ask.why_now, ask.owner, ask.cost_of_delay):
            assert page.says(words)
    assert page.says("10 Dec 2026")
    assert page.text.count("Agreed Deferred Refused") == 3


def test_options_stand_in_order_with_the_recommended_one_tagged(draw: "Draw", sample: "Workspace") -> None:
    page = drawn(draw(SECTION, sample))
    for ask in page.answer.to_decide:
        places = [page.text.replace(" ", "").find(option.title.replace(" ", "")) for option in ask.options]
        assert -1 not in places
        assert places == sorted(places)
    assert page.text.count("Recommended") == 3


def test_matters_to_discuss_and_to_note_stand_below(draw: "Draw", sample: "Workspace") -> None:
    page = drawn(draw(SECTION, sample))
    for item in (*page.answer.to_discuss, *page.answer.to_note):
        assert page.says(item.title)


def test_outcomes_of_one_day_name_it(draw: "Draw", sample: "Workspace") -> None:
    page = drawn(draw(SECTION, sample, "September 2026"))
    (outcome,) = page.answer.outcomes
    assert page.says("Outcomes of 10 Sept 2026")
    assert page.says(f"{outcome.reference}{outcome.outcome.label}{outcome.title}")
    assert page.says("So far:")


def test_outcomes_of_several_days_name_the_period_before(
    answer: Decisions, texts_of: "Callable[[Decisions], str]"
) -> None:
    days = (date(2026, 11, 5), date(2026, 11, 19))
    two = tuple(Outcome("D-1", "Fund it", DecisionOutcome.REFUSED, "", day) for day in days)
    assert "Outcomes since October 2026" in texts_of(replace(answer, outcomes=two))
    assert "Outcomes since" not in texts_of(replace(answer, outcomes=two, since=""))


def test_an_ask_without_options_or_dates_says_so(answer: Decisions, texts_of: "Callable[[Decisions], str]") -> None:
    bare = Ask("", "Fund it", "", "", None, "", None, "", ())
    text = texts_of(replace(answer, to_decide=(bare,), to_discuss=(), to_note=(), outcomes=()))
    assert "No options are given yet." in text
    assert "No date set" in text
    assert "not stated" in text
    assert "For discussion" not in text


def test_many_decisions_take_more_pages_and_none_is_split(
    answer: Decisions, texts_of: "Callable[[Decisions], str]"
) -> None:
    many = tuple(replace(answer.to_decide[0], reference=f"D-{number:03}") for number in range(9))
    text = texts_of(replace(answer, to_decide=many))
    assert [text.count(ask.reference) for ask in many] == [1] * 9
    assert text.count("What we ask, and why now") >= 2
    assert "(continued)" in text


def test_lists_that_do_not_fit_are_cut_with_their_number(
    answer: Decisions, texts_of: "Callable[[Decisions], str]"
) -> None:
    many = tuple(replace(answer.to_note[0], reference=f"N-{number}") for number in range(60))
    text = texts_of(replace(answer, to_decide=(), to_discuss=(), to_note=many, outcomes=()))
    shown = sum(f"{ask.reference} " in text for ask in many)
    assert 0 < shown < 60
    assert f"and {60 - shown} more, in the annex" in text


def test_long_words_are_cut_with_a_sign_and_kept_for_the_annex(answer: Decisions, imprint: Imprint) -> None:
    long = Ask(
        "D-1",
        "Fund it",
        "It is late. " * 80,
        "",
        None,
        "",
        date(2026, 12, 1),
        "",
        (Option("Pay", 5, "", "", "", is_recommended=False),),
    )
    paper = Paper(imprint)
    paper.begin("decisions", {"boxes": True, "lists": True})
    page_of.draw(paper, replace(answer, to_decide=(long,)))
    assert [(each.name, each.text) for each in paper.carried] == [("Fund it", long.why_now)]


def test_without_decisions_the_section_is_left_out(draw: "Draw", register: "Workspace") -> None:
    assert draw(SECTION, register) is None
