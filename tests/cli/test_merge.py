"""`check --shard` and `caption-qa merge`: parts of a run come to what the whole run comes to."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from caption_qa_action.cli import main
from caption_qa_action.reporters import REPORTERS, traits
from tests.json_schema import jsonschema

CUE = "{n}\n00:00:{s:02d},000 --> 00:00:{e:02d},000\nWhere \u00fc \U0001f468 have you been?  \n\n"
SCHEMA = Path(__file__).parents[2] / "schemas" / "report.schema.json"
# Those that show nothing of the text of the files.
FORMATS = [name for name in REPORTERS if not traits(name).needs_source]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Files of different sizes, one of them unreadable."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    for size in range(1, 9):
        text = "".join(CUE.format(n=n, s=3 * n, e=3 * n + (-1) ** n) for n in range(1, size + 1))
        Path(f"talk-{size}.srt").write_text(text, encoding="utf-8")
    Path("bad.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:02.000\n<i>Hi there\n")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(list(arguments))
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def write_parts(of: int, *options: str) -> list[str]:
    """Check every part; the names of the reports."""
    names = []
    for number in range(1, of + 1):
        names.append(f"part-{number}.json")
        report = f"json={names[-1]}"
        main(["check", "--isolated", "--shard", f"{number}/{of}", "--format", report, *options])
    return names


def load(name: str) -> Any:
    return json.loads(Path(name).read_bytes())


@pytest.mark.slow
@pytest.mark.parametrize("of", [3, 12])
def test_parts_come_to_the_very_reports_of_the_whole(
    of: int, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = [f"--format={name}=whole.{name}" for name in FORMATS]
    code, _, _ = run(capsys, "check", "--isolated", *whole)
    parts = write_parts(of)
    merged = [f"--format={name}=merged.{name}" for name in FORMATS]
    assert run(capsys, "merge", *merged, *reversed(parts))[0] == code == 1
    for name in FORMATS:
        assert Path(f"merged.{name}").read_bytes() == Path(f"whole.{name}").read_bytes(), name


def test_a_part_is_as_the_schema_says() -> None:
    schema = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_bytes()))
    for name in write_parts(2):
        schema.validate(load(name))


def test_parts_have_about_the_same_size_and_every_file_once() -> None:
    parts = [[file["path"] for file in load(name)["files"]] for name in write_parts(3)]
    assert sorted(path for part in parts for path in part) == sorted(
        [*(f"talk-{size}.srt" for size in range(1, 9)), "bad.vtt"]
    )
    sizes = [sum(os.path.getsize(path) for path in part) for part in parts]
    assert max(sizes) - min(sizes) < os.path.getsize("talk-8.srt") / 2


def test_names_that_are_no_unicode_are_merged(capsys: pytest.CaptureFixture[str]) -> None:
    path = os.fsdecode(b"caf\xe9.srt")
    try:
        Path(path).write_text(CUE.format(n=1, s=3, e=2), encoding="utf-8")
    except OSError:
        pytest.skip("the file system takes only Unicode")
    parts = write_parts(2)
    code, out, _ = run(capsys, "merge", "--format", "json", *parts)
    assert code == 1
    assert "caf\\xe9.srt" in [file["path"] for file in json.loads(out)["files"]]
    assert "caf%E9.srt" in run(capsys, "merge", "--format", "sarif", *parts)[1]


def test_what_fails_the_run_is_that_of_the_parts(capsys: pytest.CaptureFixture[str]) -> None:
    parts = write_parts(2, "--fail-on", "never", "--max-warnings", "1000")
    code, out, _ = run(capsys, "merge", "--format", "concise", *parts)
    assert (code, out.endswith("; passed (fail-on: never)\n")) == (0, True)
    parts = write_parts(2, "--fail-on", "never", "--max-warnings", "0")
    code, out, _ = run(capsys, "merge", "--format", "concise", *parts)
    assert code == int("0 warnings" not in out)


def edit(name: str, **changes: object) -> None:
    """Change parts of a report, by dotted place."""
    report = load(name)
    for place, value in changes.items():
        *parents, last = place.split("__")
        target = report
        for parent in parents:
            target = target[int(parent) if parent.isdigit() else parent]
        target[last] = value
    Path(name).write_text(json.dumps(report))


@pytest.mark.parametrize(
    "changes, shown",
    [
        ({"tool__version": "0.0.1"}, "differ in the version of caption-qa"),
        ({"run__settings": "x"}, "differ in the settings"),
        ({"run__failOn": ["never"]}, "differ in what fails the run"),
        ({"run__shard__of": 4}, "differ in the number of parts"),
        ({"run__shard__files": "x"}, "differ in the files of the whole run"),
        ({"run__shard__number": 1}, "are both part 1/3"),
        ({"run": None}, "is no part of a run"),
        ({"version": 2}, 'broken report "part-2.json": version: input should be 1'),
        ({"files": []}, 'broken report "part-2.json": it lists 0 files, and its summary counts 3'),
        ({"files": {}}, 'broken report "part-2.json": files: input should be a valid list'),
        (
            {"files__0__diagnostics__0__line": "x"},
            'broken report "part-2.json": files[0].diagnostics[0].line: input should be a valid int',
        ),
    ],
)
def test_what_is_not_of_one_run_is_not_merged(
    changes: dict[str, object], shown: str, capsys: pytest.CaptureFixture[str]
) -> None:
    parts = write_parts(3)
    edit(parts[1], **changes)
    code, out, err = run(capsys, "merge", *parts)
    assert (code, out) == (2, "")
    assert '"part-2.json"' in err
    assert shown in err


def test_parts_with_different_settings_are_not_merged(capsys: pytest.CaptureFixture[str]) -> None:
    parts = write_parts(2)
    main(
        [
            "check",
            "--isolated",
            "--shard",
            "2/2",
            "--format",
            "json=part-2.json",
            "--preset",
            "zoom",
        ]
    )
    code, _, err = run(capsys, "merge", *parts)
    assert code == 2
    assert "differ in the settings" in err


@pytest.mark.parametrize(
    "reports, shown",
    [
        (["part-1.json", "part-2.json"], "1 part of 3 missing: 3"),
        (["part-1.json", "part-2.json", "part-2.json", "part-3.json"], "are both part 2/3"),
        (["none.json"], 'cannot read the report "none.json"'),
        (["talk-1.srt"], 'broken report "talk-1.srt": not valid JSON'),
    ],
)
def test_a_set_that_is_not_whole_is_not_merged(
    reports: list[str], shown: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write_parts(3)
    code, _, err = run(capsys, "merge", *reports)
    assert code == 2
    assert shown in err


@pytest.mark.slow
def test_up_to_ten_missing_parts_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    write_parts(12)
    _, _, err = run(capsys, "merge", "part-1.json", "part-2.json")
    assert err.rstrip().endswith("10 parts of 12 missing: 3, 4, 5, 6, 7, 8, 9, 10, 11, 12")
    _, _, err = run(capsys, "merge", "part-1.json")
    assert err.rstrip().endswith("11 parts of 12 missing: 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …")


@pytest.mark.parametrize(
    "arguments, shown",
    [
        (("--shard", "0/3"), '--shard "0/3" is no part of a run'),
        (("--shard", "4/3"), '--shard "4/3" is no part of a run'),
        (("--shard", "1"), '--shard "1" is no part of a run'),
        (("--shard", "1/2", "--fix"), "--shard only checks"),
        (("--shard", "1/2", "-"), "standard input cannot be shared"),
    ],
)
def test_what_is_no_part_is_an_error(
    arguments: tuple[str, ...], shown: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capsys, "check", *arguments)
    assert code == 2
    assert shown in err


def test_a_file_that_is_missing_or_there_twice_is_reported(
    capsys: pytest.CaptureFixture[str],
) -> None:
    parts = write_parts(3)
    files = load(parts[1])["files"]
    edit(parts[1], files=[*files, files[0]], summary__files=len(files) + 1)
    code, out, err = run(capsys, "merge", *parts)
    assert (code, out) == (2, "")
    assert f'"{files[0]["path"]}" is in "part-2.json" twice' in err
    edit(parts[1], files=files[1:], summary__files=len(files) - 1)
    code, out, err = run(capsys, "merge", *parts)
    assert (code, out) == (2, "")
    assert "the files in the parts (8) are not those of the run" in err


def test_suppressions_that_no_part_needed_are_reported(capsys: pytest.CaptureFixture[str]) -> None:
    entry = "  - {{files: '{}', codes: negative_duration, reason: so it is}}\n"
    entries = (entry.format(name) for name in ("talk-1.srt", "*.ass", "talk-8.srt", "*.ssa"))
    Path(".caption-qa.yml").write_text("suppressions:\n" + "".join(entries))
    schema = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_bytes()))
    parts = [f"part-{number}.json" for number in (1, 2)]
    for number, name in enumerate(parts, 1):
        _, _, err = run(
            capsys, "check", "--shard", f"{number}/2", "--format", f"json={name}", "--exit-zero"
        )
        assert "unused_suppression" not in err
        schema.validate(load(name))
    _, whole, _ = run(capsys, "check", "--format", "json")
    code, merged, _ = run(capsys, "merge", "--format", "json", *parts)
    assert (code, merged) == (1, whole)
    assert [notice.split()[4] for notice in json.loads(merged)["summary"]["notices"]] == [
        ".caption-qa.yml:3",
        ".caption-qa.yml:5",
    ]


def test_a_file_has_its_price_even_when_it_is_empty(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()
    Path("large.srt").write_text(CUE.format(n=1, s=1, e=2).ljust(1500, "\n"), encoding="utf-8")
    for name in "abcd":
        Path(f"{name}.srt").touch()
    first, second = map(load, write_parts(2))
    # 2500 and the last 1000, against three times 1000.
    assert [file["path"] for file in first["files"]] == ["d.srt", "large.srt"]
    assert [file["path"] for file in second["files"]] == ["a.srt", "b.srt", "c.srt"]


def test_what_a_baseline_knows_and_a_fix_mends_is_added_up(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("spaces.srt").write_text("1\n00:00:01,000 --> 00:00:03,000\nThe  river freezes.\n")
    run(capsys, "baseline", "write", "--baseline=known.json")
    for number in (1, 2):
        arguments = ("--baseline=known.json", f"--shard={number}/2", "--exit-zero")
        run(capsys, "check", *arguments, f"--format=json=part-{number}.json")
    _, whole, _ = run(capsys, "check", "--baseline=known.json", "--format=concise")
    _, merged, _ = run(capsys, "merge", "part-1.json", "part-2.json", "--format=concise")
    (counted,) = re.findall(r"\d+ in the baseline \(\d+ of them fixable\)", whole)
    assert counted in merged
