"""The register: portfolios, programmes and projects."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import Confidentiality, EntryKind, MoneySource, ProjectClass, ProjectStatus
from pmo_desktop.domain.facts import Facts
from pmo_desktop.domain.fields import shown


class Portfolio(Base):
    """Projects and programmes that share a budget and a body that chooses among them."""

    __tablename__ = "portfolio"

    reference: Mapped[str] = mapped_column(default="", info=shown("Reference", width=10))
    name: Mapped[str] = mapped_column(info=shown("Portfolio", width=30, required=True))
    description: Mapped[str] = mapped_column(default="", info=shown("Description", kind="long text", width=40))
    owner: Mapped[str] = mapped_column(default="", info=shown("Owner", width=18))
    budget: Mapped[int | None] = mapped_column(
        info=shown("Budget", kind="money", help="What its projects may cost together; the cut line follows it.")
    )
    capacity_fte: Mapped[float | None] = mapped_column(
        info=shown("Capacity FTE", width=8, help="How many people there are for its projects at one time.")
    )


class Programme(Base):
    """Projects led together for benefits that none of them brings alone."""

    __tablename__ = "programme"

    reference: Mapped[str] = mapped_column(default="", info=shown("Reference", width=10))
    name: Mapped[str] = mapped_column(info=shown("Programme", width=30, required=True))
    description: Mapped[str] = mapped_column(default="", info=shown("Description", kind="long text", width=40))
    sponsor: Mapped[str] = mapped_column(default="", info=shown("SRO", width=18))
    manager: Mapped[str] = mapped_column(default="", info=shown("Programme manager", width=18))
    portfolio_key: Mapped[int | None] = mapped_column(
        ForeignKey("portfolio.key"), index=True, info=shown("Portfolio", width=20)
    )


class Project(Facts, Base):
    """One entry of the register: a project, or an operation that is only listed."""

    __tablename__ = "project"

    reference: Mapped[str] = mapped_column(default="", index=True, info=shown("Reference", width=10))
    name: Mapped[str] = mapped_column(info=shown("Project", width=32, required=True))
    description: Mapped[str] = mapped_column(default="", info=shown("Description", kind="long text", width=40))
    kind: Mapped[EntryKind] = mapped_column(default=EntryKind.PROJECT, info=shown("Kind", width=10))
    category: Mapped[str] = mapped_column(default="", info=shown("Category", width=18))
    project_class: Mapped[ProjectClass | None] = mapped_column(info=shown("Class", help="Size × uncertainty."))
    sponsor: Mapped[str] = mapped_column(default="", info=shown("SRO", width=18, help="Senior responsible owner."))
    project_manager: Mapped[str] = mapped_column(default="", info=shown("Project manager", width=18))
    status: Mapped[ProjectStatus] = mapped_column(default=ProjectStatus.ACTIVE, info=shown("Status", width=11))
    managed_by_pmo: Mapped[bool] = mapped_column(default=False, info=shown("Managed by the PMO", width=9))
    confidentiality: Mapped[Confidentiality] = mapped_column(
        default=Confidentiality.INTERNAL, info=shown("Confidentiality", width=12)
    )
    tags: Mapped[str] = mapped_column(default="", info=shown("Tags", width=16))
    lifecycle_key: Mapped[int | None] = mapped_column(ForeignKey("lifecycle.key"), info=shown("Lifecycle", width=18))
    price_base: Mapped[str] = mapped_column(
        default="", info=shown("Price base", group="money", help="For example “2026 prices”.")
    )
    money_source: Mapped[MoneySource] = mapped_column(
        default=MoneySource.TYPED,
        info=shown("BAC, AC and EAC", width=16, group="money", help="Typed, or the sums of the amounts by month."),
    )
    programme_key: Mapped[int | None] = mapped_column(
        ForeignKey("programme.key"), index=True, info=shown("Programme", width=20)
    )
    portfolio_key: Mapped[int | None] = mapped_column(
        ForeignKey("portfolio.key"), index=True, info=shown("Portfolio", width=20)
    )
