"""Every number that stands above the code of a module has a test of its exact value, or a reason why not.

mutmut leaves such constants alone, so this list is what holds them. A new one fails here until it has a row
in tests/rules/limits.py (a rule's), a test named below, or a reason.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import caption_qa_action
from tests.rules.test_limits import ROWS, constants, module_path

ROOT = Path(__file__).parents[1]
PACKAGE = Path(caption_qa_action.__file__).parent
PACKAGES = ("core", "delivery", "fixing", "formats", "rules", "triage")

_GUESSED = "tests/formats/test_limits.py::test_a_caption_without_an_end_stays_for_a_while"
_TRACKS = "tests/formats/ass/test_ass_reading.py::"
_TRIED = "tests/fixing/test_attempt.py::test_a_file_is_tried_less_often_the_larger_it_is"
_TRIED_ANEW = "tests/delivery/test_trials.py::test_a_cue_that_is_at_fault_each_time_ends_it_after_a_few_trials"
_UNREADABLE = "tests/delivery/test_splitting.py::test_what_nobody_could_read_stays_as_it_is"
_ALIGNED = "tests/rules/test_alignment.py::"
_SLIP = (
    "tests/rules/test_translation_slip.py::"
    "test_lengths_that_go_together_by_three_quarters_with_the_next_and_not_with_their_own_are_a_slip"
)
_WEIGHED = "tests/delivery/test_delivery_numbers.py::"
_OF_FORMATS = "tests/formats/test_format_numbers.py::"
_OF_TTML = "tests/rules/test_ttml_limits.py::"
_SECONDS = "tests/formats/test_seconds.py::"
_OF_ASR = "tests/formats/asr_json/test_asr_json.py::"
_OF_SPRUCE = "tests/formats/spruce_stl/test_spruce_stl.py::"
_LEGAL = "tests/delivery/test_legal_times.py::"
_OF_STACKS = "tests/core/test_stacking.py::"
_STANDARD = "tests/rules/test_standard_limits.py::"
# The test that fails when the number is another.
TESTED = {
    "core/alignment.py:_CONTEXT": "tests/core/test_alignment.py::test_a_patch_has_the_form_of_difflib",
    "core/alignment.py:_MOST_PAIRS": "tests/core/test_alignment.py::test_a_thousand_pairs_are_compared_one_by_one",
    "core/clock.py:GUESSED_MS": _GUESSED,
    "core/cue_settings.py:_FULL_WIDTH": "tests/formats/webvtt/test_meant_settings.py::test_a_setting_is_written_as_it_is_meant",
    "formats/_timed_json.py:_DATES_FROM": "tests/formats/test_signatures.py::test_a_time_from_a_thousand_million_on_is_a_date",
    "formats/_timed_json.py:_LOOKED_AT_VALUES": "tests/formats/test_signatures.py::test_the_first_2000_values_of_json_are_looked_at",
    "formats/asr_json/recognisers/assemblyai.py:_SHORTEST_TURN_MS": _OF_ASR
    + "test_a_trimmed_turn_counts_milliseconds_where_it_is_long_enough",
    "formats/_time_faults.py:_MOST_OF_A_TIME": "tests/formats/test_time_faults.py::test_200_characters_in_the_place_of_a_time_are_looked_at",
    "formats/_time_readings.py:_UNITS_MS": "tests/formats/test_time_faults.py::test_units_behind_numbers_are_counted",
    "formats/_time_faults.py:_FIELDS_IN_A_TIME": "tests/formats/test_time_faults.py::test_faults_of_times",
    "formats/ttml/units.py:_LONGEST_S": "tests/formats/ttml/test_ttml_units.py::test_no_caption_is_shown_for_more_than_90_seconds",
    "formats/ttml/units.py:_LOOKED_AT": "tests/formats/ttml/test_ttml_units.py::test_two_hundred_elements_show_how_times_are_meant",
    "rules/text/_misread_letters.py:_FEWEST_SIGNS": "tests/rules/test_mojibake_one_line.py::test_two_words_with_signs_in_them_are_named_and_one_is_not",
    "rules/text/html_entity_in_srt.py:_LONGEST_TAG": "tests/rules/test_shared_limits.py::test_an_escaped_tag_has_200_characters_at_most",
    "core/cjk.py:_JAPANESE_ENDINGS": "tests/core/test_breaking.py::test_what_ends_before_a_break_in_japanese_decides_how_bad_it_is",
    "delivery/_order.py:_LONG_MS": "tests/delivery/test_order.py::test_the_last_event_has_room_for_an_hour",
    "delivery/lines.py:_MOST_LINES": "tests/delivery/test_line_limits.py::test_no_cue_has_more_than_ten_lines",
    "core/fingerprint.py:_EXCERPT": "tests/core/test_fingerprint.py::test_a_finding_outside_cues_is_known_by_its_first_200_characters",
    "core/words/__init__.py:_FEWEST_HITS": "tests/core/test_fingerprint.py::test_three_small_words_tell_a_language",
    "formats/_usable_place.py:LEAST_HEIGHT_PERCENT": "tests/formats/test_writing_limits.py::test_a_box_has_room_for_its_least_height",
    "formats/_usable_place.py:LEAST_WIDTH_PERCENT": "tests/formats/test_writing_limits.py::test_a_box_has_room_for_its_least_width",
    "formats/_usable_place.py:_PARTS": "tests/formats/test_writing_limits.py::test_a_box_has_room_for_its_least_width",
    "delivery/legal_times.py:_LONGEST_MS": _LEGAL + "test_times_ten_seconds_apart_are_exchanged_and_no_more",
    "delivery/segments.py:_TICKS_ROUND": "tests/delivery/test_segments.py::test_time_stamps_that_begin_again_go_on",
    "formats/_writing.py:_MOST_HOURS": _LEGAL + "test_hours_are_kept_as_far_as_readers_agree",
    "formats/webvtt/writer.py:_MOST_HOURS": _LEGAL + "test_hours_are_kept_as_far_as_readers_agree",
    "formats/_writing.py:_LONGEST_SHOWN": "tests/formats/test_writing_limits.py::test_a_loss_shows_its_first_40_characters_and_counts",
    "rules/_repeated.py:_FEW": "tests/rules/test_shared_limits.py::test_from_the_fourth_on_equal_findings_are_one",
    "rules/markup/_nesting.py:MAX_DEPTH": "tests/rules/test_shared_limits.py::test_tags_are_followed_64_deep",
    "triage/baseline.py:VERSION": "tests/triage/test_exactly.py::test_a_baseline_is_written_an_entry_a_line",
    "core/speeds.py:STEPS": "tests/core/test_speeds.py::test_a_step_begins_where_the_one_before_it_ends",
    "core/speeds.py:STEP_CPS": "tests/core/test_speeds.py::test_a_step_begins_where_the_one_before_it_ends",
    "fixing/_attempt.py:_LEAST_TRIALS": _TRIED,
    "fixing/_attempt.py:_MOST_FAILURES": "tests/fixing/test_attempt.py::test_where_no_trial_holds_the_rest_is_tried_as_a_whole",
    "fixing/_attempt.py:_MOST_LEFT_OUT": "tests/fixing/test_attempt.py::test_where_another_fix_seems_at_fault_each_time_they_are_halved",
    "fixing/_attempt.py:_MOST_TRIALS": _TRIED,
    "fixing/_attempt.py:_CHECKED_BYTES": _TRIED,
    "fixing/_attempt.py:_BYTES_OF_A_RECORD": "tests/fixing/test_attempt.py::test_a_file_is_tried_less_often_the_more_is_found_in_it",
    "fixing/_attempt.py:_BYTES_OF_A_GUESS": "tests/fixing/test_attempt.py::test_a_file_is_tried_less_often_where_its_encoding_is_guessed",
    "fixing/_attempt.py:_MOST_CHECKS": "tests/fixing/test_attempt.py::test_what_is_left_when_a_file_has_been_checked_enough_is_refused",
    "fixing/_attempt.py:_MOST_CHECKS_OF_ANY": "tests/fixing/test_mend.py::test_a_small_file_is_checked_a_hundred_times",
    "delivery/_reshape.py:_LEISURELY_MS": "tests/delivery/test_splitting.py::test_other_text_that_fits_one_cue_stays_one",
    "delivery/_reshape.py:_MOST_LINES": _UNREADABLE,
    "delivery/_reshape.py:_MOST_CHARACTERS": _UNREADABLE,
    "fixing/_attempt.py:_MOST_ROUNDS": "tests/fixing/test_attempt.py::test_a_file_that_gets_better_has_fifty_rounds_and_what_is_then_left_stays",
    "fixing/_attempt.py:_ROUNDS": "tests/fixing/test_attempt.py::test_a_file_that_does_not_get_better_is_given_up",
    "formats/ass/tracks.py:_NEAR_MS": _TRACKS
    + "test_a_translation_may_begin_and_end_200_ms_beside_its_original",
    "formats/ass/tracks.py:_LEAST_LETTERS": _TRACKS + "test_two_letters_of_a_script_make_a_track",
    "formats/ass/tracks.py:_LEAST_PAIRS": _TRACKS
    + "test_two_pairs_of_times_make_a_track_if_they_are_half_of_both_styles",
    "formats/ass/tracks.py:_SAMPLED_CUES": _TRACKS
    + "test_a_hundred_cues_of_a_style_tell_its_script",
    "formats/ass/timeline.py:_BOLD_WEIGHT": "tests/formats/test_limits.py::test_letters_of_ass_are_bold_from_600_on",
    "core/clock.py:LATEST_MS": "tests/formats/test_limits.py::test_a_time_in_json_is_at_most_that_of_fifteen_digits",
    "formats/json/cues.py:_MOST_WRONG": "tests/formats/test_limits.py::test_1000_cues_that_are_none_are_noticed",
    "formats/_json_values.py:_MOST_RESUMES": _OF_ASR + "test_a_file_is_read_over_50_damaged_places",
    "formats/_json_values.py:_DEEPEST": "tests/formats/test_limits.py::test_json_is_read_32_levels_deep",
    "formats/_json_values.py:_MOST_ERRORS": "tests/formats/test_limits.py::test_200_places_that_are_no_json_are_noticed",
    "formats/_seconds.py:_SHORTEST_MS": _SECONDS + "test_cues_of_less_than_20_ms_are_seconds",
    "formats/_seconds.py:_SHORTEST_S": _SECONDS + "test_cues_of_less_than_a_tenth_of_a_second_are_none",
    "formats/__init__.py:_LONGEST_FOREIGN": "tests/formats/test_signatures.py::test_a_document_is_known_where_it_begins_in_the_first_64_characters",
    "formats/_signatures.py:_LOOKED_AT": "tests/formats/test_signatures.py::test_the_first_65536_characters_are_looked_at",
    "formats/fcpxml/clock.py:_LATEST_SECONDS": "tests/formats/fcpxml/test_fcpxml.py::test_a_time_is_a_fraction_of_seconds",
    "formats/ass/writer.py:_LATEST_MS": "tests/formats/test_writing_limits.py::test_times_of_ass_are_written_up_to_100_hours",
    "formats/asr_console.py:_MOST_BEFORE": _OF_FORMATS + "test_twenty_lines_may_stand_before_what_was_heard",
    "formats/mpl2.py:_MS_PER_UNIT": _OF_FORMATS + "test_times_of_mpl2_are_tenths_of_a_second",
    "formats/spruce_stl/parser.py:_PAL": _OF_SPRUCE + "test_a_frame_above_24_means_30_a_second",
    "formats/spruce_stl/parser.py:_NTSC": _OF_SPRUCE + "test_a_frame_above_24_means_30_a_second",
    "formats/asr_json/__init__.py:_SNIFFED_CHARACTERS": _OF_ASR + "test_a_text_too_long_to_be_looked_at_is_whispers",
    "formats/_pieces.py:LIMIT_MS": _OF_ASR + "test_a_cue_lasts_seven_seconds_at_most",
    "formats/asr_json/grouping.py:LINE_COLUMNS": _OF_ASR + "test_a_line_has_42_columns_at_most",
    "formats/asr_json/grouping.py:PAUSE_MS": _OF_ASR + "test_a_pause_of_a_second_ends_a_cue",
    "formats/asr_json/parser.py:_LOOKED_AT_VALUES": _OF_ASR + "test_400_values_say_whose_file_it_is",
    "formats/asr_json/reading.py:_MOST_WRONG": _OF_ASR + "test_1000_wrong_values_are_noticed",
    "formats/lrc/lines.py:_LAST_MS": _GUESSED,
    "formats/microdvd/__init__.py:_FEW_FRAMES": "tests/formats/test_detection.py::"
    "test_a_line_of_frames_alone_is_a_caption_where_it_is_shown_for_a_while",
    "formats/sami/blocks.py:_LAST_MS": _GUESSED,
    "formats/sami/text.py:_DEEPEST": "tests/formats/test_limits.py::test_tags_of_sami_count_50_deep",
    "formats/scc/lines.py:_LAST_FRAMES": _GUESSED,
    "formats/scc/lines.py:_NTSC": "tests/formats/test_drop_frame.py::test_each_drop_frame_label_of_scc_is_the_frame_that_counting_comes_to",
    "formats/ttml/lyrics.py:_LINES": "tests/formats/ttml/test_ttml_lyrics.py::test_twenty_lines_show_how_times_are_meant",
    "formats/ttml/lyrics.py:_LOOKED_AT": "tests/formats/ttml/test_ttml_lyrics.py::test_keys_are_looked_for_in_fifty_elements",
    "formats/ttml/pictures.py:MOST_PIECES": "tests/formats/ttml/test_ttml_pictures.py::test_a_paragraph_of_too_many_pictures_is_read_as_one",
    "formats/ttml/visibility.py:_MOST_ANIMATIONS": "tests/formats/ttml/test_ttml_pictures.py::test_a_hundred_animations_of_an_element_count",
    "formats/ttml/tiles.py:OPEN_END_MS": _GUESSED,
    "formats/_xml.py:DEEPEST": "tests/formats/test_limits.py::test_xml_is_read_256_elements_deep",
    "formats/webvtt/reader.py:_CHAPTER_GAP_MS": "tests/formats/webvtt/test_webvtt_parser.py::test_chapters_are_recognised_by_their_times",
    "formats/webvtt/timing.py:_MOST_HOURS": "tests/formats/test_limits.py::test_hours_of_webvtt_are_at_most_a_billion",
    "rules/siblings/_alignment.py:RATES": _ALIGNED + "test_a_file_of_another_frame_rate_is_known",
    "rules/siblings/_alignment.py:_CERTAIN_PERCENT": _ALIGNED + "test_a_shift_is_certain_when_it_brings_seven_of_ten_together",
    "rules/siblings/_alignment.py:_FEWEST": _ALIGNED + "test_eight_cues_tell_a_shift",
    "rules/siblings/_alignment.py:_FEW_PERCENT": _ALIGNED + "test_files_that_have_little_in_common_are_hopeless",
    "rules/siblings/_alignment.py:_MANY_PERCENT": _ALIGNED + "test_files_that_have_little_in_common_are_hopeless",
    "rules/siblings/_alignment.py:_MOST_PASSAGES": _ALIGNED + "test_files_that_have_little_in_common_are_hopeless",
    "rules/siblings/_alignment.py:_SAME_MS": _ALIGNED + "test_cues_begin_together_within_200_ms",
    "rules/siblings/_alignment.py:_SAMPLED": _ALIGNED + "test_at_least_200_starts_are_looked_at",
    "rules/siblings/_alignment.py:_STRANGE_PERCENT": _ALIGNED + "test_files_that_have_little_in_common_are_hopeless",
    "triage/repeated_findings.py:FEWEST_CUES": "tests/triage/test_repeated_findings.py::test_it_takes_five_cues_and_more_than_five_in_a_hundred",
    "triage/repeated_findings.py:MOST_PERCENT_OF_OTHERS": "tests/triage/test_repeated_findings.py::test_what_more_than_half_of_the_cues_have_is_reported_once",
    "triage/repeated_findings.py:MOST_PERCENT": "tests/triage/test_repeated_findings.py::test_it_takes_five_cues_and_more_than_five_in_a_hundred",
    "core/breaking.py:_AUTHOR_BONUS": _WEIGHED + "test_the_break_of_the_author_costs_less",
    "core/breaking.py:_WIDE_AUTHOR_BONUS": _WEIGHED + "test_the_break_of_the_author_costs_less",
    "core/fold.py:MIN_ROOM": "tests/reporters/test_terminal.py::test_there_is_room_for_thirty_columns_at_least",
    "core/breaking.py:*": _WEIGHED + "test_a_break_costs_what_its_place_is_worth",
    "delivery/_chunks.py:_KEPT": _WEIGHED + "test_the_author_s_break_may_be_the_best",
    "delivery/_chunks.py:_PARTED_PAIR": _WEIGHED + "test_two_turns_are_parted_at_a_price",
    "delivery/_chunks.py:_PARTED_TURN": _WEIGHED + "test_two_turns_are_parted_at_a_price",
    "delivery/_reshape.py:_CLOSE_MS": "tests/delivery/test_profiles.py::test_cues_with_a_pause_between_them_are_not_joined",
    "delivery/_reshape.py:_LINGERING_MS": "tests/delivery/test_splitting.py::test_what_lingers_is_shared_among_more_cues",
    "delivery/lines.py:_FULL": _WEIGHED + "test_a_cue_that_is_filled_to_more_than_three_quarters_costs_more",
    "delivery/lines.py:_ROOMY": _WEIGHED + "test_a_cue_that_is_filled_to_more_than_three_quarters_costs_more",
    "delivery/lines.py:_LINGERING": _WEIGHED + "test_a_cue_that_lingers_costs_more",
    "delivery/lines.py:_MIXED": _WEIGHED + "test_a_cue_that_ends_within_a_sentence_after_another_costs_more",
    "delivery/lines.py:_ONE_WORD": _WEIGHED + "test_a_cue_of_one_word_costs_more",
    "delivery/lines.py:_TOO_SHORT": _WEIGHED + "test_a_cue_that_is_too_short_costs_more",
    "delivery/lines.py:_UPPER_LINE": _WEIGHED + "test_the_lower_line_is_the_longer_one",
    "delivery/lines.py:_NEEDLESS_LINE": "tests/delivery/test_splitting.py::test_no_line_is_broken_for_the_end_of_a_sentence_alone",
    "delivery/lines.py:_UNEVEN": _WEIGHED + "test_uneven_lines_cost_more",
    "delivery/process.py:_MOST_LEFT": _WEIGHED + "test_five_cues_that_were_not_mended_are_named",
    "delivery/aided.py:_LEAST_TRIALS": _TRIED_ANEW,
    "delivery/aided.py:_MOST_TRIALS": _TRIED_ANEW,
    "delivery/aided.py:_BESIDE": _WEIGHED + "test_those_beside_a_fault_are_at_fault",
    "delivery/convert.py:_LATEST_MS": _WEIGHED + "test_an_event_is_bare_up_to_nine_hours_and_from_a_hundredth_on",
    "delivery/process.py:_WORTH": _WEIGHED + "test_a_finding_leaves_a_part_of_a_cues_worth",
    "core/sentences.py:_LONGEST_TOKEN": _WEIGHED + "test_a_word_before_a_mark_has_at_most_30_characters",
    "formats/ass/styles.py:_LEGACY": _OF_FORMATS + "test_alignments_of_ssa_are_those_of_a_keypad",
    "formats/ass/writer.py:WIDTH": _OF_FORMATS + "test_a_script_is_written_for_a_picture_of_1920_by_1080_with_margins_of_a_twentieth",
    "formats/ass/writer.py:HEIGHT": _OF_FORMATS + "test_a_script_is_written_for_a_picture_of_1920_by_1080_with_margins_of_a_twentieth",
    "formats/ass/writer.py:_MARGIN_X": _OF_FORMATS + "test_a_script_is_written_for_a_picture_of_1920_by_1080_with_margins_of_a_twentieth",
    "formats/ass/writer.py:_MARGIN_Y": _OF_FORMATS + "test_a_script_is_written_for_a_picture_of_1920_by_1080_with_margins_of_a_twentieth",
    "formats/ass/writer.py:*": _OF_FORMATS + "test_a_place_is_written_as_its_key",
    "formats/microdvd/lines.py:_NTSC_RATES": _OF_FORMATS + "test_a_rate_of_ntsc_video_is_exact",
    "formats/microdvd/lines.py:_USUAL_RATE": _OF_FORMATS + "test_microdvd_without_a_rate_has_that_of_films_on_ntsc_video",
    "formats/scc/decoder.py:_COLUMNS": _OF_FORMATS + "test_a_row_of_scc_ends_at_column_32",
    "formats/scc/decoder.py:_CENTERED_COLUMNS": _OF_FORMATS + "test_a_caption_is_centred_that_is_4_columns_from_the_middle_of_32",
    "formats/srt/markup.py:_LEGACY_ANCHORS": _OF_FORMATS + "test_old_anchors_in_srt_are_those_of_a_keypad",
    "formats/srt/timeline.py:_GRID": _OF_FORMATS + "test_places_in_srt_are_on_a_grid_of_384_by_288",
    "formats/srt/writer.py:*": _OF_FORMATS + "test_a_place_is_written_as_its_key",
    "formats/stl/blocks.py:_HEADER_TEXTS": "tests/formats/stl/test_stl_losses.py::test_a_text_of_the_header_is_named_in_its_code_page",
    "formats/stl/blocks.py:_FPS": _OF_FORMATS + "test_frames_of_stl_are_rounded_to_the_nearest_millisecond",
    "formats/stl/blocks.py:_LAST_BLOCK": _OF_FORMATS + "test_a_block_of_user_data_is_no_caption",
    "formats/stl/text.py:USER_DATA": _OF_FORMATS + "test_a_block_of_user_data_is_no_caption",
    "formats/stl/blocks.py:_MORE_LANGUAGES": _OF_FORMATS + "test_a_language_of_stl_has_its_number",
    "formats/webvtt/timeline.py:_ROWS": "tests/formats/webvtt/test_webvtt_timeline.py::test_settings_become_a_placement",
    "core/timeline.py:ROW_PERCENT": _OF_FORMATS + "test_a_line_of_webvtt_is_a_part_of_the_height",
    "core/stacking.py:WEBVTT": _OF_STACKS + "test_rows_are_as_high_as_each_format_has_them",
    "core/stacking.py:TTML": _OF_STACKS + "test_rows_are_as_high_as_each_format_has_them",
    "core/stacking.py:ASS": _OF_STACKS + "test_rows_are_as_high_as_each_format_has_them",
    "core/stacking.py:_TOGETHER_MS": _OF_STACKS + "test_a_quarter_of_a_second_is_together",
    "core/stacking.py:_MOST_TOGETHER": _OF_STACKS + "test_no_more_than_eight_are_compared",
    "core/stacking.py:_CHARACTER_PERCENT": _OF_STACKS + "test_a_character_is_one_and_a_half_percent_wide",
    "delivery/reread.py:_MOST_ASIDE": "tests/delivery/test_reread.py::test_a_place_that_is_off_is_a_loss",
    "formats/scc/decoder.py:_ROWS": "tests/formats/test_stacking.py::test_rows_of_scc_are_counted_from_the_nearest_edge",
    "formats/ttml/places.py:_PARTS": "tests/formats/test_stacking.py::test_paragraphs_of_ttml_stay_in_their_order",
    "formats/webvtt/timeline.py:_USUAL_X": _OF_FORMATS + "test_a_position_that_the_alignment_says_is_none_of_its_own",
    "core/plausibility.py:_ABROAD": "tests/core/test_plausibility.py::test_a_language_that_is_not_at_home_fits_one_worse",
    "core/plausibility.py:_EXPECTED": "tests/core/test_plausibility.py::test_words_of_a_language_count_for_it_and_the_expected_one_has_two_more",
    "delivery/reread.py:_ROUNDED_MS": "tests/delivery/test_reread.py::test_ass_rounds_to_hundredths",
    "formats/stl/blocks.py:_GSI_BYTES": _OF_FORMATS + "test_the_header_of_stl_has_1024_bytes",
    "formats/ass/events.py:_MOST_FRAMES": "tests/formats/ass/test_odd_times.py::test_it_is_named_in_a_check_a_conversion_and_a_delivery",
    "formats/webvtt/timestamp_map.py:_TICKS_PER_MS": _OF_FORMATS + "test_ninety_ticks_of_mpeg_are_a_millisecond",
    "rules/file/invalid_utf8_bytes.py:_MOST_BYTES": "tests/rules/test_misread_limits.py::test_up_to_two_letters_in_a_row_are_read_as_windows_1252",
    "delivery/splitting.py:_PART_COSTS": _WEIGHED + "test_a_further_cue_costs_220_and_a_way_with_fewer_is_sought_at_5000",
    "rules/siblings/opt_in/translation_slip.py:_ALIKE": _SLIP,
    "rules/siblings/opt_in/translation_slip.py:_STRANGE": _SLIP,
    "rules/siblings/opt_in/translation_slip.py:_WINDOW": "tests/rules/test_translation_slip.py::test_a_slip_goes_on_for_eighteen_cues",
    "rules/siblings/opt_in/translation_slip.py:_WINDOWS": "tests/rules/test_translation_slip.py::test_a_slip_goes_on_for_eighteen_cues",
    "core/alphabets.py:_FEWEST_WORDS": "tests/core/test_alphabets.py::test_two_words_of_a_language_show_it",
    "rules/text/mojibake.py:_FEWEST": "tests/rules/test_misread_limits.py::test_eight_characters_make_a_case",
    "rules/_rolling.py:_FEWEST_REPEATS": "tests/rules/test_place_limits.py::test_a_file_rolls_from_three_repetitions_and_a_quarter_on",
    "rules/_rolling.py:_SHARE": "tests/rules/test_place_limits.py::test_a_file_rolls_from_three_repetitions_and_a_quarter_on",
    "rules/file/conversion_loss.py:_BOTTOM_LINE": "tests/rules/test_place_limits.py::test_the_bottom_begins_at_75_percent_and_ends_three_lines_up",
    "rules/file/conversion_loss.py:_BOTTOM_PERCENT": "tests/rules/test_place_limits.py::test_the_bottom_begins_at_75_percent_and_ends_three_lines_up",
    "rules/text/private_use_character.py:_SET_ASIDE": _OF_TTML + "test_what_unicode_has_set_aside_are_sixty_six_characters",
    "rules/ttml/_forbidden.py:MOST_OUTLINE_PERCENT": _OF_TTML + "test_an_outline_takes_ten_percent_of_the_font",
    "rules/ttml/_forbidden.py:MOST_SHADOWS": _OF_TTML + "test_four_shadows_are_permitted",
    "rules/ass/ass_unknown_override.py:_NUMBERS": _STANDARD + "test_an_override_of_places_wants_its_numbers",
    "rules/ttml/_regions.py:_POSITIONS": _OF_TTML + "test_the_words_of_a_position_are_places",
    "rules/ttml/imsc_hrm.py:_BACKGROUND_SPEED": _OF_TTML + "test_a_background_and_the_slowest_character_take_their_time",
    "rules/ttml/imsc_hrm.py:_GLYPH_CACHE": _OF_TTML + "test_the_glyphs_on_screen_take_no_more_than_the_picture",
    "rules/ttml/imsc_hrm.py:_PAINTING_DELAY_MS": _OF_TTML + "test_a_scene_has_a_second_however_long_the_one_before_lasts",
    "rules/ttml/ttml_namespace.py:_ALIKE": _OF_TTML + "test_a_namespace_with_a_part_left_out_has_a_likely_one_and_a_stump_none",
    "rules/ttml/ttml_ref_undefined.py:_MOST_SUGGESTED": _OF_TTML + "test_the_first_twenty_undefined_names_have_a_suggestion",
    "rules/ttml/_ruby.py:_MOST_SHOWN": "tests/rules/test_ttml_ruby.py::test_of_many_parts_the_first_six_are_named",
    "rules/ttml/ttml_style_cycle.py:_MOST_SHOWN": _OF_TTML + "test_four_styles_of_a_circle_are_named",
    "rules/text/rolling_captions.py:_BLINK_MS": _STANDARD + "test_a_line_that_is_said_again_is_shown_again_after_80_ms",
    "rules/ttml/ttml_bad_parameter.py:_RATES_WITH_DROPS": _STANDARD + "test_frame_numbers_are_dropped_at_30_60_and_120_and_by_default",
    "rules/ttml/ttml_bad_parameter.py:_USUAL_RATE": _STANDARD + "test_frame_numbers_are_dropped_at_30_60_and_120_and_by_default",
    "rules/ttml/ttml_unknown_vocabulary.py:_SHORTEST_LIKELY": _STANDARD + "test_a_name_of_three_letters_has_a_likely_one_and_of_two_none",
    "rules/ttml/ttml_unknown_vocabulary.py:_MOST_SUGGESTED": _OF_TTML + "test_the_first_twenty_unknown_names_have_a_suggestion",
    "rules/markup/ass_tag_in_text.py:_SETTINGS": "tests/rules/test_place_limits.py::test_the_settings_for_a_key_place_a_caption_there",
}  # fmt: skip

_CHOSEN = "chosen on right and garbled sentences of thirty languages: tests/rules/test_mojibake.py, tests/files"
_TABLE = "a table of the standard, whose entries are compared in the tests of the format"
_MEASURED = (
    "lies between what was measured on misread and on honest text: tests/rules/test_misread_lost.py"
)
_WORK = "bounds the work on a hostile file, and no caption comes near it"
_SAMPLE = "so many cues are enough to guess a language or a script"
_KINDS = "a mark that is only compared with others of its kind"
_BITS = "where the counters lie in one number, which nobody sees"
# Why no test looks at a number.
UNSEEN = {
    "core/stacking.py:_EPSILON": "places are rounded to hundredths of a percent",
    "core/legacy_encodings.py:*": _CHOSEN,
    "core/alignment.py:_DEEPEST": "how deep is searched for lines that occur once: deeper, a patch is a little shorter",
    "core/measure.py:_MOST_COUNTED": "which of two ways a text is weighed by, with the same result",
    "core/source.py:_FIRST_CHARACTERS": "from where on characters are passed over, with the same result",
    "rules/_words.py:_FREQUENT": "which bytes are left out of a first search, with the same result",
    "rules/text/all_caps.py:_PARTS": "of how much small letters are counted first, with the same result",
    "rules/text/advertisement.py:_MOST_OF_PLACE": "from which score on a cue is looked at, with the same result",
    "core/phrases.py:_FEATURES": "a table of the model: what its scores are about",
    "core/phrases.py:_LINE": "how long what is remembered may be, with the same result",
    "core/language.py:_OF_A_CUE": "how long what is remembered may be, with the same result",
    "core/language.py:_REMEMBERED": "how much is remembered, with the same result",
    "delivery/_chunks.py:_WORD": "no word that a list knows is longer; it bounds what is remembered of a long one",
    "core/phrases.py:_SURE": "chosen by dictionaries of Chinese and Japanese, which no test has",
    "rules/text/wrong_script.py:_FIRST_PERCENT": _SAMPLE,
    "rules/text/wrong_script.py:_MOST_LETTERS": "which of two ways letters are counted in, with the same result",
    "core/language.py:_COUNTER": _BITS,
    "core/language.py:_HAN": _BITS,
    "core/language.py:_HANGUL": _BITS,
    "core/language.py:_KANA": _BITS,
    "core/language.py:_MANY_TEXTS": "which of two ways scripts are told in, with the same result",
    "core/language.py:_SAMPLES": _SAMPLE,
    "core/language.py:_SHORT": "tests/core/test_language.py::test_many_texts_are_each_of_their_script",
    "core/language.py:_SAMPLE_LENGTH": _SAMPLE,
    "core/conservation.py:_MOST_OF_A_NUMBER": "tests/core/test_conservation.py::test_text_outside_cues_is_counted_line_by_line_as_if_it_were_read_whole",
    "core/conservation.py:_READ": _WORK,
    "formats/asr_json/unread.py:_MOST_SEARCHES": _WORK,
    "formats/microdvd/__init__.py:_LOOKED_AT": "so many lines show what a file is; a sixth decides no more than a fifth",
    "rules/text/_misread_lost.py:_FEWEST_BYTES": _MEASURED,
    "rules/text/_misread_lost.py:_FEWEST_WHOLE": _MEASURED,
    "rules/text/_misread_lost.py:_STRAY_PERCENT": _MEASURED,
    "rules/text/_misread_lost.py:_KINDS": "the bytes of UTF-8 by what they begin, a table of RFC 3629",
    "core/conservation.py:_READ_AGAIN": _WORK,
    "core/measure.py:_PAIRS": _BITS,
    "core/source.py:_LANDMARK_CHARACTERS": _WORK,
    "triage/folding.py:_MOST_KEPT": _WORK,
    "core/source.py:_EVERYDAY": "characters that need no second look; others are looked at",
    "delivery/_turns.py:_LONGEST_LEAD": _WORK,
    "formats/srt/lines.py:_FAR": _WORK,
    "delivery/aided.py:_MOST_ROUNDS": _WORK,
    "delivery/aided.py:_TRIED_CUES": _WORK,
    "delivery/lines.py:_ALL_WEIGHED": _WORK,
    "delivery/lines.py:_ALL_WEIGHED_ON_A_LINE": _WORK,
    "delivery/lines.py:_PLACES": _WORK,
    "delivery/normalise.py:_MOST_ROUNDS": _WORK,
    "delivery/profiles.py:_SAMPLE_WORDS": _SAMPLE,
    "delivery/splitting.py:_MOST_ROUNDS": _WORK,
    "delivery/strip_unsupported.py:_MOST_NAMES": _WORK,
    "formats/ass/text.py:_LONGEST_KEPT": "longer blocks are read anew each time, with the same result",
    "formats/ass/text.py:_kept": "the size of a cache, which changes no result",
    "formats/ass/events.py:SSA_EVENT_FORMAT": "the names of columns, which the header of a file must match",
    "formats/sbv/blocks.py:_BLANK": _KINDS,
    "formats/sbv/blocks.py:_DAMAGED": _KINDS,
    "formats/sbv/blocks.py:_SPACES": _KINDS,
    "formats/sbv/blocks.py:_TEXT": _KINDS,
    "formats/sbv/blocks.py:_TIMING": _KINDS,
    "formats/sbv/timing.py:_LONGEST": _WORK,
    "formats/scc/codes.py:*": _TABLE,
    "formats/stl/text.py:*": _TABLE,
    "formats/ttml/styles.py:_MOST_ATTRIBUTES": _WORK,
    "formats/ttml/time.py:fractions": "a look-up, compared with the times of a day",
    "formats/ttml/time.py:seconds": "a look-up, compared with the times of a day",
    "formats/webvtt/body.py:*": "look-ups that are filled as times are met",
    "formats/webvtt/regions.py:_MOST_DIGITS": _WORK,
    "rules/_hits.py:_LONGEST_TAG": _WORK,
    "rules/layout/opt_in/bad_line_break.py:_SAMPLE": _SAMPLE,
    "rules/siblings/_alignment.py:_ALIKE_PERCENT": "above it no shift is looked for, since none would be better",
    "rules/siblings/_alignment.py:_BIN_MS": "how finely shifts are looked for; the median then says which it is",
    "rules/siblings/_alignment.py:_MOST_BESIDE": _WORK,
    "rules/siblings/_alignment.py:_MOST_NEAR": _WORK,
    "rules/siblings/_alignment.py:_WINDOW_MS": _WORK,
    "rules/text/_misread.py:_LONGEST_LINE": "no line of captions is longer; it bounds how many runs are compared",
    "rules/text/_misread_lines.py:_FEWEST_FREQUENT": _CHOSEN,
    "rules/text/_misread_lines.py:_FEWEST_NAMED": _CHOSEN,
    "rules/text/_misread_lines.py:_FEWEST_SURE": _CHOSEN,
    "rules/text/_misread_lines.py:_FEWEST_WORDS": _CHOSEN,
    "rules/text/_misread_lines.py:_LEAD": _CHOSEN,
    "rules/text/_misread_lines.py:_LEAD_OF_TABLES": _CHOSEN,
    "rules/text/_misread_lines.py:_MOST_LINES": _WORK,
    "rules/text/_misread_lines.py:_TRIED": _WORK,
    "rules/text/_misread_text.py:_LOST_PERCENT": _CHOSEN,
    "core/legacy_encodings.py:_FEWEST_HITS": _CHOSEN,
    "rules/text/_misread_text.py:_ENOUGH": _CHOSEN,
    "rules/text/_misread_text.py:_FEW_ODDITIES_PERCENT": _CHOSEN,
    "rules/text/_misread_text.py:_GAIN": _CHOSEN,
    "rules/text/_misread_text.py:_GOOD": _CHOSEN,
    "rules/text/_misread_text.py:_GOOD_EAST": _CHOSEN,
    "rules/text/_misread_text.py:_LEAD": _CHOSEN,
    "rules/text/_misread_text.py:_LEAD_OF_SIGNS": _CHOSEN,
    "rules/text/_misread_text.py:_MISFITS_PERCENT": _CHOSEN,
    "rules/text/_misread_text.py:_ODDITIES_PERCENT": _CHOSEN,
    "rules/text/_misread_text.py:_WITHIN_PERCENT": _CHOSEN,
    "rules/text/_misread.py:_LEAD": _CHOSEN,
    "rules/text/_misread_text.py:_FEWEST_IDEOGRAPHS": _CHOSEN,
    "rules/text/_misread_text.py:_FEWEST_LETTERS": _CHOSEN,
    "rules/text/_misread_text.py:_FEWEST_WHOLE": _CHOSEN,
    "rules/text/_misread_text.py:_FEWEST_WORDS": _CHOSEN,
    "rules/text/_misread_text.py:_FREQUENT_PERCENT": _CHOSEN,
    "rules/text/_misread_text.py:_GOOD_WITHOUT_WORDS": _CHOSEN,
    "rules/text/_misread_text.py:_DEEPEST": _WORK,
    "rules/text/_misread_letters.py:_DIFFERENT": _CHOSEN,
    "rules/text/_misread_letters.py:_FEWEST_EXPECTED": _CHOSEN,
    "rules/text/_misread_letters.py:_FEWEST_FOREIGN_WORDS": _CHOSEN,
    "rules/text/_misread_letters.py:_FEWEST_FREQUENT": _CHOSEN,
    "rules/text/_misread_letters.py:_FEWEST_WORDS": _CHOSEN,
    "rules/text/_misread_letters.py:_LONG": _CHOSEN,
    "rules/text/_misread_letters.py:_LONGEST": _CHOSEN,
    "rules/text/_misread_letters.py:_MANY_LETTERS": _CHOSEN,
    "rules/text/_misread_letters.py:_MISFITS_PERCENT": _CHOSEN,
    "rules/text/_misread.py:_MOST_AGAIN": _WORK,
    "rules/text/_misread.py:_WEIGHED": _SAMPLE,
    "rules/text/mojibake.py:_FEWEST_NAMED": _CHOSEN,
    "rules/text/mojibake.py:_SAMPLE": _SAMPLE,
    "rules/text/mojibake.py:_SAMPLE_LINES": _SAMPLE,
    "rules/timing/opt_in/reading_speed_average_high.py:_SAMPLE": _SAMPLE,
    "delivery/lines.py:_TOO_LONG": "every way to break a text has the same lines that are too long: a chunk each",
    "rules/ttml/_regions.py:_MOST_ACTIVE": _WORK,
    "core/wildmatch.py:_MOST_KNOWN": _WORK,
    "triage/baseline.py:LIMIT_BYTES": "so large a baseline would take seconds to make",
    "rules/ttml/imsc_hrm.py:_MOST_ACTIVE": _WORK,
    "rules/ttml/_likely.py:_FEWEST_PIXELS": "tests/rules/test_ttml_likely.py::test_numbers_without_a_unit_have_the_likeliest",
    "rules/ttml/_likely.py:_LARGEST_FACTOR": "tests/rules/test_ttml_likely.py::test_numbers_without_a_unit_have_the_likeliest",
    "rules/ttml/_likely.py:_LARGEST_FONT_PIXELS": "tests/rules/test_ttml_likely.py::test_numbers_without_a_unit_have_the_likeliest",
    "rules/ttml/_likely.py:_LONGEST": _WORK,
    "rules/ttml/_likely.py:_MOST_STEPS": _WORK,
    "rules/ttml/_likely.py:_MOST_TRIED": _WORK,
    "rules/ttml/imsc_hrm.py:_SLOWEST_DRAWING": "decides when to look closely, always a background too early",
    "rules/ttml/ttml_invalid_value.py:_MOST_SUGGESTED": _WORK,
    "rules/ttml/imsc_hrm.py:_ROUNDING": "lies between what floating point loses and what a viewer sees",
    "rules/ttml/imsc_regions_overlap.py:_MOST_COMPARED": _WORK,
}


def every_constant() -> Iterator[str]:
    for package in PACKAGES:
        for path in sorted((PACKAGE / package).rglob("*.py")):
            for name in constants(path):
                yield f"{path.relative_to(PACKAGE).as_posix()}:{name}"


def known() -> set[str]:
    """The constants that a row of the table of limits is about, and all that are listed here."""
    of_rules = {
        row.number if ":" in row.number else f"{module_path(row.code)}:{row.number}" for row in ROWS
    }
    return {*of_rules, *TESTED, *UNSEEN}


@pytest.mark.parametrize("constant", sorted(every_constant()))
def test_a_number_has_a_test_or_a_reason(constant: str) -> None:
    module = constant.partition(":")[0]
    assert constant in known() or f"{module}:*" in known()


def test_no_number_is_listed_that_there_is_not() -> None:
    names = set(every_constant())
    names |= {f"{name.partition(':')[0]}:*" for name in names}
    assert {*TESTED, *UNSEEN} - names == set()


def test_a_number_is_listed_once() -> None:
    listed = [*TESTED, *UNSEEN]
    assert len(listed) == len(set(listed))


@pytest.mark.parametrize("test", sorted(set(TESTED.values())))
def test_a_test_that_is_named_exists(test: str) -> None:
    path, _, function = test.partition("::")
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    assert function in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
