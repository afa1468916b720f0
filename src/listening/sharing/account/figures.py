"""The figures of a session, in tables; every figure is “at least”."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from listening.model.vocabulary import Audience
from listening.sharing.account.sums import about_areas, about_codes, about_kinds, about_people
from listening.sharing.disclosed import Count, Counts
from listening.sharing.document import Block, Heading, Paragraph, Table


def figures(counts: Counts, audience: Audience) -> tuple[Block, ...]:
    """Return the tables of what was heard."""
    return (
        Heading(2, "What was heard"),
        Paragraph(_at_least(counts)),
        _table("Contributions by area", "Area", _area_counts(counts)),
        *_sentences(about_areas(counts)),
        *_kind_table(counts),
        *_code_table(counts.codes, audience),
        *_perspective_table(counts),
        *_about_small_numbers(counts, audience),
    )


def _at_least(counts: Counts) -> str:
    """Return one sentence on how much was heard, and one on what such a figure means."""
    people = f", from at least {counts.people} people or tables" if counts.people > 1 else ""
    said = (
        "1 contribution was"
        if counts.contributions == 1
        else f"{counts.contributions} contributions were"
    )
    return (
        f"At least {said} heard{people}."
        " Every figure here is “at least”: a room hears more than its notes hold."
    )


def _area_counts(counts: Counts) -> tuple[Count, ...]:
    return (
        *counts.areas,
        Count("none", "none of the three", counts.none_of_three),
        Count("untagged", "not yet tagged", counts.untagged),
    )


def _table(caption: str, of_what: str, counts: Iterable[Count]) -> Table:
    rows = tuple((each.label, _number(each)) for each in counts)
    return Table(caption, (of_what, "At least"), rows)


def _sentences(said: Iterable[str]) -> tuple[Paragraph, ...]:
    """Return what is said under a table as one paragraph; none where there is nothing to say."""
    text = " ".join(said)
    return (Paragraph(text),) if text else ()


def _kind_table(counts: Counts) -> tuple[Block, ...]:
    if not counts.kinds:
        return ()
    table = _table("Contributions by kind", "Kind", counts.kinds)
    return (table, *_sentences(about_kinds(counts)))


def _perspective_table(counts: Counts) -> tuple[Block, ...]:
    if not counts.perspectives:
        return ()
    table = _table("People by perspective", "Perspective", counts.perspectives)
    return (table, *_sentences(about_people()))


def _code_table(counts: Sequence[Count], audience: Audience) -> tuple[Block, ...]:
    """Return the table of codes, with what each key means."""
    rows = tuple((each.key, _meaning(each), _number(each)) for each in counts)
    if not rows:
        return ()
    table = Table("Contributions by code", ("Code", "Meaning", "At least"), rows)
    return (table, *_sentences(about_codes(audience)))


def _meaning(code: Count) -> str:
    return "a theme of this session" if code.label == code.key else code.label


def _number(count: Count) -> str:
    return "not given" if count.number is None else str(count.number)


def _about_small_numbers(counts: Counts, audience: Audience) -> tuple[Paragraph, ...]:
    """Say how perspectives that few people hold are told."""
    if audience is Audience.TEAM or not counts.people:
        return ()
    return (
        Paragraph(
            "A perspective is named only where at least 3 people hold it and something shown here"
            " comes from it, so that nobody is picked out."
        ),
    )
