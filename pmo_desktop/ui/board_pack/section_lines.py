"""The lines of the list of sections: those of the recipe in its order, the others where they usually stand."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from pmo_desktop.text import say
from pmo_desktop.ui.board_pack.sections import SectionLine

if TYPE_CHECKING:
    from pmo_desktop.reports.pack import Pack


def section_lines(wanted: Sequence[str], pack: "Pack", titles: Mapping[str, str]) -> list[SectionLine]:
    """Every section that has a title; `pack` tells pages and what was left out."""
    pages = pages_of(pack)
    lines: list[SectionLine] = []
    for key in ordered(wanted, tuple(titles)):
        is_wanted = key in wanted
        note = "" if key in pages else say("nothing to say") if is_wanted else say("off")
        lines.append(SectionLine(key, titles[key], is_wanted, note, pages.get(key) if is_wanted else None))
    return lines


def ordered(wanted: Sequence[str], usual: Sequence[str]) -> list[str]:
    """The wanted keys in their order, and each other one behind the one it usually follows."""
    found = [key for key in wanted if key in usual]
    for at, key in enumerate(usual):
        if key not in found:
            before = [found.index(each) for each in usual[:at] if each in found]
            found.insert(found.index(usual[at - 1]) + 1 if before and at else 0, key)
    return found


def pages_of(pack: "Pack") -> dict[str, int]:
    """How many pages each section of a pack takes."""
    ends = [first for _, first in pack.first_pages[1:]] + [pack.pages + 1]
    return {key: end - first for (key, first), end in zip(pack.first_pages, ends, strict=True)}
