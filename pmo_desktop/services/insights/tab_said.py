"""What a tab of a project's page says beside its records: a headline, a picture with its message, and notes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """A line under the picture; `link` leads to the record of `table` and `key`, and is empty where nothing does."""

    text: str
    link: str = ""
    table: str = ""
    key: int = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its name; `help` says how it is worked out."""

    label: str
    shown: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class TabSaid:
    """`chart` is the name of a chart in `CHARTS`, empty for none; `answer` is what it draws."""

    headline: str
    chart: str = ""
    answer: object = None
    title: str = ""
    caption: str = ""
    figures: tuple[Figure, ...] = ()
    notes: tuple[Note, ...] = ()
