"""Taking what was read from a file into the workspace: what a dry run tells is what taking it then does."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from pmo_desktop.collecting import no_collecting
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.importing import ReadBook, ReadTable
from pmo_desktop.services.content import foresee_content, take_content
from pmo_desktop.services.drafts import Draft
from pmo_desktop.services.import_logs import project_named, take_log
from pmo_desktop.services.import_plans import renamed, take_baselines
from pmo_desktop.services.import_projects import ProjectTaking
from pmo_desktop.services.import_world import BookOutcome, Outcome, World
from pmo_desktop.storage import journal
from pmo_desktop.text import say

# Registers in an order in which what is named comes before what names it.
_REASONS = 4  # shown in one sentence
_ORDER = (
    "portfolio", "programme", "lifecycle", "project", "role", "person", "milestone", "office",
    "criterion", "phase", "document_template", "method_item", "governance_body", "gate", "recovery", "benefit",
    "decision", "service", "central_item",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a file is to be taken in.

    Attributes:
        period: The reporting period of a register of projects; empty for the one the file names.
        project: The project, by name or reference, that rows without one belong to, or a whole plan; empty for none.
        adds_projects: Whether a project that a row of a log names, and that is not there, is added.
        all_or_nothing: Whether nothing is taken if one row cannot be.
    """

    period: str = ""
    project: str = ""
    adds_projects: bool = True
    all_or_nothing: bool = False


AS_IT_IS = Wishes()


@dataclass(slots=True)
class Plan:
    """What taking a file does to a workspace that has changed `since` nothing: worked out whole, and not yet written.

    A document of ours has no plan of its rows, only the outcome.
    """

    outcome: BookOutcome
    of: tuple[ReadBook, Wishes, date]
    since: str
    world: World | None = None
    projects: ProjectTaking | None = None

    def still_holds(self, session: Session, of: tuple[ReadBook, Wishes, date]) -> bool:
        """Whether it is of the same file and wishes, and the workspace is what it was worked out against."""
        if self.of[0] is not of[0] or self.of[1:] != of[1:] or self.since != _newest_change(session):
            return False
        session.flush()
        return not journal.touched(session.connection())


def plan_book(session: Session, book: ReadBook, wishes: Wishes = AS_IT_IS, today: date | None = None) -> Plan:
    """What taking every register of a file would do, with a session that need not be able to write.

    Every row of a register of projects is the status of its project in one period: the one named, else the one the file
    names, else the newest open one, else the month of `today`, which is opened if there is none of that name. In the
    newest period the projects themselves are brought up to date as well.

    Raises:
        PmoError: a period is frozen, the amounts are in another currency than the workspace keeps, no row names a
            project, or a row cannot be taken while all or nothing is wanted.
    """
    of = (book, wishes, today or datetime.now().astimezone().date())
    if book.content is not None:
        return Plan(BookOutcome(foresee_content(session, book.content, book.source_name)), of, _newest_change(session))
    if not book.tables:
        raise PmoError(nothing_in(book))
    with no_collecting():
        return _worked_out(session, of)


def take_book(
    session: Session,
    book: ReadBook,
    wishes: Wishes = AS_IT_IS,
    today: date | None = None,
    plan: Plan | None = None,
) -> BookOutcome:
    """Take every register of a file, as `plan_book` foresees it; a plan that was made before is used if it still holds.

    Raises:
        PmoError: as `plan_book`.
    """
    if book.content is not None:
        return BookOutcome(take_content(session, book.content, book.source_name))
    of = (book, wishes, today or datetime.now().astimezone().date())
    if plan is None or not plan.still_holds(session, of):
        plan = plan_book(session, *of)
    if plan.world is not None and plan.projects is not None:
        plan.world.write(session)
        plan.projects.write_texts(session.connection())
        if all(table.target != "gate" for table in book.tables):  # a file that lists gates says which there are
            plan.projects.add_gates(session)
    session.expire_all()
    return plan.outcome


def foresee_book(session: Session, book: ReadBook, wishes: Wishes = AS_IT_IS, today: date | None = None) -> BookOutcome:
    """What `take_book` would do.

    Raises:
        PmoError: as `plan_book`.
    """
    return plan_book(session, book, wishes, today).outcome


def _newest_change(session: Session) -> str:
    """The hash of the newest change: another one means that anything may have become different."""
    return journal.head(session.connection())[1]


def take_register(session: Session, table: ReadTable, period_name: str = "", today: date | None = None) -> Outcome:
    """Take one register of projects; see `take_book`.

    Raises:
        PmoError: as `take_book`.
    """
    book = ReadBook(table.source_name, (table,))
    return take_book(session, book, Wishes(period=period_name), today).outcomes[0]


def _project_of_cover(world: World, name: str, wishes: Wishes) -> Draft | None:
    """The project that a file as a whole is about, which is added if it may be."""
    found = world.known.find(name)
    if found is None and wishes.adds_projects:
        found = world.add_project(name)
        world.expect_report(found)
    return found


def nothing_in(book: ReadBook) -> str:
    """The sentence for a file without a register, with the reason for each of its sheets."""
    reasons = [f"“{each.sheet}”: {each.reason}" if each.sheet else each.reason for each in book.left_out]
    shown = "; ".join(reasons[:_REASONS]) + (" …" if len(reasons) > _REASONS else "")
    return say("“{name}” holds no register: {reasons}.", name=book.source_name, reasons=shown)


def _worked_out(session: Session, of: tuple[ReadBook, Wishes, date]) -> Plan:
    book, wishes, today = of
    world = World(session, today)
    projects = ProjectTaking(world)
    outcome = BookOutcome(left_out=book.left_out, notes=list(book.notes))
    tables = book.tables
    if book.is_plan and wishes.project.strip():
        name = str(project_named(world, wishes.project.strip()).value("name"))
        tables = tuple(renamed(table, name) for table in tables)
    order = sorted(tables, key=lambda each: _ORDER.index(each.target) if each.target in _ORDER else len(_ORDER))
    for table in order:
        if table.target == "project":
            outcome.outcomes.append(projects.take(table, wishes.period.strip()))
        elif table.target == "baseline" and book.is_plan:
            outcome.outcomes.append(take_baselines(world, table))
        else:
            project = project_named(world, wishes.project.strip()) if wishes.project.strip() else None
            if project is None and book.project:
                project = _project_of_cover(world, book.project, wishes)
            outcome.outcomes.append(take_log(world, table, project, adds_projects=wishes.adds_projects))
    refused = sum(each.rejected for each in outcome.outcomes)
    if refused and wishes.all_or_nothing:
        first = next(each for every in outcome.outcomes for each in every.refused)
        sentence = "{count} rows cannot be taken, so nothing was; the first is row {row}: {reason}"
        raise PmoError(say(sentence, count=refused, row=first.row, reason=first.reason))
    return Plan(outcome, of, _newest_change(session), world, projects)
