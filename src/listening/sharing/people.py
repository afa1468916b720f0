"""Who spoke: handles, of which one person may bear several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from listening.model.records import Contribution, Participant
from listening.sharing.folding import Voice


class People(NamedTuple):
    """Who spoke in a session."""

    handles: Sequence[Participant]
    leads: Mapping[str, str]
    """The id that stands for a person, by the ids of their handles where they bear several."""

    def who(self, said: Contribution) -> str:
        """Return what stands for whoever said this; where nobody noted who did, the thing itself."""
        own = said.participant
        return said.id if own is None else self.leads.get(own, own)

    def heard(self, counted: Iterable[Contribution]) -> int:
        """Return how many people said something of this."""
        return len({self.leads.get(each.id, each.id) for each in self._speaking(counted)})

    def voices(self, counted: Iterable[Contribution]) -> tuple[Voice, ...]:
        """Return those who said something of this, with all that they hold under any handle."""
        speaking = self._speaking(counted)
        held = self._held(speaking)
        found = ((self.leads.get(each.id, each.id), each.session) for each in speaking)
        return tuple(Voice(who, part, held[who]) for who, part in dict.fromkeys(found))

    def held(self, voices: Iterable[Voice]) -> Mapping[str, frozenset[str]]:
        """Return what the person holds who bears a handle, by the handle's id, for those heard."""
        carried = {voice.who: voice.carries for voice in voices}
        persons = ((each.id, self.leads.get(each.id, each.id)) for each in self.handles)
        return {own: carried[who] for own, who in persons if who in carried}

    def _speaking(self, counted: Iterable[Contribution]) -> list[Participant]:
        spoke = {each.participant for each in counted}
        return [each for each in self.handles if each.id in spoke]

    def _held(self, speaking: Iterable[Participant]) -> Mapping[str, frozenset[str]]:
        """Return what each person holds, by what stands for them."""
        found: dict[str, set[str]] = defaultdict(set)
        for each in speaking:
            found[self.leads.get(each.id, each.id)].update(each.perspectives)
        return {who: frozenset(held) for who, held in found.items()}
