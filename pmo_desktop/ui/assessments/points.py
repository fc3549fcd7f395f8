"""Editing what an answer says about the type of an office: points for each option, and what would change them."""

from typing import Any

from PySide6.QtCore import QRegularExpression
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from pmo_desktop.services.insights.outcomes.office_type import axis_word, option_word
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import column, label, row

_MARKS = ("yes", "no")
_WAYS = ("more", "less")
_FIELD = 44


class PointsEditor(QWidget):
    """Two figures for each option of each axis: the points where the answer is fully, and where it is no.

    `show_points(item, language)` shows those of a statement, `keep_points(item, language)` writes them back.
    """

    def __init__(self, axes: list[dict[str, Any]]) -> None:
        super().__init__()
        self.points: dict[tuple[str, str], QLineEdit] = {}
        self.words = {
            "more": _line(self.tr("What a higher answer would mean, after “If”"), "more"),
            "less": _line(self.tr("What a lower answer would mean, after “If”"), "less"),
        }
        half = (len(axes) + 1) // 2
        grids = [self._grid(axes[:half]), self._grid(axes[half:])]
        told = label(self.tr("Points it gives: where the answer is fully, and where it is no"), "label")
        sides = row(*(column(grid, None) for grid in grids), gap=24)
        worded = [part for way in _WAYS for part in (label(self.words[way].accessibleName(), "label"), self.words[way])]
        self.setLayout(column(told, sides, *worded, gap=6))

    def _grid(self, axes: list[dict[str, Any]]) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(px(4))
        grid.setColumnStretch(0, 1)
        line = 0
        for axis in axes:
            for place, words in enumerate((axis_word(axis["key"]), self.tr("fully"), self.tr("no"))):
                grid.addWidget(label(words, "label"), line, place)
            for option in axis["options"]:
                line += 1
                name = option_word(axis["key"], option).partition(" (")[0]
                grid.addWidget(label(name), line, 0)
                for place, mark in enumerate(_MARKS, 1):
                    field = self._field(
                        f"{mark} {option}", f"{name}, {self.tr('fully') if mark == 'yes' else self.tr('no')}"
                    )
                    self.points[mark, option] = field
                    grid.addWidget(field, line, place)
            line += 1
        return made

    def _field(self, name: str, spoken: str) -> QLineEdit:
        made = _line(spoken, f"points {name}")
        made.setFixedWidth(px(_FIELD))
        made.setPlaceholderText("0")
        made.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]?"), made))
        return made

    def show_points(self, item: dict[str, Any], language: str) -> None:
        """Show the points of a statement, none where it gives none."""
        effects = item.get("effects", {})
        for (mark, option), field in self.points.items():
            points = effects.get(mark, {}).get(option)
            field.setText(str(points) if points else "")
        for way, line in self.words.items():
            line.setText(item.get(way, {}).get(language, ""))

    def keep_points(self, item: dict[str, Any], language: str) -> None:
        """Write the points into a statement; one that gives none says nothing of the type."""
        given: dict[str, dict[str, int]] = {mark: {} for mark in _MARKS}
        for (mark, option), field in self.points.items():
            if points := int(field.text() or 0):
                given[mark][option] = points
        if not any(given.values()) and "text" in item:
            for name in ("effects", *_WAYS):
                item.pop(name, None)
            return
        if given != item.get("effects"):
            item["effects"] = given
        for way, line in self.words.items():
            item.setdefault(way, {})[language] = line.text().strip()


def _line(spoken: str, name: str) -> QLineEdit:
    made = QLineEdit()
    made.setObjectName(name)
    made.setAccessibleName(spoken)
    return made
