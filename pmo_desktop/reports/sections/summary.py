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
from pmo_desktop.reports.typesetting import Run, Words, draw_lines, lay, quiet, strong
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
_WORST, _WORSE, _COMING = 10, 8, 6
_NAME = 13.0  # the height of one name
_ROOM = 80.0  # that is worth starting a list in


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
            place,
            bars,
            lambda each: each.money,
            lambda minor: show_money(minor, answer.currency, unit, 1),
            answer.scale,
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
    lines = max(1, int((words.room - 2) // PAPER["body"].leading))
    text(words, _that_fits(message.body, words.width, lines), lines=lines)
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


def _that_fits(sentences: Sequence[str], width: float, lines: int) -> str:
    """As many of the sentences, from the first on, as `lines` lines hold; the first in any case."""
    told = sentences[:1]
    for count in range(2, len(sentences) + 1):
        if len(lay(" ".join(sentences[:count]), width).lines) <= lines:
            told = sentences[:count]
    return " ".join(told)


# Names and dates -----------------------------------------------------------------------------------------------------


def _names(right: Region, answer: Summary) -> None:
    """List by name, as far as there is room: the worst, who else got worse, what comes next, who is not rated."""
    ground = Region(right.paper, right.x, right.y, right.width, right.bottom)
    right.paper.box(ground, fill=LIGHT.header, radius=4)
    place = right.inset(11, 10)
    if answer.worst:
        rating = answer.worst[0].rating
        title: Words = [status_sign(status(rating), 11), strong(rating_word(rating, answer.scale))]
        _list(place, title, answer.worst, _WORST, answer.currency)
    if answer.worse:
        _list(place, say("Got worse"), answer.worse, _WORSE, answer.currency)
    if answer.coming and place.room > _ROOM:
        _coming(place, answer.coming)
    if answer.not_rated and place.room > _ROOM:
        unrated: Words = [status_sign(status(None), 11), strong(say("Not rated"))]
        _list(place, unrated, answer.not_rated, _WORSE, answer.currency)


def _list(place: Region, title: Words, entries: Sequence[Entry], most: int, currency: str) -> None:
    side = lay(strong(show_number(len(entries))), 60, PAPER["section"], lines=1)
    draw_lines(place.paper, side, place.right - side.width, place.y)
    heading(place, title)
    most = min(most, int((place.room - 10) // _NAME))
    for entry in entries[:most]:
        _named(place, entry, currency)
    if len(entries) > most:
        said = say("and {count} more, on the dashboard", count=show_number(len(entries) - most))
        text(place, said, size="note", colour=LIGHT.text_2, lines=1)
    place.skip(10)


def _named(place: Region, entry: Entry, currency: str) -> None:
    amount = lay(quiet(money(entry.whole_life_cost, currency)), 50, PAPER["table"], lines=1)
    draw_lines(place.paper, amount, place.right - amount.width, place.y)
    name = Run(entry.name, link=f"project-{entry.key}")
    text(
        Region(place.paper, place.x, place.y, place.width - amount.width - 6, place.bottom), name, size="table", lines=1
    )
    place.y += _NAME


def _coming(place: Region, coming: Sequence[Entry]) -> None:
    heading(place, say("Next milestones"))
    for entry in coming[:_COMING]:
        if place.room < 26:  # noqa: PLR2004  two lines
            return
        text(
            place, [strong(show_date(entry.next_milestone_on)), Run(f"  {entry.next_milestone}")], size="table", lines=1
        )
        text(place, quiet(entry.name), size="note", lines=1)
        place.skip(3)
    place.skip(7)


SECTION = Section("summary", N_("Summary"), ask, draw)
