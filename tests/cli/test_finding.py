"""`find` and `similar`: the sessions folder asked as one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run, is_one_sentence


@pytest.fixture
def folder(run: Run, surroundings: Path) -> Path:
    """Two sessions in the folder."""
    for title, *lines in (
        (
            "Brixton",
            "P3: Nobody tells us which carer comes in the morning. /r !barrier",
            "P1: The bus is late. /s",
        ),
        (
            "Norwood",
            "P7: In the mornings nobody told me which carer was coming. /s",
            "Tea. %analysis",
        ),
    ):
        made = run("new", "--title", title, "--date", "2026-03-24")
        run("add", made.out.strip(), *lines)
    return surroundings / "sessions"


def test_every_file_is_searched_and_each_find_says_where_it_stands(run: Run, folder: Path) -> None:
    found = run("find", "carer", "--json").json
    assert {Path(each["file"]).stem for each in found} == {
        "2026-03-24-brixton",
        "2026-03-24-norwood",
    }
    told = run("find", "bus")
    assert "Brixton, " in told.out
    assert "2026-03-24-brixton.sqlite" in told.out
    assert told.err == "1 contribution.\n"


@pytest.mark.parametrize(
    ("narrow", "handles"),
    [
        (("carer", "--area", "system"), ["P7"]),
        (("--kind", "barrier"), ["P3"]),
        (("--sharing", "analysis"), [None]),
        (("--by", "P1", "--author", "Sam"), ["P1"]),
        (("carer", "--limit", "1"), ["P3"]),
        (("carer", "--to", "2000-01-01"), []),
    ],
)
def test_filters_narrow_the_folder(
    run: Run, folder: Path, narrow: tuple[str, ...], handles: list[str | None]
) -> None:
    assert [each["by"] for each in run("find", *narrow, "--json").json] == handles


def test_notes_typed_up_afterwards_are_found_by_the_day_of_their_session(
    run: Run, folder: Path
) -> None:
    told = run("find", "carer", "--from", "24/3/2026", "--to", "24 March 2026")
    assert "“24/3/2026” is Tuesday 24 March 2026." in told.err
    assert "Norwood, Tuesday 24 March 2026, " in told.out
    assert run("find", "carer", "--from", "2026-03-25").err == "No contribution is like that.\n"


def test_a_damaged_file_is_named_and_the_others_are_searched(run: Run, folder: Path) -> None:
    (folder / "broken.sqlite").write_bytes(b"no session at all")
    found = run("find", "bus")
    assert found.status == 0
    assert "The bus is late." in found.out
    assert found.err.startswith("Left out: broken.sqlite.")


def test_nothing_to_find_is_said_in_a_sentence(run: Run, folder: Path) -> None:
    found = run("find")
    assert found.status == 2
    assert is_one_sentence(found.err)
    assert run("find", "zebra").err == "No contribution is like that.\n"


def test_an_erased_word_is_found_nowhere(run: Run, folder: Path) -> None:
    own = run("find", "bus", "--json").json[0]["id"]
    assert run("erase", "2026-03-24-brixton", own, "--yes").status == 0
    assert run("find", "bus", "--json").json == []


def test_earlier_sessions_that_hold_something_alike_are_named(run: Run, folder: Path) -> None:
    own = run("find", "carer", "--area", "roles", "--json").json[0]["id"]
    found = run("similar", "2026-03-24-brixton", own)
    assert "In the mornings nobody told me" in found.out
    assert found.err == "1 like this in Norwood.\n"
    (row,) = run(
        "similar", "2026-03-24-norwood", "--words", "nobody tells us which carer comes", "--json"
    ).json
    assert (row["by"], row["likeness"] >= 33) == ("P3", True)
    none = run("similar", "2026-03-24-brixton", "--words", "a zebra")
    assert none.err == "Nothing like this was heard in the other sessions of the folder.\n"


def test_similar_takes_an_id_or_words(run: Run, folder: Path) -> None:
    for words in ((), ("abcd", "--words", "x")):
        found = run("similar", "2026-03-24-brixton", *words)
        assert found.status == 2
        assert is_one_sentence(found.err)
