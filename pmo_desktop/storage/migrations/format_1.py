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
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("is_own", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_assessment_template")),
        sa.UniqueConstraint("template", "version", name=op.f("uq_assessment_template_template_version")),
    )
    op.create_index(op.f("ix_assessment_template_kind"), "assessment_template", ["kind"], unique=False)
    op.create_table(
        "attachment_content",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_attachment_content")),
        sa.UniqueConstraint("sha256", name=op.f("uq_attachment_content_sha256")),
        info={"journal": False},
    )
    op.create_table(
        "brand",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("accent", sa.String(), nullable=False),
        sa.Column("logo", sa.LargeBinary(), nullable=True),
        sa.Column("deck", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_brand")),
        sa.UniqueConstraint("name", name=op.f("uq_brand_name")),
    )
    op.create_table(
        "central_item",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("contract", sa.String(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("cost_per_year", sa.Integer(), nullable=True),
        sa.Column("saving_per_year", sa.Integer(), nullable=True),
        sa.Column("saving_is_measured", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_central_item")),
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
        "criterion",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("weight", sa.Double(), nullable=False),
        sa.Column("guidance", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_criterion")),
    )
    op.create_table(
        "issued_pack",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("recipe", sa.String(), nullable=False),
        sa.Column("recipe_key", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("period_ends_on", sa.Date(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("is_final", sa.Boolean(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("distribution", sa.String(), nullable=False),
        sa.Column("asked", sa.String(), nullable=False),
        sa.Column("decided", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_issued_pack")),
    )
    op.create_table(
        "lifecycle",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_lifecycle")),
    )
    op.create_table(
        "log_text",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("log", sa.String(), nullable=False),
        sa.Column("row_key", sa.Integer(), nullable=False),
        sa.Column("header", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_log_text")),
    )
    op.create_index(op.f("ix_log_text_row_key"), "log_text", ["row_key"], unique=False)
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
        sa.Column("begun_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["overseen_by_key"], ["office.key"], name=op.f("fk_office_overseen_by_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_office")),
    )
    op.create_table(
        "pack_file",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_pack_file")),
        sa.UniqueConstraint("sha256", name=op.f("uq_pack_file_sha256")),
        info={"journal": False},
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
        sa.Column("budget", sa.Integer(), nullable=True),
        sa.Column("capacity_fte", sa.Double(), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_portfolio")),
    )
    op.create_table(
        "practice",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_practice")),
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
        "role",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_role")),
    )
    op.create_table(
        "row_layout",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("columns", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_row_layout")),
    )
    op.create_table(
        "saved_view",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("face", sa.String(length=40), nullable=False),
        sa.Column("columns", sa.String(), nullable=False),
        sa.Column("frozen", sa.Integer(), nullable=False),
        sa.Column("sort", sa.String(), nullable=False),
        sa.Column("groups", sa.String(), nullable=False),
        sa.Column("filters", sa.String(), nullable=False),
        sa.Column("rules", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_saved_view")),
        sa.UniqueConstraint("place", "name", name=op.f("uq_saved_view_place_name")),
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
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_strategic_objective")),
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
        "deployment_activity",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("office_key", sa.Integer(), nullable=False),
        sa.Column("phase", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("baseline_start_on", sa.Date(), nullable=True),
        sa.Column("baseline_finish_on", sa.Date(), nullable=True),
        sa.Column("forecast_start_on", sa.Date(), nullable=True),
        sa.Column("forecast_finish_on", sa.Date(), nullable=True),
        sa.Column("actual_start_on", sa.Date(), nullable=True),
        sa.Column("actual_finish_on", sa.Date(), nullable=True),
        sa.Column("output", sa.String(), nullable=False),
        sa.Column("cost", sa.Integer(), nullable=True),
        sa.Column("fte", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(["office_key"], ["office.key"], name=op.f("fk_deployment_activity_office_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_deployment_activity")),
    )
    op.create_index(op.f("ix_deployment_activity_office_key"), "deployment_activity", ["office_key"], unique=False)
    op.create_table(
        "person",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role_key", sa.Integer(), nullable=True),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("fte", sa.Double(), nullable=False),
        sa.Column("cost_per_year", sa.Integer(), nullable=True),
        sa.Column("saving_per_year", sa.Integer(), nullable=True),
        sa.Column("saving_is_measured", sa.Boolean(), nullable=False),
        sa.Column("is_external", sa.Boolean(), nullable=False),
        sa.Column("is_central", sa.Boolean(), nullable=False),
        sa.Column("available_from_on", sa.Date(), nullable=True),
        sa.Column("available_to_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["role_key"], ["role.key"], name=op.f("fk_person_role_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_person")),
    )
    op.create_index(op.f("ix_person_role_key"), "person", ["role_key"], unique=False)
    op.create_table(
        "phase",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("lifecycle_key", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=True),
        sa.Column("gate", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["lifecycle_key"], ["lifecycle.key"], name=op.f("fk_phase_lifecycle_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_phase")),
    )
    op.create_index(op.f("ix_phase_lifecycle_key"), "phase", ["lifecycle_key"], unique=False)
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
        "project_return",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("period_key", sa.Integer(), nullable=False),
        sa.Column("manager", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("projects", sa.Integer(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("remarks", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("filled", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["period_key"], ["reporting_period.key"], name=op.f("fk_project_return_period_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_project_return")),
        sa.UniqueConstraint("period_key", "manager", name=op.f("uq_project_return_period_key_manager")),
    )
    op.create_table(
        "recipe",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("sections", sa.String(), nullable=False),
        sa.Column("options", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("one_pagers", sa.String(length=40), nullable=False),
        sa.Column("chosen", sa.String(), nullable=False),
        sa.Column("brand_key", sa.Integer(), nullable=True),
        sa.Column("classification", sa.String(), nullable=False),
        sa.Column("distribution", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["brand_key"], ["brand.key"], name=op.f("fk_recipe_brand_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_recipe")),
        sa.UniqueConstraint("name", name=op.f("uq_recipe_name")),
    )
    op.create_table(
        "role_capacity",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("role_key", sa.Integer(), nullable=False),
        sa.Column("month_on", sa.Date(), nullable=False),
        sa.Column("fte", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["role_key"], ["role.key"], name=op.f("fk_role_capacity_role_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_role_capacity")),
        sa.UniqueConstraint("role_key", "month_on", name=op.f("uq_role_capacity_role_key_month_on")),
    )
    op.create_table(
        "service",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("office_key", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("group", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("customers", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("fte", sa.Double(), nullable=True),
        sa.Column("cost_per_year", sa.Integer(), nullable=True),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["office_key"], ["office.key"], name=op.f("fk_service_office_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_service")),
    )
    op.create_index(op.f("ix_service_office_key"), "service", ["office_key"], unique=False)
    op.create_table(
        "value_figure",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("office_key", sa.Integer(), nullable=False),
        sa.Column("measure", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("is_before", sa.Boolean(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("is_measured", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["office_key"], ["office.key"], name=op.f("fk_value_figure_office_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_value_figure")),
    )
    op.create_index(op.f("ix_value_figure_office_key"), "value_figure", ["office_key"], unique=False)
    op.create_table(
        "activity",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("charter_key", sa.Integer(), nullable=False),
        sa.Column("group", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["charter_key"], ["charter.key"], name=op.f("fk_activity_charter_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_activity")),
    )
    op.create_index(op.f("ix_activity_charter_key"), "activity", ["charter_key"], unique=False)
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
        "competence",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("person_key", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("needed", sa.Integer(), nullable=True),
        sa.Column("assessed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["person_key"], ["person.key"], name=op.f("fk_competence_person_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_competence")),
        sa.UniqueConstraint("person_key", "title", name=op.f("uq_competence_person_key_title")),
    )
    op.create_table(
        "governance_body",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("terms", sa.String(), nullable=False),
        sa.Column("chair", sa.String(), nullable=False),
        sa.Column("members", sa.String(), nullable=False),
        sa.Column("decision_rights", sa.String(), nullable=False),
        sa.Column("cost_limit", sa.Integer(), nullable=True),
        sa.Column("days_limit", sa.Integer(), nullable=True),
        sa.Column("escalates_to_key", sa.Integer(), nullable=True),
        sa.Column("recipe_key", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["escalates_to_key"], ["governance_body.key"], name=op.f("fk_governance_body_escalates_to_key")
        ),
        sa.ForeignKeyConstraint(["recipe_key"], ["recipe.key"], name=op.f("fk_governance_body_recipe_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_governance_body")),
    )
    op.create_table(
        "pack_words",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("recipe_key", sa.Integer(), nullable=False),
        sa.Column("period_key", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["period_key"], ["reporting_period.key"], name=op.f("fk_pack_words_period_key")),
        sa.ForeignKeyConstraint(["recipe_key"], ["recipe.key"], name=op.f("fk_pack_words_recipe_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_pack_words")),
        sa.UniqueConstraint(
            "recipe_key", "period_key", "section", name=op.f("uq_pack_words_recipe_key_period_key_section")
        ),
    )
    op.create_index(op.f("ix_pack_words_period_key"), "pack_words", ["period_key"], unique=False)
    op.create_table(
        "party",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("charter_key", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_pmo", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["charter_key"], ["charter.key"], name=op.f("fk_party_charter_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_party")),
    )
    op.create_index(op.f("ix_party_charter_key"), "party", ["charter_key"], unique=False)
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
        sa.Column("lifecycle_key", sa.Integer(), nullable=True),
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
        sa.ForeignKeyConstraint(["lifecycle_key"], ["lifecycle.key"], name=op.f("fk_project_lifecycle_key")),
        sa.ForeignKeyConstraint(["portfolio_key"], ["portfolio.key"], name=op.f("fk_project_portfolio_key")),
        sa.ForeignKeyConstraint(["programme_key"], ["programme.key"], name=op.f("fk_project_programme_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_project")),
    )
    op.create_index(op.f("ix_project_portfolio_key"), "project", ["portfolio_key"], unique=False)
    op.create_index(op.f("ix_project_programme_key"), "project", ["programme_key"], unique=False)
    op.create_index(op.f("ix_project_reference"), "project", ["reference"], unique=False)
    op.create_table(
        "saving",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("office_key", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("service_key", sa.Integer(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("is_measured", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["office_key"], ["office.key"], name=op.f("fk_saving_office_key")),
        sa.ForeignKeyConstraint(["service_key"], ["service.key"], name=op.f("fk_saving_service_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_saving")),
    )
    op.create_index(op.f("ix_saving_office_key"), "saving", ["office_key"], unique=False)
    op.create_table(
        "allocation",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("project_key", sa.Integer(), nullable=False),
        sa.Column("person_key", sa.Integer(), nullable=False),
        sa.Column("month_on", sa.Date(), nullable=False),
        sa.Column("percent", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["person_key"], ["person.key"], name=op.f("fk_allocation_person_key")),
        sa.ForeignKeyConstraint(["project_key"], ["project.key"], name=op.f("fk_allocation_project_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_allocation")),
        sa.UniqueConstraint(
            "person_key", "project_key", "month_on", name=op.f("uq_allocation_person_key_project_key_month_on")
        ),
    )
    op.create_index(op.f("ix_allocation_project_key"), "allocation", ["project_key"], unique=False)
    op.create_table(
        "assessment",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("template_key", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("project_key", sa.Integer(), nullable=True),
        sa.Column("office_key", sa.Integer(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("assessor", sa.String(), nullable=False),
        sa.Column("is_independent", sa.Boolean(), nullable=False),
        sa.Column("short_form", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["office_key"], ["office.key"], name=op.f("fk_assessment_office_key")),
        sa.ForeignKeyConstraint(["project_key"], ["project.key"], name=op.f("fk_assessment_project_key")),
        sa.ForeignKeyConstraint(["template_key"], ["assessment_template.key"], name=op.f("fk_assessment_template_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_assessment")),
    )
    op.create_index(op.f("ix_assessment_office_key"), "assessment", ["office_key"], unique=False)
    op.create_index(op.f("ix_assessment_project_key"), "assessment", ["project_key"], unique=False)
    op.create_table(
        "assumption",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("project_key", sa.Integer(), nullable=True),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("if_wrong", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("finding", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["project_key"], ["project.key"], name=op.f("fk_assumption_project_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_assumption")),
    )
    op.create_index(op.f("ix_assumption_project_key"), "assumption", ["project_key"], unique=False)
    op.create_table(
        "baseline",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("project_key", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("approver", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("start_on", sa.Date(), nullable=True),
        sa.Column("finish_on", sa.Date(), nullable=True),
        sa.Column("bac", sa.Integer(), nullable=True),
        sa.Column("contingency", sa.Integer(), nullable=True),
        sa.Column("price_base", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["project_key"], ["project.key"], name=op.f("fk_baseline_project_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_baseline")),
        sa.UniqueConstraint("project_key", "version", name=op.f("uq_baseline_project_key_version")),
    )
    op.create_index(op.f("ix_baseline_project_key"), "baseline", ["project_key"], unique=False)
    op.create_table(
        "central_use",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("item_key", sa.Integer(), nullable=False),
        sa.Column("project_key", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["item_key"], ["central_item.key"], name=op.f("fk_central_use_item_key")),
        sa.ForeignKeyConstraint(["project_key"], ["project.key"], name=op.f("fk_central_use_project_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_central_use")),
    )
    op.create_index(op.f("ix_central_use_item_key"), "central_use", ["item_key"], unique=False)
    op.create_index(op.f("ix_central_use_project_key"), "central_use", ["project_key"], unique=False)
    op.create_table(
        "change_request",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("project_key", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("scope_effect", sa.String(), nullable=False),
        sa.Column("cost_effect", sa.Integer(), nullable=True),
        sa.Column("days_effect", sa.Integer(), nullable=True),
        sa.Column("requested_by", sa.String(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=True),
        sa.Column("decide_by_on", sa.Date(), nullable=True),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("verdict", sa.String(length=40), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("verdict_text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["project_key"], ["project.key"], name=op.f("fk_change_request_project_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_change_request")),
    )
    op.create_index(op.f("ix_change_request_project_key"), "change_request", ["project_key"], unique=False)
    op.create_table(
        "criterion_score",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("project_key", sa.Integer(), nullable=False),
        sa.Column("criterion_key", sa.Integer(), nullable=False),
        sa.Column("points", sa.Double(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["criterion_key"], ["criterion.key"], name=op.f("fk_criterion_score_criterion_key")),
        sa.ForeignKeyConstraint(["project_key"], ["project.key"], name=op.f("fk_criterion_score_project_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_criterion_score")),
        sa.UniqueConstraint("project_key", "criterion_key", name=op.f("uq_criterion_score_project_key_criterion_key")),
    )
    op.create_index(op.f("ix_criterion_score_criterion_key"), "criterion_score", ["criterion_key"], unique=False)
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
        "demand",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("project_key", sa.Integer(), nullable=False),
        sa.Column("role_key", sa.Integer(), nullable=False),
        sa.Column("month_on", sa.Date(), nullable=False),
        sa.Column("fte", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["project_key"], ["project.key"], name=op.f("fk_demand_project_key")),
        sa.ForeignKeyConstraint(["role_key"], ["role.key"], name=op.f("fk_demand_role_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_demand")),
        sa.UniqueConstraint(
            "project_key", "role_key", "month_on", name=op.f("uq_demand_project_key_role_key_month_on")
        ),
    )
    op.create_index(op.f("ix_demand_role_key"), "demand", ["role_key"], unique=False)
    op.create_table(
        "document",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("project_key", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("location", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["project_key"], ["project.key"], name=op.f("fk_document_project_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_document")),
    )
    op.create_index(op.f("ix_document_project_key"), "document", ["project_key"], unique=False)
    op.create_table(
        "escalation",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("project_key", sa.Integer(), nullable=True),
        sa.Column("record_table", sa.String(), nullable=False),
        sa.Column("record_key", sa.Integer(), nullable=False),
        sa.Column("from_level", sa.String(length=40), nullable=False),
        sa.Column("to_level", sa.String(length=40), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["project_key"], ["project.key"], name=op.f("fk_escalation_project_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_escalation")),
    )
    op.create_index(op.f("ix_escalation_project_key"), "escalation", ["project_key"], unique=False)
    op.create_index("ix_escalation_record", "escalation", ["record_table", "record_key"], unique=False)
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
        "left_as_is",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("charter_key", sa.Integer(), nullable=False),
        sa.Column("fault", sa.String(length=40), nullable=False),
        sa.Column("activity_key", sa.Integer(), nullable=True),
        sa.Column("party_key", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["activity_key"], ["activity.key"], name=op.f("fk_left_as_is_activity_key")),
        sa.ForeignKeyConstraint(["charter_key"], ["charter.key"], name=op.f("fk_left_as_is_charter_key")),
        sa.ForeignKeyConstraint(["party_key"], ["party.key"], name=op.f("fk_left_as_is_party_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_left_as_is")),
    )
    op.create_index(op.f("ix_left_as_is_charter_key"), "left_as_is", ["charter_key"], unique=False)
    op.create_table(
        "lesson",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("project_key", sa.Integer(), nullable=True),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("effect", sa.String(), nullable=False),
        sa.Column("recommendation", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("project_class", sa.String(length=40), nullable=True),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("learnt_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["project_key"], ["project.key"], name=op.f("fk_lesson_project_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_lesson")),
    )
    op.create_index(op.f("ix_lesson_project_key"), "lesson", ["project_key"], unique=False)
    op.create_table(
        "meeting",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("body_key", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("papers_due_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["body_key"], ["governance_body.key"], name=op.f("fk_meeting_body_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_meeting")),
    )
    op.create_index(op.f("ix_meeting_body_key"), "meeting", ["body_key"], unique=False)
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
        "recovery",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("project_key", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("begun_on", sa.Date(), nullable=True),
        sa.Column("exit_criteria", sa.String(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["project_key"], ["project.key"], name=op.f("fk_recovery_project_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_recovery")),
    )
    op.create_index(op.f("ix_recovery_project_key"), "recovery", ["project_key"], unique=False)
    op.create_table(
        "responsible",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("activity_key", sa.Integer(), nullable=False),
        sa.Column("party_key", sa.Integer(), nullable=False),
        sa.Column("letters", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["activity_key"], ["activity.key"], name=op.f("fk_responsible_activity_key")),
        sa.ForeignKeyConstraint(["party_key"], ["party.key"], name=op.f("fk_responsible_party_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_responsible")),
        sa.UniqueConstraint("activity_key", "party_key", name=op.f("uq_responsible_activity_key_party_key")),
    )
    op.create_index(op.f("ix_responsible_party_key"), "responsible", ["party_key"], unique=False)
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
        sa.Column("materialised_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["project_key"], ["project.key"], name=op.f("fk_risk_project_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_risk")),
    )
    op.create_index(op.f("ix_risk_project_key"), "risk", ["project_key"], unique=False)
    op.create_table(
        "service_request",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("service_key", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("project_key", sa.Integer(), nullable=True),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["project_key"], ["project.key"], name=op.f("fk_service_request_project_key")),
        sa.ForeignKeyConstraint(["service_key"], ["service.key"], name=op.f("fk_service_request_service_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_service_request")),
    )
    op.create_index(op.f("ix_service_request_project_key"), "service_request", ["project_key"], unique=False)
    op.create_index(op.f("ix_service_request_service_key"), "service_request", ["service_key"], unique=False)
    op.create_table(
        "stakeholder",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("project_key", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("influence", sa.Integer(), nullable=True),
        sa.Column("interest", sa.Integer(), nullable=True),
        sa.Column("support", sa.String(length=40), nullable=True),
        sa.Column("support_needed", sa.String(length=40), nullable=True),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("actions", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["project_key"], ["project.key"], name=op.f("fk_stakeholder_project_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_stakeholder")),
    )
    op.create_index(op.f("ix_stakeholder_project_key"), "stakeholder", ["project_key"], unique=False)
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
        "training",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("person_key", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("hours", sa.Double(), nullable=True),
        sa.Column("led_by", sa.String(), nullable=False),
        sa.Column("project_key", sa.Integer(), nullable=True),
        sa.Column("result", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person_key"], ["person.key"], name=op.f("fk_training_person_key")),
        sa.ForeignKeyConstraint(["project_key"], ["project.key"], name=op.f("fk_training_project_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_training")),
    )
    op.create_index(op.f("ix_training_person_key"), "training", ["person_key"], unique=False)
    op.create_index(op.f("ix_training_project_key"), "training", ["project_key"], unique=False)
    op.create_table(
        "answer",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("assessment_key", sa.Integer(), nullable=False),
        sa.Column("statement", sa.String(), nullable=False),
        sa.Column("respondent", sa.String(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("relevance", sa.Integer(), nullable=True),
        sa.Column("is_agreed", sa.Boolean(), nullable=False),
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
        sa.Column("ease", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("group", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_key"], ["assessment.key"], name=op.f("fk_assessment_target_assessment_key")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_assessment_target")),
        sa.UniqueConstraint("assessment_key", "domain", name=op.f("uq_assessment_target_assessment_key_domain")),
    )
    op.create_table(
        "baseline_milestone",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("baseline_key", sa.Integer(), nullable=False),
        sa.Column("milestone_key", sa.Integer(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["baseline_key"], ["baseline.key"], name=op.f("fk_baseline_milestone_baseline_key")),
        sa.ForeignKeyConstraint(["milestone_key"], ["milestone.key"], name=op.f("fk_baseline_milestone_milestone_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_baseline_milestone")),
        sa.UniqueConstraint(
            "baseline_key", "milestone_key", name=op.f("uq_baseline_milestone_baseline_key_milestone_key")
        ),
    )
    op.create_index(op.f("ix_baseline_milestone_milestone_key"), "baseline_milestone", ["milestone_key"], unique=False)
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
        "dependency",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("project_key", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("direction", sa.String(length=40), nullable=False),
        sa.Column("other_key", sa.Integer(), nullable=True),
        sa.Column("other_party", sa.String(), nullable=False),
        sa.Column("milestone_key", sa.Integer(), nullable=True),
        sa.Column("needed_by_on", sa.Date(), nullable=True),
        sa.Column("promised_on", sa.Date(), nullable=True),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["milestone_key"], ["milestone.key"], name=op.f("fk_dependency_milestone_key")),
        sa.ForeignKeyConstraint(["other_key"], ["project.key"], name=op.f("fk_dependency_other_key")),
        sa.ForeignKeyConstraint(["project_key"], ["project.key"], name=op.f("fk_dependency_project_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_dependency")),
    )
    op.create_index(op.f("ix_dependency_other_key"), "dependency", ["other_key"], unique=False)
    op.create_index(op.f("ix_dependency_project_key"), "dependency", ["project_key"], unique=False)
    op.create_table(
        "document_template",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("changes", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("document_key", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["document_key"], ["document.key"], name=op.f("fk_document_template_document_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_document_template")),
    )
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
        "gate",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("project_key", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("milestone_key", sa.Integer(), nullable=True),
        sa.Column("phase_key", sa.Integer(), nullable=True),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("chair", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(length=40), nullable=True),
        sa.Column("verdict_text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["milestone_key"], ["milestone.key"], name=op.f("fk_gate_milestone_key")),
        sa.ForeignKeyConstraint(["phase_key"], ["phase.key"], name=op.f("fk_gate_phase_key")),
        sa.ForeignKeyConstraint(["project_key"], ["project.key"], name=op.f("fk_gate_project_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_gate")),
    )
    op.create_index(op.f("ix_gate_project_key"), "gate", ["project_key"], unique=False)
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
        "planned_assessment",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("project_key", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("assessment_key", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assessment_key"], ["assessment.key"], name=op.f("fk_planned_assessment_assessment_key")
        ),
        sa.ForeignKeyConstraint(["project_key"], ["project.key"], name=op.f("fk_planned_assessment_project_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_planned_assessment")),
    )
    op.create_index(op.f("ix_planned_assessment_project_key"), "planned_assessment", ["project_key"], unique=False)
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
    op.create_table(
        "respondent",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("assessment_key", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["assessment_key"], ["assessment.key"], name=op.f("fk_respondent_assessment_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_respondent")),
        sa.UniqueConstraint("assessment_key", "name", name=op.f("uq_respondent_assessment_key_name")),
    )
    op.create_table(
        "sign_off",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("stakeholder_key", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("comment", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["stakeholder_key"], ["stakeholder.key"], name=op.f("fk_sign_off_stakeholder_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sign_off")),
    )
    op.create_index(op.f("ix_sign_off_stakeholder_key"), "sign_off", ["stakeholder_key"], unique=False)
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
        sa.Column("effect", sa.String(), nullable=False),
        sa.Column("gate_key", sa.Integer(), nullable=True),
        sa.Column("recovery_key", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["gate_key"], ["gate.key"], name=op.f("fk_action_gate_key")),
        sa.ForeignKeyConstraint(["project_key"], ["project.key"], name=op.f("fk_action_project_key")),
        sa.ForeignKeyConstraint(["recovery_key"], ["recovery.key"], name=op.f("fk_action_recovery_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_action")),
    )
    op.create_index(op.f("ix_action_project_key"), "action", ["project_key"], unique=False)
    op.create_table(
        "benefit_measure",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("benefit_key", sa.Integer(), nullable=False),
        sa.Column("measured_on", sa.Date(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["benefit_key"], ["benefit.key"], name=op.f("fk_benefit_measure_benefit_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_benefit_measure")),
    )
    op.create_index(op.f("ix_benefit_measure_benefit_key"), "benefit_measure", ["benefit_key"], unique=False)
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
        "method_item",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("phase_key", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("from_class", sa.String(length=40), nullable=False),
        sa.Column("template_key", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["phase_key"], ["phase.key"], name=op.f("fk_method_item_phase_key")),
        sa.ForeignKeyConstraint(["template_key"], ["document_template.key"], name=op.f("fk_method_item_template_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_method_item")),
    )
    op.create_index(op.f("ix_method_item_phase_key"), "method_item", ["phase_key"], unique=False)
    op.create_table(
        "template_issue",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("template_key", sa.Integer(), nullable=False),
        sa.Column("project_key", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["project_key"], ["project.key"], name=op.f("fk_template_issue_project_key")),
        sa.ForeignKeyConstraint(
            ["template_key"], ["document_template.key"], name=op.f("fk_template_issue_template_key")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_template_issue")),
    )
    op.create_index(op.f("ix_template_issue_project_key"), "template_issue", ["project_key"], unique=False)
    op.create_index(op.f("ix_template_issue_template_key"), "template_issue", ["template_key"], unique=False)
    op.create_table(
        "compliance",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("project_key", sa.Integer(), nullable=False),
        sa.Column("item_key", sa.Integer(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["item_key"], ["method_item.key"], name=op.f("fk_compliance_item_key")),
        sa.ForeignKeyConstraint(["project_key"], ["project.key"], name=op.f("fk_compliance_project_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_compliance")),
        sa.UniqueConstraint("project_key", "item_key", name=op.f("uq_compliance_project_key_item_key")),
    )
    op.create_index(op.f("ix_compliance_item_key"), "compliance", ["item_key"], unique=False)
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
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("rechecked_on", sa.Date(), nullable=True),
        sa.Column("recheck", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["action_key"], ["action.key"], name=op.f("fk_finding_action_key")),
        sa.ForeignKeyConstraint(["assessment_key"], ["assessment.key"], name=op.f("fk_finding_assessment_key")),
        sa.ForeignKeyConstraint(["project_key"], ["project.key"], name=op.f("fk_finding_project_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_finding")),
    )
    op.create_index(op.f("ix_finding_assessment_key"), "finding", ["assessment_key"], unique=False)
    op.create_index(op.f("ix_finding_project_key"), "finding", ["project_key"], unique=False)
    op.create_table(
        "gate_criterion",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("gate_key", sa.Integer(), nullable=False),
        sa.Column("item_key", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("is_met", sa.String(length=40), nullable=True),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["gate_key"], ["gate.key"], name=op.f("fk_gate_criterion_gate_key")),
        sa.ForeignKeyConstraint(["item_key"], ["method_item.key"], name=op.f("fk_gate_criterion_item_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_gate_criterion")),
    )
    op.create_index(op.f("ix_gate_criterion_gate_key"), "gate_criterion", ["gate_key"], unique=False)
    op.create_table(
        "waiver",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("project_key", sa.Integer(), nullable=False),
        sa.Column("item_key", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("approver", sa.String(), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["item_key"], ["method_item.key"], name=op.f("fk_waiver_item_key")),
        sa.ForeignKeyConstraint(["project_key"], ["project.key"], name=op.f("fk_waiver_project_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_waiver")),
    )
    op.create_index(op.f("ix_waiver_item_key"), "waiver", ["item_key"], unique=False)
    op.create_index(op.f("ix_waiver_project_key"), "waiver", ["project_key"], unique=False)
    # ### end Alembic commands ###
