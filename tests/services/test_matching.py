import pytest

from pmo_desktop.domain.project import Project
from pmo_desktop.services.drafts import Draft, new_row
from pmo_desktop.services.matching import Known


def project(name: str, reference: str = "") -> Draft:
    return new_row(Project, name=name, reference=reference)


PORTAL, TWIN, OTHER = project("Customer Portal (Phase 2)", "P-1"), project("Archive"), project("Archive")


@pytest.mark.parametrize(
    ("reference", "name", "found"),
    [
        ("p-1", "Something else", PORTAL),
        ("", "customer portal - phase 2", PORTAL),
        ("", "The Customer Portal Programme", PORTAL),
        ("P-9", "Customer Portal (Phase 2)", None),
        ("", "Customer", None),
        ("", "Archive", None),
    ],
)
def test_a_project_is_known_by_reference_then_name_then_telling_words(
    reference: str, name: str, found: Draft | None
) -> None:
    assert Known([PORTAL, TWIN, OTHER]).take(reference, name) is found


def test_a_project_is_given_out_once() -> None:
    known = Known([PORTAL])
    assert known.take("P-1", "") is PORTAL
    assert known.take("P-1", "") is None


def test_of_two_with_one_name_the_one_left_is_meant() -> None:
    first = project("Archive", "A-1")
    known = Known([first, TWIN])
    assert known.take("A-1", "Archive") is first
    assert known.take("", "Archive") is TWIN


def test_nobody_is_known_in_an_empty_workspace() -> None:
    assert Known([]).take("P-1", "Customer Portal") is None
