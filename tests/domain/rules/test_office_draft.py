import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.rules.office_draft import rounded, service_fte


@pytest.mark.parametrize(
    ("base", "per_ten", "projects", "fte"),
    [(0.2, 0.1, 0, 0.2), (0.2, 0.1, 20, 0.4), (0.5, 0.4, 35, 1.9), (0.1, 0.03, 12, 0.15), (0.1, 0.08, 7, 0.15)],
)
def test_people_of_a_service_are_worked_out_by_hand(base: float, per_ten: float, projects: int, fte: float) -> None:
    assert service_fte(base, per_ten, projects) == pytest.approx(fte)


@given(st.floats(0, 50))
def test_figures_come_in_twentieths_and_stay_near(fte: float) -> None:
    assert rounded(fte) * 20 == pytest.approx(round(rounded(fte) * 20))
    assert abs(rounded(fte) - fte) <= 0.025 + 1e-9
