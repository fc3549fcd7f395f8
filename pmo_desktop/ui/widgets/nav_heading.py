"""The heading of a group in the navigation rail: a click, Enter or Space folds the group away or shows it again."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy
from typing_extensions import override

from pmo_desktop.ui.icons import pixmap
from pmo_desktop.ui.theme import font, ink, px

HEIGHT = 30


class NavHeading(QAbstractButton):
    """Checkable; checked is folded. The arrow stands there when folded, and under the pointer or the focus."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setText(title)
        self.setObjectName(f"group {title}")
        self.setAccessibleName(title)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(px(HEIGHT))
        self.toggled.connect(self._tell)
        self._tell(False)

    def _tell(self, folded: bool) -> None:
        self.setToolTip(self.tr("Show these pages") if folded else self.tr("Fold these pages away"))

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(192), px(HEIGHT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = self.rect().adjusted(px(12), px(6), -px(10), 0)
        painter.setPen(ink("text_2"))
        painter.setFont(font("label"))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.text())
        if self.isChecked() or self.underMouse() or self.hasFocus():
            side = px(14)
            arrow = pixmap(
                "chevron-right" if self.isChecked() else "chevron-down", side, ink("text_3"), self.devicePixelRatioF()
            )
            painter.drawPixmap(place.right() - side, place.center().y() - side // 2 + 1, arrow)
        if self.hasFocus():
            painter.setPen(QPen(ink("accent"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)
