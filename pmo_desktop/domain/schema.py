"""Every mapped class, so that one import knows the whole schema."""

from pmo_desktop.domain.action import Action
from pmo_desktop.domain.assessment import Answer, Assessment, AssessmentTarget, AssessmentTemplate, Evidence, Finding
from pmo_desktop.domain.base import Base
from pmo_desktop.domain.benefit import Benefit
from pmo_desktop.domain.charter import Charter, CharterObjective, CharterReview, CharterSection
from pmo_desktop.domain.decision import Decision, DecisionOption
from pmo_desktop.domain.figures import Figures
from pmo_desktop.domain.issue import Issue
from pmo_desktop.domain.kept_text import KeptText
from pmo_desktop.domain.milestone import Milestone, MilestoneForecast
from pmo_desktop.domain.money_line import MoneyLine
from pmo_desktop.domain.office import ObjectiveLink, Office, StrategicObjective
from pmo_desktop.domain.period import PeriodCopy, RatingOverride, ReportingPeriod, StatusReport
from pmo_desktop.domain.project import Portfolio, Programme, Project
from pmo_desktop.domain.recipe import Recipe
from pmo_desktop.domain.risk import Risk
from pmo_desktop.domain.settings import Settings, ThresholdOverride

ENTITIES: tuple[type[Base], ...] = (
    Settings, Office, StrategicObjective, Charter, CharterSection, CharterObjective, CharterReview, Portfolio,
    Programme, Project, ObjectiveLink, ReportingPeriod, PeriodCopy, StatusReport, RatingOverride, ThresholdOverride,
    Figures, Milestone, MilestoneForecast, MoneyLine, Risk, Issue, Action, Decision, DecisionOption, Benefit,
    AssessmentTemplate, Assessment, Answer, Evidence, AssessmentTarget, Finding, KeptText, Recipe,
)  # fmt: skip
