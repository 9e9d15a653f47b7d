"""What only SubRip files have: numbers above timing lines, and what may follow the times."""

FORMATS = ("srt",)
