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
        return self._free(self.by_title.get((place, title), []))

    def _free(self, rows: Sequence[Draft]) -> Draft | None:
        found = next((row for row in rows if row.key not in self.taken), None)
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
    for name, value in list(values.items()):
        target = log.fields[name].target
        if target and isinstance(value, str):
            values[name] = _key_of(world, log, row, name, value, headers, outcome, adds=adds_projects)
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
    world: World,
    log: _Log,
    row: ReadRow,
    name: str,
    text: str,
    headers: Mapping[str, str],
    outcome: Outcome,
    *,
    adds: bool,
) -> int | None:
    """The key of what a cell names, which is made if it may be; none, with the reason told, if there is none."""
    target = str(log.fields[name].target)
    is_one = "\n" not in text.strip()
    text = " ".join(text.split())
    if not text or text.casefold() in _EVERY:
        return None
    found = world.named(target, text)
    if found is not None:
        return found.key
    if target == "project" and name == "project_key" and adds and is_one and len(text) <= _LONGEST_NAME:
        added = world.add_project(text)
        world.expect_report(added)
        return added.key
    if target in _MADE_IF_MISSING:
        return world.add(target, name=text).key
    if name in _OUTSIDE:
        return None
    reason = say("“{name}” is not in the workspace", name=text[:60])
    mend = say("Add it first, or correct its name in the file.")
    outcome.problems.append(CellProblem(row.row, "", headers.get(name, name), text, reason, mend))
    return None


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
