"""JSON on standard output, as every command prints it that is asked for it."""

from __future__ import annotations

import json


def print_json(value: object) -> None:
    """JSON in ASCII, which strict readers take: whatever it contains, a terminal or a log shows it and obeys nothing."""
    from caption_qa_action.core.record import strict_record

    print(json.dumps(strict_record(value), indent=2))
