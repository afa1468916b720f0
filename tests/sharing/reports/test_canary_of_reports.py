"""A word that must not leave is looked for in every report, for every audience, in every document."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from listening.model.vocabulary import Audience, Check, Direction, Kind, Sharing, Status
from listening.sharing.disclosed import Disclosed
from listening.sharing.disclosure import disclose_records
from listening.sharing.formats import FORMATS, Options, render_document
from listening.sharing.reports import REPORTS
from tests.sharing.building import a_session, linked, person, promised, prompts, related, said
from tests.sharing.reports.room import made

NOW = datetime(2026, 3, 25, 9, 0, tzinfo=UTC)
TEAM, PUBLIC = Audience.TEAM, Audience.PUBLIC

DOCUMENTS = [each for each in FORMATS.values() if each.takes == "document" and not each.extra]

rows = st.builds(
    dict,
    sharing=st.sampled_from(Sharing),
    check=st.sampled_from(Check),
    removed=st.booleans(),
    paraphrased=st.booleans(),
    kind=st.sampled_from([*Kind, None]),
    roles=st.booleans(),
    system=st.booleans(),
)


def canary(field: str, n: int) -> str:
    return f"canary{field}{n:03d}x"


def speakers(count: int) -> list[Any]:
    return [
        person(canary("handle", n), canary("perspective", n), agreed_name=canary("name", n))
        for n in range(count)
    ]


def row(n: int, fate: dict[str, Any], by: Any) -> Any:
    about = {key: value for key, value in fate.items() if key != "paraphrased"}
    return said(
        canary("id", n),
        canary("words", n),
        by,
        paraphrase=canary("paraphrase", n) if fate["paraphrased"] else None,
        codes=(canary("code", n),),
        at=canary("at", n),
        author=canary("author", n),
        own_sharing=fate["sharing"],
        prompt_number=1 + n % 3,
        **about,
    )


def what_follows(count: int) -> dict[str, Any]:
    """Return promises, relations and links that lean on every row."""
    ids = [canary("id", n) for n in range(count)]
    return {
        "commitments": [
            promised("m1", "the council", "Come.", *ids, status=Status.KEPT,
                     author=canary("author", 900), at=canary("at", 900)),
            promised("m2", "us", "Ring.", *ids, direction=Direction.FROM_US, removed=True,
                     reason=canary("reason", 900)),
        ],
        "relations": [
            related(f"r{n}", own, about=canary("about", n), author=canary("author", 900))
            for n, own in enumerate(ids)
        ],
        "links": [linked(one, two) for one, two in pairwise(ids)],
    }  # fmt: skip


def may_leave(fate: dict[str, Any], audience: Audience) -> set[str]:
    """Say again, from the table alone, which canaries of a row a report may hold."""
    sharing, check = fate["sharing"], fate["check"]
    if fate["removed"] or check is Check.WITHDRAWN:
        return set()
    if audience is TEAM:
        about = {"id", "handle", "perspective", "code"}
        return about | (
            {"words", "paraphrase", "about"} if sharing is not Sharing.OFF else {"about"}
        )
    if sharing is Sharing.PARAPHRASE:
        return {"id", "code", "paraphrase"} if fate["paraphrased"] else set()
    if sharing in (Sharing.UNNAMED, Sharing.NAMED):
        own = {"id", "code", "words", "about"}
        return own | {"name"} if sharing is Sharing.NAMED else own
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
    "about",
)


def all_bytes(content: bytes) -> bytes:
    """Return the bytes of a file, unpacked where it is a package."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(BytesIO(content)) as parts:
        return b"".join(parts.read(name) for name in parts.namelist())


def a_room(fates: list[dict[str, Any]], audience: Audience) -> Disclosed:
    people = speakers(len(fates))
    contributions = [row(n, fate, people[n]) for n, fate in enumerate(fates)]
    agenda = prompts("One?", "Two?")
    follows = what_follows(len(fates))
    return disclose_records(a_session(), agenda, people, contributions, audience, **follows)


def one_of_each(**about: Any) -> list[dict[str, Any]]:
    common = {"check": Check.UNREAD, "removed": False, "paraphrased": True, "kind": Kind.BARRIER}
    return [
        {**common, "sharing": sharing, "roles": True, "system": False, **about}
        for sharing in Sharing
    ]


@settings(max_examples=40)
@given(
    fates=st.lists(rows, min_size=1, max_size=6),
    kind=st.sampled_from(list(REPORTS)),
    audience=st.sampled_from(Audience),
    plain=st.booleans(),
)
@example(fates=one_of_each(), kind="session", audience=PUBLIC, plain=False)
@example(fates=one_of_each(), kind="gap", audience=PUBLIC, plain=True)
@example(fates=one_of_each(check=Check.WITHDRAWN), kind="covenant", audience=TEAM, plain=False)
@example(fates=one_of_each(kind=Kind.TENSION), kind="said-did", audience=Audience.ROOM, plain=False)
def test_no_word_of_what_is_withheld_is_in_a_report(
    fates: list[dict[str, Any]], kind: str, audience: Audience, plain: bool
) -> None:
    audience = audience if audience in REPORTS[kind].audiences else PUBLIC
    document = made(kind, a_room(fates, audience), plain=plain)
    options = Options(generated=NOW, plain=plain)
    files = [all_bytes(render_document(each, document, options).content) for each in DOCUMENTS]
    for n, fate in enumerate(fates):
        allowed = may_leave(fate, audience)
        # The team's figures name every perspective that somebody holds.
        listed = {"perspective"} if audience is TEAM else set()
        for field in FIELDS:
            if field not in allowed | listed:
                word = canary(field, n).encode()
                assert not any(word in content for content in files), (field, fate)
    assert not any(b"900x" in content for content in files)


@settings(max_examples=10, deadline=None)
@given(
    fates=st.lists(rows, min_size=1, max_size=6),
    kind=st.sampled_from(list(REPORTS)),
    audience=st.sampled_from(Audience),
)
def test_no_word_of_what_is_withheld_is_in_the_text_of_a_pdf(
    fates: list[dict[str, Any]], kind: str, audience: Audience
) -> None:
    audience = audience if audience in REPORTS[kind].audiences else PUBLIC
    document = made(kind, a_room(fates, audience))
    content = render_document(FORMATS["pdf"], document, Options(generated=NOW)).content
    reader = PdfReader(BytesIO(content))
    pages = "".join("".join(page.extract_text().split()) for page in reader.pages)
    for n, fate in enumerate(fates):
        withheld = {"words", "paraphrase", "name", "author"} - may_leave(fate, audience)
        assert not [field for field in withheld if canary(field, n) in pages]


def test_a_briefing_of_a_long_session_fills_two_pages_at_most() -> None:
    people = speakers(60)
    long = [
        said(f"long{n:03}", "so it is " * (n % 15 + 1), each, roles=True, system=True,
             attitudes=True, kind=kind)
        for n, each in enumerate(people)
        for kind in (Kind.BARRIER, Kind.IDEA)
    ]  # fmt: skip
    promises = [promised(f"m{n}", f"Party {n}", "Do it soon. " * 6) for n in range(40)]
    what = disclose_records(a_session(), [], people, long, PUBLIC, commitments=promises)
    content = render_document(
        FORMATS["pdf"], made("briefing", what), Options(generated=NOW)
    ).content
    assert len(PdfReader(BytesIO(content)).pages) <= 2
