"""The method: compliance and tailoring as pictures, then lifecycles, phases, items, templates and waivers."""

from typing import TYPE_CHECKING

from pmo_desktop.ui.logs.page import LogPage
from pmo_desktop.ui.method.compliance import ComplianceFront
from pmo_desktop.ui.method.tailoring import TailoringFront

if TYPE_CHECKING:
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.jobs import Jobs


class MethodPage(LogPage):
    """Who follows the method, how it is tailored, and its registers."""

    def __init__(self, document: "Document", jobs: "Jobs") -> None:
        super().__init__(document, jobs, "method", (ComplianceFront, TailoringFront))

    def give_lifecycle(self) -> None:
        """Ask which project follows which lifecycle, or first for a lifecycle."""
        self.show_record("ComplianceFront")
        front = self.fronts[0]
        if isinstance(front, ComplianceFront):
            front.begin()
