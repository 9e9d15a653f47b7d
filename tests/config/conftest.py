"""A project in an empty folder, and three small rules that stay as they are."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import caption_qa_action.rules as rules
from caption_qa_action.core.registry import Registry

WriteFile = Callable[[str, str], Path]

RULE = '''
from caption_qa_action.core.diagnostic import Severity
SEVERITY = Severity.{severity}
DEFAULT = {default}
def check(document, *{options}):
    """Stands for a rule."""
    return ()
'''
RULES = {
    "file/byte_order_mark": RULE.format(severity="INFO", default=True, options=", forbidden=False"),
    "layout/line_too_long": RULE.format(
        severity="WARNING",
        default=True,
        options=", limit_columns=42, limit_columns_by_language={'ja': 13}, ignored_words=(), style='a'",
    ),
    "timing/overlapping_cues": RULE.format(severity="WARNING", default=True, options="args"),
    "timing/reading_speed_high": RULE.format(
        severity="WARNING", default=True, options=", limit_cps: float = 20.0"
    ),
    "timing/reading_speed_wpm_high": RULE.format(
        severity="WARNING", default=False, options=", limit_wpm=180"
    ),
    "text/all_caps": RULE.format(severity="INFO", default=False, options=", limit_percent=50"),
}


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "real_rules: the test is about the rules that there are")


@pytest.fixture(autouse=True)
def _small_rules(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[None]:
    """Replace the rules by a few that no other change touches."""
    if request.node.get_closest_marker("real_rules"):
        yield
        return
    parent = tmp_path_factory.mktemp("rules")
    package = parent / "small_rules"
    for name, text in RULES.items():
        path = package / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        (path.parent / "__init__.py").touch()
        path.write_text(text, encoding="utf-8")
    (package / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(parent))
    monkeypatch.setattr(rules, "RULES", Registry("small_rules", str(package), nested=True))
    monkeypatch.setattr(rules, "_loaded", {})
    monkeypatch.setattr(rules, "_renamed", None)
    yield
    for name in [name for name in sys.modules if name.partition(".")[0] == "small_rules"]:
        del sys.modules[name]


@pytest.fixture(autouse=True)
def project(
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """The folder that the run starts in: the root of a repository, with a cache of its own."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CAPTION_QA_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.delenv("CAPTION_QA_NO_CACHE", raising=False)
    return tmp_path


@pytest.fixture
def write(project: Path) -> WriteFile:
    """Writes a file of the project."""

    def write_file(name: str, text: str) -> Path:
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        return path

    return write_file
