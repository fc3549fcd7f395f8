"""Declared fields: a mapped column carries how it shows, and a computed method shows beside it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from sqlalchemy import Boolean, Column, Date, DateTime, Enum, Float, Integer, String, inspect

from pmo_desktop.domain.choices import Choice, Rating
from pmo_desktop.text import say

if TYPE_CHECKING:
    from sqlalchemy.orm import Mapper

_Method = TypeVar("_Method", bound=Callable[..., object])


# Beside `shown`: the column is worked out anew after every change, so that it never keeps one from being taken back.
DERIVED: dict[str, object] = {"derived": True}


@dataclass(frozen=True, slots=True)
class Field:
    """How one attribute of a register shows.

    `kind` is one of: text, long text, integer, year, percent, number, money, date, moment, choice, flag, rating,
    reference. `width` is in average characters. `target` is the table a reference points to.
    """

    name: str
    word: str
    kind: str
    width: int
    help_word: str
    editable: bool
    group: str
    computed: bool
    required: bool
    choices: type[Choice] | None
    target: str | None

    @property
    def label(self) -> str:
        """The column title in the user's language."""
        return say(self.word)

    @property
    def help(self) -> str:
        """One sentence of guidance in the user's language, or nothing."""
        return say(self.help_word) if self.help_word else ""


def shown(
    label: str,
    *,
    kind: str = "",
    width: int = 12,
    help: str = "",  # noqa: A002  the word a reader expects
    editable: bool = True,
    required: bool = False,
    group: str = "",
) -> dict[str, object]:
    """Say how a mapped column shows: `mapped_column(info=shown("Owner"))`. `kind` follows the type if empty."""
    return {
        "shown": {
            "word": label,
            "kind": kind,
            "width": width,
            "help_word": help,
            "editable": editable,
            "required": required,
            "group": group,
        }
    }


def computed(
    label: str,
    *,
    kind: str,
    width: int = 12,
    help: str = "",  # noqa: A002  as in `shown`
    group: str = "",
) -> Callable[[_Method], _Method]:
    """Show the result of a method of a mapped class as a column that cannot be edited."""
    declared = {
        **cast("dict[str, object]", shown(label, kind=kind, width=width, help=help, group=group)["shown"]),
        "editable": False,
    }

    def mark(method: _Method) -> _Method:
        method.__dict__["shown"] = declared
        return method

    return mark


def asked(
    name: str,
    label: str,
    *,
    kind: str = "text",
    width: int = 12,
    help: str = "",  # noqa: A002  as in `shown`
    required: bool = False,
    choices: type[Choice] | None = None,
) -> Field:
    """A field that no class keeps, for a form that asks; one of kind "reference" is given its options by the form."""
    return Field(name, label, kind, width, help, True, "", False, required, choices, None)  # noqa: FBT003  in their order


@cache
def fields_of(cls: type[object]) -> tuple[Field, ...]:
    """Every declared field of a mapped class: its columns in order, then its computed methods."""
    mapper = cast("Mapper[Any]", inspect(cls))
    return (*_stored(mapper), *_computed(cls))


def field_of(cls: type, name: str) -> Field:
    """The field called `name`; a `KeyError` if the class declares none."""
    return {field.name: field for field in fields_of(cls)}[name]


def _stored(mapper: "Mapper[Any]") -> Iterator[Field]:
    for attribute in mapper.column_attrs:
        column = cast("Column[Any]", attribute.columns[0])
        if declared := column.info.get("shown"):
            choices = _choices(column)
            kind = declared["kind"] or _kind(column, choices)
            named: dict[str, Any] = {**declared, "kind": kind}
            yield Field(
                **named,
                name=attribute.key,
                computed=False,
                choices=choices,
                target=next((key.target_fullname.partition(".")[0] for key in column.foreign_keys), None),
            )


def _computed(cls: type[object]) -> Iterator[Field]:
    for parent in cls.__mro__:
        for name, method in vars(parent).items():
            if declared := getattr(method, "__dict__", {}).get("shown"):
                yield Field(**declared, name=name, computed=True, choices=None, target=None)


def _choices(column: "Column[Any]") -> type[Choice] | None:
    kind = column.type
    if isinstance(kind, Enum) and kind.enum_class is not None and issubclass(kind.enum_class, Choice):
        return kind.enum_class
    return None


_KINDS = (
    (Boolean, "flag"),
    (DateTime, "moment"),
    (Date, "date"),
    (Float, "number"),
    (Integer, "integer"),
    (String, "text"),
)


def _kind(column: "Column[Any]", choices: type[Choice] | None) -> str:
    if choices is not None:
        return "rating" if choices is Rating else "choice"
    if column.foreign_keys:
        return "reference"
    return next(kind for sql_type, kind in _KINDS if isinstance(column.type, sql_type))
