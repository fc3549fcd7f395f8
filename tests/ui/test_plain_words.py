from collections.abc import Iterator

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import Qt as RichText
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QAbstractItemView, QLabel, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Enum, inspect, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.schema import ENTITIES
from pmo_desktop.services.sample import write_sample
from pmo_desktop.storage.workspace import Workspace
from pmo_desktop.ui.actions import tip
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.pages import PAGES, PageSpec
from pmo_desktop.ui.settings import Settings
from pmo_desktop.ui.theme import Theme

NASTY = "<b>R&D</b> "
NAMES = {"name", "title", "owner", "chair", "measure", "description", "reason"}
TIP = Qt.ItemDataRole.ToolTipRole
ROWS = 12


def rename(session: Session) -> None:
    """Put formatting before every name in the workspace."""
    for entity in ENTITIES:
        names = [each.key for each in inspect(entity).columns if each.key in NAMES and not isinstance(each.type, Enum)]
        for row in session.scalars(select(entity)) if names else ():
            for name in names:
                if getattr(row, name):
                    setattr(row, name, NASTY + getattr(row, name))


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = write_sample(tmp_path_factory.mktemp("nasty") / "nasty.pmo")
    workspace.do("Rename", rename)
    yield workspace
    workspace.close()


def tips(page: QWidget) -> Iterator[str]:
    """Every tooltip within a page: of widgets, of titles of columns, and of the first rows of tables and lists."""
    for widget in page.findChildren(QWidget):
        yield widget.toolTip()
    for view in page.findChildren(QAbstractItemView):
        yield from _tips(view.model())


def _tips(model: QAbstractItemModel) -> Iterator[str]:
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
    for column in range(columns):
        yield str(model.headerData(column, Qt.Orientation.Horizontal, TIP) or "")
        for row in range(min(ROWS, model.rowCount(QModelIndex()))):
            yield str(model.index(row, column).data(TIP) or "")


def shown(words: str) -> str:
    """What Qt makes of a tooltip."""
    if not RichText.mightBeRichText(words):
        return words
    document = QTextDocument()
    document.setHtml(words)
    return document.toPlainText()


@pytest.mark.parametrize(
    "words", ["<b>R&D</b>", "<img src=x>\nsecond line", "a < b", "R&D", "1 &lt; 2", "<!-- x -->", ""]
)
def test_a_tooltip_shows_the_words_as_they_are(words: str) -> None:
    assert shown(tip(words)) == words


@pytest.mark.parametrize("spec", PAGES, ids=lambda spec: spec.key)
def test_no_page_takes_names_for_formatting(
    spec: PageSpec, nasty: Workspace, theme: Theme, jobs: Jobs, qtbot: QtBot
) -> None:
    document = Document(nasty, Settings(), theme)
    page = spec.make(document, jobs)
    qtbot.addWidget(page)
    page.resize(1180, 760)
    page.show()
    taken = [words for words in tips(page) if "R&D" in shown(words) and "<b>R&D</b>" not in shown(words)]
    assert not taken
    assert not [each.text() for each in page.findChildren(QLabel) if each.textFormat() != Qt.TextFormat.PlainText]
