"""The note-taker's desk: the open session, the prompt that is open, and what was last in hand."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from listening.cli import prompts
from listening.cli.note.saying import saved_sentence
from listening.cli.reader import Reader, no_mark_sentence
from listening.model.errors import Ambiguous, ListeningError, WrongUse
from listening.model.quickline import QuickLine
from listening.model.vocabulary import Captured

if TYPE_CHECKING:
    from listening.model.records import Contribution, Prompt, Session
    from listening.store.asked import Edit
    from listening.store.session_file import SessionFile

LAST = "last"
"""How the contribution that was last in hand is named."""

_SHORTEST_ID = 4


class Desk:
    """What every order works on; it holds no words of its own, only where things are."""

    def __init__(self, file: SessionFile, session: str) -> None:
        self.file = file
        self.session = session
        self.last: str | None = None
        """The id of the contribution that was saved or changed last."""
        self.saved = 0
        """How many contributions this sitting has saved."""
        self.closed = False
        """Whether the note-taker has said that they are done."""
        self._reader = Reader(file, session)
        self.prompt = self._prompt_left_off()

    @property
    def facts(self) -> Session:
        """What is known of the session."""
        return self.file.session(self.session)

    @property
    def prompts(self) -> tuple[Prompt, ...]:
        """The prompts of the session."""
        return self.file.prompts(self.session)

    def read(self, text: str) -> QuickLine:
        """Return a line, understood as this session understands it."""
        return self._reader.read(text)

    def capture(self, text: str, prompt: str | None = None) -> tuple[str, ...]:
        """Save a line under the prompt that is open, or another, and return what there is to say."""
        line = self.read(text)
        new, odd = self._reader.is_new(line), self._reader.odd_mark(text)
        said = self.file.capture(line, session=self.session, prompt=prompt or self.prompt)
        self.saved += 1
        self._reader.saved(line)
        return (self.changed("Saved", said, new=new), *_oddity(odd, said))

    def rewrite(self, ref: str, text: str) -> tuple[str, ...]:
        """Make a contribution what a line says, and return what there is to say."""
        line = self.read(text)
        new, odd = self._reader.is_new(line), self._reader.odd_mark(text)
        said = self.file.edit(self.ref(ref), **_edit(line))
        self._reader.saved(line)
        return (self.changed("Changed", said, new=new), *_oddity(odd, said))

    def changed(self, what: str, said: Contribution, *, new: bool = False) -> str:
        """Take note of a contribution that was changed, and return how it is now."""
        self.last = said.id
        return saved_sentence(what, said, self.short_id(said.id), new=new)

    def ref(self, name: str) -> str:
        """Return the id that a word names: `last`, or an id or its beginning as it is.

        Raises:
            WrongUse: nothing has been in hand yet.
        """
        if name and name != LAST:
            return name
        if self.last is None:
            raise WrongUse(
                "Nothing has been saved in this sitting yet: give an id; :list shows them."
            )
        return self.last

    def short_id(self, whole: str) -> str:
        """Return the shortest beginning of an id that names one contribution."""
        for length in range(_SHORTEST_ID, len(whole)):
            with suppress(Ambiguous):
                self.file.contribution(whole[:length])
                return whole[:length]
        return whole

    def open_prompt(self, number: int | None) -> None:
        """Make a prompt the open one; None for no prompt.

        Raises:
            WrongUse: there is no such prompt.
        """
        self.prompt = prompts.token(self.file, self.session, number)
        if self.prompt is not None:
            # The note tells how long a prompt has had; without it notes are taken all the same.
            with suppress(ListeningError):
                self.file.note_prompt(self.session, self.prompt)

    def leave(self) -> None:
        """Note that nobody takes notes here any longer, if that was noted before."""
        with suppress(ListeningError):
            self.file.note_leaving()

    def open_number(self) -> int:
        """Return the number of the open prompt; 0 where none is open."""
        return next((asked.number for asked in self.prompts if asked.id == self.prompt), 0)

    def _prompt_left_off(self) -> str | None:
        """Return the prompt under which notes were last taken, else the first."""
        from listening.store.asked import Where

        where = Where(session=self.session)
        there = self.file.count(where)
        latest = self.file.contributions(where, limit=1, offset=there - 1) if there else ()
        asked = [prompt.id for prompt in self.prompts]
        if latest and latest[0].prompt in asked:
            return latest[0].prompt
        return asked[0] if asked else None


def quick_line(said: Contribution) -> QuickLine:
    """Return the line by which a contribution could have been captured."""
    from listening.model.quickline import Marks

    marks = Marks(
        areas=said.areas,
        none_of_three=said.none_of_three,
        codes=said.codes,
        kind=said.kind,
        sharing=said.own_sharing,
        captured=None if said.captured is Captured.VERBATIM else said.captured,
    )
    return QuickLine(words=said.words or "", by=said.by, marks=marks)


def _oddity(odd: str | None, said: Contribution) -> tuple[str, ...]:
    """Return what is said of a mistyped mark; nothing where the words that held it were not kept."""
    return (no_mark_sentence(odd, said.words),) if odd and said.words else ()


def _edit(line: QuickLine) -> Edit:
    return {
        "words": line.words,
        "by": line.by,
        "areas": line.marks.areas,
        "none_of_three": line.marks.none_of_three,
        "codes": line.marks.codes,
        "kind": line.marks.kind,
        "sharing": line.marks.sharing,
        "captured": line.marks.captured or Captured.VERBATIM,
    }
