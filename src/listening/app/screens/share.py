"""Sharing: the very text that would leave, for whom it is, and writing it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Literal

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.worker import Worker, get_current_worker

from listening.app.bindings import bindings
from listening.app.commands import Place
from listening.app.finding.elsewhere import of_file
from listening.app.screens.line_question import keep_keys_for
from listening.app.screens.sees_changes import SeesChanges
from listening.app.share import asking, changing, telling, writing
from listening.app.share.choice import Choice
from listening.app.share.messages import Ended, Progressed, Read
from listening.app.share.preview import Placed, Preview
from listening.app.share.writing import Changed, Stopped, stopping
from listening.app.text import parts, plain
from listening.app.widgets.footer import CommandFooter
from listening.app.widgets.leaving_text import LeavingText
from listening.app.widgets.marked_list import MarkedList
from listening.app.widgets.notice import Notice
from listening.model.errors import ListeningError

_HIGH = 30


def wall_clock() -> datetime:
    """Return the time on the wall."""
    return datetime.now(UTC).astimezone()


class ShareScreen(SeesChanges[None]):
    """Shows what would leave by a choice; what is written is what was shown, or nothing."""

    CSS_PATH = "share.tcss"
    BINDINGS = bindings(Place.SHARE)
    AUTO_FOCUS = "#text"

    places = frozenset({Place.SHARE})
    """Where its commands apply."""

    def __init__(self, choice: Choice, author: str, folder: Path) -> None:
        """Look at what would leave.

        Args:
            choice: what is shown first.
            author: who writes.
            folder: where files are written unless somebody names another place.
        """
        super().__init__()
        self.VERTICAL_BREAKPOINTS = [(0, "-low"), (_HIGH, "-high")]
        self.choice = choice
        """What is chosen now."""
        self.shown: Preview | None = None
        """What would leave; None until it was read."""
        self.at: int | None = None
        """The hint that is shown, counted from 0."""
        self._author, self._folder = author, folder
        self._writing: Worker[None] | None = None
        self._is_reading = False
        self._elsewhere = of_file(choice.path)

    def compose(self) -> ComposeResult:
        """Put the text in the middle, and what is to be known of it below."""
        with Horizontal(id="head"):
            yield Static(id="what")
            yield Static(id="chosen")
        yield LeavingText(id="text")
        with VerticalScroll(id="below", can_focus=False):
            yield Static(id="told")
            yield Static(id="hinted")
            yield MarkedList(id="hints")
        yield Notice(id="status")
        yield CommandFooter(Place.SHARE)

    def on_mount(self) -> None:
        """Read what would leave."""
        self.query_one(MarkedList).can_focus = False
        self._elsewhere.look()
        self._look()

    def on_unmount(self) -> None:
        """Look at the file no more."""
        self._elsewhere.close()

    def changed_elsewhere(self) -> bool:
        """Tell whether others changed the file, and nothing is being read or written."""
        return not (self.is_writing or self._is_reading) and self._elsewhere.look()

    def catch_up(self) -> None:
        """Read what would leave now; what is shown stays until then, and where it was scrolled."""
        self._is_reading = True
        self._read(self.choice)

    @property
    def is_writing(self) -> bool:
        """Whether something is being written now."""
        return self._writing is not None

    @property
    def is_shown(self) -> bool:
        """Whether what would leave by the present choice is on the screen."""
        return self.shown is not None and self.shown.choice == self.choice

    @property
    def hint(self) -> Placed | None:
        """The hint that is shown."""
        return None if self.at is None or self.shown is None else self.shown.hints[self.at]

    # What is chosen -----------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell what is possible now."""
        if action == "stop":
            return self.is_writing
        if action == "plain":
            return self.choice.format.takes == "document" and not self.is_writing
        if action in ("audience", "format", "report"):
            return not self.is_writing
        if action == "write":
            return self.is_shown and not self.is_writing
        if action == "hint":
            return self.is_shown and bool(self.shown and self.shown.hints)
        if action == "change":
            return self.hint is not None and not self.is_writing
        return super().check_action(action, parameters)

    def action_audience(self) -> None:
        """Ask for whom it is."""
        self._ask(
            asking.for_whom(self.choice), lambda one: self._choose(self.choice.for_audience(one))
        )

    def action_format(self) -> None:
        """Ask as what it is to be written."""
        question = asking.as_what(self.choice)
        self._ask(question, lambda one: self._choose(self.choice.written_as(one)))

    def action_report(self) -> None:
        """Ask what is shared: the whole account, or a report."""
        self._ask(asking.what(), lambda one: self._choose(self.choice.of_report(one)))

    def action_plain(self) -> None:
        """Have it in plain words and large print, or as usual."""
        self._choose(replace(self.choice, plain=not self.choice.plain))

    def _ask(self, question: Screen[Any], take: Callable[[Any], object]) -> None:
        def answered(answer: Any) -> None:
            if answer is not None:
                take(answer)

        keep_keys_for(self.app)
        self.app.push_screen(question, answered)

    def _choose(self, choice: Choice) -> None:
        if choice != self.choice:
            self.choice, self.at = choice, None
            self._look()

    # Hints --------------------------------------------------------------------------------------

    def action_hint(self, by: int) -> None:
        """Go to the next hint, or to the one before, round the end."""
        if self.shown is None or not self.shown.hints:
            return
        of = len(self.shown.hints)
        self._go_to((0 if by > 0 else of - 1) if self.at is None else (self.at + by) % of)

    @on(OptionList.OptionSelected)
    def clicked(self, event: OptionList.OptionSelected) -> None:
        """Go to the hint that was clicked."""
        event.stop()
        self._go_to(event.option_index)

    def action_change(self) -> None:
        """Change the text in which the hint stands."""
        if self.hint is None:
            return
        try:
            question = changing.question(self.choice.path, self._author, self.hint.found)
        except ListeningError as error:
            self._say(str(error))
        else:
            self._ask(question, self._changed)

    def _changed(self, sentence: str) -> None:
        self._tell(sentence)
        self._look()

    def _go_to(self, at: int) -> None:
        self.at = at
        placed = self.hint
        if placed is None:
            return
        self.query_one(LeavingText).mark(placed.start, placed.end)
        self.query_one(MarkedList).highlighted = at
        self._show_hints_told()
        self.refresh_bindings()

    # Writing ------------------------------------------------------------------------------------

    def action_write(self) -> None:
        """Ask where, then write."""
        if self.shown is not None:
            self._ask(asking.where_to(self.shown), partial(self._named, self.shown))

    def _named(self, shown: Preview, name: str) -> None:
        out = Path(name)
        if asking.is_somebody_elses(shown, out):
            self._ask(asking.about_replacing(out), partial(self._begin, shown, out))
        else:
            self._begin(shown, out)

    def _begin(
        self, shown: Preview, out: Path, answer: Literal["keep", "replace"] = "replace"
    ) -> None:
        if answer == "keep":
            return
        self._tell("Writing…")
        self._writing = self._write(shown, out)
        self.refresh_bindings()

    def action_stop(self) -> None:
        """Stop writing."""
        if self._writing is not None:
            self._writing.cancel()
            self._tell("Stopping: some formats take a moment until they can…")

    def action_leave(self) -> None:
        """Go back; while something is written, stop that first."""
        if self.is_writing:
            self.action_stop()
        elif self.is_current:
            self.dismiss(None)

    # What is shown ------------------------------------------------------------------------------

    @on(Read)
    def show(self, event: Read) -> None:
        """Show what would leave, unless something else was chosen since."""
        event.stop()
        if event.choice != self.choice:
            return
        self._is_reading = False
        if event.shown is None:
            self._say(event.trouble)
            return
        again = self.shown is not None and self.shown.choice == event.choice
        self.shown = event.shown
        self.query_one(LeavingText).show(event.shown.text, again=again)
        self._show_head()
        self.query_one("#told", Static).update(plain(telling.would_leave(event.shown)))
        self._show_hints(event.shown)

    def _show_hints(self, shown: Preview) -> None:
        self.set_class(bool(shown.hints), "-hinted")
        hints = self.query_one(MarkedList)
        hints.show([partial(telling.hint_row, one) for one in shown.hints])
        hints.highlighted = None
        at, self.at = self.at, None
        self._show_hints_told()
        if at is not None and shown.hints:
            self._go_to(min(at, len(shown.hints) - 1))
        self.refresh_bindings()

    def _show_hints_told(self) -> None:
        if self.shown is not None:
            told = telling.hints_told(self.shown, self.at)
            self.query_one("#hinted", Static).update(plain(told))

    def _show_head(self) -> None:
        title = telling.title_of(self.choice, self.shown)
        heading = parts(("Sharing", "bold"), title, between=" · ")
        self.query_one("#what", Static).update(heading)
        self.query_one("#chosen", Static).update(plain(telling.chosen(self.choice)))

    @on(Progressed)
    def show_progress(self, event: Progressed) -> None:
        """Say how far the writing is."""
        event.stop()
        if self._writing is not None and not self._writing.is_cancelled:
            self._tell(telling.under_way(event.done, event.of))

    @on(Ended)
    def show_end(self, event: Ended) -> None:
        """Say what was written, or why nothing was."""
        event.stop()
        self._writing = None
        if event.put is None:
            self._say(event.trouble)
        else:
            self._tell(telling.written(event.put, self.choice.audience))
        self.refresh_bindings()
        if event.put is not None or event.changed:
            # What is offered next depends on what lies there now.
            self._look()

    def _tell(self, sentence: str) -> None:
        self.query_one(Notice).tell(sentence)

    def _say(self, sentence: str) -> None:
        self.query_one(Notice).say(sentence)

    # In threads -----------------------------------------------------------------------------------

    def _look(self) -> None:
        self._show_head()
        self.query_one("#told", Static).update(plain("Reading what would leave…"))
        self.refresh_bindings()
        self.catch_up()

    @work(thread=True, exclusive=True, group="reading")
    def _read(self, choice: Choice) -> None:
        worker = get_current_worker()
        step = stopping(lambda: worker.is_cancelled, lambda *_: None)
        try:
            read = Read(choice, writing.read(choice, self._folder, wall_clock(), step))
        except Stopped:
            return
        except (ListeningError, OSError) as error:
            read = Read(choice, trouble=telling.trouble(error))
        if not worker.is_cancelled:
            self.post_message(read)

    @work(thread=True, group="writing")
    def _write(self, shown: Preview, out: Path) -> None:
        worker = get_current_worker()
        step = stopping(
            lambda: worker.is_cancelled, lambda done, of: self.post_message(Progressed(done, of))
        )
        try:
            ended = Ended(writing.write(shown, self._author, out, step))
        except Stopped:
            ended = Ended(trouble="Stopped: nothing was written.")
        except (ListeningError, OSError) as error:
            ended = Ended(trouble=telling.trouble(error), changed=isinstance(error, Changed))
        self.post_message(ended)
