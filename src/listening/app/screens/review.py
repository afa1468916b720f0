"""Settling: what note-takers wrote apart from each other, and what may have been taken down twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from rich.table import Table
from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from listening.app.bindings import bindings
from listening.app.commands import Place
from listening.app.messages import LeaveSession
from listening.app.review import deciding
from listening.app.review.items import Difference, Item, Side, Twice
from listening.app.review.looking import differences, said_twice
from listening.app.review.queue import Queue
from listening.app.review.renewing import Renewing
from listening.app.screens.line_question import LineQuestion, keep_keys_for
from listening.app.screens.sees_changes import SeesChanges
from listening.app.text import cell, parts, plain
from listening.app.widgets.footer import CommandFooter
from listening.app.widgets.notice import Notice
from listening.app.widgets.wrapping import is_right_to_left
from listening.model.errors import ListeningError
from listening.store.session_file import SessionFile

_LOOKING = "Looking for what differs, and for what may have been taken down twice…"
_NOTHING = (
    "Nothing is to be settled here: nobody wrote different things apart from each other, and nothing "
    "looks as if it had been taken down twice. Escape goes back."
)
_ALL_DONE = "All is settled. Escape goes back, u takes the last decision back."
_GONE = "What stood here is gone: somebody has just settled it, taken it back or taken it out."
_TAKEN_BACK = "Taken back: it is open again, as it was. Decide it anew, or go on."


class ReviewScreen(SeesChanges[None]):
    """Shows one thing to decide after the other; every decision is on the disk at once."""

    CSS_PATH = "review.tcss"
    BINDINGS = bindings(Place.REVIEW)
    AUTO_FOCUS = "#page"

    places = frozenset({Place.REVIEW})
    """Where its commands apply."""

    @dataclass
    class Found(Message):
        """Something to decide was found."""

        items: Sequence[Item]
        """What was found."""
        last: bool = False
        """Whether that is all."""
        trouble: str = ""
        """Why no more could be looked for."""

    def __init__(self, file: SessionFile, session: str | None, title: str) -> None:
        """Look at a file.

        Args:
            file: the open file.
            session: the token of a session; None for all.
            title: what is looked at, as people call it.
        """
        super().__init__()
        self.file = file
        self.queue = Queue()
        """What is to be decided."""
        self.has_looked = False
        """Whether all that can be found was found."""
        self._session, self._title = session, title
        there = file.sessions() if session is None else ()
        self._titles = {one.id: one.title for one in there} if len(there) > 1 else {}

    def compose(self) -> ComposeResult:
        """Put the versions into a page that scrolls."""
        with Horizontal(id="head"):
            yield Static(parts(("Settling", "bold"), self._title, between=" · "), id="title")
            yield Static(id="how-many")
        with VerticalScroll(id="page"):
            yield Static(id="from")
            yield Static(plain(_LOOKING), id="asks")
            yield Static(id="around")
            yield Static(id="sides")
            yield Static(id="decided")
        yield Notice(id="status")
        yield CommandFooter(Place.REVIEW)

    def on_mount(self) -> None:
        """Begin to look."""
        self._look()

    def on_resize(self) -> None:
        """Put the versions side by side, or under one another."""
        self._show()

    # What others do ---------------------------------------------------------------------------

    def changed_elsewhere(self) -> bool:
        """Tell whether the file was changed elsewhere since this was last asked."""
        return self.file.changed_elsewhere()

    def chosen_key(self) -> str | None:
        """Return what is known of the thing that is shown."""
        return self.queue.item.key if self.queue.item else None

    def catch_up(self) -> None:
        """Show what is still to be decided; what differs since now comes after it."""
        now = {one.conflict.id: one for one in differences(self.file, self._session)}
        renewing = Renewing(self.file, now)
        lost = self.queue.renew(
            lambda item, is_decided: renewing.renewed(item, is_decided=is_decided)
        )
        there = {one.conflict.id for one in self.queue.items if isinstance(one, Difference)}
        self.queue.add(one for own, one in now.items() if own not in there)
        if lost:
            self._say(_GONE)
        self._show()

    # What is possible -------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell what is possible with what is shown."""
        item = self.queue.item
        is_open = item is not None and not self.queue.decided
        if action == "keep":
            versions = len(item.sides) if isinstance(item, Difference) else 0
            return is_open and int(str(parameters[0])) <= versions
        if action == "edit":
            return is_open and isinstance(item, Difference) and item.is_text
        if action in ("same", "two_voices"):
            return is_open and isinstance(item, Twice)
        if action == "step":
            return len(self.queue.items) > 1
        if action == "undo":
            return self.queue.last_decided() is not None
        return super().check_action(action, parameters)

    # Deciding ---------------------------------------------------------------------------------

    def action_keep(self, number: int) -> None:
        """Settle with one of the versions."""
        item = self.queue.item
        if isinstance(item, Difference):
            deed = partial(deciding.keep, self.file, item, number)
            self._decide(deed, f"Settled: version {number} stands.")

    def action_edit(self) -> None:
        """Settle with words of one's own."""
        item = self.queue.item
        if not isinstance(item, Difference):
            return

        def write(text: str) -> str:
            deciding.write(self.file, item, text)
            return text

        def written(text: str | None) -> None:
            if text is None:
                return
            if self.chosen_key() == item.key:
                self._decided(f"Settled with other words: {text}")
            else:
                self._tell("Settled.")

        kept_in = deciding.kept_in(self.file, item)
        keep_keys_for(self.app)
        self.app.push_screen(
            LineQuestion("What shall stand?", line=item.text, read=write, kept_in=kept_in), written
        )

    def action_same(self) -> None:
        """Say that both are one thing said."""
        item = self.queue.item
        if isinstance(item, Twice):
            one, other = item.pair.one.id, item.pair.other.id
            self._decide(
                lambda: self.file.same(one, other),
                "The same: both wordings are kept, and counted once.",
            )

    def action_two_voices(self) -> None:
        """Say that two people said it."""
        item = self.queue.item
        if isinstance(item, Twice):
            one, other = item.pair.one.id, item.pair.other.id
            self._decide(
                lambda: self.file.two_voices(one, other),
                "Two voices: both are counted, and nobody is asked again.",
            )

    def action_step(self, by: int) -> None:
        """Go to the next, or to the one before."""
        self.queue.step(by)
        self._say("")
        self._show()

    def action_undo(self) -> None:
        """Take back what was decided last."""
        place = self.queue.last_decided()
        if place is None:
            return
        session = self.queue.items[place].session
        if self._attempt(lambda: self.file.undo(session)):
            self.queue.take_back(place)
            self._tell(_TAKEN_BACK)
            self._show()

    def action_leave(self) -> None:
        """Go back."""
        self.post_message(LeaveSession())

    def _decide(self, deed: Callable[[], object], words: str) -> None:
        if self._attempt(self.refuse_displaced) and self._attempt(deed):
            self._decided(words)

    def _decided(self, words: str) -> None:
        self.queue.decide(words)
        self._tell(_ALL_DONE if self.has_looked and not self.queue.left else "")
        self._show()

    def _attempt(self, deed: Callable[[], object]) -> bool:
        try:
            deed()
        except ListeningError as error:
            self._say(str(error))
            return False
        return True

    # Showing ----------------------------------------------------------------------------------

    @on(Found)
    def take_in(self, event: Found) -> None:
        """Show what was found; what is shown already stays."""
        event.stop()
        first = not self.queue.items
        self.queue.add(event.items)
        self.has_looked = self.has_looked or event.last
        if event.trouble:
            self._say(event.trouble)
        if first or event.last:
            self._show()
        self._count()

    def _show(self) -> None:
        item = self.queue.item
        asks = item.asks if item else (_NOTHING if self.has_looked else _LOOKING)
        self._line("from", self._titles.get(item.session, "") if item else "")
        self._line("asks", asks)
        self._line("around", item.around if item else "")
        self._line("decided", self.queue.decided)
        sides = self.query_one("#sides", Static)
        sides.display = item is not None
        sides.update(_beside(item.sides, self.size.width) if item else "")
        self.query_one("#page").scroll_home(animate=False)
        self._count()
        self.refresh_bindings()

    def _count(self) -> None:
        of = len(self.queue.items)
        place = f"{self.queue.at + 1} of {of} · {self.queue.left} to decide" if of else ""
        looking = "" if self.has_looked else "still looking"
        self.query_one("#how-many", Static).update(parts(place, looking, between=" · "))

    def _line(self, name: str, text: str) -> None:
        line = self.query_one(f"#{name}", Static)
        line.update(plain(text))
        line.display = bool(text)

    def _tell(self, sentence: str) -> None:
        self.query_one("#status", Notice).tell(sentence)

    def _say(self, sentence: str) -> None:
        self.query_one("#status", Notice).say(sentence)

    # In a thread ------------------------------------------------------------------------------

    @work(thread=True)
    def _look(self) -> None:
        worker = get_current_worker()
        try:
            with SessionFile.open(self.file.path) as file:
                self.post_message(self.Found(differences(file, self._session)))
                for found in said_twice(file, self._session):
                    if worker.is_cancelled:
                        return
                    if found:
                        self.post_message(self.Found(found))
        except ListeningError as error:
            self.post_message(self.Found((), last=True, trouble=str(error)))
        else:
            self.post_message(self.Found((), last=True))


_ROOM_BESIDE = 100


def _beside(sides: Sequence[Side], width: int) -> Table:
    """Return the versions side by side where there is room, else under one another.

    Words that run from right to left have nothing beside them, since terminals would turn it.
    """
    turned = any(is_right_to_left(f"{side.heading}{side.words}{side.about}") for side in sides)
    if width < _ROOM_BESIDE or turned:
        under = Table.grid(padding=(0, 0, 0, 2), expand=True)
        for side in sides:
            under.add_row(_told(side))
            under.add_row("")
        return under
    table = Table.grid(padding=(0, 3, 0, 2), expand=True)
    for _ in sides:
        table.add_column(ratio=1)
    table.add_row(*map(_told, sides))
    return table


def _told(side: Side) -> Text:
    pieces = [cell(side.heading, "bold"), cell(side.words)]
    pieces += [cell(side.about, "italic")] if side.about else []
    return Text("\n").join(pieces)
