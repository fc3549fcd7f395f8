"""Resources: roles and people, what there is of them and what projects want, month by month."""

from datetime import date

from sqlalchemy import Date, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.fields import shown

_FIRST_DAY = "The first day of the month."


class Role(Base):
    """What people are needed as, such as business analyst."""

    __tablename__ = "role"

    name: Mapped[str] = mapped_column(info=shown("Role", width=26, required=True))
    description: Mapped[str] = mapped_column(default="", info=shown("Description", kind="long text", width=36))


class Person(Base):
    """Somebody who can be put on projects."""

    __tablename__ = "person"

    name: Mapped[str] = mapped_column(info=shown("Person", width=24, required=True))
    role_key: Mapped[int | None] = mapped_column(ForeignKey("role.key"), index=True, info=shown("Role", width=24))
    organisation: Mapped[str] = mapped_column(default="", info=shown("Organisation", width=20))
    fte: Mapped[float] = mapped_column(default=1.0, info=shown("FTE", width=6, help="1 is a full working week."))
    cost_per_year: Mapped[int | None] = mapped_column(info=shown("Cost per year", kind="money"))
    saving_per_year: Mapped[int | None] = mapped_column(
        info=shown("Saved per year", kind="money", help="Against every project finding somebody for itself.")
    )
    saving_is_measured: Mapped[bool] = mapped_column(
        default=False, info=shown("Saving is measured", width=9, help="If not, the saving is an estimate.")
    )
    is_external: Mapped[bool] = mapped_column(default=False, info=shown("External", width=8))
    is_central: Mapped[bool] = mapped_column(
        default=False, info=shown("Kept by the PMO", width=9, help="On the PMO's central register of staff.")
    )
    available_from_on: Mapped[date | None] = mapped_column(Date, info=shown("From"))
    available_to_on: Mapped[date | None] = mapped_column(Date, info=shown("To"))


class RoleCapacity(Base):
    """How many FTE of a role there are in one month."""

    __tablename__ = "role_capacity"
    __table_args__ = (UniqueConstraint("role_key", "month_on"),)

    role_key: Mapped[int] = mapped_column(ForeignKey("role.key"), info=shown("Role", width=24, required=True))
    month_on: Mapped[date] = mapped_column(Date, info=shown("Month", required=True, help=_FIRST_DAY))
    fte: Mapped[float] = mapped_column(info=shown("Capacity FTE", width=8, required=True))


class Demand(Base):
    """How many FTE of a role a project wants in one month."""

    __tablename__ = "demand"
    __table_args__ = (UniqueConstraint("project_key", "role_key", "month_on"),)

    project_key: Mapped[int] = mapped_column(ForeignKey("project.key"), info=shown("Project", width=28, required=True))
    role_key: Mapped[int] = mapped_column(
        ForeignKey("role.key"), index=True, info=shown("Role", width=24, required=True)
    )
    month_on: Mapped[date] = mapped_column(Date, info=shown("Month", required=True, help=_FIRST_DAY))
    fte: Mapped[float] = mapped_column(info=shown("Demand FTE", width=8, required=True))


class Allocation(Base):
    """How much of a person a project is promised in one month."""

    __tablename__ = "allocation"
    __table_args__ = (UniqueConstraint("person_key", "project_key", "month_on"),)

    project_key: Mapped[int] = mapped_column(
        ForeignKey("project.key"), index=True, info=shown("Project", width=28, required=True)
    )
    person_key: Mapped[int] = mapped_column(ForeignKey("person.key"), info=shown("Person", width=24, required=True))
    month_on: Mapped[date] = mapped_column(Date, info=shown("Month", required=True, help=_FIRST_DAY))
    percent: Mapped[float] = mapped_column(
        info=shown("Share", kind="percent", width=8, required=True, help="Percent of the person's working time.")
    )
