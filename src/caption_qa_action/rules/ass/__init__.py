"""The structure of ASS and SSA scripts: sections, orders of fields, styles, times, override blocks."""

FORMATS = ("ass",)
