"""A questionnaire as a workbook: locked but for the answers, which are chosen from lists; and read back."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.interchange.cells import text_of
from pmo_desktop.interchange.out.sheets import Book, open_book, plain
from pmo_desktop.interchange.tables import read_sheets
from pmo_desktop.services.questionnaires import Question, Questionnaire, Reply, ReturnedAnswers
from pmo_desktop.text import say

MARK = "PMO Desktop questionnaire 1"
FIRST_ROW = 5  # the row of titles, from 0
KEY, NUMBER, TEXT, GUIDANCE, LAST, ANSWER, COMMENT, EVIDENCE = range(8)  # the columns
_WIDTHS = (0, 7, 52, 52, 15, 18, 40, 30)
_LINE = 15  # points


def write_questionnaire(path: Path, asked: Questionnaire) -> None:
    """Write a questionnaire to `path`.

    Raises:
        PmoError: the file cannot be written.
    """
    with open_book(path) as book:
        page = book.sheet(say("Questionnaire"))
        styles = _styles(book)
        _head(page, asked, styles)
        row, domain = FIRST_ROW, ""
        for question in asked.questions:
            if question.domain != domain:
                row, domain = row + 1, question.domain
                page.merge_range(row, NUMBER, row, EVIDENCE, plain(domain), styles["domain"])
            row += 1
            _line(page, row, question, styles)
        for column, width in enumerate(_WIDTHS):
            page.set_column(column, column, width or 1, None, {"hidden": not width})
        page.freeze_panes(FIRST_ROW + 1, 0)
        page.protect("", {"select_locked_cells": True, "format_columns": True, "format_rows": True})
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.repeat_rows(FIRST_ROW)


def _styles(book: Book) -> dict[str, Any]:
    top = {"valign": "top", "text_wrap": True}
    return {
        "title": book.format(bold=True, font_size=15),
        "head": book.format(font_color="#5A6472"),
        "header": book.format(bold=True, bottom=2, bg_color="#F0F2F5", **top),
        "domain": book.format(bold=True, font_size=12, bg_color="#DCE6F5", top=1),
        "text": book.format(**top),
        "note": book.format(font_color="#5A6472", **top),
        "answer": book.format(bg_color="#FFFBE6", border=1, border_color="#B8BEC8", locked=False, **top),
    }


def _head(page: Any, asked: Questionnaire, styles: dict[str, Any]) -> None:  # noqa: ANN401  XlsxWriter ships no types
    for row, hidden in enumerate((MARK, str(asked.assessment_key), asked.respondent)):
        page.write_string(row, KEY, plain(hidden))
    page.write_string(0, NUMBER, plain(f"{asked.template}, {asked.about}"), styles["title"])
    page.write_string(1, NUMBER, plain(asked.title), styles["head"])
    page.write_string(2, NUMBER, plain(say("For {name}", name=asked.respondent)), styles["head"])
    how = say("Choose an answer in the yellow cells, or “n/a” where a statement does not apply; leave open what you "
              "cannot tell. Name what you have seen. Everything else is locked.")  # fmt: skip
    page.write_string(3, NUMBER, how, styles["head"])
    titles = ("", say("No."), say("Statement"), say("How to judge"), say("Last time"), say("Answer"), say("Comment"),
              say("Document or record seen"))  # fmt: skip
    for column, title in enumerate(titles):
        if title:
            page.write_string(FIRST_ROW, column, title, styles["header"])


def _line(page: Any, row: int, question: Question, styles: dict[str, Any]) -> None:  # noqa: ANN401  as above
    judge = say("{guidance} Look for: {what}", guidance=question.guidance, what=question.look_for)
    cells = (
        (KEY, question.key, "text"),
        (NUMBER, question.number, "note"),
        (TEXT, question.text, "text"),
        (GUIDANCE, judge, "note"),
        (LAST, question.last, "note"),
        (ANSWER, question.given, "answer"),
        (COMMENT, question.comment, "answer"),
        (EVIDENCE, question.evidence, "answer"),
    )
    for column, value, style in cells:
        page.write_string(row, column, plain(value), styles[style])
    rule = {
        "validate": "list",
        "source": [plain(word) for _, word in question.choices],
        "error_title": say("This cannot be taken"),
        "error_message": say("Choose one of the list, or leave the cell empty."),
        "ignore_blank": True,
    }
    page.data_validation(row, ANSWER, row, ANSWER, rule)
    lines = max(len(question.text) / _WIDTHS[TEXT], len(judge) / _WIDTHS[GUIDANCE])
    page.set_row(row, _LINE * (int(lines * 1.15) + 1))


def read_questionnaire(path: Path) -> ReturnedAnswers:
    """The answers in a questionnaire that came back, whatever was sorted or filtered meanwhile.

    Raises:
        PmoError: the file cannot be read, or is no questionnaire of an assessment.
    """
    rows: Sequence[Sequence[object]] = next(
        (sheet.rows for sheet in read_sheets(path) if _cell(sheet.rows, 0, KEY) == MARK), ()
    )
    key, respondent = _cell(rows, 1, KEY), _cell(rows, 2, KEY)
    if not key.isdecimal() or not respondent:
        raise PmoError(say("“{name}” is no questionnaire that was sent from a workspace.", name=path.name))
    replies = [
        Reply(
            name,
            row + 1,
            _cell(rows, row, ANSWER),
            _cell(rows, row, COMMENT),
            _cell(rows, row, EVIDENCE),
        )
        for row in range(FIRST_ROW + 1, len(rows))
        if (name := _cell(rows, row, KEY))
    ]
    return ReturnedAnswers(path.name, int(key), respondent, tuple(replies))


def _cell(rows: Sequence[Sequence[object]], row: int, column: int) -> str:
    return text_of(rows[row][column]) if row < len(rows) and column < len(rows[row]) else ""
