"""What an entity tells of itself."""

from datetime import date

import pytest

from pmo_desktop.domain.choices import EacMethod, Extent, Stage
from pmo_desktop.domain.facts import FACTS, Facts, copy_facts, finish_of, start_of
from pmo_desktop.domain.milestone import Milestone
from pmo_desktop.domain.office import Office
from pmo_desktop.domain.period import StatusReport
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.risk import Risk

DAYS = [date(2026, month, 1) for month in range(1, 7)]


def test_the_facts_are_those_of_the_class() -> None:
    mapped = {name for name in vars(Facts) if not name.startswith("_")}
    assert set(FACTS) == mapped


def test_facts_are_copied_from_a_project_to_its_report() -> None:
    project = Project(name="Bridge", stage=Stage.DELIVER, bac=5, forecast_finish_on=DAYS[1], eac_method=EacMethod.CPI)
    report = StatusReport(bac=7, ev=3)
    copy_facts(project, report)
    assert [getattr(report, name) for name in FACTS] == [getattr(project, name) for name in FACTS]
    assert report.ev is None


@pytest.mark.parametrize(
    ("dates", "start", "finish"),
    [
        ((None,) * 6, None, None),
        ((DAYS[0], DAYS[1], None, None, None, None), DAYS[0], DAYS[1]),
        ((DAYS[0], DAYS[1], DAYS[2], DAYS[3], None, None), DAYS[2], DAYS[3]),
        (tuple(DAYS), DAYS[4], DAYS[5]),
    ],
)
def test_what_happened_counts_before_what_is_forecast_and_that_before_the_baseline(
    dates: tuple[date | None, ...], start: date | None, finish: date | None
) -> None:
    names = (f"{kind}_{end}_on" for kind in ("baseline", "forecast", "actual") for end in ("start", "finish"))
    project = Project(**dict(zip(names, dates, strict=True)))
    assert (start_of(project), finish_of(project)) == (start, finish)


def test_a_milestone_tells_how_late_it_is() -> None:
    assert Milestone(name="Gate", baseline_on=DAYS[0], forecast_on=DAYS[1]).slip_days() == 31
    assert Milestone(name="Gate", forecast_on=DAYS[1]).slip_days() is None


def test_a_risk_tells_its_three_scores() -> None:
    risk = Risk(title="Rain", inherent_probability=5, inherent_impact=4, probability=3, impact=4)
    assert (risk.inherent_score(), risk.current_score(), risk.target_score()) == (20, 12, None)


def test_an_office_that_project_managers_report_to_is_told_to_be_assessed_by_others() -> None:
    assert Office(name="PMO", managers_report_here=Extent.NO).neutrality_note() == ""
    for extent in (Extent.PARTLY, Extent.YES):
        assert "outside the office" in Office(name="PMO", managers_report_here=extent).neutrality_note()
