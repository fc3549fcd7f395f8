"""Lists and pictures that several kinds of assessment show alike: answers, respondents, findings."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.action import Action
from pmo_desktop.domain.assessment import Finding, RecheckOutcome
from pmo_desktop.domain.choices import FindingSeverity
from pmo_desktop.domain.rules.maturity import SCORES, Answer, domain_score
from pmo_desktop.domain.rules.weighted import Weighted, weighted
from pmo_desktop.domain.templates.reader import EXTENT, MATURITY
from pmo_desktop.services.formats import NO_VALUE, show_date, show_number, show_percent
from pmo_desktop.services.insights.assessment_shapes import HeatRow, HeatTable
from pmo_desktop.services.insights.outcomes.outcome import Act, Head, Line, Listed, Picture, Proposal, Tint
from pmo_desktop.services.insights.rounds import DomainAnswers, Round, StatementAnswer, said_by, scored
from pmo_desktop.text import N_, say

WORDS = {Answer.NO: N_("No"), Answer.PARTLY: N_("Partly"), Answer.LARGELY: N_("Largely"), Answer.FULLY: N_("Fully")}
_TINTS: dict[FindingSeverity, Tint] = {
    FindingSeverity.NOW: "bad",
    FindingSeverity.NEXT_GATE: "warning",
    FindingSeverity.GOOD_TO_DO: "quiet",
}


def percent(value: float | None) -> str:
    """A share of 0 to 100 without digits, or a dash."""
    return show_percent(value, 0)


def answer_word(each: StatementAnswer) -> str:
    """The answer that counts, as a word or a mark."""
    if each.settled is None:
        return say("not answered")
    return given_word(each, each.mark)


def given_word(each: StatementAnswer, value: int | None) -> str:
    """An answer to a statement as a word or a mark; none does not apply."""
    if value is None:
        return say("n/a")
    return say(WORDS[Answer(value)]) if each.statement.scale == EXTENT else str(value)


def answers_list(found: Round) -> Listed:
    """Every answer with its weight, score and evidence: the working of all scores."""
    heads = (
        Head(say("No."), 5),
        Head(say("Statement"), 52),
        Head(say("Answer"), 9),
        Head(say("Weight"), 7, is_figure=True),
        Head(say("Score"), 7, is_figure=True),
        Head(say("Respondents"), 12),
        Head(say("Evidence"), 18),
    )
    lines = tuple(
        Line(
            each.statement.key,
            (
                each.number,
                each.statement.text,
                answer_word(each),
                str(each.statement.weight if each.relevance is None else each.relevance),
                _score(each),
                _spread(each),
                _evidence(each),
            ),
            opens=each.statement.key,
        )
        for each in found.answers
    )
    return Listed("answers", say("Working"), heads, lines, in_report=False)


def _score(each: StatementAnswer) -> str:
    if each.mark is None:
        return NO_VALUE
    return str(SCORES[Answer(each.mark)]) if each.statement.scale == EXTENT else str(each.mark)


def _spread(each: StatementAnswer) -> str:
    pooled = each.pooled
    if not each.others:
        return NO_VALUE
    told = say("{count}, {spread} apart", count=pooled.respondents, spread=pooled.spread)
    return say("{told}: agree", told=told) if each.is_disputed else told


def _evidence(each: StatementAnswer) -> str:
    if each.evidence:
        more = len(each.evidence) - 1
        return each.evidence[0].title + (f" +{more}" if more else "")
    return say("claimed") if each.is_claimed else NO_VALUE


def share_of(domain: DomainAnswers) -> Weighted:
    """The weighted share of a domain's answers."""
    return weighted(scored(domain.answers))


def heat_map(found: Round) -> Picture | None:
    """Domains by respondent, the assessor first; none where only one has answered."""
    if not found.respondents:
        return None
    people = ("", *found.respondents)
    is_staged = found.template.kind == MATURITY
    rows = tuple(_heat_row(domain, people, is_staged=is_staged) for domain in found.domains)
    apart = frozenset(
        (line, place)
        for line, domain in enumerate(found.domains)
        for place, person in enumerate(people)
        if _is_far_out(domain, person)
    )
    disputed = sum(each.is_disputed for each in found.answers)
    message = say("Respondents agree") if not disputed else say("{count} statements to agree on", count=disputed)
    names = (found.assessor or say("Assessor"), *found.respondents)
    data = HeatTable(names, rows, 5.0 if is_staged else 100.0, apart, say("Only one person has answered so far."))
    return Picture(
        "heat", message, say("framed = two steps from others"), say("Domains by respondent"), "heat_table", data
    )


def _heat_row(domain: DomainAnswers, people: tuple[str, ...], *, is_staged: bool) -> HeatRow:
    values: list[float | None] = []
    for person in people:
        own = said_by((each for each in domain.answers if each.statement.scale == EXTENT), person)
        values.append(domain_score(own).score if is_staged else weighted(own).percent)
    shown = tuple(show_number(value, 1 if is_staged else 0) for value in values)
    return HeatRow(domain.name, tuple(values), shown, domain.key)


def _is_far_out(domain: DomainAnswers, person: str) -> bool:
    """Whether one respondent stands at an end of a disagreement."""
    for each in domain.answers:
        own = dict(each.others).get(person) if person else each.value
        if each.is_disputed and own is not None and each.settled is not None and abs(own - each.settled) > 1:
            return True
    return False


def findings_list(session: Session, found: Round) -> Listed:
    """What was found, how grave it is, what it led to, and what came of it."""
    heads = (
        Head(say("Finding"), 50),
        Head(say("Domain"), 20),
        Head(say("Severity"), 12),
        Head(say("Follow up"), 11),
        Head(say("Owner"), 14),
        Head(say("Outcome"), 13),
        Head(say("Action"), 12),
    )
    names = {domain.key: domain.name for domain in found.domains}
    kept = session.execute(
        select(Finding, Action)
        .outerjoin(Action, Finding.action_key == Action.key)
        .where(Finding.assessment_key == found.key)
        .order_by(Finding.key)
    )
    order = list(FindingSeverity)
    rows = sorted(((each, action) for each, action in kept), key=lambda row: order.index(row[0].severity))
    lines = tuple(_finding_line(each, action, names) for each, action in rows)
    return Listed("findings", say("Findings"), heads, lines, say("Nothing was found that needs an action."))


def _finding_line(each: Finding, action: Action | None, names: dict[str, str]) -> Line:
    is_done = each.outcome is RecheckOutcome.RESOLVED
    word, act = _next_step(each, action)
    return Line(
        str(each.key),
        (
            each.title,
            names.get(each.domain, NO_VALUE),
            each.severity.label,
            show_date(each.follow_up_on),
            (action.owner if action else "") or NO_VALUE,
            _outcome_words(each),
            word,
        ),
        opens=each.statement.split(" ")[0] if each.statement else each.domain,
        tint="good" if is_done else "" if act else _TINTS[each.severity],
        act=act,
        proposal=Proposal(
            each.title, each.domain, each.statement, each.severity, finding=each.key, follow_up_on=each.follow_up_on
        ),
    )


def _next_step(each: Finding, action: Action | None) -> tuple[str, Act]:
    if each.outcome is RecheckOutcome.RESOLVED:
        return say("Closed"), ""
    if action is None:
        return say("Make action"), "act on"
    return say("Look again"), "recheck"


def _outcome_words(each: Finding) -> str:
    if each.rechecked_on is None:
        return NO_VALUE
    return f"{each.outcome.label}, {show_date(each.rechecked_on)}"
