"""Comparing two codings: how far they agree, and settling where they do not, into the shared tags."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static

from listening.app.bindings import bindings
from listening.app.capture.contribution_row import OFF_RECORD, THE_ROOM
from listening.app.commands import Place
from listening.app.gone import refuse_gone
from listening.app.messages import OpenFound
from listening.app.screens.sees_changes import SeesChanges
from listening.app.second.coding import OwnCoding
from listening.app.second.comparison import Apart, compared, name_of
from listening.app.text import parts, plain
from listening.app.widgets.footer import CommandFooter
from listening.app.widgets.marked_list import MarkedList
from listening.app.widgets.notice import Notice
from listening.model.errors import ListeningError
from listening.model.text import single_line
from listening.model.vocabulary import Area
from listening.store.asked import Where
from listening.store.session_file import SessionFile

_AGREED = "Nowhere do you and the notes differ. Escape goes back."
_ALL_SETTLED = "All differences are settled. Escape goes back, u takes the last back."
_OWN = "Whoever said this gave the tag themself: it stays."
_HINT = "Where they differ: does the tag fit? y it fits, n it does not."


class ComparingScreen(SeesChanges[None]):
    """Shows the figures, and every tag about which a coder and the notes differ."""

    CSS_PATH = "comparing.tcss"
    BINDINGS = bindings(Place.COMPARING)
    AUTO_FOCUS = "MarkedList"

    places = frozenset({Place.COMPARING})
    """Where its commands apply."""

    def __init__(self, file: SessionFile, session: str, coding: OwnCoding, title: str) -> None:
        """Compare.

        Args:
            file: the open file.
            session: the session's token.
            coding: whose coding is compared with the notes.
            title: what the session is called.

        Raises:
            ListeningError: the file cannot be read.
        """
        super().__init__()
        self.file = file
        self._session, self._coding, self._title = session, coding, title
        self.comparison = compared(file, session, coding.said, coding.key)
        """What came of it, as it is in the file now."""
        self._settled_here: list[tuple[str, str]] = []

    def compose(self) -> ComposeResult:
        """Put the figures over the differences."""
        yield Static(parts(("Comparing", "bold"), self._title, between=" · "), id="title")
        with VerticalScroll(id="figures"):
            yield Static(id="told")
        yield MarkedList(id="apart")
        yield Static(plain(_AGREED), id="none-apart")
        yield Notice(id="status")
        yield CommandFooter(Place.COMPARING)

    def on_mount(self) -> None:
        """Show what came of it."""
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell what is possible."""
        if action in ("settle", "behind"):
            return bool(self.comparison.apart)
        if action == "undo":
            return bool(self._settled_here)
        return super().check_action(action, parameters)

    def action_settle(self, on: int) -> None:
        """Settle the chosen difference, and go to the next that is open."""
        place = self.query_one(MarkedList).highlighted
        if place is None:
            return
        apart = self.comparison.apart[place]
        if apart.own and not on:
            self._tell(_OWN)
            return
        try:
            self.refuse_displaced()
            refuse_gone(self.file, apart.said)
            self.file.settle_coding(apart.said.id, apart.tag, on=bool(on))
        except ListeningError as error:
            self._say(str(error))
            return
        self._settled_here.append(_key(apart))
        self._look_again()
        self._go_on(place)

    def action_undo(self) -> None:
        """Take back what was settled last."""
        if not self._settled_here:
            return
        settled = self._settled_here[-1]
        try:
            self.file.undo(self._session)
        except ListeningError as error:
            self._say(str(error))
            return
        self._settled_here.pop()
        self._look_again()
        self._go_to(settled)
        self._tell("Taken back.")

    def action_behind(self) -> None:
        """Show the contributions that have the tag of the chosen difference."""
        place = self.query_one(MarkedList).highlighted
        if place is not None:
            tag = self.comparison.apart[place].tag
            area = Area.named(tag)
            code = None if area else tag
            self.post_message(OpenFound(Where(session=self._session, area=area, code=code)))

    def action_leave(self) -> None:
        """Go back."""
        if self.is_current:
            self.dismiss(None)

    @on(OptionList.OptionSelected)
    def stay(self, event: OptionList.OptionSelected) -> None:
        """Do nothing on Enter, which says neither yes nor no."""
        event.stop()
        self._tell(_HINT)

    def _go_on(self, place: int) -> None:
        apart = self.comparison.apart
        after = [*range(place + 1, len(apart)), *range(place)]
        then = next((n for n in after if not apart[n].settled), None)
        self._tell(_ALL_SETTLED if then is None else "")
        if then is not None:
            self.query_one(MarkedList).highlighted = then

    def changed_elsewhere(self) -> bool:
        """Tell whether the file was changed elsewhere since this was last asked."""
        return self.file.changed_elsewhere()

    def chosen_key(self) -> tuple[str, str] | None:
        """Return what the chosen difference is known by."""
        place = self.query_one(MarkedList).highlighted
        apart = self.comparison.apart
        return _key(apart[place]) if place is not None and place < len(apart) else None

    def catch_up(self) -> None:
        """Compare anew, the mark staying on its difference."""
        chosen = self.chosen_key()
        self._coding.look_again()
        self._look_again()
        if chosen is not None:
            self._go_to(chosen)

    def _go_to(self, wanted: tuple[str, str]) -> None:
        there = (n for n, one in enumerate(self.comparison.apart) if _key(one) == wanted)
        place = next(there, None)
        if place is not None:
            self.query_one(MarkedList).highlighted = place

    def _look_again(self) -> None:
        coding = self._coding
        self.comparison = compared(self.file, self._session, coding.said, coding.key)
        self._show()

    def _show(self) -> None:
        apart = self.comparison.apart
        self.set_class(not apart, "-agreed")
        told = [*self.comparison.figures, *([_HINT] if apart else [])]
        self.query_one("#told", Static).update(plain("\n".join(told)))
        self.query_one(MarkedList).show([partial(self._row, one) for one in apart])
        self.refresh_bindings()

    def _row(self, one: Apart, width: int) -> Sequence[Content]:
        words = plain(single_line(one.said.words or OFF_RECORD)).wrap(width)
        who = f"{one.said.by or THE_ROOM}, {one.said.at[11:16]}"
        coder = self._coding.coder
        apart = (
            f"in the notes, not from {coder}" if one.in_notes else f"from {coder}, not in the notes"
        )
        heading = parts((name_of(one.tag), "bold"), who, apart, self._settled(one), between=" · ")
        return [*heading.wrap(width), *words[:2]]

    def _settled(self, one: Apart) -> str:
        if one.own:
            return "who spoke gave it: it stays"
        if not one.settled:
            return "open ○"
        return "settled: it fits" if one.stands else "settled: it does not fit"

    def _tell(self, sentence: str) -> None:
        self.query_one(Notice).tell(sentence)

    def _say(self, sentence: str) -> None:
        self.query_one(Notice).say(sentence)


def _key(one: Apart) -> tuple[str, str]:
    """Return what a difference is known by, wherever it stands in the list."""
    return one.said.id, one.tag
