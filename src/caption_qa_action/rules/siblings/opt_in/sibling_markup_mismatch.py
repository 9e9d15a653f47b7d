"""Markup that only one of two languages has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.text import quote
from caption_qa_action.rules.siblings._alignment import comparison

# What programs put a value in when the text is shown, and what must survive a translation.
_PLACEHOLDER = r"\{\{[^{}\n]{1,40}\}\}|\$\{[^{}\n]{1,40}\}|%\([a-z_]{1,30}\)[sd]|(?<![\w%])%[sd]\b"
_NAMED = ("b", "i", "u", "v", "ruby", "s")

SEVERITY = Severity.INFO


def check(document: Document, *, reference: str = "") -> Iterator[Finding]:
    """Cue whose italics, notes, speakers or placeholders differ from the cue in the other language.

    Compared are cues that are shown together and with no other, in files of one format: whether there are
    italic, bold, underlined or struck words, voices and ruby; notes (`♪`); and placeholders such as `{{name}}`.
    Files without any markup are left alone. Opt-in, as the whole group is.

    ## Why
    Italics mean a voice from afar, a note means singing, and a placeholder that was translated is shown as
    it stands. Translation by program loses them first.

    ## Bad
    ```text talk.en.srt sibling
    1
    00:00:01,000 --> 00:00:02,500
    Hello, {{name}}!
    ```
    ```text talk.fr.srt
    1
    00:00:01,000 --> 00:00:02,500
    Bonjour, {{nom}} !
    ```

    ## Good
    ```text talk.en.srt sibling
    1
    00:00:01,000 --> 00:00:02,500
    Hello, {{name}}!
    ```
    ```text talk.fr.srt
    1
    00:00:01,000 --> 00:00:02,500
    Bonjour, {{name}} !
    ```

    ## Fix
    There is none: where the markup belongs in the other language is not in the file.

    ## Options
    - `reference` (default none): the language that the others are compared with. Without it, the file
      whose name says no language, else the English one, else the first by name.

    ## Sources
    - Translations that lose markup, https://github.com/hydropix/TranslateBooksWithLLMs/issues/205
    """
    compared = comparison(document, reference)
    if compared is None or compared.that.format != document.format:
        return
    that = compared.that
    tags_matter = _has_tags(document) and _has_tags(that)
    if not tags_matter and not _may_hold_marks(document) and not _may_hold_marks(that):
        return
    for cue, other in compared.pairs:
        here, there = _marks(document, cue, tags_matter), _marks(that, other, tags_matter)
        if here == there:
            continue
        lost, added = sorted(there - here), sorted(here - there)
        differences = [f"lacks {', '.join(map(quote, lost))}"] if lost else []
        differences += [f"has {', '.join(map(quote, added))}"] if added else []
        yield Finding(
            cue.text_span,
            f"cue {cue.number} {' and '.join(differences)}, unlike cue {other.number} of "
            f"{quote(that.source.path, 80)}",
        )


def _may_hold_marks(document: Document) -> bool:
    text = document.source.text
    return "♪" in text or "♫" in text or re.search(_PLACEHOLDER, text) is not None


def _has_tags(document: Document) -> bool:
    return any(tag.name in _NAMED for markup in document.markup() for tag in markup.tags)


def _marks(document: Document, cue: Cue, tags_matter: bool) -> set[str]:
    raw = document.raw(cue)
    marks = set(re.findall(_PLACEHOLDER, raw))
    if "♪" in raw or "♫" in raw:
        marks.add("♪")
    if tags_matter:
        marks.update(
            f"<{tag.name}>"
            for tag in document.tags(cue)
            if tag.kind == "start" and tag.name in _NAMED
        )
    return marks
