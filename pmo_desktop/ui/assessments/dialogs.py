"""What assessments ask: which action to make, which levels to aim at, what was found again, whether to close."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from pmo_desktop.domain.action import Action
from pmo_desktop.domain.assessment import Assessment, Finding
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.fields import Field, field_of
from pmo_desktop.domain.lesson import Lesson
from pmo_desktop.services.formats import show_number
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import button, column, label, row, scrolled
from pmo_desktop.ui.widgets.editors import ListEditor
from pmo_desktop.ui.widgets.form import Form

ACTION = (*(field_of(Action, name) for name in ("title", "owner", "due_on")), field_of(Finding, "severity"))
RECHECK = tuple(field_of(Finding, name) for name in ("outcome", "rechecked_on", "recheck", "follow_up_on"))
LESSON = tuple(field_of(Lesson, name) for name in ("title", "cause", "effect", "recommendation", "owner"))
COPY = (field_of(Assessment, "title"),)
_HALVES = tuple(half / 2 for half in range(11))
_MANY = 14
"""More lines than this scroll."""


class FormDialog(QDialog):
    """A few fields and one thing to do with them: `take(values)` says whether it was done; only then it closes."""

    def __init__(
        self,
        title: str,
        words: str,
        fields: tuple[Field, ...],
        shown: Mapping[str, object],
        take: Callable[[dict[str, object]], bool],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._take = take
        self.setObjectName("form dialog")
        self.setWindowTitle(title)
        self.setMinimumWidth(px(480))
        self.form = Form(fields)
        self.form.show_values(shown)
        cancel = button(self.tr("Cancel"), self.reject, name="dialog cancel")
        confirm = button(title, self.accept, look="primary", name="dialog take")
        confirm.setDefault(True)
        lines = (label(words, "quiet", wraps=True), self.form, row(None, cancel, confirm))
        self.setLayout(column(*lines, gap=16, margins=(20, 20, 20, 20)))

    def accept(self) -> None:
        """Do it, and close if it was done."""
        try:
            read = self.form.values()
        except PmoError:
            return
        if self._take(read):
            super().accept()


class ConfirmDialog(QDialog):
    """One thing to agree to."""

    def __init__(self, title: str, words: str, take: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("confirm dialog")
        self.setWindowTitle(title)
        self.setMinimumWidth(px(440))
        cancel = button(self.tr("Cancel"), self.reject, name="dialog cancel")
        confirm = button(title, self.accept, look="primary", name="dialog take")
        confirm.setDefault(True)
        self.setLayout(column(label(words, wraps=True), row(None, cancel, confirm), gap=20, margins=(20, 20, 20, 20)))
        self.accepted.connect(take)


@dataclass(frozen=True, slots=True)
class Aim:
    """The level aimed at in a domain, how much it matters and how easy it is to raise, 1 to 5 each."""

    domain: str
    name: str
    level: float
    importance: int
    ease: int


class TargetsDialog(QDialog):
    """The level aimed at in each domain, its importance and ease; `take` gets {domain: (level, importance, ease)}."""

    def __init__(
        self, aims: Sequence[Aim], take: Callable[[dict[str, tuple[float, int, int]]], bool], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._take = take
        self.setObjectName("targets dialog")
        title = self.tr("Set targets")
        self.setWindowTitle(title)
        self.setMinimumWidth(px(560))
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(6))
        grid.setColumnStretch(0, 1)
        heads = (self.tr("Domain"), self.tr("Target level"), self.tr("Importance, 1 to 5"), self.tr("Ease, 1 to 5"))
        for place, words in enumerate(heads):
            grid.addWidget(label(words, "label"), 0, place)
        self._editors: dict[str, tuple[ListEditor, ListEditor, ListEditor]] = {}
        for line, aim in enumerate(aims, 1):
            level = ListEditor([(half, show_number(half, 1)) for half in _HALVES], required=True)
            weight, ease = (ListEditor([(n, str(n)) for n in range(1, 6)], required=True) for _ in range(2))
            level.setObjectName(f"target {aim.domain}")
            weight.setObjectName(f"importance {aim.domain}")
            ease.setObjectName(f"ease {aim.domain}")
            level.setAccessibleName(self.tr("Target level of {domain}").format(domain=aim.name))
            weight.setAccessibleName(self.tr("Importance of {domain}").format(domain=aim.name))
            ease.setAccessibleName(self.tr("Ease of {domain}").format(domain=aim.name))
            level.show_value(round(aim.level * 2) / 2)
            weight.show_value(aim.importance)
            ease.show_value(aim.ease)
            self._editors[aim.domain] = (level, weight, ease)
            for place, widget in enumerate((label(aim.name), level, weight, ease)):
                grid.addWidget(widget, line, place)
        cancel = button(self.tr("Cancel"), self.reject, name="dialog cancel")
        confirm = button(title, self.accept, look="primary", name="dialog take")
        confirm.setDefault(True)
        about = self.tr("Gaps are ordered by gap × importance × ease, so that what matters and is easy comes first.")
        body = scrolled(table) if len(aims) > _MANY else table
        foot = row(None, cancel, confirm)
        self.setLayout(column(label(about, "quiet", wraps=True), body, foot, gap=16, margins=(20, 20, 20, 20)))

    def accept(self) -> None:
        """Set them all as one step, and close if it was done."""
        chosen: dict[str, tuple[float, int, int]] = {}
        for domain, (level, weight, ease) in self._editors.items():
            aimed, matters, easy = level.value(), weight.value(), ease.value()
            if isinstance(aimed, float) and isinstance(matters, int) and isinstance(easy, int):
                chosen[domain] = (aimed, matters, easy)
        if self._take(chosen):
            super().accept()
