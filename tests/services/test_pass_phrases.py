"""A workspace gets a pass-phrase, another one and none, its backups follow, and everything works on it meanwhile."""

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.project import Project
from pmo_desktop.interchange.out import export
from pmo_desktop.reports.pack import write_pack
from pmo_desktop.services import backups, merging, periods
from pmo_desktop.services.freezing import as_it_stood, freeze_period
from pmo_desktop.services.narrowing import narrowed
from pmo_desktop.services.pass_phrases import Followed, change_secret, fresh_secret, strength
from pmo_desktop.services.workspaces import create, open_workspace
from pmo_desktop.storage.backup import back_up
from pmo_desktop.storage.secret import Secret, is_encrypted, secret_of
from pmo_desktop.storage.workspace import Workspace

WORD = "Nightjar"


@pytest.fixture(scope="module")
def secret() -> Secret:
    return fresh_secret("four words nobody joins")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "harbour.pmo"


@pytest.fixture
def workspace(path: Path, secret: Secret) -> Iterator[Workspace]:
    made = create(path, organisation="Harbour", secret=secret)
    made.do("Add", lambda session: session.add(Project(name=WORD)))
    yield made
    made.close()


def names(workspace: Workspace) -> list[str]:
    with workspace.reading() as session:
        return list(session.scalars(select(Project.name).order_by(Project.key)))


def heard(folder: Path) -> list[str]:
    return [each.name for each in folder.rglob("*.pmo*") if WORD.encode() in each.read_bytes()]


def test_backups_follow_when_it_gets_a_pass_phrase_and_when_it_loses_it(path: Path, secret: Secret) -> None:
    made = create(path)
    made.do("Add", lambda session: session.add(Project(name=WORD)))
    for label in (backups.BY_HAND, backups.BEFORE_IMPORT):
        backups.take(made, label)
    back_up(made, path.parent, "format 0")  # where an upgrade leaves it
    made.close()
    assert len(heard(path.parent)) == 4
    told: list[float] = []
    assert change_secret(path, None, secret, told.append) == Followed(3, [])
    assert told == [1 / 4, 2 / 4, 3 / 4]
    assert heard(path.parent) == []
    for each in (path, *(backup.path for backup in backups.kept(path))):
        opened = open_workspace(each, secret_of(each, "four words nobody joins"))
        assert (names(opened), opened.faults()) == ([WORD], [])
        opened.close()
    assert change_secret(path, secret, None) == Followed(3, [])
    assert len(heard(path.parent)) == 4


def test_a_backup_with_another_pass_phrase_is_left_alone_and_told(workspace: Workspace, secret: Secret) -> None:
    other = create(workspace.path.with_name("other.pmo"), secret=fresh_secret("another one"))
    backups.take(workspace, backups.BY_HAND)
    (kept,) = backups.kept(workspace.path)
    other.copy_to(kept.path)
    other.close()
    workspace.close()
    before = kept.path.read_bytes()
    assert change_secret(workspace.path, secret, fresh_secret("second one")) == Followed(0, [kept.path])
    assert kept.path.read_bytes() == before


def test_a_backup_that_was_left_in_the_clear_is_encrypted_later(workspace: Workspace, secret: Secret) -> None:
    made = backups.take(workspace, backups.BY_HAND)
    change_secret(made, secret, None)
    damaged = made.with_name(made.name.replace("by hand", "by itself"))
    damaged.write_bytes(b"no workspace")
    assert heard(workspace.path.parent) == [made.name]
    assert backups.look_after(workspace) == []
    assert heard(workspace.path.parent) == []
    assert damaged.read_bytes() == b"no workspace"
    opened = open_workspace(made, secret)
    assert names(opened) == [WORD]
    opened.close()


def test_a_wrong_old_pass_phrase_changes_nothing(workspace: Workspace) -> None:
    workspace.close()
    before = hashlib.sha256(workspace.path.read_bytes()).hexdigest()
    with pytest.raises(PmoError, match="pass-phrase is wrong"):
        change_secret(workspace.path, fresh_secret("not this one"), None)
    assert hashlib.sha256(workspace.path.read_bytes()).hexdigest() == before


def test_what_has_none_cannot_lose_it(path: Path) -> None:
    create(path).close()
    with pytest.raises(PmoError, match="has no pass-phrase"):
        change_secret(path, None, None)


def test_a_workspace_that_is_not_sound_keeps_the_pass_phrase_it_has(workspace: Workspace, secret: Secret) -> None:
    workspace._raw.execute("DROP TRIGGER journal_project_UPDATE")
    workspace._raw.execute("UPDATE project SET name = 'Other'")
    workspace.close()
    with pytest.raises(PmoError, match="changed outside PMO Desktop"):
        change_secret(workspace.path, secret, None)
    assert is_encrypted(workspace.path)


def test_a_backup_leads_back_and_nothing_on_the_way_is_readable(workspace: Workspace, secret: Secret) -> None:
    made = backups.take(workspace, backups.BY_HAND)
    workspace.do("Add", lambda session: session.add(Project(name="Crane")))
    workspace.close()
    with pytest.raises(PmoError, match="protected by a pass-phrase"):
        backups.restore(made, workspace.path)
    assert backups.restore(made, workspace.path, secret) is not None
    again = open_workspace(workspace.path, secret)
    assert names(again) == [WORD]
    again.close()
    assert heard(workspace.path.parent) == []


def test_a_backup_in_the_clear_takes_the_pass_phrase_the_workspace_has(workspace: Workspace, secret: Secret) -> None:
    made = backups.take(workspace, backups.BY_HAND)
    workspace.close()
    change_secret(made, secret, None)
    backups.restore(made, workspace.path, None, secret)
    again = open_workspace(workspace.path, secret)
    assert (names(again), again.faults()) == ([WORD], [])
    again.close()
    assert heard(workspace.path.parent) == [made.name]


def test_a_frozen_period_is_kept_small_and_its_pack_is_the_same_as_in_the_clear(
    workspace: Workspace, secret: Secret, tmp_path: Path
) -> None:
    workspace.do(
        "Open",
        lambda session: periods.open_period(
            session, "November", date(2026, 11, 1), date(2026, 11, 30), date(2026, 11, 27)
        ),
    )
    freeze_period(workspace, "November", date(2026, 11, 28))
    assert heard(tmp_path) == []
    stood = as_it_stood(workspace, "November")
    assert (names(stood), stood.faults()) == ([WORD], [])
    stood.close()
    write_pack(workspace, tmp_path / "encrypted.pdf", "November")
    workspace.close()
    change_secret(workspace.path, secret, None)
    plain = open_workspace(workspace.path)
    write_pack(plain, tmp_path / "plain.pdf", "November")
    plain.close()
    assert (tmp_path / "encrypted.pdf").read_bytes() == (tmp_path / "plain.pdf").read_bytes()


def test_what_another_copy_changed_is_merged(workspace: Workspace, secret: Secret, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.pmo"
    workspace.copy_to(elsewhere)
    other = open_workspace(elsewhere, secret)
    other.do("Add", lambda session: session.add(Project(name="Crane")))
    with workspace.reading() as session:
        found = merging.compare(session, other)
    other.close()
    workspace.do("Merge", lambda session: merging.merge(session, found, {}))
    assert names(workspace) == [WORD, "Crane"]


def test_a_part_of_it_and_an_export_are_made(workspace: Workspace, tmp_path: Path) -> None:
    with workspace.reading() as session:
        export(session, tmp_path / "register.csv")
        key = session.scalars(select(Project.key)).one()
    assert WORD in (tmp_path / "register.csv").read_text("utf-8")
    part = narrowed(workspace, [key])
    assert names(part) == [WORD]
    part.close()


@pytest.mark.parametrize(
    ("pass_phrase", "told"),
    [
        ("", ""),
        ("aaaaaaaaaaaaaaaaaaaaaaaa", "Weak"),
        ("12345678", "Weak"),
        ("Summer2026", "Weak"),
        ("Tr0ub4dor&3", "Weak"),
        ("kV9#pL2!xQ7$wz", "Fair"),
        ("correct horse battery staple", "Strong"),
    ],
)
def test_how_hard_it_is_to_guess_is_told_in_words(pass_phrase: str, told: str) -> None:
    assert strength(pass_phrase).partition(":")[0] == told


def test_seven_characters_are_too_few() -> None:
    with pytest.raises(PmoError, match="Eight characters"):
        fresh_secret("1234567")
