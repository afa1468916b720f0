"""Participants as people name them: by handle, by handle in a session, or by id."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from listening.model.errors import Ambiguous, NotFound
from listening.model.records import Participant
from listening.model.text import fold, single_line

if TYPE_CHECKING:
    from listening.store.session_file import SessionFile

_SHORTEST = 4
"""How many characters of an id must be given."""


def named(file: SessionFile, ref: str, session: str | None = None) -> tuple[Participant, ...]:
    """Return those whom `P3`, `SESSION:P3`, an id, or the beginning of an id names.

    Raises:
        NotFound: there is nobody.
    """
    people = file.participants(session)
    wanted = fold(single_line(ref.removesuffix(":")))
    place, colon, handle = wanted.rpartition(":")
    found = tuple(who for who in people if fold(who.handle) == wanted)
    if not found and colon and place:
        found = tuple(
            who for who in people if fold(who.handle) == handle and who.session.startswith(place)
        )
    if not found and len(wanted) >= _SHORTEST:
        found = tuple(who for who in people if who.id.startswith(wanted))
    if not found:
        raise NotFound("participant", single_line(ref))
    return found


def is_known(file: SessionFile, handle: str, session: str | None = None) -> bool:
    """Tell whether somebody goes by a handle in a session, or in any of the file; the room does."""
    from listening.store.asked import SOMEBODY, THE_ROOM

    if fold(handle) in ("room", THE_ROOM, SOMEBODY):
        return True
    return any(fold(who.handle) == fold(handle) for who in file.participants(session))


def one(file: SessionFile, ref: str, session: str | None = None) -> Participant:
    """Return the one whom a word names.

    Raises:
        NotFound: there is nobody.
        Ambiguous: there are several.
    """
    found = named(file, ref, session)
    if len(found) > 1:
        raise Ambiguous(
            "participant", single_line(ref), [f"{who.session}:{who.handle}" for who in found]
        )
    return found[0]


def under_which_too(file: SessionFile) -> Mapping[str, str]:
    """Return a sentence for each who is one person with another handle, by their ids."""
    people = {who.id: who for who in file.participants()}
    titles = {session.id: session.title for session in file.sessions()}
    told: dict[str, str] = {}
    for ids in file.same_people():
        for own in ids & people.keys():
            others = sorted(
                people[each].handle + _where(people[each], titles)
                for each in ids & people.keys() - {own}
            )
            if others:
                told[own] = f" The same person as {' and '.join(others)}."
    return told


def _where(who: Participant, titles: Mapping[str, str]) -> str:
    title = titles.get(who.session)
    return f" in {title} ({who.session})" if title and len(titles) > 1 else f" ({who.session})"
