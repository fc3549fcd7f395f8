"""Commands on an encrypted workspace: its pass-phrase comes from the environment or the terminal, no argument."""

import hashlib
import json
from pathlib import Path

import pytest

from pmo_desktop.cli import main
from pmo_desktop.cli.opening import GIVEN, NEW
from pmo_desktop.storage.secret import is_encrypted

PHRASE = "four words nobody joins"
REGISTER = "Project,Status\nNightjar,active\n"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "office.pmo"
    monkeypatch.setenv(GIVEN, PHRASE)
    assert main(["new", str(made), "--encrypted"]) == 0
    assert is_encrypted(made)
    return made


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_every_command_opens_it_with_the_pass_phrase_of_the_environment(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    register, copy = tmp_path / "register.csv", tmp_path / "copy.pmo"
    register.write_text(REGISTER, encoding="utf-8")
    copy.write_bytes(file.read_bytes())
    for command in (
        ["import", str(register), str(file), "--dry-run"],
        ["import", str(register), str(file), "--period", "2026-11"],
        ["check", str(file)],
        ["export", str(file), str(tmp_path / "out.csv")],
        ["pack", str(file), "-o", str(tmp_path / "pack.pdf")],
        ["merge", str(file), str(copy)],
    ):
        assert main(command) == 0, capsys.readouterr().err
    capsys.readouterr()
    assert main(["info", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["projects"] == 1
    assert "Nightjar" in (tmp_path / "out.csv").read_text("utf-8")
    assert [each.name for each in tmp_path.rglob("*.pmo*") if b"Nightjar" in each.read_bytes()] == []


def test_a_wrong_one_is_one_sentence_and_the_file_is_as_it_was(
    file: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    before = digest(file)
    monkeypatch.setenv(GIVEN, "another one")
    capfd.readouterr()
    assert main(["check", str(file)]) == 1
    assert capfd.readouterr() == ("", "The pass-phrase is wrong, or this is no PMO workspace.\n")
    assert digest(file) == before


def test_without_one_and_without_a_terminal_it_is_told_where_to_put_it(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(GIVEN)
    monkeypatch.setattr("sys.stdin.isatty", lambda: False)
    capsys.readouterr()
    assert main(["info", str(file)]) == 1
    assert capsys.readouterr().err == (
        "“office.pmo” needs its pass-phrase. Set PMO_PASSPHRASE, or run this in a terminal, which asks for it.\n"
    )


def test_a_terminal_is_asked(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(GIVEN)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    asked: list[str] = []

    def answer(words: str) -> str:
        asked.append(words)
        return PHRASE

    monkeypatch.setattr("pmo_desktop.cli.opening.getpass", answer)
    assert main(["check", str(file)]) == 0
    assert asked == ["Pass-phrase of “office.pmo”: "]


def test_a_terminal_that_just_ends_is_told_that_nothing_was_typed(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def end(_words: str) -> str:
        raise EOFError

    monkeypatch.delenv(GIVEN)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("pmo_desktop.cli.opening.getpass", end)
    capsys.readouterr()
    assert main(["check", str(file)]) == 1
    assert capsys.readouterr().err == "The pass-phrase is empty. Type one.\n"


def test_it_is_changed_and_taken_away(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(NEW, "five other words they know")
    assert main(["pass-phrase", str(file)]) == 0
    assert "Forgotten, it is lost" in capsys.readouterr().out
    assert main(["check", str(file)]) == 1
    monkeypatch.setenv(GIVEN, "five other words they know")
    assert main(["check", str(file)]) == 0
    assert main(["pass-phrase", str(file), "--remove"]) == 0
    assert not is_encrypted(file)
    monkeypatch.delenv(GIVEN)
    assert main(["check", str(file)]) == 0


def test_two_that_differ_change_nothing(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = digest(file)
    answers = iter(("first of the two", "second of the two"))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("pmo_desktop.cli.opening.getpass", lambda _words: next(answers))
    assert main(["pass-phrase", str(file)]) == 1
    assert "not the same" in capsys.readouterr().err
    assert digest(file) == before
