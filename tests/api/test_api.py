"""The public API says what the command says, and keeps its shape."""

from __future__ import annotations

import ast
import inspect
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import caption_qa_action as qa
from caption_qa_action.cli import main
from caption_qa_action.reporters import Options, make

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "caption_qa_action"
CAPTIONS = ROOT / "examples" / "captions"
TEXT = "1\n00:00:01,000 --> 00:00:03,000\nStop  it!\n\n2\n00:00:02,000 --> 00:00:04,000\n<b>No.\n"


def python(code: str, folder: Path) -> str:
    """What a program says, in a process without a site directory."""
    done = subprocess.run(
        [
            sys.executable,
            "-S",
            "-c",
            f"import sys; sys.path.insert(0, {str(PACKAGE.parent)!r})\n{code}",
        ],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


# Its shape.


def test_nothing_is_loaded_until_a_name_is_used(tmp_path: Path) -> None:
    code = (
        "before = set(sys.modules)\nimport caption_qa_action as qa\ndir(qa), qa.__version__\n"
        "print(*sorted(set(sys.modules) - before))\n"
        "qa.Severity\nprint(*sorted(set(sys.modules) - before))"
    )
    at_import, after_use = python(code, tmp_path).splitlines()
    assert at_import == "caption_qa_action"
    assert "caption_qa_action.core.diagnostic" in after_use.split()
    assert "caption_qa_action.pipeline" not in after_use.split()


def test_every_name_is_there_and_listed() -> None:
    assert set(qa.__all__) <= set(dir(qa))
    for name in qa.__all__:
        assert getattr(qa, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'check_txt'"):
        qa.check_txt  # type: ignore[attr-defined]  # noqa: B018


def test_type_checkers_see_the_same_names() -> None:
    stub = ast.parse((PACKAGE / "__init__.pyi").read_text(encoding="utf-8"))
    homes = {
        alias.asname: node.module
        for node in stub.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert {*homes, "__version__"} == set(qa.__all__)
    for name, home in homes.items():
        module = __import__(str(home), fromlist=[str(name)])
        if name not in ("rules", "presets", "formats"):
            assert getattr(qa, str(name)) is getattr(module, str(name))


@pytest.mark.parametrize("name", ["rules", "presets", "formats"])
def test_packages_that_are_functions_too_are_so_however_they_were_loaded(
    name: str, tmp_path: Path
) -> None:
    before = f"import caption_qa_action as qa\nprint(len(qa.{name}()))"
    after = f"import caption_qa_action.{name}\n{before}"
    assert python(before, tmp_path) == python(after, tmp_path) == str(len(getattr(qa, name)()))


def test_signatures_stay(update_goldens: bool) -> None:
    """A change of this file is a change of what docs/stability.md promises."""
    lines = []
    for name in qa.__all__:
        value = getattr(qa, name)
        if name in ("rules", "presets", "formats"):
            value = getattr(__import__("caption_qa_action.api", fromlist=[name]), name)
        if inspect.isfunction(value):
            lines.append(f"{name}{inspect.signature(value)}")
        elif inspect.isclass(value):
            bases = ", ".join(base.__name__ for base in value.__bases__)
            fields = ", ".join(getattr(value, "_fields", ()))
            public = [each for each in vars(value) if isinstance(vars(value)[each], property)]
            lines.append(f"{name}({bases}) {fields}; {', '.join(public)}".rstrip("; "))
    from caption_qa_action.config.keywords import Keywords

    lines += [
        f"keyword {name}: {kind.__forward_arg__}" for name, kind in Keywords.__annotations__.items()
    ]
    golden = Path(__file__).parent / "signatures.txt"
    text = "\n".join(lines) + "\n"
    if update_goldens:
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_everything_public_is_described() -> None:
    for name in qa.__all__:
        value = getattr(qa, name)
        if inspect.isfunction(value) or (inspect.isclass(value) and value is not qa.Severity):
            assert value.__doc__, name


# The same as the command says.


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tree with overrides, a baseline, suppressions, presets, configurations and files of all kinds."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CAPTION_QA_CACHE_DIR", str(tmp_path / ".cache"))
    for folder in ("", "talks", "talks/strict", "known", "left-out", ".hidden"):
        inside = tmp_path / folder
        inside.mkdir(exist_ok=True)
        for source in CAPTIONS.iterdir():
            if source.is_file():
                (inside / source.name).write_bytes(source.read_bytes())
        inside.joinpath("odd.srt").write_text(TEXT, encoding="utf-8")
        inside.joinpath("other.json").write_text("{}", encoding="utf-8")
        inside.joinpath("mark.srt").write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    tmp_path.joinpath("talks", "strict", "loud.srt").write_text(
        "".join(
            f"{number}\n00:00:{2 * number:02},000 --> 00:00:{2 * number:02},900\nWHERE HAVE YOU BEEN?\n\n"
            for number in range(1, 20)
        )
    )
    tmp_path.joinpath("fast.srt").write_text("".join(
        f"{number}\n00:00:{number:02},000 --> 00:00:{number:02},900\nThis is really far too fast to be read.\n\n"
        for number in range(1, 30)
    ))  # fmt: skip
    tmp_path.joinpath(".caption-qa.yml").write_text(
        "preset: ours\n"
        "presets:\n  ours: {extends: youtube, options: {line_too_long: {limit_columns: 20}}}\n"
        "extend-exclude: left-out/\nbaseline: known.json\nseverity: {double_space: error}\n"
        "overrides:\n- {files: talks/*.vtt, preset: netflix-en, ignore: gap_too_small}\n"
        "suppressions:\n- {files: talks/odd.srt, codes: unclosed_tag, reason: as it was}\n"
    )
    tmp_path.joinpath("talks", "strict", "pyproject.toml").write_text(
        '[tool.caption-qa]\npreset = "tiktok"\nextend-select = ["all_caps"]\n'
    )
    assert main(["baseline", "write", "known", "--baseline=known.json"]) == 0
    return tmp_path


def command(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    """The line of each file in the JSON report of the command."""
    capsys.readouterr()
    main(["check", "--format=json", "--quiet", *arguments])
    lines = capsys.readouterr().out.splitlines()[1:-1]
    return [line.removesuffix(",") for line in lines]


def api(reports: Iterator[qa.FileReport]) -> list[str]:
    reporter = make("json", Options())
    return [str(reporter.part(report)) for report in reports]


def test_check_paths_finds_what_the_command_finds(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = command(capsys)
    assert len(expected) > 20
    assert api(qa.check_paths()) == expected
    text = "".join(expected)
    # The tree is of use only if all of it has an effect.
    for sign in (
        '"known"',
        '"suppressed"',
        '"netflix-en"',
        '"tiktok"',
        "more of 29 cues",
        '"all_caps"',
    ):
        assert sign in text, sign
    assert "left-out" not in text
    assert ".hidden" not in text


@pytest.mark.parametrize(
    "arguments, keywords",
    [
        (["--verbose"], {"verbose": True}),
        (["--isolated"], {"isolated": True}),
        (["--preset=tiktok", "--ignore=text,empty_cue"],
         {"preset": "tiktok", "ignore": ["text", "empty_cue"]}),
        (["--select=timing", "--extend-select=all_caps"],
         {"select": "timing", "extend_select": ("all_caps",)}),
        (["--severity=double_space=info", "--option=line_too_long.limit_columns=9"],
         {"severity": {"double_space": "info"}, "options": {"line_too_long": {"limit_columns": 9}}}),
        (["--exclude=known", "--extend-exclude=*.vtt"],
         {"exclude": ["known"], "extend_exclude": "*.vtt"}),
        (["--language=de", "--encoding=cp1252", "--preview"],
         {"language": "de", "encoding": "cp1252", "preview": True}),
        (["--config=talks/strict/pyproject.toml", "--baseline=known.json"],
         {"config": "talks/strict/pyproject.toml", "baseline": "known.json"}),
    ],
)  # fmt: skip
def test_keywords_are_the_arguments_of_the_command(
    tree: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    keywords: dict[str, object],
) -> None:
    expected = command(capsys, *arguments)
    assert api(qa.check_paths(**keywords)) == expected  # type: ignore[arg-type]
    assert expected != command(capsys)


def test_paths_files_and_globs_are_found_in_order(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = ["talks", "known/odd.srt", "left-out/odd.srt", "*.vtt"]
    assert api(qa.check_paths(map(Path, paths))) == command(capsys, *paths)
    one = qa.check_file(Path("talks/odd.srt"))
    assert api(iter([one])) == command(capsys, "talks/odd.srt")


def test_text_and_bytes_are_checked_as_a_file_without_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath(".caption-qa.yml").write_text("select: empty_cue\n")
    for name, text in (
        ("talk.srt", TEXT),
        ("talk.vtt", "WEBVTT\n\n00:01.000 --> 00:00.500\n\nx\n"),
    ):
        tmp_path.joinpath(name).write_text(text, encoding="utf-8")
        expected = command(capsys, "--isolated", "--preset=html5", name)
        assert api(iter([qa.check_text(text, name, preset="html5")])) == expected
        assert api(iter([qa.check_bytes(text.encode(), name, preset="html5")])) == expected


@pytest.mark.parametrize("name", sorted(path.name for path in CAPTIONS.iterdir() if path.is_file()))
def test_fix_convert_and_process_are_those_of_the_command(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    data = CAPTIONS.joinpath(name).read_bytes()
    text = data.decode()
    tmp_path.joinpath(name).write_bytes(data)
    main(["convert", "--quiet", "--to=ttml", "-o", "out.ttml", "--isolated", name])
    assert (
        qa.convert_text(text, name, to="ttml").text.encode()
        == tmp_path.joinpath("out.ttml").read_bytes()
    )
    main(["process", "--quiet", "--json", "--preset=tiktok", "--fix-profile=auto-split-cps",
          "-o", "out.srt", "--isolated", name])  # fmt: skip
    delivery = qa.process_text(text, name, preset="tiktok", fix_profile="auto-split-cps")
    reply = json.loads(capsys.readouterr().out)
    assert (delivery.output, delivery.aided_output) == (reply["output"], reply["aidedOutput"])
    assert len(delivery.report.diagnostics) == len(reply["report"]["diagnostics"])
    assert [list(each) for each in delivery.suggestions] == [
        [each["code"], each["cueIndex"] or 0] for each in reply["suggestions"]
    ]
    main(["check", "--isolated", "--quiet", "--fix", "--unsafe-fixes", name])
    fixed = qa.fix_text(text, name, unsafe=True)
    assert fixed.text.encode() == tmp_path.joinpath(name).read_bytes()
    assert bool(fixed.applied) == (fixed.text != text)


# What a diagnostic and the other results hold.


def test_a_diagnostic_says_where_what_and_how_to_mend_it() -> None:
    report = qa.check_text(TEXT, "talk.srt", preset="html5")
    assert (report.path, report.format, report.status, report.cues) == (
        "talk.srt",
        "srt",
        "checked",
        2,
    )
    space, overlap, tag = report.diagnostics
    assert (space.line, space.column, space.end_line, space.end_column) == (3, 5, 3, 7)
    assert (overlap.code, overlap.severity, overlap.cue) == (
        "overlapping_cues",
        qa.Severity.WARNING,
        2,
    )
    assert (overlap.start_ms, overlap.end_ms) == (2000, 4000)
    assert overlap.url.endswith("/rules/overlapping_cues/")
    assert tag.fix == qa.Fix("close the tag", (qa.Edit(qa.Span(81, 81), "</b>"),), safe=True)


def test_only_safe_fixes_are_made_unless_others_are_wanted() -> None:
    safe = qa.fix_text(TEXT, "talk.srt")
    assert [code for code, _ in safe.applied] == ["double_space", "unclosed_tag"]
    assert "00:00:03,000" in safe.text
    unsafe = qa.fix_text(TEXT, "talk.srt", unsafe=True)
    assert ("overlapping_cues", "end cue 1 earlier") in unsafe.applied
    assert "00:00:03,000" not in unsafe.text
    assert "overlapping_cues" not in {found.code for found in unsafe.report.diagnostics}


def test_bytes_that_were_no_utf_8_come_back_as_they_were() -> None:
    text = b"1\n00:00:01,000 --> 00:00:03,000\nDu  Gr\xfcn\n".decode("utf-8", "surrogateescape")
    assert qa.check_text(text, "talk.srt").status == "checked"
    assert qa.fix_text(text, "talk.srt").text == text.replace("Du  ", "Du ")
    with pytest.raises(qa.UsageError, match=r"lone surrogate U\+D800 at 0"):
        qa.check_text("\ud800", "talk.srt")


def test_a_loss_is_named() -> None:
    conversion = qa.convert_text(
        "WEBVTT\n\n00:01.000 --> 00:02.000 line:0\n<v Jo>Hi\n", "a.vtt", to="sbv"
    )
    assert conversion.format == "sbv"
    assert [loss.kind for loss in conversion.losses] == ["placement", "speaker name"]
    assert qa.convert_text(TEXT, "a.srt", preset="html5").format == "webvtt"


def test_what_there_is() -> None:
    assert "overlapping_cues" in {rule.code for rule in qa.rules()}
    assert "youtube" in {preset.name for preset in qa.presets()}
    (srt,) = (format for format in qa.formats() if format.name == "srt")
    assert srt == ("srt", (".srt",), True)
    assert not all(format.writable for format in qa.formats())


# What is wrong.


@pytest.mark.parametrize(
    "keywords, message",
    [
        ({"preset": "tiktk"}, 'preset: unknown preset "tiktk" (did you mean "tiktok"?)'),
        ({"select": "emptycue"}, 'select: unknown code or group "emptycue" (did you mean "empty_cue"?)'),
        ({"extend_select": "emptycue"}, "extend_select: unknown code"),
        ({"ignore": ["emptycue"]}, 'ignore: unknown code or group "emptycue" (did you mean "empty_cue"?)'),
        ({"severity": {"empty_cue": "eror"}}, 'severity: "eror" is not one of'),
        ({"severity": {"emptycue": "error"}}, 'severity: unknown code "emptycue" (did you mean'),
        ({"options": {"emptycue": {}}}, 'options: unknown code "emptycue" (did you mean'),
        ({"options": {"line_too_long": {"limit": 1}}}, "options line_too_long.limit: line_too_long has no option"),
        ({"options": {"line_too_long": {"limit_columns": "x"}}}, "must be a number"),
        ({"language": "english"}, 'language: "english" is not a language tag'),
        ({"plugins": "nosuchplugin"}, 'plugins: plugin "nosuchplugin": it is not installed'),
        ({"select": "house/x"}, "name house in plugins"),
        ({"preset": 3}, 'preset: must be a string, not "3"'),
        ({"select": 3}, 'select: must be a string or several, not "3"'),
        ({"ignore": ["empty_cue", 3]}, 'ignore: must be a string or several, not "3"'),
        ({"plugins": b"x"}, "plugins: must be a string or several"),
        ({"severity": "error"}, "severity: must be a mapping"),
        ({"severity": {"empty_cue": qa.Severity.ERROR}}, "severity empty_cue: must be a string"),
        ({"options": []}, "options: must be a mapping"),
        ({"options": {"line_too_long": 3}}, "options line_too_long: must be a mapping"),
        ({"options": {"line_too_long": {3: 1}}}, "options line_too_long: must be a mapping by strings"),
        ({"language": 3}, "language: must be a string"),
        ({"preview": "no"}, "preview: must be True or False"),
    ],
)  # fmt: skip
def test_a_wrong_keyword_is_named_with_the_nearest(
    keywords: dict[str, object], message: str
) -> None:
    for call in (
        lambda: qa.check_text(TEXT, "a.srt", **keywords),  # type: ignore[arg-type]
        lambda: qa.fix_text(TEXT, "a.srt", **keywords),  # type: ignore[arg-type]
        lambda: qa.check_paths(["nowhere"], **keywords),  # type: ignore[arg-type]
    ):
        with pytest.raises(qa.UsageError) as error:
            call()
        assert message in str(error.value)
        assert "--" not in str(error.value)


def test_a_wrong_encoding_is_named() -> None:
    with pytest.raises(qa.UsageError, match='encoding: unknown encoding "utf-99"'):
        qa.check_bytes(b"", "a.srt", encoding="utf-99")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(qa.UsageError, match="there is no file"):
        qa.check_file(tmp_path)


def test_a_keyword_that_there_is_not_is_a_type_error() -> None:
    with pytest.raises(TypeError, match='no keyword "encoding"'):
        qa.check_text(TEXT, "a.srt", encoding="cp1252")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match=r'no keyword "presset" \(did you mean "preset"\?\)'):
        qa.check_text(TEXT, "a.srt", presset="tiktok")  # type: ignore[call-arg]


def test_captions_and_names_of_another_type_are_a_type_error_that_says_what_to_call() -> None:
    for call in (qa.check_text, qa.fix_text):
        with pytest.raises(
            TypeError, match="text must be a string, not bytes; bytes are for check_bytes"
        ):
            call(TEXT.encode(), "a.srt")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="data must be bytes, not str; a string is for check_text"):
        qa.check_bytes(TEXT, "a.srt")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        qa.check_text(TEXT, None)  # type: ignore[arg-type]
    data: Any = bytearray(TEXT, "utf-8")
    found = qa.check_bytes(data, "a.srt").diagnostics
    assert found == qa.check_text(TEXT, "a.srt").diagnostics


@pytest.mark.parametrize("fps", [0, -1, 25.0, "25", 2000])
def test_a_frame_rate_that_is_none_is_named(fps: object) -> None:
    with pytest.raises(qa.UsageError, match="fps: must be a Fraction from 1 to 1000"):
        qa.convert_text("{0}{25}Hi\n", "a.sub", to="srt", fps=fps)  # type: ignore[arg-type]


def test_one_path_is_no_sequence_of_letters(tmp_path: Path) -> None:
    tmp_path.joinpath("a.srt").write_text(TEXT)
    for one in (tmp_path, str(tmp_path)):
        assert [Path(report.path).name for report in qa.check_paths(one)] == ["a.srt"]
    assert qa.check_text(TEXT, Path("a.srt")).path == "a.srt"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "call",
    [
        lambda: qa.check_text(TEXT, "a.srt", preset="tiktk"),
        lambda: qa.fix_text("hello", "a.txt"),
        lambda: qa.convert_text("hello", "a.txt", to="srt"),
    ],
)
def test_an_error_comes_back_from_another_process(call: Callable[[], object]) -> None:
    with pytest.raises(qa.CaptionQaError) as error:
        call()
    again = pickle.loads(pickle.dumps(error.value))
    assert (type(again), str(again), vars(again)) == (
        type(error.value),
        str(error.value),
        vars(error.value),
    )


def test_a_wrong_path_or_configuration_is_an_error_at_the_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(qa.UsageError, match="nowhere"):
        qa.check_paths(["nowhere"])
    with pytest.raises(qa.UsageError, match="nowhere"):
        qa.check_file("nowhere")
    with pytest.raises(qa.UsageError, match="baseline"):
        qa.check_paths(baseline="gone.json")
    tmp_path.joinpath(".caption-qa.yml").write_text("preset: tiktk\n")
    tmp_path.joinpath("a.srt").write_text(TEXT)
    with pytest.raises(qa.ConfigError, match="did you mean") as error:
        qa.check_paths()
    assert (error.value.line, error.value.column, error.value.key) == (1, 9, "preset")


def test_what_cannot_be_checked_is_a_report_that_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath("a.srt").write_text(TEXT)
    tmp_path.joinpath("b.srt").write_text(TEXT)
    reports = qa.check_paths()
    tmp_path.joinpath("a.srt").unlink()
    gone, there = reports
    assert (gone.status, there.status) == ("unreadable", "checked")
    assert "there is no such file" in gone.reason


def test_nothing_to_convert_or_deliver_is_an_error_or_a_status() -> None:
    with pytest.raises(qa.FileError, match="holds no captions"):
        qa.convert_text("hello", "a.txt", to="srt")
    with pytest.raises(qa.UsageError, match="one of the two"):
        qa.convert_text(TEXT, "a.srt")
    with pytest.raises(qa.UsageError, match="did you mean"):
        qa.convert_text(TEXT, "a.srt", to="srtt")
    with pytest.raises(qa.UsageError, match="no fix profile"):
        qa.process_text(TEXT, "a.srt", preset="html5", fix_profile="magic")
    with pytest.raises(qa.FileError, match="holds no captions"):
        qa.process_text("hello", "a.txt", preset="html5")
    assert qa.process_text("hello", "a.srt", preset="html5").delivery_status == "failed"
