"""An afternoon with everything in it that a format may stumble over."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from listening.model.records import Commitment, Contribution
from listening.model.vocabulary import Audience, Check, Felt, Kind, Sharing, Status
from listening.sharing.disclosed import Disclosed
from listening.sharing.disclosure import disclose_records
from listening.sharing.formats.options import Options
from tests.sharing.building import SESSION, a_session, person, prompts, said

OPTIONS = Options(generated=datetime(2026, 3, 25, 9, 0, tzinfo=UTC), name="afternoon.csv")

HOSTILE = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(1)",
    "|cmd",
    "%1",
    "＝1+1",
    "'quoted'",
    '=HYPERLINK("http://example.org","x")',
    "=cmd|' /C calc'!A0",
    "http://example.org",
    "mailto:sam@example.org",
    'She said "yes", twice; then no\\',
    "one\ntwo\n\nthree",
    "_x0041_ and 😀 &amp; <b>",
)
"""Words that some reader would act on instead of showing them."""

PEOPLE = tuple(person(f"P{n}", "draws-on", "own; words") for n in range(1, 5))


def contributions() -> list[Contribution]:
    """Return what was said: a row for each way in which words may or may not be shown."""
    hostile = [
        said(f"h{n:09d}", words, PEOPLE[n % 4], prompt_number=1, attitudes=n % 2 == 0)
        for n, words in enumerate(HOSTILE)
    ]
    return [
        *hostile,
        _row(
            "tagged",
            attitudes=True,
            system=True,
            codes=("rota", "self-directed/direct-payment"),
            kind=Kind.WORKS,
        ),
        _row("none", none_of_three=True),
        _row("counted", sharing=Sharing.ANALYSIS, codes=("hidden-code",)),
        _row("other", sharing=Sharing.PARAPHRASE, paraphrase="In other words.", roles=True),
        _row("unwritten", sharing=Sharing.PARAPHRASE),
        _row("off", words=None, sharing=Sharing.OFF),
        _row("back", check=Check.WITHDRAWN),
    ]


def _row(name: str, **more: Any) -> Contribution:
    words = more.pop("words", f"Words of {name}.")
    return said(name, words, PEOPLE[0], **more)


def afternoon(audience: Audience = Audience.TEAM, **facts: Any) -> Disclosed:
    """Return the afternoon as an audience may see it."""
    session = a_session(**{"date": "2026-03-24", "lenses": "self-directed", **facts})
    rows = contributions()
    return disclose_records(
        session, prompts("What helps?"), PEOPLE, rows, audience, commitments=[promise()]
    )


def promise() -> Commitment:
    """Return a commitment whose text a spreadsheet would calculate."""
    return Commitment(
        id="m1",
        session=SESSION,
        who="The council",
        what="=2+2",
        status=Status.AGREED,
        felt=Felt.NOT_ASKED,
        answers=("tagged",),
    )
