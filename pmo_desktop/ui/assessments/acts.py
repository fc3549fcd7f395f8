"""What can be done with assessments: begin, plan, close, aim, act on what was found, look again, leave a lesson."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.assessment import Finding, PlannedAssessment, RecheckOutcome
from pmo_desktop.domain.choices import EntryKind, FindingSeverity
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.fields import Field, asked
from pmo_desktop.domain.office import Office
from pmo_desktop.domain.project import Project
from pmo_desktop.services import assessments, evaluations, findings, office_draft, questionnaires
from pmo_desktop.services.assessment_templates import (
    TemplateSeen,
    copy_template,
    edit_template,
    known_templates,
    raw_template,
    targets,
)
from pmo_desktop.services.formats import show_number
from pmo_desktop.services.insights.assessments import Due, Recurring
from pmo_desktop.services.insights.outcomes.outcome import Line, Proposal
from pmo_desktop.services.insights.rounds import Round
from pmo_desktop.text import N_
from pmo_desktop.ui.assessments.begin_dialog import BEGIN, PLAN, BeginDialog
from pmo_desktop.ui.assessments.dialogs import (
    ACTION,
    COPY,
    LESSON,
    RECHECK,
    Aim,
    ConfirmDialog,
    FormDialog,
    TargetsDialog,
)
from pmo_desktop.ui.assessments.respondents import RespondentsDialog
from pmo_desktop.ui.assessments.template_dialog import TemplateDialog
from pmo_desktop.ui.document import Document

T = TypeVar("T")
_LATER_DAYS = 90
_END = asked("ends_on", N_("Ends on"), kind="date", required=True)


class Acts(QObject):
    """Asks in a dialog over `page`, then does it as one step. `begun` carries the key of a new assessment.

    `drafted` tells that a charter was drafted.
    """

    begun = Signal(object)
    drafted = Signal()

    def __init__(self, document: Document, page: QWidget) -> None:
        super().__init__(page)
        self._document = document
        self._page = page

    def _do(self, title: str, command: Callable[[Session], object]) -> bool:
        def done(session: Session) -> bool:
            command(session)
            return True

        return self._document.do(title, done) is True

    # Beginning and planning --------------------------------------------------------------------------------------

    def begin(self, template: str = "", project: int | None = None, planned: int | None = None) -> None:
        """Ask what is assessed, and begin; `planned` is the planned assessment that is held with it."""

        def take(read: dict[str, Any]) -> bool:
            def command(session: Session) -> int:
                made = assessments.begin(
                    session,
                    read["template"],
                    read["title"],
                    read["subject"],
                    read["held_on"],
                    assessor=read["assessor"] or "",
                    is_independent=read["is_independent"],
                    short_form=read["short_form"],
                    project_key=read["project_key"],
                    office_key=read["office_key"],
                    planned_key=planned,
                )
                return made.key

            key = self._document.do(self.tr("Begin assessment “{title}”").format(title=read["title"]), command)
            if key is not None:
                self.begun.emit(key)
            return key is not None

        shown = {"held_on": today(), "short_form": True, "is_independent": False}
        self._ask(self.tr("Begin an assessment"), BEGIN, shown, take, (template, project))

    def plan(self) -> None:
        """Ask which assessment is due when."""

        def take(read: dict[str, Any]) -> bool:
            planned = PlannedAssessment(
                template=read["template"],
                title=read["title"],
                subject=read["subject"],
                project_key=read["project_key"],
                due_on=read["due_on"],
                owner=read["owner"] or "",
            )
            return self._do(
                self.tr("Plan assessment “{title}”").format(title=read["title"]), lambda session: session.add(planned)
            )

        shown = {"due_on": today() + timedelta(days=_LATER_DAYS)}
        self._ask(self.tr("Plan an assessment"), PLAN, shown, take, ("", None))

    def _ask(
        self,
        title: str,
        fields: tuple[Field, ...],
        shown: Mapping[str, object],
        take: Callable[[dict[str, Any]], bool],
        chosen: tuple[str, int | None],
    ) -> None:
        with self._document.reading() as session:
            templates = known_templates(session, self._document.language)
            wanted = select(Project.key, Project.name).where(Project.kind == EntryKind.PROJECT).order_by(Project.name)
            projects = [(key, name) for key, name in session.execute(wanted)]
            offices = [
                (key, name) for key, name in session.execute(select(Office.key, Office.name).order_by(Office.key))
            ]
        dialog = BeginDialog(title, fields, shown, templates, projects, offices, take, self._page)
        if chosen[0]:
            dialog.choose(*chosen)
        dialog.open()

    def hold(self, due: Due) -> None:
        """Begin a planned assessment, or look at a finding again."""
        with self._document.reading() as session:
            planned = None if due.is_finding else session.get_one(PlannedAssessment, due.key)
            project = planned.project_key if planned else None
            finding = session.get_one(Finding, due.key) if due.is_finding else None
            title = finding.title if finding else ""
        if due.is_finding:
            self.recheck(due.key, title)
        else:
            self.begin(due.template, project, due.key)

    # Closing and aiming ------------------------------------------------------------------------------------------

    def close(self, found: Round) -> None:
        """Ask whether to lock the answers."""
        left = found.asked - found.answered
        words = self.tr("Answers can no longer change. The results are shown, and can be compared.")
        if left:
            first = self.tr("{count} statements have no answer; they are told apart, and no level rests on them.")
            words = first.format(count=left) + " " + words
        disputed = sum(each.is_disputed for each in found.answers)
        if disputed:
            told = self.tr("On {count} statements respondents are two steps or more apart; their median counts.")
            words = told.format(count=disputed) + " " + words

        def take() -> None:
            title = self.tr("Close assessment “{title}”").format(title=found.title)
            self._do(title, lambda session: assessments.close(session, found.key, today()))

        ConfirmDialog(self.tr("Close and lock"), words, take, self._page).open()

    def set_targets(self, found: Round) -> None:
        """Ask which level to aim at in each domain, how much it matters and how easy it is."""
        names = {domain.key: domain.name for domain in found.domains}
        with self._document.reading() as session:
            aims = [
                Aim(each.domain, names[each.domain], each.level, each.importance, each.ease)
                for each in targets(session, found.key)
                if each.domain in names
            ]

        def take(chosen: dict[str, tuple[float, int, int]]) -> bool:
            def command(session: Session) -> None:
                for domain, (level, importance, ease) in chosen.items():
                    assessments.set_target(session, found.key, domain, level, importance, ease)

            return self._do(self.tr("Set targets"), command)

        TargetsDialog(aims, take, self._page).open()

    # Respondents -------------------------------------------------------------------------------------------------

    def show_respondents(self, found: Round) -> None:
        """Show who answers besides, write questionnaires and read them back."""

        def write(name: str, path: Path) -> str:
            from pmo_desktop.interchange.questionnaire import write_questionnaire

            try:
                with self._document.reading() as session:
                    asked = questionnaires.questionnaire(session, found.key, name, self._document.language)
                write_questionnaire(path, asked)
            except PmoError as error:
                return str(error)
            title = self.tr("Send questionnaire to {name}").format(name=asked.respondent)
            self._do(title, lambda session: questionnaires.send(session, found.key, asked.respondent, today()))
            show()
            return self.tr("Written: {path}").format(path=path)

        def read(paths: list[Path]) -> str:
            told = [self._read_back(path) for path in paths]
            show()
            return "\n".join(told)

        def show() -> None:
            with self._document.reading() as session:
                dialog.show_respondents(questionnaires.respondents(session, found.key))

        dialog = RespondentsDialog(write, read, self._page)
        show()
        dialog.open()

    def _read_back(self, path: Path) -> str:
        from pmo_desktop.interchange.questionnaire import read_questionnaire

        try:
            returned = read_questionnaire(path)
        except PmoError as error:
            return str(error)
        title = self.tr("Read answers of {name}").format(name=returned.respondent)
        merged = self._document.do(title, lambda session: questionnaires.merge(session, returned, today()))
        if merged is None:
            return self.tr("Nothing was read from {file}.").format(file=path.name)
        words = self.tr("{name}: {new} new, {changed} changed, {same} as before, {kept} kept.")
        told = words.format(
            name=merged.respondent, new=merged.new, changed=merged.changed, same=merged.same, kept=merged.kept
        )
        return " ".join((told, *merged.problems))

    # Drafting ----------------------------------------------------------------------------------------------------

    def draft_charter(self, found: Round) -> None:
        """Ask whether to draft the charter, its services and the plan from a recommendation."""
        language = self._document.language
        try:
            with self._document.reading() as session:
                proposed = office_draft.draft(session, found.key, language)
        except PmoError as error:
            self._document.refused.emit(str(error))
            return
        first = self.tr("“{office}” becomes: {kind}, {scope}, {authority}, {orientation}.").format(
            office=proposed.office,
            kind=proposed.kind.label,
            scope=proposed.scope.label.lower(),
            authority=proposed.authority.label.lower(),
            orientation=proposed.orientation.label.lower(),
        )
        second = self.tr(
            "{count} services are proposed with {fte} FTE in all, for {projects} running projects. They go into a "
            "draft of the charter, under what it says already, with the roles; a deployment plan is begun if there is "
            "none. One undo takes all of it back."
        ).format(count=len(proposed.services), fte=show_number(proposed.fte, 2), projects=proposed.projects)

        def take(given: dict[str, Any]) -> bool:
            title, ends_on = self.tr("Draft the charter from “{title}”").format(title=found.title), given.get("ends_on")
            is_done = self._do(
                title, lambda session: office_draft.draft_charter(session, found.key, today(), language, ends_on)
            )
            if is_done:
                self.drafted.emit()
            return is_done

        title, words = self.tr("Draft the charter"), f"{first} {second}"
        if proposed.needs_end:
            FormDialog(title, words, (_END,), {}, take, self._page).open()
        else:
            ConfirmDialog(title, words, lambda: take({}), self._page).open()

    # Templates ---------------------------------------------------------------------------------------------------

    def edit_template(self, seen: TemplateSeen) -> None:
        """Edit a copy; a template that comes with the product is copied first."""
        if not seen.is_own or seen.row is None:
            self._copy_template(seen)
            return
        row = seen.row
        with self._document.reading() as session:
            raw = raw_template(session, row)

        def take(edited: dict[str, Any]) -> bool:
            title = self.tr("Edit template “{title}”").format(title=seen.title)
            return self._do(title, lambda session: edit_template(session, row, edited))

        TemplateDialog(raw, self._document.language, take, self._page).open()

    def _copy_template(self, seen: TemplateSeen) -> None:
        def take(read: dict[str, Any]) -> bool:
            title = self.tr("Copy template “{title}”").format(title=seen.title)
            language = self._document.language
            row = self._document.do(
                title, lambda session: copy_template(session, seen.key, read["title"] or "", language).key
            )
            if row is None:
                return False
            with self._document.reading() as session:
                made = next(each for each in known_templates(session, language) if each.row == row)
            self.edit_template(made)
            return True

        words = self.tr("The copy is yours to edit; the template of the product stays as it is.")
        shown = {"title": self.tr("{title}, our own").format(title=seen.title)}
        FormDialog(self.tr("Copy a template"), words, COPY, shown, take, self._page).open()

    # Acting on what was found ------------------------------------------------------------------------------------

    def act(self, found: Round, line: Line) -> None:
        """Do what a line of the results offers."""
        proposal = line.proposal
        if proposal is None:
            return
        if line.act == "lesson":
            self.leave_lesson(found, proposal)
        elif line.act == "recheck" and proposal.finding is not None:
            self.recheck(proposal.finding, proposal.title)
        else:
            self.make_action(found.key, proposal)

    def make_action(self, assessment: int, proposal: Proposal) -> None:
        """Ask for the action, and put it into the action list."""

        def command(session: Session, read: dict[str, Any]) -> None:
            title, owner, due_on = read["title"], read["owner"] or "", read["due_on"]
            if proposal.finding is not None:
                made = findings.act_on(session, proposal.finding, title=title, owner=owner, due_on=due_on)
                made.severity = read["severity"]
                return
            findings.make_action(
                session,
                assessment,
                title=title,
                domain=proposal.domain,
                statement=proposal.statement,
                severity=read["severity"],
                owner=owner,
                due_on=due_on,
            )

        def take(read: dict[str, Any]) -> bool:
            title = self.tr("Make action “{title}”").format(title=read["title"])
            return self._do(title, lambda session: command(session, read))

        words = self.tr("The action goes into the action list, with this assessment as its source.")
        shown = {"title": proposal.title, "severity": proposal.severity, "due_on": proposal.follow_up_on}
        FormDialog(self.tr("Make action"), words, ACTION, shown, take, self._page).open()

    def act_on_recurring(self, problem: Recurring) -> None:
        """Ask for one action on a problem that several projects have."""
        title = self.tr("Resolve in {count} projects: {text}").format(count=len(problem.projects), text=problem.text)
        self.make_action(problem.assessment, Proposal(title, "", problem.statement, FindingSeverity.NEXT_GATE))

    def recheck(self, finding: int, title: str) -> None:
        """Ask what was found when a finding was looked at again."""

        def take(read: dict[str, Any]) -> bool:
            def command(session: Session) -> None:
                findings.recheck(
                    session,
                    finding,
                    read["outcome"],
                    read["rechecked_on"] or today(),
                    read["recheck"] or "",
                    read["follow_up_on"],
                )

            return self._do(self.tr("Look at a finding again"), command)

        shown = {
            "outcome": RecheckOutcome.RESOLVED,
            "rechecked_on": today(),
            "follow_up_on": today() + timedelta(days=_LATER_DAYS),
        }
        FormDialog(self.tr("Look again"), title, RECHECK, shown, take, self._page).open()

    def leave_lesson(self, found: Round, proposal: Proposal) -> None:
        """Ask for a lesson, and leave it in the knowledge base."""

        def take(read: dict[str, Any]) -> bool:
            words = {name: read[name] or "" for name in ("title", "cause", "effect", "recommendation", "owner")}
            title = self.tr("Leave lesson “{title}”").format(title=words["title"])
            return self._do(title, lambda session: evaluations.leave_lesson(session, found.key, **words))

        words = self.tr("The lesson goes into the knowledge base, where intake and gates bring it back.")
        FormDialog(self.tr("Leave a lesson"), words, LESSON, {"title": proposal.title}, take, self._page).open()


def today() -> date:
    """The user's own day."""
    return date.today()  # noqa: DTZ011  where the user is
