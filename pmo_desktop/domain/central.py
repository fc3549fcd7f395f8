"""Centralised registers: suppliers, customers and equipment that the PMO keeps for all projects.

Staff are the people of `capacity`, with the mark that the PMO keeps them.
"""

from datetime import date

from sqlalchemy import Date, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import Choice
from pmo_desktop.domain.fields import shown
from pmo_desktop.text import N_


class CentralKind(Choice):
    """What is kept centrally, besides staff."""

    SUPPLIER = "supplier", N_("Supplier")
    CUSTOMER = "customer", N_("Customer")
    EQUIPMENT = "equipment", N_("Equipment")


class CentralItem(Base):
    """A supplier, a customer or a piece of equipment."""

    __tablename__ = "central_item"

    kind: Mapped[CentralKind] = mapped_column(default=CentralKind.SUPPLIER, info=shown("Kind", required=True))
    name: Mapped[str] = mapped_column(info=shown("Name", width=28, required=True))
    contact: Mapped[str] = mapped_column(default="", info=shown("Contact", width=22))
    contract: Mapped[str] = mapped_column(default="", info=shown("Contract or number", width=20))
    ends_on: Mapped[date | None] = mapped_column(Date, info=shown("Contract ends"))
    cost_per_year: Mapped[int | None] = mapped_column(info=shown("Cost per year", kind="money"))
    saving_per_year: Mapped[int | None] = mapped_column(
        info=shown("Saved per year", kind="money", help="Against every project doing it for itself.")
    )
    saving_is_measured: Mapped[bool] = mapped_column(
        default=False, info=shown("Saving is measured", width=9, help="If not, the saving is an estimate.")
    )
    note: Mapped[str] = mapped_column(default="", info=shown("Note", kind="long text", width=30))


class CentralUse(Base):
    """A project uses something that is kept centrally."""

    __tablename__ = "central_use"

    item_key: Mapped[int] = mapped_column(
        ForeignKey("central_item.key"), index=True, info=shown("What", width=28, required=True)
    )
    project_key: Mapped[int] = mapped_column(
        ForeignKey("project.key"), index=True, info=shown("Project", width=28, required=True)
    )
    from_on: Mapped[date | None] = mapped_column(Date, info=shown("From"))
    to_on: Mapped[date | None] = mapped_column(Date, info=shown("To"))
    note: Mapped[str] = mapped_column(default="", info=shown("Note", width=30))
