"""Closed lists: the value that is stored, and the word that is shown."""

from enum import StrEnum
from typing import Self

from pmo_desktop.text import N_, say


class Choice(StrEnum):
    """A member is its stored value; `label` is the word a user reads."""

    word: str

    def __new__(cls, value: str, word: str = "") -> Self:
        """Make a member that equals `value` and shows as `word`."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.word = word
        return member

    @property
    def label(self) -> str:
        """The word for it in the user's language."""
        return say(self.word)


class Rating(Choice):
    """Red, amber, green on three points, or on five with the two shades between. Not rated is `None`, never green."""

    GREEN = "G", N_("Green")
    AMBER_GREEN = "A/G", N_("Amber/Green")
    AMBER = "A", N_("Amber")
    AMBER_RED = "A/R", N_("Amber/Red")
    RED = "R", N_("Red")

    @property
    def severity(self) -> int:
        """0 for green to 4 for red."""
        return _SEVERITY[self]


_SEVERITY = {rating: number for number, rating in enumerate(Rating)}


class Scale(Choice):
    """How many points a rating has."""

    THREE = "3", N_("Three points (R, A, G)")
    FIVE = "5", N_("Five points (R, A/R, A, A/G, G)")


class OverallRule(Choice):
    """How the rating of the whole follows from its dimensions."""

    WORST = "worst", N_("The worst dimension counts")
    WEIGHTS = "weights", N_("By weights of the dimensions")


class Dimension(Choice):
    """What a rating is about."""

    SCHEDULE = "schedule", N_("Schedule")
    COST = "cost", N_("Cost")
    SCOPE = "scope", N_("Scope")
    QUALITY = "quality", N_("Quality")
    RISK = "risk", N_("Risk")
    BENEFITS = "benefits", N_("Benefits")
    RESOURCES = "resources", N_("Resources")


class ForwardLook(Choice):
    """Where a project is heading."""

    IMPROVING = "improving", N_("Improving")
    STEADY = "steady", N_("Steady")
    WORSENING = "worsening", N_("Worsening")


class EntryKind(Choice):
    """A change with an end, or business as usual, which stays out of project figures."""

    PROJECT = "project", N_("Project")
    OPERATION = "operation", N_("Operation")


class Stage(Choice):
    """The part of its life a project is in."""

    INITIATE = "initiate", N_("Initiate")
    DEFINE = "define", N_("Define")
    DELIVER = "deliver", N_("Deliver")
    CLOSE = "close", N_("Close")
    BENEFITS = "benefits", N_("Benefits")


class ProjectStatus(Choice):
    """Whether a project is wanted, running or over."""

    PROPOSED = "proposed", N_("Proposed")
    APPROVED = "approved", N_("Approved")
    ACTIVE = "active", N_("Active")
    ON_HOLD = "on hold", N_("On hold")
    IN_RECOVERY = "in recovery", N_("In recovery")
    CLOSED = "closed", N_("Closed")
    CANCELLED = "cancelled", N_("Cancelled")

    @property
    def is_over(self) -> bool:
        """Whether nothing more is expected of it."""
        return self in {ProjectStatus.CLOSED, ProjectStatus.CANCELLED}


class ProjectClass(Choice):
    """Size and uncertainty, which decide how much method a project needs."""

    SMALL = "small", N_("Small")
    MEDIUM = "medium", N_("Medium")
    LARGE = "large", N_("Large")
    LARGE_UNCERTAIN = "large, uncertain", N_("Large, uncertain")


class Confidentiality(Choice):
    """Who may read it."""

    OPEN = "open", N_("Open")
    INTERNAL = "internal", N_("Internal")
    CONFIDENTIAL = "confidential", N_("Confidential")


class EacMethod(Choice):
    """How the estimate at completion was made."""

    BOTTOM_UP = "bottom-up", N_("Bottom-up")
    CPI = "bac/cpi", N_("BAC ÷ CPI")
    REMAINING = "ac+bac-ev", N_("AC + BAC − EV")


class ReportState(Choice):
    """How far a status report has come."""

    MISSING = "missing", N_("Missing")
    DRAFT = "draft", N_("Draft")
    SUBMITTED = "submitted", N_("Submitted")
    CARRIED_FORWARD = "carried forward", N_("Carried forward")


class PeriodState(Choice):
    """Whether a reporting period may still change."""

    OPEN = "open", N_("Open")
    FROZEN = "frozen", N_("Frozen")


class PeriodEventKind(Choice):
    """What was done with a reporting period."""

    FROZEN = "frozen", N_("Frozen")
    REOPENED = "reopened", N_("Reopened")


class MilestoneKind(Choice):
    """What a milestone stands for."""

    GATE = "gate", N_("Gate")
    APPROVAL = "approval", N_("Approval")
    DELIVERY = "delivery", N_("Delivery")
    ASSURANCE = "assurance", N_("Assurance")


class MoneySource(Choice):
    """Where the budget, the actual cost and the estimate at completion of a project come from."""

    TYPED = "typed", N_("As typed")
    LINES = "lines", N_("Sums of amounts by month")


class MoneyKind(Choice):
    """Which of the three lines of a cost profile an amount belongs to."""

    BASELINE = "baseline", N_("Baseline")
    ACTUAL = "actual", N_("Actual")
    FORECAST = "forecast", N_("Forecast")


class MoneyCategory(Choice):
    """Spending that makes an asset, or that runs the business."""

    CAPEX = "capex", N_("Capex")
    OPEX = "opex", N_("Opex")


class Proximity(Choice):
    """When a risk would strike."""

    NOW = "now", N_("Within a month")
    SOON = "soon", N_("Within three months")
    YEAR = "year", N_("Within a year")
    LATER = "later", N_("Later")


class RiskResponse(Choice):
    """What is done about a risk."""

    AVOID = "avoid", N_("Avoid")
    REDUCE = "reduce", N_("Reduce")
    TRANSFER = "transfer", N_("Transfer")
    SHARE = "share", N_("Share")
    ACCEPT = "accept", N_("Accept")
    EXPLOIT = "exploit", N_("Exploit")


class ItemState(Choice):
    """Whether a risk, an issue or an action still wants attention."""

    OPEN = "open", N_("Open")
    CLOSED = "closed", N_("Closed")


class Severity(Choice):
    """How bad an issue is."""

    LOW = "low", N_("Low")
    MEDIUM = "medium", N_("Medium")
    HIGH = "high", N_("High")
    CRITICAL = "critical", N_("Critical")


class Level(Choice):
    """Where in the organisation something is dealt with."""

    PROJECT = "project", N_("Project")
    PROGRAMME = "programme", N_("Programme")
    PORTFOLIO = "portfolio", N_("Portfolio")
    BOARD = "board", N_("Board")


class Authority(Choice):
    """What an office may do with a corrective action."""

    ADVISE = "advise", N_("Advise")
    RECOMMEND = "recommend", N_("Recommend")
    IMPOSE = "impose", N_("Impose")


class DecisionKind(Choice):
    """What the board is asked to do with an item."""

    DECIDE = "decide", N_("For decision")
    DISCUSS = "discuss", N_("For discussion")
    NOTE = "note", N_("For noting")


class DecisionOutcome(Choice):
    """What became of a decision."""

    AGREED = "agreed", N_("Agreed")
    DEFERRED = "deferred", N_("Deferred")
    REFUSED = "refused", N_("Refused")


class OfficeKind(Choice):
    """Which kind of office it is."""

    PMO = "pmo", N_("PMO")
    PROJECT_OFFICE = "project office", N_("Project office")
    PROGRAMME_OFFICE = "programme office", N_("Programme office")
    PORTFOLIO_OFFICE = "portfolio office", N_("Portfolio office")


class OfficeScope(Choice):
    """How much of the organisation an office serves."""

    CORPORATE = "corporate", N_("Corporate (EPMO)")
    SECTORIAL = "sectorial", N_("Sectorial (a department or business line)")
    SINGLE = "single", N_("Single project or programme (temporary)")


class OfficeAuthority(Choice):
    """How much weight an office's word has."""

    ADVISORY = "advisory", N_("Advisory")
    HYBRID = "hybrid", N_("Hybrid")
    CENTRALISED = "centralised", N_("Centralised")

    @property
    def over_actions(self) -> Authority:
        """What such an office may do with a corrective action."""
        return {"advisory": Authority.ADVISE, "hybrid": Authority.RECOMMEND, "centralised": Authority.IMPOSE}[self]


class Orientation(Choice):
    """What an office mainly looks at."""

    OPERATIONAL = "operational", N_("Operational")
    CENTRAL = "central", N_("Central")
    STRATEGIC = "strategic", N_("Strategic")


class Staffing(Choice):
    """Whose people work in an office."""

    INTERNAL = "internal", N_("Internal")
    EXTERNAL = "external", N_("External")
    MIXED = "mixed", N_("Mixed")


class Extent(Choice):
    """Yes, no, or partly."""

    NO = "no", N_("No")
    PARTLY = "partly", N_("Partly")
    YES = "yes", N_("Yes")


class OfficeStage(Choice):
    """How far an office has come."""

    INITIATION = "initiation", N_("Initiation")
    PLANNING = "planning", N_("Planning")
    IMPLEMENTATION = "implementation", N_("Implementation")
    OPERATION = "operation", N_("Operation")
    IMPROVEMENT = "improvement", N_("Improvement")


class ServiceGroup(Choice):
    """How much say an office has in what it does."""

    GENERAL = "general", N_("General")
    SUPPORTIVE = "supportive", N_("Supportive")
    CONTROLLING = "controlling", N_("Controlling")
    DIRECTIVE = "directive", N_("Directive")


class CharterState(Choice):
    """How far a version of a charter has come."""

    DRAFT = "draft", N_("Draft")
    IN_REVIEW = "in review", N_("In review")
    APPROVED = "approved", N_("Approved")
    SUPERSEDED = "superseded", N_("Superseded")


class AssessmentSubject(Choice):
    """Whose management is assessed, or what."""

    PROJECTS = "projects", N_("Projects")
    PROGRAMMES = "programmes", N_("Programmes")
    PORTFOLIO = "portfolio", N_("Portfolio")
    ORGANISATION = "organisation", N_("Organisation")
    OFFICE = "office", N_("Office")
    PROJECT = "project", N_("Project")


class AssessmentState(Choice):
    """Whether answers may still change."""

    OPEN = "open", N_("Open")
    CLOSED = "closed", N_("Closed")


class FindingSeverity(Choice):
    """How soon a finding has to be dealt with."""

    NOW = "now", N_("Do now")
    NEXT_GATE = "next gate", N_("By next gate")
    GOOD_TO_DO = "good to do", N_("Good to do")
