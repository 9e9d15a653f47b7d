"""Why a connection failed, in words."""

from __future__ import annotations

import os
from errno import errorcode

from caption_qa_action.core.text import printable


def reason(error: BaseException) -> str:
    """The reason that the system gives for a failure, which is the innermost of the exceptions around it."""
    import ssl

    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return _untrusted(cause.verify_code, cause.verify_message)
        if isinstance(cause, ssl.SSLError) and cause.reason:
            return cause.reason.lower().replace("_", " ")
        if isinstance(cause, OSError) and cause.strerror:
            # asyncio puts the address in its place; name resolution has numbers of its own.
            number = cause.errno or 0
            stated = os.strerror(number) if number in errorcode else cause.strerror
            return stated[:1].lower() + stated[1:]
        inner = cause.exceptions if isinstance(cause, BaseExceptionGroup) else ()
        cause = inner[0] if inner else cause.__cause__ or cause.__context__
    return str(error).rstrip(".") or "the connection was lost"


# OpenSSL's numbers for certificates whose issuer is not known here: signed by itself, by itself within a chain, and
# by somebody else (https://docs.openssl.org/3.0/man1/openssl-verification-options/).
_UNKNOWN_ISSUER = (18, 19, 20, 21)


def _untrusted(code: int, message: str) -> str:
    """Why a certificate is not trusted, and what to do where it may well be right."""
    stated = f"its certificate is not trusted: {printable(message).rstrip('.')}"
    if code in _UNKNOWN_ISSUER:
        stated += "; if it is right, set SSL_CERT_FILE to a PEM file with it or with its issuer"
    return stated
