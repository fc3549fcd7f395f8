"""The charter of the office in three versions."""

from sqlalchemy.orm import Session

from pmo_desktop.domain.charter import CharterObjective, Section
from pmo_desktop.domain.choices import CharterState
from pmo_desktop.services import charters, offices
from pmo_desktop.services.marevia import matrix
from pmo_desktop.services.marevia.organisation import Keys
from pmo_desktop.services.marevia.tables import THOUSAND_EURO, Row, tables


def write(session: Session, keys: Keys, number: int) -> None:
    """Write one version, number from 0, and take it through its reviews."""
    row: Row = tables("charter")["version"][number]
    office_key = offices.offices(session)[0].key
    charter = charters.begin(session, office_key, row["begun_on"])
    charter.fte, charter.cost_per_year = row["fte"], row["cost_per_year"] * THOUSAND_EURO
    session.flush()
    for name, text in row["sections"].items():
        charters.write(session, charter.key, Section(name), text.strip())
    for taken_over in charters.objectives(session, charter.key):
        session.delete(taken_over)
    for each in row["objective"]:
        session.add(
            CharterObjective(
                charter_key=charter.key,
                objective_key=keys["strategic_objective", each["serves"]],
                title=each["title"],
                measure=each["measure"],
                target=each["target"],
                due_on=each["due_on"],
            )
        )
    matrix.write(session, charter.key, number)
    for step in row["steps"]:
        charters.advance(session, charter.key, CharterState(step["state"]), step["by"], step["at"], step["comment"])
