"""What is to be decided, as it stands after others changed the file: what is gone is not shown again."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

from listening.app.gone import is_withdrawn, stands
from listening.app.review.items import Difference, Item, Twice
from listening.model.errors import NotFound
from listening.model.records import Contribution
from listening.store.session_file import SessionFile

_WORDS = frozenset({"words", "paraphrase"})


class Renewing:
    """Reads items again, one after the other."""

    def __init__(self, file: SessionFile, open_now: Mapping[str, Difference]) -> None:
        """Be ready.

        Args:
            file: the open file.
            open_now: the differences that are open in the file now, by the ids of their conflicts.
        """
        self._file, self._open_now = file, open_now

    def renewed(self, item: Item, *, is_decided: bool) -> Item | None:
        """Return an item as it is now; None where it is gone, or others have settled it.

        Args:
            item: what is shown.
            is_decided: whether it was decided here.

        Raises:
            ListeningError: the file cannot be read.
        """
        if isinstance(item, Twice):
            return self._pair(item)
        return self._settled(item) if is_decided else self._open(item)

    def _open(self, item: Difference) -> Difference | None:
        now = self._open_now.get(item.conflict.id)
        return None if now is None or shows_withdrawn(now) else now

    def _settled(self, item: Difference) -> Difference | None:
        if item.said is None:
            return item
        said = self._said(item.said)
        now = replace(item, said=said)
        return None if said is None or shows_withdrawn(now) else now

    def _pair(self, item: Twice) -> Twice | None:
        one, other = self._said(item.pair.one), self._said(item.pair.other)
        if one is None or other is None or not (stands(one) and stands(other)):
            return None
        return Twice(replace(item.pair, one=one, other=other))

    def _said(self, one: Contribution) -> Contribution | None:
        with suppress(NotFound):
            return self._file.contribution(one.id)
        return None


def shows_withdrawn(item: Difference) -> bool:
    """Tell whether the versions of a difference are words that were taken back."""
    said = item.said
    return said is not None and is_withdrawn(said) and item.conflict.field in _WORDS
