"""The value of the PMO: what it costs against what is better than before it."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import Choice
from pmo_desktop.domain.fields import shown
from pmo_desktop.text import N_


class ValueMeasure(Choice):
    """What is compared before and after. Slip in days, overspend and success rate in percent."""

    SUCCESS_RATE = "success rate", N_("Success rate %")
    SLIP = "slip", N_("Slip, days")
    OVERSPEND = "overspend", N_("Overspend %")


class ValueFigure(Base):
    """One measure of one year, before the PMO or with it."""

    __tablename__ = "value_figure"

    office_key: Mapped[int] = mapped_column(
        ForeignKey("office.key"), index=True, info=shown("Office", width=20, required=True)
    )
    measure: Mapped[ValueMeasure] = mapped_column(info=shown("Measure", width=16, required=True))
    year: Mapped[int] = mapped_column(info=shown("Year", kind="year", width=6, required=True))
    is_before: Mapped[bool] = mapped_column(default=False, info=shown("Before the PMO", width=8))
    value: Mapped[float] = mapped_column(info=shown("Value", required=True))
    is_measured: Mapped[bool] = mapped_column(
        default=False, info=shown("Measured", width=8, help="If not, it is an estimate.")
    )
    source: Mapped[str] = mapped_column(default="", info=shown("Source", width=30))


class Saving(Base):
    """Cost that a service of the PMO saves in one year, besides what central registers save."""

    __tablename__ = "saving"

    office_key: Mapped[int] = mapped_column(
        ForeignKey("office.key"), index=True, info=shown("Office", width=20, required=True)
    )
    title: Mapped[str] = mapped_column(info=shown("Saving", width=34, required=True))
    service_key: Mapped[int | None] = mapped_column(ForeignKey("service.key"), info=shown("Service", width=26))
    year: Mapped[int] = mapped_column(info=shown("Year", kind="year", width=6, required=True))
    amount: Mapped[int] = mapped_column(info=shown("Amount", kind="money", required=True))
    is_measured: Mapped[bool] = mapped_column(
        default=False, info=shown("Measured", width=8, help="If not, it is an estimate.")
    )
    source: Mapped[str] = mapped_column(default="", info=shown("Source", width=30))
