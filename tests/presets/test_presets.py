"""Every preset: its name, its output, and that each of its numbers is real and has a source."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

import caption_qa_action.presets as presets
import caption_qa_action.rules as rules
from caption_qa_action.config.allowed_values import LEVELS, NEVER
from caption_qa_action.config.options import check_option
from caption_qa_action.core.preset import KINDS, READABILITY, Limit, Preset
from caption_qa_action.core.rule import PREVIEW

# The documented names and outputs; the hosted service writes `vtt` where formats say `webvtt`.
DOCUMENTED = {
    "developer-json": "json",
    "facebook": "srt",
    "generic": "srt",
    "html5": "webvtt",
    "instagram-reels": "srt",
    "linkedin": "srt",
    "lms": "ttml",
    "tiktok": "srt",
    "vimeo": "webvtt",
    "youtube": "srt",
    "zoom": "webvtt",
}
PRESETS = presets.load_all()
each_preset = pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
each_limit = pytest.mark.parametrize(
    "preset, limit",
    [
        pytest.param(preset, limit, id=f"{preset.name}-{limit.code}-{limit.option}")
        for preset in PRESETS
        for limit in preset.limits
    ],
)


def test_the_platforms_are_the_documented_ones() -> None:
    platforms = {preset.name: preset.output for preset in PRESETS if preset.kind == "platform"}
    assert platforms == DOCUMENTED


@each_preset
def test_a_preset_is_of_a_known_kind(preset: Preset) -> None:
    assert preset.kind in KINDS


def test_a_dot_in_a_name_is_kept() -> None:
    assert presets.load("imsc1.1-text").name == "imsc1.1-text"
    assert "imsc1-1-text" not in presets.names()


def test_the_default_preset_is_youtube() -> None:
    assert presets.DEFAULT == "youtube"


@pytest.mark.parametrize(
    "name", ["nosuch", "instagram_reels", "imsc1-1-text", "imsc1_dot_1_text", "_limits", ""]
)
def test_a_name_that_is_not_documented_is_unknown(name: str) -> None:
    with pytest.raises(KeyError):
        presets.load(name)


@each_preset
def test_a_preset_has_the_name_it_is_found_by(preset: Preset) -> None:
    assert presets.load(preset.name) == preset
    assert preset.name in presets.names()


@each_preset
def test_a_preset_says_in_one_line_what_it_is_for(preset: Preset) -> None:
    for text in (preset.title, preset.intent, *preset.notes):
        assert text
        assert "\n" not in text
        assert not text.endswith(".")


@each_limit
def test_a_number_has_a_source_or_is_called_our_choice(preset: Preset, limit: Limit) -> None:
    assert "https://" in limit.source or limit.source.startswith("our choice: no public figure")


@each_preset
def test_a_limit_is_set_once(preset: Preset) -> None:
    keys = [(limit.code, limit.option) for limit in preset.limits]
    assert len(keys) == len(set(keys))


@each_preset
def test_every_code_of_a_preset_is_a_rule(preset: Preset) -> None:
    codes = {*preset.options(), *preset.suggested, *preset.severities}
    codes |= {*preset.enable, *preset.disable}
    assert sorted(codes - set(rules.RULES)) == []


@each_preset
def test_every_option_of_a_preset_is_one_that_its_rule_takes(preset: Preset) -> None:
    for code, options in preset.options().items():
        for name, value in options.items():
            assert check_option(code, name, value) == value


@each_preset
def test_only_opt_in_rules_are_switched_on(preset: Preset) -> None:
    for code in preset.enable:
        assert not rules.load(code).default


def test_of_the_platforms_only_generic_enforces_comfort() -> None:
    enforced = {
        "duration_too_long",
        "duration_too_short",
        "line_too_long",
        "reading_speed_high",
        "too_many_lines",
    }
    for preset in PRESETS:
        if preset.kind != "platform":
            assert preset.suggested == ()
            continue
        judged = set(READABILITY) - set(preset.suggested) - set(preset.disable)
        assert judged == (enforced if preset.name == "generic" else set())


def test_vertical_video_has_shorter_lines_and_a_faster_pace() -> None:
    tiktok, youtube = presets.load("tiktok").options(), presets.load("youtube").options()
    assert tiktok["line_too_long"]["limit_columns"] == 24
    assert youtube["line_too_long"]["limit_columns"] == 42
    assert tiktok["reading_speed_high"]["limit_cps"] == 25
    assert youtube["reading_speed_high"]["limit_cps"] == 20


def test_learning_platforms_have_a_limit_in_words_a_minute() -> None:
    lms = presets.load("lms")
    assert lms.options()["reading_speed_wpm_high"] == {"limit_wpm": 160}
    assert lms.enable == ("reading_speed_wpm_high",)


@pytest.mark.parametrize(
    "name, tables",
    [
        ("netflix-en", {"": 20, "ja": 4}),
        ("netflix-en-children", {"": 17}),
        ("netflix-other", {"": 17, "en": 20, "ar": 20, "hi": 22, "ko": 12, "zh": 9}),
        ("netflix-other-children", {"": 13, "en": 17, "ko": 9}),
        ("netflix-other-sdh", {"": 20, "ar": 23, "hi": 25, "ja": 7, "ko": 14, "zh": 11}),
        ("netflix-other-sdh-children", {"": 17, "ar": 20, "hi": 20, "zh": 9}),
    ],
)
def test_netflix_has_a_pace_for_each_language_and_audience(
    name: str, tables: dict[str, int]
) -> None:
    speed = presets.load(name).options()["reading_speed_high"]
    by_language = speed["limit_cps_by_language"]
    assert isinstance(by_language, Mapping)
    for language, cps in tables.items():
        assert (by_language[language] if language else speed["limit_cps"]) == cps


@pytest.mark.parametrize(
    "frame_ms, frames, found",
    [
        (1000 / 24, 2, False),
        (40, 2, False),
        (1000 / 30, 2, False),
        (1000 / 24, 1, True),
        (40, 1, True),
    ],
)
def test_netflix_takes_two_frames_for_enough_at_every_usual_rate(
    frame_ms: float, frames: int, found: bool
) -> None:
    start_ms = int(72 * frame_ms) - int((72 - frames) * frame_ms)
    limit_ms = presets.load("netflix-en").options()["gap_too_small"]["limit_ms"]
    chained_ms = presets.load("netflix-en").options()["gap_not_chained"]["chained_ms"]
    assert isinstance(limit_ms, int)
    assert isinstance(chained_ms, int)
    assert (start_ms < limit_ms) is found
    assert start_ms <= chained_ms + 1


def test_the_bbc_measures_words_and_wants_no_short_gaps() -> None:
    for name in ("bbc-16x9", "bbc-9x16", "bbc-4x3", "bbc-1x1"):
        bbc = presets.load(name)
        assert bbc.options()["reading_speed_wpm_high"] == {"limit_wpm": 180}
        assert "gap_flicker" in bbc.enable
        assert "reading_speed_high" in bbc.disable


def _codes_of(preset: Preset) -> set[str]:
    """The codes that a preset says anything of."""
    codes = {*preset.enable, *preset.disable, *preset.suggested, *preset.severities}
    return codes | {limit.code for limit in preset.limits}


@each_preset
def test_no_preset_switches_on_a_rule_in_preview(preset: Preset) -> None:
    previews = {rule.code for rule in rules.load_all() if rule.state == PREVIEW}
    assert not _codes_of(preset) & previews


def test_a_former_code_is_no_name_of_today_and_stands_for_one_rule() -> None:
    former = [old for rule in rules.load_all() for old in rule.formerly]
    taken = {*rules.RULES, *rules.RULES.groups.values(), "all", "default", *LEVELS, NEVER}
    assert not taken & set(former)
    assert len(former) == len(set(former))
    assert not set(former) & {code for preset in PRESETS for code in _codes_of(preset)}
