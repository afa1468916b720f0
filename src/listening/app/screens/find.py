"""Finding: in a session, a file of several, or every file of a folder; as one types, never in the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from textual import on
from textual.actions import parse
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from listening.app.capture.keys import keys_in
from listening.app.commands import Place, is_possible_in
from listening.app.finding import asked
from listening.app.finding.answers import Answer, FoundRows, Said, first_answer, full_answer
from listening.app.finding.answers import read as read_rows
from listening.app.finding.as_you_type import AsYouType
from listening.app.finding.asked import Asked, Context
from listening.app.finding.asker import Asker
from listening.app.finding.sources import Source
from listening.app.screens.find_deeds import Doors, FindDeeds
from listening.app.text import parts
from listening.app.widgets.find_line import FindLine
from listening.app.widgets.footer import CommandFooter
from listening.app.widgets.heard import HeardRows
from listening.app.widgets.notice import Notice
from listening.app.widgets.told import Told

_IN_LINE, _IN_LIST = keys_in(Place.ASKING), keys_in(Place.FOUND)
_LOOKING = "looking…"
_LATE = 0.2
"""After how many seconds without an answer it is said that one is being looked for."""
_NOTHING = "Nothing here is like this. Fewer words or filters find more; Escape goes back."
_NONE_FIT = "Nothing that was said fits this so far. Fewer filters find more; Escape goes back."
_OF_THE_CHOSEN = {"open_found", "tag_one", "code_one", "tag_all", "export_found", "to_rows"}


class FindScreen(FindDeeds):
    """A line, and what it finds; each answer comes from a thread, and the newest question counts."""

    CSS_PATH = "find.tcss"
    AUTO_FOCUS = "FindLine"
    has_line = True
    """Words that are typed into the list go to the line."""

    @dataclass
    class Answered(Message):
        """Something was found, or nothing."""

        answer: Answer

    @dataclass
    class CodesRead(Message):
        """The codes in use were read."""

        codes: tuple[str, ...]

    @dataclass
    class Learned(Message):
        """Rows that were scrolled to were read."""

        rows: FoundRows
        known: Mapping[int, Said]

    def __init__(
        self,
        title: str,
        asker: Asker[Source],
        doors: Doors,
        context: Context,
        *,
        line: str = "",
        owns_asker: bool = False,
    ) -> None:
        """Find.

        Args:
            title: what is searched, as people call it.
            asker: asks it.
            doors: what the app does.
            context: what the line is read against.
            line: what stands in the line to begin with.
            owns_asker: whether nobody else asks through it, so that it ends with the screen.
        """
        super().__init__(asker, doors, context)
        self._title, self._first_line = title, line
        self._owns_asker, self._goes, self._told = owns_asker, False, ""
        self._found = FoundRows(Answer(Asked("", context.base)), self._read)
        self._looking = AsYouType[Asked](self, self._ask_first, self._ask_for_all)
        self._keeps_place = False
        self._possible: tuple[bool, bool] | None = None

    @property
    def found(self) -> FoundRows:
        """What is shown."""
        return self._found

    @property
    def has_answer(self) -> bool:
        """Whether what is shown answers what stands in the line."""
        return self._found.answer.asked is self._looking.question

    @property
    def question(self) -> Asked:
        """What the line asks for, which may not be answered yet."""
        return self._looking.question or self._found.answer.asked

    def compose(self) -> ComposeResult:
        """Put what is looked for over what was found."""
        with Horizontal(id="head"):
            yield Static(parts(("Finding", "bold"), self._title, between=" · "), id="title")
            yield Told(id="how-many")
        with Horizontal(id="finding"):
            yield Static("Find ▸ ", id="find-mark")
            yield FindLine(self, self._first_line)
        yield Told(id="hints")
        yield HeardRows(self._found, self)
        yield Notice(id="status")
        yield CommandFooter(Place.ASKING)

    def on_mount(self) -> None:
        """Look for what the line begins with."""
        self._say_how_many(_LOOKING)
        self.narrow(self.query_one(FindLine).value)
        self.asker.ask(
            "codes",
            lambda source: self.post_message(self.CodesRead(tuple(source.tally().codes))),
            self.say_failed,
        )

    def on_unmount(self) -> None:
        """Ask no more."""
        if self._owns_asker:
            self.asker.close()

    def on_screen_resume(self) -> None:
        """Look again: what was found may have been changed on another screen."""
        if self._looking.question is not None:
            self.look_again()

    # Where somebody is --------------------------------------------------------------------------

    @property
    def place(self) -> Place:
        """Where the person is."""
        return Place.FOUND if isinstance(self.focused, HeardRows) else Place.ASKING

    @property
    def places(self) -> frozenset[Place]:
        """The places whose commands apply now."""
        return frozenset({self.place})

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's own
        """Tell what is possible where the person is."""
        if action in _OF_THE_CHOSEN and self.has_answer and not self._found.count():
            return False
        if action == "undo" and not self.done:
            return False
        return is_possible_in(action, self.place)

    def on_descendant_focus(self) -> None:
        """Show the keys of the place to which the person went."""
        self.query_one(CommandFooter).place = self.place

    # What the line and the list ask -------------------------------------------------------------

    def press_finding(self, key: str) -> bool:
        """Act on a key of the line that types nothing; False if it means nothing here."""
        rows = self.query_one(HeardRows)
        steps = {"up": -1, "down": 1}
        if key in steps and rows.cursor is not None:
            rows.go_to(rows.cursor + steps[key])
        return key in steps or self._ran(_IN_LINE.get(key))

    def press_in_list(self, key: str) -> bool:
        """Act on a key of the list; False if it means nothing here."""
        return self._ran(_IN_LIST.get(key))

    def leave_downwards(self) -> None:
        """Go back to the line."""
        self.action_to_line()

    def narrow(self, line: str) -> None:
        """Look for what the line says, without waiting for it."""
        wanted = asked.read(line, self.read_against)
        self._hint(line)
        if self._looking.question == wanted:
            return
        self._keeps_place = self._goes = False
        self._look_for(wanted)

    def _ran(self, action: str | None) -> bool:
        if action is None:
            return False
        _, name, parameters = parse(action)
        if self.check_action(name, parameters):
            getattr(self, f"action_{name}")(*parameters)
        return True

    @on(Input.Changed, "#find")
    def _typed(self) -> None:
        self.narrow(self.query_one(FindLine).value)

    # Asking and showing -------------------------------------------------------------------------

    def _look_for(self, wanted: Asked, *, at_once_all: bool = False) -> None:
        self._looking.ask(wanted, at_once_all=at_once_all)
        self.set_timer(_LATE, partial(self._say_that_it_looks, wanted))

    def _ask_first(self, wanted: Asked) -> None:
        self._ask(lambda source: first_answer(source, wanted))

    def _ask_for_all(self, wanted: Asked) -> None:
        self._ask(lambda source: full_answer(source, wanted))

    def _ask(self, question: Callable[[Source], Answer]) -> None:
        self.asker.ask(
            "find",
            lambda source: self.post_message(self.Answered(question(source))),
            self.say_failed,
        )

    def _say_that_it_looks(self, wanted: Asked) -> None:
        if wanted is self._looking.question and not self.has_answer:
            self._say_how_many(_LOOKING)

    def look_again(self) -> None:
        """Show what is found now, in the same place."""
        self._keeps_place = True
        line = self.query_one(FindLine).value
        self._look_for(asked.read(line, self.read_against), at_once_all=True)

    def _read(self, numbers: Sequence[int]) -> None:
        """Have rows read that somebody scrolls to."""
        rows = self._found
        self.asker.ask(
            f"rows {numbers[0]}",
            lambda source: self.post_message(self.Learned(rows, read_rows(source, numbers))),
            self.say_failed,
        )

    @on(Answered)
    def show(self, event: Answered) -> None:
        """Show what was found, unless something else is looked for by now."""
        event.stop()
        if event.answer.asked is not self._looking.question:
            return
        if not event.answer.is_all:
            self._looking.ask_for_all_soon()
        rows = self.query_one(HeardRows)
        at = self.place_in(event.answer) if self._keeps_place else 0
        self._found = FoundRows(event.answer, self._read)
        rows.show(self._found, at=at)
        number = self._found.count()
        told = f"{number:,} found" if event.answer.is_all else f"{number:,} found and more…"
        self._say_how_many(told)
        self._keeps_place = True
        self._tell_of(event.answer)
        if not number and self.focused is rows:
            self.action_to_line()
        self._offer_what_is_possible()
        if self._goes:
            self.action_open_found()

    @on(Learned)
    def learn(self, event: Learned) -> None:
        """Show rows that were read since."""
        event.stop()
        event.rows.learn(event.known)
        if event.rows is self._found:
            self.query_one(HeardRows).rows_changed()

    @on(CodesRead)
    def learn_codes(self, event: CodesRead) -> None:
        """Read the line again where it names a code that is known only now."""
        event.stop()
        before = self.read_against
        self.read_against = Context(before.today, event.codes, before.base)
        self.narrow(self.query_one(FindLine).value)

    def _say_how_many(self, told: str) -> None:
        self.query_one("#how-many", Told).say(told)

    def _offer_what_is_possible(self) -> None:
        """Show the keys anew, where another answer makes others possible."""
        possible = (bool(self._found.count()), bool(self.done))
        if possible != self._possible:
            self._possible = possible
            self.refresh_bindings()

    def _tell_of(self, found: Answer) -> None:
        names = sorted(found.troubles)
        left_out = f"Left out, since it cannot be read: {', '.join(names)}." if names else ""
        sentence, notice = found.asked.unread or left_out, self.query_one(Notice)
        none = _NOTHING if found.asked.words else _NONE_FIT
        nothing = "" if found.numbers or sentence or not found.is_all else none
        if sentence or nothing or notice.sentence == self._told:
            (notice.tell if nothing else notice.say)(nothing or sentence)
        self._told = nothing or sentence

    def _hint(self, line: str) -> None:
        told = asked.hints(line, self.read_against.codes)
        self.query_one("#hints", Told).say("  ".join(told[:40]))

    # Commands ------------------------------------------------------------------------------------

    def action_to_rows(self) -> None:
        """Go into the list."""
        self.set_focus(self.query_one(HeardRows))

    def action_to_line(self) -> None:
        """Go back to the line."""
        self.set_focus(self.query_one(FindLine))

    def action_open_found(self) -> None:
        """Go to the chosen one in its session."""
        said = self.chosen()
        self._goes = not self.has_answer
        if said is not None and self.has_answer:
            self.doors.go_to(said)

    def action_leave(self) -> None:
        """Go back."""
        if self.is_current:
            self.dismiss(None)
