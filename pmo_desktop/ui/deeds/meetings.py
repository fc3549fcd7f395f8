"""Planning the meetings of a body."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from pmo_desktop.domain.fields import asked, field_of
from pmo_desktop.domain.governance import Meeting
from pmo_desktop.domain.rules.meeting_days import Rhythm
from pmo_desktop.services import meetings
from pmo_desktop.text import N_, say
from pmo_desktop.ui.ask_dialog import AskDialog
from pmo_desktop.ui.deeds.deed import Values, day, done, today
from pmo_desktop.ui.deeds.records import title_in

if TYPE_CHECKING:
    from pmo_desktop.ui.document import Document

_MORE = ("starts_at", "minutes", "place", "subject")
_ASKED = (
    asked("first_on", N_("First day"), kind="date", required=True),
    asked("until_on", N_("Until"), kind="date", required=True),
    asked("rhythm", N_("How often"), kind="choice", choices=Rhythm, required=True),
    asked("papers_days", N_("Papers due, days before"), kind="integer"),
    *(field_of(Meeting, name) for name in _MORE),
)


def plan(document: "Document", key: int, parent: QWidget) -> None:
    """Ask for a rhythm, and plan the meetings of a body."""
    name = title_in(document, "governance_body", key)

    def take(given: Values) -> bool:
        days = given["papers_days"]
        more = {column: given[column] for column in _MORE if given[column] not in {None, ""}}
        return done(
            document,
            say("Plan the meetings of “{name}”", name=name),
            lambda session: meetings.plan(
                session, key, day(given["first_on"]), Rhythm(str(given["rhythm"])), day(given["until_on"]),
                days if isinstance(days, int) else None, more,
            ),
        )  # fmt: skip

    told = say("Monthly meetings keep the place of the first day, such as the second Thursday.")
    given = {"first_on": today(), "rhythm": Rhythm.MONTHLY, "minutes": 60, "papers_days": 7}
    AskDialog(document, say("Plan meetings…"), told, _ASKED, take, parent, given=given, columns=2).open()
