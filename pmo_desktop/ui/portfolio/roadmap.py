"""The roadmap of the portfolio: every running project on one line of time, its dates to be moved as in the register."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from sqlalchemy import select
from typing_extensions import override

from pmo_desktop.domain.choices import EntryKind, ProjectStatus
from pmo_desktop.domain.project import Project
from pmo_desktop.services.formats import show_count
from pmo_desktop.services.insights.competitors import in_portfolio
from pmo_desktop.services.insights.portfolio_roadmap import PortfolioRoadmap, portfolio_roadmap
from pmo_desktop.services.registers import Filter
from pmo_desktop.services.registry import PROJECTS
from pmo_desktop.text import N_
from pmo_desktop.ui.portfolio.view import PortfolioView
from pmo_desktop.ui.project.side import PictureCard
from pmo_desktop.ui.register.roadmap import Roadmap
from pmo_desktop.ui.sources import DocumentSource
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.card import Card
from pmo_desktop.ui.widgets.controls import icon_button, label, row
from pmo_desktop.ui.widgets.table.model import RegisterModel

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.widgets.table.source import Sort

_RUNNING = (
    Filter("kind", "one of", (EntryKind.PROJECT,)),
    Filter("status", "one of", tuple(each for each in ProjectStatus if not each.is_over)),
)


class PortfolioSource(DocumentSource):
    """The projects of one portfolio, by themselves or through their programmes; all of them without one."""

    def __init__(self, document: "Document") -> None:
        super().__init__(document, PROJECTS)
        self.portfolio: int | None = None

    @override
    def keys(self, sort: "Sort", filters: Collection[Filter], search: str) -> list[int]:
        every = super().keys(sort, filters, search)
        if self.portfolio is None:
            return every
        with self._document.reading() as session:
            own = set(session.scalars(select(Project.key).where(in_portfolio(self.portfolio))))
        return [key for key in every if key in own]


class RoadmapView(PortfolioView):
    """Those that finish first on top. A date is chosen, moved and typed as in the register; Enter opens a project."""

    def __init__(self, document: "Document") -> None:
        super().__init__(document)
        self.source = PortfolioSource(document)
        order = (("forecast_finish_on", True), ("name", True))
        self.model = RegisterModel(self.source, ("name",), self, sort=order, filters=_RUNNING)
        self.roadmap = Roadmap(document, self.model)
        self.roadmap.opened.connect(self.lead)
        self.picture = PictureCard("roadmap")
        self.picture.view.resize(px(1200), px(620))
        copy = icon_button("copy", self.tr("Copy the picture"), self.picture.view.copy_picture, name="copy roadmap")
        save = icon_button("download", self.tr("Save the picture"), self.picture.save, name="save roadmap")
        self.card = Card(" ", actions=(copy, save), flush=True)
        self.note = label("", "note", wraps=True)
        self.note.setContentsMargins(px(16), 0, px(16), px(8))
        self.card.put(self.note, self.roadmap)
        self.card.body.setStretch(1, 1)
        self.setLayout(row(self.card))
        document.changed.connect(self._renew)

    @override
    def ask(self, session: "Session", portfolio: int | None) -> PortfolioRoadmap:
        return portfolio_roadmap(session, portfolio)

    @override
    def show_answer(self, answer: PortfolioRoadmap) -> None:
        self.card.show_words(answer.title)
        self.note.setText(
            show_count(answer.undated, N_("{count} has no dates"), N_("{count} have no dates"))
            if answer.undated
            else ""
        )
        self.note.setVisible(bool(answer.undated))
        self.picture.show_picture(answer.title, "", answer.chart)
        if self.source.portfolio != answer.portfolio or not self.model.count:
            self.source.portfolio = answer.portfolio
            self.model.ask()
        self.roadmap.ask(self.model)

    def _renew(self, _tables: object) -> None:
        """Show a date that was moved at once; the words follow."""
        if self.isVisible():
            self.model.ask()
            self.roadmap.ask(self.model)
