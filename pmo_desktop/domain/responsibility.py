"""The responsibility matrix of a charter: who does, answers for, is asked about and is told of each activity."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.fields import shown
from pmo_desktop.domain.rules.responsibility import Fault


class Party(Base):
    """A column of the matrix: the PMO, the project manager, the sponsor and so on."""

    __tablename__ = "party"

    charter_key: Mapped[int] = mapped_column(ForeignKey("charter.key"), index=True, info=shown("Charter"))
    name: Mapped[str] = mapped_column(info=shown("Party", width=20, required=True))
    position: Mapped[int] = mapped_column(default=0, info=shown("Place", width=6))
    is_pmo: Mapped[bool] = mapped_column(default=False, info=shown("Is the PMO", width=8))


class Activity(Base):
    """A row of the matrix."""

    __tablename__ = "activity"

    charter_key: Mapped[int] = mapped_column(ForeignKey("charter.key"), index=True, info=shown("Charter"))
    group: Mapped[str] = mapped_column(default="", info=shown("Group", width=20))
    title: Mapped[str] = mapped_column(info=shown("Activity", width=34, required=True))
    position: Mapped[int] = mapped_column(default=0, info=shown("Place", width=6))


class Responsible(Base):
    """A cell: the letters one party has in one activity, such as “A” or “AR”."""

    __tablename__ = "responsible"
    __table_args__ = (UniqueConstraint("activity_key", "party_key"),)

    activity_key: Mapped[int] = mapped_column(ForeignKey("activity.key"), info=shown("Activity"))
    party_key: Mapped[int] = mapped_column(ForeignKey("party.key"), index=True, info=shown("Party"))
    letters: Mapped[str] = mapped_column(info=shown("R, A, C, I", width=6, required=True))


class LeftAsIs(Base):
    """A fault of the matrix that somebody looked at and left, with the reason."""

    __tablename__ = "left_as_is"

    charter_key: Mapped[int] = mapped_column(ForeignKey("charter.key"), index=True, info=shown("Charter"))
    fault: Mapped[Fault] = mapped_column(info=shown("Fault", width=18))
    activity_key: Mapped[int | None] = mapped_column(ForeignKey("activity.key"), info=shown("Activity"))
    party_key: Mapped[int | None] = mapped_column(ForeignKey("party.key"), info=shown("Party"))
    reason: Mapped[str] = mapped_column(info=shown("Reason", width=34, required=True))
