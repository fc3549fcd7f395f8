"""The charter as a document for a word processor, from the same answer as the PDF."""

from io import BytesIO

from pmo_desktop.charts import escalation_path
from pmo_desktop.charts.style import ON_PAPER
from pmo_desktop.domain.charter import Section
from pmo_desktop.domain.rules.responsibility import Responsibility
from pmo_desktop.reports.docx_writer import DocxWriter
from pmo_desktop.reports.duties import PARTS
from pmo_desktop.services.formats import NO_VALUE, show_date, show_moment, show_number
from pmo_desktop.services.insights.charter_document import CharterDocument, charter_document
from pmo_desktop.services.insights.office_shapes import EscalationPath
from pmo_desktop.services.insights.responsibilities import duties
from pmo_desktop.services.settings import settings_of
from pmo_desktop.services.wording import money
from pmo_desktop.storage.workspace import Workspace
from pmo_desktop.text import say

_DOTS_PER_INCH = 220
_UPRIGHT = 8  # parties a matrix may have on an upright page
_STRONG = frozenset({"A", "R", "AR"})


def make_charter_docx(workspace: Workspace, charter_key: int) -> bytes:
    """Make the DOCX of one version; the same state of the workspace gives the same bytes."""
    with workspace.reading() as session:
        found = charter_document(session, charter_key)
        classification = settings_of(session).classification
    seen = found.seen
    version = say("Version {number}, {state}", number=seen.version, state=seen.state.label.lower())
    foot = "  ·  ".join(filter(None, (version, classification)))
    paper = DocxWriter(found.title, seen.office, found.organisation, foot)
    paper.text(found.title, "Title")
    paper.text(found.organisation, "Subtitle")
    paper.table((), found.facts, (5, 11))
    if found.note:
        paper.text(found.note, "Caption")
    paper.contents(say("Contents"))
    _sections(paper, found)
    _matrix(paper, found)
    _services(paper, found)
    _bodies(paper, found)
    _reviews(paper, found)
    return paper.finish()


def _sections(paper: DocxWriter, found: CharterDocument) -> None:
    for each in found.seen.sections:
        paper.heading(f"{each.number}  {each.section.label}", new_page=each.number == 1)
        paragraphs = [part.strip() for part in each.text.split("\n\n") if part.strip()]
        for paragraph in paragraphs:
            paper.text(paragraph)
        if each.section is Section.OBJECTIVES and found.seen.objectives:
            _objectives(paper, found)
        elif not paragraphs:
            paper.text(say("Not written yet."), "Caption")


def _objectives(paper: DocxWriter, found: CharterDocument) -> None:
    titles = (say("Objective"), say("Serves"), say("Measure"), say("Target"), say("Due"))
    rows = [
        (each.title, each.serves or NO_VALUE, each.measure or NO_VALUE, each.target or NO_VALUE, show_date(each.due_on))
        for each in found.seen.objectives
    ]
    paper.table(titles, rows, (4, 3, 4, 2, 2))


def _matrix(paper: DocxWriter, found: CharterDocument) -> None:
    matrix = found.matrix
    if not matrix.activities:
        return
    paper.heading(say("What the office does and does not do"), new_page=True)
    done = duties(matrix)
    paper.subheading(say("The office does"))
    titles = (say("Activity"), say("The office"), say("Answers"))
    ours = [(each.title, say(PARTS[each.letters]), each.accountable or NO_VALUE) for each in done if each.is_ours]
    paper.table(titles, ours, (5, 4, 4))
    paper.subheading(say("The office does not do"))
    heads = (say("Activity"), say("Done by"), say("Answers"), say("The office"))
    others = [
        (each.title, each.doing or NO_VALUE, each.accountable or NO_VALUE, say(PARTS[each.letters]))
        for each in done
        if not each.is_ours
    ]
    paper.table(heads, others, (5, 4, 4, 3))
    is_wide = len(matrix.parties) > _UPRIGHT
    if is_wide:
        paper.turn()
    paper.heading(say("Responsibility matrix"), new_page=not is_wide)
    paper.text("  ·  ".join(f"{each.value} {each.label.lower()}" for each in Responsibility), "Caption")
    rows: list[tuple[str, ...]] = []
    group = ""
    for activity in matrix.activities:
        if activity.group and activity.group != group:
            group = activity.group
            rows.append((group,))
        rows.append((activity.title, *(activity.letters.get(party.key, "·") for party in matrix.parties)))
    columns = (say("Activity"), *(party.name for party in matrix.parties))
    paper.table(columns, rows, (4.0, *[1.8] * len(matrix.parties)), centred_from=1, strong=_STRONG)
    if matrix.left:
        paper.subheading(say("Left as it is"))
        titles = (say("Finding"), say("Activity"), say("Reason"))
        paper.table(titles, [(each.fault.label, each.name, each.reason) for each in matrix.left], (2, 4, 8))
    if is_wide:
        paper.turn()


def _services(paper: DocxWriter, found: CharterDocument) -> None:
    if not found.services:
        return
    paper.heading(say("Service catalogue"), new_page=True)
    titles = (
        say("Service"), say("Role"), say("State"), say("Customers"), say("FTE"), say("Cost per year"), say("Measure"),
        say("Target"),
    )  # fmt: skip
    rows: list[tuple[str, ...]] = []
    group = None
    for each in found.services:
        if each.group is not group:
            group = each.group
            rows.append((group.label,))
        rows.append(
            (
                each.title, each.role.label, each.state.label, ", ".join(each.customers) or NO_VALUE,
                show_number(each.fte, 1), money(each.cost_per_year, found.seen.currency), each.measure or NO_VALUE,
                each.target or NO_VALUE,
            )
        )  # fmt: skip
    paper.table(titles, rows, (3.8, 2.1, 1.9, 2.8, 1, 1.8, 3.2, 1.7))


def _bodies(paper: DocxWriter, found: CharterDocument) -> None:
    if not found.bodies:
        return
    paper.heading(say("Governance bodies"), new_page=True)
    paper.picture(_picture(found.path))
    paper.text(say("The way of a problem that cannot be solved where it is."), "Caption")
    titles = (say("Body"), say("Level"), say("Chair"), say("Decision rights"), say("Decides"))
    rows = [
        (
            each.name, each.level.label, each.chair or NO_VALUE, each.decision_rights or NO_VALUE,
            each.limit or NO_VALUE,
        )
        for each in found.bodies
    ]  # fmt: skip
    paper.table(titles, rows, (3, 2.5, 3, 5.5, 3))


def _picture(path: EscalationPath) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    from pmo_desktop.charts.figure import new_figure, paint, settings

    figure = new_figure(ON_PAPER, 6.5, 3.8)
    FigureCanvasAgg(figure)
    paint(figure, escalation_path.draw, path, ON_PAPER)
    made = BytesIO()
    with settings(ON_PAPER):
        figure.savefig(made, format="png", dpi=_DOTS_PER_INCH)
    return made.getvalue()


def _reviews(paper: DocxWriter, found: CharterDocument) -> None:
    paper.heading(say("Reviews"))
    if not found.seen.reviews:
        paper.text(say("Nobody has reviewed this version yet."), "Caption")
        return
    titles = (say("State"), say("By"), say("When"), say("Comment"))
    rows = [(each.state.label, each.by or NO_VALUE, show_moment(each.at), each.comment) for each in found.seen.reviews]
    paper.table(titles, rows, (2, 3, 3, 7))
