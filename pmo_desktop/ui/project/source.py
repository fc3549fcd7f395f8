"""A register of the document, narrowed to what belongs to one project."""

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from typing_extensions import override

from pmo_desktop.domain.fields import Field, fields_of
from pmo_desktop.services import registers
from pmo_desktop.services.registers import Filter
from pmo_desktop.services.registry import BY_TABLE
from pmo_desktop.ui.sources import DocumentSource

if TYPE_CHECKING:
    from pmo_desktop.services.grouping import Grouped
    from pmo_desktop.services.registry import Column, Register
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.values import Options
    from pmo_desktop.ui.widgets.table.source import Cells, Sort

_PROJECT = "project_key"


class ProjectSource(DocumentSource):
    """`show_project(key)`; rows of that project alone, without the column that names it. New rows belong to it."""

    def __init__(self, document: "Document", register: "Register") -> None:
        super().__init__(document, register)
        self.name = f"project {register.name}"
        self.columns = tuple(column for column in self.columns if column.name != _PROJECT)
        self._has_own = any(field.name == _PROJECT for field in _references(register))
        self._by = _PROJECT if self._has_own else _through(register)
        self._key = 0

    def show_project(self, key: int) -> None:
        """Show what belongs to another project."""
        self._key = key
        self.given = {_PROJECT: key}

    def _narrowed(self, filters: Collection[Filter]) -> list[Filter]:
        return [*filters, Filter(self._by, "of project", (self._key,))]

    @override
    def keys(self, sort: "Sort", filters: Collection[Filter], search: str) -> list[int]:
        return super().keys(sort, self._narrowed(filters), search)

    @override
    def grouped(
        self, by: Sequence[str], sort: "Sort", filters: Collection[Filter], search: str, columns: Sequence[str]
    ) -> "Grouped":
        return super().grouped(by, sort, self._narrowed(filters), search, columns)

    @override
    def write(self, title: str, cells: "Cells", added: Sequence[Mapping[str, object]] = ()) -> bool:
        own = self.given if self._has_own else {}
        return super().write(title, cells, [{**own, **row} for row in added])

    @override
    def options(self, column: "Column") -> "Options":
        if column.field.target is None:
            return super().options(column)
        with self._document.reading() as session:
            return [*registers.references(session, column.field.target, self._key)]

    @override
    def values_in_use(self, column: "Column") -> list[object]:
        shown = self.rows(self.keys((), (), ""), [column.name]).values()
        return sorted({row[0] for row in shown} - {None, ""}, key=str)


def _references(register: "Register") -> list[Field]:
    return [field for field in fields_of(register.entity) if field.target]


def _through(register: "Register") -> str:
    """The column by which a row belongs to something that belongs to a project."""
    return next(
        field.name
        for field in _references(register)
        if any(other.name == _PROJECT for other in fields_of(BY_TABLE[field.target or ""]))
    )
