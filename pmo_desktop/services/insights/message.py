"""Titles that state a message in one line."""

from typing import Final

LONGEST_TITLE: Final = 90


def that_fits(*titles: str) -> str:
    """The first of some ways to say it that has 90 characters at most; the last, which is shortest, if none has."""
    return next((title for title in titles if len(title) <= LONGEST_TITLE), titles[-1])
