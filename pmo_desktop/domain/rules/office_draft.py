"""How many people the services of a new office take.

Source: the product's rules, as a first estimate for a draft: each service takes a base, and more for every ten projects
it serves. Figures are rounded to a twentieth of a person.
"""

_PARTS = 20


def service_fte(base: float, per_ten: float, projects: int) -> float:
    """Full-time equivalents a service takes for a number of projects, 0 or more."""
    return rounded(base + per_ten * projects / 10)


def rounded(fte: float) -> float:
    """To the nearest twentieth."""
    return round(fte * _PARTS) / _PARTS
