"""Correcting words while they are read back: in place, and kept half-written until they are saved."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from functools import partial

from textual.screen import Screen
from textual.widgets import Static

from listening.app.commands import Place
from listening.app.half_written import TAKE, THROW
from listening.app.playback import asking, deeds
from listening.app.playback.correcting import CorrectionLine
from listening.app.playback.reading import Reading
from listening.app.widgets.footer import CommandFooter
from listening.sharing.playback import Card
from listening.store.session_file import SessionFile


class Corrects(Screen[None]):
    """The part of the screen that reads back in which words are changed."""

    file: SessionFile
    """The open file."""
    session_id: str
    """The session's token."""
    reading: Reading
    """What can be read, and where the reading is."""

    @property
    def correction(self) -> CorrectionLine:
        """The line in which words are corrected."""
        return self.query_one(CorrectionLine)

    @property
    def place(self) -> Place:
        """Where the person is."""
        return Place.CORRECTING if self.is_mounted and self.correction.display else Place.PLAYBACK

    # What the rest of the screen does -----------------------------------------------------------

    @abstractmethod
    def attempt(self, deed: Callable[[], object]) -> bool:
        """Do something that is kept on the disk; where it cannot be, say why and return False."""

    @abstractmethod
    def do(self, deed: Callable[[], object]) -> bool:
        """Attempt something that can be taken back here."""

    @abstractmethod
    def read_again(self) -> None:
        """Read what may have changed."""

    @abstractmethod
    def show(self) -> None:
        """Show what is read."""

    @abstractmethod
    def tell(self, sentence: str) -> None:
        """Say one sentence, or nothing."""

    # What people do -----------------------------------------------------------------------------

    def action_correct(self) -> None:
        """Put its words into a line, to be changed."""
        card = self.reading.card
        if card is not None and self.attempt(lambda: self._begin_correcting(card)):
            self._show_place()

    def action_save_correction(self) -> None:
        """Save the words as they stand in the line."""
        self.save_correction(self.correction.line)

    def action_leave_correction(self) -> None:
        """Leave the words as they were."""
        self.on_entry_escaped()

    def action_take_draft(self) -> None:
        """Bring back the correction that was left half-written."""
        self.correction.answer(TAKE)

    def action_throw_draft(self) -> None:
        """Put away the correction that was left half-written."""
        self.correction.answer(THROW)

    def on_entry_escaped(self) -> None:
        """Leave the words as they were."""
        self.correction.end()
        self._end_correction("")

    # Leaving the program ------------------------------------------------------------------------

    @property
    def has_unsaved(self) -> bool:
        """Whether a correction was begun and not saved."""
        return self.correction.is_changed

    def leave(self, then: Callable[[], object]) -> None:
        """Ask about the correction that is not saved, then do what comes next."""

        def left() -> None:
            self.correction.forget()
            then()

        asking.whether_to_leave_a_correction(self.app, left)

    def keep_words(self) -> None:
        """Keep the correction that is being written, since the program ends."""
        for line in self.query(CorrectionLine):
            line.keep_words()

    # Underneath ---------------------------------------------------------------------------------

    def save_correction(self, words: str) -> bool:
        """Keep a correction; its line closes once it is on the disk."""
        card = self.correction.card
        if card is None:
            return False
        changed = words != card.words
        if changed and not self.do(
            partial(deeds.correct, self.file, card, words, self.correction.seen)
        ):
            return False
        self.correction.end()
        if changed:
            self.read_again()
        self._end_correction("Corrected." if changed else "Nothing was changed.")
        return False

    def _begin_correcting(self, card: Card) -> None:
        kept_in = deeds.kept_in(self.file, card, self.session_id)
        self.correction.begin(card, self.file.seen(card.id), kept_in)

    def _end_correction(self, sentence: str) -> None:
        self.set_focus(self.query_one("#page"))
        self.tell(sentence)
        self._show_place()
        self.show()

    def _show_place(self) -> None:
        self.query_one("#words", Static).display = self.place is Place.PLAYBACK
        self.query_one(CommandFooter).place = self.place
        self.refresh_bindings()
