"""Shipped files are found from source and in the frozen application."""

import importlib
import sys
from pathlib import Path

import pytest

from pmo_desktop import resources


def test_from_source_the_folder_beside_the_package_is_used() -> None:
    assert resources.resource("icons").parent == Path(resources.__file__).parents[1] / "resources"


def test_the_shipped_register_files_are_there_with_their_attribution() -> None:
    folder = resources.resource("sample", "gmpp")
    assert {"uk_2019.csv", "uk_2021.csv"} <= {file.name for file in folder.iterdir()}
    assert "Open Government Licence v3.0" in (folder / "README.md").read_text("utf-8")


def test_frozen_the_unpacked_folder_is_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with monkeypatch.context() as frozen:
        frozen.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
        assert importlib.reload(resources).resource("icons") == tmp_path / "resources" / "icons"
    importlib.reload(resources)
