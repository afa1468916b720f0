"""`note` and `add` with somebody at a real terminal."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pexpect
import pytest

from tests.cli.conftest import Run
from tests.cli.fresh import COMMAND


@contextmanager
def at_a_terminal(*words: str) -> Iterator[pexpect.spawn[str]]:
    """Sit at a terminal in which a command runs."""
    program, *rest = COMMAND
    child = pexpect.spawn(
        program,
        [*rest, *words],
        encoding="utf-8",
        timeout=20,
        dimensions=(24, 200),
        env={**os.environ, "TERM": "xterm", "LC_ALL": "C.UTF-8"},
        echo=True,
    )
    child.delaybeforesend = None
    try:
        yield child
    finally:
        child.close(force=True)


def said(run: Run) -> list[str]:
    return [each["words"] for each in run("list", "brixton", "--json").json]


def until_kept(file: Path, words: str) -> None:
    """Wait until a draft with these words is in a file."""
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as con:
        while not any(words in line for (line,) in con.execute("SELECT line FROM draft")):
            time.sleep(0.01)


def test_a_sitting_greets_answers_and_ends(run: Run, brixton: str) -> None:
    with at_a_terminal("note", brixton) as child:
        child.expect("Brixton Library: 0 contributions so far. Sam is writing.")
        child.expect("Prompt 1 of 2")
        child.expect("> ")
        child.sendline("P3: Café, she said. /r")
        child.expect("Saved. P3, new participant. Roles. .{4}\\.")
        child.expect("> ")
        child.sendeof()
        child.expect("1 saved. Goodbye.")
        child.expect(pexpect.EOF)
    assert child.exitstatus == 0
    assert said(run) == ["Café, she said."]


def test_a_line_may_be_longer_than_a_terminals_own(run: Run, brixton: str) -> None:
    words = "word " * 2000
    with at_a_terminal("note", brixton) as child:
        child.expect("> ")
        child.sendline(words)
        child.expect("Saved. ")
    assert said(run) == [words.strip()]


def test_a_paste_of_several_lines_is_as_many_contributions(run: Run, brixton: str) -> None:
    with at_a_terminal("note", brixton) as child:
        child.expect("> ")
        child.send("\x1b[200~one\ntwo\nthree\x1b[201~")
        child.sendline("")
        for _ in range(3):
            child.expect("Saved. ")
    assert said(run) == ["one", "two", "three"]


def test_control_characters_in_a_paste_do_nothing(run: Run, brixton: str) -> None:
    with at_a_terminal("note", brixton) as child:
        child.expect("> ")
        child.send("\x1b[200~be\x1b]0;x\x07fore\x15 \x04after\x1b[201~")
        child.sendline("")
        child.expect("Saved. ")
    assert said(run) == ["be]0;xfore after"]


@pytest.mark.parametrize("command", ["note", "add"])
def test_ctrl_c_leaves_what_was_saved(run: Run, brixton: str, command: str) -> None:
    with at_a_terminal(command, brixton) as child:
        child.expect("Enter")
        child.sendline("one")
        child.expect("Saved. |[0-9a-z]{10}")
        child.sendintr()
        child.expect("listening: Stopped by Ctrl\\+C")
        child.expect(pexpect.EOF)
    assert child.exitstatus == 130
    assert said(run) == ["one"]


def test_a_draft_that_a_kill_left_is_offered_and_can_be_saved(
    run: Run, brixton: str, surroundings: Path
) -> None:
    with at_a_terminal("note", brixton) as child:
        child.expect("> ")
        child.sendline(":long")
        child.expect("a line with only")
        child.sendline("P3: half a")
        child.sendline("thought")
        until_kept(surroundings / "brixton.sqlite", "thought")
        child.kill(9)
        child.expect(pexpect.EOF)
    assert said(run) == []
    with at_a_terminal("note", brixton) as child:
        child.expect("1 line typed and never saved")
        child.sendline(":drafts")
        child.expect("1. P3: half a")
        child.sendline(":drafts save 1")
        child.expect("Saved. P3, new participant.")
        child.sendline(":drafts")
        child.expect("No line was left unsaved")
    assert said(run) == ["half a\nthought"]


def test_the_arrow_up_brings_back_a_line_that_could_not_be_saved(run: Run, brixton: str) -> None:
    with at_a_terminal("note", brixton) as child:
        child.expect("> ")
        child.sendline("/a")
        child.expect("Your line was: /a")
        child.expect("> ")
        child.send("\x1b[A\x01Words at last. ")
        child.sendline("")
        child.expect("Saved. The room. Attitudes.")
    assert said(run) == ["Words at last."]


def test_a_passphrase_is_typed_unseen_and_a_slip_makes_no_copy(
    brixton: str, surroundings: Path
) -> None:
    with at_a_terminal("copy", brixton, "out", "--passphrase") as child:
        child.expect("Passphrase: ")
        child.sendline("zebras in pyjamas")
        child.expect("The same again: ")
        assert "zebras" not in child.before
        child.sendline("zebras in pijamas")
        child.expect("The second passphrase was not the first: begin again, nothing was done.")
        assert "zebras" not in child.before
        child.expect(pexpect.EOF)
    assert not (surroundings / "out.sqlite.age").exists()
