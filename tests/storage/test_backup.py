"""Backups: whole, named, kept for as long as they are worth it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.project import Project
from pmo_desktop.storage.backup import Backup, back_up, backups, prune, to_keep
from pmo_desktop.storage.driver import Fault
from pmo_desktop.storage.workspace import Workspace

NOW = datetime(2026, 11, 20, 12, 0, 0)  # noqa: DTZ001  names tell local time; this is a Friday
MOMENTS = st.lists(st.datetimes(NOW - timedelta(days=500), NOW), unique=True, max_size=60)


def test_a_backup_holds_the_workspace_as_it_stood(workspace: Workspace, tmp_path: Path) -> None:
    workspace.do("Add project", lambda session: session.add(Project(name="Bridge")))
    made = back_up(workspace, tmp_path, "before import: a/b", NOW)
    workspace.do("Add another", lambda session: session.add(Project(name="Tunnel")))
    assert made.name == "office 2026-11-20 12-00-00 before import_ a_b.pmo"
    copy = Workspace.open(made)
    with copy.reading() as session:
        assert session.scalars(select(Project.name)).all() == ["Bridge"]
    assert copy.undo_title() == "Add project"
    assert copy.faults() == []
    copy.close()
    assert sorted(each.suffix for each in tmp_path.iterdir()) == [".pmo", ".pmo", ".pmo-journal"]


def test_two_backups_of_one_second_have_two_names(workspace: Workspace, tmp_path: Path) -> None:
    made = [back_up(workspace, tmp_path, "daily", NOW) for _ in range(3)]
    assert [path.stem[-7:] for path in made] == ["0 daily", "daily 2", "daily 3"]


def test_without_a_moment_a_backup_bears_the_time_of_day(workspace: Workspace, tmp_path: Path) -> None:
    before = datetime.now().replace(microsecond=0)  # noqa: DTZ005  names tell local time
    back_up(workspace, tmp_path, "daily")
    (found,) = backups(tmp_path, "office")
    assert before <= found.at <= datetime.now()  # noqa: DTZ005


def test_backups_are_found_newest_first_and_strangers_are_left_alone(workspace: Workspace, tmp_path: Path) -> None:
    for days in (0, 2, 1):
        back_up(workspace, tmp_path, "daily", NOW - timedelta(days=days))
    for stranger in ("notes.pmo", "other 2026-11-20 12-00-00 daily.pmo", "office 2026-02-31 12-00-00 daily.pmo"):
        (tmp_path / stranger).touch()
    found = backups(tmp_path, "office")
    assert [backup.at for backup in found] == [NOW, NOW - timedelta(days=1), NOW - timedelta(days=2)]
    assert found[0] == Backup(tmp_path / "office 2026-11-20 12-00-00 daily.pmo", NOW, "daily")


def test_a_folder_that_is_not_there_is_told(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(PmoError, match="cannot be written"):
        back_up(workspace, tmp_path / "none", "daily")


def test_a_folder_that_is_a_file_is_told(workspace: Workspace, path: Path) -> None:
    with pytest.raises(PmoError, match="cannot be written: Not a directory"):
        back_up(workspace, path, "daily")


def test_a_damaged_workspace_makes_no_backup(workspace: Workspace, tmp_path: Path, tamper: Callable[..., None]) -> None:
    workspace.close()
    tamper(
        workspace.path,
        "PRAGMA writable_schema=ON",
        "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'project') "
        "WHERE name = 'risk'",
    )
    damaged = Workspace.open(workspace.path)
    with pytest.raises(PmoError, match="is damaged"):
        damaged.copy_to(tmp_path / "copy.pmo")
    damaged.close()
    assert list(tmp_path.glob("*copy*")) == []


def test_a_closed_workspace_makes_no_backup(workspace: Workspace, tmp_path: Path) -> None:
    workspace.close()
    with pytest.raises(Fault, match="closed"):
        workspace.copy_to(tmp_path / "copy.pmo")
    with pytest.raises(Fault, match="closed"):
        workspace.snapshot()
    assert list(tmp_path.glob("*copy*")) == []


def test_a_backup_that_was_cut_short_before_is_written_anew(workspace: Workspace, tmp_path: Path) -> None:
    target = tmp_path / "copy.pmo"
    target.with_name(".copy.pmo.part").write_bytes(b"half of a copy")
    workspace.copy_to(target)
    Workspace.open(target).close()


def days_ago(*days: float) -> set[datetime]:
    return {NOW - timedelta(days=each) for each in days}


def test_of_two_days_every_backup_is_kept() -> None:
    moments = {NOW - timedelta(hours=hours) for hours in range(48)}
    assert to_keep(moments, NOW) == moments


def test_of_fourteen_days_the_newest_of_each_day_is_kept() -> None:
    assert to_keep(days_ago(5, 5.1, 5.2, 6, 6.1), NOW) == days_ago(5, 6)


def test_of_eight_weeks_the_newest_of_each_week_is_kept() -> None:
    monday = days_ago(39).pop()
    assert monday.weekday() == 0
    week = {monday + timedelta(days=day) for day in range(7)}
    month_ends = {each for each in week if (each + timedelta(days=1)).month != each.month}
    assert to_keep(week, NOW) == {max(week), *month_ends}


def test_of_twelve_months_the_newest_of_each_month_is_kept() -> None:
    month = {datetime(2026, 3, day, 9) for day in (1, 15, 30)}  # noqa: DTZ001
    assert to_keep(month, NOW) == {max(month)}


def test_what_is_older_than_a_year_goes() -> None:
    assert to_keep(days_ago(400, 500), NOW) == set()


def test_a_backup_from_a_clock_that_ran_ahead_is_kept() -> None:
    assert to_keep(days_ago(-1, -40, 1), NOW) == days_ago(-1, -40, 1)


@given(MOMENTS)
def test_the_newest_is_always_kept_and_never_more_than_the_rule_allows(moments: list[datetime]) -> None:
    kept = to_keep(moments, NOW)
    assert kept <= set(moments)
    of_this_year = [each for each in moments if NOW - each < timedelta(days=330)]
    assert not of_this_year or max(of_this_year) in kept
    assert len({each for each in kept if NOW - each > timedelta(days=2)}) <= 14 + 8 + 12


@given(MOMENTS)
def test_what_is_not_kept_today_changes_nothing_tomorrow(moments: list[datetime]) -> None:
    tomorrow = NOW + timedelta(days=1)
    assert to_keep(to_keep(moments, NOW), tomorrow) == to_keep(moments, tomorrow)


def test_pruning_removes_what_is_not_kept_and_nothing_of_another_label(workspace: Workspace, tmp_path: Path) -> None:
    for days in (0, 5, 5.1, 500):
        back_up(workspace, tmp_path, "daily", NOW - timedelta(days=days))
    named = back_up(workspace, tmp_path, "Before the board", NOW - timedelta(days=500))
    gone = prune(tmp_path, "office", "daily", NOW)
    assert [path.exists() for path in gone] == [False, False]
    assert {backup.at for backup in backups(tmp_path, "office") if backup.label == "daily"} == days_ago(0, 5)
    assert named.exists()
