"""Editing a copied template: its levels, domains and statements, in each language, checked before it is kept."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QPlainTextEdit, QVBoxLayout, QWidget

from pmo_desktop.domain.templates.reader import LANGUAGES, MATURITY, TYPE, check, spoken
from pmo_desktop.ui.actions import tip
from pmo_desktop.ui.assessments.points import PointsEditor
from pmo_desktop.ui.theme import font, px
from pmo_desktop.ui.widgets.controls import button, column, label, row, scrolled
from pmo_desktop.ui.widgets.editors import ListEditor

_WEIGHTS = range(1, 6)
_STAGES = range(1, 6)


class TemplateDialog(QDialog):
    """`take(raw)` keeps the edited template and says whether it could; a fault is told and nothing is kept."""

    def __init__(
        self, raw: dict[str, Any], language: str, take: Callable[[dict[str, Any]], bool], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._raw, self._take = deepcopy(raw), take
        self._language = spoken(language)
        self._shown: dict[str, Any] = {}
        self.setObjectName("template dialog")
        self.setWindowTitle(self.tr("Edit a template"))
        self.resize(px(1040), px(720))
        self.title = _line(self.tr("Title"), "template title")
        self.tongue = _choice([(each, each.upper()) for each in LANGUAGES], self.tr("Language"), "template language")
        self.tongue.show_value(self._language)
        self.tongue.committed.connect(self._change_language)
        readings = [
            ("", self.tr("Projects")),
            ("programmes", self.tr("Programmes")),
            ("portfolio", self.tr("Portfolio")),
        ]
        self.reading = _choice(list(readings), self.tr("Worded for"), "template reading")
        self.reading.setCurrentIndex(0)
        self.reading.setMinimumWidth(px(140))
        self.reading.committed.connect(self._change_reading)
        self._reading = ""
        self.items = QListWidget()
        self.items.setObjectName("template items")
        self.items.setAccessibleName(self.tr("Domains and statements"))
        self.items.setFixedWidth(px(340))
        self.items.currentRowChanged.connect(self._show_item)
        middle = row(self.items, self._make_fields(), gap=16)
        middle.setStretch(1, 1)
        worded = _block(self.tr("Worded for"), self.reading)
        head = row(_block(self.tr("Title"), self.title), worded, _block(self.tr("Language"), self.tongue), gap=16)
        head.setStretch(0, 1)
        self.faults = label("", "problem", wraps=True)
        self.faults.setObjectName("template faults")
        cancel = button(self.tr("Cancel"), self.reject, name="dialog cancel")
        keep = button(self.tr("Keep"), self.accept, look="primary", name="dialog take")
        lines = column(head, middle, self.faults, row(None, cancel, keep), gap=12, margins=(20, 20, 20, 20))
        lines.setStretch(1, 1)
        self.setLayout(lines)
        worded.setVisible(self._raw["kind"] == MATURITY)
        self._list_items()
        self._show_title()

    def _make_fields(self) -> QVBoxLayout:
        """What is written of the item at hand, and what may be done with it."""
        self.text = _text(self.tr("Statement"), "template text", 70)
        self.evidence = _text(self.tr("Expected evidence"), "template evidence", 60)
        self.guidance = _text(self.tr("How to judge"), "template guidance", 84)
        self.weight = _choice([(n, str(n)) for n in _WEIGHTS], self.tr("Weight"), "template weight")
        self.level = _choice([(n, str(n)) for n in _STAGES], self.tr("Level"), "template level")
        self._statement_parts = QWidget()
        self._level_part = _block(self.tr("Level"), self.level)
        marks = row(_block(self.tr("Weight"), self.weight), self._level_part, None, gap=16)
        self._statement_parts.setLayout(
            column(
                label(self.tr("Expected evidence"), "label"),
                self.evidence,
                label(self.tr("How to judge"), "label"),
                self.guidance,
                marks,
                gap=6,
            )
        )
        self._text_label = label("", "label")
        self.purpose = _text(self.tr("What it is about"), "template purpose", 60)
        self.levels = {
            str(stage): _text(self.tr("Level {level}").format(level=stage), f"template level {stage}", 60)
            for stage in _STAGES
        }
        self._domain_parts = _block(self.purpose.accessibleName(), self.purpose)
        self._levels_part = QWidget()
        described = [_block(each.accessibleName(), each) for each in self.levels.values()]
        self._levels_part.setLayout(column(*described, gap=6))
        self.points = PointsEditor(self._raw.get("axes", []))
        add = button(self.tr("Add a statement"), self.add_statement, picture="plus", name="add statement")
        remove = button(self.tr("Remove"), self.remove_item, picture="delete", name="remove statement")
        content = QWidget()
        parts = (self._statement_parts, self._domain_parts, self._levels_part, self.points)
        content.setLayout(column(self._text_label, self.text, *parts, None, gap=6, margins=(0, 0, 12, 0)))
        return column(scrolled(content), row(add, remove, None), gap=8)

    # What is shown -----------------------------------------------------------------------------------------------

    def _entries(self) -> list[tuple[dict[str, Any], dict[str, Any] | None]]:
        """The levels, every domain, after each its statements with it, and figures of other assessments."""
        found: list[tuple[dict[str, Any], dict[str, Any] | None]] = [(level, None) for level in self._raw["levels"]]
        for domain in self._raw["domains"]:
            found.append((domain, None))
            found += [(domain, statement) for statement in domain["statements"]]
        return found + [(fact, None) for fact in self._raw.get("facts", ())]

    def _list_items(self, at: int = 0) -> None:
        self._shown = {}
        self.items.clear()
        for domain, statement in self._entries():
            words = self._words(statement or domain)
            name = words[self._language]
            item = QListWidgetItem(name if "level" not in domain else _level_name(domain["level"], name))
            item.setToolTip(tip(name))
            if statement is None:
                item.setFont(font(bold=True))
            self.items.addItem(item)
        self.items.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.items.setCurrentRow(at)

    def _show_title(self) -> None:
        self.title.setText(self._raw["title"][self._language])

    def _show_item(self, at: int) -> None:
        self._keep_shown()
        entries = self._entries()
        if not 0 <= at < len(entries):
            return
        domain, statement = entries[at]
        self._shown = statement or domain
        self._statement_parts.setVisible(statement is not None)
        self._level_part.setVisible(self._raw["kind"] == MATURITY)
        self._domain_parts.setVisible(_about(self._shown) is not None)
        self._levels_part.setVisible(bool(self._shown.get("levels")))
        self.points.setVisible(self._gives_points())
        self._text_label.setText(self._what(statement))
        words = self._words(self._shown)
        self.text.setPlainText(words[self._language])
        if statement is not None:
            self.evidence.setPlainText(statement["evidence"][self._language])
            self.guidance.setPlainText(statement["guidance"][self._language])
            self.weight.show_value(statement["weight"])
            self.level.show_value(statement["level"])
        if (about := _about(self._shown)) is not None:
            self.purpose.setPlainText(about[self._language])
        for stage, words in self._shown.get("levels", {}).items():
            self.levels[stage].setPlainText(words[self._language])
        if self._gives_points():
            self.points.show_points(self._shown, self._language)

    def _gives_points(self) -> bool:
        """Whether what is shown may give points to a type of office: a statement, or another assessment's figure."""
        return self._raw["kind"] == TYPE and "statements" not in self._shown

    def _what(self, statement: dict[str, Any] | None) -> str:
        if statement is not None:
            return self.tr("Statement")
        if "statements" in self._shown:
            return self.tr("Domain")
        return self.tr("Level") if "level" in self._shown else self.tr("Figure of another assessment")

    def _keep_shown(self) -> None:
        """Take what was typed into the template that is being edited."""
        if not self._shown:
            return
        is_statement = "text" in self._shown
        self._words(self._shown)[self._language] = self.text.toPlainText().strip()
        if is_statement:
            self._shown["evidence"][self._language] = self.evidence.toPlainText().strip()
            self._shown["guidance"][self._language] = self.guidance.toPlainText().strip()
            self._shown["weight"] = self.weight.value()
            if self._raw["kind"] == MATURITY:
                self._shown["level"] = self.level.value()
        if (about := _about(self._shown)) is not None:
            about[self._language] = self.purpose.toPlainText().strip()
        for stage, words in self._shown.get("levels", {}).items():
            words[self._language] = self.levels[stage].toPlainText().strip()
        if self._gives_points():
            self.points.keep_points(self._shown, self._language)

    def _words(self, item: dict[str, Any]) -> dict[str, str]:
        """The words of a domain, or of a statement as it is worded for the subject at hand."""
        words: dict[str, str] = item.get("read_as", {}).get(self._reading) or item["text" if "text" in item else "name"]
        return words

    def _change_reading(self) -> None:
        self._keep_shown()
        self._reading = str(self.reading.value())
        self._list_items(self.items.currentRow())

    def _change_language(self) -> None:
        self._keep_shown()
        self._raw["title"][self._language] = self.title.text().strip()
        at = self.items.currentRow()
        self._language = str(self.tongue.value())
        self._show_title()
        self._list_items(at)

    # Editing -----------------------------------------------------------------------------------------------------

    def add_statement(self) -> None:
        """Add a statement to the domain at hand, after the one at hand."""
        self._keep_shown()
        entries = self._entries()
        at = max(self.items.currentRow(), 0)
        if "statements" not in entries[at][0]:  # a level or a figure: the statement goes to the first domain
            at = len(self._raw["levels"])
        domain, statement = entries[at]
        like: dict[str, Any] = statement or domain["statements"][0]
        taken = {each["key"] for each in domain["statements"]}
        key = next(name for n in range(1, len(taken) + 2) if (name := f"{domain['key']}-own-{n}") not in taken)
        words = {name: self.tr("New statement") for name in LANGUAGES}
        made = {
            "key": key,
            "level": like["level"],
            "short": True,
            "text": dict(words),
            "evidence": {name: self.tr("What to look for") for name in LANGUAGES},
            "guidance": {name: self.tr("When it holds partly, and when fully") for name in LANGUAGES},
            "weight": 1,
        }
        place = domain["statements"].index(statement) + 1 if statement else 0
        domain["statements"].insert(place, made)
        self._list_items(at + 1)
        self.text.setFocus()
        self.text.selectAll()

    def remove_item(self) -> None:
        """Remove the statement at hand, or the domain with all of its statements."""
        at = self.items.currentRow()
        entries = self._entries()
        if not 0 <= at < len(entries):
            return
        domain, statement = entries[at]
        if "statements" not in domain:
            self.faults.setText(self.tr("Levels and figures of other assessments stay; change their words and points."))
            return
        self._shown = {}
        if statement is not None:
            domain["statements"].remove(statement)
        else:
            self._raw["domains"].remove(domain)
        self._list_items(max(at - 1, 0))

    def accept(self) -> None:
        """Keep it if it has no fault, and close."""
        self._keep_shown()
        self._raw["title"][self._language] = self.title.text().strip()
        faults = check(self._raw)
        self.faults.setText(" ".join(faults[:3]))
        if not faults and self._take(self._raw):
            super().accept()


def _about(item: dict[str, Any]) -> dict[str, str] | None:
    """The words that say what a domain or a level is about."""
    return item.get("purpose") or item.get("description")


def _level_name(level: int, name: str) -> str:
    return f"{level}  {name}"


def _line(name: str, object_name: str) -> QLineEdit:
    made = QLineEdit()
    made.setObjectName(object_name)
    made.setAccessibleName(name)
    return made


def _text(name: str, object_name: str, high: int) -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setObjectName(object_name)
    made.setAccessibleName(name)
    made.setTabChangesFocus(True)
    made.setFixedHeight(px(high))
    return made


def _choice(options: list[tuple[object, str]], name: str, object_name: str) -> ListEditor:
    made = ListEditor(options, required=True)
    made.setObjectName(object_name)
    made.setAccessibleName(name)
    return made


def _block(words: str, editor: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(column(label(words, "label"), editor, gap=4))
    return made
