"""Where the documentation is on the web; every place that links to it asks here."""

from __future__ import annotations

# `project.urls.Documentation` of pyproject.toml; a test holds them together.
DOCS_URL = "https://caption-qa.github.io/caption-qa-action/"


def rule_url(code: str) -> str:
    """Where the page of a code is."""
    return f"{DOCS_URL}rules/{code}/"


def preset_url(name: str) -> str:
    """Where the page of a preset is."""
    return f"{DOCS_URL}presets/{name}/"
