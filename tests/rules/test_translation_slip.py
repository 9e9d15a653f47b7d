"""How closely lengths must go together for a slip, and over how many cues."""

from __future__ import annotations

import pytest

from tests.rules.limits import lines, sample
from tests.rules.samples import check_alone

# The lengths of texts, and those of the texts beside them: in two windows of nine cues from the second on, each goes
# together with the next one beside it. What follows is the worst correlation with that one, and with its own.
SURE = (
    [21, 9, 6, 5, 33, 32, 22, 15, 21, 25, 2, 8, 21, 31, 34, 21, 29, 11, 9, 22, 30],
    [5, 21, 9, 6, 5, 33, 32, 22, 15, 21, 25, 2, 8, 21, 31, 34, 21, 29, 11, 9, 22],
)
AT_0_7502 = (
    [14, 12, 12, 39, 5, 18, 41, 4, 5, 34, 6, 25, 26, 16, 8, 27, 17, 31, 26, 21, 23],
    [6, 7, 20, 15, 33, 14, 27, 35, 11, 8, 28, 11, 17, 33, 19, 3, 30, 26, 23, 23, 28],
)
AT_0_7493 = (
    [5, 33, 24, 24, 27, 1, 13, 10, 8, 10, 31, 14, 18, 17, 40, 17, 16, 19, 4, 31, 37],
    [22, 14, 29, 24, 25, 32, 8, 20, 13, 11, 9, 24, 18, 23, 8, 33, 22, 19, 28, 11, 32],
)
OWN_AT_0_3496 = (
    [25, 18, 22, 31, 14, 19, 35, 21, 21, 14, 6, 4, 21, 13, 21, 34, 41, 28, 13, 10, 11],
    [27, 19, 18, 23, 34, 8, 23, 31, 15, 19, 17, 11, 10, 23, 16, 18, 28, 35, 33, 9, 4],
)
OWN_AT_0_3502 = SURE


def found(here: list[int], there: list[int]) -> int:
    """How many findings there are in a file beside another, with texts of some lengths."""
    text, beside = (lines(*("x" * length for length in each)) for each in (here, there))
    return len(check_alone("translation_slip", sample(text, "talk.fr.srt", beside))[0])


@pytest.mark.parametrize(
    ("lengths", "is_slip"),
    [(AT_0_7502, True), (AT_0_7493, False), (OWN_AT_0_3496, True), (OWN_AT_0_3502, False)],
)
def test_lengths_that_go_together_by_three_quarters_with_the_next_and_not_with_their_own_are_a_slip(
    lengths: tuple[list[int], list[int]], is_slip: bool
) -> None:
    assert found(*lengths) == is_slip


@pytest.mark.parametrize(("count", "is_slip"), [(20, False), (21, True)])
def test_a_slip_goes_on_for_eighteen_cues(count: int, is_slip: bool) -> None:
    here, there = AT_0_7502
    assert found(here[:count], there[:count]) == is_slip
