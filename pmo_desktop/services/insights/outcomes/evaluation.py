"""The outcome of a post-project evaluation: success rate, outturn against first and last baseline, and lessons."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.assessment import PlannedAssessment
from pmo_desktop.domain.lesson import Lesson
from pmo_desktop.domain.rules.evaluation import Success, success
from pmo_desktop.domain.rules.maturity import Answer
from pmo_desktop.domain.rules.ratio import percent as percent_of
from pmo_desktop.domain.rules.weighted import weighted
from pmo_desktop.services.evaluations import POST_PROJECT, Outturn, Promise, outturn
from pmo_desktop.services.formats import NO_VALUE, money_unit, show_date, show_money, show_percent_change
from pmo_desktop.services.insights.assessment_shapes import Share, ShareBars
from pmo_desktop.services.insights.outcomes.outcome import Figure, Head, Line, Listed, Outcome, Picture, Proposal
from pmo_desktop.services.insights.outcomes.shared import (
    answer_word,
    answers_list,
    findings_list,
    heat_map,
    percent,
    share_of,
)
from pmo_desktop.services.insights.rounds import Round, StatementAnswer, scored
from pmo_desktop.services.insights.shapes import Variance, VarianceBars
from pmo_desktop.text import N_, say

_WORDS = {Success.SUCCESS: N_("Success"), Success.PART: N_("Success in part"), Success.FAILURE: N_("Not a success")}
_SCALE = 20.0  # percent that the picture of the outturn shows at least
_ENOUGH = 80.0
_MILLION = 1_000_000


def outcome(session: Session, found: Round, language: str) -> Outcome:
    """Tell how the project came out, and what others can learn from it."""
    del language
    came = outturn(session, found.project_key) if found.project_key else None
    pictures = [Picture("shares", _message(found), "", say("Success by part"), "share_bars", _bars(found))]
    if came:
        told = say("First promise and last, against what came")
        pictures.append(Picture("outturn", told, say("% over"), say("Outturn"), "variance_bars", _variances(came)))
    heat = heat_map(found)
    return Outcome(
        headline=_headline(found),
        figures=_figures(session, found, came),
        pictures=(*pictures, heat) if heat else tuple(pictures),
        lists=(
            _lessons(session, found),
            *(_outturn(came) if came else ()),
            findings_list(session, found),
            answers_list(found),
        ),
    )


def rate(found: Round) -> float | None:
    """The success rate, 0 to 100 percent."""
    return weighted(scored(found.answers)).percent


def _headline(found: Round) -> str:
    word = success(rate(found))
    if word is None:
        return say("{project}: nothing is answered yet", project=found.about)
    return say(
        "{project}: {word}, {rate}", project=found.about, word=say(_WORDS[word]).lower(), rate=percent(rate(found))
    )


def _figures(session: Session, found: Round, came: Outturn | None) -> tuple[Figure, ...]:
    word = success(rate(found))
    keys = {each.statement.fills: each.statement.key for each in found.answers if each.statement.fills}
    first = Figure(
        "rate",
        say("Success rate"),
        percent(rate(found)),
        note=say(_WORDS[word]) if word else "",
        opens=found.domains[0].key,
    )
    if came is None:
        return (first,)
    second = session.scalars(
        select(PlannedAssessment.due_on)
        .where(PlannedAssessment.project_key == found.project_key, PlannedAssessment.template == POST_PROJECT)
        .order_by(PlannedAssessment.due_on.desc())
        .limit(1)
    ).first()
    return (
        first,
        Figure(
            "time",
            say("Time against first baseline"),
            _over(came.first.days, came.days),
            note=say("{change} against last", change=_over(came.last.days, came.days)),
            opens=keys.get("time first", ""),
        ),
        Figure(
            "cost",
            say("Cost against first baseline"),
            _over(came.first.cost, came.cost),
            note=say("{change} against last", change=_over(came.last.cost, came.cost)),
            opens=keys.get("cost first", ""),
        ),
        Figure(
            "benefits",
            say("Benefits come or forecast"),
            percent(came.benefit_percent),
            note=say("mean of {count} benefits", count=came.benefits),
            opens=keys.get("benefits", ""),
        ),
        Figure(
            "risks",
            say("Risks that materialised"),
            str(len(came.risks)),
            note=say("{count} grave issues", count=came.grave),
            opens=keys.get("risks", ""),
        ),
        Figure("second", say("Second benefits review"), show_date(second), note=say("after 6 or 12 months")),
    )


def _change(promised: int | None, came: int | None) -> float | None:
    return None if promised is None or came is None else percent_of(came - promised, promised)


def _over(promised: int | None, came: int | None) -> str:
    over = _change(promised, came)
    return NO_VALUE if over is None else show_percent_change(over, 0)


def _bars(found: Round) -> ShareBars:
    rows = tuple(
        Share(domain.name, share_of(domain).percent, percent(share_of(domain).percent), domain.key)
        for domain in found.domains
    )
    return ShareBars(rows, _ENOUGH)


def _message(found: Round) -> str:
    known = [(share, domain.name) for domain in found.domains if (share := share_of(domain).percent) is not None]
    if not known:
        return say("Nothing is answered yet")
    share, name = min(known)
    return say("Every part succeeded") if share >= _ENOUGH else say("Weakest part: {name}", name=name)


def _variances(came: Outturn) -> VarianceBars:
    rows = (
        (say("Time, first baseline"), came.first.days, came.days),
        (say("Time, last baseline"), came.last.days, came.days),
        (say("Cost, first baseline"), came.first.cost, came.cost),
        (say("Cost, last baseline"), came.last.cost, came.cost),
    )
    return VarianceBars(
        tuple(Variance(label, _change(promised, now), _over(promised, now)) for label, promised, now in rows),
        say("under"),
        say("over"),
        _SCALE,
    )


def _outturn(came: Outturn) -> tuple[Listed, ...]:
    scale = _MILLION if max((each or 0) for each in (came.first.cost, came.last.cost, came.cost)) >= 10**9 else 1
    unit = money_unit(came.currency, scale)
    heads = (
        Head(say("Outturn"), 34),
        Head(say("Finish"), 16),
        Head(say("Days"), 10, is_figure=True),
        Head(say("Cost {unit}", unit=unit), 14, is_figure=True),
    )

    def line(key: str, words: str, each: Promise) -> Line:
        days = NO_VALUE if each.days is None else str(each.days)
        return Line(key, (words, show_date(each.finish_on), days, show_money(each.cost, came.currency, scale)))

    actual = Promise("", came.days, came.finish_on, came.cost)
    risks = tuple(
        Line(f"risk {n}", (say("Materialised: {risk}", risk=r), "", "", "")) for n, r in enumerate(came.risks)
    )
    lines = (
        line("first", say("First baseline, {version}", version=came.first.version), came.first),
        line("last", say("Last baseline, {version}", version=came.last.version), came.last),
        line("actual", say("What came"), actual),
        *risks,
    )
    return (Listed("outturn", say("Outturn"), heads, lines),)


def _lessons(session: Session, found: Round) -> Listed:
    heads = (Head(say("What others could learn"), 66), Head(say("Answer"), 14), Head(say("Lesson"), 16))
    kept = session.scalars(
        select(Lesson)
        .where(Lesson.project_key == found.project_key, Lesson.project_key.is_not(None))
        .order_by(Lesson.key)
    )
    lessons = [Line(f"lesson {each.key}", (each.title, NO_VALUE, say("Kept")), tint="good") for each in kept]
    lines = [_offer(each) for each in found.answers if _teaches(each)]
    empty = say("Nothing went so wrong, and no comment was made, that would suggest a lesson.")
    return Listed("lessons", say("Lessons"), heads, (*lessons, *lines), empty)


def _teaches(each: StatementAnswer) -> bool:
    """Whether an answer suggests a lesson: it went badly, or somebody had something to say."""
    said = bool(each.comment) and not each.statement.fills
    return each.mark is not None and (each.mark <= Answer.PARTLY or said)


def _offer(each: StatementAnswer) -> Line:
    return Line(
        each.statement.key,
        (each.comment or each.statement.text, answer_word(each), say("Leave a lesson")),
        opens=each.statement.key,
        act="lesson",
        proposal=Proposal(each.comment or each.statement.text, each.statement.domain, each.statement.key),
    )
