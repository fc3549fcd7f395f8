"""Choosing projects: which a pack tells of, or which have a page of their own."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QTreeWidget, QTreeWidgetItem, QWidget
from sqlalchemy import select

from pmo_desktop.domain.choices import EntryKind
from pmo_desktop.domain.project import Portfolio, Programme, Project
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import button, column, label, row
from pmo_desktop.ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from pmo_desktop.ui.document import Document

_KEY = Qt.ItemDataRole.UserRole


class ProjectsDialog(QDialog):
    """A tree of portfolios, programmes and projects with a box each; `agreed` carries the keys that are ticked.

    With `groups`, ticking a programme stands for all its projects, also those that come later; without, only projects
    have boxes.
    """

    agreed = Signal(object)

    def __init__(
        self, document: "Document", title: str, words: str, ticked: Collection[int], parent: QWidget, *, groups: bool
    ) -> None:
        super().__init__(parent)
        self.setObjectName("projects dialog")
        self.setWindowTitle(title)
        self._groups = groups
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setObjectName("projects tree")
        self.tree.setAccessibleName(title)
        with document.reading() as session:
            self._fill(session, set(ticked))
        self.tree.expandAll()
        search = SearchField(self.tr("Find a project"))
        search.searched.connect(self._search)
        self._all = button(self.tr("Clear"), self._clear, look="link", name="clear ticks")
        cancel = button(self.tr("Cancel"), self.reject)
        go = button(self.tr("Take these"), self._agree, look="primary", name="take projects")
        go.setDefault(True)
        told = label(words, "quiet", wraps=True)
        self.setLayout(
            column(told, search, self.tree, row(self._all, None, cancel, go), gap=12, margins=(20, 16, 20, 16))
        )
        self.resize(px(520), px(560))

    def _fill(self, session: "Session", ticked: set[int]) -> None:
        made: dict[int, QTreeWidgetItem] = {}
        for portfolio in session.scalars(select(Portfolio).order_by(Portfolio.name)):
            made[portfolio.key] = self._item(None, portfolio.key, portfolio.name, ticked, boxed=self._groups)
        for programme in session.scalars(select(Programme).order_by(Programme.name)):
            above = made.get(programme.portfolio_key or 0)
            made[programme.key] = self._item(above, programme.key, programme.name, ticked, boxed=self._groups)
        projects = select(Project).where(Project.kind == EntryKind.PROJECT).order_by(Project.reference, Project.name)
        for project in session.scalars(projects):
            above = made.get(project.programme_key or 0) or made.get(project.portfolio_key or 0)
            self._item(above, project.key, f"{project.reference}  {project.name}".strip(), ticked, boxed=True)

    def _item(
        self, above: QTreeWidgetItem | None, key: int, name: str, ticked: set[int], *, boxed: bool
    ) -> QTreeWidgetItem:
        item = QTreeWidgetItem(above if above is not None else self.tree, [name])
        item.setData(0, _KEY, key)
        if boxed:
            item.setCheckState(0, Qt.CheckState.Checked if key in ticked else Qt.CheckState.Unchecked)
        return item

    def _items(self) -> list[QTreeWidgetItem]:
        return self.tree.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)

    def ticked(self) -> tuple[int, ...]:
        """The keys that are ticked, in the order of the tree."""
        boxed = [item for item in self._items() if item.data(0, Qt.ItemDataRole.CheckStateRole) is not None]
        return tuple(int(item.data(0, _KEY)) for item in boxed if item.checkState(0) is Qt.CheckState.Checked)

    def _clear(self) -> None:
        for item in self._items():
            if item.data(0, Qt.ItemDataRole.CheckStateRole) is not None:
                item.setCheckState(0, Qt.CheckState.Unchecked)

    def _search(self, words: str) -> None:
        for item in self._items():
            item.setHidden(bool(words))
        for item in self._items():
            if words and words.casefold() in item.text(0).casefold():
                above: QTreeWidgetItem | None = item
                while above is not None:
                    above.setHidden(False)
                    above = above.parent()

    def _agree(self) -> None:
        self.agreed.emit(self.ticked())
        self.accept()
