"""How far a coder and the notes agree, in words, and each difference, to be settled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from listening.insight.agreement import Agreement, agreement
from listening.model.lenses import label_of
from listening.model.records import Contribution
from listening.model.vocabulary import Area
from listening.store.coding import NOTES
from listening.store.session_file import SessionFile

_MEANING = (
    "Kappa and alpha leave out what chance alone would agree about: 1 is full agreement, 0 is no "
    "more than chance."
)


@dataclass(frozen=True, slots=True)
class Apart:
    """A tag about which the notes and the coder say different things."""

    said: Contribution
    tag: str
    in_notes: bool
    """Whether the notes have the tag."""
    stands: bool
    """Whether the shared tags have it now."""
    settled: bool
    """Whether it was settled."""
    own: bool
    """Whether whoever spoke gave the tag themself, so that it stays."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of a second coding."""

    figures: tuple[str, ...]
    """How far the two agree, in sentences."""
    apart: tuple[Apart, ...]
    """Where they differ, in the order in which it was said."""


def compared(
    file: SessionFile, session: str | None, said: Sequence[Contribution], coder: str
) -> Comparison:
    """Compare a coder with the notes.

    Args:
        file: the open file.
        session: the token of the session; None for all.
        said: the contributions that were to be coded.
        coder: the coder's name, as the file keeps it.
    """
    order = {one.id: place for place, one in enumerate(said)}
    codings = file.coding(session)
    found = agreement(codings, (NOTES, coder), order=list(order))
    settled, own = file.settled_coding(session), file.own_tags(session)
    pairs = [(order[own_id], tag.tag) for tag in found for own_id in tag.differ if own_id in order]
    apart = tuple(
        _apart(file.contribution(said[place].id), tag, codings[NOTES], settled, own)
        for place, tag in sorted(pairs)
    )
    return Comparison(tuple(_told(found)), apart)


def name_of(tag: str) -> str:
    """Return how an area or a code is called."""
    area = Area.named(tag)
    return area.label if area else label_of(tag)


def _apart(
    one: Contribution,
    tag: str,
    notes: Mapping[str, frozenset[str]],
    settled: frozenset[tuple[str, str]],
    own: Mapping[str, frozenset[str]],
) -> Apart:
    return Apart(
        said=one,
        tag=tag,
        in_notes=tag in notes.get(one.id, frozenset()),
        stands=tag in {*map(str, one.areas), *one.codes},
        settled=(one.id, tag) in settled,
        own=tag in own.get(one.id, frozenset()),
    )


def _told(found: Sequence[Agreement]) -> Iterator[str]:
    n = max((one.n for one in found), default=0)
    if not n:
        yield "There is nothing to compare yet: no contribution is both tagged in the notes and coded by you."
        return
    yield f"Compared: {n} that are tagged in the notes and coded by you. {_MEANING}"
    yield from map(_figures, found)


def _figures(one: Agreement) -> str:
    share = f"{name_of(one.tag)}: the same for {one.agreed} of {one.n}, {one.per_cent or 0:.0f} per cent"
    figures = [("kappa", one.kappa), ("alpha", one.alpha)]
    worked_out = [f"{name} {value:.2f}" for name, value in figures if value is not None]
    if worked_out:
        return f"{share}; {', '.join(worked_out)}."
    return f"{share}; no kappa or alpha, since {one.undefined}." if one.undefined else f"{share}."
