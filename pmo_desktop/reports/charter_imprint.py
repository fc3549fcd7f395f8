"""What every page of a document of the charter says of itself."""

from sqlalchemy.orm import Session

from pmo_desktop.domain.charter import Charter
from pmo_desktop.domain.choices import CharterState
from pmo_desktop.domain.office import Office
from pmo_desktop.reports.paper import Imprint
from pmo_desktop.services.formats import show_date
from pmo_desktop.services.settings import settings_of
from pmo_desktop.text import say


def charter_imprint(session: Session, charter_key: int, title: str, chain_head: str) -> Imprint:
    """The imprint of a document of one charter version, called `title`; marked as a draft until it is approved."""
    charter, settings = session.get_one(Charter, charter_key), settings_of(session)
    office = session.get_one(Office, charter.office_key).name
    return Imprint(
        title=title,
        office=office,
        portfolio=settings.organisation or office,
        period=say("Charter version {version}, {state}", version=charter.version, state=charter.state.label.lower()),
        classification=settings.classification,
        data_date=show_date(charter.approved_on or charter.begun_on),
        audit_head=chain_head[:12],
        author=office,
        draft=charter.state in {CharterState.DRAFT, CharterState.IN_REVIEW},
    )
