"""What stands behind a figure: the contributions of it that are shown, known by their first words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from listening.model.text import single_line
from listening.sharing.disclosed import Count, Shown
from listening.sharing.document import Place

FIRST_WORDS = 64
"""How many characters of a contribution it is known by."""

Behind = tuple[tuple[Place, ...], ...]
"""For each row of a table what stands behind its figure."""


def behind(
    counts: Iterable[Count], shown: Sequence[Shown], keys: Callable[[Shown], Collection[str]]
) -> Behind:
    """Return for each figure the contributions that are shown of what it counts.

    Args:
        counts: the figures.
        shown: what this audience sees.
        keys: the keys of the figures that a contribution is counted in.
    """
    found = _by_key(shown, keys)
    return tuple(tuple(found.get(each.key, ())) for each in counts)


def ways(counts: Iterable[Count], listed: Behind, way: Callable[[str], str]) -> tuple[str, ...]:
    """Return for each figure how all of it is got at; nothing where all of it is listed.

    Args:
        counts: the figures.
        listed: what is listed behind each.
        way: says how what is behind a figure is got at, by its key.
    """
    told = zip(counts, listed, strict=True)
    return tuple("" if each.number == len(there) else way(each.key) for each, there in told)


def with_the_file(option: str) -> str:
    """Return how whoever has the session file lists what is behind a figure."""
    return f"With the session file: listening list FILE {option}".rstrip()


def _by_key(
    shown: Iterable[Shown], keys: Callable[[Shown], Collection[str]]
) -> Mapping[str, list[Place]]:
    found: dict[str, list[Place]] = defaultdict(list)
    for row in shown:
        # What was taken back or said off the record is in no figure.
        if row.words or row.paraphrase:
            place = Place(row.id, first_words(row))
            for key in keys(row):
                found[key].append(place)
    return found


def first_words(row: Shown) -> str:
    """Return what a contribution begins with, cut between words."""
    text = single_line((row.words or row.paraphrase or "off the record")[: 4 * FIRST_WORDS])
    if len(text) <= FIRST_WORDS:
        return text
    cut = text[: FIRST_WORDS + 1].rpartition(" ")[0] or text[:FIRST_WORDS]
    return f"{cut.rstrip(' .,;:!?–-')}…"
