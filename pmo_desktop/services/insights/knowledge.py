"""What is known and for whom: figures of the knowledge base, lessons for a project, competence by role."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.capacity import Person, Role
from pmo_desktop.domain.choices import ProjectClass, Rating
from pmo_desktop.domain.gate import Gate, GateCriterion
from pmo_desktop.domain.knowledge import Competence, Practice, Training
from pmo_desktop.domain.lesson import Lesson
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.rules.competence import gap_rating, mean
from pmo_desktop.domain.rules.similarity import OFFERED_FROM, Profile, Similarity, similarity, words_of
from pmo_desktop.services.formats import show_number
from pmo_desktop.services.insights.counts import count
from pmo_desktop.services.insights.shapes import CompetenceCell, CompetenceMap, CompetenceRow
from pmo_desktop.services.wording import names
from pmo_desktop.text import say


@dataclass(frozen=True, slots=True)
class OfferedLesson:
    """A lesson worth a look: what happened, what to do, where it comes from, its points (0 to 100) and why."""

    key: int
    title: str
    recommendation: str
    source: str
    points: int
    why: str


def lessons_for(
    session: Session,
    *,
    category: str,
    project_class: ProjectClass | None,
    text: str,
    but_from: int | None = None,
    most: int = 5,
) -> tuple[OfferedLesson, ...]:
    """The lessons that have most to say to a project of that category, class and words; those of `but_from` apart."""
    wanted = Profile(category, project_class, words_of(text))
    if not category and project_class is None and not wanted.words:
        return ()
    query = select(*_LESSON, Project.name).outerjoin(Project, Project.key == Lesson.project_key)
    if but_from is not None:
        query = query.where(Lesson.project_key.is_distinct_from(but_from))
    offered: list[OfferedLesson] = []
    for key, title, advice, cause, effect, lesson_category, lesson_class, source in session.execute(query):
        words = words_of(f"{title} {cause} {effect} {advice}")
        found = similarity(wanted, Profile(lesson_category, lesson_class, words))
        if found.points >= OFFERED_FROM:
            offered.append(OfferedLesson(key, title, advice, source or "", found.points, _why(found)))
    return tuple(sorted(offered, key=lambda each: (-each.points, each.title, each.key))[:most])


_LESSON = (
    Lesson.key, Lesson.title, Lesson.recommendation, Lesson.cause, Lesson.effect, Lesson.category, Lesson.project_class,
)  # fmt: skip


def _why(found: Similarity) -> str:
    parts = [say("same category")] if found.same_category else []
    if found.same_class:
        parts.append(say("same class"))
    if found.common:
        parts.append(say("words: {words}", words=names(found.common)))
    return " · ".join(parts)


def lessons_for_project(session: Session, project_key: int, most: int = 5) -> tuple[OfferedLesson, ...]:
    """The lessons of other projects that have most to say to one project."""
    project = session.get_one(Project, project_key)
    return lessons_for(
        session,
        category=project.category,
        project_class=project.project_class,
        text=f"{project.name} {project.description} {project.tags}",
        but_from=project_key,
        most=most,
    )


def lessons_for_gate(session: Session, gate_key: int, most: int = 5) -> tuple[OfferedLesson, ...]:
    """The lessons of other projects that have most to say at a gate: to its project, and to what the gate asks."""
    gate = session.get_one(Gate, gate_key)
    project = session.get_one(Project, gate.project_key)
    criteria = session.scalars(select(GateCriterion.title).where(GateCriterion.gate_key == gate_key))
    return lessons_for(
        session,
        category=project.category,
        project_class=project.project_class,
        text=" ".join((project.name, project.description, project.tags, gate.name, *criteria)),
        but_from=project.key,
        most=most,
    )


@dataclass(frozen=True, slots=True)
class KnowledgeFigures:
    """How much is known: lessons, practices, and the training of the last year; `gaps` are those of a whole level."""

    lessons: int
    new_lessons: int
    practices: int
    hours: float
    people: int
    gaps: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing is kept yet."""
        return not (self.lessons or self.practices or self.hours or self.people)


def knowledge_figures(session: Session, on: date) -> KnowledgeFigures:
    """The figures of the knowledge base on a day; a year is that up to the day."""
    since = on.replace(year=on.year - 1, day=min(on.day, 28))
    recent = (Training.held_on > since, Training.held_on <= on)
    hours = session.scalar(select(func.sum(Training.hours)).where(*recent)) or 0.0
    people = session.scalar(select(func.count(Training.person_key.distinct())).where(*recent)) or 0
    cells = [cell for row in competence_map(session).rows for cell in row.cells]
    return KnowledgeFigures(
        lessons=count(session, Lesson),
        new_lessons=count(session, Lesson, Lesson.learnt_on > since, Lesson.learnt_on <= on),
        practices=count(session, Practice),
        hours=hours,
        people=people,
        gaps=sum(cell.rating is Rating.RED for cell in cells),
    )


def competence_map(session: Session) -> CompetenceMap:
    """Every role against every competence: what its people reach on average, and what is needed."""
    query = (
        select(Competence.title, Competence.level, Competence.needed, Role.key, Role.name)
        .join(Person, Person.key == Competence.person_key)
        .outerjoin(Role, Role.key == Person.role_key)
        .order_by(Competence.key)
    )
    held: dict[tuple[int, str], dict[str, list[tuple[int | None, int | None]]]] = {}
    titles: dict[str, None] = {}
    for title, level, needed, role_key, role in session.execute(query):
        titles[title] = None
        role_of = held.setdefault((role_key or 0, role or say("Without a role")), {})
        role_of.setdefault(title, []).append((level, needed))
    rows = tuple(
        CompetenceRow(role, tuple(_cell(found.get(title, [])) for title in titles), _people(found), str(key or ""))
        for (key, role), found in sorted(held.items(), key=lambda each: each[0][1])
    )
    return CompetenceMap(tuple(titles), rows)


def _people(found: dict[str, list[tuple[int | None, int | None]]]) -> str:
    most = max(map(len, found.values()), default=0)
    return say("1 person") if most == 1 else say("{count} people", count=show_number(most))


def _cell(found: list[tuple[int | None, int | None]]) -> CompetenceCell:
    level, needed = mean(each for each, _ in found), mean(each for _, each in found)
    told = say("{level} of {needed} needed", level=show_number(level, 1), needed=show_number(needed, 1))
    return CompetenceCell(show_number(level, 1), told, gap_rating(level, needed))
