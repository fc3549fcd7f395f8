"""Coverage: which project serves which objective, ticked in the grid; orphans and idle objectives stand beside it."""

from typing import TYPE_CHECKING

from typing_extensions import override

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.services import registers
from pmo_desktop.services.formats import NO_VALUE, best_scale, money_unit, show_count, show_money, show_number
from pmo_desktop.services.insights.coverage import Coverage, Served, coverage
from pmo_desktop.services.prioritising import serve
from pmo_desktop.services.registry import register_named
from pmo_desktop.services.wording import money
from pmo_desktop.text import N_, say
from pmo_desktop.ui.new_record import NewRecord
from pmo_desktop.ui.portfolio.grid import Grid, GridCell, GridColumn, GridRow
from pmo_desktop.ui.portfolio.pictures import ListCard
from pmo_desktop.ui.portfolio.view import MOST_ROWS, PortfolioView
from pmo_desktop.ui.project.side import PictureCard
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.values import Money
from pmo_desktop.ui.widgets.card import Card
from pmo_desktop.ui.widgets.controls import button, icon_button, label, row

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from pmo_desktop.ui.document import Document

_WEIGHTS, _COUNTS = "weights", "counts"


class CoverageView(PortfolioView):
    """Space or a click ticks; Enter opens a project."""

    def __init__(self, document: "Document") -> None:
        super().__init__(document)
        self.grid = Grid(self.tr("Coverage"))
        self.grid.edited.connect(self._weigh)
        self.grid.ticked.connect(self._tick)
        self.grid.opened.connect(self.lead)
        new = button(self.tr("New objective"), self.add_objective, look="link", picture="plus", name="new objective")
        self.picture = PictureCard("coverage_matrix")
        self.picture.view.resize(px(960), px(560))
        save = icon_button("download", self.tr("Save the picture"), self.picture.save, name="save coverage")
        self.card = Card(" ", actions=(new, save), flush=True)
        self.note = label("", "quiet", wraps=True)
        self.note.setContentsMargins(px(16), px(8), px(16), px(12))
        self.card.put(self.grid, self.note)
        self.findings = ListCard(
            self.tr("Gaps"), self.tr("Every project serves an objective, and every objective is served.")
        )
        self.findings.table.chosen.connect(self.lead)
        line = row(self.card, self.findings, gap=16)
        line.setStretch(0, 1)
        self.setLayout(line)

    @override
    def ask(self, session: "Session", portfolio: int | None) -> Coverage:
        return coverage(session, portfolio)

    # What is shown -----------------------------------------------------------------------------------------------

    @override
    def show_answer(self, answer: Coverage) -> None:
        self.card.show_words(answer.title)
        scale = best_scale([each.cost for each in answer.served if each.cost], answer.currency)
        cost = self.tr("Cost {unit}").format(unit=money_unit(answer.currency, scale))
        columns = [
            GridColumn("project", self.tr("Project"), 240, stretches=True),
            GridColumn("cost", cost, 88, "right"),
            *(GridColumn(each.key, each.title, 112, "middle", each.title) for each in answer.objectives),
        ]
        rows = [self._weights(answer), self._counts(answer)]
        rows += [self._row(answer, each, scale) for each in answer.served[:MOST_ROWS]]
        hidden = self.hidden_words(len(answer.served))
        if not answer.objectives:
            hidden = self.tr("Add what the organisation wants to reach, then tick which project serves it.")
        self.note.setText(hidden)
        self.note.setVisible(bool(hidden))
        self.grid.show_rows(columns, rows if answer.objectives else rows[2:])
        self._show_findings(answer)
        self.picture.show_picture(answer.title, "", answer.chart)

    def _weights(self, answer: Coverage) -> GridRow:
        weights = (GridCell(show_number(each.weight), is_editable=True, is_bold=True) for each in answer.objectives)
        return GridRow(_WEIGHTS, (GridCell(self.tr("Weight"), is_bold=True), GridCell(""), *weights))

    def _counts(self, answer: Coverage) -> GridRow:
        counts = (
            GridCell(
                show_number(each.projects) if each.projects else self.tr("nobody"),
                is_bold=True,
                tint="" if each.projects else "R",
                told=self.tr("{count} projects, {money}").format(
                    count=show_number(each.projects), money=money(each.cost, answer.currency)
                ),
            )
            for each in answer.objectives
        )
        return GridRow(_COUNTS, (GridCell(self.tr("Projects"), is_bold=True), GridCell(""), *counts))

    def _row(self, answer: Coverage, one: Served, scale: int) -> GridRow:
        tint = "" if one.objectives or not answer.objectives else "A"
        ticks = (
            GridCell(
                "",
                ticks=each.key in one.objectives,
                tint=tint,
                told=self.tr("serves {objective}").format(objective=each.title)
                if each.key in one.objectives
                else self.tr("does not serve {objective}").format(objective=each.title),
            )
            for each in answer.objectives
        )
        cost = show_money(one.cost, answer.currency, scale)
        return GridRow(one.key, (GridCell(one.label, told=one.label, tint=tint), GridCell(cost, tint=tint), *ticks))

    def _show_findings(self, answer: Coverage) -> None:
        rows: list[tuple[object, str, str]] = [
            (f"strategic_objective {each.key}", each.title, self.tr("nobody serves it")) for each in answer.unserved
        ]
        rows += [
            (
                each.key,
                each.label,
                self.tr("serves no objective, costs {money}").format(
                    money=money(each.cost, answer.currency) if each.cost is not None else NO_VALUE
                ),
            )
            for each in answer.orphans[:200]
        ]
        count = len(answer.unserved) + len(answer.orphans)
        self.findings.show_list(show_count(count, N_("{count} gap"), N_("{count} gaps")), rows)
        self.findings.setVisible(bool(answer.objectives))

    # What is done ------------------------------------------------------------------------------------------------

    def _tick(self, key: object, name: object, serves: bool) -> None:
        if isinstance(key, int) and isinstance(name, int):
            title = say("Serve an objective") if serves else say("No longer serve an objective")
            self.document.do(title, lambda session: serve(session, key, name, serves=serves))

    def _weigh(self, key: object, name: object, text: str) -> None:
        if key != _WEIGHTS or not isinstance(name, int):
            return
        try:
            value = self.number(text)
        except PmoError as error:
            self.refuse(error)
            return
        objectives = register_named("strategic_objective")
        weight = None if value is None else round(value)
        self.document.do(
            say("Change weight"), lambda session: registers.edit(session, objectives, name, "weight", weight)
        )

    def add_objective(self) -> None:
        """Ask for a strategic objective."""
        NewRecord(self.document, register_named("strategic_objective"), Money(self.document.currency, 1), self).open()
