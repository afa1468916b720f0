"""What every screen does alike on which something is written for a while before it is saved."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import TypeVar

from textual.screen import Screen

from listening.app.half_written import LOOK_EVERY, FormDraft, offer
from listening.app.widgets.notice import Notice

T = TypeVar("T")

_ANSWERS = ("take_draft", "throw_draft")


class KeepsDraft(Screen[T]):
    """Looks a few times a second at what was written, has it kept, and offers what was left.

    The offer stands in a `Notice` called `begun` while nothing else was written.
    """

    draft: FormDraft | None = None
    """Who keeps it; None where what is written is not kept."""

    @abstractmethod
    def changed(self) -> Mapping[str, str] | None:
        """Return the fields that are not as they came up; None while there are none on the screen."""

    @abstractmethod
    def fields_typed(self) -> Sequence[str]:
        """Return the names of the fields in which people type, in their order."""

    @abstractmethod
    def fill_in(self, fields: Mapping[str, str]) -> None:
        """Put what was left into these fields."""

    def on_mount(self) -> None:
        """Begin to look, and offer what was left."""
        if self.draft is not None:
            self.set_interval(LOOK_EVERY, self._look)
            self._show_offer()

    def on_unmount(self) -> None:
        """Keep nothing more."""
        if self.draft is not None:
            self.draft.end()

    @property
    def is_offering(self) -> bool:
        """Whether something was left that can be brought back without writing over anything."""
        return bool(self.draft and self.draft.offered) and self.changed() == {}

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say that an offer can be answered only while it stands."""
        return self.is_offering if action in _ANSWERS else super().check_action(action, parameters)

    def action_take_draft(self) -> None:
        """Bring back what was left."""
        if self.draft is not None and self.is_offering:
            self.fill_in(self.draft.take())
            self._show_offer()

    def action_throw_draft(self) -> None:
        """Put away what was left."""
        if self.draft is not None and self.is_offering:
            self.draft.throw_away()
            self._show_offer()

    def keep_words(self) -> None:
        """Keep what is written, since the program ends."""
        changed = self.changed()
        if self.draft is not None and changed is not None:
            self.draft.keep_now(changed)

    def _look(self) -> None:
        changed = self.changed()
        if self.draft is not None and changed is not None:
            self.draft.look(changed)
            self._show_offer()

    def _show_offer(self) -> None:
        left = self.draft.offered if self.draft and self.is_offering else None
        sentence = offer(left, self.fields_typed()) if left else ""
        notice = self.query_one("#begun", Notice)
        if sentence != notice.sentence:
            notice.tell(sentence)
            self.refresh_bindings()
