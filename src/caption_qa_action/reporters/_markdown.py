"""Untrusted text for GitHub Flavored Markdown, inside and outside of tables."""

from __future__ import annotations

import re

from caption_qa_action.core.inert import one_line
from caption_qa_action.core.pages import rule_url

LIMIT = 300

# Every character that can begin markup. A character reference is text wherever it stands, also
# in a table, where readers disagree about backslashes (CommonMark 0.31, section 2.5).
_MARKUP = r"[\\`*_\[\]<>#!|~$&@]"
# What GitHub links in the finished page, where character references no longer protect: mentions,
# issues, addresses. A zero-width space after the mark prevents it.
_LINKED = r"[@#]|://|(?i:\bwww)(?=\.)"


def text(raw: str) -> str:
    """`raw` as plain text on one line, cut after a few hundred characters."""
    return re.sub(_LINKED + "|" + _MARKUP, _escape, _cut(one_line(raw)))


def code(raw: str) -> str:
    r"""`raw` as a code span on one line; `|` is shown as `\x7c`, since it would end a table cell."""
    shown = _cut(one_line(raw)).replace("|", "\\x7c")
    if not shown:
        return ""
    longest = max((len(run) for run in re.findall("`+", shown)), default=0)
    fence = "`" * (longest + 1)
    # One blank is taken off at both ends when both have one.
    blank = " " if shown[0] in "` " or shown[-1] in "` " else ""
    return f"{fence}{blank}{shown}{blank}{fence}"


def rule_link(name: str) -> str:
    """A code, linked to its page when it has one."""
    page = rule_url(name)
    return f"[{code(name)}]({page})" if page else code(name)


def place(path: str, line: int, column: int, url: str) -> str:
    """`path:line:column`, linked to a web page unless that is `""`."""
    shown = code(f"{path}:{line}:{column}")
    return f"[{shown}]({url})" if url else shown


def _cut(shown: str) -> str:
    return shown if len(shown) <= LIMIT else shown[: LIMIT - 1] + "…"


def _escape(match: re.Match[str]) -> str:
    found = match[0]
    if found == "://":
        return "&#58;\u200b//"
    if len(found) > 1:
        return found + "\u200b"
    return f"&#{ord(found)};" + ("\u200b" if found in "@#" else "")
