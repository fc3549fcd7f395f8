"""Packs that went out: kept whole, with their hash, who got them, what they asked for and what was decided."""

import hashlib
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import DecisionKind, DecisionOutcome
from pmo_desktop.domain.decision import Decision
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.period import ReportingPeriod
from pmo_desktop.domain.recipe import IssuedPack, PackFile
from pmo_desktop.services.recipes import RecipeSeen
from pmo_desktop.text import say


@dataclass(frozen=True, slots=True)
class Asked:
    """A decision that a pack asked for, and its outcome as it stands now; none while it is open."""

    reference: str
    title: str
    outcome: DecisionOutcome | None
    text: str


@dataclass(frozen=True, slots=True)
class Issued:
    """One pack of the archive; `size` in bytes, `against` the day the pack it compares with was issued."""

    key: int
    recipe: str
    period: str
    issued_on: date
    is_final: bool
    pages: int
    size: int
    sha256: str
    audience: str
    distribution: str
    decided: str
    asked: tuple[Asked, ...]
    against: date | None


def issue(
    session: Session,
    recipe: RecipeSeen,
    period_key: int,
    content: bytes,
    *,
    pages: int,
    is_final: bool,
    issued_on: date,
    asked: tuple[str, ...] = (),
) -> int:
    """Keep a pack as it goes out on a day; gives its key in the archive."""
    sha256 = hashlib.sha256(content).hexdigest()
    if session.scalars(select(PackFile.key).where(PackFile.sha256 == sha256)).first() is None:
        session.add(PackFile(sha256=sha256, content=content))
    period = session.get_one(ReportingPeriod, period_key)
    made = IssuedPack(
        recipe=recipe.name,
        recipe_key=recipe.key,
        period=period.name,
        period_ends_on=period.ends_on,
        issued_on=issued_on,
        is_final=is_final,
        pages=pages,
        sha256=sha256,
        audience=recipe.audience,
        distribution=recipe.distribution,
        asked=" ".join(asked),
    )
    session.add(made)
    session.flush()
    return made.key


def archive(session: Session) -> tuple[Issued, ...]:
    """Every pack that went out, the newest first."""
    found = list(session.scalars(select(IssuedPack).order_by(IssuedPack.issued_on, IssuedPack.key)))
    sizes: dict[str, int] = dict(session.execute(select(PackFile.sha256, func.length(PackFile.content))).all())
    decisions = {each.reference: each for each in session.scalars(select(Decision)) if each.reference}
    return tuple(
        _issued(
            each, sizes.get(each.sha256, 0), decisions, issued_before(session, each.recipe_key, each.period_ends_on)
        )
        for each in reversed(found)
    )


def _issued(pack: IssuedPack, size: int, decisions: dict[str, Decision], against: IssuedPack | None) -> Issued:
    asked = [decisions[reference] for reference in pack.asked.split() if reference in decisions]
    return Issued(
        pack.key,
        pack.recipe,
        pack.period,
        pack.issued_on,
        pack.is_final,
        pack.pages,
        size,
        pack.sha256,
        pack.audience,
        pack.distribution,
        pack.decided,
        tuple(Asked(each.reference, each.title, each.outcome, each.outcome_text) for each in asked),
        against.issued_on if against else None,
    )


def issued_before(session: Session, recipe_key: int, period_ends_on: date) -> IssuedPack | None:
    """The last pack that went out by a recipe for an earlier period; none for the first."""
    earlier = IssuedPack.recipe_key == recipe_key, IssuedPack.period_ends_on < period_ends_on
    newest = IssuedPack.period_ends_on.desc(), IssuedPack.issued_on.desc(), IssuedPack.key.desc()
    return session.scalars(select(IssuedPack).where(*earlier).order_by(*newest).limit(1)).first()


def asked_for(session: Session) -> tuple[str, ...]:
    """The references of the decisions that are asked for and open, in the order of the day they are due."""
    waiting = select(Decision.reference).where(
        Decision.kind == DecisionKind.DECIDE, Decision.outcome.is_(None), Decision.reference != ""
    )
    return tuple(session.scalars(waiting.order_by(Decision.decide_by_on, Decision.reference)))


def note_decided(session: Session, key: int, words: str) -> None:
    """Keep in words what was decided on a pack."""
    session.get_one(IssuedPack, key).decided = words.strip()


def note_distribution(session: Session, key: int, words: str) -> None:
    """Keep who got a pack."""
    session.get_one(IssuedPack, key).distribution = words.strip()


def bytes_of(session: Session, key: int) -> bytes:
    """The pack as it went out, byte for byte.

    Raises:
        PmoError: what is kept is missing or does not have its hash any more.
    """
    issued = session.get_one(IssuedPack, key)
    content = session.scalars(select(PackFile.content).where(PackFile.sha256 == issued.sha256)).one_or_none()
    if content is None or hashlib.sha256(content).hexdigest() != issued.sha256:
        raise PmoError(
            say(
                "The pack of “{period}” in the archive is missing or damaged. Restore it from a backup.",
                period=issued.period,
            )
        )
    return content
