"""A tag that the format does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity, Span
from caption_qa_action.core.document import Cue, Document, Tag
from caption_qa_action.core.patterns import compiled
from caption_qa_action.core.revealed import INLINE_TAG, TIMESTAMP_TAG
from caption_qa_action.core.source import DELETES, REVEALS
from caption_qa_action.rules.markup._edits import remove
from caption_qa_action.rules.markup._tags import known_tags, shown_name, whole_tags

SEVERITY = Severity.WARNING
# Those that begin a line or a paragraph in HTML or TTML.
_OF_LINES = frozenset([
    "address", "article", "aside", "blockquote", "br", "caption", "center", "dd", "div", "dl", "dt", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
])  # fmt: skip
# Where these are, the text is no caption's.
_OF_DOCUMENTS = frozenset(
    ["body", "head", "html", "sami", "smil", "sync", "styling", "layout", "metadata", "region"]
)
_LITERAL = r"<!\[CDATA\[[\s\S]*?(?:\]\]>|\Z)"
# Names of tags of other formats that change the look or the reading of text.
_OF_TEXT = frozenset([
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "blink", "c", "cite", "code", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "lang", "nobr", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "tt", "u", "v", "var", "wbr",
])  # fmt: skip
_NOT_WORDS = _OF_LINES | _OF_DOCUMENTS | _OF_TEXT
_NAMES = "|".join(sorted(_OF_LINES | _OF_TEXT))
# What may be deleted: such a tag with attributes, or a voice or language, and the time of a word. What else stands in
# angle brackets are words.
DELETED = (
    rf"(?i:</?(?:[a-z]{{1,8}}:)?(?:{_NAMES})(?:\.[^\s<>]*)?[\s/]*(?:[\s/][a-z_:][\w:.-]*\s*=[^<>]*)?>"
    # With a capital it is the name of somebody who speaks.
    rf"|</?(?:v|lang)(?:\.[^\s<>]*)?\s[^<>]*>|(?-i:</?mark>)|{TIMESTAMP_TAG})"
)
WORDS = (DELETES, REVEALS)


def check(document: Document) -> Iterator[Finding]:
    """A tag that the format does not have.

    SRT players know `b`, `i`, `u`, `s`, `font`, `br` and ruby, in any letter case; WebVTT has `b`,
    `c`, `i`, `lang`, `rt`, `ruby`, `u` and `v`, in lower case only. One finding a
    cue, at the first unknown tag. Timestamps inside the text count as unknown in SRT. Words in angle brackets
    that no tag of another format can be, such as `<Bob>`, are an error in WebVTT, whose players all drop them; an
    end tag, a `=` or a `/` shows that a tag is meant.

    ## Why
    A WebVTT player drops an unknown tag, so `one<br>two` reads "onetwo" and `<Bob> Hi` loses its
    speaker. SRT players disagree: some show the tag as text, others hide it.

    ## Bad
    ```webvtt
    WEBVTT

    00:01.000 --> 00:03.000
    <font color="red">Watch out!</font>
    ```

    ```webvtt
    WEBVTT

    00:01.000 --> 00:03.000
    <Bob> Come in, the door is open.
    ```

    ## Good
    ```webvtt
    WEBVTT

    00:01.000 --> 00:03.000
    <c.red>Watch out!</c>
    ```

    ```webvtt
    WEBVTT

    00:01.000 --> 00:03.000
    &lt;Bob> Come in, the door is open.
    ```

    ## Fix
    Removes tags of HTML and other formats and keeps the text between them, and puts a line end for `<br>`, `<p>`, `<div>` and their like, and
    a blank for others that part two words; in WebVTT, writes a known name in lower case. What else stands in
    angle brackets, such as `<Bob>`, is text: WebVTT gets `&lt;` for its sign, elsewhere it stays. Not safe, since the
    text on the screen changes. There is none for the tags of a whole document, such as TTML in SRT.

    ## Sources
    - WebVTT, section 4.2.2 "WebVTT caption or subtitle cue text" and section 6.4
      "WebVTT cue text parsing rules":
      https://www.w3.org/TR/webvtt1/#caption-text
    - SubRip has no standard: the tags that VLC, mpv, FFmpeg and MPC-HC agree on.
    """
    if document.kind == "metadata":
        return
    known = known_tags(document)
    timed = document.traits.has_word_times
    for tags, cues in document.markup():
        if not any(_is_unknown(tag, known, timed) for tag in tags):
            continue
        for cue in cues:
            tags = whole_tags(document, document.tags(cue))
            literal = _literal_spans(document, cue)
            unknown = [
                tag
                for tag in tags
                if _is_unknown(tag, known, timed)
                and not any(start < tag.span.start < end for start, end in literal)
            ]
            if unknown:
                yield _finding(document, cue, unknown, known, _severity(document, tags, unknown))


def _severity(document: Document, tags: list[Tag], unknown: list[Tag]) -> Severity | None:
    """An error where words stand in angle brackets and every player of the format drops them; None for a warning."""
    if not document.traits.tags_are_strict:
        return None
    closed = {tag.name for tag in tags if tag.kind == "end"}
    text = document.source.text
    has_words = any(
        tag.kind == "start"
        and tag.name not in closed
        and tag.name.lower() not in _NOT_WORDS
        and not re.search("[=/]", text[tag.span.start + 1 : tag.span.end - 1])
        and not compiled(DELETED).fullmatch(text, *tag.span)
        for tag in unknown
    )
    return Severity.ERROR if has_words else None


def _literal_spans(document: Document, cue: Cue) -> list[Span]:
    """Where text stands in sections of XML that hold no tags."""
    text = document.source.text
    if text.find("<![CDATA[", cue.text_start, cue.text_end) < 0:
        return []
    found = re.compile(_LITERAL).finditer(text, cue.text_start, cue.text_end)
    return [Span(*match.span()) for match in found]


def _is_unknown(tag: Tag, known: frozenset[str], timed: bool) -> bool:
    if tag.kind == "timestamp":
        return not timed
    # `<` before anything but a letter is no tag: bare_less_than speaks of it.
    return tag.name not in known and tag.kind != "override" and tag.name[:1].isalpha()


def _finding(
    document: Document,
    cue: Cue,
    unknown: list[Tag],
    known: frozenset[str],
    severity: Severity | None,
) -> Finding:
    # An end tag is not named again after its start tag.
    shown = list({tag.name: _shown(document, tag) for tag in reversed(unknown)}.values())[::-1]
    one = len(shown) == 1
    names = ", ".join(shown[:5]) + (" and others" if len(shown) > 5 else "")
    format = document.traits
    it = "it" if one else "them"
    message = f"{names} {'is not a tag' if one else 'are not tags'} of {format.title}; "
    if format.tags_are_strict:
        message += f"players drop {it}"
    else:
        message += f"some players show {it} as text, others hide {it}"
    fix = _fix(document, cue, unknown, known)
    return Finding(unknown[0].span, message, fix, severity=severity)


def _shown(document: Document, tag: Tag) -> str:
    written = document.source.text[tag.span.start : tag.span.end]
    if tag.kind == "timestamp":
        return written
    # Names are compared in lower case where a format makes no difference.
    name = re.search(re.escape(shown_name(tag)), written, re.IGNORECASE)
    shown = name[0] if name else shown_name(tag)
    return f"</{shown}>" if tag.kind == "end" else f"<{shown}>"


def _fix(document: Document, cue: Cue, unknown: list[Tag], known: frozenset[str]) -> Fix | None:
    """Take the tags out, or write them as what they stand for; None where they are those of another document."""
    if any(tag.name.lower() in _OF_DOCUMENTS or "xmlns" in tag.annotation for tag in unknown):
        return None
    text = document.source.text
    gone: list[Span] = []
    edits: list[Edit] = []
    others: list[Tag] = []
    for tag in unknown:
        name = tag.name.lower().strip(" \t")
        if document.traits.tags_are_strict and name in known:
            start = text.index(tag.name, tag.span.start, tag.span.end)
            edits.append(Edit(Span(start, start + len(tag.name)), name))
        else:
            others.append(tag)
    left = [tag for tag in others if compiled(DELETED).fullmatch(text, *tag.span)]
    if not left and not edits:
        return _escape(others) if document.traits.tags_are_strict else None
    is_parted = False  # whether something stands in place of the tags that stand together
    for tag, (before, after) in zip(left, _neighbours(text, cue, left), strict=True):
        is_parted &= not text[tag.span.start - 1 : tag.span.start].strip(" \t>")
        if not (before and after) or before in "\r\n" or after in "\r\n" or is_parted:
            gone.append(tag.span)  # beside an empty line, or what parts the words already
        elif tag.name.lower().strip(" \t/") in _OF_LINES:
            edits.append(Edit(tag.span, document.source.newline))
            is_parted = True
        elif (
            text[tag.span.start - 1].strip()
            and text[tag.span.end].strip()
            and before.isalnum()
            and after.isalnum()
            and not compiled(INLINE_TAG).fullmatch(text, *tag.span)
        ):
            edits.append(Edit(tag.span, " "))
            is_parted = True
        else:
            gone.append(tag.span)
    return Fix(
        "remove or rename the tags",
        tuple(sorted(edits + remove(document, cue, gone))),
        words=DELETES,
    )


def _escape(tags: list[Tag]) -> Fix:
    """Write words in angle brackets as text."""
    signs = (Span(tag.span.start, tag.span.start + 1) for tag in tags)
    return Fix("write &lt;", tuple(Edit(sign, "&lt;") for sign in signs), words=REVEALS)


def _neighbours(text: str, cue: Cue, tags: list[Tag]) -> list[tuple[str, str]]:
    """What stands before and behind each tag, other tags of these and blanks beside tags of lines aside."""
    edges = [cue.text_start, *(at for tag in tags for at in tag.span), cue.text_end]
    gaps = [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    before = list(accumulate((gap.strip(" \t")[-1:] for gap in gaps[:-1]), _last))
    after = list(accumulate((gap.strip(" \t")[:1] for gap in reversed(gaps[1:])), _last))[::-1]
    return list(zip(before, after, strict=True))


def _last(known: str, found: str) -> str:
    return found or known
