"""Check that a webhook comes from CaptionPass: its body against X-CaptionPass-Signature.

The secret is taken from CAPTIONPASS_WEBHOOK_SECRET, never from the command line, where others see it.

exit codes: 0 the signature is right; 1 it is wrong: do not trust the body; 2 it could not be checked
"""

from __future__ import annotations

import argparse
import os
import sys

from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.text import quote

SUMMARY = "check the signature of a webhook"
SECRET_VARIABLE = "CAPTIONPASS_WEBHOOK_SECRET"
# A receipt names artifacts; our choice, far above every one of them.
_LIMIT_BYTES = 16 * 1024 * 1024


def configure(parser: argparse.ArgumentParser) -> None:
    """The body, its signature, and where the secret is."""
    parser.usage = "caption-qa webhook verify [FILE] --signature SIGNATURE [--secret-env NAME]"
    add = parser.add_argument
    add("action", choices=("verify",))
    add(
        "file",
        metavar="FILE",
        nargs="?",
        default="-",
        help="the body as it came (default: standard input)",
    )
    add(
        "--signature", metavar="SIGNATURE", required=True, help="the header X-CaptionPass-Signature"
    )
    add(
        "--secret-env",
        metavar="NAME",
        default=SECRET_VARIABLE,
        help=f"the environment variable that holds the secret (default: {SECRET_VARIABLE})",
    )


def run(arguments: argparse.Namespace) -> int:
    """Say whether the signature is right."""
    from caption_qa_action.clients.secrets import Secret
    from caption_qa_action.clients.webhooks import is_signed

    secret = os.environ.get(arguments.secret_env, "")
    if not secret:
        raise UsageError(f"no secret: put it into the environment variable {arguments.secret_env}")
    body = _body(arguments.file)
    right = is_signed(body, arguments.signature.strip(), Secret(secret))
    print("the signature is right" if right else "the signature is wrong: do not trust the body")
    return 0 if right else 1


def _body(name: str) -> bytes:
    """The bytes of the body, exactly. Raises UsageError when they cannot be read."""
    try:
        if name == "-":
            if sys.stdin is None:
                raise UsageError("standard input is closed")
            body = sys.stdin.buffer.read(_LIMIT_BYTES + 1)
        else:
            with open(name, "rb") as file:
                body = file.read(_LIMIT_BYTES + 1)
    except OSError as error:
        raise UsageError(f"cannot read {quote(name, 200)}: {error.strerror}") from error
    if len(body) > _LIMIT_BYTES:
        raise UsageError(f"the body is larger than {_LIMIT_BYTES >> 20} MiB")
    return body
