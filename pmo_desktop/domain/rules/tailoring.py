"""How much method a project needs: its class from size and uncertainty, and what is asked of that class.

Source: the product's definition of method, tailored by project class (size × uncertainty). Uncertainty raises a project
by one class, because what nobody has done before needs the care of something larger.
"""

from pmo_desktop.domain.choices import Choice, ProjectClass
from pmo_desktop.text import N_


class Size(Choice):
    """How large a project is, by the organisation's own limits of money and people."""

    SMALL = "small", N_("Small")
    MEDIUM = "medium", N_("Medium")
    LARGE = "large", N_("Large")


class Uncertainty(Choice):
    """Whether the way is known, or something in it was never done here before."""

    LOW = "low", N_("Done before")
    HIGH = "high", N_("New to us")


_CLASSES = tuple(ProjectClass)


def class_of(size: Size, uncertainty: Uncertainty) -> ProjectClass:
    """The class of a project: its size, and one higher where the way is not known."""
    return _CLASSES[tuple(Size).index(size) + (uncertainty is Uncertainty.HIGH)]


def is_asked(from_class: ProjectClass, project_class: ProjectClass | None) -> bool:
    """Whether something asked from a class on is asked of a project; all of it while its class is not known."""
    return project_class is None or _CLASSES.index(project_class) >= _CLASSES.index(from_class)
