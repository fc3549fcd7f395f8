"""A register of the document as a table sees it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.figures import Figures
from pmo_desktop.domain.period import StatusReport
from pmo_desktop.services import column_values, formats, grouping, registers
from pmo_desktop.services.grouping import Grouped
from pmo_desktop.services.insights.counts import counts
from pmo_desktop.services.registers import Filter
from pmo_desktop.services.registry import PROJECTS, Column, Register, column_named, columns_of
from pmo_desktop.ui import values
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.values import Money, Options
from pmo_desktop.ui.widgets.table.source import Cells, Look, Sort

FEW = 500
"""Up to so many touched rows are looked up one by one; beyond, everything shown is read again."""
_SIGNED = frozenset(
    {"slip_days", "figures.slip_days", "figures.slip_percent", "figures.slip_since_days", "figures.cost_variance"}
    | {"figures.cost_percent"}
)
_INKED = {
    "figures.slip_days": "figures.calculated_schedule",
    "figures.slip_percent": "figures.calculated_schedule",
    "figures.cost_percent": "figures.calculated_cost",
    "figures.cost_variance": "figures.calculated_cost",
}

# The projects of some reports, and of the reports of some figures.
_REPORTS: Any = bindparam("reports", expanding=True)
_FIGURES: Any = bindparam("figures", expanding=True)
_OF_FIGURES = select(Figures.report_key).where(Figures.key.in_(_FIGURES))
_TOLD_OF = select(StatusReport.project_key).where(
    or_(StatusReport.key.in_(_REPORTS), StatusReport.key.in_(_OF_FIGURES))
)


class DocumentSource:
    """Rows of `register`, read and written through `document`. Meets `RegisterSource`.

    `given` is what every new row has, without being asked for.
    """

    def __init__(self, document: Document, register: Register) -> None:
        self._document = document
        self.register = register
        self.name = register.name
        self.columns: tuple[Column, ...] = columns_of(register)
        self.first_columns = register.first_columns
        self.look = Look(_SIGNED, _INKED if register is PROJECTS else None)
        self.money = Money(document.currency, self._best_scale())
        self.given: Mapping[str, object] = {}

    def keys(self, sort: Sort, filters: Collection[Filter], search: str) -> list[int]:
        """Keys of the rows that pass, in order."""
        with self._document.reading() as session:
            return registers.keys(session, self.register, sort=sort, filters=filters, search=search)

    def grouped(
        self, by: Sequence[str], sort: Sort, filters: Collection[Filter], search: str, columns: Sequence[str]
    ) -> Grouped:
        """The same keys in groups, with subtotals."""
        with self._document.reading() as session:
            return grouping.grouped(
                session, self.register, by, sort=sort, filters=filters, search=search, columns=columns
            )

    def meeting(self, keys: Sequence[int], filters: Sequence[Filter]) -> dict[int, tuple[bool, ...]]:
        """By key, which of `filters` its row passes."""
        with self._document.reading() as session:
            return registers.meeting(session, self.register, keys, filters)

    def rows(self, keys: Sequence[int], columns: Sequence[str]) -> dict[int, tuple[object, ...]]:
        """The values of `columns` by key; rows that are gone are missing."""
        with self._document.reading() as session:
            return registers.rows_by_key(session, self.register, keys, columns)

    def write(self, title: str, cells: Cells, added: Sequence[Mapping[str, object]] = ()) -> bool:
        """Set cells and add rows as one step; says whether it was done."""

        def command(session: Session) -> bool:
            registers.edit_many(session, self.register, cells)
            registers.add_many(session, self.register, added)
            return True

        return self._document.do(title, command) is True

    def refuse(self, sentence: str) -> None:
        """Tell the user why something could not be taken."""
        self._document.refuse(PmoError(sentence))

    def telling(self, tell: Callable[[PmoError], object]) -> AbstractContextManager[None]:
        """Within, what is refused goes to `tell` alone: to the dialog whose values it is about."""
        return self._document.telling(tell)

    def options(self, column: Column) -> Options:
        """What a choice, rating, flag or reference can be set to, with words."""
        if column.field.target is None:
            return values.choices(column.field)
        with self._document.reading() as session:
            return [*registers.references(session, column.field.target)]

    def values_in_use(self, column: Column) -> list[object]:
        """The different values a column holds."""
        with self._document.reading() as session:
            return registers.values_in_use(session, self.register, column.name)

    def affected(self, touched: Mapping[str, frozenset[int]]) -> set[int] | None:
        """Keys of rows that show something of what was touched; `None` for perhaps every row."""
        own = set(touched.get(self.register.name, ()))
        if self.register is not PROJECTS:
            return own if not self._points_to(touched) else None
        reports, figures = touched.get("status_report", frozenset()), touched.get("figures", frozenset())
        if "reporting_period" in touched or len(reports) + len(figures) > FEW or self._points_to(touched):
            return None
        if not reports | figures:
            return own
        with self._document.reading() as session:
            return own | set(session.scalars(_TOLD_OF, {"reports": list(reports), "figures": list(figures)}))

    def _points_to(self, touched: Mapping[str, frozenset[int]]) -> bool:
        return any(column.field.target in touched for column in self.columns if column.field.target)

    def _best_scale(self) -> int:
        """The unit in which the middle one of the amounts shown first is short; the same for all columns."""
        names = [c.name for c in self.columns if c.field.kind == "money" and c.name in self.first_columns]
        if not names:
            return 1
        entity = self.register.entity
        shown = [column_values.value_of(column_named(self.register, name)) for name in names]
        with self._document.reading() as session:
            (many,) = counts(session, entity)
            query = column_values.joined(self.register, select(*shown), names)
            some = session.execute(query.where(entity.key % (many // FEW + 1) == 0))  # keys end in random bits
            amounts = [amount for row in some for amount in row if isinstance(amount, int)]
        return formats.best_scale(amounts, self._document.currency)
