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
