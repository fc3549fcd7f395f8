"""Texts of imported cells that no field of a log took, kept beside their row."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.kept_text import LogText


def texts_of(session: Session, log: str, key: int) -> list[tuple[str, str, str]]:
    """Header, text and, where a field could not read it, the reason, of every such cell of one row."""
    query = select(LogText.header, LogText.text, LogText.reason).where(LogText.log == log, LogText.row_key == key)
    return [(header, text, reason) for header, text, reason in session.execute(query.order_by(LogText.key))]
