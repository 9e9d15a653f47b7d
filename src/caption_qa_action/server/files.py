"""Files beside the database: each is written whole or not at all, under a name that the server makes."""

from __future__ import annotations

import os
import secrets
import shutil

from caption_qa_action.core.errors import ReadError


def write(folder: str, name: str, data: bytes) -> None:
    """Put a file into a folder, which is made where it is missing, for its owner alone. Raises OSError."""
    os.makedirs(folder, mode=0o700, exist_ok=True)
    path = os.path.join(folder, name)
    temporary = f"{path}.{secrets.token_hex(4)}.part"
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        os.replace(temporary, path)
    except OSError:
        os.unlink(temporary)
        raise


def read(folder: str, name: str) -> bytes:
    """The bytes of a file. Raises ReadError where it is gone."""
    try:
        with open(os.path.join(folder, name), "rb") as file:
            return file.read()
    except OSError as error:
        raise ReadError(name, "the file beside the database cannot be read") from error


def remove(folder: str) -> None:
    """Delete a folder with its files; one that is gone is no fault."""
    shutil.rmtree(folder, ignore_errors=True)
