"""Risks: what may happen, how bad it would be, and what is done about it."""

from datetime import date

from sqlalchemy import Date, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import ItemState, Level, Proximity, RiskResponse
from pmo_desktop.domain.fields import computed, shown
from pmo_desktop.domain.rules.exposure import LIKELIHOOD_PERCENT, above_target, expected_value, score

_ONE_TO_FIVE = "1 to 5."


class Risk(Base):
    """Because of a cause, an event may happen, with an effect."""

    __tablename__ = "risk"

    project_key: Mapped[int | None] = mapped_column(
        ForeignKey("project.key"), index=True, info=shown("Project", width=28)
    )
    reference: Mapped[str] = mapped_column(default="", info=shown("Reference", width=10))
    title: Mapped[str] = mapped_column(info=shown("Risk", width=36, required=True))
    cause: Mapped[str] = mapped_column(default="", info=shown("Cause", kind="long text", width=30))
    event: Mapped[str] = mapped_column(default="", info=shown("Event", kind="long text", width=30))
    effect: Mapped[str] = mapped_column(default="", info=shown("Effect", kind="long text", width=30))
    owner: Mapped[str] = mapped_column(default="", info=shown("Owner", width=18))
    state: Mapped[ItemState] = mapped_column(default=ItemState.OPEN, info=shown("State", width=9))
    level: Mapped[Level] = mapped_column(default=Level.PROJECT, info=shown("Escalated to", width=12))
    proximity: Mapped[Proximity | None] = mapped_column(info=shown("Proximity", width=14))
    response: Mapped[RiskResponse | None] = mapped_column(info=shown("Response", width=10))
    response_text: Mapped[str] = mapped_column(default="", info=shown("Response in words", kind="long text", width=30))
    inherent_probability: Mapped[int | None] = mapped_column(
        info=shown("Inherent probability", width=9, help=_ONE_TO_FIVE)
    )
    inherent_impact: Mapped[int | None] = mapped_column(info=shown("Inherent impact", width=9, help=_ONE_TO_FIVE))
    probability: Mapped[int | None] = mapped_column(info=shown("Probability", width=9, help=_ONE_TO_FIVE))
    impact: Mapped[int | None] = mapped_column(info=shown("Impact", width=9, help=_ONE_TO_FIVE))
    target_probability: Mapped[int | None] = mapped_column(info=shown("Target probability", width=9, help=_ONE_TO_FIVE))
    target_impact: Mapped[int | None] = mapped_column(info=shown("Target impact", width=9, help=_ONE_TO_FIVE))
    money_at_stake: Mapped[int | None] = mapped_column(
        info=shown("Money at stake", kind="money", help="What it costs if it happens.")
    )
    raised_on: Mapped[date | None] = mapped_column(Date, info=shown("Raised"))
    due_on: Mapped[date | None] = mapped_column(Date, info=shown("Response due"))
    materialised_on: Mapped[date | None] = mapped_column(
        Date, info=shown("Materialised on", help="When the event happened after all.")
    )

    @computed("Inherent", kind="integer", width=8, help="Probability × impact before any response, 1 to 25.")
    def inherent_score(self) -> int | None:
        """Probability × impact before any response, 1 to 25."""
        return score(self.inherent_probability, self.inherent_impact)

    @computed("Current", kind="integer", width=8, help="Probability × impact now, 1 to 25.")
    def current_score(self) -> int | None:
        """Probability × impact now, 1 to 25."""
        return score(self.probability, self.impact)

    @computed("Target", kind="integer", width=8, help="Probability × impact once the response has worked, 1 to 25.")
    def target_score(self) -> int | None:
        """Probability × impact once the response has worked, 1 to 25."""
        return score(self.target_probability, self.target_impact)

    @computed("Above target", kind="integer", width=8, help="Current score − target score.")
    def points_to_go(self) -> int | None:
        """How many points the current score lies above its target; negative when below."""
        return above_target(self.current_score(), self.target_score())

    @computed(
        "Expected cost",
        kind="money",
        help="Likelihood × money at stake; a probability of 1 to 5 is taken as 10, 30, 50, 70 and 90%.",
    )
    def expected_cost(self) -> int | None:
        """Likelihood × money at stake, in minor units."""
        return expected_value(LIKELIHOOD_PERCENT.get(self.probability or 0), self.money_at_stake)
