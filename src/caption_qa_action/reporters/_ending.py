"""The end of a report for people: what fails by code, what to do next, and the line that counts everything."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.fold import folded
from caption_qa_action.core.inert import inert, one_line
from caption_qa_action.core.measure import columns
from caption_qa_action.core.report import Summary
from caption_qa_action.core.text import plural, printable
from caption_qa_action.reporters import Options
from caption_qa_action.reporters._fold import joined, listed
from caption_qa_action.reporters._paint import BOLD, GREEN, RED, paint
from caption_qa_action.reporters._summary import counts, folder_lines, in_force, verdict

# Where the codes that fail the run need more lines than these, so many are named; --show all names each.
_MOST_LINES = 4
_MOST_CODES = 8
# The command that mends what a check of everything has found.
_FIX = ("caption-qa", "check", "--fix")
# So many folders are listed that have passed; of more, their number is shown. Our choice.
_MOST_PASSED = 6


def ending(summary: Summary, options: Options) -> str:
    """The last lines; of a run that has nothing to mend it is one."""
    most_passed = None if options.show_all or options.verbose else _MOST_PASSED
    lines = [*_next_steps(summary, options), *_last_line(summary, options, most_passed)]
    return "".join(f"{line}\n" for line in lines)


def last_line(summary: Summary, options: Options) -> str:
    """The counts, what was in force, and the verdict."""
    return "".join(f"{line}\n" for line in _last_line(summary, options))


def _last_line(summary: Summary, options: Options, most_passed: int | None = None) -> Iterator[str]:
    for folder in map(one_line, folder_lines(summary, most_passed)):
        yield from folded(folder, options.width) if options.wraps else [folder]
    outcome = one_line(verdict(summary))
    style = RED if summary.exit_code else GREEN
    # What was in force has a semicolon in brackets, where no line should end.
    parts = [*counts(summary).split("; "), *filter(None, [one_line(in_force(summary))])]
    if not options.wraps:
        yield f"{'; '.join(parts)}; {paint(outcome, style, options.color)}"
        return
    yield from joined(parts, options.width)
    yield from (paint(line, style, options.color) for line in folded(outcome, options.width))


def _next_steps(summary: Summary, options: Options) -> Iterator[str]:
    if options.statistics:
        return
    if summary.all_failing_codes:
        yield from _labelled("fails", _failing_codes(summary, options), options)
    for words, note in _next_commands(summary, options):
        yield from _labelled("next", _command_lines(["next:", *words], note, options), options)


def _failing_codes(summary: Summary, options: Options) -> list[str]:
    """What fails the run by code: every code where they fit, or where all is to be shown."""
    codes = sorted(summary.all_failing_codes.items(), key=lambda each: (-each[1], each[0]))
    named = [f"{printable(code)} {number}" for code, number in codes]
    lines = listed("fails:", named, options.width)
    if len(lines) > _MOST_LINES and not (options.show_all or options.verbose):
        left = len(codes) - _MOST_CODES
        named[_MOST_CODES:] = [f"and {plural(left, 'more code')}"] if left > 0 else []
        lines = listed("fails:", named, options.width)
    return lines if options.wraps else [f"fails: {', '.join(named)}"]


def _labelled(label: str, lines: list[str], options: Options) -> Iterator[str]:
    """Lines of which the first begins with a label."""
    first, *others = lines
    yield inert(paint(label, BOLD, options.color) + first[len(label) :])
    yield from map(inert, others)


def _command_lines(words: list[str], note: str, options: Options) -> list[str]:
    """A command and what it is for; what does not fit in a line goes on in the next, as a shell reads it."""
    parts = [*words, note] if note else words
    if not options.wraps:
        return [" ".join(parts)]
    label, *rest = parts
    lines = [label]
    for place, word in enumerate(rest, 1):
        is_last, is_note = place == len(rest), bool(note) and place == len(rest)
        # A shell has to read on behind every word but the last, and not for the note.
        room = options.width - (0 if is_last or (note and place == len(rest) - 1) else 2)
        if lines[-1] == label or columns(f"{lines[-1]} {word}") <= room:
            lines[-1] += f" {word}"
        else:
            lines[-1] += "" if is_note else " \\"
            lines.append(f"  {word}")
    return lines


def _next_commands(summary: Summary, options: Options) -> Iterator[tuple[tuple[str, ...], str]]:
    """What to run next, and what for; nothing where nothing is left to do."""
    codes, fixable = summary.all_failing_codes, summary.all_failing_fixable
    # What could not be written now, cannot be written by the same command again.
    can_mend = summary.fixable and not summary.fixed and not summary.unwritten
    words = _FIX if options.fix_command is None or not can_mend else options.fix_command()
    if codes and (not fixable or (can_mend and not words)):
        code = min(codes, key=lambda each: (-codes[each], each))
        # Rules of a server, or of a plugin, have no page here.
        if "/" not in code and (options.why is None or options.why(code)):
            yield ("caption-qa", "rule", printable(code)), ""
    if can_mend and words:
        of_them = f", {fixable or 'none'} of what fails" if codes else ""
        more = f" and {summary.fixable_others} that repeat them" if summary.fixable_others else ""
        known = f", and {summary.known_fixable} in the baseline" if summary.known_fixable else ""
        yield words, f"(mends {summary.fixable}{more}{of_them}{known})"
