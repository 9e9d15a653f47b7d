"""What all tests share: the options `--update` and `--quick`, profiles of Hypothesis, a clean checkout."""

from __future__ import annotations

import os
import re
import secrets
import subprocess
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import HealthCheck, settings

from tests import sampling
from tests.plain_user import users_folder

__all__ = ["users_folder"]

ROOT = Path(__file__).parents[1]
# In CI, and unless asked otherwise, the same examples in every run, so that a failure is a change of
# ours. To look for new ones, from a seed that is printed and can be given again:
# HYPOTHESIS_PROFILE=explore python3 dev.py test [--hypothesis-seed=SEED]
_NOISY = (HealthCheck.too_slow, HealthCheck.filter_too_much)
settings.register_profile(
    "stable", derandomize=True, deadline=None, database=None, suppress_health_check=_NOISY
)
settings.register_profile(
    "explore", deadline=None, suppress_health_check=_NOISY, print_blob=True, database=None
)
settings.register_profile(
    sampling.QUICK, settings.get_profile("stable"), max_examples=sampling.QUICK_EXAMPLES
)
# A test with more parameters than this is sampled with `--quick`, which is to answer in a minute on two cores.
_MANY_MEMBERS = 3
# How a module says that it holds slow tests alone.
_SLOW_MODULE = re.compile(rb"^pytestmark = (?:\[[^\]]*)?\bpytest\.mark\.slow\b", re.MULTILINE)
_LEFT_OUT = pytest.StashKey[dict[str, int]]()
_STATUS = pytest.StashKey[str]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update", action="store_true", help="rewrite the expected outputs (read the diff!)"
    )
    parser.addoption(
        "--quick",
        action="store_true",
        help="leave out what is marked slow, and most of what is marked sampled",
    )


def pytest_configure(config: pytest.Config) -> None:
    # What was found before is no proof: every test checks its files, but those that are about the cache.
    os.environ.setdefault("CAPTION_QA_NO_CACHE", "findings")
    usual = sampling.QUICK if config.getoption("--quick") else "stable"
    in_ci = bool(os.environ.get("CI"))
    profile = usual if in_ci else os.environ.get("HYPOTHESIS_PROFILE", usual)
    settings.load_profile(profile)
    if profile == "explore" and config.getoption("hypothesis_seed", None) is None:
        # Chosen here, so that every worker has the same and the header can name it.
        seed = os.environ.setdefault("CAPTION_QA_TEST_SEED", str(secrets.randbelow(2**32)))
        config.option.hypothesis_seed = seed
    if not hasattr(config, "workerinput"):
        config.stash[_STATUS] = _git_status()


def pytest_report_header(config: pytest.Config) -> list[str]:
    seed = config.getoption("hypothesis_seed", None)
    return [f"hypothesis seed: {seed}"] if seed is not None else []


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """With `--quick`, do not even import a module of slow tests alone, and what it needs."""
    if not config.getoption("--quick") or collection_path.suffix != ".py":
        return None
    if not _SLOW_MODULE.search(collection_path.read_bytes()):
        return None
    # Those beside what was asked for are looked at too.
    asked = (config.invocation_params.dir / arg.partition("::")[0] for arg in config.args)
    if any(collection_path.is_relative_to(path) for path in asked):
        _leave_out(config, "modules", 1)
    return True


@pytest.hookimpl(trylast=True)
def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """With `--quick`, make some of the tests that are sampled or have many members.

    To make all of them, and leave most out when they are collected, would take as long as to run the others.
    """
    calls = metafunc._calls
    if not calls or not metafunc.config.getoption("--quick"):
        return
    marker = metafunc.definition.get_closest_marker("sampled")
    # Of a law over hundreds of members some are enough, of each law others.
    every = max(marker.args[0] if marker else 1, -(-len(calls) // _MANY_MEMBERS))
    first = 0 if marker else -crc32(metafunc.definition.nodeid.encode()) % every
    metafunc._calls = calls[first::every]
    _leave_out(metafunc.config, "tests", len(calls) - len(metafunc._calls))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With `--quick`, leave out what is slow."""
    if not config.getoption("--quick"):
        return
    kept = [item for item in items if not item.get_closest_marker("slow")]
    _leave_out(config, "tests", len(items) - len(kept))
    items[:] = kept


def _leave_out(config: pytest.Config, what: str, number: int) -> None:
    left_out = config.stash.setdefault(_LEFT_OUT, {"tests": 0, "modules": 0})
    left_out[what] += number
    # To the process that prints the summary, where the tests run in others.
    if hasattr(config, "workeroutput"):
        config.workeroutput["left_out"] = left_out


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object, error: object) -> None:
    output = getattr(node, "workeroutput", {})
    if "left_out" in output:
        node.config.stash[_LEFT_OUT] = output["left_out"]  # type: ignore[attr-defined]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    left_out = terminalreporter.config.stash.get(_LEFT_OUT, None)
    if left_out:
        terminalreporter.write_line(
            f"quick: {left_out['tests']} slow or sampled tests are left out, besides modules of slow tests"
            f" ({left_out['modules']}); without --quick all are run"
        )


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail when a test has written into the checkout."""
    before = session.config.stash.get(_STATUS, None)
    if before is None or session.config.getoption("--update"):
        return
    changed = sorted(set(_git_status().splitlines()) ^ set(before.splitlines()))
    if changed:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        reporter = session.config.pluginmanager.get_plugin("terminalreporter")
        if reporter is not None:
            reporter.write_line("")
            reporter.write_line(f"the tests have changed the checkout: {', '.join(changed)}")


def _git_status() -> str:
    """What git sees of the checkout that is not committed; nothing where there is no git."""
    command = ["git", "status", "--porcelain", "--untracked-files=all"]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout if done.returncode == 0 else ""


@pytest.fixture
def update_goldens(request: pytest.FixtureRequest) -> bool:
    """Whether expected outputs are to be written instead of compared."""
    return bool(request.config.getoption("--update"))
