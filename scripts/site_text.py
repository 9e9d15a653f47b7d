"""Markdown for pages that are made from the code: text in cells, anchors, links, fences."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from caption_qa_action.cli._text_layout import sample_title


def cell(text: str) -> str:
    """Text for a cell of a table, in which `|` and tags would be markup; code spans stay."""
    return "".join(
        part.replace("|", "\\|") if part.startswith("`") else escaped(part).replace("|", "\\|")
        for part in re.split(r"(`+[^`]+`+)", text.replace("\n", " "))
    )


def escaped(text: str) -> str:
    """Text in which tags are no markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("*", "\\*")


def anchor(title: str) -> str:
    """The anchor of a heading, as the site makes it."""
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", title.lower())).strip("-")


def linked_sources(text: str) -> str:
    """Bare addresses as links, save in samples."""
    address = r"(?<![<(\[`])(https?://[^\s)>`]+[^\s)>`.,;:])"
    parts = re.split(r"(?ms)(^```.*?^```$)", text)
    parts[::2] = [re.sub(address, r"<\1>", part) for part in parts[::2]]
    return "".join(parts)


def linked_hosts(text: str) -> str:
    """Bare addresses as links that show the site alone, for narrow cells."""
    return re.sub(r"(?<![<(\[`])https?://([^\s)>`/]+)[^\s)>`]*[^\s)>`.,;:]", r"[\1](\g<0>)", text)


def code_class(code: str) -> str:
    """How a title that is a code is shown: long ones are smaller on phones."""
    return ".code .long" if len(code) > 22 else ".code"


def fact_table(facts: list[tuple[str, str]]) -> list[str]:
    """Names and values as a table without a head."""
    rows = [f"| {name} | {value} |" for name, value in facts]
    return stacked(["| | |", "|---|---|", *rows], "facts")


def stacked(table: list[str], kind: str) -> list[str]:
    """A table that is shown on phones as assets/site.css lays out its kind."""
    return [f'<div class="table-{kind}" markdown="1">', "", *table, "", "</div>"]


def front_matter(*, tags: Iterable[str] = (), boost: float = 1) -> str:
    """What the search is to know of a page: words that lead to it, and its weight."""
    known: dict[str, object] = {"tags": list(tags)} if tags else {}
    if boost != 1:
        known["search"] = {"boost": boost}
    return f"---\n{json.dumps(known, ensure_ascii=False)}\n---\n" if known else ""


def readable_fences(text: str) -> str:
    """Samples with the name of their format as a title, in place of words for the tests."""

    def readable(match: re.Match[str]) -> str:
        kind = match[1].partition(" ")[0]
        if not kind or kind == "yaml":
            return match[0]
        title = sample_title(match[1])
        language = {"ttml": "xml", "json": "json"}.get(kind, "text")
        title = title.replace('"', "'").replace("\\", "\\\\")
        return f'```{language} title="{title}"'

    return re.sub(r"(?m)^```([^\n`]+)$", readable, text)
