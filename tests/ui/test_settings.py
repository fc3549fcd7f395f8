from pathlib import Path

from PySide6.QtCore import QSettings

from pmo_desktop.ui.settings import RECENT_AT_MOST, Settings


def store(folder: Path) -> QSettings:
    return QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)


def test_a_setting_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    settings = Settings.load(store(tmp_path))
    settings.theme = "dark"
    settings.columns = {"projects": [("name", 240, True), ("bac", 80, False)]}
    settings.save()
    back = Settings.load(store(tmp_path))
    assert back.theme == "dark"
    assert [tuple(column) for column in back.columns["projects"]] == [("name", 240, True), ("bac", 80, False)]
    assert back.row_height == 32


def test_a_setting_that_cannot_be_read_keeps_its_default(tmp_path: Path) -> None:
    kept = store(tmp_path)
    kept.setValue("row_height", '"tall"')
    kept.setValue("zoom", "{not json")
    kept.sync()
    back = Settings.load(store(tmp_path))
    assert (back.row_height, back.zoom) == (32, 100)


def test_the_workspace_opened_last_stands_first_and_once(tmp_path: Path) -> None:
    settings = Settings.load(store(tmp_path))
    for number in range(RECENT_AT_MOST + 3):
        settings.opened(tmp_path / f"{number}.pmo")
    settings.opened(tmp_path / "5.pmo")
    assert len(settings.recent) == RECENT_AT_MOST
    assert settings.recent[:2] == [str(tmp_path / "5.pmo"), str(tmp_path / "12.pmo")]
    settings.forget(str(tmp_path / "12.pmo"))
    assert str(tmp_path / "12.pmo") not in Settings.load(store(tmp_path)).recent


def test_settings_without_a_store_are_simply_not_kept() -> None:
    settings = Settings()
    settings.zoom = 120
    settings.save()
    assert settings.zoom == 120
