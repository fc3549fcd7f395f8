"""Method: lifecycles with their phases, what each phase asks for, and where a project may do without."""

from datetime import date

from sqlalchemy import Date, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import Choice, ProjectClass, Stage
from pmo_desktop.domain.fields import shown
from pmo_desktop.text import N_


class Lifecycle(Base):
    """A way to run a project, as a list of phases."""

    __tablename__ = "lifecycle"

    name: Mapped[str] = mapped_column(info=shown("Lifecycle", width=26, required=True))
    description: Mapped[str] = mapped_column(default="", info=shown("Description", kind="long text", width=40))


class Phase(Base):
    """One phase of a lifecycle and the gate at its end."""

    __tablename__ = "phase"

    lifecycle_key: Mapped[int] = mapped_column(
        ForeignKey("lifecycle.key"), index=True, info=shown("Lifecycle", width=22, required=True)
    )
    name: Mapped[str] = mapped_column(info=shown("Phase", width=24, required=True))
    position: Mapped[int] = mapped_column(default=0, info=shown("Place", width=6))
    stage: Mapped[Stage | None] = mapped_column(info=shown("Stage", help="The stage of the register it stands for."))
    gate: Mapped[str] = mapped_column(default="", info=shown("Gate at its end", width=24))


class MethodItemKind(Choice):
    """What a phase can ask for."""

    ACTIVITY = "activity", N_("Activity")
    DOCUMENT = "document", N_("Document")
    CRITERION = "criterion", N_("Gate criterion")


class MethodItem(Base):
    """An activity, a document or a gate criterion of a phase, and from which class on it is asked."""

    __tablename__ = "method_item"

    phase_key: Mapped[int] = mapped_column(
        ForeignKey("phase.key"), index=True, info=shown("Phase", width=22, required=True)
    )
    kind: Mapped[MethodItemKind] = mapped_column(default=MethodItemKind.DOCUMENT, info=shown("Kind"))
    title: Mapped[str] = mapped_column(info=shown("What is asked", width=36, required=True))
    from_class: Mapped[ProjectClass] = mapped_column(
        default=ProjectClass.SMALL, info=shown("From class", width=14, help="Smaller projects may leave it out.")
    )
    template_key: Mapped[int | None] = mapped_column(
        ForeignKey("document_template.key"), info=shown("Template", width=24)
    )


class DocumentTemplate(Base):
    """A form or document that projects start from, in its newest version."""

    __tablename__ = "document_template"

    title: Mapped[str] = mapped_column(info=shown("Template", width=30, required=True))
    purpose: Mapped[str] = mapped_column(default="", info=shown("What it is for", kind="long text", width=34))
    version: Mapped[str] = mapped_column(default="1", info=shown("Version", width=8))
    changes: Mapped[str] = mapped_column(default="", info=shown("New in this version", kind="long text", width=34))
    owner: Mapped[str] = mapped_column(default="", info=shown("Owner", width=18))
    issued_on: Mapped[date | None] = mapped_column(Date, info=shown("Issued on"))
    document_key: Mapped[int | None] = mapped_column(ForeignKey("document.key"), info=shown("Document", width=26))


class TemplateIssue(Base):
    """A project was given a template, in the version of that day."""

    __tablename__ = "template_issue"

    template_key: Mapped[int] = mapped_column(
        ForeignKey("document_template.key"), index=True, info=shown("Template", width=28, required=True)
    )
    project_key: Mapped[int] = mapped_column(
        ForeignKey("project.key"), index=True, info=shown("Project", width=28, required=True)
    )
    version: Mapped[str] = mapped_column(default="", info=shown("Version", width=8))
    issued_on: Mapped[date | None] = mapped_column(Date, info=shown("Issued on"))


class Compliance(Base):
    """A project has done what the method asks for in one item."""

    __tablename__ = "compliance"
    __table_args__ = (UniqueConstraint("project_key", "item_key"),)

    project_key: Mapped[int] = mapped_column(ForeignKey("project.key"), info=shown("Project", width=28, required=True))
    item_key: Mapped[int] = mapped_column(
        ForeignKey("method_item.key"), index=True, info=shown("What is asked", width=34, required=True)
    )
    done_on: Mapped[date | None] = mapped_column(Date, info=shown("Done on"))
    evidence: Mapped[str] = mapped_column(default="", info=shown("Evidence", width=30))


class Waiver(Base):
    """A project may do without one item, because somebody agreed, until some day."""

    __tablename__ = "waiver"

    project_key: Mapped[int] = mapped_column(
        ForeignKey("project.key"), index=True, info=shown("Project", width=28, required=True)
    )
    item_key: Mapped[int] = mapped_column(
        ForeignKey("method_item.key"), index=True, info=shown("What is waived", width=34, required=True)
    )
    reason: Mapped[str] = mapped_column(info=shown("Reason", kind="long text", width=34, required=True))
    approver: Mapped[str] = mapped_column(default="", info=shown("Approved by", width=18))
    approved_on: Mapped[date | None] = mapped_column(Date, info=shown("Approved on"))
    expires_on: Mapped[date | None] = mapped_column(Date, info=shown("Expires"))
