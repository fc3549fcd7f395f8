"""Questionnaires for project managers: one sheet, locked but for the answers, with lists to choose from."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pmo_desktop.domain.choices import Rating, Scale
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.interchange.out.sheets import Book, open_book, plain
from pmo_desktop.services.formats import show_date
from pmo_desktop.services.returns import Form, Question
from pmo_desktop.text import say

MARK = "PMO Desktop return 1"
FIRST_LINE = 6  # the row, from 0, under which questions begin
NAME, LABEL, LAST, ANSWER, HELP = range(5)  # the columns
COLUMNS = ("name", "label", "last", "answer", "help")  # what marks them in a row that is hidden
_MARKS = 4  # that row, from 0
_PROJECT_HEIGHT = 21  # points
_WIDTHS = (0, 34, 34, 44, 40)
_NOT_IN_FILES = re.compile(r"[^\w .,()+-]")
_RATINGS = {Scale.THREE: [Rating.GREEN, Rating.AMBER, Rating.RED], Scale.FIVE: list(Rating)}
_EARLIEST, _LATEST = date(1990, 1, 1), date(2199, 12, 31)
_MOST_MONEY = 10**13


def write_forms(folder: Path, forms: Sequence[Form], scale: Scale) -> list[Path]:
    """Write every questionnaire into a folder, which is made if need be.

    Raises:
        PmoError: the folder cannot be made or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PmoError(
            say("The folder “{folder}” cannot be made: {reason}.", folder=folder, reason=error.strerror or str(error))
        ) from None
    written: list[Path] = []
    for form in forms:
        words = _NOT_IN_FILES.sub(" ", plain(f"{form.period} {form.manager or say('No manager')}"))
        name = " ".join(words.split()).strip(" .")[:80]
        path = folder / f"{name}.xlsx"
        number = 1
        while path in written:
            number += 1
            path = folder / f"{name} {number}.xlsx"
        write_form(path, form, scale)
        written.append(path)
    return written


def write_form(path: Path, form: Form, scale: Scale) -> None:
    """Write one questionnaire.

    Raises:
        PmoError: the file cannot be written.
    """
    with open_book(path, form.currency) as book:
        page = book.sheet(say("Return"))
        styles = _styles(book)
        _write_head(page, form, styles)
        row = FIRST_LINE
        project = 0
        for question in form.questions:
            if question.project_key != project:
                project = question.project_key
                row += 1
                page.set_row(row, _PROJECT_HEIGHT)
                page.merge_range(row, LABEL, row, HELP, "", styles["project"])
                page.write_string(row, LABEL, plain(form.projects[project]), styles["project"])
            row += 1
            _write_question(book, page, row, question, styles, scale)
        for column, width in enumerate(_WIDTHS):
            page.set_column(column, column, width or 1, None, {"hidden": width == 0})
        page.freeze_panes(FIRST_LINE + 1, ANSWER)
        page.protect("", {"select_locked_cells": True, "format_columns": True, "format_rows": True})
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.repeat_rows(FIRST_LINE)


def _styles(book: Book) -> dict[str, Any]:
    top = {"valign": "top", "text_wrap": True}
    answer = {"bg_color": "#FFFBE6", "border": 1, "border_color": "#B8BEC8", "locked": False, **top}
    money = "#,##0.00"
    return {
        "title": book.format(bold=True, font_size=15),
        "note": book.format(font_color="#5A6472", **top),
        "head": book.format(font_color="#5A6472"),
        "header": book.format(bold=True, bottom=2, bg_color="#F0F2F5", **top),
        "project": book.format(bold=True, font_size=12, bg_color="#DCE6F5", top=1),
        "label": book.format(**top),
        "last": book.format(font_color="#5A6472", align="left", **top),
        "last date": book.format(font_color="#5A6472", align="left", num_format="yyyy-mm-dd", **top),
        "last money": book.format(font_color="#5A6472", align="left", num_format=money, **top),
        "answer": book.format(align="left", **answer),
        "answer date": book.format(align="left", num_format="yyyy-mm-dd", **answer),
        "answer money": book.format(align="left", num_format=money, **answer),
    }


def _write_head(page: Any, form: Form, styles: dict[str, Any]) -> None:  # noqa: ANN401  XlsxWriter ships no types
    page.write_string(0, NAME, MARK)
    page.write_string(1, NAME, str(form.key))
    page.write_string(2, NAME, str(form.period_key))
    page.write_string(3, NAME, form.stamp)
    for column, mark in enumerate(COLUMNS):
        page.write_string(_MARKS, column, mark)
    page.set_row(_MARKS, None, None, {"hidden": True})
    page.write_string(0, LABEL, say("Status return, {period}", period=plain(form.period)), styles["title"])
    page.write_string(1, LABEL, plain(form.manager), styles["head"])
    due = say("Please send it back by {day}.", day=show_date(form.due_on))
    page.write_string(2, LABEL, due, styles["head"])
    how = say("Fill the yellow cells; everything else is locked. Amounts are in {currency}.", currency=form.currency)
    page.write_string(3, LABEL, how, styles["head"])
    titles = ("", say("What"), say("Last period"), say("This period"), say("How"))
    for column, title in enumerate(titles):
        if title:
            page.write_string(FIRST_LINE, column, title, styles["header"])


def _write_question(
    book: Book,
    page: Any,  # noqa: ANN401  XlsxWriter ships no types
    row: int,
    question: Question,
    styles: dict[str, Any],
    scale: Scale,
) -> None:
    kind = question.field.kind
    page.write_string(row, NAME, question.name)
    page.write_string(row, LABEL, plain(question.label), styles["label"])
    for column, value, look in ((LAST, question.last, "last"), (ANSWER, question.filled, "answer")):
        style = styles.get(f"{look} {kind}", styles[look])
        book.write_as(page, row, column, value, kind, style)
    page.write_string(row, HELP, plain(_help(question)), styles["note"])
    rule = _rule(question, scale)
    if rule is not None:
        page.data_validation(row, ANSWER, row, ANSWER, rule)
    if kind == "rating":
        book.colour_ratings(page, row, ANSWER, row, ANSWER)
    if kind == "long text":
        page.set_row(row, _height(question))


def _height(question: Question) -> int:
    """Points that the longer of the two texts needs, and room to write."""
    longest = max(len(str(question.last or "")) / _WIDTHS[LAST], len(str(question.filled or "")) / _WIDTHS[ANSWER])
    return min(max(48, 15 * (int(longest) + 2)), 240)


def _help(question: Question) -> str:
    kinds = {
        "date": say("A date, such as 2026-11-30."),
        "money": say("An amount."),
        "rating": say("Choose one."),
        "choice": say("Choose one."),
    }
    return " ".join(filter(None, (kinds.get(question.field.kind, ""), question.field.help)))


def _rule(question: Question, scale: Scale) -> dict[str, Any] | None:
    """What a spreadsheet lets be typed as the answer."""
    kind = question.field.kind
    refused = {"error_title": say("This cannot be taken"), "ignore_blank": True}
    if kind == "rating":
        return {"validate": "list", "source": [rating.value for rating in _RATINGS[scale]], **refused}
    if kind == "choice" and question.field.choices is not None:
        return {"validate": "list", "source": [plain(member.label) for member in question.field.choices], **refused}
    if kind == "date":
        between = {"criteria": "between", "minimum": _EARLIEST, "maximum": _LATEST}
        return {"validate": "date", **between, "error_message": say("Type a date, such as 2026-11-30."), **refused}
    if kind == "money":
        between = {"criteria": "between", "minimum": -_MOST_MONEY, "maximum": _MOST_MONEY}
        return {"validate": "decimal", **between, "error_message": say("Type an amount in figures."), **refused}
    return None
