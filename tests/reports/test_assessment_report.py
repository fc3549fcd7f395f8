from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.cli import main
from pmo_desktop.domain.choices import AssessmentSubject, ServiceGroup
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.office import Office
from pmo_desktop.domain.service import Service
from pmo_desktop.reports.assessment_report import assessment_named, write_assessment
from pmo_desktop.services import assessments, registers, workspaces
from pmo_desktop.services.insights.outcomes import outcome_of
from pmo_desktop.services.insights.rounds import round_of
from pmo_desktop.services.registry import PROJECTS
from pmo_desktop.storage.workspace import Workspace

MARCH = date(2026, 3, 10)
TEMPLATES = ("need-check", "pm-maturity", "pmo-assessment", "pmo-type", "health-check", "post-project")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = workspaces.create(tmp_path / "office.pmo", organisation="Meridian", office="Corporate PMO", currency="EUR")
    yield made
    made.close()


def assess(workspace: Workspace, template: str, *, closes: bool = True) -> int:
    """Assess with 3, 2, 1, 0 over and over, with a nasty comment and a nasty document."""

    def command(session: Session) -> int:
        project = registers.add(session, PROJECTS, {"name": "R&D <b>1</b>"})
        office = session.scalars(select(Office.key)).one()
        session.add(Service(office_key=office, title="Board pack & more", group=ServiceGroup.CONTROLLING))
        session.flush()
        subject = AssessmentSubject.PROJECTS
        key = assessments.begin(session, template, f"Held {template}", subject, MARCH, project_key=project).key
        for place, each in enumerate(round_of(session, key).answers):
            assessments.answer(session, key, each.statement.key, max(3 - place % 4, each.statement.scale == "valued"))
        first = round_of(session, key).answers[0].statement.key
        assessments.comment(session, key, first, "Profit < cost & <i>rising</i>")
        assessments.add_evidence(session, key, first, "Plan & budget.pdf")
        if closes:
            assessments.close(session, key, MARCH)
        return key

    return workspace.do("Assess", command).value


def pages(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(content)).pages]


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_assessment_is_written_with_its_message_its_figures_and_every_answer(
    workspace: Workspace, template: str
) -> None:
    key = assess(workspace, template)
    content = write_assessment(workspace, key)
    text = pages(content)
    whole = " ".join(" ".join(text).split())
    with workspace.reading() as session:
        outcome, found = outcome_of(session, key), round_of(session, key)
    assert outcome.headline in " ".join(text[0].split())
    assert all(figure.label in text[0] for figure in outcome.figures)
    assert all(each.number in whole for each in found.answers)
    assert "Profit < cost & <i>rising</i>" in whole
    assert "Plan & budget.pdf" in whole
    assert f"Held {template}" in text[0]
    assert write_assessment(workspace, key) == content


def test_it_is_written_in_french_too_and_an_open_one_is_a_draft(workspace: Workspace) -> None:
    text = pages(write_assessment(workspace, assess(workspace, "need-check", closes=False), "fr"))
    assert "Volume et liens" in " ".join(text)
    assert "DRAFT" in text[0]


def test_an_assessment_is_found_by_its_title_or_the_newest_is_taken(workspace: Workspace) -> None:
    with pytest.raises(PmoError, match="Nothing has been assessed"), workspace.reading() as session:
        assessment_named(session)
    first, second = assess(workspace, "need-check"), assess(workspace, "pmo-type")
    with workspace.reading() as session:
        assert assessment_named(session) == second
        assert assessment_named(session, "held NEED-check") == first
        with pytest.raises(PmoError, match="The assessments are: Held pmo-type, Held need-check"):
            assessment_named(session, "Moon")


def test_the_command_writes_a_report_and_tells_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, out = tmp_path / "office.pmo", tmp_path / "report.pdf"
    made = workspaces.create(file, office="Corporate PMO")
    assess(made, "need-check")
    made.close()
    assert main(["assessment", "report", str(file), "-o", str(out)]) == 0
    assert str(out) in capsys.readouterr().out
    assert len(pages(out.read_bytes())) >= 3
    assert main(["assessment", "report", str(file), "-o", str(out), "--title", "Moon"]) == 1
    assert "no assessment “Moon”" in capsys.readouterr().err
