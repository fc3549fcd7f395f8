"""What one workspace decides for itself: its currency, its rating scale, its thresholds."""

from datetime import date

from sqlalchemy import Date, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import OverallRule, Scale
from pmo_desktop.domain.fields import shown

_PERCENT = "Green below this many percent."


_OWN = "Empty takes the percentage that holds for every dimension."
_WEIGHT = "0 leaves the dimension out. Only used where weights decide."


class OwnPercentages:
    """Where amber and red start for single dimensions, in percent. None takes the common percentage."""

    schedule_amber: Mapped[float | None] = mapped_column(info=shown("Schedule: amber from", kind="percent", help=_OWN))
    schedule_red: Mapped[float | None] = mapped_column(info=shown("Schedule: red above", kind="percent", help=_OWN))
    cost_amber: Mapped[float | None] = mapped_column(info=shown("Cost: amber from", kind="percent", help=_OWN))
    cost_red: Mapped[float | None] = mapped_column(info=shown("Cost: red above", kind="percent", help=_OWN))
    scope_amber: Mapped[float | None] = mapped_column(info=shown("Scope: amber from", kind="percent", help=_OWN))
    scope_red: Mapped[float | None] = mapped_column(info=shown("Scope: red above", kind="percent", help=_OWN))
    benefits_amber: Mapped[float | None] = mapped_column(info=shown("Benefits: amber from", kind="percent", help=_OWN))
    benefits_red: Mapped[float | None] = mapped_column(info=shown("Benefits: red above", kind="percent", help=_OWN))
    resources_amber: Mapped[float | None] = mapped_column(
        info=shown("Resources: amber from", kind="percent", help=_OWN)
    )
    resources_red: Mapped[float | None] = mapped_column(info=shown("Resources: red above", kind="percent", help=_OWN))


class Settings(OwnPercentages, Base):
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
    overall_rule: Mapped[OverallRule] = mapped_column(default=OverallRule.WORST, info=shown("Overall rating", width=24))
    schedule_weight: Mapped[float] = mapped_column(default=1.0, info=shown("Schedule, weight", width=8, help=_WEIGHT))
    cost_weight: Mapped[float] = mapped_column(default=1.0, info=shown("Cost, weight", width=8, help=_WEIGHT))
    scope_weight: Mapped[float] = mapped_column(default=1.0, info=shown("Scope, weight", width=8, help=_WEIGHT))
    quality_weight: Mapped[float] = mapped_column(default=1.0, info=shown("Quality, weight", width=8, help=_WEIGHT))
    risk_weight: Mapped[float] = mapped_column(default=1.0, info=shown("Risk, weight", width=8, help=_WEIGHT))
    benefits_weight: Mapped[float] = mapped_column(default=1.0, info=shown("Benefits, weight", width=8, help=_WEIGHT))
    resources_weight: Mapped[float] = mapped_column(default=1.0, info=shown("Resources, weight", width=8, help=_WEIGHT))


class ThresholdOverride(OwnPercentages, Base):
    """Thresholds of one project that differ from the workspace's, and why. None keeps the workspace's."""

    __tablename__ = "threshold_override"

    project_key: Mapped[int] = mapped_column(ForeignKey("project.key"), unique=True, info=shown("Project"))
    amber_percent: Mapped[float | None] = mapped_column(info=shown("Amber from", kind="percent"))
    red_percent: Mapped[float | None] = mapped_column(info=shown("Red above", kind="percent"))
    key_milestone_days: Mapped[int | None] = mapped_column(info=shown("Key milestone days"))
    risk_amber: Mapped[int | None] = mapped_column(info=shown("Risk score, amber from"))
    risk_red: Mapped[int | None] = mapped_column(info=shown("Risk score, red from"))
    reason: Mapped[str] = mapped_column(default="", info=shown("Reason", width=40, required=True))
    by: Mapped[str] = mapped_column(default="", info=shown("By", width=18))
    made_on: Mapped[date | None] = mapped_column(Date, info=shown("On"))
