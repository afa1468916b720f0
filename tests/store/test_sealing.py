"""Encrypted copies: what goes in comes out, for whom it is for and nobody else, and nothing lies open on the way."""

from __future__ import annotations

import base64
import sys
from collections.abc import Callable
from pathlib import Path

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyrage import x25519

from listening.model.errors import (
    Damaged,
    FileExists,
    NotASession,
    NotReadable,
    NotSaved,
    WrongUse,
)
from listening.store import age, building, sealing
from listening.store.session_file import SessionFile
from tests.store import making
from tests.store.making import say, words

MINE = x25519.Identity.generate()
PUBLIC = str(MINE.to_public())


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """A file as `age-keygen` writes it."""
    path = tmp_path / "key.txt"
    path.write_text(f"# created: 2026-03-24\n# public key: {PUBLIC}\n{MINE}\n")
    return path


def sealed(path: Path, content: bytes) -> Path:
    path.write_bytes(sealing.sealed_to(content, [PUBLIC]))
    return path


@given(st.binary())
def test_whatever_is_sealed_to_a_key_is_opened_by_it(content: bytes) -> None:
    closed = sealing.sealed_to(content, [PUBLIC])
    assert sealing.is_sealed(closed)
    assert pyrage.decrypt(closed, [MINE]) == content


@settings(max_examples=15)
@given(said=st.lists(st.text(min_size=1, max_size=40), max_size=4))
def test_a_copy_in_memory_holds_whatever_was_said(
    tmp_path_factory: pytest.TempPathFactory, said: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("sealed")
    with making.new(folder / "one.sqlite") as file:
        for each in said:
            say(file, f"{each} .")
        content = file.content()
        with SessionFile.of_content(content, file.path) as again:
            assert again.contributions() == file.contributions()
            assert again.history() == file.history()


def test_a_sealed_copy_is_a_whole_session_file_once_it_is_opened(
    file: SessionFile, path: Path, key: Path
) -> None:
    one = say(file, "P1: One. /a #rota")
    file.edit(one.id, words="Altered.")
    closed = sealed(path.with_name("one.sqlite.age"), file.content())
    with SessionFile.of_content(sealing.opened(closed, identities=[key]), path) as inside:
        copied = inside.copy(path.with_name("again.sqlite"))
    assert making.is_sound(copied)
    with SessionFile.open(copied, author="Sam") as again:
        assert again.contributions() == file.contributions()
        assert again.history() == file.history()


def test_a_copy_in_memory_holds_no_byte_of_what_was_typed_and_not_saved(file: SessionFile) -> None:
    file.keep_draft("Zebras in pyjamas")
    assert b"Zebras" not in file.content()


def test_nothing_readable_lies_on_the_disk_while_a_sealed_copy_is_written(
    file: SessionFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(file, "Zebras in pyjamas")
    folder = path.parent / "stick"
    seen: list[bytes] = []

    def look(written: Path) -> None:
        seen.extend(each.read_bytes() for each in folder.iterdir())
        raise KeyboardInterrupt

    monkeypatch.setattr(building, "_sync", look)
    with pytest.raises(KeyboardInterrupt):
        building.put(folder / "one.sqlite.age", sealing.sealed_to(file.content(), [PUBLIC]))
    assert len(seen) == 1
    assert sealing.is_sealed(seen[0])
    assert b"Zebras" not in seen[0]
    assert list(folder.iterdir()) == []


def test_bytes_are_put_where_nothing_stands_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "one.age"
    building.put(target, b"one")
    with pytest.raises(FileExists):
        building.put(target, b"two")
    assert target.read_bytes() == b"one"

    def full(path: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(NotSaved, match="No space left"):
        building.put(tmp_path / "other.age", b"three")
    assert [each.name for each in tmp_path.iterdir()] == ["one.age"]


def test_recipients_may_stand_in_a_file_and_any_of_them_opens_it(tmp_path: Path) -> None:
    other = x25519.Identity.generate()
    listed = tmp_path / "keys"
    listed.write_text(f"# the team\n\n{PUBLIC}\r\n  {other.to_public()}\n")
    closed = sealing.sealed_to(b"words", [str(listed)])
    assert {pyrage.decrypt(closed, [each]) for each in (MINE, other)} == {b"words"}


@pytest.mark.parametrize(
    "given", ["age1abc", "ssh-ed25519 AAAA", "nowhere", "ssh-dss AAAA", "a\0b", ""]
)
def test_what_is_no_public_key_is_refused(given: str) -> None:
    with pytest.raises((WrongUse, NotReadable)):
        sealing.sealed_to(b"words", [given])


def test_a_secret_key_is_refused_as_a_recipient_and_never_repeated(key: Path) -> None:
    for one in (str(MINE), f" {str(MINE).lower()}", str(key)):
        with pytest.raises(WrongUse, match="This is a secret key") as told:
            sealing.sealed_to(b"words", [one])
        assert str(MINE)[20:].lower() not in str(told.value).lower()


def test_another_key_and_a_cut_file_open_nothing(tmp_path: Path, key: Path) -> None:
    closed = sealed(tmp_path / "one.sqlite.age", b"words" * 100)
    other = tmp_path / "other.txt"
    other.write_text(str(x25519.Identity.generate()))
    with pytest.raises(NotReadable, match="other keys than these"):
        sealing.opened(closed, identities=[other])
    closed.write_bytes(closed.read_bytes()[:-9])
    with pytest.raises(NotReadable, match="or it is not whole"):
        sealing.opened(closed, identities=[key])


@pytest.mark.parametrize(
    "content", [b"", b"# nothing\n", b"age1abc\n", b"\xff\xfe", b"-----BEGIN X"]
)
def test_a_file_without_a_secret_key_is_named(tmp_path: Path, content: bytes) -> None:
    closed = sealed(tmp_path / "one.sqlite.age", b"words")
    keys = tmp_path / "keys.txt"
    keys.write_bytes(content)
    with pytest.raises(WrongUse, match=r"keys\.txt"):
        sealing.opened(closed, identities=[keys])


@pytest.mark.slow
def test_a_passphrase_opens_what_it_sealed_and_another_does_not(tmp_path: Path) -> None:
    said = "gently down the café"
    closed = tmp_path / "one.sqlite.age"
    closed.write_bytes(sealing.sealed_with(b"words", said))
    sealing.refuse_other_way(closed, with_passphrase=True)
    assert sealing.opened(closed, passphrase=said) == b"words"
    with pytest.raises(NotReadable, match="the passphrase is another one"):
        sealing.opened(closed, passphrase=said[:-1])


@pytest.mark.parametrize("armoured", [False, True])
def test_what_was_sealed_with_a_passphrase_asks_for_no_key(tmp_path: Path, armoured: bool) -> None:
    start = b"age-encryption.org/v1\n-> scrypt NGgghSP/b5wdZ30RgFoMMw 20\ncixIAMQKeaJVC7ydW7"
    as_text = b"-----BEGIN AGE ENCRYPTED FILE-----\r\n" + base64.b64encode(start)[:64] + b"\r\n"
    closed = tmp_path / "one.sqlite.age"
    closed.write_bytes(as_text if armoured else start)
    sealing.refuse_other_way(closed, with_passphrase=True)
    with pytest.raises(WrongUse, match="with a passphrase: open it with --passphrase"):
        sealing.refuse_other_way(closed, with_passphrase=False)


@pytest.mark.parametrize("armoured", [False, True])
def test_what_was_sealed_to_keys_asks_for_no_passphrase(tmp_path: Path, armoured: bool) -> None:
    closed = tmp_path / "one.sqlite.age"
    closed.write_bytes(pyrage.encrypt(b"words", [MINE.to_public()], armored=armoured))
    assert sealing.is_sealed_file(closed)
    sealing.refuse_other_way(closed, with_passphrase=False)
    with pytest.raises(WrongUse, match="has no passphrase"):
        sealing.refuse_other_way(closed, with_passphrase=True)


def test_a_sealed_file_that_is_opened_as_a_session_says_how_to_open_it(tmp_path: Path) -> None:
    closed = sealed(tmp_path / "one.sqlite.age", b"words")
    with pytest.raises(NotASession, match="it is encrypted, and “listening copy FILE DEST”"):
        SessionFile.open(closed)


def nothing(content: bytes) -> bytes:
    return content[:0]


def cut(content: bytes) -> bytes:
    return content[:5000]


def foreign(content: bytes) -> bytes:
    return content[:68] + b"\0\0\0\0" + content[72:]


def torn(content: bytes) -> bytes:
    return content[:4096] + b"\xff" * 4096 + content[8192:]


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (nothing, NotASession),
        (cut, Damaged),
        (foreign, NotASession),
        (torn, Damaged),
    ],
)
def test_what_comes_out_must_be_a_whole_session_file(
    file: SessionFile, path: Path, spoil: Callable[[bytes], bytes], error: type[Exception]
) -> None:
    with pytest.raises(error):
        SessionFile.of_content(spoil(file.content()), path)


def test_a_file_that_another_program_left_in_wal_mode_comes_out_too(
    file: SessionFile, path: Path
) -> None:
    say(file, "One.")
    content = file.content()
    with SessionFile.of_content(content[:18] + b"\2\2" + content[20:], path) as inside:
        assert words(inside) == ["One."]


def test_without_the_library_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import listening.store

    monkeypatch.delattr(listening.store, "age")
    monkeypatch.setitem(sys.modules, "pyrage", None)
    monkeypatch.delitem(sys.modules, age.__name__)
    with pytest.raises(sealing.MissingAge, match=r"pip install 'listening\[age\]'"):
        sealing.sealed_to(b"words", [PUBLIC])
