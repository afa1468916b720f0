"""Coding a second time: one contribution after the other, without the tags of the notes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from listening.app.bindings import bindings
from listening.app.capture import choices
from listening.app.capture.contribution_row import THE_ROOM
from listening.app.capture.picture import Picture
from listening.app.commands import Place
from listening.app.counting import counted
from listening.app.messages import LeaveSession
from listening.app.screens.line_question import LineQuestion, keep_keys_for
from listening.app.screens.question import Answer, Question
from listening.app.screens.sees_changes import SeesChanges
from listening.app.second.coding import OwnCoding
from listening.app.second.comparison import name_of
from listening.app.text import parts, plain
from listening.app.widgets.footer import CommandFooter
from listening.app.widgets.notice import Notice
from listening.model.codes import code_key
from listening.model.errors import ListeningError, WrongUse
from listening.model.text import single_line
from listening.model.vocabulary import Area
from listening.store.coding import coder_key
from listening.store.session_file import SessionFile

_NOTHING = "Nothing was said yet that could be coded. Escape goes back."
_ALL_CODED = "You have coded all of it: f compares it with the notes."
_GONE = "What stood here was taken back or taken out just now."
_LAST = "That was the last one."
_FIRST = "This is the first one."
_WHO = "Who is coding? Each coder's tags are kept under their own name."
_PEEKING = (
    "{left} not coded yet. What comes next shows the tags of the notes, and whoever has seen them no "
    "longer codes apart from them."
)
_PEEK_OR_NOT: tuple[Answer[Literal["stay", "look"]], ...] = (
    Answer("k", "Keep coding", "stay"),
    Answer("s", "Show them now", "look"),
)


class SecondCodingScreen(SeesChanges[None]):
    """Shows the words alone, and the tags that this coder gave them."""

    CSS_PATH = "second_coding.tcss"
    BINDINGS = bindings(Place.CODING)
    AUTO_FOCUS = "#page"

    places = frozenset({Place.CODING})
    """Where its commands apply."""

    def __init__(self, file: SessionFile, session: str, coder: str) -> None:
        """Begin to code.

        Args:
            file: the open file.
            session: the session's token.
            coder: who codes.

        Raises:
            ListeningError: that cannot be a coder's name, or the file cannot be read.
        """
        super().__init__()
        self.file = file
        self.picture = Picture.of(file, session)
        """The session, for its title, its prompts and its codes."""
        self.coding = OwnCoding(file, session, coder)
        """Whose coding it is, and where they are."""
        self._session = session

    def compose(self) -> ComposeResult:
        """Put the words into the middle."""
        with Horizontal(id="head"):
            title = self.picture.session.title
            yield Static(parts(("Coding again", "bold"), title, between=" · "), id="title")
            yield Static(id="how-many")
        with VerticalScroll(id="page"):
            yield Static(id="prompt")
            yield Static(id="words")
            yield Static(id="who")
        yield Static(id="given")
        yield Notice(id="status")
        yield CommandFooter(Place.CODING)

    def on_mount(self) -> None:
        """Show where the coder is."""
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell what is possible."""
        if action in ("leave", "who"):
            return True
        if action in {"area", "none", "code", "step", "next_open", "compare"}:
            return self.coding.one is not None
        return super().check_action(action, parameters)

    # What others do ---------------------------------------------------------------------------

    def changed_elsewhere(self) -> bool:
        """Tell whether the file was changed elsewhere since this was last asked."""
        return self.file.changed_elsewhere()

    def chosen_key(self) -> object | None:
        """Return the id of what is shown."""
        return self.coding.one.id if self.coding.one else None

    def catch_up(self) -> None:
        """Show the words as they stand now; where they are gone, those that come in their place."""
        before = self.coding.one
        self.coding.look_again()
        self.picture = Picture.of(self.file, self._session)
        now = self.coding.one
        if before and (now is None or now.id != before.id):
            self._say(_GONE)
        self._show(again=now == before)

    # Coding -----------------------------------------------------------------------------------

    def action_area(self, area: str) -> None:
        """Give the words an area, or take it off."""
        self._code(lambda: self.coding.toggle(Area(area).value))

    def action_none(self) -> None:
        """Say that none of the three fits."""
        self._code(self.coding.none)

    def action_code(self) -> None:
        """Ask for a code; one that is given already is taken off."""
        before = self.chosen_key()

        def chosen(code: str | None) -> None:
            if code and self.chosen_key() == before:
                self._code(lambda: self.coding.toggle(code))
            elif code:
                self._say(_GONE)

        keep_keys_for(self.app)
        self.app.push_screen(code_question(self.picture), chosen)

    def action_step(self, by: int) -> None:
        """Go to the next or to the one before."""
        if self.coding.step(by):
            self._tell("")
        else:
            self._tell(_FIRST if by < 0 else self._at_the_end())
        self._show()

    def action_next_open(self) -> None:
        """Go to the next that is not coded yet."""
        self._tell("" if self.coding.go_to_open() else _ALL_CODED)
        self._show()

    def action_who(self) -> None:
        """Ask who is coding, and go on under that name."""

        def named(name: str | None) -> None:
            if name:
                self._attempt(lambda: self._code_as(name))

        keep_keys_for(self.app)
        question = LineQuestion(_WHO, line=self.coding.coder, read=_coder_named)
        self.app.push_screen(question, named)

    def action_compare(self) -> None:
        """Compare with the notes; while something is not coded yet, ask first."""
        if not self.coding.left:
            self._compare()
            return

        def answered(answer: Literal["stay", "look"] | None) -> None:
            if answer == "look":
                self._compare()

        left = counted(self.coding.left, "contribution")
        are = "is" if self.coding.left == 1 else "are"
        keep_keys_for(self.app)
        question = Question(_PEEKING.format(left=f"{left} {are}"), _PEEK_OR_NOT)
        self.app.push_screen(question, answered)

    def action_leave(self) -> None:
        """Go back."""
        self.post_message(LeaveSession())

    def _compare(self) -> None:
        # Imported here because most who code do not compare at once.
        from listening.app.screens.comparing import ComparingScreen

        coding = self.coding
        screens: list[ComparingScreen] = []
        if self._attempt(
            lambda: screens.append(
                ComparingScreen(self.file, self._session, coding, self.picture.session.title)
            )
        ):
            self.app.push_screen(screens[0])

    def _code_as(self, name: str) -> None:
        self.coding = OwnCoding(self.file, self._session, name)

    def _code(self, deed: Callable[[], object]) -> None:
        if self._attempt(self.refuse_displaced) and self._attempt(deed):
            self._tell("" if self.coding.left else _ALL_CODED)
        self._show()

    def _attempt(self, deed: Callable[[], object]) -> bool:
        try:
            deed()
        except ListeningError as error:
            self._say(str(error))
            return False
        self._show()
        return True

    # Showing ----------------------------------------------------------------------------------

    def _show(self, *, again: bool = False) -> None:
        coding, one = self.coding, self.coding.one
        of = len(coding.said)
        place = f"{coding.at + 1} of {of}" if of else ""
        coded = f"{of - coding.left} coded" if of else ""
        heading = parts(f"{coding.coder} codes", place, coded, between=" · ")
        self.query_one("#how-many", Static).update(heading)
        prompt = self.picture.prompt(one.prompt) if one else None
        self._line("prompt", prompt.text or "" if prompt else "")
        self._line("words", (one.words or "") if one else _NOTHING)
        self._line("who", f"{one.by or THE_ROOM}, {one.at[11:16]}" if one else "")
        self._line("given", given(coding.tags) if one else "")
        if not again:
            self.query_one("#page").scroll_home(animate=False)
        self.refresh_bindings()

    def _line(self, name: str, text: str) -> None:
        line = self.query_one(f"#{name}", Static)
        line.update(plain(text))
        line.display = bool(text)

    def _tell(self, sentence: str) -> None:
        self.query_one(Notice).tell(sentence)

    def _say(self, sentence: str) -> None:
        self.query_one(Notice).say(sentence)

    def _at_the_end(self) -> str:
        if not self.coding.left:
            return _ALL_CODED
        return f"{_LAST} {counted(self.coding.left, 'contribution')} not coded yet: n goes to the next of them."


def given(tags: frozenset[str] | None) -> str:
    """Return what a coder gave, in words and marks."""
    areas = "   ".join(f"{'[x]' if tags and area in tags else '[ ]'} {area.label}" for area in Area)
    codes = sorted((tags or frozenset()) - set(Area))
    if tags is None:
        return f"{areas}   · not coded yet ○"
    none = "   [x] none of the three" if not tags & set(Area) else ""
    return f"{areas}{none}" + (f"   · {', '.join(map(name_of, codes))}" if codes else "")


def code_question(picture: Picture) -> LineQuestion:
    """Return the question for a code: one that is known, or a new theme."""

    def offers(typed: str) -> list[tuple[str, str]]:
        return [(one.value or "", one.shown) for one in choices.codes(typed, picture)]

    return LineQuestion("Which code, or which theme of your own?", offers=offers, read=_code_named)


def _code_named(line: str) -> str:
    code = code_key(line)
    if not code:
        raise WrongUse("A code is made of letters and digits: write one, or Escape.")
    return code


def _coder_named(line: str) -> str:
    coder_key(line)
    return single_line(line)
