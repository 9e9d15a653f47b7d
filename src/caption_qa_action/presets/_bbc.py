"""What the presets for the BBC share."""

from __future__ import annotations

from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.preset import Limit, Preset
from caption_qa_action.presets import _limits, _sources

_COLORS = ("#ffffff", "#ffff00", "#00ffff", "#00ff00")
_FONTS = ("ReithSans", "Arial", "Roboto", "proportionalSansSerif", "default")
# How a TTML document has to look. Its size and its place depend on the shape of the picture.
_LOOK = (
    "few_early_captions",
    "imsc_line_height_normal",
    "ttml_background_gaps",
    "ttml_background_on_block",
    "ttml_color_not_allowed",
    "ttml_font_not_allowed",
    "ttml_font_size_out_of_range",
    "ttml_metadata_missing",
    "ttml_newline_without_br",
    "ttml_region_defaults",
    "ttml_region_outside_area",
    "ttml_row_align_differs",
    "ttml_style_without_effect",
    "ttml_text_outside_span",
    "ttml_unused_definition",
)


class Area(NamedTuple):
    """The part of the picture in which regions are, in percent."""

    left: float
    right: float
    top: float
    bottom: float


def preset(
    shape: str,
    columns: int,
    lines: int,
    length_source: str,
    area: Area,
    font_percent: tuple[float, float] = (6, 7.5),
) -> Preset:
    """A preset for pictures of one shape, such as `16:9`."""
    smallest, largest = font_percent
    return Preset(
        name=f"bbc-{shape.replace(':', 'x')}",
        title=f"BBC, picture of {shape}",
        output="ttml",
        intent=f"subtitles for the BBC on a picture of {shape}: speed in words, no flickering gaps, "
        "and how TTML looks",
        limits=(
            Limit("line_too_long", "limit_columns", columns, length_source),
            Limit("too_many_lines", "limit_lines", lines, _sources.BBC_LINES),
            Limit("reading_speed_wpm_high", "limit_wpm", 180, _sources.BBC_TIMING),
            Limit("gap_flicker", "limit_ms", 1000, _sources.BBC_GAPS),
            Limit("few_early_captions", "limit_cues", 2, _sources.BBC_START),
            Limit("few_early_captions", "within_ms", 23 * 60_000, _sources.BBC_START),
            Limit("ttml_background_gaps", "smallest_cells", 0.3, _sources.BBC_TEXT),
            Limit("ttml_background_gaps", "largest_cells", 0.8, _sources.BBC_TEXT),
            Limit("ttml_color_not_allowed", "text", _COLORS, _sources.BBC_TEXT),
            Limit("ttml_color_not_allowed", "background", ("#000000",), _sources.BBC_TEXT),
            Limit("ttml_font_not_allowed", "families", _FONTS, _sources.BBC_TEXT),
            Limit("ttml_font_not_allowed", "italics", False, _sources.BBC_TEXT),
            Limit("ttml_font_size_out_of_range", "smallest_percent", smallest, _sources.BBC_TEXT),
            Limit("ttml_font_size_out_of_range", "largest_percent", largest, _sources.BBC_TEXT),
            Limit("ttml_font_size_out_of_range", "line_percent", 120, _sources.BBC_TEXT),
            Limit("ttml_metadata_missing", "elements", ("ttm:copyright",), _sources.BBC_COPYRIGHT),
            Limit("ttml_region_outside_area", "left_percent", area.left, _sources.BBC_REGION),
            Limit("ttml_region_outside_area", "right_percent", area.right, _sources.BBC_REGION),
            Limit("ttml_region_outside_area", "top_percent", area.top, _sources.BBC_REGION),
            Limit("ttml_region_outside_area", "bottom_percent", area.bottom, _sources.BBC_REGION),
            *_limits.utf8_required(_sources.IMSC_ENCODING),
            *_limits.ttml_required(_sources.IMSC),
        ),
        markup=("b", "c", "font", "i", "u"),
        suggested=(),
        severities={"reading_speed_wpm_high": Severity.WARNING, **_limits.TTML_VALIDITY},
        enable=("bad_line_break", "gap_flicker", "reading_speed_wpm_high", *_LOOK),
        # Time is given by the word, for short and long subtitles alike.
        disable=("duration_too_long", "duration_too_short", "gap_too_small", "reading_speed_high"),
        notes=(
            "a gap of 1500 ms is preferred; set gap_flicker.limit_ms for it",
            "the look of TTML (colours, fonts, sizes, regions) is checked and not written: what comes "
            "out is plain IMSC 1.1",
        ),
        kind="house style",
    )
