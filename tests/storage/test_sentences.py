"""What faults of the database are in words."""

from pathlib import Path

import pytest

from pmo_desktop.storage.driver import driver
from pmo_desktop.storage.sentences import broken_rule, damaged, is_read_only, sentence_for


def fault(text: str, code: int | None) -> Exception:
    error: Exception = driver.OperationalError(text)
    if code is not None:
        error.sqlite_errorcode = code  # type: ignore[attr-defined]
    return error


@pytest.mark.parametrize(
    ("text", "code", "sentence"),
    [
        ("database is locked", driver.SQLITE_BUSY, "open in another window or program"),
        ("database is locked", None, "open in another window or program"),
        ("disk I/O error", driver.SQLITE_IOERR | 3 << 8, "could not be saved: the drive of"),
        ("disk I/O error", None, "could not be saved: the drive of"),
        ("database or disk is full", driver.SQLITE_FULL, "could not be saved: the drive of"),
        ("attempt to write a readonly database", None, "cannot be written. Copy it to a folder of your own"),
        ("unable to open database file", driver.SQLITE_CANTOPEN, "cannot be written. Copy it to a folder of your own"),
        ("database disk image is malformed", driver.SQLITE_CORRUPT, "is damaged. Open a backup of it"),
        ("Could not decode to UTF-8 column 'name'", None, "is damaged. Open a backup of it"),
    ],
)
def test_a_fault_of_the_file_or_the_drive_has_its_sentence(
    path: Path, text: str, code: int | None, sentence: str
) -> None:
    assert sentence in sentence_for(fault(text, code), path)
    assert "“office.pmo”" in sentence_for(fault(text, code), path)


@pytest.mark.parametrize("code", [driver.SQLITE_ERROR, driver.SQLITE_CONSTRAINT, None])
def test_a_fault_of_ours_has_none(path: Path, code: int | None) -> None:
    assert sentence_for(fault("near “selec”: syntax error", code), path) == ""
    assert sentence_for(None, path) == ""


def test_a_full_drive_is_told_with_the_room_it_has_and_needs(path: Path) -> None:
    path.write_bytes(b"x" * 3_500_000)
    sentence = sentence_for(fault("database or disk is full", driver.SQLITE_FULL), path)
    assert f"the drive of “{path.parent}” is full" in sentence
    assert "up to 5 MB are needed" in sentence


def test_a_copy_in_memory_is_called_the_workspace() -> None:
    assert damaged(None, "why").startswith("“The workspace” is damaged")
    assert "drive for temporary files" in sentence_for(fault("disk is full", driver.SQLITE_FULL), None)


def test_writing_where_nothing_may_be_written_is_known() -> None:
    assert is_read_only(fault("attempt to write a readonly database", driver.SQLITE_READONLY))
    assert not is_read_only(fault("database is locked", driver.SQLITE_BUSY))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("UNIQUE constraint failed: recipe.name", "There is one with the same Recipe already. Change one of the two."),
        (
            "UNIQUE constraint failed: charter.office_key, charter.version",
            "There is one with the same Office, Version already. Change one of the two.",
        ),
        ("NOT NULL constraint failed: project.name", "“Project” must not be empty."),
        ("UNIQUE constraint failed: project.key", ""),
    ],
)
def test_a_broken_rule_names_the_fields(text: str, sentence: str) -> None:
    assert broken_rule(driver.IntegrityError(text)) == sentence


def test_a_broken_reference_says_what_to_do() -> None:
    assert "Remove or change what refers to it first" in broken_rule(
        driver.IntegrityError("FOREIGN KEY constraint failed")
    )
