"""Which register a table is: by the fields its headers name, by what its cells hold, by the name of its sheet."""

from collections.abc import Sequence
from dataclasses import dataclass

from pmo_desktop.domain.importing import ColumnMatch
from pmo_desktop.interchange.headers import candidates, other_list, read_header
from pmo_desktop.interchange.layout import Layout
from pmo_desktop.interchange.matching import match_columns
from pmo_desktop.interchange.melting import SPAN, holds_spread_figures, is_spread, months_of
from pmo_desktop.interchange.month_headers import bare_months
from pmo_desktop.interchange.vocabulary import Target, named_in, target_named
from pmo_desktop.interchange.words import fold, short
from pmo_desktop.services.registry import REGISTERS
from pmo_desktop.text import N_, say

_LOGS = {
    "risk log": N_("a risk log"),
    "issue log": N_("an issue log"),
    "action log": N_("an action log"),
    "stakeholder list": N_("a list of stakeholders"),
}
_LISTS = {
    "plan": N_("a plan of tasks"),
    "list of people": N_("a list of people"),
    "list of requirements": N_("a list of requirements"),
    "list of contracts": N_("a list of contracts or invoices"),
    "list of hours": N_("a list of hours worked"),
    "responsibilities": N_("a matrix of responsibilities"),
}
_SIGNS_OF_ANOTHER = 2
_FIELDS_WITHOUT_NAME = 3
_LOOKED_AT = 3  # targets whose columns are looked into
_COMMON = frozenset({"name", "reference", "status", "description", "tags"})  # what any list may have
_ALSO_IN_LOGS = frozenset({
    "sponsor", "category", "kind", "summary", "risk", "benefits", "resources", "cost", "schedule",
    "baseline_finish_on", "forecast_finish_on", "forecast_start_on", "actual_finish_on",
})  # fmt: skip
_FEWEST_MONTHS = 3  # in headers of a table that may be spread over months
_SPREAD = 3  # what a column of figures for each month is worth
_MONTHS = 6  # in headers
_IN_MONTHS = ("money_line", "demand", "allocation", "project")  # what columns of months may hold figures of
_MILESTONES = frozenset({"milestone", "jalon", "meilenstein", "hito", "gate"})
_FEW = 6  # rows up to which a name may come again
_HEADERS_SHOWN = 6
_FAR = 3  # likeness that a table must not be more like another register than the one it can be
_EXACT = 10  # see headers.candidates
_SEVERAL = 3  # times that a header comes in a sheet of words to choose from
_LEAST = 0.9  # likeness below which a table is nothing


@dataclass(frozen=True, slots=True)
class Choice:
    """A register that a table is taken for, with what its columns stand for."""

    target: str
    matches: tuple[ColumnMatch, ...]
    likeness: float


def choose(layout: Layout, name: str, targets: Sequence[str], *, is_told: bool = False) -> Choice | str:
    """The register that a table is, or why it is none; `name` is that of its sheet, with its file's if it is alone."""
    if is_told and layout.body:  # somebody says so, and can tell what the columns are
        return _choice(layout, targets[0], set())
    if (own := own_register(name)) and not is_told:
        targets, is_told = (own,), True
    named = set(named_in(name, targets))
    likely = sorted(targets, key=lambda each: -_by_headers(layout.headers, each, named))[:_LOOKED_AT]
    if sum(bool(months_of(header)) for header in layout.headers) >= _FEWEST_MONTHS:
        likely += [each for each in _IN_MONTHS if each in targets and each not in likely]
    found = [_choice(layout, each, named) for each in likely]
    fit = [choice for choice in found if why_not(layout, choice) is None and (is_told or choice.likeness >= _LEAST)]
    if not fit or (not is_told and max(each.likeness for each in found) - max(each.likeness for each in fit) > 3):  # noqa: PLR2004
        return why_not(layout, max(found, key=lambda each: each.likeness)) or say(
            "it is like no register that is known"
        )
    return max(fit, key=lambda each: each.likeness)


def own_register(sheet: str) -> str | None:
    """The register whose title is the name of a sheet, as in a workbook that this program wrote."""
    return next((each.name for each in REGISTERS if say(each.title).casefold() == sheet.strip().casefold()), None)


def _by_headers(headers: Sequence[str], name: str, named: set[str]) -> float:
    """How much headers alone look like those of a target."""
    target = target_named(name)
    best: dict[str, float] = {}
    for header in headers:
        for candidate in candidates(header, name)[:1] if header else ():
            best[candidate.field] = max(
                best.get(candidate.field, 0), _weight(target, candidate.field, header, candidate.score >= _EXACT)
            )
    return sum(best.values()) + (2 if name in named else 0)


def _weight(target: Target, field: str, header: str, exact: bool) -> float:  # noqa: FBT001  one of two worths
    if target.name == "project":
        own = 0.25 if field in _COMMON else 0.4 if field in _ALSO_IN_LOGS else 1.0
        speaks = field == "name" and "project" in fold(header)
    else:
        own = 1.0 if target.specs[field].telling else 0.25
        speaks = field == target.title and not {fold(word) for word in target.neutral}.isdisjoint(
            read_header(header).all_words
        )
    return own * (1 if exact else 0.7) + (1.5 if speaks else 0)


def _choice(layout: Layout, name: str, named: set[str]) -> Choice:
    target, matches = target_named(name), match_columns(layout, name)
    worth = sum(_weight(target, match.field, match.header, match.how == "exact") for match in matches if match.field)
    if holds_spread_figures(layout, matches, name):
        worth += _SPREAD
    return Choice(name, matches, worth + (2 if name in named else 0))


def why_not(layout: Layout, choice: Choice) -> str | None:
    """What a table is instead of the register it was taken for, and what now; `None` if it is that register."""
    fields = {match.field for match in choice.matches if match.field}
    lists = {**_LOGS, **_LISTS} if choice.target == "project" else _LISTS
    what, signs = other_list([match.header for match in choice.matches], lists)
    if signs >= _SIGNS_OF_ANOTHER and signs >= len(fields - _COMMON) and not _is_certain(choice):
        return say("it looks like {what}", what=say(lists[what]))
    if len(bare_months(layout.headers)) >= _MONTHS and choice.target in _IN_MONTHS:
        return say("its columns are months without a year; write the year, such as “2025/26”, above them")
    if why := _why_no_project(choice, fields) if choice.target == "project" else _why_no_log(choice, fields):
        return why
    if not layout.body:
        return say("no row stands under its headers; fill it first")
    if choice.target == "project" and "period" not in fields and _names_come_again(layout, choice.matches):
        return say("the same few names stand in most of its rows; give each project one row")
    return None


def _is_certain(choice: Choice) -> bool:
    """Whether the columns that speak for a log are so many that nothing else can be meant."""
    if choice.target == "project":
        return False
    if choice.target == "milestone" and _says_milestone(choice):
        return True
    target = target_named(choice.target)
    return sum(target.specs[match.field].telling for match in choice.matches if match.field) >= 3  # noqa: PLR2004


def _says_milestone(choice: Choice) -> bool:
    """Whether the header of the names says milestone, and a date stands beside."""
    dated = any(match.field in {"baseline_on", "forecast_on", "actual_on"} for match in choice.matches)
    names = [match.header for match in choice.matches if match.field == "name"]
    return dated and any(_MILESTONES & read_header(header).all_words for header in names)


def _why_no_project(choice: Choice, fields: set[str]) -> str | None:
    if "name" not in fields and not ("reference" in fields and len(fields) >= _FIELDS_WITHOUT_NAME):
        headers = [f"“{short(match.header)}”" for match in choice.matches if match.header]
        shown = ", ".join(headers[:_HEADERS_SHOWN]) + (" …" if len(headers) > _HEADERS_SHOWN else "")
        return say(
            "no column of it looks like a project's name; head one “Project name” instead of {headers}", headers=shown
        )
    names = [match for match in choice.matches if match.field == "name"]
    if not fields - _COMMON and not any("project" in fold(match.header) for match in names):
        return say("no column of it holds what a project has; head one “Start date”, “RAG” or the like")
    return None


def _why_no_log(choice: Choice, fields: set[str]) -> str | None:
    target = target_named(choice.target)
    if not target.title:
        if is_spread(choice.matches, choice.target) or _holds_amounts(choice.target, fields):
            return None
        return say("no column of it holds amounts by month")
    if target.title not in fields and not fields & set(target.title_from):
        return say("no column of it says what each row is about; head one “Title” or “Description”")
    headers = [match.header for match in choice.matches if match.header]
    if any(headers.count(match.header) >= _SEVERAL for match in choice.matches if match.field):
        return say("it looks like lists of words to choose from")
    if len(fields) < 2 and not _speaks(choice):  # noqa: PLR2004  one column of anything
        return say("only one column of it is known")
    return None


def _speaks(choice: Choice) -> bool:
    """Whether the header of the title names the register itself, as "Risk" does."""
    target = target_named(choice.target)
    own = {fold(word) for word in target.neutral}
    return any(match.field == target.title and own & read_header(match.header).all_words for match in choice.matches)


def _holds_amounts(target: str, fields: set[str]) -> bool:
    if target == "money_line":
        return {"project_key", "month_on"} <= fields and bool(fields & {"amount", "baseline", "actual", "forecast"})
    fields = fields | {"month_on"} if fields >= SPAN else fields
    return all(spec.name in fields for spec in target_named(target).specs.values() if spec.required)


def _names_come_again(layout: Layout, matches: Sequence[ColumnMatch]) -> bool:
    column = next((match.index for match in matches if match.field == "name"), None)
    if column is None:
        return False
    names = [layout.rows[place][column] for place in layout.body if layout.rows[place][column] not in ("", None)]
    return len(names) > _FEW and len(set(names)) * 2 < len(names)
