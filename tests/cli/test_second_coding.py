"""A second coding: blind, beside the shared tags, compared with them, settled into them."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run, is_one_sentence


@pytest.fixture
def ids(run: Run, brixton: str) -> list[str]:
    return run(
        "add", brixton, "One. /r", "Two. /r /s #peer-support", "Three. /none", "Four. /a"
    ).ids


@pytest.fixture
def coded(run: Run, ids: list[str]) -> list[str]:
    """Four contributions that Priya has coded as well: she differs about the second."""
    for own, codes in zip(ids, (["r"], ["r"], None, ["a"]), strict=True):
        words = [word for code in codes or [] for word in ("--add", code)]
        assert run("tag", "brixton", own, "--as-coder", "Priya", *(words or ["--none"])).status == 0
    return ids


def test_a_coder_sees_no_tags_but_their_own(run: Run, ids: list[str]) -> None:
    listed = run("list", "brixton", "--as-coder", "Priya", "--json").json
    assert all(each["areas"] == each["codes"] == [] for each in listed)
    assert not any(each["none_of_three"] for each in listed)
    told = run("list", "brixton", "--as-coder", "Priya").out
    assert told.count("Not yet tagged.") == 4
    assert "Peer support" not in told


def test_a_second_coding_leaves_the_shared_tags_as_they_are(run: Run, ids: list[str]) -> None:
    before = run("list", "brixton", "--json").out
    (answer,) = run("tag", "brixton", ids[1][:5], "--as-coder", "Priya", "--add", "a",
                    "--add", "peer-support", "--json").json  # fmt: skip
    assert (answer["areas"], answer["codes"]) == (["attitudes"], ["self-directed/peer-support"])
    run("tag", "brixton", ids[1], "--as-coder", "PRIYA", "--add", "s", "--remove", "peer-support")
    (one,) = run("list", "brixton", "--as-coder", "priya", "--area", "a", "--json").json
    assert (one["id"], one["areas"], one["codes"]) == (ids[1], ["attitudes", "system"], [])
    assert run("list", "brixton", "--json").out == before


def test_a_coder_is_told_what_they_have_not_looked_at_yet(run: Run, ids: list[str]) -> None:
    run("tag", "brixton", ids[0], "--as-coder", "Priya", "--none")
    left = run("list", "brixton", "--as-coder", "Priya", "--untagged", "--json").json
    assert [each["id"] for each in left] == ids[1:]
    assert run("list", "brixton", "--as-coder", "Priya", "--area", "r", "--json").json == []


def test_a_second_coder_needs_a_name_of_their_own(run: Run, ids: list[str]) -> None:
    for name in ("", " ", "notes"):
        answer = run("tag", "brixton", ids[0], "--as-coder", name, "--add", "a")
        assert answer.status == 2
        assert is_one_sentence(answer.err)
    assert run("tag", "brixton", ids[0], "--as-coder", "P", "--own", "--add", "a").status == 2


def test_agreement_is_told_by_area_and_code_with_where_they_differ(
    run: Run, coded: list[str]
) -> None:
    result = run("agreement", "brixton", "--json").json
    assert list(result) == ["coders", "tags", "differences"]
    assert result["coders"] == ["notes", "priya"]
    by_tag = {each["tag"]: each for each in result["tags"]}
    assert list(by_tag) == ["attitudes", "roles", "system", "self-directed/peer-support"]
    assert list(by_tag["roles"]) == [
        "tag", "n", "agreed", "per_cent", "kappa", "alpha", "undefined", "differ",
    ]  # fmt: skip
    assert (by_tag["roles"]["per_cent"], by_tag["roles"]["kappa"]) == (100.0, 1.0)
    system = by_tag["system"]
    assert (system["n"], system["agreed"], system["per_cent"]) == (4, 3, 75.0)
    assert system["kappa"] == 0.0
    assert system["differ"] == [coded[1]]
    assert result["differences"][0] == {
        "id": coded[1], "tag": "system", "yes": ["notes"], "no": ["priya"], "settled": False,
    }  # fmt: skip
    told = run("agreement", "brixton", "--coder", "Notes", "--coder", "Priya")
    assert "notes and priya: 4 contributions coded by more than one." in told.out
    assert "System: agreed about 3 of 4, 75.0 per cent; Cohen's kappa 0.00;" in told.out
    assert f"{coded[1]}: System: notes says yes, priya says no.\n    Two." in told.out


def test_what_was_taken_back_is_compared_by_nobody(run: Run, coded: list[str]) -> None:
    run("edit", "brixton", coded[1], "--check", "withdrawn")
    result = run("agreement", "brixton", "--json").json
    assert coded[1] not in {own for each in result["tags"] for own in each["differ"]}
    assert {each["tag"]: each["n"] for each in result["tags"]}["system"] == 3


@pytest.mark.parametrize(("how", "there"), [("--on", True), ("--off", False)])
def test_a_difference_is_settled_into_the_shared_tags(
    run: Run, coded: list[str], how: str, there: bool
) -> None:
    before = run("agreement", "brixton", "--json").json["tags"]
    answer = run("agreement", "brixton", "--settle", coded[1], "s", how)
    assert answer.status == 0, answer.err
    assert answer.out.startswith(f"Settled in the shared tags. {coded[1]}: ")
    assert ("system" in run("list", "brixton", "--json").json[1]["areas"]) is there
    after = run("agreement", "brixton", "--json").json
    assert after["tags"] == before
    assert after["differences"][0]["settled"]
    assert "Settled." in run("agreement", "brixton").out


def test_a_tag_that_somebody_gave_themself_is_not_overruled(run: Run, coded: list[str]) -> None:
    run("tag", "brixton", coded[1], "--own", "--add", "s")
    answer = run("agreement", "brixton", "--settle", coded[1], "system", "--off")
    assert "System stays on all the same: whoever said it gave that tag themself." in answer.err
    answer = run("tag", "brixton", coded[1], "--remove", "s", "--remove", "r")
    assert answer.out.startswith(f"{coded[1]}: System. ")
    assert "System stays on: whoever said it gave that tag themself" in answer.err
    assert run("show", "brixton", coded[1], "--json").json["own_tags"] == ["system"]
    assert "Given by whoever said it: System." in run("show", "brixton", coded[1]).out
    answer = run("tag", "brixton", coded[1], "--own", "--remove", "s")
    assert "System" not in answer.out + answer.err


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("--coder", "Priya"), 2),
        (("--coder", "Priya", "--coder", "Nobody"), 2),
        (("--settle", "zzzz", "r"), 2),
        (("--on",), 2),
        (("--settle", "zzzz", "r", "--on", "--off"), 2),
        (("--settle", "zzzz", "r", "--on"), 1),
    ],
)
def test_what_cannot_be_compared_or_settled_is_said_in_a_sentence(
    run: Run, coded: list[str], words: tuple[str, ...], status: int
) -> None:
    answer = run("agreement", "brixton", *words)
    assert answer.status == status
    assert is_one_sentence(answer.err)


def test_before_a_second_coding_there_is_nothing_to_compare(run: Run, ids: list[str]) -> None:
    answer = run("agreement", "brixton")
    assert answer.status == 1
    assert is_one_sentence(answer.err)
    assert "--as-coder" in answer.err


def test_of_three_coders_kappa_says_that_it_compares_two(run: Run, coded: list[str]) -> None:
    run("tag", "brixton", coded[0], coded[1], "--as-coder", "Ann", "--add", "r")
    roles = run("agreement", "brixton", "--json").json["tags"][1]
    assert (roles["kappa"], roles["undefined"]) == (None, "kappa compares two coders")
    assert roles["alpha"] is not None
    assert "Cohen's kappa undefined" in run("agreement", "brixton").out


def test_two_codings_of_two_copies_come_together(run: Run, coded: list[str]) -> None:
    run("copy", "brixton", "ann.sqlite")
    run("tag", "ann", coded[0], "--as-coder", "Ann", "--add", "s")
    run("merge", "all", "ann", "brixton")
    assert run("agreement", "all", "--json").json["coders"] == ["notes", "ann", "priya"]
