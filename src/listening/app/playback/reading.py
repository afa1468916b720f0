"""Where a reading is: which of the contributions that the room may read is shown now."""

from __future__ import annotations

from dataclasses import dataclass, replace

from listening.model.vocabulary import Audience, Check
from listening.sharing.disclosure import disclose
from listening.sharing.playback import Card, cards, first_unread, held_back, progress
from listening.store.session_file import SessionFile


@dataclass(frozen=True, slots=True)
class Reading:
    """What can be read back, and the place in it."""

    cards: tuple[Card, ...]
    """All that the room may read, in the order in which it is read."""
    held_back: str
    """How many are not shown, and why; nothing where all are."""
    by_area: bool = False
    """Whether it is read area by area."""
    at: int = 0
    """The place of the one that is shown, or chosen on its page, from 0."""

    @classmethod
    def of(cls, file: SessionFile, session: str) -> Reading:
        """Begin with the first that was not read back yet."""
        disclosed = disclose(file, session, Audience.ROOM)
        shown = cards(disclosed)
        return cls(shown, held_back(disclosed.withheld), at=first_unread(shown))

    def again(self, file: SessionFile, session: str) -> Reading:
        """Return the same place in what the room may read now: another's change may have taken it away."""
        disclosed = disclose(file, session, Audience.ROOM)
        shown = cards(disclosed, by_area=self.by_area)
        now = replace(self, cards=shown, held_back=held_back(disclosed.withheld))
        at = next((now.place(card.id) for card in self.cards[self.at :] if now.has(card.id)), None)
        return replace(now, at=min(self.at, max(0, len(shown) - 1)) if at is None else at)

    def in_other_order(self, file: SessionFile, session: str) -> Reading:
        """Return the reading by area, or in the order of the talk; the one that is shown stays."""
        return replace(self, by_area=not self.by_area).again(file, session)

    @property
    def card(self) -> Card | None:
        """The one that is shown; None where there is nothing to read."""
        return self.cards[self.at] if self.cards else None

    @property
    def told(self) -> tuple[str, ...]:
        """How far the reading is, in pieces."""
        if not self.cards:
            return ()
        place = f"{self.at + 1:,} of {len(self.cards):,}"
        return (f"{place}, by area" if self.by_area else place, *progress(self.cards))

    def has(self, own: str) -> bool:
        """Tell whether a contribution can be read."""
        return any(card.id == own for card in self.cards)

    def place(self, own: str) -> int:
        """Return the place of a contribution that can be read."""
        return next(place for place, card in enumerate(self.cards) if card.id == own)

    def stepped(self, by: int) -> Reading:
        """Return the reading so many further on, never beyond its ends."""
        return replace(self, at=max(0, min(self.at + by, len(self.cards) - 1)))

    def gone_to(self, own: str) -> Reading:
        """Return the reading at a contribution; as it is where that one cannot be read."""
        return replace(self, at=self.place(own)) if self.has(own) else self

    def marked(self, own: str, check: Check) -> Reading:
        """Return the reading with a contribution confirmed or read back, which withholds nothing."""
        return replace(
            self,
            cards=tuple(
                replace(card, check=check) if card.id == own else card for card in self.cards
            ),
        )
