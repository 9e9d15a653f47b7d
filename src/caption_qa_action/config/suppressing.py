"""One more entry of `suppressions`: the file that it belongs into, its pattern, and that file with it."""

from __future__ import annotations

import os
import re

from caption_qa_action.config import _find
from caption_qa_action.config._plugins import NO_PLUGINS, Permission
from caption_qa_action.config._read import Raw, is_toml, read
from caption_qa_action.config._suppressions import parse_cues, parse_date
from caption_qa_action.config._validate import validate
from caption_qa_action.config.allowed_values import foreign
from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.globs import compile_patterns
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.settings import Suppression
from caption_qa_action.core.text import quote

_HEAD = (
    "# How captions are checked here; every key: https://caption-qa.github.io/caption-qa-action/\n"
)


class Entry(NamedTuple):
    """A suppression of one code as it is written; `cues` and `expires` are `""` where there is none."""

    files: str
    codes: str
    cues: str
    reason: str
    expires: str

    def suppression(self) -> Suppression:
        """What it means."""
        first, last = parse_cues(self.cues or None)
        return Suppression(
            (foreign(self.codes) or self.codes,),
            first,
            last,
            reason=self.reason,
            expires=parse_date(self.expires or None),
        )

    def keys(self) -> dict[str, str | int]:
        """Its keys and values, in the order in which people read them."""
        cues = int(self.cues) if self.cues.isdecimal() else self.cues
        values = {"cues": cues, "reason": self.reason, "expires": self.expires}
        return {"files": self.files, "codes": self.codes} | {k: v for k, v in values.items() if v}


class Added(NamedTuple):
    """A configuration with an entry, and the line of it; `text` is None where it was there before."""

    text: str | None
    line: int


def new_file_for(path: str) -> str:
    """Where the configuration of a path goes that has none: the top of its repository.

    Outside of git it is the current folder, or that of the path where this is elsewhere.
    """
    start = os.path.abspath(path)
    folder = start if os.path.isdir(start) else os.path.dirname(start)
    top = folder
    while not _find.is_top(top):
        top = os.path.dirname(top)
    if not os.path.exists(os.path.join(top, ".git")):
        here = os.getcwd()
        top = here if os.path.join(folder, "").startswith(os.path.join(here, "")) else folder
    return os.path.join(top, _find.NAMES[0])


def pattern_of(path: str, folder: str) -> str:
    """The pattern that matches a path and no other, for a configuration of `folder`.

    Raises UsageError where no pattern does, as for a name with a line break.
    """
    absolute = os.path.abspath(path) + ("/" if os.path.isdir(path) else "")
    relative = _find.relative(absolute, folder)
    if not relative:
        return "**"
    pattern = re.sub(r"[\\*?\[\]]| \Z", lambda match: f"\\{match[0]}", relative)
    # Without a slash before its end a pattern holds in every folder.
    if "/" not in relative.rstrip("/") or relative[0] in "!#":
        pattern = "/" + pattern
    try:
        pattern.encode()
        matches = "\n" not in pattern and compile_patterns([pattern])(relative)
    except ValueError:
        matches = False
    if not matches:
        raise UsageError(f"{quote(path, 200)} cannot be named by a pattern; rename it")
    return pattern


def add(name: str, text: str | None, entry: Entry, allowed: Permission = NO_PLUGINS) -> Added:
    """The text of a configuration file with one more entry; None for the text of a new file.

    `name` is how errors call the file; `allowed` are the plugins that it may name. Raises ConfigError when it cannot be read or edited.
    """
    if text is not None and (line := _line_of(_read(name, text), entry, allowed)):
        return Added(None, line)
    if is_toml(name):
        from caption_qa_action.config.edit_toml import append_suppression

        new = append_suppression(name, text or "", entry.keys())
    else:
        from caption_qa_action.config.edit import append

        new = append(name, _HEAD if text is None else text, "suppressions", entry.keys())
    line = _line_of(_read(name, new), entry, allowed)
    assert line, "what was added is there"
    return Added(new, line)


def _read(name: str, text: str) -> Raw:
    raw = read(name, text.encode())
    return raw if raw is not None else Raw(name, {}, {}, {})


def _line_of(raw: Raw, entry: Entry, allowed: Permission) -> int:
    """The line of an entry that suppresses the same, whatever its reason; 0 where there is none."""
    wanted = (entry.files,), entry.suppression()._replace(reason="")
    for files, existing in validate(raw, allowed).suppressions:
        if (files, existing._replace(reason="", origin="")) == wanted:
            return int(existing.origin)
    return 0
