"""The file as it was when an export was made, so that what was edited since can be told from the rest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from listening.model.errors import ListeningError
from listening.model.vocabulary import Audience
from listening.sharing import disclosure, markdown

if TYPE_CHECKING:
    from listening.model.brought import Whole
    from listening.store.session_file import SessionFile

_SOON = timedelta(seconds=10)
"""Within which time an export is noted once it was made."""
_SECOND = timedelta(seconds=1)
_MOST = 8


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
    """Yield the moments at which it may have been made: exports are noted, else its second is known."""
    if whole.generated is None:
        return
    noted = [
        each.at
        for each in file.exports(whole.id)
        if each.format == "markdown" and whole.generated <= each.at < whole.generated + _SOON
    ]
    yield from noted[:_MOST]
    yield whole.generated + _SECOND


def _is_what_was_exported(then: SessionFile, whole: Whole) -> bool:
    try:
        disclosed = disclosure.disclose(then, whole.id, Audience.TEAM)
    except ListeningError:
        return False
    when = whole.generated or datetime.now().astimezone()
    return f'digest: "{whole.digest}"\n' in markdown.markdown(disclosed, when)
