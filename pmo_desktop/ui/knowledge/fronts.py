"""Knowledge found by its words and for a project, and competence by role as a picture."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget
from typing_extensions import override

from pmo_desktop.charts import competence_map
from pmo_desktop.services import formats, knowledge, registers
from pmo_desktop.services.insights import knowledge as insights
from pmo_desktop.services.knowledge import Found, KnowledgeIndex
from pmo_desktop.ui.logs.page import Front
from pmo_desktop.ui.offered_lessons import OfferedLessons
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.card import Card
from pmo_desktop.ui.widgets.chart_view import ChartView
from pmo_desktop.ui.widgets.controls import column, row
from pmo_desktop.ui.widgets.editors import ListEditor
from pmo_desktop.ui.widgets.empty_state import EmptyState
from pmo_desktop.ui.widgets.kpi import Kpi, KpiRow
from pmo_desktop.ui.widgets.listing import Listing, ListingColumn, ListingRow
from pmo_desktop.ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent

    from pmo_desktop.services.insights.knowledge import KnowledgeFigures
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.jobs import Jobs

_MOST = 12
"""So many lessons are offered for a project on this page."""


class SearchFront(Front):
    """Everything that is known, found by its words; at the right what there is to learn for one project."""

    def __init__(self, document: "Document", jobs: "Jobs") -> None:
        super().__init__(document, jobs)
        self.tab = self.tr("Search")
        self._index: KnowledgeIndex | None = None
        self._words = ""
        self.kpis = KpiRow()
        self.kpis.pressed.connect(self.shown.emit)
        self.search = SearchField(self.tr("Search lessons, practices, training and templates"))
        self.search.searched.connect(self._find)
        self.found = Listing(
            self.tr("What was found"),
            (
                ListingColumn(self.tr("What"), 34), ListingColumn(self.tr("Words around it"), 44),
                ListingColumn(self.tr("From"), 22), ListingColumn(self.tr("Kind"), 16),
            ),
        )  # fmt: skip
        self.found.opened.connect(self._open)
        self.project = ListEditor((), required=True)
        self.project.setObjectName("project")
        self.project.setAccessibleName(self.tr("Project"))
        self.project.committed.connect(self._offer)
        self.offered = OfferedLessons(document)
        self.empty = EmptyState(
            "bookmark",
            self.tr("Nothing is known yet"),
            self.tr(
                "Lessons, practices, training and competence are kept here, found by their words, and offered to new "
                "projects and at gates. Begin with our practices, then add what your own projects learn."
            ),
            self.tr("Begin with our practices"),
            self.begin,
        )
        self._stack = QStackedWidget()
        self._build()

    def _build(self) -> None:
        left = Card(flush=True)
        left.body.addLayout(row(self.search, margins=(16, 12, 16, 12)))
        left.put(self.found)
        self._found_card = left
        right = Card(self.tr("Lessons for a project"), flush=True)
        right.body.addLayout(row(self.project, margins=(16, 0, 16, 0)))
        self.project.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        right.put(self.offered)
        right.setFixedWidth(px(360))
        full = QWidget()
        middle = row(left, right, gap=16)
        middle.setStretch(0, 1)
        full.setLayout(column(self.kpis, middle, gap=16))
        self._stack.addWidget(full)
        self._stack.addWidget(self.empty)
        self.setLayout(column(self._stack))

    # What is shown -----------------------------------------------------------------------------------------------

    @override
    def renew(self) -> None:
        self._drop_index()
        with self.document.reading() as session:
            figures = insights.knowledge_figures(session, self.document.day(session))
            projects = registers.references(session, "project")
        self._stack.setCurrentIndex(1 if figures.is_empty else 0)
        self.action = "" if figures.is_empty else self.tr("New lesson")
        self.heading = ("", "") if not figures.is_empty else ("", self.tr("Nothing is known yet"))
        self.kpis.show_kpis(self._figures(figures))
        kept = self.project.value()
        self.project.offer(projects)
        known = [key for key, _ in projects]
        if known:
            self.project.show_value(kept if kept in known else known[0])
        self._offer()
        self._find(self._words)

    def _figures(self, found: "KnowledgeFigures") -> tuple[Kpi, ...]:
        hours = formats.show_number(found.hours, 0)
        return (
            Kpi(
                "lesson", self.tr("Lessons"), str(found.lessons), "",
                self.tr("{count} in the last year").format(count=found.new_lessons),
            ),
            Kpi("practice", self.tr("Practices"), str(found.practices), "", self.tr("worth repeating")),
            Kpi(
                "training", self.tr("Training and coaching"), hours, self.tr("hours"),
                self.tr("{count} people in the last year").format(count=found.people),
            ),
            Kpi("competence", self.tr("Gaps in competence"), str(found.gaps), "", self.tr("a level or more short")),
        )  # fmt: skip

    def _find(self, words: str) -> None:
        """Show what holds the words; without words, every lesson there is, the newest first."""
        self._words = words
        self.found.show_rows([_found_row(each) for each in self._hits(words)])

    def _hits(self, words: str) -> tuple[Found, ...]:
        if self._index is None:
            with self.document.reading() as session:
                self._index = KnowledgeIndex(session)
        return self._index.search(words) if words.strip() else self._index.newest()

    def _open(self, key: object) -> None:
        if not isinstance(key, tuple):
            return
        if key[0] == "document_template":
            self.go.emit("method", key)
        else:
            self.shown.emit(key)

    def _offer(self) -> None:
        key = self.project.value()
        if not isinstance(key, int):
            self.offered.show_lessons(())
            return
        with self.document.reading() as session:
            self.offered.show_lessons(insights.lessons_for_project(session, key, _MOST))

    def _drop_index(self) -> None:
        if self._index is not None:
            self._index.close()
            self._index = None

    @override
    def hideEvent(self, event: "QHideEvent") -> None:
        self._drop_index()
        super().hideEvent(event)

    # What is done ------------------------------------------------------------------------------------------------

    @override
    def act(self) -> None:
        self.wanted.emit("lesson")

    def begin(self) -> None:
        """Add the practices we begin with."""
        language = self.document.language
        title = self.tr("Begin with our practices")
        self.document.do(title, lambda session: knowledge.take_practices(session, language))


def _found_row(each: Found) -> ListingRow:
    excerpt = "" if each.excerpt == each.title else each.excerpt
    return ListingRow((each.table, each.key), (each.title, excerpt, each.source, each.kind), tag="quiet")


class CompetenceFront(Front):
    """Competence by role as a heat map."""

    def __init__(self, document: "Document", jobs: "Jobs") -> None:
        super().__init__(document, jobs)
        self.tab = self.tr("Competence by role")
        self.chart = ChartView(self.tr("Competence by role"))
        self.chart.record_chosen.connect(lambda _key: self.shown.emit("competence"))
        self.empty = EmptyState(
            "group",
            self.tr("No competence is assessed yet"),
            self.tr(
                "Competence shows what the people of each role can do against what the role needs, and so what to "
                "teach first. Note a first level for somebody."
            ),
            self.tr("New competence"),
            self.act,
        )
        card = Card(self.tr("Level on average, 0 to 5"), self.tr("tinted by the gap to what is needed"))
        card.put(self.chart)
        self._stack = QStackedWidget()
        self._stack.addWidget(card)
        self._stack.addWidget(self.empty)
        self.setLayout(column(self._stack))

    @override
    def renew(self) -> None:
        with self.document.reading() as session:
            found = insights.competence_map(session)
        self._stack.setCurrentIndex(0 if found.rows else 1)
        self.action = self.tr("New competence") if found.rows else ""
        self.chart.show_chart(competence_map.draw, found)

    @override
    def act(self) -> None:
        self.wanted.emit("competence")
