"""The pages of the window, in the order of the rail. To add one: `ui/<name>/page.py`, a function and a line here."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pmo_desktop.numbers import show_number
from pmo_desktop.text import N_

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.jobs import Jobs
    from pmo_desktop.ui.page import Page


@dataclass(frozen=True, slots=True)
class PageCommand:
    """Something a page can do, offered in a menu and in the palette even before the page was ever opened.

    Running it opens the page and calls its method `method` without arguments.
    """

    title: str
    method: str
    menu: str
    picture: str = ""
    shortcut: str = ""


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page: what the rail shows, which menu leads to it, and how it is made when first opened.

    `title`, `group` and `menu` are marked with `N_` and translated when shown. `count` gives what stands at the right
    of the rail's item, from a reading session, and `counted` names the tables it follows from. A page that is not
    `in_rail` is reached by an action alone; while it is shown, the rail marks the page it stands `under`.
    """

    key: str
    title: str
    picture: str
    make: "Callable[[Document, Jobs], Page]"
    group: str = ""
    menu: str = ""
    commands: tuple[PageCommand, ...] = ()
    count: "Callable[[Session], str] | None" = None
    counted: frozenset[str] = frozenset()
    in_rail: bool = True
    under: str = ""


def _home(document: "Document", jobs: "Jobs") -> "Page":
    from pmo_desktop.ui.home.page import HomePage

    return HomePage(document, jobs)


def _register(document: "Document", jobs: "Jobs") -> "Page":
    from pmo_desktop.ui.register.page import RegisterPage

    return RegisterPage(document, jobs)


def _portfolio(document: "Document", jobs: "Jobs") -> "Page":
    from pmo_desktop.ui.portfolio.page import PortfolioPage

    return PortfolioPage(document, jobs)


def _project(document: "Document", jobs: "Jobs") -> "Page":
    from pmo_desktop.ui.project.page import ProjectPage

    return ProjectPage(document, jobs)


def _changed(document: "Document", jobs: "Jobs") -> "Page":
    from pmo_desktop.ui.changed.page import ChangedPage

    return ChangedPage(document, jobs)


def _reports(document: "Document", jobs: "Jobs") -> "Page":
    from pmo_desktop.ui.register.page import ReportsPage

    return ReportsPage(document, jobs)


def _returns(document: "Document", jobs: "Jobs") -> "Page":
    from pmo_desktop.ui.returns.page import ReturnsPage

    return ReturnsPage(document, jobs)


def _merge(document: "Document", jobs: "Jobs") -> "Page":
    from pmo_desktop.ui.merging.page import MergePage

    return MergePage(document, jobs)


def _import(document: "Document", jobs: "Jobs") -> "Page":
    from pmo_desktop.ui.importing.page import ImportPage

    return ImportPage(document, jobs)


def _log(key: str) -> "Callable[[Document, Jobs], Page]":
    def make(document: "Document", jobs: "Jobs") -> "Page":
        from pmo_desktop.ui.logs.page import LogPage

        return LogPage(document, jobs, key)

    return make


def _shown(count: int) -> str:
    """What stands in the rail: nothing for none."""
    return show_number(count, 0) if count else ""


def _decision_count(session: "Session") -> str:
    from pmo_desktop.services.insights.counts import open_decisions

    return _shown(open_decisions(session))


def _open_count(session: "Session") -> str:
    from pmo_desktop.services.insights.counts import open_items

    return _shown(open_items(session))


def _project_count(session: "Session") -> str:
    from pmo_desktop.domain.project import Project
    from pmo_desktop.services.insights.counts import count

    return _shown(count(session, Project)) or "0"


def _report_count(session: "Session") -> str:
    from pmo_desktop.services.insights.counts import reports_in

    done, expected = reports_in(session)
    return f"{done}/{expected}" if expected else ""


def _charter(document: "Document", jobs: "Jobs") -> "Page":
    from pmo_desktop.ui.charter.page import CharterPage

    return CharterPage(document, jobs)


def _responsibilities(document: "Document", jobs: "Jobs") -> "Page":
    from pmo_desktop.ui.responsibilities.page import ResponsibilitiesPage

    return ResponsibilitiesPage(document, jobs)


def _services(document: "Document", jobs: "Jobs") -> "Page":
    from pmo_desktop.ui.services.page import ServicesPage

    return ServicesPage(document, jobs)


def _governance(document: "Document", jobs: "Jobs") -> "Page":
    from pmo_desktop.ui.governance.page import GovernancePage

    return GovernancePage(document, jobs)


def _stakeholders(document: "Document", jobs: "Jobs") -> "Page":
    from pmo_desktop.ui.stakeholders.page import StakeholdersPage

    return StakeholdersPage(document, jobs)


def _offices(document: "Document", jobs: "Jobs") -> "Page":
    from pmo_desktop.ui.offices.page import OfficesPage

    return OfficesPage(document, jobs)


def _assessments(document: "Document", jobs: "Jobs") -> "Page":
    from pmo_desktop.ui.assessments.page import AssessmentsPage

    return AssessmentsPage(document, jobs)


def _board_pack(document: "Document", jobs: "Jobs") -> "Page":
    from pmo_desktop.ui.board_pack.page import BoardPackPage

    return BoardPackPage(document, jobs)


def _deployment(document: "Document", jobs: "Jobs") -> "Page":
    from pmo_desktop.ui.deployment.page import DeploymentPage

    return DeploymentPage(document, jobs)


def _method(document: "Document", jobs: "Jobs") -> "Page":
    from pmo_desktop.ui.method.page import MethodPage

    return MethodPage(document, jobs)


def _knowledge(document: "Document", jobs: "Jobs") -> "Page":
    from pmo_desktop.ui.knowledge.page import KnowledgePage

    return KnowledgePage(document, jobs)


def _value(document: "Document", jobs: "Jobs") -> "Page":
    from pmo_desktop.ui.value.page import ValuePage

    return ValuePage(document, jobs)


def _central(document: "Document", jobs: "Jobs") -> "Page":
    from pmo_desktop.ui.central.page import CentralPage

    return CentralPage(document, jobs)


PAGES: tuple[PageSpec, ...] = (
    PageSpec("home", N_("Home"), "home", _home),
    PageSpec(
        "register",
        N_("Register"),
        "register",
        _register,
        menu=N_("Register"),
        commands=(
            PageCommand(N_("New project…"), "add_record", N_("Register"), "plus", "Ctrl+N"),
            PageCommand(N_("Write a report"), "write_report", N_("Register"), "edit"),
            PageCommand(N_("Edit selected projects…"), "edit_selected", N_("Register"), "edit"),
            PageCommand(N_("Save as a new view…"), "save_view", N_("Register"), "eye"),
            PageCommand(N_("Show as a table"), "show_table", N_("Register"), "register"),
            PageCommand(N_("Show as a board by stage"), "show_board", N_("Register"), "board"),
            PageCommand(N_("Show as a roadmap"), "show_roadmap", N_("Register"), "roadmap"),
        ),
        count=_project_count,
        counted=frozenset({"project"}),
    ),
    PageSpec(
        "decisions",
        N_("Decisions"),
        "decisions",
        _log("decisions"),
        group=N_("Delivery"),
        menu=N_("Register"),
        count=_decision_count,
        counted=frozenset({"decision"}),
    ),
    PageSpec(
        "raid",
        N_("RAID"),
        "raid",
        _log("raid"),
        group=N_("Delivery"),
        menu=N_("Register"),
        count=_open_count,
        counted=frozenset({"risk", "issue", "action"}),
    ),
    PageSpec("plans", N_("Plans"), "flag", _log("plans"), group=N_("Delivery"), menu=N_("Register")),
    PageSpec("benefits", N_("Benefits"), "trend-up", _log("benefits"), group=N_("Delivery"), menu=N_("Register")),
    PageSpec("resources", N_("Resources"), "people", _log("resources"), group=N_("Delivery"), menu=N_("Register")),
    PageSpec("portfolio", N_("Portfolio"), "chart", _portfolio, group=N_("Delivery"), menu=N_("Register")),
    PageSpec("structure", N_("Structure"), "group", _log("structure"), group=N_("Delivery"), menu=N_("Register")),
    PageSpec(
        "charter",
        N_("Charter"),
        "document",
        _charter,
        group=N_("PMO"),
        menu=N_("PMO"),
        commands=(
            PageCommand(N_("Compare versions of the charter"), "compare", N_("PMO"), "compare"),
            PageCommand(N_("Export the charter as PDF…"), "export_pdf", N_("PMO"), "pdf"),
            PageCommand(N_("Export the charter as a Word document…"), "export_docx", N_("PMO"), "export"),
            PageCommand(N_("About the office"), "open_office", N_("PMO"), "office"),
        ),
    ),
    PageSpec(
        "responsibilities",
        N_("Responsibilities"),
        "matrix",
        _responsibilities,
        group=N_("PMO"),
        menu=N_("PMO"),
        commands=(
            PageCommand(N_("New activity of the matrix…"), "add_activity", N_("PMO"), "plus"),
            PageCommand(N_("Parties of the matrix…"), "edit_parties", N_("PMO"), "people"),
            PageCommand(N_("Print what the PMO does and does not do…"), "print_duties", N_("PMO"), "print"),
        ),
    ),
    PageSpec("services", N_("Services"), "services", _services, group=N_("PMO"), menu=N_("PMO")),
    PageSpec(
        "governance",
        N_("Governance"),
        "gate",
        _governance,
        group=N_("PMO"),
        menu=N_("PMO"),
        commands=(PageCommand(N_("Export the calendar of meetings…"), "export_calendar", N_("PMO"), "calendar"),),
    ),
    PageSpec("stakeholders", N_("Stakeholders"), "person", _stakeholders, group=N_("PMO"), menu=N_("PMO")),
    PageSpec("offices", N_("Offices"), "office", _offices, group=N_("PMO"), menu=N_("PMO")),
    PageSpec(
        "deployment",
        N_("Deployment"),
        "calendar",
        _deployment,
        group=N_("PMO"),
        menu=N_("PMO"),
        commands=(PageCommand(N_("Begin the deployment plan…"), "begin_plan", N_("PMO"), "calendar"),),
    ),
    PageSpec("central", N_("Central registers"), "folder", _central, group=N_("PMO"), menu=N_("PMO")),
    PageSpec(
        "value",
        N_("Value"),
        "chart",
        _value,
        group=N_("PMO"),
        menu=N_("PMO"),
        commands=(PageCommand(N_("Write the page on the PMO’s value…"), "write_value", N_("PMO"), "pdf"),),
    ),
    PageSpec(
        "method",
        N_("Method"),
        "bookmark",
        _method,
        group=N_("PMO"),
        menu=N_("PMO"),
        commands=(PageCommand(N_("Give a lifecycle to a project…"), "give_lifecycle", N_("PMO"), "bookmark"),),
    ),
    PageSpec(
        "assessments",
        N_("Assessments"),
        "assessments",
        _assessments,
        group=N_("Improve"),
        menu=N_("Assess"),
        commands=(
            PageCommand(N_("Begin an assessment…"), "begin", N_("Assess"), "plus"),
            PageCommand(N_("Plan an assessment…"), "plan", N_("Assess"), "calendar"),
            PageCommand(N_("Write the report of the assessment…"), "write_report", N_("Assess"), "pdf"),
        ),
    ),
    PageSpec(
        "knowledge",
        N_("Knowledge"),
        "knowledge",
        _knowledge,
        group=N_("Improve"),
        menu=N_("PMO"),
        commands=(PageCommand(N_("Search lessons and practices"), "find_words", N_("PMO"), "search"),),
    ),
    PageSpec(
        "reports",
        N_("Status reports"),
        "report",
        _reports,
        group=N_("Report"),
        menu=N_("Report"),
        count=_report_count,
        counted=frozenset({"status_report", "reporting_period", "project"}),
    ),
    PageSpec("changed", N_("What changed"), "compare", _changed, group=N_("Report"), menu=N_("Report")),
    PageSpec(
        "board_pack",
        N_("Board pack"),
        "pack",
        _board_pack,
        group=N_("Report"),
        menu=N_("Report"),
        commands=(PageCommand(N_("Write the board pack…"), "write_pdf", N_("Report"), "pdf", "Ctrl+P"),),
    ),
    PageSpec("project", N_("Project"), "register", _project, in_rail=False, under="register"),
    PageSpec("import", N_("Import a register"), "import", _import, in_rail=False, under="register"),
    PageSpec(
        "returns",
        N_("Returns"),
        "comment",
        _returns,
        menu=N_("Report"),
        commands=(
            PageCommand(N_("Send returns…"), "send", N_("Report"), "export"),
            PageCommand(N_("Read returns…"), "read", N_("Report"), "import"),
        ),
        in_rail=False,
        under="reports",
    ),
    PageSpec(
        "merge",
        N_("Merge a copy"),
        "copy",
        _merge,
        commands=(PageCommand(N_("Merge a copy…"), "ask_copy", N_("File"), "copy"),),
        in_rail=False,
        under="register",
    ),
)
