"""JSON that commands print: ASCII, and such as strict readers take."""

from __future__ import annotations

import json

import pytest

from caption_qa_action.cli._json import print_json


def test_printed_json_is_ascii_without_lone_surrogates(capsys: pytest.CaptureFixture[str]) -> None:
    value = {
        "path": "caf\udce9.srt",
        "losses": [{"shown": "\x1b[31m\u202e\U0001f468", "count": 1}, None, True],
    }
    print_json(value)
    out = capsys.readouterr().out
    assert out.isascii()
    assert "\x1b" not in out
    assert json.loads(out) == {**value, "path": "caf\\xe9.srt"}
