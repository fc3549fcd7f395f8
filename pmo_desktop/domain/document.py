"""Documents of projects: links, and attachments that are kept in the file."""

from datetime import date

from sqlalchemy import Date, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.fields import shown


class Document(Base):
    """A document: a link to where it is, or, with a `sha256`, an attachment."""

    __tablename__ = "document"

    project_key: Mapped[int | None] = mapped_column(
        ForeignKey("project.key"), index=True, info=shown("Project", width=28)
    )
    title: Mapped[str] = mapped_column(info=shown("Document", width=36, required=True))
    version: Mapped[str] = mapped_column(default="", info=shown("Version", width=8))
    location: Mapped[str] = mapped_column(default="", info=shown("Where", width=36, help="A web address or a folder."))
    file_name: Mapped[str] = mapped_column(default="", info=shown("File", width=24, editable=False))
    size: Mapped[int | None] = mapped_column(info=shown("Bytes", width=9, editable=False))
    sha256: Mapped[str] = mapped_column(default="", info=shown("SHA-256", width=16, editable=False))
    added_on: Mapped[date | None] = mapped_column(Date, info=shown("Added on"))


class AttachmentContent(Base):
    """The bytes of attachments, each once. They are named by their hash, so undo need not copy them."""

    __tablename__ = "attachment_content"
    __table_args__ = ({"info": {"journal": False}},)

    sha256: Mapped[str] = mapped_column(unique=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
