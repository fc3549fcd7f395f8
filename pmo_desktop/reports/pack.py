"""The board pack: a recipe's sections, asked of the workspace as it stood in a period, drawn in order into one PDF."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.period import ReportingPeriod
from pmo_desktop.domain.recipe import Recipe
from pmo_desktop.reports.paper import Imprint, Paper
from pmo_desktop.reports.sections import SECTIONS
from pmo_desktop.reports.sections.section import Material, Section
from pmo_desktop.services import periods
from pmo_desktop.services.formats import show_date
from pmo_desktop.services.freezing import as_it_stood
from pmo_desktop.services.insights.entries import Standing, standing
from pmo_desktop.services.settings import settings_of
from pmo_desktop.storage.workspace import Workspace
from pmo_desktop.text import say

Progress = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class Pack:
    """A written pack: its bytes, how many pages, the first page of each section in it, and the titles left out."""

    content: bytes
    pages: int
    first_pages: tuple[tuple[str, int], ...]
    left_out: tuple[str, ...]
    is_draft: bool


def _no_progress(fraction: float, words: str) -> None:
    del fraction, words


def make_pack(workspace: Workspace, period: str = "", recipe: str = "", progress: Progress = _no_progress) -> Pack:
    """Make the pack of a period (the newest if not named) by a recipe (the first if not named).

    The same state of the workspace gives the same bytes. A frozen period is reported from the copy kept of it; the
    recipe, which only says what to show of it, is today's. `progress` is told a fraction, 0 to 1, and what is being
    drawn; what it raises ends the work.

    Raises:
        PmoError: there is no period yet, or no period or recipe of that name.
    """
    with workspace.reading() as session:
        name, chosen = _period(session, period).name, _recipe(session, recipe)
    stood = as_it_stood(workspace, name)
    try:
        with stood.reading() as session:
            found = periods.period_named(session, name)
            return _make(session, found, chosen, stood.chain_head(), progress)
    finally:
        stood.close()


def write_pack(workspace: Workspace, out: Path, period: str = "", recipe: str = "") -> Pack:
    """Make a pack and write it to `out`, whole or not at all.

    Raises:
        PmoError: as `make_pack`, or the file cannot be written.
    """
    pack = make_pack(workspace, period, recipe)
    save(pack.content, out)
    return pack


def save(content: bytes, out: Path) -> None:
    """Write `content` to `out`, whole or not at all.

    Raises:
        PmoError: the file cannot be written, or another kind of file bears that name.
    """
    if out.is_file() and out.stat().st_size and not _is_pdf(out):
        raise PmoError(
            say("“{name}” is a file of another kind and was not overwritten. Choose another name.", name=out.name)
        )
    part = out.with_name(out.name + ".part")
    try:
        part.write_bytes(content)
        part.replace(out)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise PmoError(
            say(
                "“{name}” cannot be written: {reason}. Choose another folder, or close the file elsewhere.",
                name=out,
                reason=error.strerror,
            )
        ) from None


def _is_pdf(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(5) == b"%PDF-"
    except OSError:
        return True  # writing will say what is wrong with it


def _period(session: Session, name: str) -> ReportingPeriod:
    if name:
        return periods.period_named(session, name)
    newest = periods.current_period(session)
    if newest is None:
        raise PmoError(
            say("There is no reporting period yet, so nothing to report. Import a register or open a period first.")
        )
    return newest


def _recipe(session: Session, name: str) -> Recipe:
    found = list(session.scalars(select(Recipe).order_by(Recipe.key)))
    for recipe in found:
        if not name or recipe.name.casefold() == name.casefold():
            return recipe
    names = ", ".join(recipe.name for recipe in found) or say("none yet")
    raise PmoError(say("There is no recipe “{name}”. The recipes are: {names}.", name=name, names=names))


def _make(session: Session, period: ReportingPeriod, recipe: Recipe, chain_head: str, progress: Progress) -> Pack:
    stands = standing(session, period)
    material = Material(session, stands, recipe.name, recipe.audience, recipe.distribution, recipe.one_pagers)
    wanted = [section for key in recipe.sections.split() for section in SECTIONS if section.key == key]
    answers = _ask(wanted, material, progress)
    paper = Paper(_imprint(session, stands, chain_head))
    first_pages: list[tuple[str, int]] = []
    for number, (section, answer) in enumerate(answers):
        progress(0.3 + 0.65 * number / len(answers), section.title)
        first_pages.append((section.key, paper.page_count + 1))
        section.draw(paper, answer)
    content = paper.finish()
    progress(1.0, "")
    left_out = tuple(section.title for section in wanted if section.key not in {key for key, _ in first_pages})
    return Pack(content, paper.page_count, tuple(first_pages), left_out, not stands.period.is_frozen)


def _ask(wanted: list[Section[Any]], material: Material, progress: Progress) -> list[tuple[Section[Any], Any]]:
    """The sections that have something to say, in order; control is asked last, so that it can list the others."""
    answers: dict[str, Any] = {}
    for number, section in enumerate(sorted(wanted, key=lambda each: each.key == "control")):
        progress(0.3 * number / len(wanted), section.title)
        left_out = tuple(each.title for each in wanted if answers.get(each.key, ...) is None)
        answers[section.key] = section.ask(replace(material, left_out=left_out))
    return [(section, answers[section.key]) for section in wanted if answers[section.key] is not None]


def _imprint(session: Session, stands: Standing, chain_head: str) -> Imprint:
    settings = settings_of(session)
    organisation = stands.organisation or stands.office
    return Imprint(
        title=say("Board pack, {period}", period=stands.period.name),
        office=stands.office,
        portfolio=organisation,
        period=stands.period.name,
        classification=settings.classification,
        data_date=show_date(stands.period.cut_off_on),
        audit_head=chain_head[:12],
        author=stands.office,
        draft=not stands.period.is_frozen,
    )
