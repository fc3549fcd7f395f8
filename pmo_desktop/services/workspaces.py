"""Making and opening workspaces, with the derived figures kept up to date."""

from pathlib import Path

from sqlalchemy.orm import Session

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.storage.secret import Secret
from pmo_desktop.storage.workspace import Workspace
from pmo_desktop.text import N_, say

SECTIONS = (
    "control summary decisions dashboard movement schedule finance benefits raid resources balance governance "
    "one_pagers annex"
)
BOARD_PACK = N_("Board pack")


def create(
    path: Path, *, organisation: str = "", currency: str = "GBP", office: str = "", secret: Secret | None = None
) -> Workspace:
    """Make a new workspace with one office, the default settings and one recipe, and open it.

    With a `secret` it is encrypted from the start.

    Raises:
        PmoError: there is a file already, the folder cannot be written, or there is no such currency.
    """
    from babel.numbers import list_currencies

    from pmo_desktop.domain.office import Office
    from pmo_desktop.domain.recipe import OnePagerRule, Recipe
    from pmo_desktop.domain.settings import Settings

    if currency not in list_currencies("en"):
        raise PmoError(
            say("There is no currency “{currency}”. Give its ISO code, for example GBP or EUR.", currency=currency[:20])
        )

    def first(session: Session) -> None:
        session.add(Settings(organisation=organisation, currency=currency))
        session.add(Office(name=office or say("PMO")))
        session.add(Recipe(name=say(BOARD_PACK), sections=SECTIONS, one_pagers=OnePagerRule.REDS_AND_WORSENING))

    return Workspace.create(path, renew, first, secret)


def open_workspace(path: Path, secret: Secret | None = None) -> Workspace:
    """Open the workspace at `path`, with its `secret` if it is encrypted.

    Raises:
        PmoError: it is no workspace, damaged, of a newer format, open elsewhere, or encrypted with another secret.
    """
    return Workspace.open(path, renew, secret)


def renew(session: Session, touched: dict[str, set[int]]) -> None:
    """Renew the figures; the rules are loaded by the first change, because whoever only reads needs none of them."""
    from pmo_desktop.services import figures

    figures.renew(session, touched)
