"""What assessments ask: how to begin one, which action to make, which levels to aim at, whether to close."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from pmo_desktop.domain.action import Action
from pmo_desktop.domain.assessment import Assessment, Finding
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.fields import Field, field_of
from pmo_desktop.services.formats import show_number
from pmo_desktop.services.insights.maturity import MaturityResult
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import button, column, label, row
from pmo_desktop.ui.widgets.editors import ListEditor
from pmo_desktop.ui.widgets.form import Form

BEGIN = tuple(field_of(Assessment, name) for name in ("title", "subject", "held_on", "assessor", "short_form"))
ACTION = (*(field_of(Action, name) for name in ("title", "owner", "due_on")), field_of(Finding, "severity"))
_HALVES = tuple(half / 2 for half in range(11))


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


class TargetsDialog(QDialog):
    """The level aimed at in each domain, and how much it matters; `take` gets {domain: (level, importance)}."""

    def __init__(
        self, result: MaturityResult, take: Callable[[dict[str, tuple[float, int]]], bool], parent: QWidget
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
        for place, words in enumerate((self.tr("Domain"), self.tr("Target level"), self.tr("Importance, 1 to 5"))):
            grid.addWidget(label(words, "label"), 0, place)
        self._editors: dict[str, tuple[ListEditor, ListEditor]] = {}
        for line, domain in enumerate(result.domains, 1):
            level = ListEditor([(half, show_number(half, 1)) for half in _HALVES], required=True)
            weight = ListEditor([(number, str(number)) for number in range(1, 6)], required=True)
            level.setObjectName(f"target {domain.key}")
            weight.setObjectName(f"importance {domain.key}")
            level.setAccessibleName(self.tr("Target level of {domain}").format(domain=domain.name))
            weight.setAccessibleName(self.tr("Importance of {domain}").format(domain=domain.name))
            level.show_value(3.0 if domain.target is None else round(domain.target * 2) / 2)
            weight.show_value(domain.importance)
            self._editors[domain.key] = (level, weight)
            grid.addWidget(label(domain.name), line, 0)
            grid.addWidget(level, line, 1)
            grid.addWidget(weight, line, 2)
        cancel = button(self.tr("Cancel"), self.reject, name="dialog cancel")
        confirm = button(title, self.accept, look="primary", name="dialog take")
        confirm.setDefault(True)
        self.setLayout(column(table, row(None, cancel, confirm), gap=16, margins=(20, 20, 20, 20)))

    def accept(self) -> None:
        """Set them all as one step, and close if it was done."""
        chosen: dict[str, tuple[float, int]] = {}
        for domain, (level, weight) in self._editors.items():
            aimed, matters = level.value(), weight.value()
            if isinstance(aimed, float) and isinstance(matters, int):
                chosen[domain] = (aimed, matters)
        if self._take(chosen):
            super().accept()
