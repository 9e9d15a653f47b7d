"""What WebVTT is like."""

from caption_qa_action.core.traits import XML, FormatTraits, retime_clock

TRAITS = FormatTraits(
    "webvtt",
    "WebVTT",
    (".vtt", ".webvtt"),
    own_preset="html5",
    requires_duration=True,
    is_line_based=True,
    readers_refuse_others=True,
    beginnings=("WEBVTT",),
    has_signature=True,
    requires_utf8=True,
    reads_nul=True,
    declares_language=True,
    cues_are_separable=True,
    blank_line_ends_cue=True,
    cues_are_events=True,
    has_cue_settings=True,
    drops_inexact_times=True,
    retime=retime_clock,
    blanks_are_visible=True,
    line_break="\n",
    escapes=XML,
    # Section 2.2: programs must not normalize, https://www.w3.org/TR/webvtt1/#unicode-normalization
    may_be_normalized=False,
    arrow_begins_cue=True,
    # Section 4.2.2 "WebVTT caption or subtitle cue text": https://www.w3.org/TR/webvtt1/#caption-text
    tags=frozenset({"b", "c", "i", "lang", "rt", "ruby", "u", "v"}),
    tags_are_strict=True,
    has_word_times=True,
)
