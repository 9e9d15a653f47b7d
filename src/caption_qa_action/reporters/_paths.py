"""Paths as the readers of reports want them."""

from __future__ import annotations

import re
from functools import lru_cache

from caption_qa_action.reporters import Blob


def in_repository(path: str, prefix: str) -> str:
    """A path as seen from the root of the repository; an absolute one stays as it is."""
    if is_absolute(path):
        return path
    import posixpath

    return posixpath.normpath(posixpath.join(prefix, path))


def is_absolute(path: str) -> bool:
    """Whether a path with forward slashes is absolute, on whatever system."""
    return path.startswith("/") or re.match("[A-Za-z]:[/\\\\]", path) is not None


# A longer link is none: what a page may hold is better filled with findings.
_LONGEST_LINK = 1_000


def line_url(path: str, line: int, blob: Blob) -> str:
    """Where a line of a file is on the web; `""` where that is not known, or outside the repository."""
    inside = in_repository(path, blob.prefix)
    if not blob.url or is_absolute(inside) or inside.split("/", 1)[0] == "..":
        return ""
    url = f"{blob.url}/{uri(inside)}#L{line}"
    return url if len(url) <= _LONGEST_LINK else ""


@lru_cache(maxsize=16)
def uri(path: str) -> str:
    """A path as a URI reference: relative, or with the scheme `file` (RFC 3986, RFC 8089)."""
    from urllib.parse import quote

    try:  # the bytes of a name that is no UTF-8
        name = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # of Windows, whose names may hold any surrogate
        name = path.encode("utf-8", "surrogatepass")
    quoted = quote(name, safe="/")
    if path.startswith("/"):
        return f"file://{quoted}"
    if is_absolute(path):
        return f"file:///{quoted.replace('%3A', ':', 1)}"
    return quoted
