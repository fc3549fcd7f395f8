"""Milestones: the dates a project is watched by."""

from datetime import date

from sqlalchemy import Date, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import MilestoneKind
from pmo_desktop.domain.fields import computed, shown
from pmo_desktop.domain.rules.schedule import slip_days


class Milestone(Base):
    """A gate, an approval, a delivery or a review, with its baseline, forecast and actual date."""

    __tablename__ = "milestone"

    project_key: Mapped[int] = mapped_column(
        ForeignKey("project.key"), index=True, info=shown("Project", width=28, required=True)
    )
    name: Mapped[str] = mapped_column(info=shown("Milestone", width=30, required=True))
    kind: Mapped[MilestoneKind] = mapped_column(default=MilestoneKind.DELIVERY, info=shown("Kind"))
    is_key: Mapped[bool] = mapped_column(
        default=False,
        info=shown("Key milestone", width=9, help="A missed key milestone can turn a project red by itself."),
    )
    baseline_on: Mapped[date | None] = mapped_column(Date, info=shown("Baseline"))
    forecast_on: Mapped[date | None] = mapped_column(Date, info=shown("Forecast"))
    actual_on: Mapped[date | None] = mapped_column(Date, info=shown("Actual"))

    @computed("Slip d", kind="integer", width=8, help="Calendar days from the baseline to the actual or forecast date.")
    def slip_days(self) -> int | None:
        """Calendar days late (+) or early (−)."""
        return slip_days(self.baseline_on, self.forecast_on, self.actual_on)


class MilestoneForecast(Base):
    """The forecast of a milestone as it stood in one reporting period: what a trend chart draws."""

    __tablename__ = "milestone_forecast"

    milestone_key: Mapped[int] = mapped_column(ForeignKey("milestone.key"), index=True, info=shown("Milestone"))
    period_key: Mapped[int] = mapped_column(ForeignKey("reporting_period.key"), info=shown("Period"))
    forecast_on: Mapped[date | None] = mapped_column(Date, info=shown("Forecast"))
