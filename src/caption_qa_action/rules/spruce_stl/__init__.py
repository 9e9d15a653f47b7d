"""Spruce STL files, whose times end in frames."""

FORMATS = ("spruce_stl",)
