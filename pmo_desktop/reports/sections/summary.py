"""The summary page: figures, money by rating, the messages under three questions, and the worst projects by name."""

from collections.abc import Sequence

from pmo_desktop.charts.style import LIGHT, PAPER, status
from pmo_desktop.domain.choices import Scale
from pmo_desktop.reports.blocks import Tile, heading, text, tiles
from pmo_desktop.reports.paper import Paper
from pmo_desktop.reports.rating_bars import now_and_last, rating_bars
from pmo_desktop.reports.region import Region
from pmo_desktop.reports.scale import rating_word
from pmo_desktop.reports.sections.section import Material, Section
from pmo_desktop.reports.signs import status_sign, tag
from pmo_desktop.reports.typesetting import Run, draw_lines, lay, quiet, strong
from pmo_desktop.services.formats import money_unit, show_date, show_money, show_number
from pmo_desktop.services.insights.decisions import counted
from pmo_desktop.services.insights.entries import Entry
from pmo_desktop.services.insights.kpis import Kpi
from pmo_desktop.services.insights.summary import Message, Question, Summary, summary
from pmo_desktop.services.wording import money, unit_for
from pmo_desktop.text import N_, say

_LABEL, _SIGN = 94.0, 84.0  # widths of the question at the left and of rating and pages at the right
_QUESTIONS = {
    Question.WHERE: N_("Where we are"),
    Question.GOING: N_("Where we are going"),
    Question.NEED: N_("What we need"),
}
_WORST, _COMING = 10, 6


def ask(material: Material) -> Summary | None:
    """Ask for the messages of the period."""
    return summary(material.session, material.standing)


def draw(paper: Paper, answer: Summary) -> None:
    """Draw figures and messages at the left, names and dates at the right."""
    body = paper.page(say("Summary"), title=answer.title, reason=answer.reason, key="summary")
    left, right = body.columns(9, 3)
    tiles(left, [_tile(each) for each in answer.kpis])
    _money(left, answer)
    _messages(left, answer)
    _names(right, answer)


def _tile(kpi: Kpi) -> Tile:
    return Tile(kpi.label, kpi.figure, kpi.unit, kpi.context, kpi.step, kpi.change, kpi.since, kpi.trend)


def _money(place: Region, answer: Summary) -> None:
    """The bar of whole-life cost by rating; of projects where nobody knows a cost."""
    bars = now_and_last(answer.period, answer.totals.now, answer.previous, answer.totals.before)
    largest = max((each.money for bar in bars for each in bar.slices), default=0)
    unit = unit_for(largest, answer.currency)
    words = say("Whole-life cost by rating, {unit}", unit=money_unit(answer.currency, unit))
    text(place, strong(words if largest else say("Projects by rating"), LIGHT.text_2), size="table", lines=1)
    place.skip(3)
    if largest:
        rating_bars(
            place, bars, lambda each: each.money, lambda minor: show_money(minor, answer.currency, unit, 1), answer.scale
        )
    else:
        rating_bars(place, bars, lambda each: each.count, show_number, answer.scale)
    place.skip(5)


# The messages --------------------------------------------------------------------------------------------------------


def _messages(place: Region, answer: Summary) -> None:
    """Share what is left between the messages, under a dark rule for each question."""
    high = min(place.room / max(len(answer.messages), 1), 78.0)
    for question in Question:
        asked = [each for each in answer.messages if each.question is question]
        if not asked:
            continue
        band = place.strip(high * len(asked))
        if question is Question.NEED:
            ground = Region(band.paper, band.x, band.y, band.width, band.bottom)
            band.paper.box(ground, fill=LIGHT.selection, radius=0)
        band.paper.line(band.x, band.y, band.right, 0.75, LIGHT.text)
        _question(band, question, asked, high, answer.scale)


def _question(band: Region, question: Question, asked: Sequence[Message], high: float, scale: Scale) -> None:
    inset = 9.0 if question is Question.NEED else 0.0
    label = Region(band.paper, band.x + inset, band.y + 7, _LABEL - inset - 8, band.bottom)
    text(label, strong(say(_QUESTIONS[question]), band.paper.palette.accent), size="subhead", lines=2)
    for number, message in enumerate(asked):
        top = band.y + number * high
        if number:
            band.paper.line(band.x + _LABEL, top, band.right)
        _message(Region(band.paper, band.x + _LABEL, top + 6, band.width - _LABEL - inset, top + high), message, scale)


def _message(place: Region, message: Message, scale: Scale) -> None:
    text(place, message.title, size="section", lines=1)
    place.skip(1)
    words = Region(place.paper, place.x, place.y, place.width - _SIGN - 10, place.bottom)
    aside = Region(place.paper, place.right - _SIGN, place.y + 1, _SIGN, place.bottom)
    text(words, message.body, lines=max(1, int((words.room - 2) // PAPER["body"].leading)))
    if message.asks:
        mark = tag(counted(message.asks))
        mark.draw(aside.paper, aside.x, aside.paper.up(aside.y + 6))
        aside.skip(17)
    elif message.rating:
        sign = status_sign(status(message.rating), 11)
        text(aside, [sign, strong(rating_word(message.rating, scale))], size="table", lines=1)
        aside.skip(3)
    if message.pages:
        text(aside, [aside.paper.pages(*message.pages)], size="table", lines=1)


# Names and dates -----------------------------------------------------------------------------------------------------


def _names(right: Region, answer: Summary) -> None:
    ground = Region(right.paper, right.x, right.y, right.width, right.bottom)
    right.paper.box(ground, fill=LIGHT.header, radius=4)
    place = right.inset(11, 10)
    if answer.worst:
        _worst(place, answer)
    if answer.coming:
        place.skip(10)
        _coming(place, answer.coming)


def _worst(place: Region, answer: Summary) -> None:
    rating = answer.worst[0].rating
    side = lay(strong(show_number(len(answer.worst))), 60, PAPER["section"], lines=1)
    draw_lines(place.paper, side, place.right - side.width, place.y)
    heading(place, [status_sign(status(rating), 11), strong(rating_word(rating, answer.scale))])
    for entry in answer.worst[:_WORST]:
        _named(place, entry, answer.currency)
    more = len(answer.worst) - _WORST
    if more > 0:
        said = say("and {count} more, on the dashboard", count=show_number(more))
        text(place, said, size="note", colour=LIGHT.text_2, lines=1)


def _named(place: Region, entry: Entry, currency: str) -> None:
    amount = lay(quiet(money(entry.whole_life_cost, currency)), 50, PAPER["table"], lines=1)
    draw_lines(place.paper, amount, place.right - amount.width, place.y)
    name = Run(entry.name, link=f"project-{entry.key}")
    text(Region(place.paper, place.x, place.y, place.width - amount.width - 6, place.bottom), name, size="table", lines=1)
    place.y += 13


def _coming(place: Region, coming: Sequence[Entry]) -> None:
    heading(place, say("Next milestones"))
    for entry in coming[:_COMING]:
        if place.room < 26:  # noqa: PLR2004  two lines
            return
        text(place, [strong(show_date(entry.next_milestone_on)), Run(f"  {entry.next_milestone}")], size="table", lines=1)
        text(place, quiet(entry.name), size="note", lines=1)
        place.skip(3)


SECTION = Section("summary", N_("Summary"), ask, draw)
