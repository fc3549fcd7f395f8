"""“Why is it red?”: the rule, the numbers, the thresholds and the record behind a rating, which opens from here."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from pmo_desktop.domain.choices import Dimension
from pmo_desktop.services.insights.why import Why, why
from pmo_desktop.services.wording import days
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import button, column, label, row, rule
from pmo_desktop.ui.widgets.editors import ListEditor
from pmo_desktop.ui.widgets.status import StatusSign

if TYPE_CHECKING:
    from pmo_desktop.ui.document import Document


class WhyDialog(QDialog):
    """`WhyDialog(document, project_key, name, parent)`; `asked` carries table and key of the record behind it."""

    asked = Signal(str, object)

    def __init__(
        self, document: "Document", key: int, name: str, parent: QWidget, dimension: Dimension | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("why dialog")
        self.setWindowTitle(self.tr("Why is it rated so?"))
        self._document = document
        self._key = key
        self.found: Why | None = None
        overall: tuple[object, str] = (None, self.tr("Overall"))
        self.about = ListEditor([overall, *((each, each.label) for each in Dimension)], required=True)
        self.about.setAccessibleName(self.tr("About"))
        self.about.show_value(dimension)
        self.about.setMinimumWidth(px(160))
        self.about.committed.connect(self._show)
        self.sign = StatusSign()
        self.rule = label("", "quiet", wraps=True)
        self.sentence = label("", wraps=True)
        self.sentence.setObjectName("why sentence")
        self.numbers = label("", wraps=True)
        self.limits = label("", "quiet", wraps=True)
        self.age = label("", "note", wraps=True)
        self.lead = button("", self._lead, picture="arrow-right", name="open driver")
        self._sides = QGridLayout()
        self._build(name)
        self._show()

    def _build(self, name: str) -> None:
        shut = button(self.tr("Close"), self.accept, look="primary", name="close why")
        shut.setDefault(True)
        self._sides.setHorizontalSpacing(px(12))
        for at in range(3):
            self._sides.setColumnStretch(at, 1)
        self.setLayout(
            column(
                label(name, "section", wraps=True),
                row(self.about, self.sign, None, gap=12),
                self._sides,
                rule(),
                self.sentence,
                self.rule,
                self.numbers,
                self.limits,
                self.age,
                row(self.lead, None, shut),
                gap=12,
                margins=(20, 16, 20, 16),
            )
        )
        self.setFixedWidth(px(520))

    def _show(self) -> None:
        chosen = self.about.value()
        with self._document.reading() as session:
            period = self._document.period(session)
            dimension = chosen if isinstance(chosen, Dimension) else None
            self.found = why(session, period, self._key, dimension) if period else None
        found = self.found
        if found is None:
            self.sentence.setText(self.tr("The project does not report in this period, so it has no rating."))
            self.lead.hide()
            return
        self.sign.show_rating(found.shown)
        self.rule.setText(found.rule)
        self.sentence.setText(found.sentence)
        self.numbers.setText(_lines(found.numbers))
        self.limits.setText(_lines(found.limits))
        self.age.setText(self._aged(found))
        self._show_sides(found)
        self.lead.setVisible(found.driver is not None)
        if found.driver is not None:
            self.lead.setText(self.tr("Open: {title}").format(title=found.driver.title).replace("&", "&&"))
        self.adjustSize()

    def _aged(self, found: Why) -> str:
        scale = self.tr("Rated on: {scale}.").format(scale=found.scale.label)
        if found.age_days is None:
            return self.tr("{scale} No report was handed in.").format(scale=scale)
        words = self.tr("{scale} The report was {days} old at the cut-off.").format(
            scale=scale, days=days(found.age_days)
        )
        return f"{words} {self.tr('It is stale.')}" if found.is_stale else words

    def _show_sides(self, found: Why) -> None:
        while (item := self._sides.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for at, side in enumerate(found.sides):
            sign = StatusSign(size=16)
            sign.show_rating(side.rating, None if side.rating else self.tr("none"))
            self._sides.addWidget(label(side.title, "label"), 0, at)
            self._sides.addWidget(sign, 1, at)
            self._sides.addWidget(label(side.note, "note", wraps=True), 2, at, Qt.AlignmentFlag.AlignTop)

    def _lead(self) -> None:
        if self.found is None or self.found.driver is None:
            return
        driver = self.found.driver
        self.accept()
        self.asked.emit(driver.table, driver.key)


def _lines(pairs: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"{name}: {value}" for name, value in pairs)
