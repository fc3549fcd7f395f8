"""Every mapped class, so that one import knows the whole schema."""

from pmo_desktop.domain.action import Action
from pmo_desktop.domain.assessment import (
    Answer,
    Assessment,
    AssessmentTarget,
    AssessmentTemplate,
    Evidence,
    Finding,
    PlannedAssessment,
    Remark,
    Respondent,
)
from pmo_desktop.domain.assumption import Assumption
from pmo_desktop.domain.base import Base
from pmo_desktop.domain.baseline import Baseline, BaselineMilestone
from pmo_desktop.domain.benefit import Benefit, BenefitMeasure
from pmo_desktop.domain.capacity import Allocation, Demand, Person, Role, RoleCapacity
from pmo_desktop.domain.central import CentralItem, CentralUse
from pmo_desktop.domain.change_request import ChangeRequest
from pmo_desktop.domain.charter import Charter, CharterObjective, CharterReview, CharterSection
from pmo_desktop.domain.decision import Decision, DecisionOption
from pmo_desktop.domain.dependency import Dependency
from pmo_desktop.domain.deployment import DeploymentActivity
from pmo_desktop.domain.document import AttachmentContent, Document
from pmo_desktop.domain.escalation import Escalation
from pmo_desktop.domain.figures import Figures
from pmo_desktop.domain.gate import Gate, GateCriterion
from pmo_desktop.domain.governance import GovernanceBody, Meeting
from pmo_desktop.domain.issue import Issue
from pmo_desktop.domain.kept_text import KeptText, LogText
from pmo_desktop.domain.knowledge import Competence, Practice, Training
from pmo_desktop.domain.learnt_mapping import LearntMapping
from pmo_desktop.domain.lesson import Lesson
from pmo_desktop.domain.method import (
    Compliance,
    DocumentTemplate,
    Lifecycle,
    MethodItem,
    Phase,
    TemplateIssue,
    Waiver,
)
from pmo_desktop.domain.milestone import Milestone, MilestoneForecast
from pmo_desktop.domain.money_line import MoneyLine
from pmo_desktop.domain.office import ObjectiveLink, Office, StrategicObjective
from pmo_desktop.domain.period import PeriodCopy, PeriodEvent, RatingOverride, ReportingPeriod, StatusReport
from pmo_desktop.domain.prioritisation import Criterion, CriterionScore
from pmo_desktop.domain.project import Portfolio, Programme, Project
from pmo_desktop.domain.project_return import ProjectReturn
from pmo_desktop.domain.recipe import Brand, IssuedPack, PackFile, PackWords, Recipe
from pmo_desktop.domain.recovery import Recovery
from pmo_desktop.domain.responsibility import Activity, LeftAsIs, Party, Responsible
from pmo_desktop.domain.risk import Risk
from pmo_desktop.domain.saved_view import SavedView
from pmo_desktop.domain.service import Service, ServiceRequest
from pmo_desktop.domain.settings import Settings, ThresholdOverride
from pmo_desktop.domain.stakeholder import SignOff, Stakeholder
from pmo_desktop.domain.value import Saving, ValueFigure

ENTITIES: tuple[type[Base], ...] = (
    Settings, Lifecycle, Phase, Portfolio, Programme, Project, Office, StrategicObjective,
    Charter, CharterSection, CharterObjective, CharterReview,
    Party, Activity, Responsible, LeftAsIs, Service, Brand, Recipe, SavedView, GovernanceBody, Meeting,
    DeploymentActivity, ValueFigure, Saving, ObjectiveLink, Document, AttachmentContent,
    DocumentTemplate, TemplateIssue, MethodItem, Compliance, Waiver, ServiceRequest, Stakeholder, SignOff,
    ReportingPeriod, PeriodCopy, PeriodEvent, StatusReport, RatingOverride, ThresholdOverride, Figures, Milestone,
    MilestoneForecast, Baseline, BaselineMilestone, MoneyLine, Risk, Assumption, Issue, Dependency, ChangeRequest,
    Gate, GateCriterion, Recovery, Action, Decision, DecisionOption, Escalation, Benefit, BenefitMeasure,
    Criterion, CriterionScore, Role, Person, RoleCapacity, Demand, Allocation, CentralItem, CentralUse, Lesson,
    Practice, Training, Competence, AssessmentTemplate, Assessment, Answer, Remark, Respondent, PlannedAssessment,
    Evidence, AssessmentTarget, Finding, KeptText, LogText, LearntMapping, ProjectReturn, PackWords, IssuedPack,
    PackFile,
)  # fmt: skip
