"""Groups of four projects worked by hand: A and B in one programme of portfolio One, C in One alone, D in neither."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import ProjectStatus, Rating, Stage
from pmo_desktop.services import periods, registers, workspaces
from pmo_desktop.services.grouping import Grouped, grouped, together, total
from pmo_desktop.services.registers import Filter
from pmo_desktop.services.registry import PROJECTS, REGISTERS, columns_of, register_named
from pmo_desktop.storage.workspace import Workspace

_COLUMNS = ("name", "figures.rating", "bac", "eac", "figures.cost_percent")
_TREE = ("portfolio_key", "programme_key")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = workspaces.create(tmp_path / "test.pmo")

    def fill(session: Session) -> None:
        period = periods.open_period(session, "June", date(2026, 6, 1), date(2026, 6, 30), date(2026, 6, 25))
        one = registers.add(session, register_named("portfolio"), {"name": "One"})
        led = {"name": "Led together", "portfolio_key": one}
        programme = registers.add(session, register_named("programme"), led)
        for name, stage, bac, eac, rating, where in (
            ("A", Stage.DELIVER, 100_00, 110_00, Rating.RED, {"programme_key": programme}),
            ("B", Stage.CLOSE, 200_00, None, Rating.GREEN, {"programme_key": programme}),
            ("C", Stage.DELIVER, 400_00, 390_00, Rating.GREEN, {"portfolio_key": one}),
            ("D", None, None, 50_00, None, {}),
        ):
            values = {"name": name, "stage": stage, "bac": bac, "eac": eac, "status": ProjectStatus.ACTIVE, **where}
            key = registers.add(session, PROJECTS, values)
            report = periods.report_of(session, key, period.key)
            assert report is not None
            report.overall = rating

    made.do("Fill", fill)
    yield made
    made.close()


def _ask(workspace: Workspace, by: tuple[str, ...], **wanted: object) -> tuple[Grouped, list[str]]:
    with workspace.reading() as session:
        found = grouped(session, PROJECTS, by, columns=_COLUMNS, **wanted)  # type: ignore[arg-type]
        names = [row[0] for row in registers.rows(session, PROJECTS, found.keys, ["name"])]
    return found, names


def test_rows_stand_group_by_group_and_without_a_value_last(workspace: Workspace) -> None:
    found, names = _ask(workspace, ("stage",), sort=[("bac", False)])
    assert names == ["C", "A", "B", "D"]
    assert [(group.words, group.count) for group in found.groups] == [
        ((Stage.DELIVER,), 2),
        ((Stage.CLOSE,), 1),
        ((None,), 1),
    ]


def test_subtotals_add_up_what_is_known_and_count_every_rating(workspace: Workspace) -> None:
    found, _ = _ask(workspace, ("stage",))
    deliver, close, none = found.groups
    assert (deliver.figure("bac"), deliver.figure("eac")) == (500_00, 500_00)
    assert deliver.figure("figures.cost_percent") == pytest.approx(0.0)
    assert deliver.ratings["figures.rating"] == (1, 0, 0, 0, 1, 0)
    assert (close.figure("eac"), close.figure("figures.cost_percent")) == (None, None)
    assert none.figure("bac") is None
    assert none.ratings["figures.rating"] == (0, 0, 0, 0, 0, 1)


def test_a_tree_takes_a_programme_s_portfolio_and_rolls_up(workspace: Workspace) -> None:
    found, names = _ask(workspace, _TREE)
    assert names == ["A", "B", "C", "D"]
    assert [group.words for group in found.groups] == [("One", "Led together"), ("One", None), (None, None)]
    one = together(found.groups[:2], 1)
    assert (one.words, one.count) == (("One",), 3)
    assert (one.figure("bac"), one.figure("eac")) == (700_00, 500_00)
    assert one.figure("figures.cost_percent") == pytest.approx(0.0), "A and C know both: 500 of 500"
    assert one.ratings["figures.rating"] == (2, 0, 0, 0, 1, 0)


def test_a_portfolio_or_programme_without_a_project_is_in_the_tree_unless_rows_are_filtered(
    workspace: Workspace,
) -> None:
    def add(session: Session) -> None:
        two = registers.add(session, register_named("portfolio"), {"name": "Two"})
        registers.add(session, register_named("programme"), {"name": "Lonely", "portfolio_key": two})
        registers.add(session, register_named("portfolio"), {"name": "Empty"})
        registers.add(session, register_named("programme"), {"name": "Free"})

    workspace.do("Add", add)
    with workspace.reading() as session:
        tree = grouped(session, PROJECTS, _TREE, columns=("bac", "figures.rating"))
        flat = grouped(session, PROJECTS, ("programme_key",))
        some = grouped(session, PROJECTS, _TREE, filters=(Filter("stage", "one of", (Stage.CLOSE,)),))
        other = grouped(session, PROJECTS, ("portfolio_key", "stage"))
    told = [(group.words, group.count) for group in tree.groups]
    assert told == [
        (("Empty", None), 0), (("One", "Led together"), 2), (("One", None), 1), (("Two", "Lonely"), 0),
        ((None, "Free"), 0), ((None, None), 1),
    ]  # fmt: skip
    assert tree.groups[0].sums == {"bac": None}
    assert not any(tree.groups[0].ratings["figures.rating"])
    assert [group.words for group in flat.groups] == [("Free",), ("Led together",), ("Lonely",), (None,)]
    assert all(group.count for group in (*some.groups, *other.groups))


def test_all_rows_that_pass_are_summed_in_one_question(workspace: Workspace) -> None:
    with workspace.reading() as session:
        whole = total(session, PROJECTS, _COLUMNS)
        late = total(session, PROJECTS, _COLUMNS, filters=[Filter("stage", "one of", (Stage.CLOSE,))], search="B")
        none = total(session, PROJECTS, _COLUMNS, search="no such project")
    assert (whole.count, whole.figure("bac"), whole.figure("eac")) == (4, 700_00, 550_00)
    assert whole.figure("figures.cost_percent") == pytest.approx(0.0), "A and C know both"
    assert (late.count, late.figure("bac"), late.figure("eac"), late.figure("figures.cost_percent")) == (
        1, 200_00, None, None,
    )  # fmt: skip
    assert (none.count, none.figure("bac")) == (0, None)


def test_filters_and_the_direction_of_a_group_are_kept(workspace: Workspace) -> None:
    found, names = _ask(workspace, ("stage",), filters=[Filter("bac", "filled")], sort=[("stage", False)])
    assert names == ["B", "A", "C"]
    assert sum(group.count for group in found.groups) == 3


def test_dates_are_grouped_by_their_month(workspace: Workspace) -> None:
    with workspace.reading() as session:
        keys = registers.keys(session, PROJECTS)
    days = (date(2027, 1, 31), date(2027, 2, 1), date(2027, 2, 28), None)
    cells = [(key, "forecast_finish_on", day) for key, day in zip(keys, days, strict=True)]
    workspace.do("Plan", lambda session: registers.edit_many(session, PROJECTS, cells))
    found, _ = _ask(workspace, ("forecast_finish_on",))
    assert [(group.values, group.count) for group in found.groups] == [
        (("2027-01",), 1),
        (("2027-02",), 2),
        ((None,), 1),
    ]


def test_every_register_can_be_grouped_by_every_column(workspace: Workspace) -> None:
    with workspace.reading() as session:
        for register in REGISTERS:
            names = [column.name for column in columns_of(register)]
            rows = registers.keys(session, register)
            for name in names:
                found = grouped(session, register, (name,), columns=names)
                assert sorted(found.keys) == sorted(rows), (register.name, name)
                assert all(group.count for group in found.groups)
