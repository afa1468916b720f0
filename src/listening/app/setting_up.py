"""What the set-up form is about: a session still to be made, or one that is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from listening.app.agenda import write_agenda
from listening.app.half_written import Place
from listening.app.session_form import Facts, blank, filled_in, read_form
from listening.model.records import Prompt
from listening.model.written_days import show_date
from listening.store import library
from listening.store.asked import PromptPlan
from listening.store.form_drafts import InFile
from listening.store.session_file import SessionFile
from listening.store.unfinished import InFolder


class Subject(Protocol):
    """What is set up."""

    heading: str
    """What stands over the form."""
    done: str
    """What the button says."""

    @property
    def kept_in(self) -> Place:
        """Where what is half-written is kept."""

    def filled(self) -> Mapping[str, str]:
        """Return what stands in the fields to begin with, by their names."""

    def prompts(self) -> tuple[Prompt, ...]:
        """Return the prompts that are there."""

    def save(self, facts: Facts, plan: Sequence[PromptPlan]) -> None:
        """Keep what was filled in.

        Raises:
            ListeningError: it could not be kept; nothing of it was.
        """


class NewSession:
    """A session still to be made, in a file of its own."""

    heading = "New session"
    done = "Save and begin"

    def __init__(self, folder: Path, author: str, today: date) -> None:
        self._folder = folder
        self._today = today
        self.author = author
        """Who takes notes."""
        self.path: Path | None = None
        """The session file, once it is made."""
        self.kept_in = InFolder(folder, author)
        """Where what is half-written is kept: in the folder, for there is no file yet."""

    def filled(self) -> Mapping[str, str]:
        """Return today's date, the note-taker's name and the rule that holds if nobody says more."""
        return blank(self.author, show_date(self._today))

    def prompts(self) -> tuple[Prompt, ...]:
        """Return no prompts."""
        return ()

    def save(self, facts: Facts, plan: Sequence[PromptPlan]) -> None:
        """Make the file; whoever takes notes is its author."""
        day = facts.get("date")
        path = library.new_path(self._folder, str(facts["title"]), str(day) if day else None)
        self.author = str(facts.get("note_taker") or self.author)
        said = {name: value for name, value in facts.items() if value is not None}
        SessionFile.create(path, said, plan, author=self.author).close()
        self.path = path


class Reopened:
    """A session that is there, opened again to change what was agreed."""

    heading = "Session details"
    done = "Save"

    def __init__(self, file: SessionFile, session: str, today: date) -> None:
        self._file = file
        self._today = today
        self._session = file.session(session)
        self._prompts = file.prompts(session)
        self.kept_in = InFile(file.path, file.author, "session", session)
        """Where what is half-written is kept."""

    def filled(self) -> Mapping[str, str]:
        """Return what is known of the session."""
        return {**filled_in(self._session), "prompts": write_agenda(self._prompts)}

    def prompts(self) -> tuple[Prompt, ...]:
        """Return its prompts."""
        return self._prompts

    def save(self, facts: Facts, plan: Sequence[PromptPlan]) -> None:
        """Keep what is different, and nothing else, so that nobody's change is written over."""
        was = read_form(self.filled(), self._today).facts
        changed = {name: value for name, value in facts.items() if was.get(name, ...) != value}
        there = tuple(PromptPlan(one.text or "", one.minutes, one.id) for one in self._prompts)
        if changed:
            self._session = self._file.describe(self._session.id, changed)
        if tuple(plan) != there:
            self._prompts = self._file.arrange(self._session.id, plan)
