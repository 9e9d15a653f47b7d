"""What all tests share: `pytest --update` rewrites the expected outputs."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

from tests.plain_user import users_folder

__all__ = ["users_folder"]

# The same examples in every run, so that a failure is a change of ours; to look for new ones:
# HYPOTHESIS_PROFILE=explore python3 dev.py test
_NOISY = (HealthCheck.too_slow, HealthCheck.filter_too_much)
settings.register_profile(
    "stable", derandomize=True, deadline=None, database=None, suppress_health_check=_NOISY
)
settings.register_profile("explore", deadline=None, suppress_health_check=_NOISY)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "stable"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update", action="store_true", help="rewrite the expected outputs (read the diff!)"
    )


@pytest.fixture
def update_goldens(request: pytest.FixtureRequest) -> bool:
    """Whether expected outputs are to be written instead of compared."""
    return bool(request.config.getoption("--update"))
