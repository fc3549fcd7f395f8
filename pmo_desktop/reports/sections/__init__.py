"""Every section a pack can have, in the order a board reads them."""

from typing import Any

from pmo_desktop.reports.sections import (
    annex,
    balance,
    benefits,
    control,
    dashboard,
    decisions,
    finance,
    governance,
    movement,
    one_pagers,
    raid,
    resources,
    schedule,
    summary,
)
from pmo_desktop.reports.sections.section import Section

SECTIONS: tuple[Section[Any], ...] = (
    control.SECTION,
    summary.SECTION,
    decisions.SECTION,
    dashboard.SECTION,
    movement.SECTION,
    schedule.SECTION,
    finance.SECTION,
    benefits.SECTION,
    raid.SECTION,
    resources.SECTION,
    balance.SECTION,
    governance.SECTION,
    one_pagers.SECTION,
    annex.SECTION,
)
