"""The lines a table shows: rows by their keys, and the heads of groups, some of them folded."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pmo_desktop.services.grouping import together

if TYPE_CHECKING:
    from pmo_desktop.services.grouping import Group

Path = tuple[object, ...]
"""The values a group shares, outermost first."""


@dataclass(slots=True)
class Lines:
    """`keys[n]` is the key of line n, or 0 where it is the head of `groups[n]`; `levels[n]` is how deep it lies."""

    keys: list[int] = field(default_factory=list[int])
    levels: list[int] = field(default_factory=list[int])
    groups: "dict[int, Group]" = field(default_factory=dict)


def flat(keys: list[int]) -> Lines:
    """Lines without groups."""
    return Lines(keys, [0] * len(keys))


def in_groups(keys: Sequence[int], groups: "Sequence[Group]", folded: Collection[Path]) -> Lines:
    """Lines under the heads of their groups; each of the innermost `groups` takes the next of the keys.

    Rows without a value for an inner group stand right under the head of the outer one. What lies under a folded head
    is left out.
    """
    members: dict[Path, list[Group]] = {}
    for group in groups:
        for depth in range(1, len(group.values) + 1):
            members.setdefault(group.values[:depth], []).append(group)
    lines, before, start = Lines(), (), 0
    for group in groups:
        level, is_open = _add_heads(lines, group, before, members, folded)
        if is_open:
            lines.keys.extend(keys[start : start + group.count])
            lines.levels.extend([level] * group.count)
        start += group.count
        before = group.values
    return lines


def _add_heads(
    lines: Lines, group: "Group", before: Path, members: "dict[Path, list[Group]]", folded: Collection[Path]
) -> tuple[int, bool]:
    """Add the heads that begin with this group; gives the level of its rows, and whether they are to be seen."""
    level = 0
    for depth in range(1, len(group.values) + 1):
        path = group.values[:depth]
        if depth > 1 and path[-1] is None:
            continue
        if before[:depth] != path:
            lines.groups[len(lines.keys)] = together(members[path], depth)
            lines.keys.append(0)
            lines.levels.append(level)
        level += 1
        if path in folded:
            return level, False
    return level, True
