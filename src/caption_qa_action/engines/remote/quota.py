"""What an account may still ask a server today, and what becomes of files beyond that."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from caption_qa_action.core.errors import (
    BadReply,
    QuotaExceeded,
    Refused,
    TimedOut,
    Unavailable,
)
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.text import plural, printable

if TYPE_CHECKING:
    from caption_qa_action.clients.captionpass import CaptionPass
    from caption_qa_action.pipeline import Job
    from caption_qa_action.workspace.discover import File

# Policies besides `fail`: what the quota does not suffice for is checked by the bundled engine, or is
# left out where it has not changed.
BUNDLED, CHANGED_ONLY = "bundled", "changed-only"


class Quota(NamedTuple):
    """What the server reports about the account; None and `""` where it does not."""

    plan: str = ""
    cap: int | None = None
    remaining: int | None = None

    def describe(self) -> str:
        """The quota in words."""
        plan = f"plan {printable(self.plan[:40])}" if self.plan else "plan not known"
        if self.remaining is None:
            return f"{plan}, quota not known"
        of = "" if self.cap is None else f" of {self.cap}"
        return f"{plan}, {self.remaining}{of} runs left today (UTC)"


class Ration(NamedTuple):
    """What becomes of the answers that the quota does not suffice for, by their keys.

    `notice` reports it to whoever reads a report.
    """

    bundled: frozenset[str] = frozenset()
    unchanged: frozenset[str] = frozenset()
    notice: str = ""


def read_quota(client: CaptionPass, notify: Callable[[str], None]) -> Quota | None:
    """What is left, as far as the key may know; None where the server gives no answer.

    Raises EngineError for a key that is refused.
    """
    for ask in (_of_account, _of_usage):
        try:
            return ask(client)
        except Refused as error:
            if error.status == 401:
                raise
        except (Unavailable, TimedOut, BadReply) as error:
            if error.status:  # what does not answer at all is reported with the first file
                notify(f"warning: {error.message}")
            return None
    notify("the key may not read the quota: it lacks the scopes account:read and usage:read")
    return Quota()


def _of_account(client: CaptionPass) -> Quota:
    me = client.me()
    quotas = me.quotas
    if quotas is None:
        return Quota(me.tier)
    return Quota(me.tier, quotas.v1_daily_success_cap, quotas.remaining_today)


def _of_usage(client: CaptionPass) -> Quota:
    usage = client.usage()
    return Quota("", usage.cap, usage.remaining_today)


def ration(
    wanted: Mapping[str, Job],
    remaining: int,
    policy: str,
    host: str,
    is_changed: Callable[[File], bool],
) -> Ration:
    """What becomes of files, by the keys of their answers, when there are more than runs.

    Raises QuotaExceeded where the policy is to fail, or does not help.
    """
    shortage = (
        f"the quota of {host} does not suffice: {plural(len(wanted), 'file')} to ask "
        f"about, {plural(remaining, 'run')} left today (UTC)"
    )
    if policy == BUNDLED:
        bundled = frozenset(list(wanted)[remaining:])
        names = _some([wanted[key].file.path for key in bundled])
        notice = f"{shortage}; checked by the bundled engine instead: {names}"
        return Ration(bundled=bundled, notice=notice)
    if policy == CHANGED_ONLY:
        unchanged = frozenset(key for key, job in wanted.items() if not is_changed(job.file))
        changed = len(wanted) - len(unchanged)
        if changed <= remaining:
            left_out = plural(len(unchanged), "unchanged file")
            return Ration(unchanged=unchanged, notice=f"{shortage}; not checked: {left_out}")
        shortage += f", and {plural(changed, 'file')} changed"
    raise QuotaExceeded(
        "", f"{shortage}; check fewer files, or choose --quota-policy bundled; nothing was asked"
    )


def _some(names: Sequence[str]) -> str:
    shown = [printable(name) for name in sorted(names)[:5]]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")
