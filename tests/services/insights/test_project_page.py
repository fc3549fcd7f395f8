from datetime import date
from typing import TYPE_CHECKING

import pytest

from pmo_desktop.domain.choices import Level, MilestoneKind, ProjectStatus, Rating, Severity
from pmo_desktop.services.insights.project_head import ProjectHead, project_head
from pmo_desktop.services.insights.project_reports import project_records, project_reports
from pmo_desktop.services.insights.project_schedule import milestone_days, project_schedule
from pmo_desktop.services.insights.project_tabs import (
    project_benefits,
    project_money,
    project_raid,
    project_resources,
)
from pmo_desktop.services.insights.shapes import BenefitBars, MilestoneTrend, RiskHeatMap, SCurve
from pmo_desktop.services.insights.tab_said import TabSaid
from pmo_desktop.services.periods import freeze, period_named

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from tests.services.insights.conftest import Book


def said(book: "Book", ask: "Callable[[Session, int], TabSaid]", key: int) -> TabSaid:
    return book.ask(lambda session, _: ask(session, key))


def head(book: "Book", key: int) -> ProjectHead:
    found = book.ask(lambda session, _: project_head(session, key))
    assert found is not None
    return found


def frozen(book: "Book", name: str) -> None:
    book.workspace.do("Freeze", lambda session: freeze(session, period_named(session, name)))


@pytest.fixture
def month(book: "Book") -> "Book":
    book.open("January 2026", 2026, 1)
    return book


def test_the_head_leads_down_from_the_portfolio_and_marks_what_is_out_of_the_usual(month: "Book") -> None:
    portfolio = month.add("portfolio", name="Harbour works")
    programme = month.add("programme", name="Deep water", portfolio_key=portfolio)
    key = month.project("Quay", programme_key=programme, managed_by_pmo=True, confidentiality="confidential")
    month.add("risk", title="Storm", project_key=key, level=Level.PROGRAMME)
    month.add("issue", title="Rock", project_key=key, level=Level.BOARD)
    month.add("issue", title="Old", project_key=key, level=Level.BOARD, state="closed")
    month.add("recovery", title="The wall moved", project_key=key, owner="D. Redger")
    found = head(month, key)
    assert [name for _, _, name in found.way] == ["Harbour works", "Deep water"]
    assert [mark.words for mark in found.marks] == [
        "Escalated to board", "In recovery", "Directly managed", "Confidential",
    ]  # fmt: skip
    assert found.open_items == 2
    assert found.recovery is not None
    assert found.recovery.trigger == "The wall moved"


def test_a_reported_rating_that_the_facts_do_not_bear_out_is_marked_until_the_pmo_has_said_its_view(
    month: "Book",
) -> None:
    key = month.project("Quay", bac=100_00, eac=130_00)
    month.report(key, Rating.GREEN)
    assert [mark.words for mark in head(month, key).marks] == ["Reported green, calculated red"]
    month.override(key, Rating.RED, "So it is.")
    assert head(month, key).marks == ()


def test_risks_tell_how_far_they_are_from_their_targets_and_what_they_are_expected_to_cost(month: "Book") -> None:
    key = month.project("Quay", contingency=100_000_00)
    risk = {"project_key": key, "impact": 5, "target_impact": 5}
    month.add("risk", title="Storm", probability=4, target_probability=2, money_at_stake=200_000_00, **risk)
    month.add("risk", title="Rock", probability=1, target_probability=1, money_at_stake=100_000_00, **risk)
    month.add("risk", title="Old", probability=5, money_at_stake=900_000_00, state="closed", project_key=key)
    # 70% of 200,000 and 10% of 100,000; the closed one counts no more.
    figures = {each.label: each.shown for each in said(month, project_raid, key).figures}
    assert figures == {
        "Above target": "1 of 2", "Points to go": "10", "Expected cost": "£150k", "Contingency": "£100k",
        "Left over": "−£50.0k",
    }  # fmt: skip
    assert not said(month, project_raid, month.project("Crane")).figures


def test_a_closed_escalation_and_an_ended_recovery_mark_nothing(month: "Book") -> None:
    key = month.project("Quay")
    month.add("issue", title="Old", project_key=key, level=Level.BOARD, state="closed")
    month.add("recovery", title="Past", project_key=key, ended_on=date(2026, 1, 2))
    assert head(month, key).marks == ()


def test_a_rating_is_as_old_as_its_unbroken_run(month: "Book") -> None:
    key = month.project("Quay")
    month.report(key, Rating.GREEN)
    month.open("February 2026", 2026, 2)
    month.report(key, Rating.RED)
    month.open("March 2026", 2026, 3)
    month.report(key, Rating.RED)
    assert head(month, key).rated_since == (date(2026, 2, 28), 31)


def test_a_project_that_is_gone_has_no_head(month: "Book") -> None:
    assert month.ask(lambda session, _: project_head(session, 7)) is None


def moved(book: "Book", key: int, on: date) -> None:
    from pmo_desktop.domain.milestone import Milestone

    book.workspace.do("Move", lambda session: setattr(session.get_one(Milestone, key), "forecast_on", on))


@pytest.fixture
def scheduled(month: "Book") -> tuple["Book", int, int]:
    """A go-live that slips twice and then holds, a gate that was passed a week late, and two baselines."""
    key = month.project("Quay", forecast_finish_on=date(2026, 9, 1))
    live = month.add("milestone", project_key=key, name="Go-live", baseline_on=date(2026, 6, 1),
                     forecast_on=date(2026, 6, 1))  # fmt: skip
    month.add("milestone", project_key=key, name="Gate 1", kind=MilestoneKind.GATE, baseline_on=date(2026, 1, 10),
              actual_on=date(2026, 1, 17))  # fmt: skip
    month.add("baseline", project_key=key, version=1, finish_on=date(2026, 6, 1))
    month.add("baseline", project_key=key, version=2, finish_on=date(2026, 8, 1), approver="The board",
              approved_on=date(2026, 1, 20), reason="Rock.")  # fmt: skip
    month.add("benefit", project_key=key, title="More ships", reference="B-1", milestone_key=live)
    frozen(month, "January 2026")
    for number, day in ((2, date(2026, 6, 21)), (3, date(2026, 7, 1)), (4, date(2026, 7, 1)), (5, date(2026, 7, 1))):
        month.open(f"2026-{number:02}", 2026, number)
        moved(month, live, day)
        frozen(month, f"2026-{number:02}")
    return month, key, live


def test_the_trend_says_how_the_date_that_moved_most_moved(scheduled: tuple["Book", int, int]) -> None:
    book, key, _ = scheduled
    found = said(book, project_schedule, key)
    assert found.headline == "2 milestones, 1 done, 1 late"
    assert found.title == "Go-live holds after 2 slips"
    assert isinstance(found.answer, MilestoneTrend)
    (line,) = found.answer.lines
    assert [day.isoformat() for day in line.dates if day] == [
        "2026-06-01", "2026-06-21", "2026-07-01", "2026-07-01", "2026-07-01",
    ]  # fmt: skip
    assert line.change == "+30 d"


def test_baselines_and_what_waits_for_a_late_milestone_are_told(scheduled: tuple["Book", int, int]) -> None:
    book, key, _ = scheduled
    assert [(note.text, note.table) for note in said(book, project_schedule, key).notes] == [
        ("Baseline 2, approved 20 Jan 2026 by The board: Rock.", "baseline"),
        ("Baseline 1 finished on 1 Jun 2026; against it the slip is +92 d.", "baseline"),
        ("Go-live enables benefit “B-1 More ships” and is 30 days late.", "benefit"),
    ]


def test_the_days_of_milestones_are_told_by_key_beside_the_data_date(scheduled: tuple["Book", int, int]) -> None:
    book, key, live = scheduled
    days, today = book.ask(lambda session, _: milestone_days(session, key))
    assert today == date(2026, 5, 31)
    assert days[live].known == (date(2026, 6, 1), date(2026, 7, 1))


def test_a_schedule_without_milestones_says_so(month: "Book") -> None:
    found = said(month, project_schedule, month.project("Quay"))
    assert (found.headline, found.title, found.notes) == ("No milestone yet", "No trend yet", ())


def test_money_tells_the_overspend_and_every_figure(month: "Book") -> None:
    key = month.project("Quay", bac=1_000_000_00, eac=1_150_000_00, ac=400_000_00, pv=500_000_00, ev=300_000_00)
    for number, kind in ((1, "baseline"), (2, "baseline"), (1, "actual")):
        month.add("money_line", project_key=key, kind=kind, month_on=date(2026, number, 1), amount=100_000_00)
    found = said(month, project_money, key)
    assert found.title == "EAC £1.2m is 15.0% above BAC"
    figures = {each.label: each.shown for each in found.figures}
    assert figures["ETC"] == "£750k"
    assert figures["VAC"] == "−£150k"
    assert (figures["CV"], figures["SV"]) == ("−£100k", "−£200k")
    assert (figures["CPI"], figures["SPI"], figures["TCPI"]) == ("0.75", "0.60", "1.17")
    assert figures["Contingency"] == "—"
    assert isinstance(found.answer, SCurve)
    assert [value for _, value in found.answer.plan] == [100.0, 200.0]


def test_money_without_figures_claims_nothing(month: "Book") -> None:
    found = said(month, project_money, month.project("Quay"))
    assert found.title == "BAC or EAC is not known"
    assert {each.shown for each in found.figures} == {"—"}


def test_raid_shows_open_risks_and_names_those_nobody_holds(month: "Book") -> None:
    key = month.project("Quay")
    worst = month.add("risk", project_key=key, title="Storm", reference="R-1", probability=5, impact=4)
    month.add("risk", project_key=key, title="Gone", probability=5, impact=5, state="closed")
    month.add("issue", project_key=key, title="Rock", severity=Severity.CRITICAL)
    found = said(month, project_raid, key)
    assert found.headline == "1 open risk, 1 open issue, 1 of them critical or high"
    assert found.title == "1 risk is red"
    assert isinstance(found.answer, RiskHeatMap)
    assert [(cell.references, cell.key) for cell in found.answer.cells if cell.references] == [
        (("R-1",), f"risk {worst}")
    ]
    assert [note.text for note in found.notes] == ["R-1 Storm has no owner, no response."]


def test_benefits_are_drawn_as_the_change_from_their_baseline(month: "Book") -> None:
    key = month.project("Quay")
    benefit = month.add("benefit", project_key=key, title="Fewer delays", unit="h", baseline=100.0, target=60.0,
                        forecast=70.0, actual=90.0)  # fmt: skip
    found = said(month, project_benefits, key)
    assert isinstance(found.answer, BenefitBars)
    (bar,) = found.answer.rows
    assert (bar.target, bar.forecast, bar.actual, bar.key) == (-40.0, -30.0, -10.0, f"benefit {benefit}")
    assert bar.note == "25.0% short"
    assert found.title == "The one benefit with a forecast is below its target"


def test_resources_tell_the_busiest_month_of_the_project_alone(month: "Book") -> None:
    role = month.add("role", name="Diver")
    key, other = month.project("Quay"), month.project("Crane")
    for project, number, fte in ((key, 2, 1.0), (key, 3, 2.5), (other, 3, 9.0)):
        month.add("demand", project_key=project, role_key=role, month_on=date(2026, number, 1), fte=fte)
    assert said(month, project_resources, key).headline == "2.5 FTE at most, in Mar 2026"
    assert said(month, project_resources, month.project("Gate")).headline == "No demand yet"


def test_only_people_of_the_project_are_told_to_be_promised_twice(month: "Book") -> None:
    first, second, third = (month.project(name, status="active") for name in ("Quay", "Crane", "Gate"))
    keys = {name: month.add("person", name=name) for name in ("Ana", "Bo")}
    for person, project in (("Ana", first), ("Ana", second), ("Bo", second), ("Bo", third)):
        for number in (2, 3):
            month.add("allocation", project_key=project, person_key=keys[person], month_on=date(2026, number, 1),
                      percent=60.0)  # fmt: skip
    (note,) = said(month, project_resources, first).notes
    assert note.text == "Ana is promised 120% in Feb 2026. In 2 months it is too much."
    assert (note.table, note.key) == ("person", keys["Ana"])
    assert len(said(month, project_resources, second).notes) == 2


def test_reports_come_newest_first_with_the_rating_that_counts(month: "Book") -> None:
    key = month.project("Quay")
    month.report(key, Rating.GREEN, summary="All is well. So it seems.")
    month.open("February 2026", 2026, 2)
    month.report(key, Rating.GREEN)
    month.override(key, Rating.AMBER, "It is not.")
    found = month.ask(lambda session, _: project_reports(session, key))
    assert [(each.period, each.rating, each.gist) for each in found] == [
        ("February 2026", Rating.AMBER, ""),
        ("January 2026", Rating.GREEN, "All is well."),
    ]


def test_a_project_that_is_over_says_so(month: "Book") -> None:
    key = month.project("Quay", status=ProjectStatus.CLOSED)
    assert [mark.words for mark in head(month, key).marks] == ["Closed"]


def test_records_are_called_by_their_kind_and_name(month: "Book") -> None:
    key = month.project("Quay")
    risk = month.add("risk", project_key=key, title="Storm")
    gate = month.add("gate", project_key=key, name="Gate 1")
    month.add("risk", project_key=month.project("Crane"), title="Elsewhere")
    month.add("money_line", project_key=key, kind="actual", month_on=date(2026, 1, 1), amount=1)
    found = month.ask(lambda session, _: project_records(session, key))
    assert found == {("gate", gate): "Gate “Gate 1”", ("risk", risk): "Risk “Storm”"}
