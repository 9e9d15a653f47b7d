"""The structure of Scenarist closed captions."""

FORMATS = ("scc",)
