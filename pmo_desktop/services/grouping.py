"""Rows in groups: the values they share, how many they are, what they add up to; counted and summed in SQL."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import Rating
from pmo_desktop.domain.project import Programme, Project
from pmo_desktop.domain.rules.earned_value import difference
from pmo_desktop.domain.rules.ratio import percent
from pmo_desktop.services.column_values import joined, stored, value_of
from pmo_desktop.services.empty_groups import empty_groups
from pmo_desktop.services.registers import Filter, names_of, ordered, passing, read_keys
from pmo_desktop.services.registry import Column, Register, column_named

Sort = Sequence[tuple[str, bool]]
_SHARES = {"figures.cost_percent": ("eac", "bac")}
"""A column whose subtotal is no sum: how far one sum is above another, in percent, over the rows that know both."""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that share a value in every grouping column, or a portfolio or programme that has none.

    Attributes:
        values: What they share, outermost first; of a reference its key, of a date its month as "2027-08".
        words: The same, of a reference its name.
        count: How many rows it has; 0 where no project stands in a portfolio or programme.
        sums: Of each column that adds up, in minor units; none where no row knows it.
        ratings: Of each column of ratings, how many rows have each: green to red, then not rated.
    """

    values: tuple[Any, ...]
    words: tuple[Any, ...]
    count: int
    sums: Mapping[str, int | None]
    ratings: Mapping[str, tuple[int, ...]]

    def figure(self, column: str) -> float | None:
        """The subtotal of a column: a sum, or a share of two sums; none where nothing is known."""
        if column in _SHARES:
            risen, base = (self.sums.get(f"{column}:{name}") for name in _SHARES[column])
            return percent(difference(risen, base), base)
        return self.sums.get(column)


@dataclass(frozen=True, slots=True)
class Grouped:
    """The keys of all rows in the order of their groups, and the innermost groups; each takes the next `count` keys."""

    keys: list[int]
    groups: tuple[Group, ...]


def grouped(
    session: Session,
    register: Register,
    by: Sequence[str],
    *,
    sort: Sort = (),
    filters: Iterable[Filter] = (),
    search: str = "",
    columns: Sequence[str] = (),
) -> Grouped:
    """The rows that pass, in groups by the columns `by`, outermost first, with subtotals of `columns`.

    Groups stand in the order of their words, or of the list of a choice, and without a value last; `sort` may turn the
    order of a grouping column round, and orders the rows of a group. Portfolios and programmes without a project are
    groups too, unless what does not pass is left out.
    """
    filters, shared = tuple(filters), [_shared(register, column_named(register, name)) for name in by]
    figures = _figures(register, columns)
    used = {*by, *(name for name, _ in sort), *(each.column for each in filters)}
    summed = {name for column in columns for name in (column, *_SHARES.get(column, ()))}

    def question(used: Collection[str], *wanted: Any) -> Any:  # noqa: ANN401  a statement of any columns
        asked: Any = select(*wanted)
        return passing(joined(register, asked, used), register, filters, search).order_by(*shared)

    counting = question(used | summed, *shared, func.count(), *figures.values())
    counted: list[Sequence[Any]] = [*session.execute(counting.group_by(*shared))]
    if not filters and not search:
        counted += [(*values, 0, *[None] * len(figures)) for values in empty_groups(session, register, by, counted)]
    keys = read_keys(session, ordered(question(used, register.entity.key), register, sort))
    words = [_words(session, column_named(register, name), {row[at] for row in counted}) for at, name in enumerate(by)]
    found: list[tuple[Group, list[int]]] = []
    start = 0
    for row in counted:
        group = _group(row, words, figures)
        found.append((group, keys[start : start + group.count]))
        start += group.count
    for at in reversed(range(len(by))):
        _order(found, at, column_named(register, by[at]), rises=dict(sort).get(by[at], True))
    return Grouped([key for _, some in found for key in some], tuple(group for group, _ in found))


def total(
    session: Session, register: Register, columns: Sequence[str], *, filters: Iterable[Filter] = (), search: str = ""
) -> Group:
    """What all rows that pass come to together, in one question."""
    filters, figures = tuple(filters), _figures(register, columns)
    used = {name for column in columns for name in _SHARES.get(column, (column,))}
    asked: Any = select(func.count(), *figures.values())
    query = joined(register, asked, used | {each.column for each in filters})
    return _group(session.execute(passing(query, register, filters, search)).one(), (), figures)


def together(groups: Sequence[Group], depth: int) -> Group:
    """What groups that share their first `depth` values come to as one."""
    first = groups[0]
    sums = {name: _sum([group.sums[name] for group in groups]) for name in first.sums}
    ratings = {
        name: tuple(map(sum, zip(*(group.ratings[name] for group in groups), strict=True))) for name in first.ratings
    }
    count = sum(group.count for group in groups)
    return Group(first.values[:depth], first.words[:depth], count, sums, ratings)


def _sum(amounts: Sequence[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def _shared(register: Register, column: Column) -> ColumnElement[Any]:
    """What the rows of a group have in common: a reference by its key, a date by its month, no text as no value."""
    if (register.entity, column.name) == (Project, "portfolio_key"):
        of_programme = select(Programme.portfolio_key).where(Programme.key == Project.programme_key)
        return func.coalesce(of_programme.correlate(Project).scalar_subquery(), Project.portfolio_key)
    if column.field.target is not None:
        return stored(column).expression
    value = value_of(column)
    if column.field.kind == "date":
        return func.strftime("%Y-%m", value)
    return func.nullif(value, "") if column.field.kind in {"text", "long text"} else value


def _figures(register: Register, columns: Sequence[str]) -> dict[tuple[str, Rating | None], ColumnElement[Any]]:
    """The expressions of every subtotal, by column and rating; one that is no count of a rating has the rating `None`.

    A count of what is not rated is what the others leave of the rows.
    """
    found: dict[tuple[str, Rating | None], ColumnElement[Any]] = {}
    for name in columns:
        column = column_named(register, name)
        if column.field.kind == "rating":
            for rating in Rating:
                found[name, rating] = func.sum(case((value_of(column) == rating, 1), else_=0))
        elif name in _SHARES:
            first, second = (value_of(column_named(register, each)) for each in _SHARES[name])
            known = and_(first.is_not(None), second.is_not(None))
            for each, value in zip(_SHARES[name], (first, second), strict=True):
                found[f"{name}:{each}", None] = func.sum(case((known, value)))
        elif column.field.kind == "money":
            found[name, None] = func.sum(value_of(column))
    return found


def _group(row: Any, words: Sequence[Mapping[Any, Any]], figures: Collection[tuple[str, Any]]) -> Group:  # noqa: ANN401  a row of any columns
    values, count, results = tuple(row[: len(words)]), row[len(words)], row[len(words) + 1 :]
    sums: dict[str, int | None] = {}
    ratings: dict[str, list[int]] = {}
    for (name, rating), result in zip(figures, results, strict=True):
        if rating is None:
            sums[name] = result
        else:
            ratings.setdefault(name, []).append(result or 0)  # nothing is counted where there is no row
    told = tuple(each[value] for each, value in zip(words, values, strict=True))
    counts = {name: (*known, count - sum(known)) for name, known in ratings.items()}
    return Group(values, told, count, sums, counts)


def _words(session: Session, column: Column, values: set[Any]) -> Mapping[Any, Any]:
    """What each value of a grouping column is called."""
    if column.field.target is None:
        return {value: value for value in values}
    return {None: None, **names_of(session, column.field.target, values - {None})}


def _order(found: list[tuple[Group, list[int]]], at: int, column: Column, *, rises: bool) -> None:
    """Put groups in the order of one grouping column, those without a value last."""
    choices = list(column.field.choices or ())

    def place(each: tuple[Group, list[int]]) -> Any:  # noqa: ANN401  whatever the column holds
        word, value = each[0].words[at], each[0].values[at]
        if choices:
            return choices.index(word)
        return (word.casefold(), value) if isinstance(word, str) else value

    known = sorted((each for each in found if each[0].values[at] is not None), key=place, reverse=not rises)
    found[:] = [*known, *(each for each in found if each[0].values[at] is None)]
