"""The outcome of a PMO assessment: how well the needed services run, and where the gaps are."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from pmo_desktop.domain.assessment import AssessmentTarget
from pmo_desktop.domain.choices import FindingSeverity
from pmo_desktop.domain.rules.maturity import priority
from pmo_desktop.domain.rules.service_gap import Marks, Services, ServiceScore, Verdict, service_score, services
from pmo_desktop.domain.templates.reader import ASKED_OF_SERVICES
from pmo_desktop.services.assessment_templates import targets
from pmo_desktop.services.formats import NO_VALUE, show_change, show_number
from pmo_desktop.services.insights.assessment_shapes import PlacedPoint, Quadrants
from pmo_desktop.services.insights.maturity import comparable_before
from pmo_desktop.services.insights.outcomes.outcome import Figure, Head, Line, Listed, Outcome, Picture, Proposal
from pmo_desktop.services.insights.outcomes.shared import answer_word, answers_list, findings_list, heat_map
from pmo_desktop.services.insights.rounds import DomainAnswers, Round, StatementAnswer, round_of
from pmo_desktop.services.insights.shapes import Gap, GapBars
from pmo_desktop.text import N_, say

NEEDED, DELIVERED, WELL, VALUED = ASKED_OF_SERVICES
_WORDS = {
    Verdict.MISSING: N_("Missing"),
    Verdict.WEAK: N_("Runs too weakly"),
    Verdict.SURPLUS: N_("Hardly needed"),
    Verdict.UNVALUED: N_("Not valued"),
    Verdict.GOOD: N_("As needed"),
}
_ADVICE = {
    Verdict.MISSING: N_("Begin to deliver: {service}"),
    Verdict.WEAK: N_("Run better: {service}"),
    Verdict.SURPLUS: N_("Give up or cut back: {service}"),
    Verdict.UNVALUED: N_("Ask the customers what they would rather have: {service}"),
    Verdict.GOOD: N_("Keep up: {service}"),
}
_TOP = 5


@dataclass(frozen=True, slots=True)
class _Seen:
    domain: DomainAnswers
    score: ServiceScore
    marks: dict[str, StatementAnswer]
    target: AssessmentTarget

    @property
    def priority(self) -> float:
        return priority(self.score.gap, self.target.importance, self.target.ease) or 0.0


def scores_of(session: Session, found: Round) -> list[ServiceScore]:
    """The score of each service of a round."""
    return [each.score for each in _seen(session, found)]


def outcome(session: Session, found: Round, language: str) -> Outcome:
    """Tell how well the needed services run."""
    del language
    every = _seen(session, found)
    total = services(each.score for each in every)
    before = comparable_before(session, found.key)
    earlier = services(scores_of(session, round_of(session, before.key))).maturity if before else None
    pictures = [
        Picture(
            "gaps", _gap_message(every), say("level, outline = target"), say("Gaps to target"), "gap_bars", _gaps(every)
        ),
        Picture("field", _field_message(every), "", say("Need and level"), "quadrants", _field(every)),
    ]
    heat = heat_map(found)
    return Outcome(
        headline=_headline(total, every),
        figures=_figures(total, every, earlier),
        pictures=(*pictures, heat) if heat else tuple(pictures),
        lists=(_table(every), findings_list(session, found), answers_list(found)),
    )


def _seen(session: Session, found: Round) -> list[_Seen]:
    aims = {each.domain: each for each in targets(session, found.key)}
    every: list[_Seen] = []
    for domain in found.domains:
        marks = {each.statement.key.rpartition("-")[2]: each for each in domain.answers}
        score = service_score(
            Marks(
                domain.key,
                marks[NEEDED].answer,
                marks[DELIVERED].answer,
                marks[WELL].mark,
                marks[VALUED].mark,
            ),
            aims[domain.key].level,
        )
        every.append(_Seen(domain, score, marks, aims[domain.key]))
    return every


def _headline(total: Services, every: list[_Seen]) -> str:
    if total.maturity is None:
        return say("Nothing is scored yet")
    missing = sum(each.score.verdict in {Verdict.MISSING, Verdict.WEAK} for each in every)
    told = say("Needed services run at {level} of 5", level=show_number(total.maturity, 1))
    if not missing:
        return told
    return told + "; " + (say("1 falls short") if missing == 1 else say("{count} fall short", count=missing))


def _figures(total: Services, every: list[_Seen], earlier: float | None) -> tuple[Figure, ...]:
    weakest = next((each for each in every if each.domain.key in total.weakest), None)
    missing = [each for each in every if each.score.verdict is Verdict.MISSING]
    surplus = [each for each in every if each.score.verdict is Verdict.SURPLUS]
    valued = [mark for each in every if (mark := each.marks[VALUED].mark) is not None]
    note, change = say("each service by its need"), 0
    if earlier is not None and total.maturity is not None:
        moved = round(total.maturity - earlier, 1)
        note, change = say("{change} since last time", change=show_change(moved, 1)), (moved > 0) - (moved < 0)
    at = every[0].domain.key
    return (
        Figure(
            "maturity",
            say("How well needed services run"),
            show_number(total.maturity, 1),
            say("of 5"),
            note,
            change,
            at,
        ),
        Figure(
            "weakest",
            say("Weakest service"),
            NO_VALUE if weakest is None else show_number(weakest.score.level, 1),
            note=weakest.domain.name if weakest else "",
            opens=weakest.domain.key if weakest else at,
        ),
        Figure(
            "missing", say("Needed, not delivered"), str(len(missing)), note=_first(missing), opens=_key(missing, at)
        ),
        Figure(
            "surplus", say("Delivered, hardly needed"), str(len(surplus)), note=_first(surplus), opens=_key(surplus, at)
        ),
        Figure(
            "valued",
            say("Valued by customers"),
            show_number(sum(valued) / len(valued), 1) if valued else NO_VALUE,
            say("of 5"),
            say("mean of {count} services", count=len(valued)),
            opens=at,
        ),
    )


def _first(every: list[_Seen]) -> str:
    return every[0].domain.name if every else ""


def _key(every: list[_Seen], otherwise: str) -> str:
    return every[0].domain.key if every else otherwise


def _gaps(every: list[_Seen]) -> GapBars:
    ordered = sorted(every, key=lambda each: (-each.priority, -(each.score.gap or 0.0), each.domain.number))
    return GapBars(
        tuple(
            Gap(
                f"{each.domain.number}  {each.domain.name}",
                each.score.level,
                each.target.level if each.score.need else None,
                show_change(-each.score.gap, 1) if each.score.gap else show_number(each.score.gap, 1),
                each.domain.key,
            )
            for each in ordered
        ),
        _TOP,
    )


def _gap_message(every: list[_Seen]) -> str:
    worst = max(every, key=lambda each: each.score.gap or 0.0)
    if not worst.score.gap:
        return say("Every needed service reaches its target")
    return say("Furthest from target: {names}", names=worst.domain.name)


def _field(every: list[_Seen]) -> Quadrants:
    points = tuple(
        PlacedPoint(str(each.domain.number), each.score.level * 100 / _TOP, float(each.score.need), each.domain.key)
        for each in every
        if each.score.need is not None and each.score.level is not None
    )
    names = (
        say("Not needed"),
        say("Hardly needed, done well"),
        say("Needed, falls short"),
        say("Needed and done well"),
    )
    return Quadrants(
        points, say("What customers get, 0 to 5 (numbers are services)"), say("Need, %"), names, names[2], 60.0, 50.0
    )


def _field_message(every: list[_Seen]) -> str:
    short = [each for each in every if each.score.verdict in {Verdict.MISSING, Verdict.WEAK}]
    if not short:
        return say("What is needed is done well")
    return (
        say("1 needed service falls short") if len(short) == 1 else say("{n} needed services fall short", n=len(short))
    )


def _table(every: list[_Seen]) -> Listed:
    heads = (
        Head(say("Service"), 34),
        Head(say("Needed"), 12),
        Head(say("Delivered"), 12),
        Head(say("How well"), 9, is_figure=True),
        Head(say("Valued"), 8, is_figure=True),
        Head(say("Level"), 8, is_figure=True),
        Head(say("Target"), 8, is_figure=True),
        Head(say("Gap"), 7, is_figure=True),
        Head(say("Priority"), 8, is_figure=True),
        Head(say("Verdict"), 17),
        Head(say("Action"), 13),
    )
    ordered = sorted(every, key=lambda each: (-each.priority, each.domain.number))
    return Listed("services", say("Services"), heads, tuple(_line(each) for each in ordered))


def _line(each: _Seen) -> Line:
    verdict = each.score.verdict
    is_good = verdict in {None, Verdict.GOOD}
    grave = FindingSeverity.NOW if verdict is Verdict.MISSING else FindingSeverity.GOOD_TO_DO
    return Line(
        each.domain.key,
        (
            f"{each.domain.number}  {each.domain.name}",
            answer_word(each.marks[NEEDED]),
            answer_word(each.marks[DELIVERED]),
            show_number(each.marks[WELL].mark, 0),
            show_number(each.marks[VALUED].mark, 0),
            show_number(each.score.level, 1),
            show_number(each.target.level, 1),
            show_number(each.score.gap, 1),
            show_number(each.priority, 1),
            say(_WORDS[verdict]) if verdict else NO_VALUE,
            NO_VALUE if is_good else say("Make action"),
        ),
        opens=each.domain.key,
        act="" if is_good else "action",
        proposal=Proposal(
            say(_ADVICE[verdict], service=each.domain.name), each.domain.key, f"{each.domain.key}-{WELL}", grave
        )
        if verdict
        else None,
    )
