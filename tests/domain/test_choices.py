"""Closed lists."""

import inspect

import pytest

from pmo_desktop.domain import benefit, charter, choices, recipe
from pmo_desktop.domain.choices import Authority, Choice, OfficeAuthority, ProjectStatus, Rating

LISTS = [
    kind
    for module in (choices, benefit, charter, recipe)
    for _, kind in inspect.getmembers(module, inspect.isclass)
    if issubclass(kind, Choice) and kind is not Choice and kind.__module__ == module.__name__
]


@pytest.mark.parametrize("kind", LISTS)
def test_a_choice_is_its_stored_value_and_shows_as_a_word(kind: type[Choice]) -> None:
    values = [member.value for member in kind]
    labels = [member.label for member in kind]
    assert len(set(values)) == len(values) == len(set(labels))
    assert all(kind(value) == value and len(value) <= 40 for value in values)
    assert all(label.strip() == label and label[0].isupper() for label in labels if label != "PMO")


def test_ratings_go_from_green_to_red() -> None:
    assert [rating.value for rating in Rating] == ["G", "A/G", "A", "A/R", "R"]
    assert [rating.label for rating in Rating] == ["Green", "Amber/Green", "Amber", "Amber/Red", "Red"]
    assert [rating.severity for rating in Rating] == [0, 1, 2, 3, 4]


def test_only_closed_and_cancelled_projects_are_over() -> None:
    assert {status for status in ProjectStatus if status.is_over} == {ProjectStatus.CLOSED, ProjectStatus.CANCELLED}


def test_an_office_has_as_much_weight_as_its_authority() -> None:
    assert [authority.over_actions for authority in OfficeAuthority] == [
        Authority.ADVISE, Authority.RECOMMEND, Authority.IMPOSE,
    ]  # fmt: skip
