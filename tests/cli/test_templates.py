"""`caption-qa templates`: export templates tried without a server."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from caption_qa_action.cli import main
from caption_qa_action.runs.templates import sandbox

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("sandbox")]

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("talk.de.srt").write_text(
        "1\n00:00:01,000 --> 00:00:02,000\n<i>Wo?</i>\n", encoding="utf-8"
    )
    Path("good.js").write_text(
        "function exportTimeline(cues, ctx) {"
        " return { content: `${ctx.language} ${ctx.filename} ${cues[0].text} é`, filename: 'a.txt' } }",
        encoding="utf-8",
    )
    Path("bad.js").write_text("function exportTimeline(\n  return\n", encoding="utf-8")
    Path("loop.js").write_text("function exportTimeline() { throw '\x1b[31m\\n::error::x' }")
    return tmp_path


def test_scripts_are_validated(capsys: Capture) -> None:
    assert main(["templates", "validate", "good.js"]) == 0
    assert capsys.readouterr().out == "good.js: valid\n"
    assert main(["templates", "validate", "good.js", "bad.js", "--json"]) == 1
    out, err = capsys.readouterr()
    assert [each["valid"] for each in json.loads(out)] == [True, False]
    assert err.startswith("bad.js:2:3: SyntaxError")


def test_a_script_is_run_with_captions(capsys: Capture) -> None:
    assert main(["templates", "test", "good.js", "talk.de.srt"]) == 0
    assert capsys.readouterr().out == "de talk.de.srt Wo? é"
    assert main(["templates", "test", "good.js", "talk.de.srt", "-o", "out.txt", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["valid"], record["filename"]) == (True, "a.txt")
    assert Path("out.txt").read_text(encoding="utf-8") == record["content"]
    assert main(["templates", "test", "good.js", "talk.de.srt", "-o", "out.txt"]) == 2


def test_a_script_that_fails_is_1_and_its_words_are_inert(capsys: Capture) -> None:
    assert main(["templates", "test", "loop.js", "talk.de.srt"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "loop.js: \\x1b[31m\\n::error::x\n"


@pytest.mark.parametrize(
    "arguments",
    [[], ["validate"], ["validate", "none.js"], ["test", "good.js"], ["test", "good.js", "none.srt"],
     ["test", "good.js", "good.js"], ["run", "good.js"], ["validate", "."]],
)  # fmt: skip
def test_a_wrong_call_is_2(arguments: list[str], capsys: Capture) -> None:
    assert main(["templates", *arguments]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_what_is_missing_is_named_with_its_cure(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setattr(sandbox, "_WHEEL", "no-such-wheel")
    assert main(["templates", "validate", "good.js"]) == 2
    assert "pip install 'caption-qa-action[templates]" in capsys.readouterr().err
