"""Taking one of our lifecycles into the workspace."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pmo_desktop.domain.fields import asked
from pmo_desktop.domain.templates.lifecycles import lifecycle_templates
from pmo_desktop.services import method
from pmo_desktop.text import N_, say
from pmo_desktop.ui.ask_dialog import AskDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from pmo_desktop.ui.document import Document

_TAKE = (asked("template", N_("Lifecycle"), kind="reference", width=30, required=True),)


def ask_lifecycle(document: "Document", parent: "QWidget") -> None:
    """Ask which of our lifecycles to take, and take it with its phases, gates, activities and documents."""
    language = document.language
    every = lifecycle_templates(language)
    words = "\n".join(f"{each.name}: {each.about}" for each in every)

    def take(read: Mapping[str, object]) -> bool:
        chosen = str(read["template"])
        with document.reading() as session:
            on = document.day(session)
        title = say("Take a lifecycle from a template")
        return document.do(title, lambda session: method.take_lifecycle(session, chosen, on, language)) is not None

    AskDialog(
        document,
        say("Take a lifecycle from a template…"),
        words,
        _TAKE,
        take,
        parent,
        given={"template": every[0].key},
        options={"template": [(each.key, each.name) for each in every]},
    ).open()
