"""What every test of the window shares: a theme, and a small open workspace."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import ProjectStatus, Rating, Stage
from pmo_desktop.services import periods, registers
from pmo_desktop.services.registry import PROJECTS
from pmo_desktop.services.workspaces import create, open_workspace
from pmo_desktop.ui.constants import keep_constants
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.settings import Settings
from pmo_desktop.ui.theme import Theme

keep_constants()

PROJECT_ROWS = (
    ("P-001", "Customer Portal Renewal", Stage.DELIVER, 3_200_000_00, 3_390_000_00, Rating.AMBER),
    ("P-002", "Mobile Payments", Stage.DELIVER, 2_400_000_00, 2_710_000_00, Rating.RED),
    ("P-003", "Branch Network Refit", Stage.DELIVER, 5_400_000_00, 5_290_000_00, Rating.GREEN),
    ("P-004", "R&D “Laboratory” <b>1</b>", Stage.DEFINE, None, None, None),
)


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    made = Theme(qapp, Settings(theme="light"))
    made.apply()
    return made


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    made = Jobs(qapp)
    yield made
    made.close()


def fill(session: Session) -> None:
    """One open period, and four projects that report in it."""
    period = periods.open_period(session, "November 2026", date(2026, 11, 1), date(2026, 11, 30), date(2026, 11, 27))
    for reference, name, stage, bac, eac, rating in PROJECT_ROWS:
        values = {"reference": reference, "name": name, "stage": stage, "bac": bac, "eac": eac}
        key = registers.add(session, PROJECTS, {**values, "status": ProjectStatus.ACTIVE})
        report = periods.report_of(session, key, period.key)
        assert report is not None
        report.overall = rating


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of four projects, made once; every test works on a copy."""
    made = tmp_path_factory.mktemp("filled") / "meridian.pmo"
    workspace = create(made, organisation="Meridian Group", currency="EUR", office="Corporate PMO")
    workspace.do("Fill", fill)
    workspace.close()
    return made


@pytest.fixture
def path(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(filled, tmp_path))


@pytest.fixture
def document(path: Path, theme: Theme) -> Iterator[Document]:
    opened = Document(open_workspace(path), Settings(), theme)
    yield opened
    opened.close()


@pytest.fixture
def press() -> Callable[[QWidget, str], None]:
    """Press the newest button of that object name within a widget."""
    return lambda parent, name: QTest.mouseClick(
        parent.findChildren(QAbstractButton, name)[-1], Qt.MouseButton.LeftButton
    )
