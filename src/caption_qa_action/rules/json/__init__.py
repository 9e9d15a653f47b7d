"""The structure of JSON timelines."""

FORMATS = ("json",)
