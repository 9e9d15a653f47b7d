"""A repository of which every setting, attribute, hook and name tries to run a program, or to mislead.

What is started leaves a mark, whatever it was started by.
"""

from __future__ import annotations

from pathlib import Path

from tests.repository import Repository

GOOD = b"1\n00:00:01,000 --> 00:00:03,000\nThe river freezes in December.\n"
BAD = b"1\n00:00:03,000 --> 00:00:01,000\nThe river freezes in December.\n"
CODE = "negative_duration"

# Every setting of git whose value is a program, or names one (git-config(1)).
PROGRAMS = (
    "core.fsmonitor", "core.pager", "core.editor", "core.askPass", "core.sshCommand", "core.gitProxy",
    "core.alternateRefsCommand", "credential.helper", "credential.https://example.org.helper",
    "diff.external", "diff.evil.command", "diff.evil.textconv", "filter.evil.clean",
    "filter.evil.smudge", "filter.evil.process", "filter.two words.clean", "filter.UPPER.smudge",
    "merge.evil.driver", "gpg.program", "gpg.ssh.program", "gpg.ssh.defaultKeyCommand",
    "interactive.diffFilter", "pager.diff", "pager.ls-files", "sequence.editor", "trailer.x.command",
    "remote.origin.uploadpack", "remote.origin.receivepack", "uploadpack.packObjectsHook",
    "alias.diff", "alias.ls-files", "web.browser", "man.viewer", "init.templateDir",
)  # fmt: skip
HOOKS = (
    "post-index-change", "post-checkout", "pre-auto-gc", "reference-transaction", "fsmonitor-watchman",
    "post-merge", "pre-push", "pre-commit",
)  # fmt: skip
ATTRIBUTES = (
    "* filter=evil diff=evil merge=evil\n*.vtt filter=UPPER\nb.srt filter=two\\040words diff=evil\n"
)


class Hostile(Repository):
    """The repository; `mark` is there when anything was started."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.mark = folder.parent / "started"

    @property
    def evil(self) -> Path:
        """The program."""
        return self.folder / "evil"

    def started(self) -> str:
        """What was started."""
        return self.mark.read_text(encoding="utf-8") if self.mark.exists() else ""

    def arm(self) -> None:
        """Let every setting and hook name the program, and commit no more."""
        program(self.evil, self.mark)
        for name in PROGRAMS:
            self.git("config", name, str(self.evil))
        self.git("config", "filter.evil.required", "true")
        self.git("config", "extensions.partialClone", "origin")
        self.git("config", "protocol.allow", "always")
        self.git("config", "protocol.ext.allow", "always")
        self.git("config", "remote.origin.url", f"ext::{self.evil} %S")
        self.git("config", "core.attributesFile", str(self.folder / "attributes"))
        (self.folder / "attributes").write_text(ATTRIBUTES, encoding="utf-8")
        (self.folder / ".git/info/attributes").write_text(ATTRIBUTES, encoding="utf-8")
        (self.folder / ".gitattributes").write_text(ATTRIBUTES, encoding="utf-8")
        for hook in HOOKS:
            program(self.folder / ".git/hooks" / hook, self.mark)
            program(self.folder / "hooks" / hook, self.mark)
        self.git("config", "core.hooksPath", str(self.folder / "hooks"))


def program(path: Path, mark: Path) -> None:
    """A program that leaves a mark."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'#!/bin/sh\necho "$0 $*" >>"{mark}"\nexit 1\n', encoding="utf-8")
    path.chmod(0o755)


def hostile(folder: Path) -> Hostile:
    """A repository with two commits and staged changes, armed."""
    repository = Hostile(folder)
    repository.git("init", "--quiet")
    for name in ("a.srt", "b.srt", "sub/c.srt", "kept.srt"):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(GOOD)
    repository.git("add", ".")
    repository.git("commit", "--quiet", "--message=good")
    (folder / "b.srt").write_bytes(BAD)
    repository.git("add", "b.srt")
    repository.git("commit", "--quiet", "--message=bad")
    (folder / "a.srt").write_bytes(BAD)
    (folder / "new.vtt").write_bytes(b"WEBVTT\n\n00:03.000 --> 00:01.000\nHello there.\n")
    repository.git("add", "a.srt", "new.vtt")
    (folder / "sub/c.srt").write_bytes(BAD)  # in the work tree alone
    repository.arm()
    return repository


# Names of captions that are bad: for a shell, for a runner, for a terminal, as patterns, as options.
NAMES = (
    "$(touch started).srt", "`touch started`.srt", ";touch started;.srt", "| touch started.srt",
    "&& touch started.srt", "line\nbreak.srt", "::error::x.srt", "%0A::error::y.srt", "*.srt", "[a].srt",
    "{a,b}.srt", "a b.srt", "\u202eabc.srt", "@list.srt", "~.srt", "\x1b[31mred.srt", "'\".srt",
    "sub/--help.srt", "sub/deeper/-.srt",
)  # fmt: skip
OPTIONS = ("-q.srt", "--exclude=*.srt", "--exit-zero.srt", "--format=json=a b.srt")
# Configurations that lead out of the repository, or that nothing good comes of.
CONFIGURATIONS = {
    "device": ".caption-qa.yml: baseline: /dev/zero",
    "outside": ".caption-qa.yml: extend: /etc/passwd",
    "credentials": ".caption-qa.yml: extend: .git/config",
    "plugin": ".caption-qa.yml: plugins: [evil]",
    "nested": "sub/.caption-qa.yml: extend: ../../../../../../etc/passwd",
    "alias": ".caption-qa.yml: exclude: &a [*a, *a]",
    "server": ".caption-qa.yml: {engine: remote, api-url: 'http://127.0.0.1:1'}",
    "folder": ".caption-qa.yml: baseline: sub",
    "link": ".caption-qa.yml: baseline: ../secret",
    "deep": f".caption-qa.yml: exclude: {'[' * 50_000}",
    "expanded": ".caption-qa.yml: {a: &a [x, x], b: &b [*a, *a], exclude: [*b, *b]}",
    "tag": ".caption-qa.yml: exclude: !!python/object/apply:os.system ['touch started']",
    "long key": f"pyproject.toml: [tool.caption-qa]\n{'a.' * 40_000}x = 1",
    "long number": f"pyproject.toml: [tool.caption-qa]\nmax-warnings = {'1' * 5_000}",
    "many keys": ".caption-qa.yml: \n" + "".join(f"k{at}: 1\n" for at in range(10_000)),
    "terminal": '.caption-qa.yml: {"\\e[31mred\\r::error::x": 1}',
}


def put_names(repository: Repository, names: tuple[str, ...] = NAMES) -> None:
    """Write captions under every name, and links that lead out, in circles and nowhere."""
    repository.write(dict.fromkeys(names, BAD))
    folder = repository.folder
    (folder / "link.srt").symlink_to("/etc/passwd")
    (folder / "nowhere.srt").symlink_to("nothing")
    (folder / "loop").symlink_to(folder)
    (folder / "out").symlink_to(folder.parent)


def put_configuration(repository: Repository, kind: str) -> None:
    """Write one of the configurations, and a module that nobody may import."""
    name, _, content = CONFIGURATIONS[kind].partition(": ")
    evil = f"open({str(repository.folder.parent / 'started')!r}, 'w').write('imported')\n"
    repository.write({name: f"{content}\n", "evil.py": evil, "sub/a.srt": BAD})
