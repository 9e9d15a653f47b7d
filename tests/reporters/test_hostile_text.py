"""Captions, file names and replies of a server that try to be more than text."""

from __future__ import annotations

import json
import posixpath
import re
from itertools import pairwise

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.pages import rule_url
from caption_qa_action.core.report import FileReport
from caption_qa_action.core.source import Edit, Fix, Source, Span
from caption_qa_action.core.text import printable, strict
from caption_qa_action.reporters import REPORTERS, Options, traits
from tests.reporters.actions_runner import annotations_of, new_command, old_command, read_log
from tests.reporters.fixed_report import diagnose, report

# Whoever does not say that a runner executes its lines must not be executed.
WITHOUT_COMMANDS = [name for name in sorted(REPORTERS) if not traits(name).has_commands]

HOSTILE = (
    "100% %0A::error::x %25",
    "::error::forged",
    "  ::stop-commands::x",
    "\u3000::add-mask::a",
    ":::warning::x",
    "::add-matcher::/tmp/x.json",
    "##[error]x",
    "###[add-mask]a",
    "##[##[stop-commands]x]",
    "a\n::error::x",
    "a\r::error::x",
    "a\r\n##[error]x",
    "a\x85::error::x\x0b::error::x\x0c::error::x",
    "a\u2028::error::x\u2029::error::x",
    "\x1b[31mred\x1b[0m\x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\\x9b31m",
    "lone \ud800 surrogates \udcff",
    "\u202egnp.exe\u202c \u2066x\u2069 \u200e\u200f\u061c",
    "\ufeffmark\u200bspace\u2060join",
    "| a | b |\\| c \\",
    "`code` ``` ` ```` `",
    "`",
    " `x` ",
    "[link](http://evil.example) ![image](http://evil.example/x.png) [ref][1]",
    "<b>html</b> <!-- comment --> <img src=x onerror=alert(1)> &lt;&#60;",
    "<http://evil.example> http://evil.example https://evil.example www.evil.example WWW.evil.example",
    "@octocat a@evil.example org/team#12 #123 GH-1",
    "# heading",
    "**bold** _emphasis_ ~~struck~~ $x$ $$y$$ ***",
    "a;b=c,d=e:f::g",
)

each_text = pytest.mark.parametrize(
    "text", HOSTILE, ids=[f"text-{number}" for number in range(len(HOSTILE))]
)

# What must never reach a terminal or a log: controls but LF, line separators, bidirectional
# controls, lone surrogates, marks without a shape.
FORBIDDEN = (
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]"
)


def hostile_file(text: str) -> FileReport:
    """A file that has `text` in every place where a text can be."""
    source = Source.of(f"##{text}\n{text}", path=text)
    fix = Fix(text, (Edit(Span(0, 2), text),), safe=True)
    diagnostics = tuple(
        diagnose(
            source,
            text if severity is Severity.WARNING else "line_too_long",
            severity,
            text,
            Span(2, 2 + length),
            cue=1,
            times=(0, 1),
            fix=fix,
            related=((source.position(0), text),),
        )
        for severity in Severity
        for length in (1, len(text))
    )
    return FileReport(text, text, "checked", 1, diagnostics, "", source, text, text, text)


def hostile_report(text: str) -> list[FileReport]:
    unreadable = FileReport(text, text, "unreadable", reason=text)
    skipped = FileReport(text, text, "skipped", reason=text)
    return [hostile_file(text), unreadable, skipped]


def say(code: str) -> str:
    """A reason that is the code itself, whatever that is."""
    return code


@each_text
@pytest.mark.parametrize("name", WITHOUT_COMMANDS)
def test_no_text_becomes_a_command_of_the_runner(name: str, text: str) -> None:
    options = Options(verbose=True, why=say)
    for variant in (options, options._replace(color=True), options._replace(statistics=True)):
        commands, _ = read_log(report(name, hostile_report(text), variant))
        assert commands == []


@each_text
def test_only_the_annotations_are_commands_and_they_decode_to_what_was_meant(text: str) -> None:
    log = report("github", hostile_report(text))
    commands, lines = annotations_of(log), read_log(log)[1]
    assert [command.name for command in commands] == ["error"] * 3 + ["warning"] * 2 + [
        "notice"
    ] * 2
    normal = posixpath.normpath(text)
    path = normal.encode("utf-8", "replace").decode()
    # The runner has escapes for line ends; other controls are shown, as everywhere.
    if re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", normal):
        path = printable(normal)
    for command in commands:
        assert command.properties["file"] == path
        assert not re.search(FORBIDDEN, command.data)
    for command in commands[1:]:
        assert set(command.properties) >= {"file", "line", "endLine", "title"}
        assert command.properties["line"] == "1"
        where = f"{printable(normal)}:1:3: ".replace("##[", "#\\x23[")
        if not text.lstrip().startswith("::"):
            assert command.data.startswith(where)
        shown = printable(text).replace("##[", "#\\x23[")
        assert command.data.removesuffix(f"\n{rule_url('line_too_long')}").endswith(shown)
    assert len(lines) == 6 + 2  # the list, the last line and what is after it
    assert lines[-1] == ""


@each_text
@pytest.mark.parametrize("name", sorted(REPORTERS))
def test_every_report_can_be_written_as_utf_8(name: str, text: str) -> None:
    options = Options(verbose=True, why=say)
    for variant in (options, options._replace(color=True), options._replace(statistics=True)):
        report(name, hostile_report(text), variant).encode("utf-8")


@each_text
@pytest.mark.parametrize("name", WITHOUT_COMMANDS)
def test_no_control_reaches_the_reader(name: str, text: str) -> None:
    options = Options(verbose=True, why=say)
    assert not re.search(FORBIDDEN, report(name, hostile_report(text), options))
    colored = report(name, hostile_report(text), options._replace(color=True))
    ours = r"\x1b\[[0-9;]+m|\x1b\]8;;(https://caption-qa\.github\.io/[a-z0-9_/-]+)?\x1b\\"
    assert not re.search(FORBIDDEN, re.sub(ours, "", colored))


@each_text
def test_concise_has_one_line_for_each_finding(text: str) -> None:
    lines = report("concise", hostile_report(text), Options(verbose=True)).split("\n")
    assert len(lines) == 6 + 2 + 1 + 1


@each_text
def test_json_gives_back_every_text_exactly(text: str) -> None:
    exact = strict(text)  # but for lone surrogates, which no JSON can hold
    written = report("json", hostile_report(text))
    files = json.loads(written.encode("utf-8"))["files"]
    assert [file["path"] for file in files] == [exact] * 3
    assert files[0]["encoding"] == exact
    assert files[1]["reason"] == exact
    for diagnostic in files[0]["diagnostics"]:
        assert diagnostic["message"] == exact
        assert diagnostic["fix"]["title"] == exact
        edits = diagnostic["fix"]["edits"]
        assert [each["replacement"] for each in edits] == [text] * (exact == text)
        assert diagnostic["related"][0]["message"] == exact
    assert written.count("\n") == len(files) + 2


def inline_tokens(page: str) -> list[Token]:
    tokens: list[Token] = []
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(page):
        tokens += [token, *(token.children or [])]
    return tokens


@each_text
def test_markdown_has_no_markup_but_ours(text: str) -> None:
    tokens = inline_tokens(report("markdown", hostile_report(text)))
    kinds = {token.type for token in tokens}
    allowed = {"inline", "text", "code_inline", "link_open", "link_close"}
    allowed |= {f"heading_{side}" for side in ("open", "close")}
    allowed |= {f"paragraph_{side}" for side in ("open", "close")}
    allowed |= {
        f"{part}_{side}"
        for part in ("table", "thead", "tbody", "tr", "th", "td")
        for side in ("open", "close")
    }
    assert kinds <= allowed | {"text_special", "html_block"}
    # What is folded; nothing in it comes from a file.
    own = r"</details>|<details>\n<summary>[A-Z][a-z ]+ \(\d+\)</summary>"
    html = [token.content.strip() for token in tokens if token.type == "html_block"]
    assert html
    assert [found for found in html if not re.fullmatch(own, found)] == []
    links = {str(token.attrGet("href")) for token in tokens if token.type == "link_open"}
    assert links == {"https://caption-qa.github.io/caption-qa-action/rules/line_too_long/"}
    assert sum(1 for token in tokens if token.type == "heading_open") == 4


@each_text
def test_markdown_tables_keep_their_columns(text: str) -> None:
    tokens = inline_tokens(report("markdown", hostile_report(text)))
    rows: list[list[str]] = []
    for token, after in pairwise(tokens):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "td_open":
            shown = [child.content for child in after.children or []]
            rows[-1].append("".join(shown))
    findings = [row for row in rows if len(row) == 4]
    assert len(findings) == 6
    message = printable(text).strip()
    for row in findings:
        place = f"{printable(text)}:1:3".replace("|", "\\x7c").replace("##[", "#\\x23[")
        if not text.lstrip().startswith("::"):
            assert row[1] == place
            assert row[3].replace("\u200b", "") == message.replace("##[", "#\\x23[")


@each_text
def test_markdown_leaves_nothing_that_github_would_link(text: str) -> None:
    tokens = inline_tokens(report("markdown", hostile_report(text)))
    shown = " ".join(
        "".join(child.content for child in token.children or [] if child.type != "code_inline")
        for token in tokens
        if token.type == "inline"
    )
    assert not re.search(r"://|(?i:www)\.|@\w|#[0-9]", shown)


@pytest.mark.parametrize(
    "line", ["::error::x", "  ::error file=a,line=1::x", "##[error]x", "text ##[add-mask]x"]
)
def test_the_stand_in_for_the_runner_sees_what_is_a_command(line: str) -> None:
    assert new_command(line) or old_command(line)


@pytest.mark.parametrize("line", ["x ::error::x", "::unknown::x", "::error", "##[unknown]x"])
def test_the_stand_in_for_the_runner_sees_what_is_none(line: str) -> None:
    assert not new_command(line)
    assert not old_command(line)


@each_text
@pytest.mark.parametrize("name", ["json", "json-lines", "sarif", "rdjson", "gitlab"])
def test_json_holds_no_lone_surrogate_which_strict_readers_refuse(name: str, text: str) -> None:
    lines = report(name, hostile_report(text))
    for document in lines.splitlines() if name == "json-lines" else [lines]:
        json.dumps(json.loads(document), ensure_ascii=False).encode()


def test_a_byte_of_a_name_is_written_the_same_in_every_report() -> None:
    file = hostile_file("Bye")._replace(path="caf\udce9.srt")
    file = file._replace(
        diagnostics=tuple(each._replace(path=file.path) for each in file.diagnostics)
    )
    for name in sorted(set(REPORTERS) - {"sarif", "github"}):  # a URI, and text of a command
        shown = report(name, [file], Options(show_all=True))
        assert "caf\\xe9.srt" in shown.replace("\\\\", "\\"), name


def test_what_would_write_a_byte_that_json_cannot_hold_is_no_edit_there() -> None:
    file = hostile_file("a \udce9")
    (first, *_) = json.loads(report("json", [file]))["files"][0]["diagnostics"]
    assert first["fix"]["edits"] == []
    for name in ("sarif", "rdjson"):
        assert "insertedContent" not in report(name, [file])
        assert "suggestions" not in report(name, [file])
