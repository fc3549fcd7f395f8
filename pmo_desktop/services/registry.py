"""The registers there are: which entity each holds, what it is called, and the columns it shows at first."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy.orm import InstrumentedAttribute

from pmo_desktop.domain.action import Action
from pmo_desktop.domain.assumption import Assumption
from pmo_desktop.domain.base import Base
from pmo_desktop.domain.baseline import Baseline
from pmo_desktop.domain.benefit import Benefit, BenefitMeasure
from pmo_desktop.domain.capacity import Allocation, Demand, Person, Role, RoleCapacity
from pmo_desktop.domain.central import CentralItem, CentralUse
from pmo_desktop.domain.change_request import ChangeRequest
from pmo_desktop.domain.decision import Decision, DecisionOption
from pmo_desktop.domain.dependency import Dependency
from pmo_desktop.domain.deployment import DeploymentActivity
from pmo_desktop.domain.document import Document
from pmo_desktop.domain.fields import Field, fields_of
from pmo_desktop.domain.figures import Figures
from pmo_desktop.domain.gate import Gate, GateCriterion
from pmo_desktop.domain.governance import GovernanceBody, Meeting
from pmo_desktop.domain.issue import Issue
from pmo_desktop.domain.knowledge import Competence, Practice, Training
from pmo_desktop.domain.lesson import Lesson
from pmo_desktop.domain.method import DocumentTemplate, Lifecycle, MethodItem, Phase, TemplateIssue, Waiver
from pmo_desktop.domain.milestone import Milestone
from pmo_desktop.domain.money_line import MoneyLine
from pmo_desktop.domain.office import Office, StrategicObjective
from pmo_desktop.domain.period import ReportingPeriod, StatusReport
from pmo_desktop.domain.prioritisation import Criterion, CriterionScore
from pmo_desktop.domain.project import Portfolio, Programme, Project
from pmo_desktop.domain.recovery import Recovery
from pmo_desktop.domain.risk import Risk
from pmo_desktop.domain.schema import ENTITIES
from pmo_desktop.domain.service import Service, ServiceRequest
from pmo_desktop.domain.stakeholder import SignOff, Stakeholder
from pmo_desktop.domain.value import Saving, ValueFigure
from pmo_desktop.text import N_


@dataclass(frozen=True, slots=True)
class Register:
    """One register: its entity, its title, the word for one row, and the columns shown at first."""

    entity: type[Base]
    title: str
    one: str
    first_columns: tuple[str, ...]

    @property
    def name(self) -> str:
        """The table's name."""
        return str(self.entity.__tablename__)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a register: a field of the row itself (`name`) or of what hangs on it (`figures.rating`)."""

    name: str
    entity: type[Base]
    field: Field


PROJECTS = Register(
    Project,
    N_("Register"),
    N_("project"),
    (
        "name", "figures.rating", "report.forward_look", "organisation", "stage", "whole_life_cost", "bac", "eac",
        "figures.cost_percent", "forecast_finish_on", "figures.slip_days", "sponsor", "reference",
    ),
)  # fmt: skip
REGISTERS: tuple[Register, ...] = (
    PROJECTS,
    Register(
        Programme, N_("Programmes"), N_("programme"), ("name", "reference", "sponsor", "manager", "portfolio_key")
    ),
    Register(Portfolio, N_("Portfolios"), N_("portfolio"), ("name", "reference", "owner", "description")),
    Register(
        Milestone,
        N_("Milestones"),
        N_("milestone"),
        ("name", "project_key", "kind", "is_key", "baseline_on", "forecast_on", "actual_on", "slip_days"),
    ),
    Register(
        Risk,
        N_("Risks"),
        N_("risk"),
        (
            "title", "project_key", "reference", "probability", "impact", "current_score", "target_score", "owner",
            "response", "due_on", "level", "state",
        ),
    ),
    Register(
        Issue,
        N_("Issues"),
        N_("issue"),
        ("title", "project_key", "reference", "severity", "priority", "owner", "due_on", "level", "state"),
    ),
    Register(
        Action, N_("Actions"), N_("action"), ("title", "project_key", "owner", "due_on", "source", "authority", "state")
    ),
    Register(
        Decision,
        N_("Decisions"),
        N_("decision"),
        ("title", "project_key", "reference", "kind", "owner", "decide_by_on", "cost_of_delay", "level", "outcome"),
    ),
    Register(
        DecisionOption,
        N_("Decision options"),
        N_("option"),
        ("title", "decision_key", "cost", "finish", "benefit", "risk", "is_recommended", "is_chosen"),
    ),
    Register(
        Benefit,
        N_("Benefits"),
        N_("benefit"),
        ("title", "project_key", "kind", "unit", "baseline", "target", "forecast", "actual", "due_on", "owner"),
    ),
    Register(
        MoneyLine, N_("Money by month"), N_("amount"), ("project_key", "month_on", "kind", "category", "amount")
    ),
    Register(
        StrategicObjective,
        N_("Strategic objectives"),
        N_("objective"),
        ("title", "owner", "measure", "target", "weight"),
    ),
    Register(
        Office,
        N_("Offices"),
        N_("office"),
        ("name", "kind", "scope", "authority", "orientation", "stage", "reports_to", "ends_on", "overseen_by_key"),
    ),
    Register(ReportingPeriod, N_("Periods"), N_("period"), ("name", "starts_on", "ends_on", "cut_off_on", "state")),
    Register(
        Assumption,
        N_("Assumptions"),
        N_("assumption"),
        ("title", "project_key", "reference", "if_wrong", "owner", "due_on", "level", "state"),
    ),
    Register(
        Dependency,
        N_("Dependencies"),
        N_("dependency"),
        (
            "title", "project_key", "direction", "other_key", "other_party", "needed_by_on", "promised_on", "late_days",
            "owner", "level", "state",
        ),
    ),
    Register(
        ChangeRequest,
        N_("Changes"),
        N_("change"),
        (
            "title", "project_key", "reference", "cost_effect", "days_effect", "decide_by_on", "level", "verdict",
            "decided_on",
        ),
    ),
    Register(
        Gate, N_("Gates"), N_("gate"),
        ("name", "project_key", "planned_on", "held_on", "verdict", "chair", "milestone_key"),
    ),
    Register(GateCriterion, N_("Gate criteria"), N_("criterion"), ("title", "gate_key", "is_met", "evidence")),
    Register(
        Recovery,
        N_("Recoveries"),
        N_("recovery"),
        ("title", "project_key", "owner", "begun_on", "review_on", "ended_on", "exit_criteria"),
    ),
    Register(
        Baseline,
        N_("Baselines"),
        N_("baseline"),
        ("project_key", "version", "approved_on", "approver", "start_on", "finish_on", "bac", "reason"),
    ),
    Register(BenefitMeasure, N_("Measurements"), N_("measurement"), ("benefit_key", "measured_on", "value", "note")),
    Register(Role, N_("Roles"), N_("role"), ("name", "description")),
    Register(
        Person,
        N_("People"),
        N_("person"),
        ("name", "role_key", "organisation", "fte", "cost_per_year", "is_external", "is_central"),
    ),
    Register(RoleCapacity, N_("Capacity"), N_("capacity"), ("role_key", "month_on", "fte")),
    Register(Demand, N_("Demand"), N_("demand"), ("project_key", "role_key", "month_on", "fte")),
    Register(Allocation, N_("Allocations"), N_("allocation"), ("person_key", "project_key", "month_on", "percent")),
    Register(
        Document, N_("Documents"), N_("document"),
        ("title", "project_key", "version", "location", "file_name", "added_on"),
    ),
    Register(
        Lesson,
        N_("Lessons"),
        N_("lesson"),
        ("title", "project_key", "category", "project_class", "cause", "recommendation", "learnt_on"),
    ),
    Register(Criterion, N_("Criteria"), N_("criterion"), ("title", "weight", "guidance")),
    Register(CriterionScore, N_("Scores"), N_("score"), ("project_key", "criterion_key", "points", "reason")),
    Register(
        Service,
        N_("Services"),
        N_("service"),
        ("title", "group", "role", "state", "owner", "fte", "cost_per_year", "measure", "target", "result"),
    ),
    Register(
        ServiceRequest,
        N_("Requests"),
        N_("request"),
        ("title", "service_key", "project_key", "asked_by", "asked_on", "closed_on", "value"),
    ),
    Register(
        GovernanceBody,
        N_("Governance bodies"),
        N_("body"),
        ("name", "level", "chair", "members", "cost_limit", "days_limit", "escalates_to_key", "recipe_key"),
    ),
    Register(
        Meeting, N_("Meetings"), N_("meeting"),
        ("body_key", "held_on", "starts_at", "minutes", "place", "papers_due_on"),
    ),
    Register(
        Stakeholder,
        N_("Stakeholders"),
        N_("stakeholder"),
        (
            "name", "organisation", "project_key", "influence", "interest", "support", "support_needed", "steps_to_go",
            "owner",
        ),
    ),
    Register(SignOff, N_("Sign-offs"), N_("sign-off"), ("title", "stakeholder_key", "due_on", "signed_on")),
    Register(
        DeploymentActivity,
        N_("Deployment plan"),
        N_("activity"),
        (
            "title", "phase", "status", "owner", "baseline_start_on", "baseline_finish_on", "forecast_finish_on",
            "actual_finish_on", "slip_days", "cost", "fte",
        ),
    ),
    Register(
        CentralItem,
        N_("Suppliers, customers, equipment"),
        N_("entry"),
        ("name", "kind", "contact", "ends_on", "cost_per_year", "saving_per_year", "saving_is_measured"),
    ),
    Register(CentralUse, N_("Uses"), N_("use"), ("item_key", "project_key", "from_on", "to_on")),
    Register(Lifecycle, N_("Lifecycles"), N_("lifecycle"), ("name", "description")),
    Register(Phase, N_("Phases"), N_("phase"), ("name", "lifecycle_key", "position", "stage", "gate")),
    Register(MethodItem, N_("What is asked"), N_("item"), ("title", "phase_key", "kind", "from_class", "template_key")),
    Register(Waiver, N_("Waivers"), N_("waiver"), ("item_key", "project_key", "reason", "approver", "expires_on")),
    Register(
        DocumentTemplate,
        N_("Templates"),
        N_("template"),
        ("title", "version", "owner", "issued_on", "document_key"),
    ),
    Register(
        TemplateIssue, N_("Issued templates"), N_("issue of a template"),
        ("template_key", "project_key", "version", "issued_on"),
    ),
    Register(Practice, N_("Practices"), N_("practice"), ("title", "category", "owner", "reviewed_on")),
    Register(
        Training, N_("Training and coaching"), N_("training"),
        ("title", "person_key", "kind", "held_on", "hours", "led_by"),
    ),
    Register(
        Competence,
        N_("Competence"),
        N_("competence"),
        ("person_key", "title", "level", "needed", "assessed_on"),
    ),
    Register(
        ValueFigure,
        N_("Before and after"),
        N_("figure"),
        ("measure", "year", "is_before", "value", "is_measured"),
    ),
    Register(Saving, N_("Savings"), N_("saving"), ("title", "service_key", "year", "amount", "is_measured", "source")),
)  # fmt: skip

_PARTS: dict[str, type[Base]] = {"report": StatusReport, "figures": Figures}
BY_TABLE: dict[str, type[Base]] = {entity.__tablename__: entity for entity in ENTITIES}


def register_named(name: str) -> Register:
    """The register of the table called `name`; a `KeyError` if there is none."""
    return {register.name: register for register in REGISTERS}[name]


@cache
def columns_of(register: Register) -> tuple[Column, ...]:
    """Every column a register can show; a project's report and figures of the newest period come after its own."""
    own = tuple(Column(field.name, register.entity, field) for field in fields_of(register.entity))
    if register is not PROJECTS:
        return own
    names = {column.name for column in own}
    return own + tuple(
        Column(f"{part}.{field.name}", entity, field)
        for part, entity in _PARTS.items()
        for field in fields_of(entity)
        if field.name not in names and field.kind != "reference"
    )


def column_named(register: Register, name: str) -> Column:
    """The column of that name; a `KeyError` if there is none."""
    return _columns(register)[name]


@cache
def _columns(register: Register) -> dict[str, Column]:
    return {column.name: column for column in columns_of(register)}


def title_of(entity: type[Base]) -> InstrumentedAttribute[Any]:
    """The attribute a row is called by."""
    attribute: InstrumentedAttribute[Any] = getattr(entity, "name" if hasattr(entity, "name") else "title")
    return attribute
