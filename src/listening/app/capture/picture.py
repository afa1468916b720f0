"""A session as it stood when it was last looked at: what a line typed into it will mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from listening.insight.voices import Voices, voices
from listening.model import lenses
from listening.model.quickline import NOTHING_KNOWN, Known, QuickLine
from listening.model.records import Participant, Prompt, Session
from listening.model.text import fold
from listening.model.vocabulary import DEFAULT_SHARING, Sharing, effective_sharing
from listening.store.session_file import SessionFile
from listening.store.views import Tally


@dataclass(frozen=True)
class Picture:
    """What the capture screen shows around the list; without slots, for it keeps what it worked out."""

    session: Session
    prompts: tuple[Prompt, ...] = ()
    participants: tuple[Participant, ...] = ()
    known: Known = NOTHING_KNOWN
    tally: Tally = field(default_factory=Tally)

    @classmethod
    def of(cls, file: SessionFile, session: str) -> Picture:
        """Look at a session."""
        return cls(
            session=file.session(session),
            prompts=file.prompts(session),
            participants=file.participants(session),
            known=file.known(session),
            tally=file.tally(session),
        )

    @property
    def rule(self) -> Sharing:
        """The most that may be done with any words of this room."""
        return self.session.room_rule or DEFAULT_SHARING

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes that are not new: those used already, then those of the lenses in use."""
        shipped = lenses.lens_keys()
        in_use = (lenses.load(key) for key in self.session.lens_keys if key in shipped)
        offered = (code.key for lens in in_use for code in lens.codes)
        return tuple(dict.fromkeys([*self.tally.codes, *offered]))

    @cached_property
    def voices(self) -> Voices:
        """Who has been heard, and who not yet."""
        return voices(self.participants, self.tally.perspectives)

    @cached_property
    def _speakers(self) -> dict[str, Participant]:
        return {fold(each.handle): each for each in self.participants}

    def speaker(self, handle: str) -> Participant | None:
        """Return the participant with this handle, in any case; None for a new one."""
        return self._speakers.get(fold(handle))

    def sharing_of(self, line: QuickLine) -> Sharing:
        """Return what may be done with a line: what it says, or its speaker, or the room's rule."""
        speaker = self.speaker(line.by) if line.by else None
        speakers = speaker.sharing if speaker else None
        return effective_sharing(line.marks.sharing, speakers, self.session.room_rule)

    def prompt(self, token: str | None) -> Prompt | None:
        """Return the prompt with this token; None if it was taken out since, or none is open."""
        return next((prompt for prompt in self.prompts if prompt.id == token), None)
