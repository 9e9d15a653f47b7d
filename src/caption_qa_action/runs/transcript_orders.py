"""Which videos are to be transcribed, and how: as named or as a manifest lists them."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence

from caption_qa_action.core.annotations import TYPE_CHECKING, Any
from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.text import quote

if TYPE_CHECKING:
    from caption_qa_action.clients.tokcaption import Order

_HOST = "tiktok.com"
_NAMED = r"/@([A-Za-z0-9_.]{1,60})/(video|photo)/([0-9]{1,30})/?"
# Our choice: room for ten thousand addresses.
_MANIFEST_BYTES = 1_000_000
_MANIFEST_KEYS = ("urls", "output-language", "also-translate-to", "include-download-assets")


def orders_of(
    urls: Sequence[str],
    manifest: str = "",
    *,
    output_language: str = "",
    translations: Sequence[str] = (),
    assets: bool = False,
    again: str = "",
) -> list[Order]:
    """What is to be ordered, a video each: these, or those of a manifest. Raises UsageError.

    What is given here outweighs what the manifest states.
    """
    from caption_qa_action.clients.tokcaption import Order

    if bool(urls) == bool(manifest):
        raise UsageError("pass addresses of videos, or --manifest FILE")
    stated = _read_manifest(manifest) if manifest else {}
    # However often a video is listed, and however its address is spelled, it is one order.
    videos = list(dict.fromkeys(map(video_address, stated.get("urls", urls))))
    if not videos:
        raise UsageError(f"{manifest}: names no videos")
    language = _tag(output_language or stated.get("output-language", ""))
    also = tuple(sorted(set(map(_tag, translations or stated.get("also-translate-to", ())))))
    assets = assets or stated.get("include-download-assets", False)
    return [Order(video, language, also, assets, again) for video in videos]


def video_address(url: str) -> str:
    """The address of a video, in one spelling where it names the video. Raises UsageError for any other.

    What browsers and apps add to it, such as how the page was found, is left out.
    """
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
    named = re.fullmatch(_NAMED, parsed.path)
    if named:
        return f"https://www.{_HOST}/@{named[1].lower()}/{named[2]}/{named[3]}"
    return url.strip()


def _tag(text: str) -> str:
    """A language tag in its usual spelling (RFC 5646, section 2.1.1). Raises UsageError."""
    if text and not re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}", text):
        raise UsageError(f"{quote(text)} is no language tag, such as en or pt-BR")
    first, *others = text.split("-")
    forms = {2: str.upper, 4: str.title}
    return "-".join([first.lower(), *(forms.get(len(each), str.lower)(each) for each in others)])


def _read_manifest(path: str) -> dict[str, Any]:
    """A manifest as a dictionary with at least `urls`. Raises UsageError."""
    text = _manifest_text(path)
    lines = [line.strip() for line in text.splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    if all(line.startswith(("https://", "http://")) for line in lines):
        return {"urls": lines}
    manifest = _parse_yaml(path, text)
    if isinstance(manifest, list):
        manifest = {"urls": manifest}
    if not isinstance(manifest, dict) or "urls" not in manifest:
        raise UsageError(f"{path}: needs a list of addresses under urls")
    for key, value in manifest.items():
        _check_manifest_entry(path, key, value)
    return manifest


def _parse_yaml(path: str, text: str) -> object:
    import yaml

    try:
        return yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        reason = getattr(error, "problem", None) or "it is no YAML"
        raise UsageError(f"{path}{place}: {reason}") from error


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
