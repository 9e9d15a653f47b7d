"""Files, findings and fixes made by hand, for the tests of what decides about fixes."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from caption_qa_action.core.diagnostic import Diagnostic, Severity
from caption_qa_action.core.source import REPLACES, Edit, Fix, Position, Span
from caption_qa_action.files.decode import decode
from caption_qa_action.fixing import _judge
from caption_qa_action.formats import parse
from caption_qa_action.pipeline import Diagnosed

PLACE = Position(1, 1)


def permit_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the judge take every code for that of a rule whose fixes may replace words."""
    monkeypatch.setattr(
        _judge, "load", lambda code: SimpleNamespace(words=(REPLACES,), deleted="", leaves=())
    )


def found(
    code: str = "some_code",
    *edits: tuple[int, int, str],
    cue: int = 0,
    at: int = 0,
    message: str = "found",
    encoding: str = "",
    safe: bool = True,
    words: str = REPLACES,
) -> Diagnostic:
    """A finding at an offset, with a fix of some edits where there are any; these may change words."""
    fix = None
    if edits or encoding:
        made = tuple(Edit(Span(start, end), replacement) for start, end, replacement in edits)
        fix = Fix(f"mend {code}", made, safe, encoding, words if edits else "")
    return Diagnostic(
        "talk.srt", code, Severity.ERROR, message, Span(at, at + 1), PLACE, PLACE, cue, fix=fix
    )


def diagnosed(text: str, *diagnostics: Diagnostic, path: str = "talk.srt") -> Diagnosed:
    """A file with findings."""
    return Diagnosed(parse(decode(path, text.encode())), diagnostics)


def cues(*texts: str) -> str:
    """An SRT file with a cue of a second for each text."""
    return "".join(
        f"{number}\n00:00:{number:02},000 --> 00:00:{number:02},900\n{text}\n\n"
        for number, text in enumerate(texts, start=1)
    )
