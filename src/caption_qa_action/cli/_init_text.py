"""What the parts of `caption-qa init` have in common: names, and text as YAML."""

from __future__ import annotations

import os

from caption_qa_action.cli._file_changes import read_text
from caption_qa_action.core.errors import ConfigError, UsageError

REPOSITORY = "caption-qa/caption-qa-action"
# Whether the version of this package has a tag that others can name. The README states the same.
IS_PUBLISHED = False


def not_understood(path: str, error: ConfigError, part: str) -> UsageError:
    """What to do about a file that is there and cannot be understood."""
    return UsageError(f"left alone: {error}; mend it, or go without: caption-qa init --skip {part}")


def has_table(path: str) -> bool:
    """Whether a file is a configuration of ours: `pyproject.toml` is one where it has our table."""
    from caption_qa_action.config import toml

    if not path.endswith(".toml"):
        return True
    if not os.path.isfile(path):
        return False
    try:
        tool = toml.loads(read_text(path)).get("tool", {})
    except ValueError:
        return False
    return isinstance(tool, dict) and "caption-qa" in tool


def scalar(value: str | list[str]) -> str:
    """A text or a list of texts as YAML writes it on one line."""
    import yaml

    dumped = yaml.safe_dump(value, allow_unicode=True, width=10_000, default_flow_style=True)
    return dumped.removesuffix("...\n").strip()
