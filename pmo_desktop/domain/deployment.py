"""The deployment plan of an office: from its first day to its improvement."""

from datetime import date

from sqlalchemy import Date, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import OfficeStage
from pmo_desktop.domain.fields import computed, shown
from pmo_desktop.domain.rules.deployment import activity_status
from pmo_desktop.domain.rules.schedule import slip_days


class DeploymentActivity(Base):
    """One step of setting an office up, in one of its phases."""

    __tablename__ = "deployment_activity"

    office_key: Mapped[int] = mapped_column(
        ForeignKey("office.key"), index=True, info=shown("Office", width=20, required=True)
    )
    phase: Mapped[OfficeStage] = mapped_column(default=OfficeStage.INITIATION, info=shown("Phase"))
    title: Mapped[str] = mapped_column(info=shown("Activity", width=36, required=True))
    owner: Mapped[str] = mapped_column(default="", info=shown("Owner", width=18))
    baseline_start_on: Mapped[date | None] = mapped_column(Date, info=shown("Start, baseline"))
    baseline_finish_on: Mapped[date | None] = mapped_column(Date, info=shown("Finish, baseline"))
    forecast_start_on: Mapped[date | None] = mapped_column(Date, info=shown("Start"))
    forecast_finish_on: Mapped[date | None] = mapped_column(Date, info=shown("Finish"))
    actual_start_on: Mapped[date | None] = mapped_column(Date, info=shown("Start, actual"))
    actual_finish_on: Mapped[date | None] = mapped_column(Date, info=shown("Finish, actual"))
    output: Mapped[str] = mapped_column(
        default="", info=shown("Leaves behind", kind="long text", width=30, help="What is there once it is done.")
    )
    cost: Mapped[int | None] = mapped_column(info=shown("Cost", kind="money"))
    fte: Mapped[float | None] = mapped_column(info=shown("FTE", width=6))

    @computed("Status", kind="text", width=10, help="From its actual dates.")
    def status(self) -> str:
        """Whether it is done, has begun, or is planned, as a word."""
        return activity_status(self.actual_start_on, self.actual_finish_on).label

    @computed("Slip d", kind="integer", width=8, help="Calendar days from the baseline to the actual or forecast date.")
    def slip_days(self) -> int | None:
        """Calendar days late (+) or early (−)."""
        return slip_days(self.baseline_finish_on, self.forecast_finish_on, self.actual_finish_on)
