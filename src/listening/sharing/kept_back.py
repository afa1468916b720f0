"""What a room and the public are not told, wherever somebody wrote it down again.

Words that may not be passed on are all that the file knows to have been said and that may not be
quoted now: those of what is counted only, of what was taken back and of what was taken out, and the
former ones of what was said otherwise since. So a stricter step never tells more than before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from listening.model.records import Contribution
from listening.model.repeats import Repeats, Wording, Words, words_of
from listening.model.vocabulary import Audience, Captured, Sharing
from listening.sharing.disclosed import Shown
from listening.sharing.rows import why_withheld


class Beyond(NamedTuple):
    """What a file knows beside the records as they stand now."""

    wordings: Sequence[Wording] = ()
    """All words and paraphrases that contributions have or had, those that were taken out too."""
    unsettled: AbstractSet[tuple[str, str, str]] = frozenset()
    """What was set apart and nobody has settled: kind of record, id, field."""
    repeating: AbstractSet[tuple[str, str]] = frozenset()
    """Ids of promises and relations, and the fields in which they repeat what was erased."""


NOTHING_MORE = Beyond()
"""Where the records are all there is."""


class KeptBack:
    """Words that may not be passed on."""

    def __init__(self, said: Iterable[str], quoted: Iterable[str]) -> None:
        """Keep words back.

        Args:
            said: all that was said.
            quoted: what of it may be read: whatever stands in it is kept from nobody.
        """
        self._said, self._quoted = said, quoted

    def repeated_by(self, text: str | None) -> bool:
        """Tell whether a text repeats words that may not be passed on."""
        found = self._repeats.found_in(text) if text else ()
        return any(_in_a_row(words) not in self._read for words in found)

    @cached_property
    def _repeats(self) -> Repeats:
        return Repeats(self._said)

    @cached_property
    def _read(self) -> str:
        """All that may be read, in which a word never follows on that of another."""
        return "\n".join(_in_a_row(words_of(text)) for text in self._quoted)


def without_repeating(
    contributions: Sequence[Contribution], audience: Audience, beyond: Beyond
) -> Sequence[Contribution]:
    """Return what was said, without the paraphrases that repeat words which may not be passed on.

    Args:
        contributions: those that are not removed.
        audience: who will read it; nothing is kept from the team.
        beyond: what the file knows besides.
    """
    if audience is Audience.TEAM:
        return contributions
    quoted = (
        each.words or ""
        for each in contributions
        if each.sharing is not Sharing.PARAPHRASE
        and why_withheld(each, audience, beyond.unsettled) is None
    )
    # What was taken down in other words already can be told in the same.
    ours = {each.id for each in contributions if _is_in_other_words(each)}
    now = (Wording(each.id, each.words or "") for each in contributions)
    said = (
        each.text
        for each in chain(now, beyond.wordings)
        if not each.is_paraphrase and each.id not in ours
    )
    kept = KeptBack(said, quoted)
    return [
        replace(each, paraphrase=None)
        if each.sharing is Sharing.PARAPHRASE and kept.repeated_by(each.paraphrase)
        else each
        for each in contributions
    ]


def kept_from_guests(
    contributions: Iterable[Contribution], shown: Iterable[Shown], beyond: Beyond
) -> KeptBack:
    """Return what a room or the public is not told, who are shown something.

    A paraphrase may be passed on as far as something of its contribution is.
    """
    rows = {row.id: row for row in shown}
    now = (
        Wording(each.id, text or "", is_paraphrase)
        for each in contributions
        for text, is_paraphrase in ((each.words, False), (each.paraphrase, True))
    )
    said = (
        each.text
        for each in chain(now, beyond.wordings)
        if not (each.is_paraphrase and each.id in rows)
    )
    return KeptBack(said, (row.words or row.paraphrase or "" for row in rows.values()))


def _is_in_other_words(one: Contribution) -> bool:
    return one.sharing is Sharing.PARAPHRASE and one.captured is Captured.PARAPHRASE


def _in_a_row(words: Words) -> str:
    return f" {' '.join(words)} "
