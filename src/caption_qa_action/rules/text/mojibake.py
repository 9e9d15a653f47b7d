"""Text that was decoded with the wrong encoding."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity, Span
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.encoding_names import public_name
from caption_qa_action.core.source import REPLACES
from caption_qa_action.core.text import plural, quote

if TYPE_CHECKING:
    from caption_qa_action.rules.text._misread import Misread
    from caption_qa_action.rules.text._misread_lines import Home, MisreadLine
    from caption_qa_action.rules.text._misread_text import Misreading

SEVERITY = Severity.WARNING
OF_SHOWN_TEXT = True
WORDS = (REPLACES,)
# Other fixes take single characters of misread text for what they are not.
MENDED_FIRST = True
_SAMPLE_LINES, _SAMPLE = 60, 1_500
# Foreign characters: fewer make no case for the whole text, or are not even named.
_FEWEST, _FEWEST_NAMED = 8, 2


def check(document: Document) -> Iterator[Finding]:
    """Text that was read in another encoding than it was written in, such as `Ã©` for `é`.

    A text of which a good part went through two encodings is found by going back through each pair of them,
    such as Windows-1250 read as Windows-1252, or UTF-8 read as GBK: where it becomes language by going back,
    and is none as it stands. UTF-8 is turned back cue by cue, any other in one finding for the file. Where
    several pairs explain the text alike, or lines have lost bytes, the finding says so, and nothing or
    only what is certain is mended. So it is where few lines are all there is: words of letters beyond ASCII alone
    (`Ïðèâåò`), or letters that no language has together, or that of the file has not, and that are letters of
    one when turned back (`Günaydýn`).

    In single words these are characters that become valid and likely text when they are written as
    Windows-1252, -1251, -1250, ISO 8859-2, code page 437, 850 or 866, or Mac Roman and read as UTF-8. A pair
    that honest text could have is reported only when the file has others that it could not.

    ## Why
    The viewer sees two or three odd characters for every accented letter, quotation mark or dash,
    and nothing but odd characters in other scripts. It happens when a program guesses the encoding
    of a file and saves it again.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:03,000
    Itâ€™s in the cafÃ©.
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:03,000
    It’s in the café.
    ```

    ## Fix
    Writes the characters that were meant. Unsafe: it changes the text.

    ## Sources
    - Encoding Standard, indexes of the legacy encodings, https://encoding.spec.whatwg.org/#indexes
    - RFC 3629, UTF-8, section 3, https://www.rfc-editor.org/rfc/rfc3629#section-3
    """
    if document.kind == "metadata" or document.source.binary:
        return
    if any(problem.code == "encoding_uncertain" for problem in document.source.problems):
        return  # what is odd in such a text is the guess at its encoding
    if not document.source.alphabet:
        return  # text in ASCII, which is most of what is checked, loads nothing more
    from caption_qa_action.rules.text._misread import CYRILLIC, find, find_all

    misreading, lines, home = _find_misreading(document)
    text = document.source.text
    if misreading and _is_utf8_by_table(misreading):
        codec = misreading.pairs[0].read_as
        yield from _runs(document, codec, find_all(text, codec, len(misreading.pairs)))
    elif misreading:
        yield from _whole(document, misreading)
    else:
        codec, runs = find(text, document.source.alphabet)
        if not (runs and _stand_in_language(document, runs)):
            runs = []
        spans = list(_foreign_lines(document)) if runs and home else []
        if home and codec in CYRILLIC:
            # Words of Cyrillic letters can be UTF-8 by accident.
            right = {span for span in spans if home.reads(text[span.start : span.end])}
            runs = [
                run for span, some in _by_line(runs, spans) for run in some if span not in right
            ]
        of_line = dict(_by_line(runs, [span for span, _ in lines]))
        replaced: set[Misread] = set()
        for span, line in lines:
            if _mended(text, span, of_line[span]) != line.meant:
                replaced.update(of_line[span])
                yield _line(document, span, line)
        yield from _runs(document, codec, [run for run in runs if run not in replaced])


def _by_line(
    runs: Sequence[Misread], spans: Sequence[Span]
) -> Iterator[tuple[Span, list[Misread]]]:
    """The runs in each line, both in the order of the file."""
    starts = [run.start for run in runs]
    for span in spans:
        yield span, list(runs[bisect_left(starts, span.start) : bisect_left(starts, span.end)])


def _mended(text: str, span: Span, runs: list[Misread]) -> str:
    """A line after its misread runs were turned back."""
    at, mended = span.start, ""
    for run in runs:
        mended += text[at : run.start] + (run.repaired if not run.ambiguous else "")
        at = run.end
    return mended + text[at : span.end]


def _changes_nearly_all(lines: list[str], misreading: Misreading) -> bool:
    """Whether a misreading is one of four lines in five or more."""
    from caption_qa_action.rules.text._misread_text import mend

    return 5 * sum(mend(line, misreading.pairs) != line for line in lines) >= 4 * len(lines)


def _find_misreading(
    document: Document,
) -> tuple[Misreading | None, list[tuple[Span, MisreadLine]], Home | None]:
    """How the whole text was misread, by its first lines that are not ASCII; else the few lines of it that were.

    With them the language of the text, where most lines are right.
    """
    from caption_qa_action.core.alphabets import is_surely_language

    text = document.source.text
    lines: list[str] = []
    left = _SAMPLE
    for span in islice(_foreign_lines(document), _SAMPLE_LINES):
        if _is_no_evidence(text[span.start : span.end]):
            continue
        lines.append(text[span.start : span.end])
        left -= len(lines[-1]) + 1
        if left <= 0:
            break
    sample = "\n".join(lines)[:_SAMPLE]
    foreign = len(sample) - len(sample.encode("ascii", "ignore"))
    if foreign < _FEWEST_NAMED:
        return None, [], None
    beginning = "\n".join(
        text[cue.text_start : cue.text_end] for cue in document.cues[:_SAMPLE_LINES]
    )
    if is_surely_language((sample, beginning), document.source.alphabet):
        return None, [], None
    # Only here: a check of a text that is as it should be does not pay for the tables of Unicode.
    from caption_qa_action.core.language import primary
    from caption_qa_action.rules.text._misread_letters import find_odd_letters
    from caption_qa_action.rules.text._misread_lines import find_home, find_misread_lines
    from caption_qa_action.rules.text._misread_text import find_misreading

    expected = primary(document.language)
    spans = [
        span
        for span in _foreign_lines(document)
        if not _is_no_evidence(text[span.start : span.end])
    ]
    all_lines = [text[span.start : span.end] for span in spans]
    home, is_of_most = find_home(lines, beginning, expected)
    if home and is_of_most:
        found = find_misread_lines(all_lines, home)
        if found:
            # Letters of one language may be those of another, misread: then nearly all lines are, and for sure.
            whole = find_misreading(sample) if foreign >= _FEWEST else None
            if whole and whole.is_certain and _changes_nearly_all(lines, whole):
                return whole, [], None
            return None, [(spans[line.at], line) for line in found], home
    misreading = (
        find_misreading(sample) if foreign >= _FEWEST and not is_of_most else None
    ) or find_odd_letters(lines, beginning, expected)
    if misreading or not home or is_of_most:
        return misreading, [], home if is_of_most else None
    found = find_misread_lines(all_lines, home)
    if len(found) < len(spans) or not all(line.misreading.is_certain for line in found):
        # Of a text of misread lines all are known for sure, or none.
        found = [
            line._replace(misreading=line.misreading._replace(is_certain=False)) for line in found
        ]
    return None, [(spans[line.at], line) for line in found], None


def _is_no_evidence(line: str) -> bool:
    """Whether nothing but blanks of a line is not ASCII, or it is one of a table that is drawn with signs."""
    first = line[:1]
    if first.isalnum() and not first.isascii():  # as most such lines begin
        return False
    if not re.search(r"[^\x00-\x7f\s]", line):
        return True
    if re.search(r"\w", line):
        return False
    return bool(re.search(r"([^\w\s])\1", line)) or set(line) <= set("│║ ")


def _is_utf8_by_table(misreading: Misreading) -> bool:
    """Whether each misread run of the text can be turned back by itself."""
    from caption_qa_action.rules.text._misread_text import MULTIBYTE

    pair, *deeper = misreading.pairs
    return (
        misreading.is_certain
        and pair.written_in == "utf_8"
        and pair.read_as not in MULTIBYTE
        and all(other == pair for other in deeper)
    )


def _stand_in_language(document: Document, runs: list[Misread]) -> bool:
    """Whether what is between the misread runs is language: in what is none they are accidents."""
    text = document.source.text
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    if 2 * sum(run.end - run.start for run in runs) >= foreign:
        return True
    from caption_qa_action.rules.text._misread_text import is_language

    lines = islice(_foreign_lines(document), _SAMPLE_LINES)
    places = {place for run in runs for place in range(run.start, run.end)}
    return is_language(
        "\n".join("".join(text[at] for at in range(*span) if at not in places) for span in lines)
    )


def _runs(document: Document, codec: str, runs: list[Misread]) -> Iterator[Finding]:
    """A finding for each cue with runs of UTF-8 that was read in another encoding."""
    text = document.source.text
    for cue, group in groupby(runs, lambda run: _cue(document, run)):
        if cue is None:
            continue
        found = list(group)
        edits = [Edit(Span(run.start, run.end), run.repaired) for run in found if not run.ambiguous]
        first = next((run for run in found if not run.ambiguous), found[0])
        yield Finding(
            Span(first.start, first.end),
            f"{quote(text[first.start : first.end])} in cue {cue.number} is "
            f"{'most likely ' if first.ambiguous else ''}{quote(first.repaired)} "
            f"in UTF-8 that was read as {_name(codec)}",
            Fix(f"write what was meant in cue {cue.number}", tuple(edits), words=REPLACES)
            if edits
            else None,
        )


def _whole(document: Document, misreading: Misreading) -> Iterator[Finding]:
    """The finding for a text all of which went through two encodings, or more."""
    from caption_qa_action.rules.text._misread_text import mend

    text = document.source.text
    spans = list(_foreign_lines(document))
    meant = [(span, mend(text[span.start : span.end], misreading.pairs)) for span in spans]
    edits = [Edit(span, new) for span, new in meant if new and new != text[span.start : span.end]]
    way = _way(misreading)
    span = edits[0].span if edits else spans[0]
    shown = f"{quote(text[span.start : span.end])} is"
    if edits and misreading.is_certain:
        shown += f" {quote(edits[0].replacement)} in"
    elif not misreading.is_certain:
        shown += " most likely"
    lost = sum(new is None for _, new in meant)
    yield Finding(
        span,
        f"{shown} {way}, as is the text of the file"
        + (f"; {plural(lost, 'line', 'lines')} cannot be turned back" if lost else ""),
        Fix("write what was meant in the whole file", tuple(edits), words=REPLACES)
        if edits and misreading.is_certain
        else None,
    )


def _line(document: Document, span: Span, line: MisreadLine) -> Finding:
    """The finding for one line that went through encodings that the others did not."""
    cue = document.cue_at(span.start)
    number = cue.number if cue else 0
    shown = quote(document.source.text[span.start : span.end])
    is_certain = line.misreading.is_certain
    return Finding(
        span,
        f"{shown} in cue {number} is {quote(line.meant) + ' in' if is_certain else 'most likely'} "
        f"{_way(line.misreading)}",
        Fix(f"write what was meant in cue {number}", (Edit(span, line.meant),), words=REPLACES)
        if is_certain
        else None,
    )


def _way(misreading: Misreading) -> str:
    romanian = misreading.romanian
    return " and then, as UTF-8 again, ".join(
        f"{_name(written_in)} that was read as {_name(read_as)}"
        for written_in, read_as in reversed(misreading.pairs)
    ) + (f", or ISO 8859-16 with the letters {romanian}" if romanian else "")


def _foreign_lines(document: Document) -> Iterator[Span]:
    """The lines of cues that are not ASCII."""
    text = document.source.text
    for cue in document.cues:
        raw = text[cue.text_start : cue.text_end]
        if raw.isascii():
            continue
        if "\n" not in raw and "\r" not in raw:
            yield cue.text_span
            continue
        for match in re.finditer(r"[^\r\n]+", raw):
            if not match[0].isascii():
                yield Span(cue.text_start + match.start(), cue.text_start + match.end())


def _name(codec: str) -> str:
    name = public_name(codec).replace("windows", "Windows")
    if re.fullmatch("cp[478]..", name):
        return f"code page {name[2:]}"
    return {"utf-8": "UTF-8", "mac-roman": "Mac Roman"}.get(name, name)


def _cue(document: Document, run: Misread) -> Cue | None:
    cue = document.cue_at(run.start)
    return cue if cue and cue.text_start <= run.start < cue.text_end else None
