"""The words behind a promise or a relation, as they stand in the file now."""

from __future__ import annotations

from collections.abc import Sequence

from listening.app.capture.contribution_row import name_of, words_of
from listening.app.gone import is_withdrawn
from listening.model.errors import ListeningError, WrongUse
from listening.store.session_file import SessionFile


def words_behind(file: SessionFile, ids: Sequence[str]) -> str:
    """Return the words of contributions with who said them, those that are there."""
    told = []
    for own in ids:
        try:
            one = file.contribution(own)
        except ListeningError:
            continue
        if not one.removed:
            told.append(f"{name_of(one)}: {words_of(one)}")
    return "\n".join(told)


def refuse_withdrawn(file: SessionFile, ids: Sequence[str]) -> None:
    """Refuse what would follow from a contribution that was taken back, or is gone.

    Raises:
        WrongUse: it was taken back.
        NotFound: it was erased.
    """
    if any(is_withdrawn(file.contribution(own)) for own in ids):
        raise WrongUse(
            "Those who said this have taken it back meanwhile: nothing follows from it, and nothing "
            "was saved."
        )
