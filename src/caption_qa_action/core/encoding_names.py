"""What encodings are called outside Python."""

from __future__ import annotations

import re


def public_name(codec: str) -> str:
    """The name of a Python codec as people know it: `windows-1252` for `cp1252`."""
    name = codec.replace("_", "-")
    if name == "cp1125":  # what the Ukrainian code page 866 is to IBM alone
        return "cp866u"
    return name.replace("cp125", "windows-125") if re.fullmatch("cp125[0-8]", name) else name
