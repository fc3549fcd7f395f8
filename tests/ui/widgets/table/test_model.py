import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import Rating
from pmo_desktop.domain.project import Project
from pmo_desktop.services import registers
from pmo_desktop.services.registers import Filter
from pmo_desktop.services.registry import PROJECTS
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.sources import DocumentSource
from pmo_desktop.ui.widgets.table.cells import Cell
from pmo_desktop.ui.widgets.table.model import CELL, PAGE, RegisterModel

COLUMNS = ("name", "figures.rating", "stage", "bac", "eac", "figures.cost_percent")


@pytest.fixture
def model(document: Document) -> RegisterModel:
    made = RegisterModel(DocumentSource(document, PROJECTS), COLUMNS)
    document.changed.connect(lambda _tables: made.renew(document.touched))
    return made


def texts(model: RegisterModel, column: int = 0) -> list[str]:
    return [model.cell(row, column).text for row in range(model.rowCount())]


def test_the_model_keeps_the_rules_of_qt(model: RegisterModel, document: Document) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.sort(0, Qt.SortOrder.DescendingOrder)
    model.setData(model.index(0, 3), "2 500,5")
    model.ask(filters=[Filter("stage", "one of", ("deliver",))], search="a")
    model.show_columns(("reference", "name"))
    document.undo()
    assert tester.model() is model
    assert model.data(QModelIndex()) is None
    assert model.columnCount(model.index(0, 0)) == model.rowCount(model.index(0, 0)) == 0


def test_a_cell_holds_its_finished_text(model: RegisterModel) -> None:
    model.sort(0)
    assert texts(model) == [
        "Branch Network Refit",
        "Customer Portal Renewal",
        "Mobile Payments",
        "R&D “Laboratory” <b>1</b>",
    ]
    assert texts(model, 1) == ["On track", "At risk", "Off track", "Not rated"]
    assert texts(model, 3) == ["5,400", "3,200", "2,400", "—"]
    assert texts(model, 5) == ["−2.0", "+5.9", "+12.9", "—"]
    assert model.cell(2, 1).status == Rating.RED
    assert [model.cell(row, 5).ink for row in range(4)] == ["text", "A", "R", "text_3"]


def test_headers_name_the_unit_once_and_stand_as_their_column(model: RegisterModel) -> None:
    across = Qt.Orientation.Horizontal
    titles = [model.headerData(number, across) for number in range(len(COLUMNS))]
    assert titles[:4] == ["Project", "Rating", "Stage", "BAC k€"]
    side = model.headerData(3, across, Qt.ItemDataRole.TextAlignmentRole)
    assert isinstance(side, Qt.AlignmentFlag)
    assert side & Qt.AlignmentFlag.AlignRight
    assert str(model.headerData(3, across, Qt.ItemDataRole.ToolTipRole)).startswith("Budget at completion")
    assert model.headerData(0, Qt.Orientation.Vertical) is None


def test_screen_readers_hear_the_column_with_the_value(model: RegisterModel) -> None:
    model.sort(0)
    assert model.data(model.index(1, 3), Qt.ItemDataRole.AccessibleTextRole) == "BAC: 3,200"
    assert isinstance(model.data(model.index(1, 3), CELL), Cell)


def test_what_is_typed_is_written_and_only_its_row_is_read_again(model: RegisterModel, qtbot: QtBot) -> None:
    model.sort(0)
    assert model.data(model.index(2, 4), Qt.ItemDataRole.EditRole) == "2,710"
    with qtbot.waitSignal(model.dataChanged) as told:
        assert model.setData(model.index(2, 4), "2 400,5")
    assert told.args is not None
    assert (told.args[0].row(), told.args[1].row()) == (2, 2)
    assert (told.args[0].column(), told.args[1].column()) == (4, 5), "EAC and its variance, and nothing before them"
    assert texts(model, 4)[2] == "2,400"
    assert model.cell(2, 4).value == 2_400_500_00
    assert texts(model, 5)[2] == "0.0"


def test_the_cells_of_other_rows_stay_the_very_same(model: RegisterModel) -> None:
    model.sort(0)
    before = [model.cell(row, 0) for row in range(4)]
    model.setData(model.index(2, 0), "Payments")
    after = [model.cell(row, 0) for row in range(4)]
    assert [old is new for old, new in zip(before, after, strict=True)] == [True, True, False, True]


def test_a_change_of_a_row_that_is_filtered_out_asks_nothing_anew(
    model: RegisterModel, document: Document, qtbot: QtBot
) -> None:
    model.sort(0)
    hidden = model.key_at(3)
    model.ask(search="payments")
    with qtbot.assertNotEmitted(model.modelReset):
        document.do("Rename", lambda session: registers.edit(session, PROJECTS, hidden, "name", "Archive"))
    with qtbot.waitSignal(model.modelReset):
        document.do("Rename", lambda session: registers.edit(session, PROJECTS, hidden, "name", "More payments"))
    assert sorted(texts(model)) == ["Mobile Payments", "More payments"]


def test_an_edit_is_named_by_its_field_and_its_row(model: RegisterModel, document: Document) -> None:
    row = next(n for n in range(model.rowCount()) if model.cell(n, 0).text == "Mobile Payments")
    assert model.setData(model.index(row, 2), "Close")
    name = model.columns[2].field.label
    assert document.undo_title() == f"Change {name} of “Mobile Payments”"


def test_typing_the_same_value_writes_nothing(model: RegisterModel, document: Document) -> None:
    before = document.undo_title()
    assert model.setData(model.index(0, 3), model.data(model.index(0, 3), Qt.ItemDataRole.EditRole))
    assert document.undo_title() == before


def test_what_cannot_be_read_is_refused_with_its_text(model: RegisterModel, document: Document, qtbot: QtBot) -> None:
    with qtbot.waitSignals([model.refused, document.refused]):
        assert not model.setData(model.index(0, 3), "a lot")
    assert not model.setData(model.index(0, 3), "1", Qt.ItemDataRole.DisplayRole)


def test_a_choice_is_taken_by_its_word_and_by_its_value(model: RegisterModel) -> None:
    assert model.setData(model.index(0, 2), "Close")
    assert texts(model, 2)[0] == "Close"
    assert model.setData(model.index(0, 2), "benefits")
    assert texts(model, 2)[0] == "Benefits"
    assert model.setData(model.index(0, 2), None)
    assert texts(model, 2)[0] == "—"


def test_a_worked_out_column_cannot_be_edited(model: RegisterModel) -> None:
    assert not model.flags(model.index(0, 1)) & Qt.ItemFlag.ItemIsEditable
    assert model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
    assert model.flags(QModelIndex()) == Qt.ItemFlag.NoItemFlags


def test_undo_brings_back_the_old_text(model: RegisterModel, document: Document) -> None:
    model.sort(0)
    model.setData(model.index(0, 0), "Branches")
    assert texts(model)[0] == "Branches"
    document.undo()
    assert texts(model)[0] == "Branch Network Refit"


def test_a_row_that_is_added_or_removed_appears_and_goes(model: RegisterModel, document: Document) -> None:
    key = document.do("Add", lambda session: registers.add(session, PROJECTS, {"name": "Archive"}))
    assert key is not None
    assert model.row_of(key) is not None
    assert max(model.keys()) == key
    document.undo()
    assert model.row_of(key) is None


def test_search_and_filters_are_asked_together(model: RegisterModel) -> None:
    model.ask(filters=[Filter("figures.rating", "one of", (Rating.RED, Rating.AMBER))])
    assert sorted(texts(model)) == ["Customer Portal Renewal", "Mobile Payments"]
    model.ask(search="mob")
    assert texts(model) == ["Mobile Payments"]


def test_a_column_nobody_knows_is_left_out(model: RegisterModel) -> None:
    model.show_columns(("name", "no such column"))
    assert model.columnCount() == 1


def test_ten_thousand_rows_are_read_by_the_page(document: Document) -> None:
    def add(session: Session) -> None:
        session.add_all(Project(name=f"Project {number:05}") for number in range(3 * PAGE))

    document.do("Many", add)
    model = RegisterModel(DocumentSource(document, PROJECTS), ("name",))
    model.sort(0)
    assert model.cell(3 * PAGE + 3, 0).text == "R&D “Laboratory” <b>1</b>"
    assert len(model._pages) == 1
