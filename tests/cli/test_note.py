"""`note`: every line is answered in a short sentence, and no line is lost."""

from __future__ import annotations

import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listening.cli.note.lines import told, words
from listening.cli.note.orders import ORDERS
from listening.model.text import sanitise
from listening.sample import read
from tests.cli.conftest import Answer, Run, is_one_sentence
from tests.cli.fresh import COMMAND


def noted(run: Run, *lines: str) -> Answer:
    return run("note", "brixton", stdin="\n".join(lines))


def said(run: Run, *narrow: str) -> list[str]:
    return [each["words"] for each in run("list", "brixton", *narrow, "--json").json]


def test_a_line_is_saved_and_what_was_saved_is_said(run: Run, brixton: str) -> None:
    answer = noted(run, "P3: Nobody tells us. /r /s !barrier #rota", "A silence. /none %analysis")
    first, second = run("list", brixton, "--json").json
    assert answer.out.splitlines() == [
        f"Saved. P3, new participant. Roles, System. Rota. Barrier. {first['id'][:4]}.",
        f"Saved. The room. None of the three. Analysis only. {second['id'][:4]}.",
        "2 saved. Goodbye.",
    ]
    assert (answer.status, answer.err) == (0, "")


def test_off_record_words_are_said_not_to_be_kept(run: Run, brixton: str) -> None:
    answer = noted(run, "P3: a secret %nmaed %off")
    assert "Off record. The words were not kept. " in answer.out
    assert "secret" not in answer.out + answer.err
    assert "nmaed" not in answer.out + answer.err
    assert said(run) == [None]


def test_a_handle_is_called_new_once(run: Run, brixton: str) -> None:
    answer = noted(run, "P3: one", "p3: two", "P77: three", ":edit last P78: three")
    firsts = [line.split(". ")[1] for line in answer.out.splitlines()[:-1]]
    assert firsts == ["P3, new participant", "P3", "P77, new participant", "P78, new participant"]
    assert "new participant" not in noted(run, "P78: four").out


def test_a_mistyped_mark_is_kept_as_words_and_said(run: Run, brixton: str) -> None:
    answer = noted(run, "P3: one /s %nmaed", ":long", "two", "!ideaa", ".", ":edit last two ~parra")
    assert [line for line in answer.out.splitlines() if "no mark" in line] == [
        "“%nmaed” is no mark, so “/s %nmaed” stays in the words.",
        "“!ideaa” is no mark and stays in the words.",
        "“~parra” is no mark and stays in the words.",
    ]
    assert said(run) == ["one /s %nmaed", "two ~parra"]


def test_what_people_really_say_is_never_called_a_mistyped_mark(run: Run, brixton: str) -> None:
    assert "no mark" not in noted(run, *read().lines).out


@pytest.mark.parametrize("line", ["q", "Quit", "undo", "u", "exit", "help", "list", ":q", ":exit"])
def test_a_bare_word_that_looks_like_a_command_is_saved_with_a_hint(
    run: Run, brixton: str, line: str
) -> None:
    hint = "Saved as words. If you meant a command: :undo takes it back, :quit ends."
    assert hint in noted(run, line).out.splitlines()
    assert said(run) == [line]


@pytest.mark.parametrize("line", ["P3: quit", "help me", "Silence.", r"\:list", ":last"])
def test_other_lines_are_answered_without_that_hint(run: Run, brixton: str, line: str) -> None:
    assert "If you meant a command" not in noted(run, "one", line).out


@pytest.mark.parametrize("lines", [(), ("one", "two"), ("one", "/a", "two", ":quit", "three")])
def test_a_sitting_ends_with_how_many_were_saved(
    run: Run, brixton: str, lines: tuple[str, ...]
) -> None:
    *_, end = noted(run, *lines).out.splitlines()
    assert end == f"{len(said(run))} saved. Goodbye."


def test_every_line_goes_in_as_it_does_through_add(run: Run, brixton: str) -> None:
    run("new", "other.sqlite", "--title", "T", "--lens", "self-directed")
    lines = "\n".join(read().lines)
    assert run("add", "other", stdin=lines).status == 0
    assert run("note", brixton, stdin=lines).status == 0
    here, there = (run("list", file, "--json").json for file in (brixton, "other"))
    for one in (*here, *there):
        del one["id"], one["session"], one["at"], one["prompt"]
    assert here == there


@given(st.sampled_from([*ORDERS, "listen", "?"]), st.text(max_size=20), st.sampled_from(" :?\\\n"))
def test_what_is_no_order_is_words(word: str, rest: str, sign: str) -> None:
    for line in (f":{word}{rest}", f"{sign}{rest}", f"? {rest}x", f":x{word} {rest}"):
        order = told(line)
        if order is None:
            assert words(line) in (line, line.lstrip()[1:])
        else:
            assert line.strip() == "?" or order.word in ORDERS


@given(st.sampled_from([f":{word}" for word in ORDERS] + ["?", ":list 3"]), st.integers(1, 4))
def test_a_backslash_keeps_an_order_as_words(order: str, times: int) -> None:
    line = "\\" * times + order
    assert told(line) is None
    assert words(line) == line[1:]


@pytest.mark.parametrize(
    "line", [":", "::", "? really", ":listen to me", ": list", ":next time", ":quit smoking", "?!"]
)
def test_lines_that_only_begin_like_orders_are_words(run: Run, brixton: str, line: str) -> None:
    noted(run, line)
    assert said(run) == [sanitise(line)]


def test_an_order_can_be_said(run: Run, brixton: str) -> None:
    noted(run, r"\:list", r"\?", r"\\:quit")
    assert said(run) == [":list", "?", r"\:quit"]


def test_help_lists_every_order(run: Run, brixton: str) -> None:
    told_help = noted(run, "?").out
    assert all(f":{word}" in told_help for word in ORDERS)
    assert all(order.help in told_help for order in ORDERS.values())


def test_a_line_that_cannot_be_saved_is_given_back_and_the_next_one_heard(
    run: Run, brixton: str
) -> None:
    answer = run("note", brixton, stdin=b"/a /r\ncaf\xe9\n:tag last +a\nafter\n")
    assert said(run) == ["after"]
    assert answer.status == 1
    assert "Your line was: /a /r\n" in answer.err
    assert "Your line was: caf\\xe9\n" in answer.err
    assert "Your line was: :tag last +a\n" in answer.err
    assert answer.err.count("listening: ") == 3


def test_lines_belong_to_the_prompt_that_is_open(run: Run, brixton: str) -> None:
    answer = noted(run, "one", ":next", "two", ":next", ":prev", "three", ":prompt none", "four")
    assert [each["prompt"] for each in run("list", brixton, "--json").json] == [1, 2, 1, None]
    assert "Prompt 2 of 2: What should be?\n" in answer.out
    assert "There is no prompt after this one." in answer.out
    assert "No prompt is open." in answer.out


def test_a_new_sitting_goes_on_under_the_prompt_of_the_last_words(run: Run, brixton: str) -> None:
    noted(run, ":prompt 2", "one")
    noted(run, "two")
    run("note", brixton, "--prompt", "1", stdin="three\n")
    assert [each["prompt"] for each in run("list", brixton, "--json").json] == [2, 2, 1]


def test_a_contribution_is_tagged_by_last_or_by_its_id(run: Run, brixton: str) -> None:
    first = run("add", brixton, "one").ids[0]
    noted(run, "two", f":tag {first[:4]} +a #rota", ":tag last -a +s", ":none")
    one, two = run("list", brixton, "--json").json
    assert (one["areas"], one["codes"], one["none_of_three"]) == ([], ["rota"], True)
    assert two["areas"] == []


def test_an_edit_makes_it_what_the_line_says(run: Run, brixton: str) -> None:
    answer = noted(run, "P3: one /a", ":edit", ":edit last P4: One, she said. /r !idea ~para")
    assert "It is now: P3: one /a\n" in answer.out
    (now,) = run("list", brixton, "--json").json
    assert (now["by"], now["words"], now["areas"]) == ("P4", "One, she said.", ["roles"])
    assert (now["kind"], now["captured"]) == ("idea", "paraphrase")


def test_words_are_removed_restored_and_undone(run: Run, brixton: str) -> None:
    noted(run, "one", ":remove")
    assert said(run) == []
    answer = noted(run, "two", ":remove", ":restore", ":edit last changed", ":undo")
    assert said(run) == ["two"]
    assert "Taken back: the words of the room “two”, saved " in answer.out


def test_several_lines_make_one_contribution(run: Run, brixton: str) -> None:
    noted(run, ":long", "P3: first", "", ":list", ". not the end", ".", "after")
    assert said(run) == ["first\n\n:list\n. not the end", "after"]
    noted(run, ":long " + run("list", brixton, "--json").json[1]["id"], "two", "lines", ".")
    assert said(run)[1] == "two\nlines"


def test_several_lines_that_nobody_ended_are_saved_at_the_end(run: Run, brixton: str) -> None:
    noted(run, ":long", "first", "second")
    assert said(run) == ["first\nsecond"]
    assert noted(run, ":drafts").out.startswith("No line was left unsaved.\n")


def test_what_was_said_is_told_on_asking(run: Run, brixton: str) -> None:
    run("add", brixton, *(f"number {n}" for n in range(12)))
    assert noted(run, ":list").out.count("number") == 10
    assert noted(run, ":list 3").out.count("number") == 3
    assert noted(run, ":list all").out.count("number") == 12
    assert "number 11" in noted(run, ":find number 11").out
    assert noted(run, ":untagged").out.count("number") == 12
    assert "At least 12 contributions" in noted(run, ":counts").out
    assert "Safeguarding contact: The duty manager" in noted(run, ":contact").out
    assert "Brixton Library" in noted(run, ":session").out
    assert "1. What gets in the way? (20 minutes) Open now." in noted(run, ":prompts").out


def test_people_say_from_where_they_speak(run: Run, brixton: str) -> None:
    answer = noted(
        run, ":who P3 carer, night worker", "P3: one", ":who", ":who P9", ":who cares a lot"
    )
    (person,) = run("participant", brixton, "--json").json
    assert person["perspectives"] == ["carer", "night worker"]
    assert "P3: unpaid carer, family or friend; night worker. Heard once." in answer.out
    assert "Nobody has that handle yet." in answer.out
    assert "Your line was: :who cares a lot" in answer.err


def test_after_quit_nothing_is_heard(run: Run, brixton: str) -> None:
    noted(run, "one", ":quit", "two")
    assert said(run) == ["one"]


def test_hostile_lines_are_answered_and_not_obeyed(run: Run, brixton: str) -> None:
    answer = noted(
        run, "\x1b]0;x\x07[/nope]", ":find \x1b[2J", ":who \x1b[2J", ":tag \x9b2J", ":last"
    )
    assert not set("\x1b\x07\x9b") & set(answer.out + answer.err)
    assert said(run) == ["]0;x[/nope]"]


def test_when_nobody_reads_the_answers_the_sitting_says_where_it_stopped(
    run: Run, brixton: str
) -> None:
    with subprocess.Popen(
        [*COMMAND, "note", brixton],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as noting:
        assert noting.stdout is not None
        noting.stdout.close()
        _, err = noting.communicate(b"one\ntwo\nthree\n", timeout=30)
    assert noting.returncode == 1
    assert is_one_sentence(err.decode())
    assert "line 2" in err.decode()
    assert said(run) == ["one"]
