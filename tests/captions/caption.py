"""A caption file to test with."""

from __future__ import annotations

from pathlib import Path


class Caption:
    """A caption file, generated or read from a path when its bytes are first asked for.

    `format` is what a generated file is in, `text` its characters; both are empty for other files.
    `damaged` says that it is broken on purpose, so that it may not even be recognised.
    """

    def __init__(
        self,
        id: str,
        name: str,
        data: bytes | None = None,
        *,
        path: Path | None = None,
        format: str = "",
        text: str = "",
        encoding: str = "",
    ) -> None:
        self.id = id
        self.name = name
        self.format = format
        self.text = text
        self.encoding = encoding
        self.damaged = name.startswith("damaged")
        self._data = data
        self._path = path

    @classmethod
    def of(cls, format: str, name: str, content: str | bytes) -> Caption:
        """A generated file; text is encoded as UTF-8."""
        text = content if isinstance(content, str) else ""
        data = content.encode() if isinstance(content, str) else content
        return cls(f"{format}/{name}", name, data, format=format, text=text)

    @property
    def data(self) -> bytes:
        if self._data is None:
            assert self._path is not None
            self._data = self._path.read_bytes()
        return self._data

    @property
    def size(self) -> int:
        """The number of bytes, without reading them."""
        if self._data is None and self._path is not None:
            return self._path.stat().st_size
        return len(self.data)

    def __repr__(self) -> str:
        return self.id
