"""The last line of a report: everything that was counted, and whether the run failed and by what."""

from __future__ import annotations

from collections.abc import Mapping

from caption_qa_action.core.report import FileReport, FolderSums, Summary
from caption_qa_action.core.settings import FailOn
from caption_qa_action.core.text import plural

SHOWN_CODES = 5
# The preset whose limits are taken where a format has none of its own.
_LIMITS_OF = "youtube"


def in_force(summary: Summary) -> str:
    """`preset youtube`, or how files are judged where nobody has chosen one, and how to; `""` for no file."""
    chosen: dict[str, int] = {}
    formats: dict[str, list[str]] = {}
    for (preset, format), count in sorted(
        summary.presets.items(), key=lambda each: (-each[1], each[0])
    ):
        if format:
            formats.setdefault(preset, []).append(format)
        else:
            chosen[preset] = count
    parts = []
    if len(chosen) == 1:
        parts.append(f"preset {next(iter(chosen))}")
    elif chosen:
        names = (f"{name} ({plural(count, 'file')})" for name, count in chosen.items())
        parts.append(f"presets {', '.join(names)}")
    if formats:
        judged = _all_judged(formats)
        others = "for the others " if chosen else ""
        unchosen = sum(count for (_, format), count in summary.presets.items() if format)
        if 0 < summary.undecided < unchosen:  # in folders with a configuration of their own
            left = plural(summary.undecided, "file")
            where = f"{left} without a choice: caption-qa init NAME, or set preset in the configuration of the folder"
            parts.append(f"preset none {others}({judged}; {where})")
        elif summary.undecided:
            parts.append(f"no preset chosen {others}({judged}; choose: caption-qa init NAME)")
        else:  # that is the choice
            parts.append(f"preset none {others}({judged})")
    return ", ".join(parts)


def _all_judged(formats: Mapping[str, list[str]]) -> str:
    """`srt and sbv by the limits of youtube; ttml as ebu-tt-d, lms`: formats once for all presets that judge them."""
    presets: dict[tuple[str, ...], list[str]] = {}
    for preset, names in formats.items():
        key = (preset,) if preset == _LIMITS_OF else ("", *names)
        presets.setdefault(key, []).append(preset)
    parts = []
    for judging in presets.values():
        shown = [name.replace("_", " ") for name in formats[judging[0]]]
        parts.append(f"{_enumerated(shown)} {_unchosen(_enumerated(judging))}")
    return ("; " if len(presets) < len(formats) else ", ").join(parts)


def _enumerated(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]


def _unchosen(preset: str) -> str:
    # What has no preset of its own is no delivery for a platform; only the limits are taken from it.
    return f"by the limits of {preset}" if preset == _LIMITS_OF else f"as {preset}"


def judged_by(file: FileReport) -> str:
    """`preset youtube`, or how one file is judged where nobody has chosen one; `""` where it was not checked."""
    if not file.preset:
        return ""
    return f"preset {file.preset}" if file.is_chosen else _unchosen(file.preset)


def not_done(summary: Summary) -> str:
    """What the list of files is called over which a run fails whatever is found in them."""
    kinds = ("checked",) * bool(summary.unreadable) + ("written",) * bool(summary.unwritten)
    return f"Not {' or not '.join(kinds)}"


def verdict(summary: Summary) -> str:
    """`passed`, `no caption files were checked`, or `failed: ` and every reason."""
    reasons = []
    if summary.unreadable:
        reasons.append(f"{plural(summary.unreadable, 'file')} not checked")
    if summary.unwritten:
        reasons.append(f"{plural(summary.unwritten, 'file')} not written")
    reasons += _failing(summary.decided_by_run)
    for folder, sums in sorted(summary.folders.items()):
        reasons += _failing(sums, f" in {folder}")
    if summary.require_files and not summary.checked:
        reasons.append("no caption files were checked")
    if summary.failed_reports:
        reasons.append("a report is not whole")
    if reasons:
        return "failed: " + ", ".join(reasons)
    if not summary.checked:
        return "no caption files were checked"
    if not summary.folders and _is_never(summary.fail_on):
        return "passed (fail-on: never)"
    return "passed"


def folder_verdicts(summary: Summary) -> list[tuple[str, FolderSums, str]]:
    """Each folder that decides by itself what fails, its sums and its verdict, and then all other files.

    Nothing where no folder does.
    """
    if not summary.folders:
        return []
    parts = sorted(summary.folders.items())
    if summary.elsewhere.files:
        parts.append(("other files", summary.elsewhere))
    return [(folder, sums, _folder_verdict(sums)) for folder, sums in parts]


def folder_lines(summary: Summary, most_passed: int | None = None) -> list[str]:
    """The verdict of each folder, a line each; where more have passed than are to be shown, their number."""
    passed = {folder for folder, sums in summary.folders.items() if sums.result == "pass"}
    are_counted = most_passed is not None and len(passed) > most_passed
    lines = [
        f"{folder}: {plural(sums.files, 'file')}, {plural(sums.errors, 'error')}, "
        f"{plural(sums.warnings, 'warning')}: {outcome}"
        for folder, sums, outcome in folder_verdicts(summary)
        if not (are_counted and folder in passed)
    ]
    return (
        [*lines, f"{len(passed)} folders passed (--show all lists them)"] if are_counted else lines
    )


def _folder_verdict(sums: FolderSums) -> str:
    reasons = [f"{plural(sums.unreadable, 'file')} not checked"] if sums.unreadable else []
    reasons += _failing(sums)
    if reasons:
        return "failed: " + ", ".join(reasons)
    return f"passed (fail-on: {_level(sums.fail_on)})"


def _failing(sums: FolderSums, where: str = "") -> list[str]:
    """Why the files of a folder fail the run."""
    reasons = []
    if sums.failing:
        shown = plural(sums.failing, "finding")
        reasons.append(f"{shown}{where} (fail-on: {_level(sums.fail_on)})")
    if sums.too_many_warnings:
        shown = plural(sums.warnings, "warning")
        reasons.append(f"{shown}{where} (max-warnings: {sums.fail_on.max_warnings})")
    return reasons


def _is_never(fail_on: FailOn) -> bool:
    return fail_on.level is None and not fail_on.codes


def counts(summary: Summary) -> str:
    """`3 files checked, 0 skipped, 1 not checked; 42 cues; 2 errors, 1 warning, 0 infos; 1 fixable`."""
    return (
        f"{plural(summary.checked, 'file')} checked, {summary.skipped} skipped, "
        f"{summary.unreadable} not checked; {plural(summary.cues, 'cue')}; "
        f"{plural(summary.errors, 'error')}, {plural(summary.warnings, 'warning')}, "
        f"{plural(summary.infos, 'info')}"
        + (f" and {summary.others} that repeat them" if summary.others else "")
        + f"; {summary.fixable} fixable"
        + (f", {summary.fixed} fixed" if summary.fixed else "")
        + (f", {summary.untouched} not of this change" if summary.untouched else "")
        + (f", {summary.suppressed} suppressed" if summary.suppressed else "")
        + (f", {summary.known} in the baseline" if summary.known else "")
        + (f" ({summary.known_fixable} of them fixable)" if summary.known_fixable else "")
        + (f", {summary.stale} gone from it" if summary.stale and summary.known else "")
        + (
            f", {summary.stale} gone from the baseline"
            if summary.stale and not summary.known
            else ""
        )
    )


def line(summary: Summary) -> str:
    """The counts and the verdict, as one line without its end."""
    return "; ".join(filter(None, (counts(summary), in_force(summary), verdict(summary))))


def _level(fail_on: FailOn) -> str:
    names = [] if fail_on.level is None else [fail_on.level.label]
    codes = sorted(fail_on.codes)
    names += codes[:SHOWN_CODES]
    if len(codes) > SHOWN_CODES:
        names.append("…")
    return "/".join(names) or "never"
