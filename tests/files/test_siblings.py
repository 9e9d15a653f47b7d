"""Which files beside a file hold the same captions in other languages."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from caption_qa_action.core.filenames import family_of, same_language
from caption_qa_action.core.language import split_filename
from caption_qa_action.workspace.discover import File
from caption_qa_action.workspace.siblings import siblings_of


def is_named_as_captions(name: str) -> bool:
    return name.endswith((".srt", ".vtt"))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(path: str, *others: str) -> list[tuple[str, str]]:
    """The siblings of a path among others, each with its language."""
    for name in (path, *others):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("", encoding="utf-8")
    return [
        (item.file.path, item.language)
        for item in siblings_of(File(path, path), is_named_as_captions)
    ]


def test_languages_stand_in_the_names() -> None:
    names = ("talk.fr.srt", "talk_de.srt", "talk.srt", "talk.en_US.srt", "other.fr.srt", "talk.txt")
    assert found("talk.en.srt", *names) == [
        ("talk.en_US.srt", "en-US"),
        ("talk.fr.srt", "fr"),
        ("talk.srt", ""),
        ("talk_de.srt", "de"),
    ]


def test_a_name_may_be_a_language_alone() -> None:
    assert found("talk/en-AU.vtt", "talk/fr.vtt", "other/de.vtt") == [("talk/fr.vtt", "fr")]


def test_folders_may_be_languages() -> None:
    others = ("a/fr/talk.srt", "a/pt-BR/talk.srt", "a/fr/other.srt", "a/notes/talk.srt")
    assert found("a/en/talk.srt", *others) == [
        ("a/fr/talk.srt", "fr"),
        ("a/pt-BR/talk.srt", "pt-BR"),
    ]


def test_names_in_folders_of_languages_may_say_the_language_again() -> None:
    others = ("a/fr/talk.fr.srt", "a/de/talk.srt", "a/it/talk.es.srt", "a/pt/talk.pt-BR.srt")
    assert found("a/en/talk.en.srt", *others) == [
        ("a/de/talk.srt", "de"),
        ("a/fr/talk.fr.srt", "fr"),
        ("a/pt/talk.pt-BR.srt", "pt-BR"),
    ]


def test_a_folder_may_be_a_language_that_is_a_word_too() -> None:
    assert found("en/talk.srt", "it/talk.srt", "sd/talk.srt") == [("it/talk.srt", "it")]


def test_what_the_captions_are_for_may_stand_before_the_language() -> None:
    names = ("talk.fr.sdh.srt", "talk.de[cc].srt", "talk.it.srt", "talk.SDH.es.srt")
    assert found("talk.sdh.en.srt", *names) == [
        ("talk.SDH.es.srt", "es"),
        ("talk.de[cc].srt", "de"),
        ("talk.fr.sdh.srt", "fr"),
    ]


def test_this_folder_may_be_a_language(monkeypatch: pytest.MonkeyPatch) -> None:
    found("en/talk.srt", "fr/talk.srt")
    monkeypatch.chdir("en")
    assert found("talk.srt") == [("../fr/talk.srt", "fr")]


def test_captions_for_the_deaf_are_a_family_of_their_own() -> None:
    others = ("talk.fr.srt", "talk.fr.sdh.srt", "talk.fr.cc.srt", "talk.fr.forced.srt")
    assert found("talk.en.sdh.srt", *others) == [
        ("talk.fr.cc.srt", "fr"),
        ("talk.fr.sdh.srt", "fr"),
    ]


def test_the_same_format_counts_where_there_are_several() -> None:
    others = ("talk.en.vtt", "talk.fr.srt", "talk.fr.vtt", "talk.de.vtt")
    assert found("talk.en.srt", *others) == [("talk.de.vtt", "de"), ("talk.fr.srt", "fr")]


def test_standard_input_has_none() -> None:
    found("talk.fr.srt")
    assert siblings_of(File("talk.en.srt", ""), is_named_as_captions) == []


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_are_not_followed() -> None:
    Path("secret").write_text("", encoding="utf-8")
    Path("talk.fr.srt").symlink_to("secret")
    assert found("talk.en.srt") == []


def test_a_new_file_is_seen() -> None:
    assert found("talk.en.srt") == []
    os.utime(".", ns=(1, 1))  # the clock of a file system may be slower than this test
    assert found("talk.en.srt", "talk.fr.srt") == [("talk.fr.srt", "fr")]


@pytest.mark.parametrize(
    "one, other, same",
    [
        ("a/talk.en.srt", "a/talk.fr.vtt", True),
        ("a/en/talk.srt", "a/fr/talk.srt", True),
        ("en/talk.srt", "fr/talk.srt", True),
        ("a/en/talk.en.srt", "a/fr/talk.fr.srt", True),
        ("a/en/talk.en.srt", "a/fr/talk.srt", True),
        ("a/en/talk.fr.srt", "a/fr/talk.fr.srt", False),
        ("a/talk.srt", "b/talk.srt", False),
        ("a/talk.en.srt", "a/talk.en.sdh.srt", False),
    ],
)
def test_a_family_has_one_key(one: str, other: str, same: bool) -> None:
    assert (family_of(one) == family_of(other)) is same


@pytest.mark.parametrize(
    "one, other, same",
    [("en", "eng", True), ("pt_BR", "pt-br", True), ("en", "en-GB", False), ("", "en", False)],
)
def test_languages_are_the_same_however_they_are_written(one: str, other: str, same: bool) -> None:
    assert same_language(one, other) is same


@pytest.mark.parametrize(
    "path, parts",
    [
        ("a/talk.pt-BR.sdh.srt", ("talk", "pt-BR", "sdh")),
        ("talk.srt", ("talk", "", "")),
        ("talk.sdh.srt", ("talk", "", "sdh")),
        ("what-is.srt", ("what-is", "", "")),
        ("en.srt", ("", "en", "")),
        ("talk.hi.srt", ("talk", "hi", "")),
    ],
)
def test_a_name_has_parts(path: str, parts: tuple[str, str, str]) -> None:
    assert split_filename(path) == parts
