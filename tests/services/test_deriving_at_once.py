"""Whatever is written at once comes to the same figures as when it is written bit by bit."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.figures import Figures
from pmo_desktop.domain.importing import ReadBook, ReadRow, ReadTable
from pmo_desktop.domain.period import StatusReport
from pmo_desktop.domain.project import Project
from pmo_desktop.services import periods, registers, workspaces
from pmo_desktop.services.imports import Wishes, take_book
from pmo_desktop.services.registry import PROJECTS, register_named
from pmo_desktop.storage.workspace import Workspace

Row = dict[str, Any]
CUT_OFF = date(2026, 5, 27)
DAYS = st.none() | st.integers(0, 900).map(lambda days: date(2025, 1, 1) + timedelta(days))
MONEY = st.none() | st.integers(0, 500)
STEP = st.none() | st.integers(1, 5)
FACTS = st.fixed_dictionaries({
    **dict.fromkeys(("baseline_start_on", "baseline_finish_on", "forecast_finish_on", "actual_finish_on"), DAYS),
    **dict.fromkeys(("bac", "eac", "ac", "pv", "ev"), MONEY),
})  # fmt: skip
RECORDS = st.one_of(
    st.tuples(st.just("risk"), st.fixed_dictionaries({
        "title": st.sampled_from(["Late", "Dear"]), "probability": STEP, "impact": STEP, "inherent_probability": STEP,
        "inherent_impact": STEP, "owner": st.sampled_from(["", "A. Moreau"]),
    })),
    st.tuples(st.just("issue"), st.just({"title": "Stuck"})),
    st.tuples(st.just("milestone"), st.fixed_dictionaries({
        "name": st.sampled_from(["Opening", "Move"]), "is_key": st.booleans(), "baseline_on": DAYS,
        "forecast_on": DAYS, "actual_on": DAYS,
    })),
    st.tuples(st.just("benefit"), st.fixed_dictionaries({
        "title": st.just("Fares"), "baseline": st.just(0.0), "target": st.sampled_from([None, 100.0]),
        "forecast": st.sampled_from([None, 80.0, 94.0, 120.0]),
    })),
    st.tuples(st.just("change_request"), st.fixed_dictionaries({
        "title": st.just("More"), "cost_effect": MONEY, "verdict": st.sampled_from([None, "approved"]),
        "decide_by_on": DAYS,
    })),
    st.tuples(st.just("gate"), st.fixed_dictionaries({
        "name": st.just("Gate"), "held_on": DAYS, "verdict": st.sampled_from([None, "hold", "proceed"]),
    })),
)  # fmt: skip
OFFICE = st.lists(st.tuples(FACTS, st.lists(RECORDS, max_size=4)), min_size=1, max_size=4)


def _workspace(folder: str, name: str) -> Workspace:
    made = workspaces.create(Path(folder) / f"{name}.pmo")
    made.do("Open", lambda s: periods.open_period(s, "May", date(2026, 5, 1), date(2026, 5, 31), CUT_OFF))
    return made


def _add(session: Session, table: str, values: Row) -> int:
    return registers.add(session, register_named(table), values)


def _edit(session: Session, key: int, name: str, value: object) -> None:
    registers.edit(session, PROJECTS, key, name, value)


def _figures(workspace: Workspace) -> list[Row]:
    """What is worked out of every project, by name, without keys."""
    columns = [each for each in StatusReport.__table__.columns if each.info.get("derived")]
    derived = [each for each in columns if not each.name.endswith("_key")]
    kept = [each for each in Figures.__table__.columns if each.name not in {"key", "report_key"}]
    query = (
        select(Project.name, *derived, *kept)
        .join(StatusReport, StatusReport.project_key == Project.key)
        .join(Figures, Figures.report_key == StatusReport.key)
        .order_by(Project.name)
    )
    with workspace.reading() as session:
        return [dict(row) for row in session.execute(query).mappings()]


def _by_turns(workspace: Workspace, office: Iterable[tuple[Row, list[tuple[str, Row]]]]) -> None:
    """Every project, every fact of it and every record in a change of its own."""
    for number, (facts, records) in enumerate(office):
        key = workspace.do("Add", partial(_add, table="project", values={"name": f"P{number}"})).value
        for name, value in facts.items():
            workspace.do("Edit", partial(_edit, key=key, name=name, value=value))
        for table, values in records:
            workspace.do("Add", partial(_add, table=table, values={**values, "project_key": key}))


def _at_once(session: Session, office: Iterable[tuple[Row, list[tuple[str, Row]]]]) -> None:
    for number, (facts, records) in enumerate(office):
        key = _add(session, "project", {"name": f"P{number}", **facts})
        for table, values in records:
            _add(session, table, {**values, "project_key": key})


@given(OFFICE)
@settings(max_examples=8, phases=(Phase.explicit, Phase.generate))
def test_figures_of_many_changes_at_once_are_those_of_one_change_after_another(
    office: list[tuple[Row, list[tuple[str, Row]]]],
) -> None:
    with TemporaryDirectory() as folder:
        one, other = _workspace(folder, "by turns"), _workspace(folder, "at once")
        _by_turns(one, office)
        other.do("All", lambda session: _at_once(session, office))
        assert _figures(other) == _figures(one)
        assert len(_figures(one)) == len(office)
        other.undo()
        assert _figures(other) == []
        other.redo()
        assert _figures(other) == _figures(one)
        one.close()
        other.close()


@given(st.lists(FACTS, min_size=1, max_size=4))
@settings(max_examples=8, phases=(Phase.explicit, Phase.generate))
def test_figures_of_an_import_are_those_of_projects_typed_in(facts: list[Row]) -> None:
    rows = tuple(ReadRow(number, {"name": f"P{number}", **each}) for number, each in enumerate(facts))
    table = ReadTable("a.xlsx", "", "", "", "rows", 1, (), rows, None, None, ())
    typed: list[tuple[Row, list[tuple[str, Row]]]] = [(each, []) for each in facts]
    with TemporaryDirectory() as folder:
        one, other = _workspace(folder, "typed"), _workspace(folder, "imported")
        _by_turns(one, typed)
        other.do("Import", lambda s: take_book(s, ReadBook("a.xlsx", (table,)), Wishes(period="May")))
        handed_in = {"age_days": 0}  # the file is a report of the day of the cut-off, what is typed is none yet
        assert [{**each, **handed_in} for each in _figures(one)] == _figures(other)
        one.close()
        other.close()
