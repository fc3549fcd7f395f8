"""Format 1: every table of the first release."""

from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from alembic.operations import Operations


def upgrade(op: "Operations") -> None:  # noqa: PLR0915  a statement for every table
    op.create_table(
        "assessment_template",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_assessment_template")),
        sa.UniqueConstraint("template", "version", name=op.f("uq_assessment_template_template_version")),
    )
    op.create_table(
        "change_set",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("reverts", sa.Integer(), nullable=True),
        sa.Column("seal", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_change_set")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "office",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("scope", sa.String(length=40), nullable=False),
        sa.Column("authority", sa.String(length=40), nullable=False),
        sa.Column("orientation", sa.String(length=40), nullable=False),
        sa.Column("staffing", sa.String(length=40), nullable=False),
        sa.Column("reports_to", sa.String(), nullable=False),
        sa.Column("managers_report_here", sa.String(length=40), nullable=False),
        sa.Column("overseen_by_key", sa.Integer(), nullable=True),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["overseen_by_key"], ["office.key"], name=op.f("fk_office_overseen_by_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_office")),
    )
    op.create_table(
        "period_copy",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_period_copy")),
        sa.UniqueConstraint("sha256", name=op.f("uq_period_copy_sha256")),
        info={"journal": False},
    )
    op.create_table(
        "portfolio",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_portfolio")),
    )
    op.create_table(
        "recipe",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("sections", sa.String(), nullable=False),
        sa.Column("one_pagers", sa.String(length=40), nullable=False),
        sa.Column("distribution", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_recipe")),
        sa.UniqueConstraint("name", name=op.f("uq_recipe_name")),
    )
    op.create_table(
        "reporting_period",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("cut_off_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("copy_sha256", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_reporting_period")),
        sa.UniqueConstraint("name", name=op.f("uq_reporting_period_name")),
    )
    op.create_table(
        "row_layout",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("columns", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_row_layout")),
    )
    op.create_table(
        "settings",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("scale", sa.String(length=40), nullable=False),
        sa.Column("classification", sa.String(), nullable=False),
        sa.Column("amber_percent", sa.Double(), nullable=False),
        sa.Column("red_percent", sa.Double(), nullable=False),
        sa.Column("key_milestone_days", sa.Integer(), nullable=False),
        sa.Column("risk_amber", sa.Integer(), nullable=False),
        sa.Column("risk_red", sa.Integer(), nullable=False),
        sa.Column("stale_days", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_settings")),
    )
    op.create_table(
        "strategic_objective",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_strategic_objective")),
    )
    op.create_table(
        "assessment",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("template_key", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("assessor", sa.String(), nullable=False),
        sa.Column("is_independent", sa.Boolean(), nullable=False),
        sa.Column("short_form", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["template_key"], ["assessment_template.key"], name=op.f("fk_assessment_template_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_assessment")),
    )
    op.create_table(
        "change_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("layout_id", sa.Integer(), nullable=False),
        sa.Column("row_key", sa.Integer(), nullable=False),
        sa.Column("before", sa.String(), nullable=True),
        sa.Column("after", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["layout_id"], ["row_layout.id"], name=op.f("fk_change_row_layout_id")),
        sa.ForeignKeyConstraint(["seq"], ["change_set.seq"], name=op.f("fk_change_row_seq")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_row")),
    )
    op.create_index(op.f("ix_change_row_row_key"), "change_row", ["row_key"], unique=False)
    op.create_index(op.f("ix_change_row_seq"), "change_row", ["seq"], unique=False)
    op.create_table(
        "charter",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("office_key", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("begun_on", sa.Date(), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("approved_by", sa.String(), nullable=False),
        sa.Column("fte", sa.Double(), nullable=True),
        sa.Column("cost_per_year", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["office_key"], ["office.key"], name=op.f("fk_charter_office_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_charter")),
        sa.UniqueConstraint("office_key", "version", name=op.f("uq_charter_office_key_version")),
    )
    op.create_table(
        "programme",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("sponsor", sa.String(), nullable=False),
        sa.Column("manager", sa.String(), nullable=False),
        sa.Column("portfolio_key", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["portfolio_key"], ["portfolio.key"], name=op.f("fk_programme_portfolio_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_programme")),
    )
    op.create_index(op.f("ix_programme_portfolio_key"), "programme", ["portfolio_key"], unique=False)
    op.create_table(
        "answer",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("assessment_key", sa.Integer(), nullable=False),
        sa.Column("statement", sa.String(), nullable=False),
        sa.Column("respondent", sa.String(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("comment", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["assessment_key"], ["assessment.key"], name=op.f("fk_answer_assessment_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_answer")),
        sa.UniqueConstraint(
            "assessment_key", "statement", "respondent", name=op.f("uq_answer_assessment_key_statement_respondent")
        ),
    )
    op.create_table(
        "assessment_target",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("assessment_key", sa.Integer(), nullable=False),
        sa.Column("domain", sa.String(), nullable=False),
        sa.Column("level", sa.Double(), nullable=False),
        sa.Column("importance", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_key"], ["assessment.key"], name=op.f("fk_assessment_target_assessment_key")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_assessment_target")),
        sa.UniqueConstraint("assessment_key", "domain", name=op.f("uq_assessment_target_assessment_key_domain")),
    )
    op.create_table(
        "charter_objective",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("charter_key", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("objective_key", sa.Integer(), nullable=True),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["charter_key"], ["charter.key"], name=op.f("fk_charter_objective_charter_key")),
        sa.ForeignKeyConstraint(
            ["objective_key"], ["strategic_objective.key"], name=op.f("fk_charter_objective_objective_key")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_charter_objective")),
    )
    op.create_index(op.f("ix_charter_objective_charter_key"), "charter_objective", ["charter_key"], unique=False)
    op.create_table(
        "charter_review",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("charter_key", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("comment", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["charter_key"], ["charter.key"], name=op.f("fk_charter_review_charter_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_charter_review")),
    )
    op.create_index(op.f("ix_charter_review_charter_key"), "charter_review", ["charter_key"], unique=False)
    op.create_table(
        "charter_section",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("charter_key", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(length=40), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["charter_key"], ["charter.key"], name=op.f("fk_charter_section_charter_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_charter_section")),
        sa.UniqueConstraint("charter_key", "section", name=op.f("uq_charter_section_charter_key_section")),
    )
    op.create_table(
        "project",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("project_class", sa.String(length=40), nullable=True),
        sa.Column("sponsor", sa.String(), nullable=False),
        sa.Column("project_manager", sa.String(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("managed_by_pmo", sa.Boolean(), nullable=False),
        sa.Column("confidentiality", sa.String(length=40), nullable=False),
        sa.Column("tags", sa.String(), nullable=False),
        sa.Column("price_base", sa.String(), nullable=False),
        sa.Column("programme_key", sa.Integer(), nullable=True),
        sa.Column("portfolio_key", sa.Integer(), nullable=True),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=True),
        sa.Column("baseline_start_on", sa.Date(), nullable=True),
        sa.Column("baseline_finish_on", sa.Date(), nullable=True),
        sa.Column("forecast_start_on", sa.Date(), nullable=True),
        sa.Column("forecast_finish_on", sa.Date(), nullable=True),
        sa.Column("actual_start_on", sa.Date(), nullable=True),
        sa.Column("actual_finish_on", sa.Date(), nullable=True),
        sa.Column("whole_life_cost", sa.Integer(), nullable=True),
        sa.Column("in_year_budget", sa.Integer(), nullable=True),
        sa.Column("in_year_forecast", sa.Integer(), nullable=True),
        sa.Column("bac", sa.Integer(), nullable=True),
        sa.Column("eac", sa.Integer(), nullable=True),
        sa.Column("eac_method", sa.String(length=40), nullable=False),
        sa.Column("ac", sa.Integer(), nullable=True),
        sa.Column("pv", sa.Integer(), nullable=True),
        sa.Column("ev", sa.Integer(), nullable=True),
        sa.Column("contingency", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["portfolio_key"], ["portfolio.key"], name=op.f("fk_project_portfolio_key")),
        sa.ForeignKeyConstraint(["programme_key"], ["programme.key"], name=op.f("fk_project_programme_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_project")),
    )
    op.create_index(op.f("ix_project_portfolio_key"), "project", ["portfolio_key"], unique=False)
    op.create_index(op.f("ix_project_programme_key"), "project", ["programme_key"], unique=False)
    op.create_index(op.f("ix_project_reference"), "project", ["reference"], unique=False)
    op.create_table(
        "action",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("project_key", sa.Integer(), nullable=True),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("authority", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("effect_checked_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["project_key"], ["project.key"], name=op.f("fk_action_project_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_action")),
    )
    op.create_index(op.f("ix_action_project_key"), "action", ["project_key"], unique=False)
    op.create_table(
        "decision",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("project_key", sa.Integer(), nullable=True),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("why_now", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("decide_by_on", sa.Date(), nullable=True),
        sa.Column("cost_of_delay", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("outcome_text", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["project_key"], ["project.key"], name=op.f("fk_decision_project_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_decision")),
    )
    op.create_index(op.f("ix_decision_project_key"), "decision", ["project_key"], unique=False)
    op.create_table(
        "evidence",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("answer_key", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("location", sa.String(), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["answer_key"], ["answer.key"], name=op.f("fk_evidence_answer_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_answer_key"), "evidence", ["answer_key"], unique=False)
    op.create_table(
        "issue",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("project_key", sa.Integer(), nullable=True),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("severity", sa.String(length=40), nullable=False),
        sa.Column("priority", sa.String(length=40), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("resolution", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["project_key"], ["project.key"], name=op.f("fk_issue_project_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_issue")),
    )
    op.create_index(op.f("ix_issue_project_key"), "issue", ["project_key"], unique=False)
    op.create_table(
        "kept_text",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("project_key", sa.Integer(), nullable=False),
        sa.Column("period_key", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("header", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["period_key"], ["reporting_period.key"], name=op.f("fk_kept_text_period_key")),
        sa.ForeignKeyConstraint(["project_key"], ["project.key"], name=op.f("fk_kept_text_project_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_kept_text")),
    )
    op.create_index(op.f("ix_kept_text_project_key"), "kept_text", ["project_key"], unique=False)
    op.create_table(
        "milestone",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("project_key", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("is_key", sa.Boolean(), nullable=False),
        sa.Column("baseline_on", sa.Date(), nullable=True),
        sa.Column("forecast_on", sa.Date(), nullable=True),
        sa.Column("actual_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["project_key"], ["project.key"], name=op.f("fk_milestone_project_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_milestone")),
    )
    op.create_index(op.f("ix_milestone_project_key"), "milestone", ["project_key"], unique=False)
    op.create_table(
        "money_line",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("project_key", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("month_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["project_key"], ["project.key"], name=op.f("fk_money_line_project_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_money_line")),
    )
    op.create_index(op.f("ix_money_line_project_key"), "money_line", ["project_key"], unique=False)
    op.create_table(
        "objective_link",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("project_key", sa.Integer(), nullable=False),
        sa.Column("objective_key", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["objective_key"], ["strategic_objective.key"], name=op.f("fk_objective_link_objective_key")
        ),
        sa.ForeignKeyConstraint(["project_key"], ["project.key"], name=op.f("fk_objective_link_project_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_objective_link")),
    )
    op.create_index(op.f("ix_objective_link_objective_key"), "objective_link", ["objective_key"], unique=False)
    op.create_index(op.f("ix_objective_link_project_key"), "objective_link", ["project_key"], unique=False)
    op.create_table(
        "risk",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("project_key", sa.Integer(), nullable=True),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("effect", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("proximity", sa.String(length=40), nullable=True),
        sa.Column("response", sa.String(length=40), nullable=True),
        sa.Column("response_text", sa.String(), nullable=False),
        sa.Column("inherent_probability", sa.Integer(), nullable=True),
        sa.Column("inherent_impact", sa.Integer(), nullable=True),
        sa.Column("probability", sa.Integer(), nullable=True),
        sa.Column("impact", sa.Integer(), nullable=True),
        sa.Column("target_probability", sa.Integer(), nullable=True),
        sa.Column("target_impact", sa.Integer(), nullable=True),
        sa.Column("raised_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["project_key"], ["project.key"], name=op.f("fk_risk_project_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_risk")),
    )
    op.create_index(op.f("ix_risk_project_key"), "risk", ["project_key"], unique=False)
    op.create_table(
        "status_report",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("project_key", sa.Integer(), nullable=False),
        sa.Column("period_key", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("overall", sa.String(length=40), nullable=True),
        sa.Column("schedule", sa.String(length=40), nullable=True),
        sa.Column("cost", sa.String(length=40), nullable=True),
        sa.Column("scope", sa.String(length=40), nullable=True),
        sa.Column("quality", sa.String(length=40), nullable=True),
        sa.Column("risk", sa.String(length=40), nullable=True),
        sa.Column("benefits", sa.String(length=40), nullable=True),
        sa.Column("resources", sa.String(length=40), nullable=True),
        sa.Column("overall_reason", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("achieved", sa.String(), nullable=False),
        sa.Column("next_steps", sa.String(), nullable=False),
        sa.Column("path_to_green", sa.String(), nullable=False),
        sa.Column("path_owner", sa.String(), nullable=False),
        sa.Column("path_due_on", sa.Date(), nullable=True),
        sa.Column("forward_look", sa.String(length=40), nullable=True),
        sa.Column("schedule_note", sa.String(), nullable=False),
        sa.Column("cost_note", sa.String(), nullable=False),
        sa.Column("open_risks", sa.Integer(), nullable=False),
        sa.Column("open_issues", sa.Integer(), nullable=False),
        sa.Column("top_risk", sa.String(), nullable=False),
        sa.Column("top_risk_score", sa.Integer(), nullable=True),
        sa.Column("bare_risk", sa.String(), nullable=False),
        sa.Column("bare_risk_score", sa.Integer(), nullable=True),
        sa.Column("late_milestone", sa.String(), nullable=False),
        sa.Column("late_milestone_days", sa.Integer(), nullable=True),
        sa.Column("worst_benefit", sa.String(), nullable=False),
        sa.Column("benefit_shortfall", sa.Double(), nullable=True),
        sa.Column("budget_note", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=True),
        sa.Column("baseline_start_on", sa.Date(), nullable=True),
        sa.Column("baseline_finish_on", sa.Date(), nullable=True),
        sa.Column("forecast_start_on", sa.Date(), nullable=True),
        sa.Column("forecast_finish_on", sa.Date(), nullable=True),
        sa.Column("actual_start_on", sa.Date(), nullable=True),
        sa.Column("actual_finish_on", sa.Date(), nullable=True),
        sa.Column("whole_life_cost", sa.Integer(), nullable=True),
        sa.Column("in_year_budget", sa.Integer(), nullable=True),
        sa.Column("in_year_forecast", sa.Integer(), nullable=True),
        sa.Column("bac", sa.Integer(), nullable=True),
        sa.Column("eac", sa.Integer(), nullable=True),
        sa.Column("eac_method", sa.String(length=40), nullable=False),
        sa.Column("ac", sa.Integer(), nullable=True),
        sa.Column("pv", sa.Integer(), nullable=True),
        sa.Column("ev", sa.Integer(), nullable=True),
        sa.Column("contingency", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["period_key"], ["reporting_period.key"], name=op.f("fk_status_report_period_key")),
        sa.ForeignKeyConstraint(["project_key"], ["project.key"], name=op.f("fk_status_report_project_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_status_report")),
        sa.UniqueConstraint("project_key", "period_key", name=op.f("uq_status_report_project_key_period_key")),
    )
    op.create_index(op.f("ix_status_report_period_key"), "status_report", ["period_key"], unique=False)
    op.create_table(
        "threshold_override",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("project_key", sa.Integer(), nullable=False),
        sa.Column("amber_percent", sa.Double(), nullable=True),
        sa.Column("red_percent", sa.Double(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["project_key"], ["project.key"], name=op.f("fk_threshold_override_project_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_threshold_override")),
        sa.UniqueConstraint("project_key", name=op.f("uq_threshold_override_project_key")),
    )
    op.create_table(
        "benefit",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("project_key", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("baseline", sa.Double(), nullable=True),
        sa.Column("target", sa.Double(), nullable=True),
        sa.Column("forecast", sa.Double(), nullable=True),
        sa.Column("actual", sa.Double(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("milestone_key", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["milestone_key"], ["milestone.key"], name=op.f("fk_benefit_milestone_key")),
        sa.ForeignKeyConstraint(["project_key"], ["project.key"], name=op.f("fk_benefit_project_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_benefit")),
    )
    op.create_index(op.f("ix_benefit_project_key"), "benefit", ["project_key"], unique=False)
    op.create_table(
        "decision_option",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("decision_key", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("cost", sa.Integer(), nullable=True),
        sa.Column("finish", sa.String(), nullable=False),
        sa.Column("benefit", sa.String(), nullable=False),
        sa.Column("risk", sa.String(), nullable=False),
        sa.Column("is_recommended", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["decision_key"], ["decision.key"], name=op.f("fk_decision_option_decision_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_decision_option")),
    )
    op.create_index(op.f("ix_decision_option_decision_key"), "decision_option", ["decision_key"], unique=False)
    op.create_table(
        "figures",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("report_key", sa.Integer(), nullable=False),
        sa.Column("rating", sa.String(length=40), nullable=True),
        sa.Column("previous_rating", sa.String(length=40), nullable=True),
        sa.Column("calculated", sa.String(length=40), nullable=True),
        sa.Column("calculated_schedule", sa.String(length=40), nullable=True),
        sa.Column("calculated_cost", sa.String(length=40), nullable=True),
        sa.Column("calculated_risk", sa.String(length=40), nullable=True),
        sa.Column("calculated_benefits", sa.String(length=40), nullable=True),
        sa.Column("slip_days", sa.Integer(), nullable=True),
        sa.Column("slip_percent", sa.Double(), nullable=True),
        sa.Column("slip_since_days", sa.Integer(), nullable=True),
        sa.Column("cost_variance", sa.Integer(), nullable=True),
        sa.Column("cost_percent", sa.Double(), nullable=True),
        sa.Column("cpi", sa.Double(), nullable=True),
        sa.Column("spi", sa.Double(), nullable=True),
        sa.Column("is_stale", sa.Boolean(), nullable=False),
        sa.Column("has_override", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_key"], ["status_report.key"], name=op.f("fk_figures_report_key"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_figures")),
        sa.UniqueConstraint("report_key", name=op.f("uq_figures_report_key")),
        info={"journal": False},
    )
    op.create_table(
        "finding",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("assessment_key", sa.Integer(), nullable=False),
        sa.Column("project_key", sa.Integer(), nullable=True),
        sa.Column("domain", sa.String(), nullable=False),
        sa.Column("statement", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("recommendation", sa.String(), nullable=False),
        sa.Column("severity", sa.String(length=40), nullable=False),
        sa.Column("follow_up_on", sa.Date(), nullable=True),
        sa.Column("action_key", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["action_key"], ["action.key"], name=op.f("fk_finding_action_key")),
        sa.ForeignKeyConstraint(["assessment_key"], ["assessment.key"], name=op.f("fk_finding_assessment_key")),
        sa.ForeignKeyConstraint(["project_key"], ["project.key"], name=op.f("fk_finding_project_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_finding")),
    )
    op.create_index(op.f("ix_finding_assessment_key"), "finding", ["assessment_key"], unique=False)
    op.create_index(op.f("ix_finding_project_key"), "finding", ["project_key"], unique=False)
    op.create_table(
        "milestone_forecast",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("milestone_key", sa.Integer(), nullable=False),
        sa.Column("period_key", sa.Integer(), nullable=False),
        sa.Column("forecast_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["milestone_key"], ["milestone.key"], name=op.f("fk_milestone_forecast_milestone_key")),
        sa.ForeignKeyConstraint(
            ["period_key"], ["reporting_period.key"], name=op.f("fk_milestone_forecast_period_key")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_milestone_forecast")),
    )
    op.create_index(op.f("ix_milestone_forecast_milestone_key"), "milestone_forecast", ["milestone_key"], unique=False)
    op.create_table(
        "rating_override",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("report_key", sa.Integer(), nullable=False),
        sa.Column("dimension", sa.String(length=40), nullable=True),
        sa.Column("rating", sa.String(length=40), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["report_key"], ["status_report.key"], name=op.f("fk_rating_override_report_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_rating_override")),
        sa.UniqueConstraint("report_key", "dimension", name=op.f("uq_rating_override_report_key_dimension")),
    )
    # ### end Alembic commands ###
