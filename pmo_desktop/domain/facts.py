"""What is known of a project's dates and money: kept on the project, and again on each of its status reports."""

from datetime import date

from sqlalchemy import Date
from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.choices import EacMethod, Stage
from pmo_desktop.domain.fields import shown


class Facts:
    """Whose a project is, its dates and its money (minor units) at one moment. What is missing is unknown, never 0."""

    organisation: Mapped[str] = mapped_column(
        default="", info=shown("Organisation", width=16, help="The owning organisation.")
    )
    stage: Mapped[Stage | None] = mapped_column(info=shown("Stage", width=11))
    baseline_start_on: Mapped[date | None] = mapped_column(Date, info=shown("Start, baseline", group="dates"))
    baseline_finish_on: Mapped[date | None] = mapped_column(Date, info=shown("Finish, baseline", group="dates"))
    forecast_start_on: Mapped[date | None] = mapped_column(Date, info=shown("Start", group="dates"))
    forecast_finish_on: Mapped[date | None] = mapped_column(Date, info=shown("Finish", group="dates"))
    actual_start_on: Mapped[date | None] = mapped_column(Date, info=shown("Start, actual", group="dates"))
    actual_finish_on: Mapped[date | None] = mapped_column(Date, info=shown("Finish, actual", group="dates"))
    whole_life_cost: Mapped[int | None] = mapped_column(
        info=shown(
            "Whole-life cost", kind="money", group="money", help="Everything it costs from first to last day of use."
        )
    )
    in_year_budget: Mapped[int | None] = mapped_column(info=shown("In-year budget", kind="money", group="money"))
    in_year_forecast: Mapped[int | None] = mapped_column(info=shown("In-year forecast", kind="money", group="money"))
    bac: Mapped[int | None] = mapped_column(
        info=shown("BAC", kind="money", group="money", help="Budget at completion: the approved cost of the project.")
    )
    eac: Mapped[int | None] = mapped_column(
        info=shown("EAC", kind="money", group="money", help="Estimate at completion: what it is now expected to cost.")
    )
    eac_method: Mapped[EacMethod] = mapped_column(default=EacMethod.BOTTOM_UP, info=shown("EAC method", group="money"))
    ac: Mapped[int | None] = mapped_column(info=shown("AC", kind="money", group="money", help="Actual cost to date."))
    pv: Mapped[int | None] = mapped_column(info=shown("PV", kind="money", group="money", help="Planned value to date."))
    ev: Mapped[int | None] = mapped_column(info=shown("EV", kind="money", group="money", help="Earned value to date."))
    contingency: Mapped[int | None] = mapped_column(info=shown("Contingency", kind="money", group="money"))


FACTS = (
    "organisation", "stage", "baseline_start_on", "baseline_finish_on", "forecast_start_on", "forecast_finish_on",
    "actual_start_on", "actual_finish_on", "whole_life_cost", "in_year_budget", "in_year_forecast", "bac", "eac",
    "eac_method", "ac", "pv", "ev", "contingency",
)  # fmt: skip


def copy_facts(source: Facts, target: Facts) -> None:
    """Make every fact of `target` that of `source`."""
    for name in FACTS:
        value = getattr(source, name)
        if getattr(target, name) != value:
            setattr(target, name, value)


def start_of(facts: Facts) -> date | None:
    """When it started or will: actual, else forecast, else baseline."""
    return facts.actual_start_on or facts.forecast_start_on or facts.baseline_start_on


def finish_of(facts: Facts) -> date | None:
    """When it finished or will: actual, else forecast, else baseline."""
    return facts.actual_finish_on or facts.forecast_finish_on or facts.baseline_finish_on
