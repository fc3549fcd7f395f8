"""Everything a workspace holds as one JSON document; docs/document.md tells its form."""

import json
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from pmo_desktop import __version__
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.interchange.out.whole import whole_file
from pmo_desktop.services.content import content_of
from pmo_desktop.services.settings import settings_of
from pmo_desktop.text import say

FORMAT = "PMO Desktop document"
VERSION = 1


def write_document(session: Session, path: Path) -> None:
    """Write every row of every table.

    Raises:
        PmoError: the file cannot be written.
    """
    settings = settings_of(session)
    document = {
        "format": FORMAT,
        "version": VERSION,
        "made_by": f"PMO Desktop {__version__}",
        "currency": settings.currency,
        "tables": content_of(session),
    }
    with whole_file(path) as part, part.open("w", encoding="utf-8", newline="\n") as file:
        json.dump(document, file, ensure_ascii=False, indent=1)
        file.write("\n")


def read_document(content: bytes, name: str) -> dict[str, Any]:
    """The tables in a document.

    Raises:
        PmoError: it is no such document, or one of a newer version.
    """
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise PmoError(say("“{name}” is damaged: it is no whole JSON document.", name=name)) from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise PmoError(say("“{name}” is no document that this program wrote.", name=name))
    if document.get("version") != VERSION:
        raise PmoError(
            say("“{name}” was written by a newer version: open it with that one. Nothing was changed.", name=name)
        )
    tables = document.get("tables")
    if not isinstance(tables, dict) or not all(isinstance(rows, list) for rows in tables.values()):
        raise PmoError(say("“{name}” is damaged: it holds no tables.", name=name))
    return tables
