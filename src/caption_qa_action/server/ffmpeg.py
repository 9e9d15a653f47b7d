"""ffmpeg, with nothing but one video in a private folder: no network, no other file, bounded in time and size.

Names in that folder are fixed, so that nothing of a client is ever an argument.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import signal
import sys
from collections.abc import Awaitable, Callable, Sequence

from caption_qa_action.core.named_tuple import NamedTuple

VIDEO, CAPTIONS, RENDERED = "video", "captions.ass", "rendered.mp4"
# Containers alone: playlists and others that name further files or addresses are not read.
_INPUT = (
    "-nostdin", "-hide_banner", "-loglevel", "info", "-protocol_whitelist", "file,pipe",
    "-format_whitelist", "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm", "-i", VIDEO,
)  # fmt: skip
# By the codec of a track: the suffix, and what ffmpeg is to do. What is copied keeps its settings and styles.
_TRACKS = {
    "subrip": ("srt", "copy"),
    "srt": ("srt", "copy"),
    "webvtt": ("vtt", "copy"),
    "ass": ("ass", "copy"),
    "ssa": ("ass", "copy"),
    "mov_text": ("srt", "srt"),
    "text": ("srt", "srt"),
    "ttml": ("ttml", "copy"),
}
_STREAM = re.compile(
    r"^ *Stream #0:(?P<index>\d{1,4})(?:\[0x[0-9a-f]+\])?(?:\((?P<language>[A-Za-z]{2,3})\))?: "
    r"(?P<kind>Video|Audio|Subtitle): (?P<codec>\w+)",
    re.M,
)
_LOG_BYTES = 256 * 1024
_PAUSE_SECONDS = 1.0
# A process that sets its own limits and then becomes ffmpeg, so that none is without them for a moment.
_LAUNCHER = """
import os, sys
memory, size, seconds = map(int, sys.argv[1:4])
try:
    import resource
    for what, value in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, size),
                        (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(what)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(what, (value, value))
except ImportError:
    pass
os.execv(sys.argv[4], sys.argv[4:])
"""


class Track(NamedTuple):
    """A track of text in a video; `number` counts these alone, from 1."""

    number: int
    stream: int
    language: str
    codec: str

    @property
    def is_text(self) -> bool:
        """Whether it can be extracted; pictures of text cannot."""
        return self.codec in _TRACKS

    @property
    def file(self) -> str:
        """The name of its file in the folder."""
        return f"track-{self.number}.{_TRACKS[self.codec][0]}"


class Limits(NamedTuple):
    """What a run may take."""

    seconds: float
    memory_bytes: int
    size_bytes: int


class Failed(Exception):
    """ffmpeg did not do it; the message says why, without a word of its own."""


class Stopped(Exception):
    """Somebody wants it no longer."""


def find() -> str:
    """The program on the search path, or that of the package imageio-ffmpeg; `""` where there is none."""
    found = shutil.which("ffmpeg")
    if found:
        return os.path.abspath(found)
    try:
        import imageio_ffmpeg  # type: ignore[import-untyped]

        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except (ImportError, RuntimeError):
        return ""


class Ffmpeg:
    """A program in a folder that has a video; `goes_on` is asked each second whether to go on."""

    def __init__(
        self, program: str, folder: str, limits: Limits, goes_on: Callable[[], Awaitable[bool]]
    ) -> None:
        self._program = program
        self._folder = folder
        self._limits = limits
        self._goes_on = goes_on

    async def tracks(self) -> list[Track]:
        """The tracks of subtitles, in order. Raises Failed for what is no video, Stopped."""
        _, log = await self._run([*_INPUT])
        streams = list(_STREAM.finditer(log))
        if not streams:
            raise Failed("this is no video in a container that is read (MP4, MOV, Matroska, WebM)")
        found = [each for each in streams if each["kind"] == "Subtitle"]
        return [
            Track(number, int(each["index"]), each["language"] or "", each["codec"])
            for number, each in enumerate(found, 1)
        ]

    async def extract(self, tracks: Sequence[Track]) -> None:
        """Write each track into its file. Raises Failed, Stopped."""
        outputs: list[str] = []
        for track in tracks:
            codec = _TRACKS[track.codec][1]
            outputs += ["-map", f"0:{track.stream}", "-c:s", codec, "-y", track.file]
        code, _ = await self._run([*_INPUT, *outputs])
        if code:
            raise Failed("the tracks of text cannot be read")

    async def render(self) -> None:
        """Burn the captions, which lie beside the video, into a copy of it. Raises Failed, Stopped."""
        options = (
            "-map", "0:v:0", "-map", "0:a?", "-vf", f"subtitles={CAPTIONS}", "-c:v", "libx264",
            "-preset", "veryfast", "-crf", "20", "-pix_fmt", "yuv420p", "-c:a", "aac", "-threads", "2",
            "-movflags", "+faststart", "-y", RENDERED,
        )  # fmt: skip
        code, _ = await self._run([*_INPUT, *options])
        if code:
            raise Failed("the video cannot be rendered")

    async def _run(self, arguments: Sequence[str]) -> tuple[int, str]:
        """The exit code and the log of a run."""
        limits = self._limits
        numbers = limits.memory_bytes, limits.size_bytes, int(limits.seconds) + 1
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-I", "-S", "-c", _LAUNCHER, *map(str, numbers), self._program, *arguments,
            cwd=self._folder, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE, start_new_session=True, env=_environment(),
        )  # fmt: skip
        log = asyncio.create_task(_read(process))
        try:
            async with asyncio.timeout(limits.seconds):
                while not log.done():
                    await asyncio.wait([log], timeout=_PAUSE_SECONDS)
                    if not await self._goes_on():
                        raise Stopped
                return await process.wait(), log.result()
        except TimeoutError:
            raise Failed(f"it takes longer than {limits.seconds:g} seconds") from None
        finally:
            _kill(process)
            log.cancel()
            await process.wait()


def _environment() -> dict[str, str]:
    """What fonts are found by, and nothing else of the server."""
    return {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}


async def _read(process: asyncio.subprocess.Process) -> str:
    """The beginning of a log, all of which is taken off the pipe."""
    assert process.stderr is not None
    kept = bytearray()
    while part := await process.stderr.read(65_536):
        kept += part[: _LOG_BYTES - len(kept)]
    return kept.decode("utf-8", "replace")


def _kill(process: asyncio.subprocess.Process) -> None:
    """End a process with all that it has started."""
    try:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        elif process.returncode is None:
            process.kill()
    except (ProcessLookupError, PermissionError):
        pass
