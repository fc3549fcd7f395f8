"""Every object of every register through its page: made in the form, edited, removed, all of it undone and redone."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.fields import Field, fields_of
from pmo_desktop.services.registry import BY_TABLE, register_named
from pmo_desktop.ui.ask_dialog import AskDialog
from pmo_desktop.ui.deeds.catalogue import NEW
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.logs.log import LogView
from pmo_desktop.ui.logs.page import LogPage
from pmo_desktop.ui.logs.specs import LOGS, page_of
from pmo_desktop.ui.new_record import NewRecord

TABLES = sorted({log.table for spec in LOGS.values() for log in spec.logs})
TYPED = {"text", "long text", "number", "percent", "money", "date"}
Make = Callable[[str], LogPage]


@pytest.fixture
def make(document: Document, jobs: Jobs, qtbot: QtBot) -> Iterator[Make]:
    made: list[LogPage] = []

    def shown(table: str) -> LogPage:
        page = LogPage(document, jobs, page_of(table))
        made.append(page)
        qtbot.addWidget(page)
        page.resize(1100, 760)
        page.show()
        page.show_record(table)
        return page

    yield shown
    for page in made:
        page.hide()


def value_for(document: Document, field: Field, number: int) -> object:
    """A value that a field takes, another for each number; what a reference points to is made if need be."""
    if field.choices is not None:
        return list(field.choices)[number % len(list(field.choices))]
    if field.kind == "reference":
        return target(document, str(field.target))
    if field.kind == "date":
        return date(2026, 1 + number, 1)
    if field.kind in {"integer", "year", "number", "percent", "money"}:
        return number
    return field.kind == "flag" or f"Words {number}"


def target(document: Document, table: str) -> int:
    with document.reading() as session:
        known = session.scalars(select(BY_TABLE[table].key).order_by(BY_TABLE[table].key)).first()
    if known is not None:
        return known
    needed = {field.name: value_for(document, field, 1) for field in fields_of(BY_TABLE[table]) if field.required}
    made = document.do("Make", lambda session: _made(session, BY_TABLE[table], needed))
    assert made is not None
    return made


def _made(session: Session, entity: type[Base], values: dict[str, object]) -> int:
    row = entity(**values)
    session.add(row)
    session.flush()
    return row.key


def press(parent: QWidget, name: str) -> None:
    found = [each for each in parent.findChildren(QAbstractButton, name) if each.isVisible()]
    QTest.mouseClick(found[-1], Qt.MouseButton.LeftButton)


def view(page: LogPage) -> LogView:
    found = page.stack.currentWidget()
    assert isinstance(found, LogView)
    return found


def stored(document: Document, entity: type[Any]) -> dict[int, dict[str, Any]]:
    """Every row as it is kept, without what follows from others."""
    names = [column.name for column in entity.__table__.columns if not column.info.get("derived")]
    with document.reading() as session:
        return {row.key: {name: getattr(row, name) for name in names} for row in session.scalars(select(entity))}


def add(page: LogPage, document: Document, table: str) -> None:
    """Fill in what the new row needs, and add it."""
    press(page, "new row")
    if table in NEW:
        _answer(page, document)
        return
    dialog = page.findChildren(NewRecord)[-1]
    fields = {field.name: field for field in fields_of(BY_TABLE[table])}
    for name, field in fields.items():
        if field.required or name in {"name", "title"}:
            dialog.form.editor(name).show_value(value_for(document, field, 1))
    press(dialog, "new add")
    assert not dialog.isVisible()


def _answer(page: LogPage, document: Document) -> None:
    """Answer dialog after dialog, as many as there are."""
    for _ in range(2):
        open_ones = [each for each in page.findChildren(AskDialog) if each.isVisible()]
        if not open_ones:
            return
        dialog = open_ones[-1]
        for field in dialog.form._fields.values():
            if field.required:
                known = replace(field, target="project") if field.kind == "reference" else field
                dialog.form.editor(field.name).show_value(value_for(document, known, 1))
        press(dialog, "ask take")


@pytest.mark.parametrize("table", TABLES)
def test_an_object_is_made_edited_removed_undone_and_redone(make: Make, document: Document, table: str) -> None:
    register = register_named(table)
    needed = {field.target for field in fields_of(register.entity) if field.kind == "reference" and field.required}
    for each in sorted(filter(None, needed)):
        target(document, each)
    page = make(table)
    first = stored(document, register.entity)
    add(page, document, table)
    added = stored(document, register.entity)
    assert set(first) < set(added)
    key = max(added)

    page.show_record((table, key))
    pane = view(page).pane
    field = next(each for each in fields_of(register.entity) if each.editable and each.kind in TYPED)
    before = getattr(_get(document, register.entity, key), field.name)
    value = next(each for each in (value_for(document, field, 2), value_for(document, field, 3)) if each != before)
    pane.form.editor(field.name).show_value(value)
    pane.form.edited.emit(field.name, value)
    edited = stored(document, register.entity)
    assert edited[key][field.name] == value

    press(pane, "remove")
    removed = stored(document, register.entity)
    assert key not in removed

    for expected in (edited, added, first):
        document.undo()
        assert stored(document, register.entity) == expected
    for expected in (added, edited, removed):
        document.redo()
        assert stored(document, register.entity) == expected


def _get(document: Document, entity: type[Any], key: int) -> Any:  # noqa: ANN401
    with document.reading() as session:
        return session.get_one(entity, key)
