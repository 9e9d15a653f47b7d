"""Videos of a second, made with ffmpeg."""

from __future__ import annotations

import subprocess
from pathlib import Path

from caption_qa_action.server import ffmpeg

CAPTIONS = "1\n00:00:00,100 --> 00:00:00,900\n<i>Where have you been?</i>\n"


def make_video(path: Path, *, captions: tuple[str, ...] = ("eng",), seconds: int = 1) -> Path:
    """A video with a track of text for each language."""
    source = path.with_suffix(".srt")
    source.write_text(CAPTIONS, encoding="utf-8")
    inputs: list[str] = []
    options: list[str] = ["-map", "0:v"]
    for number, language in enumerate(captions):
        inputs += ["-i", str(source)]
        options += ["-map", f"{number + 1}:s", f"-metadata:s:s:{number}", f"language={language}"]
    codec = "mov_text" if path.suffix == ".mp4" else "srt"
    command = [
        ffmpeg.find(), "-nostdin", "-loglevel", "error", "-f", "lavfi", "-i",
        f"color=c=black:size=320x180:rate=10:duration={seconds}", *inputs, *options, "-c:v", "libx264",
        "-preset", "ultrafast", "-c:s", codec, "-y", str(path),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    return path


def picture(path: Path, at: float) -> bytes:
    """The grey pixels of a video at a time."""
    command = [
        ffmpeg.find(), "-nostdin", "-loglevel", "error", "-ss", str(at), "-i", str(path),
        "-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "gray", "-",
    ]  # fmt: skip
    return subprocess.run(command, check=True, capture_output=True).stdout
