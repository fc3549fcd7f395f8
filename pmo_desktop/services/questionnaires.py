"""Questionnaires of an assessment: what goes out to a respondent, and how what comes back is merged without loss."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.assessment import Answer, Assessment, Evidence, Remark, Respondent
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.templates.reader import VALUES
from pmo_desktop.services.assessments import answer, answer_to, must_be_open
from pmo_desktop.services.insights.maturity import comparable_before
from pmo_desktop.services.insights.outcomes.shared import given_word
from pmo_desktop.services.insights.rounds import StatementAnswer, round_of
from pmo_desktop.text import say


@dataclass(frozen=True, slots=True)
class Question:
    """A statement as it is asked: what may be answered, what was last time, and what this respondent said already.

    `choices` are pairs of a value (none does not apply) and its word; `given` is one of the words, or empty.
    """

    key: str
    number: str
    domain: str
    text: str
    look_for: str
    guidance: str
    choices: tuple[tuple[int | None, str], ...]
    last: str
    given: str
    comment: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """What one respondent is asked."""

    assessment_key: int
    title: str
    template: str
    about: str
    respondent: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back for one statement: a word or a figure, or nothing, a comment, and a document that was seen."""

    statement: str
    row: int
    answer: str
    comment: str
    evidence: str


@dataclass(frozen=True, slots=True)
class ReturnedAnswers:
    """A questionnaire that came back."""

    file: str
    assessment_key: int
    respondent: str
    replies: tuple[Reply, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of a questionnaire: how many answers are new, changed and as before, and what could not be taken.

    An empty answer takes nothing back: `kept` counts the earlier answers that stand because the file says nothing.
    """

    respondent: str
    new: int
    changed: int
    same: int
    kept: int
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RespondentSeen:
    """A respondent with how far they are."""

    name: str
    sent_on: date | None
    returned_on: date | None
    answered: int
    asked: int


def respondents(session: Session, assessment_key: int) -> tuple[RespondentSeen, ...]:
    """Everyone who was asked or has answered, by name."""
    found = round_of(session, assessment_key)
    kept = {
        each.name: each
        for each in session.scalars(select(Respondent).where(Respondent.assessment_key == assessment_key))
    }
    names = sorted({*kept, *found.respondents})
    return tuple(
        RespondentSeen(
            name,
            kept[name].sent_on if name in kept else None,
            kept[name].returned_on if name in kept else None,
            sum(name in dict(each.others) for each in found.answers),
            found.asked,
        )
        for name in names
    )


def questionnaire(session: Session, assessment_key: int, respondent: str, language: str = "en") -> Questionnaire:
    """What to ask a respondent, filled in with what they said already.

    Raises:
        PmoError: the assessment is closed, or the respondent has no name.
    """
    must_be_open(session, assessment_key)
    if not respondent.strip():
        raise PmoError(say("Give the name of the respondent, so that the answers can be told apart."))
    found = round_of(session, assessment_key, language)
    earlier = comparable_before(session, assessment_key)
    before = {each.statement.key: each for each in round_of(session, earlier.key).answers} if earlier else {}
    names = {domain.key: domain.name for domain in found.domains}
    return Questionnaire(
        assessment_key,
        found.title,
        found.template.title,
        found.about,
        respondent.strip(),
        tuple(_question(session, found.key, each, before, names, respondent.strip()) for each in found.answers),
    )


def _question(
    session: Session,
    assessment_key: int,
    each: StatementAnswer,
    before: dict[str, StatementAnswer],
    names: dict[str, str],
    respondent: str,
) -> Question:
    own = answer_to(session, assessment_key, each.statement.key, respondent)
    alone = _remark(session, assessment_key, each.statement.key, respondent)
    seen = list(session.scalars(select(Evidence.title).where(Evidence.answer_key == own.key))) if own else []
    last = before.get(each.statement.key)
    return Question(
        key=each.statement.key,
        number=each.number,
        domain=names[each.statement.domain],
        text=each.statement.text,
        look_for=each.statement.evidence,
        guidance=each.statement.guidance,
        choices=choices_of(each),
        last="" if last is None or last.settled is None else given_word(last, last.mark),
        given="" if own is None else _word(each, own.value),
        comment=own.comment if own else alone.comment if alone else "",
        evidence="; ".join(seen) if own or not alone else alone.evidence,
    )


def choices_of(each: StatementAnswer) -> tuple[tuple[int | None, str], ...]:
    """What may be answered to a statement: each value with its word, the last does not apply."""
    return tuple((value, _word(each, value)) for value in (*VALUES[each.statement.scale], None))


def _word(each: StatementAnswer, value: int | None) -> str:
    word = given_word(each, value)
    return word if value is None or word == str(value) else f"{value} {word}"


def send(session: Session, assessment_key: int, respondent: str, on: date) -> None:
    """Note that a questionnaire went out."""
    _respondent(session, assessment_key, respondent).sent_on = on


def _respondent(session: Session, assessment_key: int, name: str) -> Respondent:
    found = session.scalars(
        select(Respondent).where(Respondent.assessment_key == assessment_key, Respondent.name == name)
    ).one_or_none()
    if found is None:
        found = Respondent(assessment_key=assessment_key, name=name)
        session.add(found)
        session.flush()
    return found


def merge(session: Session, returned: ReturnedAnswers, on: date) -> Merged:
    """Take the answers of a questionnaire that came back; nothing that was said before is lost.

    Raises:
        PmoError: the assessment is not in this workspace, or closed.
    """
    assessment = session.get(Assessment, returned.assessment_key)
    if assessment is None:
        raise PmoError(say("“{file}” belongs to an assessment that is not in this workspace.", file=returned.file))
    must_be_open(session, assessment.key)
    found = round_of(session, assessment.key)
    asked = {each.statement.key: each for each in found.answers}
    counts = Counter[str]()
    problems: list[str] = []
    for reply in returned.replies:
        each = asked.get(reply.statement)
        read = _read(each, reply.answer) if each else None
        if each is None or read is None:
            problems.append(_problem(reply, each))
        elif (what := _take(session, assessment.key, returned.respondent, reply, read)) == "alone":
            words = reply.comment or reply.evidence
            told = say("Row {row}: “{words}” is kept, but stands without an answer.", row=reply.row, words=words)
            problems.append(told)
        else:
            counts[what] += 1
    _respondent(session, assessment.key, returned.respondent).returned_on = on
    return Merged(
        returned.respondent, counts["new"], counts["changed"], counts["same"], counts["kept"], tuple(problems)
    )


@dataclass(frozen=True, slots=True)
class _Read:
    """An answer that could be read; `is_given` is false for an empty cell."""

    is_given: bool
    value: int | None = None


def _read(each: StatementAnswer, words: str) -> _Read | None:
    """What a cell says: its word, with or without its figure, in whatever case; none if it is no answer."""
    said = words.strip().casefold()
    if not said:
        return _Read(is_given=False)
    for value, word in choices_of(each):
        figure, _, name = word.partition(" ")
        if said in {word.casefold(), figure.casefold(), name.casefold() or word.casefold()}:
            return _Read(is_given=True, value=value)
    return None


def _take(session: Session, assessment_key: int, respondent: str, reply: Reply, read: _Read) -> str:
    """Take one reply, and tell whether it is new, changed, the same, kept, or words alone; empty if nothing."""
    before = answer_to(session, assessment_key, reply.statement, respondent)
    if not read.is_given:
        if before is not None:
            _say_more(session, before, reply)
            return "kept"
        if not reply.comment and not reply.evidence:
            return ""
        _remark_alone(session, assessment_key, respondent, reply)
        return "alone"
    was = before.value if before is not None else None
    is_new = before is None
    given = answer(session, assessment_key, reply.statement, read.value, respondent)
    _say_more(session, given, reply)
    alone = _remark(session, assessment_key, reply.statement, respondent)
    if alone is not None:
        session.delete(alone)
    return "new" if is_new else "same" if was == read.value else "changed"


def _remark(session: Session, assessment_key: int, statement: str, respondent: str) -> Remark | None:
    """What a respondent said of a statement without answering it; none if nothing."""
    found = select(Remark).where(Remark.assessment_key == assessment_key, Remark.statement == statement)
    return session.scalars(found.where(Remark.respondent == respondent)).one_or_none()


def _remark_alone(session: Session, assessment_key: int, respondent: str, reply: Reply) -> None:
    """Keep words that stand without an answer, till it is given."""
    found = _remark(session, assessment_key, reply.statement, respondent)
    if found is None:
        found = Remark(assessment_key=assessment_key, statement=reply.statement, respondent=respondent)
        session.add(found)
    found.comment = reply.comment or found.comment or ""
    found.evidence = reply.evidence or found.evidence or ""


def _say_more(session: Session, given: Answer, reply: Reply) -> None:
    """Keep a comment, and the documents that were named and are not noted yet."""
    if reply.comment:
        given.comment = reply.comment
    known = set(session.scalars(select(Evidence.title).where(Evidence.answer_key == given.key)))
    for title in dict.fromkeys(part.strip() for part in reply.evidence.split(";")):
        if title and title not in known:
            session.add(Evidence(answer_key=given.key, title=title))


def _problem(reply: Reply, each: StatementAnswer | None) -> str:
    if each is None:
        return say("Row {row}: this assessment has no statement “{key}”.", row=reply.row, key=reply.statement)
    allowed = ", ".join(word for _, word in choices_of(each))
    return say("Row {row}: “{answer}” is none of {allowed}.", row=reply.row, answer=reply.answer, allowed=allowed)
