"""The responsibility matrix of the three versions of the charter."""

from sqlalchemy.orm import Session

from pmo_desktop.domain.rules.responsibility import Fault
from pmo_desktop.services import responsibilities
from pmo_desktop.services.marevia.tables import tables

_NEWEST = 2


def write(session: Session, charter_key: int, number: int) -> None:
    """Write what changes in one version, number from 0."""
    ours = tables("matrix")
    parties = [each.key for each in responsibilities.parties(session, charter_key)] or [
        responsibilities.add_party(session, charter_key, name, is_pmo=name == ours["parties"][0])
        for name in ours["parties"]
    ]
    known = {each.title: each.key for each in responsibilities.activities(session, charter_key)}
    for group, title, row in ours["rows"][number]:
        if title not in known:
            known[title] = responsibilities.add_activity(session, charter_key, title, group)
        letters = ["" if letter == "." else letter for letter in row.split()]
        cells = {(known[title], party): put for party, put in zip(parties, letters, strict=True)}
        responsibilities.set_letters(session, charter_key, cells)
    for fault, title, reason in ours["left"] if number == _NEWEST else ():
        responsibilities.leave(session, charter_key, Fault(fault), (known[title], None), reason)
