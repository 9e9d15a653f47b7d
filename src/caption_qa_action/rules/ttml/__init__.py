"""TTML and its profiles IMSC and EBU-TT-D: XML, parameters, timing, references, regions, styling."""

FORMATS = ("ttml",)
