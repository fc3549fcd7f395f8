from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pmo_desktop.domain.choices import ForwardLook, ItemState, Rating, RiskResponse, Stage
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.services import periods, registers, workspaces
from pmo_desktop.services.registers import Filter
from pmo_desktop.services.registry import PROJECTS, REGISTERS, columns_of, register_named
from pmo_desktop.storage.workspace import Workspace

RISKS = register_named("risk")
MILESTONES = register_named("milestone")
ACTIONS = register_named("action")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = workspaces.create(tmp_path / "test.pmo")
    made.do(
        "Open", lambda s: periods.open_period(s, "June 2026", date(2026, 6, 1), date(2026, 6, 30), date(2026, 6, 25))
    )
    yield made
    made.close()


def _add(workspace: Workspace, table: str, **values: object) -> int:
    return workspace.do("Add", lambda s: registers.add(s, register_named(table), values)).value


def _keys(workspace: Workspace, table: str = "project", **wanted: object) -> list[int]:
    with workspace.reading() as session:
        return registers.keys(session, register_named(table), **wanted)  # type: ignore[arg-type]


def _row(workspace: Workspace, key: int, *columns: str, table: str = "project") -> tuple[object, ...]:
    with workspace.reading() as session:
        return registers.rows(session, register_named(table), [key], columns)[0]


def test_every_column_a_register_shows_at_first_exists() -> None:
    for register in REGISTERS:
        names = [column.name for column in columns_of(register)]
        assert set(register.first_columns) <= set(names), register.name
        assert len(names) == len(set(names))


def test_every_stored_column_of_every_register_can_be_sorted_filtered_and_shown(workspace: Workspace) -> None:
    project = _add(workspace, "project", name="Harbour bridge")
    _add(workspace, "risk", title="Late steel", project_key=project, probability=2, impact=3)
    _add(workspace, "milestone", name="Gate 1", project_key=project, baseline_on=date(2026, 1, 1))
    with workspace.reading() as session:
        for register in REGISTERS:
            names = [column.name for column in columns_of(register)]
            found = registers.keys(session, register, sort=[(name, True) for name in names])
            assert len(registers.rows(session, register, found, names)) == len(found)
            for name in names:
                registers.keys(session, register, filters=[Filter(name, "empty")])


def test_ratings_sort_by_severity_and_what_is_not_rated_comes_last(workspace: Workspace) -> None:
    keys = {
        rating: _add(workspace, "project", name=str(rating))
        for rating in (Rating.AMBER, None, Rating.RED, Rating.GREEN)
    }
    for rating, key in keys.items():
        workspace.do("Rate", lambda s, k=key, r=rating: registers.edit(s, PROJECTS, k, "report.overall", r))  # type: ignore[misc]
    order = [Rating.RED, Rating.AMBER, Rating.GREEN]
    assert _keys(workspace, sort=[("figures.rating", False)]) == [keys[each] for each in (*order, None)]
    assert _keys(workspace, sort=[("figures.rating", True)]) == [keys[each] for each in (*reversed(order), None)]


def test_text_sorts_without_regard_to_case(workspace: Workspace) -> None:
    named = {name: _add(workspace, "project", name=name) for name in ("beta", "Alpha", "Gamma")}
    assert _keys(workspace, sort=[("name", True)]) == [named["Alpha"], named["beta"], named["Gamma"]]


def test_search_wants_every_word_in_any_text_and_knows_no_wildcards(workspace: Workspace) -> None:
    bridge = _add(workspace, "project", name="Harbour bridge", sponsor="Ines Moreau")
    percent = _add(workspace, "project", name="100 % local_food \\ green")
    assert _keys(workspace, search="moreau BRIDGE") == [bridge]
    assert _keys(workspace, search="%") == [percent]
    assert _keys(workspace, search="l_food") == [percent]
    assert _keys(workspace, search="\\") == [percent]
    assert _keys(workspace, search="bridge nowhere") == []


def test_filters_keep_what_contains_is_one_of_lies_between_or_is_empty(workspace: Workspace) -> None:
    small = _add(workspace, "project", name="Small", bac=100, stage=Stage.DELIVER)
    large = _add(workspace, "project", name="Large", bac=900)
    cases = {
        Filter("name", "contains", ("mal",)): [small],
        Filter("stage", "one of", (Stage.DELIVER,)): [small],
        Filter("stage", "one of", (Stage.DELIVER, None)): [small, large],
        Filter("bac", "between", (100, 500)): [small],
        Filter("bac", "between", (None, 900)): [small, large],
        Filter("bac", "between", (101, None)): [large],
        Filter("stage", "empty"): [large],
        Filter("sponsor", "empty"): [small, large],
    }
    for wanted, expected in cases.items():
        assert _keys(workspace, filters=[wanted]) == expected, wanted


def test_a_reference_shows_sorts_and_filters_by_the_name_it_points_to(workspace: Workspace) -> None:
    zebra, apple = (_add(workspace, "project", name=name) for name in ("Zebra", "Apple"))
    first = _add(workspace, "risk", title="One", project_key=zebra)
    second = _add(workspace, "risk", title="Two", project_key=apple)
    assert _row(workspace, first, "project_key", table="risk") == ("Zebra",)
    assert _keys(workspace, "risk", sort=[("project_key", True)]) == [second, first]
    assert _keys(workspace, "risk", filters=[Filter("project_key", "contains", ("zeb",))]) == [first]
    assert _keys(workspace, "risk", search="apple") == [second]
    with workspace.reading() as session:
        assert registers.references(session, "project") == [(apple, "Apple"), (zebra, "Zebra")]
        assert registers.values_in_use(session, RISKS, "project_key") == ["Apple", "Zebra"]


def test_a_computed_column_sorts_as_it_shows(workspace: Workspace) -> None:
    project = _add(workspace, "project", name="P")
    scores = {
        _add(workspace, "risk", title=str(place), project_key=project, probability=place, impact=impact): place * impact
        for place, impact in ((1, 5), (2, 2), (5, 5))
    }
    found = _keys(workspace, "risk", sort=[("current_score", False)])
    assert [_row(workspace, key, "current_score", table="risk")[0] for key in found] == sorted(
        scores.values(), reverse=True
    )


@pytest.mark.parametrize("column", ["points_to_go", "expected_cost"])
def test_what_a_risk_has_to_go_and_costs_is_the_same_in_sql_and_in_the_rule(workspace: Workspace, column: str) -> None:
    keys = [
        _add(workspace, "risk", title=str(place), probability=place, impact=4, money_at_stake=stake,
             target_probability=1, target_impact=place)
        for place, stake in ((5, 1_000_00), (2, 9_000_00), (3, 10_00))
    ]  # fmt: skip
    shown: dict[int, Any] = {key: _row(workspace, key, column, table="risk")[0] for key in keys}
    assert _keys(workspace, "risk", sort=[(column, True)]) == sorted(keys, key=lambda key: shown[key])
    least = min(shown.values())
    found = _keys(workspace, "risk", filters=[Filter(column, "between", (least, least))])
    assert [shown[key] for key in found] == [least]


def test_slip_of_a_milestone_is_the_same_in_sql_and_in_the_rule(workspace: Workspace) -> None:
    project = _add(workspace, "project", name="P")
    key = _add(
        workspace,
        "milestone",
        name="M",
        project_key=project,
        baseline_on=date(2026, 2, 1),
        forecast_on=date(2026, 3, 1),
    )
    assert _row(workspace, key, "slip_days", table="milestone") == (28,)
    assert _keys(workspace, "milestone", filters=[Filter("slip_days", "between", (28, 28))]) == [key]


def test_rows_come_in_the_order_asked_for_and_without_those_that_are_gone(workspace: Workspace) -> None:
    first, second = (_add(workspace, "project", name=name) for name in ("A", "B"))
    with workspace.reading() as session:
        assert registers.rows(session, PROJECTS, [second, 12345, first], ["name"]) == [("B",), ("A",)]


def test_a_new_project_is_expected_to_report_in_the_newest_period(workspace: Workspace) -> None:
    key = _add(workspace, "project", name="New")
    assert _row(workspace, key, "report.state") == ("missing",)


@pytest.mark.parametrize(
    ("table", "values", "word"),
    [
        ("project", {"name": ""}, "Project"),
        ("project", {"sponsor": "X"}, "Project"),
        ("risk", {"title": "R", "probability": 6}, "1 to 5"),
        ("project", {"name": "P", "stage": "nowhere"}, "Initiate, Define"),
        ("milestone", {"name": "M"}, "Project"),
    ],
)
def test_a_row_that_cannot_be_is_refused_in_a_sentence(
    workspace: Workspace, table: str, values: dict[str, object], word: str
) -> None:
    before = workspace.chain_head()
    with pytest.raises(PmoError, match=word):
        workspace.do("Add", lambda s: registers.add(s, register_named(table), values))
    assert workspace.chain_head() == before


def test_an_edit_of_a_report_column_reaches_the_report_of_the_newest_period(workspace: Workspace) -> None:
    key = _add(workspace, "project", name="P")
    workspace.do("Look", lambda s: registers.edit(s, PROJECTS, key, "report.forward_look", ForwardLook.WORSENING))
    assert _row(workspace, key, "report.forward_look") == (ForwardLook.WORSENING,)
    workspace.undo()
    assert _row(workspace, key, "report.forward_look") == (None,)


def test_edits_that_cannot_be_are_refused_and_change_nothing(workspace: Workspace) -> None:
    key = _add(workspace, "project", name="P")
    operation = _add(workspace, "project", name="Q", status="closed")
    cases: list[tuple[int, str, object, str]] = [
        (key, "name", "", "cannot be empty"),
        (key, "figures.slip_days", 3, "worked out"),
        (99, "name", "X", "gone"),
        (operation, "report.overall", Rating.RED, "not running"),
    ]
    for at, column, value, words in cases:
        with pytest.raises(PmoError, match=words):
            workspace.do(
                "Edit",
                lambda s, c=(at, column, value): registers.edit_many(s, PROJECTS, [(key, "sponsor", "X"), c]),  # type: ignore[misc]
            )
    assert _row(workspace, key, "name", "sponsor") == ("P", "")


def test_a_report_cannot_be_edited_before_a_period_is_open_nor_after_it_is_frozen(tmp_path: Path) -> None:
    bare = workspaces.create(tmp_path / "bare.pmo")
    key = _add(bare, "project", name="P")
    with pytest.raises(PmoError, match="no reporting period"):
        bare.do("Rate", lambda s: registers.edit(s, PROJECTS, key, "report.overall", Rating.RED))
    bare.close()


def test_removing_a_project_takes_what_is_its_own_and_unlinks_the_rest_and_undo_brings_all_back(
    workspace: Workspace,
) -> None:
    key = _add(workspace, "project", name="P")
    milestone = _add(workspace, "milestone", name="M", project_key=key)
    benefit = _add(workspace, "benefit", title="B", project_key=key, milestone_key=milestone)
    risk = _add(workspace, "risk", title="R", project_key=key)
    workspace.do("Remove", lambda s: registers.remove(s, PROJECTS, [key]))
    assert _keys(workspace) == _keys(workspace, "milestone") == _keys(workspace, "benefit") == []
    assert _row(workspace, risk, "project_key", table="risk") == (None,)
    workspace.undo()
    assert (_keys(workspace), _keys(workspace, "milestone"), _keys(workspace, "benefit")) == (
        [key],
        [milestone],
        [benefit],
    )
    assert _row(workspace, risk, "project_key", table="risk") == ("P",)
    assert workspace.faults() == []


def test_removing_nothing_is_no_change(workspace: Workspace) -> None:
    assert workspace.do("Remove", lambda s: registers.remove(s, PROJECTS, [])).change is None


def test_closing_an_action_notes_the_day(workspace: Workspace) -> None:
    action = _add(workspace, "action", title="Call the supplier")
    risk = _add(workspace, "risk", title="R", response=RiskResponse.REDUCE)
    workspace.do("Close", lambda s: registers.close(s, ACTIONS, action, date(2026, 6, 20)))
    workspace.do("Close", lambda s: registers.close(s, RISKS, risk, date(2026, 6, 20)))
    assert _row(workspace, action, "state", "closed_on", table="action") == (ItemState.CLOSED, date(2026, 6, 20))
    assert _row(workspace, risk, "state", table="risk") == (ItemState.CLOSED,)
    with pytest.raises(PmoError, match="gone"):
        workspace.do("Close", lambda s: registers.close(s, ACTIONS, 7, date(2026, 6, 20)))


def test_columns_are_filled_where_any_row_says_something(workspace: Workspace) -> None:
    workspace.do("Add", lambda s: registers.add(s, PROJECTS, {"name": "P", "bac": 10_000, "eac": 11_100}))
    asked = ["name", "sponsor", "bac", "ac", "figures.cost_percent", "figures.cpi"]
    with workspace.reading() as session:
        assert registers.filled(session, PROJECTS, asked) == ["name", "bac", "figures.cost_percent"]
        assert registers.filled(session, PROJECTS, []) == []


def test_a_row_that_points_to_another_of_its_own_register_shows_and_finds_that_ones_name(workspace: Workspace) -> None:
    board = _add(workspace, "governance_body", name="Investment board")
    group = _add(workspace, "governance_body", name="Delivery group", escalates_to_key=board)
    assert _row(workspace, group, "name", "escalates_to_key", table="governance_body") == (
        "Delivery group",
        "Investment board",
    )
    wanted = [Filter("escalates_to_key", "contains", ("investment",))]
    assert _keys(workspace, "governance_body", filters=wanted) == [group]
