"""What a source itself makes of what it tells of consent: of a contribution, of its speaker, and of the room."""

from __future__ import annotations

from listening.model.brought import Brought, Said
from listening.model.text import fold
from listening.model.vocabulary import Sharing, effective_sharing


class Shows:
    """The levels that a source shows, where nobody edited them."""

    def __init__(self, brought: Brought) -> None:
        """Learn what it tells."""
        whole = brought.whole
        self._people = {fold(each.handle): each.sharing for each in whole.people} if whole else {}
        rule = whole.facts.get("room_rule") if whole else None
        self._rule = Sharing(str(rule)) if rule else None
        self._joined = {each.fields.get("same_as") for each in brought.said} - {None}
        self._of_joined = frozenset(
            self._level(each) for each in brought.said if self.is_joined(each)
        )

    def is_joined(self, said: Said) -> bool:
        """Tell whether a contribution is one thing said with others of the source."""
        return bool(said.fields.get("same_as")) or said.id in self._joined

    def levels(self, said: Said) -> frozenset[Sharing]:
        """Return what may be shown of a contribution: of those that are one thing said, of any of them."""
        return self._of_joined if self.is_joined(said) else frozenset({self._level(said)})

    def _level(self, said: Said) -> Sharing:
        speaker = self._people.get(fold(said.fields.get("by") or ""))
        return effective_sharing(said.fields.get("sharing"), speaker, self._rule)
