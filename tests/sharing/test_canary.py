"""A word that must not leave is looked for in what left."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import example, given
from hypothesis import strategies as st

from listening.model.records import Contribution, Participant
from listening.model.vocabulary import Audience, Check, Sharing
from listening.sharing.disclosure import disclose_records
from listening.sharing.markdown import markdown
from tests.sharing.building import a_session, person, prompts, said

NOW = datetime(2026, 3, 25, 9, 0, tzinfo=UTC)

TEAM, ROOM, PUBLIC = Audience.TEAM, Audience.ROOM, Audience.PUBLIC

Fate = tuple[Sharing, Check, bool, bool, bool]
"""Sharing, check, whether it was removed, has a paraphrase, and has an agreed name."""

fates = st.tuples(
    st.sampled_from(Sharing), st.sampled_from(Check), st.booleans(), st.booleans(), st.booleans()
)


def canary(field: str, n: int) -> str:
    return f"canary{field}{n:03d}x"


def speaker(n: int, fate: Fate) -> Participant:
    name = canary("name", n) if fate[4] else None
    return person(canary("handle", n), canary("perspective", n), agreed_name=name)


def row(n: int, fate: Fate, by: Participant) -> Contribution:
    sharing, check, removed, has_paraphrase, _ = fate
    return said(
        canary("id", n),
        canary("words", n),
        by,
        sharing=sharing,
        check=check,
        removed=removed,
        own_sharing=sharing,
        paraphrase=canary("paraphrase", n) if has_paraphrase else None,
        codes=(canary("code", n),),
        at=canary("at", n),
        author=canary("author", n),
        prompt_number=1 + n % 3,
    )


def may_leave(n: int, fate: Fate, audience: Audience) -> set[str]:
    """Say again, from the table alone, which canaries of a row an audience may meet."""
    sharing, check, removed, has_paraphrase, has_name = fate
    if removed:
        return set()
    if check is Check.WITHDRAWN:
        return {"id", "at", "author"} if audience is TEAM else set()
    if audience is TEAM:
        about = {"id", "at", "author", "handle", "perspective", "code"}
        return about if sharing is Sharing.OFF else about | {"words", "paraphrase"}
    if sharing is Sharing.PARAPHRASE:
        return {"id", "code", "paraphrase"} if has_paraphrase else set()
    if sharing is Sharing.UNNAMED:
        return {"id", "code", "words"}
    if sharing is Sharing.NAMED:
        return {"id", "code", "words"} | ({"name"} if has_name else set())
    return set()


@given(rows=st.lists(fates, min_size=1, max_size=8), audience=st.sampled_from(Audience))
@example(rows=[(sharing, Check.UNREAD, False, True, True) for sharing in Sharing], audience=PUBLIC)
@example(rows=[(sharing, Check.WITHDRAWN, False, True, True) for sharing in Sharing], audience=TEAM)
def test_no_word_of_what_is_withheld_is_in_the_file(rows: list[Fate], audience: Audience) -> None:
    people = [speaker(n, fate) for n, fate in enumerate(rows)]
    contributions = [row(n, fate, people[n]) for n, fate in enumerate(rows)]
    agenda = prompts("One?", "Two?")
    written = markdown(
        disclose_records(a_session(), agenda, people, contributions, audience), NOW
    ).encode()
    for n, fate in enumerate(rows):
        allowed = may_leave(n, fate, audience)
        # The team also has the list of those who were in the room.
        listed = {"handle", "perspective", "name"} if audience is TEAM else set()
        for field in FIELDS:
            if field not in allowed | listed:
                assert canary(field, n).encode() not in written, (field, fate)


@given(rows=st.lists(fates, min_size=1, max_size=8), audience=st.sampled_from(Audience))
def test_every_word_that_may_be_seen_is_in_the_file(rows: list[Fate], audience: Audience) -> None:
    people = [speaker(n, fate) for n, fate in enumerate(rows)]
    contributions = [row(n, fate, people[n]) for n, fate in enumerate(rows)]
    written = markdown(
        disclose_records(a_session(), prompts("One?"), people, contributions, audience), NOW
    )
    for n, fate in enumerate(rows):
        expected = may_leave(n, fate, audience)
        if not fate[3]:
            expected.discard("paraphrase")
        for field in expected:
            assert canary(field, n) in written, (field, fate)


FIELDS = (
    "id",
    "words",
    "paraphrase",
    "code",
    "at",
    "author",
    "handle",
    "perspective",
    "name",
)
"""Every text field of a contribution and of its speaker."""
