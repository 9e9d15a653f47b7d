"""JSON read with the place of every value, and read on after damage.

Source: RFC 8259, The JavaScript Object Notation (JSON) Data Interchange Format,
https://www.rfc-editor.org/rfc/rfc8259
"""

from __future__ import annotations

import re

from caption_qa_action.core.json_escapes import unescape
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.source import Edit, Fix, Problem, Span
from caption_qa_action.core.text import quote
from caption_qa_action.formats._time_faults import no_value

WS = "[ \t\r\n]*+"
STRING = r'"[^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*+)*+"'
INTEGER = "(?:0|[1-9][0-9]{0,14}+)(?![0-9.eE])"
_ANY_STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
# What can be made sense of though it is not valid: a string on one line, whatever it holds.
_LOOSE_STRING = r'"[^"\\\r\n]*+(?:\\[^\r\n][^"\\\r\n]*+)*+"'
_NUMBER = r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?(?![0-9.+eE-])"
_LOOSE_NUMBER = r"[+-]?\.?[0-9][0-9.eE+-]*+"
_WORD = "[+-]?[A-Za-z_$][A-Za-z0-9_$]*+"
_ANY_OBJECT = r'\{[ \t\r\n]*+"'
_SCRAP = r"[^ \t\r\n,:\"{}\[\]]++(?=[ \t\r\n]*+[,}\]])"
_COMMENT = r"//[^\r\n]*+|/\*[^*]*+(?:\*(?!/)[^*]*+)*+\*/"
_NAMES = {
    "array": "an array",
    "literal": "a literal",
    "number": "a number",
    "object": "an object",
    "string": "a string",
}

# Deeper than anything a program writes about captions, and far from the limit of Python's stack.
_DEEPEST = 32
# A file with more errors is no JSON, and the first ones show it.
_MOST_ERRORS = 200
# A file with more damage than this is read up to it: each time, the rest is searched for where to go on.
_MOST_RESUMES = 50


class Value(NamedTuple):
    """A JSON value and its place.

    `kind` is `object`, `array`, `string`, `number` or `literal`. `text` is a string decoded, a number
    or a literal as written; `items` are those of an array, `members` those of an object.
    """

    kind: str
    start: int
    end: int
    text: str = ""
    items: tuple[Value, ...] = ()
    members: tuple[Member, ...] = ()

    @property
    def title(self) -> str:
        """What it is, for a message."""
        if self.kind != "literal":
            return _NAMES[self.kind]
        # `NaN`, or whatever stands where a value should.
        return self.text if self.text.isascii() and self.text.isalnum() else quote(self.text)

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


class Member(NamedTuple):
    """A name and a value in an object; `start` is where the name begins, with its quote."""

    name: str
    start: int
    name_end: int
    value: Value


def strings(raw: str) -> list[str]:
    """What the strings in a piece of JSON stand for, in order."""
    return [unescape(string[1:-1]) for string in re.findall(_ANY_STRING, raw, re.DOTALL)]


class Reader:
    """Reads values at offsets of a text; what it stumbles over becomes problems.

    After a method has returned None, `stopped` is where it could not go on, and `shallow` is False if
    that was too deep to look for something inside. `path` is where the
    value being read is, for messages (`cues[4]`). With `keep_partial`, an object or an array that cannot
    be read to its end is what has been read of it, so that a file that was cut off is no loss, and an array
    of objects goes on after damage; `broken`: whether the last value was not read to its end. Of a text that is only looked at, `most_values` are read.
    """

    __slots__ = (
        "text",
        "problems",
        "stopped",
        "shallow",
        "path",
        "_errors",
        "broken",
        "_keep_partial",
        "_values_left",
        "_openers",
        "_resumes_left",
        "_patterns",
    )

    def __init__(self, text: str, *, keep_partial: bool = False, most_values: int = -1) -> None:
        self.text = text
        self._values_left = most_values
        self._openers: list[re.Pattern[str]] = []
        self._resumes_left = _MOST_RESUMES
        self._keep_partial = keep_partial
        self.broken = False
        self.problems: list[Problem] = []
        self.stopped = 0
        self.shallow = True
        self.path = ""
        self._errors: set[int] = set()
        self._patterns = {
            name: re.compile(pattern).match
            for name, pattern in (
                ("ws", WS),
                ("string", STRING),
                ("loose_string", _LOOSE_STRING),
                ("number", _NUMBER),
                ("loose_number", _LOOSE_NUMBER),
                ("word", _WORD),
                ("comment", _COMMENT),
                ("scrap", _SCRAP),
            )
        }

    def error(self, span: Span, message: str, fix: Fix | None = None, detail: str = "") -> None:
        """Notice a place that is not JSON, once."""
        if span.start not in self._errors and len(self._errors) < _MOST_ERRORS:
            self._errors.add(span.start)
            self.problems.append(Problem("json_syntax", span, message, detail, fix))

    def skip(self, position: int) -> int:
        """The offset of the next thing that is no white space and no comment."""
        text = self.text
        if text[position : position + 1] > "/":  # neither white space nor a comment
            return position
        while True:
            match = self._patterns["ws"](text, position)
            position = match.end() if match else position
            if not text.startswith("/", position):
                return position
            comment = self._patterns["comment"](text, position)
            if not comment:
                return position
            end = comment.end()
            title = f"delete the comment {quote(comment[0])}"
            fix = Fix(title, (Edit(Span(position, end), ""),), safe=True)
            self.error(Span(position, end), "JSON has no comments", fix, "comment")
            position = end

    def value(self, position: int, depth: int = 0) -> Value | None:
        """The value at an offset."""
        if self._values_left == 0:
            self.stopped, self.broken = len(self.text), self._keep_partial
            return None
        self._values_left -= 1
        character = self.text[position : position + 1]
        if character in ("{", "["):
            self.shallow = depth < _DEEPEST
            if not self.shallow:
                return self._fail(position, f"values are nested more than {_DEEPEST} levels deep")
            read = self._object if character == "{" else self._array
            return read(position, depth + 1)
        if character == '"':
            return self.string(position)
        return self._scalar(position)

    def string(self, position: int) -> Value | None:
        """The string whose opening quote is at an offset."""
        match = self._patterns["string"](self.text, position)
        if not match:
            match = self._patterns["loose_string"](self.text, position)
            if not match:
                return self._fail(position, "the string is not closed on its line")
            self._check_string(position, match.end())
        end = match.end()
        return Value("string", position, end, unescape(self.text[position + 1 : end - 1]))

    def _check_string(self, start: int, end: int) -> None:
        valid = r"\\(?:[\"\\/bfnrt]|u[0-9a-fA-F]{4})"
        for match in re.finditer(f"{valid}|(\\\\.)|([\x00-\x1f])", self.text[start:end]):
            span = Span(start + match.start(), start + match.end())
            if match[1]:
                self.error(span, f"JSON has no escape {quote(match[1])}")
            elif match[2]:
                point = ord(match[2])
                fix = Fix("write an escape for it", (Edit(span, f"\\u{point:04x}"),), safe=True)
                self.error(span, f"a string holds the control character U+{point:04X}", fix)

    def _scalar(self, position: int) -> Value | None:
        text, patterns = self.text, self._patterns
        match = patterns["number"](text, position)
        # Up to the next mark all is one damaged value, so that what follows is none.
        scrap = patterns["scrap"](text, position) if self._keep_partial else None
        if match and (scrap is None or scrap.end() == match.end()):
            return Value("number", position, match.end(), match[0])
        match = (
            scrap or patterns["word"](text, position) or patterns["loose_number"](text, position)
        )
        if not match:
            found = quote(text[position]) if position < len(text) else "the end of the file"
            return self._fail(position, f"expected a value, found {found}")
        if match[0] not in ("true", "false", "null"):
            self.error(
                Span(*match.span()), f"{quote(match[0])} is no JSON value{no_value(match[0])}"
            )
        loose = scrap is None and re.match(r"[+-]?\.?[0-9]", match[0])
        kind = "number" if loose else "literal"
        return Value(kind, position, match.end(), match[0])

    def _array(self, position: int, depth: int) -> Value | None:
        start, position = position, self.skip(position + 1)
        items: list[Value] = []
        level = len(self._openers)
        while not self.text.startswith("]", position):
            item = self.value(position, depth)
            following: int | None = None
            if item is not None:
                items.append(item)
                if len(self._openers) == level and item.members:
                    name = re.escape(self.text[item.members[0].start : item.members[0].name_end])
                    self._openers.append(re.compile(rf"\{{[ \t\r\n]*+{name}[ \t\r\n]*+:"))
                following = None if self.broken else self.separator(item.end, "]")
            if following is None:
                following = self._resume(level)
            if following is None:
                del self._openers[level:]
                return self._partial("array", start, items=tuple(items))
            position = following
        del self._openers[level:]
        return Value("array", start, position + 1, items=tuple(items))

    def _resume(self, level: int) -> int | None:
        """Where an array goes on after damage: at the next object that begins as its first one did, or at any.

        None where an array around this one goes on before that, or nothing does.
        """
        if not self._keep_partial or not self.shallow or self._resumes_left == 0:
            return None
        self._resumes_left -= 1
        known = self._openers[: level + 1]
        openers = [*known, re.compile(_ANY_OBJECT)] if len(known) == level else known
        found = [opener.search(self.text, self.stopped) for opener in openers]
        places = [match.start() if match else len(self.text) for match in found]
        *around, own = places
        if own >= min(around, default=len(self.text)):
            return None
        self.broken = False
        return own

    def _object(self, position: int, depth: int) -> Value | None:
        start, position = position, self.skip(position + 1)
        members: list[Member] = []
        names: set[str] = set()
        while not self.text.startswith("}", position):
            name = self.name(position)
            value = self.value(self.skip(self.stopped), depth) if name else None
            if name is None or value is None:
                return self._partial("object", start, members=tuple(members))
            member = Member(name.text, name.start, name.end, value)
            self.note_name(member, names)
            members.append(member)
            following = None if self.broken else self.separator(value.end, "}")
            if following is None:
                return self._partial("object", start, members=tuple(members))
            position = following
        return Value("object", start, position + 1, members=tuple(members))

    def _partial(
        self,
        kind: str,
        start: int,
        *,
        items: tuple[Value, ...] = (),
        members: tuple[Member, ...] = (),
    ) -> Value | None:
        if not self._keep_partial:
            return None
        if not self.shallow:  # below is no caption, and to look for one would only find brackets
            self.stopped = len(self.text)
        return Value(kind, start, self.stopped, items=items, members=members)

    def note_name(self, member: Member, names: set[str]) -> None:
        """Remember the name of a member, and notice one that is there already."""
        if member.name in names:
            where = f" in {self.path}" if self.path else ""
            message = f"the name {quote(member.name)} occurs more than once{where}"
            span = Span(member.start, member.name_end)
            self.problems.append(Problem("duplicate_json_key", span, message))
        names.add(member.name)

    def name(self, position: int) -> Value | None:
        """The name of a member at an offset; `stopped` is then behind its colon."""
        text = self.text
        if not text.startswith('"', position):
            found = quote(text[position]) if position < len(text) else "the end of the file"
            return self._fail(position, f"expected a name in double quotes, found {found}")
        name = self.string(position)
        if name is None:
            return None
        colon = self.skip(name.end)
        if not text.startswith(":", colon):
            return self._fail(colon, f"expected a colon after the name {quote(name.text)}")
        self.stopped = colon + 1
        return name

    def separator(self, position: int, closer: str) -> int | None:
        """Where the next item begins, or `closer` is; None when neither can be found."""
        text = self.text
        last, position = position, self.skip(position)
        character = text[position : position + 1]
        if character == closer:
            return position
        if character == ",":
            following = self.skip(position + 1)
            while text.startswith(",", following):
                self._extra_comma(following)
                following = self.skip(following + 1)
            if text.startswith(closer, following):
                self._extra_comma(position)
            return following
        if character and character in ('"' if closer == "}" else '"{['):
            fix = Fix("insert a comma", (Edit(Span(last, last), ","),), safe=True)
            self.error(Span(last, last), "a comma is missing", fix)
            return position
        found = quote(character) if character else "the end of the file"
        self._fail(position, f"expected a comma or {quote(closer)}, found {found}")
        return None

    def _extra_comma(self, position: int) -> None:
        span = Span(position, position + 1)
        fix = Fix("delete the comma", (Edit(span, ""),), safe=True)
        self.error(span, "a comma with nothing after it", fix)

    def _fail(self, position: int, message: str) -> Value | None:
        self.stopped = position
        self.broken = self._keep_partial
        self.error(Span(position, min(position + 1, len(self.text))), message)
        return None


def extras(settings: str) -> dict[str, Value]:
    """The members of a cue besides its times and its text, by name; offsets are in `{settings}`."""
    value = Reader(f"{{{settings}}}").value(0)
    return {member.name: member.value for member in value.members} if value else {}


def read_root(reader: Reader) -> Value | None:
    """The value of a text; an array of them where there are several, one after the other."""
    text = reader.text
    start = reader.skip(1 if text.startswith("\ufeff") else 0)
    roots: list[Value] = []
    position = start
    while position < len(text):
        if roots and text[position] not in "{[":
            message = f"expected the end of the file, found {quote(text[position])}"
            reader.error(Span(position, position + 1), message)
            break
        value = reader.value(position)
        if value is None:
            break
        roots.append(value)
        if reader.broken:
            break
        position = reader.skip(value.end)
    if len(roots) < 2:
        return roots[0] if roots else None
    return Value("array", start, position, items=tuple(roots))
