"""What in folders is not taken, by its first bytes, and how much of it there is by suffix."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Collection, Mapping

from caption_qa_action.core.annotations import Self
from caption_qa_action.core.errors import NO_CAPTIONS, why_no_captions
from caption_qa_action.core.inert import one_line
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.text import plural

# With --force-exclude, as hooks give it.
ONLY_NAMED = (
    "other files have this suffix, and by its first bytes it is none of the captions that have it"
)
# For suffixes that other kinds of files have too: whether a file is captions, by its first bytes.
Shared = Mapping[str, Callable[[bytes], bool]]
_HEAD_BYTES = 4096
# Our choice: so many files are named of those that are only counted.
_MOST_NAMES = 3
# Where that does not show it, as much is looked at as when the file is read.
_NAMED_HEAD_BYTES = 65_536


class PassedOver(NamedTuple):
    """How many files of a folder were passed over by their first bytes, by suffix.

    `named_only` hold captions in a format that is not looked for under their suffix; `names` are the first of them.
    """

    others: Counter[str]
    named_only: Counter[str]
    names: list[str]

    @classmethod
    def of_nothing(cls) -> Self:
        """Nothing counted yet."""
        return cls(Counter(), Counter(), [])

    def add_captions(self, location: str, suffix: str) -> None:
        """Count a file that holds captions, and keep its name where it is one of the first."""
        self.named_only[suffix] += 1
        self.names.append(os.path.normpath(location).replace(os.sep, "/"))
        self.names.sort()  # in which order a folder has its files, is chance
        del self.names[_MOST_NAMES:]

    def lines(self, what_is_done: str, *, is_whole: bool = False) -> list[str]:
        """What to report of them: those with captions, and with `is_whole` those without as well.

        `what_is_done` is done only with those that are named, such as `checked`.
        """
        only = f"with captions that are {what_is_done} only where they are named"
        left = self.named_only.total() - len(self.names)
        names = f": {', '.join(map(one_line, self.names))}{f' and {left} more' if left else ''}"
        return [
            f"passed over: {plural(counted.total(), 'file')} {what} "
            f"({', '.join(f'{number} {suffix}' for suffix, number in sorted(counted.items()))}){end}"
            for counted, what, end in (
                (self.others, "without captions", ""),
                (self.named_only, only, names),
            )
            if counted and (is_whole or counted is self.named_only)
        ]


class Denied(NamedTuple):
    """What becomes of files whose first bytes show that they hold no captions."""

    mostly_captions: Collection[str]
    is_captions: Callable[[bytes], bool] | None
    passed_over: PassedOver | None

    def add_up(self, location: str, suffix: str) -> None:
        if self.passed_over is not None:
            if self.is_captions is not None and _begins(location, self.is_captions):
                self.passed_over.add_captions(location, suffix)
            else:
                self.passed_over.others[suffix] += 1


def holds_captions(location: str, shared: Shared) -> bool:
    """Whether the first bytes of a file show it; True for a suffix that only captions have."""
    claim = shared.get(os.path.splitext(location)[1].lower())
    return claim is None or _begins(location, claim)


def why_not(location: str) -> str:
    """Why a file is skipped that holds no captions."""
    try:
        with open(location, "rb", buffering=0) as file:
            return why_no_captions(file.read(_HEAD_BYTES))
    except OSError:
        return NO_CAPTIONS


def _begins(location: str, claim: Callable[[bytes], bool]) -> bool:
    try:
        with open(location, "rb", buffering=0) as file:
            head = file.read(_HEAD_BYTES)
            if claim(head):
                return True
            # A prologue may be longer, and recognisers of speech write the whole text before the first time.
            rest = file.read(_NAMED_HEAD_BYTES - _HEAD_BYTES) if len(head) == _HEAD_BYTES else b""
            return bool(rest) and claim(head + rest)
    except OSError:
        return False


def why_denied(
    location: str,
    shared: Shared,
    is_captions: Callable[[bytes], bool],
    mostly_captions: Collection[str],
    *,
    as_in_folders: bool,
) -> str:
    """Why a named file with a suffix of several kinds of files is skipped, by its first bytes; `""` where it is not.

    Whoever names a file means it; a hook names whatever is committed, of which only that is taken which a
    folder would show, and nothing is expected of other kinds of files than those in `mostly_captions`.
    """
    # What is no regular file is not even opened, and what cannot be read fails when it is checked.
    suffix = os.path.splitext(location)[1].lower()
    if suffix not in shared or not os.path.isfile(location):
        return ""
    try:
        with open(location, "rb", buffering=0) as file:
            head = file.read(_NAMED_HEAD_BYTES)
    except OSError:
        return ""
    if not is_captions(head) and not (as_in_folders and suffix not in mostly_captions):
        return why_no_captions(head)
    return ONLY_NAMED if as_in_folders and not holds_captions(location, shared) else ""
