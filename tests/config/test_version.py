"""Which versions a configuration is for: each comparison below, at and above this one."""

from __future__ import annotations

import pytest

from caption_qa_action import __version__
from caption_qa_action.config._version import _release, check_version

BEFORE, OWN, AFTER = ("0.0.0.1", ".".join(map(str, _release(__version__))), "999999")


@pytest.mark.parametrize(
    ("comparison", "of_before", "of_own", "of_after"),
    [
        ("==", False, True, False),
        ("!=", True, False, True),
        (">=", True, True, False),
        ("<=", False, True, True),
        (">", True, False, False),
        ("<", False, False, True),
    ],
)
def test_a_version_is_compared(
    comparison: str, of_before: bool, of_own: bool, of_after: bool
) -> None:
    for version, holds in ((BEFORE, of_before), (OWN, of_own), (AFTER, of_after)):
        if holds:
            check_version(f"{comparison}{version}")
        else:
            with pytest.raises(ValueError, match="is asked for"):
                check_version(f"{comparison}{version}")


def test_every_clause_has_to_hold() -> None:
    check_version(f">={OWN}, <{AFTER}")
    with pytest.raises(ValueError, match="is asked for"):
        check_version(f">={OWN},<{OWN}")
