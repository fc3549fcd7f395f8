"""The control page: what period and cut-off, draft or final, who reported, what the PMO changed, what is amiss."""

from collections.abc import Sequence

from pmo_desktop.charts.style import LIGHT, PAPER
from pmo_desktop.reports.blocks import facts, heading, text
from pmo_desktop.reports.paper import Paper
from pmo_desktop.reports.region import Region
from pmo_desktop.reports.sections.section import Material, Option, Section
from pmo_desktop.reports.signs import boxes, key, key_box, tag
from pmo_desktop.reports.tables import Column, Row, table
from pmo_desktop.reports.typesetting import Run, Sign, Words, draw_lines, lay, quiet, strong
from pmo_desktop.services.formats import show_date, show_number
from pmo_desktop.services.insights.control import Control, Note, Overridden, control, span_of
from pmo_desktop.services.wording import names, projects
from pmo_desktop.text import N_, say

_BOXES = 40  # the most reports that show as one box each; more show as a bar
_NAMED = 5
_OVERRIDDEN = 5


def ask(material: Material) -> Control:
    """Ask how the pack was made."""
    return control(
        material.session,
        material.standing,
        recipe=material.recipe.name,
        audience=material.recipe.audience,
        distribution=material.recipe.distribution,
        against=material.against,
        left_out=material.left_out,
    )


def draw(paper: Paper, answer: Control) -> None:
    """Draw three columns, and what is amiss in the data under them."""
    body = paper.page(say("Control"), title=answer.title, reason=answer.reason, key="control")
    left, middle, right = body.columns(4, 4, 4)
    _identity(left, answer)
    _reports(middle, answer)
    _views(right, answer)
    body.below(left, middle, right, gap=16)
    if paper.choice("quality"):
        _quality(body, answer)


def _identity(place: Region, answer: Control) -> None:
    mark = tag(say("FINAL") if answer.period.is_frozen else say("DRAFT"), outlined=True)
    mark.draw(place.paper, place.right - mark.width, place.paper.up(place.y + PAPER["section"].leading / 2))
    heading(place, say("This pack"))
    place.skip(2)
    pairs = [
        (say("Organisation"), answer.organisation),
        (say("Office"), answer.office),
        (say("Period"), answer.period.name),
        (say("Days"), span_of(answer.period)),
        (say("Cut-off"), show_date(answer.period.cut_off_on)),
        (say("Compared with"), answer.previous.name if answer.previous else say("nothing: the first period")),
        (say("Last pack"), say("issued on {date}", date=show_date(answer.against)) if answer.against else ""),
        (say("Projects"), show_number(answer.projects)),
        (say("Recipe"), answer.recipe),
        (say("Audience"), answer.audience),
    ]
    facts(place, [(name, value) for name, value in pairs if value], share=0.36)


# Reports -------------------------------------------------------------------------------------------------------------


def _reports(place: Region, answer: Control) -> None:
    total = answer.projects
    submitted = show_number(len(answer.submitted))
    aside = say("{count} of {total}", count=submitted, total=show_number(total)) if total else ""
    side = lay(strong(aside), 120, PAPER["subhead"], lines=1)
    draw_lines(place.paper, side, place.right - side.width, place.y + 2)
    heading(place, say("Reports received"))
    place.skip(2)
    if not total:
        text(place, say("No project is expected to report in this period."), size="table", colour=LIGHT.text_2)
        return
    counts = (
        (len(answer.submitted), "full"),
        (len(answer.carried) + len(answer.drafts), "hatched"),
        (len(answer.missing), "open"),
    )
    strip = place.strip(14, gap=8)
    _shares(strip.width, counts).draw(strip.paper, strip.x, strip.paper.up(strip.y + 7))
    _told(place, "full", say("{count} submitted", count=submitted), ())
    _told(place, "hatched", say("{count} carried forward", count=show_number(len(answer.carried))), answer.carried)
    _told(place, "hatched", say("{count} in draft", count=show_number(len(answer.drafts))), answer.drafts)
    _told(place, "open", say("{count} missing", count=show_number(len(answer.missing))), answer.missing)


def _shares(width: float, counts: Sequence[tuple[int, str]]) -> Sign:
    """One box for each report, or a bar of their shares where there are many."""
    total = sum(count for count, _ in counts)
    if total <= _BOXES:
        return boxes(width, *counts)

    def draw_bar(paper: Paper, x: float, middle: float) -> None:
        for count, manner in counts:
            if count:
                wide = width * count / total
                key_box(paper, x, middle - 6, max(wide - 1.4, 1.0), 12, manner)
                x += wide

    return Sign(width, draw_bar)


def _told(place: Region, manner: str, words: str, of: Sequence[str]) -> None:
    if not of and manner != "full":
        return
    text(place, [key(manner, 9), strong(words)], size="table", lines=1)
    if of:
        beside = Region(place.paper, place.x + 13, place.y, place.width - 13, place.bottom)
        text(beside, names(of, 6), size="table", lines=3, colour=LIGHT.text_2)
        place.y = beside.y
    place.skip(3)


# The PMO's views, what is left out, who gets it -----------------------------------------------------------------------


def _views(place: Region, answer: Control) -> None:
    heading(place, say("Ratings changed by the PMO"))
    for each in answer.overridden[:_OVERRIDDEN]:
        text(place, _override(each), size="table", lines=3)
        place.skip(3)
    more = len(answer.overridden) - _OVERRIDDEN
    if more > 0:
        text(place, say("and {count} more, in the annex", count=show_number(more)), size="note", colour=LIGHT.text_2)
    if not answer.overridden:
        text(place, say("None: every rating stands as reported or calculated."), size="table")
    place.skip(8)
    heading(place, say("Left out this time"))
    said = say("{list}: nothing to report.", list=", ".join(answer.left_out)) if answer.left_out else ""
    text(place, said or say("Nothing: every section of the recipe is in."), size="table", lines=3)
    if answer.distribution:
        place.skip(8)
        heading(place, say("Distribution"))
        text(place, answer.distribution, size="table", lines=4)


def _override(each: Overridden) -> list[Run]:
    what = each.dimension.label.lower() if each.dimension else say("overall")
    reported = each.reported.label.lower() if each.reported else say("not rated")
    shown = each.shown.label.lower() if each.shown else say("not rated")
    said = say("{what} reported {reported}, shown {shown}.", what=what, reported=reported, shown=shown)
    reason = each.reason.strip()
    runs = [strong(f"{each.project}: "), Run(f"{said} ")]
    runs.append(Run(reason) if reason else strong(say("No reason given.")))
    return [*runs, quiet(f" {each.by}")] if each.by else runs


# Data quality --------------------------------------------------------------------------------------------------------


def _quality(body: Region, answer: Control) -> None:
    heading(body, say("Data quality"), aside=_aside(answer))
    columns = [
        Column(say("What"), 150),
        Column(say("What follows"), share=1.1, lines=2),
        Column(say("Projects"), 46, "right"),
        Column(say("Which"), share=1.5, lines=3),
    ]
    rows = [_note(each) for each in answer.notes]
    if answer.unread_cells:
        meaning = say("What stood there is kept as text and shown with the project.")
        cells: list[Words] = [
            strong(say("Cells not read at import")),
            meaning,
            "—",
            say("{n} cells", n=show_number(answer.unread_cells)),
        ]
        rows.append(Row(cells))
    table(body, columns, rows, empty=say("Nothing is missing, stale, contradictory or unexplained."))


def _note(each: Note) -> Row:
    cells: list[Words] = [strong(each.title), each.meaning, show_number(len(each.projects))]
    return Row([*cells, names(each.projects, _NAMED)])


def _aside(answer: Control) -> str:
    return say("of {projects}", projects=projects(answer.projects)) if answer.notes else ""


_OPTIONS = (Option("quality", N_("Notes on data quality")),)
SECTION = Section("control", N_("Control"), ask, draw, _OPTIONS)
