"""An encrypted workspace is unreadable without its pass-phrase, and so is whatever is made of it."""

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.document import AttachmentContent
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.issue import Issue
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.risk import Risk
from pmo_desktop.storage.backup import back_up, rewrite
from pmo_desktop.storage.connection import FORMAT, connect, format_of, is_open_elsewhere, let_go
from pmo_desktop.storage.copy import packed, unpacked
from pmo_desktop.storage.driver import driver
from pmo_desktop.storage.migrations import MIGRATIONS
from pmo_desktop.storage.secret import Secret, is_encrypted, new_secret, secret_of
from pmo_desktop.storage.upgrade import upgrade
from pmo_desktop.storage.workspace import Workspace

PHRASE = "four words nobody joins"
CANARIES = [f"canary{number:02}{hashlib.sha256(bytes([number])).hexdigest()[:12]}" for number in range(50)]
NASTY = (
    "it's \"quoted\"; PRAGMA key = 'x'; --",
    "  spaces before and behind  ",
    "🐦‍⬛ canary 🔑",
    "x'" + "00" * 48 + "'",
    "k" * 1000,
    "línea\nbroken\ttwice",
)
WRONG = "The pass-phrase is wrong, or this is no PMO workspace."


@pytest.fixture(scope="module")
def secret() -> Secret:
    return new_secret(PHRASE)


@pytest.fixture
def encrypted(path: Path, secret: Secret) -> Iterator[Workspace]:
    made = Workspace.create(path, secret=secret)
    yield made
    made.close()


def sing(session: Session) -> None:
    """Put fifty words into names, logs, long texts and attachments."""
    for number, word in enumerate(CANARIES):
        if number % 4 == 0:
            session.add(Project(name=word))
        elif number % 4 == 1:
            session.add(Risk(title=word))
        elif number % 4 == 2:
            session.add(Issue(title="Issue", description=f"long {word} text"))
        else:
            session.add(AttachmentContent(sha256=word, content=word.encode() * 2_000))


def heard(folder: Path) -> list[str]:
    """Which words are in a byte of any file, or in the name of one."""
    files = [each for each in folder.rglob("*") if each.is_file()]
    assert files
    content = b"".join(each.read_bytes() + str(each).encode() for each in files)
    return [word for word in CANARIES if word.encode() in content or word.encode("utf-16-le") in content]


def names(workspace: Workspace) -> list[str]:
    with workspace.reading() as session:
        return list(session.scalars(select(Project.name).order_by(Project.key)))


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


# Nothing is heard ------------------------------------------------------------------------------------------------


def test_a_plain_workspace_sings_so_that_silence_means_something(workspace: Workspace) -> None:
    workspace.do("Sing", sing)
    assert heard(workspace.path.parent) == CANARIES


def test_no_word_is_in_a_byte_of_the_file_its_journal_or_its_backup(encrypted: Workspace, tmp_path: Path) -> None:
    encrypted.do("Sing", sing)
    journal = tmp_path / "office.pmo-journal"
    kept = tmp_path / "during"

    def write_and_look(session: Session) -> None:
        for project in session.scalars(select(Project)):
            project.name = project.name.upper()
        session.connection().exec_driver_sql("PRAGMA cache_spill=1")
        session.connection().exec_driver_sql("PRAGMA cache_size=1")
        session.flush()
        kept.write_bytes(journal.read_bytes())

    encrypted.do("Write", write_and_look)
    assert kept.stat().st_size > 4096
    back_up(encrypted, tmp_path, "by hand")
    encrypted.snapshot().copy_to(tmp_path / "of a snapshot.pmo")
    rehearsal = encrypted.rehearsal()
    rehearsal.do("Try", lambda session: session.add(Project(name="Try")))
    rehearsal.copy_to(tmp_path / "of a rehearsal.pmo")
    assert heard(tmp_path) == []


def test_no_temporary_file_is_written_in_the_clear(
    encrypted: Workspace, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever wants a temporary folder, SQLite too, gets one from which nothing can be removed again."""
    encrypted.do("Sing", sing)
    place = tmp_path_factory.mktemp("temporary")
    for name in ("TMPDIR", "TMP", "TEMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(place))
    monkeypatch.setattr("tempfile.tempdir", str(place))
    monkeypatch.setattr("shutil.rmtree", lambda *_, **__: None)
    unpacked(packed(encrypted), lambda *_: None).close()
    with encrypted.reading() as session:
        session.connection().exec_driver_sql("SELECT * FROM project ORDER BY name, random()").all()
    encrypted.snapshot().close()
    assert list(place.iterdir()) == []


def test_an_error_never_shows_the_secret(encrypted: Workspace, secret: Secret) -> None:
    assert repr(secret) == object.__repr__(secret)
    assert secret.raw[2:66] not in f"{secret} {secret!r} {encrypted.__dict__}"


def test_every_file_has_a_salt_of_its_own(secret: Secret) -> None:
    assert new_secret(PHRASE).raw != secret.raw


# What opens it ---------------------------------------------------------------------------------------------------


def test_the_pass_phrase_opens_it_and_another_one_is_told_and_changes_nothing(
    encrypted: Workspace, capfd: pytest.CaptureFixture[str]
) -> None:
    encrypted.do("Add", lambda session: session.add(Project(name="Quay")))
    encrypted.close()
    before = digest(encrypted.path)
    for other in (secret_of(encrypted.path, "another one"), Secret("x'" + "00" * 48 + "'")):
        with pytest.raises(PmoError) as told:
            Workspace.open(encrypted.path, secret=other)
        assert str(told.value) == WRONG
    assert digest(encrypted.path) == before
    assert [each.name for each in encrypted.path.parent.iterdir()] == ["office.pmo"]
    assert capfd.readouterr() == ("", "")
    again = Workspace.open(encrypted.path, secret=secret_of(encrypted.path, PHRASE))
    assert names(again) == ["Quay"]
    again.close()


def test_without_a_pass_phrase_it_is_told_that_it_has_one(encrypted: Workspace) -> None:
    encrypted.close()
    assert is_encrypted(encrypted.path)
    with pytest.raises(PmoError, match=r"“office\.pmo” is protected by a pass-phrase, and it was not given"):
        Workspace.open(encrypted.path)


@pytest.mark.parametrize("phrase", NASTY)
def test_a_nasty_pass_phrase_opens_it_and_nothing_near_it_does(path: Path, phrase: str) -> None:
    Workspace.create(path, secret=new_secret(phrase)).close()
    Workspace.open(path, secret=secret_of(path, phrase)).close()
    with pytest.raises(PmoError, match="pass-phrase is wrong"):
        Workspace.open(path, secret=secret_of(path, phrase[:-1]))


def test_a_letter_typed_as_one_sign_or_as_two_is_the_same_letter(path: Path) -> None:
    Workspace.create(path, secret=new_secret("caf\u00e9 au lait")).close()
    Workspace.open(path, secret=secret_of(path, "cafe\u0301 au lait")).close()


@pytest.mark.parametrize("phrase", ["", "a\0b", "\ud800"])
def test_what_cannot_be_typed_is_no_pass_phrase(phrase: str) -> None:
    with pytest.raises(PmoError, match="pass-phrase"):
        new_secret(phrase)


def test_every_tool_for_sqlcipher_opens_it_with_the_pass_phrase_alone(encrypted: Workspace) -> None:
    encrypted.do("Add", lambda session: session.add(Project(name="Quay")))
    encrypted.close()
    with closing(driver.connect(str(encrypted.path))) as tool:
        tool.execute(f"PRAGMA key = '{PHRASE}'")
        assert tool.execute("SELECT name FROM project").fetchall() == [("Quay",)]
        assert tool.execute("PRAGMA cipher_integrity_check").fetchall() == []


# The checks of a file hold behind the cipher ---------------------------------------------------------------------


def tamper(path: Path, secret: Secret, *statements: str) -> None:
    connection = driver.connect(str(path), isolation_level=None)
    connection.set_key(secret.raw)
    for statement in statements:
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (f"PRAGMA user_version={FORMAT + 1}", "made by a newer version"),
        ("PRAGMA application_id=1", "is not a PMO workspace"),
        ("CREATE TRIGGER evil AFTER INSERT ON project BEGIN DELETE FROM risk; END", "nothing in it was run"),
    ],
)
def test_what_is_not_ours_is_refused_behind_the_cipher_too(
    encrypted: Workspace, secret: Secret, statement: str, words: str
) -> None:
    encrypted.close()
    tamper(encrypted.path, secret, statement)
    before = digest(encrypted.path)
    with pytest.raises(PmoError, match=words):
        Workspace.open(encrypted.path, secret=secret)
    assert digest(encrypted.path) == before


def test_a_byte_changed_in_the_cipher_is_damage(encrypted: Workspace, secret: Secret) -> None:
    encrypted.do("Sing", sing)
    encrypted.close()
    content = bytearray(encrypted.path.read_bytes())
    for page in range(1, len(content) // 4096):
        content[4096 * page + 100] ^= 1
    encrypted.path.write_bytes(content)
    with pytest.raises(PmoError, match="is damaged"):
        Workspace.open(encrypted.path, secret=secret)


def test_a_file_cut_short_is_no_workspace(encrypted: Workspace) -> None:
    encrypted.close()
    encrypted.path.write_bytes(encrypted.path.read_bytes()[:-7])
    assert not is_encrypted(encrypted.path)
    with pytest.raises(PmoError, match="is not a PMO workspace"):
        Workspace.open(encrypted.path)


def test_what_looks_encrypted_and_is_not_is_told_when_it_is_opened(path: Path, secret: Secret) -> None:
    path.write_bytes(os.urandom(8192))
    with pytest.raises(PmoError, match="or this is no PMO workspace"):
        format_of(path, secret)


def test_a_wrong_pass_phrase_does_no_harm_to_a_file_whose_writer_died(
    encrypted: Workspace, secret: Secret, tmp_path: Path
) -> None:
    encrypted.do("Sing", sing)
    died = tmp_path / "died.pmo"

    def write_and_die(session: Session) -> None:
        session.connection().exec_driver_sql("PRAGMA cache_size=1")
        for project in session.scalars(select(Project)):
            project.name = "half done"
            session.flush()
        for ending in ("", "-journal"):
            died.with_name(f"died.pmo{ending}").write_bytes(
                encrypted.path.with_name(f"office.pmo{ending}").read_bytes()
            )

    encrypted.do("Write", write_and_die)
    assert died.with_name("died.pmo-journal").stat().st_size > 4096
    for wrong in (None, Secret("x'" + "00" * 48 + "'")):
        is_open_elsewhere(died)
        with pytest.raises(PmoError):
            Workspace.open(died, secret=wrong)
    again = Workspace.open(died, secret=secret)
    assert names(again) == CANARIES[::4]
    assert again.faults() == []
    again.close()


def test_a_second_window_is_told_with_and_without_the_pass_phrase(encrypted: Workspace, secret: Secret) -> None:
    assert is_open_elsewhere(encrypted.path)
    with pytest.raises(PmoError, match="open in another window or program"):
        Workspace.open(encrypted.path, secret=secret)
    encrypted.close()
    assert not is_open_elsewhere(encrypted.path)


def test_the_settings_that_lose_nothing_hold_for_it_too(encrypted: Workspace) -> None:
    told = {"journal_mode": "truncate", "synchronous": 2, "temp_store": 2, "locking_mode": "exclusive"}
    with encrypted.reading() as session:
        for name, value in told.items():
            assert session.connection().exec_driver_sql(f"PRAGMA {name}").scalar() == value


def test_an_older_format_is_brought_up_to_date_and_its_backup_is_encrypted(path: Path, secret: Secret) -> None:
    def gain(op: object) -> None:
        op.execute("CREATE TABLE gained (key INTEGER PRIMARY KEY)")  # type: ignore[attr-defined]

    workspace = Workspace.create(path, secret=secret)
    workspace.do("Sing", sing)
    workspace.close()
    kept = upgrade(path, (*MIGRATIONS, gain), secret)
    assert format_of(kept, secret) == FORMAT
    assert heard(path.parent) == []
    connection = connect(path, secret=secret)
    assert connection.execute("PRAGMA user_version").fetchone() == (FORMAT + 1,)
    assert connection.execute("SELECT count(*) FROM gained").fetchone() == (0,)
    let_go(connection)


# What is done with it --------------------------------------------------------------------------------------------


def test_undo_history_and_checks_work_as_ever(encrypted: Workspace, secret: Secret) -> None:
    encrypted.do("Add quay", lambda session: session.add(Project(name="Quay")))
    encrypted.do("Add crane", lambda session: session.add(Project(name="Crane")))
    encrypted.close()
    again = Workspace.open(encrypted.path, secret=secret)
    assert again.undo() is not None
    assert names(again) == ["Quay"]
    assert again.redo() is not None
    assert names(again) == ["Quay", "Crane"]
    assert [change.title for change in again.history()][-2:] == ["Add quay", "Create workspace"]
    assert again.faults() == []
    again.close()


def test_a_packed_copy_is_compressed_and_reads_as_it_stood(encrypted: Workspace) -> None:
    encrypted.do("Sing", sing)
    content = packed(encrypted)
    assert len(content) < encrypted.path.stat().st_size / 4
    copy = unpacked(content, lambda *_: None)
    assert names(copy) == CANARIES[::4]
    assert copy.faults() == []
    copy.close()


def secrets(which: str) -> Secret | None:
    return new_secret(which) if which else None


@pytest.mark.parametrize(("old", "new"), [("", "first"), ("first", "second"), ("first", "")])
def test_a_rewritten_workspace_is_the_same_in_every_row(path: Path, old: str, new: str) -> None:
    before, after = secrets(old), secrets(new)
    workspace = Workspace.create(path, secret=before)
    workspace.do("Sing", sing)
    head, titles = workspace.chain_head(), [change.title for change in workspace.history()]
    workspace.close()
    rewrite(path, before, after)
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    with pytest.raises(PmoError):
        Workspace.open(path, secret=before)
    again = Workspace.open(path, secret=after)
    assert names(again) == CANARIES[::4]
    assert (again.chain_head(), [change.title for change in again.history()]) == (head, titles)
    assert again.faults() == []
    assert again.undo() is not None
    again.close()


def test_without_its_pass_phrase_any_sqlite_opens_it(encrypted: Workspace, secret: Secret) -> None:
    encrypted.do("Add", lambda session: session.add(Project(name="Quay")))
    encrypted.close()
    rewrite(encrypted.path, secret, None)
    with closing(sqlite3.connect(encrypted.path)) as tool:
        assert tool.execute("SELECT name FROM project").fetchall() == [("Quay",)]
        assert tool.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_workspace_that_is_open_is_not_rewritten(encrypted: Workspace, secret: Secret) -> None:
    with pytest.raises(PmoError, match="open in another window or program"):
        rewrite(encrypted.path, secret, None)
    assert [each.suffix for each in encrypted.path.parent.iterdir()] == [".pmo", ".pmo-journal"]


def test_a_full_drive_leaves_the_workspace_under_its_old_secret(
    encrypted: Workspace, secret: Secret, monkeypatch: pytest.MonkeyPatch
) -> None:
    encrypted.close()
    before = digest(encrypted.path)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    for step in ("os.fsync", "pathlib.Path.replace"):
        monkeypatch.setattr(step, fail)
        with pytest.raises(PmoError, match="No space left"):
            rewrite(encrypted.path, secret, None)
        monkeypatch.undo()
        assert digest(encrypted.path) == before
        assert [each.name for each in encrypted.path.parent.iterdir()] == ["office.pmo"]


def test_what_cannot_take_its_place_is_not_left_in_the_clear(
    encrypted: Workspace, secret: Secret, monkeypatch: pytest.MonkeyPatch
) -> None:
    encrypted.close()
    swap = Path.replace

    def fail(source: Path, target: Path) -> Path:
        if target == encrypted.path:
            raise PermissionError(13, "Permission denied")
        return swap(source, target)

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(PmoError, match=r"“office\.pmo” cannot be written: Permission denied"):
        rewrite(encrypted.path, secret, None)
    assert [each.name for each in encrypted.path.parent.iterdir()] == ["office.pmo"]
