"""`tag`, `edit`, `remove`, `restore`, `undo`, `history`: every change can be seen and taken back."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def said(run: Run, brixton: str) -> str:
    return run("add", brixton, "--prompt", "1", "P3: Nobody tells us.").ids[0]


def test_codes_go_on_and_off(run: Run, said: str) -> None:
    (tagged,) = run("tag", "brixton", said, "--add", "r", "--add", "#rota", "--add", "peer-support",
                    "--json").json  # fmt: skip
    assert tagged["areas"] == ["roles"]
    assert tagged["codes"] == ["rota", "self-directed/peer-support"]
    answer = run("tag", "brixton", said, "--remove", "roles", "--remove", "rota")
    assert answer.out == f"{said}: Not yet tagged. Peer support. Sharing: unnamed quote.\n"


def test_none_of_the_three_is_said_and_an_area_takes_it_back(run: Run, said: str) -> None:
    (tagged,) = run("tag", "brixton", said, "--none", "--json").json
    assert tagged["none_of_three"]
    (tagged,) = run("tag", "brixton", said, "--add", "system", "--json").json
    assert not tagged["none_of_three"]


def test_several_are_tagged_at_once_or_none_of_them(run: Run, said: str) -> None:
    other = run("add", "brixton", "Another.").ids[0]
    assert run("tag", "brixton", said, "zzzz", "--add", "a").status == 1
    assert run("show", "brixton", "--json").json["counts"]["areas"]["attitudes"] == 0
    assert run("tag", "brixton", said, other, "--add", "a").status == 0
    assert run("show", "brixton", "--json").json["counts"]["areas"]["attitudes"] == 2


def test_an_edit_sets_what_it_names_and_leaves_the_rest(run: Run, said: str) -> None:
    (edited,) = run(
        "edit", "brixton", said[:5], "--text", "Nobody tells me.", "--kind", "barrier", "--by", "p9",
        "--sharing", "analysis", "--captured", "interpreted", "--check", "corrected",
        "--paraphrase", "Visits come unannounced.", "--prompt", "2", "--json",
    ).json  # fmt: skip
    assert edited["words"] == "Nobody tells me."
    assert edited["by"] == "p9"
    assert (edited["kind"], edited["sharing"], edited["captured"], edited["check"]) == (
        "barrier",
        "analysis",
        "interpreted",
        "corrected",
    )
    assert (edited["paraphrase"], edited["prompt"]) == ("Visits come unannounced.", 2)
    (again,) = run("edit", "brixton", said, "--kind", "idea", "--json").json
    assert {**edited, "kind": "idea"} == again


def test_an_empty_value_takes_away_what_may_be_missing(run: Run, said: str) -> None:
    run("edit", "brixton", said, "--kind", "idea", "--sharing", "analysis", "--paraphrase", "P")
    (edited,) = run(
        "edit", "brixton", said, "--kind", "", "--sharing", "", "--paraphrase", "", "--prompt", "",
        "--by", "room", "--json",
    ).json  # fmt: skip
    assert edited["kind"] is edited["paraphrase"] is edited["prompt"] is edited["by"] is None
    assert edited["sharing"] == "unnamed"


def test_saved_words_can_be_neither_emptied_nor_put_off_record(run: Run, said: str) -> None:
    assert run("edit", "brixton", said, "--text", " ").status == 2
    answer = run("edit", "brixton", said, "--sharing", "off")
    assert answer.status == 2
    assert "analysis only" in answer.err


def test_the_rooms_rule_is_said_where_it_caps_an_edit(run: Run, said: str) -> None:
    answer = run("edit", "brixton", said, "--sharing", "named", "--json")
    assert answer.json[0]["sharing"] == "unnamed"
    assert "The room's rule caps it" in answer.err
    assert run("edit", "brixton", said, "--sharing", "analysis").err == ""


def test_a_paraphrase_that_ends_has_no_second_full_stop(run: Run, brixton: str) -> None:
    (own,) = run("add", brixton, "P1: Ray at the depot hits me %paraphrase").ids
    run("edit", brixton, own, "--paraphrase", "Some feel less safe.")
    assert "Paraphrase: Some feel less safe.\n" in run("list", brixton).out


def test_a_paraphrase_in_the_words_themselves_is_said_to_be_none(run: Run, brixton: str) -> None:
    (own,) = run("add", brixton, "P1: Ray at the depot hits me /a %paraphrase").ids
    answer = run("edit", brixton, own, "--paraphrase", "Ray at the depot hits me.")
    assert "repeats the words themselves" in answer.err
    assert "1 paraphrase repeats words" in run("export", brixton, "-o", "-").err
    assert run("edit", brixton, own, "--paraphrase", "People are hurt at work.").err == ""


def test_what_is_removed_is_in_no_list_until_it_is_restored(run: Run, said: str) -> None:
    (removed,) = run("remove", "brixton", said, "--json").json
    assert removed["removed"]
    assert run("list", "brixton", "--json").json == []
    assert [each["id"] for each in run("list", "brixton", "--removed", "--json").json] == [said]
    assert run("restore", "brixton", said).out == f"{said}: restored.\n"
    assert [each["id"] for each in run("list", "brixton", "--json").json] == [said]


def test_undo_takes_back_the_authors_own_last_change(run: Run, said: str) -> None:
    run("edit", "brixton", said, "--kind", "idea")
    run("edit", "brixton", said, "--text", "Changed by another.", "--as", "Ines")
    undone = run("undo", "brixton", "--json").json
    assert undone == {
        "contributions": [said],
        "others": [],
        "fields": ["kind"],
        "left": 0,
        "imported": False,
        "reopened": 0,
    }
    (now,) = run("list", "brixton", "--json").json
    assert (now["kind"], now["words"]) == (None, "Changed by another.")


def test_undo_says_what_it_took_back(run: Run, said: str) -> None:
    run("tag", "brixton", said, "--add", "roles")
    at = run("show", "brixton", said, "--json").json["at"][11:16]
    one = f"P3 “Nobody tells us.”, saved {at}"
    assert run("undo", "brixton").out == f"Taken back: the tag Roles of {one}.\n"
    assert run("undo", "brixton").out == f"Taken back: {one}. Out of every list now: {said}.\n"
    run("restore", "brixton", said)
    run("remove", "brixton", said)
    assert run("undo", "brixton").out == f"Taken back: the removal of {one}.\n"
    run("edit", "brixton", said, "--by", "P9", "--text", "Changed.")
    assert run("undo", "brixton").out == f"Taken back: “who said it” and the words of {one}.\n"


def test_undo_tells_long_words_by_their_beginning_and_many_by_their_number(
    run: Run, brixton: str
) -> None:
    ids = run("add", brixton, *(f"P{n}: one {'very ' * 20}long thing" for n in range(5))).ids
    run("tag", brixton, *ids, "--add", "roles")
    told = run("undo", brixton).out
    assert told.count("one very very very") == 3
    assert "…”" in told
    assert told.endswith("and 2 more.\n")


def test_what_one_command_did_to_many_is_taken_back_by_one_undo(
    run: Run, said: str, brixton: str
) -> None:
    other = run("add", brixton, "Another.").ids[0]
    for coding in (("--add", "a"), ("--add", "s", "--own"), ("--add", "r", "--as-coder", "Ann")):
        before = run("list", "brixton", "--json").out
        coded = run("list", "brixton", "--as-coder", "Ann", "--json").out
        assert run("tag", "brixton", said, other, *coding).status == 0
        assert sorted(run("undo", "brixton", "--json").json["contributions"]) == sorted(
            [said, other]
        )
        assert run("list", "brixton", "--json").out == before
        assert run("list", "brixton", "--as-coder", "Ann", "--json").out == coded


def test_undo_says_what_stays_since_somebody_has_changed_it(run: Run, said: str) -> None:
    run("edit", "brixton", said, "--kind", "idea")
    run("edit", "brixton", said, "--kind", "barrier", "--as", "Ines")
    told = run("undo", "brixton").out
    assert (
        told == "Nothing was taken back: one thing was changed again since, and stays as it is.\n"
    )


def test_undo_names_whose_perspective_it_took_back(run: Run, said: str) -> None:
    run("participant", "brixton", "P3", "--perspective", "carer")
    told = run("undo", "brixton").out
    assert told == "Taken back: the perspective unpaid carer, family or friend of P3.\n"


def test_history_says_who_changed_what_and_what_it_was_before(run: Run, said: str) -> None:
    run("edit", "brixton", said, "--by", "P4", "--as", "Ines")
    run("remove", "brixton", said)
    told = run("history", "brixton", said).out.splitlines()
    assert told[-3].endswith(" Sam wrote, for P3, prompt 1: “Nobody tells us.”")
    assert told[-2].endswith(" Ines said that it is from P4, before: P3.")
    assert told[-1].endswith(" Sam took it out of every list.")
    entries = run("history", "brixton", "--json").json
    assert list(entries[0]) == [
        "at", "author", "kind", "id", "field", "value", "former", "stamp", "took_back",
    ]  # fmt: skip
    assert {each["kind"] for each in entries} >= {
        "session",
        "prompt",
        "participant",
        "contribution",
    }
