"""Captions in folders under names that no format of captions has, such as `talk.srt.bak`: counted, and not checked."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Sequence

from caption_qa_action.core.text import plural
from caption_qa_action.workspace.discover import IsExcluded, folder_files, shown, with_folders
from caption_qa_action.workspace.passed_over import PassedOver

# Only so many files are opened, and so much of each is read (chosen): it takes less than a second.
_MOST_FILES, _HEAD_BYTES = 2_000, 4_096
# What is not opened, since it holds no text: pictures, sound, video, archives, programs.
_NO_TEXT = frozenset(
    [
        ".7z",
        ".a",
        ".avif",
        ".bin",
        ".bmp",
        ".bz2",
        ".class",
        ".dll",
        ".dylib",
        ".eot",
        ".exe",
        ".flac",
        ".gif",
        ".gz",
        ".ico",
        ".jar",
        ".jpeg",
        ".jpg",
        ".m4a",
        ".mkv",
        ".mov",
        ".mp3",
        ".mp4",
        ".o",
        ".ogg",
        ".otf",
        ".pdf",
        ".png",
        ".pyc",
        ".rar",
        ".so",
        ".tar",
        ".tgz",
        ".tif",
        ".tiff",
        ".ttf",
        ".wav",
        ".webm",
        ".webp",
        ".woff",
        ".woff2",
        ".xz",
        ".zip",
        ".zst",
    ]
)

# How captions begin: a number or a time, a word that is their header, a tag, a bracket. A program or a page
# that has captions in it begins otherwise.
_BEGINNING = re.compile(
    rb"[\s\xef\xbb\xbf\xff\xfe]*+(?:[0-9]|WEBVTT|Scenarist_SCC|Dialogue:|start[\t,]|[\[{]|<(?!!doctype html|html))",
    re.IGNORECASE,
)


def count_other_names(
    passed_over: PassedOver,
    arguments: Sequence[str],
    *,
    is_excluded: IsExcluded,
    suffixes: Collection[str],
    is_captions: Callable[[bytes], bool],
    gitignore: bool = True,
) -> str:
    """Count what folders hold under a name that has none of the suffixes, and is captions by its first bytes.

    What is to be said of files that were not looked into, as there are too many; `""` where there are none.
    """
    excluded = with_folders(is_excluded)
    looked_at = left = 0
    for folder in filter(os.path.isdir, arguments or (".",)):
        for location, reason in sorted(folder_files(folder, [""], excluded, gitignore)):
            suffix = os.path.splitext(location)[1].lower()
            if reason or suffix in suffixes or suffix in _NO_TEXT or excluded(shown(location)):
                continue
            if looked_at >= _MOST_FILES:
                left += 1
                continue
            looked_at += 1
            head = _head(location)
            if _BEGINNING.match(head.replace(b"\0", b"")) and is_captions(head):
                passed_over.add_captions(location, suffix or "without a suffix")
    if not left:
        return ""
    verb = "was" if left == 1 else "were"
    return f"passed over: {plural(left, 'file')} under other names {verb} not looked into"


def _head(location: str) -> bytes:
    try:
        with open(location, "rb", buffering=0) as file:
            return file.read(_HEAD_BYTES)
    except OSError:
        return b""
