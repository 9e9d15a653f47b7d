"""Text that has slipped to the next cue."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.text import quote
from caption_qa_action.rules.siblings._alignment import comparison

# Over so many cues the lengths of text are compared; a slip goes on to the end or to the next one.
_WINDOW, _WINDOWS = 9, 2
# Lengths of a translation and its original go together closely; those of strangers do not.
_ALIKE, _STRANGE = 0.75, 0.35

SEVERITY = Severity.INFO


def check(document: Document, *, reference: str = "") -> Iterator[Finding]:
    """Passage whose text fits the cues of the other language one cue before or after.

    The lengths of the texts are compared: long stays long in translation. Reported once, where over
    eighteen cues in a row the lengths go together with those of the neighbours and not with those of the
    same cue. Opt-in, as the whole group is.

    ## Why
    A program that translates many cues at once has joined two of them and filled up at the end, so the
    number of cues is right and every text after that place is shown too early or too late.

    ## Bad
    ```text talk.en.sub sibling
    {1}{1}25
    {25}{100}I saw
    {125}{200}saw the man who came to us today and
    {225}{300}the man who came to us today and he
    {325}{400}man who
    {425}{500}who came to us
    {525}{600}came to us today and he said a word
    {625}{700}to us today and he said a
    {725}{800}us today and he said a word of it
    {825}{900}today
    {925}{1000}and he said a word of it so we
    {1025}{1100}he
    {1125}{1200}said a word of it so we
    {1225}{1300}a word of it
    {1325}{1400}word of it so we let him go home
    {1425}{1500}of it
    {1525}{1600}it so
    {1625}{1700}so we let him go home at
    {1725}{1800}we let him go home at once then he
    {1825}{1900}let him go home at once then he left
    {1925}{2000}him go home at once then he
    {2025}{2100}go home at once then he left
    {2125}{2200}home at
    ```
    ```text talk.fr.sub
    {1}{1}25
    {25}{100}je vis vis cet homme qui vint chez nous hier et
    {125}{200}cet homme qui vint chez nous hier et il
    {225}{300}homme qui
    {325}{400}qui vint chez nous
    {425}{500}vint chez nous hier et il dit un mot
    {525}{600}chez nous hier et il dit un
    {625}{700}nous hier et il dit un mot donc nous
    {725}{800}hier
    {825}{900}et il dit un mot donc nous le fimes
    {925}{1000}il
    {1025}{1100}dit un mot donc nous le fimes
    {1125}{1200}un mot donc nous
    {1225}{1300}mot donc nous le fimes rentrer vite puis il
    {1325}{1400}donc nous
    {1425}{1500}nous le
    {1525}{1600}le fimes rentrer vite puis il partit
    {1625}{1700}fimes rentrer vite puis il partit seul ce soir
    {1725}{1800}rentrer vite puis il partit seul ce soir je
    {1825}{1900}vite puis il partit seul ce soir
    {1925}{2000}puis il partit seul ce soir je
    {2025}{2100}il partit
    {2125}{2200}merci
    ```

    ## Good
    ```text talk.en.sub sibling
    {1}{1}25
    {25}{100}I saw
    {125}{200}saw the man who came to us today and
    {225}{300}the man who came to us today and he
    {325}{400}man who
    ```
    ```text talk.fr.sub
    {1}{1}25
    {25}{100}je vis
    {125}{200}vis cet homme qui vint chez nous hier et
    {225}{300}cet homme qui vint chez nous hier et il
    {325}{400}homme qui
    ```

    ## Fix
    There is none: which text belongs to which cue is for a reader of both languages to say.

    ## Options
    - `reference` (default none): the language that the others are compared with. Without it, the file
      whose name says no language, else the English one, else the first by name.

    ## Sources
    - Texts that slip in translation, https://github.com/morpheus65535/bazarr/issues/1794
    """
    compared = comparison(document, reference)
    if compared is None:
        return
    pairs = compared.pairs
    here = [len(document.plain(cue)) for cue, _ in pairs]
    there = [len(compared.that.plain(other)) for _, other in pairs]
    for slip in (1, -1):
        windows = 0
        for start in range(1, len(pairs) - _WINDOW - 1, _WINDOW):
            now = here[start : start + _WINDOW]
            same = _correlation(now, there[start : start + _WINDOW])
            moved = _correlation(now, there[start + slip : start + slip + _WINDOW])
            windows = windows + 1 if moved >= _ALIKE and same <= _STRANGE else 0
            if windows == _WINDOWS:
                yield _finding(compared.that, pairs[start - _WINDOW][0], slip)
                return


def _finding(that: Document, cue: Cue, slip: int) -> Finding:
    side = "after" if slip > 0 else "before"
    return Finding(
        cue.text_span,
        f"from about cue {cue.number} on, the text seems to belong to the cue {side} it: its lengths go "
        f"together with those of {quote(that.source.path, 80)} one cue {side}",
    )


def _correlation(one: list[int], other: list[int]) -> float:
    """How closely two rows of lengths go together: 1 for always, 0 for not at all (Pearson's r)."""
    mean_one, mean_other = sum(one) / len(one), sum(other) / len(other)
    both = sum((a - mean_one) * (b - mean_other) for a, b in zip(one, other, strict=True))
    spread = sum((a - mean_one) ** 2 for a in one) * sum((b - mean_other) ** 2 for b in other)
    return both / spread**0.5 if spread else 0.0
