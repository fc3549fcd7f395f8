import csv
import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

import openpyxl
import pytest
from icalendar import Calendar
from sqlalchemy import Boolean, Column, Date, DateTime, Enum, Float, Integer, LargeBinary, Table, insert, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.base import new_key
from pmo_desktop.domain.choices import Rating
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.milestone import Milestone
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.risk import Risk
from pmo_desktop.domain.schema import ENTITIES
from pmo_desktop.interchange import read_book
from pmo_desktop.interchange.out import EXPORTERS, export
from pmo_desktop.interchange.out.separated import inert
from pmo_desktop.interchange.out.sheets import Book, SheetColumn, open_book
from pmo_desktop.services import periods
from pmo_desktop.services.content import content_of
from pmo_desktop.services.imports import take_book
from pmo_desktop.services.sample import write_sample
from pmo_desktop.services.workspaces import create
from pmo_desktop.storage.workspace import Workspace

PAYLOADS = (
    "=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x","y")',
    "http://example.org", "mailto:a@b.c", "file:///etc/passwd", "internal:Sheet1!A1", "{=1+1}", '=DDE("a")',
    "\uff1d1+1", " =1+1", "'=1", "R&D <b>", "\x00\x01\x0b", "x" * 40_000, "\ufffe", "línea\nlínea", "👩‍🚀",
)  # fmt: skip


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    made = create(tmp_path_factory.mktemp("export") / "a.pmo")

    def fill(session: Session) -> None:
        period = periods.open_period(session, "2026-11", date(2026, 11, 1), date(2026, 11, 30), date(2026, 11, 27))
        for number, payload in enumerate(PAYLOADS):
            project = Project(name=payload, reference=f"P-{number}", sponsor=payload, bac=123_456)
            session.add(project)
            session.flush()
            report = periods.expect_report(session, project, period)
            assert report is not None
            report.overall, report.summary = list(Rating)[number % 5], payload
            session.add(Risk(project_key=project.key, title=payload, probability=3, impact=4))
            session.add(Milestone(project_key=project.key, name=payload, forecast_on=date(2027, 1, 31)))

    made.do("Fill", fill)
    yield made
    made.close()


def _write(workspace: Workspace, path: Path, register: str = "") -> Path:
    with workspace.reading() as session:
        export(session, path, register)
    return path


def test_a_workbook_holds_types_filters_a_frozen_header_and_tinted_ratings(
    workspace: Workspace, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(_write(workspace, tmp_path / "a.xlsx"))
    assert book.sheetnames == ["Register", "Milestones", "Risks", "Offices", "Periods"]
    page = book["Register"]
    assert (page.freeze_panes, page.auto_filter.ref is not None) == ("B2", True)
    titles = [cell.value for cell in page[1]]
    bac = page.cell(2, titles.index("BAC") + 1)
    assert (bac.value, bac.number_format) == (1234.56, "#,##0.00;[Red]-#,##0.00")
    assert len(page.conditional_formatting) >= 1
    assert book["Milestones"].cell(2, 6).number_format == "yyyy-mm-dd"


def test_no_text_of_an_export_is_a_formula_or_a_link(workspace: Workspace, tmp_path: Path) -> None:
    for page in openpyxl.load_workbook(_write(workspace, tmp_path / "a.xlsx")):
        for row in page.iter_rows():
            assert all(cell.data_type != "f" and cell.hyperlink is None for cell in row)
    for register in ("project", "risk", "milestone"):
        with _write(workspace, tmp_path / "a.csv", register).open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if cell.lstrip(" \n")[:1] in tuple("=+@\t\r") or cell[:2] == "-1+"]


def test_figures_of_a_text_file_are_no_texts() -> None:
    assert [inert(text) for text in ("a", "=1", "-")] == ["a", "'=1", "'-"]


def _value(session: Session, column: Column[Any]) -> Any:  # noqa: ANN401  any kind of field
    """Something that a column can hold."""
    if column.foreign_keys:
        (pointed,) = column.foreign_keys
        return session.connection().execute(select(pointed.column).limit(1)).scalar()
    kinds: tuple[tuple[type, Any], ...] = (
        (Boolean, True), (DateTime, datetime(2026, 1, 2, 3, 4, 5)),  # noqa: DTZ001  kept without a zone
        (Date, date(2026, 1, 2)), (Float, 1.25), (Integer, 7), (LargeBinary, b"\x00\xffPNG"),
    )  # fmt: skip
    if isinstance(column.type, Enum) and column.type.enum_class is not None:
        return list(column.type.enum_class)[-1]
    return next((value for kind, value in kinds if isinstance(column.type, kind)), f"“{column.name}” =1+1\n\u202e☃")


def _fill_empty_tables(session: Session) -> None:
    connection = session.connection()
    for entity in ENTITIES:
        table = cast("Table", entity.__table__)
        if connection.execute(select(table.c.key).limit(1)).first() is None:
            connection.execute(
                insert(table).values(
                    {each.name: new_key() if each.name == "key" else _value(session, each) for each in table.columns}
                )
            )


def test_everything_as_a_document_comes_back_the_same(tmp_path: Path) -> None:
    sample = write_sample(tmp_path / "sample.pmo")
    sample.do("Fill", _fill_empty_tables)
    assert [name for name, rows in _content(sample).items() if not rows] == []
    document = _write(sample, tmp_path / "a.json")
    again = create(tmp_path / "again.pmo", currency="USD")
    again.do("Import", lambda session: take_book(session, read_book(document)))
    assert _content(again) == _content(sample)
    second = again.do("Import", lambda session: take_book(session, read_book(document))).value
    assert {(each.created, each.updated) for each in second.outcomes} == {(0, 0)}
    again.undo()
    assert again.faults() == []
    for each in (sample, again):
        each.close()


def _content(workspace: Workspace) -> dict[str, Any]:
    with workspace.reading() as session:
        return content_of(session)


@pytest.mark.parametrize("spoil", [
    lambda tables: tables.update(strange=[]), lambda tables: tables["project"][0].pop("key"),
    lambda tables: tables["project"][0].update(strange=1), lambda tables: tables["project"][0].update(bac="x"),
    lambda tables: tables["project"][0].update(status="asleep"), lambda tables: tables["project"][0].pop("name"),
    lambda tables: tables["project"].append(5), lambda tables: tables["project"][0].update(bac=2**70),
    lambda tables: tables["milestone"][0].update(forecast_on="soon"),
])  # fmt: skip
def test_a_document_that_is_not_ours_changes_nothing(workspace: Workspace, tmp_path: Path, spoil: Any) -> None:  # noqa: ANN401
    path = _write(workspace, tmp_path / "a.json")
    document = json.loads(path.read_text("utf-8"))
    spoil(document["tables"])
    path.write_text(json.dumps(document, indent=1), "utf-8")
    empty = create(tmp_path / "empty.pmo")
    before = _content(empty)
    with pytest.raises(PmoError, match="nothing was changed"):
        empty.do("Import", lambda session: take_book(session, read_book(path)))
    assert _content(empty) == before
    empty.close()


def test_logs_come_back_from_a_workbook_of_ours(workspace: Workspace, tmp_path: Path) -> None:
    path = _write(workspace, tmp_path / "a.xlsx")
    tables = {table.target: len(table.rows) for table in read_book(path).tables}
    assert {"project": 23, "milestone": 23, "risk": 23}.items() <= tables.items()


def test_the_whole_sample_as_a_workbook_that_is_read_back_changes_nothing(tmp_path: Path) -> None:
    sample = write_sample(tmp_path / "sample.pmo")
    with sample.reading() as session:
        export(session, tmp_path / "sample.xlsx")
        before = content_of(session)
    book = read_book(tmp_path / "sample.xlsx", currency="EUR")
    outcomes = sample.do("Import", lambda session: take_book(session, book)).value.outcomes
    assert len(outcomes) > 40
    assert [each for each in outcomes if each.created or each.updated or each.rejected or each.problems] == []
    with sample.reading() as session:
        after = content_of(session)
    assert [name for name, rows in before.items() if rows != after[name]] == []
    sample.close()


def test_a_workbook_of_ours_fills_an_empty_workspace_and_then_changes_nothing(tmp_path: Path) -> None:
    sample, again = write_sample(tmp_path / "sample.pmo"), create(tmp_path / "again.pmo", currency="EUR")
    with sample.reading() as session:
        export(session, tmp_path / "sample.xlsx")
    book = read_book(tmp_path / "sample.xlsx", currency="EUR")
    again.do("Import", lambda session: take_book(session, book))
    same = ("programme", "risk", "issue", "decision", "benefit", "gate", "baseline", "lesson")
    before, after = _content(sample), _content(again)
    assert {name: len(after[name]) for name in same} == {name: len(before[name]) for name in same}
    names = ("name", "reference", "bac", "eac", "stage", "forecast_finish_on")
    assert [[row[name] for name in names] for row in after["project"]] == [
        [row[name] for name in names] for row in before["project"]
    ]
    outcomes = again.do("Import", lambda session: take_book(session, book)).value.outcomes
    assert {each.target for each in outcomes if each.created or each.updated} == set()
    assert {each.target for each in outcomes if each.rejected} == {"gate_criterion"}  # gates are not told by name alone
    for each in (sample, again):
        each.close()


def test_milestones_are_whole_days_of_a_calendar(workspace: Workspace, tmp_path: Path) -> None:
    path = _write(workspace, tmp_path / "a.ics")
    first = path.read_bytes()
    events = Calendar.from_ical(first).walk("VEVENT")
    assert len(events) == len(PAYLOADS)
    assert {(event.decoded("dtstart"), event.decoded("dtend")) for event in events} == {
        (date(2027, 1, 31), date(2027, 2, 1))
    }
    assert "R&D <b>: R&D <b>" in {str(event["summary"]) for event in events}
    assert _write(workspace, path).read_bytes() == first


def test_other_endings_and_logs_are_refused_in_a_sentence(workspace: Workspace, tmp_path: Path) -> None:
    assert [each.ending for each in EXPORTERS] == [".xlsx", ".csv", ".json", ".ics"]
    with pytest.raises(PmoError, match="no kind of file"):
        _write(workspace, tmp_path / "a.doc")
    with pytest.raises(PmoError, match="no log “raid”"):
        _write(workspace, tmp_path / "a.csv", "raid")
    with pytest.raises(PmoError, match="cannot be written"):
        _write(workspace, tmp_path / "gone" / "a.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_sheets_take_names_that_a_workbook_can_hold(tmp_path: Path) -> None:
    with open_book(tmp_path / "a.xlsx") as book:
        assert isinstance(book, Book)
        for name in ("A/B: [x]*?", "A/B: [x]*?", "", "History", "y" * 60):
            book.table_sheet(name, [SheetColumn("T")], [["="]])
    assert len(openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames) == 5
