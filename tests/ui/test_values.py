from datetime import UTC, date, datetime

import pytest

from pmo_desktop.domain.choices import Rating, Stage
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.fields import Field
from pmo_desktop.ui import values
from pmo_desktop.ui.values import Money

EUROS = Money("EUR", 1_000)


def field(kind: str, *, required: bool = False) -> Field:
    closed = {"choice": Stage, "rating": Rating}.get(kind)
    return Field(
        "x", "X", kind, 10, "", editable=True, group="", computed=False, required=required, choices=closed, target=None
    )


@pytest.mark.parametrize(
    ("kind", "value", "shown", "typed", "copied"),
    [
        ("text", "a\tb", "a\tb", "a\tb", "a\tb"),
        ("text", "", "", "", ""),
        ("integer", -12_000, "−12,000", "−12,000", "-12000"),
        ("percent", 12.345, "12.3", "12.345", "12.345"),
        ("money", 271_034_500, "2,710", "2,710.345", "2710.345"),
        ("date", date(2027, 8, 16), "16 Aug 2027", "16 Aug 2027", "2027-08-16"),
        ("choice", Stage.DELIVER, "Deliver", "Deliver", "Deliver"),
        ("rating", Rating.AMBER_RED, "In doubt", "In doubt", "In doubt"),
        ("flag", True, "Yes", "Yes", "Yes"),
        ("year", 2026, "2026", "2026", "2026"),
        ("integer", None, "—", "", ""),
        ("rating", None, "Not rated", "", ""),
        ("flag", False, "No", "No", "No"),
    ],
)
def test_a_value_as_cell_as_editor_and_for_a_spreadsheet(
    kind: str, value: object, shown: str, typed: str, copied: str
) -> None:
    assert values.shown(field(kind), value, EUROS) == shown
    assert values.typed(field(kind), value, EUROS) == typed
    assert values.copied(field(kind), value, EUROS) == copied


def test_a_moment_is_shown_with_its_time() -> None:
    assert values.shown(field("moment"), datetime(2027, 8, 16, 12, tzinfo=UTC), EUROS).startswith("16 Aug 2027, ")


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("text", "  x ", "x"),
        ("long text", " x\n ", " x\n "),
        ("integer", "1 200", 1_200),
        ("percent", "12,5 %", 12.5),
        ("number", "-0.5", -0.5),
        ("money", "2 710,345", 271_034_500),
        ("date", "16/08/2027", date(2027, 8, 16)),
        ("choice", "DELIVER", Stage.DELIVER),
        ("rating", "a/r", Rating.AMBER_RED),
        ("rating", "Amber/Red", Rating.AMBER_RED),
        ("rating", "in doubt", Rating.AMBER_RED),
        ("flag", "yes", True),
        ("flag", "", False),
        ("text", "", ""),
        ("money", " — ", None),
    ],
)
def test_what_was_typed_is_read_as_its_field_holds_it(kind: str, text: str, value: object) -> None:
    assert values.read(field(kind), text, EUROS) == value


@pytest.mark.parametrize(
    ("kind", "text", "why"),
    [
        ("integer", "1.5", "whole numbers only"),
        ("choice", "Fly", "not a choice for “X”: Initiate, Define"),
        ("money", "lots", "is not a number"),
        ("date", "soon", "is not a date"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(kind: str, text: str, why: str) -> None:
    with pytest.raises(PmoError, match=why):
        values.read(field(kind), text, EUROS)


def test_a_required_field_cannot_be_empty() -> None:
    with pytest.raises(PmoError, match="“X” cannot be empty"):
        values.read(field("text", required=True), " ", EUROS)


def test_a_reference_is_read_by_the_name_it_is_offered_under() -> None:
    assert values.read(field("reference"), "digital", EUROS, [(7, "Digital"), (8, "Finance")]) == 7


def test_a_heading_names_the_unit() -> None:
    assert [values.heading(field(kind), EUROS) for kind in ("money", "percent", "text")] == ["X k€", "X %", "X"]
