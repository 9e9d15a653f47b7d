"""Reads XML into a tree with places; damage costs what is damaged and nothing else.

expat decides whether the text is well-formed and where not. The tree is built from the text itself, tag
by tag, for two reasons: places are then code points, and what follows an error is read as well. No
entity but those of XML and HTML is ever expanded, and nothing outside the text is ever read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.revealed import words
from caption_qa_action.core.source import Problem, Span
from caption_qa_action.core.text import plural, quote, unicode_text
from caption_qa_action.core.xml import Element, Text, unescape
from caption_qa_action.formats._stray_text import orphan
from caption_qa_action.formats._xml_names import Scope

# Deeper than any document in the world, and shallow enough to be walked by recursion.
DEEPEST = 256

# How a name begins: `[A-Za-z_:\x80-\U0010ffff]`, by what it is not, since that is compiled a hundred times faster.
_NAME = r"""[^\x00-9;-@[-^`{-\x7f][^ \t\r\n<>/="']*+"""
_PREFIX = "(?:[A-Za-z][A-Za-z0-9_.-]*+:)?"
_PAIR = r"""[ \t\r\n]++[^ \t\r\n<>/='"]++="[^"<&]*+\""""
# What a span may set without its text having times, white space or a place of its own.
_PLAIN_PAIR = r"""[ \t\r\n]++(?:style|xml:id|xml:lang|tts:(?!ruby)[A-Za-z]++)="[^"<]*+\""""
_LINE = rf"(?:[^<]++|<{_PREFIX}br[ \t\r\n]*+/>)*+"
# First a whole paragraph of text, line breaks and plain spans, which is what most of a file is; then any
# tag; then one with a `<` in its values, which are closed on their line; then a start tag whose quotation marks or `>` are missing.
_MARKUP = (
    rf"<(?:({_PREFIX}p)((?:{_PAIR})*+)[ \t\r\n]*+>"
    rf"{_LINE}(?:<({_PREFIX}span)(?:{_PLAIN_PAIR})*+>{_LINE}</(?:\3)>{_LINE})*+</(?:\1)>"
    rf"""|({_NAME})((?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+)>"""
    rf"""|({_NAME})((?:[ \t]++[^ \t\r\n=<>"'/]++="[^"\r\n]*+")++[ \t]*+/?+)>"""
    rf"""|({_NAME})([ \t\r\n][^<>=]*+=[^<>]*+)(?:>|(?=<))"""
    r"|/([^ \t\r\n<>/]++)[^<>]*+>|(!--|!\[CDATA\[|\?|!DOCTYPE))"
)
_ATTRIBUTE = (
    r"""(?<![^ \t\r\n"'])([^ \t\r\n=<>"'/]++)[ \t\r\n]*+=[ \t\r\n]*+(?:"([^"]*+)"|'([^']*+)')"""
)
_BARE_ATTRIBUTE = r"""(?<![^ \t\r\n])([^ \t\r\n=<>"'/]++)=([^ \t\r\n=<>"'/]++)(?![^ \t\r\n/])"""
# A tag that the end of the file has cut off, be it in its name or behind that of an element of content.
_CUT_TAG = r"<(?:/?[A-Za-z:]{0,12}|(?:[A-Za-z]{1,12}:)?(?:p|span|div|br|body)[ \t\r\n][^<>]*+)\Z"
# The attributes of a damaged tag, with or without their quotation marks.
_DAMAGED_PAIR = r"""(?<![^ \t\r\n"'])[^ \t\r\n=<>"'/]++[ \t\r\n]*+=[ \t\r\n]*+(?:"[^"<>]*+"|'[^'<>]*+'|["']?[^ \t\r\n"'<>]++["']?)"""
_DAMAGED_PAIRS = rf"(?:[ \t\r\n]*+{_DAMAGED_PAIR})*+"
# A value without its last quotation mark that holds a word.
_CUT_VALUE = r"""=[ \t\r\n]*+["']([^"'<>=]*[^\W\d_]{4}[^"'<>=]*)\Z"""
_WHOLE_TAG = rf"""<(?:{_NAME}|/[^ \t\r\n<>/]++)((?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+)>"""
_QUOTED = r"""([^ \t\r\n=]++)="([^"]*+)"[ \t\r\n]*+"""
# What holds elements alone, so that white space in it means nothing.
_TEXTLESS = frozenset(("tt", "head", "styling", "layout", "body", "div"))
_CLOSERS = {"!--": "-->", "![CDATA[": "]]>", "?": "?>"}


class Xml(NamedTuple):
    """What was read: the root element (None in a text without elements), and what is wrong."""

    root: Element | None
    problems: list[Problem]


def read_xml(text: str) -> Xml:
    """The tree of a text and its problems; never raises."""
    reader = _Reader(text)
    reader.read()
    problems = reader.problems
    error = _expat_error(text, reader.doctype)
    if error:
        problems.append(error)
        problems += _words_in_tags(text)
    elif reader.scope.undeclared:
        names = ", ".join(sorted(quote(name) for name in reader.scope.undeclared))
        many = len(reader.scope.undeclared) > 1
        message = f"the namespace prefix{'es' if many else ''} {names} {'are' if many else 'is'} not declared"
        root = reader.root
        span = root.start_tag_span if root else Span(0, 0)
        problems.append(Problem("xml_not_well_formed", span, message, "prefix"))
    return Xml(reader.root, problems)


def _words_in_tags(text: str) -> Iterator[Problem]:
    """Words in tags beside their attributes, which nothing reads: only XML that is not well-formed has them."""
    for tag in re.finditer(_WHOLE_TAG, text):
        rest = re.sub(_DAMAGED_PAIR, lambda pair: " " * len(pair[0]), tag[1])
        shown = rest.strip(" \t\r\n/")
        if words(shown):
            start = tag.start(1) + rest.index(shown)
            problem = orphan(text, start, start + len(shown), "in a damaged tag")
            if problem:
                yield problem


def _expat_error(text: str, doctype: Span | None) -> Problem | None:
    """What expat finds wrong with the text. Of a document type only its place is left to expat."""
    from xml.parsers import expat

    if doctype:
        hidden = re.sub(r"[^\r\n]", " ", text[doctype.start : doctype.end])
        text = f"{text[: doctype.start]}{hidden}{text[doctype.end :]}"
    try:
        data = text.encode()
    except UnicodeEncodeError:  # bytes that are no characters; decoding has reported them
        data = unicode_text(text).encode()
    parser = expat.ParserCreate("utf-8")
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        offset = len(data[: max(parser.ErrorByteIndex, 0)].decode("utf-8", "replace"))
        offset = min(offset, len(text))
        reason = expat.ErrorString(error.code) or "syntax error"
        span = Span(offset, min(offset + 1, len(text)))
        return Problem("xml_not_well_formed", span, f"the XML is not well-formed: {reason}")
    return None


class _Reader:
    """Builds the tree; `position` is what has been read of the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root: Element | None = None
        self.problems: list[Problem] = []
        self.doctype: Span | None = None
        self.scope = Scope.outermost()
        self._open: list[tuple[Element, Scope]] = []
        self._too_deep = 0
        self._unclosed: set[str] = set()

    def read(self) -> None:
        text, opened = self.text, self._open
        search = re.compile(_MARKUP).search
        pairs_in = re.compile(_QUOTED).findall
        position = 0
        match = search(text)
        while match is not None:
            start, end = match.span()
            if start > position:
                between = text[position:start]
                if not between.isspace() or (opened and opened[-1][0].tag not in _TEXTLESS):
                    self._add_text(position, start)
            position = end
            form = match.lastindex or 0
            if (
                form <= 3 and opened
            ):  # a paragraph as a whole: what follows is a loop's worth of time
                raw_name, raw_attributes = match.group(1, 2)
                parent, scope = opened[-1]
                pairs = pairs_in(raw_attributes)
                if "xmlns" in raw_attributes:
                    scope = self._declare(scope, re.findall(_ATTRIBUTE, raw_attributes))
                    pairs = [pair for pair in pairs if pair[0][:5] != "xmlns"]
                names = scope.attributes
                tag, namespace = scope.element(raw_name)
                tag_end = match.end(2)
                if text[tag_end] != ">":
                    tag_end = text.index(">", tag_end)
                element = Element(
                    text,
                    tag,
                    namespace,
                    raw_name,
                    {names[name]: value for name, value in pairs},
                    names,
                    start,
                    tag_end + 1,
                    parent,
                    None,
                )
                element.close_start = end - len(raw_name) - 3
                element.end = end
                parent.children.append(element)
            elif form <= 3:
                position = text.index(">", match.end(2)) + 1
                self._start(match[1], match[2], start, position)
            elif form <= 7:
                self._start(match[form - 1], match[form], start, position)
            elif form <= 9:
                self._damaged_start(match, start, position)
            elif form == 10:
                self._end(match[10], start, position)
            else:
                position = self._special(match[11], start, position)
            match = search(text, position)
        if position < len(text):
            # Where the file was cut off within a tag, what is left of that is no text.
            cut = re.search(_CUT_TAG, text[position:])
            self._add_text(position, position + cut.start() if cut else len(text))
        for element, _ in opened:
            element.close_start = element.end = len(text)

    def _add_text(self, start: int, end: int) -> None:
        if self._open and start < end:
            text = unescape(self.text[start:end])
            self._open[-1][0].children.append(Text(text, start, end))
        elif problem := orphan(self.text, start, end, "outside the document"):
            self.problems.append(problem)

    def _damaged_start(self, match: re.Match[str], start: int, end: int) -> None:
        """Read a start tag that lacks a quotation mark or its end; text behind its attributes is text of the element."""
        known = re.compile(_DAMAGED_PAIRS).match(self.text, match.end(8))
        behind = known.end() if known else match.end(8)
        cut = re.search(_CUT_VALUE, self.text[match.end(8) : behind])
        if cut:
            problem = orphan(self.text, match.end(8) + cut.start(1), behind, "in a damaged tag")
            self.problems += [problem] if problem else []
        rest = self.text[behind:end].removesuffix(">").rstrip("/")
        if not words(rest):
            self._start(match[8], match[9], start, end)
            return
        self._start(match[8], self.text[match.end(8) : behind], start, behind)
        if '"' in rest or "=" in rest:  # who knows what is text of it
            problem = orphan(self.text, behind, behind + len(rest), "in a damaged tag")
            self.problems += [problem] if problem else []
        else:
            self._add_text(behind, behind + len(rest))

    def _start(self, raw_name: str, raw_attributes: str, start: int, end: int) -> None:
        opened = self._open
        empty = raw_attributes.endswith("/")
        scope = opened[-1][1] if opened else self.scope
        pairs: list[tuple[str, str, str]] = []
        if "=" in raw_attributes:
            pairs = re.findall(_ATTRIBUTE, raw_attributes)
            if raw_attributes.count("=") > len(pairs):  # some may lack their quotation marks
                bare = re.sub(_ATTRIBUTE, " ", raw_attributes)
                pairs += ((name, value, "") for name, value in re.findall(_BARE_ATTRIBUTE, bare))
        if "xmlns" in raw_attributes:
            scope = self._declare(scope, pairs)
        names = scope.attributes
        values: dict[str, str] = {}
        for name, double, single in pairs:
            value = double or single
            if "&" in value:
                value = unescape(value)
            if name[:5] != "xmlns":
                values[names[name]] = value
        tag, namespace = scope.element(raw_name)
        parent = opened[-1][0] if opened else None
        element = Element(
            self.text, tag, namespace, raw_name, values, names, start, end, parent, []
        )
        if parent is not None:
            parent.children.append(element)
        elif self.root is None:
            self.root = element
        else:  # a second root: its content must not be lost
            element.parent = self.root
            self.root.children.append(element)
            self.root.close_start = self.root.end = len(self.text)
        if not empty:
            if len(opened) < DEEPEST:
                opened.append((element, scope))
            else:
                self._nest_too_deep(start, end)

    def _declare(self, scope: Scope, pairs: list[tuple[str, str, str]]) -> Scope:
        declared = {}
        for name, double, single in pairs:
            if name == "xmlns" or name.startswith("xmlns:"):
                declared[name[6:]] = double or single
        return scope.inner(declared) if declared else scope

    def _nest_too_deep(self, start: int, end: int) -> None:
        self._too_deep += 1
        if not any(problem.code == "xml_nested_too_deep" for problem in self.problems):
            message = (
                f"elements are nested deeper than {DEEPEST} levels; what is below is read as text"
            )
            self.problems.append(Problem("xml_nested_too_deep", Span(start, end), message))

    def _end(self, raw_name: str, start: int, end: int) -> None:
        if self._too_deep:
            self._too_deep -= 1
            return
        opened = self._open
        if not opened:
            return
        if opened[-1][0].raw_name == raw_name:
            element = opened.pop()[0]
            element.close_start = start
            element.end = end
            return
        depth = len(opened) - 1
        while depth >= 0 and opened[depth][0].raw_name != raw_name:
            depth -= 1
        if depth < 0:
            return  # it closes nothing that is open
        for element, _ in opened[depth:]:
            element.close_start = element.end = start
        opened[depth][0].end = end
        del opened[depth:]

    def _special(self, kind: str, start: int, position: int) -> int:
        """Read a comment, a CDATA section, an instruction or a document type; where it ends."""
        if kind == "!DOCTYPE":
            return self._doctype(start, position)
        closer = _CLOSERS[kind]
        end = self.text.find(closer, position) if kind not in self._unclosed else -1
        if end < 0:  # not closed: what follows is read as if it were not there
            self._unclosed.add(kind)
            return position
        if kind == "?" and "<" in self.text[position:end]:
            problem = orphan(self.text, position, end, "in an instruction")
            self.problems += [problem] if problem else []
        if kind == "![CDATA[" and end > position and self._open:
            text = self.text[position:end]
            self._open[-1][0].children.append(Text(text, position, end))
        return end + len(closer)

    def _doctype(self, start: int, position: int) -> int:
        if self.doctype is not None:
            return position
        end = _doctype_end(self.text, position)
        self.doctype = Span(start, end)
        entities = self.text.count("<!ENTITY", start, end)
        message = "the file has a document type declaration"
        if entities:
            message += f" with {plural(entities, 'entity', 'entities')}, which are not expanded"
        self.problems.append(Problem("xml_doctype", Span(start, end), message))
        return end


def _doctype_end(text: str, start: int) -> int:
    """Where a document type declaration ends that goes on at `start`; `start` when it does not."""
    in_subset = False
    position = start
    search = re.compile(r"""["'\[\]>]|<!--|<""").search
    match = search(text, position)
    while match is not None:
        token, position = match[0], match.end()
        if token in ('"', "'", "<!--"):
            closer = "-->" if token == "<!--" else token
            position = text.find(closer, position) + len(closer)
            if position < match.end():
                return start
        elif token == ">" and not in_subset:
            return position
        elif token in "[]":
            in_subset = token == "["
        elif token == "<" and not in_subset:
            return start
        match = search(text, position)
    return start
