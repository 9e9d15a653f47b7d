"""The presets for the BBC look at how a TTML document is drawn."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from caption_qa_action.cli import main

# A document as the BBC's players want it, of one caption in two colours.
DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling"
    xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xmlns:ttm="http://www.w3.org/ns/ttml#metadata"
    xmlns:ebuttm="urn:ebu:tt:metadata" xmlns:ebutts="urn:ebu:tt:style"
    xmlns:itts="http://www.w3.org/ns/ttml/profile/imsc1#styling" ttp:timeBase="media" xml:lang="en-GB">
  <head>
    <ttm:copyright>Example Television</ttm:copyright>
    <metadata><ebuttm:documentMetadata>
      <ebuttm:conformsToStandard>urn:ebu:tt:distribution:2018-04</ebuttm:conformsToStandard>
    </ebuttm:documentMetadata></metadata>
    <styling>
      <style xml:id="text" tts:fontFamily="ReithSans, Arial, Roboto, proportionalSansSerif, default"
        tts:fontSize="100%" tts:lineHeight="120%" tts:textAlign="center" ebutts:linePadding="0.5c"
        itts:fillLineGap="true"/>
      <style xml:id="white" tts:color="#ffffff" tts:backgroundColor="#000000"/>
      <style xml:id="yellow" tts:color="#ffff00" tts:backgroundColor="#000000"/>
    </styling>
    <layout>
      <region xml:id="low" tts:origin="12.5% 75%" tts:extent="75% 15%" tts:displayAlign="after"
        tts:overflow="visible"/>
    </layout>
  </head>
  <body style="text"><div>
    <p xml:id="p1" region="low" begin="00:00:01.000" end="00:00:05.000">
      <span style="white">Where have you been?</span><br/>
      <span style="yellow">At the market.</span>
    </p>
  </div></body>
</tt>
"""


def _codes(preset: str, text: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> set[str]:
    (folder / "talk.ttml").write_text(text, encoding="utf-8")
    options = ["--isolated", "--exit-zero", "--preset", preset, "--format", "json"]
    assert main(["check", *options, str(folder)]) == 0
    [file] = json.loads(capsys.readouterr().out)["files"]
    return {one["code"] for one in file["diagnostics"]}


def test_a_document_that_is_as_it_should_be_has_no_findings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _codes("bbc-16x9", DOCUMENT, tmp_path, capsys) == set()
    assert _codes("ebu-tt-d", DOCUMENT, tmp_path, capsys) == set()


@pytest.mark.parametrize(
    "right, wrong, code",
    [
        ("#ffff00", "#0000ff", "ttml_color_not_allowed"),
        ("#000000", "#00000080", "ttml_color_not_allowed"),
        ("ReithSans, ", "", "ttml_font_not_allowed"),
        ("100%", "70%", "ttml_font_size_out_of_range"),
        ("120%", "normal", "imsc_line_height_normal"),
        ("0.5c", "0c", "ttml_background_gaps"),
        ('region="low"', "", "ttml_text_in_no_region"),
        ("12.5% 75%", "0% 75%", "ttml_region_outside_area"),
        ("visible", "hidden", "ttml_region_defaults"),
        ('<body style="text">', '<body style="text white">', "ttml_background_on_block"),
        ('<span style="yellow">At the market.</span>', "At the market.", "ttml_text_outside_span"),
        ("Example Television", "", "ttml_metadata_missing"),
        (
            '<?xml version="1.0" encoding="UTF-8"',
            '<?xml version="1.0" encoding="ISO-8859-1"',
            "xml_encoding_mismatch",
        ),
    ],
)
def test_each_departure_is_found(
    right: str, wrong: str, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert right in DOCUMENT
    assert code in _codes("bbc-16x9", DOCUMENT.replace(right, wrong), tmp_path, capsys)


def test_letters_on_an_upright_picture_are_smaller(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "ttml_font_size_out_of_range" in _codes("bbc-9x16", DOCUMENT, tmp_path, capsys)
    smaller = DOCUMENT.replace("100%", "55%")
    assert "ttml_font_size_out_of_range" not in _codes("bbc-9x16", smaller, tmp_path, capsys)
