"""Declared fields: what a mapped column says of itself."""

import pytest

from pmo_desktop.domain.action import Action
from pmo_desktop.domain.base import Base
from pmo_desktop.domain.charter import Charter, CharterReview
from pmo_desktop.domain.choices import Rating
from pmo_desktop.domain.fields import Field, computed, field_of, fields_of, shown
from pmo_desktop.domain.figures import Figures
from pmo_desktop.domain.period import PeriodCopy, StatusReport
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.risk import Risk
from pmo_desktop.domain.schema import ENTITIES
from pmo_desktop.domain.settings import Settings

KINDS = {
    "text", "long text", "integer", "year", "percent", "number", "money", "date", "moment", "choice", "flag", "rating",
    "reference",
}  # fmt: skip


@pytest.mark.parametrize(
    ("entity", "name", "kind"),
    [
        (Project, "name", "text"),
        (Project, "description", "long text"),
        (Project, "status", "choice"),
        (Project, "managed_by_pmo", "flag"),
        (Project, "bac", "money"),
        (Project, "forecast_finish_on", "date"),
        (Project, "programme_key", "reference"),
        (StatusReport, "overall", "rating"),
        (Settings, "amber_percent", "percent"),
        (Settings, "stale_days", "integer"),
        (Figures, "cpi", "number"),
        (CharterReview, "at", "moment"),
        (Risk, "current_score", "integer"),
    ],
)
def test_the_kind_follows_the_type_unless_it_is_told(entity: type, name: str, kind: str) -> None:
    assert field_of(entity, name).kind == kind


def test_a_field_carries_all_that_shows() -> None:
    assert field_of(Project, "organisation") == Field(
        name="organisation", word="Organisation", kind="text", width=16, help_word="The owning organisation.",
        editable=True, group="", computed=False, required=False, choices=None, target=None,
    )  # fmt: skip
    field = field_of(Project, "organisation")
    assert (field.label, field.help) == ("Organisation", "The owning organisation.")
    assert field_of(Project, "name").help == ""
    assert field_of(Project, "name").required


def test_a_reference_knows_its_table_and_a_choice_its_list() -> None:
    assert field_of(Action, "project_key").target == "project"
    assert field_of(StatusReport, "overall").choices is Rating
    assert not field_of(Charter, "version").editable


def test_computed_fields_stand_behind_the_stored_ones_and_cannot_be_edited() -> None:
    names = [field.name for field in fields_of(Risk)]
    assert names[-5:] == ["inherent_score", "current_score", "target_score", "points_to_go", "expected_cost"]
    score = field_of(Risk, "current_score")
    assert (score.computed, score.editable, score.label) == (True, False, "Current")
    assert [field.computed for field in fields_of(Risk)] == [False] * (len(names) - 5) + [True] * 5


def test_a_column_that_says_nothing_does_not_show() -> None:
    assert fields_of(PeriodCopy) == ()
    with pytest.raises(KeyError):
        field_of(Project, "key")


def test_a_computed_method_still_computes() -> None:
    @computed("Double", kind="integer")
    def double(number: int) -> int:
        return 2 * number

    assert double(4) == 8
    assert shown("Name")["shown"]


@pytest.mark.parametrize("entity", ENTITIES)
def test_every_declaration_makes_sense(entity: type[Base]) -> None:
    columns = entity.__table__.columns
    for field in fields_of(entity):
        assert field.kind in KINDS
        assert field.word
        assert 4 <= field.width <= 60
        assert not field.help_word or field.help_word.endswith(".")
        assert (field.kind in {"choice", "rating"}) == (field.choices is not None)
        if field.kind == "reference":
            assert field.target
        if field.required:
            assert not columns[field.name].nullable
