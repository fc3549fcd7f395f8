"""Annex: the whole register, the rules behind the ratings, the logs of decisions and actions, unread cells, words."""

from collections.abc import Callable, Sequence

from pmo_desktop.charts.style import LIGHT, status
from pmo_desktop.domain.choices import Scale
from pmo_desktop.reports.blocks import heading, text
from pmo_desktop.reports.lettering import text_width
from pmo_desktop.reports.paper import Paper
from pmo_desktop.reports.region import Region
from pmo_desktop.reports.scale import rating_word
from pmo_desktop.reports.sections.section import Material, Option, Section
from pmo_desktop.reports.signs import status_sign
from pmo_desktop.reports.tables import Column, Group, Row, table
from pmo_desktop.reports.typesetting import Run, Words, quiet, strong
from pmo_desktop.services.formats import (
    NO_VALUE,
    best_scale,
    money_unit,
    show_change,
    show_date,
    show_money,
    show_number,
    show_percent,
)
from pmo_desktop.services.insights.annex import Annex, annex
from pmo_desktop.services.insights.entries import Entry
from pmo_desktop.text import N_, say

_UNREAD_SHOWN = 60
_GAP = 8
_NAMES = 54 + 2 * _GAP + 170  # reference and project
_SPARED = (2, 5, 9, 4, 3)  # columns that give way first: programme, start, EAC, stage, SRO


def ask(material: Material) -> Annex | None:
    """Ask for the register, the rules and the logs."""
    return annex(material.session, material.standing)


def draw(paper: Paper, answer: Annex) -> None:
    """Draw the register, then the rules, then the logs, each from a new page."""
    parts = {
        "register": (True, _register),
        "rules": (True, _rules),
        "logs": (bool(answer.decisions or answer.actions), _logs),
        "unread": (bool(answer.unread), _unread),
    }
    for name, (has_something, part) in parts.items():
        if has_something and paper.choice(name):
            part(paper, answer)


# The register --------------------------------------------------------------------------------------------------------


def _register(paper: Paper, answer: Annex) -> None:
    count = len(answer.entries)
    title = say("The register: {count} projects", count=show_number(count)) if count > 1 else say("The register")
    body = paper.page(say("Annex"), title=title, reason=_order(answer), key="annex", entry=say("Register"))
    unit = best_scale([entry.whole_life_cost for entry in answer.entries if entry.whole_life_cost], answer.currency)
    shown = _fitting(_register_columns(answer, unit), answer, body.width)
    rows: list[Row | Group] = [_register_row(entry, [cell for _, cell in shown]) for entry in answer.entries]
    if answer.gone:
        rows.append(Group(strong(say("No longer reported")), show_number(len(answer.gone))))
        rows += [_register_row(entry, [cell for _, cell in shown]) for entry in answer.gone]
    table(
        body,
        [
            Column(say("Ref"), _reference_width(answer)),
            Column(say("Project"), share=2),
            *(column for column, _ in shown),
        ],
        rows,
        row_height=13,
    )


def _reference_width(answer: Annex) -> float:
    """Room for the longest reference, up to a hundred points."""
    return min(100.0, max(24.0, *(text_width(entry.reference, 8.5) + 4 for entry in answer.entries)))


def _order(answer: Annex) -> str:
    if not answer.gone:
        return say("In the order of their names; as reported for {period}.", period=answer.period)
    return say(
        "In the order of their names; as reported for {period}. At the end those that are no longer reported.",
        period=answer.period,
    )


_Cell = Callable[[Entry], Words | None]


def _fitting(columns: Sequence[tuple[Column, _Cell]], answer: Annex, room: float) -> list[tuple[Column, _Cell]]:
    """The columns in which anything stands, without the last ones of `_SPARED` until the names have their room."""
    shown = [each for each in columns if any(each[1](entry) for entry in answer.entries)]
    for number in _SPARED:
        if sum(column.width + _GAP for column, _ in shown) + _NAMES <= room:
            break
        shown = [each for each in shown if each is not columns[number]]
    return shown


def _register_columns(answer: Annex, unit: int) -> list[tuple[Column, _Cell]]:
    money = money_unit(answer.currency, unit)

    def amount(value: int | None) -> str | None:
        return None if value is None else show_money(value, answer.currency, unit)

    def rating(entry: Entry) -> Words:
        shown = status(entry.rating, complete=entry.is_over)
        return [status_sign(shown, 7.5), Run(rating_word(entry.rating, answer.scale, complete=entry.is_over))]

    return [
        (Column(say("Rating"), 72), rating),
        (Column(say("Organisation"), 62), lambda entry: entry.organisation),
        (Column(say("Programme"), 92), lambda entry: entry.programme),
        (Column(say("SRO"), 72), lambda entry: entry.sponsor),
        (Column(say("Stage"), 44), lambda entry: entry.stage.label if entry.stage else None),
        (Column(say("Start"), 54, "right"), lambda entry: show_date(entry.start_on) if entry.start_on else None),
        (Column(say("Finish"), 54, "right"), lambda entry: show_date(entry.finish_on) if entry.finish_on else None),
        (Column(say("Slip, d"), 36, "right"), lambda entry: _change(entry.slip_days)),
        (Column(say("Whole-life {unit}", unit=money), 58, "right"), lambda entry: amount(entry.whole_life_cost)),
        (Column(say("EAC {unit}", unit=money), 44, "right"), lambda entry: amount(entry.eac)),
        (Column(say("EAC − BAC, %"), 48, "right"), lambda entry: _change(entry.cost_percent, 1)),
    ]


def _change(value: float | None, digits: int = 0) -> str | None:
    return None if value is None else show_change(value, digits)


def _register_row(entry: Entry, cells: Sequence[_Cell]) -> Row:
    own: list[Words] = [quiet(entry.reference), entry.name]
    return Row([*own, *(cell(entry) or NO_VALUE for cell in cells)], link=f"project-{entry.key}")


# The rules -----------------------------------------------------------------------------------------------------------

_RULES = (
    (N_("Schedule"), N_("slip of the finish ÷ baseline duration; red also for a key milestone over {days} days late")),
    (N_("Cost"), N_("(EAC − BAC) ÷ BAC")),
    (N_("Scope"), N_("approved change ÷ BAC, or open changes past their decision date")),
    (N_("Benefits"), N_("shortfall of the forecast against the target")),
    (N_("Resources"), N_("demand without capacity in the next three months")),
)
_WORDS = (
    (
        N_("BAC, EAC"),
        N_("budget at completion; estimate at completion: approved cost, and what it is now expected to be"),
    ),
    (N_("Whole-life cost"), N_("everything a project costs from its first day to the last day of use; not its budget")),
    (N_("In-year"), N_("money of the current financial year alone")),
    (N_("Slip"), N_("forecast or actual date less baseline date, in calendar days; + is later")),
    (N_("SRO"), N_("senior responsible owner, who answers for a project's success")),
    (N_("Cut-off"), N_("the data date: what was known by the end of that day counts")),
    (N_("Carried forward"), N_("no new report came in; words and ratings are those of the last one")),
    (N_("Override"), N_("a rating changed by the PMO, always with its reason")),
    (N_("Path to green"), N_("what brings a project back on track, by whom and by when")),
    (N_("Not rated"), N_("nobody said and nothing could be calculated; never counted as green")),
    (N_("Audit head"), N_("first digits of the hash of the last change; it shows which state of the data this is")),
)


def _rules(paper: Paper, answer: Annex) -> None:
    body = paper.page(
        say("Annex"),
        title=say("How ratings are made, and what the words mean"),
        reason=say(
            "What counts is the PMO's view, else the reported rating, else the calculated one; no data is not rated."
        ),
        entry=say("Rules and words"),
    )
    left, right = body.columns(7, 5)
    heading(left, say("Calculated ratings"))
    limits = answer.limits
    amber, red = show_percent(limits.amber, 0), show_percent(limits.red, 0)
    rows = [
        (strong(say(name)), say(rule).format(days=limits.key_milestone_days),
         say("below {amber}", amber=amber), say("to {red}", red=red), say("above {red}", red=red))
        for name, rule in _RULES
    ]  # fmt: skip
    risk = say("highest current score, 1 to 25; red also for a red risk without owner or response")
    rows.insert(
        2,
        (strong(say("Risk")), risk, say("below {limit}", limit=limits.risk_amber),
         say("from {limit}", limit=limits.risk_amber), say("from {limit}", limit=limits.risk_red)),
    )  # fmt: skip
    quality = say("worst open audit finding, or the last gate's verdict")
    rows.insert(4, (strong(say("Quality")), quality, say("none"), say("minor, conditions"), say("major, hold, stop")))
    columns = [Column(say("Dimension"), 58), Column(say("Calculated from"), lines=2), Column(say("Green"), 54),
               Column(say("Amber"), 72), Column(say("Red"), 70)]  # fmt: skip
    table(left, columns, rows, row_height=25)
    left.skip(8)
    text(left, _scale(answer), size="table", colour=LIGHT.text_2, lines=3)
    heading(right, say("Words"))
    table(
        right,
        [Column("", 76), Column("", lines=3)],
        [(strong(say(word)), say(meaning)) for word, meaning in _WORDS],
        header=False,
        row_height=18,
    )


def _scale(answer: Annex) -> str:
    if answer.scale is Scale.FIVE:
        points = say("Ratings have five points: Green, Amber/Green, Amber, Amber/Red, Red.")
    else:
        points = say("Ratings have three points: Green, Amber, Red.")
    return points + " " + say("Overall is the worst dimension where it is calculated.")


# The logs ------------------------------------------------------------------------------------------------------------


def _logs(paper: Paper, answer: Annex) -> None:
    late = sum(each.days_late > 0 for each in answer.actions)
    waiting = sum(each.is_open for each in answer.decisions)
    body = paper.page(
        say("Annex"),
        title=_logs_title(waiting, late),
        reason=say(
            "Decisions in the order of the day they are due; actions that are open, or were closed in the period."
        ),
        entry=say("Decisions and actions"),
    )
    if answer.decisions:
        heading(body, say("Decisions"))
        _decisions(body, answer)
        body.skip(10)
    if answer.actions:
        heading(body, say("Actions"))
        _actions(body, answer)


def _logs_title(waiting: int, late: int) -> str:
    decisions = say("1 decision open") if waiting == 1 else say("{count} decisions open", count=waiting)
    actions = say("1 action overdue") if late == 1 else say("{count} actions overdue", count=late)
    return say("Logs: {decisions}, {actions}", decisions=decisions, actions=actions)


def _decisions(body: Region, answer: Annex) -> None:
    columns = [Column(say("Ref"), 40), Column(say("Ask"), lines=2, share=2), Column(say("Project"), share=1.2),
               Column(say("Decide by"), 60, "right"), Column(say("Outcome"), 58),
               Column(say("In words"), lines=2, share=2)]  # fmt: skip
    table(
        body,
        columns,
        [
            (
                quiet(each.reference),
                each.title,
                each.project or NO_VALUE,
                show_date(each.decide_by_on),
                each.outcome.label if each.outcome else (strong(say("open")) if each.is_open else NO_VALUE),
                each.text or NO_VALUE,
            )
            for each in answer.decisions
        ],
        row_height=13.4,
    )


def _actions(body: Region, answer: Annex) -> None:
    columns = [Column(say("Action"), lines=2, share=2.4), Column(say("Project"), share=1.2), Column(say("Owner"), 90),
               Column(say("Due"), 60, "right"), Column(say("Late, d"), 42, "right"),
               Column(say("State"), 46), Column(say("Source"))]  # fmt: skip
    table(
        body,
        columns,
        [
            (
                each.title,
                each.project or NO_VALUE,
                each.owner or NO_VALUE,
                show_date(each.due_on),
                strong(show_change(each.days_late, 0)) if each.days_late else NO_VALUE,
                say("open") if each.is_open else say("closed"),
                each.source or NO_VALUE,
            )
            for each in answer.actions
        ],
        row_height=13.4,
    )


def _unread(paper: Paper, answer: Annex) -> None:
    count = len(answer.unread)
    body = paper.page(
        say("Annex"),
        title=say("Data quality: {count} cells of the imported file could not be read", count=show_number(count)),
        reason=say("Their text is kept as it came and counts in no sum."),
        entry=say("Unread cells"),
    )
    columns = [Column(say("Project"), share=1.2), Column(say("Column of the file"), lines=1, share=1.1),
               Column(say("Text"), lines=2, share=2.4), Column(say("Why"), 84)]  # fmt: skip
    rows = [(each.project, each.header, each.text, each.reason) for each in answer.unread[:_UNREAD_SHOWN]]
    table(body, columns, rows, row_height=13.4)
    if count > _UNREAD_SHOWN:
        text(
            body, say("and {count} more, kept in the workspace", count=show_number(count - _UNREAD_SHOWN)), size="note"
        )


_OPTIONS = (
    Option("register", N_("The whole register")),
    Option("rules", N_("Rules of ratings and words")),
    Option("logs", N_("Log of decisions and actions")),
    Option("unread", N_("Cells that could not be read")),
)
SECTION = Section("annex", N_("Annex"), ask, draw, _OPTIONS)
