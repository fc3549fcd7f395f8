"""What a group of the register comes to: counts and money by rating, the worst, and the projects that drive it."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from pmo_desktop.domain.rules.roll_up import RollUp, roll_up
from pmo_desktop.services import registers
from pmo_desktop.services.registry import PROJECTS


def group_roll_up(session: Session, keys: Sequence[int]) -> tuple[RollUp, dict[str, int]]:
    """The roll-up of some projects by budget at completion, and the keys of the projects it names."""
    found = registers.rows(session, PROJECTS, keys, ["figures.rating", "bac", "name"])
    rolled = roll_up((rating, bac, name) for rating, bac, name in found)
    named = {name: key for key, (_, _, name) in zip(keys, found, strict=True)}
    return rolled, {name: named[name] for name in rolled.drivers}
