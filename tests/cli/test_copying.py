"""`copy`: whole, encrypted and opened again."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pyrage import x25519

from listening.store import age
from tests.cli.conftest import Run, is_one_sentence

MINE = x25519.Identity.generate()
PUBLIC = str(MINE.to_public())


@pytest.fixture
def said(run: Run, brixton: str) -> None:
    run("add", brixton, "P3: Zebras in pyjamas. /r", "P3: For the team alone. %analysis")


@pytest.fixture
def key(surroundings: Path) -> Path:
    path = surroundings / "key.txt"
    path.write_text(f"{MINE}\n")
    return path


@pytest.fixture
def as_if_sealed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seal with a passphrase in no time: what age does takes a second on purpose."""

    def sealed_with(content: bytes, passphrase: str) -> bytes:
        return b"age-encryption.org/v1\n-> scrypt " + passphrase.encode() + b"\n" + content

    def opened_with(content: bytes, path: Path, passphrase: str) -> bytes:
        start, _, rest = content.partition(b" " + passphrase.encode() + b"\n")
        assert start == b"age-encryption.org/v1\n-> scrypt"
        return rest

    monkeypatch.setattr(age, "sealed_with", sealed_with)
    monkeypatch.setattr(age, "opened_with", opened_with)


def typed(monkeypatch: pytest.MonkeyPatch, *answers: str) -> Callable[[], list[str]]:
    """Sit at a terminal and type passphrases; return what was asked."""
    left, asked = list(answers), list[str]()

    def ask(prompt: str) -> str:
        asked.append(prompt)
        if not left:
            raise EOFError
        return left.pop(0)

    monkeypatch.setattr(getpass, "getpass", ask)
    monkeypatch.setattr("listening.cli.passphrases.sys", SimulatedTerminal())
    return lambda: asked


class SimulatedTerminal:
    """Stands in for `sys` where it is asked whether somebody types."""

    class stdin:  # noqa: N801 (called as in `sys`)
        """Standard input at a terminal."""

        @staticmethod
        def isatty() -> bool:
            """Say that somebody is there."""
            return True


def test_a_copy_encrypted_to_a_key_is_opened_by_that_key(
    run: Run, said: None, surroundings: Path, key: Path
) -> None:
    made = run("copy", "brixton", "out", "--to-age", PUBLIC)
    assert made.out == "out.sqlite.age\n"
    assert made.err == (
        "A whole, verified copy with 2 contributions, encrypted.\n“listening copy out.sqlite.age DEST --identity "
        "KEYFILE” opens it, and so does the program age.\n"
    )
    assert b"Zebras" not in (surroundings / "out.sqlite.age").read_bytes()
    opened = run("copy", "out.sqlite.age", "back", "--identity", "key.txt")
    assert opened.out == "back.sqlite\n"
    assert opened.err == (
        "Opened: a whole, verified session file with 2 contributions, which is not encrypted any more.\n"
    )
    assert run("list", "brixton", "--json").out == run("list", "back", "--json").out
    assert run("history", "brixton").out == run("history", "back").out
    assert run("check", "back").status == 0


def test_names_end_as_they_must_and_a_folder_keeps_the_name(
    run: Run, said: None, surroundings: Path, key: Path
) -> None:
    (surroundings / "stick").mkdir()
    for dest, name in (
        ("stick", "stick/brixton.sqlite.age"),
        ("a.sqlite", "a.sqlite.age"),
        ("b.age", "b.sqlite.age"),
        ("c.sqlite.age", "c.sqlite.age"),
    ):
        assert run("copy", "brixton", dest, "--to-age", PUBLIC).out == f"{name}\n"
    assert run("copy", name, "stick", "--identity", "key.txt").out == "stick/c.sqlite\n"


@pytest.mark.parametrize("secret", ["a long line of words, café", " spaces stay "])
def test_a_passphrase_that_is_piped_in_is_the_first_line_as_it_is(
    run: Run, said: None, as_if_sealed: None, surroundings: Path, secret: str
) -> None:
    made = run("copy", "brixton", "out", "--passphrase", stdin=f"{secret}\r\nno more\n")
    assert made.out == "out.sqlite.age\n"
    assert "Tell the passphrase in another way than you hand over the file" in made.err
    assert f" {secret}\n".encode() in (surroundings / "out.sqlite.age").read_bytes()[:80]
    assert run("copy", "out.sqlite.age", "back", "--passphrase", stdin=f"{secret}\n").status == 0
    assert run("list", "brixton", "--json").out == run("list", "back", "--json").out


def test_a_passphrase_is_typed_twice_to_encrypt_and_once_to_open(
    run: Run, said: None, as_if_sealed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = typed(monkeypatch, "four words and more", "four words and more")
    assert run("copy", "brixton", "out", "--passphrase").status == 0
    assert asked() == ["Passphrase: ", "The same again: "]
    asked = typed(monkeypatch, "four words and more")
    assert run("copy", "out.sqlite.age", "back", "--passphrase").status == 0
    assert asked() == ["Passphrase: "]


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        (("one", "two"), "The second passphrase was not the first"),
        (("",), "The passphrase is empty"),
        ((), "No passphrase was typed"),
    ],
)
def test_a_passphrase_that_is_not_sure_makes_no_copy(
    run: Run,
    said: None,
    as_if_sealed: None,
    surroundings: Path,
    monkeypatch: pytest.MonkeyPatch,
    answers: tuple[str, ...],
    why: str,
) -> None:
    typed(monkeypatch, *answers)
    answer = run("copy", "brixton", "out", "--passphrase")
    assert answer.status == 2
    assert is_one_sentence(answer.err)
    assert why in answer.err
    assert not list(surroundings.glob("*.age"))


def test_a_short_passphrase_is_taken_and_called_short(
    run: Run, said: None, as_if_sealed: None
) -> None:
    assert "This passphrase is short" in run("copy", "brixton", "a", "--passphrase", stdin="x").err
    long = run("copy", "brixton", "b", "--passphrase", stdin="correct horse battery staple")
    assert "short" not in long.err


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["brixton", "x", "--passphrase"], "The passphrase is empty"),
        (["brixton", "x", "--identity", "key.txt"], "brixton.sqlite is not encrypted"),
        (["brixton", "x", "--to-age", "age1x"], "“age1x” has no public key"),
        (["brixton", "x", "--to-age", PUBLIC, "--passphrase"], "cannot be used together"),
        (["out.sqlite.age", "x"], "is encrypted to keys: open it with --identity"),
        (["out.sqlite.age", "x", "--passphrase"], "has no passphrase: open it with --identity"),
        (["out.sqlite.age", "x", "--to-age", PUBLIC], "is encrypted already"),
        (["out.sqlite.age", "x", "--identity", "no.txt"], "“no.txt” is not a file with a secret"),
    ],
)
def test_a_wrong_way_to_encrypt_or_open_is_one_sentence_and_leaves_nothing(
    run: Run, said: None, key: Path, surroundings: Path, words: list[str], why: str
) -> None:
    run("copy", "brixton", "out", "--to-age", PUBLIC)
    before = sorted(surroundings.iterdir())
    answer = run("copy", *words)
    assert answer.status == 2
    assert is_one_sentence(answer.err)
    assert why in answer.err
    assert sorted(surroundings.iterdir()) == before


def test_an_encrypted_copy_never_takes_the_place_of_a_file(
    run: Run, said: None, surroundings: Path, key: Path
) -> None:
    (surroundings / "out.sqlite.age").write_bytes(b"mine")
    answer = run("copy", "brixton", "out", "--to-age", PUBLIC)
    assert answer.status == 1
    assert "was left as it is" in answer.err
    assert (surroundings / "out.sqlite.age").read_bytes() == b"mine"
    run("copy", "brixton", "new", "--to-age", PUBLIC)
    assert run("copy", "new.sqlite.age", "brixton", "--identity", "key.txt").status == 1


def test_what_is_in_an_encrypted_file_and_no_session_is_not_put_in_place(
    run: Run, surroundings: Path, key: Path
) -> None:
    (surroundings / "x.age").write_bytes(age.sealed_to(b"a shopping list", [PUBLIC]))
    answer = run("copy", "x.age", "y", "--identity", "key.txt")
    assert answer.status == 1
    assert is_one_sentence(answer.err)
    assert "is not a session file" in answer.err
    assert not (surroundings / "y.sqlite").exists()


def test_other_commands_say_how_an_encrypted_file_is_opened(
    run: Run, said: None, surroundings: Path
) -> None:
    run("copy", "brixton", "out", "--to-age", PUBLIC)
    answer = run("list", "out.sqlite.age")
    assert answer.status == 1
    assert (
        "it is encrypted, and “listening copy FILE DEST” makes a session file of it" in answer.err
    )


def test_without_the_library_it_is_said_how_to_get_it(
    run: Run, said: None, surroundings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import listening.store

    monkeypatch.delattr(listening.store, "age", raising=False)
    monkeypatch.setitem(sys.modules, "pyrage", None)
    monkeypatch.delitem(sys.modules, "listening.store.age", raising=False)
    answer = run("copy", "brixton", "out", "--to-age", PUBLIC)
    assert answer.status == 1
    assert is_one_sentence(answer.err)
    assert "“pip install 'listening[age]'”" in answer.err
    assert not list(surroundings.glob("*.age"))
