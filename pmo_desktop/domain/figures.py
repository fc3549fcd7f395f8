"""What follows from a status report and the records behind it: worked out once, kept for sorting and filtering."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import Rating
from pmo_desktop.domain.fields import shown


class Figures(Base):
    """Derived figures of one report; anyone may rebuild them. Money in minor units, slips in calendar days."""

    __tablename__ = "figures"
    __table_args__ = ({"info": {"journal": False}},)

    report_key: Mapped[int] = mapped_column(ForeignKey("status_report.key", ondelete="CASCADE"), unique=True)
    rating: Mapped[Rating | None] = mapped_column(
        info=shown(
            "Rating",
            width=13,
            editable=False,
            help="What counts: the PMO's view, else the reported rating, else the calculated one.",
        )
    )
    previous_rating: Mapped[Rating | None] = mapped_column(info=shown("Last rating", width=11, editable=False))
    calculated: Mapped[Rating | None] = mapped_column(info=shown("Calculated rating", width=11, editable=False))
    calculated_schedule: Mapped[Rating | None] = mapped_column(
        info=shown("Schedule, calculated", width=11, editable=False)
    )
    calculated_cost: Mapped[Rating | None] = mapped_column(info=shown("Cost, calculated", width=11, editable=False))
    calculated_risk: Mapped[Rating | None] = mapped_column(info=shown("Risk, calculated", width=11, editable=False))
    calculated_benefits: Mapped[Rating | None] = mapped_column(
        info=shown("Benefits, calculated", width=11, editable=False)
    )
    calculated_scope: Mapped[Rating | None] = mapped_column(info=shown("Scope, calculated", width=11, editable=False))
    calculated_quality: Mapped[Rating | None] = mapped_column(
        info=shown("Quality, calculated", width=11, editable=False)
    )
    calculated_resources: Mapped[Rating | None] = mapped_column(
        info=shown("Resources, calculated", width=11, editable=False)
    )
    slip_days: Mapped[int | None] = mapped_column(info=shown("Slip d", width=8, editable=False))
    slip_percent: Mapped[float | None] = mapped_column(info=shown("Slip", kind="percent", width=8, editable=False))
    slip_since_days: Mapped[int | None] = mapped_column(info=shown("Slip since last period d", width=8, editable=False))
    cost_variance: Mapped[int | None] = mapped_column(info=shown("EAC − BAC", kind="money", editable=False))
    cost_percent: Mapped[float | None] = mapped_column(info=shown("Var.", kind="percent", width=8, editable=False))
    cpi: Mapped[float | None] = mapped_column(info=shown("CPI", width=8, editable=False))
    spi: Mapped[float | None] = mapped_column(info=shown("SPI", width=8, editable=False))
    age_days: Mapped[int | None] = mapped_column(
        info=shown("Age d", width=7, editable=False, help="Calendar days from the report to the cut-off.")
    )
    is_stale: Mapped[bool] = mapped_column(default=False, info=shown("Stale", width=7, editable=False))
    differs: Mapped[bool] = mapped_column(
        default=False,
        info=shown(
            "Reported differs",
            width=9,
            editable=False,
            help="The reported rating has another colour than the calculated one; shades of amber do not count.",
        ),
    )
    has_override: Mapped[bool] = mapped_column(default=False, info=shown("Overridden", width=9, editable=False))
