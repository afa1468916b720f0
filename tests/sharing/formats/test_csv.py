"""The table of contributions as CSV, and the file that explains it."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listening.model.vocabulary import Audience, Sharing
from listening.sharing import formats
from listening.sharing.disclosed import Disclosed
from listening.sharing.disclosure import disclose_records
from listening.sharing.formats.columns import joined, parted
from listening.sharing.guard import RISKY, unguard
from tests.sharing.building import a_session, said
from tests.sharing.formats.afternoon import HOSTILE, OPTIONS, afternoon

CSV = formats.named("csv")
EXACT = OPTIONS._replace(plain=True)


def table(*sessions: Disclosed, plain: bool = False) -> list[dict[str, str]]:
    """Return the rows as a reader of CSV finds them; the guard is still on."""
    content = formats.export(CSV, sessions, EXACT if plain else OPTIONS).content
    text = content.decode("utf-8" if plain else "utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline=""), strict=True))


def package(*sessions: Disclosed, plain: bool = False) -> dict[str, Any]:
    """Return what the companion says."""
    written = formats.export(CSV, sessions, EXACT if plain else OPTIONS)
    read: dict[str, Any] = json.loads(written.beside[".datapackage.json"])
    return read


def test_the_exact_table_is_utf_8_without_a_mark_and_every_cell_is_quoted() -> None:
    content = formats.export(CSV, [afternoon()], EXACT).content
    assert content.startswith(b'"session","session_title"')
    assert content.endswith(b'"\r\n')
    assert [row["words"] for row in table(afternoon(), plain=True)][: len(HOSTILE)] == list(HOSTILE)


def test_the_table_for_spreadsheets_has_their_mark_and_nothing_in_it_is_calculated() -> None:
    assert formats.export(CSV, [afternoon()], OPTIONS).content.startswith(b"\xef\xbb\xbf")
    cells = [cell for row in table(afternoon()) for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(RISKY)]


def test_the_guard_taken_off_gives_the_words_that_were_said() -> None:
    words = [unguard(row["words"]) for row in table(afternoon())]
    assert words[: len(HOSTILE)] == list(HOSTILE)


@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1), min_size=1, max_size=4))
def test_every_word_is_read_back_from_either_table(texts: Sequence[str]) -> None:
    rows = [said(f"c{n}", text) for n, text in enumerate(texts)]
    session = disclose_records(a_session(), [], [], rows, Audience.PUBLIC)
    assert [row["words"] for row in table(session, plain=True)] == list(texts)
    assert [unguard(row["words"]) for row in table(session)] == list(texts)


@pytest.mark.parametrize("audience", [Audience.ROOM, Audience.PUBLIC])
def test_what_others_than_the_team_may_never_see_has_no_column(audience: Audience) -> None:
    columns = set(table(afternoon(audience))[0])
    assert not columns & {"handle", "author", "at", "own_sharing", "consent_asked"}
    assert {"handle", "author", "at"} <= set(table(afternoon(Audience.TEAM))[0])


def test_a_withheld_row_is_not_there() -> None:
    rows = {row["id"]: row for row in table(afternoon(Audience.PUBLIC))}
    assert not rows.keys() & {"counted", "unwritten", "off", "back"}
    assert (rows["other"]["words"], rows["other"]["paraphrase"]) == ("", "In other words.")


def test_a_row_says_what_stands_around_the_words() -> None:
    row = next(row for row in table(afternoon()) if row["id"] == "tagged")
    assert row["areas"] == "attitudes; system"
    assert row["codes"] == "rota; self-directed/direct-payment"
    assert (row["kind"], row["sharing"], row["none_of_three"]) == ("works", "unnamed", "false")
    assert (row["handle"], row["author"]) == ("P1", "Sam")
    assert parted(row["perspectives"]) == ("draws-on", "own; words")


def test_all_sessions_stand_in_one_table() -> None:
    other = afternoon()._replace(session=a_session(id="n" * 10, title="=Norwood"))
    rows = table(afternoon(), other)
    assert {row["session_title"] for row in rows} == {"Brixton Library", "'=Norwood"}
    assert len(rows) == 2 * len(table(afternoon()))


@given(st.lists(st.text(min_size=1)))
def test_many_values_in_a_cell_are_parted_again(values: list[str]) -> None:
    assert list(parted(joined(tuple(values)))) == values


@pytest.mark.parametrize("audience", Audience)
def test_the_companion_explains_every_column_in_its_place(audience: Audience) -> None:
    session = afternoon(audience)
    resource = package(session)["resources"][0]
    columns = [field["name"] for field in resource["schema"]["fields"]]
    assert columns == list(table(session)[0])
    assert all(field["description"].endswith((".", ")")) for field in resource["schema"]["fields"])
    assert resource["path"] == "afternoon.csv"


def test_the_companion_invents_no_licence_and_tells_how_the_guard_comes_off() -> None:
    assert "license" not in json.dumps(package(afternoon())).lower()
    assert "apostrophe" in package(afternoon())["resources"][0]["description"]
    assert "exact" in package(afternoon(), plain=True)["resources"][0]["description"]


def test_the_companion_says_how_much_was_counted_and_does_not_stand_in_the_table() -> None:
    told = package(afternoon(Audience.PUBLIC))
    assert told["sessions"][0]["without_words"] == {
        "analysis": 1,
        "paraphrase": 1,
        "off": 1,
        "withdrawn": 1,
    }
    assert "1 is for analysis only" in told["description"]
    assert told["sessions"][0]["counted_at_least"] == len(HOSTILE) + 6


def test_only_terms_of_the_vocabulary_stand_where_the_companion_lists_them() -> None:
    fields = package(afternoon())["resources"][0]["schema"]["fields"]
    for field in fields:
        terms = field.get("constraints", {}).get("enum")
        values = {row[field["name"]] for row in table(afternoon())} - {""}
        assert terms is None or values <= set(terms)
    sharing = next(field for field in fields if field["name"] == "sharing")
    assert sharing["constraints"]["enum"] == list(Sharing)


def test_whoever_waits_hears_how_far_it_is_and_may_stop_it() -> None:
    class Stopped(Exception):
        pass

    heard: list[tuple[int, int]] = []

    def step(done: int, of: int) -> None:
        heard.append((done, of))
        if done == 3:
            raise Stopped

    with pytest.raises(Stopped):
        formats.export(CSV, [afternoon()], OPTIONS._replace(step=step))
    assert heard == [(n, len(afternoon().contributions)) for n in (1, 2, 3)]
