"""Wrong use and bad luck: always one sentence, never a traceback."""

from __future__ import annotations

import errno
import io
import subprocess
import sys
from pathlib import Path

import pytest

from listening.cli import listing
from tests.cli.conftest import Run, is_one_sentence
from tests.cli.fresh import COMMAND, started


@pytest.mark.parametrize(
    "words",
    [
        ("add",),
        ("add", "brixton", "words", "--nonsense"),
        ("add", "brixton", "--by", "P3", "words"),
        ("add", "brixton", "--raw", "--by", "#!", "words"),
        ("add", "brixton", "--prompt", "9", "words"),
        ("add", "brixton", "--prompt", "many", "words"),
        ("add", "brixton", "   "),
        ("add", "", "words"),
        ("add", ".", "words"),
        ("new",),
        ("new", "--title", ""),
        ("new", "--title", "T", "--date", "soon"),
        ("new", "--title", "T", "--feedback-date", "2026-02-30"),
        ("new", "--title", "T", "--starts", "two"),
        ("new", "--title", "T", "--mode", "telepathic"),
        ("new", "--title", "T", "--room-rule", "all"),
        ("new", "--title", "T", "--lens", "rose-tinted"),
        ("new", "--title", "T", "--in-room", "a few"),
        ("new", "--title", "T", "--prompt", " "),
        ("list", "brixton", "--area", "money"),
        ("list", "brixton", "--kind", "moan"),
        ("list", "brixton", "--code", "!"),
        ("list", "brixton", "--kind"),
        ("tag", "brixton", "abcd"),
        ("tag", "brixton", "abcd", "--none", "--add", "roles"),
        ("tag", "brixton", "abcd", "--add", "rota", "--remove", "rota"),
        ("tag", "brixton", "abcd", "--add", "two words"),
        ("edit", "brixton", "abcd"),
        ("participant", "brixton", "--sharing", "named"),
        ("participant", "brixton", "P3", "--sharing", "loudly"),
        ("search", "brixton", " "),
        ("export", "brixton", "--to", "stone"),
        ("export", "brixton", "--audience", "enemies"),
        ("lenses", "rose-tinted"),
        ("nonsense",),
        ("--sessions", "somewhere", "list", "brixton"),
    ],
)
def test_wrong_use_is_told_in_one_sentence(run: Run, brixton: str, words: tuple[str, ...]) -> None:
    answer = run(*words)
    assert answer.status == 2
    assert answer.out == ""
    assert is_one_sentence(answer.err), answer.err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("list", "brixton", "--area", "x"), "There is no area “x”: use one of attitudes, roles, "),
        (("export", "brixton", "--audience", "x"), "There is no audience “x”: use one of team, "),
        (("export", "brixton", "--to", "x"), "There is no format “x”: use one of markdown, "),
        (
            ("edit", "brixton", "a", "--captured", "x"),
            "There is no way of capture “x”: use one of ",
        ),
        (("list", "brixton", "--json=x"), "--json takes no value, such as “x”; "),
        (("agreement", "brixton", "--settle", "x"), "--settle needs 2 values after it; "),
    ],
)
def test_what_is_wrong_is_said_in_whole_english_with_one_kind_of_quotes(
    run: Run, brixton: str, words: tuple[str, ...], sentence: str
) -> None:
    err = run(*words).err.removeprefix("listening: ")
    assert err.startswith(sentence), err
    assert not {"'", '"'} & set(err)


@pytest.mark.parametrize(
    "words",
    [
        ("list", "nowhere"),
        ("list", "no/where.sqlite"),
        ("list", "x" * 400),
        ("show", "brixton", "zzzz"),
        ("remove", "brixton", "zzzz"),
        ("participant", "brixton", "P99"),
        ("undo", "brixton", "--as", "Nobody"),
        ("new", "brixton.sqlite", "--title", "Again"),
        ("copy", "brixton", "brixton.sqlite"),
        ("export", "brixton", "-o", "no/such/folder/brixton.md"),
        ("export", "brixton", "-o", "brixton.sqlite"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_sentence(
    run: Run, brixton: str, words: tuple[str, ...]
) -> None:
    answer = run(*words)
    assert answer.status == 1
    assert answer.out == ""
    assert is_one_sentence(answer.err), answer.err


def test_an_unknown_word_is_neither_a_command_nor_a_file(run: Run) -> None:
    answer = run("lits", "brixton", "--json")
    assert answer.status == 2
    assert "Neither a command nor a file is called “lits”" in answer.err
    assert "“listening list”?" in answer.err


def test_a_foreign_file_is_refused(run: Run, surroundings: Path) -> None:
    (surroundings / "letter.sqlite").write_text("Dear all,\n" * 40)
    answer = run("list", "letter")
    assert answer.status == 1
    assert is_one_sentence(answer.err)
    assert "letter.sqlite is not a session file" in answer.err


def test_hostile_words_of_a_command_are_not_obeyed_in_its_error(run: Run) -> None:
    answer = run("list", "\x1b]0;owned\x07\u202enowhere\nlistening: all is well.")
    assert is_one_sentence(answer.err)
    assert "\x1b" not in answer.err
    assert "\u202e" not in answer.err


def test_what_nobody_foresaw_is_one_sentence_too(
    run: Run, brixton: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("broken\nin two")

    monkeypatch.setattr(listing, "where", fail)
    answer = run("list", brixton)
    assert answer.status == 1
    assert is_one_sentence(answer.err)
    assert "LISTENING_DEBUG=1" in answer.err
    monkeypatch.setenv("LISTENING_DEBUG", "1")
    assert "Traceback" in run("list", brixton).err
    assert "Traceback" in run("list", "nowhere").err


def test_ctrl_c_ends_in_one_sentence(
    run: Run, brixton: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(listing, "where", interrupt)
    answer = run("list", brixton)
    assert answer.status == 130
    assert is_one_sentence(answer.err)


def test_a_reader_who_has_enough_ends_the_answer_quietly(run: Run, brixton: str) -> None:
    run("add", brixton, "more words than a pipe holds " * 10_000)
    with subprocess.Popen(
        [*COMMAND, "list", brixton, "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as listing_process:
        assert listing_process.stdout is not None
        assert listing_process.stderr is not None
        listing_process.stdout.read(10)
        listing_process.stdout.close()
        assert listing_process.stderr.read() == b""
        assert listing_process.wait(30) == 0


class FullDisk(io.RawIOBase):
    """Where nothing can be written any more."""

    def writable(self) -> bool:
        """Say that one may try."""
        return True

    def write(self, _data: object) -> int:
        """Refuse."""
        raise OSError(errno.ENOSPC, "No space left on device")


def test_an_answer_that_finds_no_room_is_an_error(
    run: Run, brixton: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", brixton, "words")
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(FullDisk(), write_through=True))
    answer = run("list", brixton)
    assert answer.status == 1
    assert is_one_sentence(answer.err)


def test_words_are_utf_8_whatever_the_locale(run: Run, brixton: str) -> None:
    plain = {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert started("add", brixton, "P3: Café 我", "--as", "Zoë", **plain).returncode == 0
    assert started("add", brixton, stdin="P4: Smørrebrød\n".encode(), **plain).returncode == 0
    assert "Café 我" in started("list", brixton, **plain).stdout.decode()
    said = run("list", brixton, "--json").json
    assert [each["words"] for each in said] == ["Café 我", "Smørrebrød"]
    assert said[0]["author"] == "Zoë"


def test_bytes_that_are_no_text_are_refused_and_not_dropped(run: Run, brixton: str) -> None:
    answer = run("add", brixton, "caf\udce9")
    assert answer.status == 2
    assert is_one_sentence(answer.err)
    assert run("list", brixton, "--json").json == []
