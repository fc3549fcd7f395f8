"""The board pack: a recipe's sections, asked of the workspace as it stood in a period, drawn in order into one PDF."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import Level, PeriodState
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.period import ReportingPeriod
from pmo_desktop.reports.paper import Imprint, Paper
from pmo_desktop.reports.sections import SECTIONS
from pmo_desktop.reports.sections.carried import draw_carried
from pmo_desktop.reports.sections.section import Material, Section
from pmo_desktop.reports.told import ToldPage
from pmo_desktop.services import periods
from pmo_desktop.services.archive import asked_for, issued_before
from pmo_desktop.services.files import save
from pmo_desktop.services.formats import show_date
from pmo_desktop.services.freezing import as_it_stood
from pmo_desktop.services.insights.entries import Standing, standing
from pmo_desktop.services.narrowing import narrowed, scope_names
from pmo_desktop.services.recipes import TITLES, RecipeSeen, RecipeUsed, recipe_named, recipe_used
from pmo_desktop.services.settings import settings_of
from pmo_desktop.storage.workspace import Workspace
from pmo_desktop.text import say

Progress = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class Pack:
    """A written pack: its bytes, how many pages, the first page of each section in it, and the titles left out.

    `titles` are our own titles by section and project, also where the user gave another, and `starts` the pages they
    stand on; `asked` the references of the decisions it asks for. `is_kept`: a frozen period keeps its recipe.
    `told` is what its pages tell, and `deck` the brand's slide template, for a deck or a workbook of the same content.
    """

    content: bytes
    pages: int
    first_pages: tuple[tuple[str, int], ...]
    left_out: tuple[str, ...]
    is_draft: bool
    recipe: RecipeSeen | None = None
    titles: Mapping[str, str] = field(default_factory=dict[str, str])
    starts: Mapping[str, int] = field(default_factory=dict[str, int])
    asked: tuple[str, ...] = ()
    is_kept: bool = False
    told: tuple[ToldPage, ...] = ()
    title: str = ""
    author: str = ""
    deck: bytes | None = None


def _no_progress(fraction: float, words: str) -> None:
    del fraction, words


def make_pack(workspace: Workspace, period: str = "", recipe: str = "", progress: Progress = _no_progress) -> Pack:
    """Make the pack of a period (the newest if not named) by a recipe (the first if not named).

    The same state of the workspace gives the same bytes. A frozen period is reported from the copy kept of it, by the
    recipe as it stood then; only a recipe that was made later is today's. `progress` is told a fraction, 0 to 1, and
    what is being drawn; what it raises ends the work.

    Raises:
        PmoError: there is no period yet, or no period or recipe of that name.
    """
    with workspace.reading() as session:
        found = _period(session, period)
        name, period_key, is_frozen = found.name, found.key, found.state is PeriodState.FROZEN
        key = _recipe_key(session, recipe, is_frozen=is_frozen)
        today = recipe_used(session, key, period_key) if key else None
    with ExitStack() as on_end:
        stood = as_it_stood(workspace, name)
        on_end.callback(stood.close)
        with stood.reading() as session:
            key = key or recipe_named(session, recipe).key
            kept = recipe_used(session, key, period_key)
        used = kept or today
        if used is None:
            raise PmoError(say("There is no recipe “{name}” any more.", name=recipe))
        narrow = narrowed(stood, used.recipe.scope) if used.recipe.scope else stood
        on_end.callback(narrow.close)
        with narrow.reading() as session:
            made = _make(session, periods.period_named(session, name), used, stood.chain_head(), progress)
        return replace(made, is_kept=is_frozen and kept is not None)


def _recipe_key(session: Session, name: str, *, is_frozen: bool) -> int | None:
    """The key of the recipe as it is called today; none for one that only the copy of a frozen period may know."""
    try:
        return recipe_named(session, name).key
    except PmoError:
        if is_frozen and name:
            return None
        raise


def written(pack: Pack, kind: str, password: str = "") -> bytes:
    """A pack as a file of a kind: pdf, pptx or xlsx, all three with the same content.

    With a `password`, the PDF opens with it alone: it is encrypted with AES-256, by a new key each time.

    Raises:
        PmoError: the kind is another one, the brand's slide template cannot be read, or it is no PDF that is protected.
    """
    if password and kind != "pdf":
        raise PmoError(say("Only a PDF can be protected by a password. Write it as .pdf."))
    if kind == "pdf":
        from pmo_desktop.reports.protection import protected

        return protected(pack.content, password) if password else pack.content
    if kind == "pptx":
        from pmo_desktop.reports.deck import make_deck

        return make_deck(pack.told, pack.title, pack.author, pack.deck)
    if kind == "xlsx":
        from pmo_desktop.reports.book import make_book

        return make_book(pack.told, pack.title, pack.author)
    raise PmoError(say("A pack is written as .pdf, .pptx or .xlsx, not as .{kind}.", kind=kind or "?"))


def write_pack(workspace: Workspace, out: Path, period: str = "", recipe: str = "", password: str = "") -> Pack:
    """Make a pack and write it to `out`, whole or not at all, as the ending of its name says.

    Raises:
        PmoError: as `make_pack` and `written`, or the file cannot be written.
    """
    pack = make_pack(workspace, period, recipe)
    save(written(pack, out.suffix.lower().removeprefix("."), password), out)
    return pack


def _period(session: Session, name: str) -> ReportingPeriod:
    if name:
        return periods.period_named(session, name)
    newest = periods.current_period(session)
    if newest is None:
        raise PmoError(
            say("There is no reporting period yet, so nothing to report. Import a register or open a period first.")
        )
    return newest


def _make(session: Session, period: ReportingPeriod, used: RecipeUsed, chain_head: str, progress: Progress) -> Pack:
    stands, recipe = standing(session, period), used.recipe
    before = issued_before(session, recipe.key, period.ends_on)
    material = Material(session, stands, recipe, against=before.issued_on if before else None)
    wanted = [section for key in recipe.sections for section in SECTIONS if section.key == key]
    answers = _ask(wanted, material, progress)
    paper = Paper(_imprint(session, stands, used, chain_head), written=used.written)
    first_pages: list[tuple[str, int]] = []
    for number, (section, answer) in enumerate(answers):
        progress(0.3 + 0.65 * number / len(answers), section.title)
        first_pages.append((section.key, paper.page_count + 1))
        paper.begin(section.key, section.choices(recipe))
        section.draw(paper, answer)
    draw_carried(paper)
    content = paper.finish()
    progress(1.0, "")
    left_out = tuple(section.title for section in wanted if section.key not in {key for key, _ in first_pages})
    is_draft = not stands.period.is_frozen
    pages = tuple(first_pages)
    return Pack(
        content, paper.page_count, pages, left_out, is_draft, recipe, paper.titles, paper.starts, asked_for(session),
        told=tuple(paper.told), title=paper.imprint.title, author=paper.imprint.author, deck=used.deck,
    )  # fmt: skip


def _ask(wanted: list[Section[Any]], material: Material, progress: Progress) -> list[tuple[Section[Any], Any]]:
    """The sections that have something to say, in order; control is asked last, so that it can list the others."""
    answers: dict[str, Any] = {}
    for number, section in enumerate(sorted(wanted, key=lambda each: each.key == "control")):
        progress(0.3 * number / len(wanted), section.title)
        left_out = tuple(each.title for each in wanted if answers.get(each.key, ...) is None)
        answers[section.key] = section.ask(replace(material, left_out=left_out))
    return [(section, answers[section.key]) for section in wanted if answers[section.key] is not None]


def _imprint(session: Session, stands: Standing, used: RecipeUsed, chain_head: str) -> Imprint:
    about = ", ".join(scope_names(session, used.recipe.scope)) or stands.organisation or stands.office
    return Imprint(
        title=document_title(used.recipe.level, about if used.recipe.scope else "", stands.period.name),
        office=stands.office,
        portfolio=about,
        period=stands.period.name,
        classification=used.recipe.classification or settings_of(session).classification,
        data_date=show_date(stands.period.cut_off_on),
        audit_head=chain_head[:12],
        author=stands.office,
        draft=not stands.period.is_frozen,
        accent=used.accent,
        logo=used.logo,
    )


def document_title(level: Level, about: str, period: str) -> str:
    """What a document calls itself, such as “Programme report, Network 2030, November 2026”."""
    return ", ".join(part for part in (say(TITLES[level]), about, period) if part)
