"""Which registers share a page, what they are filtered by, and how they are sorted at first."""

from dataclasses import dataclass

from pmo_desktop.domain.central import CentralKind
from pmo_desktop.domain.choices import ItemState
from pmo_desktop.services.registers import Filter
from pmo_desktop.services.registry import Register, register_named
from pmo_desktop.text import N_, say
from pmo_desktop.ui.widgets.table.source import Sort

_OPEN = (Filter("state", "one of", (ItemState.OPEN,)),)
_SOONEST: Sort = (("due_on", True),)


@dataclass(frozen=True, slots=True)
class Log:
    """One register on a page. `new` is the title of the button that adds a row; `empty` why there may be none yet.

    `columns` are those shown at first, if not the register's own; `title` that of the tab, if not the register's;
    `given` the values a new row starts with, as pairs.
    """

    table: str
    new: str
    empty: str
    offered: tuple[str, ...] = ()
    sort: Sort = ()
    filters: tuple[Filter, ...] = ()
    columns: tuple[str, ...] = ()
    title: str = ""
    given: tuple[tuple[str, object], ...] = ()

    @property
    def heading(self) -> str:
        """The title of its tab in the user's language."""
        return say(self.title or self.register.title)

    @property
    def register(self) -> Register:
        """The register it shows."""
        return register_named(self.table)


@dataclass(frozen=True, slots=True)
class LogSpec:
    """One page: its title, and its registers, each in a tab of its own."""

    title: str
    logs: tuple[Log, ...]


_RISKS = Log(
    "risk",
    N_("New risk"),
    N_("A risk is something that may happen: its cause, the event and the effect."),
    ("state", "level", "owner", "project_key"),
    (("current_score", False),),
    _OPEN,
    (
        "title", "project_key", "current_score", "target_score", "owner", "due_on", "response", "level", "proximity",
        "probability", "impact", "reference", "state",
    ),
)  # fmt: skip
_ISSUES = Log(
    "issue",
    N_("New issue"),
    N_("An issue is something that is going wrong now."),
    ("state", "severity", "level", "owner", "project_key"),
    (("severity", False), *_SOONEST),
    _OPEN,
)
_ACTIONS = Log(
    "action",
    N_("New action"),
    N_("An action has one owner and one day."),
    ("state", "owner", "authority", "project_key"),
    _SOONEST,
    _OPEN,
)
_DECISIONS = Log(
    "decision",
    N_("New decision"),
    N_("Ask the board one question at a time, with its options, and say what waiting costs."),
    ("kind", "outcome", "level", "owner", "project_key"),
    (("decide_by_on", True),),
    (),
    (
        "title", "decide_by_on", "project_key", "owner", "level", "cost_of_delay", "kind", "outcome", "decided_on",
        "reference",
    ),
)  # fmt: skip
_OPTIONS = Log(
    "decision_option",
    N_("New option"),
    N_("Every decision deserves at least two options, and doing nothing is one."),
    ("decision_key", "is_recommended"),
    (("decision_key", True),),
)
_MILESTONES = Log(
    "milestone",
    N_("New milestone"),
    N_("Milestones are the dates a project is watched by."),
    ("kind", "is_key", "project_key"),
    (("forecast_on", True),),
)
_MONEY = Log(
    "money_line",
    N_("New amount"),
    N_("Amounts by month draw the cost profile: baseline, actual and forecast."),
    ("kind", "category", "project_key"),
    (("project_key", True), ("month_on", True)),
)
_BENEFITS = Log(
    "benefit",
    N_("New benefit"),
    N_("A benefit has a unit, a baseline, a target and an owner."),
    ("kind", "owner", "project_key"),
    _SOONEST,
)
_PROGRAMMES = Log("programme", N_("New programme"), N_("A programme leads projects together."), ("portfolio_key",))
_PORTFOLIOS = Log("portfolio", N_("New portfolio"), N_("A portfolio shares one budget."), ("owner",))
_OBJECTIVES = Log(
    "strategic_objective", N_("New objective"), N_("Objectives are what projects are chosen by."), ("owner",)
)
_ASSUMPTIONS = Log(
    "assumption",
    N_("New assumption"),
    N_("An assumption is what the plan takes for true until somebody has checked it."),
    ("state", "level", "owner", "project_key"),
    _SOONEST,
    _OPEN,
)
_DEPENDENCIES = Log(
    "dependency",
    N_("New dependency"),
    N_("A dependency is what one project gets from another, or gives to it, by a day both know."),
    ("state", "direction", "project_key", "other_key", "level"),
    (("needed_by_on", True),),
    _OPEN,
)
_CHANGES = Log(
    "change_request",
    N_("New change"),
    N_("A change request says what should be different, and what that does to scope, cost and date."),
    ("verdict", "level", "project_key"),
    (("decide_by_on", True),),
)
_GATES = Log(
    "gate",
    N_("New gate"),
    N_("A gate is where a project is looked at before it may go on."),
    ("verdict", "project_key", "chair"),
    (("planned_on", True),),
)
_CRITERIA_OF_GATES = Log(
    "gate_criterion",
    N_("New criterion"),
    N_("Criteria say what must hold to pass a gate, and what shows that it does."),
    ("gate_key", "is_met"),
    (("gate_key", True),),
)
_BASELINES = Log(
    "baseline",
    N_("New baseline"),
    N_("A baseline is what was approved of a project's dates and money, version by version."),
    ("project_key",),
    (("project_key", True), ("version", False)),
)
_RECOVERIES = Log(
    "recovery",
    N_("New recovery"),
    N_("A recovery says why a project is being brought back, by whom, and when it counts as brought back."),
    ("project_key", "owner"),
    (("begun_on", False),),
)
_MEASUREMENTS = Log(
    "benefit_measure",
    N_("New measurement"),
    N_("Measurements show, day by day, how much of a benefit has come."),
    ("benefit_key",),
    (("measured_on", False),),
)
_ROLES = Log("role", N_("New role"), N_("A role is what people are needed as, such as business analyst."))
_PEOPLE = Log(
    "person", N_("New person"), N_("People fill roles and are promised to projects."), ("role_key", "organisation")
)
_CAPACITY = Log(
    "role_capacity",
    N_("New capacity"),
    N_("Capacity is how many people of a role there are in a month."),
    ("role_key",),
    (("role_key", True), ("month_on", True)),
)
_DEMAND = Log(
    "demand",
    N_("New demand"),
    N_("Demand is how many people of a role a project wants in a month."),
    ("project_key", "role_key"),
    (("project_key", True), ("month_on", True)),
)
_ALLOCATIONS = Log(
    "allocation",
    N_("New allocation"),
    N_("An allocation promises a share of a person to a project for a month."),
    ("person_key", "project_key"),
    (("person_key", True), ("month_on", True)),
)
_DOCUMENTS = Log(
    "document",
    N_("New document"),
    N_("Documents are links, or files kept inside the workspace."),
    ("project_key",),
    (("title", True),),
)
_CRITERIA = Log("criterion", N_("New criterion"), N_("Criteria are what projects are compared by."))
_SCORES = Log(
    "criterion_score",
    N_("New score"),
    N_("Scores give each project its points on each criterion."),
    ("project_key", "criterion_key"),
    (("project_key", True),),
)
_SERVICES = Log(
    "service",
    N_("New service"),
    N_("A service is what the PMO does for others: for whom, at what effort, and how well."),
    ("state", "group", "role", "owner"),
    (("group", True), ("title", True)),
)
_REQUESTS = Log(
    "service_request",
    N_("New request"),
    N_("Requests show who asks for which service, and what came of it."),
    ("service_key", "project_key"),
    (("asked_on", False),),
)
_BODIES = Log(
    "governance_body",
    N_("New body"),
    N_("Governance bodies decide what projects may not decide for themselves."),
    ("level",),
    (("level", False),),
)
_MEETINGS = Log(
    "meeting", N_("New meeting"), N_("Meetings are when a body decides."), ("body_key",), (("held_on", True),)
)
_STAKEHOLDERS = Log(
    "stakeholder",
    N_("New stakeholder"),
    N_("Stakeholders can help or hinder: note how far they are from where they are needed."),
    ("project_key", "support", "owner"),
    (("influence", False),),
)
_SIGN_OFFS = Log(
    "sign_off",
    N_("New sign-off"),
    N_("Sign-offs are what stakeholders have to agree to in writing."),
    ("stakeholder_key",),
    _SOONEST,
)
_DEPLOYMENT = Log(
    "deployment_activity",
    N_("New activity"),
    N_("The deployment plan takes an office from its first day to its improvement."),
    ("phase", "owner"),
    (("phase", True), ("baseline_start_on", True)),
    title=N_("Activities"),
)
_STAFF = Log(
    "person",
    N_("New person"),
    N_("The people that the office keeps for all projects, promised to them month by month."),
    ("role_key", "is_central"),
    (("name", True),),
    (Filter("is_central", "one of", (True,)),),
    ("name", "role_key", "fte", "cost_per_year", "saving_per_year", "saving_is_measured", "is_central"),
    title=N_("Staff"),
    given=(("is_central", True),),
)
_SUPPLIERS = Log(
    "central_item",
    N_("New supplier"),
    N_("Suppliers under one contract for all projects: who they are, until when, and what that saves."),
    ("kind",),
    (("name", True),),
    (Filter("kind", "one of", (CentralKind.SUPPLIER,)),),
    title=N_("Suppliers"),
    given=(("kind", CentralKind.SUPPLIER),),
)
_CUSTOMERS = Log(
    "central_item",
    N_("New customer"),
    N_("Customers that more than one project works for, with one list of what was promised to them."),
    ("kind",),
    (("name", True),),
    (Filter("kind", "one of", (CentralKind.CUSTOMER,)),),
    title=N_("Customers"),
    given=(("kind", CentralKind.CUSTOMER),),
)
_EQUIPMENT = Log(
    "central_item",
    N_("New equipment"),
    N_("Equipment that projects book instead of renting their own."),
    ("kind",),
    (("name", True),),
    (Filter("kind", "one of", (CentralKind.EQUIPMENT,)),),
    title=N_("Equipment"),
    given=(("kind", CentralKind.EQUIPMENT),),
)
_USES = Log("central_use", N_("New use"), N_("Uses say which project works with what."), ("item_key", "project_key"))
_LIFECYCLES = Log("lifecycle", N_("New lifecycle"), N_("A lifecycle is a way to run a project, phase by phase."))
_PHASES = Log(
    "phase",
    N_("New phase"),
    N_("Phases follow each other, each with a gate at its end."),
    ("lifecycle_key",),
    (("lifecycle_key", True), ("position", True)),
)
_ITEMS = Log(
    "method_item",
    N_("New item"),
    N_("Activities, documents and criteria that a phase asks for, and from which class on."),
    ("phase_key", "kind", "from_class"),
    (("phase_key", True),),
)
_WAIVERS = Log(
    "waiver",
    N_("New waiver"),
    N_("A waiver lets a project do without something, because somebody agreed, until some day."),
    ("project_key", "approver"),
    (("expires_on", True),),
)
_TEMPLATES = Log("document_template", N_("New template"), N_("Templates are what projects start their documents from."))
_ISSUED = Log(
    "template_issue",
    N_("New issue of a template"),
    N_("Here stands which project was given which template, in which version."),
    ("template_key", "project_key"),
    (("issued_on", False),),
)
_LESSONS = Log(
    "lesson",
    N_("New lesson"),
    N_("A lesson says what happened, why, and what to do the next time."),
    ("category", "project_class", "project_key"),
    (("learnt_on", False),),
)
_PRACTICES = Log("practice", N_("New practice"), N_("A practice is a way of working worth repeating."), ("category",))
_TRAINING = Log(
    "training",
    N_("New training"),
    N_("Training and coaching, and what came of them."),
    ("person_key", "kind"),
    (("held_on", False),),
)
_COMPETENCE = Log(
    "competence",
    N_("New competence"),
    N_("Competence is what people can do, against what their role needs."),
    ("person_key",),
    (("person_key", True),),
)
_FIGURES = Log(
    "value_figure",
    N_("New figure"),
    N_("Success rate, slip and overspend before the PMO and with it, measured or estimated."),
    ("measure", "is_before"),
    (("measure", True), ("year", True)),
)
_SAVINGS = Log(
    "saving", N_("New saving"), N_("Savings are costs the PMO's services spare others."), ("service_key", "year")
)
_OFFICES = Log(
    "office",
    N_("New office"),
    N_("An office is who looks after projects: the whole organisation's, a department's, or one project's."),
    ("kind", "scope", "authority", "stage"),
)
LOGS: dict[str, LogSpec] = {
    "decisions": LogSpec(N_("Decisions"), (_DECISIONS, _OPTIONS)),
    "raid": LogSpec(N_("RAID"), (_RISKS, _ASSUMPTIONS, _ISSUES, _DEPENDENCIES, _ACTIONS, _CHANGES)),
    "plans": LogSpec(
        N_("Plans"), (_MILESTONES, _GATES, _CRITERIA_OF_GATES, _BASELINES, _MONEY, _RECOVERIES, _DOCUMENTS)
    ),
    "benefits": LogSpec(N_("Benefits"), (_BENEFITS, _MEASUREMENTS)),
    "resources": LogSpec(N_("Resources"), (_DEMAND, _CAPACITY, _ALLOCATIONS, _PEOPLE, _ROLES)),
    "structure": LogSpec(N_("Structure"), (_PROGRAMMES, _PORTFOLIOS, _CRITERIA, _SCORES)),
    "offices": LogSpec(N_("Offices"), (_OFFICES,)),
    "services": LogSpec(N_("Services"), (_SERVICES, _REQUESTS)),
    "governance": LogSpec(N_("Governance"), (_BODIES, _MEETINGS)),
    "stakeholders": LogSpec(N_("Stakeholders"), (_STAKEHOLDERS, _SIGN_OFFS)),
    "deployment": LogSpec(N_("Deployment"), (_DEPLOYMENT,)),
    "value": LogSpec(N_("Value"), (_FIGURES, _SAVINGS, _OBJECTIVES)),
    "central": LogSpec(N_("Central registers"), (_SUPPLIERS, _CUSTOMERS, _EQUIPMENT, _USES, _STAFF, _ALLOCATIONS)),
    "method": LogSpec(N_("Method"), (_LIFECYCLES, _PHASES, _ITEMS, _TEMPLATES, _ISSUED, _WAIVERS)),
    "knowledge": LogSpec(N_("Knowledge"), (_LESSONS, _PRACTICES, _TRAINING, _COMPETENCE)),
}


def page_of(table: str) -> str:
    """The key of the page that shows the register of `table`; that of the projects if no other does."""
    if table == "finding":
        return "assessments"
    found = (key for key, spec in LOGS.items() if any(log.table == table for log in spec.logs))
    return next(found, "register")
