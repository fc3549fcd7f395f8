"""Gates: where a project is looked at before it may go on."""

from datetime import date

from sqlalchemy import Date, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import Extent
from pmo_desktop.domain.fields import shown
from pmo_desktop.domain.rules.quality import Verdict


class Gate(Base):
    """One review of one project, planned or held. Its conditions are actions."""

    __tablename__ = "gate"

    project_key: Mapped[int] = mapped_column(
        ForeignKey("project.key"), index=True, info=shown("Project", width=28, required=True)
    )
    name: Mapped[str] = mapped_column(info=shown("Gate", width=28, required=True))
    milestone_key: Mapped[int | None] = mapped_column(ForeignKey("milestone.key"), info=shown("Milestone", width=24))
    phase_key: Mapped[int | None] = mapped_column(
        ForeignKey("phase.key"), info=shown("Phase of the lifecycle", width=20, editable=False)
    )
    planned_on: Mapped[date | None] = mapped_column(Date, info=shown("Planned for"))
    held_on: Mapped[date | None] = mapped_column(Date, info=shown("Held on"))
    chair: Mapped[str] = mapped_column(default="", info=shown("Chair", width=18))
    verdict: Mapped[Verdict | None] = mapped_column(info=shown("Verdict", width=20))
    verdict_text: Mapped[str] = mapped_column(default="", info=shown("Verdict in words", kind="long text", width=34))


class GateCriterion(Base):
    """One thing that must hold to pass, and what shows that it does."""

    __tablename__ = "gate_criterion"

    gate_key: Mapped[int] = mapped_column(
        ForeignKey("gate.key"), index=True, info=shown("Gate", width=28, required=True)
    )
    item_key: Mapped[int | None] = mapped_column(
        ForeignKey("method_item.key"), info=shown("From the method", width=24, editable=False)
    )
    title: Mapped[str] = mapped_column(info=shown("Criterion", width=40, required=True))
    is_met: Mapped[Extent | None] = mapped_column(info=shown("Met", width=8))
    evidence: Mapped[str] = mapped_column(default="", info=shown("Evidence", kind="long text", width=34))
