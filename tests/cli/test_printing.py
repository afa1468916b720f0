"""What is printed: shown by a terminal and never obeyed, read by a program as it was."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listening.cli import as_json
from listening.cli.printing import plain
from tests.cli.conftest import Run

OBEYED = {*map(chr, range(32)), *map(chr, range(0x7F, 0xA0)), *"\u202a\u202e\u2066\u2069\u200f"}
ANY_TEXT = st.text(st.characters(exclude_categories=()) | st.sampled_from(sorted(OBEYED)))


@given(ANY_TEXT)
def test_no_text_is_obeyed_by_a_terminal(text: str) -> None:
    printed = plain(text)
    assert not OBEYED & set(printed) - {"\n"}
    assert printed.count("\n") == text.count("\n")
    printed.encode()


@given(st.text("ab .\n", max_size=30))
def test_plain_text_keeps_its_lines_and_their_indents(text: str) -> None:
    assert plain(text) == text


@given(st.lists(st.dictionaries(st.text(max_size=5), ANY_TEXT, max_size=3), max_size=4))
def test_json_is_read_as_it_was_and_not_obeyed(rows: list[dict[str, str]]) -> None:
    text = "".join(as_json.rows(rows))
    assert json.loads(text) == rows
    assert not OBEYED & set(text) - {"\n"}
    text.encode()
    for row in rows:
        assert json.loads(as_json.document(row)) == row


def test_a_path_that_is_no_text_is_still_json(tmp_path: Path) -> None:
    named = Path(os.fsdecode(b"caf\xe9.sqlite"))
    assert as_json.path(named) == "caf\ufffd.sqlite"


@pytest.mark.parametrize(
    "words", [("list",), ("list", "--json"), ("show",), ("history",), ("history", "--json")]
)
def test_what_another_program_put_into_a_file_is_not_obeyed(
    run: Run, brixton: str, surroundings: Path, words: tuple[str, ...]
) -> None:
    run("add", brixton, "P3: words /a")
    with closing(sqlite3.connect(surroundings / "brixton.sqlite")) as con, con:
        hostile = "\x1b]0;x\x07 \u202e \x9b2J"
        con.execute(
            "UPDATE change SET value = ? WHERE field IN ('words', 'title', 'name')", (hostile,)
        )
        con.execute("UPDATE contribution SET words = ?", (hostile,))
        con.execute("UPDATE session SET title = ?", (hostile,))
        con.execute("UPDATE writer SET name = ?", (hostile,))
    answer = run(words[0], brixton, *words[1:])
    assert answer.status == 0
    assert not OBEYED & set(answer.out + answer.err) - {"\n"}
