from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.services import registers
from pmo_desktop.services.registry import PROJECTS
from pmo_desktop.ui.document import Document


def first_key(document: Document) -> int:
    with document.reading() as session:
        return registers.keys(session, PROJECTS)[0]


def rename(document: Document, name: str) -> None:
    key = first_key(document)
    document.do("Rename", lambda session: registers.edit(session, PROJECTS, key, "name", name))


def test_a_change_is_told_as_the_tables_and_keys_it_touched(document: Document, qtbot: QtBot) -> None:
    key = first_key(document)
    touched: list[dict[str, frozenset[int]]] = []
    document.changed.connect(lambda _tables: touched.append(document.touched))
    with qtbot.waitSignal(document.changed) as told:
        rename(document, "Portal")
    assert told.args is not None
    assert "project" in told.args[0]
    assert touched[0]["project"] == {key}
    assert document.touched == {}
    assert document.saved_at is not None


def test_what_a_command_returns_comes_back(document: Document) -> None:
    assert document.do("Count", lambda _session: 7) == 7


def test_a_refusal_is_told_in_its_sentence_and_changes_nothing(document: Document, qtbot: QtBot) -> None:
    sentence = "That cannot be."

    def refuse(_session: Session) -> None:
        raise PmoError(sentence)

    with qtbot.assertNotEmitted(document.changed), qtbot.waitSignal(document.refused) as told:
        assert document.do("Try", refuse) is None
    assert told.args == [sentence]


def test_undo_and_redo_are_named_and_announced(document: Document, qtbot: QtBot) -> None:
    rename(document, "Portal")
    assert (document.undo_title(), document.redo_title()) == ("Rename", "")
    with qtbot.waitSignal(document.changed):
        document.undo()
    assert document.redo_title() == "Rename"
    with qtbot.waitSignal(document.changed):
        document.redo()
    assert document.undo_title() == "Rename"


def test_one_change_can_be_taken_back_by_its_number(document: Document, qtbot: QtBot) -> None:
    rename(document, "Portal")
    number = document.history(1)[0].seq
    with qtbot.waitSignal(document.changed):
        document.revert(number)
    with qtbot.waitSignal(document.refused):
        document.revert(number)


def test_a_restore_point_stands_in_the_history(document: Document) -> None:
    document.mark("Before the board")
    assert document.history(1)[0].title == "Before the board"


def test_a_change_that_changes_nothing_is_not_announced(document: Document, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(document.changed):
        document.do("Nothing", lambda _session: None)


def test_the_language_is_the_one_chosen_else_that_of_the_system(document: Document) -> None:
    assert document.language
    document.settings.language = "fr"
    assert document.language == "fr"


def test_a_copy_of_an_attachment_is_gone_once_the_workspace_is_closed(document: Document) -> None:
    copy = document.hand_out("scope.txt", b"the scope")
    assert copy.read_bytes() == b"the scope"
    document.close()
    assert not copy.parent.exists()
