"""The files that `caption-qa init` writes, made of what is there already."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import TYPE_CHECKING

from caption_qa_action import __version__
from caption_qa_action.cli._file_changes import Change, read_text
from caption_qa_action.cli._init_text import REPOSITORY, has_table, not_understood, scalar
from caption_qa_action.config import FILE_NAMES
from caption_qa_action.core.errors import ConfigError
from caption_qa_action.core.pages import DOCS_URL
from caption_qa_action.presets import NONE

if TYPE_CHECKING:
    from caption_qa_action.cli._init_survey import Survey
    from caption_qa_action.config.edit import Value

_PRE_COMMIT = ".pre-commit-config.yaml"
# The file that `caption-qa baseline` takes when it is given no other.
BASELINE = ".caption-qa-baseline.json"
_NO_PLATFORM = (
    "# No platform: each file is judged by its own format; the platforms: caption-qa presets",
    "preset: none",
)
_NOTHING_CHOSEN = "\n".join(_NO_PLATFORM)
_ENTRY: Mapping[str, Value] = {
    "repo": f"https://github.com/{REPOSITORY}",
    "rev": f"v{__version__}",
    "hooks": [{"id": "caption-qa"}],
}


def changes(found: Survey, parts: Sequence[str]) -> list[Change]:
    """What is to be written for each part of the set-up, none of it written yet."""
    from caption_qa_action.cli import _init_ci

    made: list[Change] = []
    if "config" in parts:
        made += [config(found), *nested(found)]
    if "workflow" in parts:
        made += _init_ci.changes(found)
    if "pre-commit" in parts:
        made.append(pre_commit(found))
    return made


def config(found: Survey) -> Change:
    """The configuration: written anew, or with what it does not set yet."""
    path = present()
    if path:
        return _extended(path, found)
    return Change(FILE_NAMES[0], None, _new_config(found), _what(found))


def present() -> str:
    """The configuration at the top that is there, `""` for none."""
    return next((name for name in FILE_NAMES if os.path.lexists(name) and has_table(name)), "")


def own_preset() -> str:
    """The preset that the configuration at the top itself sets, `""` where it may be chosen."""
    path = present()
    if not path:
        return ""
    text = read_text(path)
    preset = _data(path, text).get("preset")
    return "" if _NOTHING_CHOSEN in text or not isinstance(preset, str) else preset


def sets(path: str) -> Set[str]:
    """The keys of a configuration that is there. Raises UsageError."""
    return _data(path, read_text(path)).keys()


def nested(found: Survey) -> Iterator[Change]:
    """The configurations of folders for whose files the baseline that is asked for is not in force yet."""
    for path in found.nested if found.baseline else ():
        old = read_text(path)
        if not sets(path) & {"baseline", "extend"}:
            name = os.path.relpath(found.baseline, os.path.dirname(path)).replace(os.sep, "/")
            new = _with_keys(path, old, {"baseline": name})
            yield Change(path, old, new, "names the baseline, which is not in force there without")


def _what(found: Survey) -> str:
    return "no platform is chosen" if found.preset in ("", NONE) else f"preset {found.preset}"


def _data(path: str, text: str) -> dict[str, object]:
    """What a configuration sets. Raises UsageError."""
    from caption_qa_action.config import edit, edit_toml

    try:
        return edit_toml.data(path, text) if path.endswith(".toml") else edit.data(path, text)
    except ConfigError as error:
        raise not_understood(path, error, "config") from error


def _with_keys(path: str, text: str, keys: Mapping[str, str | list[str]]) -> str:
    """A configuration with more keys. Raises UsageError."""
    from caption_qa_action.config import edit, edit_toml

    try:
        if path.endswith(".toml"):
            return edit_toml.add_keys(path, text, keys)
        return edit.add_keys(path, text, keys)
    except ConfigError as error:
        raise not_understood(path, error, "config") from error


def _extended(path: str, found: Survey) -> Change:
    """A configuration that is there, with what it does not set yet."""
    old = read_text(path)
    new = old
    if found.asked:
        # Where we wrote that no platform is chosen, the one that is chosen now is written instead.
        new = old.replace(_NOTHING_CHOSEN, "\n".join(_platform(found)))
    values = _data(path, new)
    if more := _missing(values.keys(), found):
        new = _with_keys(path, new, more)
    other = values.get("preset", found.asked)
    if found.asked and other != found.asked:
        why = f'it says "preset: {other}"; change that line where it is to be {found.asked}'
        return Change(path, old, new if more else None, why)
    if new == old:
        why = "it says what is needed already"
        if not values.keys() & {"preset", "extend"}:
            why = "it stays as it is, without a preset (caption-qa init NAME adds one)"
        return Change(path, old, None, why)
    why = "added what it did not say" if more else _what(found)
    return Change(path, old, new, why)


def _missing(keys: Set[str], found: Survey) -> dict[str, str | list[str]]:
    """The keys to add to a configuration that has some."""
    more: dict[str, str | list[str]] = {}
    if found.preset and not keys & ({"preset"} if found.asked else {"preset", "extend"}):
        more["preset"] = found.preset
    left_out = [*found.excludes, *found.generated]
    if left_out and not keys & {"exclude", "extend-exclude"}:
        more["extend-exclude"] = left_out
    if found.has_siblings and not keys & {"select", "extend-select", "extend"}:
        more["extend-select"] = ["siblings"]
    if found.baseline and not found.has_baseline and "baseline" not in keys:
        more["baseline"] = found.baseline
    return more


def _platform(found: Survey) -> Sequence[str]:
    if found.preset in ("", NONE):
        return _NO_PLATFORM
    return [
        f"# The platform whose limits apply ({found.why}); the others: caption-qa presets",
        f"preset: {found.preset}",
    ]


def _new_config(found: Survey) -> str:
    lines = [
        f"# yaml-language-server: $schema={DOCS_URL}schemas/config.schema.json",
        f"# How captions are checked here; every key: {DOCS_URL}",
        "",
    ]
    lines += [
        *_platform(found),
        "",
        "# What fails the build: error, warning, info or never, and codes of rules.",
        "fail-on: error",
    ]
    if found.has_siblings:
        lines += [
            "",
            "# Languages lie side by side: each is compared with the original.",
            "extend-select: [siblings]",
        ]
    if found.excludes or found.generated:
        lines += ["", "# Captions that are broken on purpose, generated, or not ours."]
        lines += ["extend-exclude:"]
        lines += [f"  - {scalar(name)}" for name in (*found.excludes, *found.generated)]
    if found.baseline:
        lines += [
            "",
            "# What failed already; caption-qa baseline prune drops what was mended since.",
            f"baseline: {found.baseline}",
        ]
    return "\n".join(lines) + "\n"


def pre_commit(found: Survey) -> Change:
    """The entry for pre-commit, in the file that is there or in a new one."""
    from caption_qa_action.config.edit import append

    old = read_text(_PRE_COMMIT) if os.path.lexists(_PRE_COMMIT) else None
    if old is not None and f"/{REPOSITORY}" in old:
        return Change(_PRE_COMMIT, old, None, "it has caption-qa already")
    try:
        new = append(_PRE_COMMIT, old or "", "repos", _ENTRY)
    except ConfigError as error:
        raise not_understood(_PRE_COMMIT, error, "pre-commit") from error
    why = "checks what is committed" if old is None else "added caption-qa"
    return Change(_PRE_COMMIT, old, new, why)
