"""What the settings keep of one way to show a register: its columns, their widths, how many are frozen."""

from collections.abc import Iterable, Sequence

from pmo_desktop.ui.settings import Settings
from pmo_desktop.ui.widgets.table.source import RegisterSource, Shown


class Kept:
    """`Kept(settings, shown)`. What a saved view says of columns and freezing counts before the settings."""

    def __init__(self, settings: Settings, shown: Shown) -> None:
        self._settings = settings
        self.shown = shown

    def _columns(self) -> list[tuple[str, int, bool]]:
        """Name and width of each column; the flag says that the user chose to see it."""
        return self._settings.columns.get(self.shown.name, [])

    def columns(self, source: RegisterSource) -> Sequence[str]:
        """The columns of a saved view, else those the user chose, else the usual ones."""
        known = {each.name for each in source.columns}
        usual = [name for name in self.shown.columns if name in known]
        chosen = [name for name, _, is_chosen in self._columns() if is_chosen and name in known]
        return usual if self.shown.is_saved else chosen or usual

    def widths(self) -> dict[str, int]:
        """The width of each column in pixels, of those there is one for."""
        return {name: width for name, width, _ in self._columns()}

    def keep_columns(self, widths: Iterable[tuple[str, int]], *, chosen: bool) -> None:
        """Keep names and widths in order; `chosen` says that the user asked for just these columns."""
        chosen = chosen or any(is_chosen for _, _, is_chosen in self._columns())
        self._settings.columns[self.shown.name] = [(name, width, chosen) for name, width in widths]

    @property
    def frozen(self) -> int:
        """How many columns at the left stay in place."""
        return self.shown.frozen if self.shown.is_saved else self._settings.frozen.get(self.shown.name, 1)

    def keep_frozen(self, count: int) -> None:
        """Keep how many columns stay in place."""
        self._settings.frozen[self.shown.name] = count
