"""Knowledge: search and competence as pictures, then lessons, practices, training and competence row by row."""

from typing import TYPE_CHECKING

from pmo_desktop.ui.knowledge.fronts import CompetenceFront, SearchFront
from pmo_desktop.ui.logs.page import LogPage

if TYPE_CHECKING:
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.jobs import Jobs


class KnowledgePage(LogPage):
    """What is known, found by its words, and the registers it is kept in."""

    def __init__(self, document: "Document", jobs: "Jobs") -> None:
        super().__init__(document, jobs, "knowledge", (SearchFront, CompetenceFront))

    def find_words(self) -> None:
        """Go to the search."""
        self.show_record("SearchFront")
        front = self.fronts[0]
        if isinstance(front, SearchFront):
            front.search.setFocus()
