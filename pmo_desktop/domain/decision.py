"""Decisions: the question, its options, what is recommended, and what was decided."""

from datetime import date

from sqlalchemy import Date, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import DecisionKind, DecisionOutcome, Level
from pmo_desktop.domain.fields import shown


class Decision(Base):
    """A question put to somebody who can answer it."""

    __tablename__ = "decision"

    project_key: Mapped[int | None] = mapped_column(
        ForeignKey("project.key"), index=True, info=shown("Project", width=28)
    )
    reference: Mapped[str] = mapped_column(default="", info=shown("Reference", width=10))
    kind: Mapped[DecisionKind] = mapped_column(default=DecisionKind.DECIDE, info=shown("For", width=12))
    title: Mapped[str] = mapped_column(info=shown("Ask", width=40, required=True))
    why_now: Mapped[str] = mapped_column(default="", info=shown("Why now", kind="long text", width=40))
    owner: Mapped[str] = mapped_column(default="", info=shown("Asked by", width=18))
    level: Mapped[Level] = mapped_column(default=Level.BOARD, info=shown("Decided by", width=12))
    decide_by_on: Mapped[date | None] = mapped_column(Date, info=shown("Decide by"))
    cost_of_delay: Mapped[str] = mapped_column(default="", info=shown("Cost of delay", width=24))
    outcome: Mapped[DecisionOutcome | None] = mapped_column(info=shown("Outcome", width=10))
    outcome_text: Mapped[str] = mapped_column(default="", info=shown("Outcome in words", kind="long text", width=30))
    decided_on: Mapped[date | None] = mapped_column(Date, info=shown("Decided on"))


class DecisionOption(Base):
    """One way to answer, with what it costs and brings."""

    __tablename__ = "decision_option"

    decision_key: Mapped[int] = mapped_column(
        ForeignKey("decision.key"), index=True, info=shown("Decision", width=30, required=True)
    )
    title: Mapped[str] = mapped_column(info=shown("Option", width=34, required=True))
    cost: Mapped[int | None] = mapped_column(info=shown("Cost", kind="money"))
    finish: Mapped[str] = mapped_column(default="", info=shown("Finish", width=12))
    benefit: Mapped[str] = mapped_column(default="", info=shown("Benefit", width=24))
    risk: Mapped[str] = mapped_column(default="", info=shown("Risk", width=16))
    is_recommended: Mapped[bool] = mapped_column(default=False, info=shown("Recommended", width=9))
    is_chosen: Mapped[bool] = mapped_column(default=False, info=shown("Chosen", width=8, editable=False))
