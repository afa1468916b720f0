"""The figures of a session, in tables; every figure is “at least”."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Sequence

from listening.model.vocabulary import Audience
from listening.sharing.account.behind import Behind, behind, ways, with_the_file
from listening.sharing.account.sums import about_areas, about_codes, about_kinds, about_people
from listening.sharing.disclosed import OTHER_PERSPECTIVES, Count, Counts, Disclosed, Shown
from listening.sharing.document import Block, Heading, Paragraph, Table, values

_NO_AREA = ("none", "untagged")
"""The rows of the areas that are options of their own."""


def figures(disclosed: Disclosed) -> tuple[Block, ...]:
    """Return the tables of what was heard, and how to list what is behind them."""
    counts, audience, shown = disclosed.counts, disclosed.audience, disclosed.contributions
    return (
        Heading(2, "What was heard"),
        Paragraph(_at_least(counts)),
        *_sentences(_more_than_counted(disclosed)),
        *_area_table(counts, shown),
        *_kind_table(counts, shown),
        *_code_table(counts, audience, shown),
        *_perspective_table(counts, shown),
        *_about_small_numbers(counts, audience),
        *_listed_by(counts),
    )


def _at_least(counts: Counts) -> str:
    """Return one sentence on how much was heard, and one on what such a figure means."""
    several = counts.people is not None and counts.people > 1
    people = f", from at least {counts.people} people or tables" if several else ""
    said = (
        "1 contribution was"
        if counts.contributions == 1
        else f"{counts.contributions} contributions were"
    )
    return (
        f"At least {said} heard{people}."
        " Every figure here is “at least”: a room hears more than its notes hold."
    )


def _more_than_counted(disclosed: Disclosed) -> Iterator[str]:
    """Yield why the notes hold more people than somebody counted, where they do."""
    people, session = disclosed.counts.people or 0, disclosed.session
    if session.spoke is not None and people > session.spoke:
        yield (
            f"The notes tell more people or tables apart than the {session.spoke} who were counted"
            f" as speaking: so at least {people} spoke."
        )
    if session.in_room is not None and people > session.in_room:
        yield (
            f"The notes hold more people or tables than the {session.in_room} who were counted in"
            " the room: some may have come later, or stand in the notes twice."
        )


def _area_counts(counts: Counts) -> tuple[Count, ...]:
    return (
        *counts.areas,
        Count("none", "none of the three", counts.none_of_three),
        Count("untagged", "not yet tagged", counts.untagged),
    )


def _table(caption: str, of_what: str, counts: Sequence[Count], places: Behind) -> Table:
    rows = tuple((each.label, _number(each)) for each in counts)
    listed = ways(counts, places, lambda key: _way(of_what, key))
    return Table(caption, (of_what, "At least"), rows, behind=places, ways=listed)


def _way(of_what: str, key: str) -> str:
    """Return how whoever has the session file gets what is behind one figure."""
    option = f"--{key}" if key in _NO_AREA else f"--{of_what.lower()} {shlex.quote(key)}"
    return with_the_file("" if key == OTHER_PERSPECTIVES else option)


def _listed_by(counts: Counts) -> tuple[Block, ...]:
    """Return how whoever has the session file gets what is behind a figure."""
    tables = {
        "area": counts.areas,
        "kind": counts.kinds,
        "code": counts.codes,
        "perspective": counts.perspectives,
    }
    narrowed = (
        ("None of the three", "--none", counts.none_of_three),
        ("Not yet tagged", "--untagged", counts.untagged),
        *((name.capitalize(), f"--{name} NAME", there) for name, there in tables.items()),
    )
    commands = (
        (label, f"listening list FILE {option}") for label, option, there in narrowed if there
    )
    return (
        Paragraph(
            "With the session file, what is behind a figure is listed by the name of its row:"
        ),
        *values(*commands),
    )


def _sentences(said: Iterable[str]) -> tuple[Paragraph, ...]:
    """Return what is said under a table as one paragraph; none where there is nothing to say."""
    text = " ".join(said)
    return (Paragraph(text),) if text else ()


def _area_table(counts: Counts, shown: Sequence[Shown]) -> tuple[Block, ...]:
    rows = _area_counts(counts)
    table = _table("Contributions by area", "Area", rows, behind(rows, shown, _area_keys))
    return (table, *_sentences(about_areas(counts)))


def _area_keys(row: Shown) -> Sequence[str]:
    """Return the keys of the rows in which a contribution is counted."""
    return row.areas or ("none" if row.none_of_three else "untagged",)


def _kind_table(counts: Counts, shown: Sequence[Shown]) -> tuple[Block, ...]:
    if not counts.kinds:
        return ()
    rows = behind(counts.kinds, shown, lambda row: (row.kind,) if row.kind else ())
    table = _table("Contributions by kind", "Kind", counts.kinds, rows)
    return (table, *_sentences(about_kinds(counts)))


def _perspective_table(counts: Counts, shown: Sequence[Shown]) -> tuple[Block, ...]:
    if not counts.perspectives:
        return ()
    rows = behind(counts.perspectives, shown, lambda row: row.perspectives)
    table = _table("People by perspective", "Perspective", counts.perspectives, rows)
    return (table, *_sentences(about_people(counts)))


def _code_table(counts: Counts, audience: Audience, shown: Sequence[Shown]) -> tuple[Block, ...]:
    """Return the table of codes, with what each key means."""
    codes = counts.codes
    if not codes:
        return ()
    places = behind(codes, shown, lambda row: row.codes)
    table = Table(
        "Contributions by code",
        ("Code", "Meaning", "At least"),
        tuple((each.key, _meaning(each), _number(each)) for each in codes),
        behind=places,
        ways=ways(codes, places, lambda key: _way("Code", key)),
    )
    return (table, *_sentences(about_codes(counts, audience)))


def _meaning(code: Count) -> str:
    return "a theme of this session" if code.label == code.key else code.label


def _number(count: Count) -> str:
    return "not given" if count.number is None else str(count.number)


def _about_small_numbers(counts: Counts, audience: Audience) -> tuple[Paragraph, ...]:
    """Say how perspectives that few people hold are told."""
    if audience is Audience.TEAM or counts.people == 0:
        return ()
    return (
        Paragraph(
            "A perspective is named only where at least 3 people hold it and something shown here"
            " comes from it, so that nobody is picked out."
        ),
    )
