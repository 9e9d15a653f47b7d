"""The structure of SAMI files."""

FORMATS = ("sami",)
