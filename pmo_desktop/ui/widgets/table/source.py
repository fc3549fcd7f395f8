"""What a table needs of a register: keys in order, rows of finished values' raw material, and one way to write."""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from pmo_desktop.domain.saved_view import Face

if TYPE_CHECKING:
    from pmo_desktop.domain.errors import PmoError
    from pmo_desktop.services.grouping import Grouped
    from pmo_desktop.services.registers import Filter
    from pmo_desktop.services.registry import Column
    from pmo_desktop.services.saved_views import Rule
    from pmo_desktop.ui.values import Money, Options

Sort = tuple[tuple[str, bool], ...]
"""Pairs of a column's name and whether it rises."""
Cells = Sequence[tuple[int, str, object]]
"""Key of the row, name of the column, new value."""


@dataclass(frozen=True, slots=True)
class Look:
    """How some columns show beyond their kind.

    `signed` columns carry + and −. `inked` takes the ink of a figure from a rating in another column. `scale` is what
    money is told in: 1, 1 000 or 1 000 000.
    """

    signed: frozenset[str] = frozenset()
    inked: Mapping[str, str] | None = None
    scale: int = 1


@dataclass(frozen=True, slots=True)
class Shown:
    """One way to show a register: columns, order, filters, groups, how many columns are frozen, colours, and its face.

    What the user chooses is kept under `name`, unless the view `is_saved` in the workspace.
    """

    name: str
    columns: Sequence[str]
    sort: Sort = ()
    filters: "Sequence[Filter]" = ()
    groups: Sequence[str] = ()
    frozen: int = 1
    rules: "Sequence[Rule]" = ()
    face: Face = Face.TABLE
    is_saved: bool = False


class RegisterSource(Protocol):
    """A register as a table sees it. `DocumentSource` in `ui/sources.py` is the one over a document."""

    @property
    def name(self) -> str:
        """What the settings keep its columns under."""
        ...

    @property
    def columns(self) -> tuple["Column", ...]:
        """Every column it can show."""
        ...

    @property
    def first_columns(self) -> tuple[str, ...]:
        """Names of the columns shown until the user chooses others; the first one is frozen."""
        ...

    @property
    def money(self) -> "Money":
        """The currency and the scale its amounts are told in."""
        ...

    @property
    def look(self) -> Look:
        """How some columns show beyond their kind."""
        ...

    def keys(self, sort: Sort, filters: Collection["Filter"], search: str) -> list[int]:
        """Keys of the rows that pass, in order."""
        ...

    def grouped(
        self, by: Sequence[str], sort: Sort, filters: Collection["Filter"], search: str, columns: Sequence[str]
    ) -> "Grouped":
        """The same keys in groups by some columns, with subtotals of others."""
        ...

    def meeting(self, keys: Sequence[int], filters: Sequence["Filter"]) -> dict[int, tuple[bool, ...]]:
        """By key, which of `filters` its row passes."""
        ...

    def rows(self, keys: Sequence[int], columns: Sequence[str]) -> dict[int, tuple[object, ...]]:
        """The values of `columns` by key; rows that are gone are missing."""
        ...

    def write(self, title: str, cells: Cells, added: Sequence[Mapping[str, object]] = ()) -> bool:
        """Set cells and add rows as one step that undo takes back; says whether it was done."""
        ...

    def refuse(self, sentence: str) -> None:
        """Tell the user why something typed or pasted could not be taken."""
        ...

    def telling(self, tell: "Callable[[PmoError], object]") -> AbstractContextManager[None]:
        """Within, what is refused goes to `tell` alone."""
        ...

    def options(self, column: "Column") -> "Options":
        """What a choice, rating, flag or reference can be set to, with words."""
        ...

    def values_in_use(self, column: "Column") -> list[object]:
        """The different values a column holds, for its filter."""
        ...

    def affected(self, touched: Mapping[str, frozenset[int]]) -> set[int] | None:
        """Keys of rows that show something of what was touched; none of them, or `None` for perhaps every row."""
        ...
