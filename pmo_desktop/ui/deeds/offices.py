"""The register within the scope of an office."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from pmo_desktop.domain.choices import OfficeScope
from pmo_desktop.domain.office import Office
from pmo_desktop.domain.project import Programme
from pmo_desktop.services.registers import Filter
from pmo_desktop.ui.page import Page

if TYPE_CHECKING:
    from pmo_desktop.ui.document import Document


def show_projects(document: "Document", key: int, parent: QWidget) -> None:
    """Lead to the projects in the scope of an office: all, those of its department or programme, or its one project."""
    with document.reading() as session:
        office = session.get_one(Office, key)
        scope, department, project = office.scope, office.department, office.project_key
        programme = session.get(Programme, office.programme_key) if office.programme_key else None
        served = programme.name if programme else ""
    wanted: object = ()
    if scope is OfficeScope.SECTORIAL:
        wanted = (Filter("organisation", "one of", (department,)),)
    elif scope is OfficeScope.SINGLE:
        wanted = project if project is not None else (Filter("programme_key", "one of", (served,)),)
    page: QWidget | None = parent
    while page is not None and not isinstance(page, Page):
        page = page.parentWidget()
    if page is not None:
        page.go.emit("register", wanted)
