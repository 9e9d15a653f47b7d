"""`jsonschema` without the grammars of international URLs, which it would compile for a second as it is imported.

No schema of these tests has such a format.
"""

from __future__ import annotations

import sys

# As if it was not installed, which `jsonschema` can do without.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

import jsonschema  # noqa: E402

__all__ = ["jsonschema"]
