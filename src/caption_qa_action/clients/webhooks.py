"""Signatures of webhooks: the HMAC-SHA256 of the body, in hexadecimal (CaptionPass v1, webhooks)."""

from __future__ import annotations

import hashlib
import hmac

from caption_qa_action.clients.secrets import Secret


def signature(body: bytes, secret: Secret) -> str:
    """The signature of a body as its header holds it, without the name of the algorithm."""
    return hmac.new(secret.reveal().encode(), body, hashlib.sha256).hexdigest()


def is_signed(body: bytes, header: str, secret: Secret) -> bool:
    """Whether a header signs a body; takes the same time for every wrong signature."""
    given = header[7:] if header[:7].lower() == "sha256=" else header
    expected = signature(body, secret).encode()
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), expected)
