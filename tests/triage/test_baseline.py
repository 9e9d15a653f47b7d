"""Baselines: what they know of a file, and how they are kept."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.settings import RuleSetting, Settings
from caption_qa_action.pipeline import check_bytes
from caption_qa_action.triage.baseline import (
    Baseline,
    Counts,
    count,
    dump,
    parse,
    updated,
    without_stale,
)

SETTINGS = Settings("youtube", (RuleSetting("negative_duration"),))
GOOD = "1\n00:00:00,000 --> 00:00:01,000\nAll is well.\n\n"


def bad(text: str, second: int = 3) -> str:
    return f"7\n00:00:{second:02d},500 --> 00:00:{second:02d},000\n{text}\n\n"


def counts(text: str) -> Counts:
    report = check_bytes("a.srt", text.encode(), SETTINGS)
    assert report.document is not None
    return count(report.document, report.diagnostics)


def compared(text: str, known: Counts) -> tuple[int, int, int]:
    """How many findings are new, known and gone."""
    report = check_bytes("a.srt", text.encode(), SETTINGS._replace(baseline=known))
    return len(report.diagnostics), report.known, report.stale


KNOWN = counts(bad("One") + bad("Two") + bad("Two", 5))


@pytest.mark.parametrize(
    "text, expected",
    [
        (bad("One") + bad("Two") + bad("Two", 5), (0, 3, 0)),
        (GOOD + bad("Two", 9) + GOOD + bad("One", 20) + bad("Two", 30), (0, 3, 0)),
        ((bad("One") + bad("Two") + bad("Two", 5)).replace("\n", "\r\n"), (0, 3, 0)),
        (bad("One") + bad("Two") + bad("Two", 5) + bad("Two", 7), (1, 3, 0)),
        (bad("One") + bad("Two"), (0, 2, 1)),
        (bad("One") + bad("Three"), (1, 1, 2)),
        (GOOD, (0, 0, 3)),
    ],
)
def test_findings_are_known_by_code_and_cue_text(text: str, expected: tuple[int, int, int]) -> None:
    assert compared(text, KNOWN) == expected


def test_what_did_not_run_is_not_gone() -> None:
    assert compared(GOOD, {"overlapping_cues": {"0" * 16: 3}}) == (0, 0, 0)


def test_pruning_drops_what_is_gone_and_adds_nothing() -> None:
    now = counts(bad("Two") + bad("Three"))
    left = without_stale(KNOWN, now, ["negative_duration"])
    assert left == counts(bad("Two"))


def test_a_baseline_is_read_as_it_was_written() -> None:
    files = {"b/\u00fc.srt": KNOWN, "a.srt": KNOWN, "empty.srt": {}}
    assert parse("x", dump(files)) == {name: KNOWN for name in files if name != "empty.srt"}


def test_a_name_that_is_no_utf_8_is_strict_json_and_found_again(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.srt")
    known = Baseline(str(tmp_path / "baseline.json"), parse("x", dump({name: KNOWN})))
    assert b"ud" not in dump({name: KNOWN})
    assert known.counts_of(str(tmp_path / name)) == KNOWN
    [kept] = known.files
    assert kept == known.name_of(str(tmp_path / name)) == "caf\\xe9.srt"
    assert not known.is_there(kept)
    try:
        (tmp_path / name).touch()
    except OSError:
        pytest.skip("this file system takes names in UTF-8 alone")
    assert known.is_there(kept)


def test_a_baseline_is_the_same_bytes_whatever_the_order() -> None:
    files = {"b": KNOWN, "a": KNOWN}
    assert dump(files) == dump(dict(reversed(files.items())))


HEAD = {"kind": "caption-qa baseline", "version": 1}


@pytest.mark.parametrize(
    "raw, message",
    [
        (b"\xff", "not valid UTF-8 at byte 0"),
        (b"{", "not valid JSON: "),
        (b"<<<<<<< a\n>>>>>>> b\n", "not valid JSON: it has a merge conflict"),
        (b"[" * 100_000, "not valid JSON: "),
        (b"[]", 'it is no baseline: "kind" is not'),
        (b"{}", 'it is no baseline: "kind" is not'),
        ({**HEAD, "version": 2, "files": {}}, '"version" is "2", and this is version 1'),
        ({**HEAD}, '"files": is not a mapping'),
        ({**HEAD, "files": {"a.srt": []}}, '"a.srt": is not a mapping of codes'),
        ({**HEAD, "files": {"a.srt": {"c": 1}}}, '"a.srt, c": is not a mapping of fingerprints'),
        ({**HEAD, "files": {"a": {"c": {"x": 1}}}}, '"a, c, x": is no fingerprint'),
        (
            {**HEAD, "files": {"a": {"c": {"0" * 16: -1}}}},
            '"a, c, 0000000000000000": the count is "-1", not 1 or more',
        ),
        ({**HEAD, "files": {"a": {"c": {"0" * 16: True}}}}, 'the count is "True"'),
    ],
)
def test_a_broken_baseline_is_an_error_with_file_and_entry(raw: object, message: str) -> None:
    data = raw if isinstance(raw, bytes) else json.dumps(raw).encode()
    with pytest.raises(UsageError) as caught:
        parse("known.json", data)
    assert str(caught.value).startswith("broken baseline known.json: ")
    assert message in str(caught.value)
    assert "write it anew" in str(caught.value)


def test_git_merges_entries_of_two_branches(tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=a", "-c", "user.email=a@example.org")
        subprocess.run(
            ["git", *identity, *arguments], cwd=tmp_path, check=True, capture_output=True
        )

    def write(name: str, *texts: str) -> None:
        files = {f"{each}.srt": KNOWN for each in "acegi"}
        files["e.srt"] = counts("".join(bad(text) for text in texts))
        (tmp_path / "known.json").write_bytes(dump(files))
        git("add", ".")
        git("commit", "-m", name)

    texts = [f"Text {number}" for number in range(20)]
    order = sorted(texts, key=lambda text: next(iter(counts(bad(text))["negative_duration"])))
    base, first, second = [*order[1:5], *order[7:]], order[5], order[15]
    base.remove(second)
    git("init", "-b", "main")
    write("base", *base)
    git("checkout", "-b", "other")
    write("other", *base, first)
    git("checkout", "main")
    write("main", *base, second)
    git("merge", "other")
    merged = parse("known.json", (tmp_path / "known.json").read_bytes())
    assert merged["e.srt"] == counts("".join(bad(text) for text in (*base, first, second)))


@pytest.mark.parametrize(
    "adds, expected",
    [
        (
            True,
            {
                # `b` did not run, so nothing is known of it; the file that is gone is dropped.
                "here.srt": {"a": {"1": 3, "2": 1}, "b": {"9": 1}},
                "other.srt": {"a": {"1": 1}},
                "new.srt": {"a": {"5": 1}},
            },
        ),
        (
            False,
            {
                "here.srt": {"a": {"1": 2}, "b": {"9": 1}},
                "other.srt": {"a": {"1": 1}},
                "new.srt": {},
            },
        ),
    ],
)
def test_a_baseline_after_a_check(adds: bool, expected: dict[str, object], tmp_path: Path) -> None:
    for name in ("here.srt", "other.srt", "new.srt"):
        (tmp_path / name).touch()
    known = Baseline(
        str(tmp_path / "known.json"),
        {
            "here.srt": {"a": {"1": 2, "7": 1}, "b": {"9": 1}, "c": {"3": 1}},
            "other.srt": {"a": {"1": 1}},
            "gone.srt": {"a": {"1": 1}},
        },
    )
    found = {"here.srt": {"a": {"1": 3, "2": 1}}, "new.srt": {"a": {"5": 1}}}
    ran = {"here.srt": ["a", "c"], "new.srt": ["a", "b"]}
    assert updated(known, found, ran, adds=adds) == expected


def test_files_are_named_from_the_folder_of_the_baseline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path / "sub")
    known = Baseline("../known.json", {"sub/a.srt": {"a": {"1": 1}}})
    assert known.name_of("a.srt") == "sub/a.srt"
    assert known.counts_of("a.srt") == {"a": {"1": 1}}
    assert known.counts_of("b.srt") == {}
