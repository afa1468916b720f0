"""How well codes could be suggested from the nearest tagged neighbours, beside the most frequent ones.

No suggestion is made by the program: for the three areas this comes out no better than always naming
the commonest (see the figures that it prints). Start it with `python -m tests.benchmarks.suggesting`,
and with JSON Lines files whose lines hold `text` and `topics` to try it on other words.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from listening.insight.similar import similar
from listening.model.quickline import raw
from listening.sample.build import build
from listening.store.session_file import SessionFile
from listening.store.shelf import Shelf

_FOLDS = 5
_NEIGHBOURS = 8
_LEAST = 5
"""How alike a neighbour must be to be asked, of 100."""


class Said(NamedTuple):
    """Words, and the tags that people gave them."""

    words: str
    tags: frozenset[str]


def measure(said: Sequence[Said]) -> dict[str, float]:
    """Return how often a true tag is the first, or among the first three, that is proposed, in per cent.

    Each fifth is held apart once, and proposed for from the others; `commonest` is what the most
    frequent tags of the others would have reached.
    """
    order = list(range(len(said)))
    random.Random(1).shuffle(order)
    hits, number = Counter[str](), 0
    for fold in range(_FOLDS):
        apart = order[fold::_FOLDS]
        known = [said[place] for place in order if place not in set(apart)]
        commonest = [tag for tag, _ in Counter(t for one in known for t in one.tags).most_common()]
        for place, proposed in _proposals(known, [said[place].words for place in apart]):
            true = said[apart[place]].tags
            number += 1
            for name, ranked in (("neighbours", proposed), ("commonest", [])):
                filled = [*ranked, *(tag for tag in commonest if tag not in ranked)]
                hits[f"{name}, first"] += bool(true & set(filled[:1]))
                hits[f"{name}, first three"] += bool(true & set(filled[:3]))
    return {name: round(100 * times / max(1, number), 1) for name, times in sorted(hits.items())}


def _proposals(known: Sequence[Said], asked: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield, for each of the words asked about, the tags of what is alike, the likeliest first."""
    with tempfile.TemporaryDirectory() as folder:
        tags = _keep(Path(folder), known)
        with closing(Shelf(Path(folder))) as shelf:
            shelf.refresh()
            for place, words in enumerate(asked):
                votes = Counter[str]()
                near = shelf.numbered(shelf.near(words)).values()
                for each in similar(words, near, shelf.rarity, least=_LEAST)[:_NEIGHBOURS]:
                    for tag in tags[each.contribution.id]:
                        votes[tag] += each.likeness
                yield place, [tag for tag, _ in votes.most_common()]


def _keep(folder: Path, known: Sequence[Said]) -> dict[str, frozenset[str]]:
    with SessionFile.create(folder / "known.sqlite", {"title": "Known"}, author="Sam") as file:
        session = file.session().id
        with file.together():
            return {file.capture_unread(raw(one.words), session=session): one.tags for one in known}


def _sample(*, areas: bool) -> list[Said]:
    with (
        tempfile.TemporaryDirectory() as folder,
        SessionFile.open(build(Path(folder) / "sample.sqlite")) as file,
    ):
        said = [one for one in file.contributions() if one.words]
    tagged = [Said(one.words or "", frozenset(one.areas if areas else one.codes)) for one in said]
    return [one for one in tagged if one.tags]


def _from_lines(path: Path) -> list[Said]:
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    said = [Said(line["text"], frozenset(line.get("topics", ()))) for line in lines]
    return [one for one in said if one.tags]


def main() -> int:
    """Print the figures of the sample, and of the files that are named."""
    sources = {
        "the sample's areas": _sample(areas=True),
        "the sample's codes": _sample(areas=False),
        **{Path(name).name: _from_lines(Path(name)) for name in sys.argv[1:]},
    }
    for name, said in sources.items():
        told = "; ".join(f"{what} {share:g} %" for what, share in measure(said).items())
        sys.stdout.write(f"{name}, {len(said)} contributions: {told}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
