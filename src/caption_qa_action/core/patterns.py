"""Patterns that are compiled when first used, and found again at once."""

from __future__ import annotations

import re
from functools import cache

# The pattern of a constant, for what is asked for each line, cue or time of a file: functions of `re` take several
# times as long to find a pattern again as a short text takes to be matched. Patterns made of what a file holds go
# to `re`, which forgets them again.
compiled = cache(re.compile)
