"""The structure of EBU STL files."""

FORMATS = ("stl",)
