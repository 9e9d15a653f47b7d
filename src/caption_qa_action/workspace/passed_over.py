"""What was found in folders and is not taken, counted by suffix."""

from __future__ import annotations

from collections import Counter

from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.text import plural


class PassedOver(NamedTuple):
    """How many files of a folder were passed over by their first bytes, by suffix.

    `named_only` hold captions in a format that is not looked for under their suffix.
    """

    others: Counter[str]
    named_only: Counter[str]

    def lines(self, what_is_done: str, *, is_whole: bool = False) -> list[str]:
        """What to report of them: those with captions, and with `is_whole` those without as well.

        `what_is_done` is done only with those that are named, such as `checked`.
        """
        only = f"with captions that are {what_is_done} only where they are named"
        return [
            f"passed over: {plural(counted.total(), 'file')} {what} "
            f"({', '.join(f'{number} {suffix}' for suffix, number in sorted(counted.items()))})"
            for counted, what in ((self.others, "without captions"), (self.named_only, only))
            if counted and (is_whole or counted is self.named_only)
        ]
