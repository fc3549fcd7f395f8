"""What the user chose and where the windows were: one field is one setting, kept by QSettings."""

import json
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, Self

from PySide6.QtCore import QSettings

Scheme = Literal["system", "light", "dark"]
RECENT_AT_MOST = 10


@dataclass(slots=True)
class Settings:
    """Values fit for JSON; change a field, then `save()`. A setting that cannot be read back keeps its default."""

    theme: Scheme = "system"
    language: str = ""
    """A language code such as "fr"; empty for that of the system."""
    row_height: int = 32
    """Pixels of a table row: 28 compact, 32 normal, 40 relaxed."""
    zoom: int = 100
    """Percent of the normal text size, 80 to 200."""
    rail_collapsed: bool = False
    rail_folded: list[str] = field(default_factory=list[str])
    """Titles of the groups of pages that are folded away."""
    geometry: str = ""
    """Place and size of the main window, as Qt saves it, in base 64."""
    recent: list[str] = field(default_factory=list[str])
    """Absolute paths of the workspaces opened last, newest first."""
    columns: dict[str, list[tuple[str, int, bool]]] = field(default_factory=dict[str, list[tuple[str, int, bool]]])
    """By register or view of it: its columns in order, as name, width in pixels, and whether the user chose them."""
    frozen: dict[str, int] = field(default_factory=dict[str, int])
    """By register or view of it: how many columns stay at the left, if not one."""
    splits: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    """By splitter: the widths of its panes in pixels."""
    store: QSettings | None = field(default=None, repr=False, compare=False)

    @classmethod
    def load(cls, store: QSettings) -> Self:
        """Read every setting found in `store`."""
        return cls(store=store, **{name: value for name in _names() if (value := _read(store, name)) is not None})

    def save(self) -> None:
        """Write every setting, at once, to the disk."""
        if self.store is None:
            return
        for name in _names():
            self.store.setValue(name, json.dumps(getattr(self, name)))
        self.store.sync()

    def opened(self, path: Path) -> None:
        """Put `path` first among the recent workspaces."""
        name = str(path.absolute())
        self.recent = [name, *(other for other in self.recent if other != name)][:RECENT_AT_MOST]
        self.save()

    def forget(self, path: str) -> None:
        """Take `path` off the recent workspaces."""
        self.recent = [other for other in self.recent if other != path]
        self.save()


def _names() -> tuple[str, ...]:
    return tuple(setting.name for setting in fields(Settings) if setting.name != "store")


def _read(store: QSettings, name: str) -> Any:  # noqa: ANN401  whatever JSON holds, checked against the default
    try:
        value = json.loads(str(store.value(name, "null")))
    except json.JSONDecodeError:
        return None
    return value if type(value) is type(getattr(Settings(), name)) else None
