from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from pmo_desktop.domain.choices import Dimension
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.services import registers, thresholds, workspaces
from pmo_desktop.services.registry import PROJECTS
from pmo_desktop.services.standing import Rules, rules_kept, rules_now, written
from pmo_desktop.storage.workspace import Workspace

TODAY = date(2026, 5, 20)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = workspaces.create(tmp_path / "test.pmo")
    yield made
    made.close()


def rules(workspace: Workspace) -> Rules:
    with workspace.reading() as session:
        return rules_now(session)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"amber_percent": 11.0}, "before red"),
        ({"amber_percent": -1.0}, "before red"),
        ({"cost_amber": 12.0}, "before red"),
        ({"scope_red": 4.0}, "before red"),
        ({"risk_amber": 21}, "1 to 25"),
        ({"risk_red": 26}, "1 to 25"),
        ({"risk_amber": 0}, "1 to 25"),
        ({"key_milestone_days": -1}, "Days"),
        ({"stale_days": -1}, "Days"),
        ({"cost_weight": -0.5}, "Weights"),
        ({f"{dimension}_weight": 0.0 for dimension in Dimension}, "Weights"),
    ],
)
def test_settings_that_contradict_each_other_are_refused(
    workspace: Workspace, values: Mapping[str, object], told: str
) -> None:
    before = rules(workspace)
    with pytest.raises(PmoError, match=told):
        workspace.do("Change", lambda s: thresholds.change(s, values))
    assert rules(workspace) == before


def test_the_nearest_threshold_holds_project_before_workspace_and_dimension_before_all(workspace: Workspace) -> None:
    key = workspace.do("Add", lambda s: registers.add(s, PROJECTS, {"name": "P"})).value
    workspace.do("Change", lambda s: thresholds.change(s, {"cost_amber": 6.0, "scope_red": 12.0}))
    own = {"amber_percent": 3.0, "cost_red": 20.0, "risk_red": 16, "reason": "Pilot", "by": None}
    workspace.do("Own", lambda s: thresholds.set_own(s, key, own, on=TODAY))
    found = rules(workspace)
    common, limits = found.common, found.of(key)
    pairs = {name: (each.of(name).amber, each.of(name).red) for name in (Dimension.COST,) for each in (common,)}
    assert pairs == {Dimension.COST: (6.0, 10.0)}
    assert (common.of(Dimension.SCOPE).amber, common.of(Dimension.SCOPE).red) == (5.0, 12.0)
    assert (limits.of(Dimension.COST).amber, limits.of(Dimension.COST).red) == (3.0, 20.0)
    assert (limits.of(Dimension.SCOPE).amber, limits.of(Dimension.SCOPE).red) == (3.0, 12.0)
    assert (limits.risk_amber, limits.risk_red, limits.key_milestone_days) == (12, 16, 30)
    assert found.of(key + 1) == common
    with pytest.raises(PmoError, match="reason"):
        workspace.do("Own", lambda s: thresholds.set_own(s, key, {"reason": " "}, on=TODAY))
    workspace.do("Drop", lambda s: thresholds.drop_own(s, key))
    assert rules(workspace).of(key) == common


@pytest.mark.parametrize("weighs", [False, True])
def test_rules_are_read_as_they_were_written(workspace: Workspace, *, weighs: bool) -> None:
    key = workspace.do("Add", lambda s: registers.add(s, PROJECTS, {"name": "P"})).value
    values = {"cost_amber": 6.5, "scale": "5", "overall_rule": "weights" if weighs else "worst", "risk_weight": 0.5}
    workspace.do("Change", lambda s: thresholds.change(s, values))
    workspace.do("Own", lambda s: thresholds.set_own(s, key, {"cost_red": 30.0, "reason": "Pilot"}, on=TODAY))
    found = rules(workspace)
    assert rules_kept(written(found)) == found
    assert (found.weights is not None) is weighs
