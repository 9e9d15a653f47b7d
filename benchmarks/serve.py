"""Loads `caption-qa serve` on loopback: requests a second, p99, memory over many requests, its end.

    python benchmarks/serve.py [--cues N] [--seconds N] [--requests N] [--workers N] [--source FOLDER]

Each request sends another file, but where it is said that it is the same again, whose answer is remembered.
Needs the extra `serve`. The clients run in the same machine and take their share of its cores.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

from show import table

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.join(os.path.dirname(HERE), "src")
CONNECTIONS = (1, 8, 64)
SAMPLES = 10
_BOUNDARY = "caption-qa-benchmark"
# What stands in the first cue and differs from file to file.
_NUMBER = b"00000000"


class Target(NamedTuple):
    """A server and the request that it gets again and again; where `differs`, with another file each time."""

    port: int
    pid: int
    request: bytes
    numbers: Iterator[int]
    differs: bool = True

    def next_request(self) -> bytes:
        """What is sent next."""
        if not self.differs:
            return self.request
        return self.request.replace(_NUMBER, b"%08d" % next(self.numbers), 1)


class Load(NamedTuple):
    """What came back: the seconds that each answer took, and how many were not 200 or never came."""

    taken: list[float]
    failed: int
    seconds: float


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--cues", type=int, default=1000, help="of the file that is sent (1000)")
    parser.add_argument("--small", type=int, default=20, help="cues while memory is watched (20)")
    parser.add_argument("--seconds", type=float, default=10, help="for each number of connections")
    parser.add_argument("--requests", type=int, default=20_000, help="while memory is watched")
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--cache-mb", help="memory for answers that are remembered")
    parser.add_argument("--source", default=SOURCE, help="the sources of another version to load")
    arguments = parser.parse_args()
    os.environ["PYTHONPATH"] = os.path.abspath(arguments.source)
    with tempfile.TemporaryDirectory(prefix="caption-qa-bench-") as folder:
        key = made_key(folder)
        cache = ["--cache-mb", arguments.cache_mb] if arguments.cache_mb else []
        process, port = started(folder, arguments.workers, cache)
        try:
            asked = request(folder, key, arguments.cues)
            target = Target(port, process.pid, asked, itertools.count(1))
            what = f"{arguments.cues:,} cues a file, {arguments.workers} workers"
            speed(target, arguments.seconds, what)
            again = target._replace(differs=False)
            speed(again, arguments.seconds, f"{what}, the same file again")
            small = target._replace(request=request(folder, key, arguments.small))
            failed = memory(small, arguments.requests, arguments.small)
            lost = shutdown(target, process)
        finally:
            process.kill()
            process.wait()
    return 1 if failed or lost else 0


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "caption_qa_action", *arguments]


def made_key(folder: str) -> str:
    """The secret of a key for the server in a folder."""
    done = subprocess.run(
        command("serve", "keys", "create", "--name", "benchmark"),
        cwd=folder, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout.strip()


def started(folder: str, workers: int, options: list[str]) -> tuple[subprocess.Popen[str], int]:
    """A server without limits that matter here, and its port."""
    with open(os.path.join(folder, "log"), "w", encoding="utf-8") as log:
        process = subprocess.Popen(
            command("serve", "--port", "0", "--burst", "0", "--daily-cap", "999999999",
                    "--requests", "1000", "--workers", str(workers), *options),
            cwd=folder, stdout=subprocess.PIPE, stderr=log, text=True,
        )  # fmt: skip
    assert process.stdout is not None
    return process, int(process.stdout.readline().rpartition(":")[2])


def request(folder: str, key: str, cues: int) -> bytes:
    """The bytes of a request that sends a file of so many cues."""
    path = os.path.join(folder, f"{cues}.srt")
    generate = (sys.executable, os.path.join(HERE, "generate.py"), path, "--cues", str(cues))
    subprocess.run([*generate, "--kind", "clean"], check=True, stdout=subprocess.DEVNULL)
    with open(path, "rb") as file:
        captions = file.read()
    first = captions.index(b"\n", captions.index(b"-->")) + 1
    captions = captions[:first] + b"No " + _NUMBER + b"\n" + captions[captions.index(b"\n\n") + 1 :]
    part = 'Content-Disposition: form-data; name="file"; filename="talk.srt"'
    body = f"--{_BOUNDARY}\r\n{part}\r\n\r\n".encode()
    body += captions + f"\r\n--{_BOUNDARY}--\r\n".encode()
    head = (
        f"POST /api/v1/process HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {key}\r\n"
        f"Content-Type: multipart/form-data; boundary={_BOUNDARY}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def speed(target: Target, seconds: float, what: str) -> None:
    """Requests a second and how long they take, by connections."""
    asyncio.run(load(target, CONNECTIONS[1], lambda sent, passed: passed < 2))  # warm up
    rows = []
    for connections in CONNECTIONS:
        before = processor(target.pid)
        result = asyncio.run(load(target, connections, lambda sent, passed: passed < seconds))
        taken = sorted(result.taken)
        rate = len(taken) / result.seconds
        spent = (processor(target.pid) - before) / max(1, len(taken))
        figures = [f"{rate:.1f}", *(f"{at(taken, share) * 1000:.0f} ms" for share in (0.5, 0.99))]
        figures += [f"{spent * 1000:.0f} ms", str(len(taken)), str(result.failed)]
        rows.append([str(connections), *figures])
    print(f"/process, {what}, {os.cpu_count()} cores\n")
    head = ("connections", "requests/s", "median", "p99", "processor", "answers", "failed")
    table(head, rows)


def at(ordered: list[float], share: float) -> float:
    """The value below which a share of the values lies."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def memory(target: Target, requests: int, cues: int) -> int:
    """Watch the memory of the server and its workers; how many requests failed."""
    step = max(1, requests // SAMPLES)
    rows, failed = [], 0
    began = time.monotonic()
    for number in range(SAMPLES):
        result = asyncio.run(load(target, 8, lambda sent, passed: sent < step))
        failed += result.failed
        server, workers = resident(target.pid)
        rows.append([f"{(number + 1) * step:,}", f"{server:.1f} MB", f"{workers:.1f} MB"])
    took = time.monotonic() - began
    print(f"resident memory, {cues:,} cues a file, {took:.0f} s, {failed} failed\n")
    table(("requests", "server", "workers"), rows)
    return failed


def shutdown(target: Target, process: subprocess.Popen[str]) -> int:
    """End the server under load; how many requests that it had were not answered."""

    async def ended() -> Load:
        stop = asyncio.Event()
        running = asyncio.create_task(load(target, 64, lambda sent, passed: not stop.is_set()))
        await asyncio.sleep(2)
        stop.set()
        process.send_signal(signal.SIGTERM)
        return await running

    result = asyncio.run(ended())
    code = process.wait(timeout=120)
    print(f"SIGTERM with 64 requests in flight: {result.failed} lost, exit code {code}")
    return result.failed


async def load(target: Target, connections: int, goes_on: Callable[[int, float], bool]) -> Load:
    """Send on so many connections, one request after the other on each."""
    taken: list[float] = []
    failed = sent = 0
    began = time.monotonic()

    async def client() -> None:
        nonlocal failed, sent
        reader, writer = await asyncio.open_connection("127.0.0.1", target.port)
        while goes_on(sent, time.monotonic() - began):
            sent += 1
            start = time.monotonic()
            try:
                writer.write(target.next_request())
                ok = await answered(reader)
            except (OSError, asyncio.IncompleteReadError):
                failed += 1
                break
            taken.append(time.monotonic() - start)
            failed += not ok
        writer.close()

    await asyncio.gather(*(client() for _ in range(connections)))
    return Load(taken, failed, time.monotonic() - began)


async def answered(reader: asyncio.StreamReader) -> bool:
    """Read one answer whole; whether it is 200."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", head)
    await reader.readexactly(int(length[1]) if length else 0)
    return head.startswith(b"HTTP/1.1 200 ")


def children(pid: int) -> list[int]:
    """The processes that a process has started; on Linux."""
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
        return [int(child) for child in file.read().split()]


def processor(pid: int) -> float:
    """The seconds of processor that the server and its workers have used."""
    ticks = 0
    for each in (pid, *children(pid)):
        with open(f"/proc/{each}/stat", encoding="ascii") as file:
            # proc_pid_stat(5): the 14th and 15th field, counted from the name in parentheses.
            ticks += sum(map(int, file.read().rpartition(")")[2].split()[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def resident(pid: int) -> tuple[float, float]:
    """The memory of the server and of all its workers, in MB."""
    return _resident(pid), sum(map(_resident, children(pid)))


def _resident(pid: int) -> float:
    with open(f"/proc/{pid}/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    sys.exit(main())
