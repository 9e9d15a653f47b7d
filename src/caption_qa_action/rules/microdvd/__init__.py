"""MicroDVD files, whose times are frames."""

FORMATS = ("microdvd",)
