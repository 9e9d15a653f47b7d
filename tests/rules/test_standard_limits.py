"""Numbers of the standards that the rules about TTML and about rolling captions stand on."""

from __future__ import annotations

import pytest

from caption_qa_action.api import check_text

TT = (
    '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xml:lang="en" {}>'
    '<body><div><p begin="1s" end="3s">Where have {} been?</p></div></body></tt>\n'
)


def messages(text: str, name: str, code: str) -> list[str]:
    found = check_text(text, name, select=[code]).diagnostics
    return [each.message for each in found if each.code == code]


@pytest.mark.parametrize("mode", ["dropNTSC", "dropPAL"])
def test_frame_numbers_are_dropped_at_30_60_and_120_and_by_default(mode: str) -> None:
    stated = f'ttp:timeBase="smpte" ttp:dropMode="{mode}"'
    assert not messages(TT.format(stated, "you"), "a.ttml", "ttml_bad_parameter")
    for rate in (24, 25, 30, 48, 50, 60, 100, 120):
        text = TT.format(f'{stated} ttp:frameRate="{rate}"', "you")
        found = messages(text, "a.ttml", "ttml_bad_parameter")
        assert bool(found) == (rate not in (30, 60, 120)), rate


def test_a_name_of_three_letters_has_a_likely_one_and_of_two_none() -> None:
    for written, hint in (("spn", ' (did you mean "span"?)'), ("sp", "")):
        text = TT.format("", f"<{written}>you</{written}>")
        assert messages(text, "a.ttml", "ttml_unknown_vocabulary") == [
            f'TTML has no element "{written}"{hint}'
        ]


def test_a_line_that_is_said_again_is_shown_again_after_80_ms() -> None:
    cues: list[str] = []
    start = 1000
    for _ in range(2):
        for word in range(4):
            words = ["we", "wait", "here", "now"]
            words[word] = f"<u>{words[word]}</u>"
            times = f"00:00:{start / 1000:06.3f} --> 00:00:{start / 1000 + 0.5:06.3f}".replace(
                ".", ","
            )
            cues.append(f"{len(cues) + 1}\n{times}\n{' '.join(words)}\n")
            start += 500
    [found] = check_text("\n".join(cues), "a.srt", select=["rolling_captions"]).diagnostics
    assert found.fix is not None
    assert "00:00:02,920" in {edit.replacement for edit in found.fix.edits}


@pytest.mark.parametrize(
    ("name", "wanted"), [("pos", {2}), ("org", {2}), ("move", {4, 6}), ("fad", {2, 7}), ("fade", {2, 7})]
)  # fmt: skip
def test_an_override_of_places_wants_its_numbers(name: str, wanted: set[int]) -> None:
    for count in range(1, 9):
        numbers = ",".join(map(str, range(count)))
        text = f"[Events]\nFormat: Start, End, Text\nDialogue: 0:00:01.00,0:00:03.00,{{\\{name}({numbers})}}Hi\n"
        found = messages(text, "a.ass", "ass_unknown_override")
        assert bool(found) == (count not in wanted), count
