"""The value of an office and its objectives as pictures, then figures, savings and objectives row by row."""

from typing import TYPE_CHECKING

from pmo_desktop.text import say
from pmo_desktop.ui.logs.page import LogPage
from pmo_desktop.ui.saving import save_as
from pmo_desktop.ui.value.fronts import ObjectivesFront, ValueFront

if TYPE_CHECKING:
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.jobs import Jobs


class ValuePage(LogPage):
    """What the office is worth; the page on it is written as a PDF."""

    def __init__(self, document: "Document", jobs: "Jobs") -> None:
        super().__init__(document, jobs, "value", (ValueFront, ObjectivesFront))
        self.value_front.pdf_asked.connect(self.write_value)

    @property
    def value_front(self) -> ValueFront:
        """The picture of the value."""
        found = self.fronts[0]
        if not isinstance(found, ValueFront):
            raise TypeError
        return found

    def write_value(self) -> None:
        """Ask for a file, and write the page on the value of the office that is shown."""
        key = self.value_front.office.key

        def make() -> bytes:
            from pmo_desktop.reports.value import make_value

            return make_value(self.document.workspace, key)

        save_as(self, say("Value of the PMO"), "pdf", make)
