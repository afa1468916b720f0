"""Deciding: settling a difference, and settling it again after that was taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from listening.app.review.items import Difference
from listening.model.errors import WrongUse
from listening.model.vocabulary import Captured, Check, Kind, Sharing
from listening.store.asked import Edit
from listening.store.session_file import SessionFile


def keep(file: SessionFile, item: Difference, number: int, *, again: bool) -> None:
    """Settle a difference with one of its versions, from 1.

    Args:
        file: the file that holds it.
        item: the difference.
        number: the version.
        again: whether it was settled before and taken back; then the field is no longer in
            dispute, and is set as any other.

    Raises:
        ListeningError: it was not settled.
    """
    if again:
        _set(file, item, item.conflict.versions[number - 1].value)
    else:
        file.settle(item.conflict.id, keep=number)


def write(file: SessionFile, item: Difference, text: str, *, again: bool) -> None:
    """Settle a difference with words of one's own.

    Raises:
        ListeningError: it was not settled.
    """
    if again:
        _set(file, item, text)
    else:
        file.settle(item.conflict.id, text=text)


def _set(file: SessionFile, item: Difference, value: str | int | None) -> None:
    conflict = item.conflict
    if conflict.kind == "session":
        file.describe(conflict.session, {conflict.field: value})
    elif conflict.kind == "contribution" and conflict.field == "removed":
        (file.remove if value else file.restore)([conflict.record])
    elif conflict.kind == "contribution" and conflict.field in _EDITS:
        file.edit(conflict.record, **_EDITS[conflict.field](value))
    else:
        raise WrongUse("This cannot be decided again here: the newest version stands.")


def _text(value: str | int | None) -> str | None:
    return None if value is None else str(value)


_EDITS: Mapping[str, Callable[[str | int | None], Edit]] = {
    "words": lambda value: Edit(words=_text(value) or ""),
    "paraphrase": lambda value: Edit(paraphrase=_text(value)),
    "participant": lambda value: Edit(by=_text(value)),
    "none_of_three": lambda value: Edit(none_of_three=bool(value)),
    "kind": lambda value: Edit(kind=None if value is None else Kind.parse(str(value))),
    "sharing": lambda value: Edit(sharing=None if value is None else Sharing.parse(str(value))),
    "captured": lambda value: Edit(captured=Captured.parse(str(value or Captured.VERBATIM))),
    "check": lambda value: Edit(check=Check.parse(str(value or Check.UNREAD))),
}
"""The edit that sets a field of a contribution."""
