"""Whether a bare “Budget”, “Actual” and “Forecast” are of the whole life of a project or of one year."""

import re
from dataclasses import replace

from pmo_desktop.domain.importing import ColumnMatch, Question
from pmo_desktop.interchange.headers import read_header
from pmo_desktop.interchange.layout import Layout
from pmo_desktop.interchange.told import Told
from pmo_desktop.interchange.words import fold, short
from pmo_desktop.text import say

QUESTION, WHOLE_LIFE, YEAR = "horizon", "whole life", "year"
_BARE = frozenset({
    "budget", "baseline", "plan", "approved", "original", "current", "latest", "revised", "forecast", "actual", "spend",
    "cost", "ist", "soll", "prognose", "prevu", "prevision", "realise", "pronostico", "previsione", "presupuesto",
    "real", "reel", "effettivo", "outturn",
})  # fmt: skip
_WHOLE = {"in_year_budget": "bac", "in_year_forecast": "eac"}
_OF_YEAR = {"bac": "in_year_budget", "eac": "in_year_forecast", "ac": None}
_SPEAKS_OF_YEAR = re.compile(
    r"\bin[- ]year\b|\bfull[- ]year\b|\b(?:financial|fiscal|budget) year\b|\bfy ?[0-9]{2}"
    r"|\b20[0-9]{2} ?[/-] ?[0-9]{2}\b|\bannual\b"
    r"|\bgeschaftsjahr\b|\bhaushaltsjahr\b|\bexercice\b|\bejercicio\b|\besercizio\b"
)


def settle_horizon(
    layout: Layout, matches: tuple[ColumnMatch, ...], told: Told, target: str
) -> tuple[tuple[ColumnMatch, ...], list[str], list[Question]]:
    """The matches with a forecast that goes with its budget, a sentence on it, and the question what they are of."""
    bare = {match.index: match.field for match in matches if match.how in {"exact", "phrase"} and _is_bare(match)}
    fields_of_bare = set(bare.values())
    if target != "project" or not ("in_year_forecast" in fields_of_bare or {"bac", "eac"} <= fields_of_bare):
        return matches, [], []
    speaks = any(_SPEAKS_OF_YEAR.search(fold(text)) for text in layout.above)
    of_year = told.answers.get(QUESTION, YEAR if speaks else WHOLE_LIFE) == YEAR
    taken = {match.field for match in matches if match.index not in bare}
    fields = {index: _field(str(field), of_year=of_year) for index, field in bare.items()}
    settled = tuple(
        replace(match, field=fields[match.index] if fields[match.index] not in taken else None)
        if match.index in fields
        else match
        for match in matches
    )
    headers = ", ".join(f"“{short(match.header)}”" for match in matches if match.index in bare)
    if of_year:
        note = say("{headers} are taken to be of one year, not of the whole life of a project.", headers=headers)
        return settled, [note], [Question(QUESTION, note, ((WHOLE_LIFE, say("Of the whole life")),))]
    note = say("{headers} are taken to be of the whole life of a project, not of one year.", headers=headers)
    return settled, [note], [Question(QUESTION, note, ((YEAR, say("Of one year")),))]


def _is_bare(match: ColumnMatch) -> bool:
    """Whether a column of money says budget, actual or forecast and nothing of a year or the whole life."""
    return match.field in {*_WHOLE, *_OF_YEAR} and read_header(match.header).words <= _BARE


def _field(field: str, *, of_year: bool) -> str | None:
    return _OF_YEAR.get(field, field) if of_year else _WHOLE.get(field, field)
