"""Contributions as JSON Lines, in the words of the commands."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listening.cli import as_json
from listening.model.vocabulary import Audience
from listening.sharing import formats
from listening.sharing.disclosed import Disclosed
from listening.sharing.disclosure import disclose_records
from tests.sharing.building import a_session, said
from tests.sharing.formats.afternoon import HOSTILE, OPTIONS, afternoon, contributions

JSONL = formats.named("jsonl")
OF_THE_TEAM = {"at", "author", "by", "own_sharing", "consent_asked", "conflicts"}


def lines(*sessions: Disclosed) -> list[dict[str, Any]]:
    content = formats.export(JSONL, sessions, OPTIONS).content
    return [json.loads(line) for line in content.decode().splitlines()]


def test_the_team_gets_what_the_commands_print_letter_by_letter() -> None:
    printed = {each.id: as_json.contribution(each) for each in contributions()}
    for row in lines(afternoon(Audience.TEAM)):
        if row["id"] not in ("off", "back"):
            wanted = json.loads(json.dumps(printed[row["id"]]))
            assert {key: row[key] for key in wanted} == wanted


@pytest.mark.parametrize("audience", [Audience.ROOM, Audience.PUBLIC])
def test_what_others_may_never_see_has_no_key(audience: Audience) -> None:
    for row in lines(afternoon(audience)):
        assert not row.keys() & OF_THE_TEAM


def test_a_withheld_row_is_not_there() -> None:
    there = {row["id"] for row in lines(afternoon(Audience.PUBLIC))}
    assert not there & {"counted", "unwritten", "off", "back"}


def test_all_words_come_back() -> None:
    words = [row["words"] for row in lines(afternoon(Audience.PUBLIC))]
    assert words[: len(HOSTILE)] == list(HOSTILE)


@given(st.text(min_size=1))
def test_every_text_stands_on_one_line_of_utf_8(text: str) -> None:
    session = disclose_records(a_session(), [], [], [said("c1", text)], Audience.PUBLIC)
    (row,) = lines(session)
    assert row["words"] == text
