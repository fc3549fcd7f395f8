"""Benefits: each in its own unit against its target, with what it waits for."""

from pmo_desktop.charts.style import LIGHT
from pmo_desktop.reports.blocks import text
from pmo_desktop.reports.paper import Paper
from pmo_desktop.reports.sections.section import Material, Option, Section
from pmo_desktop.reports.signs import key, key_box, space
from pmo_desktop.reports.tables import Column, Group, Row, table
from pmo_desktop.reports.typesetting import Piece, Run, Sign, Words, quiet, strong
from pmo_desktop.services.formats import NO_VALUE, show_change, show_month, show_number
from pmo_desktop.services.insights.benefits import BenefitRow, Benefits, UnitTotals, benefits
from pmo_desktop.text import N_, say

_BAR, _MOST = 66.0, 120.0  # points of a bar's column, and percent of the planned change that fill it
_MOST_ROWS = 45
_HIGH = 7.2
_GAP, _INDENT = 5.0, 150.0


def ask(material: Material) -> Benefits | None:
    """Ask what benefits are planned, expected and measured."""
    return benefits(material.session, material.standing)


def draw(paper: Paper, answer: Benefits) -> None:
    """Draw every benefit, those at risk first, and the sums of units that several benefits share."""
    body = paper.page(say("Benefits"), title=answer.title, reason=answer.reason, key="benefits", legend=_keys())
    rows: list[Row | Group] = []
    left = _MOST_ROWS
    shown = answer.groups if paper.choice("fine") else [*answer.groups[:2], (), *answer.groups[3:]]
    for name, some in zip(_names(), shown, strict=True):
        if some and left > 0:
            count = say("1 benefit") if len(some) == 1 else say("{count} benefits", count=show_number(len(some)))
            rows += [Group(strong(name), count, indent=_INDENT), *(_row(answer, each) for each in some[:left])]
        left -= len(some)
    if left < 0:
        rows.append(Group(quiet(say("and {count} more", count=show_number(-left)))))
    table(body, _columns(answer), [*rows, *(_sum(each) for each in answer.units)], gap=_GAP)
    body.skip(3)
    text(body, _note(answer), size="note", colour=LIGHT.text_2, lines=1)


def _keys() -> list[Piece]:
    return [
        key("open"),
        say("target"),
        space(8),
        key("hatched"),
        say("forecast"),
        space(8),
        key("full"),
        say("measured"),
    ]


def _names() -> tuple[str, ...]:
    late, short = say("Waiting for a late milestone"), say("Below target")
    return late, short, say("On target or above"), say("No target or no forecast"), say("Dis-benefits")


def _sum(each: UnitTotals) -> Group:
    """What benefits in one unit come to together, as changes from their baselines."""
    sums = each.sums
    told = say(
        "{count} benefits  ·  forecast change {forecast} of {target}  ·  {measured} measured",
        count=show_number(each.count),
        forecast=show_number(sums.forecast),
        target=show_number(sums.target),
        measured=show_number(sums.realised),
    )
    return Group(strong(say("Together in {unit}", unit=each.unit)), told, indent=_INDENT)


def _columns(answer: Benefits) -> list[Column]:
    waits = [Column(say("Waits for"), share=5), Column(say("Late d"), 28, "right")]
    return [
        Column(say("Benefit"), share=9),
        Column(say("Unit"), 58),
        Column(say("Project"), share=5),
        Column(say("Baseline"), 36, "right"),
        Column(say("Target"), 32, "right"),
        Column(say("Forecast"), 46, "right"),
        Column(say("Measured"), 40, "right"),
        Column(say("Short %"), 32, "right"),
        Column(say("Planned change"), _BAR),
        Column(say("Due"), 40, "right"),
        *(waits if answer.has_milestones else []),
    ]


def _row(answer: Benefits, each: BenefitRow) -> Row:
    late = strong(show_change(each.late_days)) if each.is_late else quiet(NO_VALUE)
    waits: list[Words] = [quiet(each.milestone or NO_VALUE), late]
    step = None if each.was is None or each.forecast is None else each.forecast - each.was
    return Row(
        [
            each.title,
            quiet(each.unit or NO_VALUE),
            quiet(each.project),
            show_number(each.baseline),
            show_number(each.target),
            [Run("▲ " if step > 0 else "▼ ") if step else "", strong(show_number(each.forecast))],
            show_number(each.actual),
            _short(each),
            _bar(each),
            show_month(each.due_on),
            *(waits if answer.has_milestones else []),
        ],
        link=f"project-{each.project_key}",
    )


def _short(each: BenefitRow) -> Words:
    if each.short is None:
        return NO_VALUE
    said = show_number(round(each.short, 1) or 0, 1)
    return strong(said) if each.short > 0 else said


def _note(answer: Benefits) -> str:
    said = say("Short: the part of the planned change, from baseline to target, that is not expected.")
    if answer.has_changes:
        return f"{said} {say('▲ ▼: a higher or lower forecast than in {period}.', period=answer.since)}"
    return said


def _bar(each: BenefitRow) -> Words:
    """The planned change in outline, what is expected of it hatched, what is measured solid."""
    if each.expected is None and each.realised is None:
        return quiet(NO_VALUE)
    unit = (_BAR - 2) / _MOST

    def draw_bar(paper: Paper, x: float, middle: float) -> None:
        key_box(paper, x, middle - _HIGH / 2, 100 * unit, _HIGH, "open")
        for percent, manner in ((each.expected, "hatched"), (each.realised, "full")):
            wide = min(max(percent or 0.0, 0.0), _MOST) * unit
            if wide:
                key_box(paper, x, middle - _HIGH / 2 + 1.4, wide, _HIGH - 2.8, manner)

    return Sign(_BAR, draw_bar)


_OPTIONS = (Option("fine", N_("Benefits on target too")),)
SECTION = Section("benefits", N_("Benefits"), ask, draw, _OPTIONS)
