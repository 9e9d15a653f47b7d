"""How fractions of a second are read that have not three digits."""

from __future__ import annotations

import pytest

from caption_qa_action.core.clock import fraction_ms, fraction_readings


@pytest.mark.parametrize(
    ("digits", "ms"),
    [
        ("0", 0), ("5", 500), ("50", 500), ("05", 50), ("500", 500), ("999", 999),
        # Half up, in the fourth digit and by it alone.
        ("0004", 0), ("0005", 1), ("00049", 0), ("0014", 1), ("0015", 2), ("9994", 999), ("9995", 1000),
        ("999999999", 1000), ("1001", 100), ("10000", 100), ("1" * 5000, 111),
        # What programs write that round 999.6 ms up.
        ("1000", 1000),
    ],
)  # fmt: skip
def test_a_fraction_is_decimal_and_rounded_half_up(digits: str, ms: int) -> None:
    assert fraction_ms(digits) == ms


@pytest.mark.parametrize(
    ("digits", "ms", "others"),
    [("5", 500, 5), ("05", 50, 5), ("5000", 500, 5000), ("0005", 1, 5), ("1234567890", 123, 123456789)],
)  # fmt: skip
def test_a_message_says_what_others_read(digits: str, ms: int, others: int) -> None:
    assert fraction_readings(digits) == f"; taken for {ms} ms, which others read as {others}"


@pytest.mark.parametrize("digits", ["", "0", "0000", "500", "1000", "0500"[1:]])
def test_where_all_read_the_same_there_is_nothing_to_say(digits: str) -> None:
    assert fraction_readings(digits) == ""
