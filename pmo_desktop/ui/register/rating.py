"""A project's rating, why it is so, the three sides of it, and the seven dimensions."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from pmo_desktop.domain.choices import Dimension
from pmo_desktop.services.formats import show_date
from pmo_desktop.ui.actions import tip
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import ElidedLabel, button, column, icon_button, label, row
from pmo_desktop.ui.widgets.status import StatusSign, status_of

if TYPE_CHECKING:
    from pmo_desktop.services.insights.entries import Entry, View


class RatingCard(QWidget):
    """`show_entry(entry)`. `override_asked` when the PMO wants to set or drop its own view, `why_asked` for the reason.

    `dimensions` are the seven signs below, for where nothing else tells them.
    """

    override_asked = Signal()
    why_asked = Signal()

    def __init__(self, *, dimensions: bool = True) -> None:
        super().__init__()
        self._tells_dimensions = dimensions
        self.sign = StatusSign()
        self.before = ElidedLabel("", "quiet")
        self.why = label("", "quiet", wraps=True)
        self.why.setObjectName("why")
        self.reason = label("", wraps=True)
        self._sides = QGridLayout()
        self._sides.setHorizontalSpacing(px(8))
        self._sides.setVerticalSpacing(px(4))
        self._signs: list[StatusSign] = []
        for place, title in enumerate((self.tr("Calculated"), self.tr("Reported"), self.tr("PMO view"))):
            sign = StatusSign(size=16)
            self._signs.append(sign)
            self._sides.addWidget(label(title, "label"), 0, place)
            self._sides.addWidget(sign, 1, place)
            self._sides.setColumnStretch(place, 1)
        self.change = icon_button("edit", "", self.override_asked.emit, name="override")
        self.change.setFixedSize(px(24), px(24))
        self.change.setIconSize(QSize(px(16), px(16)))
        self._sides.addWidget(self.change, 0, len(self._signs), 2, 1, Qt.AlignmentFlag.AlignVCenter)
        self.ask_why = button(self.tr("Why?"), self.why_asked.emit, look="link", name="why rated")
        self.ask_why.setToolTip(self.tr("The rule, the numbers and the record behind each rating"))
        self.dimensions = Dimensions()
        head = row(self.sign, self.before, self.ask_why, gap=8)
        head.setStretch(1, 1)
        self.setLayout(
            column(
                head,
                self.why,
                self.reason,
                self._sides,
                self.dimensions,
                gap=8,
            )
        )

    def show_entry(self, entry: "Entry", *, editable: bool) -> None:
        """Show where a project stands."""
        view = entry.overall
        self.sign.show_rating(view.shown, complete=entry.is_over)
        was = status_of(view.before).word.lower()
        has_changed = bool(view.earlier) and view.before is not view.shown and not entry.is_new
        self.before.setText(self.tr("was {rating}").format(rating=was) if has_changed else "")
        self.why.setText(self._why(entry))
        self.reason.setText(self._reason(view))
        self.reason.setVisible(view.override is not None)
        for sign, rating in zip(
            self._signs, (view.calculated, view.reported, view.override.rating if view.override else None), strict=True
        ):
            sign.show_rating(rating, None if rating else self.tr("none"))
        words = self.tr("Change the PMO view…") if view.override else self.tr("Set a PMO view…")
        self.change.setToolTip(tip(words))
        self.change.setAccessibleName(words)
        self.change.setVisible(editable)
        self.dimensions.setVisible(self._tells_dimensions and any(each.shown for each in entry.dimensions.values()))
        self.dimensions.show_entry(entry)

    def _why(self, entry: "Entry") -> str:
        view = entry.overall
        driver = self.tr("Driver: {driver}.").format(driver=view.driver) if view.driver else ""
        if view.why:
            return " ".join(filter(None, (view.why, driver)))
        if view.shown is None:
            return entry.overall_reason or self.tr("The project gave no rating, and there is nothing to work one out.")
        return entry.overall_reason or self.tr("As reported; the facts do not allow a rating to be worked out.")

    def _reason(self, view: "View") -> str:
        if view.override is None:
            return ""
        by = " · ".join(filter(None, (view.override.by, show_date(view.override.made_on))))
        return self.tr("PMO view: {reason} ({by})").format(reason=view.override.reason, by=by)


class Dimensions(QWidget):
    """Seven signs in a row under their short names; each tells its reason in its tooltip."""

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, px(4), 0, 0)
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(px(4))
        self._signs: dict[Dimension, StatusSign] = {}
        for place, (dimension, title) in enumerate(self._titles().items()):
            name = label(title, "note")
            name.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            sign = StatusSign(None, "", size=20)
            self._signs[dimension] = sign
            grid.addWidget(name, 0, place)
            grid.addWidget(sign, 1, place)
            grid.setColumnStretch(place, 1)

    def _titles(self) -> dict[Dimension, str]:
        return {
            Dimension.SCHEDULE: self.tr("Sched."),
            Dimension.COST: self.tr("Cost"),
            Dimension.SCOPE: self.tr("Scope"),
            Dimension.QUALITY: self.tr("Quality"),
            Dimension.RISK: self.tr("Risk"),
            Dimension.BENEFITS: self.tr("Benef."),
            Dimension.RESOURCES: self.tr("Res."),
        }

    def show_entry(self, entry: "Entry") -> None:
        """Show the ratings of one project."""
        for dimension, sign in self._signs.items():
            view = entry.dimensions[dimension]
            sign.show_rating(view.shown, "")
            told = f"{dimension.label}: {status_of(view.shown).word}"
            sign.setAccessibleName(told)
            sign.setToolTip(tip("\n".join(filter(None, (told, view.why)))))
