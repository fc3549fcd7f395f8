"""What a lifecycle asks of which class, how size and uncertainty make the class, and who has which template."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget
from typing_extensions import override

from pmo_desktop.domain.choices import ProjectClass
from pmo_desktop.domain.fields import asked, field_of
from pmo_desktop.domain.method import DocumentTemplate
from pmo_desktop.domain.rules.tailoring import Size, Uncertainty, class_of
from pmo_desktop.services import method, registers
from pmo_desktop.services.insights.method import TemplateSeen, tailoring, templates_seen
from pmo_desktop.services.wording import projects
from pmo_desktop.text import N_
from pmo_desktop.ui.ask_dialog import AskDialog
from pmo_desktop.ui.logs.page import Front
from pmo_desktop.ui.method.taking import ask_lifecycle
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.card import Card
from pmo_desktop.ui.widgets.controls import button, clear, column, label, row, scrolled
from pmo_desktop.ui.widgets.editors import ListEditor
from pmo_desktop.ui.widgets.empty_state import EmptyState
from pmo_desktop.ui.widgets.listing import Listing, ListingColumn, ListingRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.jobs import Jobs

_ASKED, _FREE = "●", "–"
_VERSION = (
    asked("version", N_("New version"), required=True),
    field_of(DocumentTemplate, "changes"),
)
_LONG = 10
_EVERY = 0
"""The key that stands for every running project."""
_ISSUE = (asked("project", N_("Project"), kind="reference", width=30, required=True),)


class TailoringFront(Front):
    """One lifecycle by class at the left; the classes, and the document templates, at the right."""

    def __init__(self, document: "Document", jobs: "Jobs") -> None:
        super().__init__(document, jobs)
        self.tab = self.tr("Tailoring")
        self.lifecycle = ListEditor((), required=True)
        self.lifecycle.setObjectName("lifecycle")
        self.lifecycle.setAccessibleName(self.tr("Lifecycle"))
        self.lifecycle.committed.connect(self._show)
        classes = [ListingColumn(each.label, 16 if len(each.label) < _LONG else 24) for each in ProjectClass]
        self.items = Listing(
            self.tr("What is asked of which class"),
            (
                ListingColumn(self.tr("What is asked"), 44), ListingColumn(self.tr("Kind"), 22),
                ListingColumn(self.tr("Phase"), 18), *classes,
            ),
        )  # fmt: skip
        self.items.opened.connect(lambda key: self.shown.emit(("method_item", key)))
        self.templates = Listing(
            self.tr("Document templates"),
            (
                ListingColumn(self.tr("Template"), 40), ListingColumn(self.tr("Version"), 14, is_figure=True),
                ListingColumn(self.tr("Issued to"), 24),
            ),
            grows=True,
        )  # fmt: skip
        self.templates.opened.connect(lambda key: self.shown.emit(("document_template", key)))
        self.templates.selectionModel().currentChanged.connect(lambda *_moved: self._allow())
        self.issue = button(self.tr("Issue…"), self.ask_issue, name="issue")
        self.renewed = button(self.tr("New version…"), self.ask_version, name="new version")
        self.empty = EmptyState(
            "document",
            self.tr("No lifecycle yet"),
            self.tr("Tailoring shows how much of a lifecycle each class of projects needs. Take a lifecycle first."),
            self.tr("Take a lifecycle…"),
            self.act,
        )
        self._counts = QGridLayout()
        self._stack = QStackedWidget()
        self._build()

    def _build(self) -> None:
        self._left = Card(self.tr("What is asked of which class"), actions=(self.lifecycle,), flush=True)
        self._left.put(self.items)
        self.lifecycle.setMinimumWidth(px(220))
        classes = Card(self.tr("Size and uncertainty make the class"))
        self._counts.setHorizontalSpacing(px(12))
        self._counts.setVerticalSpacing(px(8))
        classes.body.addLayout(self._counts)
        templates = Card(self.tr("Document templates"), actions=(self.issue, self.renewed), flush=True)
        templates.put(self.templates)
        aside = QWidget()
        aside.setLayout(column(classes, templates, None, gap=16))
        side = scrolled(aside)
        side.setFixedWidth(px(440))
        full = QWidget()
        middle = row(self._left, side, gap=16)
        middle.setStretch(0, 1)
        full.setLayout(middle)
        self._stack.addWidget(full)
        self._stack.addWidget(self.empty)
        self.setLayout(column(self._stack))

    @override
    def renew(self) -> None:
        with self.document.reading() as session:
            lifecycles = registers.references(session, "lifecycle")
            templates = templates_seen(session)
        kept = self.lifecycle.value()
        self.lifecycle.offer(lifecycles)
        known = [key for key, _ in lifecycles]
        self._stack.setCurrentIndex(0 if known else 1)
        self.heading = ("", self.tr("How much of the method each class of projects needs"))
        self.action = self.tr("Take a lifecycle…") if known else ""
        if known:
            self.lifecycle.show_value(kept if kept in known else known[0])
            self._show()
        self.templates.show_rows([self._template(each) for each in templates])
        self._allow()

    def _template(self, each: TemplateSeen) -> ListingRow:
        issued = projects(each.issued)
        old = self.tr("{count} with an older one").format(count=len(each.outdated))
        return ListingRow(
            each.key, (each.title, each.version, old if each.outdated else issued),
            tag="warning" if each.outdated else None,
        )  # fmt: skip

    def _show(self) -> None:
        key = self.lifecycle.value()
        if not isinstance(key, int):
            return
        with self.document.reading() as session:
            found = tailoring(session, key)
        self._left.show_words(found.name, self.tr("gates: {count}").format(count=found.gates))
        self.items.show_rows(
            [
                ListingRow(
                    each.key,
                    (each.title, each.kind.label, each.phase, *(_ASKED if one else _FREE for one in each.asked)),
                )
                for each in found.items
            ]
        )
        self._show_classes(found.counts)

    def _show_classes(self, counts: Mapping[ProjectClass, int]) -> None:
        clear(self._counts)
        for across, uncertainty in enumerate(Uncertainty, start=1):
            self._counts.addWidget(label(uncertainty.label, "label"), 0, across)
        for down, size in enumerate(Size, start=1):
            self._counts.addWidget(label(size.label, "label"), down, 0)
            for across, uncertainty in enumerate(Uncertainty, start=1):
                found = class_of(size, uncertainty)
                block = QWidget()
                words = self.tr("asked: {count}").format(count=counts[found])
                block.setLayout(column(label(found.label, "strong"), label(words, "note"), gap=0))
                self._counts.addWidget(block, down, across)

    def _allow(self) -> None:
        chosen = self.templates.current_key() is not None
        self.issue.setEnabled(chosen)
        self.renewed.setEnabled(chosen)

    # What is done ------------------------------------------------------------------------------------------------

    def _template_key(self) -> int:
        key = self.templates.current_key()
        return key if isinstance(key, int) else 0

    @override
    def act(self) -> None:
        ask_lifecycle(self.document, self)

    def ask_issue(self) -> None:
        """Ask which projects are given the template under the cursor."""
        template = self._template_key()
        with self.document.reading() as session:
            offered = registers.references(session, "project")
            running = method.running_projects(session)
            on = self.document.day(session)
        every = (_EVERY, self.tr("Every running project ({count})").format(count=len(running)))

        def take(read: Mapping[str, object]) -> bool:
            chosen = read["project"]
            keys = running if chosen == _EVERY else (chosen,) if isinstance(chosen, int) else ()
            title = self.tr("Issue a template")
            return self.document.do(title, lambda s: method.issue_template(s, template, keys, on)) is not None

        AskDialog(
            self.document, self.tr("Issue…"), self.tr("The project is noted with the version of today."), _ISSUE,
            take, self,
            given={"project": _EVERY}, options={"project": [every, *offered]},
        ).open()  # fmt: skip

    def ask_version(self) -> None:
        """Ask what the new version of the template under the cursor is called, and what is new in it."""
        template = self._template_key()
        with self.document.reading() as session:
            on = self.document.day(session)

        def take(read: Mapping[str, object]) -> bool:
            def run(session: "Session") -> bool:
                method.new_version(session, template, str(read["version"] or ""), str(read["changes"] or ""), on)
                return True

            return self.document.do(self.tr("New version of a template"), run) is True

        words = self.tr("Projects that were given an older version are marked until they are given the new one.")
        AskDialog(self.document, self.tr("New version…"), words, _VERSION, take, self).open()
