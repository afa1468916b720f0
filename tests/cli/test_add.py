"""`add`: lines in, ids out, each id only when its words are on the disk."""

from __future__ import annotations

import subprocess

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from listening.model.quickline import QuickLine, write
from listening.model.text import sanitise, says_nothing
from tests.cli.conftest import Run, is_one_sentence
from tests.cli.fresh import COMMAND

WORDS = (
    st.text(max_size=60)
    .map(lambda text: sanitise(" ".join(text.split("\n"))))
    .filter(lambda text: not says_nothing(text) and "\n" not in text)
)


def said(run: Run, *narrow: str) -> list[str]:
    return [each["words"] for each in run("list", "brixton", *narrow, "--json").json]


def test_each_line_of_the_command_is_a_contribution_and_its_id_is_printed(
    run: Run, brixton: str
) -> None:
    answer = run("add", brixton, "P3: Nobody tells us. /r /s !barrier #rota", "Laughter.")
    first, second = run("list", brixton, "--json").json
    assert answer.ids == [first["id"], second["id"]]
    assert first["by"] == "P3"
    assert first["areas"] == ["roles", "system"]
    assert first["kind"] == "barrier"
    assert first["codes"] == ["rota"]
    assert second["by"] is None
    assert second["author"] == "Sam"


def test_lines_are_read_from_a_pipe_and_empty_ones_are_skipped(run: Run, brixton: str) -> None:
    answer = run("add", brixton, stdin="\ufeffP3: one\r\n\n   \nP4: two\n\t\nthree")
    assert len(answer.ids) == 3
    assert said(run) == ["one", "two", "three"]


def test_only_a_newline_ends_a_line(run: Run, brixton: str) -> None:
    run("add", brixton, stdin="before\x0bafter\u2028later\n")
    assert said(run) == ["before\nafter\nlater"]


def test_raw_lines_are_words_whatever_they_look_like(run: Run, brixton: str) -> None:
    run("add", brixton, "--raw", "--by", "P3", "P4: not a handle /a #not-a-code")
    (only,) = run("list", brixton, "--json").json
    assert only["words"] == "P4: not a handle /a #not-a-code"
    assert only["by"] == "P3"
    assert only["areas"] == only["codes"] == []


def test_a_handle_that_a_line_brings_is_known_to_the_lines_after_it(run: Run, brixton: str) -> None:
    run("participant", brixton, "Ward sister", "--perspective", "nhs")
    run("add", brixton, "p3: one", "P3: two", "ward SISTER: three")
    assert [each["by"] for each in run("list", brixton, "--json").json] == [
        "p3",
        "p3",
        "Ward sister",
    ]


def test_a_line_belongs_to_the_prompt_that_is_named(run: Run, brixton: str) -> None:
    run("add", brixton, "--prompt", "2", "under the second")
    run("add", brixton, "under none")
    assert said(run, "--prompt", "2") == ["under the second"]


def test_off_record_words_are_not_kept(run: Run, brixton: str) -> None:
    assert len(run("add", brixton, "P3: a secret %off").ids) == 1
    (only,) = run("list", brixton, "--json").json
    assert only["words"] is None
    assert only["sharing"] == "off"


@pytest.mark.parametrize("bad", [b"/a", b"caf\xe9"])
def test_a_line_that_cannot_be_saved_stops_the_command_with_its_number(
    run: Run, brixton: str, bad: bytes
) -> None:
    answer = run("add", brixton, stdin=b"one\n\n" + bad + b"\nnever\n")
    assert answer.status != 0
    assert is_one_sentence(answer.err)
    assert "line 3" in answer.err
    assert len(answer.ids) == 1
    assert said(run) == ["one"]


def test_an_id_is_printed_before_the_next_line_comes(run: Run, brixton: str) -> None:
    with subprocess.Popen(
        [*COMMAND, "add", brixton], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as adding:
        assert adding.stdin is not None
        assert adding.stdout is not None
        for number in range(1, 4):
            adding.stdin.write(f"line {number}\n")
            adding.stdin.flush()
            saved = adding.stdout.readline().strip()
            assert run("show", brixton, saved, "--json").json["words"] == f"line {number}"
        adding.stdin.close()
        assert adding.wait(30) == 0


def test_when_nobody_reads_the_ids_the_command_says_where_it_stopped(
    run: Run, brixton: str
) -> None:
    with subprocess.Popen(
        [*COMMAND, "add", brixton],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as adding:
        assert adding.stdout is not None
        adding.stdout.close()
        _, err = adding.communicate(b"one\ntwo\nthree\n", timeout=30)
    assert adding.returncode == 1
    assert is_one_sentence(err.decode())
    assert "line 2" in err.decode()
    assert said(run) == ["one"]


def test_a_mistyped_mark_is_said_with_its_line_beside_the_ids(run: Run, brixton: str) -> None:
    answer = run("add", brixton, stdin="one\n\nP3: two %nmaed\nthree /s !ideaa\nfour /s\n")
    assert answer.status == 0
    assert len(answer.ids) == 4
    assert answer.err.splitlines() == [
        "Line 3 was saved: “%nmaed” is no mark and stays in the words.",
        "Line 4 was saved: “!ideaa” is no mark, so “/s !ideaa” stays in the words.",
    ]
    assert said(run) == ["one", "two %nmaed", "three /s !ideaa", "four"]


def test_nothing_is_said_of_marks_in_raw_lines_nor_in_words_that_were_not_kept(
    run: Run, brixton: str
) -> None:
    assert run("add", brixton, "--raw", "one %nmaed").err == ""
    assert run("add", brixton, "two %nmaed %off").err == ""


def test_lines_that_begin_with_a_dash_can_be_said(run: Run, brixton: str) -> None:
    run("add", brixton, "- a dash and words", "--", "-dash", "--raw")
    assert said(run) == ["- a dash and words", "-dash", "--raw"]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(WORDS, min_size=1, max_size=8))
def test_what_goes_in_comes_out_letter_by_letter(run: Run, brixton: str, words: list[str]) -> None:
    before = said(run)
    lines = [write(QuickLine(words=each, by="P3")) for each in words]
    answer = run("add", brixton, stdin="\n".join(lines))
    assert answer.status == 0, answer.err
    assert said(run) == before + words
    raw = run("add", brixton, "--raw", stdin="\n".join(words))
    assert raw.status == 0, raw.err
    assert said(run) == before + words + words
