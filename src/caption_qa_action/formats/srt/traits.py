"""What SRT is like."""

from caption_qa_action.core.traits import FormatTraits, retime_clock

TRAITS = FormatTraits(
    "srt",
    "SRT",
    (".srt",),
    long_title="SubRip (SRT)",
    is_line_based=True,
    readers_refuse_others=True,
    cues_are_separable=True,
    blank_line_ends_cue=True,
    cues_are_events=True,
    has_cue_numbers=True,
    # At least two readers, or one that plays: benchmarks/readers.py.
    dropped_times=(
        "arrow", "separator", "missing_hours", "brackets", "no_fraction", "non_ascii_digits", "blank", "three_parts",
        "long_field",
    ),
    retime=retime_clock,
    blanks_are_visible=True,
    line_break="\n",
    shows_character_references=True,
    # What VLC, mpv, FFmpeg and MPC-HC agree on; there is no standard.
    tags=frozenset({"b", "i", "u", "s", "font", "br", "ruby", "rt", "rp"}),
    has_overrides=True,
)  # fmt: skip
