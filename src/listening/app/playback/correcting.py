"""The line in which the words that are read back are corrected, where they stand."""

from __future__ import annotations

from collections.abc import Callable

from listening.app.half_written import LOOK_EVERY, TAKE, THROW, FormDraft, Place, offer
from listening.app.widgets.entry import Entry, Led
from listening.app.widgets.notice import Notice
from listening.sharing.playback import Card

_LINE = "line"
"""What the only field of this form is called."""


class CorrectionLine(Entry):
    """Hidden until something is corrected; all that is typed in it is words, and nothing is a mark."""

    DEFAULT_CSS = """
    CorrectionLine { display: none; width: 100%; }
    """

    def __init__(self, save: Callable[[str], bool]) -> None:
        """Make the line; what was left half-written is offered in a `Notice` called `begun`.

        Args:
            save: keeps the words, and closes the line where they are on the disk.
        """
        super().__init__(_WordsAlone(save, self.answer), id="correction")
        self._draft: FormDraft | None = None
        self.card: Card | None = None
        """What is being corrected; None while nothing is."""
        self.seen: frozenset[str] = frozenset()
        """What was said of it when the correction began."""

    @property
    def is_changed(self) -> bool:
        """Whether something stands here that is not saved."""
        return self.card is not None and self.line != self.card.words

    @property
    def is_offering(self) -> bool:
        """Whether a correction was left half-written that can be brought back."""
        return bool(self._draft and self._draft.offered) and not self.is_changed

    def on_mount(self) -> None:
        """Keep what is written, a few times a second."""
        self.set_interval(LOOK_EVERY, self._look)

    def on_unmount(self) -> None:
        """Keep nothing more."""
        if self._draft is not None:
            self._draft.end()

    def begin(self, card: Card, seen: frozenset[str], kept_in: Place) -> None:
        """Show the words of a contribution, to be changed; offer what was left half-written."""
        self.card, self.seen = card, seen
        self.load_line(card.words)
        self._draft = FormDraft(kept_in)
        self.display = True
        self.focus()
        self._show_offer()

    def answer(self, key: str) -> str | None:
        """Bring back what was left, or put it away, and return the line; None where the key means neither."""
        draft = self._draft
        if draft is None or key not in (TAKE, THROW) or not self.is_offering:
            return None
        if key == TAKE:
            self.load_line(draft.take().get(_LINE, ""))
        else:
            draft.throw_away()
        self._show_offer()
        return self.line

    def keep_words(self) -> None:
        """Keep what is written, since the program ends."""
        if self._draft is not None:
            self._draft.keep_now(self._written())

    def forget(self) -> None:
        """Wipe what was kept: it is saved, or was left on purpose."""
        if self._draft is not None:
            self._draft.done()
            self._draft.end()
            self._draft = None

    def end(self) -> None:
        """Take the line away."""
        self.forget()
        self.card = None
        self._show_offer()
        self.clear_line()
        self.display = False

    def _written(self) -> dict[str, str]:
        return {_LINE: self.line} if self.is_changed else {}

    def _look(self) -> None:
        if self._draft is not None:
            self._draft.look(self._written())
            self._show_offer()

    def _show_offer(self) -> None:
        left = self._draft.offered if self._draft and self.is_offering else None
        sentence = offer(left, [_LINE]) if left else ""
        notice = self.screen.query_one("#begun", Notice)
        if sentence != notice.sentence:
            notice.tell(sentence)
            self.screen.refresh_bindings()


class _WordsAlone:
    """Acts on Enter, and on the keys that answer an offer."""

    def __init__(self, save: Callable[[str], bool], answer: Callable[[str], str | None]) -> None:
        self._save, self._answer = save, answer

    def save_line(self, line: str) -> bool:
        """Keep the words."""
        return self._save(line)

    def press(self, line: str, key: str) -> str | None:  # noqa: ARG002 - one of its kind
        """Answer an offer; leave every other key to the line."""
        return self._answer(key)

    def leader_changed(self, *, waiting: bool) -> None:
        """Nothing is led here."""

    def lead(self, line: str, key: str) -> Led:  # noqa: ARG002 - nothing is led here
        """Leave the line as it is."""
        return Led(line)

    def leave_upwards(self) -> None:
        """There is nothing above."""
