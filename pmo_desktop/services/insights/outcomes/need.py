"""The outcome of a need check: need × readiness, the strongest drivers, and what is missing first."""

from sqlalchemy.orm import Session

from pmo_desktop.domain.rules.need import THERE_PERCENT, NeedCheck, Quadrant, need_check
from pmo_desktop.services.formats import show_date
from pmo_desktop.services.insights.assessment_shapes import PlacedPoint, Quadrants, Share, ShareBars
from pmo_desktop.services.insights.maturity import comparable_before
from pmo_desktop.services.insights.outcomes.outcome import Figure, Head, Line, Listed, Outcome, Picture, Proposal
from pmo_desktop.services.insights.outcomes.shared import (
    answer_word,
    answers_list,
    findings_list,
    heat_map,
    percent,
    share_of,
)
from pmo_desktop.services.insights.rounds import Round, StatementAnswer, round_of, scored
from pmo_desktop.text import N_, say

READINESS = "readiness"
NAMES = {
    Quadrant.NOT_NOW: N_("Not now"),
    Quadrant.PREPARE_FIRST: N_("Prepare first"),
    Quadrant.LIGHT: N_("Light PMO"),
    Quadrant.OFFICE: N_("PMO"),
}
_ADVICE = {
    Quadrant.NOT_NOW: N_("No PMO now: the need is small and the ground is not ready"),
    Quadrant.PREPARE_FIRST: N_("A PMO is needed; prepare the ground first"),
    Quadrant.LIGHT: N_("A light PMO is enough: the ground is ready, the need is small"),
    Quadrant.OFFICE: N_("A PMO is needed, and the ground is ready"),
}
_MEANING = {
    Quadrant.NOT_NOW: N_("Leave it for now, and look again in a year. The strongest signals:"),
    Quadrant.PREPARE_FIRST: N_("Before an office is founded, this has to become true:"),
    Quadrant.LIGHT: N_("One person with one list of projects and one report will do for now. It relieves first:"),
    Quadrant.OFFICE: N_("Found the office, and judge it by what it relieves first:"),
}
_NAMED = 3


def check_of(found: Round) -> NeedCheck:
    """Need and readiness of a round."""
    answers = {domain.key: domain.answers for domain in found.domains}
    signals = [each for key, every in answers.items() if key != READINESS for each in every]
    return need_check(scored(signals), scored(answers.get(READINESS, ())))


def outcome(session: Session, found: Round, language: str) -> Outcome:
    """Tell whether an office is needed, why, and what to prepare."""
    del language
    check = check_of(found)
    texts = {each.statement.key: each for each in found.answers}
    before = comparable_before(session, found.key)
    earlier = check_of(round_of(session, before.key)) if before else None
    since = show_date(before.held_on) if before else ""
    pictures = [
        Picture("field", _advice(check), "", say("Need and readiness"), "quadrants", _field(check, earlier, since)),
        Picture("groups", _strongest(found), say("share of need"), say("Need by group"), "share_bars", _groups(found)),
    ]
    heat = heat_map(found)
    return Outcome(
        headline=_advice(check),
        figures=_figures(check, found),
        pictures=(*pictures, heat) if heat else tuple(pictures),
        meaning=_meaning(check, texts),
        lists=(_drivers(check, texts), _missing(check, texts), findings_list(session, found), answers_list(found)),
    )


def _advice(check: NeedCheck) -> str:
    return say(_ADVICE[check.quadrant]) if check.quadrant else say("Not enough is answered to advise")


def _meaning(check: NeedCheck, texts: dict[str, StatementAnswer]) -> str:
    """What to do now, with the strongest drivers in words, or with what is missing first where that has to come."""
    named = check.missing[:_NAMED] if check.quadrant is Quadrant.PREPARE_FIRST else check.drivers
    if check.quadrant is None or not named:
        return ""
    return " ".join([say(_MEANING[check.quadrant]), *(texts[key].statement.text for key in named)])


def _figures(check: NeedCheck, found: Round) -> tuple[Figure, ...]:
    every = len(found.answers)
    answered = check.need.answered + check.readiness.answered
    apart = check.need.not_applicable + check.readiness.not_applicable
    word = say(NAMES[check.quadrant]) if check.quadrant else "—"
    first = check.drivers[0] if check.drivers else ""
    return (
        Figure("advice", say("Advice"), word, note=say("need × readiness"), opens=first),
        Figure(
            "need",
            say("Need"),
            percent(check.need.percent),
            note=say("there from {percent}", percent=percent(THERE_PERCENT)),
            opens=first,
        ),
        Figure(
            "readiness",
            say("Readiness"),
            percent(check.readiness.percent),
            note=say("there from {percent}", percent=percent(THERE_PERCENT)),
            opens=READINESS,
        ),
        Figure(
            "drivers", say("Drivers"), str(len(check.drivers)), note=say("strongest signals, listed below"), opens=first
        ),
        Figure(
            "answered",
            say("Answered"),
            say("{done} of {count}", done=answered + apart, count=every),
            note=say("{count} not applicable, counted apart", count=apart),
        ),
    )


def _field(check: NeedCheck, earlier: NeedCheck | None, since: str) -> Quadrants:
    points: list[PlacedPoint] = []
    for each, label, is_past in ((earlier, since, True), (check, say("Now"), False)):
        if each and each.need.percent is not None and each.readiness.percent is not None:
            points.append(PlacedPoint(label, each.readiness.percent, each.need.percent, READINESS, is_past=is_past))
    return Quadrants(
        points=tuple(points),
        across=say("Readiness, %"),
        up=say("Need, %"),
        names=(
            say(NAMES[Quadrant.NOT_NOW]),
            say(NAMES[Quadrant.LIGHT]),
            say(NAMES[Quadrant.PREPARE_FIRST]),
            say(NAMES[Quadrant.OFFICE]),
        ),
        reached=say(NAMES[check.quadrant]) if check.quadrant else "",
        across_at=THERE_PERCENT,
        up_at=THERE_PERCENT,
    )


def _shares(found: Round) -> list[Share]:
    shares = [
        Share(domain.name, share_of(domain).percent, percent(share_of(domain).percent), domain.key)
        for domain in found.domains
        if domain.key != READINESS
    ]
    return sorted(shares, key=lambda each: -(each.percent or 0.0))


def _groups(found: Round) -> ShareBars:
    ready = [domain for domain in found.domains if domain.key == READINESS]
    rows = [
        Share(each.name, share_of(each).percent, percent(share_of(each).percent), each.key, is_strong=True)
        for each in ready
    ]
    return ShareBars((*_shares(found), *rows), THERE_PERCENT)


def _strongest(found: Round) -> str:
    shares = [each for each in _shares(found) if each.percent]
    return say("The need is strongest in: {name}", name=shares[0].label) if shares else say("No group shows a need")


def _drivers(check: NeedCheck, texts: dict[str, StatementAnswer]) -> Listed:
    heads = (Head(say("The strongest drivers of the need"), 70), Head(say("Answer"), 12), Head(say("Action"), 14))
    lines = tuple(_line(texts[key], is_driver=True) for key in check.drivers)
    return Listed("drivers", say("Drivers"), heads, lines, say("No signal of need was seen."))


def _missing(check: NeedCheck, texts: dict[str, StatementAnswer]) -> Listed:
    heads = (
        Head(say("What readiness lacks, the most telling first"), 70),
        Head(say("Answer"), 12),
        Head(say("Action"), 14),
    )
    lines = tuple(_line(texts[key], is_driver=False) for key in check.missing)
    return Listed("missing", say("To prepare"), heads, lines, say("The ground is ready: nothing is missing."))


def _line(each: StatementAnswer, *, is_driver: bool) -> Line:
    statement = each.statement
    return Line(
        statement.key,
        (statement.text, answer_word(each), say("Make action")),
        opens=statement.key,
        act="action",
        proposal=Proposal(
            say("Relieve: {text}", text=statement.text)
            if is_driver
            else say("Bring about: {text}", text=statement.text),
            statement.domain,
            statement.key,
        ),
    )
