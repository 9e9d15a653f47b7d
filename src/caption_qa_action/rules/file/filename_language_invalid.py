"""A file name whose language is not written as the web writes languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import quote
from caption_qa_action.rules.file._content import first_line

SEVERITY = Severity.INFO

# Codes of countries that stand in names for a language. Those that are also the code of a language
# (br, se, uk, no) are left out.
_COUNTRIES = {
    "cn": "zh-CN", "cz": "cs", "dk": "da", "gr": "el", "jp": "ja", "kr": "ko", "tw": "zh-TW",
    "vn": "vi", "us": "en-US", "gb": "en-GB", "eng1": "en", "chs": "zh-Hans", "cht": "zh-Hant",
    "chi1": "zh", "spa1": "es", "ptbr": "pt-BR", "zhtw": "zh-TW", "zhcn": "zh-CN",
}  # fmt: skip
# Second parts that are no region of ISO 3166, with what is meant by them.
_REGIONS = {
    "uk": "GB", "en": "US", "la": "419", "chs": "Hans", "cht": "Hant", "eng": "US", "sp": "ES",
}  # fmt: skip
_NAME = r"\.(?P<tag>(?P<language>[A-Za-z]{2,4}1?)(?:(?P<sign>[-_])(?P<region>[A-Za-z]{2,3}))?)\.[^./\\]+$"


def check(document: Document) -> Iterator[Finding]:
    """Language in the file name that is not a language tag of BCP 47.

    Reported are an underscore instead of the hyphen (`en_US`), codes of countries instead of languages
    (`jp`, `cz`), and regions that do not exist (`en-UK`). Three letters (`eng`) are widely understood
    and left alone.

    ## Why
    Players, packagers and sites take the language from the name and write it into `srclang`, HLS or
    DASH, where only BCP 47 counts. With another spelling the track is listed as "unknown", or the
    upload is refused.

    ## Bad
    ```text talk.jp.srt
    1
    00:00:01,000 --> 00:00:02,500
    どこにいたの？
    ```

    ## Good
    ```text talk.ja.srt
    1
    00:00:01,000 --> 00:00:02,500
    どこにいたの？
    ```

    ## Fix
    There is none here: rename the file.

    ## Sources
    - RFC 5646 (BCP 47), section 2.1 "Syntax", https://www.rfc-editor.org/rfc/rfc5646#section-2.1
    - HTML, the `srclang` attribute of `track`,
      https://html.spec.whatwg.org/multipage/media.html#attr-track-srclang
    """
    match = re.search(_NAME, document.source.path)
    if match is None:
        return
    meant = _meant(match)
    if meant and meant != match["tag"]:
        yield Finding(
            first_line(document),
            f"{quote(match['tag'])} in the file name is not a language tag; write {quote(meant)}",
        )


def _meant(match: re.Match[str]) -> str:
    """The tag that is meant by a part of a name; `""` when it stands for no language."""
    from caption_qa_action.core.language import of_filename

    language, region = match["language"], match["region"] or ""
    if not region:
        return _COUNTRIES.get(language.lower(), "")
    if not of_filename(f"x.{language}.srt"):
        return ""
    known = _REGIONS.get(region.lower())
    if language.lower() == "es" or region.lower() != "la":
        region = known or (region.upper() if len(region) == 2 else region)
    return f"{language}-{region}" if match["sign"] == "_" or known else ""
