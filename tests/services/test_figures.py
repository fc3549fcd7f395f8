from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import Dimension, Rating, Scale
from pmo_desktop.domain.figures import Figures
from pmo_desktop.domain.period import RatingOverride
from pmo_desktop.domain.settings import ThresholdOverride
from pmo_desktop.services import periods, registers, workspaces
from pmo_desktop.services.figures import rebuild
from pmo_desktop.services.registry import PROJECTS, register_named
from pmo_desktop.services.settings import settings_of
from pmo_desktop.storage.workspace import Workspace

DATES = {
    "baseline_start_on": date(2026, 1, 1),
    "baseline_finish_on": date(2026, 4, 11),  # a plan of 100 days, so that a day is a percent
    "forecast_finish_on": date(2026, 4, 18),
}


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = workspaces.create(tmp_path / "test.pmo")
    made.do("Open", lambda s: periods.open_period(s, "May", date(2026, 5, 1), date(2026, 5, 31), date(2026, 5, 27)))
    yield made
    made.close()


def _add(workspace: Workspace, table: str, **values: object) -> int:
    return workspace.do("Add", lambda s: registers.add(s, register_named(table), values)).value


def _shown(workspace: Workspace, key: int, *columns: str) -> tuple[object, ...]:
    with workspace.reading() as session:
        return registers.rows(session, PROJECTS, [key], [f"figures.{column}" for column in columns])[0]


def _kept(session: Session) -> list[tuple[object, ...]]:
    names = [column.name for column in Figures.__table__.columns if column.name != "key"]
    found = session.scalars(select(Figures).order_by(Figures.report_key))
    return [tuple(getattr(each, name) for name in names) for each in found]


def test_slip_and_cost_follow_every_edit_of_the_project(workspace: Workspace) -> None:
    key = _add(workspace, "project", name="P", **DATES, bac=10_000, eac=11_100)
    assert _shown(workspace, key, "slip_days", "slip_percent", "calculated_schedule") == (7, 7.0, Rating.AMBER)
    assert _shown(workspace, key, "cost_variance", "cost_percent", "calculated_cost") == (1_100, 11.0, Rating.RED)
    assert _shown(workspace, key, "rating") == (Rating.RED,)
    workspace.do("Edit", lambda s: registers.edit(s, PROJECTS, key, "eac", 10_000))
    assert _shown(workspace, key, "cost_percent", "calculated_cost", "rating") == (0.0, Rating.GREEN, Rating.AMBER)
    workspace.undo()
    assert _shown(workspace, key, "rating") == (Rating.RED,)


def test_what_is_not_known_is_not_rated_and_never_green(workspace: Workspace) -> None:
    key = _add(workspace, "project", name="P", bac=100)
    assert _shown(workspace, key, "rating", "calculated", "slip_days", "cost_percent", "cpi", "spi") == (None,) * 6


def test_a_risk_an_issue_a_milestone_and_a_benefit_reach_the_project_and_leave_it_again(workspace: Workspace) -> None:
    key = _add(workspace, "project", name="P")
    risk = _add(workspace, "risk", title="R", reference="R-1", project_key=key, probability=4, impact=5)
    assert _shown(workspace, key, "calculated_risk") == (Rating.RED,)
    workspace.do("Remove", lambda s: registers.remove(s, register_named("risk"), [risk]))
    assert _shown(workspace, key, "calculated_risk") == (None,)
    _add(workspace, "issue", title="I", project_key=key)
    with workspace.reading() as session:
        assert registers.rows(session, PROJECTS, [key], ["report.open_issues", "report.open_risks"]) == [(1, 0)]
    _add(workspace, "milestone", name="M", project_key=key, is_key=True, baseline_on=date(2026, 1, 1),
         forecast_on=date(2026, 2, 1))  # fmt: skip
    assert _shown(workspace, key, "calculated_schedule", "rating") == (Rating.RED, Rating.RED)
    _add(workspace, "benefit", title="B", project_key=key, baseline=0.0, target=100.0, forecast=94.0)
    assert _shown(workspace, key, "calculated_benefits") == (Rating.AMBER,)


def test_a_risk_that_moves_to_another_project_renews_both(workspace: Workspace) -> None:
    first, second = (_add(workspace, "project", name=name) for name in "AB")
    risk = _add(workspace, "risk", title="R", project_key=first, probability=5, impact=5)
    workspace.do("Move", lambda s: registers.edit(s, register_named("risk"), risk, "project_key", second))
    assert _shown(workspace, first, "calculated_risk") == (None,)
    assert _shown(workspace, second, "calculated_risk") == (Rating.RED,)


def test_the_pmo_view_counts_before_the_reported_and_the_calculated_rating(workspace: Workspace) -> None:
    key = _add(workspace, "project", name="P", bac=100, eac=120)
    workspace.do("Rate", lambda s: registers.edit(s, PROJECTS, key, "report.overall", Rating.GREEN))
    assert _shown(workspace, key, "rating", "calculated", "has_override") == (Rating.GREEN, Rating.RED, False)

    def override(session: Session) -> None:
        period = periods.period_named(session, "May")
        report = periods.report_of(session, key, period.key)
        assert report is not None
        session.add(
            RatingOverride(
                report_key=report.key, rating=Rating.AMBER, reason="Claim settled", made_on=date(2026, 5, 20)
            )
        )
        session.add(
            RatingOverride(
                report_key=report.key,
                dimension=Dimension.COST,
                rating=Rating.RED,
                reason="Not yet",
                made_on=date(2026, 5, 20),
            )
        )

    workspace.do("Override", override)
    assert _shown(workspace, key, "rating", "has_override") == (Rating.AMBER, True)
    workspace.undo()
    assert _shown(workspace, key, "rating", "has_override") == (Rating.GREEN, False)


def test_other_thresholds_renew_every_project_and_a_project_may_have_its_own(workspace: Workspace) -> None:
    first, second = (_add(workspace, "project", name=name, bac=100, eac=108) for name in "AB")
    assert _shown(workspace, first, "rating") == (Rating.AMBER,)
    workspace.do("Strict", lambda s: setattr(settings_of(s), "red_percent", 6.0))
    assert _shown(workspace, first, "rating") == _shown(workspace, second, "rating") == (Rating.RED,)
    workspace.do(
        "Own", lambda s: s.add(ThresholdOverride(project_key=second, amber_percent=10, red_percent=20, reason="Pilot"))
    )
    assert (_shown(workspace, first, "rating"), _shown(workspace, second, "rating")) == ((Rating.RED,), (Rating.GREEN,))
    workspace.do("Scale", lambda s: setattr(settings_of(s), "scale", Scale.FIVE))
    assert _shown(workspace, second, "rating") == (Rating.GREEN,)


def test_the_period_before_gives_the_last_rating_and_the_slip_since(workspace: Workspace) -> None:
    key = _add(workspace, "project", name="P", **DATES)
    workspace.do("Rate", lambda s: registers.edit(s, PROJECTS, key, "report.overall", Rating.GREEN))
    workspace.do(
        "Open", lambda s: periods.open_period(s, "June", date(2026, 6, 1), date(2026, 6, 30), date(2026, 6, 27))
    )
    workspace.do("Slip", lambda s: registers.edit(s, PROJECTS, key, "forecast_finish_on", date(2026, 4, 30)))
    assert _shown(workspace, key, "previous_rating", "slip_since_days", "slip_days", "rating") == (
        Rating.GREEN, 12, 19, Rating.RED,
    )  # fmt: skip


def test_figures_rebuilt_are_the_figures_kept(workspace: Workspace) -> None:
    for number in range(20):
        key = _add(workspace, "project", name=f"P{number}", **DATES, bac=100, eac=95 + number, ev=number, ac=50, pv=10)
        _add(workspace, "risk", title="R", project_key=key, probability=1 + number % 5, impact=1 + number % 4)
    workspace.do(
        "Open", lambda s: periods.open_period(s, "June", date(2026, 6, 1), date(2026, 6, 30), date(2026, 6, 27))
    )
    with workspace.reading() as session:
        kept = _kept(session)
    assert len(kept) == 40

    def anew(session: Session) -> list[tuple[object, ...]]:
        session.execute(delete(Figures))
        rebuild(session)
        session.flush()
        return _kept(session)

    assert workspace.do("Rebuild", anew).value == kept
