"""A session whose every row carries words that occur nowhere else: canaries, to be looked for."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from itertools import pairwise

from hypothesis import strategies as st

from listening.model.records import Contribution, Participant
from listening.model.vocabulary import Audience, Check, Kind, Sharing
from listening.sharing.disclosed import Disclosed
from listening.sharing.disclosure import disclose_records
from listening.sharing.formats import Written
from tests.sharing.building import a_session, linked, person, promised, prompts, related, said

TEAM = Audience.TEAM

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
        kind=list(Kind)[n % len(Kind)],
    )


def may_leave(n: int, fate: Fate, audience: Audience) -> set[str]:
    """Say again, from the table alone, which canaries of a row an audience may meet."""
    sharing, check, removed, has_paraphrase, has_name = fate
    if removed:
        return set()
    if check is Check.WITHDRAWN:
        return {"id", "at", "author"} if audience is TEAM else set()
    if audience is TEAM:
        about = {"id", "at", "author"}
        beside = {"handle", "perspective", "code", "words", "paraphrase", "relation"}
        return about if sharing is Sharing.OFF else about | beside
    if sharing is Sharing.PARAPHRASE:
        return {"id", "code", "paraphrase"} if has_paraphrase else set()
    if sharing is Sharing.UNNAMED:
        return {"id", "code", "words", "relation"}
    if sharing is Sharing.NAMED:
        return {"id", "code", "words", "relation"} | ({"name"} if has_name else set())
    return set()


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
    "relation",
)
"""Every text field of a contribution and of its speaker."""


EVERY_FATE: list[Fate] = [
    (sharing, check, removed, has_paraphrase, True)
    for sharing in Sharing
    for check in (Check.UNREAD, Check.WITHDRAWN)
    for removed, has_paraphrase in ((False, False), (False, True), (True, True))
]
"""What can become of a contribution, each once."""


def disclosed(rows: Sequence[Fate], audience: Audience) -> Disclosed:
    """Return a session of canaries, as an audience may see it."""
    people = [speaker(n, fate) for n, fate in enumerate(rows)]
    contributions = [row(n, fate, people[n]) for n, fate in enumerate(rows)]
    # The store hands out nothing that leans on what was removed.
    there = [n for n, each in enumerate(contributions) if not each.removed]
    answers = [canary("id", n) for n in there]
    # Promises in the very words of each row: what guests may not be told, these must not tell either.
    repeating = [
        promised(f"m{n:03d}", "Lambeth Council", canary("words", n), reason=canary("words", n))
        for n in range(len(rows))
        if audience is not TEAM
    ]
    return disclose_records(
        a_session(),
        prompts("One?", "Two?"),
        people,
        contributions,
        audience,
        commitments=[
            promised("m1", "Lambeth Council", "Publishes every rota", *answers),
            *repeating,
        ],
        relations=[related(f"r{n}", canary("id", n), about=canary("relation", n)) for n in there],
        links=[linked(*ends) for ends in pairwise(answers)],
    )


def withheld(rows: Sequence[Fate], audience: Audience) -> Iterator[str]:
    """Yield every canary that an audience may not meet."""
    # The team also has the list of those who were in the room.
    listed = {"handle", "perspective", "name"} if audience is TEAM else set()
    for n, fate in enumerate(rows):
        for field in set(FIELDS) - may_leave(n, fate, audience) - listed:
            yield canary(field, n)


def all_of(written: Written) -> bytes:
    """Return everything that can be read in an export and what belongs beside it."""
    return b"\n".join((*_opened(written.content), *written.beside.values()))


def _opened(content: bytes) -> Iterator[bytes]:
    """Yield a file, and what lies packed in it."""
    yield content
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from _opened(archive.read(name))
    elif content.startswith(b"%PDF-"):
        from pypdf import PdfReader

        reader = PdfReader(io.BytesIO(content))
        yield str(reader.metadata).encode()
        yield from (page.extract_text().encode() for page in reader.pages)
