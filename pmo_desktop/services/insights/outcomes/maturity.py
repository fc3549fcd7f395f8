"""The outcome of a maturity assessment: the level, what holds it down, the gaps, and the fewest steps that raise it."""

from statistics import fmean

from sqlalchemy.orm import Session

from pmo_desktop.domain.rules.maturity import LEVELS, domain_score
from pmo_desktop.domain.rules.maturity import summary as summed
from pmo_desktop.services.formats import NO_VALUE, show_change, show_date, show_number
from pmo_desktop.services.insights import governance, maturity_words
from pmo_desktop.services.insights.assessment_shapes import ScorePoint, ScoreTrend
from pmo_desktop.services.insights.maturity import DomainResult, MaturityResult, comparable, maturity
from pmo_desktop.services.insights.outcomes.outcome import Figure, Head, Line, Listed, Outcome, Picture, Proposal
from pmo_desktop.services.insights.outcomes.shared import answers_list, findings_list, heat_map
from pmo_desktop.services.insights.rounds import Round, round_of, scored
from pmo_desktop.services.insights.ways_up import CLAIMS, WayUp, steps_to_next_level, ways_up
from pmo_desktop.text import say

_FEW = 4


def outcome(session: Session, found: Round, language: str) -> Outcome:
    """Tell the level reached and what would raise it."""
    result = maturity(session, found.key, language)
    pictures = [
        Picture("radar", maturity_words.radar_message(result), "", say("Maturity by domain"), "radar",
                governance.radar(result)),
        Picture("gaps", maturity_words.gap_message(result), say("by gap × importance × ease"), say("Gaps to target"),
                "gap_bars", governance.gaps(result)),
    ]  # fmt: skip
    heat, trend = heat_map(found), _trend(session, result)
    if heat or len(trend.points) > 1:
        told = _trend_message(result)
        pictures.append(Picture("trend", told, "", say("Scores over assessments"), "score_trend", trend))
    return Outcome(
        headline=maturity_words.headline(result),
        figures=_figures(result),
        pictures=(*pictures, heat) if heat else tuple(pictures),
        lists=(_ways(result), findings_list(session, found), _scores(result), answers_list(found)),
        warnings=_warnings(result),
        meaning=_meaning(result),
    )


def _meaning(result: MaturityResult) -> str:
    """What the level reached means; empty where there is none yet."""
    at = result.summary.level
    known = next((each for each in result.template.levels if each.level == at), None)
    return say("Level {level}: {description}", level=at, description=known.description) if known else ""


def _warnings(result: MaturityResult) -> tuple[str, ...]:
    claimed = [domain.name for domain in result.domains if domain.score.is_claimed]
    if not claimed:
        return ()
    names = ", ".join(claimed[:3]) + (" …" if len(claimed) > 3 else "")  # noqa: PLR2004  what fits a line
    return (say("Level 3 and up is claimed, without a document seen, in: {names}.", names=names),)


def _figures(result: MaturityResult) -> tuple[Figure, ...]:
    summary, names = result.summary, {each.level: each.name for each in result.template.levels}
    high = [each for each in result.answers if each.mark and each.statement.level >= LEVELS[2]]
    claims = [each for each in high if each.is_claimed]
    weakest = [domain.name for domain in result.domains if domain.key in summary.weakest_domains]
    at = summary.weakest_domains[0] if summary.weakest_domains else ""
    others = say("{name} and {count} more", name=weakest[0], count=len(weakest) - 1) if weakest else ""
    return (
        Figure(
            "level",
            say("Level reached, staged"),
            NO_VALUE if summary.level is None else str(summary.level),
            names.get(summary.level or 0, "") if summary.level is not None else "",
            _holds_in(result),
            opens=at,
        ),
        _towards(result, at),
        _average(result, at),
        Figure(
            "weakest",
            say("Weakest link"),
            show_number(summary.weakest, 1),
            note=weakest[0] if len(weakest) == 1 else others,
            opens=at,
        ),
        Figure(
            "claimed",
            say("Claimed, no document"),
            str(len(claims)),
            note=say("of {count} at level 3 and up", count=len(high)),
            opens=claims[0].statement.key if claims else at,
        ),
    )


def _holds_in(result: MaturityResult) -> str:
    every, counted = len(result.domains), len(result.domains) - len(result.summary.not_scored)
    if counted == every:
        return say("holds in every domain")
    return say("in {count} of {all} domains answered", count=counted, all=every)


def _towards(result: MaturityResult, at: str) -> Figure:
    steps = steps_to_next_level(result)
    level, weakest = result.summary.level, result.summary.weakest
    if steps is None or level is None or weakest is None:
        return Figure("towards", say("Towards the next level"), NO_VALUE, note=say("nothing above"), opens=at)
    note = say("1 step to go") if steps[0] == 1 else say("{count} steps to go", count=steps[0])
    title = say("Towards level {level}", level=steps[1])
    return Figure("towards", title, show_number(weakest - level, 1), note=note, opens=at)


def _average(result: MaturityResult, at: str) -> Figure:
    average, before = result.summary.average, result.before_average
    note, change = "", 0
    if average is not None and before is not None:
        moved = round(average - before, 1)
        change = (moved > 0) - (moved < 0)
        note = say("{change} since {day}", change=show_change(moved, 1), day=show_date(result.before_on))
    return Figure("average", say("Average"), show_number(average, 1), note=note, change=change, opens=at)


def _ways(result: MaturityResult) -> Listed:
    heads = (
        Head(say("What would raise the level"), 46),
        Head(say("Domain"), 24),
        Head(say("Statements"), 12),
        Head(say("To level"), 8, is_figure=True),
        Head(say("Raises average"), 11, is_figure=True),
        Head(say("Owner"), 14),
        Head(say("Action"), 11),
    )
    lines = tuple(_way(each) for each in ways_up(result))
    return Listed("ways up", say("What would raise the level"), heads, lines, say("There is nothing above."))


def _way(way: WayUp) -> Line:
    numbers = ", ".join(way.numbers[:_FEW])
    if len(way.numbers) > _FEW:
        numbers = say("{count} of them", count=len(way.numbers))
    planned = way.finding is not None
    return Line(
        way.key,
        (
            way.title,
            way.domain,
            numbers,
            NO_VALUE if way.to_level is None else str(way.to_level),
            NO_VALUE if way.gain is None else show_change(way.gain, 2),
            (way.finding.owner if way.finding else "") or NO_VALUE,
            say("Planned") if planned else say("Make action"),
        ),
        opens=way.statements[0],
        tint="news" if planned else "",
        act="" if planned else "action",
        proposal=Proposal(way.title, way.where, CLAIMS if way.key == CLAIMS else " ".join(way.statements)),
    )


def _scores(result: MaturityResult) -> Listed:
    """Each domain with the percentage of every level, which is the working of its score."""
    heads = (
        Head(say("Domain"), 30),
        Head(say("Level"), 7, is_figure=True),
        Head(say("Score"), 7, is_figure=True),
        *(Head(say("L{level}, %", level=level), 7, is_figure=True) for level in LEVELS),
        Head(say("Target"), 7, is_figure=True),
        Head(say("Gap"), 7, is_figure=True),
        Head(say("Priority"), 8, is_figure=True),
        Head(say("Not applicable"), 11, is_figure=True),
        Head(say("Claimed"), 9, is_figure=True),
    )
    return Listed("scores", say("Scores"), heads, tuple(_score(domain) for domain in result.domains))


def _score(domain: DomainResult) -> Line:
    return Line(
        domain.key,
        (
            domain.name,
            NO_VALUE if domain.score.level is None else str(domain.score.level),
            show_number(domain.score.score, 1),
            *(show_number(level.secured_percent, 0) for level in domain.score.levels),
            show_number(domain.target, 1),
            show_number(domain.gap, 1),
            show_number(domain.priority, 1),
            str(domain.score.not_applicable),
            str(len(domain.score.claimed)),
        ),
        opens=domain.key,
    )


def _trend(session: Session, result: MaturityResult) -> ScoreTrend:
    earlier = [round_of(session, each.key) for each in reversed(comparable(session, result.key))]
    aims = [domain.target for domain in result.domains if domain.target is not None]
    return ScoreTrend(points=tuple(_point(each) for each in (*earlier, result)), target=fmean(aims) if aims else None)


def _point(found: Round) -> ScorePoint:
    summary = summed({domain.key: domain_score(scored(domain.answers)) for domain in found.domains})
    return ScorePoint(show_date(found.held_on), summary.average, summary.weakest)


def _trend_message(result: MaturityResult) -> str:
    if result.before_average is None or result.summary.average is None:
        return say("The first of its version: no trend yet")
    moved = round(result.summary.average - result.before_average, 1)
    change = show_change(moved, 1)
    return say("{change} on average since {title}", change=change, title=result.before_title)
