"""Suppressions: whether they are still of use. What they suppress is decided after the rules ran."""

FORMATS: tuple[str, ...] = ()
