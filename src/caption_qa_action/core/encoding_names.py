"""What encodings are called outside Python."""

from __future__ import annotations

import codecs
import re

# Codecs that Python calls text encodings, but whose bytes mean something other than characters, or
# which depend on the machine. UTF-7 and HZ hide `<` and `-->` from everything that looks at bytes;
# the WHATWG Encoding Standard removed both: https://encoding.spec.whatwg.org/#security-background
REFUSED = frozenset(
    {
        "charmap",
        "hz",
        "idna",
        "mbcs",
        "oem",
        "punycode",
        "raw-unicode-escape",
        "undefined",
        "unicode-escape",
        "utf-7",
    }
)


def public_name(codec: str) -> str:
    """The name of a Python codec as people know it: `windows-1252` for `cp1252`."""
    name = codec.replace("_", "-")
    if name == "cp1125":  # what the Ukrainian code page 866 is to IBM alone
        return "cp866u"
    return name.replace("cp125", "windows-125") if re.fullmatch("cp125[0-8]", name) else name


def text_codec(name: str) -> str:
    """The public name of a character encoding that this Python knows. Raises LookupError for anything else."""
    try:
        canonical = codecs.lookup(name).name
        # `decode` refuses what turns bytes into bytes or text into text: base64, rot13, zlib.
        b"a".decode(canonical, "replace")
    except (LookupError, ValueError):
        canonical = "undefined"
    if public_name(canonical) in REFUSED:
        raise LookupError(name)
    return "utf-8" if canonical == "utf-8-sig" else public_name(canonical)
