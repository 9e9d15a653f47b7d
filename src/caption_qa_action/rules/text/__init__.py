"""What the text of cues is made of."""

FORMATS: tuple[str, ...] = ()
