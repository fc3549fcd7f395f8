"""Services: what an office does for others, and who asked for it."""

from datetime import date

from sqlalchemy import Date, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import Choice, ServiceGroup
from pmo_desktop.domain.fields import computed, shown
from pmo_desktop.text import N_


class ServiceRole(Choice):
    """The part an office plays in a service."""

    FACILITATOR = "facilitator", N_("Facilitator")
    COACH = "coach", N_("Coach")
    QUALITY_CONTROL = "quality control", N_("Quality control")
    PARTNER = "partner", N_("Partner")


class ServiceState(Choice):
    """Whether a service is to come, is given, or is given no more."""

    PLANNED = "planned", N_("Planned")
    LIVE = "live", N_("Live")
    RETIRED = "retired", N_("Retired")


class Service(Base):
    """One entry of an office's service catalogue."""

    __tablename__ = "service"

    office_key: Mapped[int] = mapped_column(
        ForeignKey("office.key"), index=True, info=shown("Office", width=20, required=True)
    )
    title: Mapped[str] = mapped_column(info=shown("Service", width=34, required=True))
    group: Mapped[ServiceGroup] = mapped_column(default=ServiceGroup.SUPPORTIVE, info=shown("Group"))
    role: Mapped[ServiceRole] = mapped_column(default=ServiceRole.FACILITATOR, info=shown("Role"))
    description: Mapped[str] = mapped_column(default="", info=shown("Description", kind="long text", width=36))
    customers: Mapped[str] = mapped_column(
        default="", info=shown("Customers", width=22, help="With commas between them.")
    )
    owner: Mapped[str] = mapped_column(default="", info=shown("Owner", width=18))
    fte: Mapped[float | None] = mapped_column(
        info=shown("FTE", width=6, help="People it takes, full-time equivalents.")
    )
    cost_per_year: Mapped[int | None] = mapped_column(info=shown("Cost per year", kind="money"))
    measure: Mapped[str] = mapped_column(default="", info=shown("Measure", width=24))
    target: Mapped[str] = mapped_column(default="", info=shown("Target"))
    result: Mapped[str] = mapped_column(default="", info=shown("Result"))
    state: Mapped[ServiceState] = mapped_column(default=ServiceState.PLANNED, info=shown("State", width=9))
    live_on: Mapped[date | None] = mapped_column(Date, info=shown("Live since"))
    retired_on: Mapped[date | None] = mapped_column(Date, info=shown("Retired on"))

    def customer_names(self) -> tuple[str, ...]:
        """The customers it names, one by one."""
        return tuple(name for part in self.customers.split(",") if (name := part.strip()))

    @computed("Cost per customer", kind="money", help="Cost per year, shared evenly among the customers it names.")
    def cost_per_customer(self) -> int | None:
        """Minor units a year for each customer named; none where cost or customers are not known."""
        count = len(self.customer_names())
        return round(self.cost_per_year / count) if self.cost_per_year is not None and count else None


class ServiceRequest(Base):
    """Somebody asked for a service, and what came of it."""

    __tablename__ = "service_request"

    service_key: Mapped[int] = mapped_column(
        ForeignKey("service.key"), index=True, info=shown("Service", width=28, required=True)
    )
    title: Mapped[str] = mapped_column(info=shown("Request", width=36, required=True))
    project_key: Mapped[int | None] = mapped_column(
        ForeignKey("project.key"), index=True, info=shown("Project", width=28)
    )
    asked_by: Mapped[str] = mapped_column(default="", info=shown("Asked by", width=18))
    asked_on: Mapped[date | None] = mapped_column(Date, info=shown("Asked on"))
    due_on: Mapped[date | None] = mapped_column(Date, info=shown("Due"))
    closed_on: Mapped[date | None] = mapped_column(Date, info=shown("Closed on"))
    outcome: Mapped[str] = mapped_column(default="", info=shown("Outcome", kind="long text", width=30))
    value: Mapped[int | None] = mapped_column(info=shown("Value to the customer", width=9, help="1 to 5."))
