import pytest

from pmo_desktop.domain.choices import ProjectClass, Stage
from pmo_desktop.domain.method import MethodItemKind
from pmo_desktop.domain.templates.lifecycles import LifecycleTemplate, document_sketches, lifecycle_templates


@pytest.mark.parametrize("lifecycle", lifecycle_templates(), ids=lambda each: each.key)
def test_every_lifecycle_has_phases_in_order_gates_with_criteria_and_documents_that_exist(
    lifecycle: LifecycleTemplate,
) -> None:
    stages = [list(Stage).index(phase.stage) for phase in lifecycle.phases]
    assert stages == sorted(set(stages))
    documents = {each.key for each in document_sketches()}
    for phase in lifecycle.phases:
        kinds = {item.kind for item in phase.items if item.from_class is ProjectClass.SMALL}
        assert (MethodItemKind.CRITERION in kinds) is bool(phase.gate)
        assert {item.document for item in phase.items if item.document} <= documents
        assert len({item.title for item in phase.items}) == len(phase.items)


def test_lifecycles_and_documents_are_written_in_both_languages() -> None:
    for english, french in zip(lifecycle_templates("en"), lifecycle_templates("fr"), strict=True):
        assert english.name != french.name
        for first, second in zip(english.phases, french.phases, strict=True):
            assert all(
                a.title != b.title for a, b in zip(first.items, second.items, strict=True) if a.title != "RAID log"
            )
    assert all(a.title != b.title for a, b in zip(document_sketches("en"), document_sketches("fr"), strict=True))
