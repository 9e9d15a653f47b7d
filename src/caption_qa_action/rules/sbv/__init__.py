"""SBV files, and what other formats have left in them."""

FORMATS = ("sbv",)
