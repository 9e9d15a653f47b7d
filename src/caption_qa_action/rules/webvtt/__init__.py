"""The structure of WebVTT files: header, blocks, cue settings, regions, and tags only WebVTT has."""

FORMATS = ("webvtt",)
