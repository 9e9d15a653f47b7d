"""Signatures of webhooks: the HMAC-SHA256 of the body, in hexadecimal (CaptionPass v1, webhooks)."""

from __future__ import annotations

import hashlib
import hmac

from caption_qa_action.clients.secrets import Secret
from caption_qa_action.core.errors import UsageError


def signature(body: bytes, secret: Secret) -> str:
    """The signature of a body as its header holds it, without the name of the algorithm."""
    return hmac.new(secret.reveal().encode(), body, hashlib.sha256).hexdigest()


def is_signed(body: bytes, header: str, secret: Secret) -> bool:
    """Whether a header signs a body; takes the same time for every wrong signature."""
    given = header[7:] if header[:7].lower() == "sha256=" else header
    expected = signature(body, secret).encode()
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), expected)


def verify_webhook(body: bytes, signature: str, secret: str) -> bool:
    """Whether the body of a webhook, exactly as it came, is signed by its header `X-CaptionPass-Signature`.

    Raises UsageError for an empty secret, which anybody could sign with.
    """
    if not secret:
        raise UsageError(
            "no secret: a webhook cannot be verified without the one that was made for it"
        )
    return is_signed(body, signature.strip(), Secret(secret))
