from typing import ClassVar

from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session
from typing_extensions import override

from pmo_desktop.domain.office import Office
from pmo_desktop.services.settings import settings_of
from pmo_desktop.storage.workspace import Workspace
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.page import Page


class Offices(Page):
    reads: ClassVar[frozenset[str]] = frozenset({"office"})
    times = 0

    @override
    def refresh(self) -> None:
        self.times += 1


def rename(document: Document) -> None:
    def command(session: Session) -> None:
        for office in session.query(Office):
            office.name += "!"

    document.do("Rename", command)


def test_a_page_reads_when_it_is_first_shown_and_not_before(document: Document, jobs: Jobs, qtbot: QtBot) -> None:
    page = Offices(document, jobs)
    qtbot.addWidget(page)
    assert page.times == 0
    page.show()
    page.hide()
    page.show()
    assert page.times == 1


def test_a_shown_page_reads_again_at_once_and_a_hidden_one_when_shown(
    document: Document, jobs: Jobs, qtbot: QtBot
) -> None:
    page = Offices(document, jobs)
    qtbot.addWidget(page)
    page.show()
    rename(document)
    assert page.times == 2
    page.hide()
    rename(document)
    rename(document)
    assert page.times == 2
    page.show()
    assert page.times == 3


def test_a_page_ignores_what_it_does_not_show(document: Document, jobs: Jobs, qtbot: QtBot) -> None:
    page = Offices(document, jobs)
    qtbot.addWidget(page)
    page.show()
    document.do("Classify", lambda session: setattr(settings_of(session), "classification", "Internal"))
    assert page.times == 1
    page.show_record(1)


def test_of_two_questions_only_the_newer_is_answered_and_none_once_it_is_dropped(
    document: Document, jobs: Jobs, qtbot: QtBot
) -> None:
    page, answers = Offices(document, jobs), list[str]()
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.told):
        page.ask("First", lambda _snapshot: "first", answers.append)
        page.ask("Second", _organisation, answers.append)
    page.ask("Third", lambda _snapshot: "third", answers.append)
    page.ask_no_more()
    with qtbot.waitSignal(jobs.idle):
        page.jobs.start("Last", lambda _job: None, lambda _done: None)
    assert answers == ["Meridian Group"]


def _organisation(snapshot: Workspace) -> str:
    with snapshot.reading() as session:
        return settings_of(session).organisation
