"""Plain words: every sentence of the program's own is short, and hard words are explained."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listening.model.vocabulary import (
    Area,
    Audience,
    Captured,
    Check,
    Direction,
    Felt,
    Kind,
    Perspective,
    Sharing,
    Status,
)
from listening.sharing.document import Block, Document, Quote, Values
from listening.sharing.reports import REPORTS
from listening.sharing.reports.plain_words import LONGEST, MEANINGS, NOTE
from tests.sharing.building import linked, person, promised, related, said
from tests.sharing.reports.room import disclosed, made, quotes, texts, under, values

THEIRS = "zq"
"""What stands in every text that is not the program's own."""

OWN = "zq " + "very " * 30 + "long."

maybe_area = st.fixed_dictionaries({each.value: st.booleans() for each in Area})
rows = st.builds(
    dict,
    sharing=st.sampled_from(Sharing),
    kind=st.sampled_from([*Kind, None]),
    check=st.sampled_from(Check),
    captured=st.sampled_from(Captured),
    paraphrase=st.sampled_from([None, OWN]),
    codes=st.sampled_from([(), ("zq-theme",), ("self-directed/peer-support",)]),
    prompt_number=st.sampled_from([1, 2, None]),
)
promises = st.builds(
    dict,
    status=st.sampled_from(Status),
    felt=st.sampled_from(Felt),
    direction=st.sampled_from([*Direction, None]),
    by_when=st.sampled_from([None, "2026-05-31", "2026-12-31"]),
    report_back=st.sampled_from([None, "2026-07-01"]),
    reason=st.sampled_from([None, OWN]),
)
facts = st.builds(
    dict,
    in_room=st.sampled_from([None, 3, 1_000]),
    spoke=st.sampled_from([None, 2, 16]),
    cannot_change=st.sampled_from([None, OWN]),
    feedback_date=st.sampled_from([None, "2026-07-01"]),
)


def report(
    kind: str,
    audience: Audience,
    said_rows: list[Any],
    areas: Any,
    promised_rows: list[Any],
    about: Any,
) -> Document:
    people = [person(f"P{n}", each) for n, each in enumerate(Perspective)]
    contributions = [
        said(f"zq{n:04}", OWN, people[n], **(areas | row)) for n, row in enumerate(said_rows)
    ]
    commitments = [
        promised(f"zqm{n}", f"zq Party {n}", OWN, "zq0000", "zq0001", **row)
        for n, row in enumerate(promised_rows)
    ]
    what = disclosed(
        *contributions,
        audience=audience,
        facts={"title": "zq", **about},
        commitments=commitments,
        relations=[related("zqr", "zq0000", from_party="zq", to_party="zq", about=OWN)],
        links=[linked("zq0000", "zq0001")],
    )
    return made(kind, what, plain=True)


def own_sentences(block: Block) -> list[str]:
    """Return the sentences of a block that the program made, of those that hold no others' words."""
    if isinstance(block, Quote):
        return []
    ours = [text for text in texts(block) if THEIRS not in text]
    return [each for text in ours for each in re.split(r"(?<=[.?!])\s", text) if each]


@settings(max_examples=60)
@given(
    kind=st.sampled_from(list(REPORTS)),
    audience=st.sampled_from(Audience),
    said_rows=st.lists(rows, max_size=5),
    areas=maybe_area,
    promised_rows=st.lists(promises, max_size=3),
    about=facts,
)
def test_every_sentence_that_the_program_makes_has_at_most_15_words(
    kind: str, audience: Audience, said_rows: Any, areas: Any, promised_rows: Any, about: Any
) -> None:
    audience = audience if audience in REPORTS[kind].audiences else Audience.PUBLIC
    document = report(kind, audience, said_rows, areas, promised_rows, about)
    for block in document.blocks:
        for sentence in own_sentences(block):
            assert len(sentence.split()) <= LONGEST, sentence


@pytest.mark.parametrize("kind", REPORTS)
def test_a_plain_report_says_that_it_is_a_draft_and_claims_no_more(kind: str) -> None:
    document = made(kind, disclosed(), plain=True)
    said_of_itself = [text for block in document.blocks for text in texts(block)]
    assert said_of_itself[: len(NOTE)] == list(NOTE)
    assert not [text for text in said_of_itself if "easy read" in text.casefold()]


@pytest.mark.parametrize("kind", REPORTS)
def test_no_command_line_stands_in_a_plain_report(kind: str) -> None:
    what = disclosed(commitments=[promised("m1", "The council", "Send a text.", "rota1")])
    commands = [
        [text for block in made(kind, what, plain=plain).blocks for text in texts(block)]
        for plain in (False, True)
    ]
    assert [any(text.startswith("listening ") for text in each) for each in commands] == [
        True,
        False,
    ]


@pytest.mark.parametrize("kind", REPORTS)
def test_hard_words_that_stand_in_a_plain_report_are_explained(kind: str) -> None:
    document = made(kind, disclosed(), plain=True)
    meant = under(document, "What some words mean")
    for word, meaning in MEANINGS.items():
        explained = values(meant, word)
        assert explained in ([], [meaning])
    assert [each for each in meant if isinstance(each, Values)]


def test_peoples_own_words_are_the_same_in_plain_words() -> None:
    usual, plain = (made("session", disclosed(), plain=plain) for plain in (False, True))
    assert quotes(usual.blocks) == quotes(plain.blocks)
