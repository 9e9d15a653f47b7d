"""Serve the CaptionPass API v1 over the engine in this package, for those who keep captions in house.

It listens on this machine alone unless --host says otherwise; for others, give it a certificate or put
it behind a proxy that has one. Keys are made with `caption-qa serve keys create --name CI`; without one
nobody gets an answer. Needs the extra `serve`.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable

from caption_qa_action.cli import _serve_keys, _serve_plans, _serve_projects
from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.text import printable
from caption_qa_action.server.contract import DAILY_CAP, Limits

SUMMARY = "serve the API to programs, with keys and quota"
DATABASE = "caption-qa-serve.db"
_COMMANDS = {"keys": _serve_keys, "plans": _serve_plans, "projects": _serve_projects}
_LIMITS = Limits()
_MB = 1024 * 1024
_INSTALL = (
    "pip install 'caption-qa-action[serve] @ git+https://github.com/caption-qa/caption-qa-action'"
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Where to listen, what is allowed, and the keys."""
    parser.usage = (
        "caption-qa serve [--host HOST] [--port PORT] [--db FILE] [OPTIONS]\n"
        "       caption-qa serve keys {create,list,plan,revoke} [--db FILE] ...\n"
        "       caption-qa serve plans [--plans FILE] [--json]\n"
        "       caption-qa serve projects {list,show,delete} [--db FILE] ..."
    )
    add = parser.add_argument
    add("--host", default="127.0.0.1", help="the address to listen on (default: 127.0.0.1)")
    add("--port", type=_port, default=8000, help="the port; 0 takes a free one (default: 8000)")
    add("--db", metavar="FILE", default=DATABASE, help=f"the database (default: {DATABASE})")
    add(
        "--plans", metavar="FILE", default="", help="plans of keys (YAML); see docs/guides/serve.md"
    )
    add("--tls-cert", metavar="FILE", default="", help="serve https with this certificate (PEM)")
    add("--tls-key", metavar="FILE", default="", help="its private key (PEM)")
    for option, lowest, value, text in (
        ("--daily-cap", 0, DAILY_CAP, "successful runs a UTC day"),
        ("--burst", 0, _LIMITS.burst, "requests of one key within ten seconds; 0 is no limit"),
        ("--workers", 1, _cores(), "processes that check"),
        ("--requests", 1, _LIMITS.requests, "files that arrive, wait or are checked at once"),
        ("--body-seconds", 1, int(_LIMITS.body_seconds), "how long a file may take to arrive"),
        ("--work-seconds", 1, int(_LIMITS.work_seconds), "how long a file may be worked on"),
        ("--webhook-wait", 1, int(_LIMITS.webhook_wait), "when a receipt is sent again, at first"),
        ("--media-mb", 1, _LIMITS.media_bytes // _MB, "how large a video may be"),
        ("--jobs", 1, _LIMITS.jobs, "videos that are worked on at once"),
        ("--job-seconds", 1, int(_LIMITS.job_seconds), "how long a video may be worked on"),
        (
            "--keep-hours",
            1,
            int(_LIMITS.keep_seconds) // 3600,
            "how long videos and what is made are kept",
        ),
        ("--answer-mb", 1, _LIMITS.answer_bytes // _MB, "how large an answer may be"),
        ("--cache-mb", 0, _LIMITS.cache_bytes // _MB, "memory for answers that are remembered"),
        ("--memory-mb", 1, _LIMITS.memory_bytes // _MB, "memory that a file may take, on Linux"),
    ):
        add(
            option,
            metavar="N",
            type=_at_least(lowest),
            default=value,
            help=f"{text} (default: {value})",
        )
    add(
        "--webhook-private",
        action="store_true",
        help="send receipts to addresses that are not public, too",
    )
    actions = parser.add_subparsers(
        prog="caption-qa serve",  # else the usage of `serve`, of some lines, begins every message
        dest="action",
        metavar="{keys,plans,projects}",
        help="manage keys and projects; show plans",
    )
    for each in _COMMANDS.values():
        each.configure(actions)


def run(arguments: argparse.Namespace) -> int:
    """Serve until a signal ends it, or do what a command of it does."""
    if arguments.action:
        run_command: Callable[[argparse.Namespace], int] = _COMMANDS[arguments.action].run
        return run_command(arguments)
    if bool(arguments.tls_cert) != bool(arguments.tls_key):
        raise UsageError("--tls-cert and --tls-key belong together")
    _require_extra()
    from caption_qa_action.server.plans import built_in, read_plans
    from caption_qa_action.server.run import Address, serve
    from caption_qa_action.server.store import Store

    cap = arguments.daily_cap
    plans = read_plans(arguments.plans, cap) if arguments.plans else built_in(cap)
    store = Store(arguments.db)
    try:
        if all(key.revoked_at for key in store.every_key()):
            print(
                "caption-qa serve: there is no key yet; to make one for this database: "
                f"caption-qa serve keys create --name CI --db {printable(arguments.db)}",
                file=sys.stderr,
            )
        address = Address(arguments.host, arguments.port, arguments.tls_cert, arguments.tls_key)
        serve(store, _limits(arguments), plans, address, listening=_listening)
    finally:
        store.close()
    return 0


def _limits(arguments: argparse.Namespace) -> Limits:
    return Limits(
        burst=arguments.burst,
        workers=arguments.workers,
        requests=arguments.requests,
        body_seconds=arguments.body_seconds,
        work_seconds=arguments.work_seconds,
        webhook_wait=arguments.webhook_wait,
        webhook_private=arguments.webhook_private,
        media_bytes=arguments.media_mb * _MB,
        jobs=arguments.jobs,
        job_seconds=arguments.job_seconds,
        keep_seconds=arguments.keep_hours * 3600,
        answer_bytes=arguments.answer_mb * _MB,
        cache_bytes=arguments.cache_mb * _MB,
        memory_bytes=arguments.memory_mb * _MB,
    )


def _cores() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _require_extra() -> None:
    """Raise UsageError when what the server is built on is not installed."""
    from importlib.util import find_spec

    missing = [name for name in ("fastapi", "uvicorn", "python_multipart") if not find_spec(name)]
    if missing:
        raise UsageError(f"serve needs {', '.join(missing)}: {_INSTALL}")


def _listening(url: str) -> None:
    print(f"caption-qa serve: listening on {url}", flush=True)


def _at_least(lowest: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        value = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
        if value < lowest:
            raise argparse.ArgumentTypeError(f"must be a whole number from {lowest}")
        return value

    return number


def _port(text: str) -> int:
    port = _at_least(0)(text)
    if port > 65535:
        raise argparse.ArgumentTypeError("must be a port from 0 to 65535")
    return port
