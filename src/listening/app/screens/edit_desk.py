"""Changing in the line what was saved: kept half-written, saved as one change, given back in the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from listening.app.capture import edit_draft
from listening.app.capture.contribution_row import name_of
from listening.app.capture.edit_draft import LeftEdit
from listening.app.capture.editing import changes_between, line_of, read_of
from listening.app.capture.waiting import A_MOMENT, Outcome, tried
from listening.app.gone import is_withdrawn, refuse_gone
from listening.app.half_written import FormDraft
from listening.app.line_edit import end_of
from listening.model.errors import NotFound
from listening.model.quickline import QuickLine, parse, split_at_marks
from listening.model.records import Contribution
from listening.store.asked import Edit

if TYPE_CHECKING:
    from listening.app.screens.capture import CaptureScreen

_WAITS = "Waiting for the file, which another program is using: the change will be saved as soon as it can be."
_NOT_SAVED = "Not saved: another program was using the file. Enter saves the change."
_WITHDRAWN = "What was being changed here has just been taken back, or erased: its words are gone."


@dataclass(frozen=True, slots=True)
class _Editing:
    """A contribution that stands in the line to be changed."""

    one: Contribution
    line: str
    """How it was written when the change began."""
    before: QuickLine
    """What that said."""
    set_aside: str
    """What was being typed before."""
    seen: frozenset[str]
    """What was said of it when the change began."""
    draft: FormDraft
    """Who keeps it half-written."""


class EditDesk:
    """What the line does while something that was saved stands in it."""

    def __init__(self, screen: CaptureScreen) -> None:
        self._screen = screen
        self._editing: _Editing | None = None
        self._waits_with: str | None = None

    @property
    def is_on(self) -> bool:
        """Whether something is being changed."""
        return self._editing is not None

    @property
    def set_aside(self) -> str:
        """What was being typed before something was changed."""
        return self._editing.set_aside if self._editing else ""

    @property
    def sentence(self) -> str:
        """What is being changed, and by which keys that ends; nothing while nothing is."""
        if self._editing is None:
            return ""
        if self._waits_with is not None:
            return _WAITS
        who = name_of(self._editing.one)
        return f"Editing {who}: Enter saves the change, Escape leaves it as it was."

    def begin(self, one: Contribution) -> None:
        """Put a contribution into the line to be changed; what stood there is given back after."""
        file, session = self._screen.file, self._screen.session_id
        line = line_of(one, self._screen.picture.known)
        draft = edit_draft.begin(file, session, one)
        self._show(one, line, line, read_of(one), file.seen(one.id), draft)

    def go_on(self, edit: LeftEdit) -> None:
        """Go on with a change that was left, as it was when the program ended.

        What others changed since was not seen by it, and will be kept beside it.
        """
        before = parse(edit.before, self._screen.picture.known)
        draft = edit_draft.go_on(self._screen.file, self._screen.session_id, edit)
        self._show(edit.one, edit.line, edit.before, before, edit.seen, draft)

    def save(self, line: str) -> None:
        """Save the change; what cannot be saved stays in the line."""
        self._try(line, A_MOMENT)

    def give_back(self) -> None:
        """Put back what was being typed before; the change is left on purpose, or saved."""
        editing, self._editing, self._waits_with = self._editing, None, None
        if editing:
            editing.draft.done()
            editing.draft.end()
            self._screen.entry.load_line(editing.set_aside)
            self._screen.show_editing(editing=False)
            self._screen.line_desk.draw_strip()

    # A few times a second ---------------------------------------------------------------------

    def look(self) -> None:
        """Keep the change half-written, and try again what waits for another program."""
        if self._editing is None:
            return
        line = self._screen.entry.line
        self._editing.draft.look(self._written())
        if self._waits_with is None:
            return
        if line == self._waits_with:
            self._try(line, 0)
        else:
            self._waits_with = None
            self._screen.status.failed(_NOT_SAVED)
            self._screen.line_desk.draw_strip()

    def look_again(self) -> None:
        """Take the words away that somebody took back meanwhile, or erased.

        Raises:
            ListeningError: the file cannot be read.
        """
        if self._editing is not None and self._is_gone(self._editing.one):
            self.give_back()
            self._screen.say(_WITHDRAWN)

    def keep_words(self) -> None:
        """Keep the change half-written, since the program ends."""
        if self._editing is not None:
            self._editing.draft.keep_now(self._written())

    def close(self) -> None:
        """Keep nothing more: the screen is gone, and what was kept is offered from now on."""
        if self._editing is not None:
            self._editing.draft.end()

    # ------------------------------------------------------------------------------------------

    def _show(
        self,
        one: Contribution,
        line: str,
        was: str,
        before: QuickLine,
        seen: frozenset[str],
        draft: FormDraft,
    ) -> None:
        screen = self._screen
        set_aside = screen.entry.line
        if self._editing is not None:
            set_aside = self._editing.set_aside
            self._editing.draft.done()
            self._editing.draft.end()
        self._editing, self._waits_with = _Editing(one, was, before, set_aside, seen, draft), None
        screen.entry.load_line(line)
        # Before the marks, so that what is typed next is words.
        screen.entry.move_cursor(end_of(split_at_marks(line)[0]))
        # The list stays where it is: the one that is edited is to be seen.
        screen.set_focus(screen.entry)
        screen.show_editing(editing=True)
        screen.line_desk.draw_strip()

    def _try(self, line: str, wait_ms: int) -> None:
        editing = self._editing
        if editing is None:
            return
        edit = changes_between(editing.before, parse(line, self._screen.picture.known))
        if not edit:
            self._end("Nothing was changed.")
            return
        after: list[Contribution] = []
        outcome = tried(self._screen, lambda: after.append(self._saved(editing, edit)), wait_ms)
        if outcome is Outcome.SAVED:
            self._screen.kept()
            self._end(self._changed(editing.one, after[0]))
        else:
            self._wait(line if outcome is Outcome.BUSY else None)

    def _wait(self, line: str | None) -> None:
        """Let a line wait for another program; None lets none wait."""
        self._waits_with = line
        if line is not None:
            self._screen.show_waiting("")
            self._screen.line_desk.draw_strip()

    def _saved(self, editing: _Editing, edit: Edit) -> Contribution:
        file = self._screen.file
        refuse_gone(file, editing.one)
        return file.edit(editing.one.id, seen=editing.seen, **edit)

    def _end(self, said: str) -> None:
        self.give_back()
        self._screen.say(said)

    def _changed(self, before: Contribution, after: Contribution) -> str:
        """Return what is said after an edit: also where somebody changed the same meanwhile."""
        if after.conflicts > before.conflicts:
            return (
                f"Changed: {name_of(before)}. Somebody else changed the same while you wrote: both"
                " versions are kept, to be settled later."
            )
        back = self._screen.list_desk.way_back()
        return f"Changed: {name_of(before)}. {back} brings back what it was before."

    def _written(self) -> dict[str, str]:
        editing = self._editing
        if editing is None:
            return {}
        return dict(edit_draft.fields(self._screen.entry.line, editing.line, editing.seen))

    def _is_gone(self, one: Contribution) -> bool:
        try:
            now = self._screen.file.contribution(one.id)
        except NotFound:
            return True
        return is_withdrawn(now) and not is_withdrawn(one)
