"""A line of spaces where a blank line ends a cue."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity, Span
from caption_qa_action.core.document import Document

# The blanks that are not ASCII.
_WIDE = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"

SEVERITY = Severity.INFO


def check(document: Document) -> Iterator[Finding]:
    r"""A line between two cues, or inside the text of one, that holds spaces or tabs and nothing else.

    Inside the text it is reported in SRT and SBV: WebVTT says that such a line is text. In WebVTT it is an error
    between two cues: to browsers such a line begins a block of its own, and FFmpeg drops all cues below it.

    ## Why
    It looks blank and is not. Readers that look for an empty line do not find one between two cues, and take
    the next cue for text of the one above. Others take a line of spaces for a blank one, which ends a cue:
    they drop the text below it.

    ## Bad
    ```srt escapes
    1
    00:00:01,000 --> 00:00:02,500
    Good evening.
    \x20\x20
    2
    00:00:03,000 --> 00:00:04,500
    Please sit down.
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    Good evening.

    2
    00:00:03,000 --> 00:00:04,500
    Please sit down.
    ```

    ## Fix
    Empties the line between two cues, which is safe. Inside the text of a cue it removes the line, which
    is not: somebody may want the distance.

    ## Sources
    - SubRip has no standard; a player whose users met this: https://github.com/captioning/captioning/issues/10
    """
    for problem in document.problems:
        if problem.code == "whitespace_separator":
            severity = Severity.ERROR if problem.detail == "block" else None
            yield Finding(problem.span, problem.message, problem.fix, severity=severity)
    if document.traits.blank_line_ends_cue and not document.traits.has_signature:
        yield from _inside_text(document)


def _inside_text(document: Document) -> Iterator[Finding]:
    text = document.source.text
    # What does not occur is not looked for, and most files have none of it: they are read three times faster.
    rare = "".join(document.source.alphabet.intersection("\t" + _WIDE))
    ends = "[\r\n]" if "\r" in text else "\n"
    if not rare and not re.search(f"{ends} ", text):
        return
    blank = f"[ \t{rare}]"
    for match in re.finditer(rf"(?<=[\r\n]){blank}+(?:\r\n|\r|\n)", text):
        cue = document.cue_at(match.start())
        if cue is not None and cue.text_start < match.start() and match.end() < cue.text_end:
            message = f"a line of blanks inside the text of cue {cue.number}: some players drop what follows it"
            fix = Fix("remove the line", (Edit(Span(*match.span()), ""),))
            yield Finding(
                Span(match.start(), len(match[0].rstrip("\r\n")) + match.start()), message, fix
            )
