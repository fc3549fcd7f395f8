"""The one-pager of a single project, as a document of its own: the same page as in the board pack."""

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.recipe import OnePagerRule
from pmo_desktop.reports.paper import Imprint, Paper
from pmo_desktop.reports.sections import one_pagers
from pmo_desktop.reports.sections.carried import draw_carried
from pmo_desktop.services import periods
from pmo_desktop.services.formats import show_date
from pmo_desktop.services.freezing import as_it_stood
from pmo_desktop.services.insights.entries import standing
from pmo_desktop.services.insights.one_pager import one_pagers as pages_of
from pmo_desktop.services.settings import settings_of
from pmo_desktop.storage.workspace import Workspace
from pmo_desktop.text import say


def make_one_pager(workspace: Workspace, period: str, project_key: int) -> bytes:
    """Make the page of one project in a period; a frozen one is told from the copy kept of it.

    Raises:
        PmoError: there is no such period, or the project has no report in it.
    """
    stood = as_it_stood(workspace, period)
    try:
        with stood.reading() as session:
            stands = standing(session, periods.period_named(session, period))
            answer = pages_of(session, stands, OnePagerRule.CHOSEN, (project_key,))
            if answer is None or not answer.pages:
                raise PmoError(
                    say("The project has no report in {period}, so there is no page to write.", period=period)
                )
            entry = answer.pages[0].entry
            paper = Paper(
                Imprint(
                    title=f"{entry.name}, {stands.period.name}",
                    office=stands.office,
                    portfolio=entry.portfolio or stands.organisation,
                    period=stands.period.name,
                    classification=settings_of(session).classification,
                    data_date=show_date(stands.period.cut_off_on),
                    audit_head=stood.chain_head()[:12],
                    author=stands.office,
                    draft=not stands.period.is_frozen,
                )
            )
            paper.begin(one_pagers.SECTION.key, {})
            one_pagers.draw(paper, answer)
            draw_carried(paper)
            return paper.finish()
    finally:
        stood.close()
