"""Words of closed lists that a file uses and that are not known, and what each can be said to mean."""

from collections import Counter
from collections.abc import Mapping

from pmo_desktop.domain.choices import Rating
from pmo_desktop.domain.importing import ColumnMatch, ReadTable
from pmo_desktop.interchange.cells import text_of
from pmo_desktop.interchange.unread import is_nothing, says_nothing_yet
from pmo_desktop.interchange.vocabulary import target_named
from pmo_desktop.interchange.words import fold
from pmo_desktop.text import N_, say

_LISTED = frozenset({"choice", "rating", "flag", "scale"})
_LONGEST = 60  # characters of a word; what is longer is a sentence
_LEVELS = {
    "very low": N_("1, very low"),
    "low": N_("2, low"),
    "medium": N_("3, medium"),
    "high": N_("4, high"),
    "very high": N_("5, very high"),
}


def unknown_words(table: ReadTable) -> dict[int, dict[str, int]]:
    """The words in columns of closed lists that were not read, by the column's index, and how often each stands."""
    found: dict[int, dict[str, int]] = {}
    for match in table.matches:
        if match.field and meanings(match, table.target) and (words := _unread(table, match)):
            found[match.index] = words
    return found


def _unread(table: ReadTable, match: ColumnMatch) -> dict[str, int]:
    known = table.words.get(match.index, {})
    count: Counter[str] = Counter()
    spelt: dict[str, str] = {}
    for row in table.rows:
        if row.values.get(match.field or "") is None and match.index < len(row.cells):
            text = text_of(row.cells[match.index])
            plain = fold(text) if len(text) <= _LONGEST else ""
            if plain and plain not in known and not is_nothing(text) and not says_nothing_yet(text):
                count[spelt.setdefault(plain, text)] += 1
    return dict(count.most_common())


def strange_names(table: ReadTable, strange: Mapping[str, Mapping[str, int]]) -> dict[int, dict[str, int]]:
    """Names of projects that the workspace does not know, by the column's index; `strange` has them by the field."""
    return {
        match.index: _as_first_spelt(strange[match.field])
        for match in table.matches
        if match.field and match.field in strange
    }


def _as_first_spelt(names: Mapping[str, int]) -> dict[str, int]:
    count: Counter[str] = Counter()
    spelt: dict[str, str] = {}
    for name, times in names.items():
        count[spelt.setdefault(fold(name), name)] += times
    return dict(count)


def names_project(match: ColumnMatch, target: str) -> bool:
    """Whether the cells of a column name projects."""
    spec = target_named(target).specs.get(match.field or "")
    return spec is not None and spec.points_to == "project"


def meanings(match: ColumnMatch, target: str) -> list[tuple[str, str]]:
    """What a word of a column can mean: what it is read as, and how that is shown; none if the column is no list."""
    spec = target_named(target).specs.get(match.field or "")
    if spec is None or spec.kind not in _LISTED:
        return []
    if spec.kind == "scale":
        return [(word, say(label)) for word, label in _LEVELS.items()]
    if spec.kind == "flag":
        return [("yes", say("Yes")), ("no", say("No"))]
    choices = Rating if spec.kind == "rating" else spec.choices
    return [(member.value, member.label) for member in choices or ()]
