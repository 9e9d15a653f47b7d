"""Settings of WebVTT with other names and signs than they should have, and spoken words that look like them."""

from __future__ import annotations

import pytest

from caption_qa_action import config
from caption_qa_action.fixing import mend

HEAD, BODY = "WEBVTT\n\n00:01.000 --> 00:03.000", "\nmore\n"
MEANT = {
    "align=center line=5%": "align:center line:5%",
    "Align=Middle": "align:center",
    "line：15％": "line:15%",
    "line：１５％": "line:15%",
    "line＝15%": "line:15%",
    "position：50％，line-left align：start": "position:50%,line-left align:start",
    "line:15%%": "line:15%",
    "line:15%%align:start": "line:15% align:start",
    "A:middle L:90%": "align:center line:90%",
    "S:50% T:20%": "size:50% position:20%",
    "alignment:start": "align:start",
    "text-align:start": "align:start",
    "algin:start": "align:start",
    "aling:start": "align:start",
    "lin:5%": "line:5%",
    "lines:5%": "line:5%",
    "ALIGN:start": "align:start",
}
# Spoken words, and what of them is a setting.
SPOKEN = {
    "Anna:Hello": "",
    "Warning:fire": "",
    "Time:12:30 Note:important": "",
    "Bob:Run! align:start": "align:start",
    "line:5% Bob:Run!": "line:5%",
    "Hello line：15％": "line:15%",
    "Hello size=50%": "size:50%",
    "http://example.com": "",
    "3:16 says": "",
    "12:30": "",
    "Score:3": "",
    "Lane:two": "",
    "Alien:Hello": "",
    "Sign:start": "",
    "E=mc2": "",
    "size=large": "",
}


@pytest.mark.parametrize("written", MEANT)
def test_a_setting_is_written_as_it_is_meant(written: str) -> None:
    text = f"{HEAD} {written}{BODY}"
    assert _mended(text, unsafe=False) == text
    assert _mended(text, unsafe=True) == f"{HEAD} {MEANT[written]}{BODY}"


@pytest.mark.parametrize("spoken", SPOKEN)
def test_spoken_words_with_a_colon_become_text(spoken: str) -> None:
    text = f"{HEAD} {spoken}{BODY}"
    words = " ".join(word for word in spoken.split() if word.translate(SIGNS) != SPOKEN[spoken])
    settings = SPOKEN[spoken] and f" {SPOKEN[spoken]}"
    assert _mended(text, unsafe=False) == text
    assert _mended(text, unsafe=True) == f"{HEAD}{settings}\n{words}{BODY}"


SIGNS = str.maketrans("：％=", ":%:")


@pytest.mark.parametrize("name", ["A:start align:end", "align:end A:start"])
def test_a_letter_of_an_old_draft_never_overrides_a_setting(name: str) -> None:
    assert _mended(f"{HEAD} {name}{BODY}", unsafe=True) == f"{HEAD} align:end{BODY}"


def test_settings_with_an_equals_sign_leave_srt() -> None:
    text = "1\n00:00:01,000 --> 00:00:03,000{}\nmore\n"
    written = text.format(" align=center line=5%")
    assert _mended(written, "a.srt", unsafe=False) == text.format("")


def _mended(text: str, name: str = "a.vtt", *, unsafe: bool) -> str:
    in_force = config.load(config.Arguments(), isolated=True).settings_for(name)
    return mend(name, text.encode(), in_force, unsafe=unsafe)[0].data.decode()
