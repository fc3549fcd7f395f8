"""Stakeholders: who can help or hinder, and how far they are from where they are needed."""

from datetime import date

from sqlalchemy import Date, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import Choice
from pmo_desktop.domain.fields import computed, shown
from pmo_desktop.text import N_

_ONE_TO_FIVE = "1 to 5."


class Support(Choice):
    """How somebody stands to a change."""

    AGAINST = "against", N_("Against")
    DOUBTFUL = "doubtful", N_("Doubtful")
    NEUTRAL = "neutral", N_("Neutral")
    IN_FAVOUR = "in favour", N_("In favour")
    LEADING = "leading", N_("Leading")

    @property
    def step(self) -> int:
        """0 for against to 4 for leading."""
        return list(Support).index(self)


class Stakeholder(Base):
    """A person or group, of the PMO itself or of one project."""

    __tablename__ = "stakeholder"

    project_key: Mapped[int | None] = mapped_column(
        ForeignKey("project.key"), index=True, info=shown("Project", width=28, help="Empty for the PMO itself.")
    )
    name: Mapped[str] = mapped_column(info=shown("Stakeholder", width=26, required=True))
    organisation: Mapped[str] = mapped_column(default="", info=shown("Organisation", width=20))
    influence: Mapped[int | None] = mapped_column(info=shown("Influence", width=9, help=_ONE_TO_FIVE))
    interest: Mapped[int | None] = mapped_column(info=shown("Interest", width=9, help=_ONE_TO_FIVE))
    support: Mapped[Support | None] = mapped_column(info=shown("Support today", width=12))
    support_needed: Mapped[Support | None] = mapped_column(info=shown("Support needed", width=12))
    owner: Mapped[str] = mapped_column(default="", info=shown("Owner", width=18))
    actions: Mapped[str] = mapped_column(default="", info=shown("What is done", kind="long text", width=36))

    @computed("Support gap", kind="integer", width=8, help="Steps of support that are still missing.")
    def steps_to_go(self) -> int | None:
        """Steps from the support of today to the one needed, 0 when it is reached; none if either is not known."""
        if self.support is None or self.support_needed is None:
            return None
        return max(0, self.support_needed.step - self.support.step)


class SignOff(Base):
    """Something a stakeholder has to sign, and when they did."""

    __tablename__ = "sign_off"

    stakeholder_key: Mapped[int] = mapped_column(
        ForeignKey("stakeholder.key"), index=True, info=shown("Stakeholder", width=26, required=True)
    )
    title: Mapped[str] = mapped_column(info=shown("What is signed", width=34, required=True))
    due_on: Mapped[date | None] = mapped_column(Date, info=shown("Due"))
    signed_on: Mapped[date | None] = mapped_column(Date, info=shown("Signed on"))
    comment: Mapped[str] = mapped_column(default="", info=shown("Comment", kind="long text", width=30))
