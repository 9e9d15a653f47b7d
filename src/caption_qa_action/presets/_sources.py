"""Where the numbers of the presets come from, each written once."""

from __future__ import annotations

_SUBTITLE_EDIT_PROFILES = (
    "https://github.com/SubtitleEdit/subtitleedit/blob/main/src/ui/Logic/Config/SeGeneral.cs"
)
BBC = (
    "BBC Subtitle Guidelines, 3.1 Line length, "
    "https://www.bbc.co.uk/accessibility/forproducts/guides/subtitles/"
)
DCMP = (
    "DCMP Captioning Guidelines, presentation rate for adult special-interest videos, "
    "https://dcmp.org/learn/5-captioning-guidelines-for-the-dcmp"
)
IMSC = "W3C, TTML Profiles for Internet Media Subtitles and Captions 1.1, text profile, https://www.w3.org/TR/ttml-imsc1.1/"
IMSC_ENCODING = (
    "TTML Profiles for Internet Media Subtitles and Captions 1.1, Document Encoding, "
    "https://www.w3.org/TR/ttml-imsc1.1/"
)
ITT = (
    'Apple, iTunes Package Film Specification, "iTunes Timed Text Example", '
    "https://help.apple.com/itc/filmspec/en.lproj/apdATD1E59-D1E1A1303-D1E59A1126.html"
)
JSON_ENCODING = (
    "RFC 8259, 8.1 Character Encoding, https://www.rfc-editor.org/rfc/rfc8259#section-8.1"
)
NETFLIX = (
    "Netflix Timed Text Style Guide: General Requirements, "
    "https://partnerhelp.netflixstudios.com/hc/en-us/articles/"
    "215758617-Timed-Text-Style-Guide-General-Requirements"
)
NETFLIX_ENGLISH = (
    "Netflix Timed Text Style Guide: English, adult programmes, "
    "https://partnerhelp.netflixstudios.com/hc/en-us/articles/"
    "217350977-English-Timed-Text-Style-Guide"
)
NETFLIX_LANGUAGES = (
    "Netflix Timed Text Style Guides of these languages, adult programmes, as Subtitle Edit checks "
    "them, https://github.com/SubtitleEdit/subtitleedit/blob/main/src/libse/NetflixQualityCheck/"
    "NetflixQualityController.cs"
)
SUBTITLE_EDIT_VERTICAL = (
    f'Subtitle Edit, profile "TikTok/YouTube-shorts (9:16)", {_SUBTITLE_EDIT_PROFILES}'
)
TED = (
    "TED Translators Cheat-sheet, "
    "https://translations.ted.com/index.php?title=TED_Translators_Cheat-sheet"
)
WEBVTT_ENCODING = "WebVTT, 4.1 WebVTT file structure, https://www.w3.org/TR/webvtt1/#file-structure"
YOUTUBE_FORMATS = (
    "YouTube Help, Supported subtitle and closed caption files, "
    "https://support.google.com/youtube/answer/2734698"
)
YOUTUBE_SIZE = (
    "YouTube Data API, Captions: insert, maximum file size 100 MB, "
    "https://developers.google.com/youtube/v3/docs/captions/insert"
)
AMAZON = f'Subtitle Edit, profile "Amazon Prime", {_SUBTITLE_EDIT_PROFILES}'
ARTE = f'Subtitle Edit, profile "Arte", {_SUBTITLE_EDIT_PROFILES}'
ARD_ZDF = (
    "Untertitel-Standards von ARD, ORF, SRF, ZDF, Form, Zeichen and Standzeiten, "
    "https://www.daserste.de/specials/service/untertitel-standards100.html"
)
ARD_ZDF_FRAME = (
    "Untertitel-Standards von ARD, ORF, SRF, ZDF, Standzeiten: one frame, which is 40 ms at 25 frames a second, "
    "https://www.daserste.de/specials/service/untertitel-standards100.html"
)
ARD_ZDF_CHILDREN = (
    "Untertitel-Standards von ARD, ORF, SRF, ZDF, Ergänzende Standards für Kindgerechte Untertitel, "
    "https://www.rbb-online.de/fernsehen/untertitel_angebot/themen/untertitel-standards-ard-orf-srf-zdf.htm"
)
BBC_GAPS = (
    "BBC Subtitle Guidelines, 4.5 Gaps, "
    "https://www.bbc.co.uk/accessibility/forproducts/guides/subtitles/"
)
BBC_LINES = (
    "BBC Subtitle Guidelines, 3.3 Avoid 3 lines or more, "
    "https://www.bbc.co.uk/accessibility/forproducts/guides/subtitles/"
)
BBC_VALIDATOR = (
    "BBC Subtitle Guidelines as the BBC's own validator checks them, "
    "https://github.com/bbc/ttml-validator/blob/main/src/xmlChecks/"
)
BBC_TEXT = f"{BBC_VALIDATOR}styleRefsCheck.py"
BBC_REGION = f"{BBC_VALIDATOR}regionRefsCheck.py"
BBC_COPYRIGHT = f"{BBC_VALIDATOR}copyrightCheck.py"
BBC_START = f"{BBC_VALIDATOR}bbcTimingXmlCheck.py"
BBC_TIMING = (
    "BBC Subtitle Guidelines, 4 Timing, 160 to 180 words a minute, "
    "https://www.bbc.co.uk/accessibility/forproducts/guides/subtitles/"
)
CEA_608 = (
    "CEA-608 as FCC rules carry it: 15 rows of 32 columns, captions of at most 4 rows, "
    "47 CFR 79.101, https://www.ecfr.gov/current/title-47/section-79.101"
)
CHANNEL_4 = (
    "Channel 4 Subtitling Guidelines for foreign-language programmes, Fonts, "
    "https://pdf4pro.com/amp/view/channel-4-subtitling-guidelines-78f2e2.html"
)
OUR_TWO_LINES = (
    "our choice: no public figure of Channel 4; Ofcom asks for no more than two lines as a rule"
)
DANISH = f'Subtitle Edit, profile "Danish professional subtitles", {_SUBTITLE_EDIT_PROFILES}'
DUTCH = f'Subtitle Edit, profile "Dutch professional subtitles", {_SUBTITLE_EDIT_PROFILES}'
SDI_DUTCH = f'Subtitle Edit, profile "SDI (Dutch)", {_SUBTITLE_EDIT_PROFILES}'
SUBTITLE_EDIT = (
    "Subtitle Edit, general settings as installed, "
    "https://github.com/SubtitleEdit/subtitleedit/blob/main/src/libse/Settings/GeneralSettings.cs"
)
DCMP_KEY = (
    "DCMP Captioning Key, presentation rate and line length, "
    "https://dcmp.org/learn/601-captioning-key---presentation-rate"
)
NETFLIX_CHECKS = (
    "Netflix Timed Text Style Guides as Subtitle Edit checks them, "
    "https://github.com/SubtitleEdit/subtitleedit/blob/main/src/libse/NetflixQualityCheck/"
    "NetflixQualityController.cs"
)
NETFLIX_TIMING = (
    "Netflix Timed Text Style Guide: Subtitle Timing Guidelines, "
    "https://partnerhelp.netflixstudios.com/hc/en-us/articles/360051554394"
)
NETFLIX_JAPANESE = (
    "Netflix Timed Text Style Guide: Japanese, "
    "https://partnerhelp.netflixstudios.com/hc/en-us/articles/"
    "215767517-Japanese-Timed-Text-Style-Guide"
)
NETFLIX_COLUMNS = (
    "Netflix Timed Text Style Guides, by language: Japanese, horizontal, "
    "https://partnerhelp.netflixstudios.com/hc/en-us/articles/215767517, Korean, "
    "https://partnerhelp.netflixstudios.com/hc/en-us/articles/216001127, Chinese, "
    "https://partnerhelp.netflixstudios.com/hc/en-us/articles/215986007; others as Subtitle Edit checks "
    "them, https://github.com/SubtitleEdit/subtitleedit/blob/main/src/libse/NetflixQualityCheck/"
    "NetflixQualityController.cs"
)
NETFLIX_LONGEST = f'Subtitle Edit, profile "Netflix (English)", {_SUBTITLE_EDIT_PROFILES}'
# The requirements of the standard, one by one, with their sections.
_EBU_TT_REQUIREMENTS = (
    "https://github.com/ebu/ebu-tt-live-toolkit/blob/master/testing/SPEC-CONFORMANCE.md"
)
EBU_TT_FRAME_RATE = (
    "EBU Tech 3350, section 3: where ttp:timeBase is smpte, ttp:frameRate shall be specified on tt:tt, "
    f"requirement R71 in {_EBU_TT_REQUIREMENTS}"
)
EBU_TT_LANGUAGE = (
    "EBU Tech 3350, section 3: xml:lang shall be specified on tt:tt, requirement R77 in "
    f"{_EBU_TT_REQUIREMENTS}"
)
EBU_TT_TICK_RATE = (
    "our choice: no public figure exists, since EBU-TT has no times in ticks (a count ends in h, m, s or ms, "
    "ebuttdt:timecountTimingType, https://github.com/ebu/ebu-tt-xsd/blob/master/ebutt_datatypes.xsd); where a document has "
    "some, what they mean has to be stated as in TTML2, ttp:tickRate, "
    "https://www.w3.org/TR/ttml2/#parameter-attribute-tickRate"
)
EBU_TT = "EBU Tech 3350, EBU-TT part 1: Subtitling Format Definition, https://tech.ebu.ch/publications/tech3350"
SMPTE_TT = "SMPTE ST 2052-1, Timed Text Format, https://pub.smpte.org/doc/st2052-1/"
EBU_TT_D = "EBU Tech 3380, EBU-TT-D Subtitling Distribution Format, https://tech.ebu.ch/publications/tech3380"
