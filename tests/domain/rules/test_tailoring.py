import pytest

from pmo_desktop.domain.choices import ProjectClass
from pmo_desktop.domain.rules.tailoring import Size, Uncertainty, class_of, is_asked


@pytest.mark.parametrize(
    ("size", "known", "new"),
    [
        (Size.SMALL, ProjectClass.SMALL, ProjectClass.MEDIUM),
        (Size.MEDIUM, ProjectClass.MEDIUM, ProjectClass.LARGE),
        (Size.LARGE, ProjectClass.LARGE, ProjectClass.LARGE_UNCERTAIN),
    ],
)
def test_what_is_new_raises_a_project_by_one_class(size: Size, known: ProjectClass, new: ProjectClass) -> None:
    assert (class_of(size, Uncertainty.LOW), class_of(size, Uncertainty.HIGH)) == (known, new)


def test_a_class_is_asked_for_all_that_smaller_ones_are_and_an_unknown_one_for_everything() -> None:
    asked = {each: [is_asked(wanted, each) for wanted in ProjectClass] for each in (*ProjectClass, None)}
    assert asked[ProjectClass.SMALL] == [True, False, False, False]
    assert asked[ProjectClass.LARGE] == [True, True, True, False]
    assert asked[ProjectClass.LARGE_UNCERTAIN] == asked[None] == [True, True, True, True]
