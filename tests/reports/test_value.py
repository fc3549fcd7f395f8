from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.cli import main
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.office import Office
from pmo_desktop.domain.value import Saving, ValueFigure, ValueMeasure
from pmo_desktop.reports.value import make_value, write_value
from pmo_desktop.services import periods, workspaces


def fill(session: Session) -> None:
    key = session.scalars(select(Office.key)).one()
    periods.open_period(session, "November 2026", date(2026, 11, 1), date(2026, 11, 30), date(2026, 11, 27))
    for before, amount in ((True, 44.0), (False, 63.0)):
        session.add(
            ValueFigure(
                office_key=key,
                measure=ValueMeasure.SUCCESS_RATE,
                year=2023 if before else 2025,
                is_before=before,
                value=amount,
                is_measured=before,
                source="Audit & <books>",
            )
        )
    for number in range(14):
        session.add(
            Saving(
                office_key=key,
                title=f"Licence {number}",
                year=2026,
                amount=1000_00 * (20 - number),
                is_measured=not number,
            )
        )


def test_the_page_tells_cost_savings_and_how_each_is_known_the_same_every_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace = workspaces.create(tmp_path / "value.pmo", organisation="Meridian", currency="EUR", office="PMO")
    with workspace.reading() as session:
        key = session.scalars(select(Office.key)).one()
    with pytest.raises(PmoError, match="no reporting period yet"):
        make_value(workspace, key)
    workspace.do("Fill", fill)
    made = make_value(workspace, key)
    assert made == make_value(workspace, key)
    read = PdfReader(BytesIO(made))
    said = " ".join(page.extract_text() for page in read.pages)
    assert len(read.pages) == 1
    assert read.metadata is not None
    assert read.metadata.title == "Value of the PMO"
    for words in (
        "What the office costs is not known yet", "Success rate 44% before, 63% now.", "44%", "2023, measured",
        "63%", "2025, estimated", "+19 pp", "better", "Licence 0", "and 6 more", "Together", "189 k€",
        "before: 2023, Audit & <books>", "27 Nov 2026",
    ):  # fmt: skip
        assert words in said, words
    assert "Licence 13" not in said
    write_value(workspace, tmp_path / "value.pdf", "pmo")
    assert (tmp_path / "value.pdf").read_bytes() == made
    with pytest.raises(PmoError, match="no office “Rail”"):
        write_value(workspace, tmp_path / "other.pdf", "Rail")
    workspace.close()
    assert main(["value", str(tmp_path / "value.pmo")]) == 0
    assert "value of the office is in" in capsys.readouterr().out
    assert (tmp_path / "value-value.pdf").read_bytes() == made
