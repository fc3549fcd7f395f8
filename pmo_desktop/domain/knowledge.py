"""Knowledge besides lessons: practices, training and coaching, and who can do what."""

from datetime import date

from sqlalchemy import Date, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import Choice
from pmo_desktop.domain.fields import shown
from pmo_desktop.text import N_


class Practice(Base):
    """A way of working that is worth repeating."""

    __tablename__ = "practice"

    title: Mapped[str] = mapped_column(info=shown("Practice", width=36, required=True))
    text: Mapped[str] = mapped_column(default="", info=shown("How it works", kind="long text", width=44))
    category: Mapped[str] = mapped_column(default="", info=shown("Applies to category", width=18))
    owner: Mapped[str] = mapped_column(default="", info=shown("Owner", width=18))
    reviewed_on: Mapped[date | None] = mapped_column(Date, info=shown("Reviewed on"))


class TrainingKind(Choice):
    """How somebody was taught."""

    TRAINING = "training", N_("Training")
    COACHING = "coaching", N_("Coaching")


class Training(Base):
    """One training or coaching of one person."""

    __tablename__ = "training"

    person_key: Mapped[int | None] = mapped_column(ForeignKey("person.key"), index=True, info=shown("Person", width=24))
    title: Mapped[str] = mapped_column(info=shown("Subject", width=34, required=True))
    kind: Mapped[TrainingKind] = mapped_column(default=TrainingKind.TRAINING, info=shown("Kind"))
    held_on: Mapped[date | None] = mapped_column(Date, info=shown("Held on"))
    hours: Mapped[float | None] = mapped_column(info=shown("Hours", width=7))
    led_by: Mapped[str] = mapped_column(default="", info=shown("Led by", width=18))
    project_key: Mapped[int | None] = mapped_column(
        ForeignKey("project.key"), index=True, info=shown("Project", width=28)
    )
    result: Mapped[str] = mapped_column(default="", info=shown("Result", kind="long text", width=30))


class Competence(Base):
    """How well a person can do something a role needs, and how well it is needed; 0 to 5 each."""

    __tablename__ = "competence"
    __table_args__ = (UniqueConstraint("person_key", "title"),)

    person_key: Mapped[int] = mapped_column(ForeignKey("person.key"), info=shown("Person", width=24, required=True))
    title: Mapped[str] = mapped_column(info=shown("Competence", width=28, required=True))
    level: Mapped[int | None] = mapped_column(info=shown("Level", width=7, help="0 to 5."))
    needed: Mapped[int | None] = mapped_column(info=shown("Needed", width=7, help="0 to 5."))
    assessed_on: Mapped[date | None] = mapped_column(Date, info=shown("Assessed on"))
