"""The tests read no clock, but in `tests/growth.py`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import growth
from tests.growth import assert_linear

TESTS = Path(__file__).parent
# `sleep` waits for something, and `strptime` and the like only calculate.
CLOCKS = {
    "time": {
        *("time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns"),
        *("process_time", "process_time_ns", "thread_time", "thread_time_ns", "clock_gettime"),
        *("localtime", "gmtime", "ctime", "asctime"),
    },
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "timeit": {"timeit", "repeat", "default_timer", "Timer"},
}
SOURCES = [path for path in sorted(TESTS.rglob("*.py")) if path.name != "growth.py"]


def clocks(source: str) -> Iterator[str]:
    """The names of clocks in a source, as they are used or imported, each with its line."""
    for node in ast.walk(ast.parse(source)):
        found = []
        if isinstance(node, ast.Attribute):
            owner = node.value
            name = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
            found = [(name, node.attr)]
        elif isinstance(node, ast.ImportFrom):
            found = [(node.module or "", alias.name) for alias in node.names]
        for module, name in found:
            if name in CLOCKS.get(module, ()):
                yield f"line {node.lineno}: {module}.{name}"  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(TESTS).as_posix())
def test_no_test_reads_a_clock(path: Path) -> None:
    assert list(clocks(path.read_text(encoding="utf-8"))) == [], (
        "use tests.growth.assert_linear, or count what is done"
    )


@pytest.mark.parametrize(
    "source",
    [
        "import time\ntime.monotonic()",
        "from time import perf_counter",
        "import datetime\ndatetime.datetime.now()",
        "from datetime import date\ndate.today()",
        "from datetime import datetime\nx = datetime.utcnow",
    ],
)
def test_a_clock_is_noticed(source: str) -> None:
    assert len(list(clocks(source))) == 1


def test_sleeping_and_calculating_read_no_clock() -> None:
    source = "import time, datetime\ntime.sleep(1)\ndatetime.timedelta(1)\nself.today()"
    assert list(clocks(source)) == []


@pytest.mark.slow
def test_quadratic_work_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growth, "_ATTEMPTS", 1)

    def quadratic(numbers: range) -> int:
        return sum(1 for _ in numbers for _ in numbers)

    with pytest.raises(AssertionError, match=r"4 times the input takes 1[0-9]"):
        assert_linear(lambda n: range(n), quadratic, 100)


def test_linear_work_passes() -> None:
    assert_linear(lambda n: [1] * n, lambda numbers: sum(numbers), 1000)
