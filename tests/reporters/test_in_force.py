"""Every report names what its files were judged by, in the same words wherever there is room for words."""

from __future__ import annotations

import html
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from caption_qa_action.cli import main
from caption_qa_action.core.report import FileReport, Summary
from caption_qa_action.core.settings import FailOn
from caption_qa_action.reporters import REPORTERS, Options
from caption_qa_action.reporters._summary import in_force, judged_by
from tests.reporters.fixed_report import fixed_report, report, summary_of

# Who chose presets, who chose none, and some of both.
RUNS = {
    "chosen": fixed_report(),
    "one": [file._replace(preset="web") if file.preset else file for file in fixed_report()],
    "not chosen": [
        file._replace(preset=preset, is_chosen=False) if file.preset else file
        for file, preset in zip(
            fixed_report(), ("", "youtube", "html5", "", "youtube"), strict=True
        )
    ],
    "declined": [
        file._replace(is_chosen=False, declines_preset=True) if file.preset else file
        for file in fixed_report()
    ],
    "both": [
        file._replace(is_chosen=file.path.endswith("de.srt")) if file.preset else file
        for file in fixed_report()
    ],
}

# What is a list of issues and nothing else; each has a field for it. A list without issues cannot say it.
LISTS = {"gitlab"}


def words_of(name: str, text: str, files: list[FileReport]) -> str:
    """What a report says was in force."""
    if name == "json":
        return in_force(read_back(json.loads(text)["summary"]))
    if name == "json-lines":
        return in_force(read_back(json.loads(text.splitlines()[-1])))
    if name == "rdjson":
        return str(json.loads(text)["source"]["name"]).removeprefix("caption-qa: ")
    shown = html.unescape(text) if name in ("checkstyle", "html", "junit", "markdown") else text
    shown = re.sub(r"\\(?=[_()*])", "", shown) if name == "markdown" else shown
    words = in_force(summary_of(files))
    return words if words in " ".join(shown.split()) else shown


def read_back(record: dict[str, Any]) -> Summary:
    """The sums as they stand in a JSON report."""
    summary = Summary(FailOn())
    for each in record["presets"]:
        summary.presets[each["preset"], each["format"] or ""] = int(each["files"])
    summary.undecided = int(record.get("undecided", 0))
    return summary


@pytest.mark.parametrize("name", sorted(set(REPORTERS) - LISTS))
@pytest.mark.parametrize("run", RUNS)
def test_it_says_what_was_in_force(name: str, run: str) -> None:
    files = RUNS[run]
    text = report(name, files, Options(wraps=False))
    assert words_of(name, text, files) == in_force(summary_of(files))


@pytest.mark.parametrize("run", RUNS)
def test_a_list_of_issues_says_it_of_each(run: str) -> None:
    files = RUNS[run]
    known = {file.path: (file.preset, file.is_chosen) for file in files if file.preset}
    issues = [each for each in json.loads(report("gitlab", files)) if "preset" in each]
    assert {each["location"]["path"] for each in issues} == {"captions/de.srt", "captions/ja.vtt"}
    for each in issues:
        judged = each["preset"], each.get("presetChosen", True)
        assert judged == known[each["location"]["path"]]


@pytest.mark.parametrize("run", RUNS)
def test_reports_that_know_of_files_say_it_of_each(run: str) -> None:
    files = {file.path: judged_by(file) for file in RUNS[run]}
    suites = ET.fromstring(report("junit", RUNS[run]).encode())
    for suite in suites:
        found = [each.get("value") for each in suite.findall("properties/property")]
        assert found == [files[suite.get("name", "")]] * bool(files[suite.get("name", "")])
    sources = {
        (each["location"]["path"], each["source"]["name"])
        for each in json.loads(report("rdjson", RUNS[run]))["diagnostics"]
        if each["location"]["path"] != "captions/bad.srt"
    }
    shown = ("captions/de.srt", "captions/ja.vtt")
    assert sources == {(path, f"caption-qa: {files[path]}") for path in shown}
    page = report("html", RUNS[run])
    data = json.loads(re.findall('id="data">(.*?)</script>', page)[0])
    assert {each["path"]: each["judgedBy"] for each in data["files"]} == {
        path: files[path] for path in (*shown, "captions/ok.srt")
    }


@pytest.mark.parametrize("name", sorted(REPORTERS))
def test_without_files_nothing_was_in_force(name: str) -> None:
    text = report(name, [])
    assert "preset" not in re.sub('"presets": \\[\\]|<script>.*?</script>', "", text, flags=re.S)


def test_each_is_named_in_few_words() -> None:
    named = [judged_by(file) for run in ("one", "not chosen") for file in RUNS[run]]
    assert named == [
        *("", "preset web", "preset web", "", "preset web"),
        *("", "by the limits of youtube", "as html5", "", "by the limits of youtube"),
    ]


@pytest.mark.parametrize("preset", ["a--b", "--", "-->", "x---", "<!--", "\ufffe\x1b]0;"])
@pytest.mark.parametrize("name", ["checkstyle", "junit"])
def test_no_name_of_a_preset_ends_the_comment(name: str, preset: str) -> None:
    files = [file._replace(preset=preset) if file.preset else file for file in fixed_report()]
    text = report(name, files)
    ET.fromstring(text.encode())
    (comment,) = re.findall("<!--(.*?)-->", text)
    assert "--" not in comment
    assert comment.startswith(" preset ")


def test_what_was_declined_is_not_proposed_again() -> None:
    assert (
        in_force(summary_of(RUNS["declined"]))
        == "preset none (srt as broadcast, srt and webvtt as web)"
    )
    assert "choose: caption-qa init NAME" in in_force(summary_of(RUNS["both"]))


def test_none_in_a_configuration_is_a_choice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    Path("a.srt").write_text("1\n00:00:01,000 --> 00:00:03,000\nThe river freezes.\n")
    assert main(["check"]) == 0
    assert "no preset chosen (srt by the limits of youtube; choose:" in capsys.readouterr().out
    for arguments in ([], ["--preset=none", "--isolated"]):
        Path(".caption-qa.yml").write_text("preset: none\n")
        main(["check", "--format=json=r.json", "--format=full", *arguments])
        assert "; preset none (srt by the limits of youtube); passed" in capsys.readouterr().out
        report = json.loads(Path("r.json").read_text())
        assert report["files"][0]["presetDeclined"] is True
        assert "undecided" not in report["summary"]


def test_where_only_a_folder_leaves_it_open_the_others_have_chosen() -> None:
    files = [
        file._replace(declines_preset=not file.path.endswith("de.srt")) if file.preset else file
        for file in RUNS["not chosen"]
    ]
    shown = in_force(summary_of(files))
    assert shown.startswith("preset none (")
    assert shown.endswith(
        "; 1 file without a choice: caption-qa init NAME, or set preset in the configuration of the folder)"
    )


def test_a_format_that_several_presets_judge_is_named_once() -> None:
    summary = Summary(FailOn())
    presets = ("ebu-tt-d", "imsc1.1-text", "lms")
    summary.presets = {(name, "ttml"): 1 for name in presets} | {("html5", "webvtt"): 2}
    summary.presets |= {("youtube", name): 3 for name in ("srt", "sbv")}
    summary.undecided = 11
    assert in_force(summary) == (
        "no preset chosen (sbv and srt by the limits of youtube; webvtt as html5; "
        "ttml as ebu-tt-d, imsc1.1-text and lms; choose: caption-qa init NAME)"
    )
