"""Whether a version of a charter may still change."""

from sqlalchemy.orm import Session

from pmo_desktop.domain.charter import Charter
from pmo_desktop.domain.choices import CharterState
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.text import say


def must_be_open(session: Session, charter_key: int) -> Charter:
    """The version, if it may still change.

    Raises:
        PmoError: it is approved or superseded.
    """
    charter = session.get_one(Charter, charter_key)
    if charter.state in {CharterState.APPROVED, CharterState.SUPERSEDED}:
        raise PmoError(
            say(
                "Version {version} is approved, so it is read-only. Begin a new version to change it.",
                version=charter.version,
            )
        )
    return charter
