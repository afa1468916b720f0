"""Every figure of an export names what is behind it: by a command, and by what is shown of it."""

from __future__ import annotations

import shlex

from hypothesis import given
from hypothesis import strategies as st

from listening.cli.parsers import parser_of
from listening.cli.table import load
from listening.model.vocabulary import Area, Audience, Check, Kind, Sharing
from listening.sharing.account import account
from listening.sharing.account.behind import FIRST_WORDS, first_words
from listening.sharing.disclosed import Shown
from listening.sharing.disclosure import disclose_records
from listening.sharing.document import Heading, Table, Values
from tests.sharing.building import a_session, person, prompts, said

TEAM, PUBLIC = Audience.TEAM, Audience.PUBLIC


def tables(audience: Audience) -> dict[str, Table]:
    """Return the tables of a small session by what they are of."""
    speakers = [person(f"P{n}", "carer") for n in range(3)]
    rows = [
        said("c1", "one", speakers[0], roles=True, codes=("rota",), kind=Kind.IDEA),
        said("c2", "two", speakers[1], roles=True, system=True, kind=Kind.IDEA),
        said("c3", "three", speakers[2], roles=True, sharing=Sharing.ANALYSIS),
        said("c4", "four", roles=True, check=Check.WITHDRAWN),
    ]
    shown = disclose_records(a_session(), prompts("Why?"), speakers, rows, audience)
    return {block.header[0]: block for block in account(shown).blocks if isinstance(block, Table)}


def behind(table: Table, name: str) -> list[str]:
    place = [row[0] for row in table.rows].index(name)
    return [each.anchor for each in table.behind[place]]


def test_behind_a_figure_stands_what_is_shown_of_it_and_nothing_taken_back() -> None:
    assert behind(tables(TEAM)["Area"], "Roles") == ["c1", "c2", "c3"]
    assert behind(tables(TEAM)["Area"], "not yet tagged") == []
    assert behind(tables(PUBLIC)["Area"], "Roles") == ["c1", "c2"]
    assert behind(tables(PUBLIC)["Area"], "System") == ["c2"]
    assert behind(tables(PUBLIC)["Kind"], "idea") == ["c1", "c2"]
    assert behind(tables(PUBLIC)["Code"], "rota") == ["c1"]
    assert behind(tables(PUBLIC)["Perspective"], "unpaid carer, family or friend") == ["c1", "c2"]


def test_all_that_is_behind_a_figure_can_be_found_in_the_document() -> None:
    speaker = person("P1", "carer")
    rows = [said(f"c{n}", f"words {n}", speaker, roles=True) for n in range(4)]
    document = account(disclose_records(a_session(), [], [speaker], rows, TEAM))
    anchors = {block.anchor for block in document.blocks if isinstance(block, Heading)}
    for block in document.blocks:
        if isinstance(block, Table):
            assert {each.anchor for row in block.behind for each in row} <= anchors


def test_the_commands_that_list_what_is_behind_a_figure_are_understood() -> None:
    rows = [said("c1", "one", kind=Kind.IDEA), said("c2", "two", none_of_three=True)]
    shown = disclose_records(a_session(), [], [], rows, PUBLIC)
    commands = [
        item.text
        for block in account(shown).blocks
        if isinstance(block, Values)
        for item in block.items
        if item.text.startswith("listening ")
    ]
    assert len(commands) == 4
    names = {"--area": Area.ROLES.label, "--kind": Kind.MATTERS.label}
    for command in commands:
        words = shlex.split(command)
        parser = parser_of(words[1], load(words[1]))
        if words[-1] == "NAME":
            words[-1] = names[words[-2]]
        assert parser.parse_intermixed_args(words[2:])


@given(text=st.text(max_size=400))
def test_a_contribution_is_known_by_its_first_words(text: str) -> None:
    row = Shown(id="c1", prompt=None, sharing=Sharing.UNNAMED, check=Check.UNREAD, words=text)
    found = first_words(row)
    assert len(found) <= FIRST_WORDS + 1
    assert "\n" not in found
