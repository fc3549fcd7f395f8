"""What stands beside the records of a project: a picture with its message, figures, and notes that lead on."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QVBoxLayout, QWidget

from pmo_desktop.charts.catalogue import CHARTS
from pmo_desktop.ui.actions import tip
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.card import Card
from pmo_desktop.ui.widgets.chart_view import ChartView
from pmo_desktop.ui.widgets.controls import ElidedLabel, button, clear, column, icon_button, label, row, scrolled

if TYPE_CHECKING:
    from pmo_desktop.services.insights.tab_said import Figure, Note, TabSaid

_CHARTS = {chart.name: chart for chart in CHARTS}
_TALL, _LOW, _NARROW = 300, 220, 360


class PictureCard(Card):
    """`PictureCard("s_curve")`, then `show_picture(title, caption, answer)`; copies and saves what it shows."""

    record_chosen = Signal(str)

    def __init__(self, chart: str, *, height: int = _TALL) -> None:
        self._chart = _CHARTS[chart]
        self.view = ChartView(self._chart.label, height=height)
        copy = icon_button("copy", self.tr("Copy the picture"), self.view.copy_picture, name=f"copy {chart}")
        save = icon_button("download", self.tr("Save the picture"), self.save, name=f"save {chart}")
        super().__init__(" ", actions=(copy, save))
        self.caption = label("", "note", wraps=True)
        self.put(self.caption, self.view)
        self.body.setStretch(1, 1)
        self.view.record_chosen.connect(self.record_chosen)

    def show_picture(self, title: str, caption: str, answer: object) -> None:
        """Show an answer of the chart under its message."""
        self.show_words(title)
        self.caption.setText(caption)
        self.caption.setVisible(bool(caption))
        self.view.show_chart(self._chart.draw, answer)

    def save(self) -> None:
        """Ask where to, and save the picture there."""
        kinds = self.tr("Picture (*.png);;Vector picture (*.svg);;PDF (*.pdf)")
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Save picture"), self._chart.label, kinds)
        if path:
            self.view.save_picture(path)


class Side(QWidget):
    """`Side("s_curve")` or `Side("")`, then `show_said(said)`. `asked` carries the table and key of a record."""

    asked = Signal(str, object)

    def __init__(self, chart: str) -> None:
        super().__init__()
        self.has_words = bool(chart)
        self.picture = PictureCard(chart) if chart else None
        self.figures = Card(" ")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(px(4))
        self.figures.body.addLayout(self._grid)
        self.notes = Card()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(px(8))
        self.notes.body.setContentsMargins(px(16), px(12), px(16), px(12))
        self.notes.body.addLayout(self._lines)
        made = column(gap=16)
        if self.picture is not None:
            self.picture.view.setMinimumHeight(px(_LOW))
            self.picture.record_chosen.connect(self._lead)
            made.addWidget(self.picture, 1)
        made.addWidget(self.figures)
        made.addWidget(self.notes)
        if self.picture is None:
            made.addStretch(1)
        inner = QWidget()
        inner.setLayout(made)
        self.setLayout(column(scrolled(inner), gap=0))
        self.setMinimumWidth(px(_NARROW))

    def sizeHint(self) -> QSize:
        """As wide as a picture wants to be."""
        return QSize(px(440), px(_TALL))

    def show_said(self, said: "TabSaid") -> None:
        """Show what a tab says."""
        self.has_words = bool(said.chart or said.figures or said.notes)
        if self.picture is not None:
            self.picture.show_picture(said.title, said.caption, said.answer)
        self._show_figures(said.figures)
        clear(self._lines)
        for note in said.notes:
            self._lines.addWidget(self._note(note))
        self.notes.setVisible(bool(said.notes))

    def _show_figures(self, figures: "tuple[Figure, ...]") -> None:
        clear(self._grid)
        self.figures.setVisible(bool(figures))
        self.figures.show_words(self.tr("Figures"))
        for number, each in enumerate(figures):
            line, place = divmod(number, 3)
            value = ElidedLabel(each.shown, "strong")
            name = ElidedLabel(each.label, "note")
            for widget in (name, value):
                widget.setToolTip(tip(each.help))
            holder = QWidget()
            holder.setLayout(column(name, value, gap=0))
            holder.setAccessibleName(f"{each.label} {each.shown}")
            self._grid.addWidget(holder, line, place)
        for place in range(3):
            self._grid.setColumnStretch(place, 1)

    def _note(self, note: "Note") -> QWidget:
        made = QWidget()
        words = label(note.text, "quiet", wraps=True)
        line = row(words, gap=12)
        line.setStretch(0, 1)
        if note.link:
            lead = button(note.link, lambda: self.asked.emit(note.table, note.key), look="link")
            lead.setObjectName(f"note {note.table} {note.key}")
            line.addWidget(lead, 0, Qt.AlignmentFlag.AlignTop)
        made.setLayout(line)
        return made

    def _lead(self, key: str) -> None:
        table, _, number = key.rpartition(" ")
        if number.isdigit():
            self.asked.emit(table or "role", int(number))
