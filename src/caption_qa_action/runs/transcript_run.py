"""Orders sent, jobs asked for, items that have ended: nothing that is known is ordered a second time."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from caption_qa_action.core.errors import BadReply, EngineError, QuotaExceeded, Refused, UsageError
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.text import plural, quote
from caption_qa_action.runs.transcripts import FAILED, HAVE, UNCERTAIN, Folder

if TYPE_CHECKING:
    from caption_qa_action.clients.tokcaption import Item, Job, Order, TokCaption

# Jobs that are waited for at once; our choice.
_IN_FLIGHT = 10
# "use a sensible interval such as every 1-2 seconds": the API's page.
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 2.0
# The key is wrong, or may not do this: that holds for every other order as well.
_OF_EVERY_ORDER = (401, 403)
# Why an order that may have been taken, or was, is not sent: nobody pays for it twice unasked.
_UNCERTAIN = "it may be ordered already: an earlier run got no answer that names a job"
_ANEW = "--order-again sends the same order once more"


class Outcome(NamedTuple):
    """What came of an order: an item that has ended, or a reason; or, `is_known`, what the folder has already."""

    order: Order
    job_id: str = ""
    item: Item | None = None
    reason: str = ""
    is_known: bool = False


class _Waiting(NamedTuple):
    order: Order
    job: Job
    deadline: float


def outcomes(
    client: TokCaption,
    orders: Sequence[Order],
    folder: Folder,
    *,
    seconds: float,
    watch: Callable[[int, int], None],
    order_again: bool = False,
    pauses: tuple[float, float] = (_FIRST_PAUSE, _LONGEST_PAUSE),
) -> Iterator[Outcome]:
    """What comes of each order, as it comes. `watch` gets how many have ended, of how many.

    A job that has not ended after `seconds` is left alone; the same command finds it later. An order that may have
    been sent by a run which ended before the answer came is sent once more only with `order_again`.
    """
    run = _Run(client, folder, seconds, order_again=order_again)
    left = deque(orders)
    waiting: list[_Waiting] = []
    pause, ended = pauses[0], 0
    while left or waiting:
        while left and len(waiting) < _IN_FLIGHT:
            begun = run.begin(left.popleft())
            if isinstance(begun, Outcome):
                ended += 1
                yield begun
            else:
                waiting.append(begun)
        still = []
        for each in waiting:
            outcome = run.outcome_of(each)
            if outcome is None:
                still.append(each)
            else:
                ended += 1
                yield outcome
        watch(ended, len(orders))
        waiting = []
        if still:
            time.sleep(pause)
            pause = min(pause * 1.2, pauses[1])
        for each in still:
            asked = run.ask(each)
            if isinstance(asked, Outcome):
                ended += 1
                yield asked
            else:
                waiting.append(asked)


class _Run:
    """The orders of one run; once the quota is used up, none is sent any more."""

    def __init__(
        self, client: TokCaption, folder: Folder, seconds: float, *, order_again: bool
    ) -> None:
        self._client = client
        self._order_again = order_again
        self._folder = folder
        self._seconds = seconds
        self._stopped = ""

    def begin(self, order: Order) -> _Waiting | Outcome:
        """The job of an order: the one that the folder knows, or a new one; or why there is none."""
        known = self._folder.known(order)
        if known.state == HAVE:
            return Outcome(order, is_known=True)
        if known.state == FAILED:
            return Outcome(order, reason=f"{known.reason}; to order it anew: --again WORD")
        if known.state == UNCERTAIN and not self._order_again:
            return Outcome(order, reason=f"{_UNCERTAIN}; {_ANEW}")
        try:
            job = self._job(order, known.job_id)
        except (EngineError, UsageError) as error:  # the latter for a job that no address can name
            of_every = isinstance(error, Refused) and error.status in _OF_EVERY_ORDER
            if isinstance(error, QuotaExceeded) or of_every:
                self._stopped = str(error)
            return Outcome(order, reason=str(error))
        if job is None:
            return Outcome(order, reason=f"not ordered: {self._stopped}")
        self._folder.remember_order(order, job.job_id)
        return _Waiting(order, job, time.monotonic() + self._seconds)

    def _job(self, order: Order, job_id: str) -> Job | None:
        if job_id:
            try:
                return self._client.job(job_id)
            except Refused as error:
                if error.status != 404:
                    raise
                if not self._order_again:
                    error.message += f"; {_ANEW}"
                    raise
        return None if self._stopped else self._submit(order)

    def _submit(self, order: Order) -> Job:
        """Send an order, which the folder knows before the service does."""
        withdraw = self._folder.announce(order)
        try:
            return self._client.submit(order)
        except EngineError as error:
            # An answer that cannot be read may have been about a job.
            if not (error.may_be_done or isinstance(error, BadReply)):
                withdraw()
            raise
        except UsageError:
            withdraw()
            raise

    def ask(self, waiting: _Waiting) -> _Waiting | Outcome:
        """How a job is getting on."""
        try:
            job = self._client.job(waiting.job.job_id)
        except (EngineError, UsageError) as error:
            return Outcome(waiting.order, waiting.job.job_id, reason=str(error))
        if not job.job_id:
            job = job.model_copy(update={"job_id": waiting.job.job_id})
        return waiting._replace(job=job)

    def outcome_of(self, waiting: _Waiting) -> Outcome | None:
        """What came of a job; None while something is to come, whatever it says of itself as a whole."""
        order, job = waiting.order, waiting.job
        item = _item_of(job, order.url)
        if item is not None and item.ended:
            return Outcome(order, job.job_id, item)
        if item is None and job.ended:
            return Outcome(order, job.job_id, reason="the answer does not tell of this video")
        if not job.job_id:
            reason = f"the answer is {quote(job.status)} and names no job to ask for"
            return Outcome(order, reason=reason)
        if time.monotonic() < waiting.deadline:
            return None
        status = item.status if item is not None and job.ended else job.status
        return Outcome(
            order,
            job.job_id,
            reason=f"job {quote(job.job_id)} is still {quote(status)} after "
            f"{plural(round(self._seconds), 'second')}; run the same command again later, it finds "
            "the job and costs nothing",
        )


def _item_of(job: Job, url: str) -> Item | None:
    """The item of a video in its job, which has no other."""
    named = [item for item in job.items if item.input_url == url]
    unnamed = [item for item in job.items if not item.input_url]
    return next(iter(named or unnamed or job.items), None)
