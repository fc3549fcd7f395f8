"""The charter as a PDF in the house style: what it is, its sections, its matrix, its services and its bodies."""

from pathlib import Path

from pmo_desktop.charts import escalation_path
from pmo_desktop.charts.style import LIGHT
from pmo_desktop.domain.charter import Section
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.reports.blocks import facts, heading, text
from pmo_desktop.reports.charter_imprint import charter_imprint
from pmo_desktop.reports.columns import Columns
from pmo_desktop.reports.duties import draw_duties, draw_matrix
from pmo_desktop.reports.paper import Paper
from pmo_desktop.reports.region import Region
from pmo_desktop.reports.tables import Column, Group, Row, table
from pmo_desktop.reports.typesetting import Run, Words, strong
from pmo_desktop.reports.vector import chart
from pmo_desktop.services.files import save
from pmo_desktop.services.formats import NO_VALUE, show_date, show_moment, show_number
from pmo_desktop.services.insights.charter_document import CharterDocument, charter_document, charter_to_print
from pmo_desktop.services.wording import money
from pmo_desktop.storage.workspace import Workspace
from pmo_desktop.text import say

_PATH_HEIGHT = 190.0


def write_charter(workspace: Workspace, out: Path, office: str = "") -> None:
    """Write the newest charter of an office to `out`, as a PDF or a DOCX by its ending.

    Raises:
        PmoError: there is no such office, no charter, another ending, or the file cannot be written.
    """
    with workspace.reading() as session:
        key = charter_to_print(session, office)
    if out.suffix.lower() == ".docx":
        from pmo_desktop.reports.charter_docx import make_charter_docx

        save(make_charter_docx(workspace, key), out)
    elif out.suffix.lower() == ".pdf":
        save(make_charter(workspace, key), out)
    else:
        raise PmoError(say("A charter is written as .pdf or .docx. Give “{name}” one of these endings.", name=out.name))


def make_charter(workspace: Workspace, charter_key: int) -> bytes:
    """Make the PDF of one version; the same state of the workspace gives the same bytes."""
    with workspace.reading() as session:
        found = charter_document(session, charter_key)
        paper = Paper(charter_imprint(session, charter_key, found.title, workspace.chain_head()))
    _front(paper, found)
    _sections(paper, found)
    if found.matrix.activities:
        title = say("What the {office} does and does not do", office=found.seen.office)
        draw_duties(paper, found.matrix, title)
        draw_matrix(paper, found.matrix)
    if found.services:
        _services(paper, found)
    if found.bodies:
        _bodies(paper, found)
    return paper.finish()


def _front(paper: Paper, found: CharterDocument) -> None:
    seen = found.seen
    reason = say("{organisation} · {complete} of {count} sections complete",
                 organisation=found.organisation, complete=seen.complete, count=len(seen.sections))  # fmt: skip
    body = paper.page(say("Charter"), title=found.title, reason=reason, key="charter")
    left, middle, right = body.columns(5, 4, 3)
    heading(left, say("Contents"), rule=True)
    for words, key in _contents(found):
        line = left.strip(15.4)
        text(Region(paper, line.x, line.y, line.width - 60, line.bottom), Run(words, link=key), lines=1)
        text(Region(paper, line.right - 56, line.y, 56, line.bottom), paper.pages(key), lines=1)
    heading(middle, say("The office"), rule=True)
    facts(middle, [*found.facts], share=0.42)
    if found.note:
        middle.skip(6)
        text(middle, found.note, size="note", colour=LIGHT.text_2)
    heading(right, say("Reviews"), rule=True)
    for each in seen.reviews:
        text(right, strong(each.state.label), size="table", lines=1)
        who = f"{each.by or NO_VALUE} · {show_moment(each.at)}"
        text(right, who, size="note", colour=LIGHT.text_2, lines=1)
        if each.comment:
            text(right, each.comment, size="note", lines=4)
        right.skip(6)
    if not seen.reviews:
        text(right, say("Nobody has reviewed this version yet."), size="table", colour=LIGHT.text_2)


def _contents(found: CharterDocument) -> list[tuple[str, str]]:
    listed = [(f"{each.number}  {each.section.label}", each.section.value) for each in found.seen.sections]
    more = (
        (bool(found.matrix.activities), say("What the office does and does not do"), "duties"),
        (bool(found.matrix.activities), say("Responsibility matrix"), "matrix"),
        (bool(found.services), say("Service catalogue"), "catalogue"),
        (bool(found.bodies), say("Governance bodies"), "bodies"),
    )
    return [*listed, *((words, key) for is_there, words, key in more if is_there)]


def _sections(paper: Paper, found: CharterDocument) -> None:
    body = paper.page(say("Sections"), title=found.title, key="sections")
    columns = Columns(body, 2)
    for each in found.seen.sections:
        is_objectives = each.section is Section.OBJECTIVES and found.seen.objectives
        columns.heading(f"{each.number}  {each.section.label}")
        paper.mark(f"{each.number}  {each.section.label}", each.section.value)
        for paragraph in each.text.strip().split("\n\n"):
            if paragraph.strip():
                columns.text(paragraph.strip())
        if is_objectives:
            _objectives(columns, found)
        elif not each.text.strip():
            columns.text(say("Not written yet."), colour=LIGHT.text_3)


def _objectives(columns: Columns, found: CharterDocument) -> None:
    for number, each in enumerate(found.seen.objectives, 1):
        columns.need(44)
        columns.text(strong(f"{number}. {each.title}"), after=1)
        parts = [
            say("serves {objective}", objective=each.serves) if each.serves else "",
            f"{each.measure}: {each.target}" if each.measure and each.target else each.measure or each.target,
            say("by {day}", day=show_date(each.due_on)) if each.due_on else "",
        ]
        columns.text("  ·  ".join(filter(None, parts)), size="table", colour=LIGHT.text_2, after=5)


def _services(paper: Paper, found: CharterDocument) -> None:
    title = say("{count} services in four groups", count=len(found.services))
    body = paper.page(say("Service catalogue"), title=title, key="catalogue")
    columns = [
        Column(say("Service"), share=3, lines=2), Column(say("Role"), 74), Column(say("State"), 44),
        Column(say("Customers"), share=2, lines=2), Column(say("Owner"), 84), Column(say("FTE"), 30, "right"),
        Column(say("Cost per year"), 54, "right"), Column(say("Measure"), share=3, lines=2),
        Column(say("Target"), 54), Column(say("Result"), 54),
    ]  # fmt: skip
    rows: list[Row | Group] = []
    group = None
    for each in found.services:
        if each.group is not group:
            group = each.group
            rows.append(Group(strong(group.label)))
        cells: list[Words] = [
            each.title, each.role.label, each.state.label, ", ".join(each.customers), each.owner or NO_VALUE,
            show_number(each.fte, 1), money(each.cost_per_year, found.seen.currency), each.measure or NO_VALUE,
            each.target or NO_VALUE, each.result or NO_VALUE,
        ]  # fmt: skip
        rows.append(Row(cells))
    table(body, columns, rows, gap=6)


def _bodies(paper: Paper, found: CharterDocument) -> None:
    title = say("Who decides, and where a problem goes that cannot be solved where it is")
    body = paper.page(say("Governance bodies"), title=title, key="bodies")
    chart(body, escalation_path.draw, found.path, _PATH_HEIGHT, gap=12)
    columns = [
        Column(say("Body"), share=2, lines=2), Column(say("Level"), 54), Column(say("Chair"), 84, lines=2),
        Column(say("Decision rights"), share=4, lines=3), Column(say("Decides"), 90, lines=2),
        Column(say("Next meetings"), 100, lines=2),
    ]  # fmt: skip
    rows = [
        (
            each.name, each.level.label, each.chair or NO_VALUE, each.decision_rights or NO_VALUE,
            each.limit or NO_VALUE, ", ".join(show_date(day) for day in each.meetings[:2]) or NO_VALUE,
        )
        for each in found.bodies
    ]  # fmt: skip
    table(body, columns, rows, gap=8)
