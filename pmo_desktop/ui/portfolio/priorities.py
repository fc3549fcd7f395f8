"""Priorities: weights and points are typed in the grid; score, rank, cut line and best set follow."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget
from typing_extensions import override

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.fields import field_of
from pmo_desktop.domain.project import Portfolio
from pmo_desktop.services import registers
from pmo_desktop.services.formats import NO_VALUE, best_scale, money_unit, show_money, show_number
from pmo_desktop.services.insights.prioritisation import Prioritisation, Ranked, Terms, prioritisation
from pmo_desktop.services.prioritising import give_points
from pmo_desktop.services.registry import register_named
from pmo_desktop.services.wording import money
from pmo_desktop.text import say
from pmo_desktop.ui.new_record import NewRecord
from pmo_desktop.ui.portfolio.grid import Grid, GridCell, GridColumn, GridRow
from pmo_desktop.ui.portfolio.view import MOST_ROWS, PortfolioView
from pmo_desktop.ui.project.side import PictureCard
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.values import Money
from pmo_desktop.ui.widgets.card import Card
from pmo_desktop.ui.widgets.controls import button, column, label, row, scrolled
from pmo_desktop.ui.widgets.form import Form
from pmo_desktop.ui.widgets.lines_table import Lines, LinesColumn, LinesRow, LinesTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from pmo_desktop.ui.document import Document

_SIDE, _REASONS = 348, 6
_WEIGHTS = "weights"


class PrioritiesView(PortfolioView):
    """Enter opens a project; the accent line stands where budget or people end."""

    def __init__(self, document: "Document") -> None:
        super().__init__(document)
        self._found: Prioritisation | None = None
        self._within_roles = False
        self.grid = Grid(self.tr("Priorities"))
        self.grid.edited.connect(self._edit)
        self.grid.opened.connect(self.lead)
        new = button(self.tr("New criterion"), self.add_criterion, look="link", picture="plus", name="new criterion")
        self.card = Card(" ", actions=(new,), flush=True)
        self.note = label("", "quiet", wraps=True)
        self.note.setContentsMargins(px(16), px(8), px(16), px(12))
        self.note.setObjectName("left out")
        self.card.put(self.grid, self.note)
        self.limits = Card(self.tr("Limits"))
        self._why = label("", "quiet", wraps=True)
        self.form = Form(
            [field_of(Portfolio, name) for name in ("budget", "capacity_fte")],
            money=Money(document.currency, 1),
            columns=2,
        )
        self.form.edited.connect(self._limit)
        self._new = button(
            self.tr("New portfolio"), self.add_portfolio, look="link", picture="plus", name="new portfolio"
        )
        self.roles = QCheckBox(self.tr("Hold each role to its capacity"))
        self.roles.setObjectName("within roles")
        self.roles.setToolTip(self.tr("In every month, no more of a role than there are and others leave"))
        self.roles.toggled.connect(self._hold_roles)
        self.limits.put(self._why, self.form, self.roles)
        self.limits.body.addLayout(row(self._new, None))
        self.picture = PictureCard("cut_line", height=220)
        self.picture.record_chosen.connect(self.lead)
        self.best = Card(" ", flush=True)
        self.reasons = LinesTable(self.tr("What the best set leaves out"), (LinesColumn("", stretch=1),), row_height=46)
        self.reasons.chosen.connect(self.lead)
        self.calm = label("", "quiet", wraps=True)
        self.calm.setContentsMargins(px(16), 0, px(16), px(12))
        self.best.put(self.calm, self.reasons)
        inner = QWidget()
        inner.setLayout(column(self.limits, self.picture, self.best, None, gap=16))
        side = scrolled(inner)
        side.setFixedWidth(px(_SIDE))
        line = row(self.card, side, gap=16)
        line.setStretch(0, 1)
        self.setLayout(line)

    @override
    def ask(self, session: "Session", portfolio: int | None) -> Prioritisation:
        return prioritisation(session, portfolio, Terms(self._within_roles, with_best=False))

    @override
    def is_whole(self, answer: Prioritisation) -> bool:
        return not answer.is_sought

    @override
    def ask_more(self, session: "Session", portfolio: int | None, is_stopped: "Callable[[], bool]") -> Prioritisation:
        return prioritisation(session, portfolio, Terms(self._within_roles, is_stopped=is_stopped))

    @override
    def show_ended(self) -> None:
        self.calm.setText(self.tr("The search for the best set was ended. It begins anew with the next change."))

    def _hold_roles(self, is_on: bool) -> None:
        self._within_roles = is_on
        self.changed.emit()

    # What is shown -----------------------------------------------------------------------------------------------

    @override
    def show_answer(self, answer: Prioritisation) -> None:
        self._found = answer
        self.card.show_words(answer.title)
        hidden = self.hidden_words(len(answer.rows))
        told = " ".join(filter(None, (answer.left_out, hidden)))
        if not answer.weights:
            told = self.tr("Add a criterion, such as strategic fit, then give each project points from 0 to 5 for it.")
        self.note.setText(told)
        self.note.setVisible(bool(told))
        scale = best_scale([each.cost for each in answer.rows if each.cost], answer.currency)
        columns = self._columns(answer, money_unit(answer.currency, scale))
        rows = [self._weights(answer), *(self._row(answer, each, scale) for each in answer.rows[:MOST_ROWS])]
        self.grid.show_rows(columns, rows)
        self._show_limits(answer)
        self.picture.show_picture(self.tr("Cut line"), self.tr("In order of rank"), answer.chart)
        self._show_best(answer)

    def _columns(self, answer: Prioritisation, unit: str) -> list[GridColumn]:
        return [
            GridColumn("rank", self.tr("Rank"), 52, "right"),
            GridColumn("project", self.tr("Project"), 192, stretches=True),
            GridColumn("score", self.tr("Score"), 56, "right"),
            GridColumn("cost", self.tr("Cost {unit}").format(unit=unit), 68, "right"),
            GridColumn("fte", self.tr("FTE"), 52, "right", self.tr("People wanted in the busiest month to come")),
            GridColumn("line", self.tr("Cut line"), 60),
            GridColumn("best", self.tr("Best set"), 68),
            *(
                GridColumn(each.key, each.title, 84, "right", "\n".join(filter(None, (each.title, each.guidance))))
                for each in answer.weights
            ),
        ]

    def _weights(self, answer: Prioritisation) -> GridRow:
        blank = GridCell("")
        weights = [GridCell(show_number(each.weight), is_editable=True, is_bold=True) for each in answer.weights]
        cells = (blank, GridCell(self.tr("Weight"), is_bold=True), *[blank] * 5, *weights)
        return GridRow(_WEIGHTS, cells)

    def _row(self, answer: Prioritisation, one: Ranked, scale: int) -> GridRow:
        points = [
            GridCell("" if (given := one.points.get(each.key)) is None else show_number(given), is_editable=True)
            for each in answer.weights
        ]
        is_last = bool(answer.line.inside) and one.key == answer.line.inside[-1] and bool(answer.line.outside)
        ranked = one.rank is not None
        cells = (
            GridCell(NO_VALUE if one.rank is None else show_number(one.rank)),
            GridCell(one.label, told=one.label, is_bold=one.is_inside),
            GridCell(NO_VALUE if one.score is None else show_number(one.score, 2), is_bold=True),
            GridCell(show_money(one.cost, answer.currency, scale)),
            GridCell(show_number(one.fte, 1) if one.fte else NO_VALUE),
            GridCell(self._line_word(one) if ranked else NO_VALUE, is_quiet=not one.is_inside),
            GridCell(self._best_word(one), told=one.why, is_quiet=not one.chosen),
            *points,
        )
        return GridRow(one.key, cells, has_line=is_last)

    def _line_word(self, one: Ranked) -> str:
        return self.tr("above") if one.is_inside else self.tr("below")

    def _best_word(self, one: Ranked) -> str:
        if one.chosen is None:
            return NO_VALUE
        return self.tr("taken") if one.chosen else self.tr("left out")

    def _show_limits(self, answer: Prioritisation) -> None:
        limits = answer.limits
        has_one = limits.key is not None
        self.form.setVisible(has_one)
        self._new.setVisible(not has_one)
        if has_one:
            self._why.setText(self.tr("What the projects of “{name}” may take together").format(name=limits.name))
            self.form.show_values({"budget": limits.budget, "capacity_fte": limits.capacity})
            return
        told = self.tr("Budget {amount}, {fte} FTE: the sum of all portfolios. Choose one to change it.")
        words = told.format(amount=money(limits.budget, answer.currency), fte=show_number(limits.capacity))
        if limits.budget is None and limits.capacity is None:
            words = self.tr(
                "No limit for all portfolios together. Choose a portfolio above and give it a budget or people."
            )
        self._why.setText(words)

    def _show_best(self, answer: Prioritisation) -> None:
        self.best.show_words(self.tr("Best set"))
        labels = {each.key: each.label for each in answer.rows}
        self.reasons.show_rows([LinesRow(key, (Lines(labels.get(key, ""), why),)) for key, why in answer.reasons[:200]])
        self.reasons.setVisible(bool(answer.reasons))
        self.reasons.setMinimumHeight(px(46) * min(len(answer.reasons), _REASONS))
        calm = self.tr("With a budget or a number of people, the set that brings the most score is chosen here.")
        if answer.is_sought:
            count = show_number(len(answer.line.inside) + len(answer.line.outside))
            calm = self.tr("The best set is being sought among {count} projects…").format(count=count)
        elif answer.best is not None:
            rest = self.tr("It leaves nothing out.") if not answer.reasons else self.tr("It leaves out:")
            calm = f"{answer.best_title}. {rest}"
        self.calm.setText(calm)

    # What is done ------------------------------------------------------------------------------------------------

    def _edit(self, key: object, name: object, text: str) -> None:
        if not isinstance(name, int):
            return
        try:
            value = self.number(text)
        except PmoError as error:
            self.refuse(error)
            return
        if key == _WEIGHTS:
            criteria = register_named("criterion")
            self.document.do(
                say("Change weight"), lambda session: registers.edit(session, criteria, name, "weight", value)
            )
        elif isinstance(key, int):
            self.document.do(say("Give points"), lambda session: give_points(session, key, name, value))

    def _limit(self, name: str, value: object) -> None:
        found = self._found
        if found is not None and found.limits.key is not None:
            key, title = found.limits.key, say("Change {field}", field=field_of(Portfolio, name).label)
            portfolios = register_named("portfolio")
            self.document.do(title, lambda session: registers.edit(session, portfolios, key, name, value))

    def add_criterion(self) -> None:
        """Ask for a criterion."""
        NewRecord(self.document, register_named("criterion"), Money(self.document.currency, 1), self).open()

    def add_portfolio(self) -> None:
        """Ask for a portfolio."""
        NewRecord(self.document, register_named("portfolio"), Money(self.document.currency, 1), self).open()
