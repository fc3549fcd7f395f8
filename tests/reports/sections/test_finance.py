from typing import TYPE_CHECKING

from sqlalchemy import select

from pmo_desktop.domain.period import StatusReport
from pmo_desktop.domain.project import Project
from pmo_desktop.reports.sections.finance import SECTION
from pmo_desktop.services.formats import show_change, show_money, show_number
from pmo_desktop.services.periods import current_period

if TYPE_CHECKING:
    from pmo_desktop.storage.workspace import Workspace
    from tests.reports.sections.conftest import Change, Draw, Drawn

MILLION = 1_000_000


def drawn(page: "Drawn | None") -> "Drawn":
    assert page is not None
    return page


def misplaced(page: "Drawn") -> list[str]:
    """Words on other words, but for signs that no font has, whose width the reader of a PDF cannot know."""
    return [word for word in page.misplaced() if "\0" not in word]


def test_nothing_stands_on_anything_else(draw: "Draw", sample: "Workspace", change: "Change") -> None:
    assert misplaced(drawn(draw(SECTION, sample, change=change))) == []


def test_nothing_stands_on_anything_else_without_baselines_and_months(
    draw: "Draw", register: "Workspace", change: "Change"
) -> None:
    assert misplaced(drawn(draw(SECTION, register, change=change))) == []


def test_it_takes_two_pages_however_many_projects_there_are(
    draw: "Draw", sample: "Workspace", register: "Workspace", many: "Change"
) -> None:
    assert [len(drawn(draw(SECTION, each, change=many)).pages) for each in (sample, register)] == [2, 2]


def test_no_money_leaves_it_out(draw: "Draw", register: "Workspace", nothing: "Change") -> None:
    assert draw(SECTION, register, change=nothing) is None


def test_sums_on_the_page_are_those_of_a_plain_recount(draw: "Draw", register: "Workspace") -> None:
    with register.reading() as session:
        period = current_period(session)
        assert period is not None
        columns = (StatusReport.in_year_budget, StatusReport.in_year_forecast, StatusReport.whole_life_cost)
        told = session.execute(
            select(*columns)
            .join(Project, StatusReport.project_key == Project.key)
            .where(StatusReport.period_key == period.key)
        ).all()
    both = [(budget, forecast) for budget, forecast, _ in told if budget is not None and forecast is not None]
    budget, forecast = (sum(column) for column in zip(*both, strict=True))
    cost = sum(each for _, _, each in told if each is not None)
    page = drawn(draw(SECTION, register))
    first = show_money(budget, "GBP", MILLION, 0) + show_money(forecast, "GBP", MILLION, 0)
    assert page.says(f"All{first}{show_number(round((forecast - budget) / 100 / MILLION))}")
    assert page.says(show_money(cost, "GBP", MILLION, 0))
    assert page.says(f"{len(both)} of 184 projects")


def test_counts_of_projects_without_figures_are_told(draw: "Draw", register: "Workspace") -> None:
    page = drawn(draw(SECTION, register))
    rows = page.answer.rows
    year, cost = (sum(not row.year.count for row in rows), sum(row.cost is None for row in rows))
    assert year > 1
    assert page.says(f"{year} of 184 projects give no figures for this year and are left out of sums.")
    assert page.says(f"{cost} of 184 projects give no whole-life cost and are left out of sums.")
    both = sum(row.life.planned is not None and row.life.expected is not None for row in rows)
    assert page.says(f"2018/19, change and %: the {both} that told a cost in both.")


def test_this_year_and_the_whole_life_stand_under_headings_of_their_own(
    draw: "Draw", sample: "Workspace", register: "Workspace"
) -> None:
    assert drawn(draw(SECTION, sample)).says("This year, M€ Whole life, M€")
    assert drawn(draw(SECTION, register)).says("This year, £m Whole life, £m")


def test_rows_tell_both_and_their_differences(draw: "Draw", sample: "Workspace") -> None:
    page = drawn(draw(SECTION, sample))
    row = page.answer.rows[0]
    told = [show_money(each, "EUR", MILLION, 1) for each in (row.year.planned, row.year.expected)]
    step = show_change(round(row.year.step / 100 / MILLION, 1), 1)
    assert page.says("".join([row.label, *told, step, show_change(round(row.year.percent, 1), 1)]))
    life = [show_money(each, "EUR", MILLION, 1) for each in (row.life.planned, row.life.expected)]
    assert page.says("".join(life) + show_change(round(row.life.step / 100 / MILLION, 1), 1))


def test_rows_without_room_are_one_row_and_the_total_holds_all(draw: "Draw", sample: "Workspace") -> None:
    page = drawn(draw(SECTION, sample))
    assert page.says("20 others")
    total = page.answer.total
    assert total.count == 28
    assert page.says("All" + show_money(total.year.planned, "EUR", MILLION, 1))


def test_spend_by_month_stands_with_its_messages_and_labels(draw: "Draw", sample: "Workspace") -> None:
    page = drawn(draw(SECTION, sample))
    spend = page.answer.spend
    assert page.says(spend.curve_title)
    assert page.says(spend.profile_title)
    assert page.says(f"{spend.span}, M€")
    for label in (spend.curve.plan_label, spend.curve.actual_label, spend.curve.forecast_label):
        assert page.says(label)
    assert page.says("plan actual forecast last forecast")


def test_the_curve_ends_where_the_table_does(draw: "Draw", sample: "Workspace") -> None:
    page = drawn(draw(SECTION, sample))
    curve, total = page.answer.spend.curve, page.answer.total
    assert curve.plan_label == f"Budget {show_money(total.year.planned, 'EUR', MILLION, 1)}"
    assert curve.forecast_label == f"Forecast {show_money(total.year.expected, 'EUR', MILLION, 1)}"


def test_contingency_is_told_apart(draw: "Draw", sample: "Workspace") -> None:
    assert drawn(draw(SECTION, sample)).says("held apart, not in these figures")


def test_groups_have_a_page_with_a_message_and_the_same_total(
    draw: "Draw", sample: "Workspace", register: "Workspace"
) -> None:
    for workspace, word in ((sample, "By programme"), (register, "By organisation")):
        page = drawn(draw(SECTION, workspace))
        assert word in page.pages[1]
        assert page.says(page.answer.group_title)
        for group in page.answer.groups:
            assert group.label in page.pages[1]
        totals = [text[text.index(" All ") :][:30] for text in page.pages]
        assert totals[0] == totals[1]


def test_a_first_period_tells_nothing_of_changes(draw: "Draw", sample: "Workspace") -> None:
    text = drawn(draw(SECTION, sample, "June 2026")).text
    assert "since" not in text
    assert "last forecast" not in text


def test_one_project_has_no_page_of_groups(draw: "Draw", register: "Workspace", alone: "Change") -> None:
    assert len(drawn(draw(SECTION, register, change=alone)).pages) == 1
