"""By what a file is judged where nobody has chosen a preset: its own format, and nothing about a delivery."""

from __future__ import annotations

from pathlib import Path

import pytest

import caption_qa_action.presets as presets
from caption_qa_action import config
from caption_qa_action.api import check_text, process_text
from caption_qa_action.cli import main
from caption_qa_action.config import Arguments
from caption_qa_action.core.errors import CaptionQaError, ConfigError
from caption_qa_action.core.preset import DELIVERY
from caption_qa_action.core.settings import Settings
from caption_qa_action.formats import FORMATS
from caption_qa_action.pipeline import check_bytes, in_force, read_document
from tests.captions import of_format

# What the formats have that are read by more than players of subtitles.
OWN = {
    "asr_json": "developer-json",
    "json": "developer-json",
    "ttml": "lms",
    "webvtt": "html5",
}
TT = (
    '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" '
    'xmlns:ttm="http://www.w3.org/ns/ttml#metadata" xmlns:ebuttm="urn:ebu:tt:metadata" xml:lang="en"'
    "{attributes}><head><metadata><ebuttm:documentMetadata>{metadata}</ebuttm:documentMetadata></metadata>{head}</head>"
    '<body><div><p begin="00:00:01.000" end="00:00:03.000">Where have you been?</p></div></body></tt>\n'
)
EBU = "<ebuttm:conformsToStandard>urn:ebu:tt:distribution:2018-04</ebuttm:conformsToStandard>"
VERSION = "<ebuttm:documentEbuttVersion>v1.1</ebuttm:documentEbuttVersion>"
SMPTE = "http://www.smpte-ra.org/schemas/2052-1/2010/"
IMSC = "http://www.w3.org/ns/ttml/profile/imsc1"


def unchosen(**keywords: object) -> Settings:
    return config.load(Arguments(**keywords), isolated=True).settings_for("a")  # type: ignore[arg-type]


def ttml(attributes: str = "", metadata: str = "", head: str = "") -> str:
    return TT.format(attributes=attributes, metadata=metadata, head=head)


def judged_by(text: str, name: str) -> str:
    return check_text(text, name).preset


@pytest.mark.parametrize("name", list(FORMATS))
def test_a_format_is_judged_by_its_own_preset_and_by_nothing_about_a_delivery(name: str) -> None:
    own = OWN.get(name, "youtube")
    assert FORMATS[name].traits.own_preset == own
    settings = unchosen()
    known = {setting.code for setting in unchosen(preset=own).rules}
    for caption in of_format(name)[::4]:
        try:
            document = read_document(caption.name, caption.data, settings)
        except CaptionQaError:
            continue
        if document.format != name or presets.own_preset(document) != own:
            continue
        codes = {setting.code for setting in in_force(document, settings).rules}
        assert codes == known - set(DELIVERY)
        report = check_bytes(caption.name, caption.data, settings)
        assert (report.preset, report.is_chosen) == (own, False)
        assert not {each.code for each in report.diagnostics} & set(DELIVERY)


@pytest.mark.parametrize(
    "text, preset",
    [
        (ttml(), "lms"),
        (ttml(metadata=EBU), "ebu-tt-d"),
        (ttml(metadata=EBU, attributes=f' ttp:profile="{IMSC}/text"'), "ebu-tt-d"),
        (ttml(attributes=f' ttp:profile="{IMSC}/text"'), "imsc1.1-text"),
        (ttml(attributes=f' ttp:contentProfiles="{IMSC}.1/text"'), "imsc1.1-text"),
        (ttml(attributes=f' ttp:contentProfiles="{IMSC}.2/text"'), "imsc1.1-text"),
        (ttml(head=f'<ttp:profile use="{IMSC}.1/text"/>'), "imsc1.1-text"),
        (ttml(attributes=f' ttp:contentProfiles="{IMSC}.1/image"'), "lms"),
        (ttml(attributes=f' ttp:contentProfiles="{IMSC}.1/textual"'), "imsc1.1-text"),
        (ttml(attributes=' ttp:profile="http://www.w3.org/TR/profile/sdp-us"'), "lms"),
        (ttml(metadata=EBU.replace("distribution:2018-04", "exchange:2017-05")), "ebu-tt"),
        (ttml(metadata=VERSION), "ebu-tt"),
        (ttml(metadata=VERSION, attributes=f' ttp:profile="{IMSC}/text"'), "imsc1.1-text"),
        (ttml(metadata=VERSION + EBU), "ebu-tt-d"),
        (ttml(attributes=f' ttp:profile="{SMPTE}profiles/smpte-tt-full"'), "smpte-tt"),
        (ttml(attributes=f' xmlns:m="{SMPTE}smpte-tt"'), "lms"),
        (
            ttml(
                attributes=f' xmlns:m="{SMPTE}smpte-tt"',
                metadata='<m:information mode="Enhanced"/>',
            ),
            "smpte-tt",
        ),
        (
            ttml(
                attributes=f' xmlns:m="{SMPTE}smpte-tt" m:x="y" ttp:contentProfiles="{IMSC}.1/image"'
            ),
            "lms",
        ),
    ],
)
def test_ttml_is_judged_by_the_profile_that_it_declares(text: str, preset: str) -> None:
    assert judged_by(text, "a.ttml") == preset


@pytest.mark.parametrize("words", [EBU, VERSION, SMPTE])
def test_what_is_said_in_a_caption_declares_no_profile(words: str) -> None:
    assert judged_by(ttml().replace("Where have", words), "a.ttml") == "lms"


def test_a_document_is_not_held_to_imsc_that_declares_another_form() -> None:
    plain = ttml(attributes=' ttp:timeBase="smpte" ttp:frameRate="25" ttp:dropMode="nonDrop"')
    frames = plain.replace("01.000", "01:00").replace("03.000", "03:00")
    assert "imsc_forbidden_feature" in codes(frames, "a.ttml", preset="lms")
    # Nobody has asked for IMSC: without a preset it is TTML, which allows all of that.
    assert not codes(frames, "a.ttml")
    claimed = frames.replace("<tt ", f'<tt ttp:contentProfiles="{IMSC}.1/image" ')
    assert "imsc_forbidden_feature" in codes(claimed, "a.ttml")
    declared = frames.replace("<ebuttm:documentMetadata>", f"<ebuttm:documentMetadata>{VERSION}")
    assert codes(declared, "a.ttml") == {"ebutt_structure"}  # it has no marker mode and no style


def test_only_apples_ttml_has_its_suffix() -> None:
    assert judged_by(ttml(), "a.itt") == "itt"
    assert judged_by(ttml(metadata=EBU), "a.itt") == "ebu-tt-d"
    assert judged_by("1\n00:00:01,000 --> 00:00:03,000\nHello there\n", "a.itt") == "youtube"


def test_the_content_decides_and_not_the_name() -> None:
    assert judged_by("WEBVTT\n\n00:01.000 --> 00:03.000\nHello there\n", "a.srt") == "html5"
    assert judged_by("1\n00:00:01,000 --> 00:00:03,000\nHello there\n", "a.vtt") != "html5"


VOICE = "WEBVTT\n\n00:01.000 --> 00:03.000 line:0\n<v Ann><i>Hi there\n"


def codes(text: str, name: str, **keywords: object) -> set[str]:
    return {each.code for each in check_text(text, name, **keywords).diagnostics}  # type: ignore[arg-type]


def test_what_a_delivery_loses_is_reported_where_one_was_chosen() -> None:
    assert codes(VOICE, "a.vtt", preset="youtube") >= set(DELIVERY)
    assert not codes(VOICE, "a.vtt") & set(DELIVERY)
    assert not codes(VOICE, "a.vtt", preset="none") & set(DELIVERY)


@pytest.mark.parametrize("name", ["all", "default", "markup", "file"])
def test_a_group_does_not_ask_for_what_a_delivery_loses(name: str) -> None:
    assert not codes(VOICE, "a.vtt", select=[name]) & set(DELIVERY)
    assert not codes(VOICE, "a.vtt", extend_select=[name]) & set(DELIVERY)


@pytest.mark.parametrize("code", DELIVERY)
def test_its_own_name_asks_for_it(code: str) -> None:
    assert code in codes(VOICE, "a.vtt", extend_select=[code])


def test_none_in_place_of_a_preset_takes_back_that_of_the_configuration(tmp_path: Path) -> None:
    (tmp_path / ".caption-qa.yml").write_text("preset: tiktok\n")
    found = config.load(Arguments(preset="none"), start=str(tmp_path)).settings_for("a.srt")
    assert found.preset == "youtube"
    assert found.open_preset is not None
    assert config.load(Arguments(), start=str(tmp_path)).settings_for("a.srt").preset == "tiktok"


def test_a_part_of_the_files_may_have_a_preset(tmp_path: Path) -> None:
    (tmp_path / ".caption-qa.yml").write_text(
        "preset: none\noverrides:\n- {files: web/**, preset: vimeo}\n"
    )
    found = config.load(Arguments(), start=str(tmp_path))
    assert found.settings_for("web/a.vtt").preset == "vimeo"
    assert found.settings_for("web/a.vtt").open_preset is None
    assert found.settings_for("a.vtt").open_preset is not None


@pytest.mark.parametrize(
    "written", ["presets: {none: {extends: youtube}}", "presets: {a: {extends: none}}"]
)
def test_none_is_no_preset(written: str, tmp_path: Path) -> None:
    (tmp_path / ".caption-qa.yml").write_text(written)
    with pytest.raises(ConfigError, match="none"):
        config.load(Arguments(), start=str(tmp_path))


@pytest.mark.parametrize(
    "written, place",
    [
        ("options: {conversion_loss: {target: webvtt}}\n", ".caption-qa.yml:1"),
        ("severity:\n  unsupported_markup: error\n", ".caption-qa.yml:2"),
    ],
)
def test_an_old_configuration_learns_what_no_longer_runs(
    written: str, place: str, tmp_path: Path
) -> None:
    (tmp_path / ".caption-qa.yml").write_text(written)
    found = config.load(Arguments(), start=str(tmp_path))
    found.settings_for("a.srt")
    (warning,) = found.warnings
    assert warning.startswith(f"{place}: ")
    assert "runs only under a preset that was chosen" in warning
    (tmp_path / ".caption-qa.yml").write_text("preset: youtube\n" + written)
    chosen = config.load(Arguments(), start=str(tmp_path))
    chosen.settings_for("a.srt")
    assert chosen.warnings == []


@pytest.mark.parametrize("written", ["ignore: [strip_styling]", "severity: {strip_styling: off}"])
def test_what_was_switched_off_needs_no_warning(written: str, tmp_path: Path) -> None:
    (tmp_path / ".caption-qa.yml").write_text(written)
    found = config.load(Arguments(), start=str(tmp_path))
    found.settings_for("a.srt")
    assert found.warnings == []


@pytest.mark.parametrize(
    "written, is_told",
    [
        ("severity: {unclosed_tag: error}\n", True),
        ("options: {line_too_long: {limit_columns: 30}}\n", True),
        ("preset: none\nseverity: {unclosed_tag: error}\n", False),
        ("preset: youtube\nseverity: {unclosed_tag: error}\n", False),
        ("fail-on: warning\n", False),
        ("", False),
    ],
)
def test_an_old_configuration_without_a_preset_learns_what_has_changed(
    written: str,
    is_told: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".caption-qa.yml").write_text(written)
    for name in ("a.vtt", "b.vtt"):
        (tmp_path / name).write_text(VOICE)
    main(["check"])
    told = ".caption-qa.yml chooses no preset"
    assert capsys.readouterr().err.count(told) == is_told
    for more in (("--isolated",), ("--preset", "ted"), ("--quiet",)):
        main(["check", *more])
        assert told not in capsys.readouterr().err


def test_a_limit_of_the_configuration_is_in_force_by_whatever_a_file_is_judged() -> None:
    long = VOICE.replace("Hi there", "Hi there, " * 4)
    found = check_text(long, "a.vtt", options={"line_too_long": {"limit_columns": 20}}).diagnostics
    assert "line_too_long" in {each.code for each in found}


def test_a_delivery_is_for_youtube_where_nobody_has_chosen(tmp_path: Path) -> None:
    from caption_qa_action.pipeline import Job
    from caption_qa_action.runs.one_file import process_one
    from caption_qa_action.workspace.discover import File

    job = Job(File("a.vtt", ""), unchosen())
    made = process_one(job, "warn-only", data=VOICE.encode())
    wanted = process_text(VOICE, "a.vtt", preset="youtube")
    assert (made.output, made.suggestions) == (wanted.output, wanted.suggestions)
    assert made.report.diagnostics == wanted.report.diagnostics
    assert made.output.startswith("1\n")


def test_an_old_baseline_stays_valid(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    bad = VOICE + "\n00:09.000 --> 00:05.000\nToo early\n"
    (tmp_path / "a.vtt").write_text(bad)
    baseline = tmp_path / "known.json"
    assert main(["baseline", "write", "--baseline", "known.json", "--preset", "youtube"]) == 0
    before = baseline.read_bytes()
    assert all(code.encode() in before for code in (*DELIVERY, "negative_duration"))
    capsys.readouterr()
    assert main(["check", "--baseline", "known.json", "--fail-on", "info"]) == 0
    assert "gone" not in capsys.readouterr().out
    assert main(["baseline", "prune", "--baseline", "known.json"]) == 0
    assert baseline.read_bytes() == before
    (tmp_path / "a.vtt").write_text(VOICE)
    assert main(["baseline", "prune", "--baseline", "known.json"]) == 0
    assert b"negative_duration" not in baseline.read_bytes()
    assert all(code.encode() in baseline.read_bytes() for code in DELIVERY)
