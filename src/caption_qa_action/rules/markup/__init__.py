"""Markup inside cues: what a preset cannot carry, and what is not well-formed."""

FORMATS = ("srt", "webvtt")
