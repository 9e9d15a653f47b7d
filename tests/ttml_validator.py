"""Codes of the BBC's ttml-validator, with documents that they are about, and what says so here.

The codes are facts about that program (https://github.com/bbc/ttml-validator); the samples are our own.
"""

from __future__ import annotations

import re

from tests.other_tools import UTF_16, Check


def _ebu(body: str, head: str = "", tt: str = "", region: str = "10% 80%") -> str:
    """An EBU-TT-D document with something wrong in it."""
    return (
        '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" '
        'xmlns:tts="http://www.w3.org/ns/ttml#styling" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" '
        f'xmlns:ebuttm="urn:ebu:tt:metadata" ttp:timeBase="media" xml:lang="en" {tt}><head><metadata>'
        "<ebuttm:documentMetadata><ebuttm:conformsToStandard>urn:ebu:tt:distribution:2018-04"
        "</ebuttm:conformsToStandard></ebuttm:documentMetadata></metadata>"
        f'<styling><style xml:id="s1" tts:color="#ffffff"/>{head}</styling>'
        f'<layout><region xml:id="r1" tts:origin="{region}" tts:extent="80% 15%"/>'
        '<region xml:id="r2" tts:origin="10% 75%" tts:extent="80% 15%"/></layout></head>'
        f"<body><div>{body}</div></body></tt>\n"
    )


def _p(
    text: str = "Where?", time: str = 'begin="00:00:01.000" end="00:00:03.000"', more: str = ""
) -> str:
    return f'<p xml:id="p1" region="r1" {time} {more}>{text}</p>'


_ON_BLACK = '<style xml:id="s2" tts:backgroundColor="#000000"/>'
_LATER = '<p xml:id="p2" region="r1" begin="00:00:03.500" end="00:00:05.000">Nowhere.</p>'
_BELOW = '<p xml:id="p2" region="r2" begin="00:00:01.000" end="00:00:03.000">Nowhere.</p>'

# https://github.com/bbc/ttml-validator, src/validationLogging/validationCodes.py: its codes, several
# to a row where one answer holds for all of them.
_CHECKS = (
    Check("preParse_nullBytes", "NUL bytes", "nul_character", _ebu(_p("Whe\0re?"))),
    Check(
        "preParse_encoding",
        "another encoding than UTF-8",
        "encoding_not_utf8",
        UTF_16 + _ebu(_p()),
    ),
    Check(
        "preParse_byteOrderMark",
        "byte order mark",
        "byte_order_mark",
        "\ufeff" + _ebu(_p()),
    ),
    Check(
        "xml_dtd xml_entity_decl",
        "document type and entities",
        "xml_doctype",
        "<!DOCTYPE tt>\n" + _ebu(_p()),
    ),
    Check("xml_parse", "XML that is not well-formed", "xml_not_well_formed", _ebu("<p>Where?")),
    Check("xml_id_unique", "an `xml:id` twice", "ttml_id_duplicate", _ebu(_p() + _p())),
    Check(
        "xml_id_unqualified",
        "`id` in place of `xml:id`",
        "ttml_unknown_vocabulary",
        _ebu(_p(more='id="x"')),
    ),
    Check(
        "xml_root_element xml_tt_namespace",
        "root element and namespace",
        "ttml_namespace",
        _ebu(_p()).replace("ns/ttml", "2006/10/ttaf1"),
    ),
    Check(
        "xml_xsd",
        "the XML schemas of EBU-TT-D and DAPT",
        "ttml_unknown_vocabulary ebuttd_structure",
        _ebu(_p(more='colour="red"')),
        "rules in place of schemas, for all of TTML",
    ),
    Check(
        "ebuttd_head_element_constraint ttml_element_head",
        "a `head`, and one only",
        "ebuttd_structure",
        _ebu(_p()).replace("</head>", "</head><head/>"),
    ),
    Check(
        "ebuttd_styling_element_constraint ttml_element_styling",
        "a `styling`, and one only",
        "ebuttd_structure",
        _ebu(_p()).replace("</styling>", "</styling><styling/>"),
    ),
    Check(
        "ebuttd_layout_element_constraint ttml_element_layout",
        "a `layout`, and one only",
        "ebuttd_structure",
        _ebu(_p()).replace("</layout>", "</layout><layout/>"),
    ),
    Check(
        "ebuttd_style_element_constraint",
        "styles in `styling`",
        "ebuttd_structure",
        _ebu(_p()).replace('<style xml:id="s1" tts:color="#ffffff"/>', ""),
    ),
    Check(
        "ebuttd_region_element_constraint",
        "regions in `layout`",
        "ebuttd_structure",
        re.sub("<region[^>]*>", "", _ebu(_p())),
    ),
    Check(
        "ebuttd_region_attributes_constraint",
        "the place of a region",
        "ebuttd_structure",
        _ebu(_p()).replace('tts:origin="10% 80%"', ""),
    ),
    Check(
        "ebuttd_inline_styling_constraint",
        "styles written on the text",
        "ebuttd_structure",
        _ebu(_p(more='tts:color="#ff0000"')),
    ),
    Check(
        "ttml_attribute_styling_attribute",
        "values of styles",
        "ebuttd_structure",
        _ebu(_p()).replace("#ffffff", "white"),
    ),
    Check(
        "ebuttd_nested_div_constraint",
        "a `div` in a `div`",
        "ebuttd_structure",
        _ebu(f"<div>{_p()}</div>"),
    ),
    Check(
        "ebuttd_nested_span_constraint",
        "a `span` in a `span`",
        "ebuttd_structure",
        _ebu(_p("<span><span>Where?</span></span>")),
    ),
    Check(
        "ebuttd_p_xml_id_constraint",
        "a paragraph without `xml:id`",
        "ebuttd_structure",
        _ebu(_p()).replace('xml:id="p1"', ""),
    ),
    Check(
        "ebuttd_timing_attribute_constraint",
        "how and where times are written",
        "ebuttd_structure",
        _ebu(_p(time='begin="1s" dur="2s"')),
    ),
    Check(
        "ebuttd_parameter_timeBase",
        "the time base",
        "ebuttd_structure",
        _ebu(_p()).replace('"media"', '"smpte"'),
    ),
    Check(
        "ebuttd_empty_div_constraint",
        "a `div` without a paragraph",
        "ebuttd_structure",
        _ebu(_p() + "</div><div>"),
    ),
    Check(
        "ebuttd_nested_timing_constraint",
        "times on a paragraph and on its spans",
        "ebuttd_structure",
        _ebu(_p('<span begin="00:00:00.500">Where?</span>')),
    ),
    Check(
        "ttml_styling",
        "a number of bodies other than one",
        "ebuttd_structure",
        _ebu(_p() + "</div></body><body><div>" + _LATER),
    ),
    Check(
        "ebuttd_overlapping_region_constraint",
        "regions that overlap",
        "imsc_regions_overlap",
        _ebu(_p() + _BELOW),
    ),
    Check(
        "ebuttd_region_position_constraint",
        "a region beyond the picture",
        "imsc_region_out_of_bounds",
        _ebu(_p(), region="30% 90%"),
    ),
    Check(
        "ttml_parameter_cellResolution",
        "a parameter's value",
        "ttml_bad_parameter",
        _ebu(_p(), tt='ttp:cellResolution="32"'),
        "that there is none is no fault: it then is 32 by 15",
    ),
    Check(
        "ttml_styling_reference",
        "references to styles that are not there",
        "ttml_ref_undefined",
        _ebu(_p(more='style="s9"')),
    ),
    Check(
        "ttml_metadata_actor_reference",
        "actors that are no agents",
        "ttml_ref_undefined",
        _ebu(_p()).replace(
            "<styling>",
            '<metadata><ttm:agent xml:id="a1" type="character"><ttm:actor agent="a9"/></ttm:agent>'
            "</metadata><styling>",
        ),
    ),
    Check(
        "ttml_idref_element_applicability",
        "a reference to something of another kind",
        "ttml_ref_undefined",
        _ebu(_p(more='style="r1"')),
    ),
    Check(
        "ttml_idref_empty", "an empty reference", "ttml_ref_undefined", _ebu(_p(more='style=""'))
    ),
    Check(
        "ttml_idref_too_many",
        "several references where one is allowed",
        "ttml_ref_undefined",
        _ebu(_p().replace('"r1"', '"r1 r2"')),
    ),
    Check(
        "ttml_layout_region_association",
        "text in no region, or in two",
        "ttml_text_in_no_region",
        _ebu(_p().replace('region="r1"', "")),
    ),
    Check(
        "ttml_element_style ttml_element_region",
        "styles and regions that nothing refers to",
        "ttml_unused_definition",
        _ebu(_p()),
    ),
    Check(
        "ttml_element_br",
        "line ends in the text and no `br`",
        "ttml_newline_without_br",
        _ebu(_p("Where\nhave you been?")),
    ),
    Check(
        "ttml_styling_attribute_applicability",
        "a style on a span that only paragraphs have",
        "ttml_style_without_effect",
        _ebu(_p('<span style="s2">Where?</span>'), '<style xml:id="s2" tts:textAlign="center"/>'),
    ),
    Check(
        "ttml_metadata_role",
        "a role that TTML does not have",
        "ttml_unknown_role",
        _ebu(_p(more='ttm:role="speech"')),
    ),
    Check(
        "imsc_parameter_activeArea",
        "an active area that cannot be read",
        "ttml_bad_parameter",
        _ebu(_p()).replace(
            "<tt ",
            '<tt xmlns:ittp="http://www.w3.org/ns/ttml/profile/imsc1#parameter" '
            'ittp:activeArea="0% 0% 100%" ',
        ),
        "that there is none is no fault: it then covers the picture",
    ),
    Check(
        "preParse_byteOrderMark_corrupt",
        "a byte order mark encoded twice",
        "stray_bom",
        "\u00ef\u00bb\u00bf" + _ebu(_p()),
    ),
    Check(
        "ttml_timing_attribute_syntax",
        "a time that cannot be read",
        "invalid_timestamp",
        _ebu(_p(time='begin="1" end="00:00:03.000"')),
    ),
    Check(
        "ttml_document_timing",
        "whether anything is timed",
        "ttml_untimed_content",
        _ebu(_p(time="")),
    ),
    Check("bbc_timing_gaps", "short gaps", "gap_flicker", _ebu(_p() + _LATER)),
    Check(
        "ttml_styling_referential_chained",
        "styles that refer to styles",
        "ebuttd_structure",
        _ebu(_p(), '<style xml:id="s2" style="s1"/>'),
        "a circle is `ttml_style_cycle`",
    ),
    Check(
        "ttml_parameter_contentProfiles",
        "the profile that is named",
        "imsc_profile_missing",
        _ebu(_p(more='ittp:x="1"'))
        .replace(
            "<ebuttm:conformsToStandard>urn:ebu:tt:distribution:"
            "2018-04</ebuttm:conformsToStandard>",
            "",
        )
        .replace(
            "<tt ",
            '<tt xmlns:ittp="http://www.w3.org/ns/ttml/profile/imsc1#parameter" '
            'ittp:activeArea="0% 0% 100% 100%" ',
        ),
        "that there is none; not which",
    ),
    Check(
        "ebuttd_empty_body_constraint ttml_element_body",
        "a body without text",
        "no_cues",
        _ebu(""),
    ),
    Check(
        "xml_encoding_decl",
        "another encoding in the XML declaration",
        "xml_encoding_mismatch",
        '<?xml version="1.0" encoding="ISO-8859-1"?>\n' + _ebu(_p()),
    ),
    Check(
        "bbc_timing_minimum_subtitles",
        "two subtitles in the first 23 minutes",
        "few_early_captions",
        _ebu(_p(time='begin="10:00:01.000" end="10:00:03.000"')),
        "where captions go on after them: a clip may have one",
    ),
    Check(
        "bbc_timing_segment_overlap",
        "a segment of a stream and its times",
        note="caption-qa checks whole documents, not segments",
    ),
    Check(
        "bbc_document_validity dapt_document_validity ebuttd_document_validity "
        "ttml_document_validity xml_document_validity unclassified xml_prune "
        "validator_internal_exception",
        "sums and notes of the program itself",
        note="not checks",
    ),
    Check(
        "bbc_block_backgroundColor_constraint bbc_region_backgroundColor_constraint",
        "a background on a block or a region",
        "ttml_background_on_block",
        _ebu(_p(more='style="s2"'), _ON_BLACK),
    ),
    Check(
        "bbc_region_attributes_constraint bbc_region_overflow_constraint",
        "regions that cut off their text or do not align it",
        "ttml_region_defaults",
        _ebu(_p()),
    ),
    Check(
        "bbc_region_position_constraint",
        "regions at the edge of the picture",
        "ttml_region_outside_area",
        _ebu(_p(), region="5% 80%"),
    ),
    Check(
        "bbc_text_backgroundColor_constraint bbc_text_color_constraint",
        "colours of the text and behind it",
        "ttml_color_not_allowed",
        _ebu(_p('<span style="s2">Where?</span>'), '<style xml:id="s2" tts:color="#ff0000"/>'),
    ),
    Check(
        "bbc_text_fillLineGap_constraint bbc_text_linePadding_constraint",
        "how far the background goes",
        "ttml_background_gaps",
        _ebu(_p('<span style="s2">Where?</span>'), _ON_BLACK),
    ),
    Check(
        "bbc_text_fontFamily_constraint bbc_text_fontStyle_constraint",
        "fonts and italics",
        "ttml_font_not_allowed",
        _ebu(_p()),
    ),
    Check(
        "bbc_text_fontSize_constraint bbc_text_lineHeight_constraint",
        "sizes of letters and lines",
        "ttml_font_size_out_of_range",
        _ebu(_p(more='style="s2"'), '<style xml:id="s2" tts:fontSize="50%"/>'),
    ),
    Check(
        "bbc_text_multiRowAlign_constraint ebuttd_multiRowAlign",
        "rows aligned in another way than the text",
        "ttml_row_align_differs",
        _ebu(
            _p(more='style="s2"'),
            '<style xml:id="s2" tts:textAlign="center" ebutts:multiRowAlign="start"/>',
            tt='xmlns:ebutts="urn:ebu:tt:style"',
        ),
    ),
    Check("bbc_text_span_constraint", "text in no span", "ttml_text_outside_span", _ebu(_p())),
    Check(
        "ttml_metadata_copyright",
        "a document that does not say whose it is",
        "ttml_metadata_missing",
        _ebu(_p()),
        "that there is none or an empty one; not that there are two",
    ),
    Check(
        "dapt_lang_root",
        "a document that does not say its language",
        "ttml_lang_missing",
        _ebu(_p()).replace('xml:lang="en"', ""),
    ),
    Check(
        "dapt_timing_framerate",
        "frames without a frame rate",
        "ttml_frame_rate_missing",
        _ebu(_p(time='begin="10f" end="90f"')),
    ),
    Check(
        "dapt_timing_tickrate",
        "ticks without a tick rate",
        "ttml_tick_rate_missing",
        _ebu(_p(time='begin="10t" end="90t"')),
    ),
    Check(
        "dapt_timing_attribute_constraint",
        "a time that is no offset and no time of a clock",
        "invalid_timestamp",
        _ebu(_p(time='begin="1" end="00:00:03.000"')),
        "frames after the seconds are allowed in TTML",
    ),
    Check(
        "dapt_lang_audio dapt_metadata_content_descriptor dapt_metadata_desctype_validity "
        "dapt_metadata_represents dapt_metadata_scriptRepresents dapt_timing_origin_timecode "
        "dapt_timing_segment_overlap dapt_timing_start_of_programme_timecode "
        "dapt_timing_timecode_offset dapt_timing_timecontainer",
        "what only DAPT has",
        note="scripts for dubbing and audio description are no captions; some need the W3C's registries",
    ),
)
BBC = tuple(check._replace(suffix="ttml", preset="ebu-tt-d") for check in _CHECKS)
