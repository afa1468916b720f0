"""What people see who open the file with other tools: sqlite-utils, Datasette, DB Browser."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from listening.store.session_file import SessionFile
from tests.store import making
from tests.store.making import say


@pytest.fixture
def database(path: Path) -> Database:
    """A session with a few lines, as sqlite-utils opens it."""
    with making.new(path, room_rule="named") as file:
        prompt = file.prompts(file.session().id)[1].id
        file.set_participant(file.session().id, "P1", perspectives=["carer", "ours"])
        say(file, "P1: The bus never comes. /a /s #rota #buses !barrier %analysis ~para", prompt)
        say(file, "Silence. /none")
        say(file, "P2: %off")
        file.remove([say(file, "Gone.").id])
        file.edit(file.contributions()[1].id, words="A long silence.")
    return Database(path)


def test_every_table_and_view_can_be_read(database: Database) -> None:
    with closing(database.conn):
        names = {*database.table_names(), *database.view_names()}
        assert {"change", "erasure", "contribution", "contributions", "history", "leaf"} <= names
        for name in names:
            assert isinstance(list(database[name].rows), list)
            assert database[name].columns


def test_contributions_are_told_in_plain_words(database: Database) -> None:
    with closing(database.conn):
        first, second, third = list(database["contributions"].rows)
    assert first | {"id": ""} == {
        "id": "",
        "session": "Brixton Library",
        "captured_utc": first["captured_utc"],
        "note_taker": "Sam",
        "said_by": "P1",
        "perspectives": "carer, ours",
        "words": "The bus never comes.",
        "areas": "attitudes system",
        "codes": "buses, rota",
        "none_of_three": 0,
        "kind": "barrier",
        "captured": "paraphrase",
        "sharing": "analysis",
        "room_rule": "named",
        "check_state": None,
        "paraphrase": None,
        "prompt": "What would you change?",
    }
    assert first["captured_utc"].startswith("2026-03-24 12:00:")
    assert (second["words"], second["none_of_three"], second["areas"]) == (
        "A long silence.",
        1,
        None,
    )
    assert (third["words"], third["said_by"], third["sharing"]) == (None, "P2", "off")


def test_promises_are_told_in_plain_words(database: Database, path: Path) -> None:
    with SessionFile.open(path, author="Sam") as file:
        one = file.contributions()[0].id
        file.commit(file.session().id, who="The council", what="Publish", answers=[one])
        file.remove([file.commit(file.session().id, who="GPs", what="Ring back").id])
    with closing(database.conn):
        (row,) = database["commitments"].rows
    assert row | {"id": "", "recorded_utc": ""} == {
        "id": "",
        "session": "Brixton Library",
        "who": "The council",
        "what": "Publish",
        "for_whom": None,
        "by_when": None,
        "report_back": None,
        "status": "offered",
        "reason": None,
        "felt": "not-asked",
        "direction": None,
        "answers": one,
        "recorded_utc": "",
        "note_taker": "Sam",
    }


def test_the_history_tells_who_wrote_what_when(database: Database) -> None:
    with closing(database.conn):
        rows = [row for row in database["history"].rows if row["field"] == "words"]
    told = {(row["note_taker"], row["value"]) for row in rows}
    assert told == {
        ("Sam", each) for each in ("The bus never comes.", "Silence.", "Gone.", "A long silence.")
    }
    (edited,) = (row for row in rows if row["base"])
    assert edited["value"] == "A long silence."


def test_an_index_that_sqlite_utils_makes_does_no_harm(database: Database, path: Path) -> None:
    with closing(database.conn):
        database.table("contribution").create_index(["kind"])
        database.conn.commit()
    with SessionFile.open(path, author="Sam") as file:
        assert say(file, "Still saved.").words == "Still saved."
    assert making.is_sound(path)
