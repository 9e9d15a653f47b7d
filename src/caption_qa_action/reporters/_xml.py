"""Untrusted text in XML reports."""

from __future__ import annotations

import re

from caption_qa_action.core.inert import one_line

_REFERENCES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


def escape(raw: str) -> str:
    """`raw` as one printable line for an attribute or between tags.

    What is no character of XML 1.0 (https://www.w3.org/TR/xml/#charsets) is shown by its number.
    """
    shown = re.sub('[&<>"]', lambda match: _REFERENCES[match[0]], one_line(raw))
    return re.sub("[\ufffe\uffff]", lambda match: f"\\u{ord(match[0]):04x}", shown)


def element(name: str, /, *content: str, **attributes: object) -> str:
    """An element; attributes that are None are left out. The content is not escaped."""
    written = "".join(
        f' {key}="{escape(str(value))}"' for key, value in attributes.items() if value is not None
    )
    inside = "".join(content)
    return f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>"


def comment_line(raw: str) -> str:
    """A comment on a line of its own; `""` for no text.

    No two hyphens stand in a row (https://www.w3.org/TR/xml/#sec-comments).
    """
    return f"  <!-- {re.sub('-(?=-)', '- ', escape(raw))} -->\n" if raw else ""
