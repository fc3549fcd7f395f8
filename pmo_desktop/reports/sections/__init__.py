"""Every section a pack can have, in the order a board reads them."""

from typing import Any

from pmo_desktop.reports.sections import finance, schedule
from pmo_desktop.reports.sections.section import Section

SECTIONS: tuple[Section[Any], ...] = (schedule.SECTION, finance.SECTION)
