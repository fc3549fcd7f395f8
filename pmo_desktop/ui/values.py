"""Values of declared fields as text and back: what a cell shows, what an editor holds, what the user typed means."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from pmo_desktop.charts.style import status
from pmo_desktop.domain.choices import Rating
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.services import formats
from pmo_desktop.text import say

if TYPE_CHECKING:
    from pmo_desktop.domain.fields import Field

Options = Sequence[tuple[object, str]]
_FIGURES = {"integer", "year", "number", "percent", "money"}


@dataclass(frozen=True, slots=True)
class Money:
    """The currency and the scale, 1 to 1 000 000, that amounts are told in."""

    currency: str = "GBP"
    scale: int = 1

    @property
    def unit(self) -> str:
        """The unit as a header says it, such as `k€`."""
        return formats.money_unit(self.currency, self.scale)


def heading(field: "Field", money: Money) -> str:
    """A column's title with its unit: one unit per column."""
    if field.kind == "money":
        return f"{field.label} {money.unit}"
    return f"{field.label} %" if field.kind == "percent" and "%" not in field.label else field.label


def shown(field: "Field", value: object, money: Money) -> str:
    """The text of a cell; an em dash for no value."""
    if field.kind == "rating":
        return status(value if isinstance(value, Rating) else None).word
    if value is None or value == "":
        return formats.NO_VALUE if field.kind not in {"text", "long text"} else ""
    if field.kind == "flag":
        return say("Yes") if value else say("No")
    return _figure(field, value, money) if isinstance(value, int | float) else _words(field, value)


def _figure(field: "Field", value: float, money: Money) -> str:
    if isinstance(value, int) and field.kind == "money":
        return formats.show_money(value, money.currency, money.scale)
    return (
        str(value) if field.kind == "year" else formats.show_number(value, {"percent": 1, "integer": 0}.get(field.kind))
    )


def _words(field: "Field", value: object) -> str:
    if field.choices is not None:
        return field.choices(str(value)).label
    if isinstance(value, datetime):
        return formats.show_moment(value)
    return formats.show_date(value) if isinstance(value, date) else str(value)


def typed(field: "Field", value: object, money: Money) -> str:
    """The text an editor starts with: nothing for no value, and not a digit lost."""
    if value is None:
        return ""
    if isinstance(value, int) and field.kind == "money":
        return formats.exact_money(value, money.currency, money.scale)
    if isinstance(value, int | float) and field.kind in _FIGURES:
        return str(value) if field.kind == "year" else formats.show_number(value)
    return shown(field, value, money)


def copied(field: "Field", value: object, money: Money) -> str:
    """The text for another program: a spreadsheet reads its numbers and dates as such, and its empty cells as empty."""
    if value is None:
        return ""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, int | float) and field.kind in _FIGURES:
        return formats.ungrouped(typed(field, value, money))
    return shown(field, value, money)


def read(field: "Field", text: str, money: Money, options: Options = ()) -> object:
    """What `text`, typed or pasted, means for a field; nothing and an em dash mean no value.

    Raises:
        PmoError: it is no number, no date, none of the choices, or the field needs a value.
    """
    bare = text.strip()
    if field.kind == "long text":
        return text
    if bare in {"", formats.NO_VALUE}:
        return _nothing(field)
    if field.kind == "money":
        return formats.read_money(bare, money.currency, money.scale)
    reader = _READERS.get(field.kind)
    return reader(bare) if reader else _chosen(field, bare, options or choices(field))


def _nothing(field: "Field") -> object:
    if field.required:
        raise PmoError(say("“{field}” cannot be empty. Fill it in, or press Esc.", field=field.label))
    if field.kind == "flag":
        return False
    return "" if field.kind == "text" else None


def _whole(text: str) -> int:
    number = formats.read_number(text)
    if number != number.to_integral_value():
        raise PmoError(say("This takes whole numbers only, not {text}.", text=text))
    return int(number)


_READERS: dict[str, Callable[[str], object]] = {
    "number": lambda text: float(formats.read_number(text)),
    "percent": lambda text: float(formats.read_number(text)),
    "integer": _whole,
    "year": _whole,
    "date": formats.read_date,
    "text": str,
}


def _chosen(field: "Field", text: str, options: Options) -> object:
    exact = next((value for value, words in options if words == text), None)
    if exact is not None:
        return exact
    wanted = text.casefold()
    for value, words in options:
        names = {words.casefold(), str(value).casefold()}
        if isinstance(value, Rating):
            names |= {value.label.casefold(), value.word.casefold()}
        if wanted in names:
            return value
    known = ", ".join(words for _, words in options[:8])
    raise PmoError(say("“{text}” is not a choice for “{field}”: {known}.", text=text, field=field.label, known=known))


def choices(field: "Field") -> list[tuple[object, str]]:
    """The closed list of a choice, a rating or a flag, with the words to show; empty for a reference."""
    if field.kind == "flag":
        return [(True, say("Yes")), (False, say("No"))]
    if field.choices is None:
        return []
    return [(member, status(member).word if isinstance(member, Rating) else member.label) for member in field.choices]


def is_figure(field: "Field") -> bool:
    """Whether a field holds numbers: counts, amounts, percentages."""
    return field.kind in _FIGURES


def alignment(field: "Field") -> Qt.AlignmentFlag:
    """Figures and dates stand right, the rest left; headers stand as their column does."""
    right = field.kind in _FIGURES or field.kind in {"date", "moment"}
    return (Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
