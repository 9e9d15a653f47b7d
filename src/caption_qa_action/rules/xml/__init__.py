"""The XML of the formats that are XML."""

FORMATS = ("fcpxml", "timedtext", "ttml")
