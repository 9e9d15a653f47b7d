"""Answers that are remembered: the same file, name, preset and profile have the same answer."""

from __future__ import annotations

import hashlib
from collections import OrderedDict

from caption_qa_action.server.work import Answer, Job

# Whatever else happened may be another time.
_REMEMBERED = ("", "processing_failed")


class Answers:
    """The newest answers, in as many bytes as they may take; what is asked for again stays longest."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._kept: OrderedDict[bytes, Answer] = OrderedDict()

    def find(self, job: Job) -> Answer | None:
        """The answer to a job, if it was given lately."""
        key = _key(job)
        answer = self._kept.get(key)
        if answer is not None:
            self._kept.move_to_end(key)
        return answer

    def keep(self, job: Job, answer: Answer) -> None:
        """Remember an answer that follows from the job alone."""
        key, size = _key(job), _size(answer)
        is_settled = answer.code in _REMEMBERED and (not answer.code or len(answer.body) > 2)
        if not is_settled or size > self._most_bytes // 4 or key in self._kept:
            return
        self._kept[key] = answer
        self._bytes += size
        while self._bytes > self._most_bytes:
            _, oldest = self._kept.popitem(last=False)
            self._bytes -= _size(oldest)


def _key(job: Job) -> bytes:
    digest = hashlib.sha256()
    for part in (job.name, job.preset, job.profile, str(job.answer_bytes)):
        encoded = part.encode("utf-8", "surrogatepass")
        digest.update(len(encoded).to_bytes(8, "big") + encoded)
    digest.update(job.data)
    return digest.digest()


def _size(answer: Answer) -> int:
    # What a key and its entry take besides.
    return len(answer.body) + len(answer.message) + 500
