"""The one row of settings, and what the rules need of it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.settings import Settings

_THE_ROW = select(Settings)


def settings_of(session: Session) -> Settings:
    """The settings of the workspace."""
    return session.scalars(_THE_ROW).one()
