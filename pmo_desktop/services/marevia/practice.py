"""How the office itself works: its deployment, method, central registers, knowledge and value."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.base import new_key
from pmo_desktop.domain.capacity import Person
from pmo_desktop.domain.central import CentralItem, CentralUse
from pmo_desktop.domain.choices import EntryKind, ProjectClass, ProjectStatus
from pmo_desktop.domain.gate import Gate
from pmo_desktop.domain.knowledge import Competence, Practice, Training
from pmo_desktop.domain.method import DocumentTemplate, MethodItem, MethodItemKind, Phase, TemplateIssue, Waiver
from pmo_desktop.domain.office import Office, StrategicObjective
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.value import Saving, ValueFigure
from pmo_desktop.services import deployment, method
from pmo_desktop.services.insights.method import method_standing, project_items
from pmo_desktop.services.marevia.organisation import Keys, references
from pmo_desktop.services.marevia.tables import THOUSAND_EURO, Row, cut_offs, tables, values

_NUMBERED = 6  # letters of “Gate 3”
_ITEMS = select(MethodItem, Phase).join(Phase, Phase.key == MethodItem.phase_key)


def write(session: Session, keys: Keys) -> None:
    """Write everything as it stands at the last data date."""
    ours = tables("practice")
    _deploy(session, ours)
    _take_method(session, keys, ours)
    _follow_method(session, keys, ours)
    _keep_centrally(session, keys, ours)
    _know(session, keys, ours)
    _be_worth(session, ours)
    for name, result in ours["objective_results"].items():
        session.get_one(StrategicObjective, keys["strategic_objective", name]).result = result
    session.flush()


def _office(session: Session) -> int:
    return session.scalars(select(Office.key).order_by(Office.key)).first() or 0


def _deploy(session: Session, ours: Row) -> None:
    """Begin the plan, and let its steps happen: on their baseline, or as many days later as the table says."""
    plan = ours["deployment"]
    office_key = _office(session)
    cost = plan["cost_per_fte"] * THOUSAND_EURO
    deployment.begin(session, office_key, plan["template"], plan["start_on"], cost_per_fte=cost)
    session.flush()
    odd = {row["title"]: row for row in ours["step"]}
    for step in deployment.activities(session, office_key):
        row: Row = next((odd[title] for title in odd if step.title.startswith(title)), {})
        late = timedelta(days=row.get("days", 0))
        step.owner = row.get("owner", step.owner)
        if step.baseline_finish_on is None or step.baseline_start_on is None:
            continue
        step.forecast_finish_on = step.baseline_finish_on + late
        if step.baseline_start_on <= plan["done_by"]:
            step.actual_start_on = step.baseline_start_on
        if step.forecast_finish_on <= plan["done_by"] and "open" not in row:
            step.actual_finish_on = step.forecast_finish_on


def _take_method(session: Session, keys: Keys, ours: Row) -> None:
    """Take the lifecycles, and let every running project follow one; its gates are those it has."""
    standard, light = (
        method.take_lifecycle(session, key, ours["method"]["taken_on"]) for key in ours["method"]["lifecycles"]
    )
    for project in session.scalars(select(Project).where(Project.kind == EntryKind.PROJECT)):
        if project.status is not ProjectStatus.PROPOSED:
            project.lifecycle_key = light if project.project_class is ProjectClass.SMALL else standard
    phases = {phase.gate[:_NUMBERED]: phase.key for phase in method.phases(session, standard)}
    for gate in session.scalars(select(Gate)):
        if session.get_one(Project, gate.project_key).lifecycle_key == standard:
            gate.phase_key = phases.get(gate.name[:_NUMBERED])
    session.flush()
    for row in ours["issued"]:
        template = session.scalars(select(DocumentTemplate).where(DocumentTemplate.title == row["template"])).one()
        first = template.version
        method.new_version(session, template.key, "2", "One page shorter; the table of options moved to the front.",
                           cut_offs()[2])  # fmt: skip
        session.add_all(
            TemplateIssue(
                template_key=template.key,
                project_key=keys["project", reference],
                version=first if reference in row["old"] else template.version,
                issued_on=cut_offs()[0] if reference in row["old"] else cut_offs()[3],
            )
            for reference in row["projects"]
        )
    session.flush()


def _follow_method(session: Session, keys: Keys, ours: Row) -> None:
    """Mark what is done: all of the phases that are past but what is missing or waived, and part of today's."""
    missing = {(keys["project", row["project"]], item) for row in ours["missing"] for item in row["items"]}
    items = {(item.title, phase.lifecycle_key): item.key for item, phase in session.execute(_ITEMS)}
    for row in ours["waiver"]:
        project = session.get_one(Project, keys["project", row["project"]])
        item_key = items[row["item"], project.lifecycle_key or 0]
        session.add(Waiver(project_key=project.key, item_key=item_key, **values(Waiver, row, 0)))
        missing.add((project.key, row["item"]))
    session.flush()
    for seen in method_standing(session, cut_offs()[-1]).projects:
        for place, item in enumerate(project_items(session, seen.key, cut_offs()[-1])):
            past = item.state.value in {"deviation", "waived"}
            begun = item.state.value == "open" and place % 3 == 0 and item.kind is not MethodItemKind.CRITERION
            if (past or begun) and (seen.key, item.title) not in missing:
                method.mark_done(session, seen.key, item.key, cut_offs()[place % len(cut_offs())])
    session.flush()


def _keep_centrally(session: Session, keys: Keys, ours: Row) -> None:
    for row in ours["central_item"]:
        key = new_key()
        session.add(CentralItem(key=key, **values(CentralItem, row, 0)))
        session.flush()
        session.add_all(
            CentralUse(item_key=key, project_key=keys["project", reference], from_on=cut_offs()[0])
            for reference in row["uses"]
        )
    for name, (saving, measured) in ours["staff"].items():
        person = session.get_one(Person, keys["person", name])
        person.saving_per_year, person.saving_is_measured = saving * THOUSAND_EURO, measured


def _know(session: Session, keys: Keys, ours: Row) -> None:
    session.add_all(Practice(**values(Practice, row, 0)) for row in ours["practice"])
    session.add_all(
        Training(person_key=keys["person", row["person"]], **values(Training, row, 0), **references(row, keys))
        for row in ours["training"]
    )
    needs = ours["competence"]
    session.add_all(
        Competence(
            person_key=keys["person", name], title=title, level=level, needed=needs[title], assessed_on=cut_offs()[3]
        )
        for name, levels in ours["levels"].items()
        for title, level in zip(needs, levels, strict=True)
    )


def _be_worth(session: Session, ours: Row) -> None:
    office_key = _office(session)
    session.add_all(ValueFigure(office_key=office_key, **values(ValueFigure, row, 0)) for row in ours["value_figure"])
    session.add_all(Saving(office_key=office_key, **values(Saving, row, 0)) for row in ours["saving"])
