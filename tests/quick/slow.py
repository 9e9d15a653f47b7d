"""Slow tests alone: a quick run does not even import them."""

from __future__ import annotations

import pytest

pytestmark = [
    pytest.mark.xdist_group("any"),
    pytest.mark.slow,
]
pytest.fail("imported")
