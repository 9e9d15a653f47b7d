"""A root element or a namespace that is not TTML's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Span
from caption_qa_action.core.text import closest, plural, printable, quote
from caption_qa_action.core.xml import Attribute, Element
from caption_qa_action.rules.ttml._tree import NAMESPACE, index, tag_name_span, whole_index

SEVERITY = Severity.WARNING

_LEGACY = r"http://www\.w3\.org/200[0-9]/[0-9]{2}/ttaf1(#[A-Za-z-]*)?"
_PARTS = ("#parameter", "#styling", "#metadata", "#audio", "#isd")
_FOLDERS = ("/feature/", "/extension/", "/profile/")
_IMSC = "http://www.w3.org/ns/ttml/profile/imsc1"
_EBU = "urn:ebu:tt"
_EBU_PARTS = (":style", ":metadata", ":parameters", ":datatypes", ":extension")
# Two namespaces differ in a word, of which a letter or two may be wrong.
_ALIKE = 0.95
_KNOWN = (
    NAMESPACE,
    *(NAMESPACE + part for part in _PARTS),
    *(_IMSC + part for part in ("#styling", "#parameter", "#metadata")),
    *(_EBU + part for part in _EBU_PARTS),
)
# What begins like one of them is meant to be one: whatever is written large, as https, or with another end.
_MEANT = r"(?i:https?://(?:www\.)?w3\.org/ns/ttml(?:[#/].*)?|urn:ebu:tt(?::.*)?)"
_CONTENT = frozenset(
    ("head", "styling", "style", "layout", "region", "body", "div", "p", "span", "br", "set")
)
_RENAMED = {
    "#style": "#styling", "#styles": "#styling", "#parameters": "#parameter",
    ":styling": ":style", ":styles": ":style", ":parameter": ":parameters",
}  # fmt: skip


def check(document: Document) -> Iterator[Finding]:
    """Root element or namespace that is not that of TTML.

    TTML elements are in the namespace `http://www.w3.org/ns/ttml`, its styling attributes in
    `http://www.w3.org/ns/ttml#styling`, its parameters in `...#parameter`, its metadata in
    `...#metadata`. Reported are

    - a root element without a namespace, or in a foreign one (an error),
    - an element of the captions in no namespace, such as `<br/>` in a file of `<tt:p>` (an error),
    - the namespaces of the drafts of 2004 and 2006, such as `http://www.w3.org/2006/10/ttaf1` (an error where the
      elements are in it),
    - a namespace that begins like one of TTML, IMSC or EBU-TT but does not exist, such as
      `http://www.w3.org/ns/ttml#style` or `urn:ebu:tt:styling`.

    A preset that asks for valid documents makes each an error. Each wrong namespace is reported once. Prefixes are free: `tt:p` and `p` are the same where the prefix
    stands for the same namespace.

    ## Why
    Players find elements by their namespace. One that is not exactly right makes the file look like
    some other kind of XML, or makes all of its styling disappear.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/2006/10/ttaf1" xml:lang="en">
      <body><div>
        <p begin="1s" end="2.5s">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ```ttml
    <tt xml:lang="en">
      <body><div>
        <p begin="1s" end="2.5s">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en">
      <body><div>
        <p begin="1s" end="2.5s">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Fix
    Writes the namespaces of TTML. Not safe: players made for the drafts may look for the old ones, and
    what a player showed plainly may get its styles.

    ## Sources
    - TTML2, section 5.1, "Namespaces", https://www.w3.org/TR/ttml2/#vocabulary-namespaces
    - IMSC 1.2, section 5.3, "Namespaces", https://www.w3.org/TR/ttml-imsc1.2/#namespaces; EBU Tech 3380, "Namespaces",
      https://tech.ebu.ch/publications/tech3380
    - The drafts of 2006, https://www.w3.org/TR/2006/CR-ttaf1-dfxp-20061116/
    - Files with old namespaces that players do not read: https://github.com/shaka-project/shaka-player/issues/3275
    """
    root = document.tree
    if root is None:
        return
    if root.tag != "tt":
        message = f"the root element is {quote(root.raw_name)}; TTML begins with tt"
        if root.raw_name.rpartition(":")[2] == "tt":
            message = f"the root element is in the namespace {quote(root.namespace)}; that of TTML is http://www.w3.org/ns/ttml"
        yield Finding(tag_name_span(root), message, severity=Severity.ERROR)
        return
    if not root.namespace:
        yield _without_namespace(root)
    elif ":" in root.raw_name:
        yield from _left_out(document)
    declared = _declarations(document)
    legacy = [found for found in declared if re.fullmatch(_LEGACY, found.value)]
    if legacy:
        edits = tuple(
            Edit(found.value_span, _current(found.value))
            for found in legacy
            if _current(found.value)
        )
        message = (
            f"namespace {quote(legacy[0].value, 60)} is that of a draft; TTML's is {NAMESPACE}"
        )
        fix = Fix("write the namespaces of TTML", edits) if len(edits) == len(legacy) else None
        # Of a document of a draft two readers get nothing; where a prefix alone is a draft's, words stay.
        is_draft = re.fullmatch(_LEGACY, root.namespace) is not None
        yield Finding(
            legacy[0].value_span, message, fix, severity=Severity.ERROR if is_draft else None
        )
    by_name: dict[str, list[Span]] = {}
    for found in declared:
        by_name.setdefault(found.value, []).append(found.value_span)
    for name, spans in by_name.items():
        if re.fullmatch(_MEANT, name):
            yield from _nonexistent(name, spans)


def _without_namespace(root: Element) -> Finding:
    place = root.start + 1 + len(root.raw_name)
    fix = None
    if ":" not in root.raw_name:
        # `xmlns=""` is no namespace either, and a second one would be no XML.
        empty = [each.value_span for each in root.attributes if each.raw_name == "xmlns"]
        edit = Edit(Span(place, place), f' xmlns="{NAMESPACE}"')
        if empty:
            edit = Edit(empty[0], NAMESPACE)
        fix = Fix("put the elements into the namespace of TTML", (edit,))
    message = "the root element is in no namespace, so that players do not see TTML in it"
    return Finding(tag_name_span(root), message, fix, severity=Severity.ERROR)


def _left_out(document: Document) -> Iterator[Finding]:
    """Elements without the prefix that TTML's have, where nothing else puts them into its namespace."""
    found = [element for element in index(document).elements if _is_left_out(element)]
    if not found or any(declared.raw_name == "xmlns" for declared in _declarations(document)):
        return
    number = sum(map(_is_left_out, whole_index(document).elements))
    others = (
        f"; so {'are' if number > 2 else 'is'} {plural(number - 1, 'other')}" if number > 1 else ""
    )
    name = printable(found[0].raw_name)
    yield Finding(
        tag_name_span(found[0]),
        f"{name} is in no namespace, and the root element in TTML's: players do not see it{others}",
        severity=Severity.ERROR,
    )


def _is_left_out(element: Element) -> bool:
    return element.raw_name in _CONTENT


def _declarations(document: Document) -> list[Attribute]:
    """All declarations of namespaces, in the order of the file."""
    text = document.source.text
    root = document.tree
    if root is None:
        return []
    holders = [root]
    if "xmlns" in text[root.tag_end :]:
        holders = [
            element
            for element in index(document).elements
            if text.find("xmlns", element.start, element.tag_end) >= 0
        ]
    return [
        found
        for element in holders
        for found in element.attributes
        if found.raw_name.partition(":")[0] == "xmlns"
    ]


def _current(value: str) -> str:
    """The namespace of TTML in place of one of a draft; `""` when there is none."""
    match = re.fullmatch(_LEGACY, value)
    part = match[1] or "" if match else ""
    part = _RENAMED.get(part, part)
    return NAMESPACE + part if not part or part in _PARTS else ""


def _nonexistent(name: str, spans: list[Span]) -> Iterator[Finding]:
    """A finding for a namespace that TTML does not have, at the first of the places that declare it."""
    is_folder = "#" not in name and name[len(NAMESPACE) :].startswith(_FOLDERS)
    if name in _KNOWN or (is_folder and name.startswith(NAMESPACE)):
        return
    likely = _meant(name)
    hint = f' (did you mean "{likely}"?)' if likely else ""
    edits = tuple(Edit(span, likely) for span in spans)
    fix = Fix(f"write {likely}", edits) if likely else None
    owner = "EBU-TT" if name.lower().startswith(_EBU) else "TTML"
    yield Finding(spans[0], f"{owner} has no namespace {quote(name, 60)}{hint}", fix)


def _meant(name: str) -> str:
    """The namespace of which one is another spelling; `""` where none is certain."""
    written = re.sub(r"^https?://(?:www\.)?", "http://www.", name.lower()).rstrip("/#:")
    written = written.replace("/#", "#")
    for base, sign in ((_IMSC, "#"), (NAMESPACE, "#"), (_EBU, ":")):
        part = written[len(base) :]
        if written.startswith(base) and (not part or part[0] == sign):
            whole = base + _RENAMED.get(part, part)
            parts = [known for known in _KNOWN if known.startswith(base + sign)]
            return whole if whole in _KNOWN else closest(whole, parts, _ALIKE)
    return ""
