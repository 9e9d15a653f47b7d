"""The frame of a page: its policy, style sheet and script, the verdict, and a list for readers without scripts."""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Callable, Iterator

from caption_qa_action.core.annotations import TypeAlias
from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.pages import rule_url
from caption_qa_action.core.report import Summary
from caption_qa_action.core.text import plural
from caption_qa_action.reporters._html_data import File
from caption_qa_action.reporters._html_text import escaped, prose
from caption_qa_action.reporters._summary import counts, folder_lines, in_force, not_done, verdict

# Without scripts, so many findings are listed.
MOST_LISTED = 200
MAX_CODES = 100
MAX_NOTICES = 100

LABELS = {Severity.ERROR: "Error", Severity.WARNING: "Warning", Severity.INFO: "Suggestion"}

# By code and severity: how many findings, how many of them a safe fix mends, how many fail the run.
CodeCounts: TypeAlias = dict[tuple[str, int], list[int]]


# Paths, each with the reason why nothing was looked for in the file.
Reasons: TypeAlias = list[tuple[str, str]]


def head_of(summary: Summary, failed: Reasons, skipped: Reasons, all_skipped: int) -> Iterator[str]:
    """The verdict, what was in force, what the reader has to know, and what was not checked; of all that was skipped some."""
    state = summary.result
    yield f'<header class="{state}"><h1>Caption check: <span class="verdict">{escaped(verdict(summary))}'
    yield f"</span></h1>\n<p>{escaped(counts(summary))}</p>\n"
    if judged := in_force(summary):
        yield f"<p>{escaped(judged)}</p>\n"
    if folders := folder_lines(summary):
        yield f'<ul aria-label="Folders">{"".join(f"<li>{escaped(each)}</li>" for each in folders)}</ul>\n'
    yield "</header>\n"
    if summary.notices:
        yield '<ul class="notices" aria-label="Notices">'
        yield from (f"<li>{escaped(notice)}</li>\n" for notice in summary.notices[:MAX_NOTICES])
        yield "</ul>\n"
    yield from _reasons("unread", not_done(summary), failed, summary.unreadable + summary.unwritten)
    yield from _reasons("skipped", "Skipped", skipped, all_skipped)


def _reasons(name: str, title: str, files: Reasons, total: int) -> Iterator[str]:
    """Files and reasons, of a total that may be more; nothing without a file."""
    if not files:
        return
    yield f'<section aria-labelledby="{name}"><h2 id="{name}">{title}</h2>\n<ul>'
    yield from (f"<li><b>{escaped(path)}</b>: {escaped(why)}</li>\n" for path, why in files)
    if total > len(files):
        yield f"<li>… {plural(total - len(files), 'more file')}</li>"
    yield "</ul></section>\n"


def cards(codes: CodeCounts, why: Callable[[str], str] | None) -> Iterator[str]:
    """A card for each code: how often, whether it fails the run, why it matters; suggestions are folded."""
    if not codes:
        return
    # What fails first, then the worst, then the most frequent.
    ordered = sorted(
        codes.items(), key=lambda item: (not item[1][2], -item[0][1], -item[1][0], item[0])
    )[:MAX_CODES]
    made = [(_card(*item, why), item[0][1] == Severity.INFO and not item[1][2]) for item in ordered]
    yield '<section aria-labelledby="codes"><h2 id="codes">What was found</h2>\n'
    if first := [card for card, is_folded in made if not is_folded]:
        yield f'<ul class="cards">\n{"".join(first)}</ul>\n'
    if folded := [card for card, is_folded in made if is_folded]:
        kinds = plural(len(folded), "kind of suggestion", "kinds of suggestions")
        yield f"<details><summary>{kinds}</summary>\n"
        yield f'<ul class="cards">\n{"".join(folded)}</ul></details>\n'
    if len(codes) > len(made):
        yield f"<p>… {plural(len(codes) - len(made), 'more code')}</p>\n"
    yield "</section>\n"


def _card(key: tuple[str, int], numbers: list[int], why: Callable[[str], str] | None) -> str:
    (code, level), (number, fixable, failing) = key, numbers
    severity = Severity(level)
    title = escaped(code.replace("_", " ").capitalize())
    if url := rule_url(code):
        title = f'<a href="{url}" rel="noreferrer">{title}</a>'
    facts = plural(number, "finding")
    facts += f", {failing} of which fail the check" if 0 < failing < number else ""
    facts += ", failing the check" if failing == number else ""
    facts += f"; {fixable} can be mended automatically" if fixable else ""
    reason = why(code).rstrip(".") if why else ""
    return (
        f'<li class="card {severity.label}{" fails" if failing else ""}"><h3>{title}</h3>\n'
        f'<p><span class="badge">{LABELS[severity]}</span> {facts}</p>\n'
        f"{f'<p>{prose(reason)}.</p>' if reason else ''}"
        f'<button type="button" hidden data-code="{escaped(code)}" aria-pressed="false">'
        f'Show only these<span class="hidden"> ({escaped(code)})</span></button></li>\n'
    )


def plain_list(files: list[File]) -> Iterator[str]:
    """A plain list of what matters most, for a reader without scripts."""
    found = [
        (
            each.rank,
            f"<li><b>{escaped(file.path)}</b>, line {each.line}: {escaped(each.message)}</li>\n",
        )
        for file in files
        for each in file.findings[:MOST_LISTED]
    ]
    found.sort(key=lambda item: item[0])
    yield "<p>This page needs scripts to filter, and to show every finding with its lines; "
    yield "where they are off, it lists what matters most.</p>\n<ol>"
    yield from (item for _, item in found[:MOST_LISTED])
    yield "</ol>"


def page(head: str, listed: str, data: str = "", kind: str = "application/json") -> str:
    """The page around its data, which is of a media type."""
    style, script = _asset("report.css"), _asset("report.js")
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>Caption check</title>\n<style>{style}</style>\n</head>\n<body>\n"
        '<a class="skip" href="#findings">Skip to the findings</a>\n'
        f'{head}<main id="findings" tabindex="-1"><h2>Findings</h2>\n'
        f"<noscript>{listed}</noscript>\n</main>\n"
        f'<script type="{kind}" id="data">{data}</script>\n'
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


def _asset(name: str) -> str:
    path = os.path.join(os.path.dirname(__file__), "assets", name)
    with open(path, encoding="utf-8", newline="") as file:
        return "\n" + file.read().replace("\r\n", "\n")


def _hash(content: str) -> str:
    """What a policy calls an element by: the hash of its content."""
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
