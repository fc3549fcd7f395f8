from pmo_desktop.reports.sections import balance, resources
from pmo_desktop.services.insights.shortage import wanting
from pmo_desktop.storage.workspace import Workspace
from tests.reports.sections.conftest import Draw


def test_the_roles_that_are_short_stand_with_the_projects_that_want_them(sample: Workspace, draw: Draw) -> None:
    page = draw(resources.SECTION, sample)
    assert page is not None
    role, gap, projects = page.answer.wanting[0]
    assert page.says(role)
    assert page.says(f"short by {gap} FTE months")
    assert page.says(projects[0].name)
    assert len(page.reader.pages) == 1
    with sample.reading() as session:
        key = int(page.answer.capacity.chart.rows[0].key)
        found = wanting(session, [key], page.answer.capacity.months)[key]
    assert [each.fte_months for each in found] == sorted((each.fte_months for each in found), reverse=True)
    assert 0 < sum(each.share for each in found) <= 1


def test_without_demand_and_without_objectives_both_pages_are_left_out(register: Workspace, draw: Draw) -> None:
    assert draw(resources.SECTION, register) is None
    assert draw(balance.SECTION, register) is None


def test_the_pipeline_adds_up_and_what_nobody_serves_is_named(sample: Workspace, draw: Draw) -> None:
    page = draw(balance.SECTION, sample)
    assert page is not None
    steps = page.answer.steps
    assert sum(step.projects for step in steps) == len(page.answer.coverage.served)
    assert sum(step.cost for step in steps) == sum(each.cost or 0 for each in page.answer.coverage.served)
    for objective in page.answer.coverage.unserved:
        assert page.says(objective.title)
    assert page.says(page.answer.balance.title)
