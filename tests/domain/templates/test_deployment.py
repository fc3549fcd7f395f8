import pytest

from pmo_desktop.domain.choices import OfficeAuthority, OfficeKind, OfficeScope, OfficeStage
from pmo_desktop.domain.templates.deployment import DeploymentTemplate, deployment_templates, suited


@pytest.mark.parametrize("plan", deployment_templates(), ids=lambda plan: plan.key)
@pytest.mark.parametrize("authority", OfficeAuthority)
def test_every_plan_has_all_five_phases_in_order(plan: DeploymentTemplate, authority: OfficeAuthority) -> None:
    steps = plan.steps_for(authority)
    assert list(dict.fromkeys(step.phase for step in steps)) == list(OfficeStage)
    assert all(step.week >= 1 and step.weeks >= 1 and step.fte > 0 and step.owner and step.output for step in steps)
    assert len({step.title for step in steps}) == len(steps)


def test_every_kind_of_office_has_a_plan_of_its_own() -> None:
    assert {suited(kind, OfficeScope.SINGLE).key for kind in OfficeKind} >= {"project-office", "programme-office"}
    for kind in OfficeKind:
        assert kind in suited(kind, OfficeScope.CORPORATE).kinds
    assert suited(OfficeKind.PMO, OfficeScope.SECTORIAL).key == "sectorial"


def test_authority_decides_what_is_agreed_beforehand() -> None:
    plan = suited(OfficeKind.PMO, OfficeScope.CORPORATE)
    advisory, centralised = (
        {step.title for step in plan.steps_for(each)}
        for each in (OfficeAuthority.ADVISORY, OfficeAuthority.CENTRALISED)
    )
    assert any("advice" in title for title in advisory - centralised)
    assert any("neutrality" in title for title in centralised - advisory)


def test_every_plan_is_written_in_both_languages() -> None:
    for english, french in zip(deployment_templates("en"), deployment_templates("fr_CA"), strict=True):
        assert english.name != french.name
        assert all(a.title != b.title for a, b in zip(english.steps, french.steps, strict=True))
    assert deployment_templates("de") == deployment_templates("en")
