"""The structure of SubRip files: numbers, timing lines, and the blank lines between cues."""

FORMATS = ("srt",)
