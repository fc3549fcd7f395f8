"""The register of many projects: opened and painted, sorted, filtered, searched, grouped, pasted into and edited."""

import shutil
import sqlite3
import time
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any, cast

from PySide6.QtWidgets import QApplication

from benchmarks.bare import JOINED, BareTable
from benchmarks.generate import RISKS_EACH, write_workspace
from benchmarks.measure import Bench, Row, Rows
from benchmarks.window import open_and_paint, opened_anew, window_with_register
from pmo_desktop.domain.choices import Stage
from pmo_desktop.domain.saved_view import Face
from pmo_desktop.services import registers
from pmo_desktop.services.registers import Filter
from pmo_desktop.services.registry import register_named
from pmo_desktop.storage.connection import connect, let_go
from pmo_desktop.ui.main_window import MainWindow
from pmo_desktop.ui.register.page import RegisterPage

_SEARCHED = ("reference", "name", "description", "organisation", "category", "sponsor", "project_manager", "tags")
_FRAME_MS = 16.0
_STALL_MS = 100.0
_REST_S = 0.06  # after that the window has come to rest
_SECOND_MS = 1_000.0
_AMOUNTS = ("bac", "eac", "ac", "whole_life_cost")
_BLOCK = (
    *_AMOUNTS, "forecast_finish_on", "sponsor", "organisation", "category", "tags", "project_manager",
)  # fmt: skip


def rows(bench: Bench) -> Rows:
    """Open, sort, filter, search, edit."""
    path = bench.folder / "register.pmo"
    write_workspace(path, bench.projects)
    bare_path = Path(shutil.copy(path, bench.folder / "bare.pmo"))
    with window_with_register() as window:
        bare = BareTable(window.width(), window.height())
        open_and_paint(window, path)
        yield Row(
            f"open {bench.many} and paint the register",
            lambda: opened_anew(bench, window, path),
            lambda: bench.timed(lambda: bare.open(bare_path)),
            2.5,
        )
        page = cast("RegisterPage", window.stack.currentWidget())
        yield from _questions(bench, page, bare, bare_path)
        yield from _faces(bench, page, bare, bare_path)
        yield from _pastes(bench, page, bare_path)
        yield from _edits(bench, page, bare_path)
        yield from _risks(bench, window, bare_path)


def _questions(bench: Bench, page: RegisterPage, bare: BareTable, path: Path) -> Rows:
    model, view = page.table.model, page.table.view
    found = " OR ".join(f"p.{name} LIKE '%hospital%'" for name in _SEARCHED)
    stage = Stage.DELIVER.value
    asked: tuple[tuple[str, dict[str, Any], str], ...] = (
        ("sort", {"sort": (("eac", False),)}, "ORDER BY p.eac IS NULL, p.eac DESC, p.key"),
        (
            "filter",
            {"sort": (), "filters": (Filter("stage", "one of", (Stage.DELIVER,)),)},
            f"WHERE p.stage = '{stage}' ORDER BY p.key",
        ),
        ("search", {"filters": (), "search": "hospital"}, f"WHERE {found} ORDER BY p.key"),
    )
    connection = sqlite3.connect(path)

    def ask(question: dict[str, Any]) -> None:
        model.ask(**question)
        view.grab()

    for name, question, sql in asked:
        ours, floor = partial(ask, question), partial(bare.ask, connection, sql)
        yield Row(f"{name} {bench.many} and repaint", partial(bench.timed, ours), partial(bench.timed, floor), 3.0)
    connection.close()
    model.ask(search="")


def _faces(bench: Bench, page: RegisterPage, bare: BareTable, path: Path) -> Rows:
    """Rows in groups with counts by rating and sums, as cards, and as bars; against SQL that counts and sums."""
    model = page.table.model
    connection = sqlite3.connect(path)
    sums = "count(*), sum(f.rating = 'R'), sum(f.rating = 'A'), sum(f.rating = 'G'), sum(p.bac), sum(p.eac)"

    def floor() -> None:
        connection.execute(f"SELECT p.stage, {sums} {JOINED} GROUP BY p.stage").fetchall()
        bare.ask(connection, "ORDER BY p.stage, p.key")

    def group() -> None:
        model.ask(groups=("stage",))
        page.table.view.grab()

    def show(face: Face) -> None:
        page.table.show_face(face)
        page.table.grab()

    for what, work in (
        ("group", group),
        ("board of", partial(show, Face.BOARD)),
        ("roadmap of", partial(show, Face.ROADMAP)),
    ):
        yield Row(f"{what} {bench.many} and repaint", partial(bench.timed, work), partial(bench.timed, floor), 3.0)
        show(Face.TABLE)
        model.ask(groups=())
    connection.close()


def _pastes(bench: Bench, page: RegisterPage, path: Path) -> Rows:
    """5,000 pasted cells, as a block and as a column, beyond the bare updates; within a second."""
    table, numbers = page.table, iter(range(1_000, 1_000_000))
    connection = sqlite3.connect(path)
    keys = [key for (key,) in connection.execute("SELECT key FROM project ORDER BY key LIMIT 5000")]
    for names in (_BLOCK, ("eac",)):
        table.show_columns(("name", *names))
        lines = min(len(keys), 5_000 // len(names))

        def paste(lines: int = lines, names: tuple[str, ...] = names) -> None:
            first = next(numbers)
            text = "\n".join("\t".join(_pasted(name, first + line) for name in names) for line in range(lines))
            QApplication.clipboard().setText(text)
            table.view.setCurrentIndex(table.model.index(0, 1))
            table.view.paste()
            QApplication.processEvents()

        update = f"UPDATE project SET {' = ?, '.join(names)} = ? WHERE key = ?"  # noqa: S608  names of our own

        def bare(update: str = update, lines: int = lines, names: tuple[str, ...] = names) -> None:
            values = [(*[next(numbers)] * len(names), key) for key in keys[:lines]]
            with connection:
                connection.executemany(update, values)

        paste()
        yield Row(
            f"paste {lines * len(names):,} cells, {lines:,} × {len(names)}",
            partial(bench.timed, paste),
            partial(bench.timed, bare),
            _SECOND_MS,
            kind="beyond",
        )
    connection.close()
    table.show_columns(())


def _pasted(name: str, number: int) -> str:
    """A value of a column that is another one each time."""
    if name.endswith("_on"):
        return f"2027-{1 + number % 12:02}-{1 + number % 28:02}"
    return str(number) if name in _AMOUNTS else f"{name} {number % 40}"


def _risks(bench: Bench, window: MainWindow, path: Path) -> Rows:
    """One edit of a risk: the figures of its project are renewed with it."""
    document = window.document
    if document is None:
        msg = "no workspace is open"
        raise RuntimeError(msg)
    risks = register_named("risk")
    with document.reading() as session:
        key = registers.keys(session, risks)[3]
    steps = cycle(range(1, 6))
    connection = connect(path)
    connection.execute("BEGIN")
    (row, image) = connection.execute(
        "SELECT row_key, after FROM change_row WHERE before IS NULL ORDER BY id DESC LIMIT 1"
    ).fetchone()
    connection.execute("COMMIT")

    def edit() -> None:
        step = next(steps)
        document.do("Change impact", lambda session: registers.edit(session, risks, key, "impact", step))
        QApplication.processEvents()

    def transact() -> None:
        connection.execute("BEGIN")
        connection.execute("UPDATE risk SET impact = ? WHERE key = ?", (next(steps), key))
        connection.execute(
            "INSERT INTO change_row (seq, layout_id, row_key, before, after) VALUES (1, 1, ?, ?, ?)",
            (row, image, image),
        )
        connection.execute("COMMIT")

    edit()
    what = f"one edit of one of {bench.projects * RISKS_EACH:,} risks, its project renewed"
    for more, budget, kind in (("", 10.0, "ratio"), (", beyond the transaction itself", _FRAME_MS, "beyond")):
        yield Row(
            f"{what}{more}",
            lambda: bench.timed(edit),
            lambda: bench.timed(transact),
            budget,
            kind="ratio" if kind == "ratio" else "beyond",
        )
    let_go(connection)


def _edits(bench: Bench, page: RegisterPage, path: Path) -> Rows:
    """One edit through the model, painted; against one transaction of the driver with the settings of a workspace."""
    model = page.table.model
    place = next(number for number, column in enumerate(model.columns) if column.name == "eac")
    amounts = iter(range(1_000_00, 1_000_000_00, 100))
    connection = connect(path)
    connection.execute("BEGIN")
    (key, image) = connection.execute(
        "SELECT row_key, after FROM change_row WHERE before IS NULL ORDER BY id LIMIT 1"
    ).fetchone()
    connection.execute("COMMIT")

    def edit() -> None:
        if not model.setData(model.index(3, place), next(amounts)):
            msg = "an edit was refused"
            raise RuntimeError(msg)
        QApplication.processEvents()

    def transact() -> None:
        connection.execute("BEGIN")
        connection.execute("UPDATE project SET eac = ? WHERE key = ?", (next(amounts), key))
        connection.execute(
            "INSERT INTO change_row (seq, layout_id, row_key, before, after) VALUES (1, 1, ?, ?, ?)",
            (key, image, image),
        )
        connection.execute("COMMIT")

    def follow() -> float:
        edit()
        time.sleep(_REST_S)
        return bench.timed(QApplication.processEvents)

    def ask() -> None:
        connection.execute("SELECT count(*), sum(whole_life_cost), sum(bac), sum(eac) FROM project").fetchall()

    edit()
    for what, budget, kind in (("", 10.0, "ratio"), (", beyond the transaction itself", _FRAME_MS, "beyond")):
        yield Row(
            f"one edit, journalled, on disk, repainted{what}",
            lambda: bench.timed(edit),
            lambda: bench.timed(transact),
            budget,
            kind="ratio" if kind == "ratio" else "beyond",
        )
    what = "what follows an edit once it comes to rest: sums, counts, the pane"
    yield Row(what, follow, lambda: bench.timed(ask), _STALL_MS, kind="beyond")
    let_go(connection)
