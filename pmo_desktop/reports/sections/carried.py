"""Texts in full: what was cut on its page, at the end of every document that has such texts."""

from pmo_desktop.charts.style import LIGHT, PAPER
from pmo_desktop.reports.blocks import text
from pmo_desktop.reports.paper import Carried, Paper
from pmo_desktop.reports.region import Region
from pmo_desktop.reports.typesetting import Run, draw_lines, lay, quiet, strong
from pmo_desktop.services.formats import show_number
from pmo_desktop.text import say

_LEAST = 40.0  # a name and two lines


def draw_carried(paper: Paper) -> None:
    """Draw every text that was cut, whole, in the order of its pages; nothing where none was."""
    texts = list(dict.fromkeys(paper.carried))
    if not texts:
        return
    count = show_number(len(texts))
    paper.begin("carried", {})
    body = paper.page(
        say("Texts in full"),
        title=say("One text in full") if len(texts) == 1 else say("{count} texts in full", count=count),
        reason=say("Each was cut with “…” on its page, for want of room there."),
        key="carried",
    )
    for each in texts:
        _draw(body, each)


def _draw(body: Region, each: Carried) -> None:
    if body.room < _LEAST:
        body.next_page()
    where = Run(say("page {number}", number=each.page), colour=body.paper.palette.accent, link=each.key)
    text(body, [strong(each.name), "  ", where if each.key else quiet(where.text)], size="table", lines=1)
    laid = lay(each.text, body.width, PAPER["body"], colour=LIGHT.text)
    for start in range(len(laid.lines)):
        if body.room < PAPER["body"].leading:
            body.next_page()
        draw_lines(body.paper, laid.line(start), body.x, body.y)
        body.y += PAPER["body"].leading
    body.skip(8)
