"""Playback: what was heard is read back to those who said it, calmly, and as far as it is shared."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from listening.app import safeguarding
from listening.app.bindings import bindings
from listening.app.commands import Place, is_possible_in
from listening.app.messages import LeaveSession, MoreToSay, OpenDetails
from listening.app.playback import asking, deeds, pages
from listening.app.playback.correcting import CorrectionLine
from listening.app.playback.reading import Reading
from listening.app.screens.corrects import Corrects
from listening.app.text import parts, plain
from listening.app.widgets.footer import CommandFooter
from listening.app.widgets.notice import Notice
from listening.model.errors import ListeningError
from listening.model.vocabulary import Check
from listening.sharing.playback import Card
from listening.store.session_file import SessionFile

_NOTHING = "There is nothing yet that may be read back to the room. Escape goes back."
_LAST = "That was the last one."
_FIRST = "This is the first one."
_CONFIRMED = "Confirmed; this is the next. u takes it back and returns."
_CONFIRMED_LAST = "Confirmed, and that was the last one. u takes it back."
_NOTHING_LEFT = "There is nothing left here that you could take back."
_GONE = "Taken back: no screen and no export shows it any more. u brings it back."
_LOOK_EVERY = 0.25
_AROUND = 9  # Lines of the page that are not words.
_LOWEST = 3  # Lines for words in the smallest terminal; there the page scrolls.
_BESIDE = 6  # Cells beside the words: the card's edges, and a scroll bar where there is one.


class PlaybackScreen(Corrects):
    """Shows one contribution, or a page of one prompt's, in the middle of an otherwise empty screen."""

    CSS_PATH = "playback.tcss"
    BINDINGS = bindings(Place.PLAYBACK)
    AUTO_FOCUS = "#page"

    def __init__(self, file: SessionFile, session: str) -> None:
        """Begin with what was not read back yet.

        Args:
            file: the open file.
            session: the session's token.

        Raises:
            ListeningError: the file cannot be read.
        """
        super().__init__()
        self.file = file
        self.session_id = session
        self.reading = Reading.of(file, session)
        """What can be read, and where the reading is."""
        self.is_together = False
        """Whether the contributions of a prompt are shown together, page by page."""
        self._done = 0
        self._details_at = ""
        self._parts: tuple[Content, ...] = ()
        self._part = 0
        self._laid_out: tuple[str, bool] | None = None
        self._seen_whole: set[str] = set()
        self._looking: Timer | None = None

    def compose(self) -> ComposeResult:
        """Put the words into the middle, and what is told of them under them."""
        with VerticalScroll(id="page"), Vertical(id="card"):
            yield Static(id="words")
            yield Static(id="part")
            yield CorrectionLine(self.save_correction)
            yield Static(id="where")
            yield Static(id="progress")
        yield Static(id="held-back")
        yield Notice(id="status")
        yield Notice(id="begun")
        yield CommandFooter(Place.PLAYBACK)

    def on_mount(self) -> None:
        """Show where the reading is, and follow what others change."""
        self.show()
        self._looking = self.set_interval(_LOOK_EVERY, self._look_elsewhere)

    def on_resize(self) -> None:
        """Lay the words out for the room there is."""
        self.show()

    # What is possible -------------------------------------------------------------------------

    @property
    def places(self) -> frozenset[Place]:
        """The places whose commands apply now."""
        return frozenset({self.place})

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's own
        """Tell what is possible with what is shown."""
        if not is_possible_in(action, self.place):
            return False
        if action in {"take_draft", "throw_draft"}:
            return self.correction.is_offering
        if action == "choose":
            return self.is_together
        if action in {"confirm", "correct", "withdraw", "more_to_say", "step", "order", "together"}:
            return self.reading.card is not None
        return True

    # Reading ----------------------------------------------------------------------------------

    def action_step(self, by: int) -> None:
        """Go on within what is longer than the screen, then to the next; or back.

        What was shown to its end until now is marked as read back.
        """
        if 0 <= self._part + by < len(self._parts):
            self._part += by
            self.show()
            return
        page = self._page()
        if by > 0:
            self._read_back(page)
        before = self.reading.at
        self.reading = self.reading.stepped((page.stop if by > 0 else page.start - 1) - before)
        if by < 0:
            self.reading = self.reading.stepped(self._page().start - self.reading.at)
        is_end = page.stop >= len(self.reading.cards) if by > 0 else not page.start
        self.tell((_LAST if by > 0 else _FIRST) if is_end else "")
        self.show()

    def action_choose(self, by: int) -> None:
        """Choose another one on the page."""
        page = self._page()
        wanted = self.reading.at + by
        if wanted in page:
            self.reading = self.reading.stepped(by)
            self.tell("")
            self.show()

    def action_order(self) -> None:
        """Read by area, or in the order of the talk."""
        if self.attempt(self._change_order):
            by_area = "by area" if self.reading.by_area else "in the order of the talk"
            self.tell(f"Read {by_area}.")

    def action_together(self) -> None:
        """Show one contribution, or a prompt's together."""
        self.is_together = not self.is_together
        self.tell("")
        self.show()

    def action_leave(self) -> None:
        """Go back."""
        self._look_away()
        self.post_message(LeaveSession())

    def action_safeguarding(self) -> None:
        """Show whom to go to with a safeguarding worry."""
        contact = self.file.session(self.session_id).safeguarding
        self._details_at = "" if contact else safeguarding.FIELD
        self.tell(safeguarding.told(contact))

    def action_setup(self) -> None:
        """Open the set-up of the session."""
        field, self._details_at = self._details_at, ""
        self.tell("")
        self.post_message(OpenDetails(field))

    # What is said of one ------------------------------------------------------------------------

    def action_confirm(self) -> None:
        """Mark it as confirmed, and go on to the next."""
        card, page = self.reading.card, self._page()
        if card is None:
            return
        if self.reading.at + 1 not in page:
            # The others of the page first: what is undone next is what was said of this one.
            self._read_back(range(page.start, self.reading.at))
        if self.do(partial(deeds.mark, self.file, card, Check.CONFIRMED)):
            is_last = self.reading.at + 1 == len(self.reading.cards)
            self.reading = self.reading.marked(card.id, Check.CONFIRMED).stepped(1)
            self.tell(_CONFIRMED_LAST if is_last else _CONFIRMED)
            self.show()

    def action_withdraw(self) -> None:
        """Ask whether to take it back."""
        card = self.reading.card
        if card is not None:
            asking.whether_to_take_back(self.app, lambda: self._take_back(card))

    def action_more_to_say(self) -> None:
        """Go to the line; what is saved there next is linked with this one."""
        card = self.reading.card
        if card is not None:
            self._read_back(range(self.reading.at, self.reading.at + 1))
            self._look_away()
            self.post_message(MoreToSay(self.session_id, card.id))

    def action_undo(self) -> None:
        """Take back what was done last here."""
        if not self._done:
            self.tell(_NOTHING_LEFT)
            return
        touched: list[str] = []
        before = self.reading
        if self.attempt(lambda: touched.extend(deeds.undo(self.file, self.session_id))):
            self._done -= 1
            self.read_again()
            self.reading = self.reading.gone_to(touched[0]) if touched else self.reading
            self.tell(deeds.undone_told(before, self.reading))
            self.show()

    # Underneath ----------------------------------------------------------------------------------

    def _take_back(self, card: Card) -> None:
        if self.do(partial(deeds.mark, self.file, card, Check.WITHDRAWN)):
            self.read_again()
            self.tell(_GONE)
            self.show()

    def _read_back(self, page: range) -> None:
        """Mark what was shown to its end as read back, unless more is known of it; reading never waits for that."""
        for place in page:
            card = self.reading.cards[place]
            is_read = card.check is Check.UNREAD and card.id in self._seen_whole
            if is_read and self.do(partial(deeds.mark, self.file, card, Check.READ_BACK)):
                self.reading = self.reading.marked(card.id, Check.READ_BACK)

    def _change_order(self) -> None:
        self.reading = self.reading.in_other_order(self.file, self.session_id)
        self.show()

    def do(self, deed: Callable[[], object]) -> bool:
        """Attempt something that can be taken back here."""
        done = self.attempt(deed)
        self._done += done
        return done

    def attempt(self, deed: Callable[[], object]) -> bool:
        """Do something that is kept on the disk; where it cannot be, say why and return False."""
        try:
            deed()
        except ListeningError as error:
            self.query_one("#status", Notice).say(str(error))
            return False
        return True

    def _look_elsewhere(self) -> None:
        """Show what another window or note-taker has changed, at once; what is being corrected, after it."""
        if self.is_current and self.place is Place.PLAYBACK:
            self.attempt(self._look)

    def _look(self) -> None:
        if self.file.changed_elsewhere():
            self.read_again()
            self.show()

    def on_screen_resume(self) -> None:
        """Show what was changed while something else was shown."""
        if self.is_mounted:
            self.attempt(self.read_again)
            self.show()

    def _look_away(self) -> None:
        if self._looking is not None:
            self._looking.stop()

    def read_again(self) -> None:
        """Read what may have changed."""
        self.reading = self.reading.again(self.file, self.session_id)

    # Showing ----------------------------------------------------------------------------------

    def show(self) -> None:
        """Show what is read, laid out for the room there is."""
        if not self.is_mounted:
            return
        card = self.reading.card
        self._lay_out(card)
        self.query_one("#words", Static).update(self._parts[self._part])
        self._line("part", pages.part(self._part + 1, len(self._parts)))
        self._line("where", pages.where(card, self.reading) if card else plain(""))
        self._line("progress", parts(*self.reading.told, between=" · "))
        self._line("held-back", plain(self.reading.held_back))
        self.query_one("#page").scroll_home(animate=False)
        self.refresh_bindings()

    def _lay_out(self, card: Card | None) -> None:
        """Lay the words out, and stay at the part that is shown while they are the same."""
        self._parts = self._in_parts(card)
        shown = (card.id if card else "", self.is_together)
        self._part = min(self._part, len(self._parts) - 1) if shown == self._laid_out else 0
        self._laid_out = shown
        if self._part == len(self._parts) - 1:
            self._seen_whole |= {self.reading.cards[place].id for place in self._page()}

    def _in_parts(self, card: Card | None) -> tuple[Content, ...]:
        if card is None:
            return (plain(_NOTHING),)
        width, height = self._room()
        if self.is_together:
            return pages.together(self.reading, self._page(), width, height)
        return pages.alone(card, width, height)

    def _page(self) -> range:
        if not self.reading.cards:
            return range(0)
        if not self.is_together:
            return range(self.reading.at, self.reading.at + 1)
        return pages.page_of(self.reading, *self._room())

    def _room(self) -> tuple[int, int]:
        """Return how many cells and lines there are for words."""
        width, height = self.size
        wide = max(1, width - _BESIDE)
        return wide, max(_LOWEST, height - _AROUND - self._lines_under(wide))

    def _lines_under(self, width: int) -> int:
        """Return how many lines what is told under the words takes beyond one for each."""
        card = self.reading.card
        told = [parts(*self.reading.told, between=" · ")]
        told += [pages.where(card, self.reading)] if card else []
        return sum(len(one.wrap(min(width, pages.WIDEST))) - 1 for one in told)

    def _line(self, name: str, content: Content) -> None:
        line = self.query_one(f"#{name}", Static)
        line.update(content)
        line.display = bool(content)

    def tell(self, sentence: str) -> None:
        """Say one sentence, or nothing."""
        self.query_one("#status", Notice).tell(sentence)
