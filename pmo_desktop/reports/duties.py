"""What the PMO does and does not do: the responsibility matrix of a charter, told for people who never read one."""

from collections.abc import Sequence

from pmo_desktop.charts.style import LIGHT
from pmo_desktop.domain.rules.responsibility import Responsibility
from pmo_desktop.reports.blocks import heading
from pmo_desktop.reports.charter_imprint import charter_imprint
from pmo_desktop.reports.paper import Paper
from pmo_desktop.reports.region import Region
from pmo_desktop.reports.tables import Column, Group, Row, table
from pmo_desktop.reports.typesetting import Words, quiet, strong
from pmo_desktop.services.formats import NO_VALUE
from pmo_desktop.services.insights.responsibilities import Duty, Matrix, duties, matrix
from pmo_desktop.storage.workspace import Workspace
from pmo_desktop.text import N_, say

PARTS = {
    "AR": N_("does it and answers for it"),
    "A": N_("answers for it"),
    "R": N_("does it"),
    "C": N_("is asked"),
    "I": N_("is told"),
    "": N_("has no part"),
}
_MARK = 52.0


def make_duties(workspace: Workspace, charter_key: int) -> bytes:
    """Make the PDF of one charter version."""
    with workspace.reading() as session:
        found = matrix(session, charter_key)
        title = say("What the {office} does and does not do", office=found.office)
        paper = Paper(charter_imprint(session, charter_key, title, workspace.chain_head()))
    draw_duties(paper, found, title)
    draw_matrix(paper, found)
    return paper.finish()


def draw_duties(paper: Paper, found: Matrix, title: str) -> None:
    """Draw one page, or more, with what the PMO does at the left and what others do at the right."""
    done = duties(found)
    ours, others = [each for each in done if each.is_ours], [each for each in done if not each.is_ours]
    reason = say(
        "Of {count} activities the office has its hand in {ours}; {others} are done by others.",
        count=len(done), ours=len(ours), others=len(others),
    )  # fmt: skip
    body = paper.page(say("Does, does not"), title=title, reason=reason, key="duties")
    left, right = body.columns(6, 6)
    heading(left, say("The office does"), rule=True)
    _list(left, ours, say("The office"), say("Nothing yet: it has no R and no A."))
    heading(right, say("The office does not do"), rule=True)
    _list(right, others, say("Done by"), say("Nothing: it has a hand in everything."))


def _list(place: Region, listed: Sequence[Duty], second: str, empty: str) -> None:
    columns = [Column(say("Activity"), share=5, lines=2), Column(second, share=4, lines=3),
               Column(say("Answers"), share=3, lines=2)]  # fmt: skip
    rows: list[Group | Sequence[Words]] = []
    group = ""
    for each in listed:
        if each.group and each.group != group:
            group = each.group
            rows.append(Group(strong(group)))
        rows.append(_row(each))
    table(place, columns, rows, row_height=17, gap=8, empty=empty)


def _row(each: Duty) -> Sequence[Words]:
    if each.is_ours:
        return (each.title, say(PARTS[each.letters]), each.accountable or NO_VALUE)
    doing = each.doing or NO_VALUE
    return (
        each.title,
        [doing, quiet("\n" + say("the office {part}", part=say(PARTS[each.letters])))],
        each.accountable or NO_VALUE,
    )


def draw_matrix(paper: Paper, found: Matrix) -> None:
    """Draw the matrix itself, and under it what is left as it is and why."""
    if not found.activities:
        return
    legend = "  ·  ".join(f"{each.value} {each.label.lower()}" for each in Responsibility)
    body = paper.page(
        say("Responsibility matrix"),
        title=say("{count} activities, and who has which part in them", count=len(found.activities)),
        reason=legend,
        key="matrix",
    )  # fmt: skip
    matrix_table(body, found)
    if found.left:
        body.skip(12)
        heading(body, say("Left as it is"), level="subhead")
        columns = [Column(say("Finding"), 80), Column(say("Activity"), share=2, lines=2),
                   Column(say("Who"), share=2, lines=2), Column(say("Reason"), share=4, lines=3)]  # fmt: skip
        table(body, columns, [(each.fault.label, each.name, each.note, each.reason) for each in found.left])


def matrix_table(place: Region, found: Matrix) -> None:
    """Draw rows of activities and columns of parties; A and R in bold, so that grey paper still tells them."""
    width = min(_MARK + 18, (place.width * 0.68) / max(len(found.parties), 1) - 4)
    columns = [Column(say("Activity"), lines=2)]
    columns += [Column(party.name, width, "centre") for party in found.parties]
    rows: list[Row | Group] = []
    group = ""
    for each in found.activities:
        if each.group and each.group != group:
            group = each.group
            rows.append(Group(strong(group)))
        cells = [_letters(each.letters.get(party.key, "")) for party in found.parties]
        rows.append(Row([each.title, *cells]))
    totals = [strong(str(party.works)) for party in found.parties]
    rows.append(Row([say("Activities with A or R"), *totals], total=True))
    table(place, columns, rows, gap=4, row_height=16.4)


def _letters(put: str) -> Words:
    if not put:
        return quiet("·")
    return strong(put, LIGHT.accent if "A" in put else "") if set(put) & set("AR") else put
