"""What every test shares: no display, and how hard Hypothesis tries."""

import os

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_COMMON = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
# The same examples every time, so that a failure speaks of the change and not of luck.
settings.register_profile("short", _COMMON, max_examples=50, derandomize=True, database=None)
settings.register_profile("long", _COMMON, max_examples=2_000)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="the form before a release: far more examples and kills")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("long" if config.getoption("--long") else "short")


@pytest.fixture
def long(request: pytest.FixtureRequest) -> bool:
    """Whether this is the form before a release."""
    return bool(request.config.getoption("--long"))
