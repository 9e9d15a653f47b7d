"""Where an API may be: https, or http on this machine alone."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

from caption_qa_action.core.errors import BadReply, UsageError
from caption_qa_action.core.text import quote

if TYPE_CHECKING:
    import httpx


def api_address(url: str, *, option: str = "--api-url") -> str:
    """A base address in the form in which paths can be appended. Raises UsageError.

    A key travels with every request, so plain http is for loopback addresses alone; a name and
    password in the address would end up in logs.
    """
    import httpx

    text = url.strip().rstrip("/").removesuffix("/api/v1")
    try:
        fault = _fault(httpx.URL(text), url)
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise UsageError(f"{option}: {quote(url, 100)} is no address ({error})") from error
    if fault:
        raise UsageError(f"{option}: {fault}")
    return text


def _fault(parsed: httpx.URL, url: str) -> str:
    """Why an address is not taken; `""` for one that is."""
    host = parsed.host
    nowhere = not host or any(sign in host for sign in " %\\") or (parsed.port or 0) > 65_535
    if parsed.scheme not in ("http", "https") or nowhere:
        return f"must be like https://captions.example.org, not {quote(url)}"
    if parsed.userinfo:
        return "no user name or password belongs in the address"
    if parsed.query or parsed.fragment:
        return f"{quote(url, 100)} has more than a host and a path"
    if parsed.scheme == "http" and not is_loopback(host):
        return (
            f"{quote(url, 100)} would send the key unencrypted; use https "
            "(http is for this machine alone)"
        )
    return ""


def is_loopback(host: str) -> bool:
    """Whether a host is this machine (RFC 6761, section 6.3; RFC 4291, section 2.5.3)."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def path_segment(value: str, what: str) -> str:
    """An identifier as one segment of a path. Raises UsageError for what would lead elsewhere."""
    from urllib.parse import quote as percent_encode

    if not value or value in (".", "..") or not value.isprintable() or len(value) > 200:
        raise UsageError(f"{quote(value)} is no {what}")
    return percent_encode(value, safe="")


def same_origin(one: httpx.URL, other: httpx.URL) -> bool:
    """Whether two addresses are of one server."""
    return (one.scheme, one.host, _port(one)) == (other.scheme, other.host, _port(other))


def split_address(url: str, base: str) -> tuple[str, str]:
    """The path of an address that a server has answered, and its origin where that is another server, else `""`.

    Raises BadReply for one that is neither on the same server nor https.
    """
    import httpx

    try:
        here = httpx.URL(base)
        parsed = here.join(url)
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise BadReply("", f"{quote(url, 100)} is no address ({error})") from error
    path = parsed.raw_path.decode("ascii")
    if same_origin(parsed, here) and not parsed.userinfo:
        return path, ""
    if parsed.scheme != "https" or is_loopback(parsed.host) or parsed.userinfo:
        raise BadReply("", f"{quote(url, 100)} is no https address of another machine")
    return path, f"{parsed.scheme}://{parsed.netloc.decode('ascii')}"


def _port(url: httpx.URL) -> int:
    return url.port or {"http": 80, "https": 443}.get(url.scheme, 0)
