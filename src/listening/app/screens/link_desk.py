"""Linking two contributions: the keys that are asked for one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from listening.app.capture.linking import BONDS, GO, TAKE_AWAY, Linking, next_along, told
from listening.app.gone import refuse_gone
from listening.app.screens.list_room import ListRoom
from listening.model.records import Contribution, Link
from listening.model.vocabulary import Bond

_NONE_THERE = "It is linked with nothing yet."
_SAME = "That is the same one: choose the other contribution, then Enter."


class List(Protocol):
    """The list in which contributions are chosen."""

    def shown_chosen(self) -> Contribution | None:
        """Return the chosen contribution; None for one that was taken back, and it says so."""

    def do(self, deed: Callable[[], object]) -> bool:
        """Do something that is kept on the disk, and show it."""

    def go_to(self, ref: str) -> None:
        """Go to the contribution of this id."""


class LinkDesk:
    """Asks what a contribution is to another, and to which."""

    def __init__(self, screen: ListRoom, rows: List) -> None:
        self._screen, self._rows = screen, rows
        self._linking: Linking | None = None
        self._went: tuple[str, str] | None = None

    @property
    def is_asking(self) -> bool:
        """Whether the next keys answer what is asked here."""
        return self._linking is not None

    @property
    def is_choosing(self) -> bool:
        """Whether the other contribution is being chosen, and may be looked for."""
        return self._linking is not None and self._linking.bond is not None

    def begin(self, source: Contribution) -> None:
        """Ask what this contribution is to another."""
        self._linking = Linking(source)
        self.ask()

    def ask(self) -> None:
        """Say what is asked now, if anything is."""
        linking = self._linking
        if linking is not None:
            there = self._links_of(linking.source)
            if there is not None:
                self._screen.say(linking.asks(len(there)))

    def stop(self) -> None:
        """Leave the link unmade."""
        if self._linking is not None:
            self._linking = None
            self._screen.say("")

    def press(self, key: str) -> bool:
        """Act on a key; False for one that moves among the contributions, or means nothing here."""
        linking = self._linking
        if linking is None:
            return False
        if key == "escape":
            self.stop()
            return True
        return self._choose(linking, key) if linking.bond else self._say_what(linking, key)

    def _say_what(self, linking: Linking, key: str) -> bool:
        """Take the letter of a bond, or of what is there already; any other key leaves it unmade."""
        if key in BONDS:
            self._linking = replace(linking, bond=BONDS[key])
            self.ask()
            return True
        self.stop()
        if key == GO:
            self._go_along(linking.source)
        elif key == TAKE_AWAY:
            self._take_away(linking.source)
        return key in (GO, TAKE_AWAY)

    def _choose(self, linking: Linking, key: str) -> bool:
        """Link with the chosen one; letters do nothing until then."""
        if key != "enter":
            self.ask()
            return len(key) == 1
        other = self._rows.shown_chosen()
        if other is not None and other.id == linking.source.id:
            self._screen.say(_SAME)
        elif other is not None:
            self._link(linking, other)
        return True

    def _link(self, linking: Linking, other: Contribution) -> None:
        source, bond = linking.source, linking.bond
        self._linking = None
        if bond is not None and self._rows.do(lambda: self._made(source, bond, other)):
            self._screen.say(f"Linked: {told(source, bond, other)}. u takes it back.")

    def _made(self, source: Contribution, bond: Bond, other: Contribution) -> Link:
        refuse_gone(self._screen.file, source)
        return self._screen.file.link(source.id, bond, other.id)

    def _go_along(self, source: Contribution) -> None:
        """Go to the other end of the next link; asked again from where it began, to the one after."""
        last = self._went[1] if self._went and self._went[0] == source.id else None
        links = self._links_of(source)
        if links is None:
            return
        there = next_along(links, source, last)
        if there is None:
            self._screen.say(_NONE_THERE)
            return
        self._went = (source.id, there)
        self._rows.go_to(there)

    def _take_away(self, source: Contribution) -> None:
        links = self._links_of(source)
        if links is None:
            return
        if not links:
            self._screen.say(_NONE_THERE)
        elif self._rows.do(lambda: self._screen.file.unlink(links[-1].id)):
            self._screen.say("The newest link is taken away. u brings it back.")

    def _links_of(self, source: Contribution) -> Sequence[Link] | None:
        """Return the links of a contribution; None where it is gone meanwhile: it says so, and asks no more."""
        found: list[Sequence[Link]] = []
        if self._screen.attempt(lambda: found.append(self._screen.file.links_of(source.id))):
            return found[0]
        self._linking = None
        return None
