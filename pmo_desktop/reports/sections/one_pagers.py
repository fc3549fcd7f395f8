"""One-pagers: a project on one page, in four quads: status, milestones, money, and the way back."""

from collections.abc import Callable

from pmo_desktop.charts import s_curve
from pmo_desktop.charts.style import LIGHT, PAPER, status
from pmo_desktop.domain.choices import Dimension, Rating
from pmo_desktop.reports.blocks import ask as tinted
from pmo_desktop.reports.blocks import figures, heading, panel, quads, text
from pmo_desktop.reports.lettering import text_width
from pmo_desktop.reports.paper import Paper
from pmo_desktop.reports.region import MARGIN, WIDTH, Region
from pmo_desktop.reports.scale import rating_word
from pmo_desktop.reports.sections.section import Material, Option, Section
from pmo_desktop.reports.signs import change, diamond, look, space, status_sign, ticks
from pmo_desktop.reports.tables import Column, Row, table
from pmo_desktop.reports.typesetting import Piece, Run, Words, fit_text, lay, quiet, strong
from pmo_desktop.reports.vector import chart
from pmo_desktop.services.formats import (
    NO_VALUE,
    best_scale,
    money_unit,
    show_change,
    show_date,
    show_money,
    show_number,
    show_percent_change,
)
from pmo_desktop.services.insights.entries import View
from pmo_desktop.services.insights.one_pager import OnePager, OnePagers, Threat, one_pagers
from pmo_desktop.services.wording import first_sentence, gist, projects
from pmo_desktop.text import N_, say

_HEADER, _ASK = 44.0, 40.0
_NARROW = 78.0
_RATING, _BENEFIT, _HEAD, _PATH = 13.4, 31.0, 26.0, 42.0  # heights of a rating, a benefit, a head, the least path
_LEAST_LINES = 2
_LAST_WIDER = 0.7  # what the last fact of the header, the next milestone, takes beyond its share
_STATUS_LINES = 5
_NAMED = 32  # names in a column
_BESIDE_ASK = 4  # risks and issues that leave a decision and the path their room


def ask(material: Material) -> OnePagers | None:
    """Ask for the pages the recipe's rule wants."""
    recipe = material.recipe
    most = SECTION.choices(recipe)["most"]
    return one_pagers(material.session, material.standing, recipe.one_pagers, recipe.chosen, most)


def draw(paper: Paper, answer: OnePagers) -> None:
    """Draw one page for each project."""
    for page in answer.pages:
        entry = page.entry
        body = paper.page(
            say("One-pagers"),
            title=_title(page, answer),
            reason=_reason(page, answer),
            key=f"project-{entry.key}",
            entry=entry.name,
            note=say("Ref {reference}", reference=entry.reference) if entry.reference else "",
        )
        _header(body, page, answer)
        body.skip(9)
        upper_left, upper_right, lower_left, lower_right = quads(body, upper=0.52)
        _status(upper_left, page, answer)
        _dates(upper_right, page, answer)
        _money(lower_left, page, answer)
        _way_back(lower_right, page)
    if answer.left:
        _left_out(paper, answer)


def _left_out(paper: Paper, answer: OnePagers) -> None:
    """Name the projects that had no page for want of room, so that none is missed without a sign."""
    count = projects(len(answer.left))
    body = paper.page(
        say("One-pagers"),
        title=say("{projects} have no page of their own this time", projects=count),
        reason=say("The recipe allows {count} pages; the others are named here.", count=len(answer.pages)),
        key="one-pagers-left",
    )
    columns = body.columns(4, 4, 4)
    names = list(answer.left)
    for place, column in enumerate(columns):
        part = -(-len(names) // len(columns))
        for name in names[place * part : (place + 1) * part][:_NAMED]:
            text(column, name, size="table", lines=1)
    hidden = len(names) - _NAMED * len(columns)
    if hidden > 0:
        body.below(*columns)
        text(body, say("and {count} more, in the annex", count=hidden), size="note", lines=1)


def _title(page: OnePager, answer: OnePagers) -> str:
    whole = _message(page, answer, "")
    room = WIDTH - 2 * MARGIN - text_width(whole, PAPER["title"].size, "semibold")
    return _message(page, answer, fit_text(page.entry.name, room, PAPER["title"].size, "semibold"))


def _message(page: OnePager, answer: OnePagers, name: str) -> str:
    """What a page says of a project called `name`, which is shortened so that the message has its room."""
    entry = page.entry
    said = {"name": name, "rating": rating_word(entry.rating, answer.scale).lower()}
    if page.ask and page.ask.decide_by_on:
        return say("{name}: {rating}; a decision is needed by {date}", **said, date=show_date(page.ask.decide_by_on))
    if entry.rating not in {None, Rating.GREEN} and entry.path_due_on:
        return say("{name}: {rating}, back on track by {date}", **said, date=show_date(entry.path_due_on))
    return say("{name}: {rating}", **said)


def _reason(page: OnePager, answer: OnePagers) -> str:
    about, _ = first_sentence(page.entry.description)
    if not page.changed:
        return about
    return f"{about} " + say("Text changed since {period} has a bar at its left.", period=answer.previous)


# The header ----------------------------------------------------------------------------------------------------------


def _header(body: Region, page: OnePager, answer: OnePagers) -> None:
    inside = panel(body, _HEADER, padding=8)
    facts = _facts(page)
    room = inside.width - 150 - 34 - 10 * (len(facts) + 1)
    wide = (room - _NARROW) / max(1.0, len(facts) - 1 + _LAST_WIDER)
    shape = Region(body.paper, inside.x, inside.y, 34, inside.bottom)
    status_at = status(page.entry.rating, complete=page.entry.is_over)
    status_sign(status_at, 26).draw(body.paper, shape.x, body.paper.up(inside.y + 14))
    word = Region(body.paper, inside.x + 38, inside.y, 146, inside.bottom)
    text(word, strong(rating_word(page.entry.rating, answer.scale)), size="section", lines=1)
    text(word, _was(page, answer), size="table", colour=LIGHT.text_2, lines=1)
    x = word.right + 10
    for number, (name, value) in enumerate(facts):
        width = _NARROW if number == 0 else wide * (1 + _LAST_WIDER * (number == len(facts) - 1))
        place = Region(body.paper, x, inside.y + 1, width, inside.bottom)
        text(place, name, size="note", colour=LIGHT.text_2, lines=1)
        place.skip(2)
        text(place, value, size="table", lines=1)
        x += width + 10


def _was(page: OnePager, answer: OnePagers) -> str:
    if not answer.previous:
        return ""
    if page.entry.is_new:
        return say("new since {period}", period=answer.previous)
    before = rating_word(page.entry.overall.before, answer.scale).lower()
    return say("was {rating} in {period}", rating=before, period=answer.previous)


def _facts(page: OnePager) -> list[tuple[str, Words]]:
    """What stands in the header, six at most; what is not known gives way to what is."""
    entry = page.entry
    earlier = () if entry.is_new else entry.overall.earlier
    strip = [status_sign(status(rating), 9.5) for rating in (*earlier, entry.rating)]
    look_or_state: tuple[str, Words] = (say("Report"), strong(entry.state.label))
    if entry.forward_look:
        look_or_state = (say("Outlook"), look(entry.forward_look))
    due = f"{show_date(entry.next_milestone_on)}: " if entry.next_milestone_on else ""
    found: list[tuple[str, str, Words]] = [
        (say("SRO"), entry.sponsor, strong(entry.sponsor)),
        (say("Project manager"), entry.manager, strong(entry.manager)),
        (say("Organisation"), "" if entry.sponsor else entry.organisation, strong(entry.organisation)),
        (say("Category"), "" if entry.manager else entry.category, strong(entry.category)),
        (say("Stage"), entry.stage or "", strong(entry.stage.label if entry.stage else "")),
        (say("Next milestone"), entry.next_milestone, strong(due + entry.next_milestone)),
    ]
    spaced: list[Piece] = [piece for sign in strip for piece in (sign, space(2))]
    told = [(name, value) for name, known, value in found if known][:4]
    return [(say("Rating over time"), spaced), look_or_state, *told]


# Status --------------------------------------------------------------------------------------------------------------


def _status(quad: Region, page: OnePager, answer: OnePagers) -> None:
    entry = page.entry
    heading(quad, say("Status"), rule=True)
    words = gist(entry.summary) or entry.overall_reason or say("No words were reported.")
    rated = [(dimension, view) for dimension, view in entry.dimensions.items() if view.shown is not None]
    needed = _needed(quad, page)
    lines, under = _shares(quad.room - (_RATING * len(rated) + 5 if rated else 0), needed)
    text(
        quad, words, lines=min(lines, _STATUS_LINES) if rated else lines, changed="summary" in page.changed,
        carry=_named(page, say("Status")),
    )  # fmt: skip
    if under:
        quad.skip(6)
        _beside(quad, page, under)
    if rated:
        quad.skip(5)
        table(
            quad,
            [Column("", 50), Column("", 20), Column("", 62), Column("")],
            _that_fit([_dimension(page, dimension, view, answer) for dimension, view in rated], quad.room, _RATING),
            header=False,
            row_height=_RATING,
        )


def _needed(quad: Region, page: OnePager) -> int:
    """How many lines what was achieved and what comes next take side by side, three at most."""
    wide = quad.columns(6, 6)[0].width
    texts = (page.entry.achieved, page.entry.next_steps)
    return min(3, max(len(lay(words, wide, PAPER["table"]).lines) if words else 0 for words in texts))


def _shares(room: float, needed: int) -> tuple[int, int]:
    """How many lines of status, and of up to `needed` under it, `room` points hold."""
    for under in range(needed, 0, -1):
        left = room - 6 - PAPER["table"].leading * (under + 1)
        if left >= _LEAST_LINES * PAPER["body"].leading:
            return int(left // PAPER["body"].leading), under
    return max(1, int(room // PAPER["body"].leading)), 0


def _that_fit(rows: list[Row], room: float, height: float, head: float = 0) -> list[Row]:
    """As many rows of one height as `room` points hold under a head, so that a quad never runs over."""
    return rows[: max(0, int((room - head + 0.5) // height))]


def _named(page: OnePager, part: str) -> str:
    """Under what a text of this page that was cut stands at the end."""
    return f"{page.entry.name}: {part}"


def _beside(quad: Region, page: OnePager, lines: int) -> None:
    left, right = quad.columns(6, 6)
    for place, title, name in ((left, say("Achieved"), "achieved"), (right, say("Next"), "next_steps")):
        text(place, strong(title), size="table", lines=1)
        words: str = getattr(page.entry, name) or NO_VALUE
        text(place, words, size="table", lines=lines, changed=name in page.changed, carry=_named(page, title))
    quad.below(left, right)


def _dimension(page: OnePager, dimension: Dimension, view: View, answer: OnePagers) -> Row:
    is_bad = view.shown not in {None, Rating.GREEN}
    earlier = ticks([status(rating) if rating else None for rating in view.earlier])
    word = Run(rating_word(view.shown, answer.scale), bold=is_bad)
    sign: list[Piece] = [status_sign(status(view.shown), 8), word]
    return Row([Run(dimension.label, bold=is_bad), [earlier], sign, quiet(_why(page, dimension, view))])


def _why(page: OnePager, dimension: Dimension, view: View) -> str:
    """Why it is rated so, in a few words: the PMO's reason, else the figure, else the rule's first sentence."""
    entry = page.entry
    if view.override:
        return say("PMO: {reason}", reason=view.override.reason)
    if dimension is Dimension.SCHEDULE and entry.slip_days is not None and not view.driver:
        return say("finish {step} d against baseline", step=show_change(entry.slip_days, 0))
    if dimension is Dimension.COST and entry.cost_percent is not None:
        return say("EAC {step} against BAC", step=show_percent_change(entry.cost_percent))
    if dimension is Dimension.RISK and entry.top_risk_score is not None:
        return say("highest score {score}: {risk}", score=entry.top_risk_score, risk=entry.top_risk)
    return first_sentence(view.why)[0] or say("as reported")


# Dates ---------------------------------------------------------------------------------------------------------------


def _dates(quad: Region, page: OnePager, answer: OnePagers) -> None:
    if page.milestones:
        heading(quad, say("Milestones"), rule=True, aside=_more(page))
        _milestones(quad, page, answer)
        return
    entry = page.entry
    heading(quad, say("Schedule"), rule=True)
    figures(
        quad,
        [
            (say("Start"), show_date(entry.start_on), ""),
            (say("Finish"), show_date(entry.finish_on), ""),
            (
                say("Finish before"),
                show_date(entry.finish_before_on),
                answer.previous if entry.finish_before_on else "",
            ),
            (say("Moved, days"), _step(entry.slip_since_days), ""),
        ],
    )
    quad.skip(4)
    _note(quad, page, "schedule_note")


def _more(page: OnePager) -> str:
    return say("and {count} more ahead", count=page.more_milestones) if page.more_milestones else ""


def _milestones(quad: Region, page: OnePager, answer: OnePagers) -> None:
    columns = [Column(say("Milestone")), Column(say("Baseline"), 53, "right"), Column(answer.previous, 53, "right"),
               Column(say("Forecast"), 53, "right"), Column(say("Slip, d"), 32, "right"),
               Column(say("moved"), 34, "right")]  # fmt: skip
    if not any(each.before_on for each in page.milestones):
        del columns[5], columns[2]
    rows: list[Row] = []
    for each in page.milestones:
        done = " " + say("(done)") if each.is_done else ""
        cells: list[Words] = [
            [diamond("G" if each.is_gate else ""), Run(f" {each.name}{done}")],
            show_date(each.baseline_on),
            quiet(show_date(each.before_on)),
            strong(show_date(each.forecast_on)),
            _step(each.slip_days),
            change(each.moved_days or 0, _step(each.moved_days)),
        ]
        if len(columns) < len(cells):
            del cells[5], cells[2]
        rows.append(Row(cells))
    table(quad, columns, _that_fit(rows, quad.room, 19, _HEAD), row_height=19, gap=5)


def _step(days: int | None) -> str:
    return NO_VALUE if days is None else show_change(days, 0)


# Money ---------------------------------------------------------------------------------------------------------------


def _money(quad: Region, page: OnePager, answer: OnePagers) -> None:
    entry = page.entry
    heading(quad, say("Money and benefits") if page.benefits else say("Money"), rule=True)
    scale = _scale(answer)
    unit = money_unit(answer.currency, scale)

    def amount(minor: int | None) -> str:
        return show_money(minor, answer.currency, scale)

    if entry.bac is not None or entry.eac is not None:
        share = "" if entry.cost_percent is None else show_percent_change(entry.cost_percent)
        step = NO_VALUE if entry.cost_variance is None else _signed(entry.cost_variance, amount)
        shown = [(say("BAC"), amount(entry.bac), unit), (say("EAC"), amount(entry.eac), unit),
                 (say("EAC − BAC"), step, share)]  # fmt: skip
    else:
        before = say("was {amount}", amount=amount(entry.whole_life_before)) if entry.whole_life_before else ""
        shown = [(say("Whole-life cost, {unit}", unit=unit), amount(entry.whole_life_cost), before)]
    year = say("of {budget}", budget=amount(entry.in_year_budget)) if entry.in_year_budget is not None else ""
    figures(quad, [*shown, (say("This year, {unit}", unit=unit), amount(entry.in_year_forecast), year)])
    if page.curve and page.benefits:
        left, right = quad.columns(5.6, 6.4)
        _curve(left, page)
        _benefits(right, page)
    elif page.curve:
        _curve(quad, page)
    elif page.benefits:
        _benefits(quad, page)
    else:
        quad.skip(4)
        _note(quad, page, "budget_note" if entry.budget_note else "cost_note")


def _scale(answer: OnePagers) -> int:
    """One scale of money for all pages, so that they compare."""
    known = [page.entry.bac or page.entry.whole_life_cost or page.entry.in_year_budget for page in answer.pages]
    return best_scale([each for each in known if each], answer.currency)


def _signed(minor: int, amount: Callable[[int | None], str]) -> str:
    return f"+{amount(minor)}" if minor > 0 else amount(minor)


def _curve(place: Region, page: OnePager) -> None:
    text(place, strong(say("Whole-life spend, {unit}", unit=page.curve_unit), LIGHT.text_2), size="note", lines=1)
    if page.curve:
        chart(place, s_curve.draw, page.curve, place.room - 2)


def _benefits(place: Region, page: OnePager) -> None:
    rows = [
        Row([[Run(each.title), quiet(f" {each.unit}")], _figure(each.forecast), _figure(each.target)])
        for each in page.benefits
    ]
    columns = [
        Column(say("Benefit"), lines=2),
        Column(say("Forecast"), 38, "right"),
        Column(say("Target"), 34, "right"),
    ]
    table(place, columns, _that_fit(rows, place.room, _BENEFIT, _HEAD), row_height=20, gap=5)


def _figure(value: float | None) -> str:
    return NO_VALUE if value is None else show_number(value)


# The way back --------------------------------------------------------------------------------------------------------


def _way_back(quad: Region, page: OnePager) -> None:
    entry = page.entry
    heading(quad, say("Risks, issues and the way back") if page.threats else say("The way back"), rule=True)
    if page.threats:
        columns = [Column("", 36), Column(say("Risk or issue"), share=1.3), Column(say("Response")),
                   Column(say("Now"), 40, "right"), Column(say("Target"), 34, "right")]  # fmt: skip
        room = quad.room - (_ASK + 6 if page.ask else 0) - (_PATH if page.entry.path_to_green else 0)
        threats = [_threat(each) for each in page.threats[: _BESIDE_ASK if page.ask else None]]
        table(quad, columns, _that_fit(threats, room, 13, _HEAD), row_height=13, gap=6)
        quad.skip(5)
    if page.ask:
        _asked(quad, page)
    if entry.path_to_green:
        owner = say("Owner: {name}", name=entry.path_owner) if entry.path_owner else ""
        due = say("by {date}", date=show_date(entry.path_due_on)) if entry.path_due_on else ""
        heading(quad, say("Path to green"), level="subhead", aside="  ·  ".join(part for part in (owner, due) if part))
        text(
            quad, entry.path_to_green, size="table", changed="path_to_green" in page.changed,
            carry=_named(page, say("Path to green")),
        )  # fmt: skip
        return
    if entry.rating not in {None, Rating.GREEN}:
        text(quad, strong(say("No path to green was reported."), LIGHT.text_2), size="table", lines=1)
        quad.skip(4)
    if not page.threats:
        _note(quad, page, "cost_note" if entry.budget_note else "overall_reason")


def _threat(each: Threat) -> Row:
    now = each.severity.label if each.severity else _figure(each.score)
    return Row([quiet(each.reference), each.title, each.response or NO_VALUE, strong(now), _figure(each.target)])


def _asked(quad: Region, page: OnePager) -> None:
    if not page.ask:
        return
    inside = tinted(quad, _ASK, padding=8)
    left, right = inside.columns(8, 4)
    text(
        left,
        strong(say("Decision needed {reference}", reference=page.ask.reference), LIGHT.accent),
        size="note",
        lines=1,
    )
    text(left, strong(page.ask.title), size="table", lines=2)
    due = say("by {date}", date=show_date(page.ask.decide_by_on)) if page.ask.decide_by_on else ""
    text(right, strong(due), size="table", align="right", lines=1)
    text(right, page.ask.cost_of_delay, size="note", align="right", colour=LIGHT.text_2, lines=2)
    quad.skip(6)


_NOTES = {
    "schedule_note": N_("On the dates, as reported"),
    "cost_note": N_("On this year's money, as reported"),
    "budget_note": N_("On the whole-life cost, as reported"),
    "overall_reason": N_("On the rating, as reported"),
}


def _note(quad: Region, page: OnePager, name: str) -> None:
    words: str = getattr(page.entry, name)
    if words:
        text(quad, strong(say(_NOTES[name]), LIGHT.text_2), size="note", lines=1)
        text(quad, gist(words), size="table", changed=name in page.changed, carry=_named(page, say(_NOTES[name])))


_OPTIONS = (
    Option("most", N_("At most"), 25, (
        (10, N_("10 pages")), (25, N_("25 pages")), (50, N_("50 pages")), (100, N_("100 pages")),
        (500, N_("500 pages")),
    )),
)  # fmt: skip
SECTION = Section("one_pagers", N_("One-pagers"), ask, draw, _OPTIONS)
