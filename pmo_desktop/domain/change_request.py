"""Change requests: what somebody wants different, what it would cost, and what was decided."""

from datetime import date

from sqlalchemy import Date, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import Choice, Level
from pmo_desktop.domain.fields import shown
from pmo_desktop.text import N_


class ChangeVerdict(Choice):
    """What became of a change request; one without a verdict is open."""

    APPROVED = "approved", N_("Approved")
    DEFERRED = "deferred", N_("Deferred")
    REFUSED = "refused", N_("Refused")


class ChangeRequest(Base):
    """A change of scope, cost or date, and its verdict. Only an approved one moves the baseline."""

    __tablename__ = "change_request"

    project_key: Mapped[int] = mapped_column(
        ForeignKey("project.key"), index=True, info=shown("Project", width=28, required=True)
    )
    reference: Mapped[str] = mapped_column(default="", info=shown("Reference", width=10))
    title: Mapped[str] = mapped_column(info=shown("Change", width=36, required=True))
    scope_effect: Mapped[str] = mapped_column(default="", info=shown("Effect on scope", kind="long text", width=30))
    cost_effect: Mapped[int | None] = mapped_column(
        info=shown("Effect on cost", kind="money", help="More is positive, less is negative.")
    )
    days_effect: Mapped[int | None] = mapped_column(
        info=shown("Effect on date d", width=8, help="Calendar days later; earlier is negative.")
    )
    requested_by: Mapped[str] = mapped_column(default="", info=shown("Requested by", width=18))
    raised_on: Mapped[date | None] = mapped_column(Date, info=shown("Raised"))
    decide_by_on: Mapped[date | None] = mapped_column(Date, info=shown("Decide by"))
    level: Mapped[Level] = mapped_column(default=Level.PROJECT, info=shown("Decided by", width=12))
    verdict: Mapped[ChangeVerdict | None] = mapped_column(info=shown("Verdict", width=10))
    decided_on: Mapped[date | None] = mapped_column(Date, info=shown("Decided on"))
    verdict_text: Mapped[str] = mapped_column(default="", info=shown("Verdict in words", kind="long text", width=30))
