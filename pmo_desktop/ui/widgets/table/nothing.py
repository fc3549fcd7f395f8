"""What a register says where it shows no row: why, and the one thing that brings most back."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from pmo_desktop.services.formats import show_count
from pmo_desktop.text import N_
from pmo_desktop.ui.widgets.empty_state import EmptyState
from pmo_desktop.ui.widgets.table.filter_words import filter_words

if TYPE_CHECKING:
    from pmo_desktop.services.registers import Filter
    from pmo_desktop.ui.widgets.table.model import RegisterModel

Words = tuple[str, str, str, Callable[[], object]]
"""Title, why, and the words of an action with what it does."""


class Nothing(EmptyState):
    """`Nothing(model, words)`; `explain()` where no row passes. `words` are for a register that holds nothing at all.

    `own` are the filters that make a table one of several of its register: they are not what hides the rows.
    """

    def __init__(self, model: "RegisterModel", words: Words | None) -> None:
        super().__init__("filter-off", "")
        self._model = model
        self._words = words or (self.tr("Nothing here yet"), "", "", lambda: None)
        self.own: Sequence[Filter] = ()

    def explain(self, drop_search: Callable[[], object], drop_filter: Callable[[str], object]) -> None:
        """Say why nothing is shown, and offer to drop the search, or the one filter that brings most back."""
        filters = list(self._model.filters.values())
        if self._model.search:
            title = self.tr("Nothing holds “{text}”").format(text=self._model.search)
            why = self.tr("The search looks at all text of a row.")
            self.show_words(title, why, self.tr("Drop the search"), drop_search)
        elif not filters or filters == list(self.own) or not self._model.source.keys((), (), ""):
            self.show_words(*self._words)
        else:
            self._explain_filters(filters, drop_filter)

    def _explain_filters(self, filters: "Sequence[Filter]", drop_filter: Callable[[str], object]) -> None:
        source = self._model.source
        named = {each.name: each for each in source.columns}
        left = {each.column: self._count_without(each) for each in filters}
        best = max(left, key=lambda name: left[name])
        words = filter_words(named[best], self._model.filters[best], source)
        self.show_words(
            show_count(len(filters), N_("No row passes this filter"), N_("No row passes these {count} filters")),
            self.tr("Without “{filter}” there would be {count}.").format(filter=words, count=left[best]),
            self.tr("Drop “{filter}”").format(filter=words),
            lambda: drop_filter(best),
        )

    def _count_without(self, dropped: "Filter") -> int:
        others = [each for each in self._model.filters.values() if each is not dropped]
        return len(self._model.source.keys((), others, self._model.search))
