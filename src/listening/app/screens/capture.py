"""Capturing: where people live while others speak. One line, Enter, on the disk, on the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from time import perf_counter

from textual import on
from textual.actions import parse
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static, TextArea

from listening.app.capture.building_on import BuildingOn
from listening.app.capture.chips import chips
from listening.app.capture.contribution_row import Contributions, rows_of
from listening.app.capture.drafting import Drafting
from listening.app.capture.open_prompt import OpenPrompt, reopened
from listening.app.capture.picture import Picture
from listening.app.capture.prompt_clock import minutes_in_words
from listening.app.capture.waiting import A_MOMENT, WAITING, Outcome, tried
from listening.app.commands import Place, is_possible_in
from listening.app.dates import show_iso
from listening.app.room.clock import RoomClock
from listening.app.room.gentle import Gently
from listening.app.screens.capture_line import LineDesk
from listening.app.screens.capture_list import ListDesk
from listening.app.screens.leaving_capture import ask_about_waiting
from listening.app.screens.looks_again import LooksAgain
from listening.app.screens.sees_changes import LOOK_EVERY
from listening.app.widgets.chips import Chips
from listening.app.widgets.entry import Entry
from listening.app.widgets.find_line import FindLine
from listening.app.widgets.footer import CommandFooter
from listening.app.widgets.gentle_line import GentleLine
from listening.app.widgets.heard import HeardRows
from listening.app.widgets.panel import Folded, Panel
from listening.app.widgets.row_layout import Row
from listening.app.widgets.status import Status
from listening.app.widgets.strip import HintStrip
from listening.model.errors import ListeningError, NotReadable, WrongUse
from listening.model.quickline import QuickLine
from listening.model.quickline import parse as parse_line
from listening.model.records import Contribution
from listening.model.vocabulary import Sharing
from listening.store.asked import Where
from listening.store.session_file import SessionFile

_LINE_MARK, _EDIT_MARK = "▸ ", "edit ▸ "
_BUSY = "Nothing was done: another program is using the file. Press the key again in a moment."
_DEMO = "demo · nothing is kept"
_AT_ITS_PROMPT = "Prompt {} is open now: more to say belongs where it was said first."


def wall_clock() -> datetime:
    """Return the time on the wall."""
    return datetime.now(UTC).astimezone()


class CaptureScreen(LooksAgain):
    """One session, being captured."""

    CSS_PATH = "capture.tcss"
    AUTO_FOCUS = "Entry"

    def __init__(
        self,
        file: SessionFile,
        session_id: str,
        *,
        now: Callable[[], datetime] = wall_clock,
        is_demo: bool = False,
        builds_on: str | None = None,
    ) -> None:
        """Look at the session.

        Args:
            file: the open file that holds it.
            session_id: the session's token.
            now: the clock on the wall.
            is_demo: whether the file is thrown away at the end.
            builds_on: the id of what there is more to say about.
        """
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
        self.VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-high")]
        self.file = file
        self.session_id = session_id
        self.now = now
        began = perf_counter()
        self.picture = Picture.of(file, session_id)
        self.cost_of_a_look = perf_counter() - began
        drafts = file.drafts_left()
        self.gently = Gently()
        self.room_clock = RoomClock(file, session_id, now)
        at = self.room_clock.at
        self.open_prompt = self.room_clock.begin(
            reopened(file, session_id, self.picture.prompts, drafts, now(), at)
        )
        self.line_desk = LineDesk(self, drafts)
        self.list_desk = ListDesk(self)
        self.drafting = Drafting(file.keep_draft)
        self._is_demo = is_demo
        self._builds_on = builds_on

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Status()
        yield GentleLine()
        with Horizontal(id="middle"):
            with Vertical(id="left"):
                yield HeardRows(self.contributions(), self.list_desk)
                yield Folded()
                with Horizontal(id="finding"):
                    yield Static("Find ", id="find-mark")
                    yield FindLine(self.list_desk)
                with Horizontal(id="line"):
                    yield Static(_LINE_MARK, id="line-mark")
                    yield Entry(self.line_desk, placeholder="What is said; Enter saves it")
                yield Chips()
            yield Panel()
        yield HintStrip()
        yield CommandFooter(Place.CAPTURE)

    def on_mount(self) -> None:
        """Show what there is, and begin to look for what changes."""
        self.set_focus(self.entry)
        self.status.saved("all saved" if self.picture.tally.heard else "")
        self.show_picture()
        self.attempt(self.look_at_voices)
        self.show_gently()
        self.line_desk.draw_strip()
        if self._builds_on is not None:
            self.build_on(self._builds_on)
        self.looking = self.set_interval(LOOK_EVERY, self.tick)

    # What stands on the screen ----------------------------------------------------------------

    @property
    def status(self) -> Status:
        """The top lines."""
        return self.query_one(Status)

    @property
    def strip(self) -> HintStrip:
        """The strip above the footer."""
        return self.query_one(HintStrip)

    @property
    def find_line(self) -> FindLine:
        """The line in which words to find are typed."""
        return self.query_one(FindLine)

    def show_find_line(self, *, shown: bool) -> None:
        """Show the line in which words to find are typed, or take it away."""
        self.query_one("#finding").display = shown

    def show_editing(self, *, editing: bool) -> None:
        """Show before the line whether it is a new one, or something saved that is being changed."""
        self.query_one("#line-mark", Static).update(_EDIT_MARK if editing else _LINE_MARK)

    @property
    def place(self) -> Place:
        """Where the person is."""
        if self.focused is self.rows:
            return Place.LIST
        return Place.FIND if self.focused is self.find_line else Place.CAPTURE

    @property
    def places(self) -> frozenset[Place]:
        """The places whose commands apply now."""
        return frozenset({self.place})

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's own
        """Tell whether a command applies where the person is."""
        return is_possible_in(action, self.place)

    def contributions(self, match: str | None = None) -> Contributions:
        """Return the contributions of the session, or those that hold some words, as rows."""
        where = Where(session=self.session_id, match=match or None)
        return Contributions(self.file, where, self.picture.rule)

    def rows_of(self, found: Iterable[Contribution]) -> Sequence[Row]:
        """Return contributions as rows."""
        return rows_of(self.file, tuple(found), self.picture.rule)

    # What happens -----------------------------------------------------------------------------

    def attempt(self, deed: Callable[[], object]) -> bool:
        """Do something that is kept on the disk; where it cannot be, say why and return False."""
        outcome = tried(self, deed, A_MOMENT)
        if outcome is Outcome.BUSY:
            self.say(_BUSY)
        return outcome is Outcome.SAVED

    def show_why(self, error: ListeningError) -> None:
        """Say why something could not be done."""
        if isinstance(error, WrongUse):
            self.say(str(error))
        elif isinstance(error, NotReadable):
            self.status.unread(str(error))
        else:
            self.status.failed(str(error))

    def show_waiting(self, sentence: str) -> None:
        """Say that something waits to be saved; why, where it has waited for long."""
        self.status.waiting("not saved yet" if sentence else WAITING, sentence)

    def kept(self, at: str | None = None) -> None:
        """Say that something reached the disk, show it, and count again in a moment."""
        self.status.saved(f"saved {at or self.now().strftime('%H:%M:%S')}")
        self.list_desk.refresh_rows()
        self.count_soon()

    def picture_read(self, line: str) -> QuickLine:
        """Return a line as it is understood here, off record also where its speaker is."""
        read = parse_line(line, self.picture.known)
        if self.picture.sharing_of(read) is Sharing.OFF:
            return replace(read, marks=replace(read.marks, sharing=Sharing.OFF))
        return read

    def open(self, prompt: OpenPrompt) -> None:
        """Open a prompt: what is saved from now on belongs to it."""
        if prompt != self.open_prompt:
            self.open_prompt = self.room_clock.open(prompt)
            self._show_prompt()

    def build_on(self, contribution: str) -> None:
        """Link what is saved next with a contribution, in its prompt, and give the line the focus."""
        found: list[Contribution] = []
        self.set_focus(self.entry)
        if self.attempt(lambda: found.append(self.file.contribution(contribution))):
            self.line_desk.build_on(BuildingOn(found[0]))
            self._open_prompt_of(found[0])

    def _open_prompt_of(self, one: Contribution) -> None:
        tokens = [prompt.id for prompt in self.picture.prompts]
        if one.prompt in tokens and one.prompt != self.open_prompt.token:
            number = tokens.index(one.prompt) + 1
            self.action_open_prompt(number)
            self.say(_AT_ITS_PROMPT.format(number))

    def run_in_order(self, action: str) -> None:
        """Carry a command out now, in order with the letters around it."""
        _, name, parameters = parse(action)
        getattr(self, f"action_{name}")(*parameters)

    def keep_words(self) -> None:
        """Keep what stands in the line, since the program ends."""
        self.room_clock.note_now()
        self.drafting.keep_now(self.line_desk.draft_text(), self.open_prompt.token)
        self.line_desk.edits.keep_words()

    @property
    def has_unsaved(self) -> bool:
        """Whether a line waits to be saved, since another program is using the file."""
        return bool(self.line_desk.waiting.texts)

    def leave(self, then: Callable[[], object]) -> None:
        """Do what comes then; while a line waits to be saved, ask first."""
        self.line_desk.waiting.try_now()
        if self.has_unsaved:
            ask_about_waiting(self, then)
        else:
            then()

    def on_unmount(self) -> None:
        """Keep nothing more of what is being changed: from now on it is offered."""
        self.line_desk.edits.close()

    def show_picture(self) -> None:
        """Show the figures and the prompt as they are now."""
        session, tally = self.picture.session, self.picture.tally
        self.status.show_session(session.title, self._date(), _DEMO if self._is_demo else "")
        writer = f"{self.file.author} writing"
        self.status.show_figures(
            (writer, f"{tally.heard} heard", f"{tally.untagged} not yet tagged")
        )
        self.query_one(Panel).show(self.picture)
        self.query_one(Folded).show(self.picture)
        self._show_prompt()
        self.show_chips()

    def _date(self) -> str:
        """Return the session's date, without the year where it is this one."""
        return show_iso(self.picture.session.date).removesuffix(f" {self.now().year}")

    def _show_prompt(self) -> None:
        prompt = self.picture.prompt(self.open_prompt.token)
        number, text = (prompt.number, prompt.text or "") if prompt else (0, "")
        self.status.show_prompt(number, len(self.picture.prompts), text)
        self.show_minutes()

    def show_minutes(self) -> None:
        """Show how long the prompt has been open, or the break."""
        prompt = self.picture.prompt(self.open_prompt.token)
        planned = prompt.minutes if prompt else None
        words = minutes_in_words(self.open_prompt.began, self.now(), planned) if prompt else ""
        self.status.show_minutes(self.room_clock.break_in_words() or words)

    def show_chips(self) -> None:
        """Show what will be saved with the line."""
        building = self.line_desk.building_on
        linked = (building.chip,) if building else ()
        heard = (self.alike.hint,) if self.alike.hint else ()
        self.query_one(Chips).show((*linked, *chips(self.entry.line, self.picture), *heard))

    @on(TextArea.Changed)
    def _line_changed(self) -> None:
        self.show_chips()

    @on(Entry.Paged)
    def _page(self, message: Entry.Paged) -> None:
        self.rows.scroll_page(message.direction)

    @on(Entry.Escaped)
    def _rest(self) -> None:
        self.rows.rest()

    @on(Input.Changed, "#find")
    def _narrow(self) -> None:
        # Not what the message holds: letters typed since have narrowed the list already.
        self.list_desk.narrow(self.find_line.value)

    def on_descendant_focus(self) -> None:
        """Show the keys of the place to which the person went."""
        self.query_one(CommandFooter).place = self.place

    def on_screen_resume(self) -> None:
        """Read what another screen may have changed, and give the line the focus."""
        if self.is_mounted:
            self.attempt(self.look_again)
            self.list_desk.refresh_rows()
