"""Logs on their way into the workspace: risks, issues, milestones, money and the rest, row by row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.fields import Field, fields_of
from pmo_desktop.domain.importing import CellProblem, ReadRow, ReadTable
from pmo_desktop.domain.kept_text import LogText
from pmo_desktop.services.drafts import Draft, new_row, rows_kept
from pmo_desktop.services.import_projects import settle_settings
from pmo_desktop.services.import_world import Outcome, World
from pmo_desktop.services.matching import plain_name
from pmo_desktop.services.registry import BY_TABLE
from pmo_desktop.text import say

# What makes two rows of a table without references and names the same one.
_SAME = {
    "money_line": ("project_key", "kind", "category", "month_on"),
    "demand": ("project_key", "role_key", "month_on"),
    "allocation": ("project_key", "person_key", "month_on"),
    "role_capacity": ("role_key", "month_on"),
    "baseline": ("project_key", "version"),
    "benefit_measure": ("benefit_key", "measured_on"),
    "criterion_score": ("project_key", "criterion_key"),
    "meeting": ("body_key", "held_on"),
    "central_use": ("item_key", "project_key", "from_on"),
    "waiver": ("project_key", "item_key"),
    "template_issue": ("template_key", "project_key", "version"),
    "value_figure": ("office_key", "measure", "year", "is_before"),
}
_MADE_IF_MISSING = ("programme", "portfolio", "role", "person")
_TITLE = 120  # characters of a title that is taken from a longer text
_OUTSIDE = {"other_key": "other_party"}  # where a name that is no project of ours is kept
_ADDED_SHOWN = 6
_LONGEST_NAME = 150  # characters of a name for which a project is added
_EVERY = frozenset({
    "all", "all projects", "various", "multiple", "general", "programme", "portfolio", "pmo", "n/a", "none", "-",
    "tous", "alle", "diverse", "todos", "tutti",
})  # fmt: skip


NOTHING: Mapping[str, Any] = {}


@dataclass(slots=True)
class _Log:
    """One table of the workspace, and where its rows are found again."""

    world: World
    table: str
    fields: Mapping[str, Field]
    title: str
    by_whole: dict[tuple[object, ...], list[Draft]] = field(default_factory=dict[tuple[object, ...], list[Draft]])
    by_reference: dict[tuple[object, str], list[Draft]] = field(default_factory=dict[tuple[object, str], list[Draft]])
    by_title: dict[tuple[object, str], list[Draft]] = field(default_factory=dict[tuple[object, str], list[Draft]])
    taken: set[int] = field(default_factory=set[int])

    def know(self, row: Draft) -> None:
        """Let a row be found again."""
        if self.table in _SAME:
            self.by_whole.setdefault(tuple(row.value(name) for name in _SAME[self.table]), []).append(row)
            return
        project = row.value("project_key") if "project_key" in self.fields else None
        for place in {project, ...}:
            if reference := str(row.value("reference") or "") if "reference" in self.fields else "":
                self.by_reference.setdefault((place, reference.casefold()), []).append(row)
            self.by_title.setdefault((place, plain_name(str(row.value(self.title)))), []).append(row)

    def find(self, values: Mapping[str, Any], *, is_placed: bool) -> Draft | None:
        """The row that is meant: by reference, else by title; each is given out once in one table of a file.

        Rows of other projects are looked at too where the file does not say which project they belong to.
        """
        if self.table in _SAME:
            empty = new_row(BY_TABLE[self.table])  # what a column holds where the file says nothing
            whole = tuple(
                empty.value(each) if (value := values.get(each)) is None else value for each in _SAME[self.table]
            )
            return self._free(self.by_whole.get(whole, []))
        place = values.get("project_key") if is_placed else ...
        reference = str(values.get("reference") or "").casefold()
        title = plain_name(str(values.get(self.title) or ""))
        if reference:
            same = self.by_reference.get((place, reference), [])
            alike = [row for row in same if plain_name(str(row.value(self.title))) == title]
            return self._free(alike) or self._free([row for row in same if row.key not in self.taken][:1])
        return self._free(self.by_title.get((place, title), []), values)

    def called(self, title: str) -> list[Draft]:
        """The rows of that title that are not given out yet."""
        return [row for row in self.by_title.get((..., plain_name(title)), []) if row.key not in self.taken]

    def _free(self, rows: Sequence[Draft], values: Mapping[str, Any] = NOTHING) -> Draft | None:
        """The first row that is not given out yet; of several, one that points where `values` do."""
        free = [row for row in rows if row.key not in self.taken]
        pointing = [name for name, each in self.fields.items() if each.target and values.get(name)]
        same = (row for row in free if all(row.value(name) == values[name] for name in pointing))
        found = next(same, free[0]) if free else None
        if found is not None:
            self.taken.add(found.key)
        return found


def take_log(world: World, table: ReadTable, project: Draft | None, *, adds_projects: bool) -> Outcome:
    """Prepare the rows of one log; `project` is the one that rows without a project belong to.

    Raises:
        PmoError: the amounts are in another currency than the workspace keeps.
    """
    outcome = Outcome(
        notes=[*table.notes, *settle_settings(world, table)],
        target=table.target,
        sheet=table.sheet,
        header_row=table.header_row,
    )
    log = _log_of(world, table.target)
    is_placed = project is not None or any(match.field == "project_key" for match in table.matches)
    project = project or world.known.named_in(f"{table.source_name.rpartition('.')[0]} {table.sheet}")
    kept = _texts_kept(world, table.target)
    headers = {match.field: match.header for match in table.matches if match.field}
    before = len(world.added_projects)
    for row in table.rows:
        values = _values(world, log, row, project, headers, outcome, adds_projects=adds_projects)
        if values is not None:
            _take_row(world, log, row, values, kept, headers, outcome, is_placed=is_placed or project is not None)
    outcome.problems += table.problems
    if added := world.added_projects[before:]:
        names = ", ".join(f"“{name}”" for name in added[:_ADDED_SHOWN]) + (" …" if len(added) > _ADDED_SHOWN else "")
        outcome.notes.append(
            say("Projects added because rows name them: {count}; {names}.", count=len(added), names=names)
        )
    return outcome


def _log_of(world: World, table: str) -> _Log:
    fields = {each.name: each for each in fields_of(BY_TABLE[table]) if not each.computed}
    log = _Log(world, table, fields, next((name for name in ("name", "title") if name in fields), ""))
    for row in world.rows(table):
        log.know(row)
    return log


def _values(
    world: World,
    log: _Log,
    row: ReadRow,
    project: Draft | None,
    headers: Mapping[str, str],
    outcome: Outcome,
    *,
    adds_projects: bool,
) -> dict[str, Any] | None:
    """What the row says, with keys for names; none if it cannot be taken, which is told."""
    values: dict[str, Any] = {name: value for name, value in row.values.items() if name in log.fields}
    if "project_key" in log.fields and not values.get("project_key") and project is not None:
        values["project_key"] = project.key
    for name, value in sorted(values.items(), key=lambda each: each[0] != "project_key"):
        target = log.fields[name].target
        if target and isinstance(value, str):
            found = _key_of(world, log, name, value, values, adds=adds_projects)
            if target == "project" and (isinstance(found, tuple) or found in world.named_only):
                outcome.name_strange(name, " ".join(value.split()))
            if isinstance(found, tuple):
                text = " ".join(value.split())
                outcome.problems.append(CellProblem(row.row, "", headers.get(name, name), text, *found))
            values[name] = found if isinstance(found, int) else None
            if values[name] is None and name in _OUTSIDE:
                values.setdefault(_OUTSIDE[name], "")
                values[_OUTSIDE[name]] = value
    if log.title and not values.get(log.title):
        values[log.title] = _title_from(row, log)
    missing = next((each for each in log.fields.values() if each.required and values.get(each.name) in {None, ""}
                    and not _has_default(log.table, each.name)), None)  # fmt: skip
    if missing is None:
        return values
    reason = say("The row has no {field}, so it was not taken.", field=f"“{missing.label}”")
    header = headers.get(missing.name, "")
    mend = (
        say("Name the project these rows belong to, or add a column for it.")
        if missing.name == "project_key"
        else say("Fill the cell in the file.")
    )
    outcome.refuse(CellProblem(row.row, "", header, str(row.texts.get(missing.name, "")), reason, mend))
    return None


def _has_default(table: str, name: str) -> bool:
    column = BY_TABLE[table].__table__.columns[name]
    return column.default is not None


def _key_of(
    world: World, log: _Log, name: str, text: str, values: Mapping[str, Any], *, adds: bool
) -> int | tuple[str, str] | None:
    """The key of what a cell names, which is made if it may be; none, or why there is none and what to do about it."""
    target = str(log.fields[name].target)
    is_one = "\n" not in text.strip()
    text = " ".join(text.split())
    called = world.called(target, text) if text and text.casefold() not in _EVERY else []
    found = _which(called, log, name, values)
    if found is None and not called and text and text.casefold() not in _EVERY:
        if target == "project" and name == "project_key" and adds and is_one and len(text) <= _LONGEST_NAME:
            found = world.add_project(text)
            world.expect_report(found)
        elif target in _MADE_IF_MISSING:
            found = world.add(target, name=text)
        elif name not in _OUTSIDE:
            reason = say("“{name}” is not in the workspace", name=text[:60])
            return reason, say("Add it first, or correct its name in the file.")
    if found is None and called:
        reason = say("“{name}” is the name of several, and which one is meant does not show", name=text[:60])
        return reason, say("Name the project in the row, or give each a name of its own.")
    return found.key if found else None


def _which(called: Sequence[Draft], log: _Log, name: str, values: Mapping[str, Any]) -> Draft | None:
    """The one that is meant of those called so: of the projects of the row, or that the row points to already.

    Where names belong to no project, as those of people do, it is the oldest.
    """
    if len(called) < 2 or "project_key" not in called[0].kept:  # noqa: PLR2004  nothing to choose from
        return next(iter(called), None)
    projects = {values.get("project_key"), values.get("other_key")} - {None}
    if own := [row for row in called if row.value("project_key") in projects]:
        return own[0]
    keys = {row.key: row for row in called}
    pointing = (row.value(name) for row in log.called(str(values.get(log.title) or "")))
    return next((keys[key] for key in pointing if key in keys), None)


def _title_from(row: ReadRow, log: _Log) -> str:
    """A title from the first longer text of a row: its first sentence or line, cut where it is too long."""
    for name, each in log.fields.items():
        text = row.values.get(name)
        if each.kind == "long text" and isinstance(text, str) and text.strip():
            line = text.strip().splitlines()[0].strip()
            return line if len(line) <= _TITLE else f"{line[:_TITLE].rsplit(' ', 1)[0]}…"
    return ""


def _take_row(
    world: World,
    log: _Log,
    row: ReadRow,
    values: Mapping[str, Any],
    kept: Mapping[int, list[tuple[str, str, str]]],
    headers: Mapping[str, str],
    outcome: Outcome,
    *,
    is_placed: bool,
) -> None:
    draft = log.find(values, is_placed=is_placed)
    is_new = draft is None
    if draft is None:
        draft = world.add(log.table, **{name: value for name, value in values.items() if value not in (None, "")})
        log.taken.add(draft.key)
        log.know(draft)
    changed = False
    for name, value in values.items():
        if (
            value is not None
            and value != ""
            and not (name == log.title and row.values.get(name) is None and not is_new)
        ):
            changed |= draft.set(name, value)
    changed |= _keep_texts(world, log.table, draft.key, row, headers, kept)
    outcome.created += is_new
    outcome.updated += changed and not is_new
    outcome.unchanged += not changed and not is_new


def _keep_texts(
    world: World,
    table: str,
    key: int,
    row: ReadRow,
    headers: Mapping[str, str],
    kept: Mapping[int, list[tuple[str, str, str]]],
) -> bool:
    reasons = {problem.header: problem.reason for problem in row.problems}
    texts = [
        (headers.get(name, name), text, reasons.get(headers.get(name, name), "")) for name, text in row.texts.items()
    ]
    texts += [(header, text, "") for header, text in row.extras.items()]
    if not texts and key not in kept:
        return False
    if sorted(texts) == kept.get(key, []):
        return False
    world.keep_texts(table, key, texts)
    return True


def _texts_kept(world: World, table: str) -> dict[int, list[tuple[str, str, str]]]:
    found: dict[int, list[tuple[str, str, str]]] = {}
    for text in rows_kept(world.connection, LogText, LogText.log == table):
        found.setdefault(text.value("row_key"), []).append(
            (str(text.value("header")), str(text.value("text")), str(text.value("reason")))
        )
    return {key: sorted(texts) for key, texts in found.items()}


def project_named(world: World, name: str) -> Draft:
    """The project of that name or reference.

    Raises:
        PmoError: there is none.
    """
    found = world.known.find(name)
    if found is None:
        raise PmoError(say("There is no project “{name}”. Check its name or reference.", name=name[:60]))
    return found
