"""Money by period and category: the cost profile of a project."""

from datetime import date

from sqlalchemy import Date, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import MoneyCategory, MoneyKind
from pmo_desktop.domain.fields import shown


class MoneyLine(Base):
    """An amount planned, spent or expected in one month, quarter or year."""

    __tablename__ = "money_line"

    project_key: Mapped[int] = mapped_column(
        ForeignKey("project.key"), index=True, info=shown("Project", width=28, required=True)
    )
    kind: Mapped[MoneyKind] = mapped_column(info=shown("Line", required=True))
    category: Mapped[MoneyCategory] = mapped_column(default=MoneyCategory.CAPEX, info=shown("Category"))
    month_on: Mapped[date] = mapped_column(Date, info=shown("Month", required=True, help="The first day of the month."))
    amount: Mapped[int] = mapped_column(info=shown("Amount", kind="money", required=True))
