"""The PMO itself: the offices of one organisation, and what it wants to reach."""

from datetime import date
from typing import TypedDict

from sqlalchemy import Date, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import (
    Extent,
    OfficeAuthority,
    OfficeKind,
    OfficeScope,
    OfficeStage,
    Orientation,
    ServiceGroup,
    Staffing,
)
from pmo_desktop.domain.fields import shown
from pmo_desktop.text import N_, say


class _Mix(TypedDict):
    kind: str
    group: str
    help: str


_MIX: _Mix = {"kind": "percent", "group": N_("Mix of services"), "help": N_("Share of the effort; the four make 100.")}


class Office(Base):
    """One PMO, project office, programme office or portfolio office."""

    __tablename__ = "office"

    name: Mapped[str] = mapped_column(info=shown("Name", width=28, required=True))
    kind: Mapped[OfficeKind] = mapped_column(default=OfficeKind.PMO, info=shown("Kind"))
    scope: Mapped[OfficeScope] = mapped_column(default=OfficeScope.CORPORATE, info=shown("Scope"))
    department: Mapped[str] = mapped_column(
        default="",
        info=shown("Department", width=20, help="Of a sectorial office: the organisation whose projects it covers."),
    )
    programme_key: Mapped[int | None] = mapped_column(
        ForeignKey("programme.key"), info=shown("Programme", width=20, help="The one a temporary office serves.")
    )
    project_key: Mapped[int | None] = mapped_column(
        ForeignKey("project.key"), info=shown("Project", width=20, help="The one a temporary office serves.")
    )
    authority: Mapped[OfficeAuthority] = mapped_column(
        default=OfficeAuthority.HYBRID,
        info=shown("Authority", help="Advisory offices advise, hybrid ones recommend, centralised ones impose."),
    )
    orientation: Mapped[Orientation] = mapped_column(default=Orientation.CENTRAL, info=shown("Orientation"))
    staffing: Mapped[Staffing] = mapped_column(default=Staffing.INTERNAL, info=shown("Staffing"))
    reports_to: Mapped[str] = mapped_column(default="", info=shown("Reports to", width=24))
    managers_report_here: Mapped[Extent] = mapped_column(
        default=Extent.NO, info=shown("Project managers report to the PMO", width=16)
    )
    overseen_by_key: Mapped[int | None] = mapped_column(ForeignKey("office.key"), info=shown("Overseen by"))
    stage: Mapped[OfficeStage] = mapped_column(default=OfficeStage.OPERATION, info=shown("Stage"))
    begun_on: Mapped[date | None] = mapped_column(
        Date, info=shown("Works since", help="Projects that were over by then count as before the office.")
    )
    ends_on: Mapped[date | None] = mapped_column(
        Date, info=shown("Ends on", help="A temporary office, for one project or programme, has an end date.")
    )
    mix_general: Mapped[float | None] = mapped_column(info=shown("Meant for general services", **_MIX))
    mix_supportive: Mapped[float | None] = mapped_column(info=shown("Meant for supportive services", **_MIX))
    mix_controlling: Mapped[float | None] = mapped_column(info=shown("Meant for controlling services", **_MIX))
    mix_directive: Mapped[float | None] = mapped_column(info=shown("Meant for directive services", **_MIX))

    def intended_mix(self) -> dict[ServiceGroup, float | None]:
        """The share of the office's effort that is meant for each group of services, in percent."""
        return {
            ServiceGroup.GENERAL: self.mix_general,
            ServiceGroup.SUPPORTIVE: self.mix_supportive,
            ServiceGroup.CONTROLLING: self.mix_controlling,
            ServiceGroup.DIRECTIVE: self.mix_directive,
        }

    def neutrality_note(self) -> str:
        """What to keep in mind when project managers report to the office; empty when they do not."""
        if self.managers_report_here is Extent.NO:
            return ""
        return say(
            "Project managers report to this office: its head guards the method and answers for delivery as well. "
            "Let somebody outside the office assess its projects."
        )


class StrategicObjective(Base):
    """Something the organisation wants to reach, which projects serve."""

    __tablename__ = "strategic_objective"

    title: Mapped[str] = mapped_column(info=shown("Objective", width=36, required=True))
    owner: Mapped[str] = mapped_column(default="", info=shown("Owner", width=18))
    measure: Mapped[str] = mapped_column(default="", info=shown("Measure", width=24))
    target: Mapped[str] = mapped_column(default="", info=shown("Target"))
    result: Mapped[str] = mapped_column(default="", info=shown("Today", help="What the measure says now."))
    weight: Mapped[int] = mapped_column(default=1, info=shown("Weight", width=8))


class ObjectiveLink(Base):
    """A project serves a strategic objective."""

    __tablename__ = "objective_link"

    project_key: Mapped[int] = mapped_column(ForeignKey("project.key"), index=True, info=shown("Project"))
    objective_key: Mapped[int] = mapped_column(
        ForeignKey("strategic_objective.key"), index=True, info=shown("Objective")
    )
