"""What one workspace decides for itself: its currency, its rating scale, its thresholds."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import Scale
from pmo_desktop.domain.fields import shown

_PERCENT = "Green below this many percent."


class Settings(Base):
    """The one row of settings of a workspace. Thresholds in percent, except scores (1 to 25) and days."""

    __tablename__ = "settings"

    organisation: Mapped[str] = mapped_column(default="", info=shown("Organisation", width=28))
    currency: Mapped[str] = mapped_column(
        default="GBP", info=shown("Currency", help="ISO code, for example GBP or EUR.")
    )
    scale: Mapped[Scale] = mapped_column(default=Scale.THREE, info=shown("Rating scale"))
    classification: Mapped[str] = mapped_column(default="", info=shown("Classification", width=20))
    amber_percent: Mapped[float] = mapped_column(default=5.0, info=shown("Amber from", kind="percent", help=_PERCENT))
    red_percent: Mapped[float] = mapped_column(default=10.0, info=shown("Red above", kind="percent"))
    key_milestone_days: Mapped[int] = mapped_column(default=30, info=shown("Key milestone days"))
    risk_amber: Mapped[int] = mapped_column(default=12, info=shown("Risk score, amber from"))
    risk_red: Mapped[int] = mapped_column(default=20, info=shown("Risk score, red from"))
    stale_days: Mapped[int] = mapped_column(
        default=0, info=shown("Report is stale after", help="Days before the cut-off.")
    )


class ThresholdOverride(Base):
    """Thresholds of one project that differ from the workspace's, and why. None keeps the workspace's."""

    __tablename__ = "threshold_override"

    project_key: Mapped[int] = mapped_column(ForeignKey("project.key"), unique=True, info=shown("Project"))
    amber_percent: Mapped[float | None] = mapped_column(info=shown("Amber from", kind="percent"))
    red_percent: Mapped[float | None] = mapped_column(info=shown("Red above", kind="percent"))
    reason: Mapped[str] = mapped_column(default="", info=shown("Reason", width=40, required=True))
