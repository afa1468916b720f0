"""The file as it was when an export was made, so that what was edited since can be told from the rest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from listening.model.errors import ListeningError
from listening.model.vocabulary import Audience
from listening.sharing import disclosure, markdown

if TYPE_CHECKING:
    from listening.model.brought import Whole
    from listening.store.session_file import SessionFile

_SECOND = timedelta(seconds=1)
_MOST = 12
"""How many earlier exports are looked at, the newest first."""


def as_exported(file: SessionFile, whole: Whole) -> SessionFile | None:
    """Return the file as it was when it was exported, in memory, to be closed; None where it cannot be known.

    It is known where what the file held then comes to the very text that was exported. It does not
    where notes were merged or words erased since, or where the export was made from another copy.
    """
    for when in _moments(file, whole):
        then = file.as_of(when)
        if _is_what_was_exported(then, whole):
            return then
        then.close()
    return None


def _moments(file: SessionFile, whole: Whole) -> Iterator[datetime]:
    """Yield the moments at which it may have been made: now, and whenever an export was noted."""
    now = datetime.now().astimezone()
    yield now + _SECOND
    noted = {
        each.digest: each.at
        for each in file.exports(whole.id)
        if each.format == "markdown" and each.audience == Audience.TEAM
    }
    yield from islice(sorted(noted.values(), reverse=True), _MOST)


def _is_what_was_exported(then: SessionFile, whole: Whole) -> bool:
    try:
        disclosed = disclosure.disclose(then, whole.id, Audience.TEAM)
    except ListeningError:
        return False
    text = markdown.markdown(disclosed, datetime.now().astimezone())
    return f'digest: "{whole.digest}"\n' in text
