"""The outcome of a health check: confidence, sections by relevance × practice, and findings by severity."""

from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import FindingSeverity
from pmo_desktop.domain.rules.health import Confidence, confidence, practice, severity
from pmo_desktop.services.formats import NO_VALUE, show_change, show_date, show_number
from pmo_desktop.services.insights.assessment_shapes import PlacedPoint, Quadrants, Share, ShareBars
from pmo_desktop.services.insights.maturity import comparable_before
from pmo_desktop.services.insights.outcomes.outcome import Figure, Head, Line, Listed, Outcome, Picture
from pmo_desktop.services.insights.outcomes.shared import answers_list, findings_list, heat_map, percent
from pmo_desktop.services.insights.rounds import DomainAnswers, Round, checked, round_of
from pmo_desktop.text import N_, say

CONFIDENCE = {Confidence.HIGH: N_("High"), Confidence.MEDIUM: N_("Medium"), Confidence.LOW: N_("Low")}
_ENOUGH = 80.0
_TOP_RELEVANCE = 3
_MUCH = 2.0


def outcome(session: Session, found: Round, language: str) -> Outcome:
    """Tell how far the project can be trusted to deliver, and what to do first."""
    del language
    before = comparable_before(session, found.key)
    earlier = round_of(session, before.key) if before else None
    since = say("tick = {day}", day=show_date(before.held_on)) if before else say("share of what matters that is done")
    pictures = [
        Picture("sections", _message(found), since, say("Practice by section"), "share_bars", _bars(found, earlier)),
        Picture("field", _field_message(found), "", say("Relevance and practice"), "quadrants", _field(found)),
    ]
    heat = heat_map(found)
    return Outcome(
        headline=_headline(found),
        figures=_figures(found, earlier),
        pictures=(*pictures, heat) if heat else tuple(pictures),
        lists=(findings_list(session, found), _sections(found, earlier), answers_list(found)),
        warnings=_warnings(found),
    )


def _warnings(found: Round) -> tuple[str, ...]:
    relevant = [each for each in found.answers if each.relevance]
    asked, left = len(relevant), sum(each.settled is None for each in relevant)
    if not left:
        return ()
    return (
        say(
            "{left} of {asked} relevant questions are not answered; confidence is never high then.",
            left=left,
            asked=asked,
        ),
    )


def _count(found: Round, wanted: FindingSeverity) -> int:
    return sum(severity(each) is wanted for each in checked(found.answers))


def _headline(found: Round) -> str:
    level = confidence(checked(found.answers))
    if level is None:
        return say("{project}: nothing is answered yet", project=found.about)
    now = _count(found, FindingSeverity.NOW)
    told: dict[str, object] = {"project": found.about, "level": say(CONFIDENCE[level]).lower(), "count": now}
    if not now:
        return say("{project}: confidence is {level}", **told)
    if now == 1:
        return say("{project}: confidence is {level}; 1 thing to do now", **told)
    return say("{project}: confidence is {level}; {count} things to do now", **told)


def _figures(found: Round, earlier: Round | None) -> tuple[Figure, ...]:
    every = checked(found.answers)
    level, share = confidence(every), practice(every)
    note, change = say("what matters and is done"), 0
    last = practice(checked(earlier.answers)).percent if earlier else None
    if last is not None and share.percent is not None:
        moved = round(share.percent - last)
        note, change = say("{change} points since last time", change=show_change(moved, 0)), (moved > 0) - (moved < 0)
    worst = _worst(found)
    at = worst.key if worst else found.domains[0].key
    out = sum(each.relevance == 0 for each in found.answers) + share.not_applicable
    return (
        Figure("confidence", say("Overall confidence"), say(CONFIDENCE[level]) if level else NO_VALUE, opens=at),
        Figure("practice", say("Practice"), percent(share.percent), note=note, change=change, opens=at),
        *(
            Figure(each.value, each.label, str(_count(found, each)), note=say("findings"), opens=at)
            for each in FindingSeverity
        ),
        Figure(
            "answered",
            say("Answered"),
            say("{done} of {count}", done=found.answered, count=found.asked),
            note=say("{count} not applicable or not relevant", count=out),
        ),
    )


def _share(domain: DomainAnswers) -> float | None:
    return practice(checked(domain.answers)).percent


def _worst(found: Round) -> DomainAnswers | None:
    known = [(share, domain.number, domain) for domain in found.domains if (share := _share(domain)) is not None]
    return min(known, key=lambda each: each[:2])[2] if known else None


def _message(found: Round) -> str:
    worst = _worst(found)
    if worst is None:
        return say("No section is answered yet")
    if (_share(worst) or 0.0) >= _ENOUGH:
        return say("Every section is in order")
    return say("Weakest section: {name}", name=worst.name)


def _bars(found: Round, earlier: Round | None) -> ShareBars:
    before = {domain.key: _share(domain) for domain in earlier.domains} if earlier else {}
    rows = tuple(
        Share(domain.name, _share(domain), percent(_share(domain)), domain.key, before.get(domain.key))
        for domain in found.domains
    )
    return ShareBars(rows, _ENOUGH)


def _relevance(domain: DomainAnswers) -> float:
    """The mean relevance of a section, 0 to 3."""
    return sum(each.relevance or 0 for each in domain.answers) / max(len(domain.answers), 1)


def _field(found: Round) -> Quadrants:
    points = tuple(
        PlacedPoint(str(domain.number), share, _relevance(domain) * 100 / _TOP_RELEVANCE, domain.key)
        for domain in found.domains
        if (share := _share(domain)) is not None and _relevance(domain)
    )
    names = (say("Can wait"), say("In order"), say("Matters, falls short"), say("Matters, in order"))
    across = say("Practice, % (numbers are sections)")
    return Quadrants(points, across, say("Relevance"), names, names[2], _ENOUGH, _MUCH * 100 / _TOP_RELEVANCE)


def _field_message(found: Round) -> str:
    short = [
        d for d in found.domains if _relevance(d) >= _MUCH and (share := _share(d)) is not None and share < _ENOUGH
    ]
    if not short:
        return say("What matters most is in order")
    if len(short) == 1:
        return say("1 section matters and falls short")
    return say("{count} sections matter and fall short", count=len(short))


def _sections(found: Round, earlier: Round | None) -> Listed:
    heads = (
        Head(say("Section"), 36),
        Head(say("Relevance"), 10, is_figure=True),
        Head(say("Practice"), 10, is_figure=True),
        Head(say("Last time"), 10, is_figure=True),
        *(Head(each.label, 13, is_figure=True) for each in FindingSeverity),
        Head(say("Not applicable"), 12, is_figure=True),
    )
    before = {domain.key: _share(domain) for domain in earlier.domains} if earlier else {}
    lines = tuple(_section(domain, before.get(domain.key)) for domain in found.domains)
    return Listed("sections", say("Sections"), heads, lines)


def _section(domain: DomainAnswers, before: float | None) -> Line:
    grave = [severity(each) for each in checked(domain.answers)]
    cells = (
        f"{domain.number}  {domain.name}",
        show_number(_relevance(domain), 1),
        percent(_share(domain)),
        percent(before),
        *(str(grave.count(each)) for each in FindingSeverity),
        str(practice(checked(domain.answers)).not_applicable),
    )
    return Line(domain.key, cells, opens=domain.key)
