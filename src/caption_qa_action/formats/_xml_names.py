"""TTML's namespaces, and one canonical name for what different versions and prefixes call alike."""

from __future__ import annotations

XML = "http://www.w3.org/XML/1998/namespace"
TT = "http://www.w3.org/ns/ttml"
# The drafts of 2004 and 2006 differ from TTML in their namespaces alone, as far as captions go.
_LEGACY = (
    "http://www.w3.org/2006/10/ttaf1",
    "http://www.w3.org/2006/04/ttaf1",
    "http://www.w3.org/2004/11/ttaf1",
)
_PARTS = {
    "": "",
    "#styling": "tts:",
    "#style": "tts:",
    "#parameter": "ttp:",
    "#metadata": "ttm:",
    "#audio": "tta:",
    "#isd": "isd:",
}
_PREFIXES = {base + part: prefix for base in (TT, *_LEGACY) for part, prefix in _PARTS.items()}
_PREFIXES.update(
    {
        XML: "xml:",
        "http://www.w3.org/ns/ttml/profile/imsc1#styling": "itts:",
        "http://www.w3.org/ns/ttml/profile/imsc1#parameter": "ittp:",
        "http://www.w3.org/ns/ttml/profile/imsc1#metadata": "ittm:",
        "urn:ebu:tt:style": "ebutts:",
        "urn:ebu:tt:metadata": "ebuttm:",
        "urn:ebu:tt:parameters": "ebuttp:",
        "urn:ebu:style": "ebutts:",
        "urn:ebu:metadata": "ebuttm:",
    }
)
# What an undeclared prefix is nearly always meant to be.
_USUAL = {
    "tt": TT,
    "tts": f"{TT}#styling",
    "ttp": f"{TT}#parameter",
    "ttm": f"{TT}#metadata",
    "itts": "http://www.w3.org/ns/ttml/profile/imsc1#styling",
    "ittp": "http://www.w3.org/ns/ttml/profile/imsc1#parameter",
    "ebutts": "urn:ebu:tt:style",
    "ebuttm": "urn:ebu:tt:metadata",
}


class Scope:
    """The namespace declarations in force at an element, and the canonical names under them.

    `undeclared` collects the prefixes that nothing declares.
    """

    __slots__ = ("_bindings", "_elements", "attributes", "undeclared")

    def __init__(self, bindings: dict[str, str], undeclared: set[str]) -> None:
        self._bindings = bindings
        self._elements: dict[str, tuple[str, str]] = {}
        self.attributes: dict[str, str] = _AttributeNames(self)
        self.undeclared = undeclared

    @classmethod
    def outermost(cls) -> Scope:
        """The scope around the root element."""
        return cls({"xml": XML}, set())

    def inner(self, declared: dict[str, str]) -> Scope:
        """The scope of an element with these `xmlns` declarations, by prefix."""
        return Scope({**self._bindings, **declared}, self.undeclared)

    def element(self, raw_name: str) -> tuple[str, str]:
        """The canonical name and the namespace of an element."""
        found = self._elements.get(raw_name)
        if found is None:
            prefix, _, local = raw_name.rpartition(":")
            namespace = self.namespace(prefix)
            found = self._elements[raw_name] = (_canonical(namespace, local), namespace)
        return found

    def namespace(self, prefix: str) -> str:
        """What a prefix stands for; `""` for none."""
        namespace = self._bindings.get(prefix)
        if namespace is None:
            if not prefix:
                return ""
            self.undeclared.add(prefix)
            namespace = _USUAL.get(prefix, f"undeclared:{prefix}")
        return namespace


class _AttributeNames(dict[str, str]):
    """Canonical attribute names by the names in the file, filled as they are met."""

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self._scope = scope

    def __missing__(self, raw_name: str) -> str:
        prefix, colon, local = raw_name.rpartition(":")
        if not colon:
            name = raw_name
        else:
            namespace = self._scope.namespace(prefix)
            name = _canonical(namespace, local)
            if name == local:  # `tt:begin` is not the attribute `begin`
                name = f"tt:{local}"
        self[raw_name] = name
        return name


def _canonical(namespace: str, local: str) -> str:
    # Without any namespace it is taken for TTML: such files are common.
    if not namespace:
        return local
    prefix = _PREFIXES.get(namespace)
    if prefix is None:
        return f"{{{namespace}}}{local}"
    return prefix + local
