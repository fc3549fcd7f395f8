"""The page that justifies an office: what it costs, what is better with it, what it saves, and how that is known."""

from pathlib import Path

from pmo_desktop.charts import value_bars
from pmo_desktop.charts.style import LIGHT
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.reports.blocks import Tile, heading, text, tiles
from pmo_desktop.reports.paper import Imprint, Paper
from pmo_desktop.reports.region import Region
from pmo_desktop.reports.tables import Column, Row, table
from pmo_desktop.reports.typesetting import Piece, quiet, strong
from pmo_desktop.reports.vector import chart
from pmo_desktop.services.files import save
from pmo_desktop.services.formats import NO_VALUE, show_date, show_number
from pmo_desktop.services.insights.value import BeforeAfter, PmoValue, SavingSeen, Side, pmo_value
from pmo_desktop.services.offices import offices_named
from pmo_desktop.services.periods import current_period
from pmo_desktop.services.settings import settings_of
from pmo_desktop.services.wording import money, money_parts
from pmo_desktop.storage.workspace import Workspace
from pmo_desktop.text import say

_PICTURE = 124.0
_MOST = 8


def write_value(workspace: Workspace, out: Path, office: str = "") -> None:
    """Write the page on the value of the office of a name, or of the first one, to `out`.

    Raises:
        PmoError: as `make_value`, there is no such office, or the file cannot be written.
    """
    with workspace.reading() as session:
        key = offices_named(session, office)[0].key
    save(make_value(workspace, key), out)


def make_value(workspace: Workspace, office_key: int) -> bytes:
    """Make the page on the value of one office, as of the newest cut-off.

    Raises:
        PmoError: there is no reporting period yet, so no day to tell it of.
    """
    with workspace.reading() as session:
        period = current_period(session)
        if period is None:
            raise PmoError(say("There is no reporting period yet. Open one; its cut-off is the day the page tells of."))
        found = pmo_value(session, office_key, period.cut_off_on)
        settings = settings_of(session)
        imprint = Imprint(
            title=say("Value of the {office}", office=found.office),
            office=found.office,
            portfolio=settings.organisation or found.office,
            period=period.name,
            classification=settings.classification,
            data_date=show_date(period.cut_off_on),
            audit_head=workspace.chain_head()[:12],
            author=found.office,
        )
    paper = Paper(imprint)
    draw_value(paper, found)
    return paper.finish()


def draw_value(paper: Paper, found: PmoValue) -> None:
    """Draw the page, and more where the savings do not fit on it."""
    body = paper.page(say("Value"), title=found.title, reason=found.reason, key="value")
    tiles(body, _tiles(found), gap=10)
    left, right = body.columns(6, 6)
    heading(left, say("Cost and savings a year"), rule=True)
    chart(left, value_bars.draw, found.chart, _PICTURE)
    heading(right, say("Before the office, and with it"), rule=True)
    _before_after(right, found)
    body.below(left, right, gap=10)
    heading(body, say("Where the savings come from"), rule=True, aside=_how_many(found))
    _savings(body, found)
    text(body, _note(), size="note", colour=LIGHT.text_2)


def _tiles(found: PmoValue) -> list[Tile]:
    fte = say("{fte} FTE", fte=show_number(found.cost.fte, 1)) if found.cost.fte else ""
    return [
        _tile(
            say("Cost a year"),
            found.cost.per_year,
            found,
            " · ".join(part for part in (fte, found.cost.source) if part),
        ),
        _tile(say("Saved, measured"), found.measured, found, _times(found.times_measured)),
        _tile(say("Saved, estimated"), found.estimated, found, say("nobody measured it yet")),
        _tile(say("Saved in all"), found.measured + found.estimated, found, _times(found.times_all)),
    ]


def _tile(label: str, amount: int | None, found: PmoValue, context: str) -> Tile:
    figure, unit = (NO_VALUE, "") if amount is None else money_parts(amount, found.currency)
    return Tile(label, figure, unit, context)


def _times(times: float | None) -> str:
    return say("{times} times its cost", times=show_number(times, 1)) if times is not None else ""


def _before_after(place: Region, found: PmoValue) -> None:
    columns = [Column(say("Measure"), 62), Column(say("Before"), lines=2), Column(say("Now"), lines=2),
               Column(say("Change"), 98, "right")]  # fmt: skip
    rows = [_row(each) for each in found.measures]
    table(place, columns, rows, row_height=22, gap=6)
    place.skip(4)
    for each in found.measures:
        if each.sources:
            text(place, f"{each.name}: {each.sources}.", size="note", colour=LIGHT.text_2, lines=2)


def _row(each: BeforeAfter) -> Row:
    better = "" if each.is_better is None else say("better") if each.is_better else say("worse")
    return Row(
        (
            strong(each.name),
            _side(each, each.before),
            _side(each, each.after),
            [strong(each.change), quiet(f"  {better}")],
        )
    )


def _side(each: BeforeAfter, side: Side | None) -> list[Piece] | str:
    if side is None:
        return NO_VALUE
    known = say("measured") if side.is_measured else say("estimated")
    return [strong(each.shown(side)), quiet(f"  {side.year}, {known}")]


def _savings(place: Region, found: PmoValue) -> None:
    columns = [Column(say("Saving"), share=5, lines=2), Column(say("Through"), share=3),
               Column(say("Known from"), share=5, lines=2), Column(say("How"), 58),
               Column(say("Amount"), 66, "right")]  # fmt: skip
    rows = [_saving(each, found.currency) for each in found.savings[:_MOST]]
    rest = found.savings[_MOST:]
    if rest:
        amount = money(sum(each.amount for each in rest), found.currency)
        rows.append(Row((say("and {count} more", count=len(rest)), "", "", "", amount)))
    if rows:
        rows.append(
            Row((say("Together"), "", "", "", money(found.measured + found.estimated, found.currency)), total=True)
        )
    table(place, columns, rows, row_height=13.4, empty=say("No saving is noted yet."))
    place.skip(6)


def _saving(each: SavingSeen, currency: str) -> Row:
    known = say("measured") if each.is_measured else quiet(say("estimated"))
    return Row((each.title, each.kind, each.source or NO_VALUE, known, money(each.amount, currency)))


def _how_many(found: PmoValue) -> str:
    return say("{count} in {year}", count=len(found.savings), year=found.year)


def _note() -> str:
    return say(
        "Success: closed without red in schedule and cost. Overspend: outturn against BAC of all closed projects. "
        "What a smaller overspend spares is always an estimate, because others had a part in it."
    )
