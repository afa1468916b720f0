"""`conflicts` and `settle`, `duplicates`: people decide, and what they decide merges."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run, is_one_sentence


@pytest.fixture
def said(run: Run, brixton: str, surroundings: Path) -> str:
    """Words that Ines and Tom changed apart, merged in `all.sqlite`, by their id."""
    own = run("add", brixton, "P1: Nobody tells us who is coming.").ids[0]
    for name in ("ines", "tom"):
        run("copy", brixton, f"{name}.sqlite")
        run("edit", name, own, "--text", f"{name} heard this.", "--as", name.title())
        run("edit", name, own, "--kind", "barrier", "--as", name.title())
    assert run("merge", "all", "ines", "tom").status == 0
    return own


def test_both_versions_are_told_with_who_and_when_the_newest_first(run: Run, said: str) -> None:
    (conflict,) = run("conflicts", "all", "--json").json
    assert list(conflict) == ["id", "kind", "record", "session", "field", "versions"]
    assert (conflict["kind"], conflict["record"], conflict["field"]) == (
        "contribution",
        said,
        "words",
    )
    newest, older = conflict["versions"]
    assert list(newest) == ["number", "value", "author", "at", "shown"]
    assert (newest["number"], newest["value"], newest["author"]) == (1, "tom heard this.", "Tom")
    assert (older["number"], older["author"], older["shown"]) == (2, "Ines", False)
    told = run("conflicts", "all").out
    assert told.startswith(f"{conflict['id']}: words of contribution {said}\n    1. Tom, ")
    assert "shown meanwhile:\n        “tom heard this.”\n    2. Ines, " in told


def test_a_conflict_is_marked_in_lists_and_counted_in_show(run: Run, said: str) -> None:
    assert run("list", "all", "--json").json[0]["conflicts"] == 1
    assert run("show", "all", "--json").json["conflicts"] == 1
    assert "Conflicts: 1; “listening conflicts” shows them." in run("show", "all").out
    assert "Conflicts: 1;" in run("show", "all", said).out


def test_where_nobody_differs_there_is_nothing_to_settle(run: Run, brixton: str) -> None:
    answer = run("conflicts", brixton)
    assert (answer.status, answer.out) == (0, "")
    assert run("conflicts", brixton, "--json").json == []
    assert run("show", brixton, "--json").json["conflicts"] == 0


@pytest.mark.parametrize(
    ("how", "words"),
    [(("--keep", "2"), "ines heard this."), (("--text", "Both heard this."), "Both heard this.")],
)
def test_settling_keeps_one_version_or_what_somebody_writes(
    run: Run, said: str, how: tuple[str, str], words: str
) -> None:
    (conflict,) = run("conflicts", "all", "--json").json
    answer = run("settle", "all", conflict["id"][:4], *how)
    assert answer.status == 0, answer.err
    assert answer.out == f"Settled: words of contribution {said}: “{words}”.\n"
    assert run("conflicts", "all", "--json").json == []
    assert run("list", "all", "--json").json[0]["words"] == words


def test_what_is_settled_stays_settled_in_every_later_merge(run: Run, said: str) -> None:
    (conflict,) = run("conflicts", "all", "--json").json
    run("settle", "all", conflict["id"], "--keep", "2")
    answer = run("merge", "later", "tom", "all", "ines")
    assert "Conflicts: none." in answer.out
    assert run("list", "later", "--json").out == run("list", "all", "--json").out


def test_a_settled_conflict_is_listed_again_once_that_is_undone(run: Run, said: str) -> None:
    before = run("conflicts", "all", "--json").json
    text = run("conflicts", "all").out
    for how in (("--keep", "1"), ("--keep", "2"), ("--text", "Both heard this.")):
        run("settle", "all", before[0]["id"], *how)
        told = run("undo", "all").out
        assert told.startswith("Taken back: the words of P1 “tom heard this.”, saved ")
        assert told.endswith(". 1 conflict is open again.\n")
        assert run("conflicts", "all", "--json").json == before
        assert run("conflicts", "all").out == text
    told = run("history", "all", said).out
    assert told.count("took back what was done at ") == 3
    assert told.count("changed the words to “ines heard this.”") == 5


@pytest.fixture
def none_or_area(run: Run, brixton: str) -> str:
    """What Ines says is none of the three, and Tom, apart, gives two areas, merged in `all.sqlite`."""
    own = run("add", brixton, "P1: Nobody tells us who is coming.").ids[0]
    for name, tags in (("ines", ["--none"]), ("tom", ["--add", "r", "--add", "s"])):
        run("copy", brixton, f"{name}.sqlite")
        run("tag", name, own, *tags, "--as", name.title())
    assert "Conflicts: 1;" in run("merge", "all", "ines", "tom").out
    return own


def test_none_of_the_three_against_areas_is_told_with_who_said_what(
    run: Run, none_or_area: str
) -> None:
    (conflict,) = run("conflicts", "all", "--json").json
    assert (conflict["field"], conflict["record"]) == ("none_of_three", none_or_area)
    told = [(each["value"], each["author"], each["shown"]) for each in conflict["versions"]]
    assert told == [("roles system", "Tom", True), (1, "Ines", False)]
    lines = run("conflicts", "all").out.splitlines()
    assert lines[0] == f"{conflict['id']}: none of the three of contribution {none_or_area}"
    assert lines[1].startswith("    1. Tom, ")
    assert lines[3].startswith("    2. Ines, ")
    assert [lines[2].strip(), lines[4].strip()] == ["Roles and System", "none of the three"]


@pytest.mark.parametrize(
    ("keep", "value", "areas"),
    [("1", "Roles and System", ["roles", "system"]), ("2", "none of the three", [])],
)
def test_none_of_the_three_against_areas_is_settled_to_either(
    run: Run, none_or_area: str, keep: str, value: str, areas: list[str]
) -> None:
    (conflict,) = run("conflicts", "all", "--json").json
    told = run("settle", "all", conflict["id"], "--keep", keep).out
    assert told == f"Settled: none of the three of contribution {none_or_area}: {value}.\n"
    (one,) = run("list", "all", "--json").json
    assert (one["areas"], one["none_of_three"], one["conflicts"]) == (areas, not areas, 0)
    assert run("undo", "all", "--json").json["reopened"] == 1
    assert run("conflicts", "all", "--json").json == [conflict]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("zzzz", "--keep", "1"), 1),
        (("zz", "--keep", "1"), 2),
        ((None, "--keep", "3"), 2),
        ((None, "--keep", "0"), 2),
        ((None,), 2),
        ((None, "--keep", "1", "--text", "x"), 2),
        ((None, "--text", ""), 2),
    ],
)
def test_a_settlement_that_means_nothing_is_refused_in_a_sentence(
    run: Run, said: str, words: tuple[str | None, ...], status: int
) -> None:
    (conflict,) = run("conflicts", "all", "--json").json
    answer = run("settle", "all", *(word if word is not None else conflict["id"] for word in words))
    assert answer.status == status
    assert is_one_sentence(answer.err)
    assert len(run("conflicts", "all", "--json").json) == 1


def test_hostile_versions_reach_no_terminal(run: Run, said: str) -> None:
    run("edit", "ines", said, "--text", "\x1b]0;x\x07 [red]\u202e", "--as", "In\x1bes")
    run("merge", "all", "ines")
    for command in (("conflicts", "all"), ("conflicts", "all", "--json"), ("show", "all", said)):
        answer = run(*command)
        assert answer.status == 0
        assert not set("\x1b\x07\u202e") & set(answer.out + answer.err)


@pytest.fixture
def twice(run: Run, brixton: str) -> tuple[str, str]:
    """One thing taken down by Ines and by Tom, merged in `all.sqlite`."""
    ids = []
    for name, words in (
        ("ines", "P1: The bus to the day centre stops at four o'clock sharp. /s"),
        ("tom", "The bus to the day centre stops at four sharp. /s"),
    ):
        run("copy", brixton, f"{name}.sqlite")
        ids += run("add", name, words, "--as", name.title()).ids
    run("merge", "all", "ines", "tom")
    return ids[0], ids[1]


def test_what_may_have_been_taken_down_twice_is_proposed_and_counted_twice_meanwhile(
    run: Run, twice: tuple[str, str]
) -> None:
    (found,) = run("duplicates", "all", "--json").json
    assert list(found) == ["likeness", "one", "other"]
    assert (found["one"]["id"], found["other"]["id"]) == twice
    assert run("show", "all", "--json").json["counts"]["heard"] == 2
    told = run("duplicates", "all")
    assert f"id {twice[0]}, taken down by Ines\n    The bus" in told.out
    assert "1 possible duplicate." in told.err
    session = run("show", "all", "--json").json["id"]
    assert len(run("duplicates", "all", "--session", session, "--json").json) == 1


def test_what_is_the_same_counts_once_and_both_wordings_are_kept(
    run: Run, twice: tuple[str, str]
) -> None:
    answer = run("duplicates", "all", "--same", *twice)
    assert answer.out == (
        f"{twice[0]} and {twice[1]} are one thing said: both are kept, one is counted.\n"
    )
    assert run("duplicates", "all", "--json").json == []
    assert run("show", "all", "--json").json["counts"]["heard"] == 1
    assert len(run("list", "all", "--json").json) == 2
    assert run("show", "all", twice[0], "--json").json["other_wordings"] == [twice[1]]
    assert f"the other wording: {twice[1]}." in run("show", "all", twice[0]).out


def test_two_voices_are_not_proposed_again(run: Run, twice: tuple[str, str]) -> None:
    assert run("duplicates", "all", "--two-voices", *twice).status == 0
    assert run("duplicates", "all", "--json").json == []
    assert run("show", "all", "--json").json["counts"]["heard"] == 2
    assert "Possible duplicates: none." in run("merge", "all", "ines", "tom").out


def test_one_contribution_is_never_twice_itself(run: Run, twice: tuple[str, str]) -> None:
    answer = run("duplicates", "all", "--same", twice[0], twice[0])
    assert answer.status == 2
    assert is_one_sentence(answer.err)
