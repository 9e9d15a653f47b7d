"""Which videos are to be transcribed, and how: from the command line and a manifest."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.text import quote

if TYPE_CHECKING:
    from caption_qa_action.clients.tokcaption import Order

_HOST = "tiktok.com"
# Our choice: room for ten thousand addresses.
_MANIFEST_BYTES = 1_000_000
_MANIFEST_KEYS = ("urls", "output-language", "also-translate-to", "include-download-assets")


def orders_of(arguments: argparse.Namespace) -> list[Order]:
    """What is to be ordered, in batches. Raises UsageError."""
    from caption_qa_action.clients.tokcaption import Order

    if bool(arguments.urls) == bool(arguments.manifest):
        raise UsageError("pass addresses of videos, or --manifest FILE")
    manifest: dict[str, Any] = {"urls": arguments.urls}
    if arguments.manifest:
        manifest = _read_manifest(arguments.manifest)
    urls = list(dict.fromkeys(_video(url) for url in manifest["urls"]))
    if not urls:
        raise UsageError(f"{arguments.manifest}: names no videos")
    translations = [
        tag.strip()
        for tags in arguments.translate_to or ()
        for tag in tags.split(",")
        if tag.strip()
    ]
    rest = {
        "output_language": _tag(arguments.output_language or manifest.get("output-language", "")),
        "also_translate_to": tuple(
            _tag(tag) for tag in translations or manifest.get("also-translate-to", ())
        ),
        "include_download_assets": arguments.assets
        or manifest.get("include-download-assets", False),
        "again": arguments.again,
    }
    return [
        Order(tuple(urls[start : start + arguments.batch]), **rest)
        for start in range(0, len(urls), arguments.batch)
    ]


def _video(url: str) -> str:
    """The address of a video. Raises UsageError for any other."""
    import httpx

    try:
        parsed = httpx.URL(url.strip())
    except (httpx.InvalidURL, UnicodeError, ValueError):
        parsed = httpx.URL("")
    host = parsed.host
    if (
        parsed.scheme not in ("http", "https")
        or parsed.userinfo
        or not (host == _HOST or host.endswith("." + _HOST))
        or parsed.path in ("", "/")
    ):
        raise UsageError(
            f"{quote(url, 100)} is no address of a TikTok video, such as "
            "https://www.tiktok.com/@creator/video/1234567890"
        )
    return url.strip()


def _tag(text: str) -> str:
    import re

    if text and not re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}", text):
        raise UsageError(f"{quote(text)} is no language tag, such as en or pt-BR")
    return text


def _read_manifest(path: str) -> dict[str, Any]:
    """A manifest as a dictionary with at least `urls`. Raises UsageError."""
    text = _manifest_text(path)
    lines = [line.strip() for line in text.splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    if all(line.startswith(("https://", "http://")) for line in lines):
        return {"urls": lines}
    import yaml

    try:
        manifest = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        reason = getattr(error, "problem", None) or "it is no YAML"
        raise UsageError(f"{path}{place}: {reason}") from error
    if isinstance(manifest, list):
        manifest = {"urls": manifest}
    if not isinstance(manifest, dict) or "urls" not in manifest:
        raise UsageError(f"{path}: needs a list of addresses under urls")
    for key, value in manifest.items():
        _check_manifest_entry(path, key, value)
    return manifest


def _check_manifest_entry(path: str, key: object, value: object) -> None:
    from caption_qa_action.core.text import nearest

    if key not in _MANIFEST_KEYS:
        hint = nearest(str(key), list(_MANIFEST_KEYS))
        raise UsageError(f"{path}: no key {quote(str(key))}{hint}")
    if key in ("urls", "also-translate-to"):
        fits = isinstance(value, list) and all(isinstance(each, str) for each in value)
        wanted = "a list of texts"
    elif key == "output-language":
        fits, wanted = isinstance(value, str), 'a text, such as "en"'
    else:
        fits, wanted = isinstance(value, bool), "true or false"
    if not fits:
        raise UsageError(f"{path}: {key}: must be {wanted}")


def _manifest_text(path: str) -> str:
    try:
        if path == "-":
            data = sys.stdin.buffer.read(_MANIFEST_BYTES + 1)
        else:
            with open(path, "rb") as file:
                data = file.read(_MANIFEST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: cannot be read: {getattr(error, 'strerror', error)}") from error
    if len(data) > _MANIFEST_BYTES:
        raise UsageError(f"{path}: is larger than a list of videos can be")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: not valid UTF-8 at byte {error.start}") from error
