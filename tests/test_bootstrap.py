"""The set-up script: what it decides, and what it says when it cannot go on."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import bootstrap

ROOT = Path(bootstrap.__file__).parent


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder of its own whose one requirement exists nowhere."""
    (tmp_path / "pyproject.toml").write_text("", "utf-8")
    for name in bootstrap.LISTS:
        (tmp_path / name).write_text(f"nowhere-to-be-found==1 --hash=sha256:{'0' * 64}\n# {name}\n", "utf-8")
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "PYTHON", tmp_path / ".venv" / bootstrap.BIN.name / bootstrap.PYTHON.name)
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / ".venv" / "installed.txt")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    return tmp_path


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13), (3, 14)])
def test_a_python_within_the_bounds_is_taken(version: tuple[int, int]) -> None:
    assert bootstrap.python_complaint(version) == ""


@pytest.mark.parametrize("version", [(2, 7), (3, 10), (3, 15)])
def test_another_python_is_refused_in_a_sentence(version: tuple[int, int]) -> None:
    complaint = bootstrap.python_complaint(version)
    assert "needs Python 3.11 to 3.14" in complaint
    assert f"this is {version[0]}.{version[1]}." in complaint


def test_the_bounds_are_those_of_the_project_file() -> None:
    (low, high), last = (bootstrap.OLDEST, bootstrap.NEWEST), bootstrap.NEWEST[1] + 1
    bounds = f'requires-python = ">={low[0]}.{low[1]},<{high[0]}.{last}"'
    assert bounds in (ROOT / "pyproject.toml").read_text("utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems bring these libraries along")
def test_the_package_of_a_library_that_does_not_load_is_named() -> None:
    assert bootstrap.missing_packages({"libc.so.6": "libc6", "libnowhere.so.9": "libnowhere9"}) == ["libnowhere9"]


def test_the_fingerprint_follows_the_list_and_the_project_file(project: Path) -> None:
    seen = {bootstrap.fingerprint(name) for name in bootstrap.LISTS}
    (project / "requirements-dev.txt").write_text("other\n", "utf-8")
    seen.add(bootstrap.fingerprint("requirements-dev.txt"))
    (project / "pyproject.toml").write_text("[project]\n", "utf-8")
    seen.add(bootstrap.fingerprint("requirements-dev.txt"))
    assert len(seen) == 4


def test_packages_that_cannot_be_had_end_in_one_sentence_and_the_environment_is_not_called_ready(project: Path) -> None:
    assert not bootstrap.environment_is_usable()
    with pytest.raises(SystemExit) as stopped:
        bootstrap.make_environment("requirements.txt")
    assert "is this machine connected to the network?" in str(stopped.value)
    assert "nowhere-to-be-found" in str(stopped.value)
    assert "\n" not in str(stopped.value)
    assert bootstrap.environment_is_usable()
    assert not (project / ".venv" / "installed.txt").exists()


def test_an_environment_that_is_ready_is_left_alone(project: Path) -> None:
    with pytest.raises(SystemExit):
        bootstrap.make_environment("requirements.txt")
    (project / ".venv" / "installed.txt").write_text(bootstrap.fingerprint("requirements.txt"), "utf-8")
    bootstrap.make_environment("requirements.txt")
    with pytest.raises(SystemExit):
        bootstrap.make_environment("requirements-dev.txt")


def test_an_unknown_command_is_a_matter_of_usage() -> None:
    done = subprocess.run([sys.executable, ROOT / "bootstrap.py", "fly"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", bootstrap.LISTS)
def test_every_pinned_package_has_a_hash_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    packages = re.findall(r"^([\w.-]+)==[^\\]+\\\n +--hash=sha256:[0-9a-f]{64}", text, re.MULTILINE)
    assert len(packages) == len(re.findall(r"^\w", text, re.MULTILINE))
    assert "://" not in text


def test_the_longer_list_holds_the_shorter_one() -> None:
    shorter, longer = ((ROOT / name).read_text("utf-8").splitlines() for name in bootstrap.LISTS)
    assert set(shorter) <= set(longer)
