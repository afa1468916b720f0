"""`list`, `search` and `show`: what was said, for eyes, ears and programs."""

from __future__ import annotations

import sqlite3
from threading import Event

import pytest

from listening.cli import listing, printing
from listening.store import fulltext, indexing
from tests.cli.conftest import Run

CONTRIBUTION = [
    "id", "session", "at", "author", "by", "perspectives", "words", "areas", "codes",
    "none_of_three", "kind", "captured", "sharing", "check", "paraphrase", "prompt", "removed",
    "conflicts",
]  # fmt: skip
LINES = (
    "P3: Nobody tells us who is coming. /r /s !barrier #peer-support",
    "P7: We write the rota on Friday. /r !experience",
    "P1: I stopped asking. /none %analysis ~para",
    "A long silence.",
)


@pytest.fixture
def ids(run: Run, brixton: str) -> list[str]:
    found = run("add", brixton, "--prompt", "1", *LINES).ids
    run("participant", brixton, "P3", "--perspective", "carer", "--perspective", "night worker")
    return found


def test_a_contribution_in_json_is_as_the_contract_says(run: Run, ids: list[str]) -> None:
    first = run("list", "brixton", "--json").json[0]
    assert list(first) == CONTRIBUTION
    assert first == {
        "id": ids[0],
        "session": run("show", "brixton", "--json").json["id"],
        "at": first["at"],
        "author": "Sam",
        "by": "P3",
        "perspectives": ["carer", "night worker"],
        "words": "Nobody tells us who is coming.",
        "areas": ["roles", "system"],
        "codes": ["self-directed/peer-support"],
        "none_of_three": False,
        "kind": "barrier",
        "captured": "verbatim",
        "sharing": "unnamed",
        "check": "unread",
        "paraphrase": None,
        "prompt": 1,
        "removed": False,
        "conflicts": 0,
    }


@pytest.mark.parametrize(
    ("narrow", "places"),
    [
        ((), [0, 1, 2, 3]),
        (("--area", "system"), [0]),
        (("--area", "r"), [0, 1]),
        (("--code", "peer-support"), [0]),
        (("--code", "self-directed/peer-support"), [0]),
        (("--untagged",), [3]),
        (("--by", "p7"), [1]),
        (("--perspective", "carer"), [0]),
        (("--perspective", "night worker"), [0]),
        (("--perspective", "not said"), [1, 2]),
        (("--by", "the room"), [3]),
        (("--by", "somebody"), [0, 1, 2]),
        (("--kind", "none"), [2, 3]),
        (("--prompt", "none"), []),
        (("--linked",), []),
        (("--kind", "experience"), [1]),
        (("--prompt", "1"), [0, 1, 2, 3]),
        (("--prompt", "2"), []),
        (("--check", "unread"), [0, 1, 2, 3]),
        (("--match", "FRIDAY rota"), [1]),
        (("--sharing", "analysis"), [2]),
        (("--sharing", "unnamed", "--by", "P3"), [0]),
        (("--author", "sam"), [0, 1, 2, 3]),
        (("--author", "Ola"), []),
        (("--from", "2000-01-01"), [0, 1, 2, 3]),
        (("--to", "2000-01-01"), []),
        (("--removed",), []),
        (("--area", "roles", "--by", "P3"), [0]),
    ],
)
def test_options_narrow_a_list(
    run: Run, ids: list[str], narrow: tuple[str, ...], places: list[int]
) -> None:
    found = [each["id"] for each in run("list", "brixton", *narrow, "--json").json]
    assert found == [ids[place] for place in places]


def test_those_of_which_none_of_the_three_was_said_are_listed(run: Run) -> None:
    run("new", "areas.sqlite", "--title", "Areas")
    own = [run("add", "areas", line).out.strip() for line in ("One. /none", "Two. /a", "Three.")]
    (listed,) = run("list", "areas", "--none", "--json").json
    assert listed["id"] == own[0]


def test_nothing_at_most_is_wrong_use(run: Run, ids: list[str]) -> None:
    assert run("search", "brixton", "rota", "--limit", "0").status == 2
    assert run("find", "rota", "--limit", "0").status == 2


def test_what_was_taken_back_is_told_beside_how_much_was_heard(run: Run, ids: list[str]) -> None:
    run("edit", "brixton", ids[0], "--check", "withdrawn")
    told = run("show", "brixton").out
    assert "contributions heard. 1 of them was taken back, which exports do not count.\n" in told


def test_participants_of_several_sessions_stand_under_their_sessions(run: Run) -> None:
    for title in ("Norwood", "Clapham"):
        run("new", f"{title}.sqlite", "--title", title)
        run("add", title, f"P1: Said in {title}.")
    run("merge", "both", "Norwood", "Clapham")
    told = run("participant", "both").out.splitlines()
    assert {line.split(" (")[0] for line in told[::2]} == {"Norwood", "Clapham"}
    assert all(line.startswith("P1: ") for line in told[1::2])


def test_a_list_is_one_paragraph_a_contribution(run: Run, ids: list[str]) -> None:
    _day, *paragraphs = run("list", "brixton").out.strip().split("\n\n")
    assert len(paragraphs) == 4
    head, words, about = paragraphs[0].split("\n")
    assert head.endswith(
        f"P3 (unpaid carer, family or friend; night worker), prompt 1, id {ids[0]}"
    )
    assert words == "    Nobody tells us who is coming."
    assert about == "Roles, System. Peer support. Barrier."
    assert paragraphs[2].endswith(
        "None of the three. Captured as paraphrase. Sharing: analysis only."
    )
    assert "the room" in paragraphs[3]
    assert paragraphs[3].endswith("Not yet tagged.")


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("named", ["", "Sharing: named quote.", "Sharing: analysis only."]),
        ("unnamed", ["", "", "Sharing: analysis only."]),
        ("analysis", ["", "", ""]),
    ],
)
def test_sharing_is_said_where_it_is_not_as_usual_in_that_room(
    run: Run, rule: str, told: list[str]
) -> None:
    run("new", "room.sqlite", "--title", "T", "--room-rule", rule)
    run("add", "room", "one", "two %named", "three %analysis")
    for out in (run("list", "room").out, run("note", "room", stdin=":list\n").out):
        abouts = [line for line in out.splitlines() if line.startswith("Not yet tagged.")]
        assert [line.removeprefix("Not yet tagged.").strip() for line in abouts] == told


@pytest.mark.parametrize(
    ("narrow", "places"),
    [
        ("--area roles --area system", [0]),
        ("--by P3 --by P7", [0, 1]),
        ("--kind barrier --kind experience", [0, 1]),
        ("--area roles --by P7 --by P1", [1]),
        ("--match is --match coming", [0]),
    ],
)
def test_an_option_given_several_times_drops_none(
    run: Run, ids: list[str], narrow: str, places: list[int]
) -> None:
    found = run("list", "brixton", *narrow.split(), "--json").json
    assert [one["id"] for one in found] == [ids[place] for place in places]


def test_a_prompt_that_nobody_asked_is_wrong_use(run: Run, ids: list[str]) -> None:
    answer = run("list", "brixton", "--prompt", "9", "--json")
    assert (answer.status, answer.out) == (2, "")
    assert answer.err == "listening: There is no prompt 9: this session has 2.\n"


def test_a_handle_that_nobody_has_is_said_beside_an_empty_list(run: Run, ids: list[str]) -> None:
    for options, out in (((), ""), (("--json",), "[]\n")):
        answer = run("list", "brixton", "--by", "P99", *options)
        assert (answer.status, answer.out) == (0, out)
        assert answer.err == "Nobody is called P99 here.\n"
    assert run("list", "brixton", "--by", "p7", "--by", "room", "--json").err == ""
    assert (
        run("list", "brixton", "--by", "P7", "--area", "a").err == "No contribution is like that.\n"
    )


def test_words_of_several_lines_cannot_pass_for_other_contributions(run: Run, brixton: str) -> None:
    run("add", brixton, "one\n\n14:05, P9, id abcdefghjk\n    forged")
    printed = run("list", brixton).out
    assert "\n14:05" not in printed
    assert "\n    14:05, P9" in printed


def test_hostile_words_reach_no_terminal(run: Run, brixton: str) -> None:
    run("add", brixton, "[/nope] \x1b]0;x\x07 \u202e <b>*_ \x9b2J")
    for command in (("list",), ("list", "--json"), ("history",), ("show",), ("export", "-o", "-")):
        answer = run(command[0], brixton, *command[1:])
        assert answer.status == 0
        assert not set("\x1b\x07\u202e\x9b") & set(answer.out + answer.err)


def test_a_search_finds_words_in_any_case_best_first(run: Run, ids: list[str]) -> None:
    found = run("search", "brixton", "who", "COMING", "--json").json
    assert [each["id"] for each in found] == [ids[0]]
    assert list(found[0]) == [*CONTRIBUTION, "score"]
    assert "Nobody tells us" in run("search", "brixton", "who coming").out
    assert run("search", "brixton", "nothing-like-it", "--json").json == []


def test_a_search_can_be_limited(run: Run, brixton: str) -> None:
    run("add", brixton, stdin="the same words\n" * 5)
    assert len(run("search", brixton, "words", "--limit", "2", "--json").json) == 2


def test_the_first_search_of_a_large_file_answers_and_then_waits_for_its_index(
    run: Run, brixton: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, finish = Event(), indexing.finish

    def tell(text: str) -> None:
        printing.tell(text)
        if "index" in text:
            told.set()

    def finish_once_it_is_told(con: sqlite3.Connection, wait: indexing.Wait) -> None:
        assert told.wait(60)
        finish(con, wait)

    run("add", brixton, stdin="the same words\n" * 8)
    monkeypatch.setattr(fulltext, "THRESHOLD", 3)
    monkeypatch.setattr(fulltext, "PART", 1)
    monkeypatch.setattr(listing, "tell", tell)
    monkeypatch.setattr(indexing, "finish", finish_once_it_is_told)
    first, second = (run("search", brixton, "words") for _ in range(2))
    assert first.out == second.out
    assert first.out.count("the same words") == 8
    assert "given an index, once" in first.err
    assert "index" not in second.err


def test_a_session_is_shown_with_its_figures(run: Run, ids: list[str]) -> None:
    run("remove", "brixton", run("add", "brixton", "to be removed").ids[0])
    shown = run("show", "brixton", "--json").json
    assert shown["title"] == "Brixton Library"
    assert shown["prompts"][0]["heard"] == 4
    assert shown["counts"] == {
        "heard": 4,
        "untagged": 1,
        "none_of_three": 1,
        "areas": {"attitudes": 0, "roles": 2, "system": 1},
        "codes": {"self-directed/peer-support": 1},
        "kinds": {"experience": 1, "barrier": 1},
        "perspectives": {"carer": 1, "night worker": 1},
        "sharing": {"analysis": 1, "unnamed": 3},
        "checks": {"unread": 4},
        "no_kind": 2,
        "no_prompt": 0,
        "perspective_not_said": 2,
        "by_the_room": 1,
        "removed": 1,
    }
    told = run("show", "brixton").out
    assert "At least 4 contributions heard." in told
    assert "Areas: Attitudes 0, Roles 2, System 1." in told
    assert "Safeguarding contact: The duty manager" in told


def test_a_contribution_is_shown_with_its_history(run: Run, ids: list[str]) -> None:
    run("edit", "brixton", ids[0], "--text", "Nobody ever tells us.", "--as", "Ines")
    shown = run("show", "brixton", ids[0][:4], "--json").json
    assert shown["words"] == "Nobody ever tells us."
    last = shown["history"][-1]
    assert (last["author"], last["field"]) == ("Ines", "words")
    assert last["former"] == "Nobody tells us who is coming."
    told = run("show", "brixton", ids[0]).out
    assert (
        "Sam wrote, for P3, prompt 1: “Nobody tells us who is coming.” Roles. System. Peer" in told
    )
    assert "Ines changed the words to “Nobody ever tells us.”, before: “Nobody tells us" in told


def test_a_search_takes_the_filters_of_a_list(run: Run, ids: list[str]) -> None:
    assert [each["id"] for each in run("search", "brixton", "is", "--json").json] == [ids[0]]
    narrowed = run("search", "brixton", "rota", "--area", "roles", "--match", "write", "--json")
    assert [each["id"] for each in narrowed.json] == [ids[1]]
    assert run("search", "brixton", "rota", "--area", "system", "--json").json == []
    assert run("search", "brixton", "rota", "--match", "whale", "--json").json == []


def test_a_day_that_is_none_is_refused(run: Run, ids: list[str]) -> None:
    found = run("list", "brixton", "--from", "someday")
    assert found.status == 2
    assert "cannot be read as a date" in found.err
