"""The dashboard: ratings by count and by money, and a matrix of the worst projects by every dimension.

Its columns follow the data: what nobody has is left out, and its room goes to organisation, category, dates and money.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pmo_desktop.charts.style import LIGHT, status
from pmo_desktop.domain.choices import Rating
from pmo_desktop.reports.blocks import heading, text
from pmo_desktop.reports.paper import Paper
from pmo_desktop.reports.rating_bars import now_and_last, rating_bars
from pmo_desktop.reports.region import Region
from pmo_desktop.reports.scale import rating_word
from pmo_desktop.reports.sections.matrix import Choice, chosen, gap, width_of
from pmo_desktop.reports.sections.section import Material, Option, Section
from pmo_desktop.reports.signs import status_sign
from pmo_desktop.reports.tables import Column, Group, Row, table
from pmo_desktop.reports.typesetting import Run, quiet, strong
from pmo_desktop.services.formats import (
    NO_VALUE,
    money_unit,
    show_money,
    show_number,
)
from pmo_desktop.services.insights.dashboard import Dashboard, RatingGroup, dashboard
from pmo_desktop.services.insights.entries import Entry
from pmo_desktop.services.wording import money, projects, share, unit_for
from pmo_desktop.text import N_, say

_MOST_ROWS = 50  # two pages; a board reads the worst, the annex has them all
_MOST_REASONS = 24


def ask(material: Material) -> Dashboard | None:
    """Ask how every project stands."""
    return dashboard(material.standing)


def draw(paper: Paper, answer: Dashboard) -> None:
    """Draw the bars, then the matrix of the worst, then why projects are not rated."""
    body = paper.page(say("Dashboard"), title=answer.title, reason=answer.reason, key="dashboard")
    _bars(body, answer)
    hidden = {name for name in ("sponsor", "look", "milestone") if not paper.choice(name)}
    answer = _of(answer, paper.choice("projects"))
    columns = chosen(answer, body.width, hidden | ({"milestone date"} if "milestone" in hidden else set[str]()))
    text(body, _legend(answer, columns), size="note", colour=LIGHT.text_2, lines=1)
    body.skip(4)
    _matrix(body, answer, columns)
    _not_rated(body, answer)


def _of(answer: Dashboard, which: str) -> Dashboard:
    """The dashboard with the projects that a recipe wants in its matrix; the bars still count them all."""
    if which == _ALL:
        return answer

    def is_wanted(entry: Entry) -> bool:
        is_bad = entry.rating is Rating.RED if which == _REDS else entry.rating is not Rating.GREEN or entry.is_new
        return is_bad and not entry.is_over

    groups = (
        replace(group, entries=tuple(entry for entry in group.entries if is_wanted(entry))) for group in answer.groups
    )
    return replace(answer, groups=tuple(group for group in groups if group.entries))


def _bars(body: Region, answer: Dashboard) -> None:
    by = body.paper.choice("bars")
    left, right = body.columns(6, 6)
    if by != "both":
        left = right = Region(body.paper, body.x, body.y, body.width, body.bottom)
    previous = answer.earlier[-1] if answer.earlier else ""
    bars = now_and_last(answer.period, answer.totals.now, previous, answer.totals.before)
    largest = max((each.money for bar in bars for each in bar.slices), default=0)
    if by != "money" or not largest:
        text(left, strong(say("By count, projects")), lines=1)
        left.skip(3)
        rating_bars(left, bars, lambda each: each.count, show_number, answer.scale)
    if largest and by != "count":
        unit = unit_for(largest, answer.currency)
        title = say("By whole-life cost, {unit}", unit=money_unit(answer.currency, unit))
        text(right, strong(title), lines=1)
        right.skip(3)
        rating_bars(
            right,
            bars,
            lambda each: each.money,
            lambda minor: show_money(minor, answer.currency, unit, 1),
            answer.scale,
        )
    body.below(left, right, gap=3)


def _legend(answer: Dashboard, columns: Sequence[Choice]) -> str:
    shown = {column.key for column in columns}
    said = [say("Sorted by whole-life cost within each rating.")]
    if answer.earlier:
        count, last = len(answer.earlier), answer.earlier[-1]
        said.append(
            say("The tick is {last}, higher is better.", last=last)
            if count == 1
            else say("Ticks are the {count} periods before, higher is better.", count=count)
        )
        said.append(say("▼ worse, ▲ better than {last}.", last=last))
    if "slip" in shown:
        said.append(say("Slip: forecast − baseline finish."))
    if "cost percent" in shown:
        said.append(say("Cost: (EAC − BAC) ÷ BAC."))
    if "in year" in shown:
        said.append(say("In-year: (forecast − budget) ÷ budget."))
    return " ".join(said)


# The matrix ----------------------------------------------------------------------------------------------------------


def _matrix(body: Region, answer: Dashboard, columns: Sequence[Choice]) -> None:
    entries = [entry for group in answer.groups for entry in group.entries]
    shown = [
        Column(
            Run(each.title, size=each.lettering),
            0 if each.key == "name" else width_of(each, entries),
            each.align,
            lines=2 if each.key == "name" else 1,
        )
        for each in columns
    ]
    table(body, shown, _rows(answer, columns), gap=gap(answer))


def _rows(answer: Dashboard, columns: Sequence[Choice]) -> Iterable[Row | Group]:
    """Every group, and its projects as long as there is room for them: the worst are told, the rest counted."""
    room = _MOST_ROWS
    for group in answer.groups:
        shown = group.entries[:room]
        room -= len(shown)
        yield _group(answer, group, len(group.entries) - len(shown))
        for entry in shown:
            yield Row([each.cell(entry) or quiet(NO_VALUE) for each in columns], link=f"project-{entry.key}")


def _group(answer: Dashboard, group: RatingGroup, left: int) -> Group:
    shown = status(group.rating, complete=group.is_complete)
    word = rating_word(group.rating, answer.scale, complete=group.is_complete)
    told = [projects(len(group.entries))]
    if group.money:
        told.append(money(group.money, answer.currency))
        told.append(say("{share} of whole-life cost", share=share(group.money, answer.totals.whole_life_cost.total)))
    if left == len(group.entries):
        told.append(say("in the annex"))
    elif left:
        told.append(say("{count} of them in the annex", count=show_number(left)))
    return Group([status_sign(shown, 9.4), strong(word)], "  ·  ".join(told), indent=92)


# Not rated -----------------------------------------------------------------------------------------------------------


def _not_rated(body: Region, answer: Dashboard) -> None:
    if not answer.not_rated:
        return
    body.skip(10)
    if body.room < 60:  # noqa: PLR2004  a heading, a header and two rows
        body.next_page()
    heading(body, say("Not rated, and why"))
    shown = answer.not_rated[:_MOST_REASONS]
    columns = [Column(say("Project"), share=2), Column(say("Reason"), share=4, lines=2)]
    table(body, columns, [Row([each.name, each.overall_reason], link=f"project-{each.key}") for each in shown])
    if len(answer.not_rated) > len(shown):
        more = show_number(len(answer.not_rated) - len(shown))
        text(body, say("and {count} more, in the annex", count=more), size="note", colour=LIGHT.text_2, lines=1)


_ALL, _BAD, _REDS = "all", "bad", "reds"
_OPTIONS = (
    Option("bars", N_("Weigh ratings by"), "both", (
        ("both", N_("Count and whole-life cost")), ("count", N_("Count")), ("money", N_("Whole-life cost")),
    )),
    Option("projects", N_("Projects in the matrix"), _ALL, (
        (_ALL, N_("All, the worst first")), (_BAD, N_("Not on track, and new")), (_REDS, N_("Off track")),
    )),
    Option("sponsor", N_("SRO")),
    Option("look", N_("Outlook")),
    Option("milestone", N_("Next milestone")),
)  # fmt: skip
SECTION = Section("dashboard", N_("Dashboard"), ask, draw, _OPTIONS)
