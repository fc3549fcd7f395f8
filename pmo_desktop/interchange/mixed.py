"""Tables that hold more than one thing: a RAID log with a column for the kind of item, a plan with milestones in it."""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from pmo_desktop.domain.importing import ColumnMatch
from pmo_desktop.interchange.cells import text_of
from pmo_desktop.interchange.headers import other_list
from pmo_desktop.interchange.layout import Layout
from pmo_desktop.interchange.sheet import Sheet
from pmo_desktop.interchange.totals import texts_of
from pmo_desktop.interchange.words import column_letters, fold, lookup, short
from pmo_desktop.text import say

_TYPE = frozenset({
    "type", "item type", "raid type", "raid category", "category", "raid", "kind", "log type", "record type",
    "entry type", "art", "typ", "nature", "tipo", "class", "issue type", "issuetype", "work item type", "ticket type",
    "tracker", "level", "row type", "hierarchy level",
})  # fmt: skip
_SURE_TYPE = frozenset({
    "issue type", "issuetype", "item type", "raid type", "raid", "log type", "record type", "entry type",
    "work item type",
})  # fmt: skip
_KINDS = {
    "risk": "risk", "risks": "risk", "opportunity": "risk", "threat": "risk", "r": "risk", "risiko": "risk",
    "risque": "risk", "riesgo": "risk", "rischio": "risk",
    "issue": "issue", "issues": "issue", "problem": "issue", "i": "issue", "probleme": "issue", "problema": "issue",
    "action": "action", "actions": "action", "task": "action", "massnahme": "action", "accion": "action",
    "azione": "action",
    "assumption": "assumption", "assumptions": "assumption", "a": "assumption", "annahme": "assumption",
    "hypothese": "assumption", "supuesto": "assumption", "ipotesi": "assumption",
    "dependency": "dependency", "dependencies": "dependency", "d": "dependency", "abhangigkeit": "dependency",
    "dependance": "dependency", "dependencia": "dependency", "dipendenza": "dependency",
    "decision": "decision", "decisions": "decision", "entscheidung": "decision", "decisione": "decision",
    "change": "change_request", "change request": "change_request", "anderung": "change_request",
    "lesson": "lesson", "lesson learned": "lesson", "lesson learnt": "lesson",
    "milestone": "milestone", "benefit": "benefit",
    "bug": "issue", "defect": "issue", "incident": "issue", "action item": "action", "to do": "action",
    "offener punkt": "action", "lop": "action",
}  # fmt: skip
_LEVELS = {
    "programme": "programme", "program": "programme", "programm": "programme", "project": "project",
    "projekt": "project", "projet": "project", "proyecto": "project", "progetto": "project", "portfolio": "portfolio",
    "sub-project": "project", "subproject": "project",
}  # fmt: skip
_WORK = frozenset({
    "story", "user story", "epic", "feature", "new feature", "improvement", "sub-task", "subtask", "sub task", "spike",
    "requirement", "test", "initiative", "product backlog item", "enhancement",
})  # fmt: skip
_FLAG = frozenset({"milestone", "milestones", "is milestone", "milestone?", "jalon", "meilenstein", "hito"})
_LENGTH = frozenset({"duration", "dauer", "duree", "duracion", "durata", "duration (days)", "days"})
_NO_TIME = re.compile(r"0(?:[.,]0+)?\s*(?:d|days?|tage?|j|jours?|h|hrs?|hours?|w|wks?|weeks?|mo|edays?)?\??")
_BOARD = frozenset({
    "task id", "task name", "bucket", "bucket name", "section/column", "section", "assigned to", "assignee",
    "assignee email", "completed at", "completed date", "completed by", "created at", "created date", "created by",
    "is recurring", "checklist items", "completed checklist items", "labels", "parent task", "last modified",
    "progress", "list", "list name", "card name", "card id", "members", "subtasks", "subitems",
})  # fmt: skip
_SIGNS_OF_A_BOARD = 4
_SIGNS_OF_A_PLAN = 2
_WORDS_SHOWN = 6
_MOSTLY = 0.8
_PROGRAMME = re.compile(r"\b(?:programmes?|programs?|programma?|programas?)\b|programm\b", re.IGNORECASE)
_PROJECT = re.compile(
    r"(?:project|programme|program|projekt|projet|proyecto|progetto)(?: name| title|name|titel)?\s*(?::|$)\s*(.*)",
    re.IGNORECASE,
)
_SEARCHED = 15  # rows in which the name of a project is looked for
_LONGEST_NAME = 120


def by_kind(layout: Layout) -> Mapping[str, Layout]:
    """A log of several kinds of items, kind by kind; nothing where no column tells kinds apart."""
    for column in layout.columns:
        if fold(layout.headers[column].rpartition(" / ")[2]).rstrip(":") not in _TYPE:
            continue
        texts = {place: fold(text_of(layout.rows[place][column])) for place in layout.body}
        words = {**_KINDS, **_LEVELS} if "milestone" in texts.values() and "project" in texts.values() else _KINDS
        kinds = {place: words.get(text) for place, text in texts.items()}
        work = [place for place in layout.body if texts[place] in _WORK]
        filled = [place for place in layout.body if texts[place] and place not in work]
        known = sorted({kind for kind in kinds.values() if kind})
        is_sure = len(known) > 1 or bool(known and (work or fold(layout.headers[column]) in _SURE_TYPE))
        if is_sure and sum(bool(kinds[place]) for place in filled) >= _MOSTLY * len(filled):
            lost = [place for place in layout.body if kinds[place] is None]
            notes = (*layout.notes, *_lost(layout, column, lost))
            parts = {kind: tuple(place for place in layout.body if kinds[place] == kind) for kind in known}
            return {
                kind: replace(layout, body=body, notes=notes if kind == known[0] else ())
                for kind, body in parts.items()
            }
    return {}


def _lost(layout: Layout, column: int, lost: Sequence[int]) -> list[str]:
    """A sentence on rows that are of no kind that is known."""
    if not lost:
        return []
    words = dict.fromkeys(text_of(layout.rows[place][column]) or "—" for place in lost)
    shown = ", ".join(f"“{short(word)}”" for word in list(words)[:_WORDS_SHOWN]) + (
        " …" if len(words) > _WORDS_SHOWN else ""
    )
    sentence = "“{header}”: rows of kinds that are no register were left out: {count} ({words})."
    return [say(sentence, header=short(layout.headers[column]), count=len(lost), words=shown)]


def tasks_in(layout: Layout) -> bool:
    """Whether a table is the export of a board of tasks, which are actions to a PMO."""
    signs = {fold(layout.headers[column]) for column in layout.columns} & _BOARD
    return len(signs) >= _SIGNS_OF_A_BOARD


def milestones_in(layout: Layout) -> Layout | None:
    """The rows of a plan of tasks that are milestones: flagged so, or without a duration; `None` if it is no plan."""
    if other_list(layout.headers, ["plan"])[1] < _SIGNS_OF_A_PLAN:
        return None
    folded = {column: fold(layout.headers[column]) for column in layout.columns}
    flag = next((column for column, text in folded.items() if text in _FLAG and _is_flag(layout, column)), None)
    length = next((column for column, text in folded.items() if text in _LENGTH), None)
    if flag is None and length is None:
        return None
    body = tuple(place for place in layout.body if _is_milestone(layout.rows[place], flag, length))
    columns = tuple(column for column in layout.columns if column != flag)
    return replace(layout, body=body, columns=columns) if body else None


def with_programmes(
    layout: Layout, matches: tuple[ColumnMatch, ...], target: str
) -> tuple[Layout, tuple[ColumnMatch, ...], list[str]]:
    """A register with the programme of each project, where rows of one text, or of sums, name it above its projects."""
    body = set(layout.body)
    groups = {
        place: texts[0]
        for place in range(layout.header + 1, max(layout.body, default=0))
        if place not in body
        and len(texts := texts_of(layout.rows[place])) == 1
        and (place in layout.heads or len([cell for cell in layout.rows[place] if cell not in ("", None)]) == 1)
    }
    named = {text for text in groups.values() if _PROGRAMME.search(text) and len(text) <= _LONGEST_NAME}
    if target != "project" or not named or any(match.field == "programme" for match in matches):
        return layout, matches, []
    width, current = len(layout.headers), ""
    rows: list[tuple[object, ...]] = []
    for place, cells in enumerate(layout.rows):
        current = groups.get(place, current)
        rows.append((*cells, current if place in body and current in named else ""))
    header = say("Programme")
    match = ColumnMatch(width, column_letters(width), header, "programme", None, "exact")
    filled = replace(layout, rows=tuple(rows), headers=(*layout.headers, header), columns=(*layout.columns, width))
    note = say("Rows of one text or of sums name the programme of the projects below them: {count}.", count=len(named))
    return filled, (*matches, match), [note]


def _is_flag(layout: Layout, column: int) -> bool:
    texts = {fold(text_of(layout.rows[place][column])) for place in layout.body} - {""}
    return bool(texts) and texts <= lookup("flags").keys()


def _is_milestone(cells: Sequence[object], flag: int | None, length: int | None) -> bool:
    if flag is not None:
        return lookup("flags").get(fold(text_of(cells[flag]))) == "yes"
    return length is not None and _NO_TIME.fullmatch(fold(text_of(cells[length]))) is not None


def project_named(sheets: Sequence[Sheet], headers: Container[tuple[str, int]] = ()) -> str:
    """The one project that covers or titles name, as in "Project: Harbour"; empty if none or several are.

    `headers` are rows in which "Project" heads a column, by the sheet's name and from 1.
    """
    found = {
        name
        for sheet in sheets
        for place, cells in enumerate(sheet.rows[:_SEARCHED], 1)
        if (sheet.name, place) not in headers
        for index, cell in enumerate(cells)
        if isinstance(cell, str) and (name := _project_beside(cell, cells[index + 1 :], len(cells)))
    }
    return found.pop() if len(found) == 1 else ""


def _project_beside(cell: str, rest: Sequence[object], width: int) -> str:
    match = _PROJECT.fullmatch(cell.strip())
    if match is None or len(cell) > _LONGEST_NAME:
        return ""
    if match[1]:
        return match[1].strip()
    filled = [text for each in rest if (text := text_of(each))]
    is_label = cell.strip().endswith(":") or (len(filled) == 1 and width <= _SEARCHED)
    return filled[0] if is_label and filled and len(filled[0]) <= _LONGEST_NAME else ""
