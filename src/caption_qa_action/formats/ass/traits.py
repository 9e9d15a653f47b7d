"""What ASS is like."""

from caption_qa_action.core.traits import FormatTraits

TRAITS = FormatTraits(
    "ass",
    "ASS",
    (".ass", ".ssa"),
    beginnings=("[Script Info]", "[V4+ Styles]", "[Events]", "Dialogue:"),
    declares_language=True,
    has_tracks=True,
    comment_prefix="Comment:",
    stacks_cues=True,  # libass, ass_render.c, fix_collisions; VSFilter does so as well
    cues_in_any_order=True,
    line_break=r"\N",
    has_overrides=True,
)
