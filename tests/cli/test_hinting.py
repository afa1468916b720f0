"""`check --privacy`, and what an export says of hints: what may give somebody away, before it leaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run, is_one_sentence


@pytest.fixture
def said(run: Run, brixton: str) -> list[str]:
    """Capture what gives somebody away, in words that leave and in words that do not."""
    return run(
        "add",
        brixton,
        "P3: I live at 12 Mill Lane, LS6 3HN, and nobody comes.",
        "P3: Ring me on 07700 900123. %analysis",
        "Priya said so.",
    ).ids


def test_hints_are_listed_with_the_id_of_what_they_stand_in(run: Run, said: list[str]) -> None:
    answer = run("check", "brixton", "--privacy")
    assert answer.status == 1
    around = "“I live at 12 Mill Lane, LS6 3HN, and nobody comes.”"
    assert answer.out == (
        "brixton.sqlite: 2 hints at what may give somebody away to everybody.\n"
        f"  {said[0]}: street address, “12 Mill Lane”: {around}\n"
        f"  {said[0]}: postcode, “LS6 3HN”: {around}\n"
    )
    assert "first names are not found" in answer.err


def test_hints_are_one_json_document(run: Run, said: list[str]) -> None:
    answer = run("check", "brixton", "--privacy", "--audience", "room", "--json")
    (of_file,) = answer.json
    assert (of_file["file"], of_file["trouble"]) == ("brixton.sqlite", None)
    assert of_file["audience"] == "room"
    first, second = of_file["hints"]
    assert first == {
        "session": first["session"],
        "of": "contribution",
        "id": said[0],
        "field": "words",
        "kind": "address",
        "start": 10,
        "end": 22,
        "text": "12 Mill Lane",
        "may_be_meant": False,
    }
    assert second["kind"] == "postcode"


def test_everything_that_leaves_is_looked_through_and_says_what_it_is(
    run: Run, brixton: str
) -> None:
    own = run("add", brixton, "P1: Quote me please. #sw2-5sg #ab123456c #bullying %named").ids[0]
    run("participant", brixton, "P1", "--agreed-name", "Dr Rosa Parks, 3 Acre Lane SW2 5SG")
    run("setup", brixton, "--who-decides", "Cllr Jane Doe", "--title", "Tea with Cllr Amin")
    run("setup", brixton, "--room-rule", "named")
    promised = run(
        "commitment", "add", brixton, "--who", "Mrs Smith", "--what", "Ring back", "--for", "Mr Bo"
    ).out.split("id ")[1][:10]
    related = run(
        "relation", "add", brixton, "--kind", "trust", "--from", "families", "--to", "Mr Jones",
        "--heard-in", own,
    ).out.split("id ")[1][:10]  # fmt: skip
    assert run("check", brixton, "--privacy").out.splitlines() == [
        "brixton.sqlite: 9 hints at what may give somebody away to everybody.",
        "  the title: title and name, which may well be meant, “Cllr Amin”: “Tea with Cllr Amin”",
        "  who decides: title and name, which may well be meant, “Cllr Jane Doe”",
        f"  {own}, a code: National Insurance number, “ab123456c”",
        f"  {own}, a code: postcode, “sw2-5sg”",
        f"  {own}, the name as agreed: street address, “3 Acre Lane”: “Dr Rosa Parks, 3 Acre Lane SW2 5SG”",
        f"  {own}, the name as agreed: postcode, “SW2 5SG”: “Dr Rosa Parks, 3 Acre Lane SW2 5SG”",
        f"  commitment {promised}, who promises it: title and name, which may well be meant, “Mrs Smith”",
        f"  commitment {promised}, for whom it is promised: title and name, “Mr Bo”",
        f"  relation {related}, the party it goes to: title and name, which may well be meant, “Mr Jones”",
    ]


def test_where_no_hint_is_found_nothing_is_promised(run: Run, brixton: str) -> None:
    run("add", brixton, "Priya said so.")
    answer = run("check", brixton, "--privacy")
    assert answer.status == 0
    assert answer.out.startswith("brixton.sqlite: no hint at what")
    assert "first names are not found" in answer.err


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_looked_at(
    run: Run, said: list[str]
) -> None:
    answer = run("check", "nowhere", "brixton", "--privacy")
    assert answer.status == 1
    assert "no session file" in answer.err.splitlines()[0]
    assert "2 hints" in answer.out


@pytest.mark.parametrize("words", [("--privacy", "--audience", "team"), ("--audience", "room")])
def test_an_audience_that_makes_no_sense_is_refused(
    run: Run, brixton: str, words: tuple[str, ...]
) -> None:
    answer = run("check", brixton, *words)
    assert answer.status == 2
    assert is_one_sentence(answer.err)


def test_an_export_says_how_many_hints_leave_with_it_and_how_to_see_them(
    run: Run, said: list[str], surroundings: Path
) -> None:
    told = "2 hints at what may give somebody away stand in it: “listening check brixton --privacy"
    assert f"{told}” lists what." in run("export", "brixton").err
    assert f"{told} --audience room” lists" in run("export", "brixton", "--audience", "room").err
    assert "hint" not in run("export", "brixton", "--audience", "team").err


def test_an_export_without_hints_says_nothing_of_them(run: Run, brixton: str) -> None:
    run("add", brixton, "Nobody asked.")
    assert "hint" not in run("export", brixton).err
