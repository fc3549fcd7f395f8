"""The outcome of a type recommendation: points on four axes, runner-up, margin, and what would change the answer."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import Choice as Word
from pmo_desktop.domain.choices import OfficeAuthority, OfficeKind, OfficeScope, Orientation
from pmo_desktop.domain.rules.maturity import SCORES, Answer
from pmo_desktop.domain.rules.office_type import Choice, Turn, Weighing, choose, given, is_neutral, turns
from pmo_desktop.domain.templates.reader import MATURITY, NEED, Effects
from pmo_desktop.services.formats import NO_VALUE, show_number, show_percent
from pmo_desktop.services.insights.assessment_shapes import OptionBars, OptionPoints
from pmo_desktop.services.insights.maturity import maturity, newest_closed
from pmo_desktop.services.insights.outcomes.need import check_of
from pmo_desktop.services.insights.outcomes.outcome import Figure, Head, Line, Listed, Outcome, Picture
from pmo_desktop.services.insights.outcomes.shared import WORDS as ANSWERS
from pmo_desktop.services.insights.outcomes.shared import answer_word, answers_list, findings_list, heat_map
from pmo_desktop.services.insights.rounds import Round, round_of
from pmo_desktop.text import N_, say

WORDS: dict[str, type[Word]] = {
    "scope": OfficeScope,
    "authority": OfficeAuthority,
    "orientation": Orientation,
    "kind": OfficeKind,
}
_AXES = {
    "scope": N_("Scope"),
    "authority": N_("Authority"),
    "orientation": N_("Orientation"),
    "kind": N_("Kind of office"),
}
_MEANING = {
    "corporate": N_("It serves the whole organisation."),
    "sectorial": N_("It serves one department or business line."),
    "single": N_("It serves one project or programme, and ends with it."),
    "advisory": N_("It offers method, training and advice, and the units decide what they take."),
    "hybrid": N_("It sets rules and reports for all, and the units run their projects with their own managers."),
    "centralised": N_("It has the project managers, runs the projects, and its decisions bind the units."),
    "operational": N_("Its day goes into helping projects that run."),
    "central": N_("Its day goes into one method, one set of figures and what all projects share."),
    "strategic": N_("Its day goes into which projects to start, stop and rank with the executives."),
}
_CLOSE, _LEVEL = 1.0, 0.05
_TURNS = 2
_STAYS = "authority-managers"
FACTS = frozenset({"need", "readiness", "maturity"})


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The four choices, what was weighed with its words, the turns of each axis, and whether the office is neutral."""

    choices: tuple[Choice, ...]
    weighings: tuple[tuple[Weighing, str, str, Effects], ...]
    turns: tuple[Turn, ...]
    is_neutral: bool

    def chosen(self, axis: str) -> str | None:
        """The option recommended on an axis."""
        return next((each.recommended for each in self.choices if each.axis == axis), None)


def recommend(session: Session, found: Round) -> Recommendation:
    """Weigh the answers of a round with the newest need check and maturity assessment held by then."""
    weighed = [
        (
            Weighing(each.statement.key, SCORES.get(each.answer) if each.answer is not None else None,
                     each.statement.effects.yes, each.statement.effects.no),
            each.statement.text,
            answer_word(each),
            each.statement.effects,
        )
        for each in found.answers
        if each.statement.effects
    ]  # fmt: skip
    facts = _facts(session, found)
    for fact in found.template.facts:
        share = facts.get(fact.key)
        word = show_percent(share, 0)
        weighing = Weighing(fact.key, share, fact.effects.yes, fact.effects.no)
        weighed.append((weighing, fact.name, word, fact.effects))
    every = [each for each, _, _, _ in weighed]
    choices = tuple(choose(axis.key, axis.options, every) for axis in found.template.axes)
    turned = tuple(turn for axis in found.template.axes for turn in turns(axis.key, axis.options, every)[:_TURNS])
    authority = next((each.recommended for each in choices if each.axis == "authority"), None)
    stays = next((each.share for each in every if each.key == _STAYS), None)
    return Recommendation(choices, tuple(weighed), turned, is_neutral(authority, stays))


def _facts(session: Session, found: Round) -> dict[str, int | None]:
    """Need and readiness in percent, and the average maturity as a share of five."""
    need = newest_closed(session, NEED, found.held_on)
    check = check_of(round_of(session, need.key)) if need else None
    assessed = newest_closed(session, MATURITY, found.held_on)
    average = maturity(session, assessed.key).summary.average if assessed else None
    shares = {
        "need": check.need.percent if check else None,
        "readiness": check.readiness.percent if check else None,
        "maturity": None if average is None else average * 20,
    }
    return {key: None if share is None else round(share) for key, share in shares.items()}


def outcome(session: Session, found: Round, language: str) -> Outcome:
    """Tell which office suits, by how much, and what would change that."""
    del language
    advice = recommend(session, found)
    data = OptionBars(tuple(_axis(choice) for choice in advice.choices))
    pictures = [
        Picture("points", _closest(advice), say("points on each axis"), say("Points by option"), "option_bars", data)
    ]
    heat = heat_map(found)
    return Outcome(
        headline=headline(advice),
        figures=tuple(_figure(each, found) for each in advice.choices),
        pictures=(*pictures, heat) if heat else tuple(pictures),
        lists=(_changes(advice), _working(advice), findings_list(session, found), answers_list(found)),
        warnings=_warnings(advice),
        can_draft=all(each.recommended for each in advice.choices),
        meaning=meaning(advice),
    )


def headline(advice: Recommendation) -> str:
    """The recommendation in one line."""
    words = [option_word(each.axis, each.recommended) for each in advice.choices if each.recommended]
    if len(words) < len(advice.choices):
        return say("Not enough is answered to recommend a type")
    scope, authority, orientation, kind = words
    return say(
        "{kind}: {scope}, {authority}, {orientation}",
        kind=kind,
        scope=_lower(scope),
        authority=_lower(authority),
        orientation=_lower(orientation),
    )


def meaning(advice: Recommendation) -> str:
    """What the recommended office would do, and what would change the closest call; empty where it is not complete."""
    if not all(each.recommended for each in advice.choices):
        return ""
    told = [say(_MEANING[each.recommended]) for each in advice.choices if each.recommended in _MEANING]
    least = min(advice.choices, key=lambda each: each.margin)
    turn = next((each for each in advice.turns if each.axis == least.axis), None)
    return " ".join([*told, *([change_sentence(advice, turn)] if turn else [])])


def _lower(word: str) -> str:
    return word if word[1:2].isupper() else word[:1].lower() + word[1:]


def axis_word(axis: str) -> str:
    """An axis in words."""
    return say(_AXES[axis])


def neutrality_warning() -> str:
    """What to keep in mind when the office has the project managers."""
    return say(
        "Neutrality: with project managers in the office, its head guards the method and answers for delivery as well. "
        "Let somebody outside the office assess its projects."
    )


def option_word(axis: str, option: str | None) -> str:
    """An option of an axis in words, or a dash."""
    return WORDS[axis](option).label if option else NO_VALUE


def _short(axis: str, option: str | None) -> str:
    """An option in words as it stands within a sentence, without what explains it."""
    return _lower(option_word(axis, option).partition(" (")[0])


def _is_level(choice: Choice) -> bool:
    """Whether two options have the same points, as far as they are shown."""
    return choice.margin < _LEVEL


def _figure(choice: Choice, found: Round) -> Figure:
    first = next((domain.key for domain in found.domains if domain.key == choice.axis), "")
    second = _short(choice.axis, choice.runner_up)
    told = say("{margin} ahead of {second}", margin=show_number(choice.margin, 1), second=second)
    if _is_level(choice):
        told = say("level with {second}", second=second)
    word = option_word(choice.axis, choice.recommended).partition(" (")[0]
    return Figure(choice.axis, axis_word(choice.axis), word, note=told if choice.runner_up else "", opens=first)


def _axis(choice: Choice) -> tuple[str, str, tuple[OptionPoints, ...]]:
    note = say("margin {margin}", margin=show_number(choice.margin, 1)) if choice.recommended else ""
    options = tuple(
        OptionPoints(
            option_word(choice.axis, option).partition(" (")[0],
            points,
            show_number(points, 1),
            is_best=option == choice.recommended,
            key=choice.axis,
        )
        for option, points in choice.points
    )
    return axis_word(choice.axis), note, options


def _closest(advice: Recommendation) -> str:
    known = [each for each in advice.choices if each.runner_up]
    if not known:
        return say("No points yet")
    least = min(known, key=lambda each: each.margin)
    axis = _lower(axis_word(least.axis))
    if _is_level(least):
        one, two = (_short(least.axis, option) for option in (least.recommended, least.runner_up))
        return say("Undecided on {axis}: {one} and {two} have the same points", axis=axis, one=one, two=two)
    if least.margin < _CLOSE:
        return say("Close on {axis}: {margin} points apart", axis=axis, margin=show_number(least.margin, 1))
    return say("Clear on every axis; {axis} is the closest", axis=axis)


def change_sentence(advice: Recommendation, turn: Turn) -> str:
    """What would change the answer, such as “If project managers stayed in the units, hybrid would overtake …”."""
    effects = next(effects for weighing, _, _, effects in advice.weighings if weighing.key == turn.key)
    return say(
        "If {condition}, {overtakes} would overtake {instead_of}.",
        condition=effects.more if turn.to > turn.share else effects.less,
        overtakes=_short(turn.axis, turn.overtakes),
        instead_of=_short(turn.axis, turn.instead_of),
    )


def _changes(advice: Recommendation) -> Listed:
    heads = (Head(say("What would change the recommendation"), 60), Head(say("Axis"), 16), Head(say("Answer"), 24))
    words = {0: Answer.NO, 33: Answer.PARTLY, 67: Answer.LARGELY, 100: Answer.FULLY}
    lines = tuple(
        Line(
            f"{turn.axis} {turn.key}",
            (
                change_sentence(advice, turn),
                axis_word(turn.axis),
                say("{now} → {then}", now=show_percent(turn.share, 0), then=show_percent(turn.to, 0))
                if turn.key in FACTS
                else say("{now} → {then}", now=_word(words[turn.share]), then=_word(words[turn.to])),
            ),
            opens="" if turn.key in FACTS else turn.key,
        )
        for turn in advice.turns
    )
    empty = say("No single answer would change it: the recommendation is firm.")
    return Listed("changes", say("What would change it"), heads, lines, empty)


def _word(answer: Answer) -> str:
    return _lower(say(ANSWERS[answer]))


def _working(advice: Recommendation) -> Listed:
    """Every statement with the points it gives, and to which option."""
    heads = (Head(say("Statement"), 56), Head(say("Answer"), 12), Head(say("Points it gives"), 50))
    lines: list[Line] = []
    for weighing, text, word, _ in advice.weighings:
        parts = [
            f"{_short(choice.axis, option)} {show_number(points / 100, 1)}"
            for choice in advice.choices
            for option, _ in choice.points
            if (points := given(weighing, option))
        ]
        opens = "" if weighing.key in FACTS else weighing.key
        lines.append(Line(f"points {weighing.key}", (text, word, ", ".join(parts) or NO_VALUE), opens=opens))
    return Listed("points", say("Points"), heads, tuple(lines))


def _warnings(advice: Recommendation) -> tuple[str, ...]:
    told: list[str] = []
    if not advice.is_neutral:
        told.append(neutrality_warning())
    missing = [name for each, name, _, _ in advice.weighings if each.share is None and each.key in FACTS]
    if missing:
        told.append(say("Not counted, since no such assessment is closed yet: {names}.", names=", ".join(missing)))
    return tuple(told)
