"""A pack as a slide deck: native text boxes, tables and charts in the places they have on the pages.

A brand's deck gives the look of the slides: its masters are used, and its first layout that has a title and no body.
"""

import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pmo_desktop.charts.style import LIGHT
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.reports.native import NativeChart, NativeGrid, native
from pmo_desktop.reports.region import HEIGHT, MARGIN, WIDTH
from pmo_desktop.reports.told import (
    Told,
    ToldBox,
    ToldCell,
    ToldChart,
    ToldPage,
    ToldRow,
    ToldRun,
    ToldShape,
    ToldTable,
    ToldText,
)
from pmo_desktop.text import say

if TYPE_CHECKING:
    from pptx.slide import Slide

_POINT = 12_700  # EMU
FAMILY = "Calibri"  # every office suite has it, or another of its widths
_SMALL = 70.0  # points below which a chart has no room for axes and a legend
_FIXED = (1980, 1, 1, 0, 0, 0)
_BARE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # the table style “no style, no grid”


def make_deck(pages: Sequence[ToldPage], title: str, author: str, template: bytes | None = None) -> bytes:
    """Make a .pptx of what pages tell; the same pages and template give the same bytes.

    Raises:
        PmoError: the template is no slide deck.
    """
    deck = _opened(template)
    if template is None:
        deck.slide_width, deck.slide_height = round(WIDTH * _POINT), round(HEIGHT * _POINT)
    scale = min(deck.slide_width / WIDTH, deck.slide_height / HEIGHT)
    layout = _layout(deck)
    for number, page in enumerate(pages, 1):
        _Slide(deck.slides.add_slide(layout), scale, own_title=template is None).write(page, number, len(pages))
    _say_what_it_is(deck, title, author)
    into = BytesIO()
    deck.save(into)
    return _same_bytes(into)


def _opened(template: bytes | None) -> Any:  # noqa: ANN401  python-pptx ships no types
    from zipfile import BadZipFile

    from pptx import Presentation
    from pptx.exc import PythonPptxError

    try:
        deck: Any = Presentation(BytesIO(template) if template else None)
    except (PythonPptxError, BadZipFile, KeyError, ValueError):
        raise PmoError(
            say("The brand's slide template cannot be read. Save it as .pptx again, or choose another.")
        ) from None
    slides = deck.slides._sldIdLst  # noqa: SLF001  there is no public way to take the template's own slides out
    for slide in list(slides):
        deck.part.drop_rel(slide.rId)
        slides.remove(slide)
    return deck


def _layout(deck: Any) -> Any:  # noqa: ANN401
    """The first layout with a title and nothing else to fill in, or the one with the fewest places."""

    def places(layout: Any) -> tuple[bool, int]:  # noqa: ANN401
        kinds = [place.placeholder_format.type for place in layout.placeholders]
        from pptx.enum.shapes import PP_PLACEHOLDER

        titles = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}
        others = {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}
        return (not titles & set(kinds), len([kind for kind in kinds if kind not in titles | others]))

    return min(deck.slide_layouts, key=places)


def _say_what_it_is(deck: Any, title: str, author: str) -> None:  # noqa: ANN401
    from datetime import datetime

    properties = deck.core_properties
    properties.title, properties.author, properties.last_modified_by = title, author, author
    properties.created = properties.modified = datetime(*_FIXED)  # noqa: DTZ001  the same in every deck
    properties.revision = 1


def _same_bytes(made: BytesIO) -> bytes:
    """Write the archive again with one date everywhere, so that its bytes depend on its content alone.

    The figures of each chart are a workbook of their own within it, which is treated alike.
    """
    into = BytesIO()
    with ZipFile(made) as source, ZipFile(into, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = ZipInfo(name, _FIXED)
            info.compress_type = ZIP_DEFLATED
            part = source.read(name)
            if name.endswith(".xlsx"):
                part = _same_bytes(BytesIO(part))
            elif name == "docProps/core.xml":
                part = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"1980-01-01T00:00:00Z", part)
            target.writestr(info, part)
    return into.getvalue()


class _Slide:
    """One page on one slide; lengths are points of the page."""

    def __init__(self, slide: "Slide", scale: float, *, own_title: bool) -> None:
        self.slide = slide
        self.shapes: Any = slide.shapes
        self.scale = scale
        self.own_title = own_title

    def _at(self, *lengths: float) -> list[int]:
        return [round(length * self.scale) for length in lengths]

    def write(self, page: ToldPage, number: int, total: int) -> None:
        """Write title, reason and foot, then every block."""
        title = self.shapes.title
        if title is not None:
            title.text_frame.text = page.title
            if self.own_title:
                self._place_title(title)
        wide = WIDTH - 2 * MARGIN
        for place in list(self.slide.placeholders):
            if title is None or place.placeholder_format.idx != title.placeholder_format.idx:
                place.element.getparent().remove(place.element)  # an empty place would show its hint
        accent = ToldRun(page.label, bold=True, colour=LIGHT.accent, size=7.5)
        self.text(ToldText(MARGIN, MARGIN - 3, wide / 2, 12, ((accent,),)))
        if page.reason:
            reason = ToldRun(page.reason, bold=False, colour=LIGHT.text_2, size=9.5)
            self.text(ToldText(MARGIN, MARGIN + 32, wide, 14, ((reason,),)))
        foot = ToldRun(page.foot, bold=False, colour=LIGHT.text_2, size=7.5)
        count = ToldRun(
            say("Page {number} of {total}", number=number, total=total), bold=True, colour=LIGHT.text, size=7.5
        )
        self.text(ToldText(MARGIN, HEIGHT - MARGIN + 6, wide * 0.8, 12, ((foot,),)))
        self.text(ToldText(WIDTH - MARGIN - 100, HEIGHT - MARGIN + 6, 100, 12, ((count,),), "right"))
        for block in page.blocks:
            self.block(block)

    def _place_title(self, title: Any) -> None:  # noqa: ANN401
        from pptx.util import Pt

        title.left, title.top, title.width, title.height = self._at(MARGIN, MARGIN + 8, WIDTH - 2 * MARGIN, 24)
        frame = title.text_frame
        _bare(frame)
        paragraph = frame.paragraphs[0]
        paragraph.alignment = _align("left")
        paragraph.font.size, paragraph.font.bold, paragraph.font.name = Pt(18), True, FAMILY
        paragraph.font.color.rgb = _colour(LIGHT.text)

    def block(self, block: Told) -> None:
        """Write one block."""
        if isinstance(block, ToldText):
            self.text(block)
        elif isinstance(block, ToldBox):
            self.box(block)
        elif isinstance(block, ToldShape):
            self.shape(block)
        elif isinstance(block, ToldTable):
            self.table(block)
        else:
            self.chart(block)

    def text(self, block: ToldText) -> None:
        """A text box with one paragraph for each line."""
        high = max(block.height, 8.0)
        box = self.shapes.add_textbox(*self._at(block.x, block.y, block.width + 6, high))
        _bare(box.text_frame)
        _write(box.text_frame, block.lines, block.align, self.scale)

    def box(self, block: ToldBox) -> None:
        """A rectangle without shadow."""
        from pptx.enum.shapes import MSO_SHAPE

        shape = self.shapes.add_shape(
            MSO_SHAPE.RECTANGLE, *self._at(block.x, block.y, max(block.width, 0.3), max(block.height, 0.3))
        )
        _look(shape, block.fill, block.edge)

    def shape(self, block: ToldShape) -> None:
        """The shape of a status, with its letter."""
        from pptx.enum.shapes import MSO_SHAPE

        kinds = {"circle": MSO_SHAPE.OVAL, "triangle": MSO_SHAPE.ISOSCELES_TRIANGLE, "octagon": MSO_SHAPE.OCTAGON,
                 "square": MSO_SHAPE.RECTANGLE, "diamond": MSO_SHAPE.DIAMOND}  # fmt: skip
        half = block.size / 2
        shape = self.shapes.add_shape(
            kinds.get(block.kind, MSO_SHAPE.OVAL), *self._at(block.x, block.middle - half, block.size, block.size)
        )
        _look(shape, block.fill, block.edge)
        _bare(shape.text_frame)
        run = ToldRun(block.letter, bold=True, colour=block.ink, size=block.size * 0.5)
        _write(shape.text_frame, ((run,),), "centre", self.scale)

    def table(self, block: ToldTable) -> None:
        """A native table; the rows of a group span all columns."""
        if not block.rows:
            return
        gap = _gap(block)
        wide, high = sum(block.widths) + gap * len(block.widths), sum(row.height for row in block.rows)
        frame = self.shapes.add_table(len(block.rows), len(block.widths), *self._at(block.x, block.y, wide, high))
        frame._element.graphic.graphicData.tbl[0][-1].text = _BARE  # noqa: SLF001  the style has no public name
        table = frame.table
        table.first_row = table.horz_banding = False
        for number, width in enumerate(block.widths):
            table.columns[number].width = self._at(width + gap)[0]
        for number, row in enumerate(block.rows):
            table.rows[number].height = self._at(row.height)[0]
            self._row(table, number, row, block.aligns)

    def _row(self, table: Any, number: int, row: ToldRow, aligns: Sequence[str]) -> None:  # noqa: ANN401
        if row.kind == "group":
            table.cell(number, 0).merge(table.cell(number, len(aligns) - 1))
        for place, cell in enumerate(row.cells):
            head = row.kind == "head"
            ground = LIGHT.header if row.kind in {"group", "total"} else ""
            _fill(table.cell(number, place), cell, aligns[place], self.scale, head=head, ground=ground)

    def chart(self, block: ToldChart) -> None:
        """A native chart, or a table where the answer is a grid."""
        made = native(block.data)
        if isinstance(made, NativeGrid):
            self._grid(block, made)
        elif made is not None:
            place = self._at(block.x, block.y, block.width, block.height)
            _chart(self.shapes, made, place, is_small=block.height < _SMALL)

    def _grid(self, block: ToldChart, grid: NativeGrid) -> None:
        wide = len(grid.rows[0])
        frame = self.shapes.add_table(len(grid.rows), wide, *self._at(block.x, block.y, block.width, block.height))
        frame._element.graphic.graphicData.tbl[0][-1].text = _BARE  # noqa: SLF001
        frame.table.first_row = frame.table.horz_banding = False
        for at, row in enumerate(grid.rows):
            frame.table.rows[at].height = self._at(block.height / len(grid.rows))[0]
            for place, text in enumerate(row):
                tint = grid.tints.get((at, place), "")
                ground = LIGHT.statuses[tint].tint if tint else ""
                align = "left" if not place else "centre"
                _fill(frame.table.cell(at, place), ToldCell(text), align, self.scale, head=not at, ground=ground)


def _gap(block: ToldTable) -> float:
    return 6.0 if len(block.widths) > 1 else 0.0


def _colour(colour: str) -> Any:  # noqa: ANN401
    from pptx.dml import color

    colours: Any = color.RGBColor  # it ships no types
    return colours.from_string(colour.lstrip("#").upper())


def _align(align: str) -> Any:  # noqa: ANN401
    from pptx.enum.text import PP_ALIGN

    return {"right": PP_ALIGN.RIGHT, "centre": PP_ALIGN.CENTER}.get(align, PP_ALIGN.LEFT)


def _bare(frame: Any) -> None:  # noqa: ANN401
    """No margins, no wrapping, no growing: the lines are broken already."""
    from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE

    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap, frame.auto_size = False, MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE


def _write(frame: Any, lines: Iterable[Sequence[ToldRun]], align: str, scale: float) -> None:  # noqa: ANN401
    from pptx.util import Pt

    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = _align(align)
        for told in line:
            run = paragraph.add_run()
            run.text = told.text
            run.font.size, run.font.bold, run.font.name = Pt(round(told.size * scale / _POINT, 1)), told.bold, FAMILY
            run.font.color.rgb = _colour(told.colour or LIGHT.text)


def _look(shape: Any, fill: str, edge: str) -> None:  # noqa: ANN401
    from pptx.util import Pt

    shape.shadow.inherit = False
    if fill:
        shape.fill.solid()
        shape.fill.fore_color.rgb = _colour(fill)
    else:
        shape.fill.background()
    if edge:
        shape.line.color.rgb, shape.line.width = _colour(edge), Pt(0.5)
    else:
        shape.line.fill.background()


def _fill(cell: Any, told: ToldCell, align: str, scale: float, *, head: bool, ground: str) -> None:  # noqa: ANN401
    from pptx.enum.text import MSO_ANCHOR

    cell.margin_left = cell.margin_right = round(1.5 * scale)
    cell.margin_top = cell.margin_bottom = 0
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    colour = LIGHT.text_2 if head else LIGHT.text
    lines = (told.shown or told.text).split("\n")
    runs = [(ToldRun(line, bold=told.bold or head, colour=colour, size=8.0),) for line in lines]
    _write(cell.text_frame, runs, align, scale)
    _rule(cell)
    ground = LIGHT.statuses[told.status].tint if told.status else ground
    if ground:
        cell.fill.solid()
        cell.fill.fore_color.rgb = _colour(ground)
    else:
        cell.fill.background()


def _rule(cell: Any) -> None:  # noqa: ANN401
    """A hairline under a cell, which python-pptx has no words for."""
    from pptx.oxml import ns

    name: Any = ns.qn
    parent = cell._tc.get_or_add_tcPr()  # noqa: SLF001
    colour = {"val": LIGHT.divider.lstrip("#")}
    for tag, attributes in (("a:lnB", {"w": str(_POINT // 2)}), ("a:solidFill", {}), ("a:srgbClr", colour)):
        child = parent.makeelement(name(tag), attributes)
        parent.append(child)
        parent = child


def _chart(shapes: Any, made: NativeChart, place: Sequence[int], *, is_small: bool) -> None:  # noqa: ANN401
    from pptx.chart import data as chart_data
    from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
    from pptx.util import Pt

    kinds = {
        ("bars", True): XL_CHART_TYPE.BAR_STACKED, ("bars", False): XL_CHART_TYPE.BAR_CLUSTERED,
        ("columns", True): XL_CHART_TYPE.COLUMN_STACKED, ("columns", False): XL_CHART_TYPE.COLUMN_CLUSTERED,
        ("lines", False): XL_CHART_TYPE.LINE, ("radar", False): XL_CHART_TYPE.RADAR,
        ("bubbles", False): XL_CHART_TYPE.BUBBLE,
    }  # fmt: skip
    kept: Any = chart_data  # it ships no types
    data = kept.BubbleChartData() if made.kind == "bubbles" else kept.CategoryChartData()
    if made.kind != "bubbles":
        data.categories = made.categories
    for each in made.series:
        if made.kind == "bubbles":
            series = data.add_series(each.name)
            series.add_data_point(*each.values)
        else:
            data.add_series(each.name, each.values)
    chart = shapes.add_chart(kinds[made.kind, made.stacked], *place, data).chart
    chart.font.size, chart.font.name = Pt(7.5), FAMILY
    chart.has_title = False
    chart.has_legend = len(made.series) > 1 and made.kind != "bubbles" and not is_small
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    _ink(chart, made)
    if made.stacked:
        chart.plots[0].overlap, chart.plots[0].gap_width = 100, 40
    if is_small:
        chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
        chart.plots[0].has_data_labels = True
        chart.plots[0].data_labels.font.size = Pt(7)
    if made.kind == "bubbles":
        chart.plots[0].bubble_scale = 40


def _ink(chart: Any, made: NativeChart) -> None:  # noqa: ANN401
    """Give every series its colour, and none to one that only holds a place."""
    from pptx.util import Pt

    for series, each in zip(chart.plots[0].series, made.series, strict=True):
        if each.hidden:
            series.format.fill.background()
        elif made.kind in {"lines", "radar"}:
            series.format.line.color.rgb, series.format.line.width = _colour(each.colour), Pt(1.5)
            series.smooth = False
        else:
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = _colour(each.colour)
