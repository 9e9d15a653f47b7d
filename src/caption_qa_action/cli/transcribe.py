"""Fetch the transcripts of TikTok videos, write them beside a record of their origin, and check them.

The key is taken from TOKCAPTION_API_KEY, or a bearer token from TOKCAPTION_TOKEN. Running the same command
again costs nothing: what is in the record is not ordered a second time. Captions among what comes are
checked as by caption-qa check; a plain transcript has no times, so there is nothing to check in it.

A manifest has one address a line, or is YAML or JSON:

  output-language: en
  also-translate-to: [es]
  urls:
    - https://www.tiktok.com/@creator/video/1234567890
"""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from caption_qa_action.cli._numbers import positive
from caption_qa_action.cli._terminal import say
from caption_qa_action.core.errors import FileError
from caption_qa_action.core.text import plural, printable, quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caption_qa_action.clients.tokcaption import Item, Order
    from caption_qa_action.runs.transcript_run import Outcome
    from caption_qa_action.runs.transcripts import Folder, Written

SUMMARY = "fetch the transcripts of TikTok videos and check them"


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of a transcription."""
    parser.usage = "caption-qa transcribe (URL... | --manifest FILE) [OPTIONS]"
    parser.add_argument("urls", metavar="URL", nargs="*", help="addresses of TikTok videos")
    add = parser.add_argument_group("what is asked for").add_argument
    add("--manifest", metavar="FILE", help="read the addresses from a file; - is standard input")
    add("--output-language", metavar="TAG", help="the language of the transcripts, such as en")
    add("--translate-to", metavar="TAGS", action="append", help="translations as well: es,fr")
    add("--assets", action="store_true", help="ask for caption files to download as well")
    add(
        "--again",
        metavar="WORD",
        default="",
        help="order anew what failed before, under this word; costs again",
    )
    add(
        "--order-again",
        action="store_true",
        help="send again, under the same key, what an interrupted run may have ordered already",
    )
    add(
        "--strict",
        action="store_true",
        help="fail where a translation or a file that was asked for did not come",
    )
    add = parser.add_argument_group("where it goes").add_argument
    add(
        "--out-dir",
        metavar="FOLDER",
        help="where to write (default: the manifest's folder, or transcripts/)",
    )
    add(
        "--force",
        action="store_true",
        help="replace files that were edited since they were written",
    )
    add = parser.add_argument_group("the service").add_argument
    add("--api-url", metavar="URL", help="another server (default: https://www.tokcaption.com)")
    add(
        "--timeout",
        metavar="SECONDS",
        type=positive,
        default=600,
        help="how long to wait for one job (default: 600)",
    )
    add = parser.add_argument_group("checks and output").add_argument
    add("--preset", metavar="NAME", default="tiktok", help="check for it (default: tiktok)")
    add("--no-check", action="store_true", help="only fetch")
    add(
        "--json", action="store_true", help="print the record as JSON; reports go to standard error"
    )


def run(arguments: argparse.Namespace) -> int:
    """Order, wait, write, check; the exit code."""
    from caption_qa_action.clients.address import api_address
    from caption_qa_action.clients.tokcaption import ADDRESS, TokCaption, credential
    from caption_qa_action.runs.transcript_orders import orders_of
    from caption_qa_action.runs.transcript_run import outcomes
    from caption_qa_action.runs.transcripts import Folder

    orders = orders_of(
        arguments.urls,
        arguments.manifest or "",
        output_language=arguments.output_language or "",
        translations=_split(arguments.translate_to),
        assets=arguments.assets,
        again=arguments.again,
    )
    address = api_address(arguments.api_url or ADDRESS)
    folder = Folder(_out_dir(arguments), force=arguments.force)
    results = _Results(folder, address, quiet=arguments.json, strict=arguments.strict)
    with TokCaption(address, credential(), notice=say) as client:
        found = outcomes(
            client,
            orders,
            folder,
            seconds=arguments.timeout,
            watch=results.watch,
            order_again=arguments.order_again,
        )
        try:
            for outcome in found:
                results.take(outcome)
        finally:
            results.finish()
    if arguments.json:
        from caption_qa_action.cli._json import print_json

        print_json(folder.record())
    code = 0 if arguments.no_check else _check(results.captions, arguments)
    return 2 if results.failed else code


def _split(values: Sequence[str] | None) -> list[str]:
    """Comma separated values of a repeated option, in order."""
    return [item.strip() for value in values or () for item in value.split(",") if item.strip()]


def _out_dir(arguments: argparse.Namespace) -> str:
    if arguments.out_dir:
        return str(arguments.out_dir)
    if arguments.manifest and arguments.manifest != "-":
        return os.path.dirname(str(arguments.manifest))
    return "transcripts"


class _Results:
    """What came of each video, printed as it comes."""

    def __init__(self, folder: Folder, address: str, *, quiet: bool, strict: bool) -> None:
        self._folder = folder
        self._address = address
        self._strict = strict
        self._out = sys.stderr if quiet else sys.stdout
        self._counts = {"written": 0, "unchanged": 0, "kept": 0}
        self._done = 0
        self._shown = ""
        self.failed = 0
        self.captions: list[str] = []

    def watch(self, ended: int, number: int) -> None:
        """Show how far the orders are."""
        if sys.stderr.isatty():
            self._shown = f"transcribing: {ended} of {plural(number, 'video')}"
            print(f"\r\x1b[K{self._shown}", end="", file=sys.stderr, flush=True)

    def take(self, outcome: Outcome) -> None:
        """Write what came of an order, or say why nothing did."""
        url = outcome.order.url
        if outcome.is_known:
            self._take_known(outcome.order)
        elif outcome.item is None:
            self._fail(url, outcome.reason)
        elif outcome.item.status != "completed":
            item = outcome.item
            self._folder.remember(outcome.order, outcome.job_id, item, [])
            reason = ": ".join(part for part in (item.error_code, item.error_message) if part)
            self._fail(url, reason or f"its status is {quote(item.status)}")
        else:
            self._take_item(outcome.order, outcome.job_id, outcome.item)

    def _take_known(self, order: Order) -> None:
        """Count a video whose transcript is there; its captions are checked as those that come."""
        url = order.url
        paths = self._folder.files(order)
        self._counts["unchanged"] += len(paths)
        self.captions += [path for path in paths if not path.endswith(".txt")]
        self._print(f"{url}: is there already")
        self._done += 1
        did_not_come = self._folder.missing(order)
        self._tell_missing(url, [each for each in _missing(order, ()) if each in did_not_come])

    def _fail(self, url: str, reason: str) -> None:
        """Count a video without a transcript."""
        self.failed += 1
        self._print(f"{url}: not transcribed: {reason}")

    def _take_item(self, order: Order, job_id: str, item: Item) -> None:
        """Write what came of a video."""
        url = order.url
        files: list[Written] = []
        troubles = 0
        for written in self._folder.write(url, item, self._fetch):
            if isinstance(written, FileError):
                troubles += 1
                self._print(f"{url}: {written.message}")
                continue
            files.append(written)
            self._count(written)
        missing = _missing(order, files)
        self._folder.remember(order, job_id, item, files, missing, incomplete=troubles > 0)
        if troubles or not files:
            self.failed += 1
            if not troubles:
                self._print(f"{url}: not transcribed: the answer has no text")
        else:
            self._done += 1
            self._tell_missing(url, missing)

    def _tell_missing(self, url: str, missing: Sequence[str]) -> None:
        for each in missing:
            self._print(f"{url}: {each} did not come")
        if missing and self._strict:
            self.failed += 1
            self._done -= 1

    def _count(self, written: Written) -> None:
        self._counts[written.state] += 1
        if written.captions:
            self.captions.append(written.path)
        why = " (edited since; --force replaces it)" if written.state == "kept" else ""
        self._print(f"{written.path}: {written.state}{why}")

    def _fetch(self, url: str) -> bytes:
        from caption_qa_action.clients.tokcaption import fetch

        return fetch(url, near=self._address)

    def finish(self) -> None:
        """Save the record, and print what it all came to."""
        if not (self._done or self.failed):
            return
        self._folder.save()
        counts = ", ".join(f"{number} {state}" for state, number in self._counts.items())
        videos = plural(self._done + self.failed, "video")
        self._print(f"{videos}: {self._done} transcribed, {self.failed} failed; files: {counts}")

    def _print(self, text: str) -> None:
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
            self._shown = ""
        print(printable(text), file=self._out, flush=True)


def _missing(order: Order, files: Sequence[Written]) -> list[str]:
    """What was ordered and did not come."""
    from caption_qa_action.core.filenames import same_language

    came = [file.content.language for file in files if file.content.kind == "translation"]
    missing = [
        f"the translation to {tag}"
        for tag in order.also_translate_to
        if not any(same_language(tag, language) for language in came)
    ]
    if order.include_download_assets and not any(file.content.kind == "asset" for file in files):
        missing.append("a caption file to download")
    return missing


def _check(captions: list[str], arguments: argparse.Namespace) -> int:
    """Check the caption files as `caption-qa check` does; its exit code."""
    if not captions:
        say("no captions with times came, so there is nothing to check")
        return 0
    from contextlib import nullcontext, redirect_stdout

    from caption_qa_action.cli import main

    with redirect_stdout(sys.stderr) if arguments.json else nullcontext():
        return main(["check", "--preset", arguments.preset, "--", *captions])
