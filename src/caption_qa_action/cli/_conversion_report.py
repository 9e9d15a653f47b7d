"""What a conversion reports: lines on standard error, or JSON on standard output."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caption_qa_action.cli._terminal import print_beside
from caption_qa_action.core.errors import FileError, WriteError
from caption_qa_action.core.text import plural, quote
from caption_qa_action.core.timeline import CHANGES, GUESSES, Loss
from caption_qa_action.runs.conversions import STDOUT, Conversion

if TYPE_CHECKING:
    from caption_qa_action.runs.convert import Converted
    from caption_qa_action.workspace.discover import File

_TITLES = {"webvtt": "WebVTT"}
_PROBLEMS_SHOWN = 5


class Report:
    """Counts the conversions of a run and reports each."""

    __slots__ = (
        "target",
        "converted",
        "failed",
        "skipped",
        "cues",
        "losses",
        "quiet",
        "_records",
        "_as_json",
    )

    def __init__(self, target: str, skipped: int, *, quiet: bool, as_json: bool) -> None:
        self.target = target
        self.skipped = skipped
        self.quiet = quiet
        self.converted = 0
        self.failed = 0
        self.cues = 0
        self.losses = 0
        self._as_json = as_json
        self._records: list[dict[str, object]] = []

    def add(self, conversion: Conversion, converted: Converted) -> None:
        """Report a file that was converted."""
        self.converted += 1
        self.cues += converted.cues
        self.losses += sum(loss.number for loss in converted.losses)
        warnings = [*_problems(converted), *_losses(converted, self.target)]
        if self._as_json:
            self._records.append(_record(conversion, converted, warnings))
        elif not self.quiet:
            for code, message in warnings:
                _say(f"{conversion.file.path}: warning[{code}] {message}")

    def add_skipped(self, file: File) -> None:
        """Report a file of a folder that is not converted."""
        self.skipped += 1
        if self._as_json:
            record: dict[str, object] = {
                "path": file.path,
                "status": "skipped",
                "reason": file.skip_reason,
            }
            self._records.append(record)
        elif not self.quiet:
            _say(f"{file.path}: skipped: {file.skip_reason}")

    def add_failure(self, conversion: Conversion, error: FileError) -> None:
        """Report a file that was not."""
        self.failed += 1
        path = conversion.file.path
        reason = error.message
        if isinstance(error, WriteError):
            reason = f"{quote(error.path, 200)} {reason}"
        if self._as_json:
            self._records.append({"path": path, "status": "failed", "reason": reason})
        else:
            _say(f"{path}: not converted: {reason}")

    def finish(self) -> None:
        """Report the sums."""
        if self._as_json:
            from caption_qa_action.cli._json import print_json

            summary = {
                "converted": self.converted,
                "failed": self.failed,
                "skipped": self.skipped,
                "cues": self.cues,
                "losses": self.losses,
            }
            report = {"format": self.target, "files": self._records, "summary": summary}
            print_json(report)
        elif not self.quiet:
            counts = (
                f"{plural(self.converted, 'file')} converted to {title(self.target)}",
                f"{self.failed} failed",
                f"{self.skipped} skipped",
            )
            sums = f"{plural(self.cues, 'cue')}; {plural(self.losses, 'loss', 'losses')}"
            _say(f"{', '.join(counts)}; {sums}")


def title(format: str) -> str:
    """The name of a format as people write it."""
    return _TITLES.get(format, format.upper())


def _losses(converted: Converted, target: str) -> list[tuple[str, str]]:
    return [("conversion_loss", _loss_message(loss, title(target))) for loss in converted.losses]


def _loss_message(loss: Loss, target: str) -> str:
    shown = f" {quote(loss.shown)}" if loss.shown else ""
    place = f" in cue {loss.cue}" if loss.cue else ""
    done = GUESSES.get(loss.kind) or CHANGES.get(loss.kind)
    what = done or f"{target} cannot hold {loss.kind}"
    if loss.number == 1:
        return f"{what}{':' if done else ''}{shown}{place}"
    first = f", first{shown}{place}" if shown or place else ""
    return f"{what}: {loss.number} in all{first}"


def _problems(converted: Converted) -> list[tuple[str, str]]:
    """What the reader of the result must know about how the file was read."""
    found = [(problem.code, problem.message) for problem in converted.problems]
    if len(found) > _PROBLEMS_SHOWN:
        more = len(found) - _PROBLEMS_SHOWN
        code = found[_PROBLEMS_SHOWN][0]
        found[_PROBLEMS_SHOWN:] = [(code, f"and {more} more; caption-qa check lists them")]
    return found


def _record(
    conversion: Conversion, converted: Converted, warnings: list[tuple[str, str]]
) -> dict[str, object]:
    return {
        "path": conversion.file.path,
        "status": "converted",
        "output": "" if conversion.output == STDOUT else conversion.output,
        "sourceFormat": converted.format,
        "cues": converted.cues,
        "losses": [loss._asdict() for loss in converted.losses],
        "warnings": [{"code": code, "message": message} for code, message in warnings],
    }


def _say(text: str) -> None:
    print_beside(text)
