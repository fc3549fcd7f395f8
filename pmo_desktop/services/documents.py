"""Documents: files kept inside the workspace, named safely and handed out as copies; and links that may be followed."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath, PureWindowsPath
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.document import AttachmentContent, Document
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.text import say

MOST_BYTES = 50_000_000
# What can be kept: texts, sheets, decks, pictures, plans and mail; nothing that a system would run.
ALLOWED = frozenset({
    "csv", "docx", "eml", "gif", "ics", "jpeg", "jpg", "json", "md", "mpp", "msg", "odp", "ods", "odt", "pdf", "png",
    "pptx", "rtf", "tif", "tiff", "tsv", "txt", "webp", "xer", "xlsx", "xml", "zip",
})  # fmt: skip
LINKS = frozenset({"http", "https", "mailto"})
_MOST_LETTERS = 120
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f]')
_RESERVED = re.compile(r"^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Copy:
    """A file as it is handed out: a safe name without any folder, and its bytes."""

    name: str
    content: bytes


def safe_name(name: str) -> str:
    """A file's name without folders, control and direction signs, or anything that a system reads as its own."""
    last = PureWindowsPath(PurePosixPath(name).name).name
    bare = "".join(sign for sign in unicodedata.normalize("NFC", last) if unicodedata.category(sign)[0] != "C")
    bare = _UNSAFE.sub("_", bare).strip(" .")
    if _RESERVED.match(bare):
        bare = f"_{bare}"
    stem, dot, ending = bare.rpartition(".")
    if len(bare) > _MOST_LETTERS:
        bare = f"{stem[: _MOST_LETTERS - len(ending) - 1]}{dot}{ending}"
    return bare or "document"


def attach(
    session: Session,
    name: str,
    content: bytes,
    *,
    project_key: int | None,
    title: str = "",
    version: str = "",
    on: date,
) -> Document:
    """Keep a file in the workspace; the same bytes are kept once.

    Raises:
        PmoError: it is of a kind that is not kept, empty, or too large.
    """
    safe = safe_name(name)
    ending = safe.rpartition(".")[2].lower()
    if ending not in ALLOWED:
        known = ", ".join(sorted(ALLOWED))
        raise PmoError(say("“{name}” is of a kind that is not kept here. These are: {known}.", name=safe, known=known))
    if not content:
        raise PmoError(say("“{name}” is empty, so there is nothing to keep.", name=safe))
    if len(content) > MOST_BYTES:
        raise PmoError(say("“{name}” has more than 50 MB. Keep it elsewhere, and add a link to it.", name=safe))
    sha256 = hashlib.sha256(content).hexdigest()
    if session.scalars(select(AttachmentContent.key).where(AttachmentContent.sha256 == sha256)).first() is None:
        session.add(AttachmentContent(sha256=sha256, content=content))
    document = Document(
        project_key=project_key,
        title=title.strip() or safe.rpartition(".")[0],
        version=version.strip(),
        file_name=safe,
        size=len(content),
        sha256=sha256,
        added_on=on,
    )
    session.add(document)
    session.flush()
    return document


def kept_as(session: Session, content: bytes, project_key: int | None) -> Document | None:
    """The document of the same project that holds these bytes already; none if there is none."""
    sha256 = hashlib.sha256(content).hexdigest()
    found = select(Document).where(Document.sha256 == sha256, Document.project_key.is_(project_key))
    return session.scalars(found.order_by(Document.key).limit(1)).first()


def copy_of(session: Session, key: int) -> Copy:
    """The file of a document, checked against its hash.

    Raises:
        PmoError: the document is gone or is only a link, or its bytes are missing or not what they were.
    """
    document = session.get(Document, key)
    if document is None:
        raise PmoError(say("This row is gone; somebody removed it. Undo that first."))
    if not document.sha256:
        raise PmoError(say("“{title}” is a link; no file is kept of it.", title=document.title))
    content = session.scalars(
        select(AttachmentContent.content).where(AttachmentContent.sha256 == document.sha256)
    ).first()
    if content is None or hashlib.sha256(content).hexdigest() != document.sha256:
        raise PmoError(
            say("The file of “{title}” is missing or not what it was. Attach it again.", title=document.title)
        )
    return Copy(safe_name(document.file_name), content)


def link_of(location: str) -> str:
    """A location as an address that may be followed once the user agreed; empty where it is none.

    Only http, https and mailto are followed; a folder or anything else is text.
    """
    bare = location.strip()
    if any(unicodedata.category(sign)[0] == "C" or sign.isspace() for sign in bare):
        return ""
    try:
        parts = urlsplit(bare)
    except ValueError:
        return ""
    if parts.scheme.lower() not in LINKS:
        return ""
    return bare if parts.scheme.lower() == "mailto" or parts.hostname else ""
