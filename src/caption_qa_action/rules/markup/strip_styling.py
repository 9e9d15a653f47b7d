"""Styling that the preset does not keep."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document, Tag
from caption_qa_action.core.text import plural, printable
from caption_qa_action.rules.markup._tags import count_kinds, override_kind

SEVERITY = Severity.INFO

_STYLING = frozenset({"b", "c", "font", "i", "s", "u"})


def check(document: Document, *, allowed: tuple[str, ...] = ()) -> Iterator[Finding]:
    r"""Styling that the preset forbids, so that the delivered file is without it.

    One finding for each kind of tag in a file, at its first occurrence, with the number of cues that
    have it: bold, italic, underline, strike-through, `<font>`, WebVTT classes, and ASS overrides
    that only style, such as `{\i1}`. The words stay; markup that carries meaning is the matter of
    `unsupported_markup`.

    ## Why
    YouTube and the social platforms ignore styling or show the tags as text, so a delivery for them
    leaves it out. Italics often mark a voice off screen or a thought: knowing that they vanish, an
    author can say it in words, for example with `(on the radio)`.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    <i>Previously on the show</i>
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    (narrator) Previously on the show
    ```

    ## Fix
    None in the file itself: `convert` leaves the styling out of what it writes, and the source keeps
    it for the platforms that show it.

    ## Options
    - `allowed` (default none): tag names that are kept, such as `i` or `c`; `style` stands for
      styling ASS overrides. The preset sets it.

    ## Sources
    - YouTube Help, Supported subtitle and closed caption files, "basic versions of these files are
      supported": https://support.google.com/youtube/answer/2734698
    """
    if document.kind == "metadata":
        return
    kept = frozenset(allowed)

    def kind_of(tag: Tag) -> str:
        if tag.kind == "override":
            name = override_kind(tag)
            return name if name == "style" and name not in kept else ""
        styles = tag.kind == "start" and tag.name in _STYLING
        return tag.name if styles and tag.name not in kept else ""

    for name, first, cues in count_kinds(document, kind_of):
        what = f"<{name}>"
        if name == "style":
            what = f"ASS styling such as {{{printable(first.annotation[:40])}}}"
        yield Finding(first.span, f"{what} in {plural(cues, 'cue')} is removed by the preset")
