"""What the office does and who decides: other offices, services with their requests, bodies, stakeholders."""

from sqlalchemy.orm import Session

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.governance import GovernanceBody, Meeting
from pmo_desktop.domain.office import Office
from pmo_desktop.domain.service import Service, ServiceRequest
from pmo_desktop.domain.stakeholder import SignOff, Stakeholder
from pmo_desktop.services import offices, recipes
from pmo_desktop.services.marevia.organisation import Keys, references
from pmo_desktop.services.marevia.tables import Row, begins, cut_offs, tables, values


def write(session: Session, keys: Keys) -> None:
    """Write what stands before the first period."""
    ours, first = tables("office"), offices.offices(session)[0].key
    for row in ours["office"]:
        _add(session, keys, Office, row, overseen_by_key=first)
    for row in ours["service"]:
        _add(session, keys, Service, row, office_key=first)
    pack = recipes.recipes(session)[0].key
    for row in ours["governance_body"]:
        above = keys.get(("governance_body", row.get("above", "")))
        receives = {"recipe_key": pack} if row.get("receives") else {}
        _add(session, keys, GovernanceBody, row, escalates_to_key=above, **receives)
        for day in row.get("meetings", []):
            meeting = {**row["meeting"], "held_on": day}
            _add(session, keys, Meeting, meeting, body_key=keys["governance_body", row["name"]])
    for row in ours["stakeholder"]:
        _add(session, keys, Stakeholder, row)
        for paper in row.get("sign_off", []):
            _add(session, keys, SignOff, paper, stakeholder_key=keys["stakeholder", row["name"]])


def take_requests(session: Session, keys: Keys, period: int) -> None:
    """Add the requests of one period, and close those that ended by its cut-off."""
    until = cut_offs()[period]
    for row in tables("office")["office"] if not period else ():
        if "serves" in row:
            session.get_one(Office, keys["office", row["name"]]).project_key = keys["project", row["serves"]]
    for row in tables("office")["service_request"]:
        name = ("service_request", row["title"])
        if begins(row) > period:
            continue
        if name not in keys:
            bare = {key: value for key, value in row.items() if key not in {"closed_on", "outcome", "value"}}
            _add(session, keys, ServiceRequest, bare, service_key=keys["service", row["service"]])
        if row.get("closed_on") and row["closed_on"] <= until:
            kept = session.get_one(ServiceRequest, keys[name])
            kept.closed_on, kept.outcome, kept.value = row["closed_on"], row["outcome"], row["value"]


def _add(session: Session, keys: Keys, entity: type[Base], row: Row, **more: object) -> None:
    made = entity(**{**values(entity, row, 0), **references(row, keys), **more})
    session.add(made)
    session.flush()
    keys[str(entity.__tablename__), str(row.get("name", row.get("title", made.key)))] = made.key
