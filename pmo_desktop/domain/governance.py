"""Governance: the bodies that decide, when they meet, and what they may decide."""

from datetime import date

from sqlalchemy import Date, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import Level
from pmo_desktop.domain.fields import shown


class GovernanceBody(Base):
    """A board, committee or group, and the one it escalates to."""

    __tablename__ = "governance_body"

    name: Mapped[str] = mapped_column(info=shown("Body", width=28, required=True))
    level: Mapped[Level] = mapped_column(default=Level.BOARD, info=shown("Level"))
    terms: Mapped[str] = mapped_column(default="", info=shown("Terms of reference", kind="long text", width=36))
    chair: Mapped[str] = mapped_column(default="", info=shown("Chair", width=18))
    members: Mapped[str] = mapped_column(default="", info=shown("Members", kind="long text", width=30))
    decision_rights: Mapped[str] = mapped_column(default="", info=shown("Decision rights", kind="long text", width=36))
    cost_limit: Mapped[int | None] = mapped_column(
        info=shown("Decides up to", kind="money", help="The largest change of cost it may approve by itself.")
    )
    days_limit: Mapped[int | None] = mapped_column(
        info=shown("Decides up to d", width=8, help="The longest slip it may approve by itself, in calendar days.")
    )
    escalates_to_key: Mapped[int | None] = mapped_column(
        ForeignKey("governance_body.key"), info=shown("Escalates to", width=24)
    )
    recipe_key: Mapped[int | None] = mapped_column(ForeignKey("recipe.key"), info=shown("Pack it receives", width=20))


class Meeting(Base):
    """One meeting of a body."""

    __tablename__ = "meeting"

    body_key: Mapped[int] = mapped_column(
        ForeignKey("governance_body.key"), index=True, info=shown("Body", width=26, required=True)
    )
    held_on: Mapped[date] = mapped_column(Date, info=shown("Day", required=True))
    starts_at: Mapped[str] = mapped_column(default="", info=shown("Time", width=7, help="For example 14:00."))
    minutes: Mapped[int] = mapped_column(default=60, info=shown("Minutes", width=7))
    place: Mapped[str] = mapped_column(default="", info=shown("Place", width=20))
    subject: Mapped[str] = mapped_column(default="", info=shown("Subject", width=30))
    papers_due_on: Mapped[date | None] = mapped_column(Date, info=shown("Papers due"))
