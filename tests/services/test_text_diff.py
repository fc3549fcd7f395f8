import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.services.text_diff import Piece, compare


def told(before: str, after: str) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in compare(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", []),
        ("", "One word", [("added", "One word")]),
        ("One word", "", [("removed", "One word")]),
        ("One word", "One word", [("same", "One word")]),
        (
            "The board meets once a year.",
            "The board meets every month.",
            [("same", "The board meets "), ("added", "every month"), ("removed", "once a year"), ("same", ".")],
        ),
    ],
)
def test_two_texts_differ_word_by_word(before: str, after: str, expected: list[tuple[str, str]]) -> None:
    assert told(before, after) == expected


def test_spaces_and_line_ends_alone_are_no_difference() -> None:
    assert compare("one two", "one\n\n two") == (Piece("same", "one\n\n two"),)


def test_a_short_word_that_stayed_between_two_changes_is_told_with_them() -> None:
    assert told("plain words of old here", "grand terms of new here") == [
        ("added", "grand terms of new "),
        ("removed", "plain words of old "),
        ("same", "here"),
    ]


def test_a_long_word_that_stayed_between_two_changes_stands() -> None:
    kinds = [kind for kind, _ in told("old Governance one", "new Governance two")]
    assert kinds == ["added", "removed", "same", "added", "removed"]


_TEXTS = st.text("ab é.,\n’", max_size=40)


@given(_TEXTS, _TEXTS)
def test_what_is_not_removed_gives_the_later_text_exactly(before: str, after: str) -> None:
    pieces = compare(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == after
    kept = "".join(piece.text for piece in pieces if piece.kind != "added")
    assert "".join(kept.split()) == "".join(before.split())
