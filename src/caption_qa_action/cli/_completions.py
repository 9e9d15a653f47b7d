"""Scripts that complete the command line in a shell, each from the same table of commands and words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from caption_qa_action.cli._command_line import FILES, Command, Option
from caption_qa_action.core.named_tuple import NamedTuple


class Row(NamedTuple):
    """What can stand in one place: words, or names of files. With `is_list`, several with commas between them.

    `after` is what can stand behind a word and an equals sign.
    """

    words: tuple[str, ...]
    is_files: bool = False
    is_list: bool = False
    after: tuple[str, ...] = ()


class Table(NamedTuple):
    """By the path of a command (`remote keys`): its options with their help, what else can follow, and by
    the name of an option what its value may be."""

    options: Mapping[str, tuple[tuple[str, str], ...]]
    rest: Mapping[str, Row]
    values: Mapping[tuple[str, str], Row]


def table(commands: Sequence[Command]) -> Table:
    """The table of all commands; the path of the program itself is `""`."""
    options: dict[str, tuple[tuple[str, str], ...]] = {"": (("--help", "show the help"),)}
    names = tuple(command.path[0] for command in commands if len(command.path) == 1)
    rest: dict[str, Row] = {"": Row(names)}
    values: dict[tuple[str, str], Row] = {}
    for command in commands:
        path = " ".join(command.path)
        options[path] = tuple(
            (name, option.help) for option in command.options for name in option.names
        )
        words = (*command.commands, *(word for each in command.arguments for word in each.words))
        rest[path] = Row(words, any(each.kind == FILES for each in command.arguments))
        for option in command.options:
            if option.value:
                values.update(((path, name), _row(option)) for name in option.names)
    return Table(options, rest, values)


def _row(option: Option) -> Row:
    return Row(option.words, option.kind == FILES, option.is_list, option.after)


def _values(known: Table) -> dict[Row, list[tuple[str, str]]]:
    """What can be the value of which options of which command; `--option=` has what stands behind a word of it."""
    lists: dict[Row, list[tuple[str, str]]] = {}
    for (path, name), row in known.values.items():
        lists.setdefault(row, []).append((path, name))
        if row.after:
            lists.setdefault(Row(row.after), []).append((path, f"{name}="))
    return lists


def bash(commands: Sequence[Command]) -> str:
    """For bash 4 and later."""
    known = table(commands)
    paths = "|".join(f'"{_slashed(path)}"' for path in known.rest if path)
    lines = [
        "# Completes caption-qa in bash. In ~/.bashrc:  source <(caption-qa completion bash)",
        "_caption_qa() {",
        '    local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}"',
        '    local path="" words="" before="" index',
        "    COMPREPLY=()",
        "    # bash takes --option=value for three words.",
        "    local at=$((COMP_CWORD - 1))",
        '    if [[ $current == "=" ]]; then current=""; at=$COMP_CWORD; fi',
        '    if [[ ${COMP_WORDS[at]} == "=" ]]; then',
        '        previous="${COMP_WORDS[at-1]}"',
        "        if [[ $previous != -* ]]; then # behind a word of the value",
        '            previous="${COMP_WORDS[at-2]}"',
        '            [[ $previous == "=" ]] && previous="${COMP_WORDS[at-3]}"',
        '            previous="$previous="',
        "        fi",
        "    fi",
        "    for ((index = 1; index < COMP_CWORD; index++)); do",
        f'        case "$path/${{COMP_WORDS[index]}}" in {paths}) path="$path/${{COMP_WORDS[index]}}";; esac',
        "    done",
        '    case "$path $previous" in',
    ]
    for row, places in _values(known).items():
        shown = "|".join(f'"{_slashed(path)} {name}"' for path, name in places)
        before = (
            ' before="${current%"${current##*,}"}"; current="${current##*,}";'
            if row.is_list
            else ""
        )
        words = f' words="{" ".join(row.words)}"' if row.words else " return"
        lines.append(f"        {shown}){before}{words};;")
    lines.append('        *) case "$path" in')
    for path, row in known.rest.items():
        options = " ".join(name for name, _ in known.options[path])
        files = " [[ $current == -* ]] || return;" if row.is_files and not row.words else ""
        lines.append(
            f'            "{_slashed(path)}"){files} words="{" ".join((*row.words, options))}";;'
        )
    lines += [
        "        esac;;",
        "    esac",
        '    COMPREPLY=($(compgen -P "$before" -W "$words" -- "$current"))',
        "}",
        "complete -o default -F _caption_qa caption-qa",
    ]
    return _text(lines)


def zsh(commands: Sequence[Command]) -> str:
    """For zsh with its completion system."""
    known = table(commands)
    paths = "|".join(f'"{_slashed(path)}"' for path in known.rest if path)
    lines = [
        "#compdef caption-qa",
        "# Completes caption-qa in zsh. In ~/.zshrc, after compinit:  source <(caption-qa completion zsh)",
        "_caption_qa() {",
        '    local place="" word previous="${words[CURRENT-1]}"',
        "    local -a options",
        '    for word in "${(@)words[2,CURRENT-1]}"; do',
        f'        case "$place/$word" in {paths}) place="$place/$word";; esac',
        "    done",
        '    if [[ "${words[CURRENT]}" == --*=* ]]; then',
        '        previous="${words[CURRENT]%%=*}"; compset -P 1 "*="',
        '        [[ "${words[CURRENT]#*=}" != *=* ]] || { previous="$previous="; compset -P 1 "*=" }',
        '    elif [[ "${words[CURRENT]}" == *=* ]]; then',
        '        previous="$previous="; compset -P 1 "*="',
        "    fi",
        '    case "$place $previous" in',
    ]
    for row, places in _values(known).items():
        shown = "|".join(f'"{_slashed(path)} {name}"' for path, name in places)
        lines.append(f"        {shown}) {_zsh_row(row)}return;;")
    lines += ["    esac", '    case "$place" in']
    for path, row in known.rest.items():
        described = " ".join(
            _single(f"{name}:{_one_line(text)}") for name, text in known.options[path]
        )
        lines.append(
            f'        "{_slashed(path)}") options=({described}); {_zsh_row(row)}'
            "_describe -o option options;;"
        )
    lines += [
        "    esac",
        "}",
        'if [[ "${funcstack[1]}" == _caption_qa ]]; then _caption_qa "$@"; else compdef _caption_qa caption-qa; fi',
    ]
    return _text(lines)


def _zsh_row(row: Row) -> str:
    if row.is_files and not row.words:
        return "_files; "
    if not row.words:
        return ""
    prefix = 'compset -P "*,"; ' if row.is_list else ""
    files = "_files; " if row.is_files else ""
    return f"{prefix}compadd -- {' '.join(row.words)}; {files}"


def fish(commands: Sequence[Command]) -> str:
    """For fish 3 and later."""
    known = table(commands)
    paths = " ".join(_single(_slashed(path)) for path in known.rest if path)
    lines = [
        "# Completes caption-qa in fish: caption-qa completion fish > ~/.config/fish/completions/caption-qa.fish",
        "function __caption_qa_at",
        "    set -l place ''",
        "    for word in (commandline -opc)[2..-1]",
        f"        if contains -- $place/$word {paths}",
        "            set place $place/$word",
        "        end",
        "    end",
        '    test "$place" = "$argv[1]"',
        "end",
        "# The words behind the first argument, or behind one of them and an equals sign what it names.",
        "function __caption_qa_pairs",
        "    set -l current (commandline -ct | string replace -r -- '^--[a-z-]*=' '')",
        "    if string match -q '*=*' -- $current",
        "        printf '%s\\n' (string replace -r -- '=.*' '=' $current)(string split , $argv[1])",
        "    else",
        "        printf '%s\\n' $argv[2..-1]",
        "    end",
        "end",
        "complete -c caption-qa -f",
    ]
    for path, row in known.rest.items():
        at = f"-n {_single(f'__caption_qa_at {_slashed(path) or chr(34) * 2}')}"
        if row.words:
            lines.append(f"complete -c caption-qa {at} -a {_single(' '.join(row.words))}")
        if row.is_files:
            lines.append(f"complete -c caption-qa {at} -F")
        for name, text in known.options[path]:
            flag = f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}"
            value = known.values.get((path, name))
            takes = "" if value is None else _fish_value(value)
            lines.append(f"complete -c caption-qa {at} {flag}{takes} -d {_single(_one_line(text))}")
    return _text(lines)


def _fish_value(row: Row) -> str:
    if row.is_files:
        return " -r -F"
    words = f"(__fish_append , {' '.join(row.words)})" if row.is_list else " ".join(row.words)
    if row.after:
        words = f"(__caption_qa_pairs {','.join(row.after)} {' '.join(row.words)})"
    return f" -x -a {_single(words)}" if row.words else " -x"


def powershell(commands: Sequence[Command]) -> str:
    """For PowerShell 5 and later."""
    known = table(commands)

    def words(names: Iterable[str]) -> str:
        return f"@({', '.join(_doubled(name) for name in names)})"

    lines = [
        "# Completes caption-qa in PowerShell. In $PROFILE:",
        "#   caption-qa completion powershell | Out-String | Invoke-Expression",
        "Register-ArgumentCompleter -Native -CommandName caption-qa -ScriptBlock {",
        "    param($wordToComplete, $commandAst, $cursorPosition)",
        "    $rest = @{",
    ]
    for path, row in known.rest.items():
        names = (*row.words, *(name for name, _ in known.options[path]))
        lines.append(f"        {_doubled(path)} = {words(names)}")
    lines += ["    }", "    $values = @{"]
    for row, places in _values(known).items():
        lines += [
            f"        {_doubled(f'{path} {name}')} = {words(row.words)}" for path, name in places
        ]
    lines += [
        "    }",
        "    $place = ''; $previous = ''",
        "    foreach ($element in $commandAst.CommandElements | Select-Object -Skip 1) {",
        "        if ($element.Extent.EndOffset -ge $cursorPosition) { break }",
        "        $previous = $element.ToString()",
        '        $next = "$place $previous".Trim()',
        "        if ($rest.ContainsKey($next)) { $place = $next }",
        "    }",
        "    $found = $rest[$place]",
        '    if ($values.ContainsKey("$place $previous")) { $found = $values["$place $previous"] }',
        '    if ($wordToComplete -like "*=*" -and $values.ContainsKey("$place $previous=")) {',
        '        $found = $values["$place $previous="]',
        "    }",
        "    $before = $wordToComplete -replace '[^,=]*$', ''",
        "    $last = $wordToComplete.Substring($before.Length)",
        "    $found | Where-Object { $_.StartsWith($last) } | ForEach-Object {",
        "        [System.Management.Automation.CompletionResult]::new(\"$before$_\", $_, 'ParameterValue', $_)",
        "    }",
        "}",
    ]
    return _text(lines)


SHELLS: dict[str, Callable[[Sequence[Command]], str]] = {
    "bash": bash,
    "fish": fish,
    "powershell": powershell,
    "zsh": zsh,
}


def _slashed(path: str) -> str:
    return "".join(f"/{word}" for word in path.split())


def _one_line(text: str) -> str:
    return " ".join(text.replace("%%", "%").split())


def _single(text: str) -> str:
    r"""A word of a shell; a quotation mark in it stands outside: `'it'\''s'`."""
    return "'" + text.replace("'", "'\\''") + "'"


def _doubled(text: str) -> str:
    """A word of PowerShell."""
    return "'" + text.replace("'", "''") + "'"


def _text(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
