"""The store of entries: what is kept, what is refused, and what a bad disk or neighbour cannot do."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from caption_qa_action import cache as module
from caption_qa_action.cache import KEPT_DAYS, Cache, entry_key
from tests.plain_user import as_plain_user

KEY, OTHER_KEY = entry_key(["one"]), entry_key(["two"])
CONTENT = b"an answer\nof two lines\x00\xff"
SOURCES = Path(__file__).parents[1] / "src"
NOW = 1_700_000_000.0  # before any file of the test was written
DAY = 86_400
links = pytest.mark.skipif(os.name == "nt", reason="links take a privilege on Windows")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "answers"


@pytest.fixture
def cache(folder: Path) -> Cache:
    return Cache(str(folder))


def kept(cache: Cache, folder: Path, content: bytes = CONTENT) -> Path:
    """Keep an entry; its file."""
    cache.store(KEY, content)
    return folder / f"{KEY}.entry"


@pytest.mark.parametrize("content", [CONTENT, b"", b"\n", b"x" * 100_000])
def test_what_was_stored_is_loaded(cache: Cache, folder: Path, content: bytes) -> None:
    kept(cache, folder, content)
    assert Cache(str(folder)).load(KEY) == content
    assert cache.load(OTHER_KEY) is None
    assert cache.failure == ""


def test_the_layout_on_disk_is_documented_by_this_test(cache: Cache, folder: Path) -> None:
    digest = sha256(KEY.encode() + b"\n" + CONTENT).hexdigest()
    assert kept(cache, folder).read_bytes() == f"2 {digest}\n".encode() + CONTENT


def test_a_flipped_bit_anywhere_is_noticed(cache: Cache, folder: Path) -> None:
    entry = kept(cache, folder)
    good = entry.read_bytes()
    for index in range(len(good)):
        for bit in (1, 128):
            entry.write_bytes(good[:index] + bytes([good[index] ^ bit]) + good[index + 1 :])
            assert cache.load(KEY) is None, index
    entry.write_bytes(good)
    assert cache.load(KEY) == CONTENT


def test_a_cut_or_longer_entry_is_noticed(cache: Cache, folder: Path) -> None:
    entry = kept(cache, folder)
    good = entry.read_bytes()
    for length in range(len(good)):
        entry.write_bytes(good[:length])
        assert cache.load(KEY) is None, length
    entry.write_bytes(good + b"\n")
    assert cache.load(KEY) is None


def test_an_entry_under_the_name_of_another_is_none(cache: Cache, folder: Path) -> None:
    kept(cache, folder).rename(folder / f"{OTHER_KEY}.entry")
    assert cache.load(OTHER_KEY) is None


def test_an_entry_of_another_layout_is_none(
    cache: Cache, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(cache, folder)
    monkeypatch.setattr(module, "LAYOUT", module.LAYOUT + 1)
    assert cache.load(KEY) is None
    cache.store(KEY, b"newer")
    assert cache.load(KEY) == b"newer"


@pytest.mark.parametrize("age, is_used", [(KEPT_DAYS * DAY, True), (KEPT_DAYS * DAY + 1, False)])
def test_an_entry_is_used_for_thirty_days(
    age: int, is_used: bool, cache: Cache, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.time", lambda: NOW)
    entry = kept(cache, folder)
    os.utime(entry, (NOW - age, NOW - age))
    assert (cache.load(KEY) == CONTENT) is is_used
    # What is too old goes when the next run keeps something; `cache` has looked already.
    cache.store(OTHER_KEY, CONTENT)
    assert entry.exists()
    Cache(str(folder)).store(OTHER_KEY, CONTENT)
    assert entry.exists() is is_used


def test_only_what_is_ours_is_dropped(cache: Cache, folder: Path) -> None:
    folder.mkdir(parents=True)
    names = ("x.entry", "ab.lock", "x.tmp", "notes.txt", "entry")
    for name in names:
        (folder / name).write_bytes(b"")
        os.utime(folder / name, (0, 0))
    kept(cache, folder)
    assert sorted(os.listdir(folder)) == sorted([f"{KEY}.entry", "entry", "notes.txt"])


def test_the_oldest_go_first_where_there_is_too_much(folder: Path) -> None:
    names = [f"{number}.entry" for number in range(4)]
    folder.mkdir(parents=True)
    for age, name in enumerate(names):
        (folder / name).write_bytes(b"x" * 100)
        os.utime(folder / name, (folder.stat().st_mtime - age,) * 2)
    Cache(str(folder), limit_bytes=200).store(KEY, CONTENT)
    assert {name for name in names if (folder / name).exists()} <= {"0.entry", "1.entry"}
    assert (folder / "0.entry").exists()


def test_an_entry_that_is_too_large_is_neither_kept_nor_read(
    cache: Cache, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LIMIT_BYTES", len(CONTENT))
    entry = kept(cache, folder)
    assert cache.load(KEY) == CONTENT
    cache.store(OTHER_KEY, CONTENT + b"x")
    assert os.listdir(folder) == [entry.name]
    monkeypatch.setattr(module, "LIMIT_BYTES", len(CONTENT) - 1)
    assert cache.load(KEY) is None


def test_the_limit_holds_the_answer_about_any_file_that_is_sent() -> None:
    assert module.LIMIT_BYTES == 32 * 1024 * 1024


def test_nothing_partial_is_left(
    cache: Cache, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(old: str, new: str) -> None:
        raise KeyboardInterrupt

    kept(cache, folder)
    monkeypatch.setattr(os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        cache.store(KEY, b"newer")
    assert os.listdir(folder) == [f"{KEY}.entry"]
    assert cache.load(KEY) == CONTENT


def test_a_folder_that_cannot_be_made_does_no_harm_and_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    folder = str(tmp_path / "file" / "cache")
    cache = Cache(folder)
    with cache.making(KEY):
        cache.store(KEY, CONTENT)
    assert cache.load(KEY) is None
    assert cache.failure == f"{folder}: cannot be written: not a directory"


def test_a_folder_without_permission_is_read_and_named(users_folder: Path) -> None:
    folder = users_folder / "cache"
    cache = Cache(str(folder))
    kept(cache, folder)
    with as_plain_user(users_folder):
        folder.chmod(0o500)
        cache.store(OTHER_KEY, CONTENT)
        with cache.making(OTHER_KEY):
            assert cache.load(KEY) == CONTENT
        folder.chmod(0o700)
    assert cache.failure == f"{folder}: cannot be written: permission denied"


def test_without_a_folder_nothing_is_kept() -> None:
    cache = Cache(None)
    with cache.making(KEY):
        cache.store(KEY, CONTENT)
    assert (cache.load(KEY), cache.failure) == (None, "")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_a_new_folder_is_for_this_user_alone_and_a_shared_one_stays_shared(
    cache: Cache, folder: Path
) -> None:
    umask = os.umask(0o027)
    try:
        entry = kept(cache, folder)
        assert folder.stat().st_mode & 0o777 == 0o700
        folder.chmod(0o770)
        cache.store(OTHER_KEY, CONTENT)
    finally:
        os.umask(umask)
    assert folder.stat().st_mode & 0o777 == 0o770
    assert entry.stat().st_mode & 0o777 == 0o640


@links
def test_a_link_in_the_place_of_an_entry_is_not_followed(
    cache: Cache, folder: Path, tmp_path: Path
) -> None:
    entry = kept(cache, folder)
    elsewhere = tmp_path / "of-somebody-else"
    entry.rename(elsewhere)  # right to the last bit, and yet not read through the link
    good = elsewhere.read_bytes()
    entry.symlink_to(elsewhere)
    assert cache.load(KEY) is None
    cache.store(KEY, b"newer")
    assert elsewhere.read_bytes() == good
    assert not entry.is_symlink()
    assert cache.load(KEY) == b"newer"


@links
def test_a_link_counts_as_itself_where_there_is_too_much(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "large"
    elsewhere.write_bytes(b"x" * 100_000)
    folder.mkdir(parents=True)
    (folder / "x.entry").symlink_to(elsewhere)
    older = kept(Cache(str(folder)), folder)
    os.utime(older, (older.stat().st_mtime - 60,) * 2)
    Cache(str(folder), limit_bytes=10_000).store(OTHER_KEY, CONTENT)
    assert older.exists()
    assert elsewhere.exists()


@links
def test_a_link_in_the_place_of_a_lock_empties_no_file(
    cache: Cache, folder: Path, tmp_path: Path
) -> None:
    precious = tmp_path / "precious"
    precious.write_bytes(b"text")
    folder.mkdir(parents=True)
    (folder / f"{KEY[:2]}.lock").symlink_to(precious)
    with cache.making(KEY):
        cache.store(KEY, CONTENT)
    assert precious.read_bytes() == b"text"
    assert cache.load(KEY) == CONTENT


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_or_a_folder_in_the_place_of_an_entry_is_none(cache: Cache, folder: Path) -> None:
    entry = kept(cache, folder)
    entry.unlink()
    os.mkfifo(entry)
    assert cache.load(KEY) is None
    entry.unlink()
    entry.mkdir()
    assert cache.load(KEY) is None
    cache.store(KEY, CONTENT)
    assert "cannot be written: is a directory" in cache.failure


def test_keys_keep_parts_apart() -> None:
    parts: list[list[str | bytes]] = [
        ["ab", "c"],
        ["a", "bc"],
        ["abc"],
        [b"ab", "c", ""],
        ["\udcff"],
    ]
    keys = {entry_key(each) for each in parts}
    assert len(keys) == 5
    assert entry_key([b"ab", "c"]) == entry_key(["ab", b"c"])


WORKER = """
import sys
from caption_qa_action.cache import Cache
folder, key, log = sys.argv[1:]
cache = Cache(folder)
print("ready", flush=True)
sys.stdin.readline()
with cache.making(key):
    if cache.load(key) is None:
        with open(log, "a") as file:
            file.write("made\\n")
        cache.store(key, b"x" * 1_000_000)
assert cache.load(key) == b"x" * 1_000_000
for number in range(200):
    cache.store(key + "0", bytes([number]) * 5_000)
    seen = cache.load(key + "0")
    assert seen is not None and len(seen) == 5_000 and len(set(seen)) == 1, seen
print(cache.failure)
"""


@pytest.mark.slow
def test_processes_make_an_entry_once_and_never_see_a_part_of_one(
    folder: Path, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", WORKER, str(folder), KEY, str(log)],
            env={**os.environ, "PYTHONPATH": str(SOURCES)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"
    for worker in workers:
        assert worker.communicate("go\n")[0] == "\n"
        assert worker.returncode == 0
    assert log.read_text() == "made\n"


@pytest.mark.parametrize("kind", [RuntimeError, OSError])
def test_where_there_are_no_locks_none_is_waited_for(
    kind: type[Exception], cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object, **options: object) -> None:
        raise kind("no locks here")

    monkeypatch.setattr("filelock.FileLock.acquire", fail)
    with cache.making(KEY):
        cache.store(KEY, CONTENT)
    assert cache.load(KEY) == CONTENT
