"""A document for a word processor in the house manner: real styles, a contents list with links, tables.

Text goes in as text: no field, link or formula is made of what a user wrote.
"""

import zipfile
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pmo_desktop.charts.style import LIGHT

if TYPE_CHECKING:
    from docx.shared import Length
    from docx.text.paragraph import Paragraph

_STILL = (1980, 1, 1, 0, 0, 0)
_SHORT_MM, _LONG_MM = 210, 297
_WIDTH_MM = 166  # of the text on an upright page
_NARROW = 6.5  # points, for titles of narrow columns
_NARROW_ROOM = "40"  # twentieths of a point, beside the words of narrow columns
_FAMILY = "Calibri"  # a word processor has only the fonts that are installed beside it
# Style, size in points, colour, points before and after.
_STYLES = (
    ("Normal", 10.5, LIGHT.text, 0, 6), ("Title", 26, LIGHT.text, 0, 2), ("Subtitle", 13, LIGHT.text_2, 0, 18),
    ("Heading 1", 16, LIGHT.accent, 18, 6), ("Heading 2", 12, LIGHT.text, 12, 4), ("Header", 8, LIGHT.text_2, 0, 0),
    ("Footer", 8, LIGHT.text_2, 0, 0), ("Caption", 9, LIGHT.text_2, 6, 6), ("TOC Heading", 16, LIGHT.accent, 0, 8),
    ("TOC 1", 10.5, LIGHT.text, 0, 4), ("Table Text", 8.5, LIGHT.text, 2, 2),
)  # fmt: skip
_BOLD = {"Title", "Heading 1", "Heading 2", "TOC Heading"}


class DocxWriter:
    """Write from top to bottom, then `finish()`. `contents` may come before the headings it lists."""

    def __init__(self, title: str, author: str, subject: str, foot: str) -> None:
        import docx
        from docx.shared import Mm

        self.document = docx.Document()
        self._headings: list[str] = []
        self._after_contents: Paragraph | None = None
        self._width = _WIDTH_MM
        told, page = self.document.core_properties, self.document.sections[0]
        told.title, told.author, told.subject, told.comments = title, author, subject, ""
        told.created = told.modified = datetime(2000, 1, 1)  # noqa: DTZ001  without a zone; the same bytes each time
        page.page_width, page.page_height = Mm(_SHORT_MM), Mm(_LONG_MM)
        page.left_margin = page.right_margin = Mm((_SHORT_MM - _WIDTH_MM) / 2)
        page.top_margin = page.bottom_margin = Mm(22)
        _set_styles(self.document.styles)
        page.header.paragraphs[0].text = f"{subject}  ·  {title}"
        last = page.footer.paragraphs[0]
        last.text = f"{foot}  ·  "
        _append(_xml(last), *_field("PAGE", "1"))

    def turn(self) -> None:
        """Go on a new page, and turn the paper from upright to lying or back."""
        from docx.enum.section import WD_ORIENT

        old, page = self.document.sections[-1], self.document.add_section()
        page.page_width, page.page_height = old.page_height, old.page_width
        is_wide = self._width == _WIDTH_MM
        page.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
        self._width = _WIDTH_MM + _LONG_MM - _SHORT_MM if is_wide else _WIDTH_MM

    def text(self, words: str, style: str = "Normal") -> None:
        """Write a paragraph."""
        self.document.add_paragraph(words, style=style)

    def heading(self, title: str, *, new_page: bool = False) -> None:
        """Write a heading of the first level, which the contents list leads to."""
        line = self.document.add_heading(title, level=1)
        line.paragraph_format.page_break_before = new_page
        number = len(self._headings)
        _xml(line).insert(1, _element("bookmarkStart", id=str(number), name=_bookmark(number)))
        _xml(line).append(_element("bookmarkEnd", id=str(number)))
        self._headings.append(title)

    def subheading(self, title: str) -> None:
        """Write a heading of the second level."""
        self.document.add_heading(title, level=2)

    def contents(self, title: str) -> None:
        """Put the contents list here."""
        self.document.add_paragraph(title, style="TOC Heading")
        self._after_contents = self.document.add_paragraph()

    def table(
        self,
        titles: Sequence[str],
        rows: Sequence[Sequence[str]],
        shares: Sequence[float],
        *,
        centred_from: int = 99,
        strong: frozenset[str] = frozenset(),
    ) -> None:
        """Write a table whose titles repeat on each page; a row of one cell is the name of a group.

        Cells whose text is in `strong` are bold; columns from `centred_from` on stand centred.
        """
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Pt

        table = self.document.add_table(rows=0, cols=len(shares))
        table.style = "Table Grid"
        table.autofit = False
        for column, share in zip(table.columns, shares, strict=True):
            column.width = _share(share, sum(shares), self._width)
        listed = [titles, *rows] if titles else rows
        for number, cells in enumerate(listed):
            made = table.add_row()
            is_head, is_group = bool(titles) and not number, len(cells) == 1
            _xml(made).get_or_add_trPr().append(_element("cantSplit"))
            if is_head:
                _xml(made).get_or_add_trPr().append(_element("tblHeader"))
            places = [made.cells[0].merge(made.cells[-1])] if is_group else made.cells
            for place, (cell, words) in enumerate(zip(places, cells, strict=True)):
                cell.width = _share(sum(shares) if is_group else shares[place], sum(shares), self._width)
                line = cell.paragraphs[0]
                line.style = "Table Text"
                run = line.add_run(words)
                run.bold = is_head or is_group or words in strong
                if is_head and place >= centred_from:
                    run.font.size = Pt(_NARROW)
                if place >= centred_from:
                    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
                if is_head or is_group:
                    _xml(cell).get_or_add_tcPr().append(_shade(LIGHT.header))
        _quiet_edges(table)
        if centred_from < len(shares):
            _close_cells(table)
        self.document.add_paragraph(style="Table Text")

    def picture(self, png: bytes) -> None:
        """Put a picture across the text."""
        from docx.shared import Mm

        self.document.add_picture(BytesIO(png), width=Mm(self._width))

    def finish(self) -> bytes:
        """Fill the contents list and give the document, without the moment it was packed."""
        self._fill_contents()
        made, out = BytesIO(), BytesIO()
        self.document.save(made)
        with zipfile.ZipFile(made) as read, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
            for name in read.namelist():
                part = zipfile.ZipInfo(name, _STILL)
                part.compress_type = zipfile.ZIP_DEFLATED
                written.writestr(part, read.read(name))
        return out.getvalue()

    def _fill_contents(self) -> None:
        """List the headings, each with a link and a field for its page, which word processors work out."""
        place = self._after_contents
        if place is None:
            return
        for number, title in enumerate(self._headings):
            line = place.insert_paragraph_before(style="TOC 1")
            _tab_at_right(line)
            link = _element("hyperlink", anchor=_bookmark(number), history="1")
            _append(link, _run(_text(title)), _run(_element("tab")))
            _append(link, *_field(f"PAGEREF {_bookmark(number)} \\h", "–"))
            _append(_xml(line), link)
        _xml(place).getparent().remove(_xml(place))  # empty, it could ask for a page of its own


# Styles --------------------------------------------------------------------------------------------------------------


def _set_styles(styles: Any) -> None:  # noqa: ANN401  python-docx gives styles of several kinds
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    known = {style.name for style in styles}
    for name, size, colour, before, after in _STYLES:
        style = styles[name] if name in known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.font.name, style.font.size = _FAMILY, Pt(size)
        style.font.color.rgb = RGBColor.from_string(colour[1:])
        style.font.bold, style.font.italic = name in _BOLD, False
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.keep_with_next = name.startswith("Heading")
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(_name(kind), None)
        for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(_name(kind), _FAMILY)
        for border in style.element.findall(f".//{_name('pBdr')}"):  # the template rules its title off
            border.getparent().remove(border)


def _share(share: float, whole: float, width: float) -> "Length":
    from docx.shared import Mm

    return Mm(width * share / whole)


def _shade(colour: str) -> Any:  # noqa: ANN401
    return _element("shd", val="clear", color="auto", fill=colour[1:])


def _quiet_edges(table: Any) -> None:  # noqa: ANN401
    """Level rules only, in the colour of dividers."""
    edges = _element("tblBorders")
    for side in ("top", "bottom", "insideH"):
        edges.append(_element(side, val="single", sz="4", space="0", color=LIGHT.divider[1:]))
    for side in ("left", "right", "insideV"):
        edges.append(_element(side, val="nil"))
    _before(_xml(table).tblPr, edges, "tblLayout", "tblLook")


def _close_cells(table: Any) -> None:  # noqa: ANN401
    """Little room beside the words of narrow columns."""
    room = _element("tblCellMar")
    for side in ("left", "right"):
        room.append(_element(side, w=_NARROW_ROOM, type="dxa"))
    _before(_xml(table).tblPr, room, "tblLook")


# Parts python-docx has no words for ----------------------------------------------------------------------------------


def _name(word: str) -> str:
    from docx.oxml.ns import qn

    return qn(f"w:{word}")


def _element(word: str, **attributes: str) -> Any:  # noqa: ANN401  an element of lxml
    from docx.oxml import OxmlElement

    made = OxmlElement(f"w:{word}")
    for name, value in attributes.items():
        made.set(_name(name), value)
    return made


def _xml(of: Any) -> Any:  # noqa: ANN401
    """The element behind a paragraph, a row, a cell or a table, for what python-docx cannot say."""
    return of._element  # noqa: SLF001


def _append(parent: Any, *parts: Any) -> None:  # noqa: ANN401
    for part in parts:
        parent.append(part)


def _before(parent: Any, part: Any, *names: str) -> None:  # noqa: ANN401
    """Put a part before the first of `names` there is: word processors expect an order."""
    place = next((each for each in parent if each.tag in {_name(name) for name in names}), None)
    parent.append(part) if place is None else place.addprevious(part)


def _run(content: Any) -> Any:  # noqa: ANN401
    made = _element("r")
    made.append(content)
    return made


def _text(words: str, word: str = "t") -> Any:  # noqa: ANN401
    made = _element(word)
    made.text = words
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def _mark(kind: str, **attributes: str) -> Any:  # noqa: ANN401
    return _run(_element("fldChar", fldCharType=kind, **attributes))


def _instruction(words: str) -> Any:  # noqa: ANN401
    return _run(_text(f" {words} ", "instrText"))


def _field(words: str, shown: str) -> Sequence[Any]:
    """What is worked out when the document is opened; `shown` until then."""
    return _mark("begin", dirty="true"), _instruction(words), _mark("separate"), _run(_text(shown)), _mark("end")


def _bookmark(number: int) -> str:
    return f"_Toc{100_000 + number}"


def _tab_at_right(line: "Paragraph") -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
    from docx.shared import Mm

    line.paragraph_format.tab_stops.add_tab_stop(Mm(_WIDTH_MM), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
